"""People, for admins: who may come in and do what, letting somebody in, another role, putting out; and who decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from storage.access import MAX_NAME, Member, Role
from storage.arrival import as_identity
from storage.errors import RefusedError
from storage.store import Store
from views import account, clicks
from views.frame import data_file, errors_told, reviewer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from storage.access import Decision

PAGE: Final = "people"
"""What this page is called among those that tell what became of an act."""

IN: Final = tuple(role for role in Role if role is not Role.NONE)
"""The roles of those who are let in."""

LONGEST: Final = 400
"""How many characters what somebody signs in as may have: an address of a provider, and what it calls them."""

CAN: Final = {
    Role.VIEWER: "reads, and takes away",
    Role.REVIEWER: "marks, shapes claims, adds articles too",
    Role.EDITOR: "says how many opinions are needed, settles, imports too",
    Role.ADMIN: "says who the people are too",
}
"""What each role may do, as the screen says it."""

NEW: Final = "new person"
"""Session keys of the form begin with it; its number makes the next form an empty one."""


def page() -> None:
    """Show the people of the file."""
    with errors_told():
        with Store.open(data_file(), reviewer()) as store:
            if not store.may(Role.ADMIN):
                st.info("Only an admin says who the people are.")
                return
            members, decisions = store.members(), store.decisions()
        st.subheader("People", anchor=False)
        clicks.told(PAGE)
        _listed(members)
        _let_in(bool(members))
        if decisions:
            with st.expander("Who decided what"):
                st.dataframe(
                    log(decisions), hide_index=True, column_config={"When": st.column_config.Column(width=150)}
                )


# Who there is


def _listed(members: Sequence[Member]) -> None:
    if not members:
        st.info(
            "Nobody is listed, so whoever reaches this page may do everything. As soon as somebody is listed, only "
            "those who are listed come in: list yourself first, as admin."
        )
        return
    state = st.dataframe(
        table(members),
        key=f"people {clicks.token(members)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height=35 * min(len(members) + 1, 15) + 3,
        column_config={"Name": st.column_config.Column(width=220), "Signs in as": st.column_config.Column(width=320)},
    )
    chosen = next((members[row] for row in state["selection"]["rows"] if row < len(members)), None)
    _act(chosen)


def table(members: Sequence[Member]) -> pd.DataFrame:
    """Return the people as they are shown."""
    return pd.DataFrame(
        {
            "Name": ["has not come yet" if member.is_expected else member.name for member in members],
            "Signs in as": [member.identity for member in members],
            "Role": ["put out" if member.role is Role.NONE else str(member.role) for member in members],
        }
    )


def _act(chosen: Member | None) -> None:
    """Draw what can be done with the person who is selected."""
    if chosen is None:
        st.text("Tick a row to give somebody another role, or to put them out.")
        return
    key = f"of {chosen.name}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        role = _role(f"role {key}", chosen.role if chosen.role in IN else Role.VIEWER)
        identity = st.text_input("Signs in as", chosen.identity, key=f"identity {key}", width=320, max_chars=LONGEST,
                                 disabled=chosen.is_expected)  # fmt: skip
        now = Member(chosen.name, role, as_identity(identity))
        st.button("Save", type="primary", on_click=decide, args=(now,))
        out = replace(chosen, role=Role.NONE)
        st.button("Put out", disabled=chosen == out, on_click=decide, args=(out,),
                  help="They are refused from their next click on; what they said stays.")  # fmt: skip


def _role(key: str, at_first: Role) -> Role:
    told = "\n".join(f"- **{role}**: {what}" for role, what in CAN.items())
    chosen = st.selectbox("Role", [role.value for role in IN], IN.index(at_first), key=key, help=told, width=160)
    return Role(chosen)


def decide(member: Member) -> None:
    """Give somebody another role or what they sign in as, or put them out."""
    who = reviewer()
    clicks.tell(PAGE, who, admit(data_file(), who, member))


# Letting in


def _let_in(is_begun: bool) -> None:  # noqa: FBT001 - whether anybody is listed
    st.subheader("Let somebody in", anchor=False)
    form = f"{NEW} {st.session_state.get(NEW, 0)}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("E-mail", key=f"{form} identity", width=320, max_chars=LONGEST, persist_state="session",
                      help="That they sign in with; or the line that the page shows them.")  # fmt: skip
        st.text_input("Name", key=f"{form} name", width=220, max_chars=MAX_NAME, persist_state="session",
                      help="Only where they have worked here under it; else it comes with the login.")  # fmt: skip
        _role(f"{form} role", Role.REVIEWER if is_begun else Role.ADMIN)
        st.button("Let in", type="primary", on_click=let_in, args=(form,))
    if not account.is_on():
        st.caption("There is no login: people come in by typing their name, and nobody asks whether it is theirs.")


def let_in(form: str) -> None:
    """Let in whom the form names; what is refused stays in it."""
    session, who = st.session_state.to_dict(), reviewer()
    identity = as_identity(session.get(f"{form} identity"))
    name = str(session.get(f"{form} name") or "").strip() or identity
    if account.is_on() and not identity:
        clicks.tell(PAGE, who, (False, "Nothing was saved: say the e-mail that they sign in with."))
        return
    done = admit(data_file(), who, Member(name, Role(session[f"{form} role"]), identity), is_new=True)
    clicks.tell(PAGE, who, done)
    if done[0]:
        st.session_state[NEW] = session.get(NEW, 0) + 1


def admit(path: Path, who: str, member: Member, *, is_new: bool = False) -> tuple[bool, str]:
    """Decide about a person, and return what the screen says. Somebody new gets no name that another person has."""

    def act(store: Store) -> str:
        if is_new and any(one.name == member.name for one in store.members()):
            message = f"“{member.name}” is listed already: tick their row."
            raise RefusedError(message)
        store.admit(member, who)
        if member.role is Role.NONE:
            return f"{member.name} is put out."
        if member.is_expected:
            return f"Let in as {member.role}. Their name comes when they sign in."
        return f"{member.name} is {member.role} now."

    return clicks.attempt(path, who, act)


# Who decided it


def log(decisions: Sequence[Decision]) -> pd.DataFrame:
    """Return the decisions as they are shown, in the clock time of this computer."""
    return pd.DataFrame(
        [
            {
                "When": f"{datetime.fromisoformat(one.at).astimezone():%Y-%m-%d %H:%M:%S}",
                "Who decided": one.by or "the rules of the login",
                "About": one.member.name,
                "Signs in as": one.member.identity,
                "Role": "put out" if one.member.role is Role.NONE else str(one.member.role),
            }
            for one in decisions
        ]
    )
