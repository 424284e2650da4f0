"""Second opinions, on the page Team: how many an article needs, what the desk settles, and who is told of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from claims.filters import disagree, of_claims, says_something
from claims.vocabulary import CONFIDENCE, SOURCING, STANCES, VERIFICATION, choice
from storage.access import Role
from storage.errors import ConflictError, RefusedError
from storage.store import Store
from views import clicks
from views.frame import data_file, left_out, plain, receipt, reviewer
from views.reader.others import line
from views.table import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from claims.model import Article, Claim, Evidence, Review, Settlement
    from storage.opinions import Opinions, Overruled

    Opens = Callable[[str, str], None]

PAGE = "settling"
"""What this part of the page is called among those that tell what became of an act."""

OFFERED = 5
"""How many opinions are offered to choose from: 1 to this many; desks ask for two or three."""

NEEDED = (
    "With 2 or more, each claim is judged by that many people independently: what others say of it is hidden "
    "from everybody until their own finding is in."
)

SIDE_BY_SIDE = 3
"""How many people stand beside one another on a line."""

WORDS = 70
"""How many characters of a claim are shown in the list to choose from."""


def draw(article_id: str, open_claim: Opens) -> None:
    """Draw it for an article; `open_claim` goes to the review of a claim."""
    who = reviewer()
    with Store.open(data_file(), who) as store:
        article, claims = store.article(article_id), store.claims(article_id)
        needed, stand, hidden = store.needed(article_id), store.opinions(article_id), store.left_out(article_id)
        said = of_claims(filter(says_something, store.reviews(article_id)))
        settled = {found.claim_id: found for found in store.settlements(article_id)}
        told, steps, seen = (
            store.overruled(who, article_id),
            store.steps(article_id, who),
            clicks.newest(store, article_id),
        )
        is_editor = store.may(Role.EDITOR)
    _needed(article_id, needed, seen, is_editor=is_editor)
    if needed > 1:
        st.text(" ".join(filter(None, (progress(claims, stand), left_out(len(hidden))))))
    overruled(told, open_claim)
    disputes = [claim for claim in claims if claim.id in settled or disagree(said.get(claim.id, ()))]
    if disputes:
        _settling(article, claims, disputes, said, settled, stand, seen, open_claim, is_editor=is_editor)
    with st.container(horizontal=True, vertical_alignment="center"):
        clicks.draw_steps(PAGE, article_id, steps, seen)
        clicks.told(PAGE)


# How many opinions


def _needed(article_id: str, needed: int, seen: int, *, is_editor: bool) -> None:
    """Draw how many opinions the article needs; only editors choose, everybody is told what it does."""
    key = f"opinions needed {article_id}"
    st.session_state[key] = needed
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.segmented_control(
            "Opinions needed",
            [*range(1, OFFERED + 1), *([needed] if needed > OFFERED else [])],
            key=key,
            required=True,
            disabled=not is_editor,
            on_change=take_needed,
            args=(article_id, key, seen),
            width="content",
        )
        st.caption(NEEDED if is_editor else f"{NEEDED} An editor chooses it.", width="stretch")


def take_needed(article_id: str, key: str, seen: int) -> None:
    """Keep how many were chosen."""
    session = st.session_state.to_dict()
    who, count = reviewer(), int(session[key])
    clicks.tell(PAGE, who, need(data_file(), who, article_id, count, seen))


def need(path: Path, who: str, article_id: str, count: int, seen: int) -> tuple[bool, str]:
    """Say how many opinions an article needs, as asked for at revision `seen`; return what the screen says."""
    click = clicks.token("need", article_id, who, count, seen)
    return clicks.attempt(path, who, lambda store: receipt(store.need(article_id, count, who, click)))


def progress(claims: Iterable[Claim], stand: Mapping[str, Opinions]) -> str:
    """Return how far the claims have come, in a sentence that tells nobody's finding."""
    all_of = [stand[claim.id] for claim in claims if claim.id in stand]
    done = sum(one.is_done for one in all_of)
    waiting = sum(one.opinions < one.needed and not one.is_done for one in all_of)
    differing = len(all_of) - done - waiting
    told = f"{done:,} of {len(all_of):,} claims done, {waiting:,} wait for opinions"
    return f"{told}, {differing:,} {'is' if differing == 1 else 'are'} to settle." if differing else f"{told}."


# Who was overruled


def overruled(told: Sequence[Overruled], open_claim: Opens) -> None:
    """Draw the findings of whoever looks that the desk settled otherwise; nothing where there are none."""
    if not told:
        return
    st.subheader(f"Settled otherwise than you found ({len(told)})", anchor=False)
    places = tuple((one.article_id, one.review.claim_id) for one in told)
    column = st.column_config
    st.dataframe(
        overruled_table(told),
        key="overruled",
        hide_index=True,
        row_height=66,
        column_config={
            "open": column.ButtonColumn(
                "", key="open overruled", on_click=open_overruled, args=(places, open_claim), width="small"
            ),
            "state": column.TextColumn("", width=100),
            "claim": column.TextColumn("Claim", width=300),
            "yours": column.TextColumn("You", width=130),
            "desk": column.TextColumn("The desk", width=130),
            "why": column.TextColumn("Why", width=300),
            "by": column.TextColumn("By", width=80),
        },
    )


def overruled_table(told: Iterable[Overruled]) -> pd.DataFrame:
    """Return the list as it is shown; cells are drawn as they are, never as Markdown."""
    return pd.DataFrame(
        [
            {
                "open": "Review",
                "state": _state(one),
                "claim": one.words,
                "yours": _found(one.review.verification, one.review.sourcing),
                "desk": _found(one.settlement.verification, one.settlement.sourcing),
                "why": one.settlement.reason,
                "by": one.settlement.by,
            }
            for one in told
        ]
    )


def _found(verification: str, sourcing: str) -> str:
    shown = choice(VERIFICATION, verification).shown
    return f"{shown}, sourcing {choice(SOURCING, sourcing).label}" if sourcing else shown


def _state(one: Overruled) -> str:
    if one.settlement.is_reopened:
        return "open again"
    return "you answered" if one.is_answered else "● new"


def open_overruled(places: Sequence[tuple[str, str]], open_claim: Opens) -> None:
    """Open the claim whose row was clicked."""
    open_claim(*places[st.session_state.to_dict()["open overruled"]["row"]])


# Settling


def _settling(  # noqa: PLR0913, PLR0917 - all that is known of the article
    article: Article,
    claims: Sequence[Claim],
    disputes: Sequence[Claim],
    said: Mapping[str, Sequence[Review]],
    settled: Mapping[str, Settlement],
    stand: Mapping[str, Opinions],
    seen: int,
    open_claim: Opens,
    *,
    is_editor: bool,
) -> None:
    """Draw the claims on which people differ, one at a time, with what each says; those to settle come first."""
    first = sorted(disputes, key=lambda claim: is_settled(settled.get(claim.id)))
    due = sum(not is_settled(settled.get(claim.id)) for claim in disputes)
    st.subheader(f"To settle ({due})" if due else "Settled", anchor=False)
    numbers, names = number(claims), {claim.id: claim for claim in first}
    name = partial(_called, article=article, numbers=numbers, settled=settled)
    key = f"claim to settle {article.id}"
    if st.session_state.get(key) not in names:
        st.session_state[key] = first[0].id
    chosen = st.selectbox(
        "Claim", list(names), format_func=lambda one: name(names[one]), key=key, persist_state="session"
    )
    claim = names[chosen]
    with st.container(border=True):
        st.markdown(f"“{plain(claim.text(article))}”")
        if told := line(stand.get(claim.id), said.get(claim.id, ())):
            st.caption(told)
        people(said.get(claim.id, ()))
        _desk(settled.get(claim.id))
        mark = _form(claim.id, settled.get(claim.id)) if is_editor else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            if is_editor:
                _buttons(claim.id, mark, seen, can_take_back=claim.id in settled)
            st.button("Review it", icon=":material/rate_review:", on_click=open_claim, args=(article.id, claim.id))
            if not is_editor:
                st.caption("An editor settles it.")


def is_settled(found: Settlement | None) -> bool:
    """Say whether the desk has a finding that is not open again."""
    return found is not None and not found.is_reopened


def _called(claim: Claim, article: Article, numbers: Mapping[str, int], settled: Mapping[str, Settlement]) -> str:
    words, found = claim.text(article), settled.get(claim.id)
    short = words if len(words) <= WORDS else f"{words[:WORDS].rstrip()}…"
    state = "" if found is None else " · open again" if found.is_reopened else " · settled"
    return f"{numbers[claim.id]}: {short}{state}"


def people(reviews: Sequence[Review]) -> None:
    """Draw what each person says, side by side."""
    for start in range(0, len(reviews), SIDE_BY_SIDE):
        beside = reviews[start : start + SIDE_BY_SIDE]
        for place, review in zip(st.columns(len(beside), border=True), beside, strict=True):
            with place:
                _person(review)


def _person(review: Review) -> None:
    found = choice(VERIFICATION, review.verification)
    facts = (
        f"sourcing {choice(SOURCING, review.sourcing).label}" if review.sourcing else "",
        f"{choice(CONFIDENCE, review.confidence).label.lower()} confidence" if review.confidence else "",
        f"as of {review.as_of}" if review.as_of else "",
    )
    st.markdown(f"**{plain(review.reviewer)}**: {plain(found.shown)}")
    if told := ", ".join(filter(None, facts)):
        st.caption(plain(told))
    if review.notes:
        st.text(review.notes)
    for piece in review.evidence:
        st.markdown(f":small[{_piece(piece)}]")


def _piece(piece: Evidence) -> str:
    """Return a piece of evidence as Markdown that shows its words as they are; only a web address is a link."""
    about = ", ".join(filter(None, (choice(STANCES, piece.stance.value).shown, "primary" if piece.primary else "")))
    where = plain(piece.locator)
    if piece.locator.startswith(("https://", "http://")) and not any(map(str.isspace, piece.locator)):
        where = f"[{where}]({quote(piece.locator, safe=':/?#@!$&*+,;=%~-._')})"
    return f"{plain(about)}: {where}{f' “{plain(piece.quote)}”' if piece.quote else ''}"


def _desk(found: Settlement | None) -> None:
    if found is None:
        return
    sourcing = f", sourcing {choice(SOURCING, found.sourcing).label}" if found.sourcing else ""
    head = f"**The desk: {plain(choice(VERIFICATION, found.verification).shown)}**{plain(sourcing)}"
    st.markdown(f"{head}. {plain(found.reason)} :small[{plain(found.by)}, {found.at.astimezone():%Y-%m-%d %H:%M}]")
    if found.is_reopened:
        st.markdown(":orange[:material/undo: Open again: somebody has changed a finding since.]")


def _form(claim_id: str, found: Settlement | None) -> str:
    """Draw what the desk is to find and why, and return by what its fields are known.

    What is typed stays while others change their findings, and ends with what the desk has found.
    """
    mark = f"{claim_id} {found.revision if found else 0}"
    left, right = st.columns([1, 2])
    with left:
        _choose("Finding", VERIFICATION[1:], f"desk finding {mark}", found.verification if found else None)
        _choose("Sourcing", SOURCING, f"desk sourcing {mark}", found.sourcing or None if found else None)
    with right:
        _typed(f"desk reason {mark}", found.reason if found else "")
    return mark


def _buttons(claim_id: str, mark: str, seen: int, *, can_take_back: bool) -> None:
    label, key = "Settle it again" if can_take_back else "Settle it", f"{mark} {seen}"
    st.button(label, type="primary", key=f"settle {key}", on_click=take_settled, args=(claim_id, mark, seen))
    if can_take_back:
        st.button("Take it back", key=f"take back {key}", on_click=take_settled, args=(claim_id, "", seen))


def _choose(label: str, choices: Sequence[Any], key: str, given: str | None) -> None:
    names = {entry.key: entry.shown for entry in choices}
    st.session_state.setdefault(key, given if given in names else None)
    st.selectbox(
        label, list(names), format_func=names.__getitem__, key=key, placeholder="Choose", persist_state="session"
    )


def _typed(key: str, given: str) -> None:
    st.session_state.setdefault(key, given)
    st.text_area(
        "Reason",
        key=key,
        height=122,
        placeholder="Those who found otherwise read this.",
        persist_state="session",
    )


def take_settled(claim_id: str, mark: str, seen: int) -> None:
    """Settle with what stands in the form; without a mark, take back what the desk found."""
    session = st.session_state.to_dict()
    who = reviewer()
    fields = {"verification": "finding", "sourcing": "sourcing", "reason": "reason"}
    found = {name: str(session.get(f"desk {key} {mark}") or "") if mark else "" for name, key in fields.items()}
    if mark and not found["verification"]:
        clicks.tell(PAGE, who, (False, "Nothing was saved: choose a finding, and say why."))
        return
    clicks.tell(PAGE, who, settle(data_file(), who, claim_id, found, seen))


def settle(path: Path, who: str, claim_id: str, found: Mapping[str, str], seen: int) -> tuple[bool, str]:
    """Settle, as asked for at revision `seen`, and return what the screen says. Knows nothing of Streamlit."""
    click = clicks.token("settle", who, claim_id, found, seen)

    def act(store: Store) -> str:
        try:
            done = receipt(store.settle(claim_id, who, found, seen, click))
        except ConflictError as error:
            message = f"Not settled: {error.by} has changed {error.field} since you saw it. Look again, then settle it."
            raise RefusedError(message) from error
        return f"Settled. {done}" if found["verification"] else f"Taken back. {done}"

    return clicks.attempt(path, who, act)
