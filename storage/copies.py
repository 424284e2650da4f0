"""Reads the text of a source that is to be kept, so that what is quoted of it can be looked up there."""

from __future__ import annotations

from claims.article import decode
from claims.model import TextError


def readable(name: str, media_type: str, content: bytes) -> str:
    """Return the text of a file, "" where none can be read of it; what kind it is, its name and media type say."""
    if not (media_type.startswith("text/") or name.lower().endswith((".txt", ".md", ".csv"))):
        return ""
    try:
        return decode(content).replace("\0", "")
    except TextError:
        return ""
