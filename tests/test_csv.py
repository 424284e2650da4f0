"""The table that leaves the workbench: complete, readable, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from claims.model import (
    Article,
    Aspect,
    Attribution,
    Claim,
    Difference,
    Dismissed,
    Kind,
    Manner,
    Match,
    Quantity,
    Reason,
    Relation,
    SourceType,
    Span,
    TimeRef,
)
from storage.__main__ import main
from storage.errors import NotFoundError
from storage.exports import csv as tables
from storage.exports.cells import Cell, defused, piece
from storage.exports.csv import COLUMNS, comparisons_dictionary, data_dictionary
from storage.exports.formats import FORMATS, Format, as_bytes
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXT = "Last month, sources said,\nsome 38 defectors paid about 600 USD."
FULL = Claim(
    id="c2",
    article_id="a1",
    spans=(Span(0, 10), Span(26, 63)),
    kind=Kind.QUANTITY,
    attribution=Attribution(None, (), "said", (Span(20, 24),), SourceType.BARE, Manner.INDIRECT),
    quantities=(
        Quantity(Span(31, 33), "38", Decimal(38), Decimal(38), of="defectors"),
        Quantity(Span(55, 62), "600 USD", Decimal("6E+2"), Decimal(600), unit="USD", approximate=True),
    ),
    times=(TimeRef(Span(0, 10), "Last month", date(2016, 11, 1), date(2016, 11, 30)),),
    check_worthiness=0.8,
    parents=("p1", "p2"),
)
BARE = Claim("c1", "a1", (Span(0, 4),), Kind.EVENT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store with one article of two claims."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(Article("a1", TEXT, "Title", outlet="Daily NK"), [FULL, BARE], "Ann")
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return the same, open."""
    with Store.open(path) as store:
        yield store


def csv_bytes(store: Store, article_ids: Sequence[str] | None = None, *, excel: bool = False) -> bytes:
    return as_bytes(store, "csv", article_ids, excel=excel)


def comparisons_bytes(store: Store) -> bytes:
    return as_bytes(store, "comparisons")


def rows(store: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(store).decode(), newline="")))


def test_every_claim_has_a_row_even_before_anyone_reviewed_it(store: Store) -> None:
    assert [(row["claim_number"], row["claim_id"], row["reviewer"], row["verification"]) for row in rows(store)] == [
        ("1", "c1", "", "unchecked"),
        ("2", "c2", "", "unchecked"),
    ]


def test_a_claim_has_a_row_for_each_of_its_reviewers(store: Store) -> None:
    store.save_review("c1", "Bob", {"verification": "false"})
    store.save_review("c1", "Ann", {"verification": "verified", "sourcing": "named", "notes": "called"})
    found = [(row["claim_id"], row["reviewer"], row["verification"], row["revision"]) for row in rows(store)]
    assert found == [("c1", "Ann", "verified", "3"), ("c1", "Bob", "false", "2"), ("c2", "", "unchecked", "")]


def test_a_stretch_that_was_dismissed_has_a_row_after_the_claims_that_says_why_who_and_when(store: Store) -> None:
    store.dismiss("a1", [Dismissed(Span(25, 38), "transition"), Dismissed(Span(10, 12), "opinion")], "Bob")
    store.dismiss("a1", [Dismissed(Span(10, 12), "")], "Ann")
    *claims, row = rows(store)
    assert [(one["claim_id"], one["dismissed"]) for one in claims] == [("c1", ""), ("c2", "")]
    said = {name: cell for name, cell in row.items() if cell and not name.startswith("article")}
    assert said == {
        "outlet": "Daily NK",
        "claim_text": "some 38 defe",
        "start": "25",
        "end": "38",
        "spans": "25-38",
        "dismissed": "transition",
        "reviewer": "Bob",
        "reviewed_at_utc": row["reviewed_at_utc"],
        "revision": "2",
    }
    assert datetime.fromisoformat(row["reviewed_at_utc"])


def test_claims_that_begin_in_one_place_come_by_where_they_end_however_many_are_read_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_AT_ONCE", 2)
    spans = [[(0, 4), (5, 6)], [(0, 4)], [(0, 3)], [(5, 9)], [], [(0, 4), (5, 7)]]
    claims = [Claim(f"x{n}", "a2", tuple(Span(*one) for one in found), Kind.EVENT) for n, found in enumerate(spans)]
    store.add_article(Article("a2", "One and two."), claims, "Ann")
    for claim in claims:
        store.save_review(claim.id, claim.id, {"notes": claim.id})
    found = [row for row in rows(store) if row["article_id"] == "a2"]
    assert [row["spans"] for row in found] == ["", "0-3", "0-4", "0-4; 5-6", "0-4; 5-7", "5-9"]
    assert [row["notes"] for row in found] == [row["claim_id"] for row in found]


def test_cells_are_readable_without_knowing_the_program(store: Store) -> None:
    row = rows(store)[1]
    assert row["claim_text"] == "Last month … some 38 defectors paid about 600 USD."
    assert (row["spans"], row["start"], row["end"]) == ("0-10; 26-63", "0", "63")
    assert (row["source"], row["source_type"], row["cue"], row["manner"]) == ("", "bare", "said", "indirect")
    assert row["quantities"] == "38 defectors; approximately 600 USD"
    assert row["times"] == "Last month (2016-11-01 to 2016-11-30)"
    assert row["parents"] == "p1; p2"


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Quantity(Span(0, 6), "", Decimal(100), Decimal(200), "tonnes", "rice"), "100 to 200 tonnes of rice"),
        (Quantity(Span(0, 6), "", Decimal(5), None, of="people"), "at least 5 people"),
        (Quantity(Span(0, 6), "", None, Decimal("5.50"), "km"), "at most 5.50 km"),
        (Quantity(Span(0, 6), "dozens", None, None), "dozens"),
        (Quantity(Span(0, 6), "", Decimal("1E+6"), Decimal("1E+6")), "1000000"),
    ],
)
def test_figures_are_said_as_people_say_them(tmp_path: Path, figure: Quantity, shown: str) -> None:
    with Store.open(tmp_path / "other.sqlite") as store:
        store.add_article(Article("a1", TEXT), [replace(BARE, quantities=(figure,))], "Ann")
        assert rows(store)[0]["quantities"] == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2016, 12, 13), date(2016, 12, 13), "then (2016-12-13)"),
        (date(2016, 1, 1), None, "then (2016-01-01 to open)"),
        (None, date(2016, 1, 1), "then (open to 2016-01-01)"),
        (None, None, "then"),
    ],
)
def test_dates_are_shown_as_printed_and_as_meant(
    tmp_path: Path, first: date | None, last: date | None, shown: str
) -> None:
    with Store.open(tmp_path / "other.sqlite") as store:
        time = TimeRef(Span(0, 4), "then", first, last)
        store.add_article(Article("a1", TEXT), [replace(BARE, times=(time,))], "Ann")
        assert rows(store)[0]["times"] == shown


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://evil")', '\'=HYPERLINK("http://evil")'),
        ("+1", "'+1"),
        ("-5 degrees", "'-5 degrees"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =1", "'  =1"),
        ("\n=1", "'\n=1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("'=1", "''=1"),
        ("'tis so", "'tis so"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(text: str, cell: str) -> None:
    assert defused(text) == cell


@pytest.mark.parametrize(
    "cells",
    [(), ("",), (None,), (-5, -0.5, 1, 1.0, 1e-07, 10**20), ('"', '""', "a,b", "a\r\nb", "=", None, "平", 0, 0.0, "0")],
)
def test_a_line_is_what_the_library_writes_of_its_cells_once_they_are_defused(cells: Sequence[Cell | None]) -> None:
    out = io.StringIO()
    safe = [defused(cell) if isinstance(cell, str) else cell for cell in cells]
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerow(safe)
    assert piece(cells) == out.getvalue().removesuffix("\r\n")


def test_formulas_are_defused_wherever_they_came_in(store: Store) -> None:
    formula = "=1+1"
    store.update_article("a1", dict.fromkeys(("title", "byline", "outlet", "url"), formula), "Ann")
    store.save_review("c1", formula, {"notes": formula})
    cells = list(rows(store)[0].values())
    assert formula not in cells
    assert cells.count(f"'{formula}") == 6


@pytest.mark.parametrize(
    "notes", ["one\ntwo", "one\r\ntwo", "a\rb", '"quoted", he said; yes', "👩‍👩‍👧 🇰🇵 평양", "NA", "=x\n\n"]
)
def test_notes_survive_the_way_out_and_in(store: Store, notes: str) -> None:
    store.save_review("c1", "Ann", {"notes": notes})
    frame = pd.read_csv(io.BytesIO(csv_bytes(store)), keep_default_na=False)
    assert frame["notes"][0].removeprefix("'") == notes
    assert rows(store)[0]["notes"].removeprefix("'") == notes


def test_excel_gets_the_mark_by_which_it_knows_utf_8_and_others_do_not(store: Store) -> None:
    assert csv_bytes(store, excel=True) == b"\xef\xbb\xbf" + csv_bytes(store)
    assert csv_bytes(store).startswith(b'"article_id"')


def test_columns_come_in_the_order_of_the_data_dictionary(store: Store) -> None:
    documented = [line.split("`")[1] for line in data_dictionary().splitlines()[2:]]
    header = next(csv.reader(io.StringIO(csv_bytes(store).decode())))
    assert header == documented == [column.name for column in COLUMNS]


def test_every_row_has_every_column(store: Store) -> None:
    store.save_review("c1", "Ann", {"notes": "x"})
    assert {len(row) for row in csv.reader(io.StringIO(csv_bytes(store).decode()))} == {len(COLUMNS)}


def test_articles_come_in_the_order_in_which_they_were_added_or_asked_for(store: Store) -> None:
    store.add_article(Article("a2", "More."), [Claim("c3", "a2", (Span(0, 5),), Kind.EVENT)], "Ann")
    assert [row["article_id"] for row in rows(store)] == ["a1", "a1", "a2"]
    chosen = pd.read_csv(io.BytesIO(csv_bytes(store, ["a2", "a1"])))
    assert list(chosen["article_id"]) == ["a2", "a1", "a1"]


def test_articles_that_are_read_together_have_the_lines_of_each_by_itself_also_one_without_claims(store: Store) -> None:
    store.add_article(Article("a2", "Nothing in it."), [], "Ann")
    store.add_article(Article("a3", "More."), [Claim("c3", "a3", (Span(0, 5),), Kind.EVENT)], "Ann")
    for article_id in ("a1", "a2"):
        store.dismiss(article_id, [Dismissed(Span(0, 3), "transition")], "Ann")
    asked = ["a2", "a3", "a1", "a3"]
    (head, *_), *_ = apart = [csv_bytes(store, [one]).splitlines(keepends=True) for one in asked]
    assert csv_bytes(store, asked) == b"".join([head, *(line for _, *lines in apart for line in lines)])


def test_an_article_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no article “a9”"):
        csv_bytes(store, ["a9"])


def test_the_command_writes_the_same_table(path: Path, store: Store, tmp_path: Path) -> None:
    assert main(["export", str(path), "--as", "excel-csv", "-o", str(tmp_path / "out.csv")]) == 0
    assert (tmp_path / "out.csv").read_bytes() == csv_bytes(store, excel=True)


def test_the_command_writes_to_standard_output(path: Path, store: Store) -> None:
    command = [sys.executable, "-m", "storage", "export", str(path), "--article", "a1"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == csv_bytes(store)  # noqa: S603 - our own


def test_a_failed_export_leaves_the_older_table(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out.csv").write_text("older")
    assert main(["export", str(path), "--article", "a9", "-o", str(tmp_path / "out.csv")]) == 1
    assert (tmp_path / "out.csv").read_text() == "older"
    assert "no article “a9”" in capsys.readouterr().err


def test_a_place_where_no_file_can_be_is_told_in_words_and_nothing_is_left(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(tmp_path.rglob("*"))
    places = {
        tmp_path: "is a folder. Name the file",
        tmp_path / "no" / "out.csv": "There is no folder",
        path: "is the file itself",
        path.with_name(f"{path.name}-wal"): "belongs to the file",
        Path("/dev/null"): "is no file but a device",
    }
    for place, said in places.items():
        assert main(["export", str(path), "-o", str(place)]) == 1
        assert said in capsys.readouterr().err
    assert main(["export", str(path), "--article", "a9", "-o", str(tmp_path / "out.csv")]) == 1
    assert set(tmp_path.rglob("*")) == before


def test_a_link_as_the_place_is_followed_and_stays_one(path: Path, store: Store, tmp_path: Path) -> None:
    link, real = tmp_path / "link.csv", tmp_path / "real.csv"
    link.symlink_to(real)
    assert main(["export", str(path), "-o", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_bytes() == csv_bytes(store)


def test_who_reads_only_the_beginning_is_told_nothing(path: Path) -> None:
    command = [sys.executable, "-m", "storage", "export", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:  # noqa: S603 - our own
        assert run.stdout
        assert run.stderr
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 1


def test_the_command_neither_makes_a_store_nor_writes_over_one(path: Path, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "absent.sqlite")]) == 1
    assert main(["export", str(path), "-o", str(path)]) == 1
    assert not (tmp_path / "absent.sqlite").exists()


def compared(store: Store) -> None:
    """Give the article later coverage: what is proposed, what Ann decided and Bob noted, what was rejected."""
    for name, outlet, day in (("b1", "Wikinews", date(2017, 2, 21)), ("b2", "", None)):
        store.add_article(
            Article(name, f"Some 41 defectors paid. {name}", "Later", outlet=outlet, published=day), [], "Ann"
        )
    store.cover("a1", ["b1", "b2"], "Ann")
    store.keep_matches(
        [
            Match(
                "c2",
                "b1",
                (Span(0, 23),),
                0.9,
                Relation.UPDATES,
                (Reason("38 → 41 defectors"),),
                (Difference(Aspect.NUMBER, "38", "41"), Difference(Aspect.SPEAKER, "sources", "")),
            ),
            Match("c2", "b2", (Span(0, 23),), 0.9, Relation.REPORTS),
            Match("c1", "b1", (), 0.0, Relation.SILENT),
        ]
    )
    store.judge("c2", "b1", "Ann", {"relation": "updates"})
    store.judge("c2", "b2", "Bob", {"notes": "Which camp?"})
    store.reject("c2", "b2", [Span(5, 7)], "Bob")


def test_what_a_reviewer_decided_on_later_coverage_is_in_the_row_and_what_is_only_proposed_apart(store: Store) -> None:
    compared(store)
    store.save_review("c2", "Ann", {"verification": "verified"})
    found = {(row["claim_id"], row["reviewer"]): row for row in rows(store)}
    assert list(found) == [("c1", ""), ("c2", "Ann"), ("c2", "Bob")]
    names = ("verification", "later_coverage", "later_coverage_notes", "later_coverage_proposed")
    updates = "2017-02-21 Wikinews: updates (38 → 41 defectors)"
    assert [tuple(row[name] for name in names) for row in found.values()] == [
        ("unchecked", "", "", ""),
        ("verified", updates, "", ""),
        ("unchecked", "", "Later: Which camp?", updates),
    ]


def test_a_decision_against_the_proposal_does_not_have_its_reasons(store: Store) -> None:
    compared(store)
    store.judge("c2", "b1", "Ann", {"relation": "unsure"})
    assert (
        next(row for row in rows(store) if row["reviewer"] == "Ann")["later_coverage"] == "2017-02-21 Wikinews: unsure"
    )


def comparisons(store: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(comparisons_bytes(store).decode(), newline="")))


def test_each_claim_has_a_row_for_each_later_article_and_whoever_judged_it(store: Store) -> None:
    compared(store)
    store.judge("c2", "b1", "Bob", {"relation": "unsure", "notes": "=1+1"})
    shown = (
        "claim_number",
        "coverage_id",
        "proposed_relation",
        "decided_by",
        "decided_relation",
        "proposed_then",
        "notes",
    )
    assert [tuple(row[name] for name in shown) for row in comparisons(store)] == [
        ("1", "b1", "silent", "", "", "", ""),
        ("1", "b2", "", "", "", "", ""),
        ("2", "b1", "updates", "Ann", "updates", "updates", ""),
        ("2", "b1", "updates", "Bob", "unsure", "updates", "'=1+1"),
        ("2", "b2", "", "Bob", "", "", "Which camp?"),
    ]


def test_reasons_differences_and_passages_are_words(store: Store) -> None:
    compared(store)
    row = comparisons(store)[2]
    assert row["proposed_reasons"] == "38 → 41 defectors"
    assert row["differences"] == "number: 38 → 41; speaker: sources → –"
    assert row["passages"] == "“Some 41 defectors paid.”"
    assert (row["coverage_title"], row["coverage_outlet"], row["coverage_published"]) == (
        "Later",
        "Wikinews",
        "2017-02-21",
    )
    assert comparisons(store)[-1]["rejected_passages"] == "“41”"


def test_what_was_judged_on_a_claim_that_is_none_any_longer_stays_in_both_tables(store: Store) -> None:
    compared(store)
    store.correct_claim("c2", {"withdrawn": "opinion"}, "Bob")
    kept = [(row["claim_number"], row["decided_by"]) for row in comparisons(store) if row["claim_id"] == "c2"]
    assert kept == [("", "Ann"), ("", "Bob")]
    assert [row["later_coverage"] for row in rows(store) if row["reviewer"] == "Ann"] == [
        "2017-02-21 Wikinews: updates"
    ]


def test_the_command_writes_the_table_of_claims_and_later_articles(path: Path, store: Store, tmp_path: Path) -> None:
    compared(store)
    assert main(["export", str(path), "--as", "comparisons", "-o", str(tmp_path / "out.csv")]) == 0
    assert (tmp_path / "out.csv").read_bytes() == comparisons_bytes(store)
    documented = [line.split("`")[1] for line in comparisons_dictionary().splitlines()[2:]]
    assert list(comparisons(store)[0]) == documented


@pytest.mark.parametrize("form", FORMATS, ids=[form.key for form in FORMATS])
def test_every_format_takes_all_articles_or_one_and_misses_one_that_is_not_there(form: Format, store: Store) -> None:
    assert as_bytes(store, form.key, ["a1"])
    assert as_bytes(store, form.key)
    with pytest.raises(NotFoundError, match="no article “a9”"):
        as_bytes(store, form.key, ["a9"])


def test_several_articles_in_a_form_of_one_each_are_a_zip_and_called_one(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(path) as store:
        store.add_article(Article("b9", "Nobody came."), [], "Ann")
    assert main(["export", str(path), "--as", "markdown", "-o", str(tmp_path / "out.md")]) == 1
    assert "name one with --article" in capsys.readouterr().err
    assert not (tmp_path / "out.md").exists()
    assert main(["export", str(path), "--as", "markdown", "-o", str(tmp_path / "out.zip")]) == 0
    assert zipfile.is_zipfile(tmp_path / "out.zip")
    assert main(["export", str(path), "--as", "markdown", "--article", "a1", "-o", str(tmp_path / "out.md")]) == 0
    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("#")
