"""What is said of a change, and what it was: "from 100 to 130, up 20 percent", "fell 50, or 9 percent, to 1,000"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.consistency.facts import LARGEST, Between, joined, last_place, reach, said, shown, worth_of
from claims.model import Clash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency, Quantity

NEARLY: Final = Decimal("0.12")
"""How far from twice as much a thing may be that is said to have doubled, as a share of it."""

ALMOST: Final = Decimal("0.75")
"""What share of that at least it must be where it has "almost" doubled."""

ROUNDED: Final = Decimal("0.02")
"""How far off the percentage of a move may be beside what was rounded, as a share of it."""

BEFORE: Final = 40
"""How many characters before the figures of a move say its direction."""

_FROM = re.compile(r"\bfrom\s$")
_TO = re.compile(rf"{joined(5)}\sto\s(?:just\s|only\s)?")
_BY = re.compile(
    rf"{joined(4)}(?:,?\s(?:up|down|by|(?:an?\s(?:\w+\s)?(?:rise|increase|gain|jump|drop|fall|decline|decrease|cut|growth"
    r"|loss)\sof))\s|\s\(|,\s(?:or\s|an?\s)|\s[—–-]+\s(?:an?\s)?|\s(?:or|an?)\s)(?:just\s|only\s)?"
)
_THEN_FROM = re.compile(rf"{joined(3)},?\sfrom\s")
_THEN_TO = re.compile(r",?\sto\s")
_STEADY = re.compile(
    r"\b(?:annual\w*|each|every|monthly|yearly|per\s(?:year|month)|an?\s(?:year|month|week|day)|compound)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(r"\b(?:before|but|then|after\shaving|rank\w*|place|position|seed\w*)\b", re.IGNORECASE)
_FOLD = re.compile(
    rf"\b(?P<lead>more\sthan\s|nearly\s|almost\s|about\s|roughly\s)?(?P<by>{'|'.join(words.FOLDS)})(?:ed|ing|es?)\b"
    r"[^,;]{0,40}?\sfrom\s$",
    re.IGNORECASE,
)


class Change(NamedTuple):
    """Two figures, before and after, and by how much they are said to differ."""

    before: Quantity
    after: Quantity
    by: Quantity


def find_changes(facts: Facts) -> Iterator[Inconsistency]:
    """Yield changes that are not those of the figures beside them."""
    for change in _changes(facts):
        yield from _checked(facts, change)
    for one, two in pairwise(facts.figures):
        if _are_states(one, two) and _TO.fullmatch(facts.between(one, two)):
            yield from _folded(facts, one, two)


def _changes(facts: Facts) -> Iterator[Change]:
    for one, two, three in zip(facts.figures, facts.figures[1:], facts.figures[2:], strict=False):
        first, second = facts.between(one, two), facts.between(two, three)
        if _is_share(three) and _are_states(one, two) and _TO.fullmatch(first) and _BY.fullmatch(second):
            if _FROM.search(facts.before(one)):
                yield Change(one, two, three)
        elif _is_share(one) and _are_states(two, three) and _THEN_FROM.fullmatch(first) and _TO.fullmatch(second):
            yield Change(two, three, one)
        elif _is_share(one) and _are_states(three, two) and _THEN_TO.fullmatch(first) and _THEN_FROM.fullmatch(second):
            yield Change(three, two, one)


def _are_states(before: Quantity, after: Quantity) -> bool:
    """Say whether two figures can be two states of one thing: the first of "from 9 to 10 percent" has no unit."""
    return reach(before).low > 0 and after.value is not None and before.unit in {after.unit, None}


def _is_share(figure: Quantity) -> bool:
    return figure.unit in {"%", "percentage points"} and bool(figure.value)


def _checked(facts: Facts, change: Change) -> Iterator[Inconsistency]:
    by, after = change.by, change.after
    text = facts.around(*change) + facts.after(by)[:BEFORE]
    if _STEADY.search(text) or _TURNED.search(text):
        return
    given = reach(by)._replace(low=max(Decimal(0), reach(by).low)).widened(last_place(by))
    # "From 5 percent to 6 percent, up 1 percent" means points, and "20 percent" what it says.
    points = by.unit == "percentage points"
    rooms = [_room(change, points=True)] if points else [_room(change, points=False)]
    rooms += [_room(change, points=True)] if after.unit == "%" else []
    if not any(room.meets(given) for room in rooms):
        yield _wrong(facts, change, points=points)


def _room(change: Change, *, points: bool) -> Between:
    """Return by how much a thing may have changed, for all that was rounded: in points, or in percent."""
    old, new = reach(change.before), reach(change.after)
    least, most = new.low - old.high, new.high - old.low
    if not points:
        least, most = 100 * least / old.high, 100 * most / old.low
    low, high = sorted((abs(least), abs(most)))
    return Between(low if least * most > 0 else Decimal(0), high)


def _wrong(facts: Facts, change: Change, *, points: bool) -> Inconsistency:
    before, after = worth_of(change.before), worth_of(change.after)
    way = "up" if after > before else "down"
    size = shown(abs(after - before)) if points else shown(100 * abs(after - before) / before)
    reckoned = (
        f"{shown(after)} − {shown(before)}" if points else f"({shown(after)} − {shown(before)}) / {shown(before)}"
    )
    size += " points" if points else " percent"
    text = f"From “{said(change.before)}” to “{said(change.after)}” is {way} {size}, and not “{said(change.by)}”."
    sum_ = f"{reckoned} = {way} {size}, not {said(change.by)}"
    return facts.found(Clash.CHANGE, text, sum_, [change.by.span], [change.before.span, change.after.span])


def _folded(facts: Facts, before: Quantity, after: Quantity) -> Iterator[Inconsistency]:
    """Check "doubled from 20 to 50"."""
    told = _FOLD.search(facts.before(before))
    if not told:
        return
    times, lead = Decimal(words.FOLDS[told["by"].lower()]), (told["lead"] or "").strip().lower()
    old, new = reach(before), reach(after)
    asked = Between(times, times).widened(times * NEARLY)
    asked = asked._replace(high=LARGEST) if lead.startswith("more") else asked
    asked = asked._replace(low=times * ALMOST) if lead in {"nearly", "almost"} else asked
    if not Between(new.low / old.high, new.high / old.low).meets(asked):
        ratio = shown(worth_of(after) / worth_of(before))
        sum_ = f"{shown(worth_of(after))} / {shown(worth_of(before))} = {ratio}, not {shown(times)}"
        verb = told.group().partition(told["by"])
        word = f"{verb[0]}{verb[1]}{verb[2].split()[0]}"
        text = f"From “{said(before)}” to “{said(after)}” is {ratio} times as much; the text says “{word}”."
        yield facts.found(Clash.CHANGE, text, sum_, [before.span], [after.span])


# -- what a price or an index lost, in points and in percent -----------------------------------------------------------

_OR = re.compile(rf"{joined(2)}(?:,?\s(?:or|which\sis)\s|\s\()")
_AT = re.compile(
    rf"(?:\spoints?)?\)?,?{joined(4)},?\s(?:(?:to|at)\s(?:an?\s(?:\w+\s){{0,2}}(?:level|value|price)\sof\s)?"
    r"|reaching\s(?:a\slevel\sof\s)?)"
)
_FELL = re.compile(
    r"\b(?:fell|fall\w*|los[est]\w*|drop\w*|plung\w*|slid\w*|down|declin\w*|sank|slip\w*|slump\w*|shed)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(
    r"\b(?:rose|ris\w+|gain\w*|up|surg\w*|jump\w*|climb\w*|increas\w*|advanc\w*|grew|add\w*)\b", re.IGNORECASE
)
_LIMIT = re.compile(r"\b(?:below|above|under|over|past|through|before|but)\b", re.IGNORECASE)
_MARK = re.compile(r"\s(?:mark|barrier|level)\b")


def find_moves(facts: Facts) -> Iterator[Inconsistency]:
    """Yield moves of which amount, percentage and level do not fit: "fell 50 points, or 9 percent, to 1,000"."""
    for one, two, level in zip(facts.figures, facts.figures[1:], facts.figures[2:], strict=False):
        share, amount = (one, two) if one.unit == "%" else (two, one)
        gap = facts.between(two, level)
        known = (
            share.value and amount.value and level.value and amount.unit != "%" and level.unit in {amount.unit, None}
        )
        if share.unit != "%" or not known or not _OR.fullmatch(facts.between(one, two)):
            continue
        if _AT.fullmatch(gap) and not _LIMIT.search(gap) and not _MARK.match(facts.after(level)):
            yield from _moved(facts, amount, share, level)


def _moved(facts: Facts, amount: Quantity, share: Quantity, level: Quantity) -> Iterator[Inconsistency]:
    way = facts.before(min(amount.span, share.span))[-BEFORE:]
    fell, rose = _last(_FELL, way), _last(_ROSE, way)
    signs = [-1] if fell > rose else [1] if rose > fell else [-1, 1]
    moved = abs(worth_of(amount))
    bases = [base for sign in signs if (base := worth_of(level) - sign * moved) > 0]
    slack = _slack(amount, share, level)
    if bases and all(_is_off(100 * moved / base, abs(worth_of(share)), slack) for base in bases):
        true = shown(100 * moved / bases[0])
        before = f"{shown(worth_of(level))} {'+' if bases[0] > worth_of(level) else '−'} {shown(moved)}"
        sum_ = f"{shown(moved)} / ({before}) = {true} percent, not {said(share)}"
        text = f"A move of “{said(amount)}” to “{said(level)}” is {true} percent, and not “{said(share)}”."
        yield facts.found(Clash.CHANGE, text, sum_, [share.span], [amount.span, level.span])


def _is_off(true: Decimal, given: Decimal, slack: Decimal) -> bool:
    return abs(true - given) > slack + true * ROUNDED


def _slack(amount: Quantity, share: Quantity, level: Quantity) -> Decimal:
    """Return how far off the percentage may be for all that was rounded."""
    vague = share.approximate or amount.approximate
    about = abs(worth_of(share)) / 10 if vague else Decimal(0)
    value, base = abs(worth_of(amount)), abs(worth_of(level))
    return last_place(share) + 100 * (last_place(amount) + last_place(level) * value / base) / base + about


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in pattern.finditer(text)), default=-1)
