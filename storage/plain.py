"""Values as a person would say them, for cells of tables and for the history."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING, Final
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

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
    about = "approximately" if quantity.approximate else ""
    thing = " of ".join(filter(None, (quantity.unit, quantity.of)))
    return " ".join(filter(None, (about, _size(quantity), thing)))


def _size(quantity: Quantity) -> str:
    match quantity.low, quantity.high:
        case None, None:
            return quantity.text
        case low, None:
            return f"at least {_digits(low)}"
        case None, high:
            return f"at most {_digits(high)}"
        case low, high if low == high:
            return _digits(low)
        case low, high:
            return f"{_digits(low)} to {_digits(high)}"


def _digits(number: Decimal | None) -> str:
    """Return the digits, without an exponent."""
    return "" if number is None else f"{number:f}"


def period(time: TimeRef) -> str:
    """Return a date as printed, and the days that are meant where they are known."""
    if time.first is None and time.last is None:
        return time.text
    if time.first == time.last:
        return f"{time.text} ({day(time.first)})"
    return f"{time.text} ({day(time.first) or 'open'} to {day(time.last) or 'open'})"


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
    about = ", ".join(filter(None, ("primary" if evidence.primary else "", evidence.stance.value)))
    quote = f": “{evidence.quote}”" if evidence.quote else ""
    return f"{evidence.locator} ({about}){quote}"


def changes(count: int) -> str:
    """Return how many changes there are, in words."""
    return "1 change" if count == 1 else f"{count:,} changes"
