"""Figures: what they come to, in which unit, and what is counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.language import parse
from claims.model import Quantity, Span, TimeRef
from claims.quantities import find_quantities, worth
from claims.times import find_times


def _figures(text: str) -> list[Quantity]:
    return find_quantities(next(parse(text, [Span(0, len(text))])))


def _times(text: str, published: date | None = date(2016, 12, 13)) -> list[TimeRef]:
    return find_times(next(parse(text, [Span(0, len(text))])), published)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "of"),
    [
        ("There are 38 defectors being held.", 38, 38, None, "defectors"),
        ("They offered five million KPW.", 5_000_000, 5_000_000, "KPW", None),
        ("It cost approximately 600 USD.", 600, 600, "USD", None),
        ("Two North Koreans were shot.", 2, 2, None, "North Koreans"),
        ("They killed three generations of his family.", 3, 3, None, "generations"),
        ("It made more than $758 million.", 758_000_000, None, "USD", None),
        ("They want $3 to 5 million.", 3_000_000, 5_000_000, "USD", None),
        ("Some 20-30,000 people came.", 20_000, 30_000, None, "people"),
        ("Tens of thousands of workers left.", 20_000, None, None, "workers"),
        ("Half a million people marched.", 500_000, 500_000, None, "people"),
        ("Sales rose 35% in May.", 35, 35, "%", None),
        ("Up to 12 people died.", None, 12, None, "people"),
        ("Eight out of 10 voters agree.", Decimal("0.8"), Decimal("0.8"), "share", None),
        ("A 45-year-old man was held.", 45, 45, "years", None),
    ],
)
def test_a_figure_is_read_with_unit_and_what_it_counts(
    text: str, low: Decimal | None, high: Decimal | None, unit: str | None, of: str | None
) -> None:
    (figure,) = _figures(text)
    assert (figure.low, figure.high, figure.unit, figure.of) == (low, high, unit, of)
    assert figure.span.of(text) == figure.text


@pytest.mark.parametrize(
    "text", ["A Boeing 747 landed.", "The F-16 and COVID-19 came on 9/11.", "No one knew.", "He came in 1st."]
)
def test_names_and_ordinals_are_no_figures(text: str) -> None:
    assert _figures(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("3.2bn", 3_200_000_000), ("twenty-five", 25), ("two million three hundred thousand", 2_300_000), ("a dozen", 12)],
)
def test_numbers_in_words_come_to_what_they_say(words: str, value: int) -> None:
    assert worth(words) == value


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Last month, two men were shot.", date(2016, 11, 1), date(2016, 11, 30)),
        ("This year saw many cases.", date(2016, 1, 1), date(2016, 12, 31)),
        ("He left on Friday.", date(2016, 12, 9), date(2016, 12, 9)),
        ("He will leave on Friday.", date(2016, 12, 16), date(2016, 12, 16)),
        ("It began in 2012.", date(2012, 1, 1), date(2012, 12, 31)),
        ("They met two days later.", None, None),
        ("They met on 03/04/2016.", None, None),
    ],
)
def test_a_date_is_resolved_as_a_newspaper_means_it(text: str, first: date | None, last: date | None) -> None:
    (time,) = _times(text)
    assert (time.first, time.last) == (first, last)


def test_without_a_day_of_publication_only_a_full_date_is_resolved() -> None:
    assert [t.first for t in _times("Last month he left; on July 21, 2017 he came.", None)] == [None, date(2017, 7, 21)]
