"""What a Claimbook file is made of, and what is refused at its door."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claims.model import Article, Claim, Dismissed, Kind, Match, Relation, Span
from storage.access import Member, Role
from storage.chain import KEYS
from storage.errors import (
    DamagedError,
    FileError,
    FullError,
    LockedError,
    NewerError,
    NoFolderError,
    NotAStoreError,
    ReadOnlyError,
)
from storage.migrations import STEPS, VERSION
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MATCH = Match("c1", "b1", (Span(0, 10),), 0.5, Relation.UPDATES)
TABLES = (*KEYS, "seal")


WRITES: tuple[Callable[[Store], object], ...] = (
    lambda store: store.save_review("c1", "Ann", {"notes": "x"}),
    lambda store: store.cover("a1", ["b1"], "Ann"),
    lambda store: store.uncover("a1", "b1", "Ann"),
    lambda store: store.keep_matches([MATCH]),
    lambda store: store.judge("c1", "b1", "Ann", {"notes": "x"}),
    lambda store: store.reject("c1", "b1", [Span(0, 6)], "Ann", again=True),
    lambda store: store.reopen("c1", "Ann", None),
    lambda store: store.comment("c1", "Ann", "x"),
    lambda store: store.hand_over(["c1"], "Ann", {"waiting_for": "x"}),
    lambda store: store.look("Ben", 2),
    lambda store: store.add_claims("b1", [Claim("c2", "b1", (Span(0, 9),), Kind.EVENT)], "Ann"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store with one reviewed claim."""
    path = tmp_path / "desk.sqlite"
    fill(path)
    return path


def fill(path: Path) -> None:
    with Store.open(path) as store:
        store.add_article(Article("a1", "It is so."), [Claim("c1", "a1", (Span(0, 9),), Kind.EVENT)], "Ann")
        store.save_review("c1", "Ann", {"verification": "verified"})
        store.dismiss("a1", [Dismissed(Span(8, 9), "other")], "Ann")
        store.keep_copy("file.txt", "text/plain", b"It is so.", "It is so.")
        store.add_article(Article("b1", "It was so."), [], "Ann")
        store.cover("a1", ["b1"], "Ann")
        store.keep_matches([MATCH])
        store.judge("c1", "b1", "Ann", {"relation": "updates"})
        store.reject("c1", "b1", [Span(0, 6)], "Ann")
        store.comment("c1", "Ann", "Look at this, @Ben.")
        store.hand_over(["c1"], "Ann", {"assigned_to": "Ben"})
        store.look("Ben", 1)
        seen = store.need("a1", 1, "Ann").number
        store.need("a1", 2, "Ann")
        store.settle("c1", "Ann", {"verification": "false", "sourcing": "", "reason": "It is not."}, seen)
        store.admit(Member("Ann", Role.ADMIN), "Ann")
        with store._file.writing():  # noqa: SLF001 - as an import of an archive does
            store._file.insert("origin", [{"revision": 1, "sha256": "0" * 64}])  # noqa: SLF001


@pytest.fixture
def desk() -> Iterator[Path]:
    """Return a folder with a store, seen by somebody without root's rights, whom no write-protection stops."""
    folder = Path(tempfile.mkdtemp())
    fill(folder / "desk.sqlite")
    (folder / "desk.sqlite").chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    yield folder
    if root:
        os.setresuid(0, 0, 0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1"])
def test_no_program_can_change_or_delete_what_is_written(path: Path, table: str, change: str) -> None:
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="nothing in"):
        connection.execute(change.format(table))


def test_every_table_is_strict_and_every_reference_holds(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        strict = {name: bool(flag) for _, name, _, _, _, flag in connection.execute("PRAGMA table_list")}
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert all(strict[table] for table in TABLES)


def test_every_step_is_on_record_and_counted(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id")]
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert names == [step.__name__ for step in STEPS]


def test_the_view_of_claims_shows_their_words(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id, kind, text FROM claim_now").fetchall() == [("c1", "event", "It is so.")]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    with Store.open(tmp_path / "empty.sqlite") as store:
        assert store.articles() == []


def test_four_processes_may_create_the_same_file_at_once(tmp_path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        pool.map(opened, [tmp_path / "new.sqlite"] * 16)
    assert opened(tmp_path / "new.sqlite") == []


def opened(path: Path) -> list[object]:
    with Store.open(path) as store:
        return list(store.articles())


def refusal(path: Path, patience: float = 30) -> FileError:
    """Return the error of opening and using the file."""
    with pytest.raises(FileError) as caught:
        use(path, patience)
    return caught.value


def use(path: Path, patience: float) -> None:
    with Store.open(path, patience=patience) as store:
        store.articles()
        store.save_review("c1", "Ann", {"notes": "x"})


def test_a_text_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear desk, " * 100)
    assert isinstance(refusal(path), NotAStoreError)
    assert path.read_text() == "Dear desk, " * 100


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (url)")
    before = path.read_bytes()
    assert "another program's database" in str(refusal(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [50, 5000, 30000])
def test_a_file_that_was_cut_off_is_refused(path: Path, kept: int) -> None:
    os.truncate(path, kept)
    assert isinstance(refusal(path), DamagedError | NotAStoreError)


def test_a_file_of_a_newer_version_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert isinstance(refusal(path), NewerError)
    assert "Update Claimbook" in str(refusal(path))


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in str(refusal(tmp_path))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "absent" / "desk.sqlite")
    assert isinstance(error, NoFolderError)
    assert str(tmp_path / "absent") in str(error)


def test_a_name_that_the_disk_does_not_take_is_told(tmp_path: Path) -> None:
    assert "File name too long" in str(refusal(tmp_path / ("x" * 300)))


def test_a_file_held_for_too_long_is_told_and_nothing_is_lost(path: Path) -> None:
    with Store.open(path) as store:
        before = store.newest()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert isinstance(refusal(path, patience=0.05), LockedError)
    with Store.open(path) as store:
        assert store.save_review("c1", "Ann", {"notes": "x"}).number == before + 1


def test_a_full_disk_is_told_and_nothing_is_half_written(path: Path) -> None:
    with Store.open(path) as store:
        before = len(store.history("a1"))
        store._file.db.execute("PRAGMA max_page_count = 1")  # noqa: SLF001 - the only way to fill a disk of one's own
        with pytest.raises(FullError, match="Make room"):
            store.save_review("c1", "Ann", {"notes": "x" * 100_000})
        assert len(store.history("a1")) == before


def test_a_write_protected_file_can_be_read_but_not_written(desk: Path) -> None:
    with Store.open(desk / "desk.sqlite") as store:
        assert not store.writable
        assert [review.verification for review in store.reviews("a1")] == ["verified"]
        assert ([one.relation for one in store.judgements("a1")], store.to_compare("a1")) == (
            ["updates"],
            [("c1", "b1")],
        )
        for write in WRITES:
            with pytest.raises(ReadOnlyError, match="nothing was saved"):
                write(store)


def test_reading_a_write_protected_file_leaves_nothing_beside_it(desk: Path) -> None:
    with Store.open(desk / "desk.sqlite") as store:
        store.articles()
    assert [found.name for found in desk.iterdir()] == ["desk.sqlite"]


def test_no_file_is_made_in_a_write_protected_folder(desk: Path) -> None:
    assert isinstance(refusal(desk / "new.sqlite"), ReadOnlyError)
