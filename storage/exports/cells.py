"""Cells of the tables that leave the workbench: what they may hold, and that no spreadsheet runs them.

A cell of text that a spreadsheet would run as a formula gets an apostrophe in front, and so does one that already had
an apostrophe there, so that taking one away gives back the text. Numbers are not text: -5 in a column of numbers stays.
Every text is quoted, or a spreadsheet that separates at semicolons would find formulas in the middle of one.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float

_BLANKS = r"[\s\u200b-\u200d\u2060\ufeff]*"
_FORMULA: Final = re.compile(rf"'*(?:{_BLANKS}[=+\-@＝＋－＠]|[\t\r])")


class Column(NamedTuple):
    """A column's name and what it holds."""

    name: str
    meaning: str


def write(out: TextIO, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table to a stream opened with `newline=""`."""
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(column.name for column in columns)
    # Most cells are numbers, empty, or begin with a letter or a digit: asking that first takes a fifth of the time.
    writer.writerows(
        [defused(cell) if isinstance(cell, str) and cell and not cell[0].isalnum() else cell for cell in row]
        for row in rows
    )


def defused(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet will run: a text that looks like a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def dictionary(columns: Iterable[Column]) -> str:
    """Return columns and their meanings as a Markdown table."""
    lines = [f"| `{column.name}` | {column.meaning} |" for column in columns]
    return "\n".join(["| Column | Meaning |", "|---|---|", *lines])
