"""What goes into a row comes back out of it, exactly."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import MATCHES, SPLIT_ARTICLES, TEXT

from claims.model import Article, Claim, Kind, Match, Quantity, Review, Span, TimeRef
from storage import codec
from storage.errors import RefusedError


@given(SPLIT_ARTICLES)
def test_articles_and_claims_come_back_as_they_went_in(split: tuple[Article, list[Claim]]) -> None:
    article, claims = split
    assert codec.article(codec.article_row(article) | {"id": article.id, "text": article.text}) == article
    for claim in claims:
        assert codec.claim(codec.claim_row(claim) | {"id": claim.id, "article_id": claim.article_id}) == claim


@given(TEXT, TEXT)
def test_reviews_come_back_as_they_went_in(reviewer: str, notes: str) -> None:
    review = Review("c1", reviewer, "named", "false", notes)
    assert codec.review(codec.review_row(review)) == review


@given(MATCHES)
def test_proposals_come_back_as_they_went_in(match: Match) -> None:
    assert codec.match(codec.match_row(match)) == match


@given(st.decimals(allow_nan=False))
def test_a_figure_keeps_its_digits_and_its_scale(figure: Decimal) -> None:
    claim = Claim("c", "a", (Span(0, 1),), Kind.QUANTITY, quantities=(Quantity(Span(0, 1), "x", figure, figure),))
    stored = json.loads(str(codec.claim_row(claim)["quantities_json"]))[0]
    assert str(Decimal(stored["low"])) == str(figure)


def test_kinds_are_stored_by_value_and_letters_as_they_are() -> None:
    claim = Claim("c", "a", (Span(0, 1),), Kind.POSITION, times=(TimeRef(Span(0, 1), "décembre", None, None),))
    row = codec.claim_row(claim)
    assert row["kind"] == "position"
    assert "décembre" in str(row["times_json"])


def test_the_hour_of_a_date_is_dropped() -> None:
    article = Article("a", "text", published=datetime(2016, 12, 13, 9, 30, tzinfo=UTC))
    assert codec.article_row(article)["published"] == "2016-12-13"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("2016-12-13", date(2016, 12, 13)), (" 2016-12-13 ", date(2016, 12, 13)), ("", None), (None, None)],
)
def test_a_day_is_read_as_it_is_typed(typed: str | None, meant: date | None) -> None:
    assert codec.day(typed) == meant


@pytest.mark.parametrize("typed", ["yesterday", "13.12.2016", "2016-02-30"])
def test_what_is_not_a_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(RefusedError, match="write it as 2016-12-13"):
        codec.day(typed)


@pytest.mark.parametrize(("text", "reason"), [("a\0b", "NUL"), ("half \ud83d", "character 6 of the notes is half")])
def test_text_that_would_not_come_back_whole_is_refused(text: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        codec.refuse_unstorable({"notes": text})
