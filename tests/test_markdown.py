"""Markdown: readable as it is, and whatever an article or a reviewer wrote is shown and never read as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from dossiers import ARTICLE, COURT, HELD, LEE, PAID, dossier, dossiers
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fromstring
from markdown_it import MarkdownIt

from claims.model import Claim, Evidence, Kind, Review, Span
from storage.exports.linked import address
from storage.exports.markdown import escaped, linked, markdown

if TYPE_CHECKING:
    from storage.dossier import Dossier

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
"""Reads Markdown with HTML in it and with GitHub's additions, as the most trusting of readers."""

FULL = Review(
    "c1",
    "Bob",
    "named",
    "false",
    "Rang her.\nNo *answer*.",
    "high",
    date(2016, 12, 20),
    date(2017, 12, 20),
    (COURT,),
)


def shown(text: str) -> HtmlElement:
    """Return a Markdown text as a page."""
    return fromstring(f"<div>{READER.render(text)}</div>")


def said(text: str) -> str:
    """Return a text as it is compared: blanks are one, and what no page can hold is one sign."""
    return " ".join(
        re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]", "\ufffd", text).replace("\ufffd", "?").split()
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![](https://spy.example/pixel.png)",
    "see https://a.example and www.b.example and <https://c.example>",
    "# Head",
    "Head\n===",
    "a | b\n-|-\nc | d",
    "1. one",
    "99) one",
    "- [ ] one",
    "> quoted",
    "    code",
    "```\ncode\n```",
    "~~~\ncode\n~~~",
    "*a* **b** _c_ __d__ ~~e~~ `f`",
    "&lt;b&gt; &amp; &#60; AT&T",
    "[a]: https://a.example",
    "[^1]: note",
    "***",
    "$x$ $$y$$",
    r"\*already\* \\ escaped",
    "a\\",
    "price  \nnext",
    "<!-- hidden -->",
    "🎉 विश्व",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_was_written(text: str) -> None:
    page = shown(f"before {escaped(text)} after\n\n{escaped(text)}\n\n- {escaped(text)}")
    assert [said(part.text_content()) for part in page.xpath(".//p | .//li")] == [
        said(f"before {text} after"),
        said(text),
        said(text),
    ]
    assert {part.tag for part in page.iter()} == {"div", "p", "ul", "li"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text("<>&*_[]()#+-=.!|`~\\:/ \n1aw$", max_size=60))
def test_any_text_is_shown_as_it_was_written(text: str) -> None:
    page = shown(f"x {escaped(text)}\n\n{escaped(text)}")
    assert said(page.text_content()) == said(f"x {text} {text}")
    assert {part.tag for part in page.iter()} <= {"div", "p"}


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_only_addresses_that_were_given_are_links_and_nothing_is_html(whole: Dossier) -> None:
    page = shown(markdown(whole).decode())
    pieces = [piece for dated in whole.reviews for piece in dated.review.evidence]
    given_addresses = {address(text) for text in (whole.article.url, *(piece.locator for piece in pieces))}
    assert {a.text for a in page.iter("a")} <= given_addresses
    assert {part.tag for part in page.iter()} <= set("div h1 p ol ul li strong a br".split())


@settings(max_examples=40, deadline=None)
@given(dossiers())
def test_each_claim_is_an_item_with_its_words(whole: Dossier) -> None:
    page = shown(markdown(whole).decode())
    items = page.xpath("./ol/li")
    assert len(items) == len(whole.standing)
    for item, claim in zip(items, whole.standing, strict=True):
        assert said(claim.restated or claim.text(whole.article)) in said(item.text_content())


def test_it_reads_well_as_plain_text() -> None:
    whole = dossier(ARTICLE, [replace(HELD, attribution=LEE), PAID], FULL, Review("c1", "Ann", verification="verified"))
    assert markdown(whole).decode() == (
        "# 38 held\n\n"
        "Daily NK · Bo Park · 2016-12-13 · <https://www.dailynk.com/38>\n\n"
        "As of 2017-01-03 09:30 UTC: 2 claims: 1 ✓ Verified / ✗ False, 1 ○ Unchecked.\n\n"
        "1. **✓ Verified / ✗ False** (reviewers differ) 38 defectors were held\n"
        "   - Quantity. Source: Ann Lee (named)\n"
        "   - Ann: ✓ Verified\n"
        "   - Bob: ✗ False; sourcing: Named; confidence: High; as of 2016-12-20; due again 2017-12-20\n"
        "     - <https://court.example/file?a=1&b=2> (supports, primary): “38 were held”\n"
        "     - Notes: Rang her.  \n"
        "         No \\*answer\\*.\n\n"
        "2. **○ Unchecked** The city paid\n"
        "   - Event. Source: none\n"
    )


def test_a_guess_at_the_source_is_called_one() -> None:
    claim = replace(HELD, attribution=replace(LEE, guess=True))
    assert "Source: Ann Lee (named, a guess)" in markdown(dossier(ARTICLE, [claim])).decode()


def test_claims_from_the_hundredth_on_hold_what_is_said_of_them() -> None:
    claims = [Claim(f"c{number:03}", "a1", (Span(0, 7),), Kind.EVENT) for number in range(1, 102)]
    page = shown(markdown(dossier(ARTICLE, claims, replace(FULL, claim_id="c101"))).decode())
    assert [len(item.xpath(".//li")) for item in page.xpath("./ol/li")][-2:] == [1, 4]


def test_a_note_of_forty_thousand_characters_is_whole() -> None:
    page = shown(markdown(dossier(ARTICLE, [HELD], replace(FULL, notes="*note* " * 6000))).decode())
    assert page.text_content().count("*note*") == 6000


def test_a_claim_that_was_withdrawn_is_left_out() -> None:
    assert "held" not in markdown(dossier(replace(ARTICLE, title="T"), [replace(HELD, withdrawn="opinion")])).decode()


def test_an_article_without_claims_says_so() -> None:
    assert "0 claims." in markdown(dossier(ARTICLE, [])).decode()


@pytest.mark.parametrize(
    ("locator", "found"),
    [
        ("https://a.example/b_c*d", "<https://a.example/b_c*d>"),
        ("Court file, p. 4", "Court file, p. 4"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("see https://a.example", r"see https\://a.example"),
    ],
)
def test_only_what_is_wholly_an_address_is_a_link(locator: str, found: str) -> None:
    assert linked(Evidence("e", locator).locator) == found
