"""The chain of seals: whatever is changed in the file from outside is found, and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database, Migrations

from claims.model import Article, Claim, Dismissed, Kind, Match, Reason, Relation, Span
from storage.__main__ import main
from storage.chain import KEYS, Break, Harm
from storage.migrations import APPLICATION_ID, STEPS, VERSION
from storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store with a corrected article, two claims and three reviews."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        claims = [Claim("c1", "a1", (Span(0, 6),), Kind.EVENT), Claim("c2", "a1", (Span(7, 15),), Kind.EVENT)]
        store.add_article(Article("a1", "It is. It was."), claims, "Ann")
        store.update_article("a1", {"title": "How it is"}, "Bob")
        store.dismiss("a1", [Dismissed(Span(6, 7), "transition")], "Bob")
        store.keep_copy("file.txt", "text/plain", b"It is.", "It is.")
        store.save_review("c1", "Ann", {"verification": "verified"})
        store.save_review("c1", "Ann", {"notes": "Seen it."})
        store.save_review("c2", "Bob", {"sourcing": "named", "due": "2016-12-13"})
    return path


def _tamper(path: Path, *statements: str) -> None:
    """Do as somebody would with another program, who first takes the triggers away."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_a_seal_that_was_kept_is_in_the_file_however_much_was_written_since_and_no_other_is(path: Path) -> None:
    with Store.open(path) as store:
        kept = store.verify()[1]
        store.save_review("c2", "Ann", {"verification": "false"})
        assert store.holds(kept)
        assert not store.holds("f" * 64)


def _break(path: Path) -> Break | None:
    with Store.open(path) as store:
        return store.verify()[0]


def _cells(path: Path) -> list[tuple[str, int, str, str]]:
    """Return every cell of the file: table, place of the row, column, type."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            (table, rowid, column, kind)
            for table in (*KEYS, "seal")
            for (rowid,) in connection.execute(f"SELECT rowid FROM {table}").fetchall()  # noqa: S608 - our own names
            for (_, column, kind, *_) in connection.execute(f"PRAGMA table_info({table})").fetchall()
        ]


def test_what_was_only_written_by_the_workbench_holds(path: Path) -> None:
    assert _break(path) is None


def test_compacting_the_file_breaks_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
    assert _break(path) is None


def _compare(path: Path) -> None:
    """Add later coverage, what is proposed of it and what was decided."""
    with Store.open(path) as store:
        store.add_article(Article("b1", "It was."), [], "Ann")
        store.cover("a1", ["b1"], "Ann")
        store.keep_matches([Match("c1", "b1", (Span(0, 7),), 0.5, Relation.UPDATES, (Reason("is → was"),))])
        store.judge("c1", "b1", "Ann", {"relation": "updates"})
        store.reject("c2", "b1", [Span(0, 2)], "Bob")
        with store._file.writing():  # noqa: SLF001 - as an import of an archive does
            store._file.insert("origin", [{"revision": 1, "sha256": "0" * 64}])  # noqa: SLF001


def test_any_one_cell_changed_from_outside_is_found(path: Path) -> None:
    _compare(path)
    original = path.read_bytes()
    missed = []
    for table, rowid, column, kind in _cells(path):
        path.write_bytes(original)
        new = {"TEXT": f"coalesce({column}, '') || 'x'", "BLOB": "x'00'"}.get(kind, f"coalesce({column}, 0) + 1000")
        _tamper(path, f"UPDATE {table} SET {column} = {new} WHERE rowid = {rowid}")  # noqa: S608 - our own names
        if _break(path) is None:
            missed.append((table, rowid, column))
    assert missed == []


def test_the_first_row_that_was_changed_is_named(path: Path) -> None:
    _tamper(path, "UPDATE review SET notes = 'Not seen.' WHERE revision = 4", "UPDATE review SET sourcing = ''")
    assert _break(path) == Break("review", (4,), Harm.CHANGED)
    assert str(_break(path)) == "In the table “review”, the row with revision 4 was changed from outside."


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM review WHERE revision = 4", Break("review", (4,), Harm.DELETED)),
        ("INSERT INTO claim VALUES ('c3', 'a1')", Break("claim", ("c3",), Harm.ADDED)),
        ("DELETE FROM seal WHERE number = (SELECT max(number) FROM seal)", Break("review", (6,), Harm.ADDED)),
        ("DELETE FROM seal WHERE number = 1", Break("seal", (1,), Harm.CHANGED)),
    ],
)
def test_rows_taken_away_or_slipped_in_are_found(path: Path, statement: str, found: Break) -> None:
    _tamper(path, statement)
    assert _break(path) == found


def test_an_end_that_was_cut_off_with_its_seals_is_found(path: Path) -> None:
    _tamper(
        path,
        "DELETE FROM review WHERE revision = 6",
        "DELETE FROM revision WHERE number = 6",
        "DELETE FROM seal WHERE number > (SELECT max(number) - 2 FROM seal)",
    )
    broken = _break(path)
    assert broken is not None
    assert (broken.table, broken.harm) == ("seal", Harm.DELETED)


def test_an_older_file_is_sealed_as_it_is_found(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    _write_old(path, steps=4)
    with Store.open(path) as store:
        assert [claim.signs for claim in store.claims("a1")] == [()]
        assert store.review("c1", "Ann").notes == "Seen it."
        assert (store.coverage("a1"), store.matches("a1"), store.judgements("a1")) == ([], [], [])
    _compare_old(path)
    assert _break(path) is None
    _tamper(path, "UPDATE review SET notes = 'Not seen.'")
    assert _break(path) == Break("review", (2,), Harm.CHANGED)


@pytest.mark.parametrize("steps", range(4, VERSION))
def test_a_file_of_any_version_opens_with_all_that_it_holds_and_can_be_worked_in(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "old.sqlite"
    _write_old(path, steps=4)
    _apply(path, steps)
    with Store.open(path) as store:
        assert [(one.title, one.claims, one.reviewed) for one in store.articles()] == [("T", 1, 1)]
        assert [claim.spans for claim in store.claims("a1")] == [(Span(0, 6),)]
        assert (store.review("c1", "Ann").verification, store.review("c1", "Ann").notes) == ("verified", "Seen it.")
        assert [one.number for one in store.history("a1")] == [2, 1]
        store.save_review("c1", "Ann", {"verification": "false"})
        store.undo("a1", "Ann")
        assert store.review("c1", "Ann").verification == "verified"
    assert _break(path) is None


def _compare_old(path: Path) -> None:
    """Use a file of the first versions as one of today."""
    with Store.open(path) as store:
        store.add_article(Article("b1", "It was."), [], "Ann")
        store.cover("a1", ["b1"], "Ann")
        assert store.to_compare("a1") == [("c1", "b1")]
        store.judge("c1", "b1", "Ann", {"relation": "updates"})


def _write_old(path: Path, steps: int) -> None:
    """Write a file as the first versions did, with one article, one claim and one review."""
    _apply(path, steps)
    db = Database(path)
    db.executescript("""
        INSERT INTO article VALUES ('a1', 'It is.');
        INSERT INTO claim VALUES ('c1', 'a1');
        INSERT INTO revision VALUES (1, '2025-01-01T00:00:00+00:00', 'Ann', 'added', 'a1', NULL, NULL);
        INSERT INTO article_info VALUES (1, 'a1', 'T', '', '', '', NULL, '[[0, 6]]', '[]');
        INSERT INTO claim_info VALUES (1, 'c1', '[[0, 6]]', 'event', NULL, '[]', '[]', 0.5, 'splitter', '[]');
        INSERT INTO revision VALUES (2, '2025-01-02T00:00:00+00:00', 'Ann', 'reviewed', 'a1', 'c1', NULL);
        INSERT INTO review VALUES (2, 'c1', 'Ann', '', 'verified', 'Seen it.');
    """)
    db.close()


def _apply(path: Path, steps: int) -> None:
    """Bring a file to an earlier version, as that version did."""
    db = Database(path)
    migrations = Migrations("claimbook")
    for step in STEPS[:steps]:
        migrations()(step)
    migrations.apply(db)
    db.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {steps}")
    db.close()


def test_the_command_says_what_was_changed_and_fails(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(path)]) == 0
    assert "Nothing was changed from outside. Last seal: " in capsys.readouterr().out
    _tamper(path, "UPDATE article SET text = 'It is not.'")
    assert main(["verify", str(path)]) == 1
    assert "the row with id a1 was changed from outside" in capsys.readouterr().out


def test_there_is_nothing_to_verify_where_there_is_no_file(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(path.with_name("other.sqlite"))]) == 1
    assert "There is no file" in capsys.readouterr().err
