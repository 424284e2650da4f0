"""Agreement of reviewers, held to Krippendorff's own example and to the package of his name."""

from __future__ import annotations

import math
from collections import Counter

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.agreement import agreement, confusion, disputed, pairs

EXAMPLE = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""Section C of K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011)."""

ORDER = ("1", "2", "3", "4", "5")

RATINGS = st.dictionaries(
    st.integers(0, 12).map(str), st.dictionaries(st.sampled_from("ABCD"), st.sampled_from(ORDER)), max_size=12
)


def _by_unit(rows: dict[str, str]) -> dict[str, dict[str, str]]:
    columns = zip(*(row.split() for row in rows.values()), strict=True)
    return {
        str(unit): {person: value for person, value in zip(rows, column, strict=True) if value != "."}
        for unit, column in enumerate(columns)
    }


def _by_the_package(ratings: dict[str, dict[str, str]], level: str) -> float:
    units = list(ratings.values())
    table = [[float(unit.get(person, "nan")) for unit in units] for person in "ABCD"]
    return float(krippendorff.alpha(np.array(table), level_of_measurement=level, value_domain=[1, 2, 3, 4, 5]))


@pytest.mark.parametrize(("order", "alpha"), [((), 0.743), (ORDER, 0.815)], ids=["nominal", "ordinal"])
def test_alpha_is_that_of_the_published_example(order: tuple[str, ...], alpha: float) -> None:
    found = agreement(_by_unit(EXAMPLE), order)
    assert found.alpha is not None
    assert round(found.alpha, 3) == alpha
    assert (found.units, found.people) == (11, 4)


@pytest.mark.parametrize(("order", "level"), [((), "nominal"), (ORDER, "ordinal")])
@given(ratings=RATINGS)
def test_alpha_is_that_of_the_package(ratings: dict[str, dict[str, str]], order: tuple[str, ...], level: str) -> None:
    found = agreement(ratings, order)
    said = [set(unit.values()) for unit in ratings.values() if len(unit) > 1]
    if len(set().union(*said)) < 2:
        assert found.alpha is None
        assert found.undefined
        return
    assert found.alpha == pytest.approx(_by_the_package(ratings, level), abs=1e-9)


@given(ratings=RATINGS)
def test_an_interval_is_within_what_alpha_can_be_and_the_same_each_time(ratings: dict[str, dict[str, str]]) -> None:
    found = agreement(ratings)
    assert found == agreement(ratings)
    if found.interval is not None:
        low, high = found.interval
        assert low <= high <= 1
        assert not math.isnan(low)


def test_with_many_ratings_the_interval_holds_alpha_and_is_narrower() -> None:
    few = _by_unit(EXAMPLE)
    many = {f"{copy}-{unit}": of_unit for copy in range(20) for unit, of_unit in few.items()}
    (low, high), (lower, higher) = agreement(few).interval or (0, 0), agreement(many).interval or (0, 0)
    assert low < lower < (agreement(many).alpha or 0) < higher < high


def test_percent_is_the_share_of_pairs_that_are_the_same() -> None:
    assert agreement({"c1": {"A": "x", "B": "x", "C": "y"}}).percent == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    ("ratings", "why", "percent"),
    [
        ({}, "no claim is marked by two people", None),
        ({"c1": {"A": "x"}, "c2": {"B": "x"}}, "no claim is marked by two people", None),
        ({"c1": {"A": "x", "B": "x"}, "c2": {"A": "x", "B": "x"}}, "all the same", 100),
        ({"c1": {"A": "", "B": "x"}}, "no claim is marked by two people", None),
    ],
    ids=["nothing", "alone", "same", "blank"],
)
def test_where_alpha_is_undefined_it_is_said_why(
    ratings: dict[str, dict[str, str]], why: str, percent: float | None
) -> None:
    found = agreement(ratings)
    assert (found.alpha, found.interval, found.undefined, found.percent) == (None, None, why, percent)


def test_what_is_not_in_the_order_is_left_out_of_the_ordinal_alpha() -> None:
    ratings = {"c1": {"A": "1", "B": "5"}, "c2": {"A": "1", "B": "1"}, "c3": {"A": "other", "B": "5"}}
    assert agreement(ratings, ORDER) == agreement({key: ratings[key] for key in ("c1", "c2")}, ORDER)


def test_a_table_shows_who_said_what_where_the_other_said_what() -> None:
    ratings = _by_unit(EXAMPLE)
    assert confusion(ratings, "A", "B") == Counter(
        {("2", "2"): 3, ("3", "3"): 2, ("1", "1"): 2, ("1", "2"): 1, ("4", "4"): 1}
    )
    assert list(pairs(ratings)) == [("A", "B"), ("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"), ("C", "D")]
    assert disputed(ratings) == ["1", "5", "7"]
