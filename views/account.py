"""Who has signed in, where there is a login: Streamlit's own, which is on when secrets.toml has `[auth]`.

What Streamlit 1.67 does: a token's signature, issuer, audience, nonce and end are looked at when it comes, and never
again. What it says is kept in a signed cookie for 30 days, and `st.user` holds what the cookie said when the session
began: signing out in another window does not end it. So whether a sign-in still holds is asked here, at each run and
each act, and whether the person is let in still is asked by the file.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import streamlit as st

from storage.access import NOBODY
from storage.arrival import RulesError, arrival, has_run_out, rules_of

# What reads the file or the network is imported when it is needed: the page frame is there without it.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from storage.arrival import Arrival, Rules

DEFAULT: Final = "default"
"""How Streamlit calls the provider that has no name of its own."""

NO_FILE: Final = "no-secrets-found"
"""How Streamlit calls the error that there is no secrets.toml; to look for the file oneself takes as long again."""

PATIENCE: Final = 5
"""Seconds that a provider may take to say that it is there."""


def is_on() -> bool:
    """Say whether there is a login. Raises RulesError where that cannot be told: then nobody comes in."""
    return _table("auth") is not None


def _table(name: str) -> Mapping[str, object] | None:
    """Return a table of secrets.toml; None where there is none, or no such file."""
    try:
        table = st.secrets.to_dict().get(name)
    except (OSError, ValueError) as error:
        if getattr(error, "error_id", "") == NO_FILE:
            return None
        # Streamlit takes one that it cannot read for none, and would then let everybody in.
        what = f"something cannot be read ({error})"
        raise RulesError(what) from error
    if table is not None and not isinstance(table, dict):
        what = f"“{name}” has to be a table, [{name}]"
        raise RulesError(what)
    return table


def rules() -> Rules:
    """Return the rules of who may come in. Raises RulesError."""
    return rules_of(_table("claimbook") or {})


def arrived() -> Arrival | None:
    """Return who has signed in; None where nobody has, or where it does not hold any longer.

    Raises RulesError, and RefusedError for a token that does not say who somebody is.
    """
    return None if not st.user.get("is_logged_in") or is_over() else arrival(st.user.to_dict(), rules())


def is_over() -> bool:
    """Say whether somebody has signed in for whom that does not hold any longer."""
    return bool(st.user.get("is_logged_in")) and has_run_out(st.user.to_dict(), rules(), datetime.now(UTC))


def known_as(path: Path) -> str:
    """Return the name that the file has for who has signed in, and `NOBODY` where it has none."""
    from storage.store import Store

    who = arrived()
    if who is None:
        return NOBODY
    with Store.open(path) as store:
        return store.known_as(who.identity) or NOBODY


# The providers


def providers() -> dict[str, str]:
    """Return how the screen calls each provider: by its name in secrets.toml, else by its place on the network."""
    auth = _table("auth") or {}
    named = {name: name.capitalize() for name, value in auth.items() if isinstance(value, dict) and _is_one(value)}
    return ({DEFAULT: urlsplit(_metadata(auth)).hostname or "your account"} if _is_one(auth) else {}) | named


def _is_one(table: Mapping[str, object]) -> bool:
    return "server_metadata_url" in table


def _metadata(table: Mapping[str, object]) -> str:
    return str(table.get("server_metadata_url", ""))


def answers(provider: str) -> bool:
    """Say whether a provider is there; whoever is sent to one that is not sees a bare error.

    `provider` is one of `providers`.
    """
    import requests

    auth = _table("auth") or {}
    table = auth.get(provider, auth)
    try:
        answer = requests.get(_metadata(table if isinstance(table, dict) else auth), timeout=PATIENCE)
        return "authorization_endpoint" in answer.json()
    except (requests.RequestException, ValueError, TypeError):
        return False
