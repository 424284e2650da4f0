"""Who is named with an @ in a comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.mentions import Part, mentioned, parts, strangers

PEOPLE = ("Ann", "Ann Lee", "ann", "Ben", "José", "J. R. Ewing", "李明")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Ben look", {"Ben"}),
        ("Look, @Ben.", {"Ben"}),
        ("(@Ben)", {"Ben"}),
        ("@Ben's find", {"Ben"}),
        ("@ben", {"Ben"}),
        ("@BEN!", {"Ben"}),
        ("@Ben @José\n@李明", {"Ben", "José", "李明"}),
        ("@Ann Lee and no other", {"Ann Lee"}),
        ("@ann lee", {"Ann Lee"}),
        ("@Ann Leeds", {"Ann"}),
        ("@J. R. Ewing, please", {"J. R. Ewing"}),
        # two people who differ in capitals alone
        ("@Ann", {"Ann"}),
        ("@ann", {"ann"}),
        ("@ANN", {"Ann", "ann"}),
        # nobody
        ("@", set()),
        ("@ Ben", set()),
        ("@Benjamin", set()),
        ("Ben", set()),
        ("ben@ben.example", set()),
        ("me@Ben", set()),
        ("", set()),
    ],
)
def test_the_longest_name_that_stands_after_an_at_is_meant(text: str, expected: set[str]) -> None:
    assert mentioned(text, PEOPLE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Cyd and @Ben and @Cyd", ["Cyd"]),
        ("@Benjamin, @d.k.", ["Benjamin", "d.k"]),
        ("cyd@ben.example", []),
        ("@Ann Lee", []),
    ],
)
def test_names_that_are_nobodys_are_told_once_each(text: str, expected: list[str]) -> None:
    assert strangers(text, PEOPLE) == expected


def test_where_nobody_is_known_everything_is_plain() -> None:
    assert parts("@Ben", ()) == parts("@Ben", ["", " "]) == [Part("@Ben")]


NAMES = st.lists(st.text("aAbßİ .*(\\|é李", min_size=1, max_size=4), max_size=4)


@given(st.text("aAbßİ @.*(\\|é李\n", max_size=30), NAMES)
def test_the_parts_of_a_comment_are_the_comment(text: str, people: list[str]) -> None:
    found = parts(text, people)
    assert "".join(part.text for part in found) == text
    assert all(part.text.startswith("@") for part in found if part.people)
    assert mentioned(text, people) <= {*people}


@given(NAMES.filter(lambda names: all(name.strip() == name for name in names)))
def test_everybody_is_found_by_their_own_name(people: list[str]) -> None:
    for name in people:
        assert name in mentioned(f"See, @{name}", people)
