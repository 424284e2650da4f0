"""Reads the text of a source that is to be kept, so that what is quoted of it can be looked up there."""

from __future__ import annotations

import unicodedata

from claims.article import decode
from claims.intake.kinds import PAGE, PDF, TEXT, WORD, XML, ZIP, Kind, kind_of, of_parts
from claims.intake.zips import opened

MAX_ODD = 0.1
"""How many of the characters of a text may be none that people write."""


def readable(name: str, media_type: str, content: bytes) -> str:
    """Return the text of a file, "" where none can be read of it; what it holds decides what kind it is.

    Its name, and then its media type, say so only where that does not. A page gives all that it shows, a PDF what can
    be read of it, up to what is damaged. Never raises.
    """
    try:
        return _text(_kind(name, media_type, content), content).replace("\0", "")
    except Exception:  # noqa: BLE001 - whatever the libraries make of a file; it is kept all the same
        return ""


def _kind(name: str, media_type: str, content: bytes) -> Kind:
    kind = kind_of(name, content)
    if kind is ZIP:
        return of_parts(opened(content).namelist())
    return PAGE if kind is TEXT and "html" in media_type else kind


def _text(kind: Kind, content: bytes) -> str:
    # Their libraries take a third of a second each, and most sources are of one kind.
    from claims.intake import page, pdf, word  # noqa: PLC0415

    if kind is PDF:
        return pdf.readable(content)
    if kind is PAGE:
        return page.readable(content)
    if kind is WORD:
        return word.read_word("", content).text
    return _plain(content) if kind in {TEXT, XML} else ""


def _plain(content: bytes) -> str:
    text = decode(content).replace("\0", "")
    odd = sum(unicodedata.category(c) in {"Cc", "Cn", "Co"} and not c.isspace() for c in text)
    return text if odd <= MAX_ODD * len(text) else ""
