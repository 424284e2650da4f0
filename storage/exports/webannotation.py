"""W3C Web Annotations (JSON-LD): the claims of an article and what people say of them, for other annotation tools.

An `AnnotationCollection` with one page. Each claim is an annotation that says what was found in it; each review is one
of its own, by its reviewer. A claim of several stretches has a target for each, in reading order.
Positions count the code points of the text as the workbench has it. A web page has more than that: where the article
has an address, `state` names the text that is meant, as the model advises; the quotation finds the words on the page.
`created` is when a claim was first drawn, and when a reviewer first said something of it; `creator` is who did.
A body has neither: what is embedded is made with its annotation, and a choice of a list is one thing in all of them.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from claims.filters import says_something, source_type
from claims.vocabulary import CONFIDENCE, KINDS, SOURCE_TYPES, SOURCING, VERIFICATION, Choice, choice
from storage.exports.linked import Node, address, dumped, known, name, name_of
from storage.plain import called, day, figure, listed, period, source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from claims.model import Article, Claim, Evidence, Span
    from storage.dossier import Dossier
    from storage.reading import Drawn
    from storage.store import DatedReview

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

AROUND: Final = 32
"""How many characters before and after a quotation are given at least; more where the same words stand twice."""

_CLAIMBOOK: Final = {"id": "urn:claimbook:software", "type": "Software", "name": "Claimbook"}

_ENGLISH: Final = {"language": "en"}
"""Of bodies in which every word is ours; in which language people write and an article is, nobody has said."""


def web_annotations(dossier: Dossier) -> bytes:
    """Return the claims of an article that stand, each with the reviews of it, as one document of JSON-LD.

    The dossier is one that was read from the start.
    """
    article, items = dossier.article, list(_items(dossier))
    collection = name("annotations", article.id)
    page = {
        "id": f"{collection}:page",
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    return dumped(
        known(
            {
                "@context": CONTEXT,
                "id": collection,
                "type": "AnnotationCollection",
                "label": called(article),
                "generator": _CLAIMBOOK,
                "generated": _moment(dossier.read_at),
                "total": len(items),
                # The model asks for a page where there is an annotation, and for an annotation on each page.
                "first": page if items else None,
                "last": page["id"] if items else None,
            }
        )
    )


def _items(dossier: Dossier) -> Iterator[Node]:
    by_claim: dict[str, list[DatedReview]] = {}
    for dated in sorted(dossier.reviews, key=attrgetter("review.reviewer")):
        if says_something(dated.review):
            by_claim.setdefault(dated.review.claim_id, []).append(dated)
    for claim in dossier.standing:
        if targets := [_target(dossier.article, span) for span in claim.spans]:
            yield _of_claim(claim, dossier.first_drawn[claim.id], targets)
            for dated in by_claim.get(claim.id, ()):
                created = dossier.first_said.get((claim.id, dated.review.reviewer), dated.at)
                yield _of_review(dated, created, targets)


def _of_claim(claim: Claim, drawn: Drawn, targets: list[Node]) -> Node:
    said = claim.attribution
    return known(
        {
            "id": name("claim", claim.id),
            "type": "Annotation",
            "motivation": "classifying",
            "creator": _person(drawn.by) if drawn.by else _CLAIMBOOK,
            "created": _moment(drawn.at),
            "body": [
                *_chosen("classifying", "Kind", KINDS, claim.kind.value),
                *_chosen("classifying", "Source type", SOURCE_TYPES, source_type(claim)),
                *_texts("identifying", "Source", (said.source or "") if said else ""),
                *_texts("describing", "Figures", listed(map(figure, claim.quantities))),
                *_texts("describing", "Dates", listed(map(period, claim.times))),
                *_texts("describing", "Restated", claim.restated),
            ],
            "target": targets,
        }
    )


def _of_review(dated: DatedReview, created: datetime, targets: list[Node]) -> Node:
    review = dated.review
    assessed = "" if review.verification == "unchecked" else review.verification
    return {
        "id": name("review", review.claim_id, review.reviewer),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": _person(review.reviewer),
        "created": _moment(created),
        "modified": _moment(dated.at),
        "body": [
            *_chosen("classifying", "Sourcing", SOURCING, review.sourcing),
            *_chosen("assessing", "Verification", VERIFICATION, assessed),
            *_chosen("assessing", "Confidence", CONFIDENCE, review.confidence),
            *({**body, **_ENGLISH} for body in _texts("assessing", "As of", day(review.as_of))),
            *({**body, **_ENGLISH} for body in _texts("describing", "Due again", day(review.due))),
            *(body for piece in review.evidence for body in _evidence(piece)),
            *([_text("commenting", review.notes)] if review.notes else []),
        ],
        "target": targets,
    }


def _person(called: str) -> Node:
    return {"id": name("person", called), "type": "Person", "name": called}


def _moment(at: datetime) -> str:
    """Return a moment of UTC as the model writes it: 2017-01-03T09:30:00Z."""
    return f"{at.isoformat()[:19]}Z"


def _evidence(piece: Evidence) -> Iterator[Node]:
    yield from _texts("describing", "Evidence", source(piece))
    if link := address(piece.locator):
        yield {"type": "SpecificResource", "purpose": "linking", "source": link}


def _chosen(purpose: str, title: str, choices: tuple[Choice, ...], key: str) -> list[Node]:
    """Return a choice as people read it, nothing where none was made; programs go by its `id`, which has the key."""
    kind, chosen = title.lower().replace(" ", "-"), choice(choices, key)
    language = _ENGLISH if chosen in choices else {}  # a desk may have keys of its own, in a language of its own
    return [{"id": name(kind, key), **body, **language} for body in _texts(purpose, title, chosen.label)]


def _texts(purpose: str, title: str, value: str) -> list[Node]:
    return [_text(purpose, f"{title}: {value}")] if value else []


def _text(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(article: Article, span: Span) -> Node:
    before, after = _around(article.text, span)
    text = name("article", article.id)
    return known(
        {
            "type": "SpecificResource",
            "source": name_of(article),
            "state": {"type": "TimeState", "cached": text} if address(article.url) else None,
            "selector": [
                {"type": "TextQuoteSelector", "exact": span.of(article.text), "prefix": before, "suffix": after},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        }
    )


def _around(text: str, span: Span) -> tuple[str, str]:
    """Return the words before and after a stretch, as many as it takes to tell it from every other place."""
    width = AROUND
    while True:
        start, end = max(0, span.start - width), min(len(text), span.end + width)
        if (start, end) == (0, len(text)) or _stands_once(text[start:end], text):
            return text[start : span.start], text[span.end : end]
        width *= 2


def _stands_once(words: str, text: str) -> bool:
    return text.find(words) == text.rfind(words)
