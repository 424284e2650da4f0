"""Figures, dates and trends in one article that do not fit each other. Start reading at `find_inconsistencies`.

Each module finds one sort; `facts` has what they share. Nothing is parsed but the headline, and claims that may count
one thing twice. They rather miss one than show one that is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims.consistency.ages import find_ages, find_lives
from claims.consistency.changes import find_changes, find_moves
from claims.consistency.conversions import find_conversions
from claims.consistency.durations import find_ago, find_durations
from claims.consistency.facts import read_facts
from claims.consistency.headline import find_headline
from claims.consistency.shares import find_beyond_whole, find_shares
from claims.consistency.totals import find_totals
from claims.consistency.trends import find_trends
from claims.consistency.twice import find_twice
from claims.consistency.weekdays import find_weekdays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Article, Claim, Inconsistency

FINDERS: Final = (
    find_headline,
    find_totals,
    find_shares,
    find_beyond_whole,
    find_changes,
    find_moves,
    find_conversions,
    find_weekdays,
    find_ages,
    find_lives,
    find_durations,
    find_ago,
    find_twice,
    find_trends,
)


def find_inconsistencies(article: Article, claims: Sequence[Claim]) -> list[Inconsistency]:
    """Return in what an article does not fit itself, in reading order; all spans lie in its text.

    `claims` are those of the article that stand, as `find_claims` found them or a person put them right. Two sources
    that differ are shown as that (`Clash.SOURCES`) and not as an error of the article.
    """
    facts = read_facts(article, claims)
    found = dict.fromkeys(inconsistency for find in FINDERS for inconsistency in find(facts))
    return sorted(found, key=lambda i: (min((*i.spans, *i.other_spans)), i.kind, i.sum))
