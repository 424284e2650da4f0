"""Cells of the tables that leave the workbench: what they may hold, and that no spreadsheet runs them.

A cell of text that a spreadsheet would run as a formula gets an apostrophe in front, and so does one that already had
an apostrophe there, so that taking one away gives back the text. Numbers are not text: -5 in a column of numbers stays.
Every text is quoted, or a spreadsheet that separates at semicolons would find formulas in the middle of one.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float

_BLANKS = r"[\s\u200b-\u200d\u2060\ufeff]*"
_FORMULA: Final = re.compile(rf"'*(?:{_BLANKS}[=+\-@＝＋－＠]|[\t\r])")


_END: Final = "\r\n"

_AT_ONCE: Final = 100
"""How many lines are written at once."""


class Column(NamedTuple):
    """A column's name and what it holds."""

    name: str
    meaning: str


def write(out: TextIO, columns: Sequence[Column], lines: Iterable[str]) -> None:
    """Write a table, each line made of `piece`s, to a stream opened with `newline=""`."""
    rest = chain([piece(column.name for column in columns)], lines)
    while some := [*islice(rest, _AT_ONCE)]:
        out.write(_END.join([*some, ""]))


def piece(cells: Iterable[Cell | None]) -> str:
    """Return cells as they stand in a line of the file: every text quoted and defused, numbers bare."""
    return ",".join([quoted(cell) if isinstance(cell, str) else '""' if cell is None else repr(cell) for cell in cells])


def quoted(cell: str) -> str:
    """Return a text as a cell."""
    if (cell[:1].isalnum() or not cell) and '"' not in cell:  # as most are, and that is seen at once
        return f'"{cell}"'
    return '"' + defused(cell).replace('"', '""') + '"'


def defused(text: str) -> str:
    """Return a text that no spreadsheet will run: one that looks like a formula gets an apostrophe in front."""
    return f"'{text}" if _FORMULA.match(text) else text


def dictionary(columns: Iterable[Column]) -> str:
    """Return columns and their meanings as a Markdown table."""
    lines = [f"| `{column.name}` | {column.meaning} |" for column in columns]
    return "\n".join(["| Column | Meaning |", "|---|---|", *lines])
