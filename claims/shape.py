"""Claims whose bounds a person draws: a new one from a selection, other bounds, one cut in two, two made one.

Every claim comes back new; what is found in it is found as the splitter finds it, within the bounds that are given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from claims import words
from claims.model import Claim, Kind, Origin, Quantity, ShapeError, Sign, Span, TimeRef
from claims.split import claims_at, trimmed, without_chrome
from claims.worth import check_worthiness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Article

MAX_SPANS: Final = 100
"""In how many stretches one claim may lie; the splitter's longest have about ten."""

Detail = TypeVar("Detail", Quantity, TimeRef)


def draw(article: Article, spans: Iterable[Span], id: str) -> Claim:  # noqa: A002 - it is the claim's field
    """Return a claim with the bounds of a selection; ShapeError for bounds that no claim can have.

    Where the selection holds "X said" too, the claim is what X said.
    """
    return _drawn(article, tidy(article, spans), id)


def rebound(article: Article, claim: Claim, spans: Iterable[Span]) -> Claim:
    """Return a claim with other bounds; what a person may have put right or written stays: kind, source, restatement.

    So do its figures and dates that lie inside; others are found anew. ShapeError for bounds that no claim can have.
    """
    _check_is_of(article, claim)
    fresh = _drawn(article, tidy(article, spans), claim.id, claim.kind)
    return replace(
        fresh,
        attribution=claim.attribution,
        quantities=_apart((*_inside(claim.quantities, fresh.spans), *fresh.quantities)),
        times=_apart((*_inside(claim.times, fresh.spans), *fresh.times)),
        parents=claim.parents,
        restated=claim.restated,
    )


def split(article: Article, claim: Claim, at: int, ids: tuple[str, str]) -> tuple[Claim, Claim]:
    """Return the two claims that a cut before the character `at` of the text makes of one.

    ShapeError where no words would be left on one side.
    """
    _check_is_of(article, claim)
    before = [Span(s.start, min(s.end, at)) for s in claim.spans if s.start < at]
    after = [Span(max(s.start, at), s.end) for s in claim.spans if at < s.end]
    if not (_says_something(article, before) and _says_something(article, after)):
        message = "A claim is cut between two of its words. Choose a place with words of the claim on both sides."
        raise ShapeError(message)
    return (
        _half(article, claim, tidy(article, before), ids[0]),
        _half(article, claim, tidy(article, after), ids[1]),
    )


def merge(article: Article, a: Claim, b: Claim, id: str) -> Claim:  # noqa: A002 - it is the claim's field
    """Return the claim that two make together, of the kind of the one that comes first in the text.

    Its source is that of the first that has one. ShapeError where the two are one, or are too scattered.
    """
    _check_is_of(article, a)
    _check_is_of(article, b)
    if a.id == b.id:
        message = "A claim cannot be merged with itself. Choose another one beside it."
        raise ShapeError(message)
    first, second = sorted((a, b), key=lambda claim: claim.spans)
    fresh = _drawn(article, tidy(article, (*a.spans, *b.spans)), id, first.kind)
    return replace(
        fresh,
        attribution=first.attribution or second.attribution,
        quantities=_apart((*first.quantities, *second.quantities, *fresh.quantities)),
        times=_apart((*first.times, *second.times, *fresh.times)),
        parents=(a.id, b.id),
    )


# -- bounds ------------------------------------------------------------------------------------------------------------


def tidy(article: Article, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return stretches of the text as a claim can have them: in order, apart, without white space at their ends.

    Those with nothing but white space between them are one; none goes over the end of a paragraph, and the page's own
    is cut out. ShapeError where nothing is left, where one lies beyond the body, or where they are too many.
    """
    given = sorted(spans)
    parts = [part for paragraph in article.body for part in _within(article, paragraph, given)]
    found = tuple(trimmed(article.text, s.start, s.end) for s in without_chrome(article, tuple(parts)))
    problem = _problem(article, given, found)
    if problem:
        raise ShapeError(problem)
    return found


def _problem(article: Article, given: list[Span], found: tuple[Span, ...]) -> str:
    """Say what is wrong with a selection and what to do, in words for the screen; nothing where it can be a claim."""
    if not given:
        return "Nothing is selected. Select the words of the claim in the article."
    if max(len(given), len(found)) > MAX_SPANS:
        return f"A claim may lie in up to {MAX_SPANS} stretches of text; these are more. Select fewer."
    if max(s.end for s in given) > len(article.text):
        return "The selection goes beyond the end of the article. Load the page again and select the words anew."
    if not all(_is_in_body(article, s) for s in given):
        return "A title, a byline or a subhead is no part of a claim. Select words of the paragraphs only."
    return "" if _says_something(article, found) else "There is no word in the selection. Select at least one."


def _is_in_body(article: Article, span: Span) -> bool:
    """Say whether all words of a stretch stand in paragraphs or are the page's own, which is cut out."""
    at = span.start
    for part in sorted((*article.body, *article.chrome)):
        if at < part.start and not _is_between(article.text, at, min(part.start, span.end)):
            return False
        at = max(at, part.end)
        if at >= span.end:
            return True
    return _is_between(article.text, at, span.end)


def _is_between(text: str, start: int, end: int) -> bool:
    """Say whether nothing stands in a stretch but what parts paragraphs: blanks, and the bullet of an item."""
    start = end - len(text[start:end].lstrip())
    bullet = words.BULLET.match(text, start)
    return start == end or (bullet is not None and bullet.end() >= end)


def _within(article: Article, paragraph: Span, given: list[Span]) -> list[Span]:
    """Return what stretches in order hold of a paragraph and is not blank; as one where only blanks lie between."""
    found: list[Span] = []
    for part in given:
        if part.overlaps(paragraph):
            here = Span(max(part.start, paragraph.start), min(part.end, paragraph.end))
            if found and not article.text[found[-1].end : here.start].strip():
                found[-1] = Span(found[-1].start, max(found[-1].end, here.end))
            elif here.of(article.text).strip():
                found.append(here)
    return found


def _says_something(article: Article, spans: Iterable[Span]) -> bool:
    return any(c.isalnum() for span in spans for c in span.of(article.text))


# -- what is found within them -----------------------------------------------------------------------------------------


def _check_is_of(article: Article, claim: Claim) -> None:
    if claim.article_id != article.id:
        message = "This claim is of another article. Open that article and change it there."
        raise ShapeError(message)


def _drawn(article: Article, where: tuple[Span, ...], id_: str, kind: Kind | None = None) -> Claim:
    """Return a claim within bounds: what is found in its sentences, the source of the first that has one."""
    parts = claims_at(article, where, kind)
    signs = _united(parts)
    return Claim(
        id=id_,
        article_id=article.id,
        spans=where,
        kind=kind or next((part.kind for part in parts), Kind.EVENT),
        attribution=next((part.attribution for part in parts if part.attribution), None),
        quantities=_apart(q for part in parts for q in part.quantities),
        times=_apart(t for part in parts for t in part.times),
        check_worthiness=check_worthiness(signs),
        signs=signs,
        origin=Origin.PERSON,
    )


def _half(article: Article, claim: Claim, where: tuple[Span, ...], id_: str) -> Claim:
    """Return a part of a claim; a date from beyond it ("Last month, …") holds for both, a figure cut in two is none."""
    beyond = tuple(t for t in claim.times if not any(t.span.overlaps(s) for s in claim.spans))
    return replace(
        _drawn(article, where, id_, claim.kind),
        attribution=claim.attribution,
        quantities=_inside(claim.quantities, where),
        times=_apart((*beyond, *_inside(claim.times, where))),
        parents=(claim.id,),
    )


def _united(parts: list[Claim]) -> tuple[Sign, ...]:
    """Return the signs of sentences as those of one claim; one without words of its own must be of them all."""
    found: list[Sign] = []
    for name in dict.fromkeys(sign.name for part in parts for sign in part.signs):
        same = [sign for part in parts for sign in part.signs if sign.name == name]
        where = tuple(sorted(span for sign in same for span in sign.spans))
        if where or len(same) == len(parts):
            found.append(Sign(name, same[0].weight, where))
    return tuple(sorted(found, key=lambda sign: -abs(sign.weight)))


def _inside(details: Iterable[Detail], where: tuple[Span, ...]) -> tuple[Detail, ...]:
    return tuple(d for d in details if any(s.covers(d.span) for s in where))


def _apart(details: Iterable[Detail]) -> tuple[Detail, ...]:
    """Return figures or dates in reading order; of two in one place the one that was given first."""
    found: list[Detail] = []
    for detail in details:
        if not any(detail.span.overlaps(other.span) for other in found):
            found.append(detail)
    return tuple(sorted(found, key=lambda detail: detail.span))
