"""What is refused at the door: fields that nobody can change, choices off the list, what somebody changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims.vocabulary import CONFIDENCE, DISMISSALS, RELATIONS, REPLACED, SOURCING, VERIFICATION
from storage import log
from storage.errors import ConflictError, RefusedError
from storage.snapshots import Snapshot, states

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Span
    from claims.vocabulary import Choice
    from storage.codec import Row
    from storage.file import File

SHOWN: Final = {
    "verification": "the finding",
    "sourcing": "the sourcing",
    "confidence": "the confidence",
    "notes": "the notes",
    "as_of": "the day as of which it holds",
    "due": "the day on which it is due",
    "kind": "the kind",
    "attribution_json": "who says it",
    "quantities_json": "the figures",
    "times_json": "the dates",
    "spans_json": "the bounds",
    "restated": "the restated claim",
    "withdrawn": "whether it is a claim",
    "check_worthiness": "its worth",
    "signs_json": "its worth",
    "relation": "the relation",
    "assigned_to": "who is to work on it",
    "finish_by": "by when it is to be finished",
    "waiting_for": "what it waits for",
}
"""What fields are called in a sentence, where their own name is not what people say."""

MAX_STRETCHES: Final = 1000
"""How many stretches can be dismissed or rejected at once: more than the longest article has sentences."""


def _keys(choices: Iterable[Choice], *more: str) -> frozenset[str]:
    return frozenset({*more, *(entry.key for entry in choices)})


_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "sourcing": _keys(SOURCING, ""),
    "verification": _keys(VERIFICATION),
    "confidence": _keys(CONFIDENCE, ""),
    "reason": _keys(DISMISSALS, ""),
    "withdrawn": _keys((*DISMISSALS, *REPLACED), ""),
    "relation": _keys(RELATIONS, ""),
}


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise RefusedError for a field that cannot be changed."""
    for name in sorted(set(given) - set(known)):
        message = f"Nothing was saved: “{name}” is not a field that can be changed."
        raise RefusedError(message)


def refuse_foreign_keys(changes: Mapping[str, str]) -> None:
    """Raise RefusedError for a choice that is not on the list: a browser's limits bind nobody."""
    for name, keys in _KEYS.items():
        if name in changes and changes[name] not in keys:
            message = f"Nothing was saved: “{changes[name]}” is not a choice of {name}."
            raise RefusedError(message)


def refuse_beyond(spans: Sequence[Span], text: str) -> None:
    """Raise RefusedError for no stretches, for more than MAX_STRETCHES at once, or for one beyond the text."""
    if not 0 < len(spans) <= MAX_STRETCHES or any(span.end > len(text) for span in spans):
        message = f"Nothing was saved: choose 1 to {MAX_STRETCHES:,} stretches of the text."
        raise RefusedError(message)


def refuse_overtaken(file: File, table: str, now: Row, mine: Row, seen: Row) -> None:
    """Raise ConflictError for a field that is neither what the person saw nor what they want it to be."""
    if not any(states(file, Snapshot(table, now))):
        return  # nobody has said anything yet, so nobody has changed it
    for name, value in now.items():
        if seen[name] != value != mine[name]:
            by, at = log.who_changed(file, Snapshot(table, now), name)
            wanted, stands = (log.in_words(file, Snapshot(table, row), name) for row in (mine, now))
            raise ConflictError(SHOWN.get(name, name), wanted, stands, by, at)
