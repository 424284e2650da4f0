"""Where a quoted passage stands in a text, however white space, marks and letters are written there.

The idea: text and quotation are both folded into one way of writing, with a way back to the places in the text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.lines import INVISIBLE
from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_GAP: Final = 5_000
"""How much an ellipsis may leave out, in characters: about two pages."""

_BROKEN = "\n"
"""What stands for a hyphen at the end of a line, which the word may have or not; no other line break is left."""

_QUOTES = "\"'`´ʹʺʻʼʽ‘’‚‛“”„‟‹›«»′″‵‶〝〞〟＂＇"
_DASHES = r"\-‐‑‒–—―−⸺⸻﹘﹣－"
_QUOTE = rf"[{_QUOTES}][{_QUOTES}\s{INVISIBLE}]*"
_DASH = rf"[{_DASHES}][{_DASHES}\s{INVISIBLE}]*"
_UNREAD = re.compile(
    rf"""(?<=[^\W\d_])(?:(?P<unseen>\u00ad)|(?P<broken>[-‐]))[^\S\n\r]*[\n\r][\s{INVISIBLE}]*(?=[^\W\d_A-Z])
      | (?P<blank>[\s{INVISIBLE}]{{2,}}|[^\S\ ]|[{INVISIBLE}]|[ ](?=[{_QUOTES}{_DASHES}]))
        (?:(?P<quote>{_QUOTE})|(?P<dash>{_DASH}))?
      | (?P<quote_alone>{_QUOTE}) | (?P<dash_alone>{_DASH})
      | (?P<beyond>[!-~]?[^\x00-\x7f\s{_QUOTES}{_DASHES}{INVISIBLE}]+)""",
    re.VERBOSE,
)
"""What may be written in another way: blanks, marks with the blanks around them, letters beyond ASCII."""

_SHOWN: Final = {"unseen": "", "broken": _BROKEN, "quote": "'", "dash": "-", "quote_alone": "'", "dash_alone": "-"}
"""What is written for it."""

_GAP = re.compile(r"\s?[\[(]?\s?\.(?:\s?\.){2,}\s?[\])]?\s?")
"""An ellipsis in a folded quotation; "…" is three full stops there."""


class Folded(NamedTuple):
    """A text in one way of writing; the pieces that are written otherwise, by their places here and in the text."""

    text: str
    starts: array[int]
    ends: array[int]
    firsts: array[int]
    lasts: array[int]

    def span(self, start: int, end: int) -> Span:
        """Return characters of the folded text as a span of the text itself."""
        return Span(self._place(start)[0], self._place(end - 1)[1])

    def _place(self, at: int) -> tuple[int, int]:
        piece = bisect_right(self.starts, at) - 1
        if piece < 0:
            return at, at + 1
        if at < self.ends[piece]:
            return self.firsts[piece], self.lasts[piece]
        place = self.lasts[piece] + at - self.ends[piece]
        return place, place + 1


def find_quote(text: str, quote: str) -> Span | None:
    """Return where a quoted passage stands in `text` (code points), None where it does not or has no word in it.

    White space, soft hyphens, words broken over lines, quotation marks, dashes and Unicode forms (NFKC) may differ; the
    case of letters may not, and the stop at its end is not looked at. An ellipsis in the quotation leaves out up to
    `MAX_GAP` characters. Of several places the first at which no word is cut goes before the first.
    """
    # Where a quotation ends its writer sets the stop, not the source: "wide," there may be "wide." here.
    parts = [part.strip(" '") for part in _GAP.split(_fold(quote).text.rstrip(" '.,;:"))]
    parts = [part for part in parts if any(c.isalnum() for c in part)]
    if not parts:
        return None
    folded = _fold(text)
    patterns = [_pattern(part, broken=_BROKEN in folded.text) for part in parts]
    found = _first(folded.text, patterns, whole=True) or _first(folded.text, patterns, whole=False)
    return folded.span(*found) if found else None


def _pattern(part: str, *, broken: bool) -> re.Pattern[str]:
    """Return what finds a folded passage, where words may be broken or not.

    Where none is broken it is nothing but characters, for which `re` takes linear time whatever they are.
    """
    if not broken and _BROKEN not in part:
        return re.compile(re.escape(part))
    shown = {"-": f"[-{_BROKEN}]", _BROKEN: f"[-{_BROKEN}]?"}
    joints = (_BROKEN + "?" if a.isalpha() and b.isalpha() else "" for a, b in zip(part, part[1:] + " ", strict=True))
    return re.compile("".join(shown.get(c, re.escape(c)) + joint for c, joint in zip(part, joints, strict=True)))


def _first(text: str, patterns: list[re.Pattern[str]], *, whole: bool) -> tuple[int, int] | None:
    """Return the first place where passages follow one another, each as close as it can to the one before."""
    chains = list(_places(text, patterns[0], 0, whole=whole))
    for pattern in patterns[1:]:
        chains = list(_followed(chains, _places(text, pattern, chains[0][1], whole=whole))) if chains else []
    return chains[0] if chains else None


def _places(text: str, pattern: re.Pattern[str], start: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    """Yield where a passage stands; `whole` where it starts and ends with whole words."""
    for found in pattern.finditer(text, start):
        a, b = found.span()
        if not whole or not (_is_inside_word(text, a) or _is_inside_word(text, b)):
            yield a, b


def _is_inside_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


def _followed(chains: list[tuple[int, int]], places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield chains of passages with the next one, where that stands near enough after their ends; all are in order."""
    last = 0
    for start, end in places:
        while last + 1 < len(chains) and chains[last + 1][1] <= start:
            last += 1
        if chains[last][1] <= start <= chains[last][1] + MAX_GAP:
            yield chains[last][0], end


# -- one way of writing ------------------------------------------------------------------------------------------------


def _fold(text: str) -> Folded:
    """Return a text in one way of writing: one blank for many, one mark for its kinds, letters in the form NFKC."""
    parts: list[str] = []
    starts, ends, firsts, lasts = array("q"), array("q"), array("q"), array("q")
    at = place = 0
    for first, last, shown in _pieces(text):
        parts += (text[at:first], shown)
        place += first - at
        starts.append(place)
        place += len(shown)
        ends.append(place)
        firsts.append(first)
        lasts.append(last)
        at = last
    return Folded("".join([*parts, text[at:]]), starts, ends, firsts, lasts)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is written otherwise: from where to where it stands in the text, and how."""
    for found in _UNREAD.finditer(text):
        kind, stretch = found.lastgroup or "", found.group()
        if kind == "beyond":
            yield from _composed(stretch, found.start())
        else:
            shown = _SHOWN.get(kind, "")
            if kind == "blank" and any(c.isspace() for c in stretch):
                shown = " "
            if shown != stretch:
                yield found.start(), found.end(), shown


def _composed(stretch: str, base: int) -> Iterator[tuple[int, int, str]]:
    """Yield letters, each with the accents upon it, that have another form in NFKC."""
    if unicodedata.is_normalized("NFKC", stretch):
        return
    bounds = [i for i, c in enumerate(stretch) if not i or _is_apart(c)]
    for a, b in pairwise([*bounds, len(stretch)]):
        shown = unicodedata.normalize("NFKC", stretch[a:b])
        if shown != stretch[a:b]:
            yield base + a, base + b, shown


@lru_cache(4096)
def _is_apart(character: str) -> bool:
    """Say whether a character is never written as one with what stands before it, as accents and Korean vowels are."""
    first = unicodedata.normalize("NFKD", character)[0]
    return not unicodedata.category(first).startswith("M") and not "\u1160" <= first <= "\u11ff"
