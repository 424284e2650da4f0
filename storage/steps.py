"""Undo and redo of one's own acts in an article, across restarts: an earlier state is appended, nothing is taken away.

An act is a revision, or several that were one click. The acts of a person in an article form a line; an undo names the
act that it takes back, so the two ends of the line are found from the newest rows, however long the log has grown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from storage.errors import RefusedError
from storage.file import Action, Entry
from storage.snapshots import Snapshot, before, newest, put, states, touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.file import File

NEWEST = 2**62
"""Above all revisions."""

_JUDGED = """
    SELECT max(revision) AS newest FROM claim JOIN main.judgement AS judgement ON judgement.claim_id = claim.id
    WHERE article_id = ? AND coverage_id = ? AND reviewer <> ?
"""
"""What others have judged on a later article."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Which of one's own acts in an article is undone next, and which is done again; None where there is none."""

    undo: int | None = None
    redo: int | None = None


class _Move(NamedTuple):
    """One act of a person: its first revision, what it did, and the act that it undid or did again."""

    id: int
    action: str
    step: int | None


def steps(file: File, article_id: str, by: str) -> Steps:
    """Return both ends of the line; a new act ends what can be done again."""
    return Steps(_newest_done(file, article_id, by), _newest_undone(file, article_id, by))


def step_back(file: File, action: Action, article_id: str, by: str, token: str | None) -> int:
    """Undo or do again; returns the revision.

    Raises RefusedError where there is nothing left, or where somebody has built on what would be taken away.
    """
    asked = Entry(action, by, article_id, token=token)
    with file.writing():
        return file.answered(asked, ("action", "by", "article_id")) or _step(file, asked)


def restore(file: File, number: int, by: str, claim_id: str | None, token: str | None) -> int:
    """Make things again what they were after revision `number`: all that it changed, or one claim and its review.

    Returns the revision. Raises RefusedError for another's review, and where nothing would change.
    """
    with file.writing():
        made = file.rows("SELECT article_id, claim_id FROM revision WHERE number = ?", number)
        if not made:
            message = f"There is no revision {number}."
            raise RefusedError(message)
        entry = Entry(Action.RESTORED, by, made[0]["article_id"], claim_id or made[0]["claim_id"], token)
        return file.answered(entry) or _restore(file, number, entry, claim_id)


def _restore(file: File, number: int, entry: Entry, claim_id: str | None) -> int:
    wanted = [one for one in touched(file, number) if claim_id in (None, one.row.get("claim_id"))]
    if any(snapshot.row.get("reviewer", entry.by) != entry.by for snapshot in wanted):
        message = "Only whoever wrote a review or a judgement can restore it."
        raise RefusedError(message)
    changed = [snapshot for snapshot in wanted if newest(file, snapshot) != snapshot]
    if not changed:
        message = "Nothing was changed: it is like that already."
        raise RefusedError(message)
    restored = file.append(entry)
    put(file, restored, changed)
    return restored


def _step(file: File, asked: Entry) -> int:
    is_undo = asked.action is Action.UNDONE
    step = (_newest_done if is_undo else _newest_undone)(file, asked.article_id, asked.by)
    if step is None:
        message = f"There is nothing to {'undo' if is_undo else 'do again'} in this article."
        raise RefusedError(message)
    numbers = [row["number"] for row in file.rows("SELECT number FROM revision WHERE batch = ?", step)] or [step]
    batch = file.next_number() if len(numbers) > 1 else None
    done = [
        _again(file, number, replace(asked, step=step, batch=batch, token=asked.token if place == 0 else None))
        for place, number in enumerate(sorted(numbers, reverse=is_undo))
    ]
    return done[0]


def _again(file: File, number: int, asked: Entry) -> int:
    """Undo one revision, or do it again."""
    made = touched(file, number)
    earlier = [before(file, after, number) for after in made]
    wanted, due = (earlier, made) if asked.action is Action.UNDONE else (made, earlier)
    for snapshot, state in zip(due, wanted, strict=True):
        _refuse_built_on(file, snapshot, state, asked.by)
    done = file.append(replace(asked, claim_id=_about(file, number, wanted)))
    put(file, done, wanted)
    return done


def _about(file: File, number: int, wanted: list[Snapshot]) -> str | None:
    """Return the claim to look at then: one that is a claim again, else the one that the revision was about."""
    claims = [one.row for one in wanted if one.table == "claim_info"]
    standing = next((str(row["claim_id"]) for row in claims if not row["withdrawn"]), None)
    return standing or file.rows("SELECT claim_id FROM revision WHERE number = ?", number)[0]["claim_id"]


def _refuse_built_on(file: File, due: Snapshot, wanted: Snapshot, by: str) -> None:
    """Raise RefusedError where a thing is no longer what it was, or what would go has been reviewed by another."""
    found = next(states(file, due), None)
    if found and found[1] != due:
        _refuse(file, found[0], "changed")
    if due.table == "claim_info" and wanted.row["withdrawn"] and not due.row["withdrawn"]:
        for did, table in (("reviewed", "review"), ("judged", "judgement"), ("commented on", "comment")):
            sql = f"SELECT max(revision) AS newest FROM main.{table} WHERE claim_id = ? AND reviewer <> ?"  # noqa: S608 - our own names
            _refuse_found(file, did, sql, str(due.row["claim_id"]), by)
    if due.table == "coverage" and due.row["listed"] and not wanted.row["listed"]:
        _refuse_found(file, "judged", _JUDGED, str(due.row["article_id"]), str(due.row["coverage_id"]), by)


def _refuse_found(file: File, did: str, sql: str, *values: str) -> None:
    """Raise RefusedError where a query finds a revision."""
    if number := file.rows(sql, *values)[0]["newest"]:
        _refuse(file, number, did)


def _refuse(file: File, number: int, did: str) -> None:
    who = file.rows("SELECT by FROM revision WHERE number = ?", number)[0]["by"]
    message = f"Not taken back: {who} has {did} it since. Look at it again, then change it as you need it."
    raise RefusedError(message)


def _newest_done(file: File, article_id: str, by: str) -> int | None:
    """Return the act that stands last: what an undo left standing is what stood before the act that it took back."""
    until = NEWEST
    while move := next(_moves(file, article_id, by, until), None):
        if move.action == Action.UNDONE and move.step:
            until = move.step
        else:
            return move.step or move.id
    return None


def _newest_undone(file: File, article_id: str, by: str) -> int | None:
    """Return the act that was undone last and not done again since; each redo pairs with the undo before it."""
    pairs = 0
    for move in _moves(file, article_id, by, NEWEST):
        match move.action:
            case Action.REDONE:
                pairs += 1
            case Action.UNDONE if pairs:
                pairs -= 1
            case Action.UNDONE:
                return move.step
            case _:
                return None
    return None


def _moves(file: File, article_id: str, by: str, until: int) -> Iterator[_Move]:
    """Yield a person's acts in an article before revision `until`, newest first; adding or importing it is none."""
    seen = None
    rows = file.each(
        "SELECT coalesce(batch, number) AS id, action, step FROM revision"
        " WHERE article_id = ? AND by = ? AND number < ? AND action NOT IN ('added', 'imported') ORDER BY number DESC",
        article_id,
        by,
        until,
    )
    for row in rows:
        if row["id"] != seen:
            seen = row["id"]
            yield _Move(row["id"], row["action"], row["step"])
