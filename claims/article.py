"""Raw text into an Article: what is title, byline, date, body and page chrome. The text itself is never changed."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import charset_normalizer
import date_wrangler

from claims import words
from claims.model import Article, Span, TextError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 500_000
"""Longest text taken as one article: some 80,000 words, a book; splitting it takes about half a minute."""

MAX_TITLE = 200
"""Longest line taken for a title, in characters."""

MAX_HEADER_LINES = 8
"""How many lines before the first paragraph may be chrome, title, byline and date."""


class Line(NamedTuple):
    """A line of the text that is not blank, without the white space around it."""

    span: Span
    text: str
    after_blank: bool


class Header(NamedTuple):
    """What the lines before the first paragraph say, and how many they are."""

    title: str = ""
    byline: str = ""
    published: date | None = None
    lines: int = 0
    chrome: tuple[Span, ...] = ()


def decode(data: bytes) -> str:
    """Return the text of an uploaded file in whatever encoding it has; TextError where it is no plain text."""
    for magic, name in ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a Word or ZIP file"), (b"{\\rtf", "an RTF file")):
        if data.lstrip()[:8].startswith(magic):
            message = f"This is {name}, not plain text. Open it, copy its text and paste that."
            raise TextError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data).best()
    if best is None:
        message = "This file is not plain text. Save it as text in UTF-8 and try again."
        raise TextError(message)
    return str(best)


def sample_text() -> str:
    """Return the sample article, as it was copied from a browser."""
    return resources.files("claims").joinpath("sample", "daily-nk-2016-12-13.txt").read_text(encoding="utf-8")


def read_article(  # noqa: PLR0913 - one argument for each field that a person can give
    text: str,
    *,
    title: str = "",
    byline: str = "",
    outlet: str = "",
    url: str = "",
    published: date | None = None,
) -> Article:
    """Find what the text says of itself; what the caller gives goes before it. TextError for what is no article."""
    _check(text)
    lines = list(_lines(text))
    header = _header(lines)
    chrome = (*header.chrome, *_chrome(text, lines[header.lines :]))
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        title=title or header.title,
        byline=byline or header.byline,
        outlet=outlet,
        url=url,
        published=published or header.published,
        body=tuple(_body(text, lines[header.lines :], chrome)),
        chrome=chrome,
    )


def _check(text: str) -> None:
    """Refuse what cannot be an article, in words for the person who pasted it."""
    odd = re.search("[\x00\ud800-\udfff]", text)
    problem = (
        "There is no text yet. Paste an article."
        if not text.strip()
        else f"The text has {len(text):,} characters; one article may have {MAX_CHARACTERS:,}. Split it up."
        if len(text) > MAX_CHARACTERS
        else f"Character {odd.start() + 1:,} is not text (a broken copy or a binary file). Copy the text again."
        if odd
        else ""
    )
    if problem:
        raise TextError(problem)


def _lines(text: str) -> Iterator[Line]:
    end_before = 0
    for found in re.finditer(r"\S[^\n\r\v\f\x85\u2028\u2029]*", text):
        words_ = found.group().rstrip()
        blank = len(re.findall(r"\r\n|[\n\r\u2028\u2029]", text[end_before : found.start()])) > 1
        yield Line(Span(found.start(), found.start() + len(words_)), words_, blank)
        end_before = found.start() + len(words_)


# -- the lines before the first paragraph ------------------------------------------------------------------------------


def _header(lines: list[Line]) -> Header:
    """Read title, byline, date and chrome off the top, as far as they go before something that reads as prose."""
    title, byline, published, chrome, count = "", "", None, [], 0
    for line in lines[: min(MAX_HEADER_LINES, len(lines) - 1)]:
        day = _date_of(line.text)
        if words.CHROME.search(line.text) or _is_breadcrumb(line.text):
            chrome.append(line.span)
        elif day or words.BYLINE.match(line.text):
            byline, published = byline or _byline(line.text), published or day
        elif not title and _is_title(line.text):
            title = line.text
        else:
            break
        count += 1
    return Header(title, byline, published, count, tuple(chrome))


def _is_breadcrumb(line: str) -> bool:
    """Take "Issue >" or "Home › World › Asia" for the page's own navigation."""
    return bool(re.fullmatch(r"(?:[\w &'-]{1,30}\s*[>›»]\s*)+[\w &'-]{0,30}", line))


def _is_title(line: str) -> bool:
    """Take a line of a few words that does not end like a sentence for the title."""
    return len(line) <= MAX_TITLE and not re.search(r"[.,;!…]['\"”’)]*$", line) and len(line.split()) > 1


def _date_of(line: str) -> date | None:
    """Return the one full date of a short line ("Kim Ga Young | 2016-12-13 13:45"); with a year, never a guess."""
    if len(line) > MAX_TITLE or re.search(r"[.!?]['\"”’)]*$", line.replace(".m.", "")):
        return None
    # No publication date is known yet, so relative phrases would be guesses: only a written year counts.
    found = [m for m in date_wrangler.parse(line, today=date(2000, 1, 1)) if re.search(r"\d{4}", m.text)]
    days = {m.range.start for m in found if m.range.start and m.range.end and (m.range.end - m.range.start).days == 1}
    rest = line
    for match in found:
        rest = rest.replace(match.text, " ")
    few_words = len(re.findall(r"[^\W\d_]+", rest)) <= words.MAX_BYLINE_WORDS
    return days.pop() if len(days) == 1 and few_words else None


def _byline(line: str) -> str:
    """Return the author's part of a line: the part before the bar, without "By" and without the date."""
    author = re.split(r"\s*[|•·]\s*|\s{2,}", words.BYLINE.sub("", line))[0]
    return "" if _date_of(author) or re.search(r"\d", author) else author.strip(" ,-–—")


# -- body and chrome ---------------------------------------------------------------------------------------------------


def _chrome(text: str, lines: list[Line]) -> Iterator[Span]:
    """Yield the page's own words: whole lines (comment rules, share buttons) and asides such as "(story here)"."""
    for line in lines:
        if words.CHROME.search(line.text) and len(line.text.split()) <= words.MAX_CHROME_WORDS:
            yield line.span
        else:
            for found in words.ASIDE.finditer(text, line.span.start, line.span.end):
                yield Span(*found.span())


def _body(text: str, lines: list[Line], chrome: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the paragraphs: lines that are not chrome, those of one hard-wrapped paragraph together."""
    start, last = None, None
    for line in lines:
        if line.span in chrome:
            continue
        if last and not _goes_on(last, line):
            yield Span(start or 0, last.span.end)
            start = None
        start = _after_dateline(text, line) if start is None else start
        last = line
    if last:
        yield Span(start or 0, last.span.end)


def _goes_on(last: Line, line: Line) -> bool:
    """Say whether a line continues the one before: no blank line, no end of sentence, and a small letter."""
    return not line.after_blank and not re.search(r"[.!?:]['\"”’)]*$", last.text) and line.text[:1].islower()


def _after_dateline(text: str, line: Line) -> int:
    """Skip "SEOUL, Dec. 13 (Yonhap) —": where and when the report was filed is no claim of it."""
    found = words.DATELINE.match(text, line.span.start, line.span.end)
    return found.end() if found and found.end() < line.span.end else line.span.start
