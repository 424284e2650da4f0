"""Finds dates and periods in a parsed paragraph and resolves them against the day of publication.

date-wrangler reads the phrases; `_REWRITTEN` says others in words that it reads. What is decided here is how a
newspaper means them: "Tuesday" and "in October" look back from the day of publication unless their verb speaks of what
is to come, and what cannot be known stays unresolved.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import date_wrangler
from date_wrangler import Anchor, WranglerConfig

from claims.language import span, text_of, touched
from claims.model import TimeRef
from claims.numbers import NUMBER, any_of, worth
from claims.words import (
    FUTURE,
    PLAIN_FUTURE,
    PLANS,
    SCHEDULED,
    SEASONS,
    SPEECH,
    THOUGHT,
    TIME_ADVERBS,
    UNITS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.language import Doc, Token

_ELSEWHEN: Final = date(1999, 6, 16)
"""A second day to resolve against: a phrase that comes out the same on both says its date by itself."""

_PLAIN: Final = str.maketrans("“”‘’", "\"\"''")
"""Marks that mean nothing to date-wrangler, which reads a text without them in half the time."""

_EAGER: Final = WranglerConfig(strictness="greedy")
_ROLLING: Final = WranglerConfig(strictness="greedy", anchor=Anchor.ROLLING)

_SOON: Final = timedelta(days=60)
"""How far ahead a date without a year, whose verb does not tell the time, is still taken to lie ahead."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_OF_STORY = re.compile(
    r"\b(?:later|earlier|before|after|following|previous|prior|fiscal|financial|fy)\b|\bthe\snext\s(?!\w+\s\w+s$)"
    rf"|\bthe\snext\s{_DAY}|\bend\sof\sthe\s(?:day|week)\b|^the\s\d+(?:st|nd|rd|th)$",
    re.IGNORECASE,
)
"""Phrases that count from a day of the story, or in a calendar of their own, and not from the day of publication."""

_WEEKLY = re.compile(rf"^(?:(?:on|since)\s)?(?:{_DAY}\.?|(?:this|the)\sweekend)$", re.IGNORECASE)
_YEARLY = re.compile(rf"\b{_MONTH}\b", re.IGNORECASE)
_WITH_YEAR = re.compile(r"\b(?:next|last|this|coming|tomorrow|upcoming|ago)\b|\d{4}", re.IGNORECASE)
_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
_AMBIGUOUS = re.compile(r"^(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-]\d{2,4}$")
_SPAN_TO_NOW = re.compile(r"^(?:(?:the|this)\s)?(?:past|last)\s(?!quarter|half|weekend|.*\bof\b)", re.IGNORECASE)
_NO_DATE = re.compile(
    r"^(?:may|march|sun|sat|mon|wed|second|dec|jan|mar|q\d|\d{1,2}[:.]\d{2}|days?)$"
    r"|^(?i:in|within)\s\w+\s\w+s?$|^(?:(?i:the\s)?(?i:first|second)\s(?i:half|quarter))$|^\d{1,2}-\d{1,2}$"
)
_NAMED_DAY = re.compile(r"\b(?:black|good|super|cyber|bloody|holy|easter|palm)\s$", re.IGNORECASE)
_OF_THE_FUTURE = re.compile(r"\w\sof\s$", re.IGNORECASE)
"""What goes before the "tomorrow" of "the cars of tomorrow"."""

_COUNTING = re.compile(r"(?:[#$€£¥]|\bno\.?|\bnumber)\s?$", re.IGNORECASE)


class Phrase(NamedTuple):
    """Words of the paragraph that may be a date, and the same in words that date-wrangler reads."""

    start: int
    end: int
    text: str
    said: str


def find_times(doc: Doc, published: date | None) -> list[TimeRef]:
    """Return the dates and periods of a paragraph in order; `published` is what "last month" counts from."""
    found = []
    for phrase in _phrases(text_of(doc), published or _ELSEWHEN):
        if not _is_no_date(doc, phrase):
            first, last = _resolved(doc, phrase, published)
            found.append(TimeRef(span(doc, phrase.start, phrase.end), phrase.text, first, last))
    return found


# -- phrases -----------------------------------------------------------------------------------------------------------


def _phrases(text: str, today: date) -> list[Phrase]:
    """Return the phrases of a text in order; where one is said in other words, those go before."""
    found = list(_rewritten(text, today))
    for match in date_wrangler.parse(text.translate(_PLAIN), today=today, config=_EAGER):
        start, end = match.span
        if start < end and not any(start < f.end and f.start < end for f in found):
            found.append(Phrase(start, end, text[start:end], text[start:end]))
    return sorted(found)


_UNIT_OF_TIME = any_of(name for name, unit in UNITS.items() if unit in {"days", "weeks", "months", "years", "decades"})
_REWRITTEN: Final = re.compile(
    rf"""\b(?=\w)(?:
        (?P<count>{NUMBER}|a\scouple\sof)[-\s](?P<unit>{_UNIT_OF_TIME})\sago\b
      | (?P<night>last\snight)\b
      | (?<!-)(?P<from>(?:1[89]|20)\d\d)\s?[-–—/]\s?(?P<to>\d\d|(?:1[89]|20)\d\d)(?![\w%-]|[.,]\d)
      | the\s(?:(?P<part>early|mid|late)[-\s])?(?P<century>1\d|20|21)(?:th|st)\scentury\b
      | the\s(?P<hundred>1\d)00s\b
      | (?P<which>this|last|next|past)\s(?P<season>{any_of(SEASONS)})\b
      | (?P<in>{any_of(SEASONS)})(?:\sof|,)?\s(?P<year>(?:1[89]|20)\d\d)\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def _rewritten(text: str, today: date) -> Iterator[Phrase]:
    for match in _REWRITTEN.finditer(text):
        said = _said(match, today)
        if said is not None:
            yield Phrase(match.start(), match.end(), match[0], said)


def _said(match: re.Match[str], today: date) -> str | None:
    """Return a phrase in words that date-wrangler reads, "" for one that cannot be resolved, None for no date."""
    if match["count"]:
        count = 2 if "couple" in match["count"].lower() else worth(match["count"])
        return f"{count} {match['unit']} ago"
    if match["night"]:
        return "yesterday"
    if match["from"]:
        first = match["from"]
        last = first[: 4 - len(match["to"])] + match["to"]
        return f"{first} to {last}" if first < last else None
    if match["century"]:
        return "" if match["part"] else f"{int(match['century']) - 1}01-01-01 to {match['century']}00-12-31"
    if match["hundred"]:
        return f"{match['hundred']}00-01-01 to {match['hundred']}99-12-31"
    return _season(match, today)


def _season(match: re.Match[str], today: date) -> str:
    first, last = SEASONS[(match["season"] or match["in"]).lower()]
    which = (match["which"] or "").lower()
    year = int(match["year"] or today.year)
    # In December "last summer" may be this year's or the one before, in January "next summer" only this year's.
    if (which in {"last", "past"} and today.month > last) or (which == "next" and today.month < first):
        return ""
    year += {"last": -1, "past": -1, "next": 1}.get(which, 0)
    return f"{date(year, first, 1):%B} to {date(year, last, 1):%B %Y}"


def _is_no_date(doc: Doc, phrase: Phrase) -> bool:
    """Say whether it only looks like a date: the verb "may", the count in "2000 people", a half of a match."""
    if _NO_DATE.match(phrase.text) or re.fullmatch(r"the\s\d+(?:st|nd|rd|th)", phrase.text, re.IGNORECASE):
        held = re.search(r"\b(?:on|until|by|since)\s$", text_of(doc)[: phrase.start])
        return not held or not phrase.text[-1].isalpha()
    if phrase.text.lower() == "tomorrow" and _OF_THE_FUTURE.search(text_of(doc)[: phrase.start]):
        return not re.match(r"['’]s\b", text_of(doc)[phrase.end :])
    token = _token(doc, phrase.start)
    if phrase.text.isdigit() and re.match(r"[.,:-]?\w", text_of(doc)[phrase.end :]):
        return True
    if _WEEKLY.match(phrase.text) and _NAMED_DAY.search(text_of(doc)[: phrase.start]):
        return True
    if re.fullmatch(_MONTH, phrase.text, re.IGNORECASE):
        return not token.i or token.nbor(-1).pos_ not in {"ADP", "DET", "PRON", "ADJ", "CCONJ", "PUNCT"}
    return bool(_YEAR.match(phrase.text)) and _counts(doc, token)


def _counts(doc: Doc, token: Token) -> bool:
    """Say whether four digits count something ("2000 people") or name it ("No. 1984"), and are no year."""
    if _COUNTING.search(text_of(doc)[: token.idx]):
        return True
    if token.i + 1 == len(doc):
        return False
    before, after = doc[token.i - 1] if token.i else None, token.nbor()
    if after.lower_.strip("-") in UNITS or after.lower_ in {"utc", "gmt", "local", "%", "people", "dollars"}:
        return True
    held = before is not None and (before.pos_ in {"DET", "PRON", "ADP", "PART"} or before.tag_ in {"POS", "PRP$"})
    return after.tag_ == "NNS" and token.dep_ == "nummod" and not held


# -- what they mean ----------------------------------------------------------------------------------------------------


def _resolved(doc: Doc, phrase: Phrase, published: date | None) -> tuple[date | None, date | None]:
    after = text_of(doc)[phrase.end : phrase.end + 12]
    story = _OF_STORY.search(phrase.text) or _AMBIGUOUS.match(phrase.text) or not phrase.said
    rolling = _SPAN_TO_NOW.match(phrase.text)
    if story or (rolling and re.match(r"\sof\b", after)):
        return None, None
    range_ = _read(phrase.said, published or _ELSEWHEN, rolling=bool(rolling and "the" in phrase.text.lower()))
    if range_ is None or (published is None and range_ != days_of(phrase.said)):
        return None, None
    if published is None:
        return range_
    return _as_meant(doc, phrase, range_, published)


Days = tuple[date | None, date | None]


def days_of(text: str) -> Days | None:
    """Return the days of a date that is known from itself alone: "24 November 2008"; None for "24 November"."""
    days = _read(text, _ELSEWHEN)
    return days if days == _read(text, _ELSEWHEN + timedelta(days=1000)) else None


def _read(said: str, today: date, *, rolling: bool = False) -> Days | None:
    match = date_wrangler.parse_one(said, today=today, config=_ROLLING if rolling else _EAGER)
    if match is None:
        return None
    first, after = match.range.start, match.range.end
    return first, (today if rolling else after - timedelta(days=1) if after else None)


def _as_meant(doc: Doc, phrase: Phrase, days: Days, published: date) -> Days:
    """Return the days that a newspaper of that day means: the nearest before it, or after it where that is to come."""
    first, last = days
    if _WITH_YEAR.search(phrase.text) and not _WEEKLY.match(phrase.text):
        return _narrowed(doc, phrase, days, published)
    tense = "past" if phrase.text.lower().startswith("since ") else _tense(doc, phrase)
    ahead = (first or last or published) - published
    if (tense == "past" and ahead > timedelta(0)) or (tense == "open" and ahead > _SOON):
        return _moved(phrase, days, back=True)
    coming = tense == "future" or (tense == "present" and _WEEKLY.match(phrase.text))
    if coming and (last or first or published) < published:
        return _moved(phrase, days, back=False)
    return days


def _narrowed(doc: Doc, phrase: Phrase, days: Days, published: date) -> Days:
    """Return what is left of "this year" in "earlier this year" or "later this year"."""
    before = text_of(doc)[: phrase.start].lower().rstrip()
    first, last = days
    if re.match(r"this\s", phrase.text, re.IGNORECASE) and first and last and first <= published <= last:
        if before.endswith("earlier"):
            return first, published
        if before.endswith("later"):
            return published, last
    return days


def _moved(phrase: Phrase, days: Days, *, back: bool) -> Days:
    """Move a weekday by a week, a day or month of the year by a year."""
    sign = -1 if back else 1
    if _WEEKLY.match(phrase.text):
        first, last = (day and day + sign * timedelta(days=7) for day in days)
        return first, last
    if not _YEARLY.search(phrase.text):
        return days
    first, last = (day and _in_year(day, day.year + sign) for day in days)
    return first, last


def _in_year(day: date, year: int) -> date:
    """Return the same day of another year; the end of February is its end."""
    leap_day = (day.month, day.day) == (2, 29)
    month_end = (day.month, day.day) == (2, 28) and isleap(year)
    return day.replace(year=year, day=28 if leap_day and not isleap(year) else 29 if month_end else day.day)


# -- tense -------------------------------------------------------------------------------------------------------------


def _token(doc: Doc, at: int) -> Token:
    return touched(doc, at, at + 1)[0]


def _tense(doc: Doc, phrase: Phrase) -> str:
    """Return the time of the verb that a date hangs on: past, present, future, or open where that does not say."""
    token = touched(doc, phrase.start, phrase.end).root
    while not (_is_finite(token) or _is_bare(token)) and token.head != token:
        token = token.head
    return _tense_of(token)


def has_own_time(verb: Token) -> bool:
    """Say whether a verb that another goes before has a subject, and a time, of its own: "and now it sells"."""
    first = verb
    while first.dep_ in {"conj", "relcl"}:
        first = next((t for t in first.ancestors if t.pos_ in {"VERB", "AUX"}), first.sent.root)
    subject = any(t.dep_ in {"nsubj", "nsubjpass", "expl"} for t in verb.children)
    said = any(t.lower_ in TIME_ADVERBS for t in verb.children)
    return verb != first and subject and (said or _tense_of(verb) != _tense_of(first))


def _tense_of(token: Token) -> str:
    if _is_bare(token):
        return "future" if token.lemma_.lower() in SCHEDULED else "past"
    auxiliaries = {t.lower_ for t in token.children if t.dep_ in {"aux", "auxpass"}}
    if auxiliaries & PLAIN_FUTURE or _is_planned(token):
        return "future"
    if auxiliaries & FUTURE:
        return "past" if "have" in auxiliaries else "open"
    present = token.tag_ in {"VBZ", "VBP"} and token.lemma_.lower() not in SPEECH | THOUGHT
    going = token.tag_ == "VBG" and auxiliaries & {"is", "are", "am", "'s", "’s", "'re", "’re"}
    past = token.tag_ == "VBD" or auxiliaries & {"was", "were", "had", "has", "have", "did"}
    return "future" if going else "present" if present else "past" if past else "open"


def _is_finite(token: Token) -> bool:
    """Say whether a token is a verb with a time of its own, and no "starting on Friday"."""
    return token.pos_ in {"VERB", "AUX"} and (
        token.tag_ != "VBG" or any(t.dep_ in {"aux", "auxpass"} for t in token.children)
    )


def _is_bare(token: Token) -> bool:
    """Say whether a token is a participle that describes a noun: "a boat seen on Friday was lost"."""
    return token.dep_ == "acl" and token.tag_ in {"VBN", "VBD"} and not any(t.dep_ == "auxpass" for t in token.children)


def _is_planned(verb: Token) -> bool:
    to = any(t.tag_ == "TO" for t in verb.children)
    governs = verb.head.lemma_.lower() in PLANS or verb.head.lemma_ == "be" or verb.head.tag_ in {"VBZ", "VBP"}
    is_due = verb.tag_ == "VBN" and any(t.lower_ in {"is", "are", "has", "have"} for t in verb.children)
    return (to and governs) or (is_due and verb.lemma_.lower() in PLANS)
