"""Ages that do not fit a day of birth: "Jane Smith, 47, … Smith was born in 1950"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.consistency.weekdays import DATE, MONTH, YEARS, day_of, in_words
from claims.model import Clash, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency

OLDEST: Final = 122
"""Nobody was older."""

EARLIER: Final = timedelta(days=300)
"""How long before the article what it tells may have happened."""

_PART = r"[A-Z][\w'’-]{0,30}\w"
_NAME = rf"(?P<who>{_PART}(?:\s(?:(?:de|van|von|al|bin|el|la|der)\s)?{_PART}){{0,4}})"
_BORN = re.compile(
    rf"\b{_NAME}(?:,\s\d{{1,3}})?,?\s\(?(?:who\s)?(?:(?:was|is)\s)?born"
    rf"(?:\s(?!(?:on|in)\s(?:the\s)?(?:\d|{MONTH}))[\w,'’-]+){{0,8}}?\s?(?:,\s)?(?:(?:on|in)\s)?"
    rf"(?:{DATE}|(?P<only_year>(?:1[89]|20)\d\d))(?!\d|s\b)"
)
_AGE = r"(?P<age>\d{1,3})"
_TOLD: Final = (
    re.compile(
        rf"\b{_NAME}(?:,\s[^.;,]{{0,60}},)?\s(?:has\s|had\s)?(?:died|dies)\b[^.;]{{0,60}}?"
        rf"\b(?:aged|at\s(?:the\s)?age(?:\sof)?|at)\s{_AGE}\b(?!\s?(?:[ap]\.?m|:|\w))"
    ),
    re.compile(rf"\b{_NAME}(?:,\s|\s\(|,?\s(?:who\sis\s|is\s)?aged\s){_AGE}(?=[,;.)]|\sand\b)(?![.,]\d)"),
    re.compile(rf"\b{_AGE}-year-old,?(?:\s[a-z][\w-]*){{0,4}}\s{_NAME}"),
)
_LIFE = re.compile(rf"\b{_NAME}\s\((?:born\s)?(?P<born>(?:1[89]|20)\d\d)\s?[-–—]\s?(?P<died>(?:1[89]|20)\d\d)\)")
_DIED = re.compile(r"\bdied\b[^.;]{0,40}?\b(?:aged|at\s(?:the\s)?age(?:\sof)?)\s(?P<age>\d{1,3})\b")
_THEN = re.compile(r"\b(?:when|then|at\sthe\stime|would\shave|until|in\sthe\s(?:1[89]|20)\d0s)\b")
_TITLES = frozenset(["Mr", "Mrs", "Ms", "Dr", "Sir", "Lady", "Lord"])


class Birth(NamedTuple):
    """Who was born, where that is told, and the first and last day on which it may have been."""

    who: str
    span: Span
    first: date
    last: date

    def ages(self, first: date, last: date) -> range:
        """Return the ages that somebody so born may have had in some days."""
        return range(_years(self.last, first), _years(self.first, last) + 1)

    def is_of(self, name: str) -> bool:
        """Say whether a name can be that of whoever was born: "Smith" and "Jane Smith", and not "John Smith"."""
        mine, theirs = ([part for part in who.split() if part not in _TITLES] for who in (self.who, name))
        return len(mine) < 2 or len(theirs) < 2 or mine[0] == theirs[0]  # noqa: PLR2004 - a first name and a last


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def find_ages(facts: Facts) -> Iterator[Inconsistency]:
    """Yield ages of somebody whose birth is told that fit neither the day of publication nor a year of the sentence."""
    births = _births(facts.article.text)
    seen: set[Span] = set()
    for pattern in _TOLD if births else ():
        for match in pattern.finditer(facts.article.text):
            birth, where = births.get(_surname(match["who"])), Span(*match.span("age"))
            if birth and birth.is_of(match["who"]) and where not in seen:
                seen.add(where)
                yield from _checked(facts, int(match["age"]), where, birth)


def _births(text: str) -> dict[str, Birth]:
    """Return who was born when, by last name; nobody of whose last name two births are told."""
    found: dict[str, Birth] = {}
    twice: set[str] = set()
    for match in _BORN.finditer(text):
        birth = _birth(match)
        if birth:
            name = _surname(birth.who)
            twice |= {name} if name in found and found[name].first != birth.first else set()
            found[name] = birth
    return {who: birth for who, birth in found.items() if who not in twice}


def _birth(match: re.Match[str]) -> Birth | None:
    where = Span(match.start("who"), match.end())
    if match["only_year"]:
        year = int(match["only_year"])
        return Birth(match["who"], where, date(year, 1, 1), date(year, 12, 31))
    day = day_of(match)
    return Birth(match["who"], where, day, day) if day else None


def _surname(who: str) -> str:
    return who.rpartition(" ")[2].removesuffix("'s").removesuffix("’s")


def _checked(facts: Facts, age: int, where: Span, birth: Birth) -> Iterator[Inconsistency]:
    published = facts.article.published
    sentence = facts.sentence(where).replace(birth.span.of(facts.article.text), "")
    if published is None or age > OLDEST or _THEN.search(sentence) or birth.last >= published:
        return
    told = [(published - EARLIER, published)]
    told += [(date(y, 1, 1), date(y, 12, 31)) for y in map(int, YEARS.findall(sentence)) if y > birth.last.year]
    if published - birth.last > EARLIER and not any(age in birth.ages(first, last) for first, last in told):
        ages = birth.ages(published, published)
        span = " or ".join(map(str, ages))
        born = f"on {in_words(birth.first)}" if birth.first == birth.last else f"in {birth.first.year}"
        sum_ = f"{published.year} − {birth.first.year} = {published.year - birth.first.year}, so {span}, not {age}"
        text = f"Who was born {born} was {span} when this was published, and not {age}."
        yield facts.found(Clash.AGE, text, sum_, [where], [birth.span])


def find_lives(facts: Facts) -> Iterator[Inconsistency]:
    """Yield ages at death that do not fit the years of a life: "Jane Smith (1950–2010) died aged 75"."""
    for match in _LIFE.finditer(facts.article.text):
        born, died = int(match["born"]), int(match["died"])
        aged = _DIED.search(facts.after(Span(*match.span())))
        if aged and died > born and int(aged["age"]) not in {died - born, died - born - 1}:
            where = Span(match.end() + aged.start("age"), match.end() + aged.end("age"))
            sum_ = f"{died} − {born} = {died - born}, not {aged['age']}"
            text = f"Who lived from {born} to {died} died at {died - born - 1} or {died - born}, and not {aged['age']}."
            yield facts.found(Clash.AGE, text, sum_, [where], [Span(match.start("born"), match.end("died"))])
