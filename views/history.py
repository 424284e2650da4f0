"""History: who changed what of an article or of a claim, from what to what; any earlier state can be had again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from claims.vocabulary import (
    CONFIDENCE,
    DISMISSALS,
    KINDS,
    MANNERS,
    RELATIONS,
    REPLACED,
    SOURCE_TYPES,
    SOURCING,
    VERIFICATION,
    Choice,
    choice,
)
from storage.access import Role
from storage.file import Action
from storage.store import Store
from views import clicks
from views.choose import choose_article, in_hand
from views.frame import data_file, errors_told, left_out, may, plain, receipt, reviewer
from views.live.component import follow
from views.table import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from claims.model import Article, Change, Claim, Revision

PAGE = "history"
"""What this page is called among those that tell what became of an act."""

STEP = 200
"""How many acts are shown at first, and how many more each time."""

WORDS = 60
"""How many characters of a claim are shown beside its number."""

DID: Mapping[str, str] = {
    Action.ADDED: "Added",
    Action.CORRECTED: "Corrected",
    Action.REVIEWED: "Marked",
    Action.DRAWN: "Drawn",
    Action.BOUNDED: "Bounds moved",
    Action.SPLIT: "Split",
    Action.MERGED: "Merged",
    Action.DISMISSED: "Dismissed",
    Action.REOPENED: "Opened again",
    Action.FOUND: "Split into claims",
    Action.LISTED: "Coverage listed",
    Action.UNLISTED: "Coverage taken off",
    Action.JUDGED: "Compared",
    Action.REJECTED: "Passage rejected",
    Action.READMITTED: "Passage taken back in",
    Action.REVISITED: "Finding opened again",
    Action.COMMENTED: "Commented",
    Action.HANDED: "Handed over",
    Action.RESTORED: "Restored",
    Action.UNDONE: "Undone",
    Action.REDONE: "Done again",
    Action.IMPORTED: "Imported",
    Action.NEEDED: "Opinions asked for",
    Action.SETTLED: "Settled",
}
"""What an act is called on screen."""

FIELDS: Mapping[str, str] = {
    "as_of": "As of",
    "text": "Comment",
    "assigned_to": "Assigned to",
    "finish_by": "Finish by",
    "waiting_for": "Waits for",
    "source": "Who says it",
    "source_type": "Source type",
    "withdrawn": "Why withdrawn",
}
"""What fields are called on screen, where their own name with a capital is not enough."""

CHOICES: Mapping[str, tuple[Choice, ...]] = {
    "verification": VERIFICATION,
    "sourcing": SOURCING,
    "confidence": CONFIDENCE,
    "kind": KINDS,
    "source_type": SOURCE_TYPES,
    "manner": MANNERS,
    "withdrawn": (*DISMISSALS, *REPLACED),
    "dismissed": DISMISSALS,
    "relation": RELATIONS,
    "proposed": RELATIONS,
    "the desk's finding": VERIFICATION,
    "the desk's sourcing": SOURCING,
}
"""The lists that the values of some fields are keys of."""

SEAL = (
    "Every change is sealed together with the one before. Keep the last seal outside this file, in an e-mail or on "
    "paper: whoever rewrites the file with new seals cannot make it hold that one again."
)


def page() -> None:
    """Show the history of the article or the claim that the address names."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            article_id, summaries = in_hand(store, reviewer()), store.articles()
            follow(store, article_id or "")
            claim_id = st.query_params.get("claim")
            if claim_id:
                article_id = store.claim(claim_id).article_id
        if article_id is None:
            st.info("There are no articles yet. Add one on the page Articles.")
        else:
            choose_article(summaries, article_id, "article of the history")
            _log(article_id, claim_id)
        _verify()


# The log


def _log(article_id: str, claim_id: str | None) -> None:
    limit = st.session_state.get(_limit(article_id, claim_id), STEP)
    with Store.open(data_file(), reviewer()) as store:
        article = store.article(article_id)
        revisions = store.history(article_id, claim_id, limit)
        named = names(store, article, revisions, claim_id)
        hidden = len(store.left_out(article_id))
    if claim_id:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("All of the article", icon=":material/arrow_back:", on_click=show_all)
            st.text(f"Only claim {named[claim_id]}")
    lines = _filtered(rows(revisions, claim_id), article_id)
    chosen = _select(lines, named)
    with st.container(horizontal=True, vertical_alignment="center"):
        _act(chosen, claim_id, revisions[0].number if revisions else 0)
        if len(revisions) == limit:
            st.button("Show more", on_click=show_more, args=(_limit(article_id, claim_id), limit + STEP))
    if hidden:
        st.caption(left_out(hidden))
    clicks.told(PAGE)


def _limit(article_id: str, claim_id: str | None) -> str:
    """Return the session key of how many acts are shown."""
    return f"shown of {article_id} {claim_id}"


def names(store: Store, article: Article, revisions: Iterable[Revision], claim_id: str | None) -> Mapping[str, str]:
    """Return what each claim is called: its number, where it still is a claim, and its first words."""
    claims = store.claims(article.id, withdrawn=True)
    numbers = number(claims)
    known = {claim.id: claim for claim in claims}
    told = {change.claim_id for revision in revisions for change in revision.changes}
    told |= {revision.claim_id for revision in revisions} | {claim_id}
    # What was drawn and taken back is not among an article's claims.
    found: list[Claim] = [known.get(one) or store.claim(one) for one in told if one]
    return {claim.id: _name(numbers.get(claim.id), claim.text(article)) for claim in found}


def _name(place: int | None, words: str) -> str:
    first = words if len(words) <= WORDS else f"{words[:WORDS].rstrip()}…"
    return f"{place}: {first}" if place else first


def rows(revisions: Iterable[Revision], claim_id: str | None) -> list[tuple[Revision, Change | None]]:
    """Return a line for each change of an act, of one claim if asked; an act that changed nothing has one too."""
    lines: list[tuple[Revision, Change | None]] = []
    for revision in revisions:
        changes = [change for change in revision.changes if claim_id in (None, change.claim_id)]
        lines += [(revision, change) for change in changes] or [(revision, None)]
    return lines


def _filtered(lines: Sequence[tuple[Revision, Change | None]], article_id: str) -> list[tuple[Revision, Change | None]]:
    """Draw the filters, and return the lines that fit them."""
    people = sorted({revision.by for revision, _ in lines})
    with st.container(horizontal=True):
        by = st.multiselect("Who", people, key=f"who of {article_id}", placeholder="Anyone", width=260)
        did = st.multiselect(
            "What",
            list(DID),
            format_func=DID.__getitem__,
            key=f"what of {article_id}",
            placeholder="Anything",
            width=260,
        )
    return [line for line in lines if (not by or line[0].by in by) and (not did or line[0].action in did)]


def _select(
    lines: Sequence[tuple[Revision, Change | None]], named: Mapping[str, str]
) -> tuple[Revision, Change | None] | None:
    """Draw the log, and return the line that is selected; the key is made of the lines, which filters move."""
    if not lines:
        st.info("No change fits the filters.")
        return None
    state = st.dataframe(
        table(lines, named),
        key=f"log {clicks.token([(revision.number, change) for revision, change in lines])}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=35 * min(len(lines) + 1, 15) + 3,
        column_config=_columns(),
    )
    return next((lines[row] for row in state["selection"]["rows"] if row < len(lines)), None)


def table(lines: Iterable[tuple[Revision, Change | None]], named: Mapping[str, str]) -> pd.DataFrame:
    """Return the log as it is shown, in the clock time of this computer."""
    return pd.DataFrame(
        [
            {
                "number": revision.number,
                "when": f"{revision.at.astimezone():%Y-%m-%d %H:%M:%S}",
                "who": revision.by,
                "what": DID.get(revision.action, revision.action),
                "claim": named.get((change and change.claim_id) or revision.claim_id or "", ""),
                "field": field(change.field) if change else "",
                "from": value(change.field, change.before) if change else "",
                "to": value(change.field, change.after) if change else "",
            }
            for revision, change in lines
        ]
    )


def field(name: str) -> str:
    """Return what a field is called on screen."""
    return FIELDS.get(name, name[:1].upper() + name[1:])


def value(name: str, key: str) -> str:
    """Return a value as the screen says it: the label of a choice, with its symbol, else as it is."""
    return choice(CHOICES.get(name, CHOICES.get(name.split(" ", maxsplit=1)[0], ())), key).shown


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "number": column.NumberColumn("Rev.", width=55),
        "when": column.TextColumn("When", width=150),
        "who": column.TextColumn("Who", width=110),
        "what": column.TextColumn("What", width=120),
        "claim": column.TextColumn("Claim", width=260),
        "field": column.TextColumn("Field", width=110),
        "from": column.TextColumn("From", width=170),
        "to": column.TextColumn("To", width=170),
    }


# What can be done with a line


def _act(chosen: tuple[Revision, Change | None] | None, claim_id: str | None, seen: int) -> None:
    """Draw what can be done with the line that is selected."""
    if chosen is None:
        st.text("Nothing is selected: tick a row to restore what it made.")
        return
    revision, change = chosen
    about = (change and change.claim_id) or revision.claim_id
    if about and not claim_id:
        st.button("Only this claim", icon=":material/filter_alt:", on_click=show_claim, args=(about,))
    if revision.action in {Action.ADDED, Action.FOUND} and not claim_id:
        st.text("To have a claim as it was found, open its own history: Claims, Its history.")
        return
    if not may(Role.REVIEWER):
        return
    st.button(
        "Restore this state",
        type="primary",
        key=f"restore {seen}",
        icon=":material/restore:",
        on_click=restore_state,
        args=(revision.number, claim_id, seen),
    )
    st.text(f"As it was after revision {revision.number}: added to the history, nothing is taken out of it.")


def restore_state(revision: int, claim_id: str | None, seen: int) -> None:
    """Restore what the selected revision made."""
    who = reviewer()
    clicks.tell(PAGE, who, restore(data_file(), who, revision, claim_id, seen))


def restore(path: Path, who: str, revision: int, claim_id: str | None, seen: int) -> tuple[bool, str]:
    """Make what a revision changed again what it was after it, as asked for at revision `seen`."""
    click = clicks.token("restore", who, revision, claim_id, seen)

    def act(store: Store) -> str:
        return f"Restored as after revision {revision}. {receipt(store.restore(revision, who, claim_id, click))}"

    return clicks.attempt(path, who, act)


def show_more(key: str, limit: int) -> None:
    """Show more of the log."""
    st.session_state[key] = limit


def show_claim(claim_id: str) -> None:
    """Show the history of one claim."""
    st.query_params["claim"] = claim_id


def show_all() -> None:
    """Show the history of the whole article again."""
    st.query_params.pop("claim", None)


# The file


def _verify() -> None:
    """Draw the button that looks over the whole file, and what was found."""
    st.subheader("Was the file changed from outside?", anchor=False)
    st.markdown(SEAL)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kept = st.text_input("A seal that you kept", key="kept seal", placeholder="Optional", width=400)
        clicked = st.button("Verify the file", icon=":material/verified_user:")
    if clicked:
        with st.spinner("Looking over every row …", show_time=True):
            sound, words, seal = verdict(data_file(), reviewer(), (kept or "").strip())
        (st.success if sound else st.error)(plain(words))
        if sound and not seal:
            st.text(
                "The last seal is kept back while something that others say is hidden from you: it is made of that."
            )
        elif sound:
            st.text("The last seal, to keep:")
            st.code(seal, language=None, wrap_lines=True)


def verdict(path: Path, who: str, kept: str) -> tuple[bool, str, str]:
    """Return whether the file is as it was written, what the screen says of that, and the last seal."""
    with Store.open(path, who) as store:
        broken, seal = store.verify()
        missing = kept and not store.holds(kept)
    if broken:
        return False, str(broken), seal
    if missing:
        return False, "The seal that you kept is not in this file: it is another file, or it was written anew.", seal
    return True, f"Nothing was changed from outside.{' The seal that you kept is in it.' if kept else ''}", seal
