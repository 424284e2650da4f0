"""What can go wrong with the file; `str()` of each is the sentence for the screen, and says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from claims.model import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class StoreError(WorkbenchError):
    """The store could not do what was asked."""


class NotFoundError(StoreError):
    """There is no such article or claim in the file."""


class RefusedError(StoreError):
    """A value that the store does not take; nothing was written."""


class ConflictError(RefusedError):
    """Somebody else has changed the same field since the person saw it; nothing was written.

    `mine` is what was to be saved, `theirs` what stands; the person chooses. `at` is a moment in UTC, in ISO form.
    """

    def __init__(self, field: str, mine: str, theirs: str, by: str, at: str) -> None:
        """Keep both values for the screen."""
        super().__init__(f"Not saved yet: {by} has changed {field} since you saw it. Choose which one stands.")
        self.field, self.mine, self.theirs, self.by, self.at = field, mine, theirs, by, at


class SheetError(StoreError):
    """A file that cannot be read as a working sheet, or rows that do not fit into one."""


class FileError(StoreError):
    """Something is the matter with the file itself: `path` is which one."""

    sentence: ClassVar[str] = (
        "“{path}” could not be used ({reason}). Check that you may read it and that the disk is well."
    )

    def __init__(self, path: Path, reason: object = "") -> None:
        """Fill in the sentence."""
        super().__init__(self.sentence.format(path=path, reason=reason))
        self.path = path


class NoFolderError(FileError):
    """The folder that the file should be in is not there."""

    sentence = "There is no folder “{path}”. Create it, or give another place for the file."


class NotAStoreError(FileError):
    """Something else is at that path: a folder, a text, another program's database."""

    sentence = "“{path}” is {reason}, not a file of Claimbook. Give another file name; this one was left as it is."


class DamagedError(FileError):
    """The file was cut off or overwritten."""

    sentence = "“{path}” is damaged ({reason}). Put the latest backup in its place; keep this file for a repair."


class NewerError(FileError):
    """A newer Claimbook has written the file."""

    sentence = "“{path}” was written by a newer version of Claimbook. Update Claimbook to open it."


class ReadOnlyError(FileError):
    """The file, or its folder, is write-protected."""

    sentence = "“{path}” cannot be written to, so nothing was saved. Make the file and its folder writable."


class LockedError(FileError):
    """Someone else held the file for longer than anybody should have to wait."""

    sentence = "“{path}” is in use by another program, so nothing was saved. Close that program, then try again."


class FullError(FileError):
    """No room is left."""

    sentence = "The disk that holds “{path}” is full, so nothing was saved. Make room, then try again."


_BY_CODE: dict[int, type[FileError]] = {
    sqlite3.SQLITE_BUSY: LockedError,
    sqlite3.SQLITE_LOCKED: LockedError,
    sqlite3.SQLITE_PROTOCOL: LockedError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
    sqlite3.SQLITE_FULL: FullError,
    sqlite3.SQLITE_CORRUPT: DamagedError,
}


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours; `path` is the file they are about."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        message = f"Nothing was saved: the store does not take this ({error})."
        raise RefusedError(message) from error
    except UnicodeEncodeError as error:
        message = "Nothing was saved: a name or a key holds half of a character. Type it again."
        raise RefusedError(message) from error
    except sqlite3.Error as error:
        raise _file_error(path, error) from error


def _file_error(path: Path, error: sqlite3.Error) -> FileError:
    """Choose by SQLite's primary result code, which is the low byte of the extended one."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return NotAStoreError(path, "some other kind of file")
    return _BY_CODE.get(code, FileError)(path, error)
