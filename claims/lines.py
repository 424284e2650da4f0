"""The lines of a text: which the page printed again and again, which go on with the one before."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from claims import words
from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

INVISIBLE = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters that show nothing, as a class for `re`: soft hyphens, zero-width blanks, marks of direction.

Joiners (U+200C, U+200D) are not among them: Persian and emoji are spelt with them.
"""

WIDEST_WRAP = 130
"""Longer lines were not cut to fit on a page; in characters."""

FULL = 0.85
"""How much of the usual width a line fills if it was cut because the next word would not fit; type is not even."""

REPEATED = 2
"""How often a short line comes in a wrapped text if it is the head of its pages; one time more in any other text."""

MAX_HEAD_WORDS = 10
"""How many words the head of a page may have."""

MAX_HEAD = 120
"""How many characters the head of a page may have."""

MAX_TITLE_LINES = 2
"""Over how many lines a title goes."""

MIN_ITEMS = 2
"""How many items make a list."""

_UNSEEN = re.compile(f"[{INVISIBLE}]")
_BREAK = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"


class Line(NamedTuple):
    """A line of the text that shows something: its place without the blanks around it, and its words for reading."""

    span: Span
    text: str
    after_blank: bool

    @property
    def stops(self) -> bool:
        """Say whether the line ends as a sentence does."""
        return bool(words.STOP.search(self.text))

    @property
    def size(self) -> int:
        """Return the number of words."""
        return len(self.text.split())


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text in order."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    before = 0
    for found in re.finditer(rf"[^\s{INVISIBLE}][^{_BREAK}]*", text):
        kept = found.group()[: 1 + _last_shown(found.group())]
        blank = len(re.findall(r"\r\n|[\n\r\u2028\u2029]", text[before : found.start()])) > 1
        yield Line(Span(found.start(), found.start() + len(kept)), _for_reading(kept), blank)
        before = found.start() + len(kept)


def _last_shown(text: str) -> int:
    """Return where the last character stands that shows something."""
    return next(i for i in range(len(text) - 1, -1, -1) if not (text[i].isspace() or _UNSEEN.match(text[i])))


def _for_reading(line: str) -> str:
    """Return a line with a blank for each kind of blank, two for a tab, and without what shows nothing."""
    return re.sub(r"[^\S\t]", " ", re.sub(rf"[{INVISIBLE}]", "", line)).replace("\t", "  ")


def running_heads(lines: list[Line], width: int) -> set[Span]:
    """Return the page numbers, and the lines that come back on every page whatever their number."""
    often = REPEATED if width else REPEATED + 1
    pages = defaultdict(list)
    for line in lines:
        if _may_run(line):
            pages[_key(line)].append(line)
    heads = [line for same in pages.values() if len(same) >= often for line in same[_is_title(same[0]) :]]
    return {
        line.span
        for line in (*heads, *(n for n in lines if len(n.text) <= MAX_HEAD and words.PAGE_NUMBER.match(n.text)))
    }


def _is_title(first: Line) -> bool:
    """Say whether a line that comes back is first of all the title of the article, and no masthead."""
    return first.size > 1 and not re.search(r"\d", first.text) and not words.MEDIA_NAMES.search(first.text)


def _may_run(line: Line) -> bool:
    return len(line.text) <= MAX_HEAD and line.size <= MAX_HEAD_WORDS and not line.stops and not line.text[0].islower()


def _key(line: Line) -> str:
    return re.sub(r"[\W\d_]+", " ", line.text).strip().casefold()


def wrap_width(lines: list[Line]) -> int:
    """Return the width to which the lines of a text were cut, in characters; 0 where a line is a paragraph.

    Lines cut to fit end in the middle of a sentence more often than not.
    """
    cut = [a for a, b in pairwise(lines) if not b.after_blank] or lines[:-1]
    prose = sorted(len(line.text) for line in cut if line.size >= words.MAX_BYLINE_WORDS // 2)
    width = prose[int(0.9 * len(prose))] if prose else 0
    full = [line for line in cut if len(line.text) >= FULL * width]
    unfinished = sum(not line.stops for line in full)
    return width if 0 < width <= WIDEST_WRAP and 2 * unfinished > len(full) > 1 else 0


def goes_on(paragraph: list[Line], line: Line, width: int, *, over_page: bool) -> bool:
    """Say whether a line continues a paragraph; `over_page` where only page chrome lies between."""
    last = paragraph[-1]
    if words.BULLET.match(line.text) and not re.match(r"[–—-]+\s+[^\W\d_A-Z]", line.text):
        return False
    if not last.stops and (line.text[0].islower() or re.search(r"\w-$", last.text)):
        return True
    if not width or (line.after_blank and not over_page) or words.BYLINE.match(line.text):
        return False
    # Two lines without a full stop may be a title; more of them are a paragraph, even where one is short.
    first = line.text.split()[0]
    return len(last.text) + 1 + len(first) > FULL * width or (len(paragraph) > MAX_TITLE_LINES and not last.stops)


def together(lines: list[Line]) -> Line:
    """Return the lines of one paragraph as one."""
    text = " ".join(line.text for line in lines)
    return Line(Span(lines[0].span.start, lines[-1].span.end), text, lines[0].after_blank)


def items(text: str, paragraph: Span) -> list[Span]:
    """Return the items of a list that lost its line breaks and what goes before it; else the whole paragraph.

    Bullets make a list where there are two ("* Rome * Paris"), dashes only where a colon announces it.
    """
    found = list(words.INNER_BULLET.finditer(text, paragraph.start, paragraph.end))
    announced = bool(found) and text[paragraph.start : found[0].start()].rstrip().endswith(":")
    marks = [m for m in found if m[0][0] == found[0][0][0] and (m["bullet"] or announced)]
    if len(marks) < MIN_ITEMS:
        return [paragraph]
    starts, ends = [paragraph.start, *(m.end() for m in marks)], [*(m.start() for m in marks), paragraph.end]
    parts = (text[start:end] for start, end in zip(starts, ends, strict=True))
    return [Span(a, a + len(part.rstrip())) for a, part in zip(starts, parts, strict=True) if part.strip()]
