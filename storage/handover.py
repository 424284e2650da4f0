"""Who is to work on a claim and by when, from whom or for what it waits, and how far each claim has come."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from claims.model import Handover, Review, Talk
from claims.workflow import workflow
from storage import codec, reading
from storage.checks import refuse_overtaken, refuse_unknown
from storage.errors import RefusedError
from storage.snapshots import Snapshot, newest, put

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.model import Claim, Comment, Workflow
    from storage.file import Entry, File

FIELDS: Final = ("assigned_to", "finish_by", "waiting_for")

MOST: Final[Mapping[str, int]] = {"assigned_to": 80, "waiting_for": 500}
"""How many characters a name may have (as in the box for one's own), and what says what a claim waits for."""

LAST_YEAR: Final = 2199
"""Of the days that can be meant, as in the forms."""

_HIDDEN: Final = """
    (SELECT claim.id AS claim_id, article_id,
            opinions - (SELECT count(*) FROM finding WHERE finding.claim_id = blind.id) AS findings
     FROM main.blind_claim AS blind JOIN claim ON claim.id = blind.id)
"""
"""How many people have a finding that is hidden from whoever has the file open."""

_TASKS: Final = """
    SELECT handover_now.*, title, claim_now.text AS words
    FROM handover_now
    JOIN claim_now ON claim_now.id = handover_now.claim_id AND withdrawn = ''
    JOIN article_now ON article_now.id = handover_now.article_id
    WHERE handover_now.claim_id IN (
              SELECT claim_id FROM handover WHERE assigned_to = ?1
              UNION SELECT handover.claim_id FROM handover JOIN revision ON number = handover.revision
              WHERE by = ?1 AND waiting_for <> ''
          )
          AND (assigned_to = ?1 OR (waiting_for <> '' AND handed_by = ?1))
    ORDER BY finish_by IS NULL, finish_by, handover_now.revision
"""


_JUDGED: Final = """
    SELECT claim_id, sourcing, verification,
           notes <> '' OR confidence <> '' OR as_of IS NOT NULL OR due IS NOT NULL OR evidence_json <> '[]'
           AS says_more, count(*) AS people
    FROM review
    WHERE claim_id IN (SELECT value FROM json_each(?))
          AND NOT EXISTS (SELECT 1 FROM review AS newer WHERE newer.claim_id = review.claim_id
                          AND newer.reviewer = review.reviewer AND newer.revision > review.revision)
    GROUP BY 1, 2, 3, 4
"""
"""What people judged of claims, and how many the same: a claim can have a hundred reviews."""

_NEEDED: Final = """
    (SELECT claim.id AS claim_id, claim.article_id, reviews
     FROM claim JOIN needed_now ON needed_now.article_id = claim.article_id)
"""

_OF_CLAIMS: Final = "claim_id IN (SELECT value FROM json_each(?))"
_OF_ARTICLES: Final = "article_id IN (SELECT value FROM json_each(?))"


class Judged(NamedTuple):
    """What of a review counts for how far a claim has come; of the rest only whether there is anything."""

    sourcing: str
    verification: str
    says_more: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A claim that somebody is to work on or waits for a source of, where it is, and how far it has come."""

    handover: Handover
    by: str
    """Who said so last."""
    article_id: str
    title: str
    words: str
    workflow: Workflow


def hand_over(
    file: File, asked: Entry, claim_ids: Sequence[str], changes: Mapping[str, str], was: Mapping[str, str]
) -> list[int]:
    """Lay changes over what stands of each claim, as one act; returns the revisions, of nothing where nothing differs.

    Raises ConflictError where a field is neither what the person saw nor what it is to be, NotFoundError, RefusedError;
    then nothing is written.
    """
    refuse_unknown(changes, FIELDS)
    changed, seen = _read(changes), _read(was)
    with file.writing():
        if first := file.answered(asked, ("action", "by", "article_id")):
            return [row["number"] for row in file.rows("SELECT number FROM revision WHERE batch = ?", first)]
        pairs = [(before, _after(file, before, changed)) for before in _standing(file, asked.article_id, claim_ids)]
        for before, after in pairs:
            rows = map(codec.handover_row, (before, after, replace(before, **seen)))
            refuse_overtaken(file, "handover", *rows)
        return _put(file, asked, [after for before, after in pairs if after != before])


def _read(given: Mapping[str, str]) -> dict[str, Any]:
    """Return fields as the model has them: names and words on one line, days as dates. Raises RefusedError."""
    return {
        name: codec.day(value) if name == "finish_by" else _line(name, value)
        for name, value in given.items()
        if name in FIELDS
    }


def _line(name: str, text: str) -> str:
    line = " ".join(text.split())
    if len(line) > MOST[name]:
        what = "a name" if name == "assigned_to" else "what it waits for"
        message = f"Nothing was saved: {what} has at most {MOST[name]} characters. Say the rest in a comment."
        raise RefusedError(message)
    return line


def _standing(file: File, article_id: str, claim_ids: Sequence[str]) -> list[Handover]:
    """Return what is said of each claim now. Raises RefusedError for one that is a claim no longer, or of elsewhere."""
    found = []
    for claim_id in dict.fromkeys(claim_ids):
        claim = reading.claim(file, claim_id)
        if claim.withdrawn or claim.article_id != article_id:
            why = "is a claim no longer" if claim.withdrawn else "is of another article"
            message = f"Nothing was saved: “{_words(file, claim_id)}” {why}. Choose again."
            raise RefusedError(message)
        found.append(codec.handover(newest(file, Snapshot("handover", {"claim_id": claim_id})).row))
    return found


def _words(file: File, claim_id: str) -> str:
    return str(file.rows("SELECT substr(text, 1, 60) AS words FROM claim_now WHERE id = ?", claim_id)[0]["words"])


def _after(file: File, before: Handover, changed: Mapping[str, Any]) -> Handover:
    """Return what is to stand then; with nobody to work on it there is no day by which they are to finish."""
    after = replace(before, **changed)
    if not after.assigned_to and before.assigned_to:
        return replace(after, finish_by=None)
    if after.finish_by != before.finish_by:
        _refuse_day(file, after)
    return after


def _refuse_day(file: File, wanted: Handover) -> None:
    """Raise RefusedError for a day that is over, that nobody can mean, or that is nobody's."""
    if wanted.finish_by is None:
        return
    today = codec.moment(file.moment()).astimezone().date()  # the calendar of this computer, as on the screens
    message = ""
    if not wanted.assigned_to:
        message = "say first who is to work on it; a day alone is nobody's"
    elif wanted.finish_by < today:
        message = f"{wanted.finish_by} is over. Choose today or a later day"
    elif wanted.finish_by.year > LAST_YEAR:
        message = f"{wanted.finish_by} is too far off. Choose a day before {LAST_YEAR + 1}"
    if message:
        message = f"Nothing was saved: {message}."
        raise RefusedError(message)


def _put(file: File, asked: Entry, wanted: Sequence[Handover]) -> list[int]:
    batch, token, numbers = file.next_number(), asked.token, []
    for handover in wanted:
        number = file.append(replace(asked, claim_id=handover.claim_id, token=token, batch=batch))
        put(file, number, [Snapshot("handover", codec.handover_row(handover))])
        numbers.append(number)
        token = None  # a token names one revision: the first of the batch
    return numbers


def pass_on(file: File, number: int, claims: Iterable[Claim]) -> None:
    """Hand claims that were made from others, in revision `number`, to whoever was to work on those."""
    for claim in claims:
        of = [newest(file, Snapshot("handover", {"claim_id": one})) for one in (claim.id, *claim.parents)]
        found = next((one for one in of if one != one.blank()), of[0])
        if not claim.withdrawn and found is not of[0]:
            put(file, number, [Snapshot("handover", found.row | {"claim_id": claim.id})])


def handovers(file: File, article_ids: Sequence[str]) -> list[Handover]:
    """Return what was handed over of the claims of articles; in no order."""
    return [codec.handover(row) for row in _rows(file, "handover_now", _OF_ARTICLES, json.dumps(article_ids))]


def standing(file: File, article_ids: Sequence[str]) -> Callable[[str, Sequence[Judged]], Workflow]:
    """Return what says how far a claim of articles has come, by its id and what everybody judged of it."""
    return _stands(file, _OF_ARTICLES, json.dumps(article_ids))


def talks(file: File, claim_ids: Iterable[str]) -> dict[str, Talk]:
    """Return what is said of claims and was handed over, and how far each has come."""
    wanted = list(dict.fromkeys(claim_ids))
    of = _OF_CLAIMS, json.dumps(wanted)
    said: defaultdict[str, list[Comment]] = defaultdict(list)
    for row in _rows(file, "comment_now", f"{_OF_CLAIMS} ORDER BY said", of[1]):
        said[row["claim_id"]].append(codec.comment(row))
    judged: defaultdict[str, list[Judged]] = defaultdict(list)
    for claim_id, *rest, people in file.rows(_JUDGED, of[1]):
        judged[claim_id] += [Judged(*rest)] * people
    handed = {row["claim_id"]: codec.handover(row) for row in _rows(file, "handover_now", *of)}
    stands = _stands(file, *of)
    return {one: Talk(tuple(said[one]), handed.get(one) or Handover(one), stands(one, judged[one])) for one in wanted}


def _stands(file: File, which: str, value: str) -> Callable[[str, Sequence[Judged]], Workflow]:
    """Return what says it of the claims that are meant; the same to whoever may not see what others found."""
    needed = {row["claim_id"]: row["reviews"] for row in _rows(file, _NEEDED, which, value)}
    hidden = {row["claim_id"]: row["findings"] for row in _rows(file, _HIDDEN, which, value)} if needed else {}
    settled = {row["claim_id"] for row in _rows(file, "settlement_now", which, value) if not row["is_reopened"]}
    waiting = {row["claim_id"] for row in _rows(file, "handover_now", which, value) if row["waiting_for"]}

    def stands(claim_id: str, judged: Sequence[Judged]) -> Workflow:
        numbers = needed.get(claim_id, 1), hidden.get(claim_id, 0)
        return _workflow(tuple(judged), numbers, (claim_id in settled, claim_id in waiting))

    return stands


@lru_cache(1024)
def _workflow(judged: tuple[Judged, ...], numbers: tuple[int, int], ends: tuple[bool, bool]) -> Workflow:
    """Return how far a claim has come; kept, as few people say few things of many claims."""
    reviews = [Review("", "", *one[:2], notes="…" if one.says_more else "") for one in judged]
    (needed, hidden), (is_settled, is_waiting) = numbers, ends
    return workflow(reviews, needed, hidden=hidden, is_settled=is_settled, is_waiting=is_waiting)


def _rows(file: File, view: str, which: str, value: str) -> list[sqlite3.Row]:
    return file.rows(f"SELECT * FROM {view} WHERE {which}", value)  # noqa: S608 - our own names


def tasks(file: File, person: str) -> list[Task]:
    """Return what a person is to work on and what they said waits, by the day on which it is to be finished."""
    rows = file.rows(_TASKS, person)
    found = talks(file, (row["claim_id"] for row in rows))
    return [
        Task(
            codec.handover(row),
            row["handed_by"],
            row["article_id"],
            row["title"],
            row["words"],
            found[row["claim_id"]].workflow,
        )
        for row in rows
    ]
