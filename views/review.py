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

    from claims.model import Article, Claim, Revision
    from storage.steps import Steps

CONFIRMED = "confirmed"
"""Session key: the number of the newest act in the article that was taken in."""

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
            steps = store.steps(article.id, reviewer())
        _claim(article, claims, reviews, steps)


def _claim(article: Article, claims: Sequence[Claim], reviews: Mapping[str, Review], steps: Steps) -> None:
    at = _place(claims, reviews)
    claim = claims[at]
    review = reviews.get(claim.id) or Review(claim.id, reviewer())
    open_claim(article.id, claim.id)
    saved, message = st.session_state.get(MESSAGE, (True, "Every change is saved at once."))
    state = wire.state(article, claims, reviews.values(), at)
    state |= {"confirmed": st.session_state.get(CONFIRMED, 0), "saved": saved, "receipt": message}
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
    stepped = [claim for act, (_, _, claim) in zip(acts, done, strict=True) if "step" in act]
    st.session_state[STEPPED] = session.get(STEPPED, frozenset()) | frozenset(stepped)
    if st.query_params.get("claim") != done[-1][2]:
        st.query_params["claim"] = done[-1][2]


Done = tuple[bool, str, str]
"""What became of an act: whether it was kept, what to say of it ("" for a mere move), the claim that it is about."""


def carry_out(path: Path, who: str, acts: Iterable[Mapping[str, Any]]) -> list[Done]:
    """Save the marks among `acts`, undo and redo; each carries a token, so one that comes twice is done once."""
    return [keep(path, who, act) if act.keys() & {"field", "step"} else (True, "", act["claim"]) for act in acts]


def told(done: Iterable[Done]) -> tuple[bool, str] | None:
    """Return what the screen says of some acts: the first refusal, else the last receipt; None for mere moves."""
    results = [(saved, message) for saved, message, _ in done if message]
    return next((result for result in results if not result[0]), results[-1] if results else None)


def keep(path: Path, who: str, act: Mapping[str, Any]) -> Done:
    """Carry out one mark, undo or redo, and say what became of it. Knows nothing of Streamlit."""
    try:
        with Store.open(path) as store:
            revision = _kept(store, who, act)
    except WorkbenchError as error:
        return False, str(error), act["claim"]
    return True, receipt(revision), revision.claim_id or act["claim"]


def _kept(store: Store, who: str, act: Mapping[str, Any]) -> Revision:
    match act.get("step"):
        case "undo":
            return store.undo(act["article"], who, act["token"])
        case "redo":
            return store.redo(act["article"], who, act["token"])
        case _:
            return store.save_review(act["claim"], who, {act["field"]: act["value"]}, act["token"])
