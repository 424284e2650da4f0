"""Articles, the start page: what is in the library and how far it is checked, the table to take away, a text to add."""

from __future__ import annotations

import secrets
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.article import read_article, sample_text
from claims.intake import NotTaken, Taken, endings, take
from claims.model import TextError, WorkbenchError
from storage.access import Role
from storage.store import Store
from views import archive, batch
from views.batch import add, known
from views.downloads import draw_failure, made, telling
from views.due import draw_due
from views.frame import data_file, errors_told, left_out, login_told, may, may_fetch, plain, reviewer
from views.live.component import SHAPE, follow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storage.store import ArticleSummary

FIELDS = {"title": "Title", "byline": "Byline", "outlet": "Outlet", "url": "Web address", "published": "Published"}
"""What is known of an article besides its text, as it is called on screen."""

OFFERED = "offered"
"""Session key: what the text said of itself when it was last read, to tell it from what a person typed."""

FIRST = "first"
"""The form that a page begins with is always the same one: what is typed in it outlives a restart of the server."""

CLICK = "click"
"""Session key: the token of the next article that is added, so that two clicks add it once."""

REFUSED = "refused"
"""Session key: why the uploaded file could not be taken."""

SEVERAL = "several"
"""Session key: whether the uploaded file holds several texts."""

SAID = "said"
"""Session key: the text of the uploaded file, and what the file says of it."""

EARLIEST, LATEST = date(1600, 1, 1), date(2199, 12, 31)
"""The dates of publication that can be chosen: from the first newspapers on."""


def page(
    open_review: Callable[..., None],
    open_compare: Callable[[str], None] | None = None,
    open_reports: Callable[[str], None] | None = None,
) -> None:
    """Show the library; the three go to the review of an article or a claim, to its later coverage, to its reports."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            follow(store, "", *SHAPE, "review")
            summaries, hidden = store.articles(), len(store.left_out())
        _library(summaries, open_review, open_compare, open_reports)
        if hidden:
            st.caption(left_out(hidden))
        draw_due(open_review)
        files = st.container()
        if may(Role.REVIEWER):
            _new_article(open_review)
        if may(Role.EDITOR):
            archive.draw()
        if may(Role.ADMIN):
            st.caption(login_told())
        with files:  # last, because it goes on until all is added, and above the form, where it is seen
            batch.show(open_review)


def add_sample_at_first() -> None:
    """Fill the library with the sample article where there is no library yet."""
    if not data_file().exists():
        with st.spinner("Loading the parser and splitting the sample article into claims …"):
            add(data_file(), "Claimbook", sample_text(), {"outlet": "Daily NK"})


# The library


def _library(
    summaries: Sequence[ArticleSummary],
    open_review: Callable[[str], None],
    open_compare: Callable[[str], None] | None,
    open_reports: Callable[[str], None] | None,
) -> None:
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
    _take_away([summaries[row] for row in rows], open_review, open_compare, open_reports)


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


def _take_away(
    chosen: Sequence[ArticleSummary],
    open_review: Callable[[str], None],
    open_compare: Callable[[str], None] | None,
    open_reports: Callable[[str], None] | None,
) -> None:
    """Draw what can be done with the article that is selected, or with all of them."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for summary in chosen:
            st.button("Review", type="primary", on_click=open_review, args=(summary.id,))
            if open_compare:
                st.button("Compare", on_click=open_compare, args=(summary.id,), help="With what was written later.")
            if open_reports:
                st.button("Reports", on_click=open_reports, args=(summary.id,), help="All forms to take it away in.")
        excel = st.session_state.get("excel", False)
        ids = [summary.id for summary in chosen] or None
        st.download_button(
            "Download CSV",
            telling(partial(made, data_file(), reviewer(), "csv", ids, excel=excel)),
            file_name="claims.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Later coverage",
            telling(partial(made, data_file(), reviewer(), "comparisons", ids, excel=excel)),
            file_name="comparisons.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            help="As CSV: each claim beside each later article, what is proposed and what was decided.",
        )
        st.checkbox("For Excel (adds a BOM)", key="excel")
        st.text(chosen[0].title if chosen else "All articles; select a row for one of them.")
    draw_failure()


def open_row(ids: Sequence[str], open_review: Callable[[str], None]) -> None:
    """Open the article whose row was clicked; `ids` are those of the rows that were on screen."""
    open_review(ids[st.session_state.to_dict()["open row"]["row"]])


# A new article


def _new_article(open_review: Callable[[str], None]) -> None:
    st.subheader("Add an article", anchor=False)
    form = st.session_state.setdefault("form", FIRST)
    st.session_state.setdefault(CLICK, secrets.token_hex(8))
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
        _files(form)
        _fields(form)
    if clicked:
        _split(form, open_review)


def _files(form: str) -> None:
    """Draw where files are put in: one fills the form, several are added at once."""
    uploads = st.file_uploader(
        "Or files",
        type=endings(),
        accept_multiple_files=True,
        key=f"file {form}",
        on_change=take_files,
        args=(form,),
        help="Text, web pages, PDF, Word, or a zip of these. One fills the form; several are added in turn.",
    )
    if _are_several(uploads, form):
        what = f"{len(uploads)} files" if len(uploads) > 1 else "what is in the zip"
        st.button(f"Add {what}", type="primary", on_click=add_all, args=(form,))
    if may_fetch():
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Or a link", key=f"link {form}", placeholder="https://…", persist_state="session")
            st.button("Fetch", on_click=take_link, args=(form,))
    if refused := st.session_state.get(f"{REFUSED} {form}"):
        st.error(plain(refused))
    if said := st.session_state.get(f"{SAID} {form}"):
        for note in said.notes:
            st.info(plain(note))


def _fields(form: str) -> None:
    """Draw what the text may say of itself: it is filled in from there, and a person may correct it."""
    _field("title", form)
    _field("byline", form)
    _field("outlet", form)
    _field("url", form)
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
            added = add(data_file(), reviewer(), session[f"text {form}"], given, token=session[CLICK])
        if added.created:
            st.session_state["form"] = st.session_state[CLICK] = secrets.token_hex(8)
            open_review(added.article_id)
        st.info(plain(f"This text is already here: {added.by} added it on {added.at.astimezone():%d %B %Y at %H:%M}."))
        st.button("Open it in Review", on_click=open_review, args=(added.article_id,))


def take_files(form: str) -> None:
    """Put the text of one uploaded file into the field, where it can be read and corrected before it is split."""
    uploads = st.session_state.to_dict().get(f"file {form}") or []
    st.session_state[f"{REFUSED} {form}"] = ""
    if len(uploads) == 1:
        _take_one(form, list(islice(take(uploads[0].name, uploads[0].getvalue()), 2)))


def take_link(form: str) -> None:
    """Fetch a page and put its article into the field, as that of a file."""
    from views.fetch import fetched  # noqa: PLC0415 - its libraries are needed only where pages may be fetched

    try:
        found = fetched(st.session_state.to_dict().get(f"link {form}") or "")
    except WorkbenchError as error:
        st.session_state[f"{REFUSED} {form}"] = str(error)
    else:
        st.session_state[f"{REFUSED} {form}"] = ""
        _take_one(form, found)


def _take_one(form: str, found: Sequence[Taken | NotTaken]) -> None:
    """Fill the form with the one text that there is; several wait for the button that adds them."""
    st.session_state[f"{SEVERAL} {form}"] = len(found) > 1
    if len(found) == 1 and isinstance(found[0], NotTaken):
        st.session_state[f"{REFUSED} {form}"] = found[0].why
    elif len(found) == 1 and isinstance(found[0], Taken):
        st.session_state[f"{SAID} {form}"] = found[0]
        st.session_state[f"text {form}"] = found[0].text
        fill_in(form)


def add_all(form: str) -> None:
    """Begin to add the uploaded files one after the other, with an empty form beside them."""
    if not reviewer():
        st.session_state[f"{REFUSED} {form}"] = "Say who you are first: type your name at the top."
        return
    uploads = st.session_state.to_dict().get(f"file {form}") or []
    batch.start([(upload.name, upload.getvalue()) for upload in uploads])
    st.session_state["form"] = secrets.token_hex(8)


def _are_several(uploads: Sequence[Any], form: str) -> bool:
    return len(uploads) > 1 or (len(uploads) == 1 and bool(st.session_state.get(f"{SEVERAL} {form}")))


def fill_in(form: str) -> None:
    """Offer what the text says of itself in the fields that nobody has filled in."""
    session = st.session_state.to_dict()
    typed = {field: session.get(f"{field} {form}") for field in FIELDS}
    text, said = session.get(f"text {form}") or "", session.get(f"{SAID} {form}")
    of_file = known(said) if said and is_same_article(said.text, text) else {}
    found = offer(text, typed, session.get(f"{OFFERED} {form}", {}), of_file)
    st.session_state[f"{OFFERED} {form}"] = session.get(f"{OFFERED} {form}", {}) | found
    for field, value in found.items():
        st.session_state[f"{field} {form}"] = value


def is_same_article(before: str, now: str) -> bool:
    """Say whether a text was only corrected: what a file says of it holds as long as its first or last line stands."""
    old, new = (text.strip().splitlines() for text in (before, now))
    return bool(old and new) and (old[0] == new[0] or old[-1] == new[-1])


def offer(
    text: str, typed: Mapping[str, Any], offered: Mapping[str, Any], of_file: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return what to put into the fields that are empty or still hold what an earlier text offered.

    `of_file` is what a file says of its text, which goes before what the text says.
    """
    try:
        article = read_article(text, **(of_file or {}))
    except TextError:
        return {}
    found = {field: getattr(article, field) for field in FIELDS}
    if article.published and not EARLIEST <= article.published <= LATEST:
        found["published"] = None
    return {
        field: value for field, value in found.items() if not typed.get(field) or typed[field] == offered.get(field)
    }
