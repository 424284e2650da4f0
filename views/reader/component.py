"""Puts the reader on the page: the article with its claims marked in place, and the panel that shows one claim.

They are two components because the article is large and never changes while the claim is small and always does. They
speak to one another in the browser; what a reviewer does in either reaches the server by way of the panel, so that only
the editor is run again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from views.common.files import joined
from views.common.scripts import loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CLAIM = "claim"
"""Session key of the panel: `acts` are what the reviewer did and the server has not confirmed yet.

`copy` is the claim of which the reviewer keeps a copy of a source.
"""

PANEL = (
    "claim.js",
    "fields.js",
    "evidence.js",
    "corrections.js",
    "others.js",
    "talk.js",
    "pending.js",
    "drafts.js",
    "conflicts.js",
    "elements.js",
)
"""The scripts of the panel, which are one module."""

READER = (
    *("reader.js", "text.js", "stretches.js", "selecting.js", "finding.js", "commands.js"),
    *("outbox.js", "keys.js", "elements.js"),
)
"""The scripts of the article, which are one module."""

HERE = Path(__file__).parent


# Styles are not isolated: a highlight can only be styled from the page itself, and the theme's fonts live there.
_article = st.components.v2.component(
    "claimbook.article",
    html='<div class="cb-reader"></div>',
    css=joined(HERE, "reader.css"),
    js=loaded(joined(HERE, *READER)),
    isolate_styles=False,
)
_claim = st.components.v2.component(
    "claimbook.claim", html='<div class="cb-claim"></div>', js=loaded(joined(HERE, *PANEL)), isolate_styles=False
)


def draw_article(data: Mapping[str, object]) -> None:
    """Draw the article."""
    _article(key="article", data=data)


def draw_claim(data: Mapping[str, object], on_acts: Callable[[], None], on_copy: Callable[[], None]) -> None:
    """Draw one claim and tell the article which one it is; `on_acts` is called at each pick or mark.

    `on_copy` is called where the reviewer asks for the field that takes a file, or has had enough of it.
    """
    # under one key: Streamlit looks at each whether it is a table, which takes as long as all the rest
    _claim(key=CLAIM, data={"shown": data}, on_acts_change=on_acts, on_copy_change=on_copy, on_look_change=_draw_again)


def _draw_again() -> None:
    """Do nothing: others have marked the claim, and that the panel is drawn again is all that is asked for."""
