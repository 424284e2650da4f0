"""What grows in one place of an article and shrinks in another."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.match import stem
from claims.model import Clash, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency

RECENT: Final = timedelta(days=60)
"""How long ago a thing may have been so and still count as how it is."""

MOST: Final = 24
"""How many trends of one article are set against each other."""

_COUNT = r"(?:(?:the\s|a\s|its\s|their\s)?(?:overall\s|total\s)?(?:numbers?|amounts?|rates?|levels?|proportion)\sof\s)"
_WHAT = r"(?:the\s)?(?P<what>[a-z][\w'’-]*(?:\s[a-z][\w'’-]*){0,3})"
_DOING = rf"(?:(?P<up>{words.GROWING})|(?P<down>{words.SHRINKING}))"
_DONE = rf"(?:(?P<up>{words.GROWTH})|(?P<down>{words.SHRINKAGE}))"
_IS = r"(?:is|are|has\sbeen|have\sbeen|keeps?)\s(?:steadily\s|slowly\s|rapidly\s|still\s)?"
_TRENDS: Final = tuple(
    re.compile(rf"\b(?P<sure>the\s|this\s|these\s)?(?:further\s|steady\s|sharp\s)?{pattern}\b", re.IGNORECASE)
    for pattern in (
        rf"{_DOING}\s{_COUNT}{_WHAT}",
        rf"{_DONE}\sin\s{_COUNT}?{_WHAT}",
        rf"{_COUNT}{_WHAT}\s{_IS}{_DOING}",
        rf"{_COUNT}{_WHAT}\s{_IS}on\sthe\s{_DONE}",
    )
)
_UNSURE = re.compile(
    r"\b(?:would|could|may|might|will|should|expect\w*|forecast\w*|likely|not|no|n't|never)\b|n['’]t\b", re.IGNORECASE
)
_IF = re.compile(r"\b(?:if|unless|whether)\b", re.IGNORECASE)


class Trend(NamedTuple):
    """Where something is told to grow or to shrink, what, and whether that is told of how many there are of it."""

    span: Span
    up: bool
    what: tuple[str, ...]
    counted: bool


def find_trends(facts: Facts) -> Iterator[Inconsistency]:
    """Yield what grows in number in one place and shrinks in another, in the present and without an if.

    Where neither speaks of a number ("sales", "the price") two things are meant more often than one.
    """
    for one, other in combinations(sorted(_trends(facts))[:MOST], 2):
        same = one.what == other.what and (one.counted or other.counted)
        apart = one.span.end <= other.span.start and re.search(r"[.!?]", facts.between(one.span, other.span))
        if same and one.up != other.up and apart:
            yield _turned(facts, one, other)


def _trends(facts: Facts) -> Iterator[Trend]:
    text = facts.article.text
    for match in (m for p in facts.article.body for t in _TRENDS for m in t.finditer(text, p.start, p.end)):
        what, length = _what(match["what"])
        end = match.start("what") + length if match.end("what") == match.end() else match.end()
        where = Span(match.start(), max(end, match.start() + 1))
        before = facts.before(where)
        sure = match["sure"] or not _UNSURE.search(before)
        if what and sure and not _IF.search(before) and _is_present(facts, where):
            yield Trend(where, bool(match["up"]), what, bool(re.search(_COUNT, match.group(), re.IGNORECASE)))


def _what(phrase: str) -> tuple[tuple[str, ...], int]:
    """Return by its stems what a trend is of, and how long that is: up to the first word that goes on with another."""
    found: list[str] = []
    end = 0
    for word in re.finditer(r"\S+", phrase):
        if word.group().lower() in words.EMPTY:
            break
        found.append(stem(word.group().lower()))
        end = word.end()
    return tuple(found), end


def _is_present(facts: Facts, where: Span) -> bool:
    """Say whether what holds a place speaks of no day that is long past."""
    holder, published = facts.holder(where), facts.article.published
    days = [t.last for t in holder.times if t.last] if holder else []
    return not any(published is None or published - day > RECENT for day in days)


def _turned(facts: Facts, one: Trend, other: Trend) -> Inconsistency:
    mine, theirs = (_speaker(facts, trend.span) for trend in (one, other))
    first, second = (" ".join(t.span.of(facts.article.text).split()) for t in (one, other))
    text = f"{mine[:1].upper()}{mine[1:]} speaks of “{first}”, {theirs} of “{second}”."
    sum_ = "growing against shrinking" if one.up else "shrinking against growing"
    return facts.found(Clash.TREND, text, sum_, [one.span], [other.span])


def _speaker(facts: Facts, where: Span) -> str:
    holder = facts.holder(where)
    return (holder.attribution.source if holder and holder.attribution else None) or "the article"
