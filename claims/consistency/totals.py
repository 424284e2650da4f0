"""Parts and their total: "12 men and 9 women, 20 in all"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.consistency.facts import Between, joined, last_place, named, reach, said, shown, worth_of
from claims.model import Clash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency, Quantity

_JOIN = re.compile(rf"{joined(6)}(?:,\s|;\s|,?\s(?:and|plus)\s|\s&\s)")
"""What stands between two members of a list of figures: "12 [men and ]9"."""

_SUMMED = re.compile(
    rf"{joined(6)}(?:,\s|\s[—–-]+\s|—|;\s|\s\(|,?\sor\s|,?\sand\s)"
    r"(?P<said>(?:(?:for|making|that\sis|giving)\s)?(?:a\s)?(?:combined\s|grand\s)?total\sof\s|totall?ing\s|altogether\s)?"
)
"""What stands between the last part and the total after it."""

_IN_ALL = re.compile(rf"{joined(3)},?\s(?:in\sall|in\stotal|altogether|all\stold|all\stogether)\b(?!-)")
"""What stands after such a total."""

_OPENED = re.compile(
    rf"{joined(5)}(?P<mark>:\s|\s\(|\s?—\s?|\s–\s|\s--?\s|,?\s(?:comprising|consisting\sof|made\sup\sof|namely)\s)"
)
"""What stands between a total and its first part."""

_ONE_MORE = re.compile(
    r"\d|\b(?:an?|another|others?|more|several|some|rest|remaining|unknown|unidentified|plus|and|or)\b"
)
"""What after a list of parts may be a part without a figure."""

_UNCOUNTED = re.compile(
    r"(?:,|\band|\bplus)\s(?:an?|another|others?|several|some|more)\s(?!(?:combined\s|grand\s)?total\b)"
)
"""What between the last figure and the total is a part without a figure: "two women and a child, six in all"."""

_OTHERWISE = re.compile(
    r"\b(?:of\s(?:them|whom|which|these|those)|another|more|others?|additional|each|every|apiece|including)\b"
)
"""What makes of parts something else than parts of one whole beside each other."""

MOST: Final = 12
"""No list has more parts."""

ENOUGH: Final = 2
"""Nor fewer."""


class Run(NamedTuple):
    """A list of figures of one sort, and the figures before and after it."""

    before: Quantity | None
    parts: list[Quantity]
    after: Quantity | None


def find_totals(facts: Facts) -> Iterator[Inconsistency]:
    """Yield totals that their parts do not come to; only where nothing else in the sentence could be a part."""
    for run in _runs(facts):
        yield from _with_total_after(facts, run)
        yield from _with_total_before(facts, run)


def _runs(facts: Facts) -> Iterator[Run]:
    """Yield the lists of two or more figures: "12 men, two boys and 9 women"."""
    figures = facts.figures
    start = 0
    for at in range(1, len(figures) + 1):
        if at < len(figures) and _is_listed(facts, figures[at - 1], figures[at]):
            continue
        if at - start >= ENOUGH:
            before = figures[start - 1] if start else None
            yield Run(before, list(figures[start:at]), figures[at] if at < len(figures) else None)
        start = at


def is_count(figure: Quantity) -> bool:
    """Say whether a figure can be a part of a sum: a number of something, or an amount of money."""
    return figure.value is not None and (figure.unit is None or figure.unit in words.CURRENCIES.values())


def _is_listed(facts: Facts, one: Quantity, other: Quantity) -> bool:
    same = is_count(one) and is_count(other) and one.unit == other.unit
    return same and bool(_JOIN.fullmatch(facts.between(one, other)))


def _with_total_after(facts: Facts, run: Run) -> Iterator[Inconsistency]:
    """Find "12 men and 9 women, 20 in all" and "…, a total of 20"; the total may have been read as one more part."""
    for parts, total in ((run.parts, run.after), (run.parts[:-1], run.parts[-1])):
        if total is None or len(parts) < ENOUGH or total.unit != parts[-1].unit:
            continue
        if worth_of(parts[0]) == worth_of(total) and len(parts) > ENOUGH:
            # "38 people, 20 men and 17 women, 38 in all": the total was told before.
            parts = parts[1:]  # noqa: PLW2901 - it is the list without what is no part
        between = facts.between(parts[-1], total)
        link = None if _UNCOUNTED.search(between) else _SUMMED.fullmatch(between)
        told = link and (link["said"] or _IN_ALL.match(facts.after(total)))
        if told and not _may_be_part(facts, run.before, parts[0], total):
            yield from _checked(facts, parts, total)


def _may_be_part(facts: Facts, figure: Quantity | None, first: Quantity, total: Quantity) -> bool:
    """Say whether a figure before a list stands in its sentence and may be one more part: not so the total itself."""
    here = figure and figure.span.start >= first.span.start - len(facts.before(first))
    return bool(figure and here and figure.unit == total.unit and worth_of(figure) != worth_of(total))


def _with_total_before(facts: Facts, run: Run) -> Iterator[Inconsistency]:
    """Find "20 people: 12 men and 9 women", "20 people (12 men and 9 women)" and "20 people, 12 men and 9 women"."""
    total = run.before if run.before and run.before.unit == run.parts[0].unit else None
    link = _OPENED.fullmatch(facts.between(total, run.parts[0])) if total else None
    if total and link and _closes(facts, link["mark"].strip(), run.parts[-1]):
        yield from _checked(facts, run.parts, total)
    elif len(run.parts) > ENOUGH and _is_of_people(run.parts) and _closes(facts, ",", run.parts[-1]):
        yield from _checked(facts, run.parts[1:], run.parts[0])


def _closes(facts: Facts, mark: str, last: Quantity) -> bool:
    """Say whether a list of parts ends where it must: at the bracket, the second dash or the stop, and nothing more."""
    end, after = words.CLOSING.get(mark, ""), facts.after(last)
    if end == ")" and end not in after:
        return False
    rest = after.partition(end)[0] if end and end in after else re.split(r"[,;:]", after)[0]
    return not _ONE_MORE.search(rest)


def _is_of_people(run: Sequence[Quantity]) -> bool:
    """Say whether a list is of people and then of their sexes or ages: no list of equals reads so."""
    whole, *parts = (_noun(figure) for figure in run)
    sorts = {word for sort in words.SORTS_OF_PEOPLE for word in sort}
    of_one_sort = any(set(parts) <= sort for sort in words.SORTS_OF_PEOPLE) and len(parts) == len(set(parts))
    return of_one_sort and whole not in sorts and _is_person(whole)


def _noun(figure: Quantity) -> str:
    return (figure.of or "").lower().rpartition(" ")[2]


def _is_person(noun: str) -> bool:
    one = noun.removesuffix("s")
    return bool({noun, one} & words.PEOPLE) or bool(words.PEOPLE_ENDINGS.search(one) and one not in words.NO_PEOPLE)


def _checked(facts: Facts, parts: Sequence[Quantity], total: Quantity) -> Iterator[Inconsistency]:
    vague = len(parts) > MOST or any(part.approximate for part in parts)
    if vague or _OTHERWISE.search(facts.around(*parts, total)):
        return
    whole = sum((worth_of(part) for part in parts), Decimal(0))
    slack = sum((last_place(part) / 2 for part in parts), Decimal(0))
    if not Between(whole, whole).widened(slack).meets(reach(total)):
        sum_ = f"{' + '.join(shown(worth_of(part)) for part in parts)} = {shown(whole)}, not {said(total)}"
        listed = " and ".join(f"“{named(part)}”" for part in parts)
        text = f"The parts, {listed}, do not come to the total, “{named(total)}”."
        yield facts.found(Clash.TOTAL, text, sum_, [total.span], [part.span for part in parts])
