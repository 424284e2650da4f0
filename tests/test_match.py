"""Which passages of later coverage are near a claim: words, names, figures, and what stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import TEXT

from claims.article import read_article
from claims.match import best, index, stem, terms
from claims.passages import cut, find_passages

CLAIM = "Airbus will cut 10,000 jobs in Europe."


def _first(claim: str, *passages: str) -> str:
    return passages[best(index(passages).scores(claim))[0]]


OWN = [
    ("Airbus will cut 10,000 jobs in Europe.", "Ten thousand people live there.", "Airbus cuts 10,000 jobs."),
    ("The plant employs 38 people.", "The plant employs people of the town.", "Some 38 people work in the plant."),
    ("The plant employs thirty-eight people.", "The plant employs some people.", "The plant employs 38 people."),
    ("Ann Lee left the bank.", "She left the house by the bank.", "Lee has left the bank."),
    ("The rocket was launched.", "The minister was late.", "It saw the launches of two rockets."),
    ("Acme sold a high-ranking post.", "Acme was high above.", "Acme sold a post of high ranking."),
]


@pytest.mark.parametrize(("claim", "farther", "nearer"), OWN)
def test_a_passage_with_the_figures_names_and_words_of_a_claim_goes_first(
    claim: str, farther: str, nearer: str
) -> None:
    assert _first(claim, farther, nearer) == nearer


def test_what_shares_no_word_has_no_score_and_equals_keep_their_order() -> None:
    scores = index(["The sun shone.", "Airbus spoke.", "Airbus spoke.", "It rained."]).scores(CLAIM)
    assert scores[0] == scores[3] == 0
    assert best(scores)[2:] == [0, 3]


def test_of_two_equal_passages_the_one_beside_another_near_one_goes_first() -> None:
    alone, beside = "The jobs were lost.", "The jobs were few."
    passages = [alone, "It rained.", "The sun shone.", "Airbus will cut 10,000 of them in Europe.", beside]
    scores = index(passages).scores(CLAIM)
    assert scores[4] > scores[0] > 0


@pytest.mark.parametrize(
    ("one", "other"), [("launched", "launches"), ("claims", "claim"), ("studied", "studies"), ("sharply", "sharp")]
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_numbers_in_words_and_in_digits_are_the_same_term() -> None:
    assert list(terms("thirty-eight")) == list(terms("38")) == ["38"]
    assert list(terms("10,000")) == ["10000"]


def test_passages_are_the_sentences_of_the_body_with_their_neighbours() -> None:
    article = read_article("A head\n\nOne came. Two left. Three stayed.\n\nAdvertisement\n\nFour slept.")
    found = find_passages(article)
    assert [p.span.of(article.text) for p in found] == ["One came.", "Two left.", "Three stayed.", "Four slept."]
    assert [p.around.of(article.text) for p in found][:2] == [
        "One came. Two left.",
        "One came. Two left. Three stayed.",
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXT, max_size=5), TEXT)
def test_whatever_the_text_every_passage_is_ranked_once(passages: list[str], claim: str) -> None:
    scores = index(passages).scores(claim)
    assert sorted(best(scores)) == list(range(len(passages)))
    assert all(score >= 0 for score in scores)
    assert index(passages).scores(claim) == scores


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_sentences_lie_in_their_text_and_within_what_is_around_them(text: str) -> None:
    for passage in cut(text):
        assert passage.around.covers(passage.span)
        assert passage.around.end <= len(text)
