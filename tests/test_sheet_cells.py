"""What a cell says when it comes back: spreadsheets' own doing is no edit, and what can be read is read as meant."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.vocabulary import SOURCING, VERIFICATION
from storage.sheet.cells import UnreadableError, Value, choice, day, same, text
from storage.sheet.columns import CUT, MAX_CELL, fitted


def at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type, misc] # noqa: DTZ001 - a sheet knows no time zones


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("", None),
        (None, ""),
        ("", "  "),
        ("1,000", 1000),
        ("1,000", 1.0),
        ("1.000,5", 1000.5),
        ("1.000.000", 1000000),
        ("12.50", 12.5),
        ("1 000", 1000.0),
        ("007", 7),
        ("1E5", 100000.0),
        ("50%", 0.5),
        ("$600", 600),
        ("12345678901234567890", 1.23456789012346e19),
        ("3/4", at(2026, 4, 3)),
        ("3-4", at(2026, 3, 4)),
        ("Dec 13", at(2026, 12, 13)),
        ("13/12/2016", at(2016, 12, 13)),
        ("13 December 2016", at(2016, 12, 13)),
        ("2016-12-13 12:30", at(2016, 12, 13, 12, 30)),
        ("12:30", time(12, 30)),
        ("true", True),
        ('"38 held" - he\'s sure...', "“38 held” – he’s sure…"),
        ("a -- b", "a – b"),
        ("one\ntwo", "one\r\ntwo"),
        ("one\ntwo", "one_x000D_\ntwo"),
        ("one\ntwo", "one  \ntwo\n"),
        ("  one", "one"),
        ("a\u00a0b", "a b"),
        ("caf\u00e9", "cafe\u0301"),
        (fitted("a_x000D_b"), fitted("a_x000D_b")),
        (date(2016, 12, 13), at(2016, 12, 13)),
        (date(2016, 12, 13), date(2016, 12, 13)),
        (date(2016, 12, 13), 42717),
        (date(2016, 12, 13), 42717.0),
        (date(2016, 12, 13), "2016-12-13"),
        (date(2016, 12, 13), "13/12/2016"),
        (date(2016, 4, 3), "03/04/2016"),
        (date(2016, 4, 3), "04/03/2016"),
        ("1850-01-01", "1850-01-01"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_cell_by_itself_is_no_edit(shown: str | date | None, value: Value) -> None:
    assert same(value, shown)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("", "x"),
        ("x", None),
        ("1,000", 1001),
        ("1,000", 10),
        ("1.5", 15),
        ("0.5", 5),
        ("1,5", 15),
        ("12.50", 1250),
        ("five", 5),
        ("38 held", 38),
        ("Dec 13", at(2016, 12, 14)),
        ("about Dec 13", at(2016, 12, 13)),
        ("13", at(2016, 12, 13)),
        ("true", False),
        ("12:30", time(12, 31)),
        ("True", "true story"),
        ("one\ntwo", "one two"),
        ("Verified", "verified"),
        (date(2016, 12, 13), None),
        (date(2016, 12, 13), at(2016, 12, 14)),
        (date(2016, 12, 13), 42718),
        (date(2016, 12, 13), "soon"),
        (None, at(2016, 12, 13)),
        ("", 0),
        ("", False),
    ],
)
def test_what_a_person_changed_is_an_edit(shown: str | date | None, value: Value) -> None:
    assert not same(value, shown)


@given(st.text())
def test_a_text_as_it_was_written_is_no_edit(said: str) -> None:
    assert same(fitted(said), fitted(said))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(lambda said: "x" not in said))
def test_what_was_typed_is_read_as_it_was_typed_but_for_white_space_at_the_ends(said: str) -> None:
    assert text(said) == said.strip()


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (1000.0, "1000"),
        (0.5, "0.5"),
        (1e300, "1e+300"),
        (12, "12"),
        (True, "TRUE"),
        (at(2016, 12, 13), "2016-12-13"),
        (at(2016, 12, 13, 12, 30), "2016-12-13 12:30"),
        (time(12, 30, 5), "12:30:05"),
        ("=1+1", "=1+1"),
        ("_x0041_", "A"),
        ("_x0000_", "\ufffd"),
        ("_xD83D_", "\ufffd"),
        ("_xD83D__xDE00_", "😀"),
        ("tab\there", "tab\there"),
    ],
)
def test_a_value_is_read_as_the_text_that_was_meant(value: Value, read: str) -> None:
    assert text(value) == read


@pytest.mark.parametrize(
    "value",
    [
        "2016-12-13",
        "2016/12/13",
        " 2016-12-13 ",
        "2016-12-13T00:00:00",
        "13/12/2016",
        "12/13/2016",
        "13.12.2016",
        "13. 12. 2016",
        "13 Dec 2016",
        "13 December 2016",
        "December 13, 2016",
        42717,
        42717.0,
        at(2016, 12, 13),
        at(2016, 12, 13, 18, 30),
        date(2016, 12, 13),
    ],
)
def test_a_day_is_read_in_every_way_that_leaves_no_doubt(value: Value) -> None:
    assert day(value) == date(2016, 12, 13)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_day_that_is_cleared_is_none(value: Value) -> None:
    assert day(value) is None


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("03/04/2016", "can be 2016-03-04 or 2016-04-03"),
        ("03.04.2016", "can be"),
        ("13/12/16", "can be"),
        ("soon", "not a day. Write it as 2016-12-13"),
        ("31/02/2016", "not a day"),
        ("2016", "not a day"),
        (2016, "not a day"),
        (at(1905, 7, 8), "of the year 2016. Write the day, as 2016-12-13"),
        (at(1909, 7, 9), "of the year 2016. Write the day, as 2016-12-13"),
        (-1.0, "not a day"),
        (True, "not a day"),
        (time(12, 30), "not a day"),
        ("13 Dember 2016", "not a day"),
        ("2016-12-13 and later", "not a day"),
        ("99999999999/1/2016", "not a day"),
    ],
)
def test_a_day_that_may_be_two_or_none_is_refused_with_what_to_write(value: Value, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        day(value)


@pytest.mark.parametrize("entry", [*VERIFICATION], ids=lambda entry: entry.key)
def test_a_choice_is_known_by_its_key_or_label_in_any_case(entry: object) -> None:
    key, label, *_ = entry  # type: ignore[misc]
    for written in (key, label, key.upper(), label.upper(), f" {label} ", label.replace(" ", "  ")):
        assert choice("verification", written) == key


def test_every_label_of_a_list_is_a_choice_of_its_own() -> None:
    assert [choice("sourcing", entry.label) for entry in SOURCING] == [entry.key for entry in SOURCING]


def test_a_choice_that_is_cleared_is_what_stands_at_first() -> None:
    assert [choice(field, None) for field in ("verification", "sourcing", "confidence")] == ["unchecked", "", ""]


@pytest.mark.parametrize("doubt", ["?", "–", "…", "False?", "(False)", "Verified?", "~~Verified~~", "✗ Verified", "."])
def test_what_says_more_than_a_choice_or_less_is_none(doubt: str) -> None:
    with pytest.raises(UnreadableError, match="is not a choice of Verification"):
        choice("verification", doubt)


def test_a_choice_is_known_with_its_sign_in_black_or_colour_and_with_a_full_stop() -> None:
    said = ["✓ Verified", "✓\ufe0f Verified.", "✓Verified", "- not\u00a0checkable", "? Unproven"]
    expected = ["verified", "verified", "verified", "not_checkable", "unproven"]
    assert [choice("verification", one) for one in said] == expected


def test_a_choice_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(
        UnreadableError, match=r"“Hihg” is not a choice of Confidence\. Choose one of: Low, Medium, High"
    ):
        choice("confidence", "Hihg")


@pytest.mark.parametrize("said", ["a" * 40_000, "😀" * 20_000, "é" * 32_768])
def test_a_text_that_no_cell_holds_is_cut_with_a_mark(said: str) -> None:
    cut = fitted(said)
    assert cut.endswith(CUT)
    assert said.startswith(cut.removesuffix(CUT))
    assert MAX_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= MAX_CELL


def test_a_text_that_just_fits_is_whole() -> None:
    assert fitted("a" * MAX_CELL) == "a" * MAX_CELL
    assert fitted("😀" * (MAX_CELL // 2)) == "😀" * (MAX_CELL // 2)
