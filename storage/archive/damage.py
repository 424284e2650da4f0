"""What is the matter with an archive, in plain words; whatever it is, nothing of the archive is taken in."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from storage.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator


def refuse(why: str, cause: Exception | None = None) -> NoReturn:
    """Raise RefusedError: the archive cannot be taken."""
    message = f"Nothing was imported: {why}. Have the archive exported and sent again."
    raise RefusedError(message) from cause


@contextmanager
def damage_told() -> Iterator[None]:
    """Say in plain words what `zipfile` says of a zip that is damaged."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        refuse(f"the archive is damaged ({error})", error)


@contextmanager
def row_told(table: str, number: int) -> Iterator[None]:
    """Say which row is none."""
    try:
        yield
    except (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        refuse(f"row {number} of “{table}.jsonl” is not as Claimbook writes it ({error!r:.80})", error)
