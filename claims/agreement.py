"""How far reviewers agree: percent, Krippendorff's alpha with an interval, who differs from whom and on what.

Alpha is computed here and not by the package `krippendorff`, which stands under the GPL; the tests hold it to that one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import numpy as np

from claims.filters import NO_FINDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from claims.model import Review

    Matrix = NDArray[np.float64]
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


def ratings(reviews: Iterable[Review], field: str) -> dict[str, dict[str, str]]:
    """Return what each person says of each claim in `field`, "verification" or "sourcing"; what is open is left out."""
    said = attrgetter(field)
    found: dict[str, dict[str, str]] = {}
    for review in reviews:
        if said(review) not in {"", *NO_FINDING}:
            found.setdefault(review.claim_id, {})[review.reviewer] = said(review)
    return found


def agreement(ratings: Ratings, order: Sequence[str] = ()) -> Agreement:
    """Return how far people agree; nominal alpha, or the ordinal one of the values in `order` (the rest is left out).

    After K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). The interval is that of 1,000 draws of
    the units with replacement (percentiles), which A. Zapf et al., BMC Medical Research Methodology 16:93 (2016),
    found to hold what it promises.
    """
    rated = _pairable(ratings, order)
    people = len({person for of_unit in rated for person in of_unit})
    if not rated:
        return Agreement(0, people, None, None, None, "no claim is marked by two people")
    values = order or sorted({value for of_unit in rated for value in of_unit.values()})
    coincidences = _coincidences(rated, values)
    whole = coincidences.sum(axis=0)[np.newaxis]
    percent = float(100 * np.trace(whole[0]) / whole.sum())
    alpha = float(_alphas(whole, ordinal=bool(order))[0])
    if np.isnan(alpha):
        return Agreement(len(rated), people, percent, None, None, "all the same")
    return Agreement(len(rated), people, percent, alpha, _interval(coincidences, ordinal=bool(order)))


def confusion(ratings: Ratings, one: str, other: str) -> Counter[tuple[str, str]]:
    """Return how often `one` gave the first value and `other` the second to the same unit."""
    return Counter((of_unit[one], of_unit[other]) for of_unit in ratings.values() if {one, other} <= of_unit.keys())


def pairs(ratings: Ratings) -> Iterator[tuple[str, str]]:
    """Yield the pairs of people who rated a unit in common, by name."""
    people = sorted({person for of_unit in ratings.values() for person in of_unit})
    for one, other in combinations(people, 2):
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


def _pairable(ratings: Ratings, order: Sequence[str]) -> list[dict[str, str]]:
    kept = (
        {person: value for person, value in of_unit.items() if value and (not order or value in order)}
        for of_unit in ratings.values()
    )
    return [of_unit for of_unit in kept if len(of_unit) > 1]


def _coincidences(rated: Sequence[Mapping[str, str]], values: Sequence[str]) -> Matrix:
    """Return, for each unit, how often each value (row) stands beside each other (column): units × values × values."""
    place = {value: at for at, value in enumerate(values)}
    counts = np.zeros((len(rated), len(values)))
    for unit, of_unit in enumerate(rated):
        for value in of_unit.values():
            counts[unit, place[value]] += 1
    beside = counts[:, :, np.newaxis] * counts[:, np.newaxis, :] - counts[:, :, np.newaxis] * np.eye(len(values))
    among = counts.sum(axis=1) - 1
    result: Matrix = beside / among[:, np.newaxis, np.newaxis]
    return result


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


def _interval(coincidences: Matrix, *, ordinal: bool) -> tuple[float, float] | None:
    units = len(coincidences)
    if units < FEWEST:
        return None
    draws = np.random.default_rng(SEED).multinomial(units, np.full(units, 1 / units), size=RESAMPLED)
    alphas = _alphas(np.tensordot(draws, coincidences, axes=1), ordinal=ordinal)
    # A draw in which all is the same says that nobody differs there.
    low, high = np.quantile(np.nan_to_num(alphas, nan=1.0), [(1 - COVERED) / 2, (1 + COVERED) / 2])
    return float(low), float(high)
