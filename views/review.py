"""Review: the article with its claims marked on the left, the editor of one claim, a fragment of its own, on the right.

The address says which article and claim are open, and nothing else does: links, reloads and the browser's Back agree.
Callbacks save first and touch Streamlit afterwards, because a second click or a closed tab may stop them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from claims.model import Review, WorkbenchError
from storage.store import Store
from views.frame import MESSAGE, NAME, data_file, errors_told, receipt, reviewer
from views.reader import wire
from views.reader.component import CLAIM, draw_article, draw_claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from claims.model import Article, Claim

CONFIRMED = "confirmed"
"""Session key: the number of the newest act in the article that was taken in."""


def page() -> None:
    """Show the article that the address names, else the one last worked on, else the newest."""
    with errors_told():
        with Store.open(data_file()) as store:
            article_id = st.query_params.get("article") or _last_or_newest(store)
            article = store.article(article_id) if article_id else None
            claims = store.claims(article_id) if article_id else []
            reviews = store.reviews(article_id, reviewer()) if article_id else []
        if article:
            _bench(article, claims, reviews)
        else:
            st.info("There are no articles yet. Add one on the page Articles.")


def _bench(article: Article, claims: Sequence[Claim], reviews: Sequence[Review]) -> None:
    """Draw the article, once; what a click changes is all in the editor."""
    left, right = st.columns([8, 5], gap="medium")
    with left:
        draw_article(wire.article_data(article, claims, reviews, reviewer()))
    with right, st.container(key="editor", gap="small"):
        if claims:
            _editor(article, claims)
        else:
            st.info("No claims were found in this text.")


def _last_or_newest(store: Store) -> str | None:
    return store.last_worked_on(reviewer()) or next((summary.id for summary in store.articles()), None)


@st.fragment
def _editor(article: Article, claims: Sequence[Claim]) -> None:
    """Draw all that a click changes; the claims are those that were read when the page opened."""
    with errors_told():
        with Store.open(data_file()) as store:
            reviews = {review.claim_id: review for review in store.reviews(article.id, reviewer())}
        _claim(article, claims, reviews)


def _claim(article: Article, claims: Sequence[Claim], reviews: Mapping[str, Review]) -> None:
    at = _place(claims, reviews)
    claim = claims[at]
    review = reviews.get(claim.id) or Review(claim.id, reviewer())
    open_claim(article.id, claim.id)
    saved, message = st.session_state.get(MESSAGE, (True, "Every change is saved at once."))
    state = wire.state(article, claims, reviews.values(), at)
    state |= {"confirmed": st.session_state.get(CONFIRMED, 0), "saved": saved, "receipt": message}
    shown = {"claim": claim.id, "review": wire.review_data(review), "state": state}
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
    st.session_state[MESSAGE] = done or session.get(MESSAGE, (True, ""))
    if st.query_params.get("claim") != acts[-1]["claim"]:
        st.query_params["claim"] = acts[-1]["claim"]


def carry_out(path: Path, who: str, acts: Iterable[Mapping[str, Any]]) -> tuple[bool, str] | None:
    """Save the marks among `acts`; return the first refusal, else the last receipt, or None where none was a mark.

    Each act carries a token, so one that comes twice is saved once.
    """
    done = [keep(path, act["claim"], who, {act["field"]: act["value"]}, act["token"]) for act in acts if "field" in act]
    return next((told for told in done if not told[0]), done[-1] if done else None)


def keep(path: Path, claim_id: str, who: str, changes: Mapping[str, str], token: str | None = None) -> tuple[bool, str]:
    """Save a change; return whether it was saved, and the receipt or what to do. Knows nothing of Streamlit."""
    try:
        with Store.open(path) as store:
            return True, receipt(store.save_review(claim_id, who, changes, token))
    except WorkbenchError as error:
        return False, str(error)
