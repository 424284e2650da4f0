"""The article of a web page: its text without the page around it, and what the page says of it."""

from __future__ import annotations

import email
import email.policy
import logging
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from claims.article import decode
from claims.intake.taken import Taken
from claims.model import TextError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trafilatura.settings import Document

MAX_ELEMENTS = 40_000
"""How many elements a page may have: a long one has 5,000, an encyclopedia's 20,000; each takes time."""

MIN_WORDS = 15
"""How many words an article has at least; a page for signing in, or one that a script would fill, has fewer."""

MAX_LINE = 300
"""Longest title, name or outlet that is believed; in characters."""

MAX_ADDRESS = 2000
"""Longest address that is kept; in characters."""

DATES = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}
"""Only days that the page gives as that of publication: not the first date in its text, not that of a change."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://[^\s<>\"]+) -->")
# Neither says anything on standard error: what is odd in a page is nothing that whoever runs this can mend.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

_HIDDEN = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "canvas"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
}  # fmt: skip

_PARSER_LIMITS = {"no_network": True, "huge_tree": False, "remove_comments": True, "remove_pis": True}


def read_page(name: str, content: bytes, url: str = "") -> Taken:
    """Return the article of a page. Raises TextError where there is none; anything for a hostile page."""
    source = decoded(content)
    found = _extracted(tree_of(source))
    text = "\n\n".join(filter(None, map(_plain, ((found and found.text) or "").splitlines())))
    if not found or len(text.split()) < MIN_WORDS:
        message = "No article was found in this page. Open it in a browser, copy the article and paste it."
        raise TextError(message)
    title, outlet = _line(found.title), _line(found.sitename)
    saved = _SAVED_FROM.search(source[:2000])
    return Taken(
        name,
        text if not title or _starts_with(text, title) else f"{title}\n\n{text}",
        title=title,
        byline=_byline(found.author, outlet),
        outlet=outlet,
        url=url or _address(found.url) or (saved[1] if saved else ""),
        published=_day(found.date),
    )


def read_whole_page(name: str, content: bytes) -> Taken:
    """Return the article of a page that a browser saved with its pictures in one file (MHTML)."""
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    url = _address(message.get("Snapshot-Content-Location"))
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(body := part.get_payload(decode=True), bytes):
            return read_page(name, body, url)
    problem = "There is no page in this file. Save the page as .html, or copy the article and paste it."
    raise TextError(problem)


def decoded(content: bytes) -> str:
    """Return the source of a page, read as UTF-8 where it is that, else as what it names, else as what is likeliest."""
    named = _CHARSET.search(content[:4096])
    for encoding in ("utf-8", *([named[1].decode("ascii", "ignore")] if named else [])):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(content)


def tree_of(source: str) -> Any:  # noqa: ANN401 - lxml has no types
    """Return the elements of a page. Raises TextError for a page with none, or with too many."""
    # As bytes, because lxml refuses text that names its encoding.
    parser = lxml_html.HTMLParser(encoding="utf-8", **_PARSER_LIMITS)
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as problem:
        message = "The page is empty. Save it anew from the browser, or copy the article and paste it."
        raise TextError(message) from problem
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        message = f"The page has more than {MAX_ELEMENTS:,} elements. Copy the article and paste it."
        raise TextError(message)
    return tree


def readable(content: bytes) -> str:
    """Return all that a page shows, for looking up what is quoted of it. Raises TextError for one with nothing.

    What stands in a line stays in it; what is a block of its own is a line.
    """
    lines = "".join(_shown(tree_of(decoded(content)))).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _shown(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """Yield the text of an element and of what is in it, without recursion: pages are nested as deep as they like."""
    for event, part in etree.iterwalk(element, events=("start", "end")):
        is_shown = part.tag not in _HIDDEN
        border = "" if part.tag in _INLINE else "\n"
        if event == "end":
            yield border + re.sub(r"\s", " ", part.tail or "")
        elif is_shown:
            yield border + re.sub(r"\s", " ", part.text or "")


def _extracted(tree: Any) -> Document | None:  # noqa: ANN401 - likewise
    found = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    return None if found is None or isinstance(found, dict) else found


def _plain(line: str) -> str:
    """Return a line of text without the rules of a table: its rows come as “| 2019 | 38 |” and “|---|---|”."""
    row = re.fullmatch(r"\s*\|(?P<cells>.*)\|\s*", line)
    if row is None:
        return line.strip()
    cells = [cell.strip() for cell in row["cells"].split("|")]
    return "" if all(re.fullmatch("-*", cell) for cell in cells) else "\t".join(cells).strip()


def _starts_with(text: str, title: str) -> bool:
    return _key(text.split("\n", 1)[0]) == _key(title)


def _key(line: str) -> str:
    return re.sub(r"\W+", " ", line).strip().casefold()


def _line(said: str | None) -> str:
    line = " ".join((said or "").split())
    return line if len(line) <= MAX_LINE else ""


def _byline(authors: str | None, outlet: str) -> str:
    """Return the authors as one line, without the outlet, which many a page names as its author."""
    names = [_line(name) for name in (authors or "").split(";")]
    return _line(", ".join(name for name in names if name and _key(name) != _key(outlet)))


def _address(said: str | None) -> str:
    is_one = said and len(said) <= MAX_ADDRESS and re.fullmatch(r"https?://[^\s<>\"]+", said.strip(), re.IGNORECASE)
    return said.strip() if said and is_one else ""


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None
