"""The latest: what was done since a revision and which tables it changed, for the screens that others have open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from storage.chain import KEYS

if TYPE_CHECKING:
    from storage.file import File

MOST: Final = 500
"""How many revisions are told at once, the newest: whoever missed more draws everything anew anyway."""

_TABLES: Final = tuple(table for table, key in KEYS.items() if "revision" in key)


@dataclass(frozen=True, slots=True)
class News:
    """A revision, and the tables in which it has rows: they say what of a screen is old by now."""

    number: int
    article_id: str
    claim_id: str | None
    by: str
    action: str
    tables: frozenset[str]


def pulse(file: File) -> int:
    """Return a number that is another one once somebody else has saved; looking costs some microseconds.

    It means something only beside what the same open file said before.
    """
    return file.number("PRAGMA data_version")


def newest(file: File) -> int:
    """Return the number of the newest revision, 0 in an empty file."""
    return file.number("SELECT coalesce(max(number), 0) FROM revision")


def since(file: File, number: int, article_id: str | None = None) -> list[News]:
    """Return what was done after a revision, in an article or anywhere, the oldest of the newest MOST first."""
    rows = file.rows(
        """
        SELECT number, article_id, claim_id, by, action FROM revision
        WHERE number > ? AND article_id = coalesce(?, article_id) ORDER BY number DESC LIMIT ?
        """,
        number,
        article_id,
        MOST,
    )
    changed = _changed(file, rows[-1]["number"]) if rows else {}
    return [News(**dict(row), tables=frozenset(changed.get(row["number"], ()))) for row in reversed(rows)]


def _changed(file: File, first: int) -> dict[int, set[str]]:
    """Return the tables that each revision from `first` on has rows in."""
    changed: dict[int, set[str]] = {}
    for table in _TABLES:
        for row in file.rows(f"SELECT DISTINCT revision FROM {table} WHERE revision >= ?", first):  # noqa: S608 - our own names
            changed.setdefault(row["revision"], set()).add(table)
    return changed
