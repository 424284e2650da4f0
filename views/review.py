"""Review: the article with its claims marked on the left, the editor of one claim, a fragment of its own, on the right.

The address says which article and claim are open, and nothing else does: links, reloads and the browser's Back agree.
Callbacks save first and touch Streamlit afterwards, because a second click or a closed tab may stop them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claims.model import Review
from storage.store import Store
from views.acts import carry_out, told
from views.frame import MESSAGE, NAME, data_file, errors_told, reviewer
from views.reader import wire
from views.reader.component import CLAIM, draw_article, draw_claim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.model import Article, Claim
    from storage.steps import Steps

CONFIRMED = "confirmed"
"""Session key: the number of the newest act in the article that was taken in."""

CONFLICT = "conflict"
"""Session key: what somebody else had changed when the newest act came, for the reviewer to choose."""

STEPPED = "stepped"
"""Session key: the claims whose review was changed by an undo, which the browser cannot foresee."""


def page() -> None:
    """Show the article that the address names, else the one last worked on, else the newest."""
    with errors_told():
        with Store.open(data_file()) as store:
            article_id = st.query_params.get("article") or _last_or_newest(store)
            article = store.article(article_id) if article_id else None
            claims = store.claims(article_id) if article_id else []
            reviews = store.reviews(article_id, reviewer()) if article_id else []
            dismissed = store.dismissed(article_id) if article_id else []
            shaped = store.shaped(article_id) if article_id else 0
        if article:
            _bench(article, claims, wire.article_data(article, claims, reviews, dismissed, reviewer()), shaped)
        else:
            st.info("There are no articles yet. Add one on the page Articles.")


def _bench(article: Article, claims: Sequence[Claim], data: Mapping[str, object], shaped: int) -> None:
    """Draw the article, once until its claims are other ones; what a click changes is all in the editor."""
    left, right = st.columns([8, 5], gap="medium")
    with left:
        draw_article(data)
    with right, st.container(key="editor", gap="small"):
        if claims:
            _editor(article, claims, shaped)
        else:
            st.info("No claims were found in this text.")


def _last_or_newest(store: Store) -> str | None:
    return store.last_worked_on(reviewer()) or next((summary.id for summary in store.articles()), None)


@st.fragment
def _editor(article: Article, claims: Sequence[Claim], shaped: int) -> None:
    """Draw all that a click changes; the claims are those that were read when the page was drawn."""
    with errors_told():
        with Store.open(data_file()) as store:
            is_old = store.shaped(article.id) != shaped
            reviews = {review.claim_id: review for review in store.reviews(article.id, reviewer())}
            steps = store.steps(article.id, reviewer())
        if is_old:
            st.rerun()
        _claim(article, claims, reviews, steps)


def _claim(article: Article, claims: Sequence[Claim], reviews: Mapping[str, Review], steps: Steps) -> None:
    at = _place(claims, reviews)
    claim = claims[at]
    review = reviews.get(claim.id) or Review(claim.id, reviewer())
    open_claim(article.id, claim.id)
    saved, message = st.session_state.get(MESSAGE, (True, "Every change is saved at once."))
    state = wire.state(article, claims, reviews.values(), at)
    state |= {"confirmed": st.session_state.get(CONFIRMED, 0), "saved": saved, "receipt": message}
    state |= {"conflict": st.session_state.get(CONFLICT)}
    state |= {"undo": steps.undo is not None, "redo": steps.redo is not None}
    stepped = {key: wire.review_data(reviews[key]) for key in st.session_state.get(STEPPED, ()) if key in reviews}
    shown = {"claim": claim.id, "review": wire.review_data(review), "stepped": stepped, "state": state}
    draw_claim(shown, on_acts=take_acts)


def _place(claims: Sequence[Claim], reviews: Mapping[str, Review]) -> int:
    """Return which claim the address names; without one, the first that is still unchecked."""
    for at, claim in enumerate(claims):
        if claim.id == st.query_params.get("claim"):
            return at
    return next((at for at, claim in enumerate(claims) if not wire.is_checked(reviews.get(claim.id))), 0)


# Callbacks. `to_dict` reads the session without being one of the points at which Streamlit may stop a callback.


def open_claim(article_id: str, claim_id: str) -> None:
    """Open a claim: put it in the address, where it is not yet there."""
    if st.query_params.get("claim") != claim_id or st.query_params.get("article") != article_id:
        st.query_params.update(article=article_id, claim=claim_id)


def take_acts() -> None:
    """Carry out what the reviewer did in the article or the panel, and open the claim that it ended on."""
    session = st.session_state.to_dict()
    acts = session[CLAIM]["acts"]
    done = carry_out(data_file(), session.get(NAME, "").strip(), acts)
    st.session_state[CONFIRMED] = max(act["number"] for act in acts)
    st.session_state[MESSAGE] = told(done) or session.get(MESSAGE, (True, ""))
    st.session_state[CONFLICT] = next((one["conflict"] for one in done if one["conflict"]), None)
    stepped = [one["claim"] for act, one in zip(acts, done, strict=True) if "step" in act]
    st.session_state[STEPPED] = session.get(STEPPED, frozenset()) | frozenset(stepped)
    if st.query_params.get("claim") != done[-1]["claim"]:
        st.query_params["claim"] = done[-1]["claim"]
