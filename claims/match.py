"""Ranks passages for a claim by the words that they share: BM25, in which figures, names and neighbours count too.

Sentence vectors (MiniLM in 8 bits) beside it were tried: they brought nothing more, for 21 MB and many times the time.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FIGURE: Final = 2.0
"""What a figure of the claim weighs beside a plain word (development)."""

NAME: Final = 1.3
"""What a name of the claim weighs (development)."""

SATURATION: Final = 0.9
"""How soon a word that comes again adds nothing: `k1` of BM25 (Robertson and Zaragoza 2009)."""

LENGTH: Final = 0.4
"""How much a long passage is held back: `b` of BM25."""

NEIGHBOUR: Final = 0.15
"""What share of the scores of those beside it a passage has as well, if it has a word of the claim itself: what "he"
and "the plant" stand for is named in the sentence before (development)."""

STEM: Final = 3
"""The least that is left of a word without its ending."""

_WORD: Final = re.compile(r"\d[\d,.]*\d|\d|[^\W_]+(?:-[^\W_]+)*")
_ENDINGS: Final = ("edly", "ing", "ied", "ies", "ed", "es", "ly", "s")


class Index(NamedTuple):
    """Passages prepared for any number of claims.

    In how many of them each word stands, how many there are and how many words they have on average may be those of a
    larger whole, of which `counts` has only the part that is to be ranked.
    """

    counts: tuple[Counter[str], ...]
    frequency: Counter[str]
    total: int
    length: float

    def scores(self, claim: str) -> list[float]:
        """Return how well each passage fits a claim, 0 where they share no word; comparable within one index only."""
        weights = {term: weight * self.rarity(term) for term, weight in weighted(claim).items()}
        alone = [self._score(count, weights) for count in self.counts]
        beside = zip([0.0, *alone[:-1]], [*alone[1:], 0.0], strict=True) if alone else ()
        return [own and own + NEIGHBOUR * sum(both) for own, both in zip(alone, beside, strict=True)]

    def rarity(self, term: str) -> float:
        """Return what a word says of where it stands: the fewer passages have it, the more."""
        return rarity(self.frequency[term], self.total)

    def _score(self, count: Counter[str], weights: dict[str, float]) -> float:
        held_back = SATURATION * (1 - LENGTH + LENGTH * count.total() / self.length)
        shared = ((weights[term], count[term]) for term in weights if term in count)
        return sum(weight * often * (SATURATION + 1) / (often + held_back) for weight, often in shared)


def index(passages: Sequence[str]) -> Index:
    """Prepare passages for `Index.scores`."""
    counts = tuple(Counter(terms(passage)) for passage in passages)
    total = sum(count.total() for count in counts)
    frequency = Counter(term for count in counts for term in count)
    return Index(counts, frequency, len(counts), total / max(1, len(counts)) or 1.0)


def rarity(having: int, total: int) -> float:
    """Return what a word says that `having` of `total` passages have: the fewer, the more."""
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def best(scores: Sequence[float]) -> list[int]:
    """Return the numbers of all passages, the best first; of equals the first first."""
    return sorted(range(len(scores)), key=lambda number: (-scores[number], number))


def weighted(claim: str) -> dict[str, float]:
    """Return the words that a claim is looked up by, with what each weighs beside a plain one."""
    found: dict[str, float] = {}
    for word in _WORD.findall(claim):
        weight = FIGURE if word[0].isdigit() or _value(word) else NAME if word[0].isupper() else 1.0
        for term in terms(word):
            found[term] = max(weight, found.get(term, 0.0))
    return found


def terms(text: str) -> Iterator[str]:
    """Yield the words of a text that say what it is about, in the form in which they are compared.

    "Thirty-eight" and 38 are the same, and so are "launches" and "launched"; a compound is its parts as well.
    """
    for word in _WORD.findall(text):
        yield from _forms(word)


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, ...]:
    """Return the forms in which one word is compared; a text has most of its words from a few thousand."""
    value = _value(word)
    if value is not None:
        return (value,)
    return tuple(stem(part) for part in word.lower().split("-") if part not in words.EMPTY)


def stem(word: str) -> str:
    """Return a word in small letters without its ending: "launches", "launched" and "launch" are one."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= STEM), "")
    short = word[: len(word) - len(ending)]
    return short.rstrip("e") if len(short) > STEM + 1 else short


def _value(word: str) -> str | None:
    """Return a whole number in digits, however it is written; None for what is no number."""
    if word[0].isdigit():
        return word.replace(",", "")
    values = [words.NUMBER_WORDS.get(part) for part in word.lower().split("-")]
    whole = [value for value in values if value is not None]
    return str(sum(whole)) if len(whole) == len(values) else None


def placed(text: str) -> Iterator[tuple[Span, frozenset[str]]]:
    """Yield the words of a text with the place of each and the forms in which they are compared."""
    for word in _WORD.finditer(text):
        yield Span(word.start(), word.end()), frozenset(terms(word.group()))
