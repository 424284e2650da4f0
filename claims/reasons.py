"""Reasons in words: what a proposal goes by, and where it stands in both texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.language import spans
from claims.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.language import Token


def reason(text: str, earlier: Iterable[Token], later: Iterable[Token]) -> Reason:
    """Return a reason with the words of both texts that it goes by."""
    return Reason(text, spans(earlier), spans(later))


def quoted(text: str, tokens: Sequence[Token]) -> str:
    """Return what is found and by which words: "refuted: “hoax”"."""
    return f"{text}: “{said(tokens)}”" if tokens else text


def said(tokens: Sequence[Token]) -> str:
    """Return words as they stand, with an ellipsis where something lies between."""
    parts = [t.text_with_ws if i + 1 == len(tokens) or tokens[i + 1].i == t.i + 1 else f"{t.text} … "
             for i, t in enumerate(tokens)]  # fmt: skip
    return "".join(parts).strip()
