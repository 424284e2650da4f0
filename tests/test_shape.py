"""Claims whose bounds a person draws: what is found in them, what is kept, and which bounds no claim can have."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.article import read_article, sample_text
from claims.model import Article, Claim, Kind, Origin, Quantity, ShapeError, Span, Standing, WorkbenchError
from claims.shape import MAX_SPANS, draw, merge, rebound, split, tidy
from claims.split import find_claims
from claims.stretches import cover

TEXT = """Guards at the northern border

Smith said on Monday that 38 guards left the river in 2015. Two of them (story here) came back.

“The river is wide,” Ann Lee said. Kim has 5 boats and Park sold 30,000 tents.

“It was cold. They will need 12 more boats."""


@cache
def _article() -> Article:
    return read_article(TEXT)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _draw(*words: str) -> Claim:
    return draw(_article(), [_span(w) for w in words], "new")


def _bare(claim: Claim) -> str:
    return "".join("".join(s.of(TEXT).split()) for s in claim.spans)


# -- a claim from a selection ------------------------------------------------------------------------------------------


def test_what_is_drawn_has_what_the_splitter_would_find_there() -> None:
    article = read_article(sample_text())
    for claim in find_claims(article)[::5]:
        drawn = draw(article, claim.spans, claim.id)
        assert replace(drawn, origin=Origin.SPLITTER) == claim


def test_a_claim_is_drawn_with_its_source_figure_and_date() -> None:
    claim = _draw("38 guards left the river in 2015")
    assert (claim.id, claim.origin, claim.kind) == ("new", Origin.PERSON, Kind.QUANTITY)
    assert claim.attribution
    assert (claim.attribution.source, claim.attribution.cue) == ("Smith", "said")
    assert [q.value for q in claim.quantities] == [Decimal(38)]
    assert [t.text for t in claim.times] == ["2015"]
    assert claim.check_worthiness > 0.5
    assert {"figure", "past"} <= {sign.name for sign in claim.signs}


def test_a_selection_with_who_says_it_is_what_he_says() -> None:
    whole = _draw("Smith said on Monday that 38 guards left the river in 2015.")
    assert whole.attribution == _draw("38 guards left the river in 2015").attribution
    assert whole.kind is Kind.QUANTITY


def test_a_quotation_that_runs_on_is_still_by_the_speaker_of_the_paragraph_above() -> None:
    claim = _draw("They will need 12 more boats")
    assert claim.attribution
    assert claim.attribution.source == "Ann Lee"
    assert claim.kind is Kind.PREDICTION


def test_a_claim_over_two_paragraphs_has_the_figures_of_both_and_the_first_source() -> None:
    claim = _draw("Kim has 5 boats", "They will need 12 more boats")
    assert [q.value for q in claim.quantities] == [Decimal(5), Decimal(12)]
    assert claim.attribution
    assert claim.attribution.source == "Ann Lee"


def test_a_selection_that_ends_inside_a_word_is_a_claim_and_half_a_figure_is_none() -> None:
    claim = _draw("Park sold 30,0")
    assert claim.spans == (_span("Park sold 30,0"),)
    assert claim.quantities == ()


def test_what_was_open_is_a_claim_once_it_is_drawn() -> None:
    claim = _draw("The river is wide")
    states = {s.state for s in cover(_article(), [claim], []) if s.span.overlaps(claim.spans[0])}
    assert states == {Standing.CLAIM}


# -- bounds ------------------------------------------------------------------------------------------------------------


def test_bounds_are_trimmed_in_order_and_joined_where_nothing_but_white_space_lies_between() -> None:
    first, second, third = _span(" Kim has "), _span("5 boats "), _span(" sold 30,000")
    assert [s.of(TEXT) for s in tidy(_article(), [third, second, first])] == ["Kim has 5 boats", "sold 30,000"]


def test_a_selection_over_paragraphs_is_cut_at_their_ends_and_the_pages_own_is_cut_out() -> None:
    start, end = _span("Two of them").start, _span("is wide").end
    shown = [s.of(TEXT) for s in tidy(_article(), [Span(start, end)])]
    assert shown == ["Two of them", "came back.", "“The river is wide"]


def test_a_selection_over_items_of_a_list_passes_over_their_bullets() -> None:
    article = read_article("He wants three things:\n\n1. The boats are sold.\n\n2. The tents are kept.\n")
    first, second = article.body[1:]
    assert tidy(article, [Span(first.start, second.end)]) == (first, second)


@pytest.mark.parametrize(
    ("spans", "advice"),
    [
        ([], "Select the words"),
        ([Span(len(TEXT) - 3, len(TEXT) + 1)], "select the words anew"),
        ([_span("Guards at the northern border")], "Select words of the paragraphs"),
        ([_span("border\n\nSmith")], "Select words of the paragraphs"),
        ([_span("\n\n“")], "Select at least one"),
        ([_span("(story here)")], "Select at least one"),
        ([_span(". ")], "Select at least one"),
        ([_span("Smith")] * (MAX_SPANS + 1), "Select fewer"),
    ],
)
def test_bounds_that_no_claim_can_have_are_refused_with_what_to_do(spans: list[Span], advice: str) -> None:
    claim = _draw("Kim has 5 boats")
    with pytest.raises(WorkbenchError, match=advice):
        draw(_article(), spans, "n")
    with pytest.raises(ShapeError, match=advice):
        rebound(_article(), claim, spans)


def test_a_claim_of_another_article_is_refused() -> None:
    other = replace(_draw("Kim has 5 boats"), article_id="other", id="other")
    with pytest.raises(ShapeError, match="another article"):
        rebound(_article(), other, [_span("Kim")])
    with pytest.raises(ShapeError, match="another article"):
        split(_article(), other, other.spans[0].start + 4, ("a", "b"))
    with pytest.raises(ShapeError, match="another article"):
        merge(_article(), _draw("Kim"), other, "m")


# -- changing a claim --------------------------------------------------------------------------------------------------


def test_other_bounds_keep_what_a_person_may_have_put_right_and_find_figures_anew() -> None:
    claim = replace(_draw("Kim has 5 boats"), kind=Kind.RULE, parents=("p",), restated="Kim has 5 boats.")
    said = _draw("38 guards left the river in 2015").attribution
    wider = rebound(_article(), replace(claim, attribution=said), [_span("Kim has 5 boats and Park sold 30,000 tents")])
    assert (wider.id, wider.kind, wider.attribution, wider.parents) == (claim.id, Kind.RULE, said, ("p",))
    assert wider.restated == "Kim has 5 boats."
    assert [q.value for q in wider.quantities] == [Decimal(5), Decimal(30_000)]
    assert rebound(_article(), claim, [_span("Park sold")]).quantities == ()


def test_a_figure_that_stays_inside_stays_as_it_was() -> None:
    claim = _draw("Kim has 5 boats")
    mended = Quantity(claim.quantities[0].span, "5", Decimal(50), Decimal(50))
    wider = rebound(
        _article(), replace(claim, quantities=(mended,)), [_span("Kim has 5 boats and Park sold 30,000 tents")]
    )
    assert [q.value for q in wider.quantities] == [Decimal(50), Decimal(30_000)]


def test_both_halves_of_a_claim_keep_its_source_and_kind_and_their_own_figures() -> None:
    claim = replace(_draw("Kim has 5 boats and Park sold 30,000 tents"), kind=Kind.EVENT)
    first, second = split(_article(), claim, _span("and Park").start, ("a", "b"))
    assert [(c.id, c.spans, c.parents, c.kind, c.origin) for c in (first, second)] == [
        ("a", (_span("Kim has 5 boats"),), ("new",), Kind.EVENT, Origin.PERSON),
        ("b", (_span("and Park sold 30,000 tents"),), ("new",), Kind.EVENT, Origin.PERSON),
    ]
    assert [[q.value for q in c.quantities] for c in (first, second)] == [[Decimal(5)], [Decimal(30_000)]]


def test_a_figure_cut_in_two_goes_away_and_comes_back_when_the_halves_are_merged() -> None:
    claim = _draw("Park sold 30,000 tents")
    halves = split(_article(), claim, TEXT.index(",000 tents"), ("a", "b"))
    assert [c.quantities for c in halves] == [(), ()]
    assert merge(_article(), *halves, "m").quantities == claim.quantities


def test_a_date_from_beyond_the_claim_holds_for_both_halves() -> None:
    article = read_article("Last month, Kim bought the boats and sold the tents at the border.", published=None)
    (time,) = draw(article, [Span(0, 10)], "t").times
    claim = replace(draw(article, [Span(12, 66)], "c"), times=(time,))
    assert [c.times for c in split(article, claim, 33, ("a", "b"))] == [(time,), (time,)]


@pytest.mark.parametrize("place", [0, _span("Kim").start, _span("boats and").start + 5, len(TEXT)])
def test_a_cut_that_leaves_no_word_on_one_side_is_refused(place: int) -> None:
    with pytest.raises(ShapeError, match="both sides"):
        split(_article(), _draw("Kim has 5 boats"), place, ("a", "b"))


def test_two_claims_make_one_of_the_kind_of_the_first_in_the_text_with_the_first_source() -> None:
    first, second = _draw("Kim has 5 boats"), replace(_draw("38 guards left the river"), id="s", kind=Kind.CAUSE)
    both = merge(_article(), first, second, "m")
    assert (both.id, both.parents, both.kind, both.origin) == ("m", ("new", "s"), Kind.CAUSE, Origin.PERSON)
    assert both.spans == (*second.spans, *first.spans)
    assert both.attribution == second.attribution
    assert [q.value for q in both.quantities] == [Decimal(38), Decimal(5)]


def test_a_claim_is_not_merged_with_itself() -> None:
    claim = _draw("Kim has 5 boats")
    with pytest.raises(ShapeError, match="itself"):
        merge(_article(), claim, claim, "m")


# -- whatever is selected ----------------------------------------------------------------------------------------------

SELECTIONS = st.lists(
    st.builds(lambda start, size: Span(start, start + size), st.integers(0, len(TEXT)), st.integers(1, 60)),
    max_size=4,
)


@settings(max_examples=300)
@given(SELECTIONS)
def test_whatever_is_selected_its_bounds_are_in_order_within_the_body_and_stay_when_tidied_again(
    spans: list[Span],
) -> None:
    try:
        found = tidy(_article(), spans)
    except ShapeError:
        return
    assert all(a.end < b.start for a, b in pairwise(found))
    assert all(s.of(TEXT) == s.of(TEXT).strip() for s in found)
    assert all(any(body.covers(s) for body in _article().body) for s in found)
    assert not any(s.overlaps(hole) for s in found for hole in _article().chrome)
    assert tidy(_article(), found) == found
    asked = {i for s in spans for i in range(s.start, s.end)}
    given_ = {i for s in found for i in range(s.start, s.end)}
    own = {i for hole in _article().chrome for i in range(hole.start, hole.end)}
    assert not any(TEXT[i].strip() for i in given_ ^ asked if i not in own)


@settings(max_examples=25, deadline=None)
@given(SELECTIONS, st.integers(0, len(TEXT)))
def test_the_halves_of_a_claim_have_its_words_and_make_it_again(spans: list[Span], at: int) -> None:
    try:
        claim = draw(_article(), spans, "c")
        first, second = split(_article(), claim, at, ("a", "b"))
    except ShapeError:
        return
    assert _bare(first) + _bare(second) == _bare(claim)
    whole = merge(_article(), second, first, "m")
    assert (whole.spans, whole.attribution, whole.kind) == (claim.spans, claim.attribution, claim.kind)
    assert whole.quantities == claim.quantities
    assert all(0 <= c.check_worthiness <= 1 for c in (claim, first, second, whole))
