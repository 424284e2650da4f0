"""What an article says of itself, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from claims.article import MAX_CHARACTERS, decode, read_article, sample_text
from claims.model import TextError

PROSE = "\n\nThe minister left on Monday. Nobody saw him go.\n\nHe came back a day later, and said nothing."


def test_the_sample_says_who_wrote_it_and_when() -> None:
    article = read_article(sample_text())
    assert article.title == "Anti-defection tactics add to disillusionment with regime"
    assert (article.byline, article.published) == ("Kim Ga Young", date(2016, 12, 13))


def test_page_chrome_stays_in_the_text_and_out_of_the_body() -> None:
    article = read_article(sample_text())
    chrome = [span.of(article.text).strip() for span in article.chrome]
    assert chrome[0] == "Issue >"
    assert "(story here)" in chrome
    assert chrome[-1].startswith("Advertisements, links with an http address")
    assert not any("Advertisements" in span.of(article.text) for span in article.body)
    assert article.text == sample_text()


@pytest.mark.parametrize(
    ("header", "published"),
    [
        ("Friday, July 21, 2017", date(2017, 7, 21)),
        ("March 01, 2008", date(2008, 3, 1)),
        ("13 December 2016", date(2016, 12, 13)),
        ("By Jane Smith | 2016-12-13 13:45", date(2016, 12, 13)),
        ("By Jane Smith", None),
    ],
)
def test_a_date_line_is_no_part_of_the_body(header: str, published: date | None) -> None:
    article = read_article(f"Minister leaves the country\n\n{header}{PROSE}")
    assert article.published == published
    assert article.body[0].of(article.text).startswith("The minister left")


def test_one_line_is_body_and_not_a_title() -> None:
    article = read_article("The minister left on Monday")
    assert article.title == ""
    assert [span.of(article.text) for span in article.body] == ["The minister left on Monday"]


def test_a_dateline_is_no_claim() -> None:
    article = read_article("SEOUL, Dec. 13 (Yonhap) — Two men were shot. One died.")
    assert article.body[0].of(article.text).startswith("Two men")


def test_what_a_person_gives_goes_before_what_the_text_says() -> None:
    article = read_article(sample_text(), title="Mine", published=date(2020, 1, 1))
    assert (article.title, article.published) == ("Mine", date(2020, 1, 1))


@pytest.mark.parametrize("text", ["", " \n\t ", "a\x00b", "a\ud800b", "x" * (MAX_CHARACTERS + 1)])
def test_what_is_no_article_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(TextError, match=r"\.$"):
        read_article(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_upload_is_read_in_its_own_encoding(encoding: str) -> None:
    text = "Der Präsident sagte am Montag, er habe “nichts” gewusst. Später räumte er Fehler ein – öffentlich."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04....", b"{\\rtf1 ...}"])
def test_what_only_calls_itself_text_is_refused(data: bytes) -> None:
    with pytest.raises(TextError, match="not plain text"):
        decode(data)
