"""One amount in two units: "10 miles (30 km)", and sums of money by a rate that is not that of the others."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.consistency.facts import Between, joined, reach, said, shown, worth_of
from claims.model import Clash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency, Quantity

FREE: Final = Decimal("0.08")
"""How far off a conversion may be beside what was rounded, as a share of it."""

RATES: Final = Decimal("0.15")
"""How far two rates of one article may be from each other, which may be of different days, as a share of one."""

MOST: Final = 50
"""How many conversions of one pair of currencies are set against each other."""

_CONVERTED = re.compile(r"\s[(\[](?:or\s|i\.e\.\s|equivalent\sto\s)?|,?\sor\s")
_CLOSED = re.compile(rf"{joined(2)}\s?[)\]]")


class Conversion(NamedTuple):
    """One amount in two units."""

    one: Quantity
    two: Quantity

    def rate(self) -> Between:
        """Return what the second is of the first, by how both are rounded."""
        first, second = reach(self.one), reach(self.two)
        return Between(second.low / first.high, second.high / first.low)

    def fits(self, other: Conversion) -> bool:
        """Say whether both can be by about one rate."""
        rate = self.rate()
        return rate._replace(low=rate.low * (1 - RATES), high=rate.high * (1 + RATES)).meets(other.rate())


def find_conversions(facts: Facts) -> Iterator[Inconsistency]:
    """Yield lengths, weights … that are wrong in the other unit, and sums of money by another rate than the others."""
    rates: dict[tuple[str | None, ...], list[Conversion]] = defaultdict(list)
    for one, two in pairwise(facts.figures):
        if one.unit and two.unit and one.unit != two.unit and _is_converted(facts, one, two):
            yield from _measured(facts, Conversion(one, two))
            if {one.unit, two.unit} <= set(words.CURRENCIES.values()):
                pair = Conversion(*sorted((one, two), key=lambda q: q.unit or ""))
                rates[pair.one.unit, pair.two.unit].append(pair)
    for same in rates.values():
        yield from _out_of_line(facts, same)


def _is_converted(facts: Facts, one: Quantity, two: Quantity) -> bool:
    link = _CONVERTED.fullmatch(facts.between(one, two))
    known = one.value and two.value and reach(one).low > 0 and reach(two).low > 0
    closed = link and ("or" in link.group() or _CLOSED.match(facts.after(two)))
    return bool(known and closed)


def _measured(facts: Facts, pair: Conversion) -> Iterator[Inconsistency]:
    table = next((t for t in words.MEASURED if {pair.one.unit, pair.two.unit} <= t.keys()), None)
    if table is None:
        return
    factor = Decimal(table[pair.one.unit or ""]) / Decimal(table[pair.two.unit or ""])
    if not Between(factor, factor).widened(factor * FREE).meets(pair.rate()):
        right = f"{shown(worth_of(pair.one) * factor)} {pair.two.unit}"
        sum_ = f"{said(pair.one)} = {right}, not {said(pair.two)}"
        text = f"“{said(pair.one)}” is {right}, and not “{said(pair.two)}”."
        yield facts.found(Clash.CONVERSION, text, sum_, [pair.one.span], [pair.two.span])


def _out_of_line(facts: Facts, pairs: Sequence[Conversion]) -> Iterator[Inconsistency]:
    """Find the conversions that do not go with most of the others of one pair of currencies."""
    of_now = [pair for pair in pairs[:MOST] if not _is_of_other_year(facts, pair)]
    best = max(of_now, key=lambda one: sum(one.fits(other) for other in of_now), default=None)
    for odd in of_now if best else ():
        if best and not best.fits(odd):
            mine, theirs = (f"“{said(pair.one)}” for “{said(pair.two)}”" for pair in (odd, best))
            text = f"{mine} is another rate than {theirs}."
            sum_ = f"{_rate(odd)}, but {_rate(best)}"
            yield facts.found(Clash.CONVERSION, text, sum_, [q.span for q in odd], [q.span for q in best])


def _rate(pair: Conversion) -> str:
    one, two = sorted(pair, key=worth_of)
    return f"1 {one.unit} = {shown(worth_of(two) / worth_of(one))} {two.unit}"


def _is_of_other_year(facts: Facts, pair: Conversion) -> bool:
    """Say whether the claim that holds a conversion is of another year than the article, when rates were others."""
    published = facts.article.published
    holder = facts.holders.get(pair.one.span)
    days = (day for time in (holder.times if holder else ()) for day in (time.first, time.last) if day)
    return published is not None and any(day.year != published.year for day in days)
