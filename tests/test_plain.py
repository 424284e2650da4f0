"""Names of files on an article: safe on Windows, in archives and on command lines, whatever the headline is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Article
from storage.plain import file_name

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
