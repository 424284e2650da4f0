"""Team: how far the reviewers of an article agree, who differs from whom, and on which claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd
import streamlit as st

from claims.agreement import agreement, between, confusion, disputed, pairs, ratings
from claims.vocabulary import ORDERED, SOURCING, VERIFICATION, choice
from storage.store import Store
from views.choose import choose_article, in_hand
from views.frame import data_file, errors_told, reviewer
from views.live.component import DESK, SHAPE, follow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.agreement import Agreement
    from claims.model import Article, Claim, Review

FIELDS = {"verification": ("Finding", VERIFICATION), "sourcing": ("Sourcing", SOURCING)}
"""What people can agree on, as it is called on screen, with its choices."""

OPEN = "open disputed"
"""Session key of the buttons in the list of disputed claims."""

BLUE = "#4c8bbf"
"""Of the picture: it can be told from a light page and from a dark one."""

EXPLAINED = (
    "Percent: how often two people say the same. Alpha: the same, less what chance would bring: 1 is perfect, 0 is "
    "chance; from .8 one may rely on it, below .67 not (Krippendorff). The interval holds alpha in 95 of 100 drawings "
    "of the claims."
)


def page(open_claim: Callable[[str, str], None]) -> None:
    """Show how far people agree on an article; `open_claim` goes to the review of a claim."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            article_id = in_hand(store, reviewer())
            follow(store, article_id or "", *SHAPE, *DESK, "review")
            summaries = store.articles()
            if article_id is None:
                st.info("There are no articles yet. Add one on the page Articles.")
                return
            article, claims, reviews = store.article(article_id), store.claims(article_id), store.reviews(article_id)
        choose_article(summaries, article_id, "article of the team")
        standing = {claim.id for claim in claims}
        _agreement(article, claims, [review for review in reviews if review.claim_id in standing], open_claim)


def _agreement(
    article: Article, claims: Sequence[Claim], reviews: Sequence[Review], open_claim: Callable[[str, str], None]
) -> None:
    lines = rows(reviews)
    if not any(found.units for _, found in lines):
        st.info("No two people have marked the same claim yet. When they have, this page says how far they agree.")
        return
    st.subheader("Agreement", anchor=False, help=EXPLAINED)
    picture, numbers = st.columns([1, 1], gap="large")
    numbers.dataframe(table(lines), hide_index=True)
    if any(found.alpha is not None for _, found in lines):
        picture.altair_chart(_intervals(lines), width="stretch")
    field = st.segmented_control(
        "Field", list(FIELDS), default="verification", required=True, format_func=lambda key: FIELDS[key][0]
    )
    said = ratings(reviews, str(field))
    _confusion(said, str(field))
    _disputed(article, claims, said, str(field), open_claim)


def rows(reviews: Sequence[Review]) -> list[tuple[str, Agreement]]:
    """Return the lines of the table: each field, the ordered findings, then each pair of people."""
    findings, sourcing = ratings(reviews, "verification"), ratings(reviews, "sourcing")
    return [
        ("Finding", agreement(findings)),
        ("Finding, in order", agreement(findings, ORDERED)),
        ("Sourcing", agreement(sourcing)),
        *((f"Finding: {one}, {other}", agreement(between(findings, one, other))) for one, other in pairs(findings)),
    ]


def table(lines: Iterable[tuple[str, Agreement]]) -> pd.DataFrame:
    """Return the table as it is shown; where alpha is undefined it says why."""
    return pd.DataFrame(
        [
            {
                "Of what": name,
                "Claims": found.units,
                "People": found.people,
                "Percent": "" if found.percent is None else f"{found.percent:.0f} %",
                "Alpha": f"undefined: {found.undefined}" if found.alpha is None else f"{found.alpha:.2f}",
                "Interval": "" if found.interval is None else "{:.2f} to {:.2f}".format(*found.interval),
            }
            for name, found in lines
        ]
    )


def _intervals(lines: Iterable[tuple[str, Agreement]]) -> alt.LayerChart | alt.FacetChart:
    """Return alpha and its interval on one axis; the table beside it says the same."""
    shown = pd.DataFrame(
        [
            {"name": name, "alpha": found.alpha, "low": low, "high": high}
            for name, found in lines
            if found.alpha is not None
            for low, high in [found.interval or (found.alpha, found.alpha)]
        ],
        columns=["name", "alpha", "low", "high"],
    )
    place = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    scale = alt.Scale(domain=[min([-0.2, *shown["low"]]), 1])
    line = (
        alt.Chart(shown)
        .mark_rule(color=BLUE, strokeWidth=2)
        .encode(y=place, x=alt.X("low:Q", scale=scale, title="Alpha"), x2="high:Q")
    )
    dot = alt.Chart(shown).mark_point(filled=True, size=70, color=BLUE).encode(y=place, x=alt.X("alpha:Q", scale=scale))
    return alt.layer(line, dot).properties(height=alt.Step(26))


def _confusion(said: Mapping[str, Mapping[str, str]], field: str) -> None:
    met = list(pairs(said))
    if not met:
        st.caption("No two people have marked this of the same claim.")
        return
    one, other = st.selectbox(
        "Pair", met, format_func=lambda pair: f"{pair[0]} and {pair[1]}", disabled=len(met) == 1, width=320
    )
    st.dataframe(crossed(said, field, one, other))


def crossed(said: Mapping[str, Mapping[str, str]], field: str, one: str, other: str) -> pd.DataFrame:
    """Return how often one person (rows) said what where the other (columns) said what; labels, not keys."""
    counts = confusion(said, one, other)
    choices = [entry.key for entry in FIELDS[field][1]]
    used = sorted({key for pair in counts for key in pair}, key=lambda key: (*choices, key).index(key))
    label = {key: choice(FIELDS[field][1], key).shown for key in used}
    cells = [[counts.get((row, column), 0) for column in used] for row in used]
    return pd.DataFrame(
        cells,
        index=pd.Index([f"{one}: {label[key]}" for key in used]),
        columns=[f"{other}: {label[key]}" for key in used],
    )


def _disputed(
    article: Article,
    claims: Sequence[Claim],
    said: Mapping[str, Mapping[str, str]],
    field: str,
    open_claim: Callable[[str, str], None],
) -> None:
    found = disputed_table(article, claims, said, field)
    st.subheader(f"Disputed claims ({len(found)})", anchor=False)
    if found.empty:
        st.text("Nobody differs from anybody here.")
        return
    st.dataframe(
        found.drop(columns="id"),
        hide_index=True,
        column_config={
            "open": st.column_config.ButtonColumn(
                "", key=OPEN, on_click=open_disputed, args=(list(found["id"]), article.id, open_claim)
            )
        },
    )


def open_disputed(claim_ids: Sequence[str], article_id: str, open_claim: Callable[[str, str], None]) -> None:
    """Go to the claim whose button was pressed."""
    pressed: dict[str, Any] = st.session_state.to_dict()[OPEN]
    open_claim(article_id, claim_ids[pressed["row"]])


def disputed_table(
    article: Article, claims: Sequence[Claim], said: Mapping[str, Mapping[str, str]], field: str
) -> pd.DataFrame:
    """Return the claims on which people differ, in reading order, with what each of them says."""
    differing = set(disputed(said))
    return pd.DataFrame(
        [
            {
                "id": claim.id,
                "open": "Review",
                "Claim": claim.text(article),
                "What each says": "; ".join(
                    f"{person}: {choice(FIELDS[field][1], value).label}"
                    for person, value in sorted(said[claim.id].items())
                ),
            }
            for claim in claims
            if claim.id in differing
        ],
        columns=["id", "open", "Claim", "What each says"],
    )
