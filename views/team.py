"""Team: how far the reviewers agree: on their findings, over time, on what is a claim, and in which article least.

The address says which article and view are open. What is worked out is kept until somebody changes the article.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.agreement import (
    agreement,
    between,
    confusion,
    disputed,
    first_ratings,
    pairwise,
    progress,
    ratings,
)
from claims.unitizing import SPLITTER, Fate, agreements, fates
from claims.vocabulary import ORDERED, SOURCING, VERIFICATION, choice
from storage.store import Store
from views import pictures
from views.choose import choose_article, in_hand, labels
from views.frame import data_file, errors_told, reviewer

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.agreement import Agreement, Point, Ratings
    from claims.model import Article, Claim, Saying
    from claims.unitizing import Unitizing
    from storage.store import ArticleSummary

    Seen = tuple[str, str, str, int, str]
    """The file, who looks, the article, its newest revision, and the role of who looks, which says what they may see.

    As long as these are the same, so is what is found.
    """

VIEW = "view"
"""What the view is called in the address."""

CHOSEN = "view of the team"
"""Session key of the buttons that choose the view."""

VIEWS = {"findings": "Findings", "time": "Over time", "shape": "What is a claim", "articles": "All articles"}
"""The views, as they are called on screen."""

FIELDS = {"verification": ("Finding", VERIFICATION), "sourcing": ("Sourcing", SOURCING)}
"""What people can agree on, as it is called on screen, with its choices."""

OPEN = "open disputed"
"""Session key of the buttons in the list of disputed claims."""

OPEN_ARTICLE = "open of the team"
"""Session key of the buttons in the list of articles."""

NOW, FIRST = "Now", "First said"
"""What people say now, and what each said before anything else, as it is called on screen."""

EVERYONE = ("", "")
"""Stands among the pairs for all of them."""

LEAST = 25
"""How many articles are in the picture: those on which people agree least."""

MOST = 12
"""How many rows of a table are seen at once; it scrolls."""

PAIRED = 15
"""Up to how many pairs are drawn as dots; more are drawn as squares."""

EXPLAINED = (
    "Percent: how often two people say the same. Alpha: the same, less what chance would bring: 1 is perfect, 0 is "
    "chance; from .8 one may rely on it, below .67 not (Krippendorff). The interval holds alpha in 95 of 100 drawings "
    "of the claims. “First said” is what each said before anything else, “now” what stands since they talked. What was "
    "said first is independent only where nobody saw the others’ marks before."
)

SHAPED = (
    "A sentence counts where both did something in it, as it stood after the last thing that each did there. Claims "
    "are shared: whoever leaves one as it is agrees with it here. That is no proof that two would have drawn the same."
)

SHORT = 18
"""How many characters of a name stand beside a picture of two people."""

FATES = {
    Fate.KEPT: "Kept as found",
    Fate.BOUNDED: "Other bounds",
    Fate.SPLIT: "Split",
    Fate.MERGED: "Merged",
    Fate.WITHDRAWN: "Withdrawn",
    Fate.DRAWN: "Drawn by people",
}
"""What became of the splitter's claims, as it is called on screen."""


def page(open_claim: Callable[[str, str], None]) -> None:
    """Show how far people agree; `open_claim` goes to the review of a claim of an article."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            article_id, summaries = in_hand(store, reviewer()), store.articles()
            if article_id is None:
                st.info("There are no articles yet. Add one on the page Articles.")
                return
            store.article(article_id)  # an address that is wrong is told
            newest, needed, role = store.newest_revisions(), store.needed(article_id), str(store.person)
        seen = (str(data_file()), reviewer(), article_id, newest[article_id], role)
        shown = _head(summaries, article_id)
        if needed > 1 and shown != "articles":
            st.markdown(
                f":small[This article needs {needed} opinions. Claims whose marks are hidden from you do not count.]"
            )
        match shown:
            case "time":
                _over_time(seen)
            case "shape":
                _shape(seen)
            case "articles":
                _articles(summaries, newest, role)
            case _:
                _findings(seen, open_claim)


def _head(summaries: Sequence[ArticleSummary], article_id: str) -> str:
    """Draw which article and which view are open, and return the view."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose_article(summaries, article_id, "article of the team")
        st.session_state[CHOSEN] = view()
        st.segmented_control(
            "View",
            list(VIEWS),
            required=True,
            format_func=VIEWS.__getitem__,
            key=CHOSEN,
            on_change=take_view,
            label_visibility="collapsed",
            width="content",
        )
    return view()


def view() -> str:
    """Return which view the address names, the findings by default."""
    named = st.query_params.get(VIEW)
    return named if named in VIEWS else "findings"


def take_view() -> None:
    """Put the view that was chosen in the address."""
    st.query_params[VIEW] = str(st.session_state.to_dict()[CHOSEN])


def _field() -> str:
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


def _store(seen: Seen) -> Store:
    return Store.open(Path(seen[0]), seen[1])


# What is worked out, once for each state of an article


@st.cache_resource(max_entries=6, show_spinner=False)
def _said(seen: Seen) -> list[Saying]:
    with _store(seen) as store:
        return store.sayings(seen[2])


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def _lines(seen: Seen) -> list[tuple[str, str, Agreement]]:
    return rows(_said(seen))


@st.cache_resource(max_entries=12, show_spinner=False)
def _ratings(seen: Seen, field: str) -> Ratings:
    return ratings(_said(seen), field)


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def _pairwise(seen: Seen, field: str) -> Mapping[tuple[str, str], Agreement]:
    return pairwise(_ratings(seen, field))


@st.cache_resource(max_entries=20, show_spinner=False)
def _disputes(seen: Seen, field: str, pair: tuple[str, str]) -> pd.DataFrame:
    said = _ratings(seen, field)
    with _store(seen) as store:
        article, claims = store.article(seen[2]), store.claims(seen[2])
    return disputed_table(article, claims, said if pair == EVERYONE else between(said, *pair), field)


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def _progress(seen: Seen, field: str) -> Sequence[Point]:
    return progress(_said(seen), field)


@st.cache_resource(max_entries=50, show_spinner="Counting …")
def _shapes(seen: Seen) -> tuple[Counter[Fate], Mapping[tuple[str, str], Unitizing]]:
    with _store(seen) as store:
        text, sentences, acts = store.article(seen[2]).text, store.sentences(seen[2]), store.acts(seen[2])
        return fates(store.claims(seen[2], withdrawn=True), acts), agreements(text, sentences, acts)


@st.cache_resource(max_entries=5000, show_spinner=False)
def _of_article(seen: Seen, field: str) -> Agreement:
    with _store(seen) as store:
        return agreement(ratings(store.sayings(seen[2]), field), interval=False)


# Findings


def _findings(seen: Seen, open_claim: Callable[[str, str], None]) -> None:
    lines = _lines(seen)
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
    field = _field()
    _pairs(_pairwise(seen, field))
    pair = _choose_pair(_pairwise(seen, field), field)
    if pair and pair != EVERYONE:
        _crossed(_ratings(seen, field), field, pair)
    _disputed(_disputes(seen, field, pair or EVERYONE), seen[2], open_claim)


def rows(said: Sequence[Saying]) -> list[tuple[str, str, Agreement]]:
    """Return the lines of the table: each field and the ordered findings, now and as each first said."""
    lines = []
    for name, field, order in (
        ("Finding", "verification", ()),
        ("Finding, in order", "verification", ORDERED),
        ("Sourcing", "sourcing", ()),
    ):
        now, first = ratings(said, field), first_ratings(said, field)
        found = agreement(now, order)
        lines += [(name, NOW, found), (name, FIRST, found if first == now else agreement(first, order))]
    return lines


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
        _draw_pairs([(*pair, one.alpha) for pair, one in found.items()])
        _scrolling(pairs_table(found))


def pairs_table(found: Mapping[tuple[str, str], Agreement]) -> pd.DataFrame:
    """Return how far each two people agree; names are cells, and never headings."""
    return pd.DataFrame(
        [
            {"One": one, "Other": other, "Claims": pair.units, **_numbers(pair.percent, pair.alpha, pair.undefined)}
            for (one, other), pair in found.items()
        ]
    )


def _numbers(percent: float | None, alpha: float | None, undefined: str) -> dict[str, object]:
    """Return the cells that say how far; they stay numbers, so that a table can be sorted by them."""
    return {"Percent": percent, "Alpha": alpha, "Note": f"alpha is undefined: {undefined}" if undefined else ""}


def _draw_pairs(pairs: Sequence[tuple[str, str, float | None]]) -> None:
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
    """Return names as they fit beside a picture; no two are alike that were not, or two people would share a line."""
    taken: dict[str, str] = {}
    for name in sorted(names):
        cut = name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"
        taken[name] = name if cut in taken.values() else cut
    return taken


def _scrolling(frame: pd.DataFrame, config: Mapping[str, Any] | None = None, key: str | None = None) -> None:
    """Draw a table of which some rows are seen at once."""
    column = st.column_config
    st.dataframe(
        frame if frame["Note"].any() else frame.drop(columns="Note"),
        key=key,
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


def disputed_table(article: Article, claims: Sequence[Claim], said: Ratings, field: str) -> pd.DataFrame:
    """Return the claims on which people differ, in reading order, with what each of them says."""
    differing = set(disputed(said))
    return pd.DataFrame(
        [
            {
                "id": claim.id,
                "open": "Review",
                "Claim": claim.text(article),
                "What each says": "; ".join(
                    f"{person}: {choice(FIELDS[field][1], value).label}"
                    for person, value in sorted(said[claim.id].items())
                ),
            }
            for claim in claims
            if claim.id in differing
        ],
        columns=["id", "open", "Claim", "What each says"],
    )


# Over time


def _over_time(seen: Seen) -> None:
    field = _field()
    points = [point for point in _progress(seen, field) if point.units]
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
        _scrolling(time_table(points))
    st.markdown(":small[What people had said by then of the claims that stand now. Times are UTC.]")


def time_table(points: Iterable[Point]) -> pd.DataFrame:
    """Return how far people agreed at each moment, the newest first."""
    return pd.DataFrame(
        [
            {
                "Until": f"{point.at:%Y-%m-%d %H:%M}",
                "Claims": point.units,
                **_numbers(point.percent, point.alpha, "" if point.alpha is not None else "all the same"),
            }
            for point in points
        ]
    ).iloc[::-1]


# What is a claim


def _shape(seen: Seen) -> None:
    became, found = _shapes(seen)
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
        _draw_pairs([(person(one), person(other), pair.alpha) for (one, other), pair in found.items()])
        _scrolling(shape_table(found))


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
                **_numbers(pair.percent, pair.alpha, pair.undefined),
            }
            for (one, other), pair in found.items()
        ]
    )


# All articles


def _articles(summaries: Sequence[ArticleSummary], newest: Mapping[str, int], role: str) -> None:
    field, names = _field(), labels(summaries)
    with st.spinner("Counting …"):
        found = [
            (summary, _of_article((str(data_file()), reviewer(), summary.id, newest[summary.id], role), field))
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
    _scrolling(articles_table(found, names), {"open": buttons, "Article": wide})


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
                **_numbers(one.percent, one.alpha, one.undefined),
            }
            for summary, one in found
        ]
    )


def open_article(article_ids: Sequence[str]) -> None:
    """Put the article whose button was pressed in the address, and its findings."""
    pressed: dict[str, Any] = st.session_state.to_dict()[OPEN_ARTICLE]
    st.query_params.from_dict({"article": article_ids[pressed["row"]]})
