"""The figures of an article in reading order, what stands between them, and how exactly each is given."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.model import Inconsistency, Quantity, Span
from claims.numbers import NUMBER
from claims.quantities import find_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Article, Claim, Clash

LARGEST: Final = Decimal(10) ** 18
"""Nobody reckons with larger figures."""

ABOUT: Final = Decimal("0.1")
"""How far from "about 40" the true figure may be, as a share of it."""

KEPT: Final = 2
"""How many digits of a round number are taken to be meant at least."""

ROUND: Final = Decimal(1000)
"""From here on figures are rounded without saying so."""

REACH: Final = 400
"""How far a sentence is looked through on each side of a place, in characters."""

_STOP = re.compile(r"[.!?…][\"'”’)]*\s+[\"'“‘(]?(?=[A-Z0-9])|\n\s*\n")
_INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|No|Inc|Ltd|Co|Gen|Lt|Sgt|approx)$")
"""What a full stop after it does not end."""

LONGEST: Final = 8
"""How many characters an abbreviation of these has at most."""

_MANTISSA = re.compile(r"\d[\d,\s]*(?:\.(?P<decimals>\d+))?")


class Facts(NamedTuple):
    """An article with its claims, and its figures in reading order: all that it has, and those that its claims have.

    Only of the latter it is known what they count and that they are no names; `holders` are, by the figure's place, the
    shortest claims that have them.
    """

    article: Article
    claims: Sequence[Claim]
    figures: tuple[Quantity, ...]
    read: tuple[Quantity, ...]
    holders: dict[Span, Claim]

    def between(self, one: Quantity | Span, other: Quantity | Span) -> str:
        """Return what stands between two places, the first before the second, as far as anything is looked through."""
        start, end = _span(one).end, _span(other).start
        return self.article.text[start : min(end, start + REACH)]

    def before(self, place: Quantity | Span) -> str:
        """Return what stands in the sentence before a place."""
        start = _span(place).start
        text = self.article.text[max(0, start - REACH) : start]
        return text[max((m.end() for m in stops(text)), default=0) :]

    def after(self, place: Quantity | Span) -> str:
        """Return what stands after a place up to the end of its sentence."""
        end = _span(place).end
        text = self.article.text[end : end + REACH]
        return text[: min((m.start() for m in stops(text)), default=len(text))]

    def sentence(self, place: Quantity | Span) -> str:
        """Return the sentence around a place."""
        return self.before(place) + _span(place).of(self.article.text) + self.after(place)

    def around(self, *places: Quantity | Span) -> str:
        """Return what stands from the first of some places to the last."""
        spans = [_span(place) for place in places]
        return self.article.text[min(s.start for s in spans) : max(s.end for s in spans)]

    def holder(self, place: Span) -> Claim | None:
        """Return the shortest claim that holds a place."""
        held = (c for c in self.claims if any(s.covers(place) for s in c.spans))
        return min(held, key=_length, default=None)

    def found(self, kind: Clash, text: str, sum_: str, spans: Iterable[Span], other: Iterable[Span]) -> Inconsistency:
        """Return an inconsistency with the claims that have a part in it."""
        here, there = tuple(sorted(spans)), tuple(sorted(other))
        touched = (c.id for c in self.claims if any(s.overlaps(o) for s in c.spans for o in (*here, *there)))
        return Inconsistency(kind, text, sum_, here, there, tuple(dict.fromkeys(touched)))


def _span(place: Quantity | Span) -> Span:
    return place.span if isinstance(place, Quantity) else place


def _length(claim: Claim) -> int:
    return sum(s.end - s.start for s in claim.spans)


def stops(text: str) -> list[re.Match[str]]:
    """Return where sentences end in a text, roughly and without a parser: "U.S. troops" is one."""
    return [m for m in _STOP.finditer(text) if not _INITIAL.search(text[max(0, m.start() - LONGEST) : m.start()])]


def read_facts(article: Article, claims: Sequence[Claim]) -> Facts:
    """Return an article's figures: those of its claims, and in what lies in no claim those that a pattern finds."""
    known: dict[Span, Quantity] = {}
    holders: dict[Span, Claim] = {}
    for claim in sorted(claims, key=_length):
        for figure in filter(_is_sane, claim.quantities):
            known.setdefault(figure.span, figure)
            holders.setdefault(figure.span, claim)
    dates = (time.span for claim in claims for time in claim.times)
    places: list[Quantity | Span] = [*known.values(), *dates, *filter(_is_sane, _plain(article))]
    figures = tuple(place for place in _apart(places) if isinstance(place, Quantity))
    return Facts(article, claims, figures, tuple(f for f in figures if f.span in known), holders)


def _plain(article: Article) -> Iterator[Quantity]:
    for paragraph in article.body:
        for found in find_plain(paragraph.of(article.text)):
            where = Span(paragraph.start + found.span.start, paragraph.start + found.span.end)
            text = where.of(article.text)
            yield Quantity(where, text, found.low, found.high, found.unit, None, found.approximate)


def _apart(places: Iterable[Quantity | Span]) -> Iterator[Quantity | Span]:
    """Yield in reading order those of some places that do not overlap one that starts before, or was given before."""
    end = 0
    for place in sorted(places, key=lambda p: _span(p).start):
        if _span(place).start >= end:
            yield place
            end = _span(place).end


def _is_sane(figure: Quantity) -> bool:
    known = [bound for bound in (figure.low, figure.high) if bound is not None]
    return bool(known) and all(bound.is_finite() and abs(bound) < LARGEST for bound in known)


# -- how exactly a figure is given -------------------------------------------------------------------------------------


class Between(NamedTuple):
    """The least and the most that a figure, or what was reckoned from some, can be."""

    low: Decimal
    high: Decimal

    def meets(self, other: Between) -> bool:
        """Say whether both can be right."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, by: Decimal) -> Between:
        """Return it with so much more room on both sides."""
        return Between(self.low - by, self.high + by)


def reach(figure: Quantity) -> Between:
    """Return what a figure may stand for, by how it is written: "5.6 percent" is 5.55 to 5.65, "38 men" are 38.

    "About 40" covers 36 to 44, "more than 40" has no upper end.
    """
    slack = last_place(figure) / 2
    low = -LARGEST if figure.low is None else figure.low - slack - _about(figure, figure.low)
    return Between(low, LARGEST if figure.high is None else figure.high + slack + _about(figure, figure.high))


def _about(figure: Quantity, value: Decimal) -> Decimal:
    return abs(value) * ABOUT if figure.approximate else Decimal(0)


def worth_of(figure: Quantity) -> Decimal:
    """Return the figure itself, or the bound that is known of it."""
    return figure.low if figure.low is not None else figure.high or Decimal(0)


def last_place(figure: Quantity) -> Decimal:
    """Return the worth of the last digit that a figure is given with; 0 for a count that is not round.

    Below a thousand every digit is meant; above it round ones may be round: "5,600" is 5,550 to 5,650.
    """
    if figure.unit in words.RATIOS:
        return Decimal(0)
    value, mantissa = abs(worth_of(figure)), _MANTISSA.search(figure.text)
    written = Decimal(re.sub(r"[,\s]", "", mantissa.group())) if mantissa else _scaled(value)
    scale = value / written if written else Decimal(1)
    if scale == 1 and figure.unit is None and (value < ROUND or value % 10):
        return Decimal(0)
    if mantissa and mantissa["decimals"]:
        return scale.scaleb(-len(mantissa["decimals"]))
    if written < ROUND:
        return scale
    zeros = int(written.normalize().as_tuple().exponent)
    return scale.scaleb(min(zeros, written.adjusted() + 1 - KEPT))


def _scaled(value: Decimal) -> Decimal:
    """Return what stands before the last "thousand" or "million" of a number in words."""
    while value >= ROUND and not value % ROUND:
        value /= ROUND
    return value


# -- in words ----------------------------------------------------------------------------------------------------------


def shown(value: Decimal) -> str:
    """Return a number as it is shown in a sum: "1,234.5", "4.5 million"."""
    for scale, name in ((10**9, "billion"), (10**6, "million")):
        if abs(value) >= scale:
            return f"{shown(value / scale)} {name}"
    text = f"{value.quantize(Decimal('0.01')):,f}"
    return text.rstrip("0").rstrip(".")


def said(figure: Quantity) -> str:
    """Return a figure as it stands, as it is quoted in the middle of a sentence: "About 40" is "about 40"."""
    text = " ".join(figure.text.split())
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def named(figure: Quantity) -> str:
    """Return a figure as it stands, with what it counts."""
    return f"{said(figure)} {figure.of}" if figure.of and figure.of not in figure.text else said(figure)


def joined(limit: int) -> str:
    """Return a pattern for up to so many words and no mark between them; numbers are not among them."""
    return rf"(?:[\s-]+(?!(?:{NUMBER})\b)(?:[^\W\d][\w'’/&-]*|(?:[A-Z]\.)+)){{0,{limit}}}?"
