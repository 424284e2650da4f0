"""Values as a person would say them, for cells of tables and for the history."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from claims.model import Article, Evidence, Quantity, TimeRef


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


def source(evidence: Evidence) -> str:
    """Return a piece of evidence in a line: “Court file, p. 4 (primary, supports): “38 were held””."""
    about = ", ".join(filter(None, ("primary" if evidence.primary else "", evidence.stance.value)))
    quote = f": “{evidence.quote}”" if evidence.quote else ""
    return f"{evidence.locator} ({about}){quote}"
