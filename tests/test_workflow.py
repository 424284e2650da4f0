"""How far a claim has come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Review, Workflow
from claims.vocabulary import SOURCING, VERIFICATION, WORKFLOW
from claims.workflow import workflow

NOTHING = Review("c", "Ann")
NOTED = Review("c", "Ann", notes="Asked.")
VERIFIED = Review("c", "Ann", verification="verified", sourcing="named")
SAME = Review("c", "Ben", verification="verified")
FALSE = Review("c", "Ben", verification="false")
OTHER_SOURCE = Review("c", "Ben", verification="verified", sourcing="bare")
NO_FINDING = Review("c", "Ben", sourcing="bare")
TAKEN_BACK = Review("c", "Ben", verification="withdrawn")


@pytest.mark.parametrize(
    ("reviews", "needed", "expected"),
    [
        ([], 1, "not_started"),
        ([NOTHING], 1, "not_started"),
        ([NOTED], 1, "in_progress"),
        ([NO_FINDING], 2, "in_progress"),
        ([VERIFIED], 1, "done"),
        ([VERIFIED], 2, "needs_second_reviewer"),
        ([VERIFIED, NOTHING], 2, "needs_second_reviewer"),
        ([VERIFIED, NO_FINDING], 2, "needs_second_reviewer"),
        ([VERIFIED, SAME], 2, "done"),
        ([VERIFIED, SAME], 3, "needs_second_reviewer"),
        ([VERIFIED, FALSE], 1, "disagreement"),
        ([VERIFIED, FALSE], 3, "disagreement"),
        ([VERIFIED, OTHER_SOURCE], 2, "disagreement"),
        ([VERIFIED, TAKEN_BACK], 2, "done"),
    ],
)
def test_it_is_read_off_what_people_found(reviews: list[Review], needed: int, expected: str) -> None:
    assert workflow(reviews, needed) == expected


@pytest.mark.parametrize("reviews", [[], [NOTED], [VERIFIED], [VERIFIED, FALSE]])
def test_waiting_holds_up_all_but_what_the_desk_has_settled(reviews: list[Review]) -> None:
    assert workflow(reviews, is_waiting=True) is Workflow.WAITING_FOR_SOURCE
    assert workflow(reviews, is_waiting=True, is_settled=True) is Workflow.DONE


def test_the_list_of_words_has_each_and_no_other() -> None:
    assert [entry.key for entry in WORKFLOW] == list(Workflow)


REVIEWS = st.lists(
    st.builds(
        Review,
        st.just("c"),
        st.sampled_from("abc"),
        st.sampled_from(["", *(entry.key for entry in SOURCING)]),
        st.sampled_from([entry.key for entry in VERIFICATION]),
    ),
    max_size=3,
    unique_by=lambda review: review.reviewer,
)


@given(REVIEWS, st.integers(1, 3), st.sets(st.sampled_from(["is_settled", "is_waiting"])))
def test_done_means_settled_or_as_many_findings_as_are_needed_and_no_two_that_differ(
    reviews: list[Review], needed: int, said: set[str]
) -> None:
    found = [review for review in reviews if review.verification != "unchecked"]
    values = [{getattr(review, name) for review in found} - {"", "withdrawn"} for name in ("verification", "sourcing")]
    agreed = len(found) >= needed and all(len(one) < 2 for one in values) and "is_waiting" not in said
    done = workflow(reviews, needed, **dict.fromkeys(said, True)) is Workflow.DONE
    assert done == ("is_settled" in said or agreed)


@given(REVIEWS, st.integers(1, 3))
def test_nobody_has_to_say_it_in_an_order(reviews: list[Review], needed: int) -> None:
    assert workflow(reviews, needed) is workflow(reviews[::-1], needed)
