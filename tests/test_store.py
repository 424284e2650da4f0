"""What the store promises to the people who work in it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import CHANGES, SPLIT_ARTICLES

from claims.model import Article, Change, Claim, Copy, Dismissed, Evidence, Kind, Review, Span, Stance
from storage import codec
from storage.errors import ConflictError, DamagedError, NotFoundError, RefusedError
from storage.file import Action
from storage.store import MAX_COPY, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = Article("a1", "Ann said it is so. Then it was not.", title="So", outlet="Daily NK")
CLAIMS = [Claim(f"c{start}", "a1", (Span(start, start + 9),), Kind.EVENT) for start in (0, 9, 19)]
CLICK, LATER_CLICK = "one click", "a later click"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store with one article of three claims, added by Ann."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(ARTICLE, CLAIMS, "Ann")
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return the same, open; its clock stands at noon."""
    with Store.open(path, clock=lambda: NOON) as store:
        yield store


# Articles and claims


def test_the_same_text_twice_is_one_article_and_the_first_to_add_it_is_named(store: Store) -> None:
    again = store.add_article(ARTICLE, CLAIMS, "Bob")
    assert (again.created, again.by, again.revision) == (False, "Ann", 1)
    assert len(store.articles()) == 1


def test_adding_an_article_is_one_revision_however_many_claims_it_has(store: Store) -> None:
    claims = [Claim(f"x{n}", "a2", (Span(n, n + 1),), Kind.EVENT) for n in range(1000)]
    assert store.add_article(Article("a2", "x" * 1001), claims, "Ann").revision == 2
    assert store.claims("a2") == claims


def test_a_second_click_on_add_is_answered_like_the_first(store: Store) -> None:
    article = Article("a2", "More.")
    first = store.add_article(article, [], "Bob", token=CLICK)
    assert store.add_article(article, [], "Bob", token=CLICK) == first
    assert first.created


def test_claims_come_in_reading_order_however_they_were_handed_in(store: Store) -> None:
    claims = [Claim(f"x{start}", "a2", (Span(start, start + 1),), Kind.EVENT) for start in (5, 1, 3)]
    store.add_article(Article("a2", "abcdefg"), claims, "Ann")
    assert [claim.id for claim in store.claims("a2")] == ["x1", "x3", "x5"]


def test_an_article_without_claims_has_none(store: Store) -> None:
    store.add_article(Article("a2", "Nothing is claimed."), [], "Ann")
    assert store.claims("a2") == []


def test_articles_are_listed_newest_first_with_their_progress(store: Store) -> None:
    store.add_article(Article("a2", "More.", title="More", published=date(2016, 12, 13)), [], "Bob")
    store.save_review("c0", "Ann", {"verification": "verified"})
    store.save_review("c0", "Bob", {"verification": "false"})
    store.save_review("c9", "Bob", {"notes": "call them"})
    newest, oldest = store.articles()
    assert (newest.id, newest.title, newest.published, newest.added_by) == ("a2", "More", date(2016, 12, 13), "Bob")
    assert (newest.claims, newest.reviewed, oldest.claims, oldest.reviewed) == (0, 0, 3, 1)


def test_a_finding_that_was_taken_back_no_longer_counts_as_reviewed(store: Store) -> None:
    store.save_review("c0", "Ann", {"verification": "verified"})
    store.save_review("c0", "Ann", {"verification": "unchecked"})
    assert store.articles()[0].reviewed == 0


def test_a_correction_keeps_the_text_and_the_other_fields(store: Store) -> None:
    revision = store.update_article("a1", {"title": "Not so", "published": "2016-12-13"}, "Bob")
    assert revision.changes == (Change("title", "So", "Not so"), Change("published", "", "2016-12-13"))
    assert store.article("a1") == Article("a1", ARTICLE.text, "Not so", "", "Daily NK", "", date(2016, 12, 13))
    assert store.articles()[0].added_by == "Ann"


@pytest.mark.parametrize("fields", [{"text": "x"}, {"id": "x"}, {"published": "soon"}, {"title": "a\0b"}])
def test_a_correction_that_cannot_be_kept_changes_nothing(store: Store, fields: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        store.update_article("a1", fields, "Bob")
    assert store.article("a1") == ARTICLE


def test_what_is_not_there_is_said_to_be_missing(store: Store) -> None:
    for look in (store.article, store.claims, lambda key: store.save_review(key, "Ann", {})):
        with pytest.raises(NotFoundError, match=r"There is no .* “nowhere” in “desk.sqlite”"):
            look("nowhere")


# Reviews


def test_a_claim_that_nobody_reviewed_has_a_blank_review(store: Store) -> None:
    assert store.review("c0", "Ann") == Review("c0", "Ann")
    assert store.reviews("a1") == []


def test_changes_to_different_fields_add_up(store: Store) -> None:
    store.save_review("c0", "Ann", {"sourcing": "named"})
    store.save_review("c0", "Ann", {"notes": "she said so"})
    assert store.review("c0", "Ann") == Review("c0", "Ann", "named", "unchecked", "she said so")


def test_two_reviewers_of_one_claim_do_not_touch_each_others_findings(store: Store) -> None:
    store.save_review("c0", "Ann", {"verification": "verified"})
    store.save_review("c0", "Bob", {"verification": "false"})
    assert [review.verification for review in store.reviews("a1")] == ["verified", "false"]
    assert store.reviews("a1", "Bob") == [Review("c0", "Bob", "", "false")]


def test_saving_what_already_stands_writes_nothing(store: Store) -> None:
    saved = store.save_review("c0", "Ann", {"verification": "verified"})
    store.save_review("c9", "Ann", {"verification": "false"})
    assert store.save_review("c0", "Ann", {"verification": "verified"}) == saved
    assert len(store.history("a1")) == 3


def test_saving_a_blank_review_as_blank_writes_nothing(store: Store) -> None:
    assert store.save_review("c0", "Ann", {"verification": "unchecked"}).number == 1


def test_the_second_of_two_quick_clicks_does_nothing(store: Store) -> None:
    first = store.save_review("c0", "Ann", {"verification": "verified"}, token=CLICK)
    store.save_review("c0", "Ann", {"verification": "false"}, token=LATER_CLICK)
    assert store.save_review("c0", "Ann", {"verification": "verified"}, token=CLICK) == first
    assert store.review("c0", "Ann").verification == "false"


def test_a_token_of_another_change_is_refused_rather_than_swallowing_the_save(store: Store) -> None:
    store.save_review("c0", "Ann", {"verification": "verified"}, token=CLICK)
    with pytest.raises(RefusedError, match="token"):
        store.save_review("c9", "Ann", {"verification": "verified"}, token=CLICK)


@pytest.mark.parametrize(
    "changes",
    [
        {"verification": "true"},
        {"verification": ""},
        {"sourcing": "rumour"},
        {"reviewer": "Bob"},
        {"notes": "a\0b"},
        {"notes": "half \ud83d"},
        {"notes": None},
    ],
)
def test_what_no_widget_would_send_is_refused_and_nothing_is_lost(store: Store, changes: dict[str, str]) -> None:
    store.save_review("c0", "Ann", {"notes": "before"})
    with pytest.raises(RefusedError, match="Nothing was saved"):
        store.save_review("c0", "Ann", changes)
    assert store.review("c0", "Ann").notes == "before"
    assert store.save_review("c0", "Ann", {"notes": "after"}).number == 3


@pytest.mark.parametrize("nobody", ["", "  "])
def test_nobody_in_particular_cannot_review(store: Store, nobody: str) -> None:
    with pytest.raises(RefusedError, match="who you are"):
        store.save_review("c0", nobody, {"notes": "x"})


@pytest.mark.parametrize("asked", [("c0", "half \ud83d"), ("half \ud83d", "Ann")])
def test_names_that_are_not_text_are_refused(store: Store, asked: tuple[str, str]) -> None:
    with pytest.raises(RefusedError, match="half of a character"):
        store.save_review(*asked, {"notes": "x"})


def test_text_that_looks_like_sql_is_text(store: Store) -> None:
    notes = "'); DROP TABLE review; --"
    store.save_review("c0", "O'Brien", {"notes": notes})
    assert store.review("c0", "O'Brien").notes == notes


# The log


def test_history_shows_from_and_to_newest_first(store: Store) -> None:
    store.save_review("c0", "Ann", {"verification": "verified", "notes": "seen"})
    store.save_review("c0", "Ann", {"verification": "false"})
    latest, earlier, added = store.history("a1")
    assert latest.changes == (Change("verification", "verified", "false", "c0"),)
    assert earlier.changes == (
        Change("verification", "unchecked", "verified", "c0"),
        Change("notes", "", "seen", "c0"),
    )
    assert (added.action, added.by, added.changes) == ("added", "Ann", ())


def test_history_can_be_of_one_claim_and_cut_short(store: Store) -> None:
    for number in range(5):
        store.save_review("c0", "Ann", {"notes": str(number)})
        store.save_review("c9", "Bob", {"notes": str(number)})
    assert [revision.by for revision in store.history("a1", "c9")] == ["Bob"] * 5 + ["Ann"]  # who added the article
    assert [revision.number for revision in store.history("a1", limit=2)] == [11, 10]


def test_a_revision_says_when_in_utc_wherever_the_clock_is(path: Path) -> None:
    seoul = timezone(timedelta(hours=9))
    with Store.open(path, clock=lambda: datetime(2026, 11, 24, 21, tzinfo=seoul)) as store:
        saved = store.save_review("c0", "Ann", {"notes": "x"})
    assert (saved.at, saved.at.tzinfo) == (NOON, UTC)


def test_a_reviewer_comes_back_to_the_article_last_worked_on(store: Store) -> None:
    store.add_article(Article("a2", "More."), [], "Bob")
    assert (store.last_worked_on("Ann"), store.last_worked_on("Bob"), store.last_worked_on("Eve")) == ("a1", "a2", None)


def test_everything_that_is_read_in_one_moment_is_of_one_moment(path: Path, store: Store) -> None:
    with store.one_moment():
        before = store.reviews("a1")
        with Store.open(path) as other:
            other.save_review("c0", "Bob", {"notes": "meanwhile"})
        assert store.reviews("a1") == before
    assert len(store.reviews("a1")) == 1


# Nothing is lost


@settings(max_examples=40, deadline=None)
@given(SPLIT_ARTICLES, st.lists(CHANGES, max_size=4))
def test_all_that_is_stored_is_found_again_after_reopening(
    split: tuple[Article, list[Claim]], changes: list[dict[str, str]]
) -> None:
    article, claims = split
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        with Store.open(path) as store:
            store.add_article(article, claims, "Ann")
            saved = [store.save_review(claim.id, "Ann", change) for claim in claims for change in changes]
        expected = {key: value for change in changes for key, value in change.items()}
        with Store.open(path) as store:
            assert (store.article(article.id), store.claims(article.id)) == (article, claims)
            assert set(saved) <= set(store.history(article.id))
            assert all(store.review(claim.id, "Ann") == Review(claim.id, "Ann", **expected) for claim in claims)


def mark(path: Path, reviewer: str, number: int) -> int:
    """Save one mark as a page does: in a store opened for it alone."""
    with Store.open(path) as store:
        return store.save_review(CLAIMS[number % 3].id, reviewer, {"notes": f"mark {number}"}).number


def marks(path: Path, reviewer: str, count: int) -> list[int]:
    return [mark(path, reviewer, number) for number in range(count)]


def test_300_marks_from_8_threads_are_all_kept(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda number: mark(path, f"thread {number % 8}", number), range(300)))
    with Store.open(path) as store:
        kept = [revision.number for revision in store.history("a1", limit=1000)]
    assert sorted(saved, reverse=True) == kept[:-1]
    assert len(kept) == 301


def test_marks_from_4_processes_are_all_kept(path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        saved = pool.starmap(marks, [(path, f"process {number}", 25) for number in range(4)])
    with Store.open(path) as store:
        assert {revision.number for revision in store.history("a1", limit=1000)} == {1, *chain(*saved)}


WRITERS = """
import os, sys
from pathlib import Path
from test_store import mark
for name in "ABCDEFGH":
    if os.fork() == 0:
        for number in range(10_000):
            revision = mark(Path(sys.argv[1]), name, int(sys.argv[2]) * 10_000 + number)
            os.write(1, f"{revision}\\n".encode())
os.wait()
"""
"""Eight processes that save as fast as they can and say each revision once it is saved."""


def test_8_writers_killed_20_times_have_lost_no_save_that_they_were_told_of(path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    told: list[str] = []
    for turn in range(20):
        command = [sys.executable, "-c", WRITERS, str(path), str(turn)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, start_new_session=True) as writers:  # noqa: S603 - our own
            assert writers.stdout is not None
            told += [writers.stdout.readline().decode() for _ in range(25)]
            os.killpg(writers.pid, signal.SIGKILL)
            told += writers.stdout.read().decode().splitlines()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = {number for (number,) in other.execute("SELECT number FROM revision")}
    assert {int(number) for number in told} <= kept
    with Store.open(path) as store:
        assert store.verify()[0] is None
        assert store.save_review("c0", "Bob", {"notes": "still works"}).number > len(told)


# Two people, or one in two windows


def test_a_field_that_somebody_changed_since_is_asked_about_with_both_values_who_and_when(store: Store) -> None:
    first = store.save_review("c0", "Ann", {"verification": "false"}, was={"verification": "unchecked"})
    with pytest.raises(ConflictError, match="Ann has changed the finding since you saw it") as caught:
        store.save_review("c0", "Ann", {"verification": "verified"}, was={"verification": "unchecked"})
    assert (caught.value.mine, caught.value.theirs, caught.value.by) == ("verified", "false", "Ann")
    assert codec.moment(caught.value.at) == first.at
    assert store.review("c0", "Ann").verification == "false"
    store.save_review("c0", "Ann", {"verification": "verified"}, was={"verification": "false"})
    assert store.review("c0", "Ann").verification == "verified"


def test_different_fields_are_both_kept_and_the_same_value_twice_is_no_conflict(store: Store) -> None:
    store.save_review("c0", "Ann", {"verification": "false"}, was={"verification": "unchecked"})
    store.save_review("c0", "Ann", {"notes": "Seen."}, was={"notes": ""})
    store.save_review("c0", "Ann", {"verification": "false"}, was={"verification": "unchecked"})
    assert store.review("c0", "Ann") == Review("c0", "Ann", verification="false", notes="Seen.")


def test_two_people_correct_different_fields_of_a_claim_and_the_second_is_asked_about_the_same(store: Store) -> None:
    store.correct_claim("c0", {"kind": Kind.RULE}, "Ann", was={"kind": Kind.EVENT})
    store.correct_claim("c0", {"restated": "Kim left."}, "Bob", was={"restated": ""})
    assert (store.claim("c0").kind, store.claim("c0").restated) == (Kind.RULE, "Kim left.")
    with pytest.raises(ConflictError) as caught:
        store.correct_claim("c0", {"kind": Kind.CAUSE}, "Bob", was={"kind": Kind.EVENT})
    assert (caught.value.field, caught.value.theirs, caught.value.by) == ("the kind", "rule", "Ann")


def test_a_claim_that_somebody_split_meanwhile_is_not_split_again(store: Store) -> None:
    seen = store.claim("c0")
    parts = [Claim(name, "a1", seen.spans, Kind.EVENT, parents=("c0",)) for name in ("left", "right")]
    store.reshape(Action.SPLIT, "Ann", [seen], [*parts, replace(seen, withdrawn="split")], "click 1")
    other = [replace(part, id=f"{part.id} 2") for part in parts]
    with pytest.raises(ConflictError, match="Ann has changed whether it is a claim"):
        store.reshape(Action.SPLIT, "Bob", [seen], [*other, replace(seen, withdrawn="split")], "click 2")
    assert "c0" not in [claim.id for claim in store.claims("a1")]
    assert {"left", "right"} <= {claim.id for claim in store.claims("a1")}


def test_a_split_is_undone_as_one_and_comes_back_as_one(store: Store) -> None:
    seen = store.claim("c0")
    before = store.claims("a1")
    parts = [Claim(name, "a1", seen.spans, Kind.EVENT, parents=("c0",)) for name in ("left", "right")]
    store.reshape(Action.SPLIT, "Ann", [seen], [*parts, replace(seen, withdrawn="split")])
    after = store.claims("a1")
    assert store.undo("a1", "Ann").claim_id == "c0"
    assert store.claims("a1") == before
    store.redo("a1", "Ann")
    assert store.claims("a1") == after


# Evidence and stretches

COURT = Evidence(
    "e1", "Court file, p. 4", Stance.SUPPORTS, primary=True, quote="38 were held", accessed=date(2016, 12, 1)
)


def test_evidence_is_added_changed_and_dropped_and_can_be_undone(store: Store) -> None:
    store.save_evidence("c0", "Ann", COURT)
    store.save_evidence("c0", "Ann", replace(COURT, id="e2"))
    changed = replace(COURT, stance=Stance.CONTRADICTS)
    store.save_evidence("c0", "Ann", changed, was=COURT)
    assert [one.stance for one in store.review("c0", "Ann").evidence] == [Stance.CONTRADICTS, Stance.SUPPORTS]
    store.drop_evidence("c0", "Ann", "e1")
    assert [one.id for one in store.review("c0", "Ann").evidence] == ["e2"]
    store.undo("a1", "Ann")
    assert store.review("c0", "Ann").evidence[0] == changed


def test_evidence_that_was_changed_in_another_window_is_asked_about(store: Store) -> None:
    store.save_evidence("c0", "Ann", COURT)
    store.save_evidence("c0", "Ann", replace(COURT, quote="40 were held"), was=COURT)
    with pytest.raises(ConflictError) as caught:
        store.save_evidence("c0", "Ann", replace(COURT, quote="50 were held"), was=COURT)
    assert "40 were held" in caught.value.theirs
    assert "50 were held" in caught.value.mine


def test_evidence_says_where_it_is(store: Store) -> None:
    with pytest.raises(RefusedError, match="say where the evidence is"):
        store.save_evidence("c0", "Ann", replace(COURT, locator="  "))


def test_a_copy_is_kept_once_and_found_by_its_hash(store: Store) -> None:
    kept = store.keep_copy("file.txt", "text/plain", b"38 were held", "38 were held")
    assert store.keep_copy("other.txt", "text/plain", b"38 were held", "") == kept
    assert store.copy(kept) == Copy(kept, "file.txt", "text/plain", b"38 were held", "38 were held")
    with pytest.raises(NotFoundError, match="no stored copy"):
        store.copy("0" * 64)


def test_a_copy_that_is_too_large_is_refused_with_what_to_do(store: Store) -> None:
    with pytest.raises(RefusedError, match="upload the pages that matter"):
        store.keep_copy("film.mp4", "video/mp4", bytes(MAX_COPY + 1), "")


def test_a_copy_whose_hash_no_longer_fits_is_not_passed_off_as_what_was_stored(path: Path, store: Store) -> None:
    kept = store.keep_copy("file.txt", "text/plain", b"38 were held", "38 were held")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TRIGGER copy_refuses_update")
        other.execute("UPDATE copy SET content = x'00'")
    with pytest.raises(DamagedError, match="no longer has the SHA-256"):
        store.copy(kept)


def test_stretches_are_dismissed_with_a_reason_and_opened_again(store: Store) -> None:
    first, second = Dismissed(Span(0, 2), "opinion"), Dismissed(Span(3, 5), "repetition")
    revision = store.dismiss("a1", [second, first], "Ann", "click 1")
    assert store.dismissed("a1") == [first, second]
    assert store.dismiss("a1", [second, first], "Ann", "click 1") == revision
    store.dismiss("a1", [replace(first, reason="")], "Bob")
    assert store.dismissed("a1") == [second]


@pytest.mark.parametrize(
    "stretches",
    [
        [],
        [Dismissed(Span(0, 10**6), "opinion")],
        [Dismissed(Span(0, 1), "boring")],
        [Dismissed(Span(0, 1), "other")] * 1001,
    ],
)
def test_stretches_that_cannot_be_are_refused(store: Store, stretches: list[Dismissed]) -> None:
    with pytest.raises(RefusedError, match="Nothing was saved"):
        store.dismiss("a1", stretches, "Ann")
    assert store.dismissed("a1") == []


def test_findings_that_are_due_again_are_listed_longest_overdue_first(store: Store) -> None:
    store.save_review("c0", "Ann", {"due": "2016-12-10"})
    store.save_review("c9", "Bob", {"due": "2016-12-01", "as_of": "2016-11-01"})
    store.save_review("c19", "Ann", {"due": "2016-12-20"})
    assert [due.review.claim_id for due in store.due(date(2016, 12, 13))] == ["c9", "c0"]
    assert [due.review.claim_id for due in store.due(date(2016, 12, 13), "Ann")] == ["c0"]
    store.save_review("c0", "Ann", {"due": ""})
    assert store.due(date(2016, 12, 13), "Ann") == []


def test_what_changed_the_claims_of_an_article_has_a_number_and_marks_do_not(store: Store) -> None:
    before = store.shaped("a1")
    store.save_review("c0", "Ann", {"notes": "x"})
    assert store.shaped("a1") == before
    revision = store.dismiss("a1", [Dismissed(Span(0, 2), "opinion")], "Ann")
    assert store.shaped("a1") == revision.number
