"""Which words of a claim and a later passage agree and which differ, each in its own text: what a screen lights up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims.match import placed
from claims.model import Relation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Article, Claim, Difference, Match, Reason

TURNING = frozenset({Relation.CONTRADICTS, Relation.UPDATES})
"""Relations whose reasons name the words that differ; those of the others name words that agree."""


class Lit(NamedTuple):
    """Stretches of one text that say the same as the other one, and those that say otherwise."""

    same: tuple[Span, ...]
    differ: tuple[Span, ...]


def agreeing(article: Article, claim: Claim, later: Article, match: Match) -> tuple[Lit, Lit]:
    """Return what to light up in a claim and in the passage that the proposal goes by; nothing where there is none.

    Words differ where a difference or a reason for a turn names them; others agree if both sides have them.
    """
    here = match.passages[:1]
    earlier, after = _words(article.text, claim.spans), _words(later.text, here)
    turning = match.reasons if match.relation in TURNING else ()
    told: tuple[Difference | Reason, ...] = (*match.differences, *turning)
    earlier_differ = [span for one in told for span in one.earlier_spans]
    later_differ = [span for one in told for span in one.later_spans if any(span.overlaps(place) for place in here)]
    common = frozenset(t for _, ts in earlier for t in ts) & frozenset(t for _, ts in after for t in ts)
    return _lit(earlier, common, earlier_differ), _lit(after, common, later_differ)


def _words(text: str, spans: Sequence[Span]) -> list[tuple[Span, frozenset[str]]]:
    return [
        (Span(span.start + word.start, span.start + word.end), terms)
        for span in spans
        for word, terms in placed(span.of(text))
    ]


def _lit(words: Iterable[tuple[Span, frozenset[str]]], common: frozenset[str], differ: Sequence[Span]) -> Lit:
    same = (span for span, terms in words if terms & common and not any(span.overlaps(other) for other in differ))
    return Lit(tuple(same), tuple(sorted(set(differ))))
