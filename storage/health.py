"""Whether a Claimbook file can be opened and written, for whatever watches over a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims.model import WorkbenchError
from storage import latest
from storage.file import File, utc_now

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE: Final = 5.0
"""Seconds that others may write meanwhile: who waits longer for a mark calls that ill too."""


def check(path: Path) -> int:
    """Open a file and write to it, without changing anything; return its newest revision.

    An older file is brought up to date by it, as by anybody who opens it. Raises WorkbenchError.
    """
    if not path.is_file():
        message = f"There is no file “{path}”."
        raise WorkbenchError(message)
    file = File.open(path, utc_now, PATIENCE)
    try:
        file.touch()
        return latest.newest(file)
    finally:
        file.db.close()  # never kept: what a connection remembers says nothing of the file
