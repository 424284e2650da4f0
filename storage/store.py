"""Keep articles, claims and reviews in one SQLite file, safe under many writers. Start reading at `Store.save_review`.

All writing goes through `File.writing`; what is known of a thing is its newest snapshot (see `snapshots`).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from claims.model import Article, Claim, Copy, Dismissed, Evidence, Review, Revision
from storage import (
    access,
    codec,
    comments,
    coverage,
    feed,
    handover,
    latest,
    leases,
    log,
    opinions,
    passages,
    proposals,
    reading,
    sayings,
    signing_in,
)
from storage.archive.entering import enter
from storage.archive.rows import tables
from storage.chain import first_break, first_seal, holds, last_seal
from storage.checks import refuse_beyond, refuse_foreign_keys, refuse_overtaken, refuse_unknown
from storage.errors import ConflictError, DamagedError, NotFoundError, RefusedError, in_plain_words
from storage.file import PATIENCE, Action, Entry, File, utc_now
from storage.plain import source
from storage.reading import article_of
from storage.snapshots import Snapshot
from storage.steps import Steps, restore, step_back, steps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from claims.model import (
        Comment,
        Handover,
        Judgement,
        Match,
        Pair,
        Rejected,
        Saying,
        Settlement,
        Span,
        Talk,
        Workflow,
    )
    from claims.unitizing import Act as Shaping
    from storage.access import Decision, Member, Role
    from storage.archive.entering import Entered
    from storage.archive.opened import Archive
    from storage.arrival import Arrival
    from storage.chain import Break
    from storage.comments import Said
    from storage.feed import Act
    from storage.handover import Judged, Task
    from storage.latest import News
    from storage.opinions import Opinions, Overruled
    from storage.passages import Found, Suggestion
    from storage.reading import Drawn

REVIEW_FIELDS: Final = ("sourcing", "verification", "notes", "confidence", "as_of", "due")
CLAIM_FIELDS: Final = ("kind", "attribution", "quantities", "times", "restated", "withdrawn", "spans")
ARTICLE_FIELDS: Final = ("title", "byline", "outlet", "url", "published")

MAX_COPY: Final = 20_000_000
"""How many bytes a stored copy may have: a long report as PDF has some five million."""


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
class Due:
    """A finding that is to be looked at again, and where it is."""

    review: Review
    article_id: str
    title: str


class Store:
    """One Claimbook file, open. A write-protected one can be read: `writable` is then False, and writes are refused."""

    def __init__(self, file: File) -> None:
        """Use `Store.open` instead."""
        self._file = file
        self.path = file.path
        self.writable = file.writable
        self.person = file.person

    @classmethod
    def open(
        cls,
        path: Path,
        who: str | None = None,
        clock: Callable[[], datetime] = utc_now,
        patience: float = PATIENCE,
    ) -> Self:
        """Open the file, making it or bringing it up to date first where needed; for its owner, or for a person.

        `who` sees and does what that person may (see `access` and `window`); None is the owner, who may everything.
        Raises a FileError that says what to do: no such folder, something else at that path, damaged, written by a
        newer version, busy for longer than `patience` seconds, or write-protected and not yet a store; RefusedError
        for a person who is not let in.
        """
        return cls(File.open(path, clock, patience, who))

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
        self._file.close()

    # Articles and claims

    def add_article(self, article: Article, claims: Sequence[Claim], by: str, token: str | None = None) -> Added:
        """Add an article and its claims as one revision. The same text twice is one article, the first one.

        Raises RefusedError for text that cannot be stored or a blank `by`.
        """
        entry, spans = Entry(Action.ADDED, by, article.id, token=token), passages.cut(article)
        with self._file.writing():
            # A second click on “add” deserves the answer of the first, not “somebody has added this before”.
            created = self._file.answered(entry) is not None
            if not self._file.rows("SELECT id FROM article WHERE id = ?", article.id):
                self._add(entry, article, claims)
                passages.put(self._file, article, spans)
                created = True
        first = self._file.rows("SELECT * FROM article_now WHERE id = ?", article.id)[0]
        at = codec.moment(first["added_at_utc"])
        return Added(article.id, created, first["added_revision"], first["added_by"], at)

    def articles(self) -> list[ArticleSummary]:
        """Return every article with its progress, newest added first."""
        rows = self._file.rows("""
            WITH newest AS (
                -- with max(), SQLite takes the other columns from the row that has it
                SELECT claim_id, verification, max(revision) FROM review GROUP BY claim_id, reviewer
            ), checked AS (
                SELECT claim_id FROM newest WHERE verification <> 'unchecked'
            ), standing AS (
                SELECT claim_id, withdrawn, max(revision) FROM claim_info GROUP BY claim_id HAVING withdrawn = ''
            ), progress AS (
                -- IN looks each claim up; SQLite's join would read all that are checked anew for each
                SELECT article_id, count(*) AS claims, sum(claim_id IN checked) AS reviewed
                FROM claim JOIN standing ON standing.claim_id = claim.id GROUP BY article_id
            )
            SELECT id, title, outlet, published, coalesce(claims, 0) AS claims, coalesce(reviewed, 0) AS reviewed,
                   added_by, added_at_utc
            FROM article_now LEFT JOIN progress ON progress.article_id = article_now.id
            ORDER BY added_revision DESC
        """)
        return [_summary(row) for row in rows]

    def add_claims(self, article_id: str, claims: Sequence[Claim], by: str, token: str | None = None) -> Revision:
        """Add the claims that were found in an article which came in unsplit, as later coverage does.

        Raises NotFoundError, and RefusedError where the article has claims or `claims` is empty or of another text.
        """
        entry = Entry(Action.FOUND, by, article_id, token=token)
        with self._file.writing():
            number = self._file.answered(entry) or self._find(entry, claims)
        return log.revision(self._file, number)

    def article(self, article_id: str) -> Article:
        """Return an article as it now stands. Raises NotFoundError."""
        return reading.article(self._file, article_id)

    def several(self, article_ids: Sequence[str]) -> list[Article]:
        """Return articles as they now stand, in the order in which they are asked for. Raises NotFoundError."""
        return reading.articles(self._file, article_ids)

    def claims(self, article_id: str, *, withdrawn: bool = False) -> list[Claim]:
        """Return an article's claims in reading order, with those that are none any longer if asked.

        Raises NotFoundError where there is no such article.
        """
        return reading.claims(self._file, article_id, withdrawn=withdrawn)

    def claim(self, claim_id: str) -> Claim:
        """Return a claim as it now stands, withdrawn or not. Raises NotFoundError."""
        return reading.claim(self._file, claim_id)

    def first_drawn(self, article_id: str) -> dict[str, Drawn]:
        """Return when and by whom each claim of an article was first drawn, also those that are none any longer."""
        return reading.first_drawn(self._file, article_id)

    def update_article(
        self, article_id: str, fields: Mapping[str, str | date | None], by: str, token: str | None = None
    ) -> Revision:
        """Correct what is known of an article: title, byline, outlet, url, published (a date, or text like 2016-12-13).

        Raises NotFoundError, and RefusedError for another field or a value that cannot be stored.
        """
        refuse_unknown(fields, ARTICLE_FIELDS)
        given: dict[str, Any] = dict(fields) | (
            {"published": codec.day(fields["published"])} if "published" in fields else {}
        )
        entry = Entry(Action.CORRECTED, by, article_id, token=token)
        with self._file.writing():
            before = self.article(article_id)
            number = self._file.answered(entry) or self._correct(entry, before, replace(before, **given))
        return log.revision(self._file, number)

    # Reviews

    def review(self, claim_id: str, reviewer: str) -> Review:
        """Return what the reviewer now says of the claim; a blank review where nothing was said yet."""
        rows = self._file.rows("SELECT * FROM review_now WHERE claim_id = ? AND reviewer = ?", claim_id, reviewer)
        return codec.review(rows[0]) if rows else Review(claim_id, reviewer)

    def reviews(self, article_id: str, reviewer: str | None = None) -> list[Review]:
        """Return the newest review of each claim by each reviewer, or by one of them."""
        return [dated.review for dated in self.dated_reviews(article_id, reviewer)]

    def dated_reviews(self, article_id: str, reviewer: str | None = None) -> list[DatedReview]:
        """Return the same with when and in which revision, by reviewer."""
        # one's own are found by the index; asked for by “reviewer or all”, everybody's would be read
        whose = "" if reviewer is None else "AND reviewer = ?"
        sql = f"SELECT * FROM review_now WHERE article_id = ? {whose} ORDER BY reviewer, claim_id"  # noqa: S608 - our own
        rows = self._file.rows(sql, article_id, *([] if reviewer is None else [reviewer]))
        return [DatedReview(codec.review(row), row["revision"], codec.moment(row["reviewed_at_utc"])) for row in rows]

    def first_said(self, article_id: str) -> dict[tuple[str, str], datetime]:
        """Return when a reviewer first said something of a claim, by claim and reviewer, where it was changed since."""
        return reading.first_said(self._file, article_id)

    def reviews_of(self, claim_id: str) -> list[DatedReview]:
        """Return what everybody says of one claim, with when and in which revision, by reviewer."""
        rows = self._file.rows("SELECT * FROM review_now WHERE claim_id = ? ORDER BY reviewer", claim_id)
        return [DatedReview(codec.review(row), row["revision"], codec.moment(row["reviewed_at_utc"])) for row in rows]

    def verifications(self, article_id: str, who: str) -> dict[str, str]:
        """Return a person's verification of each claim of an article on which they said anything."""
        return opinions.verifications(self._file, article_id, who)

    def others(self, claim_id: str, who: str, most: int) -> tuple[list[Review], int]:
        """Return what others say of one claim: the newest `most`, by reviewer, and how many people say something."""
        return opinions.others(self._file, claim_id, who, most)

    def save_review(
        self,
        claim_id: str,
        reviewer: str,
        changes: Mapping[str, str],
        token: str | None = None,
        was: Mapping[str, str] | None = None,
    ) -> Revision:
        """Lay `changes` (of REVIEW_FIELDS) over the reviewer's newest review, and return the revision.

        The newest is read under the write lock, so changes to different fields add up. `was` is what the reviewer saw
        in those fields: where it is neither that nor the new value, ConflictError is raised. Where nothing differs,
        or `token` was used before, nothing is written and the revision that stands is returned.
        Raises NotFoundError for the claim, RefusedError for a field, a key or a text that the store does not take.
        """
        refuse_unknown(changes, REVIEW_FIELDS)
        refuse_foreign_keys(changes)
        changed, seen = codec.review_fields(changes), codec.review_fields(was or {})
        with self._file.writing():
            entry = Entry(Action.REVIEWED, reviewer, article_of(self._file, claim_id), claim_id, token)
            number = self._file.answered(entry)
            if number is None:
                before = self.review(claim_id, reviewer)
                after = replace(before, **changed)
                refuse_overtaken(self._file, "review", *map(codec.review_row, (before, after, replace(before, **seen))))
                number = self._supersede(entry, before, after)
        return log.revision(self._file, number)

    def save_reviews(
        self, claim_ids: Sequence[str], reviewer: str, changes: Mapping[str, str], token: str | None = None
    ) -> list[Revision]:
        """Lay `changes` over one's reviews of one or more claims of an article: one act, undone as one.

        Claims of which nothing differs have no revision. Raises as `save_review`, and then nothing is written.
        """
        return self.save_each(dict.fromkeys(claim_ids, changes), reviewer, token)

    def save_each(
        self,
        changes: Mapping[str, Mapping[str, str]],
        reviewer: str,
        token: str | None = None,
        was: Mapping[str, Mapping[str, str]] | None = None,
    ) -> list[Revision]:
        """Lay over one's review of each claim what `changes` has for it, and `was` what one saw: one act, as above."""
        for fields in changes.values():
            refuse_unknown(fields, REVIEW_FIELDS)
            refuse_foreign_keys(fields)
        changed, seen = (
            {claim_id: codec.review_fields(fields) for claim_id, fields in given.items()}
            for given in (changes, was or {})
        )
        with self._file.writing():
            asked = Entry(Action.REVIEWED, reviewer, article_of(self._file, next(iter(changes))), token=token)
            if first := self._file.answered(asked, ("action", "by", "article_id")):
                numbers = [
                    row["number"] for row in self._file.rows("SELECT number FROM revision WHERE batch = ?", first)
                ]
            else:
                befores = [self.review(claim_id, reviewer) for claim_id in changed]
                pairs = [(before, replace(before, **changed[before.claim_id])) for before in befores]
                for before, after in pairs:
                    was_seen = replace(before, **seen.get(before.claim_id, {}))
                    refuse_overtaken(self._file, "review", *map(codec.review_row, (before, after, was_seen)))
                numbers = self._mark_all([pair for pair in pairs if pair[0] != pair[1]], token)
        return [log.revision(self._file, number) for number in numbers]

    def _mark_all(self, pairs: Sequence[tuple[Review, Review]], token: str | None) -> list[int]:
        batch = self._file.next_number()
        numbers = []
        for before, after in pairs:
            article_id = article_of(self._file, after.claim_id)
            entry = Entry(Action.REVIEWED, after.reviewer, article_id, after.claim_id, token, batch=batch)
            numbers.append(self._supersede(entry, before, after))
            token = None  # a token names one revision: the first of the batch
        return numbers

    # Evidence

    def save_evidence(
        self, claim_id: str, reviewer: str, evidence: Evidence, token: str | None = None, was: Evidence | None = None
    ) -> Revision:
        """Add a piece of evidence to one's review, or change the one with its id.

        Raises as `save_review`: ConflictError where the piece is no longer what the reviewer saw; and RefusedError for
        one that does not say where it is.
        """
        _refuse_nowhere(evidence)

        def changed(before: Review) -> Review:
            now = next((one for one in before.evidence if one.id == evidence.id), None)
            if now is None:
                return replace(before, evidence=(*before.evidence, evidence))
            if now not in (was, evidence):
                raise self._overtaken(before, now, evidence)
            return replace(before, evidence=tuple(evidence if one is now else one for one in before.evidence))

        return self._change_review(claim_id, reviewer, changed, token)

    def drop_evidence(self, claim_id: str, reviewer: str, evidence_id: str, token: str | None = None) -> Revision:
        """Take a piece of evidence out of one's review; the history and the stored copy keep it."""
        return self._change_review(
            claim_id,
            reviewer,
            lambda before: replace(before, evidence=tuple(one for one in before.evidence if one.id != evidence_id)),
            token,
        )

    def keep_copy(self, name: str, media_type: str, content: bytes, text: str) -> str:
        """Keep a source as it is, and return its SHA-256; `text` is what could be read of it.

        The same bytes are kept once, under the name that came first. Raises RefusedError for more than MAX_COPY bytes.
        """
        if len(content) > MAX_COPY:
            message = (
                f"Nothing was saved: “{name}” has {len(content) / 1e6:.0f} MB, and copies may have "
                f"{MAX_COPY / 1e6:.0f}. Keep the file yourself and say where it is, or upload the pages that matter."
            )
            raise RefusedError(message)
        copy = Copy(codec.fingerprint(content), name, media_type, content, text)
        self._file.refuse(Action.REVIEWED, self.person.name if self.person else "")
        with self._file.writing():
            if not self._file.rows("SELECT 1 FROM copy WHERE sha256 = ?", copy.sha256):
                self._file.insert("copy", [codec.copy_row(copy)])
        return copy.sha256

    def copy(self, sha256: str) -> Copy:
        """Return a stored copy. Raises NotFoundError, and DamagedError where it is no longer what was stored."""
        rows = self._file.rows("SELECT * FROM copy WHERE sha256 = ?", sha256)
        if not rows:
            message = f"There is no stored copy “{sha256}” in “{self.path.name}”."
            raise NotFoundError(message)
        if codec.fingerprint(rows[0]["content"]) != sha256:
            reason = f"the copy of “{rows[0]['name']}” no longer has the SHA-256 that it had when it was stored"
            raise DamagedError(self.path, reason)
        return codec.copy(rows[0])

    def _change_review(
        self,
        claim_id: str,
        reviewer: str,
        change: Callable[[Review], Review],
        token: str | None,
        action: Action = Action.REVIEWED,
    ) -> Revision:
        with self._file.writing():
            entry = Entry(action, reviewer, article_of(self._file, claim_id), claim_id, token)
            number = self._file.answered(entry)
            if number is None:
                before = self.review(claim_id, reviewer)
                number = self._supersede(entry, before, change(before))
        return log.revision(self._file, number)

    def _overtaken(self, review: Review, now: Evidence, mine: Evidence) -> ConflictError:
        by, at = log.who_changed(self._file, Snapshot("review", codec.review_row(review)), "evidence_json")
        return ConflictError("this piece of evidence", source(mine), source(now), by, at)

    def due(self, day: date, reviewer: str | None = None) -> list[Due]:
        """Return the findings that are due again by a day, the longest overdue first."""
        rows = self._file.rows(
            """
            SELECT review_now.*, title FROM review_now
            JOIN claim_now ON claim_now.id = review_now.claim_id AND claim_now.withdrawn = ''
            JOIN article_now ON article_now.id = review_now.article_id
            WHERE review_now.claim_id IN (SELECT claim_id FROM review WHERE due <= ?1)
                  AND due <= ?1 AND reviewer = coalesce(?2, reviewer) ORDER BY due, review_now.revision
            """,
            day.isoformat(),
            reviewer,
        )
        return [Due(codec.review(row), row["article_id"], row["title"]) for row in rows]

    # The shape of the claims

    def reshape(
        self, action: Action, by: str, before: Sequence[Claim], after: Sequence[Claim], token: str | None = None
    ) -> Revision:
        """Put the claims `after` in the place of those `before`, as one act: drawn, bounded, split, merged, withdrawn.

        Each claim of `before` must stand exactly as given; a claim that is new is made. The revision is about the
        first of `after`. Raises ConflictError where somebody has changed one meanwhile, RefusedError.
        """
        about = after[0]
        entry = Entry(action, by, about.article_id, about.id, token)
        rows = [codec.claim_row(claim) for claim in after]
        for row in rows:
            refuse_foreign_keys({"withdrawn": str(row["withdrawn"])})
        with self._file.writing():
            number = self._file.answered(entry)
            if number is None:
                for claim in before:
                    self.refuse_changed(claim)
                self._make(after)
                number = self._file.append(entry)
                self._file.insert("claim_info", [{"revision": number, **row} for row in rows])
                handover.pass_on(self._file, number, after)
        return log.revision(self._file, number)

    def refuse_changed(self, seen: Claim) -> None:
        """Raise ConflictError where a claim is no longer as a person saw it, with who changed it and when."""
        refuse_overtaken(self._file, "claim_info", codec.claim_row(self.claim(seen.id)), *[codec.claim_row(seen)] * 2)

    def made(self, token: str, by: str) -> Revision | None:
        """Return the revision that a click of a person has made already, so that it need not be worked out again."""
        rows = self._file.rows("SELECT number FROM revision WHERE token = ? AND by = ?", token, by)
        return log.revision(self._file, rows[0]["number"]) if rows else None

    def correct_claim(
        self,
        claim_id: str,
        changes: Mapping[str, Any],
        by: str,
        token: str | None = None,
        was: Mapping[str, Any] | None = None,
    ) -> Revision:
        """Correct what was found in a claim (CLAIM_FIELDS, with values of the model). Raises as `save_review`."""
        refuse_unknown(changes, CLAIM_FIELDS)
        refuse_foreign_keys({name: value for name, value in changes.items() if name == "withdrawn"})
        with self._file.writing():
            before = self.claim(claim_id)
            entry = Entry(Action.CORRECTED, by, before.article_id, claim_id, token)
            number = self._file.answered(entry)
            if number is None:
                after, seen = replace(before, **changes), replace(before, **(was or {}))
                refuse_overtaken(self._file, "claim_info", *map(codec.claim_row, (before, after, seen)))
                number = self._correct_claim(entry, before, after)
        return log.revision(self._file, number)

    def shaped(self, article_id: str) -> int:
        """Return the newest revision that changed an article's claims or what is dismissed in it."""
        return self._file.number(
            """
            SELECT max(coalesce((SELECT max(revision) FROM claim JOIN claim_info ON claim_info.claim_id = claim.id
                                 WHERE claim.article_id = ?1), 0),
                       coalesce((SELECT max(revision) FROM dismissal WHERE article_id = ?1), 0))
            """,
            article_id,
        )

    def dismissed(self, article_id: str) -> list[Dismissed]:
        """Return the stretches of an article in which nothing is to be checked, in reading order."""
        rows = self._file.rows("SELECT * FROM dismissal_now WHERE article_id = ? ORDER BY start_at, end_at", article_id)
        return [codec.dismissed(row) for row in rows]

    def dismiss(self, article_id: str, stretches: Sequence[Dismissed], by: str, token: str | None = None) -> Revision:
        """Dismiss stretches of an article, as one act; a blank reason opens one again.

        Raises NotFoundError, and RefusedError for a reason that is not on the list, a stretch beyond the text, or more
        than MAX_STRETCHES at once.
        """
        for stretch in stretches:
            refuse_foreign_keys({"reason": stretch.reason})
        refuse_beyond([stretch.span for stretch in stretches], self.article(article_id).text)
        action = Action.DISMISSED if stretches[0].reason else Action.REOPENED
        entry = Entry(action, by, article_id, token=token)
        with self._file.writing():
            number = self._file.answered(entry) or self._dismiss(entry, stretches)
        return log.revision(self._file, number)

    # Later coverage, and what people make of it

    def cover(self, article_id: str, coverage_ids: Sequence[str], by: str, token: str | None = None) -> Revision:
        """List articles of the file as later coverage of another, as one act.

        Raises NotFoundError, and RefusedError where none is given or one is the article itself.
        """
        entry = Entry(Action.LISTED, by, article_id, token=token)
        return log.revision(self._file, coverage.cover(self._file, entry, coverage_ids))

    def uncover(self, article_id: str, coverage_id: str, by: str, token: str | None = None) -> Revision:
        """Take an article off the list; what was judged on it is kept, and shown again if it is listed again.

        Raises NotFoundError, and RefusedError for one that was never listed.
        """
        entry = Entry(Action.UNLISTED, by, article_id, token=token)
        return log.revision(self._file, coverage.uncover(self._file, entry, coverage_id))

    def coverage(self, article_id: str) -> list[Article]:
        """Return the later coverage that is listed, by date (those without one last), then by title."""
        return coverage.listed(self._file, article_id)

    def covered(self, *article_ids: str) -> set[str]:
        """Return those of some articles that have later coverage."""
        return coverage.covered(self._file, article_ids)

    def judge(  # noqa: PLR0913, PLR0917 - a claim and a later article are one thing that has two names
        self,
        claim_id: str,
        coverage_id: str,
        by: str,
        changes: Mapping[str, str],
        token: str | None = None,
        was: Mapping[str, str] | None = None,
    ) -> Revision:
        """Lay `changes` (of "relation", a key of RELATIONS or blank, and "notes") over one's judgement.

        Works, and raises, as `save_review`; RefusedError too where the later article is not listed. With the relation
        it is kept what the machine proposed at that moment.
        """
        entry = Entry(Action.JUDGED, by, article_of(self._file, claim_id), claim_id, token)
        return log.revision(self._file, coverage.judge(self._file, entry, coverage_id, changes, was or {}))

    def judgements(self, article_id: str, by: str | None = None) -> list[Judgement]:
        """Return what each person, or one, decided or noted on the coverage that is listed, by person."""
        return coverage.judgements(self._file, article_id, by)

    def reject(  # noqa: PLR0913 - likewise
        self,
        claim_id: str,
        coverage_id: str,
        spans: Sequence[Span],
        by: str,
        token: str | None = None,
        *,
        again: bool = False,
    ) -> Revision:
        """Say for everybody that passages of a later article are not about a claim; `again` takes that back.

        Raises NotFoundError, and RefusedError for coverage that is not listed or passages beyond its text.
        """
        action = Action.READMITTED if again else Action.REJECTED
        entry = Entry(action, by, article_of(self._file, claim_id), claim_id, token)
        return log.revision(self._file, coverage.reject(self._file, entry, coverage_id, spans))

    def rejected(self, article_id: str) -> list[Rejected]:
        """Return the passages that are not about a claim, by claim, later article and place."""
        return coverage.rejected(self._file, article_id)

    def reopen(self, claim_id: str, by: str, evidence: Evidence | None, token: str | None = None) -> Revision:
        """Put one's finding on a claim back to unchecked, with the later article among one's evidence, as one act.

        Raises NotFoundError, and RefusedError for evidence that does not say where it is.
        """
        if evidence:
            _refuse_nowhere(evidence)

        def changed(before: Review) -> Review:
            kept = tuple(one for one in before.evidence if evidence is None or one.id != evidence.id)
            return replace(
                before, verification=Review("", "").verification, evidence=(*kept, *filter(None, [evidence]))
            )

        return self._change_review(claim_id, by, changed, token, Action.REVISITED)

    # Second opinions, and what the desk finds

    def needed(self, article_id: str) -> int:
        """Return how many independent opinions each claim of an article needs; 1 where nobody has said so."""
        return opinions.needed(self._file, article_id)

    def need(self, article_id: str, reviews: int, by: str, token: str | None = None) -> Revision:
        """Say how many opinions an article needs. Raises NotFoundError, and RefusedError for none or too many."""
        entry = Entry(Action.NEEDED, by, article_id, token=token)
        return log.revision(self._file, opinions.need(self._file, entry, reviews))

    def opinions(self, article_id: str) -> dict[str, Opinions]:
        """Return how far each claim has come, where an article needs more than one opinion; it tells no finding."""
        return opinions.progress(self._file, article_id)

    def opinions_of(self, claim_id: str) -> Opinions | None:
        """Return the same of one claim; None where its article needs one opinion."""
        return opinions.of_claim(self._file, claim_id)

    def left_out(self, *article_ids: str) -> frozenset[str]:
        """Return the claims, of articles or of all, of which others said something that is hidden from the reader."""
        return opinions.left_out(self._file, article_ids)

    def needs_several(self) -> bool:
        """Say whether any article needs more than one opinion."""
        return bool(self._file.rows("SELECT 1 FROM needed_now WHERE reviews > 1 LIMIT 1"))

    def hand_out(self, who: str, article_id: str, token: str) -> str | None:
        """Hand a person the claim that most needs another opinion, and take back what they had (see `leases`).

        Of this article first; returns the claim's id, None where nothing waits for them. Raises RefusedError.
        """
        return leases.hand_out(self._file, who, article_id, token)

    def give_back(self, who: str) -> None:
        """Take back what a person was handed, as they went on to something else."""
        leases.give_back(self._file, who)

    def holding(self, who: str) -> str | None:
        """Return the claim that a person was handed and still has."""
        return leases.holding(self._file, who)

    def settle(self, claim_id: str, by: str, found: Mapping[str, str], seen: int, token: str | None = None) -> Revision:
        """Say what the desk found: "verification", "sourcing", "reason"; a blank verification takes it back.

        It changes no review. `seen` is the newest revision of a finding that was seen: ConflictError where there is a
        newer one. Raises NotFoundError, and RefusedError for a key off the list, no reason, nobody's finding.
        """
        entry = Entry(Action.SETTLED, by, article_of(self._file, claim_id), claim_id, token)
        return log.revision(self._file, opinions.settle(self._file, entry, found, seen))

    def settlements(self, *article_ids: str) -> list[Settlement]:
        """Return what the desk found of the claims of articles, also where that is open again."""
        return opinions.settlements(self._file, article_ids)

    def settlement(self, claim_id: str) -> Settlement | None:
        """Return what the desk found of one claim, also where that is open again."""
        return opinions.settlement(self._file, claim_id)

    def overruled(self, who: str, article_id: str | None = None) -> list[Overruled]:
        """Return a person's findings that the desk settled otherwise, in an article or in all; the newest first."""
        return opinions.overruled(self._file, who, article_id)

    # The people

    def members(self) -> list[Member]:
        """Return the people of the file, also those who are no longer let in; empty where everybody is."""
        return access.members(self._file)

    def admitted(self) -> int:
        """Return how often somebody was let in, put out or given another role."""
        return self._file.number("SELECT count(*) FROM member")

    def admit(self, member: Member, by: str) -> None:
        """Let a person in, change their role or put them out. Raises RefusedError (see `access.admit`)."""
        access.admit(self._file, member, by)

    def decisions(self) -> list[Decision]:
        """Return who let whom in or put them out, the newest first; for admins, others get a RefusedError."""
        return access.decisions(self._file)

    def known_as(self, identity: str) -> str:
        """Return the name of a person who has signed in here before; blank where there is none."""
        return signing_in.known_as(self._file, identity)

    def sign_in(self, who: Arrival) -> Member:
        """Let somebody in who has signed in, and return who they are here; with `Role.NONE` where they are not let in.

        Only the owner of the file can: see `signing_in.sign_in`.
        """
        return signing_in.sign_in(self._file, who)

    def may(self, role: Role) -> bool:
        """Say whether the person for whom the file is open may do what a role may."""
        return self.person is None or self.person.role.may(role)

    # What people say to one another, and hand over

    def comment(self, claim_id: str, by: str, text: str, token: str | None = None) -> Revision:
        """Say something of a claim to all who read the article; `@name` names somebody (see `claims.mentions`).

        Raises NotFoundError, and RefusedError for nothing or more than MAX_COMMENT characters. A claim that is none
        any longer can still be spoken of.
        """
        entry = Entry(Action.COMMENTED, by, article_of(self._file, claim_id), claim_id, token)
        return log.revision(self._file, comments.comment(self._file, entry, text))

    def comments(self, *article_ids: str) -> list[Comment]:
        """Return what was said of the claims of articles, in order."""
        return comments.comments(self._file, article_ids)

    def people(self) -> list[str]:
        """Return the names of all who are let in, ever did something in the file or are to do something, by name."""
        return comments.people(self._file)

    def said_to(self, person: str, since: int = 0, limit: int = 200) -> list[Said]:
        """Return what others said to a person after a revision, newest first (see `storage.comments`)."""
        return comments.said_to(self._file, person, since, limit)

    def looked(self, person: str) -> int:
        """Return up to which revision a person has looked at what was said to them, 0 where they never have."""
        return comments.looked(self._file, person)

    def look(self, person: str, number: int) -> None:
        """Keep that a person has looked at what was said up to a revision; less than before changes nothing."""
        comments.look(self._file, person, number)

    def hand_over(
        self,
        claim_ids: Sequence[str],
        by: str,
        changes: Mapping[str, str],
        token: str | None = None,
        was: Mapping[str, str] | None = None,
    ) -> list[Revision]:
        """Lay `changes` ("assigned_to", "finish_by", "waiting_for"; blank takes back) over claims of one article.

        One act, undone as one; claims of which nothing differs have no revision. Raises as `save_review`, and
        RefusedError for a claim that is none any longer and a day that is over or nobody's; then nothing is written.
        """
        asked = Entry(Action.HANDED, by, article_of(self._file, claim_ids[0]), token=token)
        numbers = handover.hand_over(self._file, asked, claim_ids, changes, was or {})
        return [log.revision(self._file, number) for number in numbers]

    def talks(self, claim_ids: Iterable[str]) -> dict[str, Talk]:
        """Return what is said of claims and was handed over, and how far each has come, by claim."""
        return handover.talks(self._file, claim_ids)

    def handovers(self, *article_ids: str) -> list[Handover]:
        """Return what was handed over of the claims of articles."""
        return handover.handovers(self._file, article_ids)

    def standing(self, *article_ids: str) -> Callable[[str, Sequence[Judged]], Workflow]:
        """Return what says how far a claim of articles has come, by its id and what everybody judged of it."""
        return handover.standing(self._file, article_ids)

    def tasks(self, person: str) -> list[Task]:
        """Return what a person is to work on and what they said waits, by the day on which it is to be finished."""
        return handover.tasks(self._file, person)

    def acts(self, before: int = feed.FIRST, limit: int = 50, by: str = "", article_id: str = "") -> list[Act]:
        """Return the newest acts in all articles before a revision, of one person or article if asked."""
        return feed.acts(self._file, before, limit, by, article_id)

    # What the machine proposes

    def keep_matches(self, matches: Sequence[Match], bases: Mapping[Pair, str] | None = None) -> None:
        """Keep proposals, each under what it goes by (its basis); the same basis twice is kept once.

        `bases` is what `bases` said when what they were computed from was read; without it, what it says now. Left
        out are those that it does not know: of coverage or claims that were taken away meanwhile.
        """
        proposals.keep(self._file, matches, bases)

    def bases(self, article_id: str) -> dict[Pair, str]:
        """Return, for each standing claim and each later article listed, a hash of all that its proposal goes by.

        Read it in one moment (`one_moment`) with the claims, the coverage and the rejected passages, and hand it to
        `keep_matches`: what somebody changes while the machine is at work then makes the proposal an old one.
        """
        return proposals.bases(self._file, article_id)

    def matches(self, article_id: str) -> list[Match]:
        """Return the proposals whose basis still holds, by claim in reading order, then by later article."""
        return proposals.matches(self._file, article_id)

    def told(self, article_id: str) -> dict[Pair, tuple[str, list[str]]]:
        """Return the relation and the reasons of each of them that is not silent."""
        return proposals.told(self._file, article_id)

    def to_compare(self, article_id: str) -> list[Pair]:
        """Return the claims and later articles that have no such proposal, in the same order."""
        return proposals.missing(self._file, article_id)

    # What the file has on a matter

    def find_passages(self, claim: str, limit: int = 10) -> list[Found]:
        """Return the passages of all articles that are nearest to a claim, the nearest first.

        Any text may be asked for: it is taken for words, and for nothing else.
        """
        return passages.find(self._file, claim, limit)

    def suggest_coverage(self, article_id: str, limit: int = 5) -> list[Suggestion]:
        """Return articles that seem to be on the matter of another and may be later than it, the nearest first.

        Left out are those that are listed already, older ones, and copies of it, of those or of one another.
        Raises NotFoundError.
        """
        return passages.suggest(self._file, article_id, limit)

    def index_passages(self, seconds: float, *, anew: bool = False) -> int:
        """Make what is missing of the index that both look into, for so many seconds; return how many articles wait.

        Articles that are added are in it at once: only an older file's are not. `anew` makes it from nothing.
        """
        if anew:
            passages.clear(self._file)
        return passages.fill(self._file, seconds)

    # How far people agree

    def sayings(self, article_id: str) -> list[Saying]:
        """Return what was ever said of the claims of an article that stand, from the first to the newest."""
        return sayings.sayings(self._file, article_id)

    def shapings(self, article_id: str) -> list[Shaping]:
        """Return what was done to the shape of an article's claims, by the splitter and by people, from the first."""
        return sayings.acts(self._file, article_id)

    def sentences(self, article_id: str) -> Sequence[Span]:
        """Return the sentences of an article's body in order. Raises NotFoundError."""
        return sayings.sentences(self._file, self.article(article_id))

    def newest_seals(self) -> dict[str, str]:
        """Return the seal of each article's newest revision: as long as it is the same, so is all that was said."""
        return sayings.newest_seals(self._file)

    # Undo

    def steps(self, article_id: str, reviewer: str) -> Steps:
        """Return what the reviewer can undo and do again in an article, across sessions; a new act ends the latter."""
        return steps(self._file, article_id, reviewer)

    def undo(self, article_id: str, reviewer: str, token: str | None = None) -> Revision:
        """Make things again what they were before one's newest act in an article, and return the revision.

        Nothing is taken away: the earlier state is appended. Raises RefusedError where nothing is left to undo, or
        where somebody else has built on it.
        """
        return log.revision(self._file, step_back(self._file, Action.UNDONE, article_id, reviewer, token))

    def redo(self, article_id: str, reviewer: str, token: str | None = None) -> Revision:
        """Take back the newest undo. Raises RefusedError where nothing was undone, or a new act was done since."""
        return log.revision(self._file, step_back(self._file, Action.REDONE, article_id, reviewer, token))

    def restore(self, number: int, by: str, claim_id: str | None = None, token: str | None = None) -> Revision:
        """Make what revision `number` changed again what it was after it: all of it, or one claim; one's own reviews.

        Raises RefusedError for another's review, and where nothing would change.
        """
        return log.revision(self._file, restore(self._file, number, by, claim_id, token))

    # The log

    def history(self, article_id: str, claim_id: str | None = None, limit: int = 100) -> list[Revision]:
        """Return the newest revisions of an article or of one of its claims, newest first, and what each changed."""
        return log.history(self._file, article_id, claim_id, limit)

    def last_worked_on(self, reviewer: str) -> str | None:
        """Return the id of the article that the reviewer's newest revision is about."""
        rows = self._file.rows("SELECT article_id FROM revision WHERE by = ? ORDER BY number DESC LIMIT 1", reviewer)
        return rows[0]["article_id"] if rows else None

    def newest_by(self, reviewer: str) -> int:
        """Return the number of the reviewer's newest revision in the file, 0 where there is none."""
        return self._file.number("SELECT coalesce(max(number), 0) FROM revision WHERE by = ?", reviewer)

    def newest(self) -> int:
        """Return the number of the newest revision, 0 in an empty file."""
        return latest.newest(self._file)

    def news(self, number: int, article_id: str | None = None) -> list[News]:
        """Return what was done after a revision, in an article or anywhere, and which tables it changed."""
        return latest.since(self._file, number, article_id)

    def pulse(self) -> int:
        """Return a number that is another one once somebody else has saved: look at `news` then, and not before."""
        return latest.pulse(self._file)

    def verify(self) -> tuple[Break | None, str]:
        """Return the first row that was changed from outside, if any, and the newest seal (see `seal`)."""
        with in_plain_words(self.path), self.one_moment():
            return first_break(self._file.db), self.seal()

    def holds(self, seal: str) -> bool:
        """Say whether a seal that was kept elsewhere is in the file; it proves something only where `verify` holds."""
        with in_plain_words(self.path):
            return holds(self._file.db, seal)

    def seal(self) -> str:
        """Return the newest seal: kept elsewhere, it proves later what was there (see `chain`).

        Blank for a person from whom something is hidden: it is a hash of that, and findings are few enough to try.
        """
        with in_plain_words(self.path):
            return "" if self.left_out() else last_seal(self._file.db)

    def each(self, sql: str, *values: str | int | None) -> Iterator[sqlite3.Row]:
        """Yield rows of the file as they are kept: for exports of more than should be built up in memory."""
        return self._file.each(sql, *values)

    def archived(self, article_id: str) -> Iterator[tuple[str, Iterable[codec.Row]]]:
        """Yield the tables of an article's archive (see `storage.archive`).

        Raises NotFoundError, and RefusedError where findings are hidden: an archive is whole.
        """
        opinions.refuse_hidden(self._file, article_id)
        return tables(self._file, article_id)

    def copies(self, article_id: str) -> list[str]:
        """Return the SHA-256 of each stored copy that evidence on an article names, or ever named."""
        return [str(row["sha256"]) for table, rows in self.archived(article_id) if table == "copy" for row in rows]

    def take_in(self, archive: Archive, by: str) -> Entered:
        """Take in an archive, all of it or nothing (see `storage.archive.entering`). Raises RefusedError."""
        return enter(self._file, archive, by)

    def mark(self) -> str:
        """Return newest revision and seal: what a sheet carries, so that what stands now is found again (`marked`).

        Where the newest seal is kept back the first one stands for it: it still tells this file from others.
        """
        newest = self._file.number("SELECT coalesce(max(number), 0) FROM revision")
        return f"{newest} {self.seal() or first_seal(self._file.db)}"

    def marked(self, mark: str) -> int | None:
        """Return the revision that a `mark` names; None where it is no mark of this file."""
        number, _, seal = mark.partition(" ")
        return int(number) if number.isdecimal() and number.isascii() and self.holds(seal) else None

    def then(self, article_id: str, number: int) -> tuple[dict[str, Claim], dict[Pair, Review]]:
        """Return the claims of an article, and by claim and reviewer the reviews, as they stood after a revision.

        Raises NotFoundError where there is no such article.
        """
        return reading.then(self._file, article_id, number)

    def moment(self) -> datetime:
        """Return the present moment by the store's clock, in UTC."""
        return codec.moment(self._file.moment())

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read inside be of one moment, whatever others save meanwhile: for exports."""
        with self._file.one_moment():
            yield

    # Inside a write

    def _add(self, entry: Entry, article: Article, claims: Sequence[Claim]) -> None:
        self._file.insert("article", [{"id": article.id, "text": article.text}])
        self._make(claims)
        number = self._file.append(entry)
        self._file.insert("article_info", [{"revision": number, **codec.article_row(article)}])
        self._file.insert("claim_info", [{"revision": number, **codec.claim_row(claim)} for claim in claims])

    def _find(self, entry: Entry, claims: Sequence[Claim]) -> int:
        """Write the claims of an article that has none."""
        text = self.article(entry.article_id).text
        if there := self.claims(entry.article_id, withdrawn=True):
            by, _ = log.who_changed(self._file, Snapshot("claim_info", codec.claim_row(there[0])), "spans_json")
            message = f"Nothing was saved: the article has {len(there):,} claims already, from {by}."
            raise RefusedError(message)
        foreign = any(self._is_foreign(claim, entry.article_id, len(text)) for claim in claims)
        if foreign or not claims:
            message = f"Nothing was saved: {'a claim is of another text' if foreign else 'no claims were found'}."
            raise RefusedError(message)
        self._make(claims)
        number = self._file.append(entry)
        self._file.insert("claim_info", [{"revision": number, **codec.claim_row(claim)} for claim in claims])
        return number

    def _is_foreign(self, claim: Claim, article_id: str, length: int) -> bool:
        """Say whether a claim is, by what it says or by what is known of its id, none of this article."""
        there = self._file.rows("SELECT article_id FROM claim WHERE id = ?", claim.id)
        articles = {claim.article_id, *(row["article_id"] for row in there)}
        return articles != {article_id} or any(span.end > length for span in claim.spans)

    def _make(self, claims: Iterable[Claim]) -> None:
        """Let claims exist that do not yet."""
        there = "SELECT 1 FROM claim WHERE id = ?"
        new = [claim for claim in claims if not self._file.rows(there, claim.id)]
        self._file.insert("claim", [{"id": claim.id, "article_id": claim.article_id} for claim in new])

    def _correct_claim(self, entry: Entry, before: Claim, after: Claim) -> int:
        if after == before:
            return self._file.number("SELECT max(revision) FROM claim_info WHERE claim_id = ?", before.id)
        number = self._file.append(entry)
        self._file.insert("claim_info", [{"revision": number, **codec.claim_row(after)}])
        return number

    def _dismiss(self, entry: Entry, stretches: Sequence[Dismissed]) -> int:
        there = {stretch.span: stretch.reason for stretch in self.dismissed(entry.article_id)}
        new = {one.span: one for one in stretches if there.get(one.span, "") != one.reason}
        if not new:
            return self._file.number("SELECT max(number) FROM revision WHERE article_id = ?", entry.article_id)
        number = self._file.append(entry)
        rows = [codec.dismissal_row(entry.article_id, one) for one in new.values()]
        self._file.insert("dismissal", [{"revision": number, **row} for row in rows])
        return number

    def _correct(self, entry: Entry, before: Article, after: Article) -> int:
        if after == before:
            return self._file.number("SELECT max(revision) FROM article_info WHERE article_id = ?", before.id)
        number = self._file.append(entry)
        self._file.insert("article_info", [{"revision": number, **codec.article_row(after)}])
        return number

    def _supersede(self, entry: Entry, before: Review, after: Review) -> int:
        if after == before:
            return self._file.number(
                """
                SELECT coalesce((SELECT max(revision) FROM review WHERE claim_id = ? AND reviewer = ?),
                                (SELECT max(revision) FROM claim_info WHERE claim_id = ?))
                """,
                before.claim_id,
                before.reviewer,
                before.claim_id,
            )
        number = self._file.append(entry)
        self._file.insert("review", [{"revision": number, **codec.review_row(after)}])
        return number


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


def _refuse_nowhere(evidence: Evidence) -> None:
    """Raise RefusedError for evidence that nobody could look up."""
    if not evidence.locator.strip():
        message = "Nothing was saved: say where the evidence is: a link, a document and page, a person and date."
        raise RefusedError(message)
