"""Archives from another Claimbook: a file is put in and taken in whole, and what became of it is said."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, BinaryIO

import streamlit as st

from storage.archive.opened import archives
from views.clicks import attempt, tell, told
from views.frame import data_file, reviewer

if TYPE_CHECKING:
    from pathlib import Path

    from storage.store import Store

PAGE = "archive"
"""Under which name it is said what became of an archive; the session key of the form begins with it."""


def draw() -> None:
    """Draw where an archive is put in, and what became of the last one."""
    form = st.session_state.setdefault(f"{PAGE} form", secrets.token_hex(8))
    with st.expander("Import an archive from another Claimbook"):
        upload = st.file_uploader(
            "Archive",
            type="zip",
            key=f"{PAGE} {form}",
            help="An article with its claims, reviews, history and copies, as the form “Archive” has it.",
        )
        st.button("Import", key=f"{PAGE} import", disabled=upload is None, on_click=import_uploaded, args=(form,))
    told(PAGE)


def import_uploaded(form: str) -> None:
    """Take in the archive that was put in, and empty the form where it was taken."""
    session = st.session_state.to_dict()
    who = reviewer()
    if upload := session.get(f"{PAGE} {form}"):
        saved = take_in(data_file(), upload, who)
        tell(PAGE, who, saved)
        if saved[0]:
            st.session_state[f"{PAGE} form"] = secrets.token_hex(8)


def take_in(path: Path, file: BinaryIO, who: str) -> tuple[bool, str]:
    """Take in an archive, or a zip of several; return whether they were taken, and what the screen says."""

    def act(store: Store) -> str:
        return " ".join(str(store.take_in(archive, who)) for archive in archives(file))

    return attempt(path, who, act)
