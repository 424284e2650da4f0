"""Who is to work on a claim, what it waits for, and how far it has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from claims.model import Article, Claim, Handover, Kind, Span, Workflow
from storage.errors import ConflictError, NotFoundError, RefusedError
from storage.file import Action
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTS = {"p1": Span(0, 2), "p2": Span(3, 6)}
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with an article of three claims and one of another article, on the second of March."""
    with Store.open(tmp_path / "desk.sqlite", clock=lambda: NOON) as opened:
        spans = {"c1": Span(0, 6), "c2": Span(7, 14), "c3": Span(15, 23)}
        claims = [Claim(name, "a1", (span,), Kind.EVENT) for name, span in spans.items()]
        opened.add_article(Article("a1", "It is. It was. It will be.", "Being"), claims, "Ann")
        opened.add_article(Article("b1", "Not so."), [Claim("d1", "b1", (Span(0, 6),), Kind.EVENT)], "Ann")
        yield opened


def stands(store: Store, claim_id: str = "c1") -> Handover:
    return store.talks([claim_id])[claim_id].handover


def test_claims_are_assigned_many_at_once_and_taken_back_as_one_act(store: Store) -> None:
    revisions = store.hand_over(["c1", "c2", "c1"], "Ann", {"assigned_to": " Ben \n Lee ", "finish_by": "2026-03-02"})
    assert [revision.claim_id for revision in revisions] == ["c1", "c2"]
    assert stands(store, "c2") == Handover("c2", "Ben Lee", date(2026, 3, 2))
    assert stands(store, "c3") == Handover("c3")
    store.undo("a1", "Ann")
    assert [stands(store, one) for one in ("c1", "c2")] == [Handover("c1"), Handover("c2")]
    store.redo("a1", "Ann")
    assert stands(store).assigned_to == "Ben Lee"
    assert store.verify()[0] is None


def test_blank_takes_back_and_a_day_goes_with_its_person(store: Store) -> None:
    store.hand_over(["c1"], "Ann", {"assigned_to": "Ben", "finish_by": "2026-03-05", "waiting_for": "the file"})
    store.hand_over(["c1"], "Ben", {"assigned_to": ""})
    assert stands(store) == Handover("c1", waiting_for="the file")
    store.hand_over(["c1"], "Ben", {"waiting_for": " "})
    assert stands(store) == Handover("c1")


def test_what_stands_already_is_no_revision(store: Store) -> None:
    assert store.hand_over(["c1"], "Ann", {"assigned_to": " "}) == []
    store.hand_over(["c1"], "Ann", {"assigned_to": "Ben"})
    assert [one.claim_id for one in store.hand_over(["c1", "c2"], "Ann", {"assigned_to": "Ben"})] == ["c2"]


def test_the_same_click_twice_is_one_act(store: Store) -> None:
    once, twice = (store.hand_over(["c1", "c2"], "Ann", {"assigned_to": "Ben"}, "click") for _ in range(2))
    assert once == twice
    assert [one.action for one in store.history("a1")] == [Action.HANDED, Action.HANDED, Action.ADDED]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"assigned_to": "Ben", "finish_by": "2026-03-01"}, "2026-03-01 is over"),
        ({"assigned_to": "Ben", "finish_by": "2026-02-31"}, "not a date"),
        ({"assigned_to": "Ben", "finish_by": "soon"}, "not a date"),
        ({"assigned_to": "Ben", "finish_by": "9999-12-31"}, "too far off"),
        ({"finish_by": "2026-03-05"}, "who is to work on it"),
        ({"assigned_to": "B" * 81}, "at most 80 characters"),
        ({"waiting_for": "x" * 40_000}, "at most 500 characters"),
        ({"assigned_to": "a\0b"}, "NUL"),
        ({"verification": "false"}, "not a field"),
    ],
)
def test_what_makes_no_sense_is_refused_for_all_of_the_claims(store: Store, changes: dict[str, str], why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        store.hand_over(["c2", "c1"], "Ann", changes)
    assert len(store.history("a1")) == 1


def test_a_day_that_has_gone_by_since_it_was_set_can_stay(store: Store) -> None:
    store.hand_over(["c1"], "Ann", {"assigned_to": "Ben", "finish_by": "2026-03-02"})
    with Store.open(store.path, clock=lambda: NOON.replace(month=4)) as later:
        later.hand_over(["c1"], "Ann", {"assigned_to": "Cyd"})
        assert stands(later) == Handover("c1", "Cyd", date(2026, 3, 2))


def test_nobody_hands_over_a_claim_that_is_none_any_longer_of_elsewhere_or_not_there(store: Store) -> None:
    store.correct_claim("c2", {"withdrawn": "opinion"}, "Ben")
    for claim_ids, error, why in (
        (["c1", "c2"], RefusedError, "“It was.” is a claim no longer"),
        (["c1", "d1"], RefusedError, "of another article"),
        (["c1", "gone"], NotFoundError, "no claim"),
    ):
        with pytest.raises(error, match=why):
            store.hand_over(claim_ids, "Ann", {"assigned_to": "Ben"})
    assert stands(store) == Handover("c1")


def test_what_another_has_set_since_one_saw_it_is_asked_about_and_other_fields_are_not(store: Store) -> None:
    store.hand_over(["c1"], "Ben", {"assigned_to": "Ben"})
    with pytest.raises(ConflictError) as caught:
        store.hand_over(["c1"], "Ann", {"assigned_to": "Ann"}, was={"assigned_to": ""})
    assert (caught.value.field, caught.value.mine, caught.value.theirs) == ("who is to work on it", "Ann", "Ben")
    store.hand_over(["c1"], "Ann", {"waiting_for": "the file"}, was={"waiting_for": ""})
    assert stands(store) == Handover("c1", "Ben", waiting_for="the file")


def test_undo_does_not_take_back_what_another_has_built_on(store: Store) -> None:
    store.hand_over(["c1"], "Ann", {"assigned_to": "Ben"})
    store.hand_over(["c1"], "Ben", {"waiting_for": "the file"})
    with pytest.raises(RefusedError, match="Ben has changed it since"):
        store.undo("a1", "Ann")


def test_how_far_claims_have_come_is_read_off_findings_and_waiting(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"})
    store.save_review("c1", "Ben", {"verification": "false"})
    store.save_review("c2", "Ann", {"verification": "verified"})
    store.hand_over(["c3"], "Ann", {"waiting_for": "the file"})
    found = store.talks(["c1", "c2", "c3", "d1"])
    assert [found[one].workflow for one in ("c1", "c2", "c3", "d1")] == [
        Workflow.DISAGREEMENT,
        Workflow.DONE,
        Workflow.WAITING_FOR_SOURCE,
        Workflow.NOT_STARTED,
    ]


def test_an_article_may_need_two_findings_and_what_the_desk_settles_is_done_until_a_finding_changes(
    store: Store,
) -> None:
    def stand() -> list[str]:
        return [talk.workflow.value for talk in store.talks(["c1", "c2", "d1"]).values()]

    store.need("a1", 2, "Ann")
    for claim_id in ("c1", "c2", "d1"):
        store.save_review(claim_id, "Ann", {"verification": "verified"})
    seen = store.save_review("c1", "Ben", {"verification": "false"}).number
    assert stand() == ["disagreement", "needs_second_reviewer", "done"]
    store.settle("c1", "Ann", {"verification": "misleading", "sourcing": "", "reason": "Half of it."}, seen)
    assert stand() == ["done", "needs_second_reviewer", "done"]
    store.save_review("c1", "Ben", {"verification": "unproven"})
    assert stand() == ["disagreement", "needs_second_reviewer", "done"]


def test_the_parts_of_a_claim_go_to_whoever_was_to_work_on_it_and_an_undo_gives_them_back(store: Store) -> None:
    store.hand_over(["c1"], "Ann", {"assigned_to": "Ben", "waiting_for": "the file"})
    whole = store.claim("c1")
    parts = [Claim(name, "a1", (span,), Kind.EVENT, parents=("c1",)) for name, span in PARTS.items()]
    store.reshape(Action.SPLIT, "Cyd", [whole], [*parts, replace(whole, withdrawn="split")])
    assert [task.handover for task in store.tasks("Ben")] == [
        Handover(name, "Ben", waiting_for="the file") for name in PARTS
    ]
    store.undo("a1", "Cyd")
    assert [task.handover.claim_id for task in store.tasks("Ben")] == ["c1"]
    assert store.verify()[0] is None


def tasks(store: Store, person: str) -> list[tuple[Any, ...]]:
    return [(task.handover.claim_id, task.title, task.words, task.workflow, task.by) for task in store.tasks(person)]


def test_one_finds_what_one_is_to_work_on_by_day_in_all_articles_and_what_one_said_waits(store: Store) -> None:
    store.hand_over(["c1"], "Ann", {"assigned_to": "Ben"})
    store.hand_over(["c2"], "Ann", {"assigned_to": "Ben", "finish_by": "2026-03-09"})
    store.hand_over(["d1"], "Cyd", {"assigned_to": "Ben", "finish_by": "2026-03-05"})
    store.hand_over(["c3"], "Ben", {"waiting_for": "the file"})
    store.save_review("c2", "Ben", {"verification": "verified"})
    assert tasks(store, "Ben") == [
        ("d1", "", "Not so", Workflow.NOT_STARTED, "Cyd"),
        ("c2", "Being", "It was.", Workflow.DONE, "Ann"),
        ("c1", "Being", "It is.", Workflow.NOT_STARTED, "Ann"),
        ("c3", "Being", "It will ", Workflow.WAITING_FOR_SOURCE, "Ben"),
    ]
    assert tasks(store, "Ann") == []


def test_what_was_taken_back_or_is_no_claim_any_longer_is_no_task(store: Store) -> None:
    store.hand_over(["c1", "c2"], "Ann", {"assigned_to": "Ben"})
    store.hand_over(["c1"], "Ann", {"assigned_to": "Cyd"})
    store.correct_claim("c2", {"withdrawn": "opinion"}, "Ann")
    assert tasks(store, "Ben") == []
    assert [task[0] for task in tasks(store, "Cyd")] == ["c1"]
