"""What is accounted for: every character of the body once, a claim before a dismissal, and only what says something."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import words
from claims.article import read_article, sample_text
from claims.model import Article, Attribution, Claim, Kind, Manner, SourceType, Span, Standing, Stretch
from claims.split import find_claims
from claims.stretches import cover

if TYPE_CHECKING:
    import random

MARKS = {"{": "claim", "<": "said", "[": "dismissed", "(": "chrome"}
SHOWN = {Standing.CLAIM: "{{{}}}", Standing.DISMISSED: "[{}]", Standing.OPEN: "<{}>"}


def _claim(name: str, spans: list[Span], said: list[Span]) -> Claim:
    who = Attribution("X", tuple(said), None, (), SourceType.NAMED, Manner.INDIRECT) if said else None
    return Claim(name, "a", tuple(spans), Kind.EVENT, who)


def _read(marked: str) -> tuple[Article, list[Claim], list[Span]]:
    """Read "{a claim}", "<who says it>", "[dismissed]", "(page chrome)"; a paragraph a line."""
    text, starts, spans = "", [], defaultdict[str, list[Span]](list)
    for piece in re.split(r"([{<\[()\]>}])", marked):
        if piece in MARKS:
            starts.append((MARKS[piece], len(text)))
        elif piece in {"}", ">", "]", ")"}:
            kind, start = starts.pop()
            spans[kind].append(Span(start, len(text)))
        else:
            text += piece
    body = tuple(Span(*line.span()) for line in re.finditer(r"[^\n]+", text))
    claims = [_claim(f"c{n}", [span], spans["said"]) for n, span in enumerate(spans["claim"])]
    return Article("a", text, body=body, chrome=tuple(spans["chrome"])), claims, spans["dismissed"]


def _show(article: Article, stretches: list[Stretch]) -> str:
    """Write stretches as "{claim}", "[dismissed]", "<open>"."""
    shown, at = "", 0
    for stretch in stretches:
        shown += article.text[at : stretch.span.start] + SHOWN[stretch.state].format(stretch.span.of(article.text))
        at = stretch.span.end
    return shown + article.text[at:]


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        # A sentence is open until it is a claim or dismissed, and open sentences can be dismissed one by one.
        ("He left. She came.", "<He left. ><She came.>"),
        ("{He left}. [She came.]", "{He left. }[She came.]"),
        ("He left.\nShe came.", "<He left.>\n<She came.>"),
        # Who says it is accounted for with what he says.
        ("<Smith said> that {he left}.", "{Smith said that he left.}"),
        # What only links joins the claim beside it in its sentence.
        ("{He left}, and {she came}.", "{He left, and }{she came.}"),
        ("He ate. But {she came}.", "<He ate. >{But she came.}"),
        ("[He ate.] For example, {she came}.", "[He ate. ]{For example, she came.}"),
        ("{He left}. Which was the case.", "{He left. }<Which was the case.>"),
        # What turns a meaning is not lost between claims.
        ("{He left}, but not {she}.", "{He left}<, but not >{she.}"),
        ("{He left} because {she came}.", "{He left}< because >{she came.}"),
        ("{He} never {left}.", "{He}< never >{left.}"),
        # A claim goes before a dismissal.
        ("[He {left} now.]", "[He ]{left}[ now.]"),
        # A figure, a word that says something and a part of a word are looked at.
        ("{He} s{aid so}.", "{He}< s>{aid so.}"),
        ("{He left} in 1995.", "{He left}< in 1995.>"),
        # Marks alone are nothing to look at; a paragraph of them has nothing to be dismissed by hand.
        ("…\nHe left.", "[…]\n<He left.>"),
        ("[He left.] … [She came.]", "[He left. … ][She came.]"),
        ("{He left.} - (Photo) - {She came.}", "{He left. - }Photo{ - She came.}"),
    ],
)
def test_what_says_something_is_open_until_it_lies_in_a_claim_or_is_dismissed(marked: str, shown: str) -> None:
    article, claims, dismissed = _read(marked)
    assert _show(article, cover(article, claims, dismissed)) == shown


@pytest.mark.parametrize("word", ["not", "no", "never", "or", "only", "few", "if", "unless", "may", "might", "because"])
def test_no_word_that_turns_a_meaning_only_links(word: str) -> None:
    assert word not in words.LINKING


def test_a_word_in_two_claims_stands_in_a_stretch_of_both_and_a_claim_in_parts_is_joined() -> None:
    article = Article("a", "Kim and Lee have left Rome.", body=(Span(0, 27),))
    first, second = _claim("f", [Span(0, 3), Span(17, 26)], []), _claim("s", [Span(8, 26)], [])
    found = [(s.span.of(article.text), s.claim_ids) for s in cover(article, [second, first], [])]
    assert found == [("Kim and ", ("f",)), ("Lee have ", ("s",)), ("left Rome.", ("f", "s"))]


def test_a_list_of_initials_beside_a_name_is_nothing_to_look_at() -> None:
    text = "The Air Force (USAF) has it."
    article = Article("a", text, body=(Span(0, len(text)),))
    claims = [_claim("c", [Span(0, 13), Span(21, 27)], [])]
    assert [s.state for s in cover(article, claims, [])] == [Standing.CLAIM]


def test_most_of_an_article_is_in_its_claims() -> None:
    article = read_article(sample_text())
    left = [s for s in cover(article, find_claims(article), []) if s.state is Standing.OPEN]
    assert len(left) < 10
    assert all(re.search(r"\w", s.span.of(article.text)) for s in left)


# -- whatever the article ----------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "He left Rome. ",
        "and ",
        "But ",
        "not ",
        "who ",
        "…",
        " ",
        "“Go!” ",
        "\t",
        "3.5 ",
        "Mr. Lee ",
        "a. ",
        "_",
        "👩‍👧",
        "said",
    ]
)
SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 90), st.integers(1, 30))
CLAIMS = st.lists(st.tuples(st.lists(SPANS, min_size=1, max_size=3), st.lists(SPANS, max_size=1)), max_size=4)


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    paragraphs = draw(st.lists(st.lists(PIECES, min_size=1, max_size=8).map("".join), min_size=1, max_size=4))
    body, at = [], 0
    for paragraph in paragraphs:
        body.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 1
    edges = sorted(draw(st.sets(st.integers(0, at), max_size=4)))
    chrome = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    return Article("a", "\n".join(paragraphs), body=tuple(body), chrome=chrome)


@given(_articles(), CLAIMS, st.lists(SPANS, max_size=3))
def test_whatever_is_drawn_every_character_of_the_body_is_accounted_for_once(
    article: Article, drawn: list[tuple[list[Span], list[Span]]], dismissed: list[Span]
) -> None:
    claims = [_claim(f"c{n}", sorted(spans), said) for n, (spans, said) in enumerate(drawn)]
    found = cover(article, claims, dismissed)
    places = [i for s in found for i in range(s.span.start, s.span.end)]
    chrome = {i for hole in article.chrome for i in range(hole.start, hole.end)}
    assert places == [i for span in article.body for i in range(span.start, span.end) if i not in chrome]
    assert all(any(body.covers(s.span) for body in article.body) for s in found)
    state = {i: s for s in found for i in range(s.span.start, s.span.end)}
    for i in places:
        own = {c.id for c in claims for span in _all(c) if span.start <= i < span.end}
        waived = any(span.start <= i < span.end for span in dismissed)
        if own or waived:
            assert state[i].state is (Standing.CLAIM if own else Standing.DISMISSED)
            assert set(state[i].claim_ids) == own
        elif state[i].state is not Standing.OPEN:
            assert not article.text[i].isalnum() or _word_at(article.text, i) in words.LINKING
    for stretch in found:
        if stretch.state is Standing.OPEN:
            assert any(c.isalnum() for c in stretch.span.of(article.text))


@given(_articles(), CLAIMS, st.lists(SPANS, max_size=3), st.randoms(use_true_random=False))
def test_the_order_in_which_claims_and_dismissals_come_does_not_matter(
    article: Article, drawn: list[tuple[list[Span], list[Span]]], dismissed: list[Span], chance: random.Random
) -> None:
    claims = [_claim(f"c{n}", sorted(spans), said) for n, (spans, said) in enumerate(drawn)]
    found = cover(article, claims, dismissed)
    chance.shuffle(claims)
    chance.shuffle(dismissed)
    assert cover(article, claims, dismissed) == found


def _all(claim: Claim) -> tuple[Span, ...]:
    return claim.spans + (claim.attribution.source_spans if claim.attribution else ())


def _word_at(text: str, place: int) -> str:
    return next(m.group().lower() for m in re.finditer(r"[^\W_]+", text) if m.start() <= place < m.end())
