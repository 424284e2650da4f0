"""Numbers as newspapers write them: the pattern that finds them, in digits or in words, and what they come to."""

from __future__ import annotations

import re
from decimal import Decimal, getcontext
from typing import TYPE_CHECKING

from claims.words import FEW, FRACTIONS, NUMBER_WORDS, SCALES, TENS, VAGUE

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first; a blank stands for any white space."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))


# What has more digits, or more than three scales in a row, is no figure that anybody could check.
# What is grouped in thousands (or, in India, in hundreds above the first thousand) is one number or none: `(?>…)`.
_DIGITS = r"(?>\d{1,3}(?:(?:,\d{2,3}){0,5},\d{3}|(?:\s\d{3}){0,5}\s000)(?!\d)|\d{1,21}(?!\d))(?>(?:\.\d+)?)"
_SCALE = rf"(?:{any_of(s for s in SCALES if len(s) > 1)})"
_SUFFIX = r"(?:[km](?!\s(?:high|long|tall|wide|deep|away|above|below|dash|sprint|race)\b)|b)"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = rf"(?:(?:{any_of(TENS)})[-\s](?:{_ONES})\b|(?:{any_of(NUMBER_WORDS)})\b)"
_PART = r"(?:[-\s]and[-\s]an?[-\s](?:half|quarter)\b|\s[1-3]/[2-8]\b|\s?[½¼¾⅓⅔])"
_FEW = rf"(?:{any_of(FEW)})"
_VAGUE = rf"(?:(?:{any_of(VAGUE)})\b(?:\sof\s(?:{any_of(VAGUE)})\b)?)"
_SCALED = rf"(?:(?:{_SMALL}{_PART}?|half\san?|half|{_FEW}|an?)[-\s])?{_SCALE}\b(?:[-\s]{_SCALE}\b){{0,2}}"
_SPELLED = rf"(?:{_SCALED}(?:[-\s](?:and[-\s])?(?:{_SMALL}(?:[-\s]{_SCALE}\b){{0,3}}))*|{_SMALL}{_PART}?)"
NUMBER = rf"(?:{_DIGITS}{_PART}?(?:(?:[\s-]?{_SCALE}\b){{1,3}}|{_SUFFIX}\b)?|{_VAGUE}|{_SPELLED}|[½¼¾⅓⅔])"
"""One number, to be matched without regard to case."""

_WORDS = re.compile(r"\d/\d|\d[\d,]*(?:\.\d+)?|[^\W\d_]+|[½¼¾⅓⅔]")
_SPACED = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")


def worth(number: str) -> Decimal:
    """Return what a number comes to: "five million", "3.2bn"; of "tens of thousands" the least it can be."""
    total = current = Decimal(0)
    closed = False
    for word in _WORDS.findall(_SPACED.sub("", number.lower())):
        scale = VAGUE.get(word) or SCALES.get(word) or SCALES.get(word.rstrip("s"))
        if scale:
            # Vague plurals stand for two at least: "hundreds of thousands" is from 200,000.
            current = (current or Decimal(2 if word in VAGUE else 1)) * scale
            closed = closed or scale >= SCALES["thousand"]
        elif value := _value(word):
            total, current = (total + current, value) if closed else (total, current + value)
            closed = False
    return _plain(total + current)


def is_vague(number: str) -> bool:
    """Say whether a number has no upper end: "dozens", "several thousand"."""
    return any(word in VAGUE or word in FEW for word in _WORDS.findall(number.lower()))


def _value(word: str) -> Decimal:
    if word in FRACTIONS:
        return Decimal(FRACTIONS[word])
    if "/" in word:
        part, whole = word.split("/")
        return Decimal(part) / Decimal(whole) if int(whole) else Decimal(0)
    return Decimal(word.replace(",", "")) if word[0].isdigit() else Decimal(NUMBER_WORDS.get(word) or FEW.get(word, 0))


def _plain(value: Decimal) -> Decimal:
    is_whole = value == value.to_integral_value() and value.adjusted() < getcontext().prec
    return value.quantize(Decimal(1)) if is_whole else value
