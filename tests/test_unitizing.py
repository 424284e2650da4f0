"""Agreement on what is a claim, held to Krippendorff's own examples; and what people hold, as the log tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Claim, Kind, Span
from claims.unitizing import SPLITTER, Act, Fate, Unitizing, agreements, disagreement, fates, held, section, units

if TYPE_CHECKING:
    from claims.unitizing import Units

TEXT = "The minister left Seoul on Monday. He paid forty guards. They never came back."
SENTENCES = [Span(0, 34), Span(35, 56), Span(57, 78)]
LEFT, SEOUL, PAID, CAME = Span(0, 17), Span(18, 33), Span(35, 55), Span(57, 77)
FOUND = Act(SPLITTER, {"c1": (LEFT, SEOUL), "c2": (PAID,)})


# -- alpha -------------------------------------------------------------------------------------------------------------


def _alpha(one: Units, other: Units, length: int) -> tuple[float, float, float]:
    observed, expected = disagreement([section(length, one)], [section(length, other)])
    return observed, expected, 1 - observed / expected


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        (((75, 145), (220, 250)), ((70, 150), (205, 225), (250, 270)), (0.0144, 0.0532, 0.7286)),
        (((30, 90), (150, 200)), ((30, 90), (150, 200)), (0.0, 0.0490, 1.0)),
    ],
    ids=["category c", "category k"],
)
def test_alpha_is_that_of_the_published_example(
    one: Units, other: Units, published: tuple[float, float, float]
) -> None:
    """K. Krippendorff, Content Analysis, 2nd ed. (2004), p. 254: a continuum of 300, from 150 on."""
    assert tuple(round(figure, 4) for figure in _alpha(one, other, 300)) == published


@pytest.mark.parametrize(
    ("one", "other", "observed", "expected"),
    [
        (((2, 10), (14, 20)), ((4, 8), (15, 17)), 0.03125, 0.06990),
        (((0, 18),), ((0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)), 2.26736, 1.17731),
        (((2, 8), (10, 12), (14, 18), (20, 22)), ((0, 2), (4, 8), (10, 14), (16, 18), (20, 22)), 0.02777, 0.08642),
        (
            ((0, 2), (2, 10), (10, 14), (14, 20), (20, 24)),
            ((0, 4), (4, 8), (8, 15), (15, 17), (17, 24)),
            0.38715,
            0.41445,
        ),
    ],
    ids="ABCD",
)
def test_disagreement_is_that_of_the_first_publication(
    one: Units, other: Units, observed: float, expected: float
) -> None:
    """K. Krippendorff, Sociological Methodology 25 (1995), p. 57; what is expected, of a continuum that is very long.

    The formula of what is expected was put right in 2004, and comes within half a hundredth of the figures of 1995.
    """
    fine = 50_000
    stretched = [tuple((start * fine, end * fine) for start, end in side) for side in (one, other)]
    found = disagreement(*([section(24 * fine, side)] for side in stretched))
    assert found[0] == pytest.approx(observed, abs=1e-5)
    assert found[1] == pytest.approx(expected, abs=5e-3)


LENGTH = 40
EDGES = st.sets(st.integers(0, LENGTH), max_size=8).map(sorted)
CUT = EDGES.map(lambda edges: tuple(zip(edges[::2], edges[1::2], strict=False)))


@given(one=CUT, other=CUT)
def test_alpha_is_one_for_the_same_and_only_then_and_the_same_from_both_sides(one: Units, other: Units) -> None:
    mine, yours = [section(LENGTH, one)], [section(LENGTH, other)]
    observed, expected = disagreement(mine, yours)
    assert disagreement(yours, mine) == pytest.approx((observed, expected))
    assert (observed == 0) == (one == other)
    assert expected >= 0
    assert expected or one == other


@given(cuts=st.lists(st.tuples(CUT, CUT), min_size=1, max_size=4))
def test_a_text_is_one_continuum_wherever_it_is_cut_into_sentences(cuts: list[tuple[Units, Units]]) -> None:
    sides = [[section(LENGTH, cut) for cut in side] for side in zip(*cuts, strict=True)]
    wholes = [
        [(at * LENGTH + start, at * LENGTH + end) for at, part in enumerate(side) for start, end in part.units]
        for side in sides
    ]
    whole = [[section(LENGTH * len(cuts), tuple(units))] for units in wholes]
    assert disagreement(*sides) == pytest.approx(disagreement(*whole))


# -- units -------------------------------------------------------------------------------------------------------------

WORDS = [(0, 3), (4, 12), (13, 17), (18, 23), (24, 26), (27, 33)]


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ([], ()),
        ([(Span(0, 33),)], ((0, 6),)),
        ([(Span(0, 17),), (Span(18, 33),)], ((0, 3), (3, 6))),
        ([(Span(0, 33),), (Span(13, 17),)], ((0, 2), (2, 3), (3, 6))),
        ([(Span(0, 3), Span(18, 33))], ((0, 1), (3, 6))),
        ([(Span(0, 34),)], ((0, 6),)),
        ([(Span(4, 14),)], ((1, 3),)),
    ],
    ids=["none", "one", "two", "one in another", "in two stretches", "with the full stop", "into a word"],
)
def test_claims_are_cut_into_stretches_of_words_under_the_same_claims(
    claims: list[tuple[Span, ...]], found: Units
) -> None:
    assert units(WORDS, frozenset(claims)) == found


# -- what people hold --------------------------------------------------------------------------------------------------


def test_the_splitter_holds_what_it_found_in_every_sentence_and_people_where_they_did_something() -> None:
    views = held(SENTENCES, [FOUND, Act("Ana", marked=("c2",)), Act("Ben", dismissed=(CAME,))])
    assert views == {
        SPLITTER: {0: frozenset({(LEFT, SEOUL)}), 1: frozenset({(PAID,)}), 2: frozenset()},
        "Ana": {1: frozenset({(PAID,)})},
        "Ben": {2: frozenset()},
    }


def test_a_person_holds_a_sentence_as_it_stood_after_the_last_thing_that_they_did_there() -> None:
    acts = [
        FOUND,
        Act("Ana", marked=("c1",)),
        Act("Ben", {"c1": (), "c3": (LEFT,), "c4": (SEOUL,)}),
        Act("Ana", marked=("c2",)),
    ]
    views = held(SENTENCES, acts)
    assert views["Ana"][0] == frozenset({(LEFT, SEOUL)})
    assert views["Ben"] == {0: frozenset({(LEFT,), (SEOUL,)})}
    assert held(SENTENCES, [*acts, Act("Ana", marked=("c3",))])["Ana"][0] == views["Ben"][0]


def test_a_claim_that_is_none_any_longer_is_held_by_nobody_who_took_it_away_or_marks_beside_it() -> None:
    views = held(SENTENCES, [FOUND, Act("Ana", marked=("c2",)), Act("Ben", {"c2": ()}), Act("Cem", marked=("c2",))])
    assert views["Ana"][1] == frozenset({(PAID,)})
    assert views["Ben"][1] == frozenset()
    assert "Cem" not in views or not views["Cem"]


def test_people_are_compared_in_the_sentences_in_which_both_worked() -> None:
    acts = [
        FOUND,
        Act("Ana", marked=("c1", "c2")),
        Act("Ben", {"c2": (Span(35, 42),)}),
        Act("Ben", marked=("c1",)),
        Act("Cem", dismissed=(CAME,)),
    ]
    found = agreements(TEXT, SENTENCES, acts)
    assert list(found) == [(SPLITTER, "Ana"), (SPLITTER, "Ben"), (SPLITTER, "Cem"), ("Ana", "Ben")]
    assert found[SPLITTER, "Ana"] == Unitizing(2, 2, 100.0, 1.0)
    assert found[SPLITTER, "Cem"] == Unitizing(1, 1, 100.0, None, "no claim in these sentences")
    assert (found["Ana", "Ben"].sentences, found["Ana", "Ben"].alike, found["Ana", "Ben"].percent) == (2, 1, 50.0)
    assert 0 < (found["Ana", "Ben"].alpha or 0) < 1
    assert found[SPLITTER, "Ben"] == found["Ana", "Ben"]


PEOPLE = st.sampled_from(["Ana", "Ben", "Cem"])
PLACES = st.sampled_from([(), (LEFT,), (SEOUL,), (LEFT, SEOUL), (PAID,), (CAME,), (Span(4, 50),)])
ACTS = st.builds(
    Act,
    PEOPLE,
    st.dictionaries(st.sampled_from(["c1", "c2", "c3"]), PLACES, max_size=2),
    st.lists(st.sampled_from(["c1", "c2", "c3"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(SENTENCES), max_size=1).map(tuple),
)


@given(acts=st.lists(ACTS, max_size=8), names=st.permutations(["Xu", "Yara", "Zoe"]))
def test_names_and_their_order_make_no_difference(acts: list[Act], names: list[str]) -> None:
    called = dict(zip(["Ana", "Ben", "Cem"], names, strict=True)) | {SPLITTER: SPLITTER}
    before = agreements(TEXT, SENTENCES, [FOUND, *acts])
    after = agreements(TEXT, SENTENCES, [one._replace(by=called[one.by]) for one in [FOUND, *acts]])
    assert after.keys() == {(min(pair), max(pair)) for one, other in before for pair in [(called[one], called[other])]}
    for (one, other), found in before.items():
        again = after[min(called[one], called[other]), max(called[one], called[other])]
        assert (again.sentences, again.alike, again.undefined) == (found.sentences, found.alike, found.undefined)
        assert again.alpha == pytest.approx(found.alpha)
        assert found.alpha is None or found.alpha <= 1
        assert found.alpha is None or (found.alpha == 1) == (found.alike == found.sentences)


# -- what became of the splitter's claims ------------------------------------------------------------------------------


def _claim(name: str, *spans: Span, withdrawn: str = "", parents: tuple[str, ...] = ()) -> Claim:
    return Claim(name, "a", spans, Kind.EVENT, withdrawn=withdrawn, parents=parents)


def test_it_is_counted_what_became_of_the_splitter_s_claims_and_what_people_drew() -> None:
    found = Act(SPLITTER, {f"c{number}": (LEFT,) for number in range(6)})
    claims = [
        _claim("c0", LEFT),
        _claim("c1", SEOUL),
        _claim("c2", LEFT, withdrawn="split"),
        _claim("c3", LEFT, withdrawn="merged"),
        _claim("c4", LEFT, withdrawn="opinion"),
        _claim("c5", LEFT),
        _claim("half", SEOUL, parents=("c2",)),
        _claim("new", CAME),
        _claim("gone", CAME, withdrawn="other"),
    ]
    assert fates(claims, [found, Act("Ana", {"new": (CAME,)})]) == {
        Fate.KEPT: 2,
        Fate.BOUNDED: 1,
        Fate.SPLIT: 1,
        Fate.MERGED: 1,
        Fate.WITHDRAWN: 1,
        Fate.DRAWN: 1,
    }
