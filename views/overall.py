"""Views of the page Team beside its findings: agreement over time, on what is a claim, and in all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.unitizing import SPLITTER, Fate
from views import counted, pictures
from views.aside import choose_field, draw_pairs, numbers, scrolling
from views.choose import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.agreement import Agreement, Point
    from claims.unitizing import Unitizing
    from storage.store import ArticleSummary
    from views.counted import Seen

OPEN_ARTICLE = "open of the team"
"""Session key of the buttons in the list of articles."""

LEAST = 25
"""How many articles are in the picture: those on which people agree least."""

SHAPED = (
    "A sentence counts where both did something in it, as it stood after the last thing that each did there. Claims "
    "are shared: whoever leaves one as it is agrees with it here. That is no proof that two would have drawn the same."
)

FATES = {
    Fate.KEPT: "Kept as found",
    Fate.BOUNDED: "Other bounds",
    Fate.SPLIT: "Split",
    Fate.MERGED: "Merged",
    Fate.WITHDRAWN: "Withdrawn",
    Fate.DRAWN: "Drawn by people",
}
"""What became of the splitter's claims, as it is called on screen."""


# Over time


def over_time(seen: Seen) -> None:
    """Show how agreement on a field of the article went."""
    field = choose_field()
    points = [point for point in counted.over_time(seen, field) if point.units]
    if not points:
        st.info("No two people have marked this of the same claim yet.")
        return
    with st.container(horizontal=True, gap="medium"):
        picture = pd.DataFrame(
            [
                {"at": point.at, "what": what, "value": value}
                for point in points
                for what, value in (("Alpha", point.alpha), ("Share that is the same", (point.percent or 0) / 100))
                if value is not None
            ]
        )
        st.altair_chart(pictures.lines(picture, "How alpha, and the share that is the same, went"), width=560)
        scrolling(time_table(points))
    st.markdown(":small[What people had said by then of the claims that stand now. Times are UTC.]")


def time_table(points: Iterable[Point]) -> pd.DataFrame:
    """Return how far people agreed at each moment, the newest first."""
    return pd.DataFrame(
        [
            {
                "Until": f"{point.at:%Y-%m-%d %H:%M}",
                "Claims": point.units,
                **numbers(point.percent, point.alpha, "" if point.alpha is not None else "all the same"),
            }
            for point in points
        ]
    ).iloc[::-1]


# What is a claim


def shape(seen: Seen) -> None:
    """Show what became of the splitter's claims, and how far each two agree on where claims start and end."""
    became, found = counted.shapes(seen)
    if not became:
        st.info("This article has no claims yet.")
        return
    st.subheader("What became of the splitter’s claims", anchor=False)
    with st.container(horizontal=True, gap="medium"):
        frame = fates_table(became)
        st.altair_chart(
            pictures.bars(frame.set_axis(["name", "claims"], axis=1), "How many claims became what"), width=400
        )
        st.dataframe(frame, hide_index=True, width="content")
    st.subheader("Where claims start and end", anchor=False)
    st.markdown(f":small[{SHAPED}]")
    if not found:
        st.text("Nobody has worked on this article yet.")
        return
    with st.container(horizontal=True, gap="medium"):
        draw_pairs([(person(one), person(other), pair.alpha) for (one, other), pair in found.items()])
        scrolling(shape_table(found))


def person(name: str) -> str:
    """Return what whoever holds something to be a claim is called."""
    return "The splitter" if name == SPLITTER else name


def fates_table(became: Mapping[Fate, int]) -> pd.DataFrame:
    """Return what became of the splitter's claims."""
    return pd.DataFrame([{"What became of it": label, "Claims": became.get(fate, 0)} for fate, label in FATES.items()])


def shape_table(found: Mapping[tuple[str, str], Unitizing]) -> pd.DataFrame:
    """Return how far each two agree on what is a claim."""
    return pd.DataFrame(
        [
            {
                "One": person(one),
                "Other": person(other),
                "Sentences": pair.sentences,
                "Cut alike": pair.alike,
                **numbers(pair.percent, pair.alpha, pair.undefined),
            }
            for (one, other), pair in found.items()
        ]
    )


# All articles


def articles(summaries: Sequence[ArticleSummary], newest: Mapping[str, str], seen: Seen) -> None:
    """Show how far people agree in each article; `newest` are the newest seals of all, `seen` says who looks."""
    field, names = choose_field(), labels(summaries)
    with st.spinner("Counting …"):
        found = [
            (summary, counted.of_article((*seen[:2], summary.id, newest[summary.id], *seen[4:]), field))
            for summary in summaries
            if summary.reviewed
        ]
    found = [(summary, one) for summary, one in found if one.units]
    if not found:
        st.info("In no article have two people marked this of the same claim yet.")
        return
    ranked = sorted((one.alpha, names[summary.id]) for summary, one in found if one.alpha is not None)
    if least := ranked[:LEAST]:
        frame = pd.DataFrame(
            [{"name": name, "when": "", "alpha": alpha, "low": alpha, "high": alpha} for alpha, name in least]
        )
        st.altair_chart(pictures.dots(frame, "Alpha of each article, the lowest first"), width=640)
        if len(least) < len(ranked):
            st.markdown(f":small[The {len(least)} on which people agree least.]")
    buttons = st.column_config.ButtonColumn(
        "", key=OPEN_ARTICLE, on_click=open_article, args=([summary.id for summary, _ in found],)
    )
    wide = st.column_config.TextColumn(width=300)
    scrolling(articles_table(found, names), {"open": buttons, "Article": wide})


def articles_table(found: Iterable[tuple[ArticleSummary, Agreement]], names: Mapping[str, str]) -> pd.DataFrame:
    """Return how far people agree on each article; claims are those that two or more have marked."""
    return pd.DataFrame(
        [
            {
                "open": "Look",
                "Article": names[summary.id],
                "Claims": summary.claims,
                "Marked by two": one.units,
                "People": one.people,
                **numbers(one.percent, one.alpha, one.undefined),
            }
            for summary, one in found
        ]
    )


def open_article(article_ids: Sequence[str]) -> None:
    """Put the article whose button was pressed in the address, and its findings."""
    pressed: dict[str, Any] = st.session_state.to_dict()[OPEN_ARTICLE]
    st.query_params.from_dict({"article": article_ids[pressed["row"]]})
