"""What the page Team counts, kept until somebody changes the article, or who looks may see something else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from claims.agreement import agreement, between, disputed, first_ratings, pairwise, progress, ratings
from claims.unitizing import agreements, fates
from claims.vocabulary import ORDERED, SOURCING, VERIFICATION, choice
from storage.store import Store

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from claims.agreement import Agreement, Point, Ratings
    from claims.model import Article, Claim, Saying
    from claims.unitizing import Fate, Unitizing

    Seen = tuple[str, str, str, str, str]
    """The file, who looks, the article, the seal of its newest revision, and the role of who looks: what they may see.

    As long as these are the same, so is what is found.
    """

FIELDS = {"verification": ("Finding", VERIFICATION), "sourcing": ("Sourcing", SOURCING)}
"""What people can agree on, as it is called on screen, with its choices."""

EVERYONE = ("", "")
"""Stands among the pairs for all of them."""

NOW, FIRST = "Now", "First said"
"""What people say now, and what each said before anything else, as it is called on screen."""


def _store(seen: Seen) -> Store:
    return Store.open(Path(seen[0]), seen[1])


@st.cache_resource(max_entries=6, show_spinner=False)
def said(seen: Seen) -> list[Saying]:
    """Return what was ever said of the claims of the article that stand, from the first to the newest."""
    with _store(seen) as store:
        return store.sayings(seen[2])


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def lines(seen: Seen) -> list[tuple[str, str, Agreement]]:
    """Return the lines of the table of findings (`rows`)."""
    return rows(said(seen))


@st.cache_resource(max_entries=12, show_spinner=False)
def marks(seen: Seen, field: str) -> Ratings:
    """Return what each person says of each claim in a field."""
    return ratings(said(seen), field)


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def each_two(seen: Seen, field: str) -> Mapping[tuple[str, str], Agreement]:
    """Return how far each two people agree in a field."""
    return pairwise(marks(seen, field))


@st.cache_resource(max_entries=20, show_spinner=False)
def disputes(seen: Seen, field: str, pair: tuple[str, str]) -> pd.DataFrame:
    """Return the claims on which people, or two of them, differ in a field."""
    given = marks(seen, field) if pair == EVERYONE else between(marks(seen, field), *pair)
    with _store(seen) as store:
        return disputed_table(store.article(seen[2]), store.claims(seen[2]), given, field)


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def over_time(seen: Seen, field: str) -> Sequence[Point]:
    """Return how far people agreed in a field at each moment."""
    return progress(said(seen), field)


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def shapes(seen: Seen) -> tuple[Counter[Fate], Mapping[tuple[str, str], Unitizing]]:
    """Return what became of the splitter's claims, and how far each two agree on what is a claim."""
    with _store(seen) as store:
        text, sentences, acts = store.article(seen[2]).text, store.sentences(seen[2]), store.shapings(seen[2])
        return fates(store.claims(seen[2], withdrawn=True), acts), agreements(text, sentences, acts)


@st.cache_resource(max_entries=5000, show_spinner=False)
def of_article(seen: Seen, field: str) -> Agreement:
    """Return how far people agree in a field, without an interval."""
    with _store(seen) as store:
        return agreement(ratings(store.sayings(seen[2]), field), interval=False)


def rows(said: Sequence[Saying]) -> list[tuple[str, str, Agreement]]:
    """Return the lines of the table: each field and the ordered findings, now and as each first said."""
    lines = []
    for name, field, order in (
        ("Finding", "verification", ()),
        ("Finding, in order", "verification", ORDERED),
        ("Sourcing", "sourcing", ()),
    ):
        now, first = ratings(said, field), first_ratings(said, field)
        found = agreement(now, order)
        lines += [(name, NOW, found), (name, FIRST, found if first == now else agreement(first, order))]
    return lines


def disputed_table(article: Article, claims: Sequence[Claim], said: Ratings, field: str) -> pd.DataFrame:
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
