"""The history page: who changed what, from what to what; restoring, and whether the file was changed from outside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.model import Dismissed, Span
from claims.split import find_claims
from storage.file import Action
from storage.store import Store
from views import articles, history
from views.frame import NAME

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
CLAIMS = find_claims(read_article(TEXT))
ARTICLE, CLAIM = CLAIMS[0].article_id, CLAIMS[0]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article with some history, revisions 1 to 5."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    articles.add(path, "Ana", TEXT, {})
    parts = [replace(CLAIM, id=name, spans=(span,)) for name, span in (("p1", Span(17, 29)), ("p2", Span(30, 50)))]
    with Store.open(path) as store:
        store.save_review(CLAIM.id, "Ben", {"verification": "verified", "notes": "*Seen*"})
        store.save_review(CLAIM.id, "Ann", {"verification": "false"})
        store.dismiss(ARTICLE, [Dismissed(Span(0, 8), "transition")], "Ann")
        store.reshape(Action.SPLIT, "Ben", [CLAIM], [*parts, replace(CLAIM, withdrawn="split")])
    return path


def _show() -> None:
    from views import history  # noqa: PLC0415 - the test bed runs this function's source alone

    history.page()


def _twice(claim: str = "") -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[NAME] = "Ben"
    if claim:
        page.query_params["claim"] = claim
    return page.run().run()


def _lines(page: AppTest) -> list[tuple[str, ...]]:
    shown = page.dataframe[0].value
    return list(zip(*(shown[name] for name in ("number", "who", "what", "field", "from", "to")), strict=True))


def test_the_history_of_an_article_is_newest_first_in_plain_words_a_line_for_each_change(file: Path) -> None:  # noqa: ARG001 - it is there
    page = _twice()
    assert not page.exception
    lines = _lines(page)
    assert lines[0] == (5, "Ben", "Split", "Words", "", "The minister")
    assert lines[2] == (5, "Ben", "Split", "Why withdrawn", "", "Split")
    assert lines[3:] == [
        (4, "Ann", "Dismissed", "Dismissed “Minister”", "", "Transition"),
        (3, "Ann", "Marked", "Verification", "○ Unchecked", "✗ False"),
        (2, "Ben", "Marked", "Verification", "○ Unchecked", "✓ Verified"),
        (2, "Ben", "Marked", "Notes", "", "*Seen*"),
        (1, "Ana", "Added", "", "", ""),
    ]
    claims = page.dataframe[0].value["claim"].tolist()
    assert (claims[0], claims[3]) == ("1: The minister", "")
    assert claims[2].startswith("The minister left Seoul")  # a claim no longer, so it has no number


def test_the_history_of_a_claim_is_of_that_claim_alone(file: Path) -> None:  # noqa: ARG001 - it is there
    page = _twice(CLAIM.id)
    assert not page.exception
    assert [line[:4] for line in _lines(page)] == [
        (5, "Ben", "Split", "Why withdrawn"),
        (3, "Ann", "Marked", "Verification"),
        (2, "Ben", "Marked", "Verification"),
        (2, "Ben", "Marked", "Notes"),
        (1, "Ana", "Added", ""),
    ]
    assert any(button.label == "All of the article" for button in page.button)


def test_a_claim_that_was_drawn_and_taken_back_has_its_words_still(file: Path) -> None:
    with Store.open(file) as store:
        store.undo(ARTICLE, "Ben")
    page = _twice()
    assert not page.exception
    assert _lines(page)[0] == (6, "Ben", "Undone", "Words", "The minister", "")
    assert page.dataframe[0].value["claim"][0] == "The minister"


def test_the_history_can_be_of_one_person_or_one_kind_of_act(file: Path) -> None:  # noqa: ARG001 - it is there
    page = _twice()
    page.multiselect[0].set_value(["Ann"]).run()
    assert {line[1] for line in _lines(page)} == {"Ann"}
    page.multiselect[1].set_value(["dismissed"]).run()
    assert [line[2] for line in _lines(page)] == ["Dismissed"]
    page.multiselect[0].set_value(["Ana"]).run()
    assert "No change fits" in page.info[0].value


def test_more_of_a_long_history_is_shown_when_asked_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "STEP", 2)
    assert file.exists()
    page = _twice()
    assert {line[0] for line in _lines(page)} == {5, 4}
    next(button for button in page.button if button.label == "Show more").click()
    page.run()
    assert {line[0] for line in _lines(page)} == {5, 4, 3, 2}


@pytest.mark.parametrize("claim", ["no such claim", "p1"])
def test_a_claim_in_the_address_is_shown_or_said_not_to_be_there(file: Path, claim: str) -> None:  # noqa: ARG001 - it is there
    page = _twice(claim)
    assert not page.exception
    assert bool(page.error) is (claim == "no such claim")


def test_an_earlier_state_is_restored_once_however_often_it_is_clicked(file: Path) -> None:
    with Store.open(file) as store:
        store.save_review(CLAIM.id, "Ben", {"verification": "false"})
    first, second = (history.restore(file, "Ben", 2, CLAIM.id, 6) for _ in range(2))
    assert first == second
    assert first[0]
    assert first[1].startswith("Restored as after revision 2. Saved")
    with Store.open(file) as store:
        assert store.review(CLAIM.id, "Ben").verification == "verified"
        assert store.history(ARTICLE)[0].action == "restored"


@pytest.mark.parametrize(
    ("who", "revision", "words"),
    [
        ("Ann", 2, "Only whoever wrote a review or a judgement can restore it."),
        ("Ben", 2, "Nothing was changed: it is like that already."),
        ("Ben", 99, "There is no revision 99."),
        ("", 5, "Nothing was changed"),
    ],
)
def test_what_cannot_be_restored_says_why(file: Path, who: str, revision: int, words: str) -> None:
    saved, told = history.restore(file, who, revision, None, 5)
    assert not saved
    assert words in told


def test_every_act_has_a_name_on_screen() -> None:
    assert set(history.DID) == set(Action)


def test_a_file_as_it_was_written_is_said_to_be_and_a_seal_that_was_kept_is_found(file: Path) -> None:
    sound, words, seal = history.verdict(file, "Ann", "")
    assert (sound, words) == (True, "Nothing was changed from outside.")
    with Store.open(file) as store:
        store.save_review(CLAIM.id, "Ben", {"verification": "false"})
    assert history.verdict(file, "Ann", seal)[:2] == (
        True,
        "Nothing was changed from outside. The seal that you kept is in it.",
    )
    assert not history.verdict(file, "Ann", "0" * 64)[0]


def test_the_first_row_that_was_changed_from_outside_is_named_on_the_page(file: Path) -> None:
    page = _twice()
    next(button for button in page.button if button.label == "Verify the file").click()
    page.run()
    assert "Nothing was changed" in page.success[0].value
    assert page.code[0].value == history.verdict(file, "Ann", "")[2]
    with closing(sqlite3.connect(file)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE review SET notes = 'Never seen'")
    next(button for button in page.button if button.label == "Verify the file").click()
    page.run()
    assert not page.exception
    assert "was changed from outside" in page.error[0].value
