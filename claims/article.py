"""Raw text into an Article: what is title, byline, date, body and page chrome. The text itself is never changed."""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import charset_normalizer

from claims import words
from claims.header import dates_of, read_header
from claims.lines import goes_on, items, lines_of, running_heads, together, wrap_width
from claims.model import Article, Span, TextError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from charset_normalizer import CharsetMatch, CharsetMatches

    from claims.lines import Line

MAX_CHARACTERS = 500_000
"""Longest text taken as one article: some 80,000 words, a book; splitting it takes about half a minute."""

SHORT = 0.6
"""How much of the page's width a line may fill to be looked at alone; what is wrapped is looked at as a paragraph."""

MAX_CHROME = 600
"""A longer line is none of the page's own, however few blanks it has; in characters."""

MAX_SUBHEADS = 2
"""How many lines without a full stop in a row are subheads (or a caption under one); more are a list."""


class Filed(NamedTuple):
    """The datelines of an article, and what they say of it."""

    places: frozenset[Span] = frozenset()
    outlet: str = ""
    published: date | None = None


def decode(data: bytes) -> str:
    """Return the text of an uploaded file in whatever encoding it has; TextError where it is no plain text."""
    for magic, name in ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a Word or ZIP file"), (b"{\\rtf", "an RTF file")):
        if data.lstrip()[:8].startswith(magic):
            message = f"This is {name}, not plain text. Open it, copy its text and paste that."
            raise TextError(message)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = charset_normalizer.from_bytes(data)
    if not found:
        message = "This file is not plain text. Save it as text in UTF-8 and try again."
        raise TextError(message)
    return str(_likeliest(found))


def _likeliest(found: CharsetMatches) -> CharsetMatch:
    """Return the best match; of several that are alike that of Western Europe, where the first by name is Central."""
    best = found[0]
    alike = (match for match in found if (match.chaos, match.coherence) == (best.chaos, best.coherence))
    return next((match for match in alike if match.encoding == "cp1252"), best)


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
    """Find what the text says of itself; what the caller gives goes before it. TextError for what is no article.

    What is neither body nor chrome is the article's own and yet no claim: its title, byline and date, its subheads.
    """
    check(text)
    paragraphs, own = _paragraphs(text)
    header = read_header(paragraphs)
    own |= header.chrome | _end_matter(paragraphs)
    own |= {p.span for p in paragraphs if p.span not in header.lines and _is_chrome(p)}
    prose = [p for p in paragraphs if p.span not in own | header.lines]
    subheads = _subheads(prose)
    prose = [p for p in prose if p.span not in subheads]
    filed = _filed(text, prose)
    chrome = _apart(own | filed.places | {aside for p in prose for aside in _asides(text, p)})
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        title=title or header.title,
        byline=byline or header.byline,
        outlet=outlet or header.outlet or _owner(text, own) or filed.outlet,
        url=url,
        published=published or header.published or filed.published,
        body=tuple(_body(text, prose, filed)),
        chrome=chrome,
    )


def check(text: str) -> None:
    """Refuse with a TextError what cannot be an article, in words for the person who pasted it."""
    odd = re.search("[\x00\ud800-\udfff]", text)
    problem = (
        "There is no text yet. Paste an article."
        if not lines_of(text[:MAX_CHARACTERS])
        else f"The text has {len(text):,} characters; one article may have {MAX_CHARACTERS:,}. Split it up."
        if len(text) > MAX_CHARACTERS
        else f"Character {odd.start() + 1:,} is not text (a broken copy or a binary file). Copy the text again."
        if odd
        else ""
    )
    if problem:
        raise TextError(problem)


def _paragraphs(text: str) -> tuple[list[Line], set[Span]]:
    """Return the paragraphs of a text, each as one line however it was wrapped, and the lines that are the page's own.

    A paragraph may have such a line in its midst: a page number, an advertisement.
    """
    lines = lines_of(text)
    width = wrap_width(lines)
    own = running_heads(lines, width)
    alone = (line for line in lines if not width or len(line.text) < SHORT * width)
    own |= {line.span for line in alone if _is_chrome(line) and not _is_read_later(line)}
    found: list[list[Line]] = []
    over_page = False
    for line in lines:
        if line.span not in own:
            if found and goes_on(found[-1], line, width, over_page=over_page):
                found[-1].append(line)
            else:
                found.append([line])
        over_page = line.span in own
    return [together(lines) for lines in found], own


# -- what is no claim --------------------------------------------------------------------------------------------------


def _is_chrome(line: Line) -> bool:
    """Say whether a line is the page's own: a button, a pointer, the caption of a picture, a rule for comments."""
    if len(line.text) > MAX_CHROME or words.DATE_LABEL.match(line.text) or words.BYLINE.match(line.text):
        return False
    if words.ASIDE.fullmatch(line.text) or not any(c.isalnum() for c in line.text):
        return True
    is_caption = line.size <= words.MAX_CAPTION_WORDS and words.CAPTION.search(line.text)
    return bool(is_caption or (line.size <= words.MAX_CHROME_WORDS and words.CHROME.search(line.text)))


def _is_read_later(line: Line) -> bool:
    """Say whether a line of the page's own still says something: a date, or that a list follows."""
    return bool(dates_of(line.text) or words.END_MATTER.match(line.text))


def _end_matter(paragraphs: list[Line]) -> set[Span]:
    """Return the heads such as "Sources" and what is listed under them, up to something that reads as prose."""
    found: set[Span] = set()
    listed = False
    for number, line in enumerate(paragraphs):
        listed = bool(number and words.END_MATTER.match(line.text)) or (listed and not line.stops)
        if listed:
            found.add(line.span)
    return found


def _subheads(prose: list[Line]) -> set[Span]:
    """Return the short lines without a full stop that stand before a paragraph; what follows a colon is a list."""
    found: set[Span] = set()
    run: list[Line] = []
    announced = False
    for line in prose:
        is_item = words.BULLET.match(line.text)
        if line.stops or is_item:
            found |= {head.span for head in run} if len(run) <= MAX_SUBHEADS and not announced else set()
            run, announced = [], line.text.endswith(":")
        else:
            run, announced = ([*run, line], announced) if line.size <= words.MAX_SUBHEAD_WORDS else ([], False)
    return found


def _filed(text: str, prose: list[Line]) -> Filed:
    """Find where paragraphs say from where, when and for whom they were filed: "SEOUL, Dec. 13 (Yonhap) —"."""
    found = [m for p in prose if (m := words.DATELINE.match(text, p.span.start, p.span.end))]
    alone = [m for p in prose[:1] if (m := words.FIRST_DATELINE.match(text, p.span.start, p.span.end))]
    said = [value for m in found for value in m.groupdict().items() if value[1]]
    dates = [dates_of(value) for name, value in said if name.startswith("day")]
    return Filed(
        places=frozenset(Span(m.start(), m.end()) for m in found or alone),
        outlet=next((value for name, value in said if name.startswith("agency")), ""),
        published=next((d.published for d in dates if d and d.published), None),
    )


def _asides(text: str, paragraph: Line) -> Iterator[Span]:
    """Yield pointers and credits inside a paragraph, such as "(story here)" and "(Photo by Jane Doe/AP)"."""
    for pattern in (words.ASIDE, words.CREDIT):
        for found in pattern.finditer(text, paragraph.span.start, paragraph.span.end):
            yield Span(*found.span())


def _owner(text: str, own: set[Span]) -> str:
    """Return whose the page is by its own word: "© 2016 The Guardian"."""
    return next(
        (found["outlet"].strip() for span in sorted(own) if (found := words.COPYRIGHT.search(span.of(text)))), ""
    )


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return stretches in order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.overlaps(found[-1]):
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)


# -- body --------------------------------------------------------------------------------------------------------------


def _body(text: str, prose: Iterable[Line], filed: Filed) -> Iterator[Span]:
    """Yield the paragraphs, and the items of lists in them, without the bullet or the dateline before them."""
    ends = {place.start: place.end for place in filed.places}
    for part in (item for paragraph in prose for item in items(text, paragraph.span)):
        bullet = words.BULLET.match(text, part.start, part.end)
        start = bullet.end() if bullet else part.start
        yield Span(ends.get(start, start), part.end)
