"""Undo: one's own marks are taken back and done again, step by step, and nothing that was written is lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Article, Claim, Dismissed, Evidence, Kind, Review, Span
from storage.errors import RefusedError
from storage.file import Action
from storage.steps import Steps
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _fill(store: Store) -> None:
    claims = [Claim("c1", "a1", (Span(0, 6),), Kind.EVENT), Claim("c2", "a1", (Span(7, 15),), Kind.EVENT)]
    store.add_article(Article("a1", "It is. It was."), claims, "Ann")


def _cover(store: Store) -> None:
    store.add_article(Article("b1", "It was said to be."), [], "Bob")
    store.cover("a1", ["b1"], "Bob")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with an article of two claims."""
    with Store.open(tmp_path / "desk.sqlite") as opened:
        _fill(opened)
        yield opened


def test_an_undo_gives_the_review_that_was_before_and_names_what_changed(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"})
    store.save_review("c1", "Ann", {"verification": "false"})
    revision = store.undo("a1", "Ann")
    assert store.review("c1", "Ann").verification == "verified"
    assert revision.claim_id == "c1"
    assert [(change.before, change.after) for change in revision.changes] == [("false", "verified")]


def test_the_first_mark_undone_leaves_a_blank_review(store: Store) -> None:
    store.save_review("c1", "Ann", {"notes": "Seen it."})
    store.undo("a1", "Ann")
    assert store.review("c1", "Ann") == Review("c1", "Ann")


def test_undo_goes_back_from_claim_to_claim_and_redo_forward(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"})
    store.save_review("c2", "Ann", {"verification": "false"})
    assert [store.undo("a1", "Ann").claim_id for _ in range(2)] == ["c2", "c1"]
    assert [store.redo("a1", "Ann").claim_id for _ in range(2)] == ["c1", "c2"]
    assert store.review("c2", "Ann").verification == "false"


def test_only_ones_own_marks_are_undone(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"})
    store.save_review("c1", "Bob", {"verification": "false"})
    store.undo("a1", "Ann")
    assert store.review("c1", "Bob").verification == "false"
    with pytest.raises(RefusedError, match="nothing to undo"):
        store.undo("a1", "Ann")


def test_a_new_mark_ends_what_could_be_done_again(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"})
    store.undo("a1", "Ann")
    store.save_review("c1", "Ann", {"notes": "No."})
    with pytest.raises(RefusedError, match="nothing to do again"):
        store.redo("a1", "Ann")


def test_a_click_that_comes_twice_undoes_once(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"})
    store.save_review("c1", "Ann", {"verification": "false"})
    first, again = (store.undo("a1", "Ann", "click 1") for _ in range(2))
    assert first == again
    assert store.review("c1", "Ann").verification == "verified"


def test_a_token_of_a_mark_is_no_undo(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"}, "click 1")
    with pytest.raises(RefusedError, match="belongs to another change"):
        store.undo("a1", "Ann", "click 1")
    assert store.review("c1", "Ann").verification == "verified"


def test_undo_works_after_the_file_was_closed_and_every_step_stays_in_the_history(tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.sqlite") as store:
        _fill(store)
        store.save_review("c1", "Ann", {"verification": "verified"})
    with Store.open(tmp_path / "desk.sqlite") as store:
        store.undo("a1", "Ann")
        assert [revision.action for revision in store.history("a1", "c1")] == ["undone", "reviewed", "added"]
        assert store.verify()[0] is None


def test_several_marks_that_were_one_act_are_undone_as_one(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "false"})
    assert len(store.save_reviews(["c1", "c2", "c1"], "Ann", {"verification": "verified"}, "click 1")) == 2
    assert len(store.save_reviews(["c1", "c2"], "Ann", {"verification": "verified"}, "click 1")) == 2
    store.undo("a1", "Ann")
    assert [store.review(claim, "Ann").verification for claim in ("c1", "c2")] == ["false", "unchecked"]
    store.redo("a1", "Ann")
    assert [store.review(claim, "Ann").verification for claim in ("c1", "c2")] == ["verified", "verified"]
    store.undo("a1", "Ann")
    store.undo("a1", "Ann")
    assert store.steps("a1", "Ann").undo is None


def test_a_claim_that_was_drawn_is_none_after_the_undo_and_one_again_after_the_redo(store: Store) -> None:
    store.reshape(Action.DRAWN, "Ann", [], [Claim("new", "a1", (Span(0, 2),), Kind.EVENT)])
    store.undo("a1", "Ann")
    assert [claim.id for claim in store.claims("a1", withdrawn=True)] == ["c1", "c2"]
    store.redo("a1", "Ann")
    assert [claim.id for claim in store.claims("a1")] == ["new", "c1", "c2"]


def test_what_another_has_built_on_is_not_undone(store: Store) -> None:
    drawn = Claim("new", "a1", (Span(0, 2),), Kind.EVENT)
    store.reshape(Action.DRAWN, "Ann", [], [drawn])
    store.save_review("new", "Bob", {"verification": "verified"})
    with pytest.raises(RefusedError, match="Bob has reviewed it since"):
        store.undo("a1", "Ann")
    store.correct_claim("c1", {"kind": Kind.RULE}, "Ann")
    store.correct_claim("c1", {"kind": Kind.CAUSE}, "Bob")
    with pytest.raises(RefusedError, match="Bob has changed it since"):
        store.undo("a1", "Ann")
    assert store.claim("c1").kind is Kind.CAUSE


def test_any_earlier_state_is_restored_by_adding_it_again_and_that_can_be_undone(store: Store) -> None:
    first = store.save_review("c1", "Ann", {"verification": "verified"})
    store.save_review("c1", "Ann", {"verification": "false", "notes": "No."})
    restored = store.restore(first.number, "Ann")
    assert store.review("c1", "Ann") == Review("c1", "Ann", verification="verified")
    assert {change.field for change in restored.changes} == {"verification", "notes"}
    store.undo("a1", "Ann")
    assert store.review("c1", "Ann").notes == "No."
    with pytest.raises(RefusedError, match="Only whoever wrote"):
        store.restore(first.number, "Bob")


def test_a_claim_can_be_made_again_what_the_splitter_found(store: Store) -> None:
    store.correct_claim("c1", {"kind": Kind.RULE}, "Ann")
    store.correct_claim("c2", {"kind": Kind.RULE}, "Ann")
    store.restore(1, "Bob", "c1")
    assert [claim.kind for claim in store.claims("a1")] == [Kind.EVENT, Kind.RULE]
    with pytest.raises(RefusedError, match="like that already"):
        store.restore(1, "Bob", "c1")
    with pytest.raises(RefusedError, match="no revision 99"):
        store.restore(99, "Bob")


def test_what_one_act_made_of_several_claims_is_restored_together_and_each_change_names_its_claim(store: Store) -> None:
    whole = store.claim("c2")
    parts = [Claim(name, "a1", (span,), Kind.EVENT) for name, span in (("p1", Span(7, 9)), ("p2", Span(10, 15)))]
    split = store.reshape(Action.SPLIT, "Ann", [whole], [*parts, replace(whole, withdrawn="split")])
    assert {change.claim_id for change in split.changes} == {"p1", "p2", "c2"}
    store.undo("a1", "Ann")
    store.restore(split.number, "Ann")
    assert [claim.id for claim in store.claims("a1")] == ["c1", "p1", "p2"]


MOVES = [
    *("mark c1", "mark c2", "note c1", "all", "dismiss", "reopen", "kind c1", "withdraw c2", "undo", "redo"),
    *("judge c1", "remark c2", "reject c1", "readmit c1", "list", "unlist", "revisit c1"),
]


def _now(store: Store) -> list[object]:
    judged = [(one.claim_id, one.relation, one.notes, one.proposed) for one in store.judgements("a1")]
    rejected = [(one.claim_id, one.span) for one in store.rejected("a1")]
    shape = [store.claims("a1", withdrawn=True), store.dismissed("a1")]
    return [store.reviews("a1", "Ann"), *shape, judged, rejected, store.coverage("a1")]


def _said(state: list[object]) -> list[object]:
    """Leave out blank reviews: who took everything back has said nothing."""
    reviews = [one for one in cast("list[Review]", state[0]) if one != Review(one.claim_id, one.reviewer)]
    return [reviews, *state[1:]]


def _do(store: Store, move: str, number: int) -> None:
    verdict = {"verification": ["verified", "false"][number % 2]}
    stretch = Dismissed(Span(6, 7), "other")
    match move.split():
        case ["mark", claim]:
            store.save_review(claim, "Ann", verdict)
        case ["note", claim]:
            store.save_review(claim, "Ann", {"notes": str(number)})
        case ["all"]:
            store.save_reviews(["c1", "c2"], "Ann", verdict)
        case ["kind", claim]:
            store.correct_claim(claim, {"kind": [Kind.RULE, Kind.CAUSE][number % 2]}, "Ann")
        case ["withdraw", claim]:
            store.correct_claim(claim, {"withdrawn": ["other", ""][number % 2]}, "Ann")
        case ["revisit", claim]:
            store.reopen(claim, "Ann", Evidence("b1", "Later"))
        case ["list"] | ["unlist"]:
            store.cover("a1", ["b1"], "Ann") if move == "list" else store.uncover("a1", "b1", "Ann")
        case ["judge" | "remark" | "reject" | "readmit" as what, claim]:
            with suppress(RefusedError):  # it may not be listed
                _compare(store, what, claim, number)
        case _:
            store.dismiss("a1", [stretch if move == "dismiss" else replace(stretch, reason="")], "Ann")


def _compare(store: Store, move: str, claim: str, number: int) -> None:
    if move in {"judge", "remark"}:
        changes = {"relation": ["updates", "unsure"][number % 2]} if move == "judge" else {"notes": str(number)}
        store.judge(claim, "b1", "Ann", changes)
    else:
        store.reject(claim, "b1", [Span(0, 6)], "Ann", again=move == "readmit")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MOVES), max_size=14))
def test_undo_and_redo_go_to_and_fro_on_one_line_of_states(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str]
) -> None:
    with Store.open(tmp_path_factory.mktemp("undo") / "desk.sqlite") as store:
        _fill(store)
        _cover(store)
        line, at = [_said(_now(store))], 0
        for number, move in enumerate(moves):
            match move:
                case "undo" if at:
                    store.undo("a1", "Ann")
                    at -= 1
                case "redo" if at + 1 < len(line):
                    store.redo("a1", "Ann")
                    at += 1
                case "undo" | "redo":
                    with pytest.raises(RefusedError):
                        getattr(store, move)("a1", "Ann")
                case _:
                    _do(store, move, number)
                    now = _said(_now(store))
                    if now != line[at]:
                        line, at = [*line[: at + 1], now], at + 1
            assert _said(_now(store)) == line[at]
        assert store.verify()[0] is None
        steps = store.steps("a1", "Ann")
        assert (steps.undo is not None, steps.redo is not None) == (at > 0, at + 1 < len(line))


def test_who_marked_nothing_has_no_steps(store: Store) -> None:
    assert store.steps("a1", "Ann") == Steps()
