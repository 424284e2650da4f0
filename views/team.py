"""Team: how far the reviewers agree: on their findings, over time, on what is a claim, and in which article least.

The address says which article and view are open. What is worked out is kept until somebody changes the article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.agreement import confusion
from claims.vocabulary import choice
from storage.store import Store
from views import counted, overall, pictures, settling
from views.aside import choose_field, draw_pairs, numbers, scrolling, short
from views.choose import choose_article, choose_view, in_hand
from views.counted import EVERYONE, FIELDS
from views.frame import data_file, errors_told, reviewer
from views.live.component import DESK, SHAPE, follow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.agreement import Agreement, Ratings
    from storage.store import ArticleSummary
    from views.counted import Seen

VIEWS = {
    "findings": "Findings",
    "settle": "Second opinions",
    "time": "Over time",
    "shape": "What is a claim",
    "articles": "All articles",
}
"""The views, as they are called on screen."""

OPEN = "open disputed"
"""Session key of the buttons in the list of disputed claims."""

EXPLAINED = (
    "Percent: how often two people say the same. Alpha: the same, less what chance would bring: 1 is perfect, 0 is "
    "chance; from .8 one may rely on it, below .67 not (Krippendorff). The interval holds alpha in 95 of 100 drawings "
    "of the claims. “First said” is what each said before anything else, “now” what stands since they talked. What was "
    "said first is independent only where nobody saw the others’ marks before."
)


def page(open_claim: Callable[[str, str], None]) -> None:
    """Show how far people agree; `open_claim` goes to the review of a claim of an article."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            article_id = in_hand(store, reviewer())
            follow(store, article_id or "", *SHAPE, *DESK, "review")
            summaries = store.articles()
            if article_id is None:
                st.info("There are no articles yet. Add one on the page Articles.")
                return
            store.article(article_id)  # an address that is wrong is told
            newest, needed, role = store.newest_seals(), store.needed(article_id), str(store.person)
        seen = (str(data_file()), reviewer(), article_id, newest[article_id], role)
        shown = _head(summaries, article_id)
        if needed > 1 and shown not in {"articles", "settle"}:
            st.markdown(
                f":small[This article needs {needed} opinions. Claims whose marks are hidden from you do not count.]"
            )
        match shown:
            case "settle":
                settling.draw(article_id, open_claim)
            case "time":
                overall.over_time(seen)
            case "shape":
                overall.shape(seen)
            case "articles":
                overall.articles(summaries, newest, seen)
            case _:
                _findings(seen, open_claim)


def _head(summaries: Sequence[ArticleSummary], article_id: str) -> str:
    """Draw which article and which view are open, and return the view."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose_article(summaries, article_id, "article of the team")
        return choose_view(VIEWS, "view of the team")


# Findings


def _findings(seen: Seen, open_claim: Callable[[str, str], None]) -> None:
    lines = counted.lines(seen)
    if not any(found.units for *_, found in lines):
        st.info("No two people have marked the same claim yet. When they have, this page says how far they agree.")
        return
    st.subheader("Agreement", anchor=False, help=EXPLAINED)
    shown = [
        {"name": name, "when": when, "alpha": found.alpha, "low": low, "high": high}
        for name, when, found in lines
        if found.alpha is not None
        for low, high in [found.interval or (found.alpha, found.alpha)]
    ]
    with st.container(horizontal=True, gap="medium"):
        if shown:
            st.altair_chart(pictures.dots(pd.DataFrame(shown), "Alpha of each field, now and as first said"), width=400)
        st.dataframe(table(lines), hide_index=True, width="content")
    field = choose_field()
    _pairs(counted.each_two(seen, field))
    pair = _choose_pair(counted.each_two(seen, field), field)
    if pair and pair != EVERYONE:
        _crossed(counted.marks(seen, field), field, pair)
    _disputed(counted.disputes(seen, field, pair or EVERYONE), seen[2], open_claim)


def table(lines: Iterable[tuple[str, str, Agreement]]) -> pd.DataFrame:
    """Return the table as it is shown; where alpha is undefined it says why."""
    return pd.DataFrame(
        [
            {
                "Of what": name,
                "When": when,
                "Claims": found.units,
                "People": found.people,
                "Percent": "" if found.percent is None else f"{found.percent:.0f} %",
                "Alpha": f"undefined: {found.undefined}" if found.alpha is None else f"{found.alpha:z.2f}",
                "Interval": "" if found.interval is None else " to ".join(f"{end:z.2f}" for end in found.interval),
            }
            for name, when, found in lines
        ]
    )


def _pairs(found: Mapping[tuple[str, str], Agreement]) -> None:
    """Draw how far each two people agree, where there are more than two."""
    if not list(found)[1:]:
        return
    st.subheader("Each two", anchor=False)
    with st.container(horizontal=True, gap="medium"):
        draw_pairs([(*pair, one.alpha) for pair, one in found.items()])
        scrolling(pairs_table(found))


def pairs_table(found: Mapping[tuple[str, str], Agreement]) -> pd.DataFrame:
    """Return how far each two people agree; names are cells, and never headings."""
    return pd.DataFrame(
        [
            {"One": one, "Other": other, "Claims": pair.units, **numbers(pair.percent, pair.alpha, pair.undefined)}
            for (one, other), pair in found.items()
        ]
    )


def _choose_pair(met: Iterable[tuple[str, str]], field: str) -> tuple[str, str] | None:
    """Draw whose marks are to be looked at: everybody's, or those of two people who have marked the same claim."""
    pairs = list(met)
    if not pairs:
        st.markdown(":small[No two people have marked this of the same claim.]")
        return None
    return st.selectbox(
        "Whose marks",
        [EVERYONE, *pairs] if pairs[1:] else pairs,
        format_func=called,
        disabled=len(pairs) == 1,
        width=320,
        key=f"pair of the team {field}",
    )


def called(pair: tuple[str, str]) -> str:
    """Return what two people are called together."""
    return "Everyone" if pair == EVERYONE else " and ".join(pair)


def _crossed(said: Ratings, field: str, pair: tuple[str, str]) -> None:
    """Draw who of two people said what where the other said what."""
    table = crossed(said, field, *pair)
    squares = [
        {"one": row, "other": column, "claims": claims}
        for row, cells in zip(table.index, table.to_numpy().tolist(), strict=True)
        for column, claims in zip(table.columns, cells, strict=True)
    ]
    name = short(pair)
    with st.container(horizontal=True, gap="medium"):
        frame, most = pd.DataFrame(squares), max(square["claims"] for square in squares)
        names = (name[pair[0]], name[pair[1]])
        st.altair_chart(pictures.grid(frame, "claims", most, names, "Who said what where the other did"), width=400)
        st.dataframe(table, width="content")


def crossed(said: Ratings, field: str, one: str, other: str) -> pd.DataFrame:
    """Return how often one person (rows) said what where the other (columns) said what; labels, not keys."""
    counts = confusion(said, one, other)
    choices = [entry.key for entry in FIELDS[field][1]]
    used = sorted({key for pair in counts for key in pair}, key=lambda key: (*choices, key).index(key))
    label = {key: choice(FIELDS[field][1], key).shown for key in used}
    cells = [[counts.get((row, column), 0) for column in used] for row in used]
    name = short((one, other))
    return pd.DataFrame(
        cells,
        index=pd.Index([label[key] for key in used], name=f"{name[one]} ↓ {name[other]} →"),
        columns=[label[key] for key in used],
    )


def _disputed(found: pd.DataFrame, article_id: str, open_claim: Callable[[str, str], None]) -> None:
    st.subheader(f"Disputed claims ({len(found):,})", anchor=False)
    if found.empty:
        st.text("Nobody differs from anybody here.")
        return
    args = (list(found["id"]), article_id, open_claim)
    st.dataframe(
        found.drop(columns="id"),
        hide_index=True,
        column_config={
            "open": st.column_config.ButtonColumn("", key=OPEN, on_click=open_disputed, args=args),
            "Claim": st.column_config.TextColumn(width=320),
        },
    )


def open_disputed(claim_ids: Sequence[str], article_id: str, open_claim: Callable[[str, str], None]) -> None:
    """Go to the claim whose button was pressed."""
    pressed: dict[str, Any] = st.session_state.to_dict()[OPEN]
    open_claim(article_id, claim_ids[pressed["row"]])
