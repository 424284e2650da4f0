"""Places of a text as they are quoted: with the words around them on their line, and which of them are meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH: Final = 80
"""How many characters around a place are shown with it."""


class Run(NamedTuple):
    """A part of a quotation, on one line; `meant` is what it is quoted for."""

    text: str
    meant: bool


def excerpts(text: str, *sides: Sequence[Span]) -> list[list[Run]]:
    """Return each side's places with the words around, in reading order; two that stand near are one quotation.

    A side without spans is left out.
    """
    found = sorted((Span(side[0].start, side[-1].end), side) for side in sides if side)
    if not found:
        return []
    whole = Span(found[0][0].start, max(reach.end for reach, _ in found))
    if whole.end - whole.start <= 2 * WIDTH:
        found = [(whole, sorted({span for _, side in found for span in side}))]
    return [_quoted(text, _around(text, reach), side) for reach, side in found]


def _quoted(text: str, whole: Span, meant: Iterable[Span]) -> list[Run]:
    """Return the runs of a quotation, with an ellipsis where its line goes on."""
    before = [Run("… ", meant=False)] if text[: whole.start].rpartition("\n")[2].strip() else []
    after = [Run(" …", meant=False)] if text[whole.end :].partition("\n")[0].strip() else []
    return [*before, *_runs(text, whole, meant), *after]


def _around(text: str, place: Span) -> Span:
    """Return a place with the words around it on its line, cut at blanks."""
    above, below = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
    first, last = max(above, place.start - WIDTH), min(len(text) if below < 0 else below, place.end + WIDTH)
    first = first if first == above else text.find(" ", first, place.start) + 1 or place.start
    last = last if last in {below, len(text)} else max(text.rfind(" ", place.end, last), place.end)
    return Span(first, last)


def _runs(text: str, whole: Span, meant: Iterable[Span]) -> Iterator[Run]:
    at = whole.start
    for span in meant:
        start = max(at, span.start)
        if at < start:
            yield Run(_flat(text[at:start]), meant=False)
        if start < span.end:
            yield Run(_flat(text[start : span.end]), meant=True)
        at = max(at, span.end)
    if at < whole.end:
        yield Run(_flat(text[at : whole.end]), meant=False)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
