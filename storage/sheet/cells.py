"""What a cell that came back says, whatever spreadsheets made of it: dates, figures, quotation marks, line ends.

A value is an edit only where it is not what stood there when the sheet was made (`same`); only then is it read.
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from openpyxl.utils.datetime import from_excel

from storage.sheet.columns import CHOICES, HEADERS, JOINER

if TYPE_CHECKING:
    from storage.sheet.columns import Cell

Value: TypeAlias = "str | float | bool | date | time | timedelta | None"
"""What openpyxl gives of a cell; a `datetime` is a `date`, an `int` a `float`."""

FIRST_SERIAL, LAST_SERIAL = 18_264, 109_574
"""Between which numbers a bare one is a day, 1950 to 2199; 2016 in a column of days is a year, and no day."""

DAY_NONE: Final = date(1899, 12, 30)
"""From which spreadsheets count days, but for those before March 1900."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
FOUR_YEARS: Final = 1462
"""How many days lie between the two days from which spreadsheets count."""

_CODE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARK: Final = re.compile(rf"(?<=_){JOINER}(?=x[0-9A-Fa-f]{{4}}_)")
_FOLDED: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00a0": " ",
        "\u202f": " ",
        "\t": " ",
    }
)
"""What spreadsheets set for what was typed."""

_LOOKS: Final = dict.fromkeys((0xFE0E, 0xFE0F))
"""By which a sign is drawn in black or in colour: they may be added to ours."""

_THOUSANDS: Final = r"(?<=\d){}(?=\d{{3}}(?!\d))"
"""A mark between digits that parts thousands."""

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS_SHORT: Final = {name[:3]: number for name, number in _MONTHS.items()}


class Broken(NamedTuple):
    """What stands in a cell in place of a value, and what to do about it."""

    why: str


class UnreadableError(ValueError):
    """A cell that cannot be read; `str()` of it says what to write instead."""


def same(value: Value, shown: Cell) -> bool:
    """Say whether a cell still says what it was `shown` as, but for what a spreadsheet makes of that by itself."""
    if isinstance(shown, date):
        return shown in _days(value)
    before = "" if shown is None else str(shown)
    return value == before or _folded(text(value)) == _folded(_plain(before)) or _is_mangled(value, before)


def text(value: Value | Broken) -> str:
    """Return a cell as the text that was meant: whole numbers without “.0”, days as 2016-12-13, lines ended alike."""
    match value:
        case None:
            return ""
        case str():
            return _plain(value)
        case Broken():
            return value.why
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 10**15 else str(value)
        case _:
            # what there is of a clock's time is left out where it is midnight, and so are seconds that are none
            return re.sub(r"( 00:00|(?<=:\d\d)):00$", "", str(value))


def choice(field: str, value: Value) -> str:
    """Return the key of what was chosen, by key or by label, in capitals or not. Raises UnreadableError."""
    if not text(value).strip():
        return "unchecked" if field == "verification" else ""
    said = _label(text(value))
    for entry in CHOICES[field]:
        if said in map(_label, (entry.key, entry.label, entry.shown)):
            return entry.key
    listed = ", ".join(entry.label for entry in CHOICES[field])
    message = f"“{text(value)}” is not a choice of {HEADERS[field]}. Choose one of: {listed}."
    raise UnreadableError(message)


def day(value: Value) -> date | None:
    """Return the day that is meant. Raises UnreadableError for none, and for what may be two."""
    if not text(value).strip():
        return None
    if year := _year(value):
        message = f"“{text(value)}” is what a spreadsheet makes of the year {year}. Write the day, as {year}-12-13."
        raise UnreadableError(message)
    found = sorted(_days(value))
    if len(found) == 1:
        return found[0]
    if found:
        readings = " or ".join(map(date.isoformat, found))
        message = f"“{text(value)}” can be {readings}. Write the one that is meant like that."
    else:
        message = f"“{text(value)}” is not a day. Write it as 2016-12-13."
    raise UnreadableError(message)


def _plain(value: str) -> str:
    """Return a text without a spreadsheet's codes for characters and without white space at the ends of its lines."""
    decoded = _MARK.sub("", _CODE.sub(lambda found: chr(int(found[1], 16)), value))
    whole = decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "\ufffd")
    return "\n".join(line.rstrip() for line in re.split(r"\r\n?|\n", whole)).strip()


def _folded(said: str) -> str:
    """Return a text with typed and typeset marks as one."""
    return re.sub(r" {2,}|-{2,}", lambda run: run[0][0], unicodedata.normalize("NFC", said).translate(_FOLDED)).strip()


def _label(said: str) -> str:
    """Return a choice without capitals, blanks and a full stop; what else stands there, such as “?”, says something."""
    plain = _folded(said).replace("_", " ").translate(_LOOKS).casefold()
    return "".join(plain.split()).removesuffix(".")


def name(said: str) -> str:
    """Return a header without what tells one way of writing it from another: capitals, marks, blanks."""
    return " ".join(re.findall(r"\w+", said.replace("_", " ").casefold()))


# What spreadsheets take for figures and dates


def _is_mangled(value: Value, before: str) -> bool:
    """Say whether a value is what a spreadsheet makes of a text that looks like a figure, a date or a truth value."""
    match value:
        case bool():
            return before.strip().casefold() == str(value).casefold()
        case int() | float():
            return any(math.isclose(value, figure, rel_tol=1e-14) for figure in _figures(before))
        case date():
            return _may_be(before, value)
        case _:
            return False


def _figures(said: str) -> list[float]:
    """Return what a text may be as a figure: a comma parts thousands here and decimals there."""
    percent = said.strip().endswith("%")
    bare = re.sub(r"[\s\u00a0\u202f'’$€£¥₩%]", "", said)
    found = []
    for mark, point in ((",", "."), (r"\.", ",")):
        written = re.sub(_THOUSANDS.format(mark), "", bare).replace(point, ".")
        with suppress(ValueError):
            found.append(float(written) / (100 if percent else 1))
    return found


def _may_be(said: str, moment: date) -> bool:
    """Say whether a text names nothing but parts of a moment: “3/4”, “Dec 13”, “13 December 2016 12:30”."""
    numbers = {moment.year, moment.year % 100, moment.month, moment.day}
    if isinstance(moment, datetime):
        numbers |= {moment.hour, moment.minute, moment.second}
    parts = re.findall(r"\d+|[^\W\d_]+", said)
    month = calendar.month_name[moment.month].lower()
    fits = [int(part) in numbers if part.isdecimal() else part.lower() in {month, month[:3]} for part in parts]
    return len(parts) > 1 and all(fits)


def _days(value: Value) -> set[date]:
    """Return the days that a cell can mean."""
    match value:
        case datetime():
            return {value.date()}
        case date():
            return {value}
        case bool():
            return set()
        case int() | float():
            serial = from_excel(value) if FIRST_SERIAL <= value <= LAST_SERIAL else None
            return {serial.date()} if isinstance(serial, datetime) else set()
        case str():
            return _readings(_plain(value))
        case _:
            return set()


def _year(value: Value) -> int | None:
    """Return the year that somebody typed where a day belongs: a cell that shows days makes one in 1905 of 2016."""
    if not isinstance(value, datetime):
        return None
    since = (value.date() - DAY_NONE).days  # or four years fewer, where the file counts from 1904
    return next((year for year in (since, since - FOUR_YEARS) if FIRST_YEAR <= year <= LAST_YEAR), None)


def _readings(said: str) -> set[date]:
    """Return the days that a text can mean; where no year has four digits, each number can be any part."""
    said = re.sub(r"[T ]00:00(:00(\.0+)?)?Z?$", "", said)
    parts = re.findall(r"\d+|[^\W\d_]+", said)
    if len(parts) != len(("day", "month", "year")) or not re.fullmatch(r"[\w\s./,-]+", said):
        return set()
    words = [part for part in parts if not part.isdecimal()]
    numbers = [int(part) for part in parts if part.isdecimal()]
    if words:
        month = _MONTHS.get(words[0].lower()) or _MONTHS_SHORT.get(words[0].lower())
        orders = [(year, month, day) for year, day in permutations(numbers)] if len(words) == 1 and month else []
    elif len(parts[0]) == len("2016"):
        orders = [(numbers[0], numbers[1], numbers[2])]
    elif len(parts[2]) == len("2016"):
        orders = [(numbers[2], numbers[1], numbers[0]), (numbers[2], numbers[0], numbers[1])]
    else:
        orders = [(a, b, c) for a, b, c in permutations(numbers)]
    return {found for order in orders if (found := _date(*order))}


def _date(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError, OverflowError):
        return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - two digits
    return None
