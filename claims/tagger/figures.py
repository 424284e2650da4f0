"""Reads FactAppeal, and says how well the tagger's findings agree with it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from claims.tagger.decode import FACTS, SENTENCES
from claims.tagger.tag import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from claims.tagger.tag import Tagged


class Record(NamedTuple):
    """One sentence of FactAppeal: its text, and spans with their labels."""

    text: str
    spans: list[tuple[int, int, str]]


def read(path: Path) -> list[Record]:
    """Read FactAppeal, one JSON object a line: text, and spans as [start, end, label]."""
    with path.open(encoding="utf-8") as lines:
        raw = [json.loads(line) for line in lines]
    return [Record(plain(r["text"]), [(a, b, label) for a, b, label in r["spans"]]) for r in raw]


def manner(label: str) -> str:
    """Return the manner of a fact's label in the data."""
    return "direct" if "Direct" in label else "indirect" if "Indirect" in label else "plain"


def name(label: str) -> str:
    """Return whether a source's label in the data says that it is named."""
    return "unnamed" if "Unnamed" in label else "named"


def sentence_class(record: Record) -> int:
    """Return 0 for no fact, 1 for plain facts alone, 2 where some fact has a source."""
    return _class(manner(label) for _, _, label in record.spans if label.startswith("Fact"))


def figures(records: Sequence[Record], found: Sequence[Tagged]) -> dict[str, float]:
    """Return F1 by words and by sentences (what their facts say, and what the sentence's head says), and of sources."""
    words = [pair for record, tagged in zip(records, found, strict=True) for pair in _words(record, tagged)]
    true = [sentence_class(record) for record in records]
    facts = [_class(fact.label for fact in tagged.facts) for tagged in found]
    heads = [tagged[2:].index(max(tagged[2:])) for tagged in found]
    by_word = {f"words, {label}": _f1(words, label) for label in (*FACTS, "source")}
    return by_word | {
        "words, macro": sum(by_word.values()) / len(by_word),
        "sentences by their facts, macro": _macro(list(zip(true, facts, strict=True))),
        "sentences by their head, macro": _macro(list(zip(true, heads, strict=True))),
    }


def _class(manners: Iterable[str]) -> int:
    stated = set(manners)
    return 2 if stated - {"plain"} else int(bool(stated))


def _words(record: Record, tagged: Tagged) -> Iterator[tuple[str, str]]:
    """Give the tag of each word in the data, and the one that was found."""
    facts = [(a, b, manner(label)) for a, b, label in record.spans if label.startswith("Fact")]
    true = facts + [(a, b, "source") for a, b, label in record.spans if label.startswith("Source:")]
    ours = [tag[:3] for tag in tagged.facts] + [(tag.start, tag.end, "source") for tag in tagged.sources]
    for word in re.finditer(r"\S+", record.text):
        yield _tag(word, true), _tag(word, ours)


def _tag(word: re.Match[str], spans: list[tuple[int, int, str]]) -> str:
    """Return the first tag that has more than half of a word, else nothing; the manners go from direct to plain."""
    ranked = sorted(spans, key=lambda span: ("direct", "indirect", "plain", "source").index(span[2]))
    middle = len(word[0]) / 2
    return next((label for a, b, label in ranked if min(b, word.end()) - max(a, word.start()) > middle), "")


def _f1(pairs: Sequence[tuple[object, object]], label: object) -> float:
    hits = sum(true == ours == label for true, ours in pairs)
    return 2 * hits / max(1, sum((true == label) + (ours == label) for true, ours in pairs))


def _macro(pairs: Sequence[tuple[int, int]]) -> float:
    return sum(_f1(pairs, label) for label in range(len(SENTENCES))) / len(SENTENCES)
