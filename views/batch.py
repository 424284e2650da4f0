"""Several files at once: each is split and saved before the next, with how far it is, a stop and a report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.article import read_article
from claims.intake import NotTaken, Taken
from claims.intake.batch import Batch, Outcome
from claims.model import WorkbenchError
from storage.store import Store
from views.frame import data_file, plain, reviewer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from storage.store import Added

    Become = Callable[[Path, str, Taken | NotTaken], Outcome]

BATCH = "batch"
"""Session key of the files that are taken, and of the report once they are."""


def start(files: Sequence[tuple[str, bytes]], key: str = BATCH) -> None:
    """Begin to take files; the page goes on with it wherever it was left off. `key` is that of its session state."""
    st.session_state[key] = Batch(list(files))


def forget(key: str = BATCH) -> None:
    """Take the report away."""
    st.session_state.pop(key, None)


def show(open_review: Callable[[str], None], how: Become | None = None, key: str = BATCH) -> None:
    """Go on with the files in hand, or show what became of them; `open_review` goes to the review of an article.

    `how` makes an article of a text; by default it is split into claims.
    """
    batch: Batch | None = st.session_state.get(key)
    if batch is None:
        return
    if batch.is_running:
        _go_on(batch, how or become)
        st.rerun()
    _report(batch, open_review, key)


def _go_on(batch: Batch, how: Become) -> None:
    """Take one text after the other. A click, a closed page or a lost line ends this between two of them."""
    path, by = data_file(), reviewer()
    bar = st.progress(0.0)
    st.button("Stop", on_click=batch.stop, help="What is added stays; the rest is left.")
    while batch.is_running:
        _say(bar, batch, batch.name)
        if found := batch.take_up():
            _say(bar, batch, found.name)
            batch.deal(partial(how, path, by))


def _say(bar: Any, batch: Batch, name: str) -> None:  # noqa: ANN401 - Streamlit's placeholder
    share = batch.done / len(batch.files)
    bar.progress(share, text=plain(f"{batch.done + 1} of {len(batch.files)} · {name}"))


def become(path: Path, by: str, found: Taken | NotTaken) -> Outcome:
    """Split and save a text, and return what became of it. Nothing here can be stopped midway."""
    if isinstance(found, NotTaken):
        return Outcome(found.name, why=found.why)
    try:
        added = add(path, by, found.text, known(found))
        with Store.open(path, by) as store:
            count = len(store.claims(added.article_id))
    except WorkbenchError as error:
        return Outcome(found.name, why=str(error))
    return Outcome(found.name, added.article_id, count, created=added.created, notes=found.notes)


def known(found: Taken) -> dict[str, Any]:
    """Return what a file says of its text, by the names that an article has for it."""
    return {name: value for name, value in found._asdict().items() if name not in {"name", "text", "notes"} and value}


def add(path: Path, by: str, text: str, given: Mapping[str, Any], token: str | None = None) -> Added:
    """Split a text into claims and keep both; what is given goes before what the text says of itself."""
    # Importing the splitter takes a second, for the parser's libraries: the page frame comes first.
    from claims.split import find_claims  # noqa: PLC0415

    article = read_article(text, **{field: value for field, value in given.items() if value})
    claims = find_claims(article)
    with Store.open(path, by) as store:
        return store.add_article(article, claims, by, token)


def _report(batch: Batch, open_review: Callable[[str], None], key: str) -> None:
    summary = batch.summary()  # waits for the text that was in hand when somebody clicked
    st.subheader("Files", anchor=False)
    st.text(summary)
    here = [outcome for outcome in batch.outcomes if outcome.article_id]
    if here:
        column = st.column_config
        ids = tuple(outcome.article_id for outcome in here)
        st.dataframe(
            rows(here),
            key=f"{key} report",
            hide_index=True,
            height=min(len(here), 12) * 35 + 38,
            column_config={
                "open": column.ButtonColumn("", key=f"open {key}", on_click=open_file, args=(ids, open_review, key)),
                "file": column.TextColumn("File", width=240),
                "result": column.TextColumn("Result", width=110),
                "claims": column.NumberColumn("Claims", width="small"),
                "notes": column.TextColumn("Notes", width=320),
            },
        )
    refused = [f"- {plain(outcome.name)}: {plain(outcome.why)}" for outcome in batch.outcomes if outcome.why]
    if refused:
        st.error("\n".join(["Not taken:", "", *refused]))
    st.button("Close the report", on_click=forget, args=(key,))


def rows(here: Sequence[Outcome]) -> pd.DataFrame:
    """Return the table of what is in the library now; cells are drawn as they are, never as Markdown."""
    return pd.DataFrame(
        {
            "open": "Review",
            "file": [outcome.name for outcome in here],
            "result": ["Added" if outcome.created else "Already here" for outcome in here],
            "claims": [outcome.claims for outcome in here],
            "notes": [" ".join(outcome.notes) for outcome in here],
        }
    )


def open_file(ids: Sequence[str], open_review: Callable[[str], None], key: str = BATCH) -> None:
    """Open the article of the row that was clicked; `ids` are those of the rows that were on screen."""
    open_review(ids[st.session_state.to_dict()[f"open {key}"]["row"]])
