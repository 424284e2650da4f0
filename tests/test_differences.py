"""What changed between a claim and a later passage, aspect by aspect; nothing where both can be right."""

from __future__ import annotations

import pytest

from claims.alignment import align
from claims.differences import find_differences
from claims.model import Aspect, Span
from claims.statement import Statement, read_statements


def _read(text: str) -> Statement:
    return read_statements([(text, Span(0, len(text)))])[0]


def _changes(claim: str, passage: str, *aspects: Aspect) -> list[tuple[str, str]]:
    one, other = _read(claim), _read(passage)
    found = find_differences(one, other, align(one, other))
    for difference in found:
        assert " … ".join(s.of(claim) for s in difference.earlier_spans) == difference.earlier
        assert " … ".join(s.of(passage) for s in difference.later_spans) == difference.later
    return [(d.earlier, d.later) for d in found if not aspects or d.aspect in aspects]


def _miss(*row: object, reason: str) -> object:
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


FIGURES = [
    ("38 defectors are held.", "41 defectors are held.", [("38", "41")]),
    ("38 defectors are held.", "Thirty-eight defectors are held.", []),
    ("38 defectors are held.", "About 40 defectors are held.", []),
    ("About 40 defectors are held.", "38 defectors are held.", []),
    ("More than 30 defectors are held.", "38 defectors are held.", []),
    ("More than 78 votes were cast.", "78 votes were cast.", [("More than 78", "78")]),
    ("At least 78 votes were cast.", "78 votes were cast.", []),
    ("More than 30,000 people fled.", "More than 40,000 people fled.", [("More than 30,000", "More than 40,000")]),
    ("Prices rose by 7.1 percent.", "Prices rose by 7.14 percent.", []),
    ("Prices rose by 7.1 percent.", "Prices rose by 9 percent.", [("7.1 percent", "9 percent")]),
    ("The bank lent $5 million.", "The bank lent $7 million.", [("$5 million", "$7 million")]),
    ("It is their third album.", "It is their fourth album.", [("third", "fourth")]),
    ("The film scored less than 78%.", "The film scored 78 out of 100.", [("less than 78%", "78 out of 100")]),
    ("The rating is lower than 21 percent.", "The rating is 20 percent.", []),
    ("No more than 78 votes were cast.", "78 votes were cast.", []),
    ("Poland has had more than 240 deaths.", "There were 232 deaths and 487 recoveries.", [("more than 240", "232")]),
    ("The girls' team won 10 cups.", "The boys' team won four cups, the girls' team won nine cups.", [("10", "nine")]),
    ("1,600 and 400 jobs are lost.", "In Spain 400 jobs and in Britain 1,600 jobs are lost.", []),
    _miss("A dozen guards were shot.", "Fifteen soldiers were shot.", [("A dozen", "Fifteen")],
          reason="two nouns for the same people are two things"),
]  # fmt: skip

OTHER_THINGS = [
    ("38 defectors are held.", "41 guards are held."),
    ("The bank lent $5 million.", "The bank lent 5 million euros."),
    ("The bank lent $5 million.", "The match ended after $7 million had been spent on seats."),
    ("He was jailed for five years.", "The plant was built two years ago."),
]


@pytest.mark.parametrize(("claim", "passage", "changes"), FIGURES)
def test_figures_differ_where_both_cannot_be_right(claim: str, passage: str, changes: list[tuple[str, str]]) -> None:
    assert _changes(claim, passage, Aspect.NUMBER) == changes


@pytest.mark.parametrize(("claim", "passage"), OTHER_THINGS)
def test_figures_that_count_different_things_are_not_compared(claim: str, passage: str) -> None:
    assert _changes(claim, passage, Aspect.NUMBER) == []


TIMES = [
    ("The plant opened in 2003.", "The plant opened in 2005.", [("2003", "2005")]),
    ("The plant opened in 2003.", "The plant opened in May 2003.", []),
    ("The plant opened before 2000.", "The plant opened in 1998.", []),
    ("The plant opened before 1998.", "The plant opened on May 14, 1998.", [("before 1998", "May 14, 1998")]),
    ("The plant opened in 2003.", "The plant, which closed in 2005, opened late.", []),
    (
        "The plant opened before 24 May 2008.",
        "The plant opened on 24 May 2008.",
        [("before 24 May 2008", "24 May 2008")],
    ),
    ("The film Assault came out before 2000.", "The 2005 film Assault came out late.", [("before 2000", "2005")]),
]


@pytest.mark.parametrize(("claim", "passage", "changes"), TIMES)
def test_dates_differ_where_one_event_has_two(claim: str, passage: str, changes: list[tuple[str, str]]) -> None:
    assert _changes(claim, passage, Aspect.TIME) == changes


def test_a_place_differs_where_the_same_thing_happened_elsewhere() -> None:
    assert _changes("He was born in Paris.", "He was born in London.", Aspect.PLACE) == [("Paris", "London")]
    assert _changes("He was born in Paris, France.", "He was born in Paris.", Aspect.PLACE) == []


def test_a_source_that_was_dropped_or_changed_is_a_difference() -> None:
    assert _changes("Police said two men were shot.", "Two men were shot.", Aspect.SPEAKER) == [("Police", "")]
    assert _changes("Two men were shot, police said.", "Two men were shot, the police said.", Aspect.SPEAKER) == []


def test_a_hedge_that_comes_or_goes_is_a_difference_in_certainty() -> None:
    assert _changes("The bank may buy Acme.", "The bank bought Acme.", Aspect.CERTAINTY) == [("may", "")]
    assert _changes("The bank bought Acme.", "The bank reportedly bought Acme.", Aspect.CERTAINTY) == [
        ("", "reportedly")
    ]


def test_a_word_and_its_opposite_are_a_difference_in_wording() -> None:
    assert ("fell", "rose") in _changes("Prices fell in May.", "Prices rose in May.", Aspect.WORDING)


def test_another_name_in_the_same_place_is_a_difference_and_an_abbreviation_is_none() -> None:
    assert ("French", "American") in _changes("Lee is a French actor.", "Lee is an American actor.", Aspect.WORDING)
    assert ("Canadian", "American") in _changes("Lee is a Canadian.", "Lee is an American actor.", Aspect.WORDING)
    assert _changes("Lee is British.", "Lee is a Scottish actor.", Aspect.WORDING) == []
    assert _changes("ISIS leader Ali Omar was hit.", "Islamic State leader Ali Omar was hit.", Aspect.WORDING) == []
