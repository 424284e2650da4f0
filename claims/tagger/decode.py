"""The tagger's tags, and the best consistent path through them: a span begins before it goes on (Viterbi)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

FACTS: Final = ("plain", "indirect", "direct")
"""How a fact is stated: in the article's own voice, or as somebody's, in the article's words or in theirs."""

SOURCES: Final = ("named", "unnamed")

SENTENCES: Final = ("no_fact", "fact", "sourced")

NEVER: Final = -1e9
"""The logarithm of the probability of what cannot be."""


class Run(NamedTuple):
    """Words `first` to `last`, both included, under one label, and how probable that label is over them."""

    first: int
    last: int
    label: str
    probability: float


def width(labels: tuple[str, ...]) -> int:
    """Return the number of tags of a layer: outside, then begin and inside for each label."""
    return 1 + 2 * len(labels)


def begin(labels: tuple[str, ...], label: str) -> int:
    """Return the tag that begins a label; the next one goes on with it."""
    return 1 + 2 * labels.index(label)


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the logarithms of the probabilities that logits stand for, along the last axis."""
    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def best_path(scores: NDArray[np.float64]) -> list[int]:
    """Return the best tag of each word; `scores` are (word, tag).

    A tag that goes on with a label (even, but 0) follows that label alone, every other the best tag before it. In plain
    numbers: over so few NumPy takes twice as long.
    """
    first, *others = scores.tolist()
    inside = range(2, len(first), 2)
    best, back = [score + NEVER * (tag in inside) for tag, score in enumerate(first)], []
    for here in others:
        before = [best.index(max(best))] * len(best)
        for tag in inside:
            before[tag] = tag if best[tag] > best[tag - 1] else tag - 1
        best = [best[came] + score for came, score in zip(before, here, strict=True)]
        back.append(before)
    path = [best.index(max(best))]
    for before in reversed(back):
        path.append(before[path[-1]])
    return path[::-1]


def runs(path: list[int], chances: NDArray[np.float64], labels: tuple[str, ...]) -> Iterator[Run]:
    """Give the stretches of a path; `chances` are its (word, tag) probabilities."""
    for i, tag in enumerate(path):
        if not tag % 2:
            continue
        end = i + 1
        while end < len(path) and path[end] == tag + 1:
            end += 1
        chance = chances[i:end, tag : tag + 2].sum(axis=1).mean()
        yield Run(i, end - 1, labels[tag // 2], float(chance))
