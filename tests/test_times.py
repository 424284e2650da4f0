"""Dates and periods: found in the text, and resolved as a newspaper of that day means them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language import parse
from claims.model import Span, TimeRef
from claims.times import find_times

TUESDAY = date(2016, 12, 13)


def _times(text: str, published: date | None = TUESDAY) -> list[TimeRef]:
    return find_times(next(parse(text, [Span(0, len(text))])), published)


def _miss(*row: object, reason: str) -> object:
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


RELATIVE = [
    ("Last month, two men were shot.", "2016-11-01", "2016-11-30"),
    ("This year saw many cases.", "2016-01-01", "2016-12-31"),
    ("He came yesterday.", "2016-12-12", "2016-12-12"),
    ("It rained last night.", "2016-12-12", "2016-12-12"),
    ("He left two weeks ago.", "2016-11-28", "2016-12-04"),
    ("Seventeen years ago, this was impossible.", "1999-01-01", "1999-12-31"),
    ("He came a couple of days ago.", "2016-12-11", "2016-12-11"),
    ("It fell over the past two years.", "2014-12-13", "2016-12-13"),
    ("It rose for the last 30 years.", "1986-12-13", "2016-12-13"),
    ("Next year he will come.", "2017-01-01", "2017-12-31"),
    ("Earlier this year he left.", "2016-01-01", "2016-12-13"),
    ("Later this year he will come.", "2016-12-13", "2016-12-31"),
    ("He came this spring.", "2016-03-01", "2016-05-31"),
    ("He will come next summer.", "2017-06-01", "2017-08-31"),
    ("He came this weekend.", "2016-12-10", "2016-12-11"),
    ("He will come this weekend.", "2016-12-17", "2016-12-18"),
]

WEEKDAYS_AND_MONTHS = [
    ("He left on Friday.", "2016-12-09", "2016-12-09"),
    ("He spoke Friday in Everett.", "2016-12-09", "2016-12-09"),
    ("He will leave on Friday.", "2016-12-16", "2016-12-16"),
    ("The trial is scheduled for Friday.", "2016-12-16", "2016-12-16"),
    ("A March 3 hearing has been scheduled in court.", "2017-03-03", "2017-03-03"),
    ("They reported their November sales.", "2016-11-01", "2016-11-30"),
    ("It rebounded in the last week of November.", "2016-11-24", "2016-11-30"),
    ("The trial opens Monday.", "2016-12-19", "2016-12-19"),
    ("They said on Friday that he will go to work.", "2016-12-09", "2016-12-09"),
    ("The vote is to be held from March 5 to March 9.", "2017-03-05", "2017-03-09"),
    ("It will launch on March 5.", "2017-03-05", "2017-03-05"),
    ("It launched on December 20.", "2015-12-20", "2015-12-20"),
    ("It opened on 11 December.", "2016-12-11", "2016-12-11"),
    ("A boat seen on Friday was turned around.", "2016-12-09", "2016-12-09"),
    ("The clerks dismissed on Friday are at home.", "2016-12-09", "2016-12-09"),
    ("A parade held on Sunday will be repeated.", "2016-12-11", "2016-12-11"),
    ("A vote set for Friday is open to all.", "2016-12-16", "2016-12-16"),
    ("A man held since Friday is free.", "2016-12-09", None),
    ("It fell in mid-March.", "2016-03-11", "2016-03-20"),
    _miss("He faces trial on March 5.", "2017-03-05", "2017-03-05", reason="a present tense looks back by months"),
]

THEMSELVES = [
    ("It began in 2012.", "2012-01-01", "2012-12-31"),
    ("It lasted from May to July 2015.", "2015-05-01", "2015-07-31"),
    ("It lasted from 2010-2014.", "2010-01-01", "2014-12-31"),
    ("It was made in 2010–14.", "2010-01-01", "2014-12-31"),
    ("It was made in 2010-11.", "2010-01-01", "2011-12-31"),
    ("They met between 3 and 5 June 2015.", "2015-06-03", "2015-06-05"),
    ("It fell in the first quarter of 2014.", "2014-01-01", "2014-03-31"),
    ("It fell in the summer of 2015.", "2015-06-01", "2015-08-31"),
    ("It began in the late 1980s.", "1987-01-01", "1989-12-31"),
    ("It was common in the 1800s.", "1800-01-01", "1899-12-31"),
    ("It was built in the 19th century.", "1801-01-01", "1900-12-31"),
    ("It has led since 2012.", "2012-01-01", None),
    ("It was over by the end of 2015.", None, "2015-12-31"),
    ("Its 1998 financial crisis was deep.", "1998-01-01", "1998-12-31"),
    ("It is expected around 2020.", "2020-01-01", "2020-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), [*RELATIVE, *WEEKDAYS_AND_MONTHS, *THEMSELVES])
def test_a_date_is_resolved_as_a_newspaper_means_it(text: str, first: str | None, last: str | None) -> None:
    (time,) = _times(text)
    assert (time.first, time.last) == (first and date.fromisoformat(first), last and date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "They met two days later.",
        "They met on 03/04/2016.",
        "He left the next day.",
        "He left the following week.",
        "The last five months of her life were hard.",
        "It fell in fiscal 2015.",
        "He left last summer.",
        "It ended by the end of the day.",
    ],
)
def test_what_counts_from_a_day_of_the_story_or_may_mean_two_things_stays_unresolved(text: str) -> None:
    assert [(t.first, t.last) for t in _times(text)] == [(None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "May said so.",
        "2000 people came.",
        "It shut at 2000 UTC.",
        "They scored in the first half.",
        "It was their 20th anniversary.",
        "It reached 2138.14 points.",
        "It was another Black Monday.",
        "It is the lowest in five years.",
        "They build the cars of tomorrow.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert _times(text) == []


WIKINEWS = [
    (date(2011, 3, 8), "Microsoft announced on Friday that it is time for users to move away.", "2011-03-04"),
    (date(2007, 3, 5), "The festival was off to a bright start on Saturday Night.", "2007-03-03"),
    (date(2008, 9, 18), "Russia's exchanges will re-open on Friday morning.", "2008-09-19"),
    (date(2008, 7, 2), "The Air Force selected Los Angeles based Northrop Grumman on February 29.", "2008-02-29"),
    (date(2008, 9, 18), "Starting on October 1 regulators will lower the export duty on oil.", "2008-10-01"),
    (date(2009, 12, 16), "The aircraft made its first test flight Tuesday in Everett.", "2009-12-15"),
    _miss(
        date(2008, 9, 18),
        "It would be infused into the stock markets when they opened on Friday.",
        "2008-09-19",
        reason="a past tense that lies in the future of the sentence",
    ),
]


@pytest.mark.parametrize(("published", "text", "first"), WIKINEWS)
def test_a_date_of_a_report_lies_where_its_verb_says(published: date, text: str, first: str) -> None:
    assert [str(t.first) for t in _times(text, published)] == [first]


def test_without_a_day_of_publication_only_a_full_date_is_resolved() -> None:
    assert [t.first for t in _times("Last month he left; on July 21, 2017 he came.", None)] == [None, date(2017, 7, 21)]


PIECES = st.sampled_from(
    (
        "on in by since the last next this Friday Monday May March 5 12 2015 2010-14 week month year summer "
        "of ago two years weekend 1990s 19th century he will left came , . february 29 quarter first half "
        "until from to between and"
    ).split()
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(min_size=1, max_size=60), st.lists(PIECES, min_size=1, max_size=12).map(" ".join)),
    st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
def test_whatever_the_text_a_date_is_its_words_and_its_first_day_is_not_after_its_last(
    text: str, published: date | None
) -> None:
    for time in _times(text, published):
        assert 0 <= time.span.start < time.span.end <= len(text)
        assert time.text == time.span.of(text) or not text.isprintable()
        assert time.first is None or time.last is None or time.first <= time.last
