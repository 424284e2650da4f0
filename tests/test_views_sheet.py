"""The working sheet on screen: what came back is shown, and taken only where it is ticked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from claims.model import Article, Claim, Kind, Span
from storage.exports.xlsx import xlsx_bytes
from storage.sheet.back import read_sheet
from storage.sheet.columns import COLUMNS
from storage.store import Store
from views import sheet
from views.frame import NAME

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Some 38 people were held. *Nobody* was hurt."
CLAIMS = (Claim("c1", "a1", (Span(0, 24),), Kind.EVENT), Claim("c2", "a1", (Span(26, 43),), Kind.EVENT))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    with Store.open(path) as store:
        store.add_article(Article("a1", TEXT, "Title", body=(Span(0, len(TEXT)),)), CLAIMS, "Ann")
    return path


def _show() -> None:
    from views import sheet  # noqa: PLC0415 - the test bed runs this function's source alone

    sheet.draw("a1", "title")


def page(who: str = "Ann") -> AppTest:
    shown = AppTest.from_function(_show, default_timeout=60)
    shown.session_state[NAME] = who
    return shown.run().run()


def edited(path: Path, **cells: str) -> bytes:
    """Return Ann's sheet with other values in some cells."""
    out = io.BytesIO()
    with Store.open(path) as store:
        book = load_workbook(io.BytesIO(xlsx_bytes(store, None, "Ann")))
    for cell, value in cells.items():
        book["Claims"][cell] = value
    book.save(out)
    return out.getvalue()


def came_back(content: bytes, who: str = "Ann") -> AppTest:
    shown = page(who)
    shown.file_uploader[0].upload("sheet.xlsx", content, sheet.XLSX)
    return shown.run().run()


def labels(shown: AppTest) -> list[str]:
    return [button.label for button in shown.button]


def test_without_a_name_there_is_no_sheet_of_ones_own(file: Path) -> None:
    assert file.exists()
    shown = page("")
    assert [one.value for one in shown.info] == ["Say who you are first: type your name at the top."]
    assert not shown.file_uploader


def test_ones_own_sheet_is_the_one_of_the_article(file: Path) -> None:
    content = sheet.mine(file, "a1", "Ann")
    rows = list(load_workbook(io.BytesIO(content))["Claims"].iter_rows(min_row=2, values_only=True))
    reviewer = [column.key for column in COLUMNS].index("reviewer")
    assert [row[reviewer] for row in rows] == ["Ann", "Ann"]


def test_what_differs_is_shown_and_what_changed_here_meanwhile_is_not_ticked(file: Path) -> None:
    content = edited(file, L2="Called *them*.", H3="False")
    with Store.open(file) as store:
        store.save_review("c2", "Ann", {"verification": "verified"})
    shown = came_back(content)
    assert not shown.exception
    rows = shown.dataframe[0].value.to_dict("records")
    assert [(row["cell"], row["field"], row["here"], row["sheet"]) for row in rows] == [
        ("L2", "Notes", "", "Called *them*."),
        ("H3", "Verification", "Verified", "False"),
    ]
    assert rows[0]["since"] == ""
    assert rows[1]["since"].endswith(", was Unchecked")
    assert shown.text[1].value == (
        "2 changes in 2 rows. What changed here too since is not ticked: tick what you want to write over."
    )
    assert "Take 1 change" in labels(shown)


def test_what_others_save_meanwhile_does_not_take_the_ticks_away(file: Path) -> None:
    shown = came_back(edited(file, L2="x", L3="y"))
    before = shown.dataframe[0].proto.id
    with Store.open(file) as store:
        store.save_review("c1", "Bob", {"notes": "mine"})
    assert shown.run().dataframe[0].proto.id == before
    with Store.open(file) as store:
        store.save_review("c1", "Ann", {"notes": "mine"})
    assert shown.run().dataframe[0].proto.id != before


def test_what_cannot_be_read_is_listed_with_its_cell(file: Path) -> None:
    shown = came_back(edited(file, J2="03/04/2016"))
    assert shown.dataframe[0].value["Cell"].tolist() == ["J2"]
    assert labels(shown) == ["Undo", "Redo"]


def test_a_sheet_that_changes_nothing_says_so(file: Path) -> None:
    assert came_back(edited(file)).text[1].value == "Nothing in its 2 rows differs from what is here."


def test_a_file_that_is_no_sheet_says_what_to_bring(file: Path) -> None:
    assert file.exists()
    assert "no XLSX file" in came_back(b"a,b").error[0].value


def test_what_was_ticked_is_taken_with_a_receipt_once(file: Path) -> None:
    content = edited(file, L2="x", H3="False")
    with Store.open(file) as store:
        edits = read_sheet(store, content, "Ann").edits
    saved, words = sheet.bring(file, "Ann", edits[:1], "t")
    assert saved
    assert words.startswith("1 change taken: one undo takes all of it back. Saved ")
    assert sheet.bring(file, "Ann", edits[:1], "t") == (saved, words)
    with Store.open(file) as store:
        assert (store.review("c1", "Ann").notes, store.review("c2", "Ann").verification) == ("x", "unchecked")
    assert sheet.bring(file, "Ann", edits[:1], "t2") == (True, "Nothing to change: it is like that already.")


def test_a_conflict_since_it_was_shown_is_told_and_nothing_is_lost(file: Path) -> None:
    content = edited(file, L2="mine")
    with Store.open(file) as store:
        edits = read_sheet(store, content, "Ann").edits
        store.save_review("c1", "Ann", {"notes": "theirs"})
    saved, words = sheet.bring(file, "Ann", edits, "t")
    assert (saved, words.startswith("Not saved yet: Ann has changed the notes since you saw it.")) == (False, True)


def test_the_button_takes_what_is_ticked_and_undo_takes_it_back(file: Path) -> None:
    shown = came_back(edited(file, L2="x"))
    next(button for button in shown.button if button.label == "Take 1 change").click().run()
    assert "1 change taken" in shown.markdown[0].value.replace("\\", "")
    with Store.open(file) as store:
        assert store.review("c1", "Ann").notes == "x"
    next(button for button in shown.button if button.label == "Undo").click().run()
    with Store.open(file) as store:
        assert store.review("c1", "Ann").notes == ""


def test_edits_of_several_articles_say_that_each_has_its_own_undo(file: Path) -> None:
    with Store.open(file) as store:
        store.add_article(Article("a2", TEXT + " "), [Claim("d1", "a2", (Span(0, 4),), Kind.EVENT)], "Ann")
        edits = read_sheet(store, edited(file, L2="x", L4="y"), "Ann").edits
    assert "2 articles, each with its own undo" in sheet.bring(file, "Ann", edits, "t")[1]
