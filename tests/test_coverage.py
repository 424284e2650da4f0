"""Later coverage: what is listed, what the machine proposes and what people decide, stored apart."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.method import METHOD
from claims.model import (
    Article,
    Aspect,
    Attribution,
    Claim,
    Difference,
    Evidence,
    Kind,
    Manner,
    Match,
    Reason,
    Rejected,
    Relation,
    SourceType,
    Span,
    Stance,
)
from storage.errors import ConflictError, NotFoundError, RefusedError
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
FOUND = Claim("d1", "b1", (Span(0, 27),), Kind.QUANTITY)
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
    store.add_claims("b1", [FOUND], "Ann")
    assert store.claims("b1") == [FOUND]
    with pytest.raises(RefusedError, match="has 1 claims already, from Ann"):
        store.add_claims("b1", [FOUND], "Bob")
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


# What is listed


def test_articles_that_are_listed_already_are_not_listed_again(store: Store) -> None:
    before = store.history("a1")
    assert store.cover("a1", ["b1", "b1"], "Bob") == before[0]
    assert store.history("a1") == before


def test_several_articles_are_listed_and_taken_back_as_one_act(store: Store) -> None:
    for name in ("b2", "b3"):
        store.add_article(Article(name, f"Text {name}."), [], "Ann")
    listed = store.cover("a1", ["b2", "b3"], "Bob", "click 1")
    assert store.cover("a1", ["b2", "b3"], "Bob", "click 1") == listed
    store.undo("a1", "Bob")
    assert [later.id for later in store.coverage("a1")] == ["b1"]
    store.redo("a1", "Bob")
    assert [later.id for later in store.coverage("a1")] == ["b1", "b2", "b3"]


def test_an_article_may_be_coverage_of_another_and_have_coverage_itself(store: Store) -> None:
    store.cover("b1", ["a1"], "Ann")
    assert [later.id for later in store.coverage("b1")] == ["a1"]
    assert [later.id for later in store.coverage("a1")] == ["b1"]


@pytest.mark.parametrize(
    ("act", "error", "sentence"),
    [
        (lambda store: store.cover("a9", ["b1"], "Ann"), NotFoundError, "no article “a9”"),
        (lambda store: store.cover("a1", [], "Ann"), RefusedError, "choose one or more later articles"),
        (lambda store: store.cover("a1", ["b1"], " "), RefusedError, None),
        (lambda store: store.cover("a1", ["a1"], " "), RefusedError, "is the article itself"),
        (lambda store: store.coverage("a9"), NotFoundError, "no article “a9”"),
        (lambda store: store.uncover("a1", "b9", "Ann"), NotFoundError, "no article “b9”"),
        (lambda store: store.uncover("b1", "a1", "Ann"), RefusedError, "“First” is not listed"),
        (lambda store: store.judge("c9", "b1", "Ann", {"relation": "updates"}), NotFoundError, "no claim “c9”"),
        (lambda store: store.judge("c1", "b9", "Ann", {"relation": "updates"}), NotFoundError, "no article “b9”"),
        (lambda store: store.judge("c1", "a1", "Ann", {"relation": "updates"}), RefusedError, "“First” is not listed"),
        (lambda store: store.judge("c1", "b1", "Ann", {"relation": "maybe"}), RefusedError, "not a choice of relation"),
        (lambda store: store.judge("c1", "b1", "Ann", {"proposed": "silent"}), RefusedError, "not a field"),
        (lambda store: store.judge("c1", "b1", " ", {"relation": "updates"}), RefusedError, "who you are"),
        (lambda store: store.judge("c1", "b1", "Ann", {"notes": "a\0b"}), RefusedError, "NUL character"),
        (lambda store: store.judge("c1", "b1", "Ann", {"notes": "\ud83d"}), RefusedError, "half of an emoji"),
        (lambda store: store.reject("c9", "b1", [Span(0, 1)], "Ann"), NotFoundError, "no claim “c9”"),
        (lambda store: store.reject("c1", "b9", [Span(0, 1)], "Ann"), NotFoundError, "no article “b9”"),
        (lambda store: store.reject("c1", "a1", [Span(0, 1)], "Ann"), RefusedError, "“First” is not listed"),
        (lambda store: store.reject("c1", "b1", [], "Ann"), RefusedError, "1 to 1,000 stretches"),
        (lambda store: store.reject("c1", "b1", [Span(0, 49)], "Ann"), RefusedError, "1 to 1,000 stretches"),
        (lambda store: store.reject("c1", "b1", [Span(0, 1)] * 1001, "Ann"), RefusedError, "1 to 1,000 stretches"),
        (lambda store: store.keep_matches([replace(UPDATE, claim_id="c9")]), NotFoundError, "no claim “c9”"),
        (lambda store: store.reopen("c9", "Ann", None), NotFoundError, "no claim “c9”"),
        (lambda store: store.reopen("c1", "Ann", Evidence("e", " ")), RefusedError, "where the evidence is"),
        (lambda store: store.add_claims("b9", CLAIMS, "Ann"), NotFoundError, "no article “b9”"),
        (lambda store: store.add_claims("b1", [], "Ann"), RefusedError, "no claims were found"),
        (lambda store: store.add_claims("b1", CLAIMS, "Ann"), RefusedError, "of another text"),
        (lambda store: store.add_claims("b1", [replace(FOUND, spans=(Span(0, 49),))], "Ann"), RefusedError, "another"),
        (lambda store: store.add_claims("b1", [replace(FOUND, id="c1")], "Ann"), RefusedError, "of another text"),
    ],
)
def test_what_the_store_does_not_take_is_refused_in_a_sentence_and_nothing_is_written(
    store: Store, act: Callable[[Store], object], error: type[Exception], sentence: str | None
) -> None:
    before = (store.history("a1"), store.history("b1"))
    if sentence:
        with pytest.raises(error, match=sentence):
            act(store)
    else:
        act(store)  # who changes nothing need not say who he is
    assert (store.history("a1"), store.history("b1")) == before
    assert store.verify()[0] is None


# What the machine proposes


def test_the_same_basis_is_kept_once_and_no_run_is_an_act_of_anybody(store: Store) -> None:
    before = store.history("a1"), store.steps("a1", "Ann")
    store.keep_matches([UPDATE, SILENT])
    sealed = store.verify()
    store.keep_matches([UPDATE, SILENT])
    store.keep_matches([])
    assert store.verify() == sealed
    assert sealed[0] is None
    assert (store.history("a1"), store.steps("a1", "Ann")) == before


def _moved(store: Store) -> None:
    store.correct_claim("c1", {"spans": (Span(0, 12),)}, "Ann")


def _given_to(store: Store) -> None:
    said = Attribution("police", (), None, (), SourceType.ORGANISATION, Manner.INDIRECT)
    store.correct_claim("c1", {"attribution": said}, "Ann")


def _rejected(store: Store) -> None:
    store.reject("c1", "b1", [Span(0, 27)], "Ann")


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (_moved, {"c1"}),
        (_given_to, {"c1"}),
        (_rejected, {"c1"}),
        (lambda store: store.update_article("b1", {"published": "2018-01-01"}, "Ann"), {"c1", "c2"}),
        (lambda store: store.update_article("a1", {"published": "2016-01-01"}, "Ann"), {"c1", "c2"}),
        (lambda store: store.update_article("b1", {"title": "Other"}, "Ann"), set()),
        (lambda store: store.judge("c1", "b1", "Ann", {"relation": "silent"}), set()),
        (lambda store: store.correct_claim("c1", {"kind": Kind.EVENT}, "Ann"), set()),
    ],
)
def test_a_proposal_is_computed_anew_where_what_it_goes_by_has_changed_and_only_there(
    store: Store, change: Callable[[Store], object], due: set[str]
) -> None:
    store.keep_matches([UPDATE, SILENT])
    change(store)
    assert {claim for claim, _ in store.to_compare("a1")} == due
    assert {match.claim_id for match in store.matches("a1")} == {"c1", "c2"} - due


def test_proposals_of_an_older_method_are_computed_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep_matches([UPDATE, SILENT])
    monkeypatch.setattr("claims.method.METHOD", "another")
    assert len(store.to_compare("a1")) == 2


def test_a_proposal_is_there_again_where_what_it_went_by_is(store: Store) -> None:
    store.keep_matches([UPDATE, SILENT])
    _rejected(store)
    store.keep_matches([replace(UPDATE, relation=Relation.SILENT, passages=())])
    store.undo("a1", "Ann")
    assert store.matches("a1") == [UPDATE, SILENT]


def test_proposals_of_older_files_are_found_by_the_basis_that_they_were_kept_under(store: Store) -> None:
    _rejected(store)
    claim = json.dumps([METHOD, "None", "[[0, 22]]", None])
    basis = sha256(json.dumps([claim, "2017-01-02", [[0, 27]]]).encode()).hexdigest()
    assert store.bases("a1")["c1", "b1"] == basis


def test_what_somebody_changes_while_the_machine_is_at_work_makes_its_proposal_an_old_one(store: Store) -> None:
    bases = store.bases("a1")
    _rejected(store)
    store.keep_matches([UPDATE, SILENT], bases)
    assert store.matches("a1") == [SILENT]
    assert store.to_compare("a1") == [("c1", "b1")]


def test_proposals_of_what_was_taken_away_meanwhile_are_left_out(store: Store) -> None:
    store.correct_claim("c2", {"withdrawn": "other"}, "Ann")
    store.keep_matches([UPDATE, SILENT])
    store.uncover("a1", "b1", "Ann")
    assert (store.matches("a1"), store.to_compare("a1")) == ([], [])
    store.keep_matches([SILENT])
    store.cover("a1", ["b1"], "Ann")
    assert store.matches("a1") == [UPDATE]


# What people decide


def test_a_judgement_is_ones_own_and_may_be_notes_alone(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"relation": "unsure"})
    store.judge("c1", "b1", "Bob", {"notes": "Which camp?"})
    said = [(judgement.by, judgement.relation, judgement.notes) for judgement in store.judgements("a1")]
    assert said == [("Ann", "unsure", ""), ("Bob", "", "Which camp?")]
    assert [judgement.by for judgement in store.judgements("a1", "Bob")] == ["Bob"]


def test_changes_to_different_fields_add_up_and_what_was_said_is_not_written_again(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"relation": "updates"}, was={"relation": ""})
    revision = store.judge("c1", "b1", "Ann", {"notes": "Seen."}, "click 1", was={"notes": ""})
    assert store.judge("c1", "b1", "Ann", {"notes": "Seen."}, "click 1", was={"notes": ""}) == revision
    assert store.judge("c1", "b1", "Ann", {"relation": "updates"}, was={"relation": ""}) == revision
    assert [(one.relation, one.notes) for one in store.judgements("a1")] == [("updates", "Seen.")]


def test_what_was_proposed_goes_with_the_decision_not_with_its_notes(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"relation": "updates"})
    store.keep_matches([UPDATE])
    store.judge("c1", "b1", "Ann", {"notes": "Seen."})
    assert store.judgements("a1")[0].proposed == ""
    store.judge("c1", "b1", "Ann", {"relation": "reports"})
    assert store.judgements("a1")[0].proposed == "updates"
    store.judge("c1", "b1", "Ann", {"relation": ""})
    assert [(one.relation, one.notes, one.proposed) for one in store.judgements("a1")] == [("", "Seen.", "")]


def test_the_conflict_says_both_values_and_who_came_first(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"notes": "One."})
    with pytest.raises(ConflictError) as caught:
        store.judge("c1", "b1", "Ann", {"notes": "Two."}, was={"notes": ""})
    told = caught.value
    assert (told.field, told.mine, told.theirs, told.by, told.at) == (
        "the notes",
        "Two.",
        "One.",
        "Ann",
        NOW.isoformat(timespec="microseconds"),
    )


def test_who_saw_a_judgement_that_nobody_ever_made_is_not_overtaken(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"relation": "reports"}, was={"relation": "updates"})
    assert store.judgements("a1")[0].relation == "reports"


def test_only_whoever_judged_can_restore_it(store: Store) -> None:
    first = store.judge("c1", "b1", "Ann", {"relation": "updates"})
    store.judge("c1", "b1", "Ann", {"relation": "reports"})
    with pytest.raises(RefusedError, match="Only whoever wrote"):
        store.restore(first.number, "Bob")
    store.restore(first.number, "Ann")
    assert store.judgements("a1")[0].relation == "updates"


def test_what_another_has_judged_is_not_taken_away_by_an_undo(store: Store) -> None:
    store.judge("c1", "b1", "Bob", {"relation": "updates"})
    with pytest.raises(RefusedError, match="Bob has judged it since"):
        store.undo("a1", "Ann")
    store.cover("b1", ["a1"], "Ann")
    store.add_claims("b1", [FOUND], "Ann")
    store.judge("d1", "a1", "Bob", {"relation": "updates"})
    with pytest.raises(RefusedError, match="Bob has judged it since"):
        store.undo("b1", "Ann")


def test_a_passage_that_another_has_taken_back_in_is_not_undone(store: Store) -> None:
    store.reject("c1", "b1", [Span(0, 4)], "Ann")
    store.reject("c1", "b1", [Span(0, 4)], "Bob", again=True)
    with pytest.raises(RefusedError, match="Bob has changed it since"):
        store.undo("a1", "Ann")


def test_a_finding_that_is_open_is_not_opened_again(store: Store) -> None:
    before = store.history("a1")
    assert store.reopen("c1", "Ann", None).number == 1
    assert store.history("a1") == before


def test_evidence_that_is_there_is_not_added_twice(store: Store) -> None:
    piece = Evidence("b1", "Later")
    for verdict in ("verified", "false"):
        store.save_review("c1", "Ann", {"verification": verdict})
        store.reopen("c1", "Ann", piece)
    assert store.review("c1", "Ann").evidence == (piece,)


def test_the_history_says_in_words_what_was_done_with_later_coverage(store: Store) -> None:
    store.keep_matches([UPDATE])
    store.judge("c1", "b1", "Ann", {"relation": "updates", "notes": "Seen."})
    store.reject("c2", "b1", [Span(28, 48)], "Bob")
    store.reject("c2", "b1", [Span(28, 48)], "Bob", again=True)
    store.uncover("a1", "b1", "Bob")
    told = [
        (revision.action, change.field, change.before, change.after)
        for revision in store.history("a1")
        for change in revision.changes
    ]
    assert told == [
        ("unlisted", "coverage “Later”", "listed", ""),
        ("readmitted", "passage of “Later”: “The rest is weather.”", "not about the claim", ""),
        ("rejected", "passage of “Later”: “The rest is weather.”", "", "not about the claim"),
        ("judged", "relation to “Later”", "", "updates"),
        ("judged", "proposed for “Later”", "", "updates"),
        ("judged", "notes on “Later”", "", "Seen."),
        ("listed", "coverage “Later”", "", "listed"),
    ]


def test_the_history_of_a_claim_has_what_was_judged_of_it(store: Store) -> None:
    store.judge("c1", "b1", "Ann", {"relation": "updates"})
    store.judge("c2", "b1", "Ann", {"relation": "silent"})
    assert [revision.action for revision in store.history("a1", "c1")] == ["judged", "added"]


def test_an_article_without_a_headline_is_called_by_its_first_words(store: Store) -> None:
    store.update_article("b1", {"title": ""}, "Ann")
    store.uncover("a1", "b1", "Ann")
    assert store.history("a1")[0].changes[0].field == f"coverage “{LATER}”"


# Claims that come in later


def test_the_claims_of_an_unsplit_article_are_found_once_however_often_it_is_clicked(store: Store) -> None:
    first = store.add_claims("b1", [FOUND], "Ann", "click 1")
    assert store.add_claims("b1", [FOUND], "Ann", "click 1") == first
    assert (first.action, first.changes) == ("found", ())
    store.undo("b1", "Ann")
    store.add_claims("b1", [FOUND], "Bob")
    assert store.claims("b1") == [FOUND]
    assert store.articles()[0].claims == 1
    assert store.verify()[0] is None


# What always holds

MOVES = ("judge", "note", "reject", "readmit", "cover", "uncover", "undo", "redo")


def _act(store: Store, move: str, person: str, number: int) -> None:
    claim, span = ["c1", "c2"][number % 2], Span(number % 3, 27)
    match move:
        case "judge":
            store.judge(claim, "b1", person, {"relation": ["updates", "silent", ""][number % 3]})
        case "note":
            store.judge(claim, "b1", person, {"notes": str(number)})
        case "reject" | "readmit":
            store.reject(claim, "b1", [span], person, again=move == "readmit")
        case "cover":
            store.cover("a1", ["b1"], person)
        case "uncover":
            store.uncover("a1", "b1", person)
        case _:
            getattr(store, move)("a1", person)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(["Ann", "Bob"]), st.sampled_from(Relation)), max_size=12)
)
def test_no_run_of_the_machine_changes_what_anybody_did_or_can_undo(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, str, Relation]]
) -> None:
    def people() -> list[object]:
        steps = [store.steps("a1", person) for person in ("Ann", "Bob")]
        return [store.judgements("a1"), store.rejected("a1"), store.coverage("a1"), store.history("a1"), steps]

    with Store.open(tmp_path_factory.mktemp("coverage") / "desk.sqlite") as store:
        fill(store)
        for number, (move, person, relation) in enumerate(moves):
            with suppress(RefusedError):
                _act(store, move, person, number)
            before, due = people(), store.to_compare("a1")
            run = [Match(*pair, (Span(0, 27),), 0.5, relation) for pair in due]
            store.keep_matches(run)
            assert people() == before
            assert store.to_compare("a1") == []
            assert [match for match in store.matches("a1") if (match.claim_id, match.coverage_id) in due] == run
        assert store.verify()[0] is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MOVES), max_size=12))
def test_undo_to_the_start_gives_the_start(tmp_path_factory: pytest.TempPathFactory, moves: list[str]) -> None:
    def now() -> list[object]:
        return [store.judgements("a1"), store.rejected("a1"), store.coverage("a1")]

    with Store.open(tmp_path_factory.mktemp("undo") / "desk.sqlite") as store:
        fill(store)
        start = now()
        for number, move in enumerate(moves):
            with suppress(RefusedError):
                _act(store, move, "Bob", number)
        while store.steps("a1", "Bob").undo:
            store.undo("a1", "Bob")
        assert now() == start
        assert store.verify()[0] is None


# Many at once


def _worked(path: Path, number: int) -> None:
    """Do as a page does: compare what is missing, then decide."""
    person, claim = f"person {number % 8}", f"c{1 + number % 2}"
    with Store.open(path) as store:
        with store.one_moment():
            bases, due = store.bases("a1"), store.to_compare("a1")
        store.keep_matches([Match(*pair, (), 0.0, Relation.SILENT) for pair in due], bases)
        store.judge(claim, "b1", person, {"relation": "silent", "notes": str(number)})
        if number % 5 == 0:
            store.reject(claim, "b1", [Span(number % 47, 48)], person)


def _worked_often(path: Path, first: int) -> None:
    for number in range(first, first + 20):
        _worked(path, number)


def _kept(path: Path, count: int) -> None:
    with Store.open(path) as store:
        judged = store.judgements("a1")
        assert len({(one.claim_id, one.by) for one in judged}) == len(judged) == 8
        assert [revision.action for revision in store.history("a1", limit=1000)].count("judged") == count
        assert store.verify()[0] is None


def test_many_who_compare_and_decide_at_once_lose_nothing_in_threads(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        fill(store)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: _worked(path, number), range(60)))
    _kept(path, 60)


def test_many_who_compare_and_decide_at_once_lose_nothing_in_processes(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        fill(store)
    with get_context("spawn").Pool(3) as pool:
        pool.starmap(_worked_often, [(path, first) for first in (0, 20, 40)])
    _kept(path, 60)
