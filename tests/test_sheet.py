"""The working sheet: what it shows, and that bringing it back changes just what was edited."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from claims.model import Article, Attribution, Claim, Evidence, Kind, Manner, SourceType, Span, Stance
from claims.vocabulary import CONFIDENCE, SOURCING, VERIFICATION
from storage import codec
from storage.__main__ import main
from storage.errors import ConflictError, NotFoundError, RefusedError, SheetError
from storage.exports.xlsx import xlsx_bytes
from storage.file import Action, Entry
from storage.sheet.back import Edit, Returned, read_sheet, take
from storage.sheet.columns import COLUMNS, CUT, EDITABLE, HEADERS
from storage.sheet.grid import Place
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl.worksheet.worksheet import Worksheet

TEXT = "Title\n\nPolice said 38 people were held. Nobody was hurt, it said. The camp has closed."
BODY = Span(7, len(TEXT))
CLAIMS = (
    Claim(
        "c1",
        "a1",
        (Span(19, 38),),
        Kind.QUANTITY,
        Attribution("Police", (Span(7, 13),), "said", (Span(14, 18),), SourceType.ORGANISATION, Manner.INDIRECT),
    ),
    Claim("c2", "a1", (Span(40, 55),), Kind.EVENT),
    Claim("c3", "a1", (Span(66, len(TEXT) - 1),), Kind.EVENT),
)
HOSTILE = [
    "=1+1",
    "+1",
    "-5",
    "@SUM(A1)",
    "\tx",
    "a\rb",
    "\x07bell",
    "_x000D_",
    "😀 평양",
    "'=1",
    "<b>&amp;",
    "x" * 40_000,
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store with one article of three claims."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(Article("a1", TEXT, "Title", outlet="Daily", body=(BODY,)), CLAIMS, "Ann")
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return the same, open."""
    with Store.open(path) as store:
        yield store


def sheet_of(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content))["Claims"]


def edited(content: bytes, edit: Callable[[Worksheet], object]) -> bytes:
    """Return a sheet as somebody saves it who has done something to it."""
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    edit(book["Claims"])
    book.save(out)
    return out.getvalue()


def column(key: str) -> int:
    return [column.key for column in COLUMNS].index(key) + 1


def put(changes: dict[tuple[int, str], Any]) -> Callable[[Worksheet], object]:
    """Return an edit that puts values into cells, by row and column."""

    def edit(sheet: Worksheet) -> None:
        for (row, key), value in changes.items():
            sheet.cell(row, column(key)).value = value

    return edit


def back(store: Store, changes: dict[tuple[int, str], Any], reviewer: str = "Ann") -> Returned:
    """Return what comes back of Ann's sheet after some edits."""
    return read_sheet(store, edited(xlsx_bytes(store, None, "Ann"), put(changes)), reviewer)


def told(returned: Returned) -> list[tuple[str, str, str, str]]:
    return [(edit.claim_id, edit.field, edit.here, edit.sheet) for edit in returned.edits]


def problems(returned: Returned) -> list[str]:
    return [f"{problem.place} {problem.what}" for problem in returned.problems]


# The way out


def test_each_standing_claim_has_a_row_beside_the_sentence_that_it_stands_in(store: Store) -> None:
    store.correct_claim("c3", {"withdrawn": "opinion"}, "Ann")
    rows = list(sheet_of(xlsx_bytes(store, None, "Ann")).values)
    assert [row[:6] for row in rows[1:]] == [
        (1, "38 people were held", "Police said 38 people were held.", "Quantity", "Police", "Organisation"),
        (2, "Nobody was hurt", "Nobody was hurt, it said.", "Event", None, None),
    ]


def test_a_row_has_ones_own_review_with_days_as_days(store: Store) -> None:
    said = {"sourcing": "bare", "verification": "verified_with_correction", "confidence": "low", "notes": "Call."}
    store.save_review("c1", "Ann", said | {"as_of": "2016-12-13", "due": "1850-01-01"})
    store.save_review("c2", "Bob", {"verification": "false"})
    rows = list(sheet_of(xlsx_bytes(store, None, "Ann")).values)
    first = ("Bare", "With correction", "Low", datetime(2016, 12, 13), "1850-01-01", "Call.")  # noqa: DTZ001 - a day
    assert rows[1][6:12] == first
    assert rows[2][6:12] == (None, "Unchecked", None, None, None, None)
    assert {row[column("reviewer") - 1] for row in rows[1:]} == {"Ann"}


def test_without_a_reviewer_there_is_a_row_for_each_one_of_a_claim(store: Store) -> None:
    store.save_review("c1", "Bob", {"verification": "false"})
    store.save_review("c1", "Ann", {"verification": "verified"})
    rows = list(sheet_of(xlsx_bytes(store)).values)[1:]
    assert [(row[0], row[7], row[14]) for row in rows] == [
        (1, "Verified", "Ann"),
        (1, "False", "Bob"),
        (2, "Unchecked", None),
        (3, "Unchecked", None),
    ]


def test_the_sheet_is_one_to_work_in(store: Store) -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(store, None, "Ann")))
    sheet = book["Claims"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:S4")
    assert [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"] == [
        "Lists!$A$1:$A$10",
        "Lists!$B$1:$B$10",
        "Lists!$C$1:$C$3",
    ]
    lists = zip(*book["Lists"].iter_rows(values_only=True), strict=True)
    assert [tuple(filter(None, each)) for each in lists] == [
        tuple(entry.label for entry in choices) for choices in (SOURCING, VERIFICATION, CONFIDENCE)
    ]
    assert book["Lists"].sheet_state == "hidden"
    hidden = {key for key in HEADERS if sheet.column_dimensions[sheet.cell(1, column(key)).column_letter].hidden}
    assert {"claim_id"} <= hidden <= {"article", "claim_id", "article_id", "revision"}
    assert sheet.cell(2, column("notes")).alignment.wrap_text


def test_all_that_can_be_chosen_is_defined_in_the_file(store: Store) -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(store, None, "Ann")))
    said = {cell for row in book["How to use"].iter_rows(values_only=True) for cell in row}
    assert {entry.definition for entry in (*SOURCING, *VERIFICATION, *CONFIDENCE)} <= said


@pytest.mark.parametrize("said", HOSTILE)
def test_no_text_is_a_formula_or_stops_the_export_and_none_comes_back_changed(store: Store, said: str) -> None:
    store.update_article("a1", {"title": said}, "Ann")
    store.save_review("c1", said, {"notes": said})
    store.save_evidence("c1", said, Evidence("e1", said.strip() or "x", quote=said))
    content = xlsx_bytes(store, None, said)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert read_sheet(store, content, said.strip()) == Returned((), (), 3)
    assert read_sheet(store, edited(content, put({})), said) == Returned((), (), 3)


def test_pandas_reads_what_was_written(store: Store) -> None:
    store.save_review("c1", "Ann", {"notes": "=1+1", "as_of": "2016-12-13"})
    frame = pd.read_excel(io.BytesIO(xlsx_bytes(store, None, "Ann")), keep_default_na=False)
    assert list(frame) == [column.header for column in COLUMNS]
    assert frame["Notes"][0] == "=1+1"
    assert frame["As of"][0] == pd.Timestamp("2016-12-13")
    assert list(frame["Claim id"]) == ["c1", "c2", "c3"]


def test_the_same_data_at_the_same_time_are_the_same_bytes(path: Path) -> None:
    with Store.open(path, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as store:
        assert xlsx_bytes(store) == xlsx_bytes(store)


def test_an_article_without_claims_gives_a_sheet_without_rows(store: Store) -> None:
    store.add_article(Article("a2", "More."), [], "Ann")
    content = xlsx_bytes(store, ["a2"], "Ann")
    assert len(list(sheet_of(content).values)) == 1
    assert read_sheet(store, content, "Ann") == Returned((), (), 0)


def test_an_article_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no article “a9”"):
        xlsx_bytes(store, ["a1", "a9"], "Ann")


# The way back


def test_a_sheet_that_nobody_edited_changes_nothing(store: Store) -> None:
    store.save_review(
        "c1", "Ann", {"verification": "false", "notes": "He said “no” – twice …\n\n -  end ", "due": "2016-03-04"}
    )
    store.save_evidence("c1", "Ann", Evidence("e1", "Court file", Stance.SUPPORTS, quote="=38"))
    store.save_evidence("c1", "Ann", Evidence("e2", "Call"))
    store.save_review("c2", "Bob", {"notes": "1,000"})
    for content in (xlsx_bytes(store, None, "Ann"), xlsx_bytes(store)):
        assert read_sheet(store, edited(content, put({})), "Ann").edits == ()
        assert read_sheet(store, edited(content, put({})), "Ann").problems == ()


def test_each_cell_that_was_edited_is_an_edit_with_what_stands_here_and_there(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified", "as_of": "2016-12-13"})
    returned = back(
        store,
        {
            (2, "verification"): "False",
            (2, "as_of"): None,
            (3, "sourcing"): "common knowledge",
            (3, "due"): datetime(2017, 1, 2),  # noqa: DTZ001 - a day
            (4, "notes"): "Call “him”.\r\nAgain. ",
        },
    )
    assert told(returned) == [
        ("c1", "verification", "verified", "false"),
        ("c1", "as_of", "2016-12-13", ""),
        ("c2", "sourcing", "", "common"),
        ("c2", "due", "", "2017-01-02"),
        ("c3", "notes", "", "Call “him”.\nAgain."),
    ]
    assert [str(edit.place) for edit in returned.edits] == ["H2", "J2", "G3", "K3", "L4"]
    assert returned.edits[0].words == "38 people were held"
    assert not any(edit.overtaken for edit in returned.edits)
    assert problems(returned) == []


def test_what_is_accepted_is_one_act_that_is_undone_as_one(store: Store) -> None:
    returned = back(
        store, {(2, "verification"): "False", (3, "notes"): "x", (3, "due"): "2017-01-02", (4, "notes"): "y"}
    )
    revisions = take(store, returned.edits[:3], "Ann", "t")
    assert [revision.claim_id for revision in revisions] == ["c1", "c2"]
    assert store.review("c1", "Ann").verification == "false"
    assert (store.review("c2", "Ann").notes, store.review("c2", "Ann").due) == ("x", date(2017, 1, 2))
    assert store.review("c3", "Ann").notes == ""
    store.undo("a1", "Ann")
    assert not any(review.notes or review.due for review in store.reviews("a1", "Ann"))
    assert store.review("c1", "Ann").verification == "unchecked"
    assert store.steps("a1", "Ann").undo is None


def test_taking_twice_is_as_once_and_what_was_taken_is_no_edit_any_longer(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), put({(2, "notes"): "x", (3, "notes"): "y"}))
    edits = read_sheet(store, content, "Ann").edits
    first = take(store, edits, "Ann", "t")
    assert [one.number for one in take(store, edits, "Ann", "t")] == [one.number for one in first]
    assert read_sheet(store, content, "Ann") == Returned((), (), 3)


def test_the_same_token_for_another_act_is_refused(store: Store) -> None:
    edits = back(store, {(2, "notes"): "x"}).edits
    take(store, edits, "Ann", "t")
    with pytest.raises(RefusedError, match="token belongs to another change"):
        take(store, edits, "Bob", "t")


def test_what_changed_here_meanwhile_is_shown_and_is_taken_only_by_choice(store: Store) -> None:
    store.save_review("c1", "Ann", {"verification": "verified"})
    content = edited(xlsx_bytes(store, None, "Ann"), put({(2, "verification"): "False", (2, "notes"): "x"}))
    store.save_review("c1", "Ann", {"verification": "misleading"})
    mark, note = read_sheet(store, content, "Ann").edits
    assert (mark.was, mark.here, mark.sheet, mark.overtaken) == ("verified", "misleading", "false", True)
    assert mark.at is not None
    assert not note.overtaken
    take(store, [note], "Ann", "t1")
    assert store.review("c1", "Ann").verification == "misleading"
    take(store, [mark], "Ann", "t2")
    assert (store.review("c1", "Ann").verification, store.review("c1", "Ann").notes) == ("false", "x")


def test_what_was_changed_here_alone_is_no_edit(store: Store) -> None:
    content = xlsx_bytes(store, None, "Ann")
    store.save_review("c1", "Ann", {"verification": "misleading", "notes": "x", "due": "2017-01-02"})
    assert read_sheet(store, edited(content, put({})), "Ann") == Returned((), (), 3)


def test_the_same_change_here_and_there_is_no_edit(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), put({(2, "verification"): "False"}))
    store.save_review("c1", "Ann", {"verification": "false"})
    assert read_sheet(store, content, "Ann").edits == ()


def test_what_changes_between_reading_and_taking_is_not_written_over(store: Store) -> None:
    edits = back(store, {(2, "notes"): "mine", (3, "notes"): "mine"}).edits
    store.save_review("c2", "Ann", {"notes": "theirs"})
    with pytest.raises(ConflictError) as caught:
        take(store, edits, "Ann", "t")
    assert (caught.value.mine, caught.value.theirs) == ("mine", "theirs")
    assert store.review("c1", "Ann").notes == ""


def test_rows_may_be_sorted_deleted_and_left_blank_and_columns_moved(store: Store) -> None:
    def edit(sheet: Worksheet) -> None:
        put({(2, "notes"): "x"})(sheet)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        order = [len(COLUMNS) - 1 - place for place in range(len(COLUMNS))]
        sheet.delete_rows(1, 10)
        for row in ([], ["Our list"], rows[0], rows[3], [], rows[1]):
            sheet.append([row[place] for place in order] if len(row) > 1 else row or [None])

    returned = read_sheet(store, edited(xlsx_bytes(store, None, "Ann"), edit), "Ann")
    assert told(returned) == [("c1", "notes", "", "x")]
    assert problems(returned) == []


def test_headers_are_known_in_any_case(store: Store) -> None:
    def edit(sheet: Worksheet) -> None:
        put({(2, "notes"): "x"})(sheet)
        for cell in sheet[1]:
            cell.value = f"  {str(cell.value).upper().replace(' ', '  ')} "

    assert told(read_sheet(store, edited(xlsx_bytes(store, None, "Ann"), edit), "Ann")) == [("c1", "notes", "", "x")]


def test_a_blank_row_of_nobodys_is_taken_by_whoever_brings_it_back(store: Store) -> None:
    content = edited(xlsx_bytes(store), put({(2, "notes"): "x"}))
    assert told(read_sheet(store, content, "Cy")) == [("c1", "notes", "", "x")]


# What cannot be read


@pytest.mark.parametrize(
    ("row", "key", "value", "says"),
    [
        (2, "verification", "Ture", "H2 “Ture” is not a choice of Verification. Choose one of: Unchecked, Verified"),
        (2, "as_of", "03/04/2016", "J2 “03/04/2016” can be 2016-03-04 or 2016-04-03"),
        (2, "due", "soon", "K2 “soon” is not a day"),
        (2, "notes", "=A1", "L2 This is a formula. Write what it comes to in its place."),
        (2, "notes", "#N/A", "L2 This is the mistake #N/A."),
        (2, "claim", "39 people", "B2 “Claim” is there to be read"),
        (2, "kind", "Event", "D2 “Kind” is there to be read"),
        (2, "source", None, "E2 “Source” is there to be read"),
        (2, "evidence", "http://new.example", "M2 “Evidence” is there to be read"),
        (2, "claim_id", "c9", "Q2 The article has no such claim"),
        (2, "article_id", "a9", "2 This row is of another Claimbook file"),
        (2, "revision", "1 0000", "2 This row is of another Claimbook file"),
        (2, "revision", None, "2 This row is of another Claimbook file"),
        (2, "revision", "² x", "2 This row is of another Claimbook file"),
        (9, "notes", "A new claim", "9 This row is new: claims are added in Claimbook"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_cell_and_the_rest_is_taken(
    store: Store, row: int, key: str, value: str | None, says: str
) -> None:
    returned = back(store, {(row, key): value, (4, "notes"): "x"})
    assert told(returned) == [("c3", "notes", "", "x")]
    (problem,) = problems(returned)
    assert problem.startswith(says)


def test_a_row_that_stands_there_twice_is_read_once(store: Store) -> None:
    content = edited(
        xlsx_bytes(store, None, "Ann"),
        lambda sheet: sheet.append([cell.value for cell in sheet[2]]),
    )
    assert problems(read_sheet(store, content, "Ann")) == [
        "5 The claim of row 2 again: this row was not read. Delete one."
    ]


def test_the_review_of_another_is_his_alone_to_bring_back(store: Store) -> None:
    store.save_review("c1", "Bob", {"verification": "false", "notes": "1,000"})
    content = edited(xlsx_bytes(store), put({(2, "notes"): "x", (3, "notes"): "y"}))
    returned = read_sheet(store, content, "Ann")
    assert told(returned) == [("c2", "notes", "", "y")]
    assert problems(returned) == ["2 This is the review of Bob, who alone can bring it back. Not taken: “Notes”."]
    assert [edit.sheet for edit in read_sheet(store, content, "Bob").edits] == ["x", "y"]


def test_a_row_that_no_longer_says_whose_it_is_is_not_taken_for_ones_own(store: Store) -> None:
    store.save_review("c1", "Bob", {"verification": "false"})
    returned = read_sheet(store, edited(xlsx_bytes(store), put({(2, "reviewer"): None})), "Ann")
    assert told(returned) == []
    assert problems(returned)[0].startswith("2 The row no longer says whose review it is. Write the name back.")


def test_an_edit_of_a_claim_that_is_none_any_longer_is_told(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), put({(2, "notes"): "x"}))
    store.correct_claim("c1", {"withdrawn": "opinion"}, "Bob")
    returned = read_sheet(store, content, "Ann")
    assert told(returned) == []
    assert problems(returned) == ["2 The claim has been withdrawn here since. Not taken: “Notes”."]


def test_rows_with_the_words_of_another_claim_are_told_once_and_nothing_of_them_is_taken(store: Store) -> None:
    def swap(sheet: Worksheet) -> None:
        for place in range(column("number"), column("notes") + 1):  # as who sorts what is seen
            first, second = sheet.cell(2, place), sheet.cell(3, place)
            first.value, second.value = second.value, first.value
        sheet.cell(2, column("verification")).value = "False"
        sheet.cell(4, column("notes")).value = "x"

    returned = read_sheet(store, edited(xlsx_bytes(store, None, "Ann"), swap), "Ann")
    assert told(returned) == [("c3", "notes", "", "x")]
    (problem,) = problems(returned)
    assert problem.startswith("2 This row and 1 more have the words of another claim than the hidden columns say")


def test_an_edit_of_a_claim_that_was_changed_here_meanwhile_is_taken_only_by_choice(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), put({(2, "notes"): "x", (3, "notes"): "y"}))
    store.correct_claim("c1", {"kind": Kind.EVENT}, "Bob")
    first, second = read_sheet(store, content, "Ann").edits
    assert (first.is_reshaped, first.overtaken, second.overtaken) == (True, True, False)


def test_hidden_columns_that_were_cleared_are_to_be_copied_back(store: Store) -> None:
    (problem,) = problems(back(store, {(2, "claim_id"): None}))
    assert problem.startswith("Q2 The hidden column “Claim id” was cleared: the row was not read. Copy")
    (problem,) = problems(back(store, dict.fromkeys([(2, "claim_id"), (2, "article_id"), (2, "revision")])))
    assert problem.startswith("2 This row is new: claims are added in Claimbook")
    assert problem.endswith(
        "If not, the hidden columns were cleared: copy them back from the sheet that you were given."
    )


def test_merged_cells_below_the_head_are_refused_and_others_are_read(store: Store) -> None:
    content = xlsx_bytes(store, None, "Ann")
    with pytest.raises(SheetError, match=r"The cells H2:H3 are merged\. Unmerge them"):
        read_sheet(store, edited(content, lambda sheet: sheet.merge_cells("H2:H3")), "Ann")

    def entitle(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet.merge_cells("A1:D1")

    assert read_sheet(store, edited(content, entitle), "Ann").edits == ()


def test_a_note_that_was_cut_on_the_way_out_cannot_be_edited_and_is_kept_whole(store: Store) -> None:
    store.save_review("c1", "Ann", {"notes": "x" * 40_000})
    assert sheet_of(xlsx_bytes(store, None, "Ann")).cell(2, column("notes")).value.endswith(CUT)
    returned = back(store, {(2, "notes"): "shorter"})
    assert told(returned) == []
    assert problems(returned) == ["L2 The note is longer than a cell holds. Change it on the page Review."]


def test_a_key_that_is_on_no_list_of_ours_stands_until_another_is_chosen(store: Store) -> None:
    store.save_review("c1", "Ann", {"notes": "x"})
    file, older = store._file, replace(store.review("c1", "Ann"), verification="pants_on_fire")  # noqa: SLF001 - a desk's older list
    with file.writing():
        number = file.append(Entry(Action.REVIEWED, "Ann", "a1", "c1"))
        file.insert("review", [{"revision": number, **codec.review_row(older)}])
    assert back(store, {}) == Returned((), (), 3)
    edits = back(store, {(2, "verification"): "False"}).edits
    assert [(edit.was, edit.sheet) for edit in edits] == [("pants_on_fire", "false")]
    take(store, edits, "Ann", "t")
    assert store.review("c1", "Ann").verification == "false"


@pytest.mark.parametrize("key", EDITABLE)
def test_a_missing_column_is_told_and_changes_nothing(store: Store, key: str) -> None:
    store.save_review("c1", "Ann", {"verification": "false", "sourcing": "bare", "confidence": "low", "notes": "x"})
    content = edited(xlsx_bytes(store, None, "Ann"), lambda sheet: sheet.delete_cols(column(key)))
    returned = read_sheet(store, content, "Ann")
    assert told(returned) == []
    assert problems(returned) == [f"1 There is no column “{HEADERS[key]}”, so nothing in it is changed."]


def test_columns_that_are_none_of_ours_or_there_twice_are_told(store: Store) -> None:
    beyond = len(COLUMNS) + 1
    content = edited(
        xlsx_bytes(store, None, "Ann"),
        lambda sheet: (
            sheet.cell(1, beyond, "My thoughts"),
            sheet.cell(2, beyond, "x"),
            sheet.cell(3, beyond + 1, "y"),
            sheet.cell(1, column("due"), "Notes"),
        ),
    )
    assert problems(read_sheet(store, content, "Ann")) == [
        "K1 More than one column is called “Notes”: none of them was read.",
        "L1 More than one column is called “Notes”: none of them was read.",
        "1 There is no column “Due”, so nothing in it is changed.",
        "T1 The column “My thoughts” is none of the working sheet's, and was not read.",
        "U1 The column without a name is none of the working sheet's, and was not read.",
    ]


@pytest.mark.parametrize("key", ["claim_id", "article_id", "revision", "reviewer"])
def test_a_sheet_without_what_tells_its_rows_apart_is_refused(store: Store, key: str) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), lambda sheet: sheet.delete_cols(column(key)))
    with pytest.raises(SheetError, match=HEADERS[key]):
        read_sheet(store, content, "Ann")


def test_a_copy_of_the_sheet_in_the_same_file_is_told_and_not_read(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), lambda sheet: sheet.parent.copy_worksheet(sheet))
    assert problems(read_sheet(store, content, "Ann")) == [" The sheet “Claims Copy” was not read: one is at a time."]


def test_a_sheet_of_somebodys_own_in_the_same_file_is_told_and_not_read(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), lambda sheet: sheet.parent.create_sheet("Remarks", 0))
    assert problems(read_sheet(store, content, "Ann")) == [" The sheet “Remarks” was not read: one is at a time."]


def test_comments_beside_cells_are_told_and_not_read(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), lambda sheet: setattr(sheet["L2"], "comment", Comment("hm", "Cy")))
    assert problems(read_sheet(store, content, "Ann")) == [
        " There are comments beside cells: they were not read. Write what is to be kept into the notes."
    ]


def test_rows_of_two_sheets_in_one_are_each_compared_with_what_stood_when_theirs_was_made(store: Store) -> None:
    older = list(sheet_of(xlsx_bytes(store, None, "Ann")).iter_rows(values_only=True))
    store.save_review("c1", "Ann", {"notes": "x"})

    def edit(sheet: Worksheet) -> None:
        sheet.delete_rows(3, 2)
        for row in older[1:3]:
            sheet.append(row)

    returned = read_sheet(store, edited(xlsx_bytes(store, None, "Ann"), edit), "Ann")
    assert told(returned) == []
    assert problems(returned) == ["3 The claim of row 2 again: this row was not read. Delete one."]


def test_a_sheet_of_another_file_is_known_as_one(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.sqlite") as other:
        other.add_article(Article("a1", TEXT, "Title", body=(BODY,)), CLAIMS, "Ann")
        other.save_review("c1", "Ann", {"notes": "x"})
        returned = read_sheet(store, xlsx_bytes(other, None, "Ann"), "Ann")
    assert told(returned) == []
    assert problems(returned)[0].startswith("2 This row and 2 more are of another Claimbook file")


def zipped(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def lying() -> bytes:
    """Return a zip that says it would unpack to two gigabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("xl/workbook.xml", "x")
        packed.infolist()[0].file_size = 2**31
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no XLSX file"),
        (b"No.,Claim\n1,x\n", "no XLSX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no XLSX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "cannot be read"),
        (zipped(), "cannot be read"),
        (lying(), "would unpack to 2,147 MB"),
    ],
    ids=["blank", "csv", "xls", "locked", "ods", "zip", "bomb"],
)
def test_a_file_that_is_no_sheet_is_refused_with_what_to_bring(store: Store, content: bytes, says: str) -> None:
    with pytest.raises(SheetError, match=says) as caught:
        read_sheet(store, content, "Ann")
    assert "saved as “Excel workbook (.xlsx)”" in str(caught.value)


def test_another_workbook_is_refused(store: Store) -> None:
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("Claims").append(["Claim", "Notes"])
    book.save(out)
    with pytest.raises(SheetError, match="no row with the head “Claim id”"):
        read_sheet(store, out.getvalue(), "Ann")


def test_a_sheet_that_unfolds_without_end_or_is_cut_off_is_refused(store: Store) -> None:
    content = xlsx_bytes(store, None, "Ann")
    lol = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace("<worksheet", f"{lol}]><worksheet", 1).replace("Claim id", "&j;")
    for broken in (zipped(**parts), content[: len(content) // 2], zipped(**parts | {name: parts[name][:2000]})):
        with pytest.raises(SheetError):
            read_sheet(store, broken, "Ann")


def test_a_cell_far_away_costs_no_more_than_its_row(store: Store) -> None:
    content = edited(xlsx_bytes(store, None, "Ann"), lambda sheet: sheet.cell(1_048_576, 16_384, "far"))
    assert read_sheet(store, content, "Ann").edits == ()


# What always holds

DAYS = st.none() | st.dates(date(1850, 1, 1), date(2199, 12, 31))
SAID = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
REVIEWS = st.fixed_dictionaries(
    {
        "sourcing": st.sampled_from(["", *(entry.key for entry in SOURCING)]),
        "verification": st.sampled_from([entry.key for entry in VERIFICATION]),
        "confidence": st.sampled_from(["", *(entry.key for entry in CONFIDENCE)]),
        "as_of": DAYS,
        "due": DAYS,
        "notes": SAID | st.sampled_from(HOSTILE[:-1]),
    }
)
FIRST_YEAR = 1901
"""Before that, spreadsheets have days as texts only."""
LABELS = {entry.key: entry.label for entry in (*SOURCING, *VERIFICATION, *CONFIDENCE)}


def stored(review: dict[str, Any]) -> dict[str, str]:
    return {field: "" if value is None else str(value) for field, value in review.items()}


@given(
    before=st.lists(REVIEWS, min_size=3, max_size=3),
    wanted=st.dictionaries(st.sampled_from([(claim, field) for claim in range(3) for field in EDITABLE]), REVIEWS),
    seed=st.integers(0, 99),
)
@settings(max_examples=15, deadline=None)
def test_a_sheet_out_edited_re_sorted_and_in_gives_just_the_edits(
    before: list[dict[str, Any]], wanted: dict[tuple[int, str], dict[str, Any]], seed: int
) -> None:
    def edit(sheet: Worksheet) -> None:
        for (claim, field), review in wanted.items():
            value = review[field] if field != "notes" else f"edited {seed}"
            value = str(value) if isinstance(value, date) and value.year < FIRST_YEAR else value
            sheet.cell(claim + 2, column(field)).value = LABELS.get(value, value) if isinstance(value, str) else value
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        random.Random(seed).shuffle(rows)  # noqa: S311 - no secret
        for number, row in enumerate(rows, start=2):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(number, place)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "desk.sqlite") as store:
        store.add_article(Article("a1", TEXT, "Title", body=(BODY,)), CLAIMS, "Ann")
        for claim, review in zip(CLAIMS, before, strict=True):
            store.save_review(claim.id, "Ann", stored(review))
        returned = read_sheet(store, edited(xlsx_bytes(store, None, "Ann"), edit), "Ann")
        expected = {
            (CLAIMS[claim].id, field): value
            for (claim, field), review in wanted.items()
            if (value := stored(review)[field] if field != "notes" else f"edited {seed}")
            != stored(before[claim])[field]
        }
        assert returned.problems == ()
        assert {(edit.claim_id, edit.field): edit.sheet for edit in returned.edits} == expected
        if expected:
            take(store, returned.edits, "Ann", "t")
        kept = {claim.id: store.review(claim.id, "Ann") for claim in CLAIMS}
        for claim, review in zip(CLAIMS, before, strict=True):
            due = stored(review) | {field: value for (one, field), value in expected.items() if one == claim.id}
            assert {field: str(getattr(kept[claim.id], field) or "") for field in EDITABLE} == due


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_damaged_sheet_is_read_or_refused_in_words(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "desk.sqlite") as store:
        store.add_article(Article("a1", TEXT, "Title", body=(BODY,)), CLAIMS, "Ann")
        with zipfile.ZipFile(io.BytesIO(xlsx_bytes(store, None, "Ann"))) as packed:
            parts = {name: bytearray(packed.read(name)) for name in packed.namelist()}
        part = parts[data.draw(st.sampled_from(sorted(parts)))]
        for place in data.draw(st.lists(st.integers(0, len(part) - 1), max_size=5)):
            part[place] = data.draw(st.sampled_from(b'<>"=/&0129nsEeA\0'))
        whole = zipped(**{name: bytes(content) for name, content in parts.items()})
        cut = whole[: data.draw(st.just(len(whole)) | st.integers(0, len(whole)))]
        with suppress(SheetError):
            read_sheet(store, cut, "Ann")


# By other programs, and from the command line


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_way_through_libreoffice_changes_nothing(store: Store, tmp_path: Path) -> None:
    notes = [said for said in HOSTILE if len(said) < 100] + [
        "1,000",
        "3/4",
        "13/12/2016",
        "TRUE",
        "50%",
        "“x” – …",
        "a\n b",
    ]
    claims = [replace(CLAIMS[0], id=f"d{place}", article_id="a2") for place in range(len(notes))]
    store.add_article(Article("a2", TEXT + " ", "Two", body=(BODY,)), claims, "Ann")
    for claim, said in zip(claims, notes, strict=True):
        store.save_review(
            claim.id, "Ann", {"notes": said, "as_of": "2016-12-13", "due": "1850-01-01", "sourcing": "none"}
        )
    (tmp_path / "sheet.xlsx").write_bytes(xlsx_bytes(store, None, "Ann"))
    (tmp_path / "out").mkdir()
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run([*command, "--outdir", tmp_path / "out", tmp_path / "sheet.xlsx"], check=True, capture_output=True)  # noqa: S603 - our own
    content = (tmp_path / "out" / "sheet.xlsx").read_bytes()
    assert read_sheet(store, content, "Ann") == Returned((), (), len(notes) + 3)
    assert told(read_sheet(store, edited(content, put({(3, "notes"): "x"})), "Ann")) == [("c2", "notes", "", "x")]


@pytest.fixture
def sheet(store: Store, tmp_path: Path) -> Path:
    """Return a file with three edits, of which one was overtaken and one cannot be read."""
    changes = {(2, "notes"): "x", (3, "verification"): "False", (4, "due"): "soon"}
    content = edited(xlsx_bytes(store, None, "Ann"), put(changes))
    store.save_review("c2", "Ann", {"verification": "verified"})
    (tmp_path / "sheet.xlsx").write_bytes(content)
    return tmp_path / "sheet.xlsx"


def test_the_command_takes_what_was_not_changed_here_meanwhile_and_says_so(
    path: Path, store: Store, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(path), str(sheet), "--as-reviewer", "Ann"]) == 1
    assert (store.review("c1", "Ann").notes, store.review("c2", "Ann").verification) == ("x", "verified")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "3 rows read: 2 changes, 1 not understood."
    assert lines[1] == "    L2  Notes: blank → “x” · 38 people were held"
    assert lines[2].startswith("    H3  Verification: “Verified” → “False” · changed here since, ")
    assert lines[3].startswith("    K4  “soon” is not a day.")
    assert lines[4:] == ["1 change taken. Saved as revision 3.", "1 change not taken: choose on the page Reports."]


def test_a_dry_run_changes_nothing(path: Path, store: Store, sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(path), str(sheet), "--as-reviewer", "Ann", "--dry-run"]) == 1
    assert "taken. Saved" not in capsys.readouterr().out
    assert store.review("c1", "Ann").notes == ""


def test_a_sheet_that_is_taken_whole_ends_well(path: Path, store: Store, tmp_path: Path) -> None:
    (tmp_path / "sheet.xlsx").write_bytes(edited(xlsx_bytes(store, None, "Ann"), put({(2, "notes"): "x"})))
    assert main(["import", str(path), str(tmp_path / "sheet.xlsx"), "--as-reviewer", "Ann"]) == 0
    assert main(["import", str(path), str(tmp_path / "sheet.xlsx"), "--as-reviewer", "Ann"]) == 0


def test_the_command_says_what_is_the_matter_with_a_file(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sheet.xls").write_bytes(b"old")
    assert main(["import", str(path), str(tmp_path / "sheet.xls"), "--as-reviewer", "Ann"]) == 1
    assert main(["import", str(path), str(tmp_path / "absent.xlsx"), "--as-reviewer", "Ann"]) == 1
    assert main(["import", str(tmp_path / "absent.sqlite"), str(tmp_path / "sheet.xls"), "--as-reviewer", "Ann"]) == 1
    assert "no XLSX file" in capsys.readouterr().err


def test_an_edit_that_is_overtaken_says_so() -> None:
    edit = Edit(Place(2, 8), "a1", "c1", "", "notes", "was", "was", "sheet", None)
    assert not edit.overtaken
    assert replace(edit, here="other").overtaken
