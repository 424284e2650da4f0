"""An article beside its later coverage: what is open, and which words are lit up in both texts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.agreeing import agreeing
from claims.article import read_article
from claims.compare import find_matches, prepare
from claims.comparison import Comparison, comparison
from claims.model import Article, Claim, Judgement, Span
from claims.passages import beside, find_passages
from claims.split import find_claims
from tests.conftest import ROOT


def _article(name: str) -> Article:
    return read_article((ROOT / "tests" / "coverage" / f"fire-{name}.txt").read_text(encoding="utf-8"))


MONDAY = _article("monday")
LATER = [_article(name) for name in ("tuesday", "police", "inquiry")]
CLAIMS = find_claims(MONDAY)
MATCHES = list(find_matches(MONDAY, CLAIMS, [prepare(later) for later in LATER]))


def _claim(words: str) -> Claim:
    return next(claim for claim in CLAIMS if words in claim.text(MONDAY))


def _said(claim: Claim, relation: str, by: str, later: Article) -> Judgement:
    return Judgement(claim.id, later.id, relation, by, datetime(2024, 5, 1, tzinfo=UTC))


def _known(*judgements: Judgement, who: str = "Ben") -> Comparison:
    return comparison(MONDAY, CLAIMS, LATER, MATCHES, judgements, {}, who)


def test_a_proposal_is_open_until_the_person_decides() -> None:
    claim = _claim("killed three")
    assert _known().is_open(claim.id, LATER[0].id)
    assert not _known(_said(claim, "updates", "Ben", LATER[0])).is_open(claim.id, LATER[0].id)


def test_what_somebody_else_decided_leaves_it_open_for_me_and_is_told_beside_it() -> None:
    claim = _claim("killed three")
    known = _known(_said(claim, "contradicts", "Ana", LATER[0]))
    assert known.is_open(claim.id, LATER[0].id)
    assert [one.by for one in known.others[claim.id, LATER[0].id]] == ["Ana"]


def test_silence_asks_for_no_decision() -> None:
    claim = _claim("Forty firefighters")
    assert [_known().proposed(claim.id, later.id) for later in LATER] == ["corroborates", "silent", "silent"]
    assert _known().open_in(claim.id) == 1


def test_what_was_not_compared_is_not_open() -> None:
    bare = comparison(MONDAY, CLAIMS, LATER, [], [], {}, "Ben")
    assert bare.proposed(CLAIMS[0].id, LATER[0].id) == ""
    assert bare.open_in(CLAIMS[0].id) == 0


@pytest.mark.parametrize(
    ("words", "later", "same", "differ"),
    [
        ("killed three", 0, "fire warehouse Lenham killed people", ("three", "five")),
        ("employs 120", 1, "Norvik Logistics employs people Lenham", ("120", "85")),
        ("started on purpose", 0, "fire started purpose", ()),
    ],
)
def test_words_that_agree_and_words_that_differ_are_lit_up_in_both_texts(
    words: str, later: int, same: str, differ: tuple[str, ...]
) -> None:
    claim = _claim(words)
    match = next(m for m in MATCHES if (m.claim_id, m.coverage_id) == (claim.id, LATER[later].id))
    mine, theirs = agreeing(MONDAY, claim, LATER[later], match)
    assert [s.of(MONDAY.text) for s in mine.same] == same.split()
    assert [s.of(LATER[later].text) for s in theirs.same] == same.split()
    assert (*[s.of(MONDAY.text) for s in mine.differ], *[s.of(LATER[later].text) for s in theirs.differ[:1]]) == differ


def test_what_is_lit_up_lies_in_the_claim_and_in_the_passage_that_decides() -> None:
    for match in (match for match in MATCHES if match.passages):
        later = next(one for one in LATER if one.id == match.coverage_id)
        claim = next(one for one in CLAIMS if one.id == match.claim_id)
        _, theirs = agreeing(MONDAY, claim, later, match)
        assert all(match.passages[0].overlaps(span) for span in (*theirs.same, *theirs.differ))


def test_nothing_is_lit_up_where_nothing_is_said() -> None:
    claim = _claim("Forty firefighters")
    match = next(m for m in MATCHES if (m.claim_id, m.coverage_id) == (claim.id, LATER[2].id))
    assert agreeing(MONDAY, claim, LATER[2], match)[1] == ((), ())


def test_a_passage_is_shown_with_the_sentences_beside_it_in_its_paragraph() -> None:
    passages = find_passages(LATER[0])
    assert [beside(LATER[0], passage.span) for passage in passages] == [passage.around for passage in passages]


def test_a_stretch_that_is_no_passage_stands_alone() -> None:
    assert beside(LATER[0], Span(3, 9)) == Span(3, 9)
