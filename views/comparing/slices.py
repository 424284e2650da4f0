"""Compares by slices: for a moment, one pair after the other, and keeps what was found. No Streamlit here."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from claims.comparison import comparison
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from claims.compare import Coverage
    from claims.comparison import Comparison
    from claims.model import Article, Claim, Match, Span

SLICE: Final = 0.7
"""Seconds that a slice works: a click in between waits no longer."""


def known(store: Store, article_id: str, who: str) -> Comparison:
    """Return all that is known of an article and its coverage, as one person sees it."""
    return comparison(
        store.article(article_id),
        store.claims(article_id),
        store.coverage(article_id),
        store.matches(article_id),
        store.judgements(article_id),
        rejected(store, article_id),
        who,
    )


def rejected(store: Store, article_id: str) -> dict[tuple[str, str], list[Span]]:
    """Return the passages that are not about a claim, by claim and later article."""
    found: dict[tuple[str, str], list[Span]] = {}
    for one in store.rejected(article_id):
        found.setdefault((one.claim_id, one.coverage_id), []).append(one.span)
    return found


def work(  # noqa: PLR0913, PLR0917 - which claims, for whom, how and for how long
    path: Path,
    who: str,
    article_id: str,
    in_hand: str,
    prepared: Callable[[Article], Coverage],
    seconds: float = SLICE,
) -> None:
    """Compare what the file has no proposal for, the claim in hand first, for so many seconds, and keep what was found.

    At least one pair is compared, so that it always goes on; nothing is done again that the file has.
    """
    # Importing the parser takes a second: the page is there without it.
    from claims.compare import find_matches  # noqa: PLC0415

    with Store.open(path, who) as store:
        with store.one_moment():
            pairs, bases = store.to_compare(article_id), store.bases(article_id)
            article, claims = store.article(article_id), _first(store.claims(article_id), in_hand, pairs)
            later, out = store.coverage(article_id), rejected(store, article_id)
        end = time.monotonic() + seconds  # with the preparing: of a long list the first slice does little else
        if pairs:
            coverage = [prepared(one) for one in later]
            found = find_matches(article, claims, coverage, out, frozenset(pairs))
            store.keep_matches(_until(end, found), bases)


def _until(end: float, found: Iterator[Match]) -> list[Match]:
    """Return what is found until a moment, and at least the first."""
    kept = []
    for match in found:
        kept.append(match)
        if time.monotonic() > end:
            break
    return kept


def _first(claims: Sequence[Claim], in_hand: str, pairs: Sequence[tuple[str, str]]) -> list[Claim]:
    """Return the claims that are to be compared, the one in hand before the others."""
    missing = {claim_id for claim_id, _ in pairs}
    return sorted((claim for claim in claims if claim.id in missing), key=lambda claim: claim.id != in_hand)
