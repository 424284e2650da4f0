"""Check-worthiness: a probability, the signs that make it up, and the words behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.article import read_article, sample_text
from claims.language import parse
from claims.model import Kind, Sign, Span
from claims.split import find_claims
from claims.worth import BASE_RATE, WEIGHTS, because, check_worthiness, kind_of

SIGNS = st.lists(st.sampled_from([Sign(name, weight) for name, weight in WEIGHTS.items()]), unique=True)


def _because(text: str) -> list[tuple[str, list[str]]]:
    article = read_article(text)
    return [(sign.name, [span.of(text) for span in sign.spans]) for sign in find_claims(article)[0].signs]


@pytest.mark.parametrize(
    ("text", "name", "behind"),
    [
        ("Last week 38 people were shot in Liaoning by the guards.", "figure", ["38"]),
        ("Last week 38 people were shot in Liaoning by the guards.", "name", ["Liaoning"]),
        ("Last week 38 people were shot in Liaoning by the guards.", "past", ["were shot"]),
        ("Unemployment in the country rose by 3 percent in May.", "trend", ["Unemployment", "rose"]),
        ("The new tax will hit the poor of the country in May.", "prediction", ["will"]),
        ("I told my brother about the plan in the evening.", "speaker", ["I", "my"]),
    ],
)
def test_each_sign_shows_the_words_behind_it(text: str, name: str, behind: list[str]) -> None:
    found = dict(_because(text))
    assert [word.lower() for word in found[name]] == [word.lower() for word in behind]


def test_a_sign_of_the_whole_claim_has_no_words() -> None:
    assert ("short", []) in _because("He left in 2010.")


def test_the_signs_come_in_the_order_of_their_weight() -> None:
    article = read_article("Last week 38 people were shot in Liaoning by the guards.")
    signs = find_claims(article)[0].signs
    assert [sign.name for sign in signs] == ["figure", "name", "past"]
    assert because(article.text, signs) == "For: figure 38, name Liaoning, past tense were shot."


def test_the_signs_of_a_claim_add_up_to_its_probability() -> None:
    claims = find_claims(read_article(sample_text()))
    assert [check_worthiness(claim.signs) for claim in claims] == [claim.check_worthiness for claim in claims]


def test_every_sign_of_the_sample_lies_in_its_claim() -> None:
    article = read_article(sample_text())
    for claim in find_claims(article):
        told = [span for sign in claim.signs for span in sign.spans]
        assert all(any(s.covers(span) for s in claim.spans) for span in told)


@given(SIGNS)
def test_a_sign_moves_the_probability_the_way_that_its_weight_says(signs: list[Sign]) -> None:
    for sign in signs:
        without = check_worthiness([other for other in signs if other != sign])
        assert (check_worthiness(signs) > without) == (sign.weight > 0)
    assert 0 < check_worthiness(signs) < 1


def test_a_claim_of_which_nothing_is_known_is_about_as_likely_as_any() -> None:
    assert check_worthiness(()) == pytest.approx(BASE_RATE, abs=0.05)


def test_words_of_several_lines_are_shown_in_one() -> None:
    assert because("38\n  people", [Sign("figure", 1.0, (Span(0, 11),))]) == "For: figure 38 people."


def test_what_speaks_against_a_check_is_told_apart() -> None:
    assert because("", [Sign("trend", 1.0), Sign("question", -1.0)]) == "For: trend. Against: a question."


@pytest.mark.parametrize(
    ("text", "is_opinion"),
    [
        ("The broadcasts began on August 10.", False),
        ("Smith resigned in a letter to the board.", False),
        ("Two clerks have been dismissed since May.", False),
        ("Acme Corps collects old books.", False),
        ("Tom Smith, manager of the project at Acme.", False),
        ("We met Smith in Paris last week.", True),
        ("You can find it in Paris.", True),
        ("Smith made a terrible mistake in 2010.", True),
        ("The purpose is to deter an attack on Poland.", True),
        ("Why did Smith resign in 2010?", True),
        ("Look at Smith in the picture.", True),
        ("Experiences are greater.", True),
        pytest.param(
            "The broadcasts began.",
            False,
            marks=pytest.mark.xfail(strict=True, reason="nothing to look it up by tells it from a remark"),
        ),
    ],
)
def test_what_the_tagger_takes_for_no_fact_is_an_opinion_unless_it_tells_plainly_of_a_name_or_a_figure(
    text: str, *, is_opinion: bool
) -> None:
    sentence = next(next(parse(text, [Span(0, len(text))])).sents)
    kind = kind_of(sentence.root, list(sentence), (), is_fact=False)
    assert (kind is Kind.OPINION) == is_opinion
