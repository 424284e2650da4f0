"""Later coverage: what is listed, what the machine proposes and what people decide, stored apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from claims.model import (
    Article,
    Aspect,
    Claim,
    Difference,
    Evidence,
    Kind,
    Match,
    Reason,
    Rejected,
    Relation,
    Span,
    Stance,
)
from storage.errors import ConflictError, NotFoundError, RefusedError
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "38 defectors are held. It was so."
LATER = "Some 41 defectors are held. The rest is weather."
CLAIMS = [Claim("c1", "a1", (Span(0, 22),), Kind.QUANTITY), Claim("c2", "a1", (Span(23, 33),), Kind.EVENT)]
UPDATE = Match(
    "c1",
    "b1",
    (Span(0, 27), Span(28, 48)),
    0.75,
    Relation.UPDATES,
    (Reason("38 → 41 defectors", (Span(0, 12),), (Span(5, 17),)),),
    (Difference(Aspect.NUMBER, "38", "41", (Span(0, 2),), (Span(5, 7),)),),
)
SILENT = Match("c2", "b1", (), 0.0, Relation.SILENT)


def fill(store: Store) -> None:
    store.add_article(Article("a1", TEXT, "First"), CLAIMS, "Ann")
    store.add_article(Article("b1", LATER, "Later", published=date(2017, 1, 2)), [], "Ann")
    store.cover("a1", ["b1"], "Ann")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with an article of two claims, and later coverage of it."""
    with Store.open(tmp_path / "desk.sqlite", clock=lambda: NOW) as opened:
        fill(opened)
        yield opened


def test_coverage_is_listed_by_date_and_title_and_what_has_no_date_comes_last(store: Store) -> None:
    for name, title, day in (("b2", "B", None), ("b3", "A", None), ("b4", "Z", date(2017, 1, 1))):
        store.add_article(Article(name, f"Text {name}.", title, published=day), [], "Ann")
    store.cover("a1", ["b2", "b3", "b4"], "Ann")
    assert [later.id for later in store.coverage("a1")] == ["b4", "b1", "b3", "b2"]


def test_what_was_judged_is_shown_again_when_the_article_is_listed_again(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"relation": "updates"})
    store.uncover("a1", "b1", "Bob")
    assert (store.coverage("a1"), store.judgements("a1")) == ([], [])
    store.cover("a1", ["b1"], "Bob")
    assert [judgement.relation for judgement in store.judgements("a1")] == ["updates"]


def test_proposals_come_back_as_they_went_in_and_what_has_none_is_named(store: Store) -> None:
    assert store.to_compare("a1") == [("c1", "b1"), ("c2", "b1")]
    store.keep_matches([UPDATE])
    assert store.to_compare("a1") == [("c2", "b1")]
    store.keep_matches([replace(UPDATE, relation=Relation.SILENT), SILENT])
    assert store.matches("a1") == [UPDATE, SILENT]


def test_a_decision_says_what_was_proposed_then_and_stays_what_it_is(store: Store) -> None:
    store.keep_matches([UPDATE])
    store.judge("c1", "b1", "Ann", {"relation": "reports", "notes": "As said."})
    store.reject("c1", "b1", [Span(0, 27)], "Bob")
    assert store.matches("a1") == []
    store.keep_matches([replace(UPDATE, passages=(), relation=Relation.SILENT)])
    judgement = store.judgements("a1", "Ann")[0]
    assert (judgement.relation, judgement.notes, judgement.proposed) == ("reports", "As said.", "updates")
    assert (judgement.by, judgement.at) == ("Ann", NOW)


def test_passages_that_are_not_about_a_claim_are_rejected_for_all_and_can_be_taken_back_in(store: Store) -> None:
    store.reject("c1", "b1", [Span(0, 27)], "Ann")
    assert store.rejected("a1") == [Rejected("c1", "b1", Span(0, 27), "Ann", NOW)]
    store.reject("c1", "b1", [Span(0, 27)], "Bob", again=True)
    assert store.rejected("a1") == []


def test_a_finding_is_opened_again_with_the_later_article_as_evidence_in_one_act(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified", "notes": "Sure."})
    store.reopen("c1", "Ann", Evidence("e1", "Later", Stance.CONTRADICTS))
    review = store.review("c1", "Ann")
    assert (review.verification, review.notes) == ("unchecked", "Sure.")
    assert [one.locator for one in review.evidence] == ["Later"]
    store.undo("a1", "Ann")
    assert (store.review("c1", "Ann").verification, store.review("c1", "Ann").evidence) == ("verified", ())


def test_claims_are_added_once_to_an_article_that_came_in_unsplit(store: Store) -> None:
    found = [Claim("d1", "b1", (Span(0, 27),), Kind.QUANTITY)]
    store.add_claims("b1", found, "Ann")
    assert store.claims("b1") == found
    with pytest.raises(RefusedError, match="has 1 claims already, from Ann"):
        store.add_claims("b1", found, "Bob")
    store.undo("b1", "Ann")
    assert store.claims("b1", withdrawn=True) == []


def test_the_article_itself_is_no_coverage_of_it(store: Store) -> None:
    with pytest.raises(RefusedError, match="is the article itself"):
        store.cover("a1", ["a1"], "Ann")
    with pytest.raises(NotFoundError, match="no article “b9”"):
        store.cover("a1", ["b9"], "Ann")


def test_who_was_overtaken_is_told(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"relation": "updates"})
    with pytest.raises(ConflictError, match="Ann has changed the relation"):
        store.judge("c1", "b1", "Ann", {"relation": "reports"}, was={"relation": ""})
