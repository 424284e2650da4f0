"""The tagger's tags, and the best consistent path through them: a span begins before it goes on (Viterbi)."""

from __future__ import annotations

import functools
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
    """Return the best tag of each word; `scores` are (word, tag)."""
    rules = _rules(scores.shape[1])
    best, back = scores[0] + rules[0], []
    for here in scores[1:]:
        reached = best[:, None] + rules
        back.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + here
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
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


@functools.cache
def _rules(tags: int) -> NDArray[np.float64]:
    """Return what may follow what: an even tag but 0 goes on with the one before it; row 0 is a start's, too."""
    rules = np.zeros((tags, tags))
    for inside in range(2, tags, 2):
        rules[:, inside] = NEVER
        rules[[inside - 1, inside], inside] = 0.0
    return rules
