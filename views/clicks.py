"""Acts by button: each is saved whole and answered with a receipt or a sentence; two clicks on one do it once."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import streamlit as st

from claims.model import WorkbenchError
from storage.file import Action
from storage.store import Store
from views.frame import data_file, plain, receipt, reviewer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from storage.steps import Steps

TOLD = "told"
"""Session key: to whom something was said, on which page, whether the act was kept, and what was said."""


def attempt(path: Path, who: str, act: Callable[[Store], str]) -> tuple[bool, str]:
    """Do something as a person; return whether it was kept, and what the screen says. Knows nothing of Streamlit."""
    try:
        with Store.open(path, who) as store:
            return True, act(store)
    except WorkbenchError as error:
        return False, str(error)


def token(*parts: object) -> str:
    """Return the token of a click: the same for the same click on the same screen, which `parts` tell from others.

    The newest revision of one's own that the screen knows is one of them; so what is done again later is another click,
    and what others do meanwhile does not take the button away from under one's pointer.
    """
    return sha256(repr(parts).encode()).hexdigest()


def newest(store: Store, article_id: str) -> int:
    """Return the number of the newest revision of an article, 0 where there is no such article."""
    return next((revision.number for revision in store.history(article_id, limit=1)), 0)


def tell(page: str, who: str, saved: tuple[bool, str]) -> None:
    """Remember what is to be said to somebody on a page."""
    st.session_state[TOLD] = (page, who, *saved)


def told(page: str) -> None:
    """Say what became of the last act, where it was an act of this person on this page."""
    for_page, who, saved, words = st.session_state.get(TOLD, ("", "", True, ""))
    if (for_page, who) == (page, reviewer()):
        if saved:
            st.markdown(f":green[:material/check: {plain(words)}]", width="content")
        else:
            st.error(plain(words), icon=":material/error:")


def draw_steps(page: str, article_id: str, steps: Steps, seen: int) -> None:
    """Draw undo and redo of one's own acts in the article, whichever page they were done on.

    The key changes with each act, so that a second click from a screen that is no longer so goes nowhere.
    """
    for action, label, act in ((Action.UNDONE, "Undo", steps.undo), (Action.REDONE, "Redo", steps.redo)):
        st.button(
            label,
            key=f"{label} {page} {seen}",
            disabled=act is None,
            icon=f":material/{label.lower()}:",
            on_click=take_step,
            args=(page, article_id, action, seen),
        )


def take_step(page: str, article_id: str, action: Action, seen: int) -> None:
    """Undo, or do again."""
    who = reviewer()
    tell(page, who, step(data_file(), article_id, who, action, seen))


def step(path: Path, article_id: str, who: str, action: Action, seen: int) -> tuple[bool, str]:
    """Undo or do again one's newest act in an article, as it was seen at revision `seen`."""
    click = token(article_id, who, action, seen)

    def act(store: Store) -> str:
        return receipt((store.undo if action is Action.UNDONE else store.redo)(article_id, who, click))

    return attempt(path, who, act)
