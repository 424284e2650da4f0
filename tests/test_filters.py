"""Which claims someone asks for."""

from __future__ import annotations

from datetime import date

import pytest

from claims.filters import Filter, Show, find
from claims.model import Article, Attribution, Claim, Kind, Manner, Review, SourceType, Span

TODAY = date(2026, 3, 2)
TEXT = "The Straße is shut. Bread costs 5 dollars. Prices will rise. Gone."
ARTICLE = Article("a", TEXT)
SAID = Attribution("Jane Smith", (), "said", (), SourceType.NAMED, Manner.INDIRECT)
CLAIMS = [
    Claim("street", "a", (Span(0, 18),), Kind.EVENT, check_worthiness=0.2),
    Claim("bread", "a", (Span(20, 41),), Kind.QUANTITY, SAID, check_worthiness=0.8),
    Claim("prices", "a", (Span(43, 59),), Kind.PREDICTION, SAID, check_worthiness=0.5),
    Claim("gone", "a", (Span(61, 65),), Kind.EVENT, check_worthiness=0.9, withdrawn="opinion"),
]
REVIEWS = [
    Review("street", "Ann", verification="verified", due=date(2026, 3, 2)),
    Review("street", "Bob", verification="false"),
    Review("bread", "Ann", notes="Asked the BAKER."),
    Review("bread", "Bob", notes="seen", due=date(2026, 3, 3)),
    Review("prices", "Ann"),  # taken back: as it was before
    Review("prices", "Bob", verification="withdrawn"),
    Review("gone", "Ann", verification="false", due=date(2026, 1, 1)),
]


def _find(who: str = "Ann", **asked: object) -> list[str]:
    return [claim.id for claim in find(ARTICLE, CLAIMS, REVIEWS, Filter(who, TODAY, **asked))]  # type: ignore[arg-type]


def test_all_are_all_that_are_claims_still_in_the_order_given() -> None:
    assert _find() == ["street", "bread", "prices"]


@pytest.mark.parametrize(
    ("show", "who", "expected"),
    [
        (Show.OPEN, "Ann", ["bread", "prices"]),
        (Show.OPEN, "Bob", ["bread"]),
        (Show.OPEN, "", ["street", "bread", "prices"]),
        (Show.MINE, "Ann", ["street", "bread"]),
        (Show.MINE, "Bob", ["street", "bread", "prices"]),
        (Show.MINE, "Cy", []),
        (Show.DISAGREEING, "Cy", ["street"]),
        (Show.DUE, "Bob", ["street"]),
        (Show.WITHDRAWN, "Ann", ["gone"]),
    ],
)
def test_claims_are_shown_by_what_has_become_of_them(show: Show, who: str, expected: list[str]) -> None:
    assert _find(who, show=show) == expected


@pytest.mark.parametrize(
    ("mine", "yours", "expected"),
    [
        ({"verification": "verified"}, {"verification": "false"}, True),
        ({"sourcing": "named"}, {"sourcing": "bare"}, True),
        ({"verification": "verified"}, {"verification": "verified"}, False),
        ({"verification": "verified"}, {"verification": "unchecked"}, False),
        ({"verification": "verified"}, {"verification": "withdrawn"}, False),
        ({"sourcing": "named"}, {"sourcing": ""}, False),
        ({"sourcing": "named"}, {"verification": "false"}, False),
        ({"confidence": "low"}, {"confidence": "high"}, False),
    ],
)
def test_two_disagree_where_both_have_said_something_and_it_differs(
    mine: dict[str, str], yours: dict[str, str], *, expected: bool
) -> None:
    reviews = [Review("street", "Ann", **mine), Review("street", "Bob", **yours)]  # type: ignore[arg-type]
    found = find(ARTICLE, CLAIMS, reviews, Filter("Ann", TODAY, Show.DISAGREEING))
    assert bool(found) is expected


def test_a_claim_in_the_articles_own_voice_has_the_source_type_none() -> None:
    assert _find(source_types=frozenset({"none"})) == ["street"]
    assert _find(source_types=frozenset({"named", "none"})) == ["street", "bread", "prices"]


def test_several_kinds_are_any_of_them_and_several_filters_all_of_them() -> None:
    assert _find(kinds=frozenset({"quantity", "prediction"})) == ["bread", "prices"]
    assert _find(kinds=frozenset({"quantity", "prediction"}), worth=0.8) == ["bread"]
    assert _find(kinds=frozenset({"quantity"}), show=Show.WITHDRAWN) == []


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("", ["street", "bread", "prices"]),
        ("  ", ["street", "bread", "prices"]),
        ("STRASSE", ["street"]),
        ("smith rise", ["prices"]),
        ("rise smith", ["prices"]),
        ("baker costs", ["bread"]),
        ("baker rise", []),
        ("seen", []),  # another's notes are not searched: they are not shown either
        ("(", []),
    ],
)
def test_a_search_finds_all_its_words_in_the_claim_its_source_or_ones_notes(search: str, expected: list[str]) -> None:
    assert _find(search=search) == expected
