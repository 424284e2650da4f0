"""How far reviewers agree: percent, Krippendorff's alpha with an interval, who differs from whom and on what.

Alpha is computed here and not by the package `krippendorff`, which stands under the GPL; the tests hold it to that one.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from claims.filters import NO_FINDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from claims.model import Review, Saying

    Matrix = NDArray[np.float64]
    Counts = NDArray[np.int64]
    Ratings = Mapping[str, Mapping[str, str]]
    """What each person (inner key) says of each unit (outer key)."""

RESAMPLED: Final = 1000
"""How often the units are drawn anew for an interval."""

COVERED: Final = 0.95
"""What share of the alphas of units drawn anew lies in the interval."""

FEWEST: Final = 5
"""Of fewer units an interval would say more about the method than about the reviewers."""

SEED: Final = 20111
"""The same ratings have the same interval each time that they are looked at."""

FEWEST_DAYS: Final = 3
"""Reviews of fewer days are followed one by one, as a line of two points shows nothing."""

POINTS: Final = 100
"""At how many moments agreement is looked at over time; a picture shows no more."""


class Point(NamedTuple):
    """How far people agreed at a moment: on how many units two or more had spoken, percent, and alpha where defined."""

    at: datetime
    units: int
    percent: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree. `units` are those that two or more of them rated, `people` those who rated any of these.

    `percent`, from 0 to 100, is the share of pairs of ratings of one unit that are the same. `alpha` is None where it
    is undefined, and `undefined` says why; `interval` is None too where there are too few units.
    """

    units: int
    people: int
    percent: float | None
    alpha: float | None
    interval: tuple[float, float] | None
    undefined: str = ""


def ratings(said: Iterable[Review | Saying], field: str) -> dict[str, dict[str, str]]:
    """Return what each person says of each claim in `field`, "verification" or "sourcing"; what is open is left out.

    What somebody says later stands before what they said earlier, and taking it back leaves nothing.
    """
    value_of = attrgetter(field)
    found: dict[str, dict[str, str]] = {}
    for one in said:
        of_claim = found.setdefault(one.claim_id, {})
        if _is_open(value_of(one)):
            of_claim.pop(one.reviewer, None)
        else:
            of_claim[one.reviewer] = value_of(one)
    return {claim_id: of_claim for claim_id, of_claim in found.items() if of_claim}


def first_ratings(said: Iterable[Saying], field: str) -> dict[str, dict[str, str]]:
    """Return what each person said of each claim before anything else; `said` is in the order in which it was said.

    Where nobody sees the others' marks before giving their own, this is what they found independently of each other.
    """
    value_of = attrgetter(field)
    found: dict[str, dict[str, str]] = {}
    for one in said:
        if not _is_open(value_of(one)):
            found.setdefault(one.claim_id, {}).setdefault(one.reviewer, value_of(one))
    return found


def agreement(ratings: Ratings, order: Sequence[str] = (), *, interval: bool = True) -> Agreement:
    """Return how far people agree; nominal alpha, or the ordinal one of the values in `order` (the rest is left out).

    After K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). The interval is that of 1,000 draws of
    the units with replacement (percentiles), which A. Zapf et al., BMC Medical Research Methodology 16:93 (2016),
    found to hold what it promises; it takes most of the time, and can be left out.
    """
    codes, values = _codes(ratings, order)
    codes = codes[:, (codes >= 0).sum(axis=0) > 1]
    people = int((codes >= 0).any(axis=1).sum())
    if not codes.size:
        return Agreement(0, people, None, None, None, "no claim is marked by two people")
    counts = np.stack([(codes == value).sum(axis=0) for value in range(values)], axis=1)
    patterns, times = np.unique(counts, axis=0, return_counts=True)
    return _found(patterns, times, people, ordinal=bool(order), interval=interval)


def pairwise(ratings: Ratings, order: Sequence[str] = ()) -> dict[tuple[str, str], Agreement]:
    """Return how far each two people agree who rated a unit in common, by name.

    As `agreement` of `between`, and without an interval: of 20 people there are 190 pairs.
    """
    people = _people(ratings)
    said, values = _codes(ratings, order)
    found = {}
    for (one, first), (other, second) in itertools.combinations(zip(people, said, strict=True), 2):
        both = (first >= 0) & (second >= 0)
        if both.any():
            found[one, other] = _of_pair(first[both], second[both], values, ordinal=bool(order))
    return found


def progress(said: Sequence[Saying], field: str, order: Sequence[str] = ()) -> list[Point]:
    """Return how far people agreed at the end of each day, on what they had said by then.

    Where it was said within two days, after each saying. No more than POINTS, at even distances, and the newest.
    """
    value_of = attrgetter(field)
    values = {value: place for place, value in enumerate(order or sorted({value_of(one) for one in said}))}
    places = {claim_id: place for place, claim_id in enumerate(dict.fromkeys(one.claim_id for one in said))}
    counts, now = np.zeros((len(places), len(values)), dtype=np.int64), dict[tuple[int, str], int]()
    ends, points = set(_ends(said)), []
    for number, one in enumerate(said):
        key, value = (places[one.claim_id], one.reviewer), value_of(one)
        if (before := now.pop(key, None)) is not None:
            counts[key[0], before] -= 1
        if not _is_open(value) and value in values:
            now[key] = values[value]
            counts[key[0], now[key]] += 1
        if number in ends:
            points.append(_point(one.at, counts, ordinal=bool(order)))
    return points


def confusion(ratings: Ratings, one: str, other: str) -> Counter[tuple[str, str]]:
    """Return how often `one` gave the first value and `other` the second to the same unit."""
    return Counter((of_unit[one], of_unit[other]) for of_unit in ratings.values() if {one, other} <= of_unit.keys())


def pairs(ratings: Ratings) -> Iterator[tuple[str, str]]:
    """Yield the pairs of people who rated a unit in common, by name."""
    for one, other in itertools.combinations(_people(ratings), 2):
        if any({one, other} <= of_unit.keys() for of_unit in ratings.values()):
            yield one, other


def between(ratings: Ratings, one: str, other: str) -> dict[str, dict[str, str]]:
    """Return what two people say of the units that both have rated."""
    both = {one, other}
    return {
        unit: {person: said[person] for person in (one, other)} for unit, said in ratings.items() if both <= said.keys()
    }


def disputed(ratings: Ratings) -> list[str]:
    """Return the units on which not all say the same, in the order given."""
    return [unit for unit, of_unit in ratings.items() if len(set(of_unit.values())) > 1]


def _is_open(value: str) -> bool:
    return not value or value in NO_FINDING


def _people(ratings: Ratings) -> list[str]:
    return sorted({person for of_unit in ratings.values() for person in of_unit})


def _codes(ratings: Ratings, order: Sequence[str]) -> tuple[Counts, int]:
    """Return which value each person gave each unit, by its place in the order, -1 where none: people × units.

    Without an order all values are taken, and their places mean nothing. With it comes how many values there are.
    """
    values = order or sorted({value for of_unit in ratings.values() for value in of_unit.values()} - {""})
    place = {value: at for at, value in enumerate(values)}
    rows = [[of_unit.get(person, "") for of_unit in ratings.values()] for person in _people(ratings)]
    codes = [[place.get(value, -1) for value in row] for row in rows]
    return np.array(codes, dtype=np.int64).reshape(len(rows), len(ratings)), len(values)


def _of_pair(first: Counts, second: Counts, values: int, *, ordinal: bool) -> Agreement:
    """Return how far two people agree, by the codes that each gave the same units."""
    kinds = np.bincount(np.minimum(first, second) * values + np.maximum(first, second), minlength=values**2)
    there = np.flatnonzero(kinds)
    is_value = np.eye(values, dtype=np.int64)
    patterns = is_value[there // values] + is_value[there % values]
    return _found(patterns, kinds[there], 2, ordinal=ordinal, interval=False)


def _found(patterns: Counts, times: Counts, people: int, *, ordinal: bool, interval: bool) -> Agreement:
    """Return how far people agree, by how they spread over the values (patterns × values) and how often each way."""
    coincidences, units = _coincidences(patterns), int(times.sum())
    percent, alpha = _percent_and_alpha(np.tensordot(times, coincidences, axes=1), ordinal=ordinal)
    if alpha is None:
        return Agreement(units, people, percent, None, None, "all the same")
    around = _interval(coincidences, times, ordinal=ordinal) if interval else None
    return Agreement(units, people, percent, alpha, around)


def _coincidences(counts: Counts) -> Matrix:
    """Return, for each unit, how often each value (row) stands beside each other (column): units × values × values."""
    beside = counts[:, :, np.newaxis] * (counts[:, np.newaxis, :] - np.eye(counts.shape[1]))
    result: Matrix = beside / (counts.sum(axis=1) - 1)[:, np.newaxis, np.newaxis]
    return result


def _percent_and_alpha(whole: Matrix, *, ordinal: bool) -> tuple[float, float | None]:
    alpha = float(_alphas(whole[np.newaxis], ordinal=ordinal)[0])
    return float(100 * np.trace(whole) / whole.sum()), None if np.isnan(alpha) else alpha


def _ends(said: Sequence[Saying]) -> Sequence[int]:
    """Return the places in `said` after which agreement is looked at."""
    days = [one.at.date() for one in said]
    ends = [place for place, (day, after) in enumerate(itertools.pairwise(days)) if day != after]
    every = [*ends, len(said) - 1] if len(ends) + 1 >= FEWEST_DAYS else range(len(said))
    return [every[round(at)] for at in np.linspace(0, len(every) - 1, min(POINTS, len(every)))]


def _point(at: datetime, counts: Counts, *, ordinal: bool) -> Point:
    rated = counts[counts.sum(axis=1) > 1]
    if not len(rated):
        return Point(at, 0, None, None)
    each = rated / (rated.sum(axis=1) - 1)[:, np.newaxis]
    return Point(at, len(rated), *_percent_and_alpha(each.T @ rated - np.diag(each.sum(axis=0)), ordinal=ordinal))


def _alphas(coincidences: Matrix, *, ordinal: bool) -> Matrix:
    """Return the alpha of each matrix of coincidences (samples × values × values); NaN where all is the same."""
    totals = coincidences.sum(axis=2)
    far = _ordinal(totals) if ordinal else 1 - np.eye(totals.shape[1])[np.newaxis]
    observed = (coincidences * far).sum(axis=(1, 2))
    expected = (totals[:, :, np.newaxis] * totals[:, np.newaxis, :] * far).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        result: Matrix = 1 - (totals.sum(axis=1) - 1) * observed / expected
    return np.where(expected > 0, result, np.nan)


def _ordinal(totals: Matrix) -> Matrix:
    """Return the squared ordinal distance of values: how many ratings lie between the two, half their own included."""
    middle = np.cumsum(totals, axis=1) - totals / 2
    result: Matrix = (middle[:, :, np.newaxis] - middle[:, np.newaxis, :]) ** 2
    return result


def _interval(coincidences: Matrix, times: Counts, *, ordinal: bool) -> tuple[float, float] | None:
    """Return the interval, of units that are drawn again and again: so many of each pattern."""
    units = int(times.sum())
    if units < FEWEST:
        return None
    pattern, random = np.repeat(np.arange(len(times)), times), np.random.default_rng(SEED)
    drawn = (pattern[random.integers(units, size=units)] for _ in range(RESAMPLED))
    draws = np.stack([np.bincount(one, minlength=len(times)) for one in drawn], dtype=np.float32, casting="unsafe")
    alphas = _alphas(np.tensordot(draws, coincidences.astype(np.float32), axes=1), ordinal=ordinal)
    # A draw in which all is the same says that nobody differs there.
    low, high = np.quantile(np.nan_to_num(alphas, nan=1.0), [(1 - COVERED) / 2, (1 + COVERED) / 2])
    return float(low), float(high)
