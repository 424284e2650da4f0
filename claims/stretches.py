"""What of an article is accounted for: each character of its body lies in a claim, is dismissed, or is open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from claims import words
from claims.model import Span, Standing, Stretch
from claims.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Article, Claim

REMEMBERED: Final = 4096
"""Of how many paragraphs the sentences are remembered: finding them takes longer than all the rest."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_PHRASES = "|".join(phrase.replace(" ", r"\s+") for phrase in sorted(words.LINKING, key=len, reverse=True))
_LINKING = re.compile(rf"{words.ABBREVIATION.pattern}|(?<![\w'’])(?i:{_PHRASES})(?![\w'’])")
"""What leaves nothing to look at; the longest phrases go first."""


def cover(article: Article, claims: Sequence[Claim], dismissed: Iterable[Span]) -> list[Stretch]:
    """Return the body of an article, without the chrome in it, as stretches in order that leave nothing out.

    A claim covers its words and those that say who says it; it goes before a dismissal. Words that only link what is
    accounted for ("and", "which was") join the stretch beside them. A stretch lies in one paragraph, an open one in one
    sentence. Marks that stand alone are dismissed: there is nothing in them to look at.
    """
    marked = _marked(sorted(claims, key=attrgetter("spans", "id")), dismissed)
    found: list[Stretch] = []
    for paragraph in article.body:
        parts = [list(_filled(piece, marked)) for piece in _without(paragraph, article.chrome)]
        starts = _starts(article, paragraph) if any(_has_words(article, p) for piece in parts for p in piece) else set()
        for piece in parts:
            cut = [part for whole in piece for part in _cut(whole, starts)]
            found += _united(_joined(article.text, cut, starts))
    return found


def _marked(claims: Sequence[Claim], dismissed: Iterable[Span]) -> list[Stretch]:
    """Return what is covered, cut wherever a claim or a dismissal starts or ends."""
    starting, ending = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    nobody = len(claims)
    marks = [(span, number) for number, claim in enumerate(claims) for span in _spans_of(claim)]
    for span, number in [*marks, *((span, nobody) for span in dismissed)]:
        starting[span.start].append(number)
        ending[span.end].append(number)
    here: Counter[int] = Counter()
    found: list[Stretch] = []
    for start, end in pairwise(sorted({*starting, *ending})):
        here.update(starting[start])
        here.subtract(ending[start])
        here = +here
        ids = tuple(claims[number].id for number in sorted(here) if number != nobody)
        if here:
            found.append(Stretch(Span(start, end), Standing.CLAIM if ids else Standing.DISMISSED, ids))
    return found


def _spans_of(claim: Claim) -> tuple[Span, ...]:
    said = claim.attribution
    return claim.spans + (said.source_spans + said.cue_spans if said else ())


def _without(paragraph: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a paragraph around the page's own, which is in order."""
    start = paragraph.start
    first = bisect_right(holes, start, key=attrgetter("end"))
    for hole in holes[first : bisect_right(holes, paragraph.end - 1, key=attrgetter("start"))]:
        if start < hole.start:
            yield Span(start, hole.start)
        start = hole.end
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _filled(piece: Span, marked: list[Stretch]) -> Iterator[Stretch]:
    """Yield what is covered of a piece, and what is open in between."""
    at = piece.start
    first = bisect_right(marked, at, key=attrgetter("span.end"))
    for stretch in marked[first : bisect_right(marked, piece.end - 1, key=attrgetter("span.start"))]:
        start, end = max(at, stretch.span.start), min(piece.end, stretch.span.end)
        if at < start:
            yield Stretch(Span(at, start), Standing.OPEN)
        yield replace(stretch, span=Span(start, end))
        at = end
    if at < piece.end:
        yield Stretch(Span(at, piece.end), Standing.OPEN)


# -- sentences ---------------------------------------------------------------------------------------------------------


def _has_words(article: Article, part: Stretch) -> bool:
    return part.state is Standing.OPEN and bool(_WORD.search(article.text, part.span.start, part.span.end))


def _starts(article: Article, paragraph: Span) -> set[int]:
    """Return where sentences start in a paragraph, as it is read: on one line, without the page's own."""
    shown, at = "", paragraph.start
    for piece in _without(paragraph, article.chrome):
        shown += " " * (piece.start - at) + piece.of(article.text)
        at = piece.end
    return {paragraph.start + start for start in _sentence_starts(re.sub(r"\s", " ", shown))}


@lru_cache(REMEMBERED)
def _sentence_starts(paragraph: str) -> tuple[int, ...]:
    return tuple(sentence.start for sentence in sentences(paragraph))


def _cut(part: Stretch, starts: set[int]) -> Iterator[Stretch]:
    """Cut an open stretch where sentences start."""
    if part.state is not Standing.OPEN:
        yield part
        return
    start, end = part.span.start, part.span.end
    for a, b in pairwise([start, *sorted(s for s in starts if start < s < end), end]):
        yield replace(part, span=Span(a, b))


# -- what leaves nothing to look at ------------------------------------------------------------------------------------


def _joined(text: str, parts: list[Stretch], starts: set[int]) -> list[Stretch]:
    """Give what leaves nothing to look at to a stretch beside it; dismiss marks that have none."""
    found: list[Stretch] = []
    left: int | None = None
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        here = part if left is None else replace(part, span=Span(left, part.span.end))
        left = None
        if here.state is not Standing.OPEN or _says_something(text, here.span):
            found.append(here)
            continue
        said = _WORD.search(here.span.of(text)) is not None
        neighbour = _neighbour(here, found[-1] if found else None, after, starts, alone=said)
        if neighbour is None:
            found.append(here if said else replace(here, state=Standing.DISMISSED))
        elif neighbour is after:
            left = here.span.start
        else:
            found[-1] = replace(neighbour, span=Span(neighbour.span.start, here.span.end))
    return found


def _says_something(text: str, span: Span) -> bool:
    """Say whether there is more in a stretch than what links; a part of a word is more."""
    edges = (text[at - 1 : at + 1] for at in (span.start, span.end) if at)
    cut = any(len(edge) > 1 and edge.isalnum() for edge in edges)
    return cut or _WORD.search(_LINKING.sub("", span.of(text))) is not None


def _neighbour(
    part: Stretch, before: Stretch | None, after: Stretch | None, starts: set[int], *, alone: bool
) -> Stretch | None:
    """Return what a linking stretch joins: in its sentence, a claim first; else, unless it may stand alone, any."""
    inside = (before if part.span.start not in starts else None, after if part.span.end not in starts else None)
    beside = [stretch for stretch in (inside if alone or any(inside) else (before, after)) if stretch is not None]
    return min(beside, key=lambda stretch: stretch.state is not Standing.CLAIM, default=None)


def _united(parts: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches with those as one that stand side by side under the same claims; dismissals stay apart."""
    found: list[Stretch] = []
    for part in parts:
        if found and part.claim_ids and part.claim_ids == found[-1].claim_ids:
            found[-1] = replace(part, span=Span(found[-1].span.start, part.span.end))
        else:
            found.append(part)
    return found
