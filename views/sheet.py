"""One's own working sheet of an article, on the page Reports: take it away, bring it back, choose what is taken."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from storage.access import Role
from storage.errors import SheetError
from storage.plain import changes
from storage.sheet.columns import HEADERS, in_words
from storage.store import Store
from views import clicks
from views.downloads import telling
from views.frame import data_file, errors_told, may, plain, receipt, reviewer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from storage.sheet.back import Edit, Returned
    from storage.sheet.grid import Problem

PAGE = "sheet"
"""What this part of the page is called among those that tell what became of an act."""

READ = "sheet that was read"
"""Session key: a file, who brought it, what stood here then, and what it changes; reading a long one takes seconds."""

MOST = 8
"""How many rows of a table are seen at once; the rest scrolls."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@st.fragment
def draw(article_id: str, name: str) -> None:
    """Draw the way out and the way back; `name` is what the file is called, without its ending."""
    st.subheader("Work on it in a spreadsheet", anchor=False)
    st.text(
        "Your own findings as a sheet, for Excel or LibreOffice, with the choices as lists. Bring it back here: you "
        "see what differs, cell by cell, before anything is taken."
    )
    with errors_told():
        if may(Role.REVIEWER):
            _there_and_back(article_id, name)
        else:
            st.info("There are no findings of yours: viewers have none.")


def _there_and_back(article_id: str, name: str) -> None:
    if not reviewer():
        st.info("Say who you are first: type your name at the top.")
        return
    st.download_button(
        "My working sheet",
        telling(partial(mine, data_file(), article_id, reviewer())),
        file_name=f"{name}.xlsx",
        mime=XLSX,
        on_click="ignore",
        icon=":material/table:",
        width=220,
        key="my working sheet",
    )
    upload = st.file_uploader("Bring a sheet back", type="xlsx", key="sheet that came back")
    with st.container():  # a place of its own: while it shrinks, the buttons below would be there twice
        if upload is not None:
            _returned(upload)
    with st.container(horizontal=True, vertical_alignment="center"):
        _steps(article_id)
        clicks.told(PAGE)


def mine(path: Path, article_id: str, who: str) -> bytes:
    """Return the working sheet of one reviewer, as it is now."""
    from storage.exports.xlsx import xlsx_bytes  # noqa: PLC0415 - its libraries take a third of a second

    with Store.open(path, who) as store:
        return xlsx_bytes(store, [article_id], who)


def _steps(article_id: str) -> None:
    with Store.open(data_file(), reviewer()) as store:
        steps, seen = store.steps(article_id, reviewer()), clicks.newest(store, article_id)
    clicks.draw_steps(PAGE, article_id, steps, seen)


def _returned(upload: UploadedFile) -> None:
    """Draw what a file changes, what of it cannot be read, and the button that takes what is ticked."""
    try:
        seen, returned = _read(upload)
    except SheetError as error:
        st.error(plain(str(error)))
        return
    if returned.edits:
        since = any(edit.overtaken for edit in returned.edits)
        told = " What changed here too since is not ticked: tick what you want to write over." if since else ""
        st.text(f"{changes(len(returned.edits))} in {returned.rows:,} rows.{told}")
        key = clicks.token(seen, upload.file_id)
        chosen = _choose(returned.edits, f"edits {key}")
        label = f"Take {changes(len(chosen))}" if chosen else "Nothing is ticked"
        click = clicks.token(key, chosen)
        st.button(label, type="primary", disabled=not chosen, on_click=take_chosen, args=(chosen, click), key="take")
    else:
        st.text(f"Nothing in its {returned.rows:,} rows differs from what is here.")
    if returned.problems:
        st.text("What could not be read, and what to do about it:")
        columns = {"Cell": st.column_config.TextColumn(width=55), "What": st.column_config.TextColumn(width=1000)}
        height = _height(len(returned.problems))
        st.dataframe(problems(returned.problems), hide_index=True, height=height, column_config=columns)


def _read(upload: UploadedFile) -> tuple[int, Returned]:
    """Return the newest revision of one's own when a file was read, and what it changes. Raises WorkbenchError.

    What others save meanwhile does not have it read again: it would take the ticks away.
    """
    from storage.sheet.back import read_sheet  # noqa: PLC0415 - its library takes a third of a second

    with Store.open(data_file(), reviewer()) as store:
        seen = store.newest_by(reviewer())
        made, returned = st.session_state.get(READ, (None, None))
        if made != (upload.file_id, reviewer(), seen):
            with st.spinner("Reading the sheet …"):
                returned = read_sheet(store, upload.getvalue(), reviewer())
            st.session_state[READ] = ((upload.file_id, reviewer(), seen), returned)
    return seen, returned


def _choose(edits: Sequence[Edit], key: str) -> tuple[Edit, ...]:
    """Draw what differs, and return what is ticked: at first, what nobody has changed here meanwhile."""
    column = st.column_config
    free = [place for place, edit in enumerate(edits) if not edit.overtaken]
    state = st.dataframe(
        table(edits),
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": free}},
        height=_height(len(edits)),
        column_config={
            "cell": column.TextColumn("Cell", width=55),
            "claim": column.TextColumn("Claim", width=280),
            "field": column.TextColumn("Field", width=95),
            "here": column.TextColumn("Here", width=180),
            "sheet": column.TextColumn("In the sheet", width=180),
            "since": column.TextColumn("Changed here since", width=260),
        },
    )
    return tuple(edits[row] for row in sorted(state["selection"]["rows"]) if row < len(edits))


def table(edits: Sequence[Edit]) -> pd.DataFrame:
    """Return edits as they are shown; cells are drawn as they are, never as Markdown."""
    return pd.DataFrame(
        [
            {
                "cell": str(edit.place),
                "claim": edit.words,
                "field": HEADERS[edit.field],
                "here": in_words(edit.field, edit.here),
                "sheet": in_words(edit.field, edit.sheet),
                "since": _since(edit),
            }
            for edit in edits
        ]
    )


def _since(edit: Edit) -> str:
    """Say that a field has changed here since the sheet was made: when one's review was last, and what it was."""
    if edit.here == edit.was:
        return "the claim itself" if edit.is_reshaped else ""
    when = f"{edit.at.astimezone():%Y-%m-%d %H:%M}, " if edit.at else ""
    return f"{when}was {in_words(edit.field, edit.was) or 'blank'}"


def problems(found: Sequence[Problem]) -> pd.DataFrame:
    """Return what could not be read as it is shown."""
    return pd.DataFrame([{"Cell": str(problem.place), "What": problem.what} for problem in found])


def _height(rows: int) -> int:
    return 35 * min(rows + 1, MOST + 1) + 3


def take_chosen(edits: Sequence[Edit], click: str) -> None:
    """Take over the edits that were ticked when the button was drawn."""
    who = reviewer()
    clicks.tell(PAGE, who, bring(data_file(), who, edits, click))


def bring(path: Path, who: str, edits: Sequence[Edit], click: str) -> tuple[bool, str]:
    """Take edits over, and return what the screen says. Knows nothing of Streamlit."""
    from storage.sheet.back import take  # noqa: PLC0415 - as above

    def act(store: Store) -> str:
        revisions = take(store, edits, who, click)
        if not revisions:
            return "Nothing to change: it is like that already."
        articles = len({edit.article_id for edit in edits})
        undo = "one undo takes all of it back" if articles == 1 else f"{articles} articles, each with its own undo"
        return f"{changes(len(edits))} taken: {undo}. {receipt(revisions[-1])}"

    return clicks.attempt(path, who, act)
