"""Carries out what a reviewer did on the page Compare: decisions, notes, what is not about it. No Streamlit here."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from claims.model import Evidence, Relation, Stance, words
from storage.plain import day
from views.reader import wire_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Article, Revision, Span
    from storage.store import Store


def is_judging(act: Mapping[str, Any]) -> bool:
    """Say whether an act is about a claim and a later article: it names that, as in the field “relation/…”."""
    return "coverage" in act or "/" in str(act.get("field", ""))


def judge(store: Store, who: str, act: Mapping[str, Any]) -> Revision:
    """Do one act about a claim and a later article, and return the revision. Raises as the store does."""
    claim_id, token = act["claim"], act["token"]
    match act:
        case {"reject": spans, "coverage": coverage_id}:
            again = bool(act.get("again"))
            return store.reject(claim_id, coverage_id, wire_in.spans_in(spans), who, token, again=again)
        case {"reopen": _, "coverage": coverage_id}:
            return store.reopen(claim_id, who, _evidence(store, who, act, coverage_id), token)
        case _:
            changes, was = wire_in.mark_in(act)
            ((name, value),) = changes.items()
            field, _, coverage_id = name.partition("/")
            seen = {field: was[name]} if was else None
            return store.judge(claim_id, coverage_id, who, {field: value}, token, seen)


def evidence_id(claim_id: str, coverage_id: str) -> str:
    """Return the id of the piece of evidence that a later article is for a claim: added twice, it is one."""
    return sha256(f"{claim_id}:{coverage_id}".encode()).hexdigest()[:16]


def _evidence(store: Store, who: str, act: Mapping[str, Any], coverage_id: str) -> Evidence:
    """Return a later article as evidence: where it is, and the passage that was decided on."""
    later, claim_id = store.article(coverage_id), act["claim"]
    article_id = store.claim(claim_id).article_id
    mine = next(
        (j for j in store.judgements(article_id, who) if (j.claim_id, j.coverage_id) == (claim_id, later.id)), None
    )
    against = mine is not None and mine.relation == Relation.CONTRADICTS
    passage = wire_in.spans_in([act["span"]])[0] if act.get("span") else None
    return Evidence(
        id=evidence_id(claim_id, coverage_id),
        locator=locator(later),
        stance=Stance.CONTRADICTS if against else Stance.NEITHER,
        quote=_quote(later, passage),
        accessed=None,
    )


def locator(later: Article) -> str:
    """Return where a later article is: title, outlet, date and address, as far as they are known."""
    facts = (later.title or "Untitled", later.outlet, day(later.published), later.url)
    return ", ".join(fact for fact in facts if fact)


def _quote(later: Article, passage: Span | None) -> str:
    return words(later.text, [passage]) if passage and passage.end <= len(later.text) else ""
