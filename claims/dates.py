"""Whether two dates, each in its own text, can be of one day: "before 1998" ends where 1998 starts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from claims.statement import tokens_at
from claims.times import days_of

if TYPE_CHECKING:
    from claims.language import Doc
    from claims.model import TimeRef

Period = tuple[date, date]
"""The first and the last day of a time."""

BEFORE: Final = frozenset({"before", "until", "till"})
AFTER: Final = frozenset({"after"})


def period(doc: Doc, time: TimeRef) -> Period | None:
    """Return the first and last day on which it may have been; None where that is not known."""
    inside = tokens_at(doc, time.span)
    before = doc[inside[0].i - 1].lower_ if inside and inside[0].i else ""
    word, *rest = time.text.split()
    first, last = time.first, time.last
    if not first and not last and rest and word.lower() in BEFORE | AFTER:
        before, (first, last) = word.lower(), days_of(" ".join(rest)) or (None, None)
    if before in BEFORE and first and first > date.min:
        return date.min, first - timedelta(days=1)
    if before in AFTER and last and last < date.max:
        return last + timedelta(days=1), date.max
    return (first or date.min, last or date.max) if first or last else None


def is_open(doc: Doc, time: TimeRef) -> bool:
    """Say whether a time has one end only: "before 1998"."""
    days = period(doc, time)
    return days is not None and (days[0] == date.min) != (days[1] == date.max)


def apart(one: Period | None, other: Period | None) -> bool:
    """Say whether two periods are both known and have no day in common."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def meet(one: Period | None, other: Period | None) -> bool:
    """Say whether two periods are both known and have a day in common."""
    return one is not None and other is not None and not apart(one, other)
