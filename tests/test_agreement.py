"""Agreement of reviewers, held to Krippendorff's own example and to the package of his name."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.agreement import (
    POINTS,
    agreement,
    between,
    confusion,
    disputed,
    first_ratings,
    pairs,
    pairwise,
    progress,
    ratings,
)
from claims.model import Saying

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    found = agreement(ratings, order, interval=False)
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


# -- as it was said, one after the other -------------------------------------------------------------------------------

START = datetime(2026, 1, 1, tzinfo=UTC)

MARKS = st.lists(
    st.tuples(st.sampled_from(["c1", "c2", "c3"]), st.sampled_from("ABCD"), st.sampled_from(["", "withdrawn", *ORDER])),
    max_size=30,
)


def _said(marks: Iterable[tuple[str, str, str]], apart: timedelta = timedelta(minutes=1)) -> list[Saying]:
    return [Saying(claim, person, mark, "", START + n * apart) for n, (claim, person, mark) in enumerate(marks)]


def test_what_was_said_last_counts_and_what_was_taken_back_does_not() -> None:
    said = _said([("c1", "A", "1"), ("c1", "B", "1"), ("c1", "A", "2"), ("c1", "B", "unchecked"), ("c2", "C", "3")])
    assert ratings(said, "verification") == {"c1": {"A": "2"}, "c2": {"C": "3"}}


def test_what_was_said_first_counts_whatever_was_said_since() -> None:
    said = _said([("c1", "A", ""), ("c1", "A", "1"), ("c1", "B", "1"), ("c1", "A", "2"), ("c1", "B", "withdrawn")])
    assert first_ratings(said, "verification") == {"c1": {"A": "1", "B": "1"}}


@given(marks=MARKS)
def test_whoever_said_one_thing_of_each_claim_said_it_first_and_last(marks: list[tuple[str, str, str]]) -> None:
    once = list({(claim, person): (claim, person, mark) for claim, person, mark in marks}.values())
    assert ratings(_said(once), "verification") == first_ratings(_said(once), "verification")


@pytest.mark.parametrize("order", [(), ORDER], ids=["nominal", "ordinal"])
@given(ratings=RATINGS)
def test_each_two_agree_as_if_there_were_no_others(ratings: dict[str, dict[str, str]], order: tuple[str, ...]) -> None:
    found = pairwise(ratings, order)
    assert list(found) == list(pairs(ratings))
    for pair, one in found.items():
        alone = agreement(between(ratings, *pair), order, interval=False)
        assert (one.units, one.people, one.undefined) == (alone.units, 2, alone.undefined)
        assert (one.percent, one.alpha) == pytest.approx((alone.percent, alone.alpha))


@given(ratings=RATINGS, names=st.permutations("WXYZ"))
def test_names_make_no_difference(ratings: dict[str, dict[str, str]], names: list[str]) -> None:
    called = dict(zip("ABCD", names, strict=True))
    renamed = {unit: {called[person]: value for person, value in said.items()} for unit, said in ratings.items()}
    assert agreement(renamed, interval=False) == agreement(ratings, interval=False)


@pytest.mark.parametrize("order", [(), ORDER], ids=["nominal", "ordinal"])
@given(marks=MARKS)
def test_the_last_point_over_time_is_what_stands_now(marks: list[tuple[str, str, str]], order: tuple[str, ...]) -> None:
    said = _said(marks)
    points, now = progress(said, "verification", order), agreement(ratings(said, "verification"), order, interval=False)
    assert len(points) == len(marks)
    if points:
        assert (points[-1].units, points[-1].percent, points[-1].alpha) == pytest.approx(
            (now.units, now.percent, now.alpha)
        )


@given(marks=MARKS.filter(bool), place=st.integers(0, 29))
def test_each_point_over_time_is_what_stood_then(marks: list[tuple[str, str, str]], place: int) -> None:
    place %= len(marks)
    point = progress(_said(marks), "verification")[place]
    then = agreement(ratings(_said(marks[: place + 1]), "verification"), interval=False)
    assert point.at == START + timedelta(minutes=place)
    assert (point.units, point.percent, point.alpha) == pytest.approx((then.units, then.percent, then.alpha))


def test_what_was_said_on_many_days_has_a_point_for_the_end_of_each() -> None:
    marks = [("c1", person, mark) for mark in "12" for person in "ABCD"]
    points = progress(_said(marks, timedelta(hours=12)), "verification")
    assert [(point.at.day, point.at.hour, point.units) for point in points] == [
        (1, 12, 1),
        (2, 12, 1),
        (3, 12, 1),
        (4, 12, 1),
    ]
    assert [point.percent for point in points] == pytest.approx([100, 100, 100 / 3, 100])


def test_however_much_was_said_there_are_no_more_points_than_a_picture_shows() -> None:
    marks = [(f"c{claim}", person, "1") for claim in range(400) for person in "AB"]
    points = progress(_said(marks, timedelta(days=1)), "verification")
    assert len(points) == POINTS
    assert (points[0].at, points[-1].at) == (START, START + timedelta(days=799))
    assert len(progress(_said(marks), "verification")) == POINTS
