"""Claimbook: `streamlit run app.py`. The frame of every page: navigation, who is reviewing, the first start."""

from __future__ import annotations

from functools import partial

import streamlit as st
from starlette.routing import Route, WebSocketRoute

from views.common.scripts import SCRIPTS, below, script
from views.frame import data_file, errors_told, take_turns, tell_login, warm_up
from views.handing import HELD, give_back
from views.health import health
from views.live.channel import listen, watching
from views.live.component import LIVE
from views.login import come_in

# Each page is imported when it is first opened: their libraries take seconds to load, the frame is there without them.
# ruff: noqa: PLC0415


def open_review(article_id: str, claim_id: str | None = None) -> None:
    """Go to the review of an article, at one of its claims if asked."""
    st.switch_page(review_page, query_params=_address(article_id, claim_id))


def open_compare(article_id: str) -> None:
    """Go to an article beside its later coverage."""
    st.switch_page(compare_page, query_params=_address(article_id, None))


def open_reports(article_id: str) -> None:
    """Go to what can be taken away of an article."""
    st.switch_page(reports_page, query_params=_address(article_id, None))


def open_history(article_id: str, claim_id: str) -> None:
    """Go to the history of a claim."""
    st.switch_page(history_page, query_params=_address(article_id, claim_id))


def _address(article_id: str, claim_id: str | None) -> dict[str, str]:
    return {"article": article_id} | ({"claim": claim_id} if claim_id else {})


def show_articles() -> None:
    """Show the start page."""
    from views import articles

    articles.add_sample_at_first()
    articles.page(open_review, open_compare, open_reports)


def show_mine() -> None:
    """Show what is for whoever is reviewing, and what everybody did."""
    from views import articles, mine

    articles.add_sample_at_first()
    mine.page(open_review, open_history)


def show_review() -> None:
    """Show the page on which an article is worked through."""
    from views import articles, review

    articles.add_sample_at_first()
    review.page()


def leave_review() -> None:
    """Give back the claim that was handed out on the page Review, if one was."""
    if held := st.session_state.pop(HELD, None):
        give_back(data_file(), held[0])


def show_claims() -> None:
    """Show the claims of an article as a table."""
    from views import articles, table

    articles.add_sample_at_first()
    table.page(open_review, open_history)


def show_compare() -> None:
    """Show an article beside its later coverage."""
    from views import articles, compare

    articles.add_sample_at_first()
    compare.page(open_review)


def show_reports() -> None:
    """Show the forms in which reviews leave, and what to look at before they do."""
    from views import articles, reports

    articles.add_sample_at_first()
    reports.page(open_review)


def show_history() -> None:
    """Show who changed what."""
    from views import articles, history

    articles.add_sample_at_first()
    history.page()


def show_team() -> None:
    """Show how far the reviewers of an article agree."""
    from views import articles, team

    articles.add_sample_at_first()
    team.page(open_review)


def show_people() -> None:
    """Show who may come in."""
    from views import articles, people

    articles.add_sample_at_first()
    people.page()


if __name__ == "__main__":  # Streamlit runs this file anew for each page that is drawn …
    st.set_page_config(page_title="Claimbook", page_icon="☑️", layout="wide")
    articles_page = st.Page(show_articles, title="Articles", icon=":material/library_books:", default=True)
    mine_page = st.Page(show_mine, title="Mine", icon=":material/inbox:", url_path="mine")
    review_page = st.Page(show_review, title="Review", icon=":material/rate_review:", url_path="review")

    claims_page = st.Page(show_claims, title="Claims", icon=":material/table_rows:", url_path="claims")
    compare_page = st.Page(show_compare, title="Compare", icon=":material/compare_arrows:", url_path="compare")
    reports_page = st.Page(show_reports, title="Reports", icon=":material/summarize:", url_path="reports")
    team_page = st.Page(show_team, title="Team", icon=":material/group:", url_path="team")
    history_page = st.Page(show_history, title="History", icon=":material/history:", url_path="history")
    people_page = st.Page(show_people, title="People", icon=":material/badge:", url_path="people")

    is_in = is_admin = False
    with errors_told():
        is_in, is_admin = come_in()
    pages = [articles_page, mine_page, review_page, claims_page, compare_page, reports_page, team_page, history_page]
    pages += [people_page] if is_admin else []
    chosen = st.navigation(pages, position="top" if is_in else "hidden")
    if is_in:
        if chosen is not review_page:
            leave_review()
        with errors_told():
            chosen.run()
        warm_up()
else:  # … and its server imports it once
    tell_login()
    take_turns()
    app = st.App(
        __file__,
        routes=[
            WebSocketRoute(below(LIVE), partial(listen, path=data_file())),
            Route(below("healthz"), partial(health, path=data_file())),
            Route(below(SCRIPTS) + "/{name}", script),
        ],
        lifespan=lambda _: watching(data_file()),
    )
