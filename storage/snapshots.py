"""Snapshots: each change writes the whole of a thing anew, so what it was before is the row before.

Undo, history and conflicts are all read from here; none of them knows what the things are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from claims.model import Review
from storage import codec
from storage.access import OF_EDITORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storage.file import File

THINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "article_info": ("article_id",),
    "claim_info": ("claim_id",),
    "review": ("claim_id", "reviewer"),
    "dismissal": ("article_id", "start_at", "end_at"),
    "coverage": ("article_id", "coverage_id"),
    "judgement": ("claim_id", "coverage_id", "reviewer"),
    "rejection": ("claim_id", "coverage_id", "start_at", "end_at"),
    "needed": ("article_id",),
    "settlement": ("claim_id",),
    "comment": ("claim_id", "comment_id", "reviewer"),
    "handover": ("claim_id",),
}
"""The tables of snapshots, and by which columns a thing is known in each."""

_UNREVIEWED: Final = codec.review_row(Review("", ""))

_BLANK: Final[Mapping[str, codec.Row]] = {
    "claim_info": {"withdrawn": "undone"},
    "review": {name: value for name, value in _UNREVIEWED.items() if name not in THINGS["review"]},
    "dismissal": {"reason": ""},
    "coverage": {"listed": 0},
    "judgement": {"relation": "", "notes": "", "proposed": ""},
    "rejection": {"rejected": 0},
    "needed": {"reviews": 1},
    "settlement": {"verification": "", "sourcing": "", "reason": ""},
    "comment": {"text": ""},
    "handover": {"assigned_to": "", "finish_by": None, "waiting_for": ""},
}
"""What tells, in each, a thing that nobody has made yet."""


class Snapshot(NamedTuple):
    """What a thing was after one revision: its table, and its row without the revision's number."""

    table: str
    row: codec.Row

    @property
    def key(self) -> codec.Row:
        """Return what the thing is known by."""
        return {name: self.row[name] for name in THINGS[self.table]}

    def blank(self) -> Snapshot:
        """Return the thing before anybody made it: a claim that is none, a review that says nothing."""
        return Snapshot(self.table, self.row | _BLANK.get(self.table, {}))


def touched(file: File, number: int) -> list[Snapshot]:
    """Return what a revision made of each thing that it changed."""
    return [
        _snapshot(table, dict(row))
        for table in THINGS
        for row in file.rows(f"SELECT * FROM {table} WHERE revision = ?", number)  # noqa: S608 - our own names
    ]


def before(file: File, after: Snapshot, number: int) -> Snapshot:
    """Return what a thing was before revision `number`; blank where it was not there."""
    earlier = (snapshot for found, snapshot in states(file, after) if found < number)
    return next(earlier, after.blank())


def newest(file: File, thing: Snapshot) -> Snapshot:
    """Return what a thing is now; blank where it is not there."""
    return next((snapshot for _, snapshot in states(file, thing)), thing.blank())


def states(file: File, thing: Snapshot) -> Iterator[tuple[int, Snapshot]]:
    """Yield all that a thing ever was, newest first, each with its revision."""
    fits = " AND ".join(f"{column} = ?" for column in thing.key)
    sql = f"SELECT * FROM {thing.table} WHERE {fits} ORDER BY revision DESC"  # noqa: S608 - our own names
    for row in file.each(sql, *map(_value, thing.key.values())):
        yield row["revision"], _snapshot(thing.table, dict(row))


def put(file: File, number: int, snapshots: list[Snapshot]) -> None:
    """Write what things are after revision `number`. Raises RefusedError for a person who may not change one."""
    for snapshot in snapshots:
        if file.person and snapshot.table in OF_EDITORS:  # also where it is undone or restored
            file.refuse(OF_EDITORS[snapshot.table], file.person.name)
        file.insert(snapshot.table, [{"revision": number, **snapshot.row}])


def _snapshot(table: str, row: codec.Row) -> Snapshot:
    return Snapshot(table, {name: value for name, value in row.items() if name != "revision"})


def _value(cell: object) -> str | int:
    return cell if isinstance(cell, int) else str(cell)
