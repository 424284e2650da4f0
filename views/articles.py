"""Articles, the start page: what is in the library and how far it is checked, the table to take away, a text to add."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.article import decode, read_article, sample_text
from claims.model import TextError, WorkbenchError
from storage.exports.csv import csv_bytes
from storage.store import Store
from views.due import draw_due
from views.frame import data_file, errors_told, plain, reviewer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from storage.store import Added, ArticleSummary

FIELDS = {"title": "Title", "byline": "Byline", "outlet": "Outlet", "published": "Published"}
"""What is known of an article besides its text, as it is called on screen."""

OFFERED = "offered"
"""Session key: what the text said of itself when it was last read, to tell it from what a person typed."""

REFUSED = "refused"
"""Session key: why the uploaded file could not be taken."""

EARLIEST, LATEST = date(1600, 1, 1), date(2199, 12, 31)
"""The dates of publication that can be chosen: from the first newspapers on."""


def page(open_review: Callable[..., None]) -> None:
    """Show the library; `open_review` goes to the review of an article, or of one of its claims."""
    with errors_told():
        with Store.open(data_file()) as store:
            summaries = store.articles()
        _library(summaries, open_review)
        draw_due(open_review)
        _new_article(open_review)


def add_sample_at_first() -> None:
    """Fill the library with the sample article where there is no library yet."""
    if not data_file().exists():
        with st.spinner("Loading the parser and splitting the sample article into claims …"):
            add(data_file(), "Claimbook", sample_text(), {"outlet": "Daily NK"})


# The library


def _library(summaries: Sequence[ArticleSummary], open_review: Callable[[str], None]) -> None:
    st.subheader("Articles", anchor=False)
    if not summaries:
        st.info("There are no articles yet. Add one below.")
        return
    table = st.dataframe(
        _table(summaries),
        key="articles",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=min(len(summaries), 12) * 35 + 38,
        column_config=_columns(summaries, open_review),
    )
    rows = [row for row in table["selection"]["rows"] if row < len(summaries)]
    _take_away([summaries[row] for row in rows], open_review)


def _table(summaries: Sequence[ArticleSummary]) -> pd.DataFrame:
    """Return the list as it is shown; cells are drawn as they are, never as Markdown."""
    return pd.DataFrame(
        {
            "open": "Review",
            "title": [summary.title or "Untitled" for summary in summaries],
            "outlet": [summary.outlet for summary in summaries],
            "published": [summary.published.isoformat() if summary.published else "" for summary in summaries],
            "claims": [summary.claims for summary in summaries],
            "reviewed": [100 * summary.reviewed / max(summary.claims, 1) for summary in summaries],
        }
    )


def _columns(summaries: Sequence[ArticleSummary], open_review: Callable[[str], None]) -> dict[str, Any]:
    column = st.column_config
    ids = tuple(summary.id for summary in summaries)
    return {
        "open": column.ButtonColumn("", key="open row", on_click=open_row, args=(ids, open_review), width="small"),
        "title": column.TextColumn("Title", width=240),
        "outlet": column.TextColumn("Outlet"),
        "published": column.TextColumn("Published", width="small"),
        "claims": column.NumberColumn("Claims", width="small"),
        "reviewed": column.ProgressColumn("Reviewed", format="%.0f %%", min_value=0, max_value=100),
    }


def _take_away(chosen: Sequence[ArticleSummary], open_review: Callable[[str], None]) -> None:
    """Draw what can be done with the article that is selected, or with all of them."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for summary in chosen:
            st.button("Review", type="primary", on_click=open_review, args=(summary.id,))
        excel = st.session_state.get("excel", False)
        ids = [summary.id for summary in chosen] or None
        st.download_button(
            "Download CSV",
            lambda: table_bytes(data_file(), ids, excel=excel),
            file_name="claims.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.checkbox("For Excel (adds a BOM)", key="excel")
        st.text(chosen[0].title if chosen else "All articles; select a row for one of them.")


def open_row(ids: Sequence[str], open_review: Callable[[str], None]) -> None:
    """Open the article whose row was clicked; `ids` are those of the rows that were on screen."""
    open_review(ids[st.session_state.to_dict()["open row"]["row"]])


def table_bytes(path: Path, article_ids: Sequence[str] | None, *, excel: bool) -> bytes:
    """Return the table to download: of all articles, or of those given."""
    with Store.open(path) as store:
        return csv_bytes(store, article_ids, excel=excel)


# A new article


def _new_article(open_review: Callable[[str], None]) -> None:
    st.subheader("Add an article", anchor=False)
    form = st.session_state.setdefault("form", secrets.token_hex(8))
    left, right = st.columns([8, 5], gap="medium")
    with left:
        st.text_area(
            "Article text",
            key=f"text {form}",
            height=400,
            placeholder="Paste the article as it is, headline and all.",
            persist_state="session",
            on_change=fill_in,
            args=(form,),
        )
        clicked = st.button("Split into claims", type="primary")
    with right:
        st.file_uploader("Or a text file", type=["txt"], key=f"file {form}", on_change=take_file, args=(form,))
        if refused := st.session_state.get(f"{REFUSED} {form}"):
            st.error(plain(refused))
        _fields(form)
    if clicked:
        _split(form, open_review)


def _fields(form: str) -> None:
    """Draw what the text may say of itself: it is filled in from there, and a person may correct it."""
    _field("title", form)
    _field("byline", form)
    _field("outlet", form)
    st.date_input(
        FIELDS["published"],
        value=None,
        key=f"published {form}",
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        persist_state="session",
    )


def _field(field: str, form: str) -> None:
    st.text_input(FIELDS[field], key=f"{field} {form}", persist_state="session")


def _split(form: str, open_review: Callable[[str], None]) -> None:
    """Add what the form holds. Stopped at any point, it has added all or nothing, and can be done again."""
    session = st.session_state.to_dict()
    given = {field: session.get(f"{field} {form}") for field in FIELDS}
    with errors_told():
        with st.spinner("Splitting into claims …", show_time=True):
            added = add(data_file(), reviewer(), session[f"text {form}"], given, token=form)
        if added.created:
            st.session_state["form"] = secrets.token_hex(8)
            open_review(added.article_id)
        st.info(plain(f"This text is already here: {added.by} added it on {added.at.astimezone():%d %B %Y at %H:%M}."))
        st.button("Open it in Review", on_click=open_review, args=(added.article_id,))


def add(path: Path, by: str, text: str, given: Mapping[str, Any], token: str | None = None) -> Added:
    """Split a text into claims and keep both; what is given goes before what the text says of itself."""
    # Importing the splitter takes a second, for the parser's libraries: the page frame comes first.
    from claims.split import find_claims  # noqa: PLC0415

    article = read_article(text, **{field: value for field, value in given.items() if value})
    claims = find_claims(article)
    with Store.open(path) as store:
        return store.add_article(article, claims, by, token)


def take_file(form: str) -> None:
    """Put an uploaded text into the field, where it can be read and corrected before it is split."""
    upload = st.session_state.to_dict().get(f"file {form}")
    st.session_state[f"{REFUSED} {form}"] = ""
    try:
        if upload is not None:
            st.session_state[f"text {form}"] = decode(upload.getvalue())
    except WorkbenchError as error:
        st.session_state[f"{REFUSED} {form}"] = str(error)
    fill_in(form)


def fill_in(form: str) -> None:
    """Offer what the text says of itself in the fields that nobody has filled in."""
    session = st.session_state.to_dict()
    typed = {field: session.get(f"{field} {form}") for field in FIELDS}
    found = offer(session.get(f"text {form}") or "", typed, session.get(f"{OFFERED} {form}", {}))
    st.session_state[f"{OFFERED} {form}"] = session.get(f"{OFFERED} {form}", {}) | found
    for field, value in found.items():
        st.session_state[f"{field} {form}"] = value


def offer(text: str, typed: Mapping[str, Any], offered: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to put into the fields that are empty or still hold what an earlier text offered."""
    try:
        article = read_article(text)
    except TextError:
        return {}
    found = {"title": article.title, "byline": article.byline, "published": article.published}
    if article.published and not EARLIEST <= article.published <= LATEST:
        found["published"] = None
    return {
        field: value for field, value in found.items() if not typed.get(field) or typed[field] == offered.get(field)
    }
