"""Carries out what a reviewer did in the browser: marks, evidence, shapes, comments, undo. No Streamlit here.

Each act is plain JSON with a token, so that one that comes twice is done once, and with what the reviewer saw (`was`),
so that what somebody else has changed meanwhile is asked about and not overwritten.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claims.model import Dismissed, Evidence, WorkbenchError
from claims.shape import draw, merge, rebound, split
from storage.errors import ConflictError, RefusedError
from storage.file import Action
from storage.store import Store
from views.frame import MESSAGE, receipt
from views.handing import next_for
from views.judging import is_judging, judge
from views.reader import wire_in
from views.talking import is_talking, talk, unheard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from claims.model import Article, Revision

CHANGES = frozenset({"field", "evidence", "drop", "shape", "step", "reject", "reopen", "comment", "next"})
"""What an act has one of, if it is more than a move to another claim."""

CONFIRMED = "confirmed"
"""Session key: the number of the newest act in the article that was taken in."""

REFUSED = "refused acts"
"""Session key: the numbers of the newest acts that were not saved, so that the browser keeps what was typed."""

CONFLICTS = "conflicts"
"""Session key: what somebody else had changed when an act came, for the reviewer to choose; the newest ones."""

REMEMBERED = 50
"""How many refusals and conflicts are told again at each run: a page that is redrawn meanwhile misses none."""

Done = dict[str, Any]
"""What became of an act: `saved`, `message` ("" for a mere move), the `claim` it ended on, a `conflict` to settle.

It has the `article` too where that may be another one."""


def carry_out(path: Path, who: str, acts: Iterable[Mapping[str, Any]]) -> list[Done]:
    """Do each act in turn; one that is refused keeps none of the others from being kept."""
    return [do(path, who, act) for act in acts]


def told(done: Iterable[Done]) -> tuple[bool, str] | None:
    """Return what the screen says of some acts: the first refusal, else the last receipt; None for mere moves."""
    results = [(one["saved"], one["message"]) for one in done if one["message"]]
    return next((result for result in results if not result[0]), results[-1] if results else None)


def answered(session: Mapping[str, Any], acts: Sequence[Mapping[str, Any]], done: Sequence[Done]) -> dict[str, Any]:
    """Return what the session is to hold once acts are done, so that the browser learns what became of each."""
    refused = [act["number"] for act, one in zip(acts, done, strict=True) if not one["saved"]]
    conflicts = [one["conflict"] for one in done if one["conflict"]]
    return {
        CONFIRMED: max(act["number"] for act in acts),
        MESSAGE: told(done) or session.get(MESSAGE, (True, "")),
        REFUSED: [*session.get(REFUSED, []), *refused][-REMEMBERED:],
        CONFLICTS: [*session.get(CONFLICTS, []), *conflicts][-REMEMBERED:],
    }


def do(path: Path, who: str, act: Mapping[str, Any]) -> Done:
    """Do one act, and say what became of it."""
    done: Done = {"saved": True, "message": "", "claim": act["claim"], "conflict": None}
    if not act.keys() & CHANGES:
        return done
    try:
        with Store.open(path, who) as store:
            if "next" in act:
                return done | next_for(store, who, act)
            revision = _kept(store, who, act)
            message = receipt(revision) + unheard(store, act)
    except ConflictError as error:
        conflict = {name: getattr(error, name) for name in ("field", "mine", "theirs", "by", "at")}
        return done | {"saved": False, "message": str(error), "conflict": conflict | {"number": act["number"]}}
    except WorkbenchError as error:
        return done | {"saved": False, "message": str(error)}
    return done | {"message": message, "claim": revision.claim_id or act["claim"]}


def _kept(store: Store, who: str, act: Mapping[str, Any]) -> Revision:
    match act:
        case {"step": "undo" | "redo" as step}:
            return (store.undo if step == "undo" else store.redo)(act["article"], who, act["token"])
        case _ if is_judging(act) or is_talking(act):
            return (judge if is_judging(act) else talk)(store, who, act)
        case {"shape": _}:
            return _shaped(store, who, act)
        case {"evidence": given}:
            return store.save_evidence(
                act["claim"],
                who,
                _evidence(store, given),
                act["token"],
                wire_in.evidence_in(act["was"]) if act.get("was") else None,
            )
        case {"drop": evidence_id}:
            return store.drop_evidence(act["claim"], who, evidence_id, act["token"])
        case _:
            changes, was = wire_in.mark_in(act)
            return store.save_review(act["claim"], who, changes, act["token"], was)


def _evidence(store: Store, given: Mapping[str, Any]) -> Evidence:
    """Return a piece of evidence; the text of a source that was pasted becomes its stored copy."""
    evidence, (pasted, content) = wire_in.evidence_in(given), wire_in.pasted_in(given)
    if pasted and evidence.locator:
        return replace(evidence, copy=store.keep_copy(f"{evidence.locator}.txt", "text/plain", content, pasted))
    return evidence


def _shaped(store: Store, who: str, act: Mapping[str, Any]) -> Revision:
    article, token = store.article(act["article"]), act["token"]
    if made := store.made(token, who):
        return made
    match act["shape"]:
        case "draw":
            drawn = draw(article, wire_in.spans_in(act["spans"]), _new_id(article, token))
            return store.reshape(Action.DRAWN, who, [], [drawn], token)
        case "dismiss" | "reopen":
            reason = act.get("reason", "") if act["shape"] == "dismiss" else ""
            return store.dismiss(
                article.id, [Dismissed(s, reason) for s in wire_in.spans_in(act["stretches"])], who, token
            )
        case "correct":
            changes, was = (wire_in.correction_in(article, act["field"], act[side]) for side in ("value", "was"))
            return store.correct_claim(act["claim"], changes, who, token, was)
        case "withdraw":
            return store.correct_claim(act["claim"], {"withdrawn": act["reason"]}, who, token, {"withdrawn": ""})
        case _:
            return _rearranged(store, who, act, article)


def _rearranged(store: Store, who: str, act: Mapping[str, Any], article: Article) -> Revision:
    """Give a claim other bounds, split it, or merge it with another."""
    claim, token = store.claim(act["claim"]), act["token"]
    store.refuse_changed(replace(claim, spans=wire_in.spans_in(act["was"]), withdrawn=""))
    match act["shape"]:
        case "bound":
            return store.reshape(
                Action.BOUNDED, who, [claim], [rebound(article, claim, wire_in.spans_in(act["spans"]))], token
            )
        case "split":
            ids = (_new_id(article, token, "1"), _new_id(article, token, "2"))
            parts = split(article, claim, wire_in.place_in(act["at"]), ids)
            return store.reshape(Action.SPLIT, who, [claim], [*parts, replace(claim, withdrawn="split")], token)
        case "merge":
            other = store.claim(act["other"])
            store.refuse_changed(replace(other, withdrawn=""))
            whole = merge(article, claim, other, _new_id(article, token))
            replaced = [replace(one, withdrawn="merged") for one in (claim, other)]
            return store.reshape(Action.MERGED, who, [claim, other], [whole, *replaced], token)
    message = f"Nothing was saved: “{act['shape']}” is not something that can be done to a claim."
    raise RefusedError(message)


def _new_id(article: Article, token: str, part: str = "") -> str:
    """Return the id of a claim that a person draws: a click that comes twice draws the same."""
    return sha256(f"{article.id}:{token}:{part}".encode()).hexdigest()[:16]
