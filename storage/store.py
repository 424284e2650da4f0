"""Keep articles, claims and reviews in one SQLite file, safe under many writers. Start reading at `Store.save_review`.

A store is opened for each piece of work and closed after it (a third of a millisecond): nothing is shared between
threads. All writing goes through `Store._writing`. Nothing is overwritten; a change adds a row.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from sqlite_utils import Database

from claims.model import Article, Claim, Review, Revision
from claims.vocabulary import SOURCING, VERIFICATION
from storage import codec
from storage.chain import KEYS, first_break, last_seal, seal
from storage.errors import (
    FileError,
    LockedError,
    NoFolderError,
    NotAStoreError,
    NotFoundError,
    ReadOnlyError,
    RefusedError,
    in_plain_words,
)
from storage.migrations import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from storage.chain import Break, Key


PATIENCE: Final = 30.0
"""Seconds that a write waits for the others; the longest queue seen in tests is far below."""

REVIEW_FIELDS: Final = ("sourcing", "verification", "notes")
ARTICLE_FIELDS: Final = ("title", "byline", "outlet", "url", "published")

_TURN: Final = Lock()
"""Writers of one process queue here: SQLite's own waiting is a lottery, some of 30 writers lost for seconds."""

_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "sourcing": frozenset({"", *(entry.key for entry in SOURCING)}),
    "verification": frozenset(entry.key for entry in VERIFICATION),
}


class Action(StrEnum):
    """What a revision did."""

    ADDED = "added"
    CORRECTED = "corrected"
    REVIEWED = "reviewed"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was handed in; not `created` means that `by` had added the same text before."""

    article_id: str
    created: bool
    revision: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """A line of the list of articles. `reviewed` counts the claims on which anyone has a finding."""

    id: str
    title: str
    outlet: str
    published: date | None
    claims: int
    reviewed: int
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class DatedReview:
    """A review, and the revision that made it what it is."""

    review: Review
    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a revision says of itself, before it has a number."""

    action: Action
    by: str
    article_id: str
    claim_id: str | None = None
    token: str | None = None
    step: int | None = None
    """The revision that is undone or done again."""


ENTRY_FIELDS: Final = tuple(field.name for field in fields(_Entry))


@dataclass(frozen=True, slots=True)
class Steps:
    """One's own marks in an article, by revision, oldest first: those that stand, and those that were undone."""

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()


def utc_now() -> datetime:
    """Return the present moment; tests pass a clock of their own."""
    return datetime.now(UTC)


class Store:
    """One Claimbook file, open. A write-protected one can be read: `writable` is then False, and writes are refused."""

    def __init__(
        self, path: Path, db: Database, clock: Callable[[], datetime], patience: float, *, writable: bool
    ) -> None:
        """Use `Store.open` instead."""
        self.path = path
        self.writable = writable
        self._patience = patience
        self._db = db
        self._clock = clock

    @classmethod
    def open(cls, path: Path, clock: Callable[[], datetime] = utc_now, patience: float = PATIENCE) -> Self:
        """Open the file, making it or bringing it up to date first where needed.

        Raises a FileError that says what to do: no such folder, something else at that path, damaged, written by a
        newer version, busy for longer than `patience` seconds, or write-protected and not yet a store.
        """
        path, writable = _examine(path)
        with in_plain_words(path):
            db = _connect(path, patience, writable=writable)
            try:
                bring_up_to_date(db, path, writable=writable)
            except BaseException:
                db.close()
                raise
        return cls(path, db, clock, patience, writable=writable)

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; the store cannot be used after that."""
        self._db.close()

    # Articles and claims

    def add_article(self, article: Article, claims: Sequence[Claim], by: str, token: str | None = None) -> Added:
        """Add an article and its claims as one revision. The same text twice is one article, the first one.

        Raises RefusedError for text that cannot be stored or a blank `by`.
        """
        entry = _Entry(Action.ADDED, by, article.id, token=token)
        with self._writing():
            # A second click on “add” deserves the answer of the first, not “somebody has added this before”.
            created = self._answered(entry) is not None
            if not self._rows("SELECT id FROM article WHERE id = ?", article.id):
                self._add(entry, article, claims)
                created = True
        first = self._rows("SELECT * FROM article_now WHERE id = ?", article.id)[0]
        at = codec.moment(first["added_at_utc"])
        return Added(article.id, created, first["added_revision"], first["added_by"], at)

    def articles(self) -> list[ArticleSummary]:
        """Return every article with its progress, newest added first."""
        rows = self._rows("""
            WITH newest AS (
                -- with max(), SQLite takes the other columns from the row that has it
                SELECT claim_id, verification, max(revision) FROM review GROUP BY claim_id, reviewer
            ), checked AS (
                SELECT DISTINCT claim_id FROM newest WHERE verification <> 'unchecked'
            ), progress AS (
                SELECT article_id, count(*) AS claims, count(checked.claim_id) AS reviewed
                FROM claim LEFT JOIN checked ON checked.claim_id = claim.id GROUP BY article_id
            )
            SELECT id, title, outlet, published, coalesce(claims, 0) AS claims, coalesce(reviewed, 0) AS reviewed,
                   added_by, added_at_utc
            FROM article_now LEFT JOIN progress ON progress.article_id = article_now.id
            ORDER BY added_revision DESC
        """)
        return [_summary(row) for row in rows]

    def article(self, article_id: str) -> Article:
        """Return an article as it now stands. Raises NotFoundError."""
        rows = self._rows("SELECT * FROM article_now WHERE id = ?", article_id)
        if not rows:
            message = f"There is no article “{article_id}” in “{self.path.name}”. Choose one from the list."
            raise NotFoundError(message)
        return codec.article(rows[0])

    def claims(self, article_id: str) -> list[Claim]:
        """Return an article's claims in reading order. Raises NotFoundError where there is no such article."""
        rows = self._rows(
            """
            SELECT id, article_id, spans_json, kind, attribution_json, quantities_json, times_json, check_worthiness,
                   signs_json, origin, parents_json
            FROM claim_now WHERE article_id = ?
            """,
            article_id,
        )
        if not rows:
            self.article(article_id)
        return sorted(map(codec.claim, rows), key=attrgetter("spans", "id"))

    def update_article(
        self, article_id: str, fields: Mapping[str, str | date | None], by: str, token: str | None = None
    ) -> Revision:
        """Correct what is known of an article: title, byline, outlet, url, published (a date, or text like 2016-12-13).

        Raises NotFoundError, and RefusedError for another field or a value that cannot be stored.
        """
        _refuse_unknown(fields, ARTICLE_FIELDS)
        given: dict[str, Any] = dict(fields) | (
            {"published": codec.day(fields["published"])} if "published" in fields else {}
        )
        entry = _Entry(Action.CORRECTED, by, article_id, token=token)
        with self._writing():
            before = self.article(article_id)
            number = self._answered(entry) or self._correct(entry, before, replace(before, **given))
        return self._revision(number)

    # Reviews

    def review(self, claim_id: str, reviewer: str) -> Review:
        """Return what the reviewer now says of the claim; a blank review where nothing was said yet."""
        rows = self._rows("SELECT * FROM review_now WHERE claim_id = ? AND reviewer = ?", claim_id, reviewer)
        return codec.review(rows[0]) if rows else Review(claim_id, reviewer)

    def reviews(self, article_id: str, reviewer: str | None = None) -> list[Review]:
        """Return the newest review of each claim by each reviewer, or by one of them."""
        return [dated.review for dated in self.dated_reviews(article_id, reviewer)]

    def dated_reviews(self, article_id: str, reviewer: str | None = None) -> list[DatedReview]:
        """Return the same with when and in which revision, by reviewer."""
        rows = self._rows(
            """
            SELECT * FROM review_now WHERE article_id = ? AND reviewer = coalesce(?, reviewer)
            ORDER BY reviewer, claim_id
            """,
            article_id,
            reviewer,
        )
        return [DatedReview(codec.review(row), row["revision"], codec.moment(row["reviewed_at_utc"])) for row in rows]

    def save_review(
        self, claim_id: str, reviewer: str, changes: Mapping[str, str], token: str | None = None
    ) -> Revision:
        """Lay `changes` (of sourcing, verification, notes) over the reviewer's newest review, and return the revision.

        The newest is read under the write lock, so changes to different fields add up. Where nothing differs, or
        `token` was used before, nothing is written and the revision that stands is returned.
        Raises NotFoundError for the claim, RefusedError for a field, a key or a text that the store does not take.
        """
        _refuse_unknown(changes, REVIEW_FIELDS)
        _refuse_foreign_keys(changes)
        with self._writing():
            entry = _Entry(Action.REVIEWED, reviewer, self._article_of(claim_id), claim_id, token)
            before = self.review(claim_id, reviewer)
            number = self._answered(entry) or self._supersede(entry, before, replace(before, **changes))
        return self._revision(number)

    # Undo

    def steps(self, article_id: str, reviewer: str) -> Steps:
        """Return what the reviewer can undo and do again in an article, across sessions; a new mark ends the latter."""
        done: list[int] = []
        undone: list[int] = []
        rows = self._rows(
            "SELECT number, action FROM revision WHERE article_id = ? AND by = ? AND claim_id IS NOT NULL"
            " ORDER BY number",
            article_id,
            reviewer,
        )
        for row in rows:
            match row["action"]:
                case Action.UNDONE:
                    undone.append(done.pop())
                case Action.REDONE:
                    done.append(undone.pop())
                case _:
                    done.append(row["number"])
                    undone.clear()
        return Steps(tuple(done), tuple(undone))

    def undo(self, article_id: str, reviewer: str, token: str | None = None) -> Revision:
        """Give the claim of one's newest mark in an article the review that it had before, and return the revision.

        Nothing is taken away: the earlier review is appended. Raises RefusedError where nothing is left to undo.
        """
        return self._step_back(Action.UNDONE, article_id, reviewer, token)

    def redo(self, article_id: str, reviewer: str, token: str | None = None) -> Revision:
        """Take back the newest undo. Raises RefusedError where nothing was undone, or a new mark was made since."""
        return self._step_back(Action.REDONE, article_id, reviewer, token)

    def _step_back(self, action: Action, article_id: str, reviewer: str, token: str | None) -> Revision:
        with self._writing():
            asked = _Entry(action, reviewer, article_id, token=token)
            number = self._answered(asked, ("action", "by", "article_id")) or self._restore(asked)
        return self._revision(number)

    def _restore(self, asked: _Entry) -> int:
        steps = self.steps(asked.article_id, asked.by)
        numbers = steps.done if asked.action is Action.UNDONE else steps.undone
        if not numbers:
            message = f"There is nothing to {'undo' if asked.action is Action.UNDONE else 'do again'} in this article."
            raise RefusedError(message)
        marked = self._rows("SELECT * FROM revision WHERE number = ?", numbers[-1])[0]
        states = [*map(codec.review, self._reviews_up_to(marked)), Review(marked["claim_id"], asked.by)]
        wanted = states[1] if asked.action is Action.UNDONE else states[0]
        number = self._append(replace(asked, claim_id=marked["claim_id"], step=numbers[-1]))
        self._insert("review", [{"revision": number, **codec.review_row(wanted)}])
        return number

    # The log

    def history(self, article_id: str, claim_id: str | None = None, limit: int = 100) -> list[Revision]:
        """Return the newest revisions of an article or of one of its claims, newest first, and what each changed."""
        rows = self._rows(
            """
            SELECT * FROM revision WHERE article_id = ? AND (? IS NULL OR claim_id = ?)
            ORDER BY number DESC LIMIT ?
            """,
            article_id,
            claim_id,
            claim_id,
            limit,
        )
        return [self._with_changes(row) for row in rows]

    def last_worked_on(self, reviewer: str) -> str | None:
        """Return the id of the article that the reviewer's newest revision is about."""
        rows = self._rows("SELECT article_id FROM revision WHERE by = ? ORDER BY number DESC LIMIT 1", reviewer)
        return rows[0]["article_id"] if rows else None

    def verify(self) -> tuple[Break | None, str]:
        """Return the first row that was changed from outside, if any, and the newest seal (see `chain`)."""
        with in_plain_words(self.path), self.one_moment():
            return first_break(self._db), last_seal(self._db)

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment, whatever others save meanwhile: for exports."""
        with self._db.atomic():
            yield

    # Writing

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the write lock; everything inside is kept together or not at all. Every write goes through here."""
        if not self.writable:
            raise ReadOnlyError(self.path)
        with self._turn(), in_plain_words(self.path):
            # IMMEDIATE waits for its turn here; a lock taken at the first INSERT would fail instead of waiting.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.commit()
            finally:
                self._db.rollback()  # does nothing once committed

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the other writers of this process, in order."""
        if not _TURN.acquire(timeout=self._patience):
            raise LockedError(self.path)
        try:
            yield
        finally:
            _TURN.release()

    def _answered(self, entry: _Entry, known: Iterable[str] = ENTRY_FIELDS) -> int | None:
        """Return the revision that this click (its token) already made. Raises RefusedError for another click's.

        `known` is what the click itself says: an undo does not say of which claim.
        """
        if entry.token is None:
            return None
        for row in self._rows("SELECT * FROM revision WHERE token = ?", entry.token):
            if any(row[name] != getattr(entry, name) for name in known):
                message = "Nothing was saved: this token belongs to another change. Reload the page, then try again."
                raise RefusedError(message)
            return int(row["number"])
        return None

    def _append(self, entry: _Entry) -> int:
        """Write the revision, and return its number."""
        if not entry.by.strip():
            message = "Nothing was saved: say first who you are."
            raise RefusedError(message)
        at = self._clock().astimezone(UTC).isoformat(timespec="microseconds")
        return self._insert("revision", [{"at_utc": at, **asdict(entry)}])

    def _add(self, entry: _Entry, article: Article, claims: Sequence[Claim]) -> None:
        self._insert("article", [{"id": article.id, "text": article.text}])
        self._insert("claim", [{"id": claim.id, "article_id": claim.article_id} for claim in claims])
        number = self._append(entry)
        self._insert("article_info", [{"revision": number, **codec.article_row(article)}])
        self._insert("claim_info", [{"revision": number, **codec.claim_row(claim)} for claim in claims])

    def _correct(self, entry: _Entry, before: Article, after: Article) -> int:
        if after == before:
            return self._number("SELECT max(revision) FROM article_info WHERE article_id = ?", before.id)
        number = self._append(entry)
        self._insert("article_info", [{"revision": number, **codec.article_row(after)}])
        return number

    def _supersede(self, entry: _Entry, before: Review, after: Review) -> int:
        if after == before:
            return self._number(
                """
                SELECT coalesce((SELECT max(revision) FROM review WHERE claim_id = ? AND reviewer = ?),
                                (SELECT max(revision) FROM claim_info WHERE claim_id = ?))
                """,
                before.claim_id,
                before.reviewer,
                before.claim_id,
            )
        number = self._append(entry)
        self._insert("review", [{"revision": number, **codec.review_row(after)}])
        return number

    def _insert(self, table: str, rows: Iterable[codec.Row]) -> int:
        """Add rows to a table, seal them, and return the last one's rowid."""
        rows = list(rows)
        for row in rows:
            codec.refuse_unstorable(row)
        last = self._db.table(table).insert_all(rows).last_rowid or 0
        # Only a revision is not known by what it says: SQLite numbers it.
        seal(self._db, table, [(last,)] if table == "revision" else [_key(table, row) for row in rows])
        return last

    # Reading

    def _rows(self, sql: str, *values: str | int | None) -> list[sqlite3.Row]:
        with in_plain_words(self.path):
            return self._db.execute(sql, values).fetchall()

    def _number(self, sql: str, *values: str | int | None) -> int:
        return int(self._rows(sql, *values)[0][0])

    def _article_of(self, claim_id: str) -> str:
        """Return the id of the article that a claim is of. Raises NotFoundError."""
        rows = self._rows("SELECT article_id FROM claim WHERE id = ?", claim_id)
        if not rows:
            message = f"There is no claim “{claim_id}” in “{self.path.name}”. Choose one from its article."
            raise NotFoundError(message)
        return str(rows[0]["article_id"])

    def _revision(self, number: int) -> Revision:
        return self._with_changes(self._rows("SELECT * FROM revision WHERE number = ?", number)[0])

    def _with_changes(self, row: sqlite3.Row) -> Revision:
        """Return a revision with what it changed: its snapshot against the one before."""
        match row["action"]:
            case Action.REVIEWED | Action.UNDONE | Action.REDONE:
                blank = codec.review_row(Review(row["claim_id"], row["by"]))
                changes = codec.changes([*self._reviews_up_to(row), blank], REVIEW_FIELDS)
            case Action.CORRECTED:
                changes = codec.changes(self._articles_up_to(row), ARTICLE_FIELDS)
            case _:
                changes = ()
        return codec.revision(row, changes)

    def _reviews_up_to(self, row: sqlite3.Row) -> list[codec.Row]:
        """Return the snapshot that a revision made and the one it replaced, newest first."""
        rows = self._rows(
            """
            SELECT * FROM review WHERE claim_id = ? AND reviewer = ? AND revision <= ?
            ORDER BY revision DESC LIMIT 2
            """,
            row["claim_id"],
            row["by"],
            row["number"],
        )
        return [dict(found) for found in rows]

    def _articles_up_to(self, row: sqlite3.Row) -> list[codec.Row]:
        """Return the same of an article."""
        rows = self._rows(
            "SELECT * FROM article_info WHERE article_id = ? AND revision <= ? ORDER BY revision DESC LIMIT 2",
            row["article_id"],
            row["number"],
        )
        return [dict(found) for found in rows]


def _examine(path: Path) -> tuple[Path, bool]:
    """Return where the file really is and whether it can be written. Raises FileError where no store can be."""
    try:
        path = path.resolve()
        if not path.parent.is_dir():
            raise NoFolderError(path.parent)
        if path.is_dir():
            raise NotAStoreError(path, "a folder")
        # The folder counts too: SQLite keeps its log beside the file.
        writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
        if not writable and not path.exists():
            raise ReadOnlyError(path)
    except OSError as error:
        raise FileError(path, error.strerror) from error
    return path, writable


def _connect(path: Path, patience: float, *, writable: bool) -> Database:
    """Open the file with the settings that keep what was saved. Raises sqlite3.Error."""
    connection = sqlite3.connect(_uri(path, writable=writable), uri=True, timeout=patience, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def _uri(path: Path, *, writable: bool) -> str:
    """Return SQLite's address of a file.

    A write-protected file is read as one that stands still, so that nothing is created beside it; unless somebody
    who may write has it open, which the log beside it shows.
    """
    if writable:
        return f"{path.as_uri()}?mode=rwc"
    log = path.with_name(f"{path.name}-wal")
    return f"{path.as_uri()}?mode=ro" if log.exists() else f"{path.as_uri()}?mode=ro&immutable=1"


def _key(table: str, row: codec.Row) -> Key:
    return cast("Key", tuple(row[column] for column in KEYS[table]))


def _summary(row: sqlite3.Row) -> ArticleSummary:
    return ArticleSummary(
        id=row["id"],
        title=row["title"],
        outlet=row["outlet"],
        published=codec.day(row["published"]),
        claims=row["claims"],
        reviewed=row["reviewed"],
        added_by=row["added_by"],
        added_at=codec.moment(row["added_at_utc"]),
    )


def _refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """Raise RefusedError for a field that cannot be changed."""
    for name in sorted(set(given) - set(known)):
        message = f"Nothing was saved: “{name}” is not a field that can be changed."
        raise RefusedError(message)


def _refuse_foreign_keys(changes: Mapping[str, str]) -> None:
    """Raise RefusedError for a choice that is not on the list: a browser's limits bind nobody."""
    for name, keys in _KEYS.items():
        if name in changes and changes[name] not in keys:
            message = f"Nothing was saved: “{changes[name]}” is not a choice of {name}."
            raise RefusedError(message)
