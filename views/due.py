"""Due again: the findings that are to be looked at again by today, of one person or of all; nothing where none are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.vocabulary import VERIFICATION, choice
from storage.store import Store
from views.frame import data_file, reviewer, today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from storage.store import Due

KEY = "open due"
"""Session key of the buttons in the list."""

MOST = 6
"""How many findings are seen at once; the list scrolls."""


def draw_due(open_claim: Callable[[str, str], None], who: str | None = None) -> None:
    """Draw the list, of one person's findings if asked; `open_claim` goes to the review of a claim of an article."""
    with Store.open(data_file(), reviewer()) as store:
        due = store.due(today(), who)
        said = words(store, due)
    if not due:
        return
    st.subheader("Due again", anchor=False)
    st.dataframe(
        table(due, said),
        key="due",
        hide_index=True,
        height=35 * min(len(due) + 1, MOST + 1) + 3,
        column_config=_columns(due, open_claim),
    )


def words(store: Store, due: Iterable[Due]) -> Mapping[str, str]:
    """Return the words of each claim of which something is due, by its id."""
    articles = {article_id: store.article(article_id) for article_id in {one.article_id for one in due}}
    return {one.review.claim_id: store.claim(one.review.claim_id).text(articles[one.article_id]) for one in due}


def table(due: Iterable[Due], said: Mapping[str, str]) -> pd.DataFrame:
    """Return the list as it is shown; cells are drawn as they are, never as Markdown."""
    return pd.DataFrame(
        [
            {
                "open": "Review",
                "due": one.review.due.isoformat() if one.review.due else "",
                "who": one.review.reviewer,
                "finding": choice(VERIFICATION, one.review.verification).shown,
                "claim": said[one.review.claim_id],
                "title": one.title or "Untitled",
            }
            for one in due
        ]
    )


def _columns(due: Sequence[Due], open_claim: Callable[[str, str], None]) -> dict[str, Any]:
    column = st.column_config
    places = tuple((one.article_id, one.review.claim_id) for one in due)
    return {
        "open": column.ButtonColumn("", key=KEY, on_click=open_row, args=(places, open_claim), width="small"),
        "due": column.TextColumn("Due", width=95),
        "who": column.TextColumn("Whose", width=110),
        "finding": column.TextColumn("Finding", width=130),
        "claim": column.TextColumn("Claim", width=420),
        "title": column.TextColumn("Article", width=240),
    }


def open_row(places: Sequence[tuple[str, str]], open_claim: Callable[[str, str], None]) -> None:
    """Open the claim whose row was clicked; `places` are the articles and claims of the rows that were on screen."""
    open_claim(*places[st.session_state.to_dict()[KEY]["row"]])
