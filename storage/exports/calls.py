"""Call sheets to print: for each source what rests on it and what to ask, questions to the author, and what is open.

One HTML file without a script that loads nothing. All text is other people's: the template, `calls.html`, escapes it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claims.calls import author_queries, call_sheets, open_gaps, words_around
from claims.filters import of_claims
from claims.vocabulary import SOURCE_TYPES, VERIFICATION, choice
from storage.exports.html.text import shown
from storage.plain import called, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from claims.model import Review, Settlement
    from storage.dossier import Dossier


def calls(dossier: Dossier) -> bytes:
    """Return the call sheets of an article, the questions to its author, and what is open on the day they are made."""
    from claims.consistency import find_inconsistencies  # noqa: PLC0415 - importing the parser takes a second

    article, claims = dossier.article, dossier.standing
    reviews = [dated.review for dated in dossier.reviews]
    by_claim = of_claims(reviews)
    return (
        _template()
        .render(
            article=article,
            called=called(article),
            published=day(article.published),
            made=f"{dossier.read_at:%Y-%m-%d %H:%M} UTC",
            sheets=call_sheets(article, claims),
            queries=author_queries(article, claims, reviews, find_inconsistencies(article, claims)),
            gaps=open_gaps(article, claims, reviews, dossier.read_at.date(), dossier.settled),
            around=words_around(article, claims),
            status={c.id: _status(by_claim.get(c.id, ()), dossier.settled.get(c.id)) for c in claims},
            left_out=len(dossier.left_out),
            kind={entry.key: entry.label for entry in SOURCE_TYPES},
        )
        .encode()
    )


def _status(reviews: Sequence[Review], settled: Settlement | None) -> str:
    """Return what the desk found, else the findings on a claim, each once."""
    if settled:
        return choice(VERIFICATION, settled.verification).shown
    keys = dict.fromkeys(review.verification for review in reviews if review.verification != "unchecked")
    return " / ".join(choice(VERIFICATION, key).shown for key in sorted(keys) or ["unchecked"])


@lru_cache(1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("calls.html")


def _final(value: object) -> object:
    """Return what may go into the page, to be escaped after this."""
    return shown(value) if type(value) is str else value
