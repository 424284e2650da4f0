"""`python -m storage import`: bring a working sheet back, and print what differs, what was taken and what was not."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from storage.plain import changes
from storage.sheet.back import read_sheet, take
from storage.sheet.columns import HEADERS, in_words
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.sheet.back import Edit, Returned

WORDS = 60
"""How many characters of a claim or of a value are printed."""


def bring_back(file: Path, sheet: Path, reviewer: str, *, dry_run: bool) -> tuple[list[str], bool]:
    """Take what a sheet changes of a reviewer's findings, unless that changed here too since.

    Returns the lines to print, and whether all of the sheet was read and taken. Raises WorkbenchError, OSError.
    """
    content = sheet.read_bytes()
    with Store.open(file) as store:
        returned = read_sheet(store, content, reviewer)
        chosen = [edit for edit in returned.edits if not edit.overtaken]
        lines = list(lines_of(returned))
        if chosen and not dry_run:
            seen = sha256(content + store.mark().encode()).hexdigest()
            revisions = take(store, chosen, reviewer, f"sheet {seen}")
            lines.append(f"{changes(len(chosen))} taken. Saved as revision {revisions[-1].number}.")
    left = len(returned.edits) - len(chosen)
    if left:
        lines.append(f"{changes(left)} not taken: choose on the page Reports.")
    return lines, not (returned.problems or left)


def lines_of(returned: Returned) -> Iterator[str]:
    """Yield what came back, a line each."""
    yield f"{returned.rows:,} rows read: {changes(len(returned.edits))}, {len(returned.problems):,} not understood."
    yield from map(_edit, returned.edits)
    yield from (f"{problem.place!s:>6}  {problem.what}" for problem in returned.problems)


def _edit(edit: Edit) -> str:
    sides = (in_words(edit.field, value) for value in (edit.here, edit.sheet))
    here, there = (f"“{_cut(said)}”" if said else "blank" for said in sides)
    since = f" · changed here since, {edit.at:%Y-%m-%d %H:%M} UTC" if edit.here != edit.was and edit.at else ""
    shape = " · the claim itself was changed here since" if edit.is_reshaped else ""
    return f"{edit.place!s:>6}  {HEADERS[edit.field]}: {here} → {there}{since}{shape} · {_cut(edit.words)}"


def _cut(said: str) -> str:
    """Return the beginning on one line: not all that people write has blanks between words."""
    line = " ".join(said.split())
    return line if len(line) <= WORDS else f"{line[:WORDS]} …"
