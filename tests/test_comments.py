"""What people say to one another of a claim: it is kept, taken back by undo, and found by those it is for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from claims.model import Article, Claim, Kind, Span
from storage.access import Member, Role
from storage.comments import MAX_COMMENT, Why
from storage.errors import NotFoundError, RefusedError
from storage.file import Action
from storage.steps import Steps
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = "<script>alert('x')</script>\n**bold** 👩‍👩‍👧 =1+1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with an article of two claims, with a clock that goes backwards."""
    start, hours = datetime(2026, 3, 2, 12, tzinfo=UTC), count()
    with Store.open(tmp_path / "desk.sqlite", clock=lambda: start - timedelta(hours=next(hours))) as opened:
        claims = [Claim("c1", "a1", (Span(0, 6),), Kind.EVENT), Claim("c2", "a1", (Span(7, 14),), Kind.EVENT)]
        opened.add_article(Article("a1", "It is. It was.", "Being"), claims, "Ann")
        yield opened


def said(store: Store) -> list[tuple[str, str]]:
    return [(comment.by, comment.text) for comment in store.comments("a1")]


def for_(store: Store, person: str, since: int = 0) -> list[tuple[str, Why]]:
    return [(one.comment.text, one.why) for one in store.said_to(person, since)]


def test_comments_are_kept_as_they_are_in_the_order_of_their_revisions_whatever_the_clocks_say(store: Store) -> None:
    store.comment("c1", "Ann", f"  {SCRIPT}\n")
    store.comment("c2", "Ben", "Other claim.")
    store.comment("c1", "Ben", "Why?")
    assert said(store) == [("Ann", SCRIPT), ("Ben", "Other claim."), ("Ben", "Why?")]
    assert [one.text for one in store.talks(["c1"])["c1"].comments] == [SCRIPT, "Why?"]
    assert store.comments("a1")[0].at > store.comments("a1")[2].at
    assert store.verify()[0] is None


def test_a_comment_is_in_the_history_of_its_claim(store: Store) -> None:
    revision = store.comment("c1", "Ann", "Why?")
    assert (revision.by, revision.action, revision.claim_id) == ("Ann", Action.COMMENTED, "c1")
    assert [(change.before, change.after) for change in revision.changes] == [("", "Why?")]
    assert store.history("a1", "c1")[0] == revision


def test_the_same_click_twice_is_one_comment(store: Store) -> None:
    assert store.comment("c1", "Ann", "Why?", "click") == store.comment("c1", "Ann", "Why?", "click")
    assert said(store) == [("Ann", "Why?")]


def test_undo_takes_a_comment_back_and_redo_puts_it_where_it_was(store: Store) -> None:
    store.comment("c1", "Ann", "Why, @Ben?")
    store.comment("c1", "Ben", "So.")
    store.undo("a1", "Ann")
    assert said(store) == [("Ben", "So.")]
    assert for_(store, "Ben") == []
    store.redo("a1", "Ann")
    assert said(store) == [("Ann", "Why, @Ben?"), ("Ben", "So.")]
    assert store.steps("a1", "Ben") == Steps(undo=3)


def test_nobody_restores_what_another_has_taken_back(store: Store) -> None:
    number = store.comment("c1", "Ann", "Why?").number
    store.undo("a1", "Ann")
    with pytest.raises(RefusedError, match="Only whoever wrote"):
        store.restore(number, "Ben")
    store.restore(number, "Ann")
    assert said(store) == [("Ann", "Why?")]


@pytest.mark.parametrize(
    ("text", "by", "why"),
    [
        (" \n", "Ann", "empty"),
        ("x" * 40_000, "Ann", "40,000 characters, and at most 10,000 fit"),
        ("x" * (MAX_COMMENT + 1), "Ann", "10,001"),
        ("a\0b", "Ann", "NUL"),
        ("\ud83d", "Ann", "emoji"),
        ("Why?", " ", "who you are"),
    ],
)
def test_what_is_no_comment_is_refused_in_a_sentence(store: Store, text: str, by: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        store.comment("c1", by, text)
    assert said(store) == []


def test_a_claim_that_is_not_there_cannot_be_spoken_of(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.comment("gone", "Ann", "Why?")


def test_a_claim_that_was_withdrawn_meanwhile_can_and_whoever_is_named_learns_that_it_is_none(store: Store) -> None:
    store.correct_claim("c1", {"withdrawn": "opinion"}, "Ben")
    store.comment("c1", "Ann", "It is one, @Ben.")
    assert [(one.comment.text, one.is_claim) for one in store.said_to("Ben")] == [("It is one, @Ben.", False)]


def test_what_one_drew_is_not_taken_back_over_anothers_comment(store: Store) -> None:
    store.reshape(Action.DRAWN, "Ann", [], [Claim("c3", "a1", (Span(3, 5),), Kind.EVENT)])
    store.comment("c3", "Ben", "Good.")
    with pytest.raises(RefusedError, match="Ben has commented on it since"):
        store.undo("a1", "Ann")


def test_one_finds_where_one_is_named_answered_or_to_work_on_the_claim_and_nothing_else(store: Store) -> None:
    store.comment("c1", "Ben", "Before Ann had said anything.")
    store.comment("c1", "Ann", "Mine, @Ann.")
    store.comment("c1", "Ben", "An answer.")
    store.comment("c1", "Ben", "An answer to @ann.")
    store.comment("c2", "Ben", "To @Cyd, not here.")
    assert for_(store, "Ann") == [("An answer to @ann.", Why.MENTIONED), ("An answer.", Why.ANSWERED)]
    store.hand_over(["c2"], "Ben", {"assigned_to": "Ann"})
    assert for_(store, "Ann")[0] == ("To @Cyd, not here.", Why.ASSIGNED)


def test_whoever_comes_new_finds_what_was_said_to_them_before(store: Store) -> None:
    store.comment("c1", "Ann", "@Dan Brown, have a look.")
    assert "Dan Brown" not in store.people()
    assert for_(store, "Dan Brown") == for_(store, "Dan") == [("@Dan Brown, have a look.", Why.MENTIONED)]
    store.save_review("c1", "Dan Brown", {"notes": "Seen."})
    assert for_(store, "Dan") == []


def test_what_was_looked_at_stays_looked_at_in_the_file(store: Store) -> None:
    first = store.comment("c1", "Ann", "@Ben, one.").number
    assert store.looked("Ben") == 0
    store.look("Ben", first)
    store.look("Ben", 1)
    store.comment("c1", "Ann", "@Ben, two.")
    with Store.open(store.path) as again:
        assert again.looked("Ben") == first
        assert for_(again, "Ben", again.looked("Ben")) == [("@Ben, two.", Why.MENTIONED)]
        assert again.looked("Ann") == 0
        assert again.verify()[0] is None


@pytest.mark.parametrize(("who", "number"), [("", 1), ("Ben", 0), ("Ben", 10**9)])
def test_nobody_and_nothing_is_not_looked_at(store: Store, who: str, number: int) -> None:
    with pytest.raises(RefusedError):
        store.look(who, number)


def test_people_are_all_who_did_something_or_are_to_and_not_the_program(store: Store) -> None:
    store.add_article(Article("s1", "Sample."), [], "Claimbook")
    store.save_review("c1", "ben", {"notes": "x"})
    store.hand_over(["c1"], "ben", {"assigned_to": "Zoe"})
    assert store.people() == ["Ann", "Zoe", "ben"]


def test_members_are_people_before_they_do_anything_and_no_longer_once_they_are_put_out(store: Store) -> None:
    store.admit(Member("Ann", Role.ADMIN), "Ann")
    store.admit(Member("Zoe", Role.VIEWER), "Ann")
    assert store.people() == ["Ann", "Zoe"]
    store.comment("c1", "Zoe", "Was here.")
    store.admit(Member("Zoe", Role.NONE), "Ann")
    assert store.people() == ["Ann"]


def test_a_viewer_reads_and_marks_as_seen_and_says_nothing_and_nobody_looks_for_another(store: Store) -> None:
    store.admit(Member("Ann", Role.ADMIN), "Ann")
    store.admit(Member("Zoe", Role.VIEWER), "Ann")
    number = store.comment("c1", "Ann", "@Zoe").number
    with Store.open(store.path, "Zoe") as seen:
        assert for_(seen, "Zoe") == [("@Zoe", Why.MENTIONED)]
        seen.look("Zoe", number)
        for refused in (lambda: seen.comment("c1", "Zoe", "x"), lambda: seen.look("Ann", number)):
            with pytest.raises(RefusedError):
                refused()
    assert (store.looked("Zoe"), store.looked("Ann")) == (number, 0)
