"""Lengths of time that are not those of the years beside them: "from 1990 to 1995, six years"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from claims.consistency.facts import reach, said
from claims.consistency.weekdays import YEARS
from claims.model import Clash, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency, Quantity

_YEAR = r"(?:1[5-9]|20)\d\d"
_PERIOD = re.compile(
    rf"\b(?:(?P<lead>from|between)\s)?(?P<first>{_YEAR})(?P<join>\s(?:to|until|till|through|and)\s|\s?[-–—]\s?)"
    rf"(?P<last>{_YEAR})\b(?![-–—/]|\s(?:season|fiscal))"
)
_THEN_LENGTH = re.compile(
    r"(?:,|\s\(|\s?[–—]|\s--?|,?\s(?:for\s)?a\s(?:period|span|stretch|total)\sof)\s?(?:for\s|or\s|that\sis\s)?"
)
_THEN_PERIOD = re.compile(
    r"(?:\s(?:term|reign|rule|period|tenure|presidency|career|war|stint))?(?:,|\s\(|\s?[–—]|\s--?)?\s?"
)
_NO_LENGTH = re.compile(
    r"(?:\s\w+)?\s(?:ago|later|before|after|earlier|old|on|since|apart|into|prison|behind\sbars)\b", re.IGNORECASE
)
_INCLUSIVE = re.compile(
    r"\b(?:inclusive|both|each|season\w*|full|school|calendar|parts?|through)\b|\d\s?[-–—]\s?\d", re.IGNORECASE
)
_AGO = re.compile(r"\b(?P<count>\d{1,3})\syears(?=\sago\b)")
_YEAR_BEFORE = re.compile(rf"\b(?:in|since|of)\s(?:\w+\s)?(?P<year>{_YEAR})(?:,|\s?\(|\s[–—-]+)\s?$")
_YEAR_BEHIND = re.compile(
    rf"\sago(?:,|\s?\(|,?\sin|,?\sback\sin)\s(?:in\s)?(?:\w+\s)?(?P<year>{_YEAR})\b(?!\s?[-–—]\s?\d)"
)
_ANNIVERSARY = re.compile(
    rf"\b(?P<count>\d{{1,3}})(?:st|nd|rd|th)\s(?:anniversary|birthday)\sof\s[^.;,()]{{0,60}}?\b(?P<year>{_YEAR})\b(?!s|[-–—])"
)
_ROUGHLY = re.compile(r"\b(?:about|around|some|nearly|almost|over|than|roughly|least|approximately)\s$")

TENTH: Final = 10
"""What part of a round number of years it may be off."""


def find_durations(facts: Facts) -> Iterator[Inconsistency]:
    """Yield lengths in years that are not those of the years beside them; "1990 to 1995" may be little over four."""
    lengths = [f for f in facts.figures if f.unit == "years" and not _NO_LENGTH.match(facts.after(f))]
    starts = [f.span.start for f in lengths]
    for match in _PERIOD.finditer(facts.article.text):
        period, join = Span(*match.span()), match["join"].strip()
        at = bisect_left(starts, period.start)
        if join in {"-", "–", "—"} or match["lead"] == ("between" if join == "and" else "from"):
            for length in lengths[max(0, at - 1) : at + 1]:
                if _is_beside(facts, length, period):
                    yield from _lasted(facts, length, period, match)


def _is_beside(facts: Facts, length: Quantity, period: Span) -> bool:
    if length.span.start < period.start:
        return bool(_THEN_PERIOD.fullmatch(facts.between(length, period)))
    return bool(_THEN_LENGTH.fullmatch(facts.between(period, length)))


def _lasted(facts: Facts, length: Quantity, period: Span, match: re.Match[str]) -> Iterator[Inconsistency]:
    first, last = int(match["first"]), int(match["last"])
    years, given = last - first, reach(length)
    whole = bool(_INCLUSIVE.search(facts.sentence(period)))
    if years > 0 and (given.high < years - 1 or given.low > years + whole):
        more = "" if whole else f" ({years + 1} only if both years are counted whole)"
        sum_ = f"{last} − {first} = {years}, not {said(length)}"
        text = f"From {first} to {last} is {years} years, and not “{said(length)}”{more}."
        yield facts.found(Clash.DURATION, text, sum_, [length.span], [period])


def find_ago(facts: Facts) -> Iterator[Inconsistency]:
    """Yield "50 years ago" and "the 50th anniversary" where the year beside it is another number of years away."""
    for match in _AGO.finditer(facts.article.text):
        where = Span(*match.span())
        before, behind = _YEAR_BEFORE.search(facts.before(where)), _YEAR_BEHIND.match(facts.after(where))
        start = where.start - len(facts.before(where)) if before else where.end
        year = before or behind
        roughly = _ROUGHLY.search(facts.before(where)) or not int(match["count"]) % TENTH
        if year:
            place = Span(start + year.start("year"), start + year.end("year"))
            yield from _away(facts, match, place, room=int(match["count"]) // TENTH if roughly else 0)
    for match in _ANNIVERSARY.finditer(facts.article.text):
        yield from _away(facts, match, Span(*match.span("year")))


def _away(facts: Facts, match: re.Match[str], place: Span, room: int = 0) -> Iterator[Inconsistency]:
    """Check a number of years from a year to that of the article, or to one that the sentence speaks of."""
    if facts.article.published is None:
        return
    count, year, now = int(match["count"]), int(place.of(facts.article.text)), facts.article.published.year
    told = {now, *map(int, YEARS.findall(facts.sentence(place)))} - {year}
    if year < now and not any(abs(then - year - count) <= max(1, room) for then in told):
        sum_ = f"{now} − {year} = {now - year}, not {count}"
        text = f"{year} is {now - year} years before the article, and not {count}."
        yield facts.found(Clash.DURATION, text, sum_, [Span(*match.span("count"))], [place])
