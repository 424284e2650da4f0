"""Puts the page Compare on the screen: claims, later articles and timelines, as one component."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from views.common.files import joined
from views.common.scripts import loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COMPARE = "compare"
"""Session key of the component.

`acts` are what the reviewer did, `leave` is where the reviewer goes, `slice` asks to compare for a moment, or to stop.
"""

SCRIPTS = (
    *("compare.js", "list.js", "card.js", "strip.js", "moves.js", "news.js", "commands.js"),
    *("outbox.js", "pending.js", "drafts.js", "conflicts.js", "keys.js", "elements.js"),
)
"""The scripts, which are one module."""

HERE = Path(__file__).parent

# Styles are not isolated: the theme's fonts and colours live in the page.
_compare = st.components.v2.component(
    "claimbook.compare",
    html='<div class="cb-claim cb-compare"></div>',
    css=joined(HERE, "../reader/reader.css", "compare.css"),
    js=loaded(joined(HERE, *SCRIPTS)),
    isolate_styles=False,
)


def draw(
    data: Mapping[str, object], on_acts: Callable[[], None], on_leave: Callable[[], None], on_slice: Callable[[], None]
) -> None:
    """Draw the comparison; the others are called where something came from the browser: see COMPARE."""
    _compare(key=COMPARE, data=data, on_acts_change=on_acts, on_leave_change=on_leave, on_slice_change=on_slice)
