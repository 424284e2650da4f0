"""Where a command writes to: a place that would harm is refused, and an older file gives way only to a whole one."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from claims.model import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterator

BESIDE: Final = ("-wal", "-shm", "-journal")
"""How the files end that SQLite keeps beside one in use: what was saved last may stand there alone."""


def refuse_place(file: Path, to: Path) -> None:
    """Raise WorkbenchError where nothing can be written, or where it would take the place of what `file` needs."""
    to = to.resolve()
    message = ""
    if to.is_dir():
        message = f"“{to}” is a folder. Name the file that is to be written into it."
    elif not to.parent.is_dir():
        message = f"There is no folder “{to.parent}”. Make it first, or name another."
    elif to.exists() and not to.is_file():
        message = f"“{to}” is no file but a device or the like. Give another name."
    elif to.exists() and to.samefile(file):
        message = f"“{to}” is the file itself. Give another name to write to."
    elif to in {Path(f"{file.resolve()}{ending}") for ending in BESIDE}:
        message = f"“{to}” belongs to the file, which can hold what was saved last there. Give another name."
    if message:
        raise WorkbenchError(message)


@contextmanager
def written_whole(to: Path) -> Iterator[Path]:
    """Yield the path of a file to write, which takes its place at `to` in the end; after an error nothing is left.

    It has a folder of its own beside, whose name nobody has: any other could be somebody's file. A link is followed.
    Raises OSError where it cannot be written.
    """
    to = to.resolve()
    with TemporaryDirectory(prefix=".claimbook-", dir=to.parent) as folder:
        part = Path(folder) / "part"
        yield part
        part.replace(to)
