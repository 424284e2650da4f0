"""Whether somebody is the author of an article, by the byline and the name that one works under."""

from __future__ import annotations

import re

from claims import words
from claims.evidence import plain


def is_by(reviewer: str, byline: str) -> bool:
    """Say whether a reviewer is an author: the same names in any order, one of them perhaps left out or an initial.

    A first name alone is not enough where the byline has a last one too: there may be two of that name. Of an e-mail
    address what stands before the "@" counts.
    """
    account, _, host = reviewer.partition("@")
    name = _names(account if "." in host else reviewer)
    if not name:
        return False
    authors = (_names(part) for part in words.BYLINE_JOINTS.split(byline))
    return sorted(name) == sorted(_names(byline)) or any(_is_same(name, author) for author in authors if author)


def _is_same(one: list[str], other: list[str]) -> bool:
    if "".join(one) == "".join(other) or sorted(one) == sorted(other):
        return True
    short, long = sorted((one, other), key=len)
    shares_a_name = any(len(name) > 1 for name in {*short} & {*long})
    return len(short) > 1 and shares_a_name and all(any(_stands_for(name, full) for full in long) for name in short)


def _stands_for(name: str, full: str) -> bool:
    return name == full or (1 in {len(name), len(full)} and name[0] == full[0])


def _names(text: str) -> list[str]:
    return [name for part in re.split(r"[^\w'’]+|_", text) if (name := plain(part))]
