"""Undo: one's own marks are taken back and done again, step by step, and nothing that was written is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Article, Claim, Kind, Review, Span
from storage.errors import RefusedError
from storage.store import Steps, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _fill(store: Store) -> None:
    claims = [Claim("c1", "a1", (Span(0, 6),), Kind.EVENT), Claim("c2", "a1", (Span(7, 15),), Kind.EVENT)]
    store.add_article(Article("a1", "It is. It was."), claims, "Ann")


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
        assert [revision.action for revision in store.history("a1", "c1")] == ["undone", "reviewed"]
        assert store.verify()[0] is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["mark c1", "mark c2", "note c1", "undo", "redo"]), max_size=14))
def test_undo_and_redo_go_to_and_fro_on_one_line_of_states(
    tmp_path_factory: pytest.TempPathFactory, moves: list[str]
) -> None:
    with Store.open(tmp_path_factory.mktemp("undo") / "desk.sqlite") as store:
        _fill(store)
        line = [[store.review("c1", "Ann"), store.review("c2", "Ann")]]
        at = 0
        for number, move in enumerate(moves):
            field = "notes" if move.startswith("note") else "verification"
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
                    value = ["verified", "false"][number % 2] if field == "verification" else str(number)
                    store.save_review(move[-2:], "Ann", {field: value})
                    now = [store.review("c1", "Ann"), store.review("c2", "Ann")]
                    if now != line[at]:
                        line, at = [*line[: at + 1], now], at + 1
            assert [store.review("c1", "Ann"), store.review("c2", "Ann")] == line[at]
        steps = store.steps("a1", "Ann")
        assert (len(steps.done), len(steps.undone)) == (at, len(line) - 1 - at)


def test_who_marked_nothing_has_no_steps(store: Store) -> None:
    assert store.steps("a1", "Ann") == Steps()
