"""Dates on a day of the week on which they did not fall: "Monday, 14 December 2016"."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from claims import words
from claims.model import Clash, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency

FIRST_YEAR: Final = 1924
"""From this year on all of Europe reckons days alike."""

NEAR: Final = timedelta(days=60)
"""How near the day of publication a date without a year must be for its year to be known."""

MONTH: Final = rf"(?:{'|'.join(rf'{m[:3]}(?:{m[3:]})?' for m in words.MONTHS)}|Sept)\.?"
DATE: Final = (
    rf"(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>(?:1[89]|20)\d\d))?\b"
    rf"|(?P<month_first>{MONTH})\s(?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year_last>(?:1[89]|20)\d\d))?\b"
)
"""A day of a month, with or without its year; read with `day_of`."""

YEARS: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")

_WEEKDAY = rf"(?P<weekday>{'|'.join(f'{d[:3]}(?:{d[3:]})?' for d in words.WEEKDAYS)}|Tues|Thurs?)"
_ONE_OF_TWO = r"(?<!\band\s)(?<!\bto\s)(?<!\bor\s)(?<!through\s)(?<!\bThe\s)(?<!\bthe\s)(?<![-–—/])(?<!\w)"
_NO_RANGE = r"(?!\s?[-–—/]\s?\d|\s(?:and|or|to|until|through)\s\d|\d)"
_DATED: Final = (
    re.compile(
        rf"{_ONE_OF_TWO}{_WEEKDAY}\b\.?(?:\s(?:morning|afternoon|evening|night))?(?:,\s|\s|\s?\()(?:on\s)?(?:{DATE}){_NO_RANGE}"
    ),
    re.compile(rf"(?<![\w-])(?:{DATE})(?:,\sa\s|\s\(){_WEEKDAY}\b"),
)


def find_weekdays(facts: Facts) -> Iterator[Inconsistency]:
    """Yield dates that fell on another day of the week; a date without a year only where its year is beyond doubt."""
    matches = (match for pattern in _DATED for match in pattern.finditer(facts.article.text))
    for match in matches:
        day, told = _certain_day(match, facts), _number(match["weekday"], words.WEEKDAYS)
        on_page = any(Span(*match.span()).overlaps(hole) for hole in facts.article.chrome)
        if day and day.year >= FIRST_YEAR and day.weekday() != told and not on_page:
            true = words.WEEKDAYS[day.weekday()]
            sum_ = f"{day.isoformat()} is a {true}, not a {words.WEEKDAYS[told]}"
            text = f"{in_words(day)} is a {true}, and not a {words.WEEKDAYS[told]}."
            yield facts.found(Clash.WEEKDAY, text, sum_, [Span(*match.span("weekday"))], [_date_span(match)])


def _number(name: str, names: tuple[str, ...]) -> int:
    return next(number for number, whole in enumerate(names) if whole.startswith(name[:3]))


def _date_span(match: re.Match[str]) -> Span:
    groups = [match.span(g) for g in ("day", "month", "year", "month_first", "day_last", "year_last") if match[g]]
    return Span(min(start for start, _ in groups), max(end for _, end in groups))


def _certain_day(match: re.Match[str], facts: Facts) -> date | None:
    """Return the day that is meant, None where it may be of several years."""
    if match["year"] or match["year_last"]:
        return day_of(match)
    published = facts.article.published
    near = [day_of(match, published.year + n) for n in (-1, 0, 1)] if published else []
    days = [day for day in near if day and published and abs(day - published) <= NEAR]
    others = (day_of(match, int(year)) for year in set(YEARS.findall(facts.article.text)))
    told = _number(match["weekday"], words.WEEKDAYS)
    return None if not days or any(other and other.weekday() == told for other in others) else days[0]


def day_of(match: re.Match[str], year: int | None = None) -> date | None:
    """Return the day of a match of `DATE`, in `year` where it gives none; None where there is no such day."""
    given = match["year"] or match["year_last"]
    number, month = (
        int(match["day"] or match["day_last"]),
        _number(match["month"] or match["month_first"], words.MONTHS),
    )
    year = int(given) if given else year
    if year is None or not 1 <= year <= date.max.year:
        return None
    last = (31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]
    return date(year, month + 1, number) if 1 <= number <= last else None


def in_words(day: date) -> str:
    """Return a day as a person writes it: "14 December 2016"."""
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"
