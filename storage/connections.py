"""Connections to a file, with the settings that keep what was saved; a server keeps them from one click to the next.

Opening a file and preparing each statement anew is half of what a click costs in storage. A kept connection is lent to
one piece of work at a time, in whichever thread, and given up where it would not be as good as a new one.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlite_utils import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.access import Person

MOST: Final = 16
"""How many connections are kept: more work than that at once is done one after the other anyway."""

_FREE: Final[list[Connection]] = []
"""Those that nobody has now, the one used last at the end: it remembers most."""

_KEEPERS: Final[list[object]] = []
"""Who wants connections to be kept: the server that runs."""

_LOCK: Final = Lock()


class Way(NamedTuple):
    """What a connection is for; one for a person is never lent to the owner, who sees the whole file."""

    path: Path
    """Absolute, with symbolic links followed."""
    patience: float
    """Seconds that it waits for others."""
    writable: bool
    is_personal: bool


class Connection(Database):
    """An open file, and for whom (see `window`)."""

    person: Person | None = None

    def __init__(self, way: Way) -> None:
        """Open the file. Raises sqlite3.Error."""
        connection = sqlite3.connect(
            _uri(way), uri=True, timeout=way.patience, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            super().__init__(connection, execute_plugins=False)
            self.way = way
            self._there = way.path.stat()
        except BaseException:
            connection.close()
            raise

    def is_of_today(self) -> bool:
        """Say whether the path leads to the file that is open: a backup may have taken its place."""
        return is_still(self.way.path, self._there)


def take(way: Way) -> Connection:
    """Return a connection that is the caller's alone until it is given back. Raises sqlite3.Error."""
    with _LOCK:
        kept = next((one for one in reversed(_FREE) if one.way == way), None)
        if kept:
            _FREE.remove(kept)
    if kept and kept.is_of_today():
        return kept
    if kept:
        kept.close()
    return Connection(way)


def give_back(connection: Connection) -> None:
    """Keep a connection for the next who asks, where a server wants that; else close it."""
    if not _KEEPERS or connection.conn.in_transaction:
        connection.close()
        return
    with _LOCK:
        _FREE.append(connection)
        too_many = _FREE[:-MOST]
        del _FREE[:-MOST]
    _close(too_many)


@contextmanager
def keeping() -> Iterator[None]:
    """Keep what is given back, for as long as a server runs."""
    keeper = object()
    _KEEPERS.append(keeper)
    try:
        yield
    finally:
        _KEEPERS.remove(keeper)
        with _LOCK:
            left = _FREE[:]
            _FREE.clear()
        _close(left)


def _close(connections: list[Connection]) -> None:
    for one in connections:
        one.close()


def is_still(path: Path, there: os.stat_result) -> bool:
    """Say whether a path leads to the file that it led to."""
    try:
        return os.path.samestat(path.stat(), there)
    except OSError:
        return False


def _uri(way: Way) -> str:
    """Return SQLite's address of a file.

    A write-protected file is read as one that stands still, so that nothing is created beside it; unless somebody
    who may write has it open, which the log beside it shows.
    """
    if way.writable:
        return f"{way.path.as_uri()}?mode=rwc"
    log = way.path.with_name(f"{way.path.name}-wal")
    return f"{way.path.as_uri()}?mode=ro" if log.exists() else f"{way.path.as_uri()}?mode=ro&immutable=1"
