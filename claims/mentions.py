"""Who is named with an @ in a comment: the longest known name that stands there, in capitals or not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAMED = re.compile(r"(?<!\w)@(\w[\w.-]*\w|\w)")
"""What looks like a name after an @; “ann@example.org” has none."""


class Part(NamedTuple):
    """A stretch of a comment: plain words, or an @ with a name and who is meant by it."""

    text: str
    people: tuple[str, ...] = ()


def parts(text: str, people: Iterable[str]) -> list[Part]:
    """Return a comment as plain words and mentions, in order and complete. `people` are the names that are known.

    Of two names that differ in capitals alone the one that is written so is meant; written otherwise, both are.
    """
    known = frozenset(name for name in people if name.strip())
    return list(_parts(text, known)) if known and "@" in text else _plain(text)


def mentioned(text: str, people: Iterable[str]) -> frozenset[str]:
    """Return who of the people is named in a comment."""
    return frozenset(name for part in parts(text, people) for name in part.people)


def strangers(text: str, people: Iterable[str]) -> list[str]:
    """Return what stands after an @ and is nobody's name, each once, in order."""
    plain = [part.text for part in parts(text, people) if not part.people]
    return list(dict.fromkeys(found for words in plain for found in _NAMED.findall(words)))


def _parts(text: str, known: frozenset[str]) -> Iterator[Part]:
    done = 0
    for found in _mention(known).finditer(text):
        yield from _plain(text[done : found.start()])
        yield Part(found[0], _meant(found[1], known))
        done = found.end()
    yield from _plain(text[done:])


@lru_cache(maxsize=8)
def _mention(known: frozenset[str]) -> re.Pattern[str]:
    """Return what finds the names, the longest first: comments are read by the thousand, and people hardly change."""
    names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)@({names})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> list[Part]:
    return [Part(text)] if text else []


def _meant(name: str, known: frozenset[str]) -> tuple[str, ...]:
    if name in known:
        return (name,)
    return tuple(sorted(one for one in known if re.fullmatch(re.escape(one), name, re.IGNORECASE)))
