"""Second opinions: what others said is hidden until one's own finding is in, in whatever is read; the desk settles."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Article, Claim, Evidence, Kind, Span
from storage.access import Member, Role
from storage.dossier import read_dossier
from storage.errors import ConflictError, RefusedError
from storage.exports.formats import FORMATS, as_bytes
from storage.file import Action
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "Quagga"  # noqa: S105 - no password
"""A word that only what Ann says has in it."""

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)

CLAIMS = [Claim("c1", "a1", (Span(0, 9),), Kind.EVENT), Claim("c2", "a1", (Span(10, 20),), Kind.EVENT)]

ROLES = {
    "Ann": Role.REVIEWER,
    "Bob": Role.REVIEWER,
    "Cy": Role.REVIEWER,
    "Vera": Role.VIEWER,
    "Ed": Role.EDITOR,
    "Ada": Role.ADMIN,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file with an article that needs two opinions; Ann has said hers of its first claim."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(Article("a1", "It is so. It was so."), CLAIMS, "Ada")
        store.add_article(Article("b1", "It was so."), [], "Ada")
        store.cover("a1", ["b1"], "Ada")
        store.need("a1", 2, "Ed")
        copy = store.keep_copy(f"{SECRET}.txt", "text/plain", SECRET.encode(), SECRET)
        store.save_review("c1", "Ann", {"verification": "false", "sourcing": "bare", "notes": f"{SECRET} says so."})
        store.save_evidence("c1", "Ann", Evidence("e1", SECRET, quote=SECRET, copy=copy))
        store.judge("c1", "b1", "Ann", {"relation": "contradicts", "notes": SECRET})
        store.save_review("c2", "Ann", {"notes": f"Not done yet: {SECRET}."})
        for name, role in {"Ada": Role.ADMIN, **ROLES}.items():
            store.admit(Member(name, role), "Ada")
    return path


def everything(store: Store) -> Iterator[str]:
    """Yield all that can be read of an article, in words."""
    yield repr(read_dossier(store, "a1"))
    yield repr(store.history("a1"))
    yield repr([store.history("a1", claim.id) for claim in CLAIMS])
    yield repr([store.review(claim.id, "Ann") for claim in CLAIMS])
    yield repr(store.then("a1", 99))
    yield repr(store.articles())
    yield repr(store.settlements("a1"))
    for (name,) in store.each("SELECT name FROM sqlite_master WHERE type = 'view'"):
        yield repr([tuple(row) for row in store.each(f"SELECT * FROM {name}")])  # noqa: S608 - our own names
    for form in FORMATS:
        if form.key != "archive":
            yield from unpacked(as_bytes(store, form.key, ["a1"]))


def unpacked(content: bytes) -> Iterator[str]:
    """Yield what is in a file, and in the files in it where it is a zip."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield content.decode()
        return
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        for name in pack.namelist():
            yield name
            yield from unpacked(pack.read(name))


def seen_by(path: Path, name: str) -> bool:
    with Store.open(path, name) as store:
        return any(SECRET in text for text in everything(store))


def mark(path: Path, name: str, claim_id: str = "c1", verification: str = "verified") -> None:
    with Store.open(path, name) as store:
        store.save_review(claim_id, name, {"verification": verification})


@pytest.mark.parametrize("name", ["Bob", "Cy", "Vera", "Ed", "Ada"])
def test_nothing_of_what_another_said_can_be_read_while_ones_own_is_not_in(path: Path, name: str) -> None:
    assert not seen_by(path, name)


def test_ones_own_is_never_hidden(path: Path) -> None:
    assert seen_by(path, "Ann")


def test_the_owner_of_the_file_sees_everything(path: Path) -> None:
    with Store.open(path) as store:
        assert SECRET in repr(store.reviews("a1"))


def test_with_ones_own_in_the_others_is_seen_and_only_of_that_claim(path: Path) -> None:
    mark(path, "Bob")
    with Store.open(path, "Bob") as store:
        assert {review.claim_id for review in store.reviews("a1", "Ann")} == {"c1"}
        assert [one.by for one in store.judgements("a1")] == ["Ann"]
        assert SECRET in repr(store.history("a1", "c1"))


def test_a_note_without_a_finding_opens_nothing(path: Path) -> None:
    with Store.open(path, "Bob") as store:
        store.save_review("c1", "Bob", {"notes": "Let me see.", "sourcing": "named"})
    assert not seen_by(path, "Bob")


def test_a_finding_that_is_taken_back_hides_the_others_again(path: Path) -> None:
    mark(path, "Bob")
    mark(path, "Bob", verification="unchecked")
    assert not seen_by(path, "Bob")


def test_an_editor_sees_two_findings_that_differ_and_who_has_none_does_not(path: Path) -> None:
    mark(path, "Bob")
    assert [seen_by(path, name) for name in ("Ed", "Ada", "Cy", "Vera")] == [True, True, False, False]


def test_a_claim_that_is_done_is_open_to_all(path: Path) -> None:
    mark(path, "Bob", verification="false")
    assert all(seen_by(path, name) for name in ROLES)


def test_an_article_that_needs_one_opinion_hides_nothing(path: Path) -> None:
    with Store.open(path) as store:
        store.need("a1", 1, "Ed")
    assert all(seen_by(path, name) for name in ROLES)


def test_how_far_claims_are_can_be_read_by_all_and_says_nobodys_finding(path: Path) -> None:
    with Store.open(path, "Cy") as store:
        progress = store.opinions("a1")
    assert progress["c1"] == (1, 2, False, True)
    assert progress["c2"] == (0, 2, False, True)


def test_an_archive_is_whole_or_refused(path: Path) -> None:
    with Store.open(path, "Bob") as store, pytest.raises(RefusedError, match="hidden from you"):
        as_bytes(store, "archive", ["a1"])


def test_a_claim_with_hidden_findings_is_not_undone_under_them(path: Path) -> None:
    drawn = Claim("c3", "a1", (Span(3, 8),), Kind.EVENT)
    with Store.open(path, "Bob") as store:
        store.reshape(Action.DRAWN, "Bob", [], [drawn])
    mark(path, "Ann", "c3")
    with Store.open(path, "Bob") as store, pytest.raises(RefusedError, match="Ann has reviewed it"):
        store.undo("a1", "Bob")


def test_whatever_is_written_through_the_window_is_in_the_file_and_sealed(path: Path) -> None:
    mark(path, "Bob")
    with Store.open(path, "Bob") as store:
        assert store.review("c1", "Bob").verification == "verified"
        assert store.verify()[0] is None


PEOPLE, SAID = st.sampled_from(["Bob", "Cy", "Ed"]), st.sampled_from(["verified", "false", "unchecked"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(PEOPLE, SAID), max_size=6))
def test_nobody_without_a_finding_sees_one_while_the_claim_is_not_done(
    tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(Article("a1", "It is so. It was so."), CLAIMS, "Ada")
        store.need("a1", 2, "Ed")
        for name, found in marks:
            store.save_review("c1", name, {"verification": found})
    said = [found for found in dict(marks).values() if found != "unchecked"]
    with Store.open(path, "Dee") as store:  # in a file without a list everybody is an editor
        seen = {review.reviewer for review in store.reviews("a1")}
    assert bool(seen) == (len(said) > 1)


# The desk's finding

FALSE = {"verification": "false", "sourcing": "bare", "reason": "The ministry denied it."}


@pytest.fixture
def disputed(path: Path) -> Path:
    """Return the path of the file, where Bob has said otherwise."""
    mark(path, "Bob")
    return path


def settle(path: Path, seen: int | None = None, name: str = "Ed", click: str | None = None) -> int:
    with Store.open(path, name) as store:
        newest = max((dated.revision for dated in store.dated_reviews("a1")), default=0) if seen is None else seen
        return store.settle("c1", name, FALSE, newest, click).number


def test_the_desks_finding_stands_beside_the_reviews_and_changes_none(disputed: Path) -> None:
    with Store.open(disputed) as store:
        before = store.dated_reviews("a1")
    settle(disputed)
    with Store.open(disputed) as store:
        assert store.dated_reviews("a1") == before
        (found,) = store.settlements("a1")
    assert (found.verification, found.reason, found.by, found.is_reopened) == ("false", FALSE["reason"], "Ed", False)
    assert seen_by(disputed, "Cy")


def test_a_click_that_comes_twice_settles_once(disputed: Path) -> None:
    assert settle(disputed, click="t1") == settle(disputed, click="t1")


def test_nobody_settles_over_a_finding_that_they_have_not_seen(disputed: Path) -> None:
    with Store.open(disputed, "Ed") as store:
        seen = max(dated.revision for dated in store.dated_reviews("a1"))
    mark(disputed, "Cy", verification="misleading")
    with pytest.raises(ConflictError, match="Cy"):
        settle(disputed, seen)


def test_what_is_hidden_from_an_editor_cannot_be_settled(path: Path) -> None:
    with pytest.raises(RefusedError, match="too few people"):
        settle(path, 99)


@pytest.mark.parametrize(
    "found",
    [
        {"verification": "unchecked", "sourcing": "", "reason": "x"},
        {"verification": "false", "sourcing": "", "reason": " "},
        {"verification": "nonsense", "sourcing": "", "reason": "x"},
        {"verification": "false", "sourcing": "nonsense", "reason": "x"},
    ],
)
def test_a_settlement_without_a_finding_or_a_reason_is_refused(disputed: Path, found: dict[str, str]) -> None:
    with Store.open(disputed, "Ed") as store, pytest.raises(RefusedError, match="Nothing was saved"):
        store.settle("c1", "Ed", found, 99)


def test_it_is_open_again_when_somebody_changes_a_finding_to_something_else(disputed: Path) -> None:
    settle(disputed)
    mark(disputed, "Bob", verification="misleading")
    with Store.open(disputed) as store:
        assert [one.is_reopened for one in store.settlements("a1")] == [True]
    settle(disputed)
    with Store.open(disputed) as store:
        assert [one.is_reopened for one in store.settlements("a1")] == [False]


def test_it_stays_when_somebody_comes_round_or_writes_a_note(disputed: Path) -> None:
    settle(disputed)
    mark(disputed, "Bob", verification="false")
    mark(disputed, "Cy", verification="false")
    with Store.open(disputed, "Ann") as store:
        store.save_review("c1", "Ann", {"notes": "Still so."})
        assert [one.is_reopened for one in store.settlements("a1")] == [False]


def test_it_is_taken_back_with_a_blank_finding_or_undone(disputed: Path) -> None:
    settle(disputed)
    with Store.open(disputed, "Ed") as store:
        store.undo("a1", "Ed")
        assert store.settlements("a1") == []
        store.redo("a1", "Ed")
        assert len(store.settlements("a1")) == 1
        store.settle("c1", "Ed", {"verification": "", "sourcing": "", "reason": ""}, 99)
        assert store.settlements("a1") == []
        assert {change.after for change in store.history("a1", limit=1)[0].changes} == {""}


@pytest.mark.parametrize("count", [0, -1, 10])
def test_an_article_needs_one_to_nine_opinions(path: Path, count: int) -> None:
    with Store.open(path, "Ed") as store:
        with pytest.raises(RefusedError, match="1 to 9"):
            store.need("a1", count, "Ed")
        assert store.needed("a1") == 2


def test_whatever_the_desk_has_settled_once_is_hidden_from_nobody_again(disputed: Path) -> None:
    settle(disputed)
    mark(disputed, "Bob", verification="misleading")
    with Store.open(disputed, "Cy") as store:
        assert [one.is_reopened for one in store.settlements("a1")] == [True]
        assert {review.reviewer for review in store.reviews("a1") if review.claim_id == "c1"} == {"Ann", "Bob"}


def test_a_finding_that_was_withdrawn_is_none(path: Path) -> None:
    mark(path, "Bob", verification="withdrawn")
    assert not seen_by(path, "Bob")
    with Store.open(path) as store:
        assert store.opinions("a1")["c1"].opinions == 1


def test_what_needs_more_opinions_only_since_the_file_was_opened_is_hidden_from_then_on(path: Path) -> None:
    with Store.open(path) as store:
        store.need("a1", 1, "Ed")
    with Store.open(path, "Ed") as editor, Store.open(path, "Cy") as store:
        editor.need("a1", 2, "Ed")
        assert store.left_out("a1") == {"c1", "c2"}
        assert not any(SECRET in text for text in everything(store))


def test_how_far_one_claim_is_is_what_is_said_of_all(path: Path) -> None:
    mark(path, "Bob")
    for name in ROLES:
        with Store.open(path, name) as store:
            assert {claim.id: store.opinions_of(claim.id) for claim in CLAIMS} == store.opinions("a1")
    with Store.open(path) as store:
        store.need("a1", 1, "Ed")
        assert store.opinions_of("c1") is None


# Who was overruled


def overruled(path: Path, name: str, article_id: str | None = None) -> list[tuple[str, str, bool]]:
    with Store.open(path, name) as store:
        found = store.overruled(name, article_id)
    return [(one.review.claim_id, one.review.verification, one.is_answered) for one in found]


def test_whoever_found_otherwise_is_told_and_nobody_else(disputed: Path) -> None:
    settle(disputed)
    assert overruled(disputed, "Bob") == overruled(disputed, "Bob", "a1") == [("c1", "verified", False)]
    assert [overruled(disputed, name) for name in ("Ann", "Cy", "Ed")] == [[], [], []]
    assert overruled(disputed, "Bob", "b1") == []


def test_it_says_what_the_desk_found_and_where(disputed: Path) -> None:
    settle(disputed)
    with Store.open(disputed, "Bob") as store:
        (told,) = store.overruled("Bob")
        assert store.settlement("c1") == told.settlement == store.settlements("a1")[0]
    assert (told.article_id, told.words, told.settlement.reason) == ("a1", "It is so.", FALSE["reason"])


def test_sourcing_alone_can_be_overruled(disputed: Path) -> None:
    with Store.open(disputed, "Bob") as store:
        store.save_review("c1", "Bob", {"verification": "false", "sourcing": "named"})
    settle(disputed)
    assert overruled(disputed, "Bob") == [("c1", "false", False)]


def test_a_note_answers_and_coming_round_ends_it(disputed: Path) -> None:
    settle(disputed)
    with Store.open(disputed, "Bob") as store:
        store.save_review("c1", "Bob", {"notes": "I still think so."})
    assert overruled(disputed, "Bob") == [("c1", "verified", True)]
    mark(disputed, "Bob", verification="false")
    assert overruled(disputed, "Bob") == []


def test_a_settlement_that_is_taken_back_overrules_nobody(disputed: Path) -> None:
    settle(disputed)
    with Store.open(disputed, "Ed") as store:
        store.undo("a1", "Ed")
    assert overruled(disputed, "Bob") == []


def test_an_editor_who_is_one_no_longer_undoes_nothing_that_editors_said(disputed: Path) -> None:
    settle(disputed)
    with Store.open(disputed) as store:
        store.admit(Member("Ed", Role.REVIEWER), "Ada")
    with Store.open(disputed, "Ed") as store, pytest.raises(RefusedError, match="editor"):
        store.undo("a1", "Ed")


# What leaves


def taken(path: Path, key: str) -> str:
    with Store.open(path, "Ed", clock=lambda: AT) as store:
        return "\n".join(unpacked(as_bytes(store, key, ["a1"])))


def rows(path: Path) -> list[dict[str, str]]:
    return [row for row in csv.DictReader(io.StringIO(taken(path, "csv"))) if row["claim_id"] == "c1"]


def test_the_table_has_what_the_desk_found_beside_each_review(disputed: Path) -> None:
    settle(disputed)
    for row in rows(disputed):
        found = [row[f"desk_{name}"] for name in ("verification", "sourcing", "reason", "by", "open_again")]
        assert found == [*FALSE.values(), "Ed", ""]
    mark(disputed, "Bob", verification="misleading")
    assert {row["desk_open_again"] for row in rows(disputed)} == {"1"}


def test_the_report_leads_with_what_the_desk_found_and_has_who_said_what_below(disputed: Path) -> None:
    assert ">The desk<" not in taken(disputed, "html")
    settle(disputed)
    report = taken(disputed, "html")
    assert "The desk has settled 1 claim" in report
    assert (
        report.index(FALSE["reason"]) < report.index("Reviewers differ on the finding") < report.index(f"{SECRET} says")
    )


def test_a_claimreview_is_the_desks_where_there_is_one_on_the_evidence_of_who_found_the_same(disputed: Path) -> None:
    assert len(reviewed(disputed)) == len(["Ann", "Bob"])
    settle(disputed)
    (one,) = reviewed(disputed)
    assert (one["@id"], one["author"]["name"], one["reviewRating"]["ratingValue"]) == (
        "urn:claimbook:settlement:c1",
        "Ed",
        1,
    )
    assert [cited["text"] for cited in one["citation"]] == [SECRET]
    assert FALSE["reason"] not in json.dumps(one)
    mark(disputed, "Bob", verification="misleading")
    assert {one["author"]["name"] for one in reviewed(disputed)} == {"Ann", "Bob"}


def reviewed(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(taken(path, "claimreview"))["@graph"]
    return found


@pytest.mark.parametrize("key", ["markdown", "xlsx", "tables"])
def test_the_other_forms_say_what_the_desk_found_and_why(disputed: Path, key: str) -> None:
    assert FALSE["reason"] not in taken(disputed, key)
    settle(disputed)
    assert FALSE["reason"] in taken(disputed, key)


def test_call_sheets_do_not_ask_again_about_what_is_settled(disputed: Path) -> None:
    assert "Reviewers differ" in taken(disputed, "calls")
    settle(disputed)
    assert "Reviewers differ" not in taken(disputed, "calls")
