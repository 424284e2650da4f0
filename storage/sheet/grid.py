"""An XLSX file that came back, as rows under known columns; whatever is wrong with the file is said in a sentence."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from storage.errors import SheetError
from storage.sheet.cells import Broken, Value, name, text
from storage.sheet.columns import COLUMNS, EDITABLE, HEADERS, LISTS, SHEET, USE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

    # Its stubs do not tell a sheet that is only read from others.
    AnyCell: TypeAlias = Cell | MergedCell

MAX_UNPACKED: Final = 250_000_000
"""How many bytes a file may unpack to: one of 100,000 claims has some 130 million."""

HEAD_WITHIN: Final = 20
"""Within how many rows the head has to stand."""

_NEEDED: Final = ("claim_id", "article_id", "revision", "reviewer")
_KEYS: Final = {name(column.header): column.key for column in COLUMNS}
_OLD: Final = b"\xd0\xcf\x11\xe0"
"""How Microsoft's older files begin, and those that are locked with a password."""

_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")

_MERGED: Final = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]+\d+:[A-Z]+(\d+))["']""")
_LONGEST: Final = 100
"""How many bytes one of them has at most."""

_DO: Final = "Bring the working sheet itself, saved as “Excel workbook (.xlsx)”."


class Place(NamedTuple):
    """A cell, counted from 1; a row as a whole has column 0, a column row 0."""

    row: int
    column: int

    def __str__(self) -> str:
        """Return it as a spreadsheet names it: F12, 12 or F."""
        return (get_column_letter(self.column) if self.column else "") + (str(self.row) if self.row else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, where, and what to do about it."""

    place: Place
    what: str


class Row(NamedTuple):
    """A row that is not blank: its number, from 1, and what stands in it, in the order of the grid's `columns`."""

    number: int
    values: tuple[Value | Broken, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows under the columns that are known, each with its place, from 1; and what is wrong with the columns."""

    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_grid(content: bytes) -> Grid:
    """Read a working sheet. Raises SheetError for a file that is none, is locked, damaged or too large."""
    try:
        _refuse_others(content)
        # It warns of what it leaves out, such as drop-downs in the form of newer versions.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _grid(content)
    except SheetError:
        raise
    except Exception as error:  # whatever the library makes of a damaged file
        message = f"The file cannot be read: it is damaged, or no XLSX file. {_DO}"
        raise SheetError(message) from error


def _refuse_others(content: bytes) -> None:
    """Raise SheetError for what is no XLSX file by its first bytes, or would unpack to too much."""
    if content.startswith(_OLD) and _LOCKED in content:
        message = f"The file is locked with a password. Take that away in Excel: File, Info, Protect Workbook. {_DO}"
        raise SheetError(message)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        message = f"This is no XLSX file. {_DO}"
        raise SheetError(message)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(entry.file_size for entry in packed.infolist())  # no more than that is unpacked, lie or not
    if size > MAX_UNPACKED:
        message = f"The file would unpack to {size / 1e6:,.0f} MB; {MAX_UNPACKED / 1e6:.0f} can be read. {_DO}"
        raise SheetError(message)


def _grid(content: bytes) -> Grid:
    with closing(load_workbook(io.BytesIO(content), read_only=True, keep_links=False)) as book:
        sheets = sorted(book.worksheets, key=lambda sheet: name(sheet.title) != name(SHEET))
        heads = [(sheet, *found) for sheet in sheets if (found := _head(sheet))]
        if not heads:
            message = f"The file has no row with the head “{HEADERS['claim_id']}”, so it is no working sheet. {_DO}"
            raise SheetError(message)
        sheet, head, titles = heads[0]
        others = [other.title for other in book.worksheets if other is not sheet and other.title not in {USE, LISTS}]
        _refuse_merged(content, sheet, head)
        columns, problems = _columns(head, titles)
        filled = set[int]()
        rows = tuple(_rows(sheet, head, columns, filled))
    known = set(columns.values()) | {problem.place.column for problem in problems}
    problems += [_foreign(head, column, titles.get(column, "")) for column in sorted(filled - known)]
    problems += [Problem(Place(0, 0), f"The sheet “{other}” was not read: one is at a time.") for other in others]
    if _has_comments(content):
        what = "There are comments beside cells: they were not read. Write what is to be kept into the notes."
        problems.append(Problem(Place(0, 0), what))
    return Grid(columns, rows, tuple(problems))


def _refuse_merged(content: bytes, sheet: Worksheet, head: int) -> None:
    """Raise SheetError where cells below the head are one: whose they are nobody can say, and the rest look cleared."""
    path = cast("Any", sheet)._worksheet_path  # noqa: SLF001 - one that is only read does not tell them
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(path) as part:
        before = b""
        while more := part.read(1_000_000):
            for found in _MERGED.finditer(before + more):
                if int(found[2]) > head:
                    message = (
                        f"The cells {found[1].decode()} are merged. Unmerge them, and write into each what is meant."
                    )
                    raise SheetError(message)
            before = more[-_LONGEST:]


def _has_comments(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(re.match(r"xl/(threaded)?comments", entry, re.IGNORECASE) for entry in packed.namelist())


def _head(sheet: Worksheet) -> tuple[int, Mapping[int, str]] | None:
    """Return the number of the row that names the columns, and the names by place."""
    cast("ReadOnlyWorksheet", sheet).reset_dimensions()  # what a file says of its size may be a lie
    for number, cells in enumerate(sheet.iter_rows(min_row=1, max_row=HEAD_WITHIN), start=1):
        titles = {place: said for place, cell in enumerate(cells, start=1) if (said := text(_value(cell)))}
        if any(_KEYS.get(name(title)) == "claim_id" for title in titles.values()):
            return number, titles
    return None


def _columns(head: int, titles: Mapping[int, str]) -> tuple[dict[str, int], list[Problem]]:
    """Return where the columns are, by key, and what is wrong with them. Raises SheetError where one is needed."""
    places: dict[str, list[int]] = {}
    for place, title in titles.items():
        if key := _KEYS.get(name(title)):
            places.setdefault(key, []).append(place)
    columns = {key: found[0] for key, found in places.items() if len(found) == 1}
    for key in _NEEDED:
        if key not in columns:
            message = f"There is no column “{HEADERS[key]}”, or more than one. {_DO}"
            raise SheetError(message)
    double = [(place, key) for key, found in places.items() if len(found) > 1 for place in found]
    told = [
        Problem(Place(head, place), f"More than one column is called “{HEADERS[key]}”: none of them was read.")
        for place, key in double
    ]
    missing = [key for key in EDITABLE if key not in places]
    told += [
        Problem(Place(head, 0), f"There is no column “{HEADERS[key]}”, so nothing in it is changed.") for key in missing
    ]
    return columns, told


def _rows(sheet: Worksheet, head: int, columns: Mapping[str, int], filled: set[int]) -> Iterator[Row]:
    """Yield the rows below the head that are not blank, and add the places that hold anything to `filled`."""
    blank = None
    for number, cells in enumerate(sheet.iter_rows(min_row=head + 1), start=head + 1):
        if cells is blank:
            continue  # rows that the file leaves out are one and the same, and there may be a million
        full = [place for place, cell in enumerate(cells, start=1) if cell.value not in {None, ""}]
        if full:
            filled.update(full)
            yield Row(number, tuple(_value(_at(cells, place)) for place in columns.values()))
        else:
            blank = cells


def _at(cells: Sequence[AnyCell], place: int) -> AnyCell | None:
    return cells[place - 1] if place <= len(cells) else None


def _value(cell: AnyCell | None) -> Value | Broken:
    """Return what stands in a cell; a formula is none of the reviewer's words, and may have no value yet."""
    if cell is None or cell.value is None:
        return None
    if cell.data_type == "f":
        return Broken("This is a formula. Write what it comes to in its place.")
    if cell.data_type == "e":
        return Broken(f"This is the mistake {cell.value}. Write what is meant in its place.")
    return cast("Value", cell.value)  # rich text and array formulas come from sheets that are not only read


def _foreign(head: int, column: int, title: str) -> Problem:
    called = f"“{title}”" if title else "without a name"
    return Problem(Place(head, column), f"The column {called} is none of the working sheet's, and was not read.")
