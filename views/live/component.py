"""Lets a page be run again when others have changed what it shows; what one is doing stays (see live.js)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from views.common.scripts import below, loaded
from views.frame import reviewer
from views.live.channel import ticket

if TYPE_CHECKING:
    from storage.store import Store

SHAPE = ("article_info", "claim_info", "dismissal")
"""The tables that say what the claims of an article are; the names are those of the file."""

DESK = ("needed", "settlement")
"""Those that say what the desk asks for and finds."""

TALK = ("comment", "handover")
"""Those that say what people say to one another of claims, and hand over."""

LIVE = "live"
"""Where the channel is, below the address of the workbench."""

_live = st.components.v2.component(
    "claimbook.live",
    html='<p class="cb-live" hidden></p>',
    js=loaded(Path(__file__).with_name("live.js").read_text(encoding="utf-8")),
    isolate_styles=False,
)


def follow(store: Store, article_id: str, *tables: str) -> None:
    """Run the page again once one of these tables changes for the article ("" for any); say in a line who did what.

    Call it before what the page shows is read: what comes in between is then drawn twice, and nothing is missed.
    """
    data = {"address": below(LIVE), "ticket": ticket(), "article": article_id, "tables": tables}
    with st.container(key="live"):
        _live(key="channel", data=data | {"seen": store.newest(), "who": reviewer()}, on_old_change=_again)


def _again() -> None:
    """Do nothing: that the page is run again is all that is asked for."""
