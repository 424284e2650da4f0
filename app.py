"""Claimbook: `streamlit run app.py`. The frame of every page: navigation, who is reviewing, the first start."""

from __future__ import annotations

import streamlit as st

from views.frame import ask_name, errors_told, warm_up

# Each page is imported when it is first opened: their libraries take seconds to load, the frame is there without them.
# ruff: noqa: PLC0415

st.set_page_config(page_title="Claimbook", page_icon="☑️", layout="wide")


def open_review(article_id: str) -> None:
    """Go to the review of an article."""
    st.switch_page(review_page, query_params={"article": article_id})


def show_articles() -> None:
    """Show the start page."""
    from views import articles

    articles.add_sample_at_first()
    articles.page(open_review)


def show_review() -> None:
    """Show the page on which an article is worked through."""
    from views import articles, review

    articles.add_sample_at_first()
    review.page()


articles_page = st.Page(show_articles, title="Articles", icon=":material/library_books:", default=True)
review_page = st.Page(show_review, title="Review", icon=":material/rate_review:", url_path="review")

chosen = st.navigation([articles_page, review_page], position="top")
ask_name()
with errors_told():
    chosen.run()
warm_up()
