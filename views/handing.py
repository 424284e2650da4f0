"""Handing out claims, and taking back what somebody was handed and has left. No Streamlit here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.model import WorkbenchError
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HELD = "claim handed out"
"""Session key: who was handed which claim."""

NONE_LEFT = "Nothing waits for another opinion of yours: you have given yours, or others are at it."


def next_for(store: Store, who: str, act: Mapping[str, Any]) -> dict[str, Any]:
    """Hand out a claim; returns what becomes of the act, with the claim and its article where there is one."""
    claim_id = store.hand_out(who, str(act["article"]), str(act["token"]))
    if claim_id is None:
        return {"message": NONE_LEFT}
    return {
        "claim": claim_id,
        "article": store.claim(claim_id).article_id,
        "message": "Handed to you: nobody else is, while you are at it.",
    }


def gone_on(session: Mapping[str, Any], who: str, claim_id: str, path: Path) -> bool:
    """Give back what a person was handed where they have gone on to another claim; returns whether they had one."""
    held = session.get(HELD)
    if held is None or held == (who, claim_id):
        return False
    give_back(path, held[0])
    return True


def give_back(path: Path, who: str) -> None:
    """Give back what a person was handed. It comes back by itself in some minutes where the file cannot be written."""
    if not path.exists():  # opening would make it, and a first start could not be told any longer
        return
    try:
        with Store.open(path, who) as store:
            store.give_back(who)
    except WorkbenchError:
        return
