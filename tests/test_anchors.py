"""Which names tell one matter from another, and whether a claim and a passage have one in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import TEXT

from claims.anchors import anchors, names_in

NONE: frozenset[str] = frozenset()


def test_names_are_words_with_a_capital_and_numbers_of_models() -> None:
    found = names_in(["The Boeing 787 and Lee's A380 flew on Monday.", "It cost 787,000 euros; 300 came."])
    assert found == names_in(["Boeing 787", "Lee A380"])


def test_a_name_of_the_claim_itself_goes_before_those_around_it() -> None:
    known = anchors([frozenset({"airbus"}), frozenset({"boeing"})])
    assert known.hold(frozenset({"airbus"}), frozenset({"boeing"}), frozenset({"airbus"}))
    assert not known.hold(frozenset({"airbus"}), frozenset({"boeing"}), frozenset({"boeing"}))
    assert known.hold(NONE, frozenset({"boeing"}), frozenset({"boeing"}))


def test_a_name_that_stands_everywhere_tells_nothing_where_another_tells() -> None:
    known = anchors([frozenset({"boeing"})] * 60 + [frozenset({"787"}), frozenset({"a380"})])
    around = frozenset({"boeing", "787"})
    assert known.hold(NONE, around, frozenset({"787"}))
    assert not known.hold(NONE, around, frozenset({"boeing", "a380"}))
    assert known.hold(frozenset({"boeing"}), NONE, frozenset({"boeing"}))


def test_where_nothing_is_named_any_passage_may_be_meant() -> None:
    assert anchors([]).hold(NONE, NONE, NONE)


@given(st.lists(TEXT, max_size=3))
def test_whatever_the_text_its_names_are_in_small_letters(texts: list[str]) -> None:
    assert all(name == name.lower() for name in names_in(texts))
