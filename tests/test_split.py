"""The claims of an article: what is found in the sample, what must never be turned, and what always holds."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.article import read_article, sample_text
from claims.model import Article, Claim, Kind, TextError
from claims.split import find_claims


@cache
def _sample() -> tuple[Article, list[Claim]]:
    article = read_article(sample_text())
    return article, find_claims(article)


def _claims(text: str) -> list[tuple[str, Claim]]:
    article = read_article(text)
    return [(claim.text(article), claim) for claim in find_claims(article)]


@pytest.mark.parametrize(
    ("words", "source", "source_type"),
    [
        ("orders have been issued to border guards to shoot residents", "Daily NK", "outlet"),
        ("there are 38 defectors being held in Chinas Liaoning Province", None, "bare"),
        ("remains the president of Kim Il Sung University", "the Dong A Ilbo newspaper", "media"),
        ("visiting defectors families", "sources inside North Korea", "unnamed"),
        ("Surveillance and controls were tighter", "a high ranking defector", "unnamed"),
        ("they will never be able to use force", "North Korea Intellectuals Solidarity Chief Kim Kwang In", "named"),
    ],
)
def test_the_sample_shows_who_says_what(words: str, source: str | None, source_type: str) -> None:
    article, claims = _sample()
    (said,) = {claim.attribution for claim in claims if words in claim.text(article)}
    assert said is not None
    assert (said.source, said.source_type) == (source, source_type)


def test_a_quotation_that_lost_its_marks_is_given_to_its_speaker_as_a_guess() -> None:
    article, claims = _sample()
    (said,) = [c.attribution for c in claims if c.text(article).startswith("Right now, defectors arent leaving")]
    assert said is not None
    assert (said.source, said.manner, said.guess) == ("a high ranking defector", "direct", True)


def test_a_fact_inside_an_if_is_a_claim_of_its_own() -> None:
    article, claims = _sample()
    (claim,) = [c for c in claims if c.text(article).startswith("all 30,000 defectors who have thus far arrived")]
    assert [q.value for q in claim.quantities] == [30_000]


def test_a_date_at_the_head_of_a_sentence_holds_for_its_claims() -> None:
    article, claims = _sample()
    (claim,) = [c for c in claims if "two North Koreans were shot" in c.text(article)]
    assert [(str(t.first), str(t.last)) for t in claim.times] == [("2016-11-01", "2016-11-30")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2005 Smith won the race, and Jones lost it.", [[2005], [2005]]),
        ("In 2005 Smith won the race, and in 2006 Jones lost it.", [[2005], [2006]]),
        ("In 2005 Smith won the race and in 2006 moved to Rome.", [[2005], [2006]]),
        ("In 2005 Acme lost a billion, and recently the company reported a loss.", [[2005], []]),
        ("In 2005 Acme lost a billion, but the company is rich.", [[2005], []]),
        ("In 2017, taxes will rise and jobs will go, Smith said.", [[2017], [2017]]),
    ],
)
def test_a_date_at_the_head_of_a_sentence_holds_up_to_a_clause_with_a_time_of_its_own(
    text: str, years: list[list[int]]
) -> None:
    found = [[t.first.year for t in claim.times if t.first] for _, claim in _claims(text)]
    assert found == years


@pytest.mark.parametrize(
    ("text", "governed", "governor"),
    [
        ("If the guards are not paid, they accept bribes.", "accept bribes", "If"),
        ("They did not leave because they were hungry.", "were hungry", "not"),
        ("The army did not warn or arrest anyone.", "arrest", "not"),
        ("Unless the rain stops, the dam will break.", "dam will break", "Unless"),
        ("Only three people survived the crash.", "survived", "Only"),
        ("Few experts believe that the plan works.", "plan works", "Few"),
        ("Prices may rise and wages may fall.", "wages", "may"),
        ("The minister denied that he took money.", "took money", "denied"),
        ("There is no evidence that the vaccine kills.", "vaccine kills", "no"),
        ("He never admitted that he lied or stole.", "lied", "never"),
    ],
)
def test_no_claim_drops_the_word_that_governs_its_meaning(text: str, governed: str, governor: str) -> None:
    """A governor may stand in the claim, or in the cue of its attribution ("denied")."""
    holding = [(words, c) for words, c in _claims(text) if governed in words]
    assert holding
    for words, claim in holding:
        said = claim.attribution
        around = " ".join([words, said.source or "", said.cue or ""] if said else [words])
        assert governor.lower() in around.lower()


def test_predictions_and_opinions_are_listed_as_such() -> None:
    kinds = [claim.kind for _, claim in _claims("Taxes will rise in May. The plan is ridiculous. He left in 2010.")]
    assert kinds == [Kind.PREDICTION, Kind.OPINION, Kind.EVENT]


def test_a_line_of_30_000_characters_is_split() -> None:
    claims = _claims("The guards left the river at night and nobody saw them go. " * 510)
    assert len(claims) > 450


PIECES = st.sampled_from(
    [*sample_text().split("\n"), "“", "”", "\n\n", "(", "السلام عليكم", "漢字。", "👩‍👩‍👧", "<script>", "\u2028"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(PIECES, max_size=6).map(" ".join),
        st.lists(PIECES, max_size=4).map(lambda p: " ".join(p).upper()),
    )
)
def test_whatever_the_text_every_claim_lies_in_its_body(text: str) -> None:
    try:
        article = read_article(text)
    except TextError:
        return
    claims = find_claims(article)
    assert claims == find_claims(article)
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        assert claim.text(article).strip()
        assert list(claim.spans) == sorted(claim.spans)
        assert all(a.end <= b.start for a, b in zip(claim.spans, claim.spans[1:], strict=False))
        assert all(any(body.covers(span) for body in article.body) for span in claim.spans)
        assert not any(span.overlaps(hole) for span in claim.spans for hole in article.chrome)
        assert all(q.span.of(article.text) == q.text for q in claim.quantities)
        assert all(t.span.of(article.text) == t.text for t in claim.times)
