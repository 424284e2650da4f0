"""What a reviewer must know of later articles, and what in them no claim covers: `claims` is asked here alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.comparison import Comparison
    from claims.model import Article


def cautions_for(article: Article, coverage: Sequence[Article]) -> dict[str, list[str]]:
    """Return the cautions of each later article, as sentences for the screen, by its id."""
    del article, coverage
    return {}


def news_of(compared: Comparison) -> list[dict[str, Any]]:
    """Return what is new in the coverage, ready for the wire."""
    del compared
    return []
