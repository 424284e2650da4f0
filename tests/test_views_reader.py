"""What goes over the wire to the reader."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Kind,
    Manner,
    Quantity,
    Review,
    SourceType,
    Span,
    TimeRef,
)
from storage.copies import readable
from storage.store import Store
from tests.strategies import EVIDENCE, SPANS, found_in
from views.frame import plain
from views.reader import wire, wire_in
from views.reader.copies import quoted

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = Article("a", "👩‍👩‍👧 He paid 40 guards.", title="Guards", outlet="The Paper", published=date(2020, 5, 6))
CLAIM = Claim("c", "a", (Span(6, 23),), Kind.QUANTITY)


def _findings(claim: Claim) -> dict[str, tuple[str, str]]:
    (told,) = wire.article_data(ARTICLE, [claim])["claims"]
    findings = told["findings"]
    assert isinstance(findings, list)
    return {finding["label"]: (finding["value"], finding["note"]) for finding in findings}


def test_places_are_those_of_the_text_in_characters_not_bytes() -> None:
    data = wire.article_data(ARTICLE, [CLAIM])
    assert data["claims"][0]["spans"] == [[6, 23]]
    assert ARTICLE.text[6:23] == "He paid 40 guards"


def test_what_the_text_does_not_say_of_the_article_is_shown_above_it() -> None:
    assert wire.article_data(ARTICLE, [])["about"] == "The Paper · Guards · 2020-05-06"


def test_a_claim_without_a_source_is_the_articles_own() -> None:
    assert _findings(CLAIM)["Says it"][0] == "The article itself"


def test_a_source_is_shown_with_its_type_cue_and_manner() -> None:
    said = Attribution("Kim", (Span(0, 1),), "said", (Span(1, 2),), SourceType.NAMED, Manner.DIRECT, guess=True)
    found = _findings(Claim("c", "a", (Span(6, 23),), Kind.EVENT, said))
    assert found["Says it?"] == ("Kim", "Named. A person given by name. A guess: a quotation seems to run on.")
    assert (found["Cue"][0], found["Manner"][0]) == ("said", "Direct")


def test_a_source_that_nobody_gives_is_said_to_be_none() -> None:
    said = Attribution(None, (), "reportedly", (Span(1, 2),), SourceType.BARE, Manner.INDIRECT)
    assert _findings(Claim("c", "a", (Span(6, 23),), Kind.EVENT, said))["Says it"][0] == "Nobody is given"


@pytest.mark.parametrize(
    ("low", "high", "approximate", "expected"),
    [
        ("40", "40", False, "40 guards"),
        ("600", "600", True, "about 600 guards"),
        ("30000", "30000", False, "30,000 guards"),
        ("10", "20", False, "10–20 guards"),
        ("10", None, False, "10–… guards"),
    ],
)
def test_a_figure_is_shown_as_it_was_read(low: str, high: str | None, expected: str, *, approximate: bool) -> None:
    ends = (Decimal(low), Decimal(high) if high else None)
    figure = Quantity(Span(14, 16), "40", *ends, of="guards", approximate=approximate)
    claim = Claim("c", "a", (Span(6, 23),), Kind.QUANTITY, quantities=(figure,))
    assert _findings(claim)["Figure"] == ("40", expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2020, 5, 6), date(2020, 5, 6), "2020-05-06"),
        (date(2020, 5, 1), date(2020, 5, 31), "2020-05-01 – 2020-05-31"),
        (date(2020, 5, 1), None, "2020-05-01 – …"),
        (None, None, "Which day is not known."),
    ],
)
def test_a_date_is_shown_as_days(first: date | None, last: date | None, expected: str) -> None:
    claim = Claim("c", "a", (Span(6, 23),), Kind.EVENT, times=(TimeRef(Span(0, 2), "then", first, last),))
    assert _findings(claim)["Date"] == ("then", expected)


def test_findings_travel_as_places_in_the_list() -> None:
    claims = [Claim(name, "a", (Span(0, 1),), Kind.EVENT) for name in "xyz"]
    state = wire.state(ARTICLE, claims, {"x": "false", "z": "of an older list"}, at=2)
    assert state["statuses"] == [6, 0, wire.UNKNOWN_STATUS]
    assert (state["checked"], state["at"]) == (2, 2)


def test_each_choice_comes_with_its_definition_and_what_the_article_shows_is_proposed_not_chosen() -> None:
    data = wire.article_data(ARTICLE, [CLAIM], [Review("c", "Ann", verification="false")], who="Ann")
    assert all(entry["definition"] for field in data["fields"] for entry in field["choices"])
    assert data["reviews"]["c"] == wire.review_data(Review("c", "Ann", verification="false"))
    assert [field["name"] for field in data["fields"]] == ["verification", "sourcing", "confidence"]
    key, words = data["claims"][0]["proposals"]["sourcing"]
    assert key == "none"
    assert words.startswith("The article shows: None.")


# What comes back


@given(st.data())
def test_what_was_found_comes_back_as_it_went_out(data: st.DataObject) -> None:
    claim = data.draw(found_in(ARTICLE))
    (shown,) = wire.article_data(ARTICLE, [claim])["claims"]
    sent = json.loads(json.dumps(shown["found"]))
    for field, value in sent.items():
        assert wire_in.correction_in(ARTICLE, field, value) == {field: getattr(claim, field)}


@given(EVIDENCE)
def test_evidence_comes_back_as_it_went_out(piece: Evidence) -> None:
    assert wire_in.evidence_in(json.loads(json.dumps(wire.evidence_out(piece)))) == piece


@given(st.lists(SPANS, max_size=5))
def test_stretches_come_back_as_they_went_out(spans: list[Span]) -> None:
    claim = Claim("c", "a", tuple(spans), Kind.EVENT)
    (shown,) = wire.article_data(ARTICLE, [claim])["claims"]
    assert wire_in.spans_in(shown["spans"]) == tuple(spans)


def test_what_was_said_of_a_claim_goes_on_to_those_made_of_it_until_something_is_said_of_them() -> None:
    part = replace(CLAIM, id="part", parents=("gone", "c"))
    said = Review("c", "Ann", verification="false")
    assert wire.inherited(part, wire.said_of([said])) == {"inherited": wire.review_data(said)}
    assert wire.inherited(part, wire.said_of([Review("c", "Ann")])) == {"inherited": None}
    assert wire.inherited(part, wire.said_of([said, Review("part", "Ann", notes="mine")])) == {"inherited": None}
    assert wire.inherited(CLAIM, wire.said_of([said])) == {"inherited": None}


# Copies


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Make a library without articles."""
    path = tmp_path / "claimbook.sqlite"
    with Store.open(path) as store:
        store.keep_copy("empty", "application/pdf", b"%PDF", "")
    return path


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("38 were\nheld", "38 were held", True),
        ("38 were held", "40 were held", False),
        ("", "x", None),
        ("x", "", None),
    ],
)
def test_a_passage_is_looked_up_in_the_copy(file: Path, text: str, quote: str, *, found: bool | None) -> None:
    with Store.open(file) as store:
        copy = store.keep_copy("source", "text/plain", f"{text}/{quote}".encode(), text)
    assert quoted(file, Evidence("e", "source", quote=quote, copy=copy)) == {"found": found, "damaged": False}


def test_a_copy_that_was_changed_from_outside_is_said_to_be_damaged_and_spoils_nothing_else(file: Path) -> None:
    with Store.open(file) as store:
        copy = store.keep_copy("source", "text/plain", b"38 were held", "38 were held")
    with sqlite3.connect(file) as outside:
        triggers = outside.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'copy'")
        for (name,) in triggers.fetchall():
            outside.execute(f'DROP TRIGGER "{name}"')
        outside.execute("UPDATE copy SET content = ? WHERE sha256 = ?", (b"40 were held", copy))
    outside.close()
    review = Review("c", "Ann", evidence=(Evidence("e", "source", quote="38 were held", copy=copy), Evidence("f", "x")))
    first, second = wire.review_data(review, file)["evidence"]
    assert (first["damaged"], first["found"]) == (True, None)
    assert (second["damaged"], second["found"]) == (False, None)


def test_a_copy_that_is_not_in_the_file_is_not_said_to_be_damaged(file: Path) -> None:
    assert quoted(file, Evidence("e", "x", quote="y", copy="0" * 64)) == {"found": None, "damaged": False}


@pytest.mark.parametrize(
    ("name", "media_type", "content", "text"),
    [
        ("a.txt", "text/plain", "38 détenus".encode(), "38 détenus"),
        ("a.md", "", b"a\0b", "ab"),
        ("a.png", "image/png", b"\x89PNG", ""),
        ("a.txt", "text/plain", b"%PDF-1.7", ""),
    ],
)
def test_the_text_of_a_file_is_read_where_it_is_text(name: str, media_type: str, content: bytes, text: str) -> None:
    assert readable(name, media_type, content) == text


@pytest.mark.parametrize("text", ["*a* _b_ `c`", "![x](http://x)", ":red[a] $b$", "<b>c</b>", "# a\n- b"])
def test_plain_text_has_no_bare_markdown_left(text: str) -> None:
    escaped = plain(text)
    assert escaped.replace("\\", "") == text.replace("\n", " ")
    marks = [at for at, character in enumerate(escaped) if character in "*_`![]():$<>#-"]
    assert all(escaped[at - 1] == "\\" for at in marks)
