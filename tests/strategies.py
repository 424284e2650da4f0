"""Articles, claims and reviews of every shape, for property tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from claims.model import (
    Article,
    Aspect,
    Attribution,
    Claim,
    Difference,
    Evidence,
    Kind,
    Manner,
    Match,
    Origin,
    Quantity,
    Reason,
    Relation,
    Sign,
    SourceType,
    Span,
    Stance,
    TimeRef,
    words,
)
from claims.vocabulary import SOURCING, VERIFICATION
from views.reader.wire_in import MAX_DIGITS

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
KEYS = st.text("0123456789abcdef", min_size=1, max_size=16)
DAYS = st.dates()
SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(min_value=1, max_value=10**4)
)
SPAN_LISTS = st.lists(SPANS, max_size=3).map(tuple)
FIGURES = st.decimals(allow_nan=False)

ATTRIBUTIONS = st.builds(
    Attribution,
    source=st.none() | TEXT,
    source_spans=SPAN_LISTS,
    cue=st.none() | TEXT,
    cue_spans=SPAN_LISTS,
    source_type=st.sampled_from(SourceType),
    manner=st.sampled_from(Manner),
    guess=st.booleans(),
)
QUANTITIES = st.builds(
    Quantity,
    span=SPANS,
    text=TEXT,
    low=st.none() | FIGURES,
    high=st.none() | FIGURES,
    unit=st.none() | TEXT,
    of=st.none() | TEXT,
    approximate=st.booleans(),
)
TIMES = st.builds(TimeRef, span=SPANS, text=TEXT, first=st.none() | DAYS, last=st.none() | DAYS)

SIGNS = st.builds(Sign, name=KEYS, weight=st.floats(-5, 5), spans=SPAN_LISTS)

ARTICLES = st.builds(
    Article,
    id=KEYS,
    text=TEXT,
    title=TEXT,
    byline=TEXT,
    outlet=TEXT,
    url=TEXT,
    published=st.none() | st.dates(date(1600, 1, 1)),
    body=SPAN_LISTS,
    chrome=SPAN_LISTS,
)


def claims_of(article: Article) -> st.SearchStrategy[list[Claim]]:
    """Draw the claims of an article, in reading order."""
    claim = st.builds(
        Claim,
        id=KEYS,
        article_id=st.just(article.id),
        spans=SPAN_LISTS,
        kind=st.sampled_from(Kind),
        attribution=st.none() | ATTRIBUTIONS,
        quantities=st.lists(QUANTITIES, max_size=2).map(tuple),
        times=st.lists(TIMES, max_size=2).map(tuple),
        check_worthiness=st.floats(0, 1),
        signs=st.lists(SIGNS, max_size=2).map(tuple),
        origin=st.sampled_from(Origin),
        parents=st.lists(KEYS, max_size=2).map(tuple),
    )
    claims = st.lists(claim, max_size=4, unique_by=lambda drawn: drawn.id)
    return claims.map(lambda drawn: sorted(drawn, key=lambda claim: (claim.spans, claim.id)))


SAID = TEXT.filter(bool)

EVIDENCE = st.builds(
    Evidence,
    id=KEYS,
    locator=TEXT.map(str.strip),
    stance=st.sampled_from(Stance),
    primary=st.booleans(),
    quote=TEXT.map(str.strip),
    accessed=st.none() | DAYS,
    copy=st.just("") | KEYS,
)
"""Pieces of evidence as the store has them: no white space at their ends."""


@st.composite
def found_in(draw: st.DrawFn, article: Article) -> Claim:
    """Draw a claim whose findings have their places, and their words, in the text of the article."""
    ends = st.lists(st.integers(0, len(article.text)), min_size=2, max_size=2, unique=True)
    spans = ends.map(lambda pair: Span(min(pair), max(pair)))
    figures = st.none() | FIGURES.filter(lambda figure: figure.is_finite() and abs(figure.adjusted()) < MAX_DIGITS)
    said = draw(st.none() | ATTRIBUTIONS)
    return Claim(
        id=draw(KEYS),
        article_id=article.id,
        spans=(draw(spans),),
        kind=draw(st.sampled_from(Kind)),
        attribution=said
        and replace(said, source=draw(SAID), cue=draw(SAID), source_spans=(draw(spans),), cue_spans=()),
        quantities=tuple(
            replace(drawn, span=span, text=words(article.text, (span,)), low=draw(figures), high=draw(figures))
            for drawn, span in draw(st.lists(st.tuples(QUANTITIES, spans), max_size=2))
            if drawn.unit != "" and drawn.of != ""
        ),
        times=tuple(
            replace(drawn, span=span, text=words(article.text, (span,)))
            for drawn, span in draw(st.lists(st.tuples(TIMES, spans), max_size=2))
        ),
        restated=" ".join(draw(TEXT).split()),
    )


SPLIT_ARTICLES = ARTICLES.flatmap(lambda article: st.tuples(st.just(article), claims_of(article)))

REASONS = st.builds(Reason, text=TEXT, earlier_spans=SPAN_LISTS, later_spans=SPAN_LISTS)
DIFFERENCES = st.builds(
    Difference,
    aspect=st.sampled_from(Aspect),
    earlier=TEXT,
    later=TEXT,
    earlier_spans=SPAN_LISTS,
    later_spans=SPAN_LISTS,
)
MATCHES = st.builds(
    Match,
    claim_id=KEYS,
    coverage_id=KEYS,
    passages=SPAN_LISTS,
    score=st.floats(0, 1),
    relation=st.sampled_from(Relation),
    reasons=st.lists(REASONS, max_size=2).map(tuple),
    differences=st.lists(DIFFERENCES, max_size=2).map(tuple),
)

CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "sourcing": st.sampled_from([entry.key for entry in SOURCING]),
        "verification": st.sampled_from([entry.key for entry in VERIFICATION]),
        "notes": TEXT,
    },
)
