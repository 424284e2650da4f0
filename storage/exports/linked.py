"""Linked data: lasting names for what is in the workbench, web addresses, and JSON that may stand inside a page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Article

Node = dict[str, object]
"""A thing as JSON-LD writes it: its properties by name."""

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.IGNORECASE)
"""What may be taken for an address: none of the characters that RFC 3987 keeps out of one."""


def name(kind: str, *keys: str) -> str:
    """Return the lasting name of an article, claim or review: `urn:claimbook:claim:…`, the same in every export.

    An article may move to another address and a claim has none, so neither is named by one.
    """
    return ":".join(["urn:claimbook", kind, *(quote(key, safe="", errors="replace") for key in keys)])


def address(text: str) -> str:
    """Return the web address that a text is, and nothing else; "" where it is none that a browser may be sent to."""
    found = text.strip()
    if not _ADDRESS.fullmatch(found) or not found.isprintable():
        return ""
    try:
        return found if urlsplit(found).hostname else ""
    except ValueError:
        return ""


def name_of(article: Article) -> str:
    """Return an article's address, or its lasting name where it has none."""
    return address(article.url) or name("article", article.id)


def known(node: Mapping[str, object]) -> Node:
    """Return a thing without what is not known of it: "", None and empty lists."""
    return {key: value for key, value in node.items() if value not in ("", None, [])}


def dumped(document: Node) -> bytes:
    """Return a document as UTF-8 that may also stand inside `<script>`: no text in it ends one, or begins a comment."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{text}\n".replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026").encode(errors="replace")
