"""The later coverage of an article: what is listed, and adding to it from the library, from files, as text."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.article import read_article
from claims.intake import NotTaken, endings
from claims.intake.batch import Outcome
from claims.model import WorkbenchError
from storage.access import Role
from storage.store import Store
from views import batch, clicks
from views.articles import EARLIEST, LATEST
from views.comparing import notices
from views.frame import data_file, may, receipt, reviewer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from claims.intake import Taken
    from claims.model import Article, Revision
    from storage.passages import Suggestion
    from storage.store import Added, ArticleSummary

PAGE = "coverage"
"""What this view is called in the address, and among those that tell what became of an act."""

FORM = "coverage form"
"""Session key: the token of the form that is being filled in, so that the next one starts empty."""

OFFERED = 5
"""How many articles on the same matter are offered at once."""

INDEXING = 1.0
"""Seconds that a look at this view may go on indexing a file from before there was an index."""

MOST = 8
"""How many rows of a list are seen at once; it scrolls."""


def draw_list(
    article: Article,
    coverage: Sequence[Article],
    summaries: Sequence[ArticleSummary],
    open_review: Callable[[str], None],
) -> None:
    """Show the list and the ways to add to it."""
    with Store.open(data_file(), reviewer()) as store:
        seen = store.newest_by(reviewer())
        steps = store.steps(article.id, reviewer())
    with st.container(horizontal=True, vertical_alignment="center"):
        clicks.draw_steps(PAGE, article.id, steps, seen)
        clicks.told(PAGE)
    if not coverage:
        st.info("No later coverage is listed yet: add articles below. Each claim is then compared with each of them.")
    else:
        _listed(article, coverage, seen)
    if not may(Role.REVIEWER):
        return
    left, right = st.columns(2, gap="large")
    with left:
        _suggested(article, seen)
        _from_library(article, coverage, summaries, seen)
    with right:
        files = st.container()
        _from_outside(article)
        with files:  # last, because it goes on until all is added, and above the form, where it is seen
            batch.show(open_review, partial(take_text, article.id), f"files of {article.id}")


# What is listed


def _listed(article: Article, coverage: Sequence[Article], seen: int) -> None:
    st.subheader("Later coverage", anchor=False)
    ids = [later.id for later in coverage]
    rows = _select(listed(article, coverage), f"listed {clicks.token(ids)}")
    chosen = tuple(ids[row] for row in rows)
    if not may(Role.REVIEWER):
        return
    st.button(
        f"Take {len(chosen) or ''} off the list".replace("  ", " "),
        key=f"uncover {seen}",
        disabled=not chosen,
        on_click=take_off,
        args=(article.id, chosen, seen),
        help="What was decided is kept, and comes back if the article is listed again.",
    )


def listed(article: Article, coverage: Sequence[Article]) -> pd.DataFrame:
    """Return the list as it is shown; cells are drawn as they are, never as Markdown."""
    cautions = notices.cautions_for(article, coverage)
    return pd.DataFrame(
        {
            "published": [later.published.isoformat() if later.published else "no date" for later in coverage],
            "outlet": [later.outlet for later in coverage],
            "title": [later.title or "Untitled" for later in coverage],
            "cautions": [" ".join(cautions.get(later.id, ())) for later in coverage],
        }
    )


def _select(table: pd.DataFrame, key: str) -> list[int]:
    """Draw a table, and return which rows are ticked."""
    column = st.column_config
    state = st.dataframe(
        table,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        height=35 * min(len(table), MOST) + 38,
        column_config={
            "published": column.TextColumn("Published", width=95),
            "outlet": column.TextColumn("Outlet", width=110),
            "title": column.TextColumn("Title", width=320),
            "cautions": column.TextColumn("Cautions", width=480),
        },
    )
    return [row for row in sorted(state["selection"]["rows"]) if row < len(table)]


def take_off(article_id: str, coverage_ids: Sequence[str], seen: int) -> None:
    """Take articles off the list, as it was seen at a revision."""
    who = reviewer()

    def act(store: Store) -> str:
        done = [
            store.uncover(article_id, coverage_id, who, clicks.token(article_id, "uncover", coverage_id, who, seen))
            for coverage_id in coverage_ids
        ]
        return f"{_articles(len(done))} taken off. {receipt(done[-1])}"

    clicks.tell(PAGE, who, clicks.attempt(data_file(), who, act))


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


# What the library has on the same matter


def _suggested(article: Article, seen: int) -> None:
    """Offer articles that share many of the article's words; nothing where there are none."""
    with Store.open(data_file(), reviewer()) as store:
        left = store.index_passages(INDEXING) if store.writable else 0
        found = store.suggest_coverage(article.id, OFFERED)
    if found:
        st.subheader("In this file, perhaps on the same matter", anchor=False)
        st.caption(
            "Dated no earlier than the article, or without a date. Copies of it and of one another are left out."
        )
    for one in found:
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.text(suggestion(one))
        button.button(
            "List it",
            key=f"suggested {one.article.id} {seen}",
            on_click=put_on,
            args=(article.id, (one.article.id,), seen),
            width="stretch",
        )
    if left:
        st.button(f"Look through {_articles(left)} more", help="They were added before articles were indexed.")


def suggestion(one: Suggestion) -> str:
    """Return what is shown of an article that is offered: when, who, its headline, and which words it shares."""
    day = one.article.published.isoformat() if one.article.published else "no date"
    facts = " · ".join(filter(None, [day, one.article.outlet, one.article.title or "Untitled"]))
    return f"{facts}\nBoth have: {', '.join(one.words)}"


# From the library


def _from_library(
    article: Article, coverage: Sequence[Article], summaries: Sequence[ArticleSummary], seen: int
) -> None:
    st.subheader("Add from the library", anchor=False)
    found = candidates(article, coverage, summaries)
    if not found:
        st.text("Every article of the library is listed already.")
        return
    ids = [summary.id for summary in found]
    table = pd.DataFrame(
        {
            "published": [summary.published.isoformat() if summary.published else "no date" for summary in found],
            "outlet": [summary.outlet for summary in found],
            "title": [summary.title or "Untitled" for summary in found],
        }
    )
    chosen = tuple(ids[row] for row in _select(table, f"offered {clicks.token(ids)}"))
    st.button(
        f"Add {_articles(len(chosen))}" if chosen else "Add",
        type="primary",
        key=f"cover {seen}",
        disabled=not chosen,
        on_click=put_on,
        args=(article.id, chosen, seen),
    )


def candidates(
    article: Article, coverage: Sequence[Article], summaries: Sequence[ArticleSummary]
) -> list[ArticleSummary]:
    """Return the articles that can be listed: later ones first, by date, then those without one, then older ones."""
    there = {article.id, *(later.id for later in coverage)}
    free = [summary for summary in summaries if summary.id not in there]

    def order(summary: ArticleSummary) -> tuple[int, str]:
        day = summary.published.isoformat() if summary.published else ""
        is_older = bool(day and article.published and summary.published and summary.published < article.published)
        return (2 if is_older else 0 if day else 1), day

    return sorted(free, key=order)


def put_on(article_id: str, coverage_ids: Sequence[str], seen: int) -> None:
    """List articles of the library as later coverage, as it was seen at a revision."""
    who = reviewer()
    token = clicks.token(article_id, "cover", coverage_ids, who, seen)
    clicks.tell(
        PAGE,
        who,
        clicks.attempt(
            data_file(),
            who,
            lambda store: (
                f"{_articles(len(coverage_ids))} added. {receipt(store.cover(article_id, coverage_ids, who, token))}"
            ),
        ),
    )


# From files and as text: the same door as for articles, but what comes in is not split


def _from_outside(article: Article) -> None:
    st.subheader("Add from outside", anchor=False)
    form = st.session_state.setdefault(FORM, secrets.token_hex(8))
    uploads = st.file_uploader(
        "Files",
        type=endings(),
        accept_multiple_files=True,
        key=f"coverage file {form}",
        help="Text, web pages, PDF, Word, or a zip of these. They are kept whole, and not split into claims.",
    )
    if uploads:
        count = "1 file" if len(uploads) == 1 else f"{len(uploads)} files"
        st.button(f"Add {count}", type="primary", on_click=add_files, args=(article.id, form))
    st.text_area("Or a text", key=f"coverage text {form}", height=120, persist_state="session",
                 placeholder="Paste a later article as it is, headline and all.")  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Outlet", key=f"coverage outlet {form}", persist_state="session")
        st.date_input("Published", None, key=f"coverage published {form}", min_value=EARLIEST, max_value=LATEST,
                      format="YYYY-MM-DD", persist_state="session")  # fmt: skip
        st.text_input("Web address", key=f"coverage url {form}", persist_state="session")
        st.button("Add the text", on_click=add_text, args=(article.id, form))


def add_files(article_id: str, form: str) -> None:
    """Begin to add the uploaded files one after the other, with an empty form beside them."""
    session = st.session_state.to_dict()
    if not reviewer():
        clicks.tell(PAGE, "", (False, "Say who you are first: type your name at the top."))
        return
    uploads = session.get(f"coverage file {form}") or []
    batch.start([(upload.name, upload.getvalue()) for upload in uploads], f"files of {article_id}")
    st.query_params.update(article=article_id, view=PAGE)  # the report is here, and not where the claims are
    st.session_state[FORM] = secrets.token_hex(8)


def add_text(article_id: str, form: str) -> None:
    """Add a text that was pasted; one that is refused stays in the form."""
    session = st.session_state.to_dict()
    who = reviewer()
    given = {name: session.get(f"coverage {name} {form}") for name in ("outlet", "published", "url")}
    text = session.get(f"coverage text {form}") or ""
    saved, words = clicks.attempt(
        data_file(), who, lambda store: f"Added. {receipt(keep_text(store, article_id, who, text, given)[1])}"
    )
    clicks.tell(PAGE, who, (saved, words))
    st.query_params.update(article=article_id, view=PAGE)
    if saved:
        st.session_state[FORM] = secrets.token_hex(8)


def keep_text(store: Store, article_id: str, who: str, text: str, given: Mapping[str, Any]) -> tuple[Added, Revision]:
    """Store a text as an article without claims, and list it. Twice is as once: the same text is one article."""
    article = read_article(text, **{field: value for field, value in given.items() if value})
    added = store.add_article(article, [], who)
    return added, store.cover(article_id, [added.article_id], who)


def take_text(article_id: str, path: Path, by: str, found: Taken | NotTaken) -> Outcome:
    """Store a text without claims, list it, and return what became of it. Nothing here can be stopped midway."""
    if isinstance(found, NotTaken):
        return Outcome(found.name, why=found.why)
    try:
        with Store.open(path, by) as store:
            added, _ = keep_text(store, article_id, by, found.text, batch.known(found))
    except WorkbenchError as error:
        return Outcome(found.name, why=str(error))
    return Outcome(found.name, added.article_id, created=added.created, notes=found.notes)
