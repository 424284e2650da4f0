"""Dossiers for the tests of reports: one by hand, and ones of every shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from strategies import DAYS, EVIDENCE, SAID, TEXT, found_in

from claims.model import Article, Attribution, Claim, Evidence, Kind, Manner, Review, SourceType, Span, Stance
from claims.vocabulary import CONFIDENCE, SOURCING, VERIFICATION
from storage.dossier import Dossier
from storage.reading import Drawn
from storage.store import DatedReview

if TYPE_CHECKING:
    from collections.abc import Iterable

AT = datetime(2017, 1, 3, 9, 30, tzinfo=UTC)
ARTICLE = Article(
    "a1",
    "Ann Lee said 38 defectors were held. The city paid.",
    "38 held",
    byline="Bo Park",
    outlet="Daily NK",
    url="https://www.dailynk.com/38",
    published=date(2016, 12, 13),
    body=(Span(0, 51),),
)
LEE = Attribution("Ann Lee", (Span(0, 7),), "said", (Span(8, 12),), SourceType.NAMED, Manner.INDIRECT)
HELD = Claim("c1", "a1", (Span(13, 35),), Kind.QUANTITY, LEE)
PAID = Claim("c2", "a1", (Span(37, 50),), Kind.EVENT)
COURT = Evidence("e1", "https://court.example/file?a=1&b=2", Stance.SUPPORTS, primary=True, quote="38 were held")


def dossier(article: Article = ARTICLE, claims: Iterable[Claim] = (HELD, PAID), *reviews: Review) -> Dossier:
    """Return the dossier of an article without later coverage, all found by the splitter and reviewed at one moment."""
    found = tuple(claims)
    drawn = {claim.id: Drawn(AT, "") for claim in found}
    dated = tuple(DatedReview(review, number, AT) for number, review in enumerate(reviews, 1))
    return Dossier(article, found, dated, (), (), (), (), (), {}, "5eal", AT, first_drawn=drawn)


ODD = TEXT | st.text("<>/script&!-*_[](){}#+.|`~\\\n\t\u2028 =@\ud800\x00\x0bhttps:ab", max_size=40)
"""Texts that some form of export may take for its own marks."""


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Draw a dossier of an article with claims in their places, of which several people say anything at all."""
    text = draw(ODD.filter(lambda drawn: len(drawn) > 1))
    said = {field: draw(ODD) for field in ("title", "byline", "outlet", "url")}
    body = draw(st.sampled_from([(), (Span(0, len(text)),)]))
    article = Article("a1", text, **said, published=draw(st.none() | st.dates(date(1600, 1, 1))), body=body)
    drawn = draw(st.lists(found_in(article), max_size=4, unique_by=lambda claim: claim.id))
    claims = [
        replace(claim, restated=draw(ODD), withdrawn=draw(st.sampled_from(["", "", "opinion"])))
        for claim in sorted(drawn, key=lambda claim: (claim.spans, claim.id))
    ]
    return dossier(article, claims, *(draw(reviews(claim)) for claim in claims for _ in range(draw(st.integers(0, 2)))))


def reviews(claim: Claim) -> st.SearchStrategy[Review]:
    """Draw what somebody says of a claim; a desk may have keys of its own."""
    return st.builds(
        Review,
        claim_id=st.just(claim.id),
        reviewer=SAID | ODD.filter(bool),
        sourcing=st.sampled_from(["", "our-own", *(entry.key for entry in SOURCING)]),
        verification=st.sampled_from(["our-own", *(entry.key for entry in VERIFICATION)]),
        notes=ODD,
        confidence=st.sampled_from(["", *(entry.key for entry in CONFIDENCE)]),
        as_of=st.none() | DAYS,
        due=st.none() | DAYS,
        evidence=st.lists(EVIDENCE | st.builds(Evidence, st.just("e"), locator=ODD, quote=ODD), max_size=2).map(tuple),
    )
