"""How far two people agree on what is a claim, where it starts and where it ends: Krippendorff's alpha for unitizing.

Claims are shared: each person works on what the splitter and the others have left, and nobody draws all of them anew.
So what somebody holds to be a claim is read off the log, and only where they did something: in each sentence in which a
person marked, drew, moved, split, merged, withdrew or dismissed anything, they hold the claims that stood in it right
after the last thing that they did there; what lies in none of these is no claim to them. Of other sentences it is not
known, and they do not count. The splitter holds, in every sentence, what it found.

Whoever leaves a claim as it is may have agreed or may only not have looked: two people are nearer to each other here
than two who draw on paper would be. The figure says how far shapes were left standing, not that two found the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain, combinations, groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Claim, Span

SPLITTER: Final = ""
"""Who found the claims of an article; a person's name is never blank."""

Cut: TypeAlias = frozenset[tuple["Span", ...]]
"""The claims in a sentence, each by its bounds, also where these go beyond it."""

Units: TypeAlias = tuple[tuple[int, int], ...]
"""Stretches under the same claims, in order and apart, half-open, in words from the start of a sentence."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Act(NamedTuple):
    """What somebody did, as far as it says what they hold to be a claim.

    `bounds` are those that claims have from then on, () where one is none any longer; `marked` are the claims of which
    something was said as they stood; `dismissed` is text that was dismissed or opened again.
    """

    by: str
    bounds: Mapping[str, tuple[Span, ...]] = {}
    marked: tuple[str, ...] = ()
    dismissed: tuple[Span, ...] = ()


class Section(NamedTuple):
    """A stretch of a text as somebody cut it; all lengths are in words, and no unit goes beyond it.

    `sizes` are the lengths of its units, `between` those of the gaps between two; `before` the first unit and `after`
    the last one lies what may go on in the sections beside it.
    """

    length: int
    units: Units
    sizes: tuple[int, ...]
    between: tuple[int, ...]
    before: int
    after: int


def section(length: int, units: Units) -> Section:
    """Return a section with all its lengths."""
    sizes = tuple(end - start for start, end in units)
    between = tuple(after[0] - before[1] for before, after in pairwise(units))
    before, after = (units[0][0], length - units[-1][1]) if units else (length, 0)
    return Section(length, units, sizes, between, before, after)


@dataclass(frozen=True, slots=True)
class Unitizing:
    """How far two people agree on what is a claim: in how many sentences both did something, how many are cut alike.

    `percent`, from 0 to 100, is the share of these. `alpha` is None where it is undefined, and `undefined` says why.
    """

    sentences: int
    alike: int
    percent: float | None
    alpha: float | None
    undefined: str = ""


def held(sentences: Sequence[Span], acts: Iterable[Act]) -> dict[str, dict[int, Cut]]:
    """Return what each person, and the splitter, holds to be the claims of each sentence, by its number.

    `sentences` are in reading order and apart; `acts` are all that were done in the article, from the first.
    """
    page, found = _Page(sentences), defaultdict[str, dict[int, Cut]](dict)
    for act in acts:
        touched = {number for span in act.dismissed for number in page.numbers(span)}
        for claim_id, spans in act.bounds.items():
            touched |= page.put(claim_id, spans)
        for claim_id in act.marked:
            touched |= page.where(claim_id)
        numbers = range(len(sentences)) if act.by == SPLITTER else touched
        found[act.by].update((number, page.cut(number)) for number in numbers)
    return dict(found)


class _Page:
    """The claims of an article as they stand at a moment, by sentence."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]
        self._bounds: dict[str, tuple[Span, ...]] = {}
        self._inside: list[set[str]] = [set() for _ in sentences]
        self._cuts: list[Cut] = [frozenset()] * len(sentences)

    def numbers(self, span: Span) -> range:
        """Return the sentences that a stretch touches."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def where(self, claim_id: str) -> set[int]:
        """Return the sentences of a claim, none where it stands no longer."""
        return {number for span in self._bounds.get(claim_id, ()) for number in self.numbers(span)}

    def put(self, claim_id: str, spans: tuple[Span, ...]) -> set[int]:
        """Give a claim its bounds, and return the sentences in which it was or is."""
        before = self.where(claim_id)
        self._bounds[claim_id] = spans
        after = self.where(claim_id)
        for number in before | after:
            (self._inside[number].add if number in after else self._inside[number].discard)(claim_id)
            self._cuts[number] = frozenset(self._bounds[one] for one in self._inside[number])
        return before | after

    def cut(self, number: int) -> Cut:
        """Return the claims of a sentence."""
        return self._cuts[number]


# -- two people --------------------------------------------------------------------------------------------------------


def agreements(text: str, sentences: Sequence[Span], acts: Iterable[Act]) -> dict[tuple[str, str], Unitizing]:
    """Return how far each two who worked on a sentence in common agree; the splitter comes first, then by name."""
    views = _ruled(text, sentences, held(sentences, acts))

    @cache  # most people work on the same sentences: on all
    def side(person: str, common: tuple[int, ...]) -> _Side:
        return _side([views[person][number] for number in common])

    found = {}
    for one, other in combinations(sorted(views), 2):
        common = tuple(sorted(views[one].keys() & views[other].keys()))
        if common:
            found[one, other] = _of_pair(side(one, common), side(other, common))
    return found


def _ruled(
    text: str, sentences: Sequence[Span], views: Mapping[str, Mapping[int, Cut]]
) -> dict[str, dict[int, Section]]:
    """Return what each holds with the words counted once for all who cut a sentence alike."""
    words = [[found.span() for found in _WORD.finditer(text, s.start, s.end)] for s in sentences]
    known: dict[tuple[int, Cut], Section] = {}
    for number, cut in {(number, cut) for view in views.values() for number, cut in view.items()}:
        known[number, cut] = section(len(words[number]), units(words[number], cut))
    return {person: {n: known[n, cut] for n, cut in view.items()} for person, view in views.items()}


def units(words: Sequence[tuple[int, int]], cut: Cut) -> Units:
    """Return the stretches of words, given by their offsets in order, that lie under the same claims.

    Claims may share words, and lie in several stretches; alpha wants units that do neither.
    """
    over = [set[int]() for _ in words]
    for claim, spans in enumerate(sorted(cut)):
        for span in spans:
            first = bisect_right(words, span.start, key=lambda word: word[1])
            for place in range(first, bisect_left(words, span.end, key=lambda word: word[0])):
                over[place].add(claim)
    runs = ([place for place, _ in run] for _, run in groupby(enumerate(over), key=lambda one: sorted(one[1])))
    return tuple((run[0], run[-1] + 1) for run in runs if over[run[0]])


class _Side(NamedTuple):
    """What one person holds of some sentences, and how often each length is among its units, and its gaps."""

    sections: Sequence[Section]
    sizes: Counter[int]
    gaps: Counter[int]


def _side(sections: Sequence[Section]) -> _Side:
    sizes = Counter(chain.from_iterable(one.sizes for one in sections))
    return _Side(sections, sizes, Counter(chain(_gaps(sections), *(one.between for one in sections))))


def _of_pair(one: _Side, other: _Side) -> Unitizing:
    number = len(one.sections)
    alike = sum(mine == yours for mine, yours in zip(one.sections, other.sections, strict=True))
    observed, expected = _disagreement(one, other)
    if not expected:
        return Unitizing(number, alike, 100 * alike / number, None, "no claim in these sentences")
    return Unitizing(number, alike, 100 * alike / number, 1 - observed / expected)


def disagreement(one: Sequence[Section], other: Sequence[Section]) -> tuple[float, float]:
    """Return the observed and the expected disagreement of two observers; alpha is 1 less the first by the second.

    The sections make one continuum, which is the same for both. After K. Krippendorff, On the Reliability of Unitizing
    Contiguous Data, Sociological Methodology 25 (1995), 47-76, as put right in his Content Analysis (2nd ed., 2004),
    11.6. His later family (Krippendorff, Mathet, Bouvry and Widlöcher, Quality & Quantity 50 (2016), 2347-2364)
    compares what each point is coded as, so that of two claims made one it sees nothing; that of 2004 does, and what
    they found amiss in it is with three observers and more: here are two.
    """
    return _disagreement(_side(one), _side(other))


def _disagreement(one: _Side, other: _Side) -> tuple[float, float]:
    whole = sum(section.length for section in one.sections)
    if not whole:
        return 0.0, 0.0
    pairs = zip(one.sections, other.sections, strict=True)
    far = sum(_distance(a.units, b.units) for a, b in pairs if a is not b)
    return far / whole**2, _expected(one.sizes + other.sizes, one.gaps + other.gaps, whole)


def _distance(one: Units, other: Units) -> int:
    """Return the sum of squares by which the units of two differ: at both ends, or whole where the other has none."""
    met = [(a, b) for a in one for b in other if a[0] < b[1] and b[0] < a[1]]
    apart = sum((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a, b in met)
    lonely = [unit for unit in one if unit not in {a for a, _ in met}]
    lonely += [unit for unit in other if unit not in {b for _, b in met}]
    return apart + sum((end - start) ** 2 for start, end in lonely)


def _gaps(side: Iterable[Section]) -> Iterator[int]:
    """Yield the lengths of what is in no unit but lies between two of a section: it goes on into the next ones."""
    running = 0
    for one in side:
        if one.sizes:
            yield running + one.before
            running = one.after
        else:
            running += one.length
    yield running


def _expected(sizes: Counter[int], gaps: Counter[int], whole: int) -> float:
    """Return the disagreement of two who have these units and gaps, and put them anywhere on the continuum."""
    number, by_chance = sizes.total(), 0.0
    for size, times in sizes.items():
        room = sum(often * (gap - size + 1) for gap, often in gaps.items() if gap >= size)
        by_chance += times * ((number - 1) * (2 * size**3 - 3 * size**2 + size) / 3 + size**2 * room)
    ways = 2 * whole * (2 * whole - 1) - sum(times * size * (size - 1) for size, times in sizes.items())
    return 2 / whole * by_chance / ways


# -- what became of the splitter's claims ------------------------------------------------------------------------------


class Fate(StrEnum):
    """What became of a claim of the splitter's; `DRAWN` are those that people drew beside them."""

    KEPT = "kept"
    BOUNDED = "bounded"
    SPLIT = "split"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    DRAWN = "drawn"


def fates(claims: Iterable[Claim], acts: Iterable[Act]) -> Counter[Fate]:
    """Return what became of the splitter's claims, and how many people drew; `claims` are all, withdrawn ones too.

    The parts of what was split, and what was made of two, are counted under what they were made from.
    """
    found: dict[str, tuple[Span, ...]] = {}
    for act in acts:
        if act.by == SPLITTER:
            found |= act.bounds
    return Counter(
        _fate(claim, found[claim.id]) if claim.id in found else Fate.DRAWN
        for claim in claims
        if claim.id in found or not (claim.parents or claim.withdrawn)
    )


def _fate(claim: Claim, found: tuple[Span, ...]) -> Fate:
    if claim.withdrawn in {Fate.SPLIT, Fate.MERGED}:
        return Fate(claim.withdrawn)
    if claim.withdrawn:
        return Fate.WITHDRAWN
    return Fate.KEPT if claim.spans == found else Fate.BOUNDED
