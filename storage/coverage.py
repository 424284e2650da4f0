"""Later coverage: which articles are listed beside another, and what people decide on its claims and them.

What the machine proposes is kept apart, in `proposals`; nothing here is written by it.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

from storage import codec, proposals, reading
from storage.checks import refuse_beyond, refuse_foreign_keys, refuse_overtaken, refuse_unknown
from storage.errors import RefusedError
from storage.file import Action
from storage.plain import called
from storage.snapshots import Snapshot, newest, put, states

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.model import Article, Judgement, Rejected, Span
    from storage.file import Entry, File

JUDGEMENT_FIELDS: Final = ("relation", "notes")


def listed(file: File, article_id: str) -> list[Article]:
    """Return the later coverage of an article, by date (those without one last), then by title."""
    rows = file.rows(
        """
        SELECT article_now.* FROM coverage_now JOIN article_now ON article_now.id = coverage_id
        WHERE article_id = ? ORDER BY published IS NULL, published, title, article_now.id
        """,
        article_id,
    )
    if not rows:
        reading.article(file, article_id)
    return [codec.article(row) for row in rows]


def covered(file: File, article_ids: Sequence[str]) -> set[str]:
    """Return those of some articles that have later coverage."""
    sql = "SELECT article_id FROM coverage_now WHERE article_id IN (SELECT value FROM json_each(?))"
    return {row["article_id"] for row in file.rows(sql, json.dumps(article_ids))}


def cover(file: File, entry: Entry, coverage_ids: Sequence[str]) -> int:
    """List articles beside the entry's; returns the revision. Raises NotFoundError, RefusedError."""
    with file.writing():
        number = file.answered(entry)
        if number is None:
            article = reading.article(file, entry.article_id)
            later = [reading.article(file, one) for one in dict.fromkeys(coverage_ids)]
            _refuse_itself(article, later)
            number = _put(file, entry, [_listing(entry.article_id, one.id, listed=True) for one in later])
    return number


def uncover(file: File, entry: Entry, coverage_id: str) -> int:
    """Take an article off the list; returns the revision. Raises NotFoundError, RefusedError."""
    with file.writing():
        number = file.answered(entry)
        if number is None:
            reading.article(file, entry.article_id)
            later = reading.article(file, coverage_id)
            if not file.rows(
                "SELECT 1 FROM coverage WHERE article_id = ? AND coverage_id = ?", entry.article_id, later.id
            ):
                raise _unlisted(later)
            number = _put(file, entry, [_listing(entry.article_id, coverage_id, listed=False)])
    return number


def _listing(article_id: str, coverage_id: str, *, listed: bool) -> Snapshot:
    row: codec.Row = {"article_id": article_id, "coverage_id": coverage_id, "listed": int(listed)}
    return Snapshot("coverage", row)


def _refuse_itself(article: Article, later: Sequence[Article]) -> None:
    if not later:
        message = "Nothing was saved: choose one or more later articles."
        raise RefusedError(message)
    if article in later:
        message = f"Nothing was saved: “{called(article)}” is the article itself. Coverage is what appeared after it."
        raise RefusedError(message)


def judge(file: File, entry: Entry, coverage_id: str, changes: Mapping[str, str], was: Mapping[str, str]) -> int:
    """Lay changes over one's judgement of the entry's claim; returns the revision.

    Raises ConflictError where a field is neither what the person saw nor what it is to be, NotFoundError, RefusedError.
    """
    refuse_unknown(changes, JUDGEMENT_FIELDS)
    refuse_foreign_keys(changes)
    with file.writing():
        number = file.answered(entry)
        if number is None:
            _refuse_unlisted(file, entry.article_id, coverage_id)
            row: codec.Row = {"claim_id": entry.claim_id, "coverage_id": coverage_id, "reviewer": entry.by}
            now = newest(file, Snapshot("judgement", row)).row
            mine = now | dict(changes) | _proposed(file, now, changes)
            refuse_overtaken(file, "judgement", now, mine, now | dict(was))
            number = _put(file, entry, [Snapshot("judgement", mine)])
    return number


def _proposed(file: File, now: codec.Row, changes: Mapping[str, str]) -> dict[str, str]:
    """Return what the machine proposes at the moment of a decision; of no decision it proposed nothing."""
    relation = changes.get("relation", now["relation"])
    if relation == now["relation"]:
        return {}
    claim_id, coverage_id = str(now["claim_id"]), str(now["coverage_id"])
    return {"proposed": proposals.proposed(file, claim_id, coverage_id) if relation else ""}


def judgements(file: File, article_id: str, by: str | None) -> list[Judgement]:
    """Return what people, or one of them, decided or noted on the coverage that is listed, by person."""
    rows = file.rows(
        """
        SELECT * FROM judgement_now WHERE article_id = ?1 AND reviewer = coalesce(?2, reviewer)
               AND coverage_id IN (SELECT coverage_id FROM coverage_now WHERE article_id = ?1)
               AND (relation <> '' OR notes <> '')
        ORDER BY reviewer, claim_id, coverage_id
        """,
        article_id,
        by,
    )
    return [codec.judgement(row) for row in rows]


def reject(file: File, entry: Entry, coverage_id: str, spans: Sequence[Span]) -> int:
    """Say that passages are not about the entry's claim, or that they are; returns the revision."""
    with file.writing():
        number = file.answered(entry)
        if number is None:
            later = _refuse_unlisted(file, entry.article_id, coverage_id)
            refuse_beyond(spans, later.text)
            number = _put(file, entry, [_rejection(entry, coverage_id, span) for span in dict.fromkeys(spans)])
    return number


def _rejection(entry: Entry, coverage_id: str, span: Span) -> Snapshot:
    row: codec.Row = {
        "claim_id": entry.claim_id,
        "coverage_id": coverage_id,
        "start_at": span.start,
        "end_at": span.end,
        "rejected": int(entry.action is Action.REJECTED),
    }
    return Snapshot("rejection", row)


def rejected(file: File, article_id: str) -> list[Rejected]:
    """Return the passages that are not about a claim, by claim, later article and place."""
    sql = "SELECT * FROM rejection_now WHERE article_id = ? ORDER BY claim_id, coverage_id, start_at, end_at"
    return [codec.rejected(row) for row in file.rows(sql, article_id)]


def _refuse_unlisted(file: File, article_id: str, coverage_id: str) -> Article:
    """Return a later article. Raises NotFoundError, and RefusedError where it is not listed."""
    later = reading.article(file, coverage_id)
    if not file.rows("SELECT 1 FROM coverage_now WHERE article_id = ? AND coverage_id = ?", article_id, coverage_id):
        raise _unlisted(later)
    return later


def _unlisted(later: Article) -> RefusedError:
    message = f"Nothing was saved: “{called(later)}” is not listed as later coverage of this article. List it first."
    return RefusedError(message)


def _put(file: File, entry: Entry, wanted: Sequence[Snapshot]) -> int:
    """Write what is new of some things, and return the revision; where nothing is new, the one that stands."""
    new = [one for one in wanted if newest(file, one) != one]
    if not new:
        stands = [number for one in wanted for number, _ in islice(states(file, one), 1)]
        every = "SELECT max(number) FROM revision WHERE article_id = ?"
        return max(stands) if stands else file.number(every, entry.article_id)
    number = file.append(entry)
    put(file, number, new)
    return number
