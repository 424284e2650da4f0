"""What goes over the wire to the reader."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.model import Article, Attribution, Claim, Kind, Manner, Quantity, Review, SourceType, Span, TimeRef
from views.frame import plain
from views.reader import wire

ARTICLE = Article("a", "👩‍👩‍👧 He paid 40 guards.", title="Guards", outlet="The Paper", published=date(2020, 5, 6))
CLAIM = Claim("c", "a", (Span(6, 23),), Kind.QUANTITY)


def _findings(claim: Claim) -> dict[str, tuple[str, str]]:
    (told,) = wire.article_data(ARTICLE, [claim])["claims"]
    findings = told["findings"]
    assert isinstance(findings, list)
    return {finding["label"]: (finding["value"], finding["note"]) for finding in findings}


def test_places_are_those_of_the_text_in_characters_not_bytes() -> None:
    data = wire.article_data(ARTICLE, [CLAIM])
    assert data["claims"][0]["spans"] == [[6, 23]]
    assert ARTICLE.text[6:23] == "He paid 40 guards"


def test_what_the_text_does_not_say_of_the_article_is_shown_above_it() -> None:
    assert wire.article_data(ARTICLE, [])["about"] == "The Paper · Guards · 2020-05-06"


def test_a_claim_without_a_source_is_the_articles_own() -> None:
    assert _findings(CLAIM)["Says it"][0] == "The article itself"


def test_a_source_is_shown_with_its_type_cue_and_manner() -> None:
    said = Attribution("Kim", (Span(0, 1),), "said", (Span(1, 2),), SourceType.NAMED, Manner.DIRECT, guess=True)
    found = _findings(Claim("c", "a", (Span(6, 23),), Kind.EVENT, said))
    assert found["Says it?"] == ("Kim", "Named. A person given by name. A guess: a quotation seems to run on.")
    assert (found["Cue"][0], found["Manner"][0]) == ("said", "Direct")


def test_a_source_that_nobody_gives_is_said_to_be_none() -> None:
    said = Attribution(None, (), "reportedly", (Span(1, 2),), SourceType.BARE, Manner.INDIRECT)
    assert _findings(Claim("c", "a", (Span(6, 23),), Kind.EVENT, said))["Says it"][0] == "Nobody is given"


@pytest.mark.parametrize(
    ("low", "high", "approximate", "expected"),
    [
        ("40", "40", False, "40 guards"),
        ("600", "600", True, "about 600 guards"),
        ("30000", "30000", False, "30,000 guards"),
        ("10", "20", False, "10–20 guards"),
        ("10", None, False, "10–… guards"),
    ],
)
def test_a_figure_is_shown_as_it_was_read(low: str, high: str | None, expected: str, *, approximate: bool) -> None:
    ends = (Decimal(low), Decimal(high) if high else None)
    figure = Quantity(Span(14, 16), "40", *ends, of="guards", approximate=approximate)
    claim = Claim("c", "a", (Span(6, 23),), Kind.QUANTITY, quantities=(figure,))
    assert _findings(claim)["Figure"] == ("40", expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2020, 5, 6), date(2020, 5, 6), "2020-05-06"),
        (date(2020, 5, 1), date(2020, 5, 31), "2020-05-01 – 2020-05-31"),
        (date(2020, 5, 1), None, "2020-05-01 – …"),
        (None, None, "Which day is not known."),
    ],
)
def test_a_date_is_shown_as_days(first: date | None, last: date | None, expected: str) -> None:
    claim = Claim("c", "a", (Span(6, 23),), Kind.EVENT, times=(TimeRef(Span(0, 2), "then", first, last),))
    assert _findings(claim)["Date"] == ("then", expected)


def test_findings_travel_as_places_in_the_list() -> None:
    claims = [Claim(name, "a", (Span(0, 1),), Kind.EVENT) for name in "xyz"]
    reviews = [Review("x", "Ann", verification="false"), Review("z", "Ann", verification="of an older list")]
    state = wire.state(ARTICLE, claims, reviews, at=2)
    assert state["statuses"] == [6, 0, wire.UNKNOWN_STATUS]
    assert (state["checked"], state["at"]) == (2, 2)


def test_each_choice_comes_with_its_definition_and_what_the_article_shows_is_proposed_not_chosen() -> None:
    data = wire.article_data(ARTICLE, [CLAIM], [Review("c", "Ann", verification="false")], "Ann")
    assert all(entry["definition"] for field in data["fields"] for entry in field["choices"])
    assert data["reviews"] == {"c": {"verification": "false", "sourcing": "", "notes": ""}}
    key, words = data["claims"][0]["proposals"]["sourcing"]
    assert key == "none"
    assert words.startswith("The article shows: None.")


@pytest.mark.parametrize("text", ["*a* _b_ `c`", "![x](http://x)", ":red[a] $b$", "<b>c</b>", "# a\n- b"])
def test_plain_text_has_no_bare_markdown_left(text: str) -> None:
    escaped = plain(text)
    assert escaped.replace("\\", "") == text.replace("\n", " ")
    marks = [at for at, character in enumerate(escaped) if character in "*_`![]():$<>#-"]
    assert all(escaped[at - 1] == "\\" for at in marks)
