"""Finds dates and periods in a parsed paragraph and resolves them against the day of publication.

date-wrangler reads the phrases; what is decided here is how a newspaper means them: "Tuesday" and "in October" look
back from the day of publication unless the sentence speaks of the future, and what cannot be known stays unresolved.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import date_wrangler

from claims.language import span
from claims.model import TimeRef
from claims.words import FUTURE

if TYPE_CHECKING:
    from claims.language import Doc

_ELSEWHEN = date(1999, 6, 16)
"""A second day to resolve against: a phrase that comes out the same on both says its date by itself."""

_RELATIVE_TO_A_STORY = re.compile(r"\b(?:later|earlier|before|after|following|previous|prior)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:on\s)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?$", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"^(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{2,4}$")
_NO_DATE = re.compile(r"^(?:may|march|sun|sat|mon|wed|second|dec|jan|mar|q\d|\d{1,2}[:.]\d{2})$")


def find_times(doc: Doc, published: date | None) -> list[TimeRef]:
    """Return the dates and periods of a paragraph in order; `published` is what "last month" counts from."""
    found = []
    for match in date_wrangler.parse(doc.text, today=published or _ELSEWHEN):
        start, end = match.span
        # Written small, "may" and "march" are verbs and "second" counts; written out, a year needs four digits.
        if _NO_DATE.match(doc.text[start:end]) or not end > start:
            continue
        resolved = _resolved(doc, match, published)
        found.append(TimeRef(span(doc, start, end), doc.text[start:end], *resolved))
    return found


def _resolved(doc: Doc, match: date_wrangler.DateMatch, published: date | None) -> tuple[date | None, date | None]:
    if _AMBIGUOUS.match(match.text) or _RELATIVE_TO_A_STORY.search(match.text):
        return None, None
    first, after = match.range.start, match.range.end
    if published is None and not _says_itself(match):
        return None, None
    last = after - timedelta(days=1) if after else None
    if published and first and first > published and _looks_back(doc, match):
        return _moved_back(match, first, last)
    return first, last


def _says_itself(match: date_wrangler.DateMatch) -> bool:
    """Say whether the phrase gives the same days whenever it was written ("July 21, 2017", not "in July")."""
    other = date_wrangler.parse_one(match.text, today=_ELSEWHEN + timedelta(days=1000))
    return other is not None and (other.range.start, other.range.end) == (match.range.start, match.range.end)


def _looks_back(doc: Doc, match: date_wrangler.DateMatch) -> bool:
    """Say whether a phrase without a year lies in the past: no future verb in its sentence, no "next"."""
    if re.search(r"\b(?:next|coming|tomorrow|upcoming)\b|\d{4}", match.text, re.IGNORECASE):
        return False
    sentence = next(s for s in doc.sents if s.start_char <= match.span[0] < s.end_char)
    return not any(t.lower_ in FUTURE or (t.lower_ == "to" and t.tag_ == "TO") for t in sentence)


def _moved_back(match: date_wrangler.DateMatch, first: date, last: date | None) -> tuple[date, date | None]:
    """Move a weekday back by a week, a day or month of the year by a year."""
    if _WEEKDAY.match(match.text):
        return first - timedelta(days=7), last and last - timedelta(days=7)
    return _year_before(first), last and _year_before(last)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
