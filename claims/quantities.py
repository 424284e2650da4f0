"""Finds figures in a parsed paragraph: what they come to, in which unit, and what is counted.

The idea: one pattern for a figure (`NUMBER`, in digits or words, with its scale), one for what may stand around it
(`FIGURE`: approximation, currency sign, second figure of a range, unit); the parser says only what is counted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from claims.language import span
from claims.model import Quantity, Span
from claims.words import CURRENCIES, NUMBER_WORDS, SCALES, SHARES, UNITS, VAGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.language import Doc, Token


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?!\d)"
_WORD = rf"(?:{_any(NUMBER_WORDS)})"
_SCALE = rf"(?:{_any(s for s in SCALES if len(s) > 1)})"
_SPELLED = rf"(?:{_WORD}|half\sa\s{_SCALE}|a\s{_SCALE})(?:[-\s](?:and\s)?(?:{_WORD}|{_SCALE})\b)*"
_VAGUE = rf"(?:tens\sof\s|hundreds\sof\s)?(?:{_any(VAGUE)})"
NUMBER = rf"(?:{_DIGITS}(?:[\s-]?{_SCALE}\b|(?:k|m|b)\b)*|{_VAGUE}\b|{_SPELLED}\b|(?:{_SCALE})s?\b)"

_ABOUT = (
    r"about|around|approximately|roughly|some|nearly|almost|close\sto|an\sestimated|estimated|~|circa|c\."
    r"|as\smany\sas|as\smuch\sas"
)
_FROM = r"more\sthan|over|at\sleast|no\s(?:less|fewer)\sthan|upwards?\sof|exceeding|above|in\sexcess\sof"
_UPTO = r"up\sto|less\sthan|fewer\sthan|under|at\smost|no\smore\sthan|below|within"
_SIGN = rf"(?:{_any(c for c in CURRENCIES if not c.isalpha())})"
_NAME = rf"(?:{_any([*UNITS, *(c for c in CURRENCIES if c.isalpha())])})"
_UNIT = rf"(?:\s?(?:%|°[CF])|[\s-]{_NAME}\b(?!-old))"

FIGURE = re.compile(
    rf"""(?<![\w/.:,-])(?:\b(?P<about>{_ABOUT})\s)?(?:\b(?:(?P<from>{_FROM})|(?P<upto>{_UPTO}))\s)?
        (?P<between>between\s)?(?P<sign>{_SIGN}\s?)?(?P<first>{NUMBER})
        (?:\s?(?:-|–|—|\bto\b|(?(between)\band\b|\bto\b))\s?(?:{_SIGN}\s?)?(?P<second>{NUMBER}))?
        (?P<unit>{_UNIT})?(?P<age>-year-old|-month-old)?(?![\w%]|[:/]\d|-\w)""",
    re.IGNORECASE | re.VERBOSE,
)
RATIO = re.compile(
    rf"""\b(?P<part>{_WORD}|\d+)\s(?:in|out\sof)\s(?:every\s)?(?P<whole>{_WORD}|\d+)\b
      | \b(?:(?P<count>a|one|two|three|four)[\s-])?(?P<share>{_any(SHARES)})\b(?=\s(?:of|the|a)\b)(?!\sa\s{_SCALE})""",
    re.IGNORECASE | re.VERBOSE,
)


class Found(NamedTuple):
    """A figure before it is known what it counts: bounds in the paragraph, value and unit."""

    span: Span
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    approximate: bool


def find_quantities(doc: Doc, dates: tuple[Span, ...] = ()) -> list[Quantity]:
    """Return the figures of a paragraph in order; none that overlaps one of `dates`."""
    taken = list(dates)
    found = []
    for figure in (*_ratios(doc.text), *_figures(doc.text)):
        tokens = doc.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
        here = span(doc, figure.span.start, figure.span.end)
        if any(here.overlaps(t) for t in taken) or tokens is None or _is_name_or_pronoun(tokens[0], tokens[-1], figure):
            continue
        taken.append(here)
        of = _counted(tokens[-1], figure)
        found.append(
            Quantity(here, figure.span.of(doc.text), figure.low, figure.high, figure.unit, of, figure.approximate)
        )
    return sorted(found, key=lambda q: q.span)


def worth(words: str) -> Decimal:
    """Return what a number comes to: "five million", "3.2bn"; of "tens of thousands" the least it can be."""
    total, current = Decimal(0), Decimal(0)
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+", words.lower()):
        scale = VAGUE.get(word) or SCALES.get(word) or SCALES.get(word.rstrip("s"))
        if word[0].isdigit():
            current += Decimal(word.rstrip(",").replace(",", ""))
        elif scale:
            # Vague plurals stand for two at least: "hundreds of thousands" is from 200,000.
            current = (current or Decimal(2 if word in VAGUE else 1)) * scale
        else:
            current = current + NUMBER_WORDS.get(word, 0) or Decimal(_FIRST_HALVES.get(word, 0))
        if scale and scale >= SCALES["thousand"]:
            total, current = total + current, Decimal(0)
    value = total + current
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


_FIRST_HALVES = {"half": "0.5", "tens": "20"}
"""What begins "half a million" and "tens of thousands"."""


def _figures(text: str) -> Iterator[Found]:
    for match in FIGURE.finditer(text):
        low = worth(match["first"])
        high = worth(match["second"]) if match["second"] else low
        if match["second"]:
            low *= _shared_scale(match["first"], match["second"], low, high)
        vague = match["first"].lower().split()[-1] in VAGUE
        yield Found(
            Span(*match.span()),
            None if match["upto"] else low,
            None if match["from"] or vague else high,
            _unit(match),
            bool(match["about"]) or vague,
        )


def _shared_scale(first: str, second: str, low: Decimal, high: Decimal) -> int:
    """Return what the first figure of a range takes from the second: "$3 to 5 million", "20-30,000"."""
    last = second.lower().split()[-1]
    scale = SCALES.get(last, 1_000 if last.endswith(",000") else 1)
    bare = first.isdigit() or first.lower() in NUMBER_WORDS
    return scale if bare and low * scale <= high else 1


def _unit(match: re.Match[str]) -> str | None:
    if match["age"]:
        return match["age"].split("-")[1] + "s"
    name = re.sub(r"\s+", " ", (match["unit"] or match["sign"] or "").strip(" -\t")).lower()
    return UNITS.get(name) or CURRENCIES.get(name)


def _ratios(text: str) -> Iterator[Found]:
    for match in RATIO.finditer(text):
        if match["whole"] and worth(match["whole"]) > worth(match["part"]) > 0:
            share = (worth(match["part"]) / worth(match["whole"])).quantize(Decimal("0.0001")).normalize()
        elif match["share"]:
            count = worth(match["count"]) if match["count"] and match["count"].lower() != "a" else Decimal(1)
            share = count * Decimal(SHARES[match["share"].lower()])
        else:
            continue
        yield Found(Span(*match.span()), share, share, "share", approximate=False)


def _is_name_or_pronoun(first: Token, last: Token, figure: Found) -> bool:
    """Say whether the figure is part of a name ("Boeing 747", "Channel Four") or the word "one" for somebody."""
    if figure.unit or figure.low is None or figure.high is None:
        return False
    named = last.head.i < first.i and last.head.pos_ == "PROPN" and last.dep_ in {"nummod", "compound", "flat"}
    one = first.lower_ == "one" and not (last.dep_ == "nummod" and last.head.i > last.i)
    return named or one or last.pos_ == "PROPN"


def _counted(last: Token, figure: Found) -> str | None:
    """Return the noun that is counted: "38 defectors", "46 percent of voters"; None for money and measures alone."""
    following = last.nbor() if last.i + 1 < len(last.doc) else None
    if (
        following is not None
        and following.lower_ == "of"
        and (figure.unit in {"share", "%"} or figure.low != figure.high)
    ):
        objects = [t for t in following.children if t.dep_ == "pobj"]
        return _noun(objects[0]) if objects else None
    head = last
    while (
        head.dep_ in {"nummod", "quantmod", "compound", "amod", "advmod"} and head.head.i > last.i and head.i <= last.i
    ):
        head = head.head
    near = last.i < head.i <= last.i + 5
    return (
        last.doc[last.i + 1 : head.i + 1].text if near and not figure.unit and head.pos_ in {"NOUN", "PROPN"} else None
    )


def _noun(head: Token) -> str:
    first = min((t.i for t in head.children if t.dep_ in {"compound", "amod"}), default=head.i)
    return head.doc[min(first, head.i) : head.i + 1].text
