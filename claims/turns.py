"""What turns a claim into its contrary in a later passage: a denial, an opposite word, a word like "hoax"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims import words
from claims.reasons import quoted, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.alignment import Alignment
    from claims.language import Token
    from claims.model import Reason
    from claims.statement import Statement

NEAR: Final = 0.5
"""What share of a claim a passage takes up at least whose "not" or opposite word is of the claim."""

STATED: Final = 0.6
"""What share it takes up at least to be the contrary of a claim that itself calls something a hoax."""

VERBS: Final = frozenset({"VERB", "AUX"})


def turns(claim: Statement, passage: Statement, shared: Alignment) -> list[Reason]:
    """Return what turns a claim into its contrary, one of each sort; two cancel each other ("not a hoax")."""
    found = [*_denied(claim, passage, shared)][:1] if shared.share >= NEAR else []
    found += [*_opposed(shared)][:1] if shared.share >= NEAR else []
    # "Denied" is one denial, though it is found as a verb and as a word of refuting.
    counted = {s for r in found for s in (*r.earlier_spans, *r.later_spans)}
    refuted = [r for r in _refuted(claim, passage, shared) if not {*r.earlier_spans, *r.later_spans} & counted]
    return [*found, *refuted]


# -- denied ------------------------------------------------------------------------------------------------------------


def _denied(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Reason]:
    main = mainly(claim)
    taken = [p for p in (*shared.pairs, *shared.opposites) if p.earlier.token.i in main]
    for pair in taken:
        mine = claim.denials.get(pair.earlier.token.i, ())
        yield from _contrary(mine, passage.denials.get(pair.later.token.i, ()))
    if not any(p.earlier.token.pos_ in VERBS for p in taken) and not main & claim.denials.keys():
        # The claim's verb is said in other words: whatever is said here of what it speaks of is denied.
        yield from _contrary((), _denied_verb(passage, shared))


def _contrary(mine: tuple[Token, ...], theirs: tuple[Token, ...]) -> Iterator[Reason]:
    if len(mine) % 2 != len(theirs) % 2:
        text = quoted("denied", theirs) if len(theirs) % 2 else quoted("no longer denied", mine)
        yield reason(text, mine, theirs)


def mainly(claim: Statement) -> set[int]:
    """Return the places of what a claim mainly says: its verb, and what completes it."""
    waiting, found = [t for t in claim.doc if t.dep_ == "ROOT"], set()
    while waiting:
        here = waiting.pop()
        found.add(here.i)
        waiting += [t for t in here.children if t.dep_ in {"attr", "acomp", "xcomp", "oprd", "ccomp"}]
        # "Came close to winning".
        waiting += [t for t in here.subtree if t.i not in found and t.dep_ == "pcomp" and t.head.head.lower_ == "close"]
    return found


def _denied_verb(passage: Statement, shared: Alignment) -> tuple[Token, ...]:
    """Return what denies the verb under which most of what is shared stands."""
    taken = {p.later.token.i for p in shared.pairs}
    for place, denials in sorted(passage.denials.items()):
        verb = passage.doc[place]
        if verb.pos_ in VERBS and len({t.i for t in verb.subtree} & taken) * 2 > len(taken):
            return denials
    return ()


# -- an opposite word --------------------------------------------------------------------------------------------------


def _opposed(shared: Alignment) -> Iterator[Reason]:
    for one, other in ((p.earlier.token, p.later.token) for p in shared.opposites):
        if _is_same_place(one, other, shared):
            yield reason(f"the opposite: {one.text} → {other.text}", [one], [other])


def _is_same_place(one: Token, other: Token, shared: Alignment) -> bool:
    """Say whether two words are said of the same: what one hangs on, or what hangs on it, is the same word."""
    return any(shared.partner(t) in _around(other) for t in _around(one) if shared.partner(t) is not None)


def _around(token: Token) -> set[Token]:
    kin = {token.head, *token.children} - {token}
    return kin | {t for k in kin if k.dep_ in {"prep", "agent"} for t in (*k.children, k.head)} - {token}


# -- "hoax" ------------------------------------------------------------------------------------------------------------


def _refuted(claim: Statement, passage: Statement, shared: Alignment) -> Iterator[Reason]:
    mine, theirs = _refuting(claim), _refuting(passage)
    if theirs and not mine:
        yield reason(quoted("refuted", theirs), (), theirs)
    elif mine and not theirs and shared.share >= STATED:
        yield reason(quoted("no longer refuted", mine), mine, ())


def _refuting(statement: Statement) -> list[Token]:
    """Return the words of a statement that say that something told is not so."""
    cues = [t for t in statement.doc if _is_refuting(t)]
    return [t for t in cues if len(statement.denials.get(t.i, ())) % 2 == 0]


def _is_refuting(token: Token) -> bool:
    """Say whether a word refutes: "false" said of something told, and not of charges or a beard; "slams rumours"."""
    lemma = token.lemma_.lower()
    if lemma in words.REFUTING:
        return token.dep_ not in {"amod", "compound"} or token.head.lemma_.lower() in words.STORIES
    return lemma in words.QUASHING and any(_is_story(t) for t in token.children if t.dep_ in {"dobj", "prt"})


def _is_story(thing: Token) -> bool:
    return any(t.lemma_.lower() in words.STORIES for t in thing.subtree)


def backed_out(claim: Statement, passage: Statement, shared: Alignment) -> list[Reason]:
    """Return what undoes what a claim tells of: "pulls out of" what he was "to play in"."""
    if shared.share < NEAR or any(_is_undoing(t) for t in claim.doc):
        return []
    undone = [t for t in passage.doc if _is_undoing(t) and t.i not in passage.denials]
    return [reason(quoted("undone", undone[:1]), (), undone[:1])] if undone else []


def _is_undoing(token: Token) -> bool:
    lemma = token.lemma_.lower()
    particles = (t.lower_ for t in token.children if t.dep_ in {"prt", "prep", "advmod"})
    return token.pos_ in {"VERB", "NOUN", "PROPN"} and (
        lemma in words.BACKING_OUT or any(f"{lemma}_{p}" in words.BACKING_OUT for p in particles)
    )
