"""What people say to one another of a claim, and what of it is for whom. Anybody who may read the article reads it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from claims.mentions import mentioned
from storage import codec
from storage.errors import RefusedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from claims.model import Comment
    from storage.file import Entry, File

MAX_COMMENT: Final = 10_000
"""How many characters a comment may have: four pages. What is longer is a document."""

PROGRAM: Final = "Claimbook"
"""Who adds the sample article: nobody who could be asked anything."""

_PEOPLE: Final = """
    WITH RECURSIVE person (name) AS (
        -- from one name to the next in the index: to read all revisions for it would take seconds
        SELECT min(by) FROM revision
        UNION ALL SELECT (SELECT min(by) FROM revision WHERE by > person.name) FROM person WHERE person.name IS NOT NULL
    )
    SELECT name FROM person WHERE name <> ?
    UNION SELECT assigned_to FROM handover WHERE assigned_to <> ''
    UNION SELECT name FROM member_now WHERE name <> identity  -- else they have not come yet, and get another name
    EXCEPT SELECT name FROM member_now WHERE role = 'none'
    ORDER BY name
"""

_FOR: Final = """
    SELECT comment_now.*, coalesce(assigned_to, '') AS assigned_to,
           EXISTS (SELECT 1 FROM comment AS mine WHERE mine.reviewer = ?1 AND mine.claim_id = comment_now.claim_id
                          AND mine.revision < said AND mine.text <> '') AS is_answer
    FROM comment_now LEFT JOIN handover_now ON handover_now.claim_id = comment_now.claim_id
    WHERE reviewer <> ?1 AND said > ?2 AND (instr(comment_now.text, '@') OR is_answer OR assigned_to = ?1)
    ORDER BY said DESC
"""

_WHERE: Final = """
    SELECT title, claim_now.text AS words, withdrawn
    FROM claim_now JOIN article_now ON article_now.id = article_id WHERE claim_now.id = ?
"""


class Why(StrEnum):
    """Why a comment is for somebody; of several reasons the first."""

    MENTIONED = "mentioned"
    ANSWERED = "answered"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class Said:
    """A comment that is for somebody, and where it is; the claim may be none any longer."""

    comment: Comment
    why: Why
    article_id: str
    title: str
    words: str
    is_claim: bool


def comment(file: File, entry: Entry, text: str) -> int:
    """Say something of the entry's claim; returns the revision. Raises RefusedError for nothing, or for too much."""
    text = text.strip()
    if not text:
        message = "Nothing was saved: the comment is empty."
        raise RefusedError(message)
    if len(text) > MAX_COMMENT:
        message = (
            f"Nothing was saved: the comment has {len(text):,} characters, and at most {MAX_COMMENT:,} fit. "
            "Cut it into several, or put it into a document and say where that is."
        )
        raise RefusedError(message)
    with file.writing():
        number = file.answered(entry)
        if number is None:
            number = file.append(entry)
            said: codec.Row = {"claim_id": entry.claim_id, "comment_id": secrets.token_hex(8), "reviewer": entry.by}
            file.insert("comment", [said | {"revision": number, "text": text}])
    return number


def comments(file: File, article_ids: Sequence[str]) -> list[Comment]:
    """Return what was said of the claims of articles, in order."""
    sql = "SELECT * FROM comment_now WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY said"
    return [codec.comment(row) for row in file.rows(sql, json.dumps(article_ids))]


def people(file: File) -> list[str]:
    """Return the names of all who ever did something in the file, or are to do something, by name."""
    return [row["name"] for row in file.rows(_PEOPLE, PROGRAM)]


def said_to(file: File, person: str, since: int, limit: int) -> list[Said]:
    """Return what others said to a person after revision `since`, newest first, at most `limit`.

    That is what has their name in it, what was said of a claim after they had said something of it, and what was said
    of a claim that they are to work on. Whoever comes new finds what was said to them before.
    """
    known = {*people(file), person}
    return list(islice(_said(file, person, since, known), limit))


def _said(file: File, person: str, since: int, known: set[str]) -> Iterator[Said]:
    for row in file.each(_FOR, person, since):
        if why := _why(row, person, known):
            where = file.rows(_WHERE, row["claim_id"])[0]
            about = row["article_id"], where["title"], where["words"], not where["withdrawn"]
            yield Said(codec.comment(row), why, *about)


def _why(row: sqlite3.Row, person: str, known: set[str]) -> Why | None:
    # most comments are not for this person: to look for the name alone is quicker than to read whom they name
    if person.casefold() in row["text"].casefold() and person in mentioned(row["text"], known):
        return Why.MENTIONED
    if row["is_answer"]:
        return Why.ANSWERED
    return Why.ASSIGNED if row["assigned_to"] == person else None


def looked(file: File, person: str) -> int:
    """Return up to which revision a person has looked at what was said to them, 0 where they never have."""
    return file.number("SELECT coalesce(max(revision), 0) FROM looked WHERE person = ?", person)


def look(file: File, person: str, number: int) -> None:
    """Keep that a person has looked at all up to a revision; less than before changes nothing.

    Raises RefusedError for a person without a name or another than has the file open, and a revision that is none.
    """
    is_another = file.person is not None and file.person.name != person
    if is_another or not person.strip() or not file.rows("SELECT 1 FROM revision WHERE number = ?", number):
        message = "Nothing was saved: say first who you are."
        raise RefusedError(message)
    with file.writing():
        if number > looked(file, person):
            file.insert("looked", [{"person": person, "revision": number}])
