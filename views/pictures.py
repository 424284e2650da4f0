"""Pictures of agreement: alpha as dots, over time and between people; each has a table beside it that says the same.

Names of people and titles are data here and never names of columns, which Vega would take apart at their dots.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import altair as alt

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

BLUE = "#4c8bbf"
"""It can be told from a light page and from a dark one."""

GREY = "#8b929c"
"""Likewise, and from the blue."""

STEP = 26
"""How high a line of a picture is, in pixels."""

LABEL = 220
"""How long a name beside a picture may be, in pixels; the rest is cut off."""


def dots(frame: pd.DataFrame, description: str) -> alt.LayerChart | alt.FacetChart:
    """Return alpha as a dot on a line for each `name`, with its interval from `low` to `high`; `when` tells two apart.

    The first `when` is filled, the second hollow.
    """
    whens = list(dict.fromkeys(frame["when"]))
    place = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=LABEL))
    beside = alt.YOffset("when:N", sort=whens)
    colour = alt.Color(
        "when:N",
        sort=whens,
        title=None,
        scale=alt.Scale(domain=whens, range=[BLUE, GREY][: len(whens)]),
        legend=alt.Legend(orient="top") if len(whens) > 1 else None,
    )
    base = alt.Chart(frame).encode(y=place, yOffset=beside, color=colour)
    line = base.mark_rule(strokeWidth=2).encode(x=_alpha(frame["low"], "low"), x2="high:Q")
    dot = base.mark_point(size=70, filled=True, opacity=1).encode(
        x=_alpha(frame["low"], "alpha"),
        shape=alt.Shape("when:N", sort=whens, scale=alt.Scale(domain=whens, range=["circle", "diamond"]), legend=None),
        tooltip=[alt.Tooltip("name:N", title="Of"), alt.Tooltip("alpha:Q", title="Alpha", format=".2f")],
    )
    return alt.layer(line, dot).properties(height=alt.Step(STEP), description=description)


def _alpha(lows: Iterable[float], field: str) -> alt.X:
    """Return the axis of alpha: from chance to perfect, or from further down where one is."""
    return alt.X(
        f"{field}:Q",
        title="Alpha",
        scale=alt.Scale(domain=[floor(5 * min([-0.2, *lows])) / 5, 1]),
        axis=alt.Axis(tickCount=6),
    )


def lines(frame: pd.DataFrame, description: str) -> alt.Chart:
    """Return how each `what` went: its `value`, from 0 to 1, at each moment `at`."""
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=alt.X("at:T", title=None),
            y=alt.Y("value:Q", title=None, scale=alt.Scale(domain=[min([0, *frame["value"]]), 1])),
            color=alt.Color(
                "what:N",
                title=None,
                sort=None,
                scale=alt.Scale(range=[BLUE, GREY]),
                legend=alt.Legend(orient="top", symbolType="stroke"),
            ),
            strokeDash=alt.StrokeDash("what:N", sort=None, legend=None),
            tooltip=[alt.Tooltip("at:T", title="Until"), "what:N", alt.Tooltip("value:Q", format=".2f")],
        )
        .properties(height=260, description=description)
    )
    return chart


def grid(frame: pd.DataFrame, value: str, most: float, names: tuple[str, str], description: str) -> alt.Chart:
    """Return a square for each `one` (down) and `other` (across), the fuller the nearer its `value` is to the most.

    `names` say what is down and what is across; they may be blank.
    """
    axis = alt.Axis(labelLimit=LABEL // 2)
    down, across = names
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_rect(color=BLUE, stroke=GREY, strokeWidth=0.5)
        .encode(
            x=alt.X("other:N", title=across or None, axis=axis, sort=None),
            y=alt.Y("one:N", title=down or None, axis=axis, sort=None),
            opacity=alt.Opacity(
                f"{value}:Q",
                title=value.capitalize(),
                scale=alt.Scale(domain=[0, most], range=[0.05, 1], clamp=True),
                legend=alt.Legend(symbolFillColor=BLUE, symbolStrokeWidth=0),
            ),
            tooltip=["one:N", "other:N", alt.Tooltip(f"{value}:Q", title=value.capitalize(), format=".3~r")],
        )
        .properties(height=alt.Step(STEP), description=description)
    )
    return chart


def bars(frame: pd.DataFrame, description: str) -> alt.Chart:
    """Return how many `claims` became what: a bar for each `name`."""
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(color=BLUE)
        .encode(
            y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=LABEL)),
            x=alt.X("claims:Q", title="Claims", axis=alt.Axis(format="d", tickMinStep=1)),
            tooltip=["name:N", "claims:Q"],
        )
        .properties(height=alt.Step(STEP), description=description)
    )
    return chart
