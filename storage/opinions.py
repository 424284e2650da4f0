"""Second opinions: how many an article needs, which claims are handed to whom, and what the desk found in the end.

What the desk finds is a thing of its own: it stands beside the reviews and changes none of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from storage import codec, log, reading
from storage.checks import refuse_foreign_keys, refuse_unknown
from storage.errors import ConflictError, RefusedError
from storage.snapshots import Snapshot, newest, put, states
from storage.window import look_through

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Review, Settlement
    from storage.file import Entry, File

MOST: Final = 9
"""How many opinions an article can need; desks ask for two or three."""

_FINDING: Final = "a finding"

_SAID: Final = """
    SELECT claim_id FROM claim JOIN main.review AS review ON review.claim_id = claim.id WHERE article_id = ?1
    UNION SELECT claim_id FROM claim JOIN main.judgement AS judgement ON judgement.claim_id = claim.id
    WHERE article_id = ?1
"""
"""The claims of which somebody has said something."""


_OTHERS: Final = """
    SELECT *, count(*) OVER () AS people FROM review_now
    WHERE claim_id = ? AND reviewer <> ?
          AND (verification <> 'unchecked' OR sourcing <> '' OR notes <> '' OR confidence <> '' OR as_of IS NOT NULL
               OR due IS NOT NULL OR evidence_json <> '[]')
    ORDER BY revision DESC LIMIT ?
"""


class Opinions(NamedTuple):
    """How many people have a finding on a claim, how many are needed, and whether that makes it done.

    `is_hidden` says that the others' are hidden from whoever has the file open.
    """

    opinions: int
    needed: int
    is_done: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Overruled:
    """A finding that the desk settled otherwise: whose, what the desk found and why, and where that is.

    `is_answered` says that the person has changed or written something of it since.
    """

    review: Review
    settlement: Settlement
    article_id: str
    title: str
    words: str
    is_answered: bool


_OVERRULED: Final = """
    SELECT review_now.*, title, claim_now.text AS words,
           settlement_now.verification AS desk_verification, settlement_now.sourcing AS desk_sourcing, reason,
           settled_by, settled_at_utc, settlement_now.revision AS desk_revision, is_reopened
    FROM settlement_now
    CROSS JOIN review_now  -- CROSS: from what was settled, which is little, to what was said of that
    CROSS JOIN claim_now ON claim_now.id = settlement_now.claim_id AND withdrawn = ''
    JOIN article_now ON article_now.id = settlement_now.article_id
    WHERE review_now.claim_id = settlement_now.claim_id AND reviewer = ?1
          AND settlement_now.article_id = coalesce(?2, settlement_now.article_id)
          AND (review_now.verification NOT IN ('unchecked', 'withdrawn', settlement_now.verification)
               OR settlement_now.sourcing <> '' AND review_now.sourcing NOT IN ('', settlement_now.sourcing))
    ORDER BY desk_revision DESC
"""


def needed(file: File, article_id: str) -> int:
    """Return how many people are to judge each claim of an article independently; 1 where nobody has said so."""
    rows = file.rows("SELECT reviews FROM needed_now WHERE article_id = ?", article_id)
    return int(rows[0]["reviews"]) if rows else 1


def need(file: File, entry: Entry, reviews: int) -> int:
    """Say how many; returns the revision. Raises NotFoundError, RefusedError."""
    if not 1 <= reviews <= MOST:
        message = f"Nothing was saved: an article needs 1 to {MOST} opinions."
        raise RefusedError(message)
    reading.article(file, entry.article_id)
    with file.writing():
        number = file.answered(entry)
        if number is None:
            number = _need(file, entry, Snapshot("needed", {"article_id": entry.article_id, "reviews": reviews}))
    return number


def _need(file: File, entry: Entry, wanted: Snapshot) -> int:
    """Write how many where that is new, and return the revision that stands."""
    if newest(file, wanted) == wanted:
        every = "SELECT max(number) FROM revision WHERE article_id = ?"
        return next((number for number, _ in states(file, wanted)), file.number(every, entry.article_id))
    number = file.append(entry)
    put(file, number, [wanted])
    return number


def progress(file: File, article_id: str) -> dict[str, Opinions]:
    """Return, where an article needs more than one opinion, how far each claim has come; it tells nobody's finding."""
    rows = file.rows(
        "SELECT blind.* FROM main.blind_claim AS blind JOIN claim ON claim.id = blind.id WHERE article_id = ?",
        article_id,
    )
    hidden = _hidden(file, article_id)
    return {
        row["id"]: Opinions(row["opinions"], row["needed"], bool(row["is_done"]), row["id"] in hidden) for row in rows
    }


def of_claim(file: File, claim_id: str) -> Opinions | None:
    """Return the same of one claim; None where its article needs one opinion."""
    for row in file.rows("SELECT * FROM main.blind_claim WHERE id = ?", claim_id):
        is_hidden = _is_shut(file) and bool(file.rows("SELECT 1 FROM hidden WHERE claim_id = ?", claim_id))
        return Opinions(row["opinions"], row["needed"], bool(row["is_done"]), is_hidden)
    return None


def _hidden(file: File, article_id: str) -> frozenset[str]:
    """Return the claims on which marks may be hidden from whoever has the file open."""
    if needed(file, article_id) == 1 or not _is_shut(file):
        return frozenset()
    sql = "SELECT claim_id FROM hidden JOIN claim ON claim.id = claim_id WHERE article_id = ?"
    return frozenset(row["claim_id"] for row in file.rows(sql, article_id))


def _is_shut(file: File) -> bool:
    """Say whether a window stands before what is hidden; whoever owns the file has none."""
    if file.person is None:
        return False
    look_through(file.db, file.person)  # somebody may have said only since it was opened that an article needs more
    return True


def refuse_hidden(file: File, article_id: str) -> None:
    """Raise RefusedError where something on an article is hidden from whoever has the file open."""
    if claims := len(left_out(file, [article_id])):
        message = (
            f"What others found on {counted(claims)} is hidden from you until your own finding is in, so this "
            "cannot be complete. Give yours first, or ask an editor for it."
        )
        raise RefusedError(message)


def left_out(file: File, article_ids: Iterable[str] = ()) -> frozenset[str]:
    """Return the claims of which others have said something that is hidden from whoever has the file open.

    They are of articles, or of all where none is given.
    """
    several = {str(row["article_id"]) for row in file.rows("SELECT article_id FROM needed_now WHERE reviews > 1")}
    wanted = several.intersection(article_ids) if article_ids else several
    return frozenset[str]().union(*(_left_out(file, one) for one in wanted))


def _left_out(file: File, article_id: str) -> frozenset[str]:
    hidden = _hidden(file, article_id)
    return hidden & {str(row["claim_id"]) for row in file.rows(_SAID, article_id)} if hidden else hidden


def counted(claims: int) -> str:
    """Return how many of an article's claims are meant, in words."""
    return "1 of the claims" if claims == 1 else f"{claims:,} of the claims"


def settlements(file: File, article_ids: Sequence[str]) -> list[Settlement]:
    """Return what the desk found of the claims of articles, also where it is open again; in no order."""
    sql = "SELECT * FROM settlement_now WHERE article_id IN (SELECT value FROM json_each(?))"
    rows = file.rows(sql, json.dumps(article_ids))
    return [codec.settlement(row) for row in rows]


def settlement(file: File, claim_id: str) -> Settlement | None:
    """Return what the desk found of one claim."""
    rows = file.rows("SELECT * FROM settlement_now WHERE claim_id = ?", claim_id)
    return codec.settlement(rows[0]) if rows else None


def verifications(file: File, article_id: str, who: str) -> dict[str, str]:
    """Return a person's verification of each claim of an article on which they said anything."""
    rows = file.rows(
        """
        SELECT claim_id, verification, max(revision)  -- SQLite takes the other columns from the row that has it
        FROM claim JOIN review ON claim_id = claim.id AND reviewer = ?2
        WHERE article_id = ?1 GROUP BY claim_id
        """,
        article_id,
        who,
    )
    return {row["claim_id"]: row["verification"] for row in rows}


def others(file: File, claim_id: str, who: str, most: int) -> tuple[list[Review], int]:
    """Return what others than one person say of a claim, by reviewer: the newest `most`, and how many people there are.

    Who took everything back says nothing.
    """
    rows = file.rows(_OTHERS, claim_id, who, most)
    found = sorted(map(codec.review, rows), key=attrgetter("reviewer"))
    return found, rows[0]["people"] if rows else 0


def overruled(file: File, who: str, article_id: str | None = None) -> list[Overruled]:
    """Return a person's findings that the desk settled otherwise, in an article or in all; the newest first."""
    return [_overruled(row) for row in file.rows(_OVERRULED, who, article_id)]


def _overruled(row: sqlite3.Row) -> Overruled:
    desk = {
        "verification": row["desk_verification"],
        "sourcing": row["desk_sourcing"],
        "revision": row["desk_revision"],
    }
    found = codec.settlement(dict(row) | desk)
    is_answered = row["revision"] > found.revision
    return Overruled(codec.review(row), found, row["article_id"], row["title"], row["words"], is_answered)


def settle(file: File, entry: Entry, found: Mapping[str, str], seen: int) -> int:
    """Say what the desk found (verification, sourcing) and why (reason); blank verification takes it back.

    `seen` is the newest revision of a finding on the claim that whoever settles has seen: ConflictError where there is
    a newer one. Raises RefusedError for a key off the list, no reason, no finding, or findings that are hidden still.
    """
    _refuse_unfit(found)
    with file.writing():
        number = file.answered(entry)
        if number is None:
            _refuse_unseen(file, entry, seen)
            # written also where it says the same: it may have been open again, and now rests on other findings
            number = file.append(entry)
            put(file, number, [Snapshot("settlement", {"claim_id": entry.claim_id, **found})])
    return number


def _refuse_unfit(found: Mapping[str, str]) -> None:
    refuse_unknown(found, ("verification", "sourcing", "reason"))
    if found["verification"]:
        refuse_foreign_keys({name: found[name] for name in ("verification", "sourcing")})
    if found["verification"] == "unchecked" or (found["verification"] and not found["reason"].strip()):
        message = "Nothing was saved: choose a finding, and say why; those who found otherwise will read it."
        raise RefusedError(message)


def _refuse_unseen(file: File, entry: Entry, seen: int) -> None:
    """Raise ConflictError where somebody has changed a finding meanwhile, RefusedError where there are none to see."""
    rows = file.rows("SELECT revision FROM finding WHERE claim_id = ? ORDER BY revision", str(entry.claim_id))
    if not rows or str(entry.claim_id) in _hidden(file, entry.article_id):
        message = "Nothing was saved: too few people have a finding on this claim yet."
        raise RefusedError(message)
    if rows[-1]["revision"] > seen:
        made = log.revision(file, rows[-1]["revision"])
        raise ConflictError(_FINDING, "", "", made.by, made.at.isoformat())
