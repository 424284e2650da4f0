"""Where evidence comes from, which pieces are one source, and what others can open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.evidence import can_be_opened, is_anonymous, is_document, origins, outlet
from claims.model import Evidence

SEVERAL_WORDS = "the bridge was closed at noon on Tuesday after a lorry hit it"


def pages(*locators: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(str(number), locator) for number, locator in enumerate(locators))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Daily NK", "dailynk.com"),
        ("Daily NK, 13 December 2016", "https://www.dailynk.com/english/read.php?num=1"),
        ("http://dailynk.com/a", "https://web.archive.org/web/2016/http://www.dailynk.com/b"),
        ("http://dailynk.com/a", "https://web.archive.org/web/20161213id_/dailynk.com/b"),
        ("http://dailynk.com/a", "https://archive.ph/2016.12.13-101010/http://dailynk.com/b"),
        ("http://dailynk.com/a", "https://web.archive.org/web/2017/https://web.archive.org/web/2016/http://dailynk.com"),
        ("http://dailynk.com/a", "https://translate.google.com/translate?u=https%3A%2F%2Fdailynk.com%2Fb"),
        ("http://dailynk.com/a", "https://www-dailynk-com.cdn.ampproject.org/c/s/www.dailynk.com/b"),
        ("BBC News", "http://news.bbc.co.uk/2"),
        ("https://www.bbc.com/1", "https://www.bbc.co.uk/2"),
        ("The Guardian, p. 3", "https://amp.theguardian.com/1"),
        ("El País, 3 de marzo", "https://elpais.com/1"),
        ("HTTPS://WWW.Spiegel.DE/1", "Der Tag, https://m.spiegel.de/2"),
        ("Ann Lee, 3 March", "Interview with Ann Lee, 5 March"),
        ("https://twitter.com/AnnLee/status/1", "https://mobile.twitter.com/annlee/status/2"),
        ("Le Monde, citing Yonhap", "Die Zeit (Yonhap)"),
        ("The Sun, via the Associated Press", "https://apnews.com/1"),
        pytest.param(
            "New York Times, p. 1", "https://www.nytimes.com/1",
            marks=pytest.mark.xfail(strict=True, reason="no list says which site has an abbreviated name"),
        ),
        pytest.param(
            "Jane Smith, Daily NK", "https://www.dailynk.com",
            marks=pytest.mark.xfail(strict=True, reason="the author stands before the outlet"),
        ),
    ],
)  # fmt: skip
def test_an_outlet_is_the_same_by_name_by_address_and_in_an_archive(one: str, other: str) -> None:
    assert len(origins(pages(one, other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.org/1", "https://b.org/1"),
        ("https://www.gov.uk/1", "https://www.gov.pl/1"),
        ("https://web.archive.org/web/2016/http://a.org", "https://web.archive.org/web/2016/http://b.org"),
        ("https://archive.ph/AbC12", "https://archive.ph/DeF34"),
        ("https://youtu.be/1", "https://youtu.be/2"),
        ("https://twitter.com/ann/status/1", "https://twitter.com/bob/status/1"),
        ("https://ann.substack.com/p/1", "https://bob.substack.com/p/1"),
        ("https://www.health.gov.au/1", "https://www.health.govt.nz/1"),
        ("https://www.bbc.co.uk/1", "https://www.itv.co.uk/1"),
        ("https://doi.org/10.1000/1", "https://doi.org/10.1000/2"),
        ("Ann Lee, 3 March", "Bob Roe, 3 March"),
        ("interview, 3 March", "interview, 4 March"),
        ("p. 3", "p. 4"),
        ("", " "),
    ],
)
def test_what_only_lies_in_the_same_place_is_two_sources(one: str, other: str) -> None:
    assert len(origins(pages(one, other))) == 2


def test_a_longer_and_a_shorter_cutting_of_one_text_are_one_source() -> None:
    one, other = pages("https://a.org/1", "https://b.org/1")
    longer = replace(other, quote=f"Police said {SEVERAL_WORDS.upper()}, and went home")
    assert len(origins([replace(one, quote=f"“{SEVERAL_WORDS}.”"), longer])) == 1


def test_two_sources_that_a_third_one_joins_are_one() -> None:
    first, last, between = pages("https://a.org/1", "https://b.org/1", "https://a.org/2")
    assert len(origins([first, replace(last, copy="5eed"), replace(between, copy="5eed")])) == 1


@pytest.mark.parametrize(
    "locator",
    [
        "http://[::1",
        "http://",
        "https://.",
        "www.",
        "//",
        "http:///x",
        "mailto:a@b.org",
        "https://ﾃｽﾄ.com",
        "https://a.b:99999/",
    ],
)
def test_a_broken_address_is_a_source_all_the_same(locator: str) -> None:
    assert len(origins(pages(locator))) == 1


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("https://example.org/1", True),
        ("example.org/1", True),
        ("Yearbook, p. 12", True),
        ("Act of 1998, § 3", True),
        ("ISBN 978-0-226-81789-7", True),
        ("Interview recording, 12:40", True),
        ("Ann Lee, 2026-03-03", True),
        ("http://localhost/1", False),
        ("http://192.168.1.4/notes", False),
        ("http://wiki.newsroom.local/1", False),
        ("file:///home/ann/notes", False),
        ("C:\\notes.docx", False),
        ("notes.pdf", False),
        ("a colleague", False),
        ("report of 2016", False),
        ("", False),
    ],
)
def test_a_locator_leads_others_to_the_evidence(locator: str, *, expected: bool) -> None:
    assert can_be_opened(Evidence("e", locator)) is expected


def test_a_web_page_is_a_document_only_where_it_is_the_record_itself() -> None:
    assert not is_document(Evidence("e", "https://example.org/story"))
    assert is_document(Evidence("e", "https://example.org/story", primary=True))
    assert not is_anonymous(Evidence("e", "https://example.org/an-unnamed-source"))
    assert outlet("") == ""
