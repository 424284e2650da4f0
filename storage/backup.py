"""A copy of a Claimbook file that is whole though others save meanwhile, by SQLite's own online backup."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from claims.model import WorkbenchError
from storage.errors import DamagedError, NotAStoreError, in_plain_words
from storage.migrations import APPLICATION_ID
from storage.place import refuse_place, written_whole

if TYPE_CHECKING:
    from pathlib import Path


def back_up(path: Path, to: Path) -> None:
    """Copy the file at `path` to `to`, as it is: an older file is not brought up to date by it, nor is its copy.

    It holds what was saved when it began; nobody who saves meanwhile waits for it. An older copy at `to` is replaced
    when the new one is whole and on the disk. Raises WorkbenchError where there is no such file, where it is none of
    ours or damaged, or where `to` is no place for it (see `refuse_place`); and OSError where `to` cannot be written.
    """
    if not path.is_file():
        message = f"There is no file “{path}”."
        raise WorkbenchError(message)
    refuse_place(path, to)
    with written_whole(to) as part:
        _copy(path, part)
        with part.open("rb+") as copied:
            os.fsync(copied.fileno())


def _copy(path: Path, to: Path) -> None:
    with (
        in_plain_words(path),
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(to)) as copy,
    ):
        if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotAStoreError(path, "some other kind of file")
        source.backup(copy)
        # One file, to be carried anywhere: the log that lies beside a file in use belongs to that file.
        copy.execute("PRAGMA journal_mode = DELETE")
        if (found := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise DamagedError(path, found)
