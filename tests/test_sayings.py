"""What was said and done, as it comes out of a file: what agreement is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from claims import shape
from claims.article import read_article
from claims.model import Claim, Dismissed, Kind, Saying, Span
from claims.unitizing import SPLITTER, Act
from storage.backup import back_up
from storage.file import Action
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday. He paid 40 guards. They never came back."
ARTICLE = read_article(TEXT)
START = datetime(2026, 1, 1, tzinfo=UTC)


def _at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


LEFT, PAID, CAME = _at("The minister left Seoul on Monday"), _at("He paid 40 guards"), _at("They never came back.")
CLAIMS = [Claim(name, ARTICLE.id, (span,), Kind.EVENT) for name, span in (("c1", LEFT), ("c2", PAID))]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Make a library of one article of two claims; each moment is a minute after the one before."""
    ticks = count()
    with Store.open(tmp_path / "claimbook.sqlite", clock=lambda: START + timedelta(minutes=next(ticks))) as opened:
        opened.add_article(ARTICLE, CLAIMS, "Ana")
        yield opened


def test_everything_that_was_said_comes_in_the_order_in_which_it_was_said(store: Store) -> None:
    store.save_review("c2", "Ben", {"verification": "false"})
    store.save_review("c1", "Ana", {"verification": "verified", "sourcing": "named"})
    store.save_review("c2", "Ben", {"verification": "verified"})
    said = store.sayings(ARTICLE.id)
    assert [one._replace(at=START) for one in said] == [
        Saying("c2", "Ben", "false", "", START),
        Saying("c1", "Ana", "verified", "named", START),
        Saying("c2", "Ben", "verified", "", START),
    ]
    assert START < said[0].at < said[1].at < said[2].at


def test_what_was_said_of_a_claim_that_is_none_any_longer_does_not_count(store: Store) -> None:
    store.save_review("c2", "Ben", {"verification": "false"})
    store.correct_claim("c2", {"withdrawn": "opinion"}, "Ana")
    assert store.sayings(ARTICLE.id) == []
    store.correct_claim("c2", {"withdrawn": ""}, "Ana")
    assert len(store.sayings(ARTICLE.id)) == 1


def test_what_was_done_to_the_shape_tells_who_and_what_became_of_which_claim(store: Store) -> None:
    store.save_review("c1", "Ben", {"sourcing": "named"})
    shorter = shape.rebound(ARTICLE, CLAIMS[1], [_at("He paid")])
    store.reshape(Action.BOUNDED, "Ben", [CLAIMS[1]], [shorter])
    store.dismiss(ARTICLE.id, [Dismissed(CAME, "other")], "Cem")
    store.correct_claim("c1", {"withdrawn": "opinion"}, "Cem")
    assert store.shapings(ARTICLE.id) == [
        Act(SPLITTER, {"c1": (LEFT,), "c2": (PAID,)}),
        Act("Ben", marked=("c1",)),
        Act("Ben", {"c2": (_at("He paid"),)}),
        Act("Cem", dismissed=(CAME,)),
        Act("Cem", {"c1": ()}),
    ]


def test_a_mark_that_says_nothing_any_longer_is_no_act(store: Store) -> None:
    store.save_review("c1", "Ben", {"notes": "?"})
    assert len(store.shapings(ARTICLE.id)) == 1


def test_claims_that_are_found_later_are_the_splitter_s_too(store: Store) -> None:
    other = read_article(TEXT.replace("40", "41"))
    store.add_article(other, [], "Ana")
    store.add_claims(other.id, [replace(CLAIMS[0], id="d1", article_id=other.id)], "Ben")
    assert store.shapings(other.id) == [Act(SPLITTER, {"d1": (LEFT,)})]


def test_sentences_are_those_of_the_index_and_the_same_without_it(store: Store) -> None:
    found = store.sentences(ARTICLE.id)
    assert [span.of(TEXT) for span in found] == [f"{LEFT.of(TEXT)}.", f"{PAID.of(TEXT)}.", CAME.of(TEXT)]
    store._file.db.execute("DELETE FROM passages")  # noqa: SLF001 - a file from before there was an index
    assert list(store.sentences(ARTICLE.id)) == list(found)


def test_an_article_has_another_seal_whenever_something_was_done_to_it_and_never_the_same_again(store: Store) -> None:
    other = read_article(TEXT.replace("40", "41"))
    store.add_article(other, [], "Ana")
    before = store.newest_seals()
    store.save_review("c1", "Ben", {"verification": "false"})
    after = store.newest_seals()
    assert after[other.id] == before[other.id]
    assert after[ARTICLE.id] != before[ARTICLE.id]
    store.undo(ARTICLE.id, "Ben")
    assert store.newest_seals()[ARTICLE.id] not in {before[ARTICLE.id], after[ARTICLE.id]}


def test_a_file_put_back_from_a_backup_has_other_seals_for_the_same_numbers(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "backup.sqlite"
    back_up(store.path, copy)
    made = store.save_review("c1", "Ben", {"verification": "false"})
    with Store.open(copy, clock=lambda: START) as again:
        assert again.save_review("c1", "Ben", {"verification": "verified"}).number == made.number
        assert again.newest_seals() != store.newest_seals()


def test_what_is_hidden_from_a_person_is_nothing_that_was_said_or_marked(store: Store) -> None:
    store.need(ARTICLE.id, 2, "Ana")
    store.save_review("c1", "Ana", {"verification": "false"})
    with Store.open(store.path, "Ben") as theirs:
        assert theirs.sayings(ARTICLE.id) == []
        assert [act.by for act in theirs.shapings(ARTICLE.id)] == [SPLITTER]
        theirs.save_review("c1", "Ben", {"verification": "verified"})
        assert [one.reviewer for one in theirs.sayings(ARTICLE.id)] == ["Ana", "Ben"]
