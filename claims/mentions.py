"""Who is named with an @ in a comment: the longest known name that stands there, in capitals or not."""

from __future__ import annotations

import re
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
    known = sorted({name for name in people if name.strip()}, key=len, reverse=True)
    return list(_parts(text, known)) if known else _plain(text)


def mentioned(text: str, people: Iterable[str]) -> frozenset[str]:
    """Return who of the people is named in a comment."""
    return frozenset(name for part in parts(text, people) for name in part.people)


def strangers(text: str, people: Iterable[str]) -> list[str]:
    """Return what stands after an @ and is nobody's name, each once, in order."""
    plain = [part.text for part in parts(text, people) if not part.people]
    return list(dict.fromkeys(found for words in plain for found in _NAMED.findall(words)))


def _parts(text: str, known: list[str]) -> Iterator[Part]:
    names = "|".join(map(re.escape, known))
    done = 0
    for found in re.finditer(rf"(?<!\w)@({names})(?!\w)", text, re.IGNORECASE):
        yield from _plain(text[done : found.start()])
        yield Part(found[0], _meant(found[1], known))
        done = found.end()
    yield from _plain(text[done:])


def _plain(text: str) -> list[Part]:
    return [Part(text)] if text else []


def _meant(name: str, known: list[str]) -> tuple[str, ...]:
    if name in known:
        return (name,)
    return tuple(sorted(one for one in known if re.fullmatch(re.escape(one), name, re.IGNORECASE)))
