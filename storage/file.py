"""One Claimbook file, open: rows out of it, and the one way in (`File.writing`) that keeps, numbers and seals them.

A file is opened for each piece of work and closed after it: nothing is shared between threads. Nothing is overwritten;
a change adds a revision, and rows that carry its number.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Final, cast

from storage import access, codec, connections, leases
from storage.chain import KEYS, seal
from storage.errors import (
    FileError,
    LockedError,
    NoFolderError,
    NotAStoreError,
    ReadOnlyError,
    RefusedError,
    in_plain_words,
)
from storage.migrations import bring_up_to_date
from storage.window import look_through

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import Self

    from storage.access import Person
    from storage.chain import Key
    from storage.connections import Connection

PATIENCE: Final = 30.0
"""Seconds that a write waits for the others; the longest queue seen in tests is far below."""

_TURN: Final = Lock()
"""Writers of one process queue here: SQLite's own waiting is a lottery, some of 30 writers lost for seconds."""


class Action(StrEnum):
    """What a revision did."""

    ADDED = "added"
    CORRECTED = "corrected"
    REVIEWED = "reviewed"
    DRAWN = "drawn"
    BOUNDED = "bounded"
    SPLIT = "split"
    MERGED = "merged"
    DISMISSED = "dismissed"
    REOPENED = "reopened"
    FOUND = "found"
    LISTED = "listed"
    UNLISTED = "unlisted"
    JUDGED = "judged"
    REJECTED = "rejected"
    READMITTED = "readmitted"
    REVISITED = "revisited"
    COMMENTED = "commented"
    HANDED = "handed over"
    RESTORED = "restored"
    UNDONE = "undone"
    REDONE = "redone"
    IMPORTED = "imported"
    NEEDED = "needed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a revision says of itself, before it has a number."""

    action: Action
    by: str
    article_id: str
    claim_id: str | None = None
    token: str | None = None
    step: int | None = None
    """The act that is undone or done again, by its first revision."""
    batch: int | None = None
    """The first revision of an act that makes several."""


CLICK: Final = tuple(field.name for field in fields(Entry) if field.name != "batch")
"""What a click says of itself; which batch it becomes it does not know."""


def utc_now() -> datetime:
    """Return the present moment; tests pass a clock of their own."""
    return datetime.now(UTC)


class File:
    """One file, open. A write-protected one can be read: `writable` is then False, and writes are refused."""

    def __init__(
        self, path: Path, db: Connection, clock: Callable[[], datetime], patience: float, *, writable: bool
    ) -> None:
        """Use `File.open` instead."""
        self.path = path
        self.writable = writable
        self.db = db
        self.person: Person | None = None
        """For whom it is open; None for the owner, who may do and see everything."""
        self._patience = patience
        self._clock = clock
        self._reading = 0

    @classmethod
    def open(cls, path: Path, clock: Callable[[], datetime], patience: float, who: str | None = None) -> Self:
        """Open the file, making it or bringing it up to date first where needed; for its owner, or for a person.

        Raises FileError, and RefusedError for a person who is not let in.
        """
        path, writable = _examine(path)
        with in_plain_words(path):
            db = connections.take(connections.Way(path, patience, writable, is_personal=who is not None))
            try:
                bring_up_to_date(db, path, writable=writable)
                file = cls(path, db, clock, patience, writable=writable)
                if who is not None:
                    file.person = access.person(file, who)
                    look_through(db, file.person)
            except BaseException:
                db.close()
                raise
        return file

    def close(self) -> None:
        """Close the file; it cannot be used after that. One who still reads row by row has it for good."""
        if self._reading:
            self.db.close()
        else:
            connections.give_back(self.db)

    # Reading

    def rows(self, sql: str, *values: str | int | None) -> list[sqlite3.Row]:
        """Return the rows that a query finds."""
        with in_plain_words(self.path):
            return self.db.execute(sql, values).fetchall()

    def each(self, sql: str, *values: str | int | None) -> Iterator[sqlite3.Row]:
        """Yield the rows one by one, for those who need only the first."""
        self._reading += 1
        try:
            with in_plain_words(self.path):
                for row in self.db.execute(sql, values):  # noqa: UP028 - that would close the cursor after the file
                    yield row
        finally:
            self._reading -= 1

    def number(self, sql: str, *values: str | int | None) -> int:
        """Return the first cell that a query finds."""
        return int(self.rows(sql, *values)[0][0])

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment, whatever others save meanwhile."""
        with self.db.atomic():
            yield

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock; everything inside is kept together or not at all. Every write goes through here."""
        if not self.writable:
            raise ReadOnlyError(self.path)
        with self._turn(), in_plain_words(self.path):
            # IMMEDIATE waits for its turn here; a lock taken at the first INSERT would fail instead of waiting.
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.commit()
            finally:
                self.db.rollback()  # does nothing once committed

    def touch(self) -> None:
        """Write what stands there already, to know that it can be. Raises FileError."""
        with self.writing():
            # A header is written to the disk even where it stays what it was; a row would have to be taken back.
            self.db.execute(f"PRAGMA user_version = {self.number('PRAGMA user_version')}")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the other writers of this process, in order."""
        if not _TURN.acquire(timeout=self._patience):
            raise LockedError(self.path)
        try:
            yield
        finally:
            _TURN.release()

    def answered(self, entry: Entry, known: Iterable[str] = CLICK) -> int | None:
        """Return the revision that this click (its token) already made. Raises RefusedError for another click's.

        `known` is what the click itself says: an undo does not say of which claim.
        """
        if entry.token is None:
            return None
        for row in self.rows("SELECT * FROM revision WHERE token = ?", entry.token):
            if any(row[name] != getattr(entry, name) for name in known):
                message = "Nothing was saved: this token belongs to another change. Reload the page, then try again."
                raise RefusedError(message)
            return int(row["number"])
        return None

    def append(self, entry: Entry) -> int:
        """Write a revision, and return its number. Raises RefusedError where nobody in particular makes it."""
        access.refuse_nobody(entry.by)
        self.refuse(entry.action, entry.by)
        leases.keep(self, entry.by)
        return self.insert("revision", [{"at_utc": self.moment(), **asdict(entry)}])

    def refuse(self, action: str, by: str) -> None:
        """Raise RefusedError where the person for whom the file is open may not do this, or not as `by`."""
        access.refuse(self.person, action, by)

    def moment(self) -> str:
        """Return the present moment as it is stored."""
        return codec.stored(self._clock())

    def next_number(self) -> int:
        """Return the number that the next revision gets. Call it inside the write."""
        return self.number("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'revision'), 0) + 1")

    def insert(self, table: str, rows: Iterable[codec.Row]) -> int:
        """Add rows to a table, seal them, and return the last one's rowid."""
        rows = list(rows)
        for row in rows:
            codec.refuse_unstorable(row)
        last = 0
        for row in rows:
            # `main`, as a view may stand before the table (see `window`)
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            sql = f"INSERT INTO main.{table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
            last = self.db.execute(sql, tuple(row.values())).lastrowid or 0
        # Only a revision or a member is not known by what it says: SQLite numbers it.
        is_numbered = KEYS[table] == ("number",)
        seal(self.db, table, [(last,)] if is_numbered else [_key(table, row) for row in rows])
        return last


def _examine(path: Path) -> tuple[Path, bool]:
    """Return where the file really is and whether it can be written. Raises FileError where no store can be."""
    try:
        path = path.resolve()
        if not path.parent.is_dir():
            raise NoFolderError(path.parent)
        if path.is_dir():
            raise NotAStoreError(path, "a folder")
        # The folder counts too: SQLite keeps its log beside the file.
        writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
        if not writable and not path.exists():
            raise ReadOnlyError(path)
    except OSError as error:
        raise FileError(path, error.strerror) from error
    return path, writable


def _key(table: str, row: codec.Row) -> Key:
    return cast("Key", tuple(row[column] for column in KEYS[table]))
