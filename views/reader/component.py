"""Puts the reader on the page: the article with its claims marked in place, and the panel that shows one claim.

They are two components because the article is large and never changes while the claim is small and always does:
Streamlit sends the first to a browser once and from then on only says that it is still the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ARTICLE = "article"
"""Session key of the article: `acts` are what the reviewer did there and the server has not confirmed yet."""

CLAIM = "claim"
"""Session key of the panel: `draft` is a note that was typed but never reached the server."""


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


# Styles are not isolated: a highlight can only be styled from the page itself, and the theme's fonts live there.
_article = st.components.v2.component(
    "claimbook.article",
    html='<div class="cb-reader"></div>',
    css=_read("reader.css"),
    js=_read("reader.js"),
    isolate_styles=False,
)
_claim = st.components.v2.component(
    "claimbook.claim", html='<div class="cb-claim"></div>', js=_read("claim.js"), isolate_styles=False
)


def draw_article(data: Mapping[str, object], on_acts: Callable[[], None]) -> None:
    """Draw the article; `on_acts` is called when the reviewer picked or marked claims in it."""
    _article(key=ARTICLE, data=data, on_acts_change=on_acts)


def draw_claim(data: Mapping[str, object], on_draft: Callable[[], None]) -> None:
    """Draw one claim and tell the article which one it is; `on_draft` is called when a lost note turns up."""
    _claim(key=CLAIM, data=data, on_draft_change=on_draft)
