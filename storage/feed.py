"""What was done in all articles, newest first and page by page: one entry an act, however many claims it was about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from storage import log

if TYPE_CHECKING:
    from claims.model import Revision
    from storage.file import File

_ACTS: Final = """
    SELECT revision.*, (SELECT count(*) FROM revision AS same WHERE same.batch = revision.number) AS several
    FROM revision
    WHERE number < ? AND (batch IS NULL OR batch = number) {}
    ORDER BY number DESC LIMIT ?
"""

FIRST: Final = 2**62
"""Above all revisions: where the first page begins."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its first revision, how many it made, the article's headline, and the claim's words where it has one."""

    revision: Revision
    several: int
    title: str
    words: str
    is_claim: bool


def acts(file: File, before: int, limit: int, by: str = "", article_id: str = "") -> list[Act]:
    """Return the newest acts before a revision, of one person or article if asked."""
    # Each filter has its own index; one query for all would read every revision.
    asked = [(column, value) for column, value in (("by", by), ("article_id", article_id)) if value]
    sql = _ACTS.format("".join(f"AND {column} = ? " for column, _ in asked))
    rows = file.rows(sql, before, *(value for _, value in asked), limit)
    return [_act(file, log.with_changes(file, row), row["several"]) for row in rows]


def _act(file: File, revision: Revision, several: int) -> Act:
    title = file.rows("SELECT title FROM article_now WHERE id = ?", revision.article_id)[0]["title"]
    claims = file.rows("SELECT text, withdrawn FROM claim_now WHERE id = ?", revision.claim_id)
    words, is_claim = (claims[0]["text"], not claims[0]["withdrawn"]) if claims else ("", False)
    return Act(revision, max(several, 1), title, words, is_claim)
