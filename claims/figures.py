"""Whether two figures, each in its own text, measure the same thing, and whether both can be right."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from claims import words
from claims.match import stem
from claims.statement import tokens_at

if TYPE_CHECKING:
    from claims.language import Doc, Token
    from claims.model import Quantity
    from claims.statement import Statement

ABOUT: Final = Decimal("0.1")
"""How far from "about 40" a figure may be, as a share of it, and still be covered by it."""

EXACT: Final = re.compile(
    r"^\W*(?!(?:no|not)\s)(?:\w+\s)?(?:[a-z]+(?:er|re|ss)\sthan|over|above|under|below)\b", re.IGNORECASE
)
"""A bound that is not reached itself: "more than 78" is not 78; "at least 78" may be."""

TWICE: Final = 2
"""How many words around two lengths of time must be the same: many things last for years."""

FAR: Final = 100
"""How many times a figure another may be and still be one that changed."""

CLOSE: Final = Decimal("0.1")
"""How far two figures of one noun may be from each other, as a share, and be of one thing whatever is beside them."""

DIGITS: Final = 2
"""Figures rounded to fewer digits than this are not taken for the same as an exact one."""


def stands_in(figure: Quantity, passage: Statement) -> bool:
    """Say whether a passage has the very figure, be it among others: "1,600 and 400 jobs in Britain and Spain"."""
    return any(q.value == figure.value is not None and q.unit == figure.unit for q in passage.quantities)


def counterpart(figure: Quantity, claim: Statement, passage: Statement) -> Quantity | None:
    """Return the figure of a passage that measures the same thing as one of a claim: one that agrees, or the nearest.

    One that agrees need only count the same noun: "232 deaths" has what "more than 200 deaths" asks for.
    """
    ranked = [(kinship(figure, claim.doc, other, passage.doc), other) for other in passage.quantities]
    closest = max((kin for kin, _ in ranked), default=0)
    same = [other for kin, other in ranked if kin == closest > 0]
    counted = [q for q in passage.quantities if _noun(q) == _noun(figure) != "" and q.unit == figure.unit]
    agreeing = [other for other in (*same, *counted) if agree(figure, other)]
    close = [other for other in counted if _is_close(figure, other)]
    return min(agreeing or same or close, key=lambda other: distance(figure, other), default=None)


def kinship(figure: Quantity, doc: Doc, other: Quantity, later: Doc) -> int:
    """Return how surely two figures, each in its own parsed text, measure the same thing; 0 if they do not.

    They have one unit and count one noun; where there is none, the words that they hang on must be the same.
    """
    one, two = _noun(figure), _noun(other)
    if figure.unit != other.unit or (one and two and one != two) or _is_far(figure, other):
        return 0
    near, far = _context(doc, figure) - {one}, _context(later, other) - {two}
    if figure.unit in words.SPANS_OF_TIME and len(near & far) < TWICE:
        return 0
    counted = bool(one and two) and one not in words.ANYBODY
    if bool(one) != bool(two) and len(near & far) < TWICE:
        return 0
    return len(near & far) + (2 if counted and (near & far or not near or not far) else 0)


def _noun(figure: Quantity) -> str:
    """Return what is counted by its last word: "North Korean defectors" are defectors."""
    last = re.findall(r"[^\W\d_]+", figure.of or "")[-1:]
    return stem(last[0].lower()) if last else ""


def _context(doc: Doc, figure: Quantity) -> set[str]:
    """Return the words that say what a figure is of: up to its verb, with what else hangs on that."""
    here = tokens_at(doc, figure.span)
    found: set[str] = set()
    for token in [here[-1], *here[-1].ancestors] if here else []:
        kin = [token, *(t for t in token.children if t.dep_ not in {"punct", "cc", "conj", "advcl", "relcl", "ccomp"})]
        found |= {_form(t) for t in kin if _says_something(t)}
        beside = (t for k in kin if k.dep_ in {"prep", "nsubj", "nsubjpass"} for t in k.children)
        found |= {_form(t) for t in beside if _says_something(t)}
        if token.pos_ in {"VERB", "AUX"}:
            break
    return found


def _form(token: Token) -> str:
    """Return a word in the form in which it is compared, one for those that are used for each other."""
    lemma = token.lemma_.lower()
    return _FORMS.get(lemma, stem(lemma))


def _says_something(token: Token) -> bool:
    counts = token.pos_ == "NUM" or token.ent_type_ == "DATE"
    return token.is_alpha and not counts and not {token.lower_, token.lemma_.lower()} & words.EMPTY


def agree(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures can both be right: "about 40" covers 38, 7.1 is 7.14 rounded, "over 110" covers 111."""
    if is_open(one) and is_open(other) and (one.low is None) == (other.low is None):
        # "More than 30,000" and "more than 31,000": both may be true, but the figure has changed.
        return _base(one) == _base(other)
    (low, high), (least, most) = _bounds(one), _bounds(other)
    above = low is None or most is None or low < most or (low == most and not _is_exact(one, other))
    below = high is None or least is None or least < high or (least == high and not _is_exact(one, other))
    return (above and below) or _is_rounded(one, other) or _is_rounded(other, one)


def _bounds(figure: Quantity) -> tuple[Decimal | None, Decimal | None]:
    low, high = figure.low, figure.high
    if figure.approximate:
        low, high = low and low - abs(low) * ABOUT, high and high + abs(high) * ABOUT
    return low, high


def _is_exact(one: Quantity, other: Quantity) -> bool:
    """Say whether a figure that is the very bound of the other is outside: 78 is not "more than 78"."""
    return any(is_open(q) and EXACT.search(q.text) for q in (one, other))


def _is_rounded(rough: Quantity, exact: Quantity) -> bool:
    if rough.value is None or exact.value is None or not rough.value:
        return False
    value = rough.value.normalize()
    if len(value.as_tuple().digits) < DIGITS:
        return False
    last_place = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return 2 * abs(exact.value - value) <= last_place


def _is_far(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures are so far from each other that they hardly measure the same thing."""
    small, large = sorted(abs(_base(q) or Decimal(0)) for q in (one, other))
    return large > FAR * small


def _is_close(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures are so near each other that they hardly measure two things."""
    small, large = sorted(abs(_base(q) or Decimal(0)) for q in (one, other))
    return large - small <= CLOSE * large


def is_open(figure: Quantity) -> bool:
    """Say whether a figure has one bound only: "more than 78", "at most 5"."""
    return (figure.low is None) != (figure.high is None)


def _base(figure: Quantity) -> Decimal | None:
    return figure.high if figure.low is None else figure.low


def distance(one: Quantity, other: Quantity) -> Decimal:
    """Return how far two figures are from each other; an open one counts by its bound."""
    first, second = (q.low if q.low is not None else q.high or Decimal(0) for q in (one, other))
    return abs(first - second)


_FORMS: Final = {word: stem(min(line)) for line in reversed(words.SAME) for word in line}
