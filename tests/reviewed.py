"""The sample article as two people reviewed it, with evidence, a stored copy, and two later articles beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final

from claims.article import read_article, sample_text
from claims.compare import find_matches, prepare
from claims.model import Dismissed, Evidence, Span, Stance
from claims.split import find_claims
from storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Article, Claim

FINDINGS: Final = (
    "verified",
    "verified_with_correction",
    "unproven",
    "verified",
    "false",
    "not_checkable",
    "misleading",
)
SOURCED: Final = ("bare", "named", "outlet", "unnamed", "none")

LATER: Final = (
    (
        """41 defectors held in Liaoning

Monday's report was confirmed. There are 41 defectors being held in China's Liaoning Province, police said. Orders to
shoot defectors on sight were denied by a ministry official.""",
        "The Border Post",
        date(2017, 1, 9),
    ),
    (
        """Reward for informers

Residents are being offered five million KPW for informing on others who are planning to defect, the ministry confirmed
on Tuesday.""",
        "River Daily",
        date(2017, 2, 14),
    ),
)
COPY: Final = (
    "Statement of 12 December 2016\n\nWe have no figure. It is believed that 38 people are being held in Liaoning."
)


def reviewed(path: Path) -> str:
    """Make a library of it, and return the article's id; every moment in it is made up."""
    ticks = count()
    start = datetime(2017, 2, 20, 9, tzinfo=UTC)
    with Store.open(path, clock=lambda: start + timedelta(minutes=7 * next(ticks))) as store:
        article = read_article(
            sample_text(), outlet="Daily NK", url="https://www.dailynk.com/english/read.php?num=14239"
        )
        claims = find_claims(article)
        store.add_article(article, claims, "Ana Lee")
        _say(store, claims)
        _set_aside(store, article, claims)
        _beside(store, article)
        return article.id


def _say(store: Store, claims: list[Claim]) -> None:
    for place, claim in enumerate(claims):
        if place % 5 != 4:
            changes = {"verification": FINDINGS[place % 7], "sourcing": SOURCED[place % 5], "as_of": "2017-02-20"}
            notes = "Two calls to the ministry, no answer; the figure is from the statement." if place % 4 == 0 else ""
            store.save_review(claim.id, "Ana Lee", changes | {"notes": notes, "confidence": "medium"})
        if place % 3 == 0:
            changes = {"verification": FINDINGS[(place // 2) % 7], "sourcing": SOURCED[place % 5]}
            store.save_review(claim.id, "Ben Okafor", changes | {"notes": "Second reading.", "due": "2017-06-01"})
    name = store.keep_copy("statement.txt", "text/plain", COPY.encode(), COPY)
    held = next(claim for claim in claims if "38" in "".join(one.text for one in claim.quantities))
    store.save_evidence(held.id, "Ana Lee", _piece("e1", copy=name, quote="38 people are being held in Liaoning"))
    for place, claim in enumerate(claims[::4]):
        store.save_evidence(claim.id, "Ana Lee", _piece(f"p{place}"))
        store.save_evidence(
            claim.id, "Ben Okafor", Evidence(f"q{place}", "Court file 4/2016, p. 12", Stance.CONTRADICTS)
        )


def _piece(name: str, quote: str = "", copy: str = "") -> Evidence:
    locator = "https://www.example.org/ministry/statements/2016/12/statement-of-12-december"
    return Evidence(name, locator, Stance.SUPPORTS, primary=True, quote=quote, accessed=date(2017, 2, 19), copy=copy)


def _set_aside(store: Store, article: Article, claims: list[Claim]) -> None:
    store.correct_claim(claims[-1].id, {"withdrawn": "opinion"}, "Ben Okafor")
    start, end = (article.text.index(words) for words in ("Due to these", "those in the border"))
    store.dismiss(article.id, [Dismissed(Span(start, end), "transition")], "Ana Lee")


def _beside(store: Store, article: Article) -> None:
    later = [read_article(text, outlet=outlet, published=day) for text, outlet, day in LATER]
    for one in later:
        store.add_article(one, [], "Ben Okafor")
    store.cover(article.id, [one.id for one in later], "Ben Okafor")
    claims = store.claims(article.id)
    store.keep_matches([*find_matches(article, claims, [prepare(one) for one in later])])
    held = next(claim for claim in claims if "38" in "".join(one.text for one in claim.quantities))
    store.judge(held.id, later[0].id, "Ana Lee", {"relation": "updates", "notes": "Three more within a month."})
