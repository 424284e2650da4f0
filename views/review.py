"""Review: the article with its claims marked on the left, one claim's editor on the right, both in one fragment.

The address says which article and claim are open, and nothing else does: links, reloads and the browser's Back agree.
Callbacks save first and touch Streamlit afterwards, because a second click or a closed tab may stop them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from claims.model import Review, WorkbenchError
from claims.vocabulary import SOURCING, VERIFICATION, choice
from storage.store import Store
from views.frame import MESSAGE, NAME, data_file, errors_told, plain, receipt, reviewer
from views.reader import wire
from views.reader.component import ARTICLE, CLAIM, draw_article, draw_claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from claims.model import Article, Claim
    from claims.vocabulary import Choice

CONFIRMED = "confirmed"
"""Session key: the number of the newest act in the article that was taken in."""

WIDGETS = "widgets"
"""Session key: how many widgets there have been."""


def page() -> None:
    """Show the article that the address names, else the one last worked on, else the newest."""
    with errors_told():
        with Store.open(data_file()) as store:
            article_id = st.query_params.get("article") or _last_or_newest(store)
            article = store.article(article_id) if article_id else None
            claims = store.claims(article_id) if article_id else []
        if article:
            _bench(article, claims, wire.article_data(article, claims))
        else:
            st.info("There are no articles yet. Add one on the page Articles.")


def _last_or_newest(store: Store) -> str | None:
    return store.last_worked_on(reviewer()) or next((summary.id for summary in store.articles()), None)


@st.fragment
def _bench(article: Article, claims: Sequence[Claim], drawn: Mapping[str, object]) -> None:
    """Draw all that changes with a click.

    What it is given is read once, when the page opens: so a click costs the same with ten claims and with a thousand.
    """
    with errors_told():
        with Store.open(data_file()) as store:
            reviews = {review.claim_id: review for review in store.reviews(article.id, reviewer())}
        left, right = st.columns([8, 5], gap="medium")
        with left:
            draw_article(drawn, on_acts=take_acts)
        with right, st.container(key="editor", gap="small"):
            if claims:
                _editor(article, claims, reviews)
            else:
                st.info("No claims were found in this text.")


def _editor(article: Article, claims: Sequence[Claim], reviews: Mapping[str, Review]) -> None:
    at = _place(claims, reviews)
    claim = claims[at]
    review = reviews.get(claim.id) or Review(claim.id, reviewer())
    open_claim(article.id, claim.id)
    _steps(claims, at)
    saved, message = st.session_state.get(MESSAGE, (True, "Every change is saved at once."))
    if not saved:
        st.error(plain(message))
    state = wire.state(article, claims, reviews.values(), at)
    state |= {"confirmed": st.session_state.get(CONFIRMED, 0), "receipt": message if saved else ""}
    draw_claim({"claim": wire.claim_data(article, claim, review), "state": state}, on_draft=take_draft)
    _finding(claim, review)


def _place(claims: Sequence[Claim], reviews: Mapping[str, Review]) -> int:
    """Return which claim the address names; without one, the first that is still unchecked."""
    for at, claim in enumerate(claims):
        if claim.id == st.query_params.get("claim"):
            return at
    return next((at for at, claim in enumerate(claims) if not wire.is_checked(reviews.get(claim.id))), 0)


def _steps(claims: Sequence[Claim], at: int) -> None:
    """Draw the way to the claims before and after."""
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        _step("Previous claim", claims[at - 1] if at > 0 else None)
        _step("Next claim", claims[at + 1] if at + 1 < len(claims) else None)


def _step(label: str, claim: Claim | None) -> None:
    args = (claim.article_id, claim.id) if claim else None
    st.button(label, on_click=open_claim, args=args, disabled=claim is None)


def _finding(claim: Claim, review: Review) -> None:
    """Draw what the reviewer decides."""
    _choose("Verification", VERIFICATION, claim, review.verification)
    st.text(choice(VERIFICATION, review.verification).definition)
    _choose("Sourcing", SOURCING, claim, review.sourcing)
    chosen = choice(SOURCING, review.sourcing or _shown(claim))
    st.text(chosen.definition if review.sourcing else f"The article shows: {chosen.label}. {chosen.definition}")
    _notes(claim, review)


def _shown(claim: Claim) -> str:
    """Return the source type that the splitter proposes."""
    return claim.attribution.source_type if claim.attribution else "none"


def _choose(label: str, choices: tuple[Choice, ...], claim: Claim, saved: str) -> None:
    field = label.lower()
    key = _widget(field, claim.id, saved)
    keys = [entry.key for entry in choices]
    st.segmented_control(
        label,
        keys if not saved or saved in keys else [*keys, saved],
        default=saved or None,
        key=key,
        format_func=lambda key: " ".join(filter(None, [choice(choices, key).symbol, choice(choices, key).label])),
        help="\n".join(f"- **{plain(entry.label)}**: {plain(entry.definition)}" for entry in choices),
        required=field == "verification",
        on_change=take,
        args=(key, field, claim.id, reviewer()),
    )


def _notes(claim: Claim, review: Review) -> None:
    key = _widget("notes", claim.id, review.notes)
    args = (key, "notes", claim.id, reviewer())
    typed = st.text_area(
        "Notes",
        review.notes,
        key=key,
        persist_state="session",
        height=96,
        placeholder="Saved when you leave the field.",
        on_change=take,
        args=args,
    )
    if typed != review.notes:
        st.button("Save notes", on_click=take, args=args)


def _widget(field: str, claim_id: str, saved: str) -> str:
    """Return the key of a field's widget: a new one whenever something was saved by other means than the widget.

    A message that is on its way while that happens still holds what the widget showed before. Under the same key it
    would pass for a choice, and undo what was saved.
    """
    slot = _slot(field, claim_id, reviewer())
    shown, number = st.session_state.get(slot, (None, 0))
    if shown != saved:
        number = st.session_state[WIDGETS] = st.session_state.get(WIDGETS, 0) + 1
        st.session_state[slot] = (saved, number)
    return f"{field}-{claim_id}-{number}"


def _slot(field: str, claim_id: str, who: str) -> str:
    """Return the session key of what a field's widget shows, and of that widget's number."""
    return f"{field} of {claim_id} by {who}"


# Callbacks. `to_dict` reads the session without being one of the points at which Streamlit may stop a callback.


def open_claim(article_id: str, claim_id: str) -> None:
    """Open a claim: put it in the address, where it is not yet there."""
    if st.query_params.get("claim") != claim_id or st.query_params.get("article") != article_id:
        st.query_params.update(article=article_id, claim=claim_id)


def take(key: str, field: str, claim_id: str, who: str) -> None:
    """Save what a reviewer chose or typed in a widget; not what a widget that has left the screen still reports."""
    session = st.session_state.to_dict()
    slot = _slot(field, claim_id, who)
    value = str(session.get(key) or "")
    shown, number = session[slot]
    if value == shown or not key.endswith(f"-{number}"):
        return
    saved, text = keep(data_file(), claim_id, who, {field: value})
    st.session_state[MESSAGE] = (saved, text)
    if saved:
        st.session_state[slot] = (value, number)
    elif field != "notes":  # show again what is saved; but what was typed stays
        st.session_state[slot] = (None, number)
    st.query_params["claim"] = claim_id


def take_acts() -> None:
    """Carry out what the reviewer did in the article, and open the claim that it ended on."""
    session = st.session_state.to_dict()
    acts = session[ARTICLE]["acts"]
    done = carry_out(data_file(), session.get(NAME, "").strip(), acts)
    st.session_state[CONFIRMED] = max(act["number"] for act in acts)
    st.session_state[MESSAGE] = done or session.get(MESSAGE, (True, ""))
    if st.query_params.get("claim") != acts[-1]["claim"]:
        st.query_params["claim"] = acts[-1]["claim"]


def take_draft() -> None:
    """Save a note that was typed before a reload and never arrived, and show it in its field."""
    session = st.session_state.to_dict()
    draft = session[CLAIM]["draft"]
    changes = {"notes": draft["notes"]}
    st.session_state[MESSAGE] = keep(data_file(), draft["claim"], session.get(NAME, "").strip(), changes)


def carry_out(path: Path, who: str, acts: Iterable[Mapping[str, Any]]) -> tuple[bool, str] | None:
    """Save the marks among `acts`; each carries a token, so one that comes twice is saved once."""
    done = None
    for act in acts:
        if "verification" in act:
            done = keep(path, act["claim"], who, {"verification": act["verification"]}, act["token"])
    return done


def keep(path: Path, claim_id: str, who: str, changes: Mapping[str, str], token: str | None = None) -> tuple[bool, str]:
    """Save a change; return whether it was saved, and the receipt or what to do. Knows nothing of Streamlit."""
    try:
        with Store.open(path) as store:
            return True, receipt(store.save_review(claim_id, who, changes, token))
    except WorkbenchError as error:
        return False, str(error)
