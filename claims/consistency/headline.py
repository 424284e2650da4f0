"""What the headline says otherwise than the text: "40 held" above "38 people were held"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from claims import words
from claims.consistency.facts import ABOUT, named, worth_of
from claims.consistency.twice import NEAR, covers, fits, may_be_one, nouns, one_unit, stated
from claims.match import stem, terms
from claims.model import Clash, Span
from claims.numbers import NUMBER, is_vague
from claims.statement import read_statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.consistency.facts import Facts
    from claims.model import Inconsistency, Quantity

LEAD: Final = 900
"""How far into the text, in characters, what the headline tells is told again."""

CLOSELY: Final = Decimal("1.25")
"""How many times a figure of the text that of the headline may be at most and still be that one, rounded or vague."""

CLOSE: Final = 25
"""How many characters before a figure say what was done to it: "killing 98"."""

BESIDE: Final = 60
"""How many characters behind a figure say what it is of."""

ROUNDED: Final = 100
"""From here on headlines round without saying so."""

SAME_NOUN: Final = 10
"""What it counts that two figures are of one noun, beside the words that are around both."""

_BEFORE = re.compile(
    r"\b(?:another|other|further|additional|remaining|of\sthe|up\sfrom|down\sfrom|not)\s$", re.IGNORECASE
)
_BEHIND = re.compile(r"\s(?:more|others?|further|additional|less|fewer)\b", re.IGNORECASE)
"""What makes of a figure that of something beside what was told."""

_NUMBER = re.compile(rf"\d|\b(?:{NUMBER})\b", re.IGNORECASE)


def find_headline(facts: Facts) -> Iterator[Inconsistency]:
    """Yield figures of the headline that the text gives otherwise where it first tells of the same."""
    title = facts.article.title
    if not _NUMBER.search(title) or not facts.article.body:
        return
    at = facts.article.text.find(title)
    place = Span(at, at + len(title)) if at >= 0 else None
    whole = title.encode("utf-8", "replace").decode()
    (head,) = read_statements([(facts.article.text, place) if place else (whole, Span(0, len(whole)))])
    body = [f for f in facts.read if not (place and f.span.overlaps(place))]
    for figure in head.quantities:
        other = _told_otherwise(facts, figure, head.quantities, body)
        if other:
            text = f"The headline has “{named(figure)}”, and the text “{named(other)}”."
            here = [figure.span] if place else []
            yield facts.found(Clash.HEADLINE, text, stated(figure, other), here, [other.span])


def _told_otherwise(
    facts: Facts, figure: Quantity, head: Sequence[Quantity], body: Sequence[Quantity]
) -> Quantity | None:
    """Return the figure that the text has in place of one of the headline, None where it has that one or no other."""
    if figure.unit in words.RATIOS or any(_fits_headline(figure, b) for b in body) or _is_sum(figure, body):
        return None
    end = facts.article.body[0].start + LEAD
    others = [b for b in body if b.span.start < end and not any(_fits_headline(q, b) for q in head)]
    scored = [(_kinship(facts, figure, b), b) for b in others if may_be_one(figure, b) and not is_vague(b.text)]
    best = max((score for score, _ in scored), default=0)
    return next(b for score, b in scored if score == best) if best else None


def _fits_headline(figure: Quantity, other: Quantity) -> bool:
    """Say whether a figure of the text is that of the headline, which may round it and leave out the unit."""
    mine, theirs = worth_of(figure), worth_of(other)
    if mine == theirs:
        return True
    most = NEAR if figure.value is None else CLOSELY
    if not one_unit(figure, other) or not theirs or not 1 / most <= abs(mine / theirs) <= most:
        return False
    return fits(figure, other) or covers(figure, other) or _is_rounded(mine, theirs)


def _is_rounded(value: Decimal, exact: Decimal) -> bool:
    """Say whether a headline rounds a figure: 900 for 897; below a hundred nobody does."""
    place = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
    return value >= ROUNDED and abs(value - exact) <= min(place / 2, value * ABOUT)


def _is_sum(figure: Quantity, body: Sequence[Quantity]) -> bool:
    """Say whether a headline adds up what the text tells one after the other: 900 for "over 700 … and 200 more"."""
    told = dict.fromkeys(worth_of(b) for b in body if one_unit(figure, b) and b.low is not None)
    same, value = list(told), worth_of(figure)
    room = value * ABOUT if figure.approximate or figure.value is None else Decimal(0)
    sums = (sum(same[at : at + size], Decimal(0)) for size in (2, 3, 4) for at in range(len(same) - size + 1))
    return any(0 <= total - value <= room or (figure.approximate and abs(total - value) <= room) for total in sums)


def _kinship(facts: Facts, figure: Quantity, other: Quantity) -> int:
    """Return how surely a figure of the text is of what the headline's is of; 0 where it is not.

    They count the same, or the same was done to what they count: "40 held", "38 people were held".
    """
    if _BEFORE.search(facts.before(other)) or _BEHIND.match(facts.after(other)):
        return 0
    title, mine, theirs = set(terms(facts.article.title)), nouns(figure)[-1:], nouns(other)[-1:]
    shared = len(title & set(terms(facts.sentence(other))))
    beside = set(terms(facts.before(other)[-CLOSE:])) | set(terms(facts.after(other)[:BESIDE]))
    if mine and theirs and mine == theirs:
        return SAME_NOUN + shared
    if figure.unit or other.unit:
        return shared if shared > 1 else 0
    anybody = not theirs or theirs[0] in map(stem, words.ANYBODY)
    heading = set(terms(facts.article.title.partition(figure.text)[2]))
    counted = (theirs and theirs[0] in title) or (mine and not theirs and mine[0] in beside)
    return shared if counted or (anybody and beside & heading) else 0
