"""What a reviewer must know of later articles, and what in them no claim covers: `claims` is asked here alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.cautions import all_cautions
from views.comparing import wire

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.compare import Coverage
    from claims.comparison import Comparison
    from claims.model import Article


def cautions_for(article: Article, coverage: Sequence[Article]) -> dict[str, list[str]]:
    """Return the cautions of each later article, as sentences for the screen, by its id."""
    return {name: list(sentences) for name, sentences in _cautions(article, tuple(coverage))}


@lru_cache(maxsize=16)
def _cautions(article: Article, coverage: tuple[Article, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Go through all texts, which takes a while, once for each list and not at each click."""
    found = all_cautions(article, coverage)
    return tuple((name, tuple(one.text for one in cautions)) for name, cautions in found.items())


def news_of(compared: Comparison, prepared: Callable[[Article], Coverage]) -> list[dict[str, Any]]:
    """Return what is new in the coverage, ready for the wire: once all is compared, or much would be called new."""
    # Importing the parser takes a second, and the other views do not need it.
    from claims.news import find_news  # noqa: PLC0415

    by_id = {later.id: later for later in compared.coverage}
    coverage = [prepared(later) for later in compared.coverage]
    found = find_news(compared.article, compared.claims, coverage, compared.matches.values())
    return [
        {"coverage": one.coverage_id, "names": list(one.names)}
        | wire.passage(by_id[one.coverage_id], one.span, with_neighbours=True)
        for one in found
    ]
