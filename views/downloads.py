"""Downloads: a form is made at the moment when somebody asks for it, and where that fails the page says why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from claims.model import WorkbenchError
from storage.exports.formats import as_bytes
from storage.store import Store
from views.frame import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FAILED = "why the download failed"
"""Session key: the sentence about the last download where it failed, in a list that is filled from another thread."""


def made(path: Path, who: str, key: str, article_ids: Sequence[str] | None, *, excel: bool = False) -> bytes:
    """Return articles, or all of them, in one of the forms, as they are now and as somebody may see them."""
    with Store.open(path, who) as store:
        return as_bytes(store, key, article_ids, excel=excel)


def telling(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return `make` so that `draw_failure` knows of its failure: the browser says no more than that it failed."""
    return partial(kept, st.session_state.setdefault(FAILED, []), make)


def kept(failed: list[str], make: Callable[[], bytes]) -> bytes:
    """Return what is made, or leave in `failed` why it is not. Knows nothing of Streamlit: its thread has no page."""
    failed.clear()
    try:
        return make()
    except WorkbenchError as error:
        failed.append(str(error))
        raise


@st.fragment(run_every=2)
def draw_failure() -> None:
    """Say why the last download failed. It is made apart from the page, which has to look for that by itself."""
    for sentence in st.session_state.get(FAILED, ()):
        st.error(plain(sentence), icon=":material/error:")
