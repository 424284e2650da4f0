"""Things in plain words: figures, and names of files on an article, safe everywhere, whatever the headline is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Article, Quantity, Span
from storage.plain import figure, file_name

DAY = date(2016, 12, 13)


@pytest.mark.parametrize(
    ("title", "published", "name"),
    [
        ("38 defectors held", DAY, "2016-12-13 38 defectors held"),
        ("38 defectors held", None, "38 defectors held"),
        ("Profit/loss: what\nnow?", None, "Profit loss what now"),
        ("../../etc/passwd", None, "etc passwd"),
        ("-rf", None, "rf"),
        ("The end ...", None, "The end"),
        ("CON", None, "article CON"),
        ("Nul.men", None, "article Nul.men"),
        ("Console", None, "Console"),
        ("“38 held” – विश्व 🎉", None, "“38 held” – विश्व 🎉"),
        ("???", None, "article"),
        ("\ud800 lone", None, "lone"),
    ],
)
def test_a_file_is_named_after_the_day_and_the_headline(title: str, published: date | None, name: str) -> None:
    assert file_name(Article("a1", "Text.", title, published=published)) == name


@given(st.text(), st.none() | st.dates())
def test_a_name_is_never_empty_never_long_and_safe_anywhere(title: str, published: date | None) -> None:
    name = file_name(Article("a1", "", title, published=published))
    assert 0 < len(name) <= 80
    assert len(name.encode()) <= 200
    assert not set(name) & set('\\/:*?"<>|\n\r\t\0')
    assert name == name.strip(" .")


@pytest.mark.parametrize(
    ("text", "ends", "thing", "approximate", "said"),
    [
        ("some 600 USD", ("600", "600"), ("USD", None), True, "approximately 600 USD"),
        ("100-200 t", ("100", "200"), ("tonnes", "rice"), False, "100 to 200 tonnes of rice"),
        ("5m", ("5E+6", "5000000"), (None, "people"), False, "5000000 people"),
        ("over 40", ("40", None), (None, None), False, "at least 40"),
        ("dozens", (None, None), (None, "guards"), False, "dozens guards"),
        ("", (None, None), (None, "guards"), False, "guards"),
    ],
)
def test_a_figure_is_said_as_one_would_say_it_without_gaps_for_what_it_lacks(
    text: str,
    ends: tuple[str | None, str | None],
    thing: tuple[str | None, str | None],
    said: str,
    *,
    approximate: bool,
) -> None:
    low, high = (Decimal(end) if end else None for end in ends)
    assert figure(Quantity(Span(0, 1), text, low, high, *thing, approximate)) == said
