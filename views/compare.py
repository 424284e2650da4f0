"""Compare: an article's claims beside its later coverage: what moved since, what was wrong, and what people decided.

The address says which article, claim and view are open. Comparing goes on by slices, one for each message of the
browser, so that a click never waits longer than a slice; what is found is kept before it is shown.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from storage.access import Role
from storage.store import Store
from views import covering
from views.acts import CONFIRMED, CONFLICTS, REFUSED, answered, carry_out
from views.choose import choose_article, choose_view, in_hand, view
from views.comparing import notices, slices, wire
from views.comparing.component import COMPARE, draw
from views.downloads import draw_failure, made, telling
from views.frame import MESSAGE, data_file, errors_told, left_out, reviewer, sent
from views.live.component import DESK, SHAPE, follow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from claims.compare import Coverage
    from claims.comparison import Comparison
    from claims.model import Article
    from storage.store import ArticleSummary

VIEWS = {"claims": "Claims", "timeline": "Timeline", "news": "New in the coverage", "coverage": "Later coverage"}
"""The views, as they are called on screen."""

STOPPED = "comparing stopped"
"""Session key: the articles of which the comparing was stopped."""


def page(open_review: Callable[..., None]) -> None:
    """Show the article that the address names beside its coverage; `open_review` goes to the review of an article."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            article_id = in_hand(store, reviewer())
            follow(store, article_id or "", *SHAPE, *DESK, "coverage", "judgement", "rejection")
            summaries = store.articles()
            article = store.article(article_id) if article_id else None
            coverage = store.coverage(article_id) if article_id else []
            hidden = len(store.left_out(article_id)) if article_id else 0
        if article is None:
            st.info("There are no articles yet. Add one on the page Articles.")
            return
        shown = _head(summaries, article, len(coverage))
        if hidden and shown != "coverage":
            st.caption(left_out(hidden))
        if shown == "coverage":
            covering.draw_list(article, coverage, summaries, open_review)
        else:
            _bench(article.id, shown, open_review)


def _head(summaries: Sequence[ArticleSummary], article: Article, covered: int) -> str:
    """Draw which article and which view are open, and what can be taken away; return the view."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose_article(summaries, article.id, "article compared")
        if covered:
            choose_view(VIEWS | {"coverage": f"{VIEWS['coverage']} ({covered})"}, "view of the comparison")
        st.download_button(
            "CSV",
            telling(partial(made, data_file(), reviewer(), "comparisons", [article.id])),
            file_name="comparisons.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            disabled=not covered,
            help="Each claim beside each later article: what is proposed, and what each of you decided.",
        )
    draw_failure()
    return view(VIEWS) if covered else "coverage"


@st.fragment
def _bench(article_id: str, shown: str, open_review: Callable[..., None]) -> None:
    """Draw all that a decision or a slice changes."""
    if view(VIEWS) != shown:  # a link led to another one
        st.rerun()
    with errors_told():
        who = reviewer()
        with Store.open(data_file(), who) as store:
            may_mark, compared = store.may(Role.REVIEWER), slices.known(store, article_id, who)
            reviews, steps = store.reviews(article_id, who), store.steps(article_id, who)
        at, waiting = _place(compared), compared.waiting
        data = wire.page_data(compared, reviews, notices.cautions_for(compared.article, compared.coverage), who)
        data |= wire.in_hand(compared, at, reviews) | {
            "view": shown,
            "news": notices.news_of(compared, prepared) if shown == "news" and not waiting else [],
        }
        state = _state(steps.undo, steps.redo)
        data |= {"comparing": _progress(compared, waiting), "state": state, "may": may_mark}
        draw(
            data,
            on_acts=take_acts,
            on_leave=lambda: take_leave(article_id, open_review),
            on_slice=lambda: take_slice(article_id),
        )


def _progress(compared: Comparison, waiting: int) -> dict[str, Any]:
    stopped = compared.article.id in st.session_state.get(STOPPED, ())
    total = len(compared.claims) * len(compared.coverage)
    return {"waiting": waiting, "total": total, "running": waiting > 0 and not stopped}


def _state(undo: int | None, redo: int | None) -> dict[str, Any]:
    session = st.session_state
    saved, message = session.get(MESSAGE, (True, "Every change is saved at once."))
    told = {"confirmed": session.get(CONFIRMED, 0), "saved": saved, "receipt": message}
    asked = {"refused": session.get(REFUSED, []), "conflicts": session.get(CONFLICTS, [])}
    return told | asked | {"undo": undo is not None, "redo": redo is not None}


def _place(compared: Comparison) -> int:
    """Return which claim the address names; without one, the first that waits for a decision, else the first."""
    named = st.query_params.get("claim")
    for at, claim in enumerate(compared.claims):
        if claim.id == named:
            return at
    at = next((at for at, claim in enumerate(compared.claims) if compared.open_in(claim.id)), 0)
    if compared.claims:
        st.query_params.update(article=compared.article.id, claim=compared.claims[at].id)
    return at


@st.cache_resource(max_entries=200, show_spinner=False)
def _prepare(article_id: str, published: date | None, _article: Article) -> Coverage:  # noqa: ARG001 - they are its key
    """Keep later articles ready to be compared, those that were used last; a corrected date is read anew."""
    from claims.compare import prepare  # noqa: PLC0415 - importing the parser takes a second

    return prepare(_article)


def prepared(article: Article) -> Coverage:
    """Return a later article ready to be compared."""
    return _prepare(article.id, article.published, article)


# Callbacks. `to_dict` reads the session without being one of the points at which Streamlit may stop a callback.


def take_acts() -> None:
    """Carry out what the reviewer decided, and open the claim that it ended on; another page may be there by now."""
    session = st.session_state.to_dict()
    is_here, acts = COMPARE in session, sent(session, COMPARE, "acts")
    done = carry_out(data_file(), reviewer(session), acts)
    st.session_state.update(answered(session, acts, done))
    if is_here and done[-1]["claim"] and st.query_params.get("claim") != done[-1]["claim"]:
        st.query_params["claim"] = done[-1]["claim"]


def take_slice(article_id: str) -> None:
    """Go on comparing for a moment, or stop, as the browser asks."""
    session = st.session_state.to_dict()
    asked, who = sent(session, COMPARE, "slice"), reviewer(session)
    if asked.get("go_on") is None:
        slices.work(data_file(), who, article_id, str(asked.get("claim", "")), prepared)
        return
    stopped = frozenset(st.session_state.get(STOPPED, frozenset()))
    st.session_state[STOPPED] = stopped - {article_id} if asked["go_on"] else stopped | {article_id}


def take_leave(article_id: str, open_review: Callable[..., None]) -> None:
    """Go where a link leads: to another view of this page, or to the review of an article or claim."""
    session = st.session_state.to_dict()
    if COMPARE not in session:  # one has gone elsewhere meanwhile
        return
    where = session[COMPARE]["leave"]
    if where.get("view") in VIEWS:
        st.query_params.update(article=article_id, claim=str(where.get("claim", "")), view=where["view"])
    else:
        open_review(str(where["article"]), str(where.get("claim", "")) or None)
