"""Values as a person would say them, for cells of tables and for the history."""

from __future__ import annotations

import re
from decimal import Decimal
from textwrap import shorten
from typing import TYPE_CHECKING, Final
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from claims.model import Article, Evidence, Quantity, TimeRef

MAX_NAME: Final = 80
MAX_NAME_BYTES: Final = 200
"""How long the name of a file may be, in characters, and in bytes: Linux takes 255 of them with the ending."""

_NO_NAME: Final = frozenset('\\/:*?"<>|')
"""What Windows allows in no name of a file; nor do control characters and the like stand in any."""

_RESERVED: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[\d¹²³])\s*(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending."""


def listed(items: Iterable[str]) -> str:
    """Return several values in one cell."""
    return "; ".join(items)


def figure(quantity: Quantity) -> str:
    """Return a figure as one would say it: “approximately 600 USD”, “100 to 200 tonnes of rice”."""
    one = quantity
    low, high = None if one.low is None else str(one.low), None if one.high is None else str(one.high)
    return amount(one.text, low, high, one.unit, one.of, one.approximate)


def amount(  # noqa: PLR0913, PLR0917 - what is stored of one, in that order
    text: str,
    low: str | None,
    high: str | None,
    unit: str | None,
    of: str | None,
    approximate: bool,  # noqa: FBT001
) -> str:
    """Return the same of one as it is stored: its words, least and most, unit and what is counted."""
    counted = f"{unit} of {of}" if unit and of else unit or of
    size = _size(text, low, high)
    said = f"{size} {counted}" if size and counted else size or counted or ""
    return " ".join(filter(None, ("approximately", said))) if approximate else said


def _size(text: str, low: str | None, high: str | None) -> str:
    if low is None:
        return text if high is None else f"at most {_digits(high)}"
    if high is None:
        return f"at least {_digits(low)}"
    if low == high or Decimal(low) == Decimal(high):
        return _digits(low)
    return f"{_digits(low)} to {_digits(high)}"


def _digits(number: str) -> str:
    """Return the digits, without an exponent; most are written so."""
    return number if number.isdigit() else f"{Decimal(number):f}"


def period(time: TimeRef) -> str:
    """Return a date as printed, and the days that are meant where they are known."""
    return dated(time.text, day(time.first), day(time.last))


def dated(text: str, first: str, last: str) -> str:
    """Return the same of days as they are written, blank where they are open or not known."""
    if not first and not last:
        return text
    return f"{text} ({first})" if first == last else f"{text} ({first or 'open'} to {last or 'open'})"


def day(value: date | None) -> str:
    """Return a day as 2016-12-13; blank where there is none."""
    return "" if value is None else value.isoformat()


def called(article: Article) -> str:
    """Return an article's headline, or its first words where it has none."""
    return article.title or shorten(article.text, 60, placeholder=" …")


def file_name(article: Article) -> str:
    """Return a name for files on an article, without an ending: its day and headline, safe on every system."""
    said = f"{day(article.published)} {called(article)}"
    plain = (" " if char in _NO_NAME or category(char).startswith("C") else char for char in said)
    name = " ".join("".join(plain).split()).strip(" .-")
    if not name or _RESERVED.match(name):
        name = f"article {name}"
    return name[:MAX_NAME].encode()[:MAX_NAME_BYTES].decode(errors="ignore").rstrip(" .")


def source(evidence: Evidence) -> str:
    """Return a piece of evidence in a line: “Court file, p. 4 (primary, supports): “38 were held””."""
    return cited(evidence.locator, evidence.stance.value, evidence.quote, primary=evidence.primary)


def cited(locator: str, stance: str, quote: str, *, primary: bool) -> str:
    """Return the same of one that is not built up."""
    quoted = f": “{quote}”" if quote else ""
    return f"{locator} ({'primary, ' if primary else ''}{stance}){quoted}"


def changes(count: int) -> str:
    """Return how many changes there are, in words."""
    return "1 change" if count == 1 else f"{count:,} changes"
