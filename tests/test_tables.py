"""The tidy tables: in the file as views, and as a zip of CSV that pandas joins."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from claims.model import (
    Article,
    Attribution,
    Claim,
    Dismissed,
    Evidence,
    Kind,
    Manner,
    Match,
    Quantity,
    Reason,
    Relation,
    SourceType,
    Span,
    Stance,
    TimeRef,
)
from storage.__main__ import main
from storage.exports.formats import as_bytes
from storage.file import Action
from storage.store import Store
from storage.tidy import TIDY, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Last month, sources said,\nsome 38 defectors paid about 600 USD."
FULL = Claim(
    id="c2",
    article_id="a1",
    spans=(Span(0, 10), Span(26, 63)),
    kind=Kind.QUANTITY,
    attribution=Attribution(None, (), "said", (Span(20, 24),), SourceType.BARE, Manner.INDIRECT),
    quantities=(
        Quantity(Span(31, 33), "38", Decimal(38), Decimal(38), of="defectors"),
        Quantity(Span(55, 62), "600 USD", Decimal("6E+2"), None, unit="USD", approximate=True),
    ),
    times=(TimeRef(Span(0, 10), "Last month", date(2016, 11, 1), date(2016, 11, 30)),),
    check_worthiness=0.8,
    parents=("p1", "p2"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with two articles, of one of which there is something of everything."""
    with Store.open(tmp_path / "desk.sqlite") as opened:
        opened.add_article(Article("a1", TEXT, "=1+1"), [FULL, Claim("c1", "a1", (Span(0, 4),), Kind.EVENT)], "Ann")
        opened.add_article(Article("b1", "Some 41 defectors paid.", "Later"), [], "Ann")
        copy = opened.keep_copy("file.txt", "text/plain", b"38", "38")
        opened.save_evidence("c2", "Ann", Evidence("e1", "Court file", Stance.SUPPORTS, primary=True, copy=copy))
        opened.save_review("c2", "Ann", {"verification": "verified", "notes": "NA"})
        opened.save_review("c2", "Bob", {"verification": "false", "notes": "👩‍👩‍👧\n=1"})
        opened.dismiss("a1", [Dismissed(Span(12, 24), "other")], "Bob")
        opened.cover("a1", ["b1"], "Ann")
        opened.keep_matches([Match("c2", "b1", (Span(0, 23),), 0.9, Relation.UPDATES, (Reason("38 → 41"),))])
        opened.judge("c2", "b1", "Ann", {"relation": "updates"})
        opened.reject("c1", "b1", [Span(5, 7)], "Bob")
        opened.settle("c2", "Ann", {"verification": "false", "sourcing": "", "reason": "It is."}, seen=99)
        opened.comment("c2", "Ann", "=1 @Bob")
        opened.hand_over(["c2"], "Ann", {"assigned_to": "Bob"})
        yield opened


def tables(store: Store, article_ids: list[str] | None = None) -> dict[str, pd.DataFrame]:
    with zipfile.ZipFile(io.BytesIO(as_bytes(store, "tables", article_ids))) as pack:
        return {
            name.removesuffix(".csv"): pd.read_csv(pack.open(name), keep_default_na=False, na_values=[""])
            for name in pack.namelist()
            if name.endswith(".csv")
        }


def test_pandas_reads_every_table_and_joins_them(store: Store) -> None:
    found = tables(store)
    assert {name: len(table) for name, table in found.items() if name != "dictionary"} == {
        "articles": 2,
        "claims": 2,
        "spans": 3,
        "quantities": 2,
        "times": 1,
        "reviews": 2,
        "evidence": 1,
        "later_articles": 1,
        "comparisons": 1,
        "judgements": 1,
        "rejected": 1,
        "dismissed": 1,
        "settlements": 1,
        "comments": 1,
        "assignments": 1,
        "revisions": 12,
    }
    keys = ["article_id", "claim_id"]
    joined = (
        found["claims"]
        .merge(found["reviews"], on=keys, suffixes=("", "_of_review"))
        .merge(found["evidence"], on=[*keys, "reviewer"], how="left")
        .merge(found["judgements"], on=[*keys, "reviewer"], how="left", suffixes=("", "_of_judgement"))
        .merge(found["articles"], on="article_id", suffixes=("", "_of_article"))
    )
    assert list(joined["reviewer"]) == ["Ann", "Bob"]
    assert list(joined["notes"]) == ["NA", "👩‍👩‍👧\n=1"]
    assert joined["copy_name"][0] == "file.txt"
    assert joined["relation"][0] == "updates"
    assert joined["title"][0] == "'=1+1"


def test_figures_and_days_are_numbers_and_days(store: Store) -> None:
    found = tables(store)
    figures = found["quantities"]
    assert (list(figures["low"]), list(figures["approximate"])) == ([38.0, 600.0], [0, 1])
    assert figures["high"].isna().tolist() == [False, True]
    assert pd.to_datetime(found["times"]["first_day"])[0] == pd.Timestamp(2016, 11, 1)
    assert list(found["spans"]["text"])[1:] == ["Last month", "some 38 defectors paid about 600 USD."]


def test_the_dictionary_names_every_column(store: Store) -> None:
    found = tables(store)
    documented = found.pop("dictionary").groupby("table", sort=False)["column"].agg(list).to_dict()
    assert documented == {name: list(table.columns) for name, table in found.items()}


def test_one_article_alone_has_its_rows_only(store: Store) -> None:
    found = tables(store, ["b1"])
    assert [name for name, table in found.items() if len(table)] == ["dictionary", "articles", "revisions"]


def test_the_same_data_give_the_same_bytes(store: Store) -> None:
    assert as_bytes(store, "tables") == as_bytes(store, "tables")


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_has_the_columns_that_are_documented_and_has_rows(store: Store, name: str) -> None:
    rows = list(store.each(f"SELECT * FROM {name}"))  # noqa: S608 - our own names
    assert rows
    assert list(rows[0].keys()) == list(VIEWS[name].columns)


def test_a_claim_whose_drawing_was_taken_back_is_in_no_table(store: Store) -> None:
    store.reshape(Action.DRAWN, "Ann", [], [Claim("n1", "a1", (Span(0, 2),), Kind.EVENT)])
    store.undo("a1", "Ann")
    assert "n1" not in set(tables(store)["claims"]["claim_id"])


def test_the_tables_hold_what_the_flat_table_holds(store: Store) -> None:
    flat = pd.read_csv(io.BytesIO(as_bytes(store, "csv")), keep_default_na=False)
    of_claims = set(flat["claim_id"]) - {""}  # a stretch that was dismissed is of none
    assert of_claims == set(tables(store)["claims"]["claim_id"])
    assert len(TIDY) == 16


def test_datasette_is_told_of_every_view_and_shows_nothing_else_at_first(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["datasette", str(store.path)]) == 0
    told = json.loads(capsys.readouterr().out)["databases"]["desk"]["tables"]
    there = {row["name"] for row in store.each("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert set(told) == there
    assert {name for name, said in told.items() if "hidden" not in said} == set(VIEWS)
