"""What later coverage makes of a claim: it corroborates, contradicts, updates, reports or is silent, and why, in words.

A proposal by rules. Of some passages the one that takes up most of the claim decides: it may turn the claim into its
contrary (`turns`), give another figure, date or place (`differences`), only pass it on (`passing_on`), or state it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.alignment import Alignment, align, subject_of, word_spans
from claims.differences import NAMES, find_differences, same_day
from claims.model import Aspect, Difference, Reason, Relation
from claims.passing_on import passed_on
from claims.reasons import reason
from claims.turns import VERBS, backed_out, mainly, turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claims.alignment import Pair
    from claims.model import Span
    from claims.statement import Statement, Word


class Bar(NamedTuple):
    """What a passage must take up of a claim: what share to state it, and to change a figure, date or place of it.

    `kept` is what share must be the same all the same; `words` is how many words of it there must be; with `said` one of them must be beyond its subject; `open` says that
    "he" and "the film" stand for whom the claim names. With `strict` much else may be spoken of: what the claim mainly
    says must be taken up, and all that it names, or the passage is of another matter.
    """

    stated: float
    changed: float
    kept: float = 0.0
    words: int = 1
    said: bool = True
    open: bool = False
    strict: bool = False


SENTENCE: Final = Bar(0.55, 0.3, open=True)
"""For one sentence, which must say the thing itself (development)."""

TOPIC: Final = Bar(0.14, 0.3, said=False)
"""For a headline, which says the least that it can, and for a whole article, which tells a story in many sentences."""

ARTICLE: Final = Bar(0.7, 0.65, kept=0.55, words=3, strict=True)
"""For a sentence of an article on the same matter, where words that stand everywhere weigh little."""

NEARLY_ALL: Final = 0.8
"""From this share on it matters little that a claim's own verb is not among what is taken up."""

LONG: Final = 6
"""A claim of which so many words are taken up at least is stated by less of it …"""

LONG_STATED: Final = 0.58
"""… which is this share."""

SHOWN: Final = 5
"""How many of the words that two texts share a reason names."""

LATEST: Final = frozenset({Aspect.NUMBER, Aspect.TIME})
"""What changes as time goes by; another place or name is another thing."""

CHANGES: Final = LATEST | {Aspect.PLACE}


class Proposal(NamedTuple):
    """What some passages make of a claim; `passage` is the number of the one that decided, None if none came near."""

    relation: Relation
    passage: int | None = None
    share: float = 0.0
    reasons: tuple[Reason, ...] = ()
    differences: tuple[Difference, ...] = ()


def propose(
    claim: Statement, passages: Sequence[Statement], bar: Bar, rarity: Callable[[str], float] | None = None
) -> Proposal:
    """Return what passages make of a claim; `rarity` says what a word weighs that stands in many other passages too."""
    shared = [align(claim, passage, rarity, points_back=bar.open) for passage in passages]
    order = sorted(range(len(shared)), key=lambda number: -shared[number].share)
    enough = [n for n in order if len({p.later.token for p in (*shared[n].pairs, *shared[n].opposites)}) >= bar.words]
    # One of a lone text or headline decides; of an article any sentence may be the one that speaks of a claim.
    asked = enough if bar.strict else enough[:1] if enough[:1] == order[:1] else []
    answers = (_answer(claim, passages[n], shared[n], bar)._replace(passage=n) for n in asked)
    first = next(answers, Proposal(Relation.SILENT))
    return next((a for a in chain([first], answers) if a.relation is not Relation.SILENT), first)


def _answer(claim: Statement, passage: Statement, shared: Alignment, bar: Bar) -> Proposal:
    differences = tuple(find_differences(claim, passage, shared))
    relation, reasons = _relation(claim, passage, shared, differences, bar)
    return Proposal(relation, None, shared.share, tuple(reasons), differences)


def _relation(
    claim: Statement, passage: Statement, shared: Alignment, differences: tuple[Difference, ...], bar: Bar
) -> tuple[Relation, Iterable[Reason]]:
    turned = turns(claim, passage, shared)
    changed = [d for d in differences if d.aspect in CHANGES or _is_other(d, shared, bar)]
    places = [s for d in changed for s in d.earlier_spans]
    if _is_same(claim, passage):
        return Relation.CORROBORATES, [_same(shared)]
    if bar.strict and not (_is_whole(claim, shared, places) and _is_about(claim, shared)):
        return Relation.SILENT, ()
    if len(turned) % 2 and shared.share >= min(bar.stated, bar.changed):
        return Relation.CONTRADICTS, turned
    if changed and shared.spoken_of(places) >= bar.changed and shared.share >= bar.kept:
        return _kind_of_change(claim, passage, changed), [_told(d, passage) for d in changed]
    if shared.share < (LONG_STATED if bar.strict and len(shared.pairs) >= LONG else bar.stated) or (bar.said and not (shared.is_said and _is_whole(claim, shared))):
        return Relation.SILENT, ()
    return _stated(claim, passage, shared)


def _is_about(claim: Statement, shared: Alignment) -> bool:
    """Say whether what a claim mainly says is taken up, its verb or what completes that, or nearly all of it."""
    if shared.share >= NEARLY_ALL:
        return True
    told_by = mainly(claim)
    objects = {t.i for place in told_by for t in claim.doc[place].children if t.dep_ == "dobj"}
    told = [w for w in claim.words if w.token.i in told_by] or [w for w in claim.words if w.token.i in objects]
    taken = {p.earlier.token for p in shared.pairs} | {p.earlier.token for p in shared.opposites if _is_verb(p.earlier)}
    return any(t.pos_ in VERBS for t in claim.doc) and any(w.token in taken for w in told)


def _is_verb(word: Word) -> bool:
    return word.token.pos_ in VERBS


def _is_whole(claim: Statement, shared: Alignment, changed: Sequence[Span] = ()) -> bool:
    """Say whether each figure of a claim, and each name beyond its subject, is taken up at least in part.

    What lies in `changed` is another now.
    """
    left_out = [w for w in shared.missing if not any(p.overlaps(s) for p in word_spans(w) for s in changed)]
    missing, gone = {w.token.i for w in left_out}, {w.token.i for w in shared.open}
    subject = subject_of(claim)
    names = ([t.i for t in e if not t.is_punct] for e in claim.doc.ents if e.label_ in NAMES)
    unnamed = any(set(name) <= missing and not set(name) & (subject | gone) for name in names)
    return not unnamed and not any(w.figure for w in left_out)


def _stated(claim: Statement, passage: Statement, shared: Alignment) -> tuple[Relation, Iterable[Reason]]:
    """Return whether what a passage takes up is undone, only passed on, or stated."""
    if undone := backed_out(claim, passage, shared):
        return Relation.UPDATES, undone
    passed = passed_on(claim, passage, shared)
    return (Relation.REPORTS, passed) if passed else (Relation.CORROBORATES, [_same(shared)])


def _is_same(claim: Statement, passage: Statement) -> bool:
    """Say whether a passage is the claim itself, word for word."""
    one, other = ([t.lower_ for t in s.doc if any(c.isalnum() for c in t.text)] for s in (claim, passage))
    return one == other


def _kind_of_change(claim: Statement, passage: Statement, changed: Sequence[Difference]) -> Relation:
    """Return whether something has changed since, or cannot be true beside the claim: another name, or the same day."""
    later = all(d.aspect in LATEST for d in changed) and not same_day(claim, passage)
    return Relation.UPDATES if later else Relation.CONTRADICTS


def _is_other(difference: Difference, shared: Alignment, bar: Bar) -> bool:
    """Say whether a difference in wording is another name, or in a lone sentence another sort, and no opposite."""
    opposites = {pair.earlier.token.text for pair in shared.opposites}
    named = bar.open or difference.earlier[:1].isupper()
    return difference.aspect is Aspect.WORDING and named and difference.earlier not in opposites


def _told(difference: Difference, passage: Statement) -> Reason:
    """Return a change in words: "38 → 41 defectors"."""
    counted = next((q.of for q in passage.quantities if (q.span,) == difference.later_spans and q.of), "")
    noun = "" if counted in difference.later else f" {counted}"
    return Reason(f"{difference.earlier} → {difference.later}{noun}", difference.earlier_spans, difference.later_spans)


def _same(shared: Alignment) -> Reason:
    """Return what two statements share, the words that say most first."""
    most = sorted(shared.pairs, key=lambda pair: -pair.earlier.weight)[:SHOWN]
    told: list[Pair] = sorted(most, key=lambda pair: pair.earlier.token.i)
    same = ", ".join(pair.later.token.text for pair in told)
    return reason(f"says the same: {same}", [p.earlier.token for p in told], [p.later.token for p in told])
