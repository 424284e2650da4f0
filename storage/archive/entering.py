"""Takes an archive into a file: its revisions get new numbers, keep who and when, and are sealed anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from storage import codec, reading
from storage.archive.checked import refuse_odd
from storage.archive.damage import refuse, row_told
from storage.archive.rows import numbers_of, tables
from storage.errors import RefusedError
from storage.file import Action, Entry
from storage.plain import called
from storage.snapshots import THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.archive.opened import Archive
    from storage.codec import Row
    from storage.file import File

_ROWS = 500
"""How many rows are written at once: enough to be quick, few enough to be small."""

_SEAL = 64
"""How many hexadecimal digits a seal has."""


def _done(action: object) -> str:
    """Return what a revision did. Raises ValueError for what none does that is about an article."""
    if action == Action.IMPORTED:
        raise ValueError(action)
    return Action(str(action)).value


class Entered(NamedTuple):
    """What became of an archive: how many revisions are new here, and how many were here already.

    An article that had only come in as later coverage of another was not.
    """

    article_id: str
    title: str
    new: int
    before: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        if not self.new:
            return f"“{self.title}” is here already, with all that the archive holds. Nothing was changed."
        if self.before:
            return f"“{self.title}” was here up to its revision {self.before}; what came later was added."
        return f"“{self.title}” was imported, with {self.new:,} revision{'' if self.new == 1 else 's'}."


@dataclass(slots=True)
class _Known:
    """What is known so far of an archive while it is taken in: by it each further row is checked.

    `numbers` are, of each article, the numbers in this file by those in the archive; `texts` how long each text is,
    `added` which articles are new here, `claims` those of the archive.
    """

    archive: Archive
    texts: dict[str, int] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    numbers: dict[str, dict[int, int]] = field(default_factory=dict)
    before: int = 0
    """How many revisions of the article were here."""
    bare: bool = True
    """Whether no claims were: the article came in as later coverage of another."""

    def stays(self, article_id: str) -> bool:
        """Say whether an article stays as it is here: later coverage that is here already. Raises KeyError."""
        return bool(self.texts[article_id]) and article_id not in {self.archive.article_id, *self.added}

    def new_number(self, table: str, article_id: str, place: object) -> int:
        """Return the number that a revision has here. Raises KeyError, and ValueError for one that was here before."""
        number = self.numbers[article_id][int(str(place))]
        is_here = int(str(place)) <= self.before and article_id == self.archive.article_id
        if is_here and not (self.bare and table == "claim_info"):
            message = "a revision that is here has no such row"
            raise ValueError(message)
        return number


def enter(file: File, archive: Archive, by: str) -> Entered:
    """Take in an archive as one act, or, where its article is here, what goes on from that; all of it or nothing.

    Who wrote what and when stays; that `by` imported it is a revision of its own, with the archive's SHA-256 as its
    token. Later coverage that is here already stays as it is here. Raises RefusedError for an archive that does not
    hold what it must, and where article and archive both went on from what they have in common.
    """
    known = _Known(archive)
    with file.writing():
        here = _here(file, archive.article_id)
        for number, row in enumerate(archive.rows("article"), start=1):
            with row_told("article", number):
                _take_text(file, known, row)
        known.before, new = _compared(archive, here.pop("revision", ()))
        known.bare = not file.rows("SELECT 1 FROM claim WHERE article_id = ?", archive.article_id)
        brings_claims = known.bare and any(True for _ in archive.rows("claim"))
        if new or brings_claims:
            _take(file, known, "claim", here.get("claim", ()))
            _take_revisions(file, known)
            for table in THINGS:
                _take(file, known, table, here.get(table, ()))
            _take_proposals(file, known)
            _take_copies(file, known)
            _refuse_unknown_articles(known, file)
            file.append(Entry(Action.IMPORTED, by, archive.article_id, token=f"archive {archive.digest}"))
    title = called(reading.article(file, archive.article_id))
    if brings_claims:
        return Entered(archive.article_id, title, known.before + new, 0)
    return Entered(archive.article_id, title, new, known.before)


def _here(file: File, article_id: str) -> dict[str, Iterable[Row]]:
    """Return what an archive of the article would hold if it were made here; nothing where the article is not here."""
    there = file.rows("SELECT 1 FROM article WHERE id = ?", article_id)
    return dict(tables(file, article_id)) if there else {}


def _take_text(file: File, known: _Known, row: Row) -> None:
    """Add a text; the same text may be here already. Raises RefusedError for another text of that id."""
    article_id, text = str(row["id"]), str(row["text"])
    if not known.texts and article_id != known.archive.article_id:
        refuse("the first text is not that of the article")
    there = file.rows("SELECT text FROM article WHERE id = ?", article_id)
    if there and there[0]["text"] != text:
        message = "Nothing was imported: there is another text under the same id in this file."
        raise RefusedError(message)
    if not there:
        file.insert("article", [{"id": article_id, "text": text}])
        known.added.add(article_id)
    known.texts[article_id] = len(text)


def _compared(archive: Archive, here: Iterable[Row]) -> tuple[int, int]:
    """Return how many revisions of the article are here, and how many more the archive has.

    Raises RefusedError where both went on from what they have in common.
    """
    mine = (row for row in here if row["article_id"] == archive.article_id)
    theirs = (row for row in archive.rows("revision") if row["article_id"] == archive.article_id)
    same = more = 0
    for here_row, row in zip_longest(mine, theirs):
        if row is None and not more:
            return same, 0  # an older archive
        if here_row is None:
            more += 1
        elif here_row == row:
            same += 1
        else:
            raise _parted(same)
    return same, more


def _parted(same: int) -> RefusedError:
    message = (
        f"Nothing was imported: the article is here already, and both it and the archive went on from revision {same} "
        "of it. Import the archive into a file of its own, and carry over by hand what is missing."
    )
    return RefusedError(message)


def _take_revisions(file: File, known: _Known) -> None:
    """Write the revisions that are not here yet, those of later coverage first: what came last is on top."""
    article_id = known.archive.article_id
    here = numbers_of(file, article_id, whole=True) if known.before else {}
    known.numbers[article_id] = {place: number for number, place in here.items()}
    for own in (False, True):
        for number, row in enumerate(known.archive.rows("revision"), start=1):
            is_due = own is (row["article_id"] == article_id)
            if is_due and not (own and row["revision"] in range(1, known.before + 1)):
                _take_revision(file, known, number, row)


def _take_revision(file: File, known: _Known, number: int, row: Row) -> None:
    """Write a revision, as SQLite numbers it, and the seal that it had where it was made."""
    with row_told("revision", number):
        new = _revision(known, row)
    if new:
        numbers, here = known.numbers[str(row["article_id"])], file.next_number()
        numbers[int(str(row["revision"]))] = here
        file.insert("revision", [new | {"batch": numbers.get(int(str(row["batch"] or 0)))}])
        file.insert("origin", [{"revision": here, "sha256": row["seal"]}])


def _revision(known: _Known, row: Row) -> Row | None:
    """Return a revision as it is written here, nothing where its article stays as it is."""
    article_id, place = str(row["article_id"]), int(str(row["revision"]))
    numbers = known.numbers.setdefault(article_id, {})
    if known.stays(article_id):
        return None
    step, batch, seal = int(str(row["step"] or 0)), int(str(row["batch"] or 0)), str(row["seal"])
    is_sound = place == len(numbers) + 1 and 0 <= step < place and 0 <= batch <= place and str(row["by"]).strip()
    if not is_sound or len(seal) != _SEAL or codec.stored(codec.moment(str(row["at_utc"]))) != row["at_utc"]:
        message = "a revision out of its order"
        raise ValueError(message)
    if row["claim_id"] is not None and row["claim_id"] not in known.claims:
        raise KeyError(row["claim_id"])
    kept = {name: row[name] for name in ("at_utc", "by", "article_id", "claim_id")}
    return kept | {"action": _done(row["action"]), "token": None, "step": numbers[step] if step else None}


def _take(file: File, known: _Known, table: str, here: Iterable[Row]) -> None:
    """Write the rows of a table that are not here yet. Raises RefusedError where those here are not its first."""
    given = enumerate(known.archive.rows(table), start=1)
    for mine in here:
        if mine.get("article_id", known.archive.article_id) == known.archive.article_id:
            _, theirs = next(given, (0, None))
            if theirs != mine:
                raise _parted(known.before)
            if table == "claim":
                known.claims.add(str(mine["id"]))
    rows = (new for number, row in given for new in _told(known, table, number, row))
    while some := list(islice(rows, _ROWS)):
        file.insert(table, some)


def _told(known: _Known, table: str, number: int, row: Row) -> list[Row]:
    """Return a row as it is written here, in a list; an empty one where its article stays as it is."""
    with row_told(table, number):
        if table == "claim":
            known.claims.add(str(row["id"]))
            return [row | {"article_id": known.archive.article_id}]
        article_id = str(row.get("article_id", known.archive.article_id))
        if known.stays(article_id):
            return []
        refuse_odd(table, row, known.texts, known.claims)
        of_article = {"article_id": article_id} if table in {"dismissal", "coverage", "needed"} else {}
        return [row | of_article | {"revision": known.new_number(table, article_id, row["revision"])}]


def _take_proposals(file: File, known: _Known) -> None:
    """Write what the machine proposed and is not here; it may have proposed other things here meanwhile."""
    there = "SELECT 1 FROM proposal WHERE claim_id = ? AND coverage_id = ? AND basis = ?"
    for number, row in enumerate(known.archive.rows("proposal"), start=1):
        with row_told("proposal", number):
            refuse_odd("proposal", row, known.texts, known.claims)
        if not file.rows(there, *(str(row[name]) for name in ("claim_id", "coverage_id", "basis"))):
            file.insert("proposal", [row])


def _take_copies(file: File, known: _Known) -> None:
    """Write the stored copies that are not here; one that is keeps the name that came first."""
    for number, row in enumerate(known.archive.rows("copy"), start=1):
        name = str(row["sha256"])
        if not file.rows("SELECT 1 FROM copy WHERE sha256 = ?", name):
            content = known.archive.copy(name)
            with row_told("copy", number):
                if codec.fingerprint(content) != name:
                    raise ValueError(name)
            file.insert("copy", [row | {"content": content}])


def _refuse_unknown_articles(known: _Known, file: File) -> None:
    """Raise RefusedError where the archive has a text of which it does not say what is known."""
    for article_id in known.added:
        if not file.rows("SELECT 1 FROM article_info WHERE article_id = ?", article_id):
            refuse("there is a text of which nothing is known")
