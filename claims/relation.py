"""What later coverage makes of a claim: it corroborates, contradicts, updates, reports or is silent, and why, in words.

A proposal by rules. Of some passages the one that takes up most of the claim decides: it may turn the claim into its
contrary (`turns`), give another figure, date or place (`differences`), only pass it on (`passing_on`), or state it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.alignment import Alignment, align
from claims.differences import find_differences, same_day
from claims.model import Aspect, Difference, Reason, Relation
from claims.passing_on import passed_on
from claims.reasons import reason
from claims.same_matter import has_firm_figure, is_about, is_whole
from claims.turns import backed_out, turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claims.alignment import Pair
    from claims.statement import Statement


class Bar(NamedTuple):
    """What a passage must take up of a claim: what share to state it, and to change a figure, date or place of it.

    `kept` is what share must stay the same beside what is changed; from `long` words on, `stated_long` states a claim.
    `words` is how many words of it there must be; with `said` one of them must be beyond its subject; `open` says that
    "he" and "the film" stand for whom the claim names. With `strict` much else may be spoken of in the same words: what
    the claim mainly says must be taken up, and all that it names, or the passage is of another matter.
    """

    stated: float
    changed: float
    kept: float = 0.0
    long: int = 0
    stated_long: float = 0.0
    words: int = 1
    said: bool = True
    open: bool = False
    strict: bool = False


SENTENCE: Final = Bar(0.55, 0.3, open=True)
"""For one sentence, which must say the thing itself (development)."""

TOPIC: Final = Bar(0.14, 0.3, said=False)
"""For a headline, which says the least that it can, and for a whole article, which tells a story in many sentences."""

ARTICLE: Final = Bar(0.7, 0.65, kept=0.55, long=6, stated_long=0.58, words=3, strict=True)
"""For a sentence of an article on the same matter, where words that stand everywhere weigh little (MEANTIME)."""

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
    of_it = not bar.strict or (is_whole(claim, shared, places) and is_about(claim, shared))
    if of_it and len(turned) % 2 and shared.share >= min(bar.stated, bar.changed):
        return Relation.CONTRADICTS, turned
    if of_it and changed and shared.spoken_of(places) >= bar.changed and shared.share >= bar.kept:
        return _kind_of_change(claim, passage, changed), [_told(d, passage) for d in changed]
    if not _is_taken_up(claim, shared, bar) and not (bar.strict and has_firm_figure(claim, shared)):
        return Relation.SILENT, ()
    return _stated(claim, passage, shared)


def _is_taken_up(claim: Statement, shared: Alignment, bar: Bar) -> bool:
    """Say whether so much of a claim is taken up that a passage may be said to say it."""
    need = bar.stated_long if bar.long and len(shared.pairs) >= bar.long else bar.stated
    if shared.share < need:
        return False
    if bar.strict and (shared.opposites or not is_about(claim, shared)):
        return False
    return not bar.said or (shared.is_said and is_whole(claim, shared))


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
    # One word may stand for several ("EADS" for all that the letters mean): it is told once.
    once = {pair.later.token.i: pair for pair in sorted(shared.pairs, key=lambda pair: pair.earlier.weight)}
    most = sorted(once.values(), key=lambda pair: -pair.earlier.weight)[:SHOWN]
    told: list[Pair] = sorted(most, key=lambda pair: pair.earlier.token.i)
    same = ", ".join(pair.later.token.text for pair in told)
    return reason(f"says the same: {same}", [p.earlier.token for p in told], [p.later.token for p in told])
