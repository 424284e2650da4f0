"""The command `python -m claims check`: in what an article does not fit itself, for people or as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.consistency import find_inconsistencies
from claims.model import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model import Article, Claim, Inconsistency

Record = dict[str, Any]
"""One JSON object; its shape is that of the pipe, documented in the README."""

WIDTH = 80
"""How many characters around a place are shown with it."""


def told(name: str, article: Article, claims: Sequence[Claim]) -> Iterator[str]:
    """Yield lines for people: each inconsistency, the sum that shows it, and both places in their words."""
    found = find_inconsistencies(article, claims)
    count = "nothing found" if not found else f"{len(found)} to look at"
    yield f"\n{article.title or name}  ({count})\n"
    for number, inconsistency in enumerate(found, start=1):
        yield f"{number:4}  {inconsistency.text}"
        yield f"      {inconsistency.kind.value} · {inconsistency.sum}"
        yield from (f"      “{_around(article, start, end)}”" for start, end in _places(inconsistency))


def _places(found: Inconsistency) -> list[tuple[int, int]]:
    """Return from where to where each side reaches; two that stand near each other are shown as one place."""
    sides = [(side[0].start, side[-1].end) for side in (found.spans, found.other_spans) if side]
    start, end = min(start for start, _ in sides), max(end for _, end in sides)
    return [(start, end)] if end - start <= 2 * WIDTH else sorted(sides)


def _around(article: Article, start: int, end: int) -> str:
    """Return the words around a place on its line, cut at blanks."""
    text = article.text
    above, below = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    first, last = max(above, start - WIDTH), min(len(text) if below < 0 else below, end + WIDTH)
    first = first if first == above else text.find(" ", first, start) + 1 or start
    last = last if last in {below, len(text)} else max(text.rfind(" ", end, last), end)
    return " ".join(text[first:last].split())


def as_record(name: object, article: Article, claims: Sequence[Claim]) -> Record:
    """Return what was found in the shape of the pipe."""
    return {
        "id": name,
        "title": article.title,
        "inconsistencies": [
            {
                "kind": found.kind,
                "text": found.text,
                "sum": found.sum,
                "spans": [[s.start, s.end] for s in found.spans],
                "other_spans": [[s.start, s.end] for s in found.other_spans],
                "words": [words(article.text, found.spans), words(article.text, found.other_spans)],
                "claims": list(found.claim_ids),
            }
            for found in find_inconsistencies(article, claims)
        ],
    }
