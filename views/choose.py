"""Choosing an article, and a view of it, on pages that are about one: the address says which, boxes offer others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.store import ArticleSummary, Store


VIEW = "view"
"""What the view of a page is called in the address."""


def in_hand(store: Store, who: str) -> str | None:
    """Return the article that the address names, else the one last worked on, else the newest, if there is any."""
    named = st.query_params.get("article")
    return named or store.last_worked_on(who) or next((summary.id for summary in store.articles()), None)


def choose_article(summaries: Sequence[ArticleSummary], article_id: str | None, key: str) -> None:
    """Draw the box; choosing another article puts it in the address. Nothing is chosen where the address is wrong."""
    names = labels(summaries)
    st.session_state[key] = article_id if article_id in names else None
    st.selectbox(
        "Article",
        list(names),
        format_func=lambda chosen: names.get(chosen, ""),
        key=key,
        on_change=take_article,
        args=(key,),
        placeholder="Choose an article",
    )


def labels(summaries: Sequence[ArticleSummary]) -> Mapping[str, str]:
    """Return how each article is called in the box, by its id: no two alike, or one would open the other."""
    names: dict[str, str] = {}
    taken = set[str]()
    for summary in summaries:
        day = summary.published.isoformat() if summary.published else ""
        name = " · ".join(filter(None, (summary.title or "Untitled", summary.outlet, day)))
        names[summary.id] = f"{name} · {summary.id[:8]}" if name in taken else name
        taken.add(name)
    return names


def take_article(key: str) -> None:
    """Put the article that was chosen in the address, and take the claim out of it, which is of another."""
    article_id = st.session_state.to_dict()[key]
    if article_id:
        st.query_params["article"] = article_id
        if "claim" in st.query_params:
            del st.query_params["claim"]


def view(views: Mapping[str, str]) -> str:
    """Return which of a page's views, by key, the address names; the first of them by default."""
    named = st.query_params.get(VIEW)
    return named if named is not None and named in views else next(iter(views))


def choose_view(views: Mapping[str, str], key: str) -> str:
    """Draw the choice of a page's views, by key as they are called; return the one that is open."""
    st.session_state[key] = view(views)
    st.segmented_control(
        "View",
        list(views),
        required=True,
        format_func=views.__getitem__,
        key=key,
        on_change=take_view,
        args=(key,),
        label_visibility="collapsed",
        width="content",
    )
    return view(views)


def take_view(key: str) -> None:
    """Put the view that was chosen in the address."""
    st.query_params[VIEW] = str(st.session_state.to_dict()[key])
