"""Percentages beside the figures that they are of: "12 of 40 (25 percent)", "60 percent for and 50 percent against"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from claims import words
from claims.consistency.facts import Between, joined, last_place, reach, said, shown, worth_of
from claims.consistency.totals import is_count
from claims.model import Clash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency, Quantity

WHOLE: Final = Decimal(100)
"""All of it, in percent."""

FRACTION: Final = Decimal(2)
"""How far from it a percentage may be that stands beside "a third", in percent."""

ROUNDED: Final = Decimal("0.05")
"""How far off a percentage may be at least, which may be cut off and not rounded."""

NEAR: Final = 60
"""How many characters after a share may say whose it is."""

_OF = re.compile(rf"{joined(3)}\s(?:out\s)?of\s(?:(?:the|its|their|his|her|our|all|a\stotal\sof)\s){{0,2}}(?:\w+\s)?")
_BESIDE = re.compile(rf"{joined(4)}(?:\s\((?:or\s)?|,?\sor\s|,\s(?:that\sis|i\.e\.)\s)")
"""What stands between a figure and another that says the same in other words."""

_OF_WHOLE = re.compile(rf"\sof{joined(5)}(?:\sof)?\s")
_OTHERWISE = re.compile(r"\b(?:not|instead|rather|previously|earlier|last\syear|compared|up\sfrom|down\sfrom)\b")
_CONTRAST = re.compile(r"\.|\b(?:among|while|whereas|compared)\b")


def find_shares(facts: Facts) -> Iterator[Inconsistency]:
    """Yield percentages that are not the share beside them: "12 of 40 (25 percent)", "12, or 25 percent of the 40"."""
    for one, two in pairwise(facts.figures):
        if one.unit == "share" and two.unit == "%" and _BESIDE.fullmatch(facts.between(one, two)):
            yield from _same_share(facts, one, two)
    for one, two, three in zip(facts.figures, facts.figures[1:], facts.figures[2:], strict=False):
        first, second = facts.between(one, two), facts.between(two, three)
        if three.unit == "%" and _is_part(one, two) and _OF.fullmatch(first) and _BESIDE.fullmatch(second):
            yield from _divided(facts, one, two, three)
        elif one.unit == "%" and _is_part(two, three) and _BESIDE.fullmatch(first) and _OF.fullmatch(second):
            yield from _divided(facts, two, three, one)
        elif two.unit == "%" and _is_part(one, three) and _BESIDE.fullmatch(first) and _OF_WHOLE.fullmatch(second):
            yield from _divided(facts, one, three, two)


def _is_part(part: Quantity, whole: Quantity) -> bool:
    counts = is_count(part) and is_count(whole) and part.unit == whole.unit
    return counts and worth_of(part) > 0 and reach(whole).low > 0


def _divided(facts: Facts, part: Quantity, whole: Quantity, share: Quantity) -> Iterator[Inconsistency]:
    if _OTHERWISE.search(facts.around(part, whole, share)):
        return
    some, all_ = reach(part), reach(whole)
    found = Between(WHOLE * some.low / all_.high, WHOLE * some.high / all_.low)
    if not found.widened(max(last_place(share), ROUNDED)).meets(reach(share)):
        value = shown(WHOLE * worth_of(part) / worth_of(whole))
        sum_ = f"{shown(worth_of(part))} / {shown(worth_of(whole))} = {value} percent, not {said(share)}"
        text = f"“{said(part)}” of “{said(whole)}” is {value} percent, and not “{said(share)}”."
        yield facts.found(Clash.SHARE, text, sum_, [share.span], [part.span, whole.span])


def _same_share(facts: Facts, share: Quantity, percent: Quantity) -> Iterator[Inconsistency]:
    given = reach(share)
    found = Between(WHOLE * given.low, WHOLE * given.high).widened(FRACTION + last_place(percent))
    if share.value is not None and not found.meets(reach(percent)):
        value = shown(WHOLE * share.value)
        text = f"“{said(share)}” is {value} percent, and not “{said(percent)}”."
        sum_ = f"{said(share)} = {value} percent, not {said(percent)}"
        yield facts.found(Clash.SHARE, text, sum_, [percent.span], [share.span])


def find_beyond_whole(facts: Facts) -> Iterator[Inconsistency]:
    """Yield shares of the two sides of one thing that come to more than all of it: "60 percent for, 50 against"."""
    for one, two in pairwise(facts.figures):
        whole = worth_of(one) + worth_of(two)
        least = WHOLE + max(last_place(one), last_place(two))
        if one.unit == two.unit == "%" and one.value and two.value and whole > least and _are_sides(facts, one, two):
            sum_ = f"{shown(worth_of(one))} + {shown(worth_of(two))} = {shown(whole)}, more than 100 percent"
            text = f"“{said(one)}” and “{said(two)}” of the same come to more than the whole."
            yield facts.found(Clash.SHARE, text, sum_, [one.span], [two.span])


def _are_sides(facts: Facts, one: Quantity, two: Quantity) -> bool:
    """Say whether two shares of one sentence are those of two sides, each with its word near behind."""
    between, after = facts.between(one, two), facts.after(two)[:NEAR]
    if _CONTRAST.search(between) or len(between) > NEAR:
        return False
    first, second = (set(re.findall(r"[a-z]+", side.lower())) for side in (between, after))
    sides = (*words.SIDES, *(pair[::-1] for pair in words.SIDES))
    return any(first & a and second & b and not first & b and not second & a for a, b in sides)
