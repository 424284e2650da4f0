"""Mine: what was said to one, what is assigned to one, waits or is due again; and beside it what everybody did."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.model import Workflow
from claims.vocabulary import WORKFLOW, choice
from storage.comments import Why
from storage.plain import day
from storage.store import Store
from views import clicks, feed, settling
from views.due import draw_due
from views.frame import data_file, errors_told, reviewer, today
from views.live.component import DESK, SHAPE, TALK, follow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from storage.comments import Said
    from storage.handover import Task

    Opens = Callable[[str, str], None]

PAGE = "mine"
"""What this page is called among those that tell what became of an act."""

VIEWS = {"mine": "For you", "everybody": "What everybody did"}
"""The two halves of the page, as they are called on screen."""

WHY = {Why.MENTIONED: "names you", Why.ANSWERED: "answers you", Why.ASSIGNED: "on a claim of yours"}
"""Why a comment is for somebody, as it is called on screen."""

HEAD, ROW, MOST = 35, 66, 6
"""The height of the head and of a row of a list in pixels, above 64 so that texts go over lines; how many are seen."""


def page(open_claim: Opens, open_history: Opens) -> None:
    """Show the page; the two open the review of a claim of an article, and its history where it is none any longer."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            follow(store, "", *SHAPE, *DESK, *TALK, "review")
        shown = st.segmented_control(
            "Show",
            list(VIEWS),
            default="mine",
            required=True,
            format_func=VIEWS.__getitem__,
            key="show mine",
            label_visibility="collapsed",
            persist_state="session",
        )
        if shown == "everybody":
            feed.draw(open_claim, open_history)
        elif reviewer():
            _mine(reviewer(), open_claim, open_history)
        else:
            st.info("Say who you are: type your name at the top.")


def _mine(who: str, open_claim: Opens, open_history: Opens) -> None:
    earlier = bool(st.session_state.get("earlier comments"))
    with Store.open(data_file(), reviewer()) as store:
        seen = store.looked(who)
        said, tasks = store.said_to(who, 0 if earlier else seen), store.tasks(who)
        otherwise = store.overruled(who)
    _said(said, seen, (open_claim, open_history))
    waiting = [task for task in tasks if task.handover.waiting_for]
    assigned = [task for task in tasks if task not in waiting and task.workflow is not Workflow.DONE]
    _tasks("Assigned to you", "Nothing is assigned to you that is not done.", assigned, open_claim)
    _tasks("Waiting for a source", "Nothing waits.", waiting, open_claim)
    settling.overruled(otherwise, open_claim)
    draw_due(open_claim, who)


# What was said


def _said(said: Sequence[Said], seen: int, opens: tuple[Opens, Opens]) -> None:
    new = [one.comment.revision for one in said if one.comment.revision > seen]
    st.subheader(f"Said to you ({len(new)} new)" if new else "Said to you", anchor=False)
    if said:
        st.dataframe(
            said_table(said, seen),
            key="said",
            hide_index=True,
            height=HEAD + ROW * min(len(said), MOST) + 3,
            row_height=ROW,
            column_config=_said_columns(said, opens),
        )
    else:
        st.text("Nothing new. Write @ and a name in a comment on the page Review, and that person finds it here.")
    with st.container(horizontal=True, vertical_alignment="center"):
        if new:
            args = (max(new),)
            st.button("Mark as seen", type="primary", icon=":material/done_all:", on_click=mark_seen, args=args)
        st.checkbox("Earlier ones too", key="earlier comments")
        clicks.told(PAGE)


def said_table(said: Iterable[Said], seen: int) -> pd.DataFrame:
    """Return what was said as it is shown, those after revision `seen` as new; cells are drawn as they are."""
    return pd.DataFrame(
        [
            {
                "open": "Review" if one.is_claim else "History",
                "new": "● new" if one.comment.revision > seen else "",
                "who": f"{one.comment.by} {WHY[one.why]}",
                "said": shorten(one.comment.text, 140, placeholder=" …"),
                "claim": shorten(one.words, 95, placeholder=" …"),
                "title": one.title or "Untitled",
                "when": f"{one.comment.at.astimezone():%Y-%m-%d %H:%M}",
            }
            for one in said
        ]
    )


def _said_columns(said: Sequence[Said], opens: tuple[Opens, Opens]) -> dict[str, Any]:
    column = st.column_config
    places = tuple((one.article_id, one.comment.claim_id, one.is_claim) for one in said)
    return {
        "open": column.ButtonColumn("", key="open said", on_click=open_said, args=(places, opens), width="small"),
        "new": column.TextColumn("", width=60),
        "who": column.TextColumn("Who", width=130),
        "said": column.TextColumn("Comment", width=345),
        "claim": column.TextColumn("Claim", width=240),
        "title": column.TextColumn("Article", width=140),
        "when": column.TextColumn("When", width=130),
    }


def open_said(places: Sequence[tuple[str, str, bool]], opens: tuple[Opens, Opens]) -> None:
    """Open the claim whose row was clicked: its review, or its history where it is a claim no longer."""
    article_id, claim_id, is_claim = places[st.session_state.to_dict()["open said"]["row"]]
    opens[0 if is_claim else 1](article_id, claim_id)


def mark_seen(number: int) -> None:
    """Keep that everything up to a revision was seen: what was on screen, and not what came since."""
    who = reviewer()
    clicks.tell(PAGE, who, see(data_file(), who, number))


def see(path: Path, who: str, number: int) -> tuple[bool, str]:
    """Keep it, and return what the screen says. Knows nothing of Streamlit."""

    def act(store: Store) -> str:
        store.look(who, number)
        return "Marked as seen, in every browser of yours."

    return clicks.attempt(path, who, act)


# What is to be done


def _tasks(title: str, nothing: str, tasks: Sequence[Task], open_claim: Opens) -> None:
    st.subheader(f"{title} ({len(tasks)})" if tasks else title, anchor=False)
    if not tasks:
        st.text(nothing)
        return
    st.dataframe(
        task_table(tasks, today()),
        key=title,
        hide_index=True,
        height=HEAD + ROW * min(len(tasks), MOST) + 3,
        row_height=ROW,
        column_config=_task_columns(f"open {title}", tasks, open_claim),
        column_order=[name for name in _COLUMNS if name != "waits" or any(task.handover.waiting_for for task in tasks)],
    )


_COLUMNS = ("open", "by", "waits", "state", "claim", "title", "from")


def task_table(tasks: Iterable[Task], day_now: date) -> pd.DataFrame:
    """Return tasks as they are shown; a day that is over says so."""
    return pd.DataFrame(
        [
            {
                "open": "Review",
                "by": _day(task.handover.finish_by, day_now),
                "waits": task.handover.waiting_for,
                "state": choice(WORKFLOW, task.workflow).shown,
                "claim": shorten(task.words, 140, placeholder=" …"),
                "title": task.title or "Untitled",
                "from": task.by,
            }
            for task in tasks
        ]
    )


def _day(finish_by: date | None, day_now: date) -> str:
    if finish_by is None or finish_by >= day_now:
        return day(finish_by)
    return f"⚠ {day(finish_by)} overdue"


def _task_columns(key: str, tasks: Sequence[Task], open_claim: Opens) -> dict[str, Any]:
    column = st.column_config
    places = tuple((task.article_id, task.handover.claim_id) for task in tasks)
    return {
        "open": column.ButtonColumn("", key=key, on_click=open_task, args=(key, places, open_claim), width="small"),
        "by": column.TextColumn("Finish by", width=110),
        "waits": column.TextColumn("Waits for", width=220),
        "state": column.TextColumn("Progress", width=140),
        "claim": column.TextColumn("Claim", width=380),
        "title": column.TextColumn("Article", width=200),
        "from": column.TextColumn("From", width=110),
    }


def open_task(key: str, places: Sequence[tuple[str, str]], open_claim: Opens) -> None:
    """Open the claim whose row was clicked."""
    open_claim(*places[st.session_state.to_dict()[key]["row"]])
