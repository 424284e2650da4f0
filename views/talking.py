"""Carries out what a reviewer says to the others of a claim, and hands over. No Streamlit here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.mentions import strangers
from views.reader import wire_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Revision
    from storage.store import Store

TOLD = 3
"""How many names that are nobody's are told of a comment: more of them are no names."""


def is_talking(act: Mapping[str, Any]) -> bool:
    """Say whether an act is a comment, or says who is to work on a claim or what it waits for."""
    return "comment" in act or act.get("shape") == "hand"


def talk(store: Store, who: str, act: Mapping[str, Any]) -> Revision:
    """Do one such act, and return the revision, the claim's newest where nothing changed. Raises as the store does."""
    claim_id, token = act["claim"], act["token"]
    if "comment" in act:
        return store.comment(claim_id, who, wire_in.comment_in(act["comment"]), token)
    changes, was = wire_in.mark_in(act)
    revisions = store.hand_over([claim_id], who, changes, token, was)
    return (revisions or store.history(store.claim(claim_id).article_id, claim_id, 1))[0]


def unheard(store: Store, act: Mapping[str, Any]) -> str:
    """Return what a person should know of what was kept, "" for nothing: whom a comment does not reach."""
    if "comment" not in act:
        return ""
    nobody = strangers(act["comment"], store.people())[:TOLD]
    withdrawn = ["it is a claim no longer"] if store.claim(act["claim"]).withdrawn else []
    return "".join(f" · {told}" for told in (*(f"“@{name}” is nobody here yet" for name in nobody), *withdrawn))
