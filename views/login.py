"""The door: who somebody is, by login or by name, before any page is shown; and what those see who do not come in."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.errors import StreamlitAuthError

from storage.access import Role
from views import account
from views.frame import ask_name, data_file, plain

# What reads the file is imported when it is needed: the page frame is there without it.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from storage.access import Member

COOKIE: Final = "claimbook_signing_in"
"""There while somebody is away to sign in: Streamlit says nothing of one that failed, it only comes back."""

LEAVING: Final = "leaving to sign in"
"""Session key: the provider that somebody goes to, and which click it was."""

_note = st.components.v2.component(
    "claimbook.signing_in",
    js=f"""
    // Notes in a cookie that somebody goes to sign in, and says so once it is there; takes it away when they are back.
    let told = "";
    export default ({{ data, setTriggerValue }}) => {{
      document.cookie = `{COOKIE}=1; max-age=${{data ? 600 : 0}}; path=/; samesite=lax`;
      if (data && data !== told) setTriggerValue("noted", data);
      told = data;
    }};
    """,
)


def come_in() -> tuple[bool, bool]:
    """Draw who is here, and say whether they may see the pages, and the page for admins; else what to do stands there.

    Before somebody has signed in, nothing is read from the file. Without a login nothing is read at all here, and each
    page says itself who may see it. Raises WorkbenchError.
    """
    st.html(Path(__file__).with_name("frame.css"))
    if not account.is_on():
        ask_name()
        return True, True
    who = account.arrived()
    if who is None:
        _sign_in()
        return False, False
    from storage.store import Store

    _add_sample_at_first()
    with Store.open(data_file()) as store:
        member = store.sign_in(who)
        is_headless = not any(one.role is Role.ADMIN for one in store.members())
    _corner(member)
    if member.role is Role.NONE:
        _not_let_in(member, is_headless=is_headless)
    return member.role is not Role.NONE, member.role is Role.ADMIN


def _add_sample_at_first() -> None:
    if not data_file().exists():
        from views import articles

        articles.add_sample_at_first()


def _sign_in() -> None:
    """Draw the page of those who have not signed in."""
    st.title("Claimbook", anchor=False)
    st.text("A workbench for checking an article line by line. Sign in to see what this desk is working on.")
    if account.is_over():
        st.info(
            f"Your sign-in has run out: it holds for {account.rules().hours:g} hours. Sign in again; what you typed is "
            "kept in this browser."
        )
    elif isinstance(st.context.cookies.get(COOKIE), str):
        st.error(
            "You are not signed in. The login did not let you in, or its answer could not be trusted: not signed by "
            "it, not meant for this page, or too old. Try again; if it happens again, tell whoever runs this server: "
            "its log has the reason."
        )
    shown = account.providers()
    buttons = {
        name: st.button(f"Sign in with {plain(label)}", type="primary", key=f"sign in {name}")
        for name, label in shown.items()
    }
    for name in (name for name, is_clicked in buttons.items() if is_clicked):
        _prepare(name, plain(shown[name]))
    name, click = st.session_state.get(LEAVING, ("", ""))
    if _note(key="signing in", data=click, on_noted_change=lambda: None).noted == click != "":
        leave_for(name)


def _prepare(provider: str, shown: str) -> None:
    """Have it noted that somebody goes to a provider, where there is one."""
    with st.spinner(f"Asking {shown} …"):
        is_there = account.answers(provider)
    if is_there:
        st.session_state[LEAVING] = provider, secrets.token_hex(8)
    else:
        st.error(f"{shown} does not answer, so nobody can sign in now. Try again in a while, or tell whoever runs it.")


def leave_for(provider: str) -> None:
    """Send the browser to a provider."""
    try:
        st.login(None if provider == account.DEFAULT else provider)
    except StreamlitAuthError as error:
        st.error(f"Nobody can sign in: {plain(' '.join(str(error).split()))}")


def _corner(member: Member) -> None:
    """Draw who has signed in where the name is asked for else, and the way out."""
    with st.container(key="who", horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        st.text(f"{member.name} · {member.role}" if member.role is not Role.NONE else "")
        if st.button("Sign out"):
            st.logout()
        _note(key="signed in", data="")


def _not_let_in(member: Member, *, is_headless: bool) -> None:
    """Draw the page of those who have signed in and may see nothing."""
    st.title("You are not let in", anchor=False)
    st.text("You are signed in, but this desk has not let you in, or no longer. Give this line to an admin of it:")
    st.code(member.identity, language=None, wrap_lines=True)
    st.text("Once they have added you, reload this page. What you typed here before is kept in this browser.")
    if is_headless:
        st.info("Nobody is an admin yet. Whoever runs this server names one in secrets.toml: see “Who may come in”.")
