"""What was said of claims and done to their shape, from the first to the newest: what agreement is made of.

Read through the names of the tables, so that of what is hidden from a person nothing comes out.
"""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.filters import NO_FINDING
from claims.model import Saying, Span
from claims.unitizing import SPLITTER, Act
from storage import codec, passages
from storage.file import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.model import Article
    from storage.file import File

_FINDING: Final = frozenset({Action.ADDED, Action.FOUND})
"""What brings in the splitter's claims; whoever did it has judged none of them."""

_STANDING: Final = """
    SELECT claim.id, withdrawn, max(revision) FROM claim JOIN claim_info ON claim_info.claim_id = claim.id
    WHERE article_id = ?1 GROUP BY claim.id HAVING withdrawn = ''
"""


def sayings(file: File, article_id: str) -> list[Saying]:
    """Return what was ever said of the claims that stand, from the first to the newest."""
    rows = file.each(
        f"""
        SELECT review.claim_id, reviewer, verification, sourcing, at_utc
        FROM (SELECT id FROM ({_STANDING})) AS standing
        JOIN review ON review.claim_id = standing.id JOIN revision ON number = review.revision ORDER BY number
        """,  # noqa: S608 - our own names
        article_id,
    )
    return [Saying(claim_id, who, found, sourced, codec.moment(at)) for claim_id, who, found, sourced, at in rows]


def acts(file: File, article_id: str) -> list[Act]:
    """Return, in order, what was done to the shape of claims, and of which of them something was said as they stood."""
    done = [*_shaped(file, article_id), *_dismissed(file, article_id), *_marked(file, article_id)]
    return [one.act for one in sorted(done, key=attrgetter("number"))]


def sentences(file: File, article: Article) -> Sequence[Span]:
    """Return the sentences of an article in order: those of the index, which has them at hand, or cut anew."""
    rows = file.rows("SELECT spans_json FROM passages WHERE article_id = ?", article.id)
    return list(_spans(rows[0]["spans_json"])) if rows else passages.cut(article)


def newest_seals(file: File) -> dict[str, str]:
    """Return the seal of each article's newest revision: all that is said of it holds as long as that is the same.

    The number would not do: in a file that was put back from a backup it comes a second time.
    """
    rows = file.rows("""
        SELECT article_id, (SELECT sha256 FROM seal WHERE table_name = 'revision' AND key_json = '[' || newest || ']'
                            ORDER BY seal.number DESC LIMIT 1) AS sha256
        FROM (SELECT article_id, max(number) AS newest FROM revision GROUP BY article_id)
    """)
    return {row["article_id"]: row["sha256"] for row in rows}


class _Numbered(NamedTuple):
    number: int
    act: Act


def _shaped(file: File, article_id: str) -> list[_Numbered]:
    sql = """
        SELECT number, by, action, claim_info.claim_id, spans_json, withdrawn
        FROM claim JOIN claim_info ON claim_info.claim_id = claim.id JOIN revision ON number = claim_info.revision
        WHERE claim.article_id = ? ORDER BY number
    """
    found: dict[tuple[int, str], dict[str, tuple[Span, ...]]] = {}
    for number, by, action, claim_id, spans, withdrawn in file.each(sql, article_id):
        who = SPLITTER if action in _FINDING else by
        found.setdefault((number, who), {})[claim_id] = () if withdrawn else _spans(spans)
    return [_Numbered(number, Act(who, bounds)) for (number, who), bounds in found.items()]


def _dismissed(file: File, article_id: str) -> list[_Numbered]:
    sql = """
        SELECT number, by, start_at, end_at FROM dismissal JOIN revision ON number = dismissal.revision
        WHERE dismissal.article_id = ?
    """
    rows = file.each(sql, article_id)
    return [_Numbered(number, Act(by, dismissed=(Span(start, end),))) for number, by, start, end in rows]


def _marked(file: File, article_id: str) -> list[_Numbered]:
    sql = """
        SELECT review.revision, reviewer, review.claim_id, verification, sourcing
        FROM claim JOIN review ON review.claim_id = claim.id WHERE claim.article_id = ?
    """
    rows = file.each(sql, article_id)
    return [
        _Numbered(number, Act(who, marked=(claim_id,)))
        for number, who, claim_id, found, sourced in rows
        if found not in NO_FINDING or sourced
    ]


def _spans(stored: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(stored))
