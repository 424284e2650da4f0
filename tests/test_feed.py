"""What everybody did, newest first and page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.model import Article, Claim, Kind, Span
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with two articles in which two people have done something."""
    with Store.open(tmp_path / "desk.sqlite") as opened:
        claims = [Claim("c1", "a1", (Span(0, 6),), Kind.EVENT), Claim("c2", "a1", (Span(7, 14),), Kind.EVENT)]
        opened.add_article(Article("a1", "It is. It was.", "Being"), claims, "Ann")
        opened.add_article(Article("b1", "Not so."), [Claim("d1", "b1", (Span(0, 6),), Kind.EVENT)], "Ben")
        opened.save_reviews(["c1", "c2"], "Ben", {"verification": "false"})
        opened.save_review("d1", "Ann", {"notes": "x"})
        opened.comment("c1", "Ann", "Why?")
        yield opened


def did(store: Store, **asked: str) -> list[tuple[str, str, int, str, str]]:
    return [
        (act.revision.by, act.revision.action, act.several, act.title, act.words)
        for act in store.acts(**asked)  # type: ignore[arg-type]
    ]


def test_each_act_is_there_once_however_many_claims_it_was_about(store: Store) -> None:
    assert did(store) == [
        ("Ann", "commented", 1, "Being", "It is."),
        ("Ann", "reviewed", 1, "", "Not so"),
        ("Ben", "reviewed", 2, "Being", "It is."),
        ("Ben", "added", 1, "", ""),
        ("Ann", "added", 1, "Being", ""),
    ]


def test_one_can_ask_for_a_person_an_article_or_both(store: Store) -> None:
    assert [one[:2] for one in did(store, by="Ben")] == [("Ben", "reviewed"), ("Ben", "added")]
    assert [one[:2] for one in did(store, article_id="b1")] == [("Ann", "reviewed"), ("Ben", "added")]
    assert [one[1] for one in did(store, by="Ann", article_id="a1")] == ["commented", "added"]
    assert did(store, by="Nobody") == []


def test_the_pages_together_are_all_acts(store: Store) -> None:
    pages, before = [], 2**62
    while page := store.acts(before, 2):
        pages += page
        before = page[-1].revision.number
    assert pages == store.acts()


def test_a_claim_that_is_none_any_longer_says_so(store: Store) -> None:
    store.correct_claim("c1", {"withdrawn": "opinion"}, "Ann")
    assert [act.is_claim for act in store.acts() if act.revision.claim_id == "c1"] == [False] * 3
