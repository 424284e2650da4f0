"""What shows that a later passage only repeats what somebody says, or leaves it open: hedges, questions, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims import words
from claims.reasons import quoted, reason, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.alignment import Alignment
    from claims.language import Token
    from claims.model import Reason
    from claims.statement import Statement

TAG: Final = 4
"""How many words before or after the colon of a headline may say whose words it is."""

ENDS: Final = frozenset(".!?…”\"'’")
"""What a sentence ends in; a headline has none."""


def passed_on(claim: Statement, passage: Statement, shared: Alignment) -> list[Reason]:
    """Return what shows that a passage does not state a claim in its own voice, nothing where it does."""
    return [*_hedged(claim, passage), *_asked(passage), *_by_others(passage, shared)]


def hedges(statement: Statement) -> list[Token]:
    """Return the words by which a statement says that it may not be so."""
    return [t for t in statement.doc if t.lemma_.lower() in words.DOUBTFUL and not (t.lower_ == "may" and _is_month(t))]


def _is_month(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text != "MAY" and token.head.pos_ != "VERB"


def _hedged(claim: Statement, passage: Statement) -> Iterator[Reason]:
    theirs = hedges(passage)
    if theirs:
        yield reason(quoted("hedged", theirs[:1]), hedges(claim)[:1], theirs[:1])


def _asked(passage: Statement) -> Iterator[Reason]:
    if passage.doc[-1].text == "?":
        yield reason("asked, not stated", (), [passage.doc[-1]])


def _by_others(passage: Statement, shared: Alignment) -> Iterator[Reason]:
    whose = _said_by(passage, shared) or _tagged(passage)
    if whose:
        cue = whose[-1].pos_ in {"VERB", "AUX", "ADV"}
        yield reason(quoted("somebody says so", whose) if cue else f"according to {said(whose)}", (), whose)


def _said_by(passage: Statement, shared: Alignment) -> Sequence[Token]:
    """Return whose words most of what is shared is, unless he confirms it."""
    taken = {p.later.token.i for p in shared.pairs}
    for frame in passage.frames:
        confirms = {t.lemma_.lower() for t in frame.cue} & words.CONFIRMING
        if not confirms and len(frame.content & taken) * 2 > len(taken):
            return frame.source or frame.cue
    return ()


def _tagged(passage: Statement) -> Sequence[Token]:
    """Return the words by which a headline says that others say so: "…: report", "Officials: …", "… said to …"."""
    doc = passage.doc
    for mark in (t for t in doc if t.text in {":", "--", "–", "—"}):
        for side in (doc[mark.i + 1 :], doc[: mark.i]):
            if 0 < len(side) <= TAG and any(t.lemma_.lower() in words.PASSED_ON for t in side):
                return list(side)
    told = [t for t in doc[:-1] if t.lemma_.lower() in words.IMPERSONAL and t.nbor().lower_ == "to" and _is_passive(t)]
    says = [t for t in doc if t.lower_ in words.SAYS] if doc[-1].text[-1:] not in ENDS else []
    return told[:1] or says[:1]


def _is_passive(token: Token) -> bool:
    return token.tag_ in {"VBN", "VBD"}
