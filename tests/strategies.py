"""Articles, claims and reviews of every shape, for property tests."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from claims.model import Article, Attribution, Claim, Kind, Manner, Origin, Quantity, Sign, SourceType, Span, TimeRef
from claims.vocabulary import SOURCING, VERIFICATION

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


SPLIT_ARTICLES = ARTICLES.flatmap(lambda article: st.tuples(st.just(article), claims_of(article)))

CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "sourcing": st.sampled_from([entry.key for entry in SOURCING]),
        "verification": st.sampled_from([entry.key for entry in VERIFICATION]),
        "notes": TEXT,
    },
)
