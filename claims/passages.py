"""Later coverage cut into passages: its sentences, each with the ones beside it, in exact places."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from claims.model import Article, Span
from claims.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence


class Passage(NamedTuple):
    """A sentence of a text, and the same with the sentence before and the one after it in its paragraph."""

    span: Span
    around: Span


def find_passages(article: Article) -> list[Passage]:
    """Return the sentences of an article's body in reading order; none of them is page chrome. Spans of its text."""
    return [passage for paragraph in article.body for passage in cut(article.text, paragraph, article.chrome)]


def cut(text: str, paragraph: Span | None = None, chrome: Sequence[Span] = ()) -> list[Passage]:
    """Return the sentences of one paragraph of a text (of all of it by default), without those that are all chrome."""
    start, end = (paragraph.start, paragraph.end) if paragraph else (0, len(text))
    found = [Span(start + s.start, start + s.end) for s in sentences(text[start:end])]
    found = [s for s in found if not any(hole.covers(s) for hole in chrome)]
    ends = [found[:1], *itertools.pairwise(found)]
    befores, afters = [pair[0] for pair in ends if pair], [*found[1:], *found[-1:]]
    return [
        Passage(here, Span(before.start, after.end)) for here, before, after in zip(found, befores, afters, strict=True)
    ]


def beside(article: Article, passage: Span) -> Span:
    """Return a passage with the sentence before and the one after it in its paragraph, as far as there are any."""
    paragraph = next((one for one in article.body if one.covers(passage)), None)
    found = cut(article.text, paragraph, article.chrome) if paragraph else []
    return next((one.around for one in found if one.span == passage), passage)
