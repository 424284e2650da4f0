"""One thing counted twice with another result: by the article itself, or by two of its sources."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.alignment import align
from claims.consistency.facts import named, reach, shown, stops, worth_of
from claims.figures import agree, is_open, kinship
from claims.match import stem, terms
from claims.model import Clash
from claims.statement import read_claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.consistency.facts import Facts
    from claims.model import Claim, Inconsistency, Quantity
    from claims.statement import Statement


class Told(NamedTuple):
    """A figure, and the claim that has it."""

    figure: Quantity
    claim: Claim


NEAR: Final = Decimal(2)
"""How many times one figure another may be and still be the same one, told wrongly."""

NEARER: Final = Decimal("1.5")
"""The same where both stand in the text, which has figures of many things."""

SLIPS: Final = frozenset(map(Decimal, (10, 100, 1_000, 1_000_000)))
"""How many times it may be where a nought or a scale was lost."""

KIN: Final = 3
"""From here on `kinship` says that two figures count one thing, of which one thing is told."""

NEARLY: Final = 0.75
"""What share of the words of the shorter claim the longer one must have too."""

SHARE: Final = 0.5
"""What share of what one statement says, beside its figure, the other must say."""

RECENT: Final = timedelta(days=60)
"""How long before the article a claim's day may lie for it to speak of what another without a day speaks of."""

MOST: Final = 24
"""How many figures of one noun are set against each other."""

_LEFT_OPEN = re.compile(
    r"\b(?:another|other|others|more|further|additional|remaining|each|every|per|of\s(?:the|them|whom|which|those|these|its|his)"
    r"|so\sfar|now|already|then|initial\w*|earlier|at\sfirst|first|later|previous\w*|original\w*|revised|up\sfrom|down\sfrom"
    r"|same|also|least|including|average|last|next|half|would|could|may|might|will|if|not|no)\b",
    re.IGNORECASE,
)
"""What makes of two figures those of two things or two times."""


_TICKER = re.compile(r"(?:^|\n|_)\W*\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b|UTC|GMT|BST|CET|E[DS]T)", re.IGNORECASE)
"""What entries of a live report start with: what is counted in it goes on growing from entry to entry."""


def nouns(figure: Quantity) -> tuple[str, ...]:
    """Return by their stems the words of what a figure counts, the noun last."""
    return tuple(stem(w.lower()) for w in re.findall(r"[^\W\d_]+", figure.of or ""))


def stated(one: Quantity, other: Quantity) -> str:
    """Return two figures that should be one as the sum that is shown."""
    return f"{shown(worth_of(one))} is not {shown(worth_of(other))}"


def one_unit(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures are in one unit; "$5 million" may be Australian dollars in Australia."""
    bare = any(figure.text.lstrip().startswith("$") for figure in (one, other))
    return one.unit == other.unit or (bare and {one.unit, other.unit} <= words.DOLLARS)


def may_be_one(one: Quantity, other: Quantity, near: Decimal = NEAR) -> bool:
    """Say whether two figures are in one unit and near enough to be one figure told in two ways."""
    small, large = sorted(abs(worth_of(figure)) for figure in (one, other))
    return one_unit(one, other) and small > 0 and (large / small <= near or large / small in SLIPS)


def fits(one: Quantity, other: Quantity) -> bool:
    """Say whether both figures can be right."""
    both_open = is_open(one) and is_open(other)
    return agree(one, other) or (not both_open and (covers(one, other) or covers(other, one)))


def covers(one: Quantity, other: Quantity) -> bool:
    """Say whether one figure is another rounded, or given by a bound that the other keeps."""
    return reach(one).low <= worth_of(other) <= reach(one).high


def find_twice(facts: Facts) -> Iterator[Inconsistency]:
    """Yield what is counted twice with another result: by the article itself, or by two of its sources."""
    if len(_TICKER.findall(facts.article.text)) > 1:
        return
    groups: dict[tuple[str | None, str], list[Told]] = defaultdict(list)
    for figure in facts.read:
        noun = "".join(nouns(figure)[-1:])
        if noun and figure.unit not in words.SPANS_OF_TIME:
            groups[figure.unit, noun].append(Told(figure, facts.holders[figure.span]))
    for same in groups.values():
        for one, other in combinations(same[:MOST], 2):
            if _may_differ(facts, one, other) and _is_one_thing(facts, one, other):
                yield _differ(facts, one, other)


def _may_differ(facts: Facts, one: Told, other: Told) -> bool:
    """Say whether two figures of two claims may be of one thing, by their words alone."""
    if (
        one.claim.id == other.claim.id
        or not may_be_one(one.figure, other.figure, NEARER)
        or fits(one.figure, other.figure)
    ):
        return False
    if not stops(facts.between(one.figure, other.figure)):
        return False
    texts = [told.claim.text(facts.article) for told in (one, other)]
    if any(_LEFT_OPEN.search(text) for text in texts):
        return False
    first, second = (set(terms(text)) for text in texts)
    shared = len(first & second)
    return shared > 1 and shared >= NEARLY * (min(len(first), len(second)) - 1)


def _is_one_thing(facts: Facts, one: Told, other: Told) -> bool:
    """Say whether two claims, once parsed, tell one thing of one time: neither has a name in place of another's."""
    first, second = (read_claim(facts.article, told.claim) for told in (one, other))
    if kinship(one.figure, first.doc, other.figure, second.doc) < KIN or not _same_time(facts, one.claim, other.claim):
        return False
    share = max(align(first, second).share, align(second, first).share)
    mine, theirs = _names(first), _names(second)
    return share >= SHARE and not (mine - theirs and theirs - mine)


def _names(statement: Statement) -> set[str]:
    return {t.lower_ for t in statement.doc if t.pos_ == "PROPN"}


def _same_time(facts: Facts, one: Claim, other: Claim) -> bool:
    """Say whether neither claim is of a day that the other is not of."""
    published = facts.article.published
    days = [{(t.first, t.last) for t in c.times if t.first or t.last} for c in (one, other)]
    if days[0] and days[1]:
        return bool(days[0] & days[1])
    return all(published and last and published - last < RECENT for some in days for _, last in some)


def _differ(facts: Facts, one: Told, other: Told) -> Inconsistency:
    mine, theirs = (told.claim.attribution.source if told.claim.attribution else None for told in (one, other))
    first, second, sum_ = one.figure, other.figure, stated(one.figure, other.figure)
    if mine == theirs:
        text = f"“{named(first)}” in one place is “{named(second)}” in another."
        return facts.found(Clash.FIGURE, text, sum_, [first.span], [second.span])
    one_says, other_says = mine or "the article", theirs or "the article"
    text = f"The sources differ: {one_says} has “{named(first)}”, {other_says} “{named(second)}”."
    return facts.found(Clash.SOURCES, text, sum_, [first.span], [second.span])
