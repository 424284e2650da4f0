"""A working sheet that came back: what differs from what it was, what changed here meanwhile, and what is taken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.model import Review
from storage.codec import shown
from storage.errors import NotFoundError
from storage.sheet import cells
from storage.sheet.cells import Broken, UnreadableError, same
from storage.sheet.columns import CHOICES, CUT, DAYS, EDITABLE, HEADERS, claim_cells, fitted, review_cells
from storage.sheet.grid import Place, Problem, read_grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from claims.model import Article, Claim, Pair, Revision
    from storage.sheet.cells import Value
    from storage.sheet.columns import Cell
    from storage.store import DatedReview, Store

_TO_READ: Final = ("claim", "kind", "source", "source_type", "evidence")
"""The columns in which an edit is told and not taken. The others are not the claim's: its number, its sentence."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A field of a review that differs: what it was when the sheet was made, what it is here now, and in the sheet.

    The three are as the store has them: keys, days as 2016-12-13. `words` are the claim's when the sheet was made; `at`
    is when one's review was changed here last. `is_reshaped` says that the claim itself is not what it was then.
    """

    place: Place
    article_id: str
    claim_id: str
    words: str
    field: str
    was: str
    here: str
    sheet: str
    at: datetime | None
    is_reshaped: bool = False

    @property
    def overtaken(self) -> bool:
        """Say whether the field, or the claim itself, has changed here too since the sheet was made."""
        return self.here != self.was or self.is_reshaped


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back, each in the order of the rows; `rows` is how many were read."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    rows: int


class _Line(NamedTuple):
    """A row: its number, from 1, and what stands in it, by the columns' keys; `columns` are where they are."""

    number: int
    values: Mapping[str, Value | Broken]
    columns: Mapping[str, int]

    def text(self, key: str) -> str:
        return cells.text(self.values[key])

    def place(self, key: str = "") -> Place:
        return Place(self.number, self.columns.get(key, 0))


@dataclass(frozen=True, slots=True)
class _Base:
    """What the rows of an article are compared with: what stood when the sheet was made, and what stands now.

    Reviewers go by the names that the sheet has for them; `reviewed` are the claims on which anyone had said anything,
    `words` those that the claims had, as a cell holds them.
    """

    article: Article
    claims: Mapping[str, Claim]
    reviews: Mapping[Pair, Review]
    reviewed: frozenset[str]
    words: frozenset[str]
    standing: Mapping[str, Claim]
    now: Mapping[str, DatedReview]
    reviewer: str


def read_sheet(store: Store, content: bytes, reviewer: str) -> Returned:
    """Return what a working sheet changes of the reviewer's findings. Raises SheetError for a file that is none."""
    grid = read_grid(content)
    lines = [_Line(row.number, dict(zip(grid.columns, row.values, strict=True)), grid.columns) for row in grid.rows]
    found: list[Edit | Problem] = list(_again(lines, reviewer))
    again = {one.place.row for one in found}
    groups: defaultdict[tuple[str, str], list[_Line]] = defaultdict(list)
    for line in lines:
        if line.number not in again:
            groups[line.text("article_id"), line.text("revision")].append(line)
    with store.one_moment():
        numbers = {mark: store.marked(mark) for _, mark in groups}
        for (article_id, mark), group in groups.items():
            found += _group(store, article_id, numbers[mark], group, reviewer)
    found.sort(key=lambda one: one.place)
    problems = (one for one in found if isinstance(one, Problem))
    return Returned(tuple(one for one in found if isinstance(one, Edit)), (*grid.problems, *problems), len(grid.rows))


def _again(lines: Iterable[_Line], reviewer: str) -> Iterator[Problem]:
    """Yield what is to be said of each row that is about the same review as one above it."""
    seen: dict[Pair, int] = {}
    for line in lines:
        pair = (line.text("claim_id"), line.text("reviewer") or _named(reviewer))
        if pair[0] and seen.setdefault(pair, line.number) != line.number:
            yield Problem(line.place(), f"The claim of row {seen[pair]} again: this row was not read. Delete one.")


def take(store: Store, edits: Sequence[Edit], reviewer: str, token: str) -> list[Revision]:
    """Take edits over, what stands here now giving way: one act, undone as one, for each article.

    Raises ConflictError where it is not what it was when the sheet was read; the articles before that are kept.
    """
    by_article: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_article[edit.article_id].append(edit)
    return [
        revision
        for article_id, chosen in by_article.items()
        for revision in store.save_each(
            _by_claim((edit.claim_id, edit.field, edit.sheet) for edit in chosen),
            reviewer,
            f"{token} {article_id}",
            _by_claim((edit.claim_id, edit.field, edit.here) for edit in chosen),
        )
    ]


def _by_claim(values: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for claim_id, field, value in values:
        found[claim_id][field] = value
    return found


# What the rows of an article, made at one moment, say


def _group(
    store: Store, article_id: str, number: int | None, lines: Sequence[_Line], reviewer: str
) -> Iterator[Edit | Problem]:
    try:
        article = store.article(article_id)
    except NotFoundError:
        number = None
    if number is None:
        yield _unknown(lines)
        return
    claims, reviews = store.then(article_id, number)
    named = {(claim_id, _named(person)): review for (claim_id, person), review in reviews.items()}
    reviewed = frozenset(claim_id for claim_id, _ in reviews)
    words = frozenset(cells.text(fitted(claim.text(article))) for claim in claims.values())
    standing = {claim.id: claim for claim in store.claims(article_id)}
    now = {dated.review.claim_id: dated for dated in store.dated_reviews(article_id, reviewer)}
    base = _Base(article, claims, named, reviewed, words, standing, now, _named(reviewer))
    moved = [line for line in lines if _is_moved(line, base)]
    if moved:
        yield _moved(moved)
    left_out = {line.number for line in moved}
    for line in lines:
        if line.number not in left_out:
            yield from _line(line, base)


def _is_moved(line: _Line, base: _Base) -> bool:
    """Say whether a row has the words of one claim and the id of another."""
    claim, words = base.claims.get(line.text("claim_id")), line.values.get("claim")
    return claim is not None and not _same(words, fitted(claim.text(base.article))) and cells.text(words) in base.words


def _moved(lines: Sequence[_Line]) -> Problem:
    what = (
        f"{_rows(lines, 'has', 'have')} the words of another claim than the hidden columns say: these were not sorted "
        "or moved along, and nothing was read. Sort whole rows, or export the sheet again and write it there."
    )
    return Problem(Place(min(line.number for line in lines), 0), what)


def _rows(lines: Sequence[_Line], one: str, several: str) -> str:
    return f"This row {one}" if len(lines) == 1 else f"This row and {len(lines) - 1:,} more {several}"


def _unknown(lines: Sequence[_Line]) -> Problem:
    count = _rows(lines, "is", "are")
    if not any(line.text("claim_id") for line in lines):
        new = f"{count} new: claims are added in Claimbook, on the page Review."
        cleared = "If not, the hidden columns were cleared: copy them back from the sheet that you were given."
        what = f"{new} {cleared}"
    else:
        what = (
            f"{count} of another Claimbook file, or of a later copy of this one, or the hidden columns were changed: "
            "nothing was read. Export the sheet again from here."
        )
    return Problem(Place(min(line.number for line in lines), 0), what)


def _named(person: str) -> str:
    """Return a reviewer's name as it comes back out of a cell."""
    return cells.text(fitted(person))


def _line(line: _Line, base: _Base) -> Iterator[Edit | Problem]:
    claim = base.claims.get(line.text("claim_id"))
    if claim is None:
        what = "The article has no such claim" if line.text("claim_id") else "The hidden column “Claim id” was cleared"
        do = "Copy the hidden columns back from the sheet that you were given."
        yield Problem(line.place("claim_id"), f"{what}: the row was not read. {do}")
        return
    person = line.text("reviewer")
    then = base.reviews.get((claim.id, person or base.reviewer)) or Review(claim.id, person)
    shown_then = claim_cells(claim, base.article) | review_cells(then)
    changed = [key for key in line.columns if key in shown_then and not _same(line.values[key], shown_then[key])]
    why = _refused(base, claim.id, person) if changed else ""
    if why:
        listed = ", ".join(f"“{HEADERS[key]}”" for key in changed)
        yield Problem(line.place(), f"{why} Not taken: {listed}.")
        return
    for key in changed:
        yield from _edit(line, key, claim, base, then) if key in EDITABLE else [_told(line, key)]


def _same(value: Value | Broken, before: Cell) -> bool:
    return not isinstance(value, Broken) and same(value, before)


def _refused(base: _Base, claim_id: str, person: str) -> str:
    """Return why nothing of a row is taken, "" where something is."""
    if person not in {"", base.reviewer}:
        return f"This is the review of {person}, who alone can bring it back."
    if not person and claim_id in base.reviewed:
        return "The row no longer says whose review it is. Write the name back."
    if claim_id not in base.standing:
        return "The claim has been withdrawn here since."
    return ""


def _told(line: _Line, key: str) -> Problem:
    what = f"“{HEADERS[key]}” is there to be read: a change in it is not taken. Change it on the page Review."
    return Problem(line.place(key), what)


def _edit(line: _Line, field: str, claim: Claim, base: _Base, then: Review) -> Iterator[Edit | Problem]:
    value, dated = line.values[field], base.now.get(claim.id)
    if isinstance(value, Broken):
        yield Problem(line.place(field), value.why)
        return
    if field == "notes" and fitted(then.notes).endswith(CUT):
        yield Problem(line.place(field), "The note is longer than a cell holds. Change it on the page Review.")
        return
    try:
        given = _given(field, value)
    except UnreadableError as error:
        yield Problem(line.place(field), str(error))
        return
    now = dated.review if dated else Review(claim.id, base.reviewer)
    was, here = shown(getattr(then, field)), shown(getattr(now, field))
    if given not in {was, here}:
        words, at = claim.text(base.article), dated.at if dated else None
        stands = base.standing[claim.id]
        is_reshaped = claim_cells(stands, base.article) != claim_cells(claim, base.article)
        yield Edit(line.place(field), claim.article_id, claim.id, words, field, was, here, given, at, is_reshaped)


def _given(field: str, value: Value) -> str:
    """Return a cell as the store has it. Raises UnreadableError."""
    if field in CHOICES:
        return cells.choice(field, value)
    return shown(cells.day(value)) if field in DAYS else cells.text(value)
