"""Where sentences start and end in a paragraph: pysbd's rules, kept to offsets that can be trusted."""

from __future__ import annotations

import re
import threading

import pysbd

from claims.model import Span

_local = threading.local()

MAX_SENTENCE = 5_000
"""A longer stretch without a full stop is no sentence; it is cut at a blank, so that the parser's memory is bounded."""


def sentences(paragraph: str) -> list[Span]:
    """Return the sentences of one paragraph in order, without the white space around them."""
    found, position = [], 0
    for piece in _segmenter().segment(paragraph):
        words = str(piece).strip()
        start = paragraph.find(words, position)
        # pysbd may rewrite odd characters; a piece that is not in the text is covered by the next one that is.
        if words and start >= 0:
            found.append(start)
            position = start + len(words)
    starts = sorted({_first_word(paragraph), *found[1:]}) if paragraph.strip() else []
    return [part for whole in _between(paragraph, starts) for part in _bounded(paragraph, whole)]


def _segmenter() -> pysbd.Segmenter:
    """One segmenter a thread: it keeps the text it works on in itself."""
    if not hasattr(_local, "segmenter"):
        _local.segmenter = pysbd.Segmenter(language="en", clean=False)
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
