"""Parts of the page Team: pictures and tables of agreement that stand side by side, and what they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from views import pictures
from views.counted import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST = 12
"""How many rows of a table are seen at once; it scrolls."""

PAIRED = 15
"""Up to how many pairs are drawn as dots; more are drawn as squares."""

SHORT = 18
"""How many characters of a name stand beside a picture of two people."""


def choose_field() -> str:
    """Draw what people are to agree on, and return it."""
    return str(
        st.segmented_control(
            "Field",
            list(FIELDS),
            default="verification",
            required=True,
            format_func=lambda key: FIELDS[key][0],
            key="field of the team",
            label_visibility="collapsed",
        )
    )


def numbers(percent: float | None, alpha: float | None, undefined: str) -> dict[str, object]:
    """Return the cells that say how far; they stay numbers, so that a table can be sorted by them."""
    return {"Percent": percent, "Alpha": alpha, "Note": f"alpha is undefined: {undefined}" if undefined else ""}


def draw_pairs(pairs: Sequence[tuple[str, str, float | None]]) -> None:
    """Draw alpha of pairs: a dot for each, or a square where they are many."""
    there = [(one, other, alpha) for one, other, alpha in pairs if alpha is not None]
    if not there:
        return
    description = "Alpha of each two people"
    if len(there) > PAIRED:
        frame = pd.DataFrame(there, columns=["one", "other", "alpha"])
        st.altair_chart(pictures.grid(frame, "alpha", 1, ("", ""), description), width=520)
        return
    name = short({person for one, other, _ in there for person in (one, other)})
    frame = pd.DataFrame(
        [
            {"name": f"{name[one]} and {name[other]}", "when": "", "alpha": alpha, "low": alpha, "high": alpha}
            for one, other, alpha in there
        ]
    )
    st.altair_chart(pictures.dots(frame, description), width=400)


def short(names: Iterable[str]) -> dict[str, str]:
    """Return names as they fit beside a picture; no two are alike that were not, or two people would share a line.

    Those that fit come first, and stay: somebody may be called what a longer name is cut to.
    """
    taken: dict[str, str] = {}
    for name in sorted(names, key=len):
        cut = name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"
        taken[name] = name if cut in taken.values() else cut
    return taken


def scrolling(frame: pd.DataFrame, config: Mapping[str, Any] | None = None) -> None:
    """Draw a table of which some rows are seen at once."""
    column = st.column_config
    st.dataframe(
        frame if frame["Note"].any() else frame.drop(columns="Note"),
        hide_index=True,
        placeholder="",
        width="content",
        height=35 * (min(len(frame), MOST) + 1) + 3,
        column_config={
            "One": column.TextColumn(width=150),
            "Other": column.TextColumn(width=150),
            "Percent": column.NumberColumn(format="%.0f %%"),
            "Alpha": column.NumberColumn(format="%.2f"),
            **(config or {}),
        },
    )
