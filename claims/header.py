"""What the lines of a page say of the article: title, byline, outlet and date."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import date_wrangler

from claims import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.lines import Line
    from claims.model import Span

MAX_TITLE = 200
"""Longest line taken for a title, in characters."""

MAX_HEADER_LINES = 14
"""How many lines at the top may hold the title, and who wrote when: buttons and a caption come between."""

MAX_FOOTER_LINES = 6
"""How many lines at the bottom may do so where the top does not."""

_BREADCRUMB = re.compile(r"(?:[\w &'-]{1,30}\s*[>›»]\s*)+[\w &'-]{0,30}")
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s{2,}|\s/\s|\s[–—-]\s|,\s+|\s(?=[Ff]or\s(?:[Tt]he\s)?[A-Z])|\s(?=in\s[A-Z])")
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = re.compile(rf"{_WORD}(?:\s(?:(?:and|de|van|von|al|bin|el|la|der)\s)?{_WORD}){{0,6}}")
_ROLE_LINE = re.compile(
    r"(?:[\w-]+\s){0,3}(?:editor|correspondent|reporter|writer|columnist|contributor)s?", re.IGNORECASE
)
_BY = re.compile(rf"\bby\s+(?P<name>{_WORD}(?:\s{_WORD}){{1,3}})")


class Dated(NamedTuple):
    """The days of a date line: of publication, and of a later change; None where it is not said or not certain."""

    published: date | None = None
    updated: date | None = None
    rest: str = ""


class Header(NamedTuple):
    """What a page says of its article, and which lines say nothing else."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    published: date | None = None
    lines: frozenset[Span] = frozenset()
    chrome: frozenset[Span] = frozenset()


class _Found(NamedTuple):
    """What one line says."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    dated: Dated | None = None
    is_chrome: bool = False


def read_header(lines: list[Line]) -> Header:
    """Read what the first lines say, and what the last say in addition; the last line of all is never only header."""
    top, bottom = lines[:MAX_HEADER_LINES], lines[MAX_HEADER_LINES:][-MAX_FOOTER_LINES:]
    found: dict[Span, _Found] = {}
    titled = prose = False
    for number, line in enumerate(top):
        may_be_title = not titled and not prose and line is not lines[-1]
        here = _read(line, top[number + 1 :], may_be_title=may_be_title)
        if here:
            found[line.span] = here
        titled, prose = titled or bool(here and here.title), prose or here is None
    # At the bottom a date without a label may be that of a post or of another article.
    found |= {line.span: here for line in bottom if _is_labelled(line) and (here := _date_line(line))}
    return _together(found)


def _together(found: dict[Span, _Found]) -> Header:
    every = list(found.values())
    dates = [f.dated for f in every if f.dated]
    return Header(
        title=_first(f.title for f in every),
        byline=_first(f.byline for f in every),
        outlet=_first(f.outlet for f in every),
        published=next((d.published for d in dates if d.published), None)
        or next((d.updated for d in dates if d.updated), None),
        lines=frozenset(found),
        chrome=frozenset(span for span, f in found.items() if f.is_chrome),
    )


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def _read(line: Line, later: list[Line], *, may_be_title: bool) -> _Found | None:
    """Return what a line near the top says beside the article, or None where it is a part of it."""
    if len(line.text) > MAX_TITLE:
        return None
    after = later[0] if later else None
    said = _byline_line(line) or _date_line(line) or (_name_line(line, after) if after else None)
    if said:
        return said
    if words.CHROME.search(line.text) or _BREADCRUMB.fullmatch(line.text) or _ROLE_LINE.fullmatch(line.text):
        return _Found(is_chrome=True)
    # "News", "World": the page's own menu, if a title is to come.
    if may_be_title and line.size == 1 and not line.stops and any(is_title(other) for other in later):
        return _Found(is_chrome=True)
    return _titled(line.text) if may_be_title and is_title(line) else None


def is_title(line: Line) -> bool:
    """Take a line of a few words that does not end like a sentence for the title."""
    ends = len(line.text) > MAX_TITLE or re.search(r"[.,:;!…][\]'\"”’)]*$", line.text)
    return not ends and line.size > 1


def _titled(text: str) -> _Found:
    """Part a title from the outlet's name after it: "Minister leaves | BBC News"."""
    for separator in (" | ", " - ", " – ", " — ", " :: "):
        title, _, outlet = text.rpartition(separator)
        known = separator == " | " or words.MEDIA_NAMES.search(outlet)
        if title and known and len(title.split()) > 1 and len(outlet.split()) <= words.MAX_OUTLET_WORDS:
            return _Found(title=title.strip(), outlet=outlet.strip())
    return _Found(title=text)


def _byline_line(line: Line) -> _Found | None:
    """Read "By Jane Smith, Reuters | 13 December 2016"."""
    if not words.BYLINE.match(line.text) or line.size > 2 * words.MAX_BYLINE_WORDS or _is_sentence(line.text):
        return None
    byline, outlet = _author(words.BYLINE.sub("", line.text))
    # "By Monday the army had gone" is no byline.
    return _Found(byline=byline, outlet=outlet, dated=dates_of(line.text)) if _NAME.fullmatch(byline) else None


def _date_line(line: Line) -> _Found | None:
    """Read "Kim Ga Young  |  2016-12-13 13:45", "Published: 13 Dec 2016" and "Last updated at 14:05 GMT, …"."""
    dated = dates_of(line.text)
    if dated is None or "@" in line.text:
        return None
    byline, outlet = ("", "") if _is_labelled(line) else _author(dated.rest)
    by = _BY.search(line.text)
    # One word may be the name of a time zone.
    name = by["name"] if by else byline if " " in byline and _NAME.fullmatch(byline) else ""
    return _Found(byline=name, outlet=outlet, dated=dated)


def _is_labelled(line: Line) -> bool:
    return bool(words.DATE_LABEL.match(line.text) or words.UPDATED.match(line.text))


def _name_line(line: Line, after: Line) -> _Found | None:
    """Read "Jane Smith" where a date or a role stands beside it, and "BBC News, Manila"."""
    byline, outlet = _author(line.text)
    if line.stops or line.size > words.MAX_BYLINE_WORDS:
        return None
    name, _, place = re.sub(r"^[Tt]he\s", "", line.text).partition(", ")
    if words.MEDIA_NAMES.fullmatch(name) and (not place or _NAME.fullmatch(place)):
        return _Found(outlet=outlet)
    is_role = words.ROLE.search(line.text.removeprefix(byline)) or _ROLE_LINE.fullmatch(after.text)
    named = (is_role or dates_of(after.text)) and " " in byline and _NAME.fullmatch(byline)
    return _Found(byline=byline, outlet=outlet) if named else None


def _author(text: str) -> tuple[str, str]:
    """Return the name at the start, and the outlet after it or alone: "Jane Smith, Reuters", "J. Smith for The Sun"."""
    parts = [p.strip(" ,-–—:|") for p in _SEPARATOR.split(text)]
    outlet = next((p for p in parts if words.MEDIA_NAMES.search(p) or re.match(r"[Ff]or\s", p)), "")
    author = "" if parts[0] == outlet or re.search(r"\d", parts[0]) else parts[0]
    return author, re.sub(r"^[Ff]or\s(?:the\s)?", "", outlet)


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"[.!?:;]['\"”’)]*$", re.sub(r"\b[ap]\.m\.$|\b[A-Z]\.$|\b[JS]r\.$", "", text)))


def dates_of(text: str) -> Dated | None:
    """Return the days of a short line that says little else; only a day with its year counts, never a guess."""
    if len(text) > MAX_TITLE or _is_sentence(text) or not re.search(r"\d{4}", text):
        return None
    # A time of day is nobody's day of publication, and the reader of dates takes it for one.
    plain = words.CLOCK.sub(lambda m: " " * len(m.group()), text)
    change = words.UPDATED.search(plain)
    cut = change.start() if change else len(plain)
    published, rest = _day(plain[:cut])
    updated, rest_after = _day(plain[cut:])
    is_dated = published or updated or words.AMBIGUOUS_DAY.search(plain)
    left = re.findall(r"[^\W\d_]+", f"{rest} {rest_after}")
    says_more = any(w.islower() and w not in words.DATE_WORDS for w in left) or len(left) > words.MAX_BYLINE_WORDS
    return Dated(published, updated, rest.strip()) if is_dated and not says_more else None


def _day(text: str) -> tuple[date | None, str]:
    """Return the one day that a stretch of a line gives, and what else it says."""
    # No publication date is known yet, so relative phrases would be guesses: only a written year counts.
    found = [m for m in date_wrangler.parse(text, today=date(2000, 1, 1)) if re.search(r"\d{4}", m.text)]
    found = [m for m in found if not words.AMBIGUOUS_DAY.search(m.text)]
    days = {m.range.start for m in found if m.range.start and m.range.end and (m.range.end - m.range.start).days == 1}
    for match in found:
        text = text.replace(match.text, " ")
    return (days.pop() if len(days) == 1 else None), text
