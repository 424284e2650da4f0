"""What every page shares: where the data are, who is reviewing, and errors as plain sentences."""

from __future__ import annotations

import gc
import getpass
import os
import re
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import streamlit as st

from claims.model import WorkbenchError
from storage.access import MAX_NAME, NOBODY
from storage.opinions import counted
from views import account

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from claims.model import Revision
    from storage.access import Role

NAME = "your name"
"""Session key of who is reviewing."""

MESSAGE = "message"
"""Session key: whether the last change was saved, and the receipt or what to do about it."""

TWIN = "twin"
"""Session key: the name that was typed, where somebody has worked under it who may be someone else."""

COOKIE = "claimbook_name"
"""Keeps the name in this browser: a link in the address bar would hand one's name to whoever is sent the link."""

TURN = 0.001
"""Seconds that one thread runs on; with Python's own 0.005 the slowest of 140 people wait twice as long."""

_remember = st.components.v2.component(
    "claimbook.name",
    js=f"""
    // Keeps the reviewer's name for the next visit.
    export default ({{ data }}) => {{
      document.cookie = `{COOKIE}=${{encodeURIComponent(data)}}; max-age=31536000; path=/; samesite=lax`;
    }};
    """,
)


def data_file() -> Path:
    """Return where the data are kept: the file that CLAIMBOOK_DB names, else claimbook.sqlite in the working folder."""
    return Path(os.environ.get("CLAIMBOOK_DB") or "claimbook.sqlite")


def may_fetch() -> bool:
    """Say whether pages may be fetched from the internet: only where CLAIMBOOK_FETCH is 1."""
    return os.environ.get("CLAIMBOOK_FETCH") == "1"


def reviewer(session: Mapping[str, Any] | None = None) -> str:
    """Return who is reviewing; empty where nobody has said it, `NOBODY` where they have to sign in.

    With a login it is the name that the file has for who has signed in, whatever the session or the browser says.
    Callbacks may ask too: reading the session as a whole is none of the points at which Streamlit may stop one. That
    takes a while; one that was read already can be given.
    """
    try:
        if account.is_on():
            return account.known_as(data_file())
    except WorkbenchError:  # opening the file, which whoever asks does next, says what it is
        return NOBODY
    return str((session or st.session_state.to_dict()).get(NAME, "")).strip()


def sent(session: Mapping[str, Any], component: str, event: str) -> Any:  # noqa: ANN401 - plain JSON
    """Return what the browser has sent by a component, in the callback for it, also where its page has gone meanwhile.

    Streamlit calls back then too, but it shows what was sent beside the component's own state, which it has dropped.
    """
    if component not in session:
        st.session_state[component] = {}
        session = st.session_state.to_dict()
    return session[component][event]


def may(role: Role) -> bool:
    """Say whether whoever is here may do what a role may, for what is offered on screen. The file has the last word.

    Raises RefusedError for somebody who is not let in, and FileError.
    """
    from storage.store import Store  # noqa: PLC0415 - its library takes a while to load: the page frame comes first

    with Store.open(data_file(), reviewer()) as store:
        return store.may(role)


def today() -> date:
    """Return the day on the calendar of this computer."""
    return datetime.now(UTC).astimezone().date()


def ask_name() -> None:
    """Ask who is reviewing, and remember it in this browser."""
    if NAME not in st.session_state:
        st.session_state[NAME] = _name_at_first()
    with st.container(key="who"):
        st.text_input("Your name", key=NAME, max_chars=MAX_NAME, persist_state="session", on_change=take_name)
        _remember(key="remember name", data=reviewer())
    if twin := st.session_state.get(TWIN):
        st.caption(plain(f"There are marks by “{twin}” in this file already. Go on only if that is you."))


def take_name() -> None:
    """Take away the message about the last change, which was about what someone else did; see who else has the name."""
    who = reviewer()
    st.session_state.pop(MESSAGE, None)
    st.session_state[TWIN] = who if who != _name_at_first() and has_worked(data_file(), who) else ""


def has_worked(path: Path, who: str) -> bool:
    """Say whether somebody of this name has done something in the file; where it cannot be read the page says why."""
    from storage.store import Store  # noqa: PLC0415 - its library takes a while to load: the page frame comes first

    try:
        with Store.open(path) as store:
            return store.newest_by(who) > 0
    except WorkbenchError:
        return False


def _name_at_first() -> str:
    """Return the name used last in this browser, else this computer's user; who is at another one is not known."""
    cookie, address = st.context.cookies.get(COOKIE), st.context.ip_address
    # Streamlit's test bed gives stand-ins for both, which are no text; on this computer the address is None.
    if isinstance(cookie, str) and cookie:
        return unquote(cookie)
    return "" if isinstance(address, str) else _user()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that has no name
        return ""


def login_told() -> str:
    """Say plainly whether there is a login."""
    if account.is_on():
        return "There is a login: only those whom an admin lets in, or the rules in secrets.toml, come in."
    return "No login: whoever reaches this page may do everything. For a server see README, “Who may come in”."


def tell_login() -> None:
    """Say on the command line whether there is a login, or what is the matter with it."""
    try:
        told = login_told()
    except WorkbenchError as error:
        told = str(error)
    sys.stderr.write(f"Claimbook: {told}\n")


def take_turns() -> None:
    """Let the pages that are drawn at once take turns often: each waits for its turn after each look at the file."""
    sys.setswitchinterval(TURN)


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Load parser and tagger behind the first page that anyone sees, once for all."""
    Thread(target=_split_something, name="warm-up", daemon=True).start()


def _split_something() -> None:
    # Importing their libraries takes a second: the page frame comes first.
    from claims.article import read_article  # noqa: PLC0415
    from claims.split import find_claims  # noqa: PLC0415

    find_claims(read_article("One sentence loads whatever splitting needs."))
    gc.collect()
    gc.freeze()  # what is loaded by now stays for good: later collections need not look at it


@contextmanager
def errors_told() -> Iterator[None]:
    """Show what went wrong and what to do about it where the page would have been."""
    try:
        yield
    except WorkbenchError as error:
        st.error(plain(str(error)))


def receipt(revision: Revision) -> str:
    """Return the proof that a change is kept, in the clock time of this computer."""
    done = {"undone": "Undone", "redone": "Done again"}.get(revision.action, "Saved")
    return f"{done} {revision.at.astimezone():%H:%M:%S} · revision {revision.number}"


def left_out(claims: int) -> str:
    """Return the line that says that something is hidden from the reader, and so left out; blank for nothing."""
    if not claims:
        return ""
    return f"What others say of {counted(claims)} is hidden from you until your own finding is in, and left out here."


def plain(text: str) -> str:
    """Return text that Markdown shows as it is: no emphasis, links, images, formulas or HTML."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text).replace("\n", " ")
