"""Review: the article with its claims marked on the left, the editor of one claim, a fragment of its own, on the right.

The address says which article and claim are open, and nothing else does: links, reloads and the browser's Back agree.
Callbacks save first and touch Streamlit afterwards, because a second click or a closed tab may stop them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claims.model import Evidence, Review
from storage.access import Role
from storage.copies import readable
from storage.store import Store
from views.acts import CONFIRMED, CONFLICTS, REFUSED, answered, carry_out
from views.choose import in_hand
from views.clicks import attempt
from views.frame import MESSAGE, data_file, errors_told, receipt, reviewer, sent, today
from views.handing import HELD, gone_on
from views.live.component import DESK, SHAPE, TALK, follow
from views.reader import wire
from views.reader.component import CLAIM, draw_article, draw_claim
from views.reader.others import others_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from claims.model import Article, Claim
    from storage.steps import Steps

STEPPED = "stepped"
"""Session key: the claims whose review was changed in a way that the browser cannot foresee: undone, or with copies."""

TOUCHED = "touched"
"""Session key: the claims that were worked on last: how far each has come then is told the browser again."""

REMEMBERED = 2
"""How many of them, beside all that came in at once: each costs reading all that people found of it."""

SHOWN = "shown"
"""Session key: what the panel shows."""

COPYING = "copying"
"""Session key: the claim below whose panel the field is that takes a file; blank for none."""

UPLOADS = "uploads"
"""Session key: how many files were taken in; it is part of the uploader's key, so that the next one starts empty."""


def page() -> None:
    """Show the article that the address names, else the one last worked on, else the newest."""
    with errors_told():
        who = reviewer()
        with Store.open(data_file(), who) as store:
            article_id, may_mark = in_hand(store, who), store.may(Role.REVIEWER)
            # where one opinion is enough the panel alone looks again (others.js): pages of many would never rest
            also = ("review",) if article_id and store.needed(article_id) > 1 else ()
            follow(store, article_id or "", *SHAPE, *DESK, *TALK, *also)
            article = store.article(article_id) if article_id else None
            claims = store.claims(article_id) if article_id else []
            data = _article_data(store, article, claims, who) if article else {}
            shaped = store.shaped(article_id) if article_id else 0
            is_whole = bool(article_id) and not store.claims(article_id or "", withdrawn=True)
        if article:
            if is_whole and may_mark:
                _offer_claims(article.id)
            _bench(article, claims, data, shaped)
        else:
            st.info("There are no articles yet. Add one on the page Articles.")


def _offer_claims(article_id: str) -> None:
    """Offer to split an article that came in as later coverage of another, which are kept whole."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Split into claims", type="primary", on_click=take_split, args=(article_id,))
        st.text("This article has no claims: it came in as later coverage, or nothing in it could be found to check.")


def _article_data(store: Store, article: Article, claims: Sequence[Claim], who: str) -> dict[str, object]:
    said = store.reviews(article.id, who), store.dismissed(article.id)
    talks = store.talks(claim.id for claim in claims)
    data = wire.article_data(article, claims, *said, who, data_file(), talks, store.people())
    return data | {"may": store.may(Role.REVIEWER)}


def _bench(article: Article, claims: Sequence[Claim], data: Mapping[str, object], shaped: int) -> None:
    """Draw the article, once until its claims are other ones; what a click changes is all in the editor."""
    left, right = st.columns([8, 5], gap="medium")
    with left:
        draw_article(data)
    with right, st.container(key="editor", gap="small"):
        _editor(article, claims, shaped)


@st.fragment
def _editor(article: Article, claims: Sequence[Claim], shaped: int) -> None:
    """Draw all that a click changes; the claims are those that were read when the page was drawn."""
    if st.query_params.get("article", article.id) != article.id:  # a claim of another one was handed out
        st.rerun()
    with errors_told():
        who = reviewer()
        with Store.open(data_file(), who) as store:
            seen = store.newest()  # before the rest: what comes in between is then drawn twice
            is_old, may_mark = store.shaped(article.id) != shaped, store.may(Role.REVIEWER)
            found, steps = store.verifications(article.id, who), store.steps(article.id, who)
            at = _place(claims, found)
            told = _unforeseen() | {claim.id for claim in claims[at : at + 1]}
            reviews = {claim_id: store.review(claim_id, who) for claim_id in told if claim_id in found}
            others = others_data(store, claims[at].id, who) if claims else None
            has_next = store.needs_several()
            wanted = {*st.session_state.get(TOUCHED, ()), *(claim.id for claim in claims[at : at + 1])}
            talks = store.talks(wanted)
            people = store.people() if any(talk.comments for talk in talks.values()) else []
        if is_old:
            # It stays as it is, with whatever is being typed, until all is drawn anew; there is none yet at first.
            if before := st.session_state.get(SHOWN):
                _panel(before, may_mark=may_mark)
            st.rerun()
        said = {claim_id: wire.talk_data(talk, people, who) for claim_id, talk in talks.items()}
        shown = _shown(article, claims, at, (found, reviews, steps), who)
        shown |= {"seen": seen, "talks": said, "others": others, "has_next": has_next and may_mark}
        _panel(shown, may_mark=may_mark)


def _panel(shown: Mapping[str, object], *, may_mark: bool) -> None:
    st.session_state[SHOWN] = shown
    claim_id = str(shown["claim"])
    is_copying = may_mark and bool(claim_id) and claim_id == st.session_state.get(COPYING)
    draw_claim({**shown, "copying": is_copying}, on_acts=take_acts, on_copy=take_copying)
    if is_copying:
        _uploader(claim_id)


def _shown(
    article: Article,
    claims: Sequence[Claim],
    at: int,
    stands: tuple[Mapping[str, str], Mapping[str, Review], Steps],
    who: str,
) -> dict[str, object]:
    """Return what the panel shows; an article without claims has one too, for undo and for what is drawn there."""
    found, reviews, steps = stands
    claim_id = claims[at].id if claims else ""
    review = reviews.get(claim_id) or Review(claim_id, who)
    if claims:
        open_claim(article.id, claim_id)
    saved, message = st.session_state.get(MESSAGE, (True, "Every change is saved at once."))
    state = wire.state(article, claims, found, at)
    state |= {"confirmed": st.session_state.get(CONFIRMED, 0), "saved": saved, "receipt": message}
    state |= {"refused": st.session_state.get(REFUSED, []), "conflicts": st.session_state.get(CONFLICTS, [])}
    state |= {"undo": steps.undo is not None, "redo": steps.redo is not None}
    said = {key: wire.review_data(reviews[key], data_file()) for key in _unforeseen() if key in reviews}
    return {"claim": claim_id, "review": wire.review_data(review, data_file()), "stepped": said, "state": state}


def _unforeseen() -> frozenset[str]:
    return frozenset(st.session_state.get(STEPPED, frozenset()))


def _uploader(claim_id: str) -> None:
    """Offer to keep a source as evidence of the claim; a file that could not be kept stays in the field."""
    key = f"copy {claim_id} {st.session_state.get(UPLOADS, 0)}"
    st.file_uploader(
        "It is kept in the data file as it is, and becomes a piece of evidence that you can complete above.",
        key=key,
        on_change=take_file,
        args=(claim_id, key),
    )


def _place(claims: Sequence[Claim], found: Mapping[str, str]) -> int:
    """Return which claim the address names; without one, the first that is still unchecked; 0 where there is none."""
    named = st.query_params.get("claim")
    for at, claim in enumerate(claims):
        if claim.id == named:
            return at
    return next((at for at, claim in enumerate(claims) if found.get(claim.id, wire.NONE_YET) == wire.NONE_YET), 0)


# Callbacks. `to_dict` reads the session without being one of the points at which Streamlit may stop a callback.


def open_claim(article_id: str, claim_id: str) -> None:
    """Open a claim: put it in the address, where it is not yet there."""
    if st.query_params.get("claim") != claim_id or st.query_params.get("article") != article_id:
        st.query_params.update(article=article_id, claim=claim_id)


def take_acts() -> None:
    """Carry out what the reviewer did in the article or the panel, and open the claim that it ended on.

    It may have waited until another page was drawn, or “You are not let in”: that one's address is its own.
    """
    session = st.session_state.to_dict()
    is_here, acts, who = CLAIM in session, sent(session, CLAIM, "acts"), reviewer(session)
    done = carry_out(data_file(), who, acts)
    ended, last = done[-1]["claim"], next((one for one in reversed(done) if "article" in one), None)
    has_left = gone_on(session, who, ended, data_file())
    st.session_state.update(answered(session, acts, done))
    if has_left:
        del st.session_state[HELD]
    if last and last["claim"] == ended:
        st.session_state[HELD] = (who, ended)
        if is_here:
            st.query_params.update(article=last["article"])
    stepped = [one["claim"] for act, one in zip(acts, done, strict=True) if act.keys() & {"step", "evidence", "drop"}]
    touched = dict.fromkeys(one["claim"] for one in (*done, *acts) if one["claim"])
    remembered = (*touched, *(claim for claim in session.get(TOUCHED, ()) if claim not in touched))
    st.session_state[TOUCHED] = remembered[: max(REMEMBERED, len(touched))]
    st.session_state[STEPPED] = session.get(STEPPED, frozenset()) | frozenset(stepped)
    if is_here and st.query_params.get("claim") != ended:
        st.query_params["claim"] = ended


def take_copying() -> None:
    """Put the field that takes a file below the panel, or take it away."""
    session = st.session_state.to_dict()
    claim_id = sent(session, CLAIM, "copy")
    st.session_state[COPYING] = "" if session.get(COPYING) == claim_id else claim_id


def take_split(article_id: str) -> None:
    """Split an article that has no claims."""
    who = reviewer()
    st.session_state[MESSAGE] = split(data_file(), who, article_id)


def split(path: Path, who: str, article_id: str) -> tuple[bool, str]:
    """Find the claims of an article that has none, keep them, and return what the screen says."""
    # Importing the splitter takes a second, for the parser's libraries.
    from claims.split import find_claims  # noqa: PLC0415

    def act(store: Store) -> str:
        claims = find_claims(store.article(article_id))
        if not claims:
            return "Nothing in it could be found to check."
        return receipt(store.add_claims(article_id, claims, who, f"split-{article_id}"))

    return attempt(path, who, act)


def take_file(claim_id: str, key: str) -> None:
    """Keep the file that was uploaded as evidence of a claim."""
    session = st.session_state.to_dict()
    uploaded: UploadedFile | None = session.get(key)
    if uploaded is None:  # taken out of the field again
        return
    saved, message = keep_file(data_file(), reviewer(), claim_id, uploaded)
    st.session_state[MESSAGE] = saved, message
    if saved:
        st.session_state[UPLOADS] = session.get(UPLOADS, 0) + 1


def keep_file(path: Path, who: str, claim_id: str, file: UploadedFile) -> tuple[bool, str]:
    """Store a file and make it a piece of evidence; return whether that was saved and what the screen says of it."""
    content = file.getvalue()

    def act(store: Store) -> str:
        copy = store.keep_copy(file.name, file.type, content, readable(file.name, file.type, content))
        evidence = Evidence(file.file_id, file.name, accessed=today(), copy=copy)
        return receipt(store.save_evidence(claim_id, who, evidence, f"file-{file.file_id}"))

    return attempt(path, who, act)
