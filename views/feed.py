"""What everybody did in all articles, newest first: a sentence an act, page by page."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from storage.feed import FIRST
from storage.file import Action
from storage.store import Store
from views.choose import labels
from views.frame import data_file, reviewer
from views.history import field, value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.model import Change, Revision
    from storage.feed import Act

    Opens = Callable[..., None]

BEFORE = "feed before"
"""Session key: before which revision each page begins that was gone through, the one on screen last."""

LINES = 50
"""How many acts a page has."""

WORDS, DETAIL = 60, 160
"""How many characters of a claim, and of what was made of it, a sentence has."""

DID: Mapping[str, str] = {
    Action.ADDED: "added the article",
    Action.CORRECTED: "corrected",
    Action.REVIEWED: "marked",
    Action.DRAWN: "drew",
    Action.BOUNDED: "moved the bounds of",
    Action.SPLIT: "split",
    Action.MERGED: "merged into",
    Action.DISMISSED: "dismissed text",
    Action.REOPENED: "opened text again",
    Action.FOUND: "split the article into claims",
    Action.LISTED: "listed later coverage",
    Action.UNLISTED: "took off later coverage",
    Action.JUDGED: "compared",
    Action.REJECTED: "left out a passage for",
    Action.READMITTED: "took a passage back in for",
    Action.REVISITED: "opened their finding again on",
    Action.COMMENTED: "said of",
    Action.HANDED: "handed over",
    Action.NEEDED: "said how many opinions it needs",
    Action.SETTLED: "settled",
    Action.RESTORED: "restored",
    Action.UNDONE: "undid a change of",
    Action.REDONE: "did again a change of",
    Action.IMPORTED: "imported the article",
}
"""What an act is called in a sentence."""


def draw(open_claim: Opens, open_history: Opens) -> None:
    """Draw the filters and a page of acts; the two open the review of an article or claim, and the history of one."""
    with Store.open(data_file(), reviewer()) as store:
        people, names = store.people(), labels(store.articles())
        by, article_id = _asked(people, names)
        befores = st.session_state.get(BEFORE, (FIRST,))
        found = store.acts(befores[-1], LINES + 1, by, article_id)
    acts = found[:LINES]
    if not acts:
        st.info("Nothing was done yet that fits.")
        return
    st.dataframe(
        table(acts, names),
        key=f"feed {befores[-1]} {by} {article_id}",
        hide_index=True,
        height=35 * min(len(acts) + 1, 16) + 3,
        column_config=_columns(acts, (open_claim, open_history)),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Newer", disabled=len(befores) == 1, on_click=turn, args=(befores[:-1],))
        older = (*befores, acts[-1].revision.number)
        st.button("Older", disabled=len(found) <= LINES, on_click=turn, args=(older,))


def _asked(people: Sequence[str], names: Mapping[str, str]) -> tuple[str, str]:
    with st.container(horizontal=True):
        by = st.selectbox(
            "Who", people, None, key="feed who", placeholder="Anybody", width=220, on_change=turn, args=((FIRST,),)
        )
        article_id = st.selectbox(
            "Article",
            list(names),
            None,
            format_func=lambda chosen: names.get(chosen, ""),
            key="feed article",
            placeholder="All articles",
            width=420,
            on_change=turn,
            args=((FIRST,),),
        )
    return by or "", article_id or ""


def turn(befores: Sequence[int]) -> None:
    """Go to another page."""
    st.session_state[BEFORE] = tuple(befores)


def table(acts: Iterable[Act], names: Mapping[str, str]) -> pd.DataFrame:
    """Return acts as they are shown, in the clock time of this computer; cells are drawn as they are."""
    return pd.DataFrame(
        [
            {
                "open": "Review" if act.is_claim or not act.revision.claim_id else "History",
                "when": f"{act.revision.at.astimezone():%Y-%m-%d %H:%M}",
                "what": sentence(act),
                "article": names.get(act.revision.article_id, act.title or "Untitled"),
            }
            for act in acts
        ]
    )


def sentence(act: Act) -> str:
    """Return what was done in a sentence: “Ana marked “38 defectors …”: verification ✓ Verified”."""
    revision = act.revision
    claim = f"“{shorten(act.words, WORDS, placeholder=' …')}”" if act.words else ""
    what = f"{act.several:,} claims" if act.several > 1 else claim
    made = shorten(", ".join(map(_made, revision.changes)), DETAIL, placeholder=" …")
    said = " ".join(filter(None, (revision.by, _did(revision), what)))
    return f"{said}: {made}" if made else said


def _did(revision: Revision) -> str:
    if revision.action == Action.HANDED and [change.field for change in revision.changes] == ["waiting_for"]:
        return "noted of"
    return DID.get(revision.action, revision.action)


def _made(change: Change) -> str:
    """Return what became of a field: “assigned to Ana”; a comment is its words."""
    if change.field == "text":
        return change.after or "taken back"
    name = field(change.field)
    shown = value(change.field, change.after)
    return f"{name[:1].lower()}{name[1:]} {shown}" if change.after else f"{name[:1].lower()}{name[1:]} taken back"


def _columns(acts: Sequence[Act], opens: tuple[Opens, Opens]) -> dict[str, Any]:
    column = st.column_config
    places = tuple((act.revision.article_id, act.revision.claim_id, act.is_claim) for act in acts)
    return {
        "open": column.ButtonColumn("", key="open act", on_click=open_act, args=(places, opens), width="small"),
        "when": column.TextColumn("When", width=130),
        "what": column.TextColumn("What", width=680),
        "article": column.TextColumn("Article", width=280),
    }


def open_act(places: Sequence[tuple[str, str | None, bool]], opens: tuple[Opens, Opens]) -> None:
    """Open what an act was about: the review of the claim or article, the history of what is a claim no longer."""
    article_id, claim_id, is_claim = places[st.session_state.to_dict()["open act"]["row"]]
    opens[0 if is_claim or claim_id is None else 1](article_id, claim_id)
