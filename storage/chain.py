"""The chain: each row is sealed with the hash of itself and of the seal before, so that a change from outside shows.

`seal` runs with every row that is written; `first_break` looks all of them over. A seal says how many cells it holds
for, since later versions add columns at the end of a table. Whoever rewrites every seal after a change goes unseen,
unless `last_seal` is kept somewhere else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

Key = tuple[str | int, ...]
"""What a row is known by in its table."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "article": ("id",),
    "claim": ("id",),
    "revision": ("number",),
    "article_info": ("revision",),
    "claim_info": ("claim_id", "revision"),
    "review": ("revision",),
    "dismissal": ("article_id", "start_at", "end_at", "revision"),
    "copy": ("sha256",),
    "coverage": ("article_id", "coverage_id", "revision"),
    "judgement": ("revision",),
    "rejection": ("claim_id", "coverage_id", "start_at", "end_at", "revision"),
    "proposal": ("claim_id", "coverage_id", "basis"),
    "origin": ("revision",),
    "member": ("number",),
    "needed": ("article_id", "revision"),
    "settlement": ("claim_id", "revision"),
    "comment": ("claim_id", "comment_id", "revision"),
    "handover": ("claim_id", "revision"),
    "looked": ("person", "revision"),
}
"""The tables that are sealed, and their primary keys; a row's number in SQLite may change when a file is compacted."""


class Harm(StrEnum):
    """What was done to a row from outside."""

    CHANGED = "changed"
    DELETED = "deleted"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Break:
    """The first row that does not fit the chain."""

    table: str
    key: Key
    harm: Harm

    def __str__(self) -> str:
        """Say it in a sentence."""
        row = ", ".join(
            f"{name} {value}" for name, value in zip(KEYS.get(self.table, ("number",)), self.key, strict=True)
        )
        return f"In the table “{self.table}”, the row with {row} was {self.harm} from outside."


def seal(db: Database, table: str, keys: Iterable[Key]) -> None:
    """Seal rows that were just written, as they stand in the file. Call it inside the write."""
    before = last_seal(db)
    for key in keys:
        cells = _cells(db, table, key)
        before = _hash(before, table, cells or ())
        values = (table, json.dumps(key, ensure_ascii=False), len(cells or ()), before)
        db.execute("INSERT INTO seal (table_name, key_json, cells, sha256) VALUES (?, ?, ?, ?)", values)


def last_seal(db: Database) -> str:
    """Return the newest hash: it stands for all that was written so far. Blank in an empty file."""
    row = db.execute("SELECT sha256 FROM seal ORDER BY number DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def first_seal(db: Database) -> str:
    """Return the oldest hash: it tells this file from others. Blank in an empty file."""
    row = db.execute("SELECT sha256 FROM seal ORDER BY number LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def holds(db: Database, sha256: str) -> bool:
    """Say whether a seal that was kept elsewhere is one of the chain: then nothing that it stands for was rewritten."""
    return db.execute("SELECT 1 FROM seal WHERE sha256 = ?", (sha256,)).fetchone() is not None


def first_break(db: Database) -> Break | None:
    """Return the first row that was changed, deleted or added from outside; nothing where the chain holds."""
    before, sealed = "", set[tuple[str, Key]]()
    seals = db.execute("SELECT number, table_name, key_json, cells, sha256 FROM seal ORDER BY number")
    for due, (number, table, key_json, cells, given) in enumerate(seals, start=1):
        key = _key(table, key_json)
        if number != due or key is None:
            return Break("seal", (due,), Harm.CHANGED)
        found = _cells(db, table, key)
        if found is None:
            return Break(table, key, Harm.DELETED)
        before = _hash(before, table, found[:cells])
        if before != given or cells > len(found):
            return Break(table, key, Harm.CHANGED)
        sealed.add((table, key))
    return _unsealed(db, sealed) or _cut_off(db)


def _key(table: str, key_json: str) -> Key | None:
    """Return the key in a seal; nothing where no seal was ever written like that."""
    try:
        key: Key = tuple(json.loads(key_json))
    except (ValueError, TypeError):
        return None
    return key if len(key) == len(KEYS.get(table, ())) > 0 else None


def _unsealed(db: Database, sealed: set[tuple[str, Key]]) -> Break | None:
    for table, columns in KEYS.items():
        for row in db.execute(f"SELECT {', '.join(columns)} FROM main.{table} ORDER BY rowid"):  # noqa: S608 - our own names
            if (table, tuple(row)) not in sealed:
                return Break(table, tuple(row), Harm.ADDED)
    return None


def _cut_off(db: Database) -> Break | None:
    """Find seals missing at the end: SQLite remembers how many there have been."""
    ever, now = db.execute("""
        SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'seal'), 0),
               coalesce((SELECT max(number) FROM seal), 0)
    """).fetchone()
    return Break("seal", (now + 1,), Harm.DELETED) if ever > now else None


def _cells(db: Database, table: str, key: Key) -> Sequence[object] | None:
    """Return a row as it stands in the file, in the order of its columns; nothing where there is none."""
    fits = " AND ".join(f"{column} IS ?" for column in KEYS[table])
    row = db.execute(f"SELECT * FROM main.{table} WHERE {fits}", key).fetchone()  # noqa: S608 - our own names
    return None if row is None else tuple(sha256(cell).hexdigest() if isinstance(cell, bytes) else cell for cell in row)


def _hash(before: str, table: str, cells: Sequence[object]) -> str:
    return sha256(json.dumps([before, table, *cells], ensure_ascii=False).encode()).hexdigest()
