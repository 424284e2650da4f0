"""Where sentences start and end in a paragraph: pysbd's rules, mended where newspapers differ, with exact offsets."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pysbd
from pysbd.lang.english import English

from claims import words
from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_local = threading.local()

# pysbd has a thousand patterns and leaves it to Python to remember them, which forgets all but 512: compiling them anew
# took a third of its time.
re._MAXCACHE = max(4096, getattr(re, "_MAXCACHE", 0))  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way

MAX_SENTENCE = 5_000
"""A longer stretch without a full stop is no sentence; it is cut at a blank, so that the parser's memory is bounded."""

MAX_PIECE = 10_000
"""How much pysbd reads at a time: its time grows with the square of the length."""

_ABBREVIATED = tuple(f"{short.strip()}." for short in English.Abbreviation.ABBREVIATIONS)


class _Abbreviations(English.AbbreviationReplacer):  # type: ignore[misc] # pysbd has no types
    """Looks for abbreviations only where there is one: pysbd reads a text for each of two hundred, half of its time."""

    def search_for_abbreviations_in_string(self, text: str) -> str:
        here = any(word.startswith(_ABBREVIATED) for word in text.lower().split() if "." in word)
        return super().search_for_abbreviations_in_string(text) if here else text


class _English(English):  # type: ignore[misc] # pysbd has no types
    AbbreviationReplacer = _Abbreviations


_INTERNAL = str.maketrans(dict.fromkeys("∯♬♭☉☇☈☄☊☋☌☍☁☂☃ȸȹƪ♨☝✂⌬ᓰᓱᓳᓴᓷᓸᓹ⎋ƪ‡", "*"))
"""Characters that pysbd uses as marks of its own and takes out again; in a text they would shift what follows."""

_MARK = re.compile(r"''|``|‘‘|’’|[\"“”«»„‟]")
"""A quotation mark, typed as one or as two; pysbd knows two only as apostrophes."""

_QUOTATION = re.compile(r"“[^“”]{2,1500}”")

_SINGLE_OPENS = rf"(?<![^\s(\[])['‘](?=[^\W\d_])(?!(?:{words.CLIPPED})\b)"
_SINGLE = re.compile(
    rf"“[^“”]*”|(?P<said>{_SINGLE_OPENS}(?:(?!{_SINGLE_OPENS})[^“”]){{1,1500}}?(?<=[.,!?…])['’](?!\w))",
    re.IGNORECASE,
)
"""A quotation, or one in single marks that no other holds: it opens before a word and closes after a stop."""

_APOSTROPHE = re.compile(r"(?<!\S)['‘’]")
"""What pysbd takes for the start of a quotation: "Jobs ' leave", "the '90s", "get 'em"."""

_DASH = re.compile(r"--+")

_CLOSING = re.compile(r"[\"”“’»)\]]+(?:\s+|$)")
_OPENING = re.compile(r"[\"“”'‘’«»\[(]*")


def sentences(paragraph: str) -> list[Span]:
    """Return the sentences of one paragraph in order, without the white space around them."""
    if not paragraph.strip():
        return []
    first = _first_word(paragraph)
    found = {_with_opening_marks(paragraph, start) for start in _starts(_with_paired_marks(paragraph))}
    starts = [first, *sorted(start for start in found if re.search(r"\w", paragraph[first:start]))]
    return [part for whole in _between(paragraph, starts) for part in _bounded(paragraph, whole)]


def _with_paired_marks(paragraph: str) -> str:
    """Return the text, in the same length, with “…” for every quotation and a blank for a mark that lost its other one.

    pysbd pairs marks as they come: after one lost mark it takes what lies between quotations for quoted. So it does
    with apostrophes, and with dashes of two hyphens.
    """
    text, opening = list(paragraph.translate(_INTERNAL)), -1
    for found in _MARK.finditer(paragraph):
        start, end = found.span()
        text[start:end] = " " * (end - start)
        before, after = paragraph[start - 1 : start], paragraph[end : end + 1]
        if _opens(found.group(), before, after):
            opening = end - 1
        elif opening >= 0:
            text[opening], text[start], opening = "“", "”", -1
    singles = _SINGLE.sub(lambda m: f"“{m['said'][1:-1]}”" if m["said"] else m.group(), "".join(text))
    return _DASH.sub(lambda m: "–" * len(m.group()), _APOSTROPHE.sub(" ", singles))


def _opens(mark: str, before: str, after: str) -> bool:
    """Say whether a mark opens a quotation, by its form, or by what stands around it where it has one form only."""
    if after in {".", ",", ";", ":", "!", "?"}:
        return False  # as in tokenised text: inspiration ".
    if mark in {"“", "„", "‟", "«", "``", "‘‘"}:
        return not after.isspace()
    return (
        mark in {'"', "''"} and (not before or before.isspace() or before in "([—–-") and not (after or " ").isspace()
    )


def _with_opening_marks(paragraph: str, start: int) -> int:
    """Return the start of a sentence with the opening marks right before it, which are a blank to pysbd if unpaired."""
    while start and not paragraph[start - 1].isspace() and (start == 1 or paragraph[start - 2] in " '`‘([“\""):
        start -= 1
    return start


def _starts(text: str) -> Iterator[int]:
    """Yield where sentences start after the first, in no order: as pysbd has them, and those that it misses."""
    quoted = bytearray(len(text) + 1)
    for found in _QUOTATION.finditer(text):
        quoted[found.start() + 1 : found.end()] = b"q" * (len(found.group()) - 1)
    for start in (*_by_rule(text), *(m.end() for m in words.SENTENCE_START.finditer(text))):
        after = _past_closing_marks(text, start)
        # A quotation is one with the "X said" beside it, however many sentences it has.
        if not quoted[after] and _is_end(text, after):
            yield after


def _is_end(text: str, at: int) -> bool:
    """Say whether what stands around a place reads like the end of a sentence and the start of the next."""
    before, after = text[max(0, at - words.LOOK_AROUND) : at].rstrip(), text[at : at + words.LOOK_AROUND]
    first = _OPENING.sub("", after, count=1)
    if not re.search(r"\w", after) or (first[:1].islower() and words.EXCLAIMS.search(before)):
        return False
    return not any(end.search(before) and start.match(first) for end, start in words.NO_SENTENCE_END)


def _by_rule(text: str) -> Iterator[int]:
    """Yield the starts that pysbd finds."""
    for base, end in _pieces(text):
        piece, position = text[base:end], 0
        for found in _segmenter().segment(piece):
            sentence = str(found).strip()
            start = piece.find(sentence, position)
            # A sentence that pysbd rewrote is not in the text; the one before goes on through it.
            if sentence and start >= 0:
                if start or not base or text[base - 2] in ".!?":
                    yield base + start
                position = start + len(sentence)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text where a full stop is followed by a blank, or where nothing better is found."""
    base = 0
    while len(text) - base > MAX_PIECE:
        # Not in the first half, so that the pieces are few; inside a word only where there is no blank.
        half, limit = base + MAX_PIECE // 2, base + MAX_PIECE
        cut = max(text.rfind(f"{stop} ", half, limit) + 2 for stop in ".!?")
        end = next((place for place in (cut, text.rfind(" ", half, limit) + 1) if place > half), limit)
        yield base, end
        base = end
    yield base, len(text)


def _past_closing_marks(text: str, start: int) -> int:
    """Return the start of the sentence without a closing mark that belongs to the one before: `games." After`."""
    closing = _CLOSING.match(text, start)
    return closing.end() if closing and start and not text[start - 1].isspace() else start


def _segmenter() -> pysbd.Segmenter:
    """One segmenter a thread: it keeps the text it works on in itself."""
    if not hasattr(_local, "segmenter"):
        _local.segmenter = pysbd.Segmenter(language="en", clean=False)
        _local.segmenter.language_module = _English
    segmenter: pysbd.Segmenter = _local.segmenter
    return segmenter


def _first_word(paragraph: str) -> int:
    return len(paragraph) - len(paragraph.lstrip())


def _between(paragraph: str, starts: list[int]) -> list[Span]:
    ends = [*starts[1:], len(paragraph)]
    return [Span(a, a + len(paragraph[a:b].rstrip())) for a, b in zip(starts, ends, strict=True)]


def _bounded(paragraph: str, whole: Span) -> list[Span]:
    """Cut what is too long to be a sentence at the last blank before the limit, or at the limit where there is none."""
    parts, start = [], whole.start
    while whole.end - start > MAX_SENTENCE:
        blank = max((m.start() for m in re.finditer(r"\s", paragraph[start : start + MAX_SENTENCE])), default=0)
        cut = start + (blank or MAX_SENTENCE)
        parts.append(Span(start, cut))
        start = cut + len(paragraph[cut : whole.end]) - len(paragraph[cut : whole.end].lstrip())
    return [*parts, Span(start, whole.end)]
