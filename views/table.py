"""Claims: the claims of one article as a table to filter, select from, and mark many at once.

Rows move whenever a filter or a finding changes, so what is selected is known by the claims' ids: the table's key is
made of them, and what the browser calls row 3 is always the third of the claims that it was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.filters import Filter, Show, find, mine, of_claims, source_type
from claims.model import Talk
from claims.vocabulary import (
    CONFIDENCE,
    DISMISSALS,
    KINDS,
    REPLACED,
    SOURCE_TYPES,
    SOURCING,
    VERIFICATION,
    WORKFLOW,
    Choice,
    choice,
)
from storage.access import Role
from storage.plain import day
from storage.store import Store
from views import clicks
from views.choose import choose_article, in_hand
from views.frame import data_file, errors_told, left_out, receipt, reviewer, today
from views.live.component import DESK, SHAPE, TALK, follow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from claims.model import Article, Claim, Handover, Review, Settlement
    from storage.opinions import Opinions

PAGE = "claims"
"""What this page is called among those that tell what became of an act."""

SELECTED = "selected claims"
"""Session key: the ids of the claims that are selected, to select them again where the rows have moved."""

FIELD = "field to mark"
"""Session key: what is to be said of the selected claims."""

FINISH = "finish by to mark"
"""Session key: by when the selected claims are to be finished."""

SHOWN = {
    Show.ALL: "All",
    Show.OPEN: "Open",
    Show.MINE: "Mine",
    Show.DISAGREEING: "Disagreeing",
    Show.DUE: "Due",
    Show.ASSIGNED: "For me",
    Show.WITHDRAWN: "Withdrawn",
}
"""Which claims can be shown, as it is called on screen."""

EXPLAINED = (
    "Open: no finding of yours yet. Mine: you have said something. Disagreeing: two reviewers differ in verification "
    "or sourcing. Due: to be looked at again by today. For me: assigned to you. Withdrawn: claims no longer."
)

NOTHING = Choice("", "Nothing", "Takes back what you have said.")

MARKS: Mapping[str, tuple[str, tuple[Choice, ...]]] = {
    "verification": ("Verification", VERIFICATION),
    "sourcing": ("Sourcing", (*SOURCING, NOTHING)),
    "confidence": ("Confidence", (*CONFIDENCE, NOTHING)),
    "due": ("Due date", ()),
    "assigned_to": ("Assign to", ()),
    "waiting_for": ("Waits for a source", ()),
}
"""What can be said of many claims at once, as it is called on screen, and the choices where there is a list of them."""

HANDED = frozenset({"assigned_to", "waiting_for"})
"""What of it is no part of a review, but is handed over."""

HEAD, ROW = 35, 66
"""The height of the head and of a row of the table in pixels: above 64, Streamlit breaks long texts into lines."""


def page(open_claim: Callable[[str, str], None], open_history: Callable[[str, str], None]) -> None:
    """Show the table; the two open the review and the history of a claim of an article."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            article_id = in_hand(store, reviewer())
            follow(store, article_id or "", *SHAPE, *DESK, *TALK, "review")
            summaries = store.articles()
        if article_id is None:
            st.info("There are no articles yet. Add one on the page Articles.")
            return
        choose_article(summaries, article_id, "article of the table")
        _bench(article_id, open_claim, open_history)


@st.fragment
def _bench(article_id: str, open_claim: Callable[[str, str], None], open_history: Callable[[str, str], None]) -> None:
    """Draw all that a filter, a selection or a mark changes."""
    who = reviewer()
    with errors_told():
        with Store.open(data_file(), who) as store:
            article, claims = store.article(article_id), store.claims(article_id, withdrawn=True)
            may_mark = store.may(Role.REVIEWER)
            reviews, steps, seen = (
                store.reviews(article_id),
                store.steps(article_id, who),
                store.newest_by(who),
            )
            stand, settled = store.opinions(article_id), store.settlements(article_id)
            hidden = store.left_out(article_id)
            talks, people = store.talks(claim.id for claim in claims), store.people()
        asked = _asked(who)
        found = find(article, claims, reviews, asked, talks)
        # What is done with the rows stands above them and never changes its height: the rows stay under the pointer.
        bar, status = st.container(horizontal=True, vertical_alignment="bottom"), st.container(horizontal=True)
        table = with_desk(rows(article, claims, (reviews, talks), found, who), found, stand, hidden, settled)
        selected = _select(table, [claim.id for claim in found], asked.show)
        with bar:
            if may_mark:
                _mark(article_id, () if asked.show is Show.WITHDRAWN else selected, seen, people)
            _open(article_id, selected, asked.show, (open_claim, open_history))
            clicks.draw_steps(PAGE, article_id, steps, seen)
        with status:
            count = _count(len(found), claims, asked.show, len(selected))
            st.text(" ".join(filter(None, (count, left_out(len(hidden))))), width="content")
            clicks.told(PAGE)


# The filters


def _asked(who: str) -> Filter:
    """Draw the filters; they stand in the address, and in the session for the way back from another page."""
    with st.container(horizontal=True):
        show = st.segmented_control(
            "Show",
            list(Show),
            default=Show.ALL,
            required=True,
            format_func=SHOWN.__getitem__,
            key="show",
            help=EXPLAINED,
            bind="query-params",
            persist_state="session",
        )
        kinds = _any_of("Kind", KINDS, "kind")
        types = _any_of("Source type", SOURCE_TYPES, "source")
        stands = _any_of("Progress", WORKFLOW, "stands")
        worth = st.slider(
            "Worth at least",
            0,
            100,
            0,
            5,
            "%d %%",
            key="worth",
            width=90,
            bind="query-params",
            persist_state="session",
        )
        search = st.text_input(
            "Search",
            key="search",
            placeholder="Words …",
            help="In the claim, its source or your notes.",
            width=112,
            bind="query-params",
            persist_state="session",
        )
    return Filter(
        who, today(), Show(show), frozenset(kinds), frozenset(types), worth / 100, search or "", frozenset(stands)
    )


def _any_of(label: str, choices: Sequence[Choice], key: str) -> list[str]:
    names = {entry.key: entry.label for entry in choices}
    return st.multiselect(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        placeholder="Any",
        width=110,
        bind="query-params",
        persist_state="session",
    )


# The table


def rows(
    article: Article,
    claims: Iterable[Claim],
    said_of: tuple[Iterable[Review], Mapping[str, Talk]],
    found: Sequence[Claim],
    who: str,
) -> pd.DataFrame:
    """Return the table of the claims that were found; cells are drawn as they are, never as Markdown."""
    by_claim, talks = of_claims(said_of[0]), [said_of[1].get(claim.id) or Talk() for claim in found]
    numbers = number(claims)
    said = [mine(by_claim.get(claim.id, ()), claim.id, who) for claim in found]
    others = [[review for review in by_claim.get(claim.id, ()) if review.reviewer != who] for claim in found]
    return pd.DataFrame(
        {
            "number": [numbers.get(claim.id) for claim in found],
            "words": [claim.text(article) for claim in found],
            "why": [choice((*DISMISSALS, *REPLACED), claim.withdrawn).label for claim in found],
            "finding": [choice(VERIFICATION, review.verification).shown for review in said],
            "others": ["; ".join(filter(None, map(_other, reviews))) for reviews in others],
            "stands": [choice(WORKFLOW, talk.workflow).shown for talk in talks],
            "assigned": [_assigned(talk.handover) for talk in talks],
            "waits": [talk.handover.waiting_for for talk in talks],
            "comments": [len(talk.comments) or None for talk in talks],
            "kind": [choice(KINDS, claim.kind).label for claim in found],
            "says": [_says(claim) for claim in found],
            "source": [choice(SOURCE_TYPES, source_type(claim)).label for claim in found],
            "sourcing": [choice(SOURCING, review.sourcing).label for review in said],
            "confidence": [choice(CONFIDENCE, review.confidence).label for review in said],
            "worth": [100 * claim.check_worthiness for claim in found],
            "due": [day(review.due) for review in said],
            "notes": [review.notes for review in said],
        }
    )


def with_desk(
    table: pd.DataFrame,
    found: Sequence[Claim],
    stand: Mapping[str, Opinions],
    hidden: Collection[str],
    settled: Iterable[Settlement],
) -> pd.DataFrame:
    """Return the table with how many opinions are in, that others' are hidden, and what the desk found, if anything."""
    desk = {one.claim_id: one for one in settled}
    if desk:
        table.insert(list(table).index("finding") + 1, "desk", [_desk(desk.get(claim.id)) for claim in found])
    if stand:
        table.insert(list(table).index("others"), "opinions", [_opinions(stand.get(claim.id)) for claim in found])
        there = zip(found, table["others"], strict=True)
        table["others"] = ["Hidden until yours is in" if claim.id in hidden else said for claim, said in there]
    return table


def _desk(found: Settlement | None) -> str:
    if found is None:
        return ""
    return f"{choice(VERIFICATION, found.verification).shown}{', open again' if found.is_reopened else ''}"


def _opinions(stand: Opinions | None) -> str:
    if stand is None:
        return ""
    return f"{stand.opinions} of {stand.needed}{', done' if stand.is_done else ''}"


def number(claims: Iterable[Claim]) -> Mapping[str, int]:
    """Return the place of each claim in reading order, from 1; those that are claims no longer have none."""
    standing = (claim.id for claim in claims if not claim.withdrawn)
    return {claim_id: place for place, claim_id in enumerate(standing, start=1)}


def _assigned(handover: Handover) -> str:
    """Return who is to work on a claim in a line: “Ben, by 2026-12-04”."""
    until = f", by {day(handover.finish_by)}" if handover.finish_by else ""
    return f"{handover.assigned_to}{until}"


def _says(claim: Claim) -> str:
    if claim.attribution is None:
        return "The article itself"
    return claim.attribution.source or "Nobody is given"


def _other(review: Review) -> str:
    """Return what somebody else found in a line: “Ben: ✗ False, sourcing Bare, due 2026-03-02”; blank for nothing."""
    parts = (
        choice(VERIFICATION, review.verification).shown if review.verification != "unchecked" else "",
        f"sourcing {choice(SOURCING, review.sourcing).label}" if review.sourcing else "",
        f"due {day(review.due)}" if review.due else "",
    )
    said = ", ".join(filter(None, parts))
    return f"{review.reviewer}: {said}" if said else ""


def _select(table: pd.DataFrame, ids: Sequence[str], show: Show) -> list[str]:
    """Draw the table, and return the ids of the claims that are selected in it."""
    before = st.session_state.get(SELECTED, ())
    state = st.dataframe(
        table,
        key=f"claims {clicks.token(ids)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [row for row, claim_id in enumerate(ids) if claim_id in before]}},
        height=HEAD + ROW * max(1, min(len(ids), 8)) + 3,
        row_height=ROW,
        placeholder="",
        column_config=_columns(),
        column_order=[str(name) for name in table if name != "why" or show is Show.WITHDRAWN],
    )
    selected = [ids[row] for row in sorted(state["selection"]["rows"]) if row < len(ids)]
    st.session_state[SELECTED] = frozenset(selected)
    return selected


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "number": column.NumberColumn("No.", width=50),
        "words": column.TextColumn("Claim", width=380),
        "finding": column.TextColumn("My finding", width=130),
        "desk": column.TextColumn("The desk", width=120),
        "opinions": column.TextColumn("Opinions", width=95),
        "others": column.TextColumn("Others", width=150),
        "stands": column.TextColumn("Progress", width=130),
        "assigned": column.TextColumn("Assigned to", width=130),
        "waits": column.TextColumn("Waits for", width=130),
        "comments": column.NumberColumn("Comments", width=80),
        "kind": column.TextColumn("Kind", width=80),
        "says": column.TextColumn("Says it", width=150),
        "source": column.TextColumn("Source type", width=100),
        "sourcing": column.TextColumn("My sourcing", width=110),
        "confidence": column.TextColumn("Confidence", width=90),
        "worth": column.NumberColumn("Worth", format="%.0f %%", width=65),
        "due": column.TextColumn("Due", width=90),
        "notes": column.TextColumn("Notes", width=240),
        "why": column.TextColumn("Why withdrawn", width=120),
    }


def _count(found: int, claims: Iterable[Claim], show: Show, selected: int) -> str:
    """Say how many claims there are to see, and what can be done."""
    there = sum(bool(claim.withdrawn) is (show is Show.WITHDRAWN) for claim in claims)
    what = "withdrawn claims" if show is Show.WITHDRAWN else "claims"
    if not found:
        return f"None of {there} {what} fits the filters." if there else f"There are no {what}."
    hint = "tick one for its history." if show is Show.WITHDRAWN else "tick rows on their left."
    chosen = f"{selected} selected." if selected else f"Nothing is selected: {hint}"
    return f"{found} of {there} {what}. {chosen}"


# What can be done with the selected claims


def _mark(article_id: str, selected: Sequence[str], seen: int, people: Sequence[str]) -> None:
    """Draw what is to be said of the selected claims, and the button that says it."""
    names = {key: label for key, (label, _) in MARKS.items()}
    field = st.selectbox(
        "Mark", list(names), format_func=names.__getitem__, key=FIELD, width=140, persist_state="session"
    )
    if field in HANDED:
        _handing(field, people)
    else:
        _value(field, MARKS[field][1])
    st.button(
        f"Mark {len(selected)} claim{'' if len(selected) == 1 else 's'}",
        type="primary",
        disabled=not selected,
        key=f"mark {seen}",
        on_click=mark_selected,
        args=(article_id, tuple(selected), seen),
    )


def _value(field: str, choices: Sequence[Choice]) -> None:
    """Draw the choices of a field, each with its definition, else a day."""
    key = f"{field} to mark"
    if not choices:
        st.date_input("As", None, key=key, format="YYYY-MM-DD", width=200, persist_state="session")
        return
    names = {entry.key: entry.shown for entry in choices}
    told = "\n".join(f"- **{entry.label}**: {entry.definition}" for entry in choices)
    st.selectbox(
        "As", list(names), format_func=names.__getitem__, key=key, help=told, width=200, persist_state="session"
    )


def _handing(field: str, people: Sequence[str]) -> None:
    """Draw to whom claims are assigned and by when, or what they wait for; blank takes it back."""
    key = f"{field} to mark"
    if field == "waiting_for":
        st.text_input("As", key=key, placeholder="From whom or for what; blank: no longer", width=300)
        return
    st.selectbox(
        "As", people, None, key=key, placeholder="Nobody", accept_new_options=True, width=180, persist_state="session"
    )
    st.date_input("Finish by", None, key=FINISH, format="YYYY-MM-DD", width=140, persist_state="session")


def mark_selected(article_id: str, claim_ids: Sequence[str], seen: int) -> None:
    """Mark the claims that were selected when the button was drawn, with what stands beside it when it is clicked."""
    session = st.session_state.to_dict()
    who, field = reviewer(), session[FIELD]
    fields = {field: session[f"{field} to mark"]} | ({"finish_by": session[FINISH]} if field == "assigned_to" else {})
    changes = {name: "" if value is None else str(value) for name, value in fields.items()}
    clicks.tell(
        PAGE, who, mark(data_file(), who, claim_ids, changes, clicks.token(article_id, seen, who, claim_ids, changes))
    )


def mark(path: Path, who: str, claim_ids: Sequence[str], changes: Mapping[str, str], token: str) -> tuple[bool, str]:
    """Say something of several claims as one act, and return what the screen says. Knows nothing of Streamlit."""

    def act(store: Store) -> str:
        save = store.hand_over if changes.keys() & HANDED else store.save_reviews
        revisions = save(claim_ids, who, changes, token)
        if not revisions:
            return "Nothing to change: all of them are marked like that already."
        same = len(claim_ids) - len(revisions)
        already = f", {same} like that already" if same else ""
        return f"{len(revisions)} of {len(claim_ids)} marked{already}. {receipt(revisions[-1])}"

    return clicks.attempt(path, who, act)


def _open(
    article_id: str,
    selected: Sequence[str],
    show: Show,
    ways: tuple[Callable[[str, str], None], Callable[[str, str], None]],
) -> None:
    """Draw the ways from the one claim that is selected; one that was withdrawn cannot be reviewed."""
    one = len(selected) == 1
    for label, icon, way, there in (
        ("Review it", ":material/rate_review:", ways[0], one and show is not Show.WITHDRAWN),
        ("Its history", ":material/history:", ways[1], one),
    ):
        st.button(label, icon=icon, disabled=not there, on_click=way, args=(article_id, *selected[:1]))
