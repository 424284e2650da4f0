"""Whether a passage is of the same matter as a claim: what the claim mainly says, and all that it names, is taken up.

In an article on the same people much is said in the same words of other things: two sales, two contracts, two flights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims import words
from claims.alignment import subject_of, word_spans
from claims.differences import NAMES
from claims.turns import VERBS, mainly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.alignment import Alignment, Pair
    from claims.model import Span
    from claims.statement import Statement

_SAYING: Final = words.SPEECH | words.ANNOUNCING | words.LIGHT_VERBS

NEARLY_ALL: Final = 0.8
"""From this share on it matters little that a claim's own verb is not among what is taken up."""

FIRM: Final = 0.4
"""What share of a claim a passage takes up at least that has its very figure …"""

TELLING: Final = 100
"""… which is this at least: smaller ones are the same by chance."""


def is_whole(claim: Statement, shared: Alignment, changed: Iterable[Span] = ()) -> bool:
    """Say whether each figure of a claim, and each name beyond its subject, is taken up at least in part.

    What lies in `changed` is another now.
    """
    spans = tuple(changed)
    left_out = [w for w in shared.missing if not any(place.overlaps(s) for place in word_spans(w) for s in spans)]
    missing, elsewhere = {w.token.i for w in left_out}, subject_of(claim) | {w.token.i for w in shared.open}
    names = ({t.i for t in e if not t.is_punct} for e in claim.doc.ents if e.label_ in NAMES)
    unnamed = any(name <= missing and not name & elsewhere for name in names)
    return not unnamed and not any(w.figure for w in left_out)


def is_about(claim: Statement, shared: Alignment) -> bool:
    """Say whether what a claim mainly says is taken up, its verb or what completes that, or nearly all of it."""
    if shared.share >= NEARLY_ALL:
        return True
    verbs = mainly(claim)
    objects = {t.i for place in verbs for t in claim.doc[place].children if t.dep_ == "dobj"}
    # "Has" and "reported" say little: what completes them tells.
    said = [w for w in claim.words if w.token.i in verbs and w.token.lemma_.lower() not in _SAYING]
    told = said or [w for w in claim.words if w.token.i in verbs | objects]
    taken = {p.earlier.token for p in shared.pairs}
    if all(t.i not in objects or t in taken for t in (w.token for w in claim.words)):
        taken |= {p.earlier.token for p in shared.opposites if p.earlier.token.pos_ in VERBS}
    return any(t.pos_ in VERBS for t in claim.doc) and any(w.token in taken for w in told)


def has_firm_figure(claim: Statement, shared: Alignment) -> bool:
    """Say whether a passage has the very figure of a claim, a telling one, and of what else it says enough."""
    beside = {p.later.token for p in shared.pairs if p.earlier.figure is None and p.earlier.time is None}
    return shared.share >= FIRM and len(beside) > 1 and is_about(claim, shared) and any(map(_is_firm, shared.pairs))


def _is_firm(pair: Pair) -> bool:
    one, other = pair.earlier.figure, pair.later.figure
    if one is None or other is None or one.value is None or one.value != other.value:
        return False
    return one.unit == other.unit and abs(one.value) >= TELLING
