"""A backup taken while others save is whole, holds what was saved, and can take the file's place."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from test_store import ARTICLE, CLAIMS, WRITERS, mark

from claims.model import WorkbenchError
from storage.__main__ import main
from storage.backup import back_up
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store with one article."""
    file = tmp_path / "reviews.sqlite"
    with Store.open(file) as store:
        store.add_article(ARTICLE, CLAIMS, "Ann")
    return file


@pytest.fixture
def writers(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Let eight processes save into it as fast as they can."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITERS, str(path), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, start_new_session=True) as running:  # noqa: S603 - our own
        yield running
        os.killpg(running.pid, signal.SIGKILL)


def test_each_backup_taken_while_8_writers_save_opens_verifies_and_has_all_that_was_confirmed(
    path: Path, tmp_path: Path, writers: subprocess.Popen[bytes]
) -> None:
    assert writers.stdout is not None
    for turn in range(5):
        told = [int(writers.stdout.readline()) for _ in range(40)]
        copy = tmp_path / f"copy {turn}.sqlite"
        back_up(path, copy)
        with Store.open(copy) as store:
            assert store.verify()[0] is None
            assert set(told) <= {revision.number for revision in store.history("a1", limit=100_000)}


def test_a_backup_takes_the_place_of_a_lost_file(path: Path, tmp_path: Path) -> None:
    mark(path, "Ann", 1)
    back_up(path, tmp_path / "copy.sqlite")
    mark(path, "Ann", 2)
    for lost in tmp_path.glob("reviews.sqlite*"):
        lost.unlink()
    (tmp_path / "copy.sqlite").rename(path)
    with Store.open(path) as store:
        assert [revision.number for revision in store.history("a1")] == [2, 1]
    assert mark(path, "Ann", 3) == 3


def test_the_copy_is_one_file_and_an_older_one_is_replaced(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(path, folder / "copy.sqlite")
    mark(path, "Ann", 1)
    back_up(path, folder / "copy.sqlite")
    assert [file.name for file in folder.iterdir()] == ["copy.sqlite"]
    with Store.open(folder / "copy.sqlite") as store:
        assert len(store.history("a1")) == 2


def test_an_older_file_is_copied_as_it_is(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as older:
        older.execute("PRAGMA user_version = 3")
    back_up(path, tmp_path / "copy.sqlite")
    for file in (path, tmp_path / "copy.sqlite"):
        with closing(sqlite3.connect(file)) as found:
            assert found.execute("PRAGMA user_version").fetchone() == (3,)


def test_what_cannot_be_backed_up_is_refused_with_what_to_do_and_leaves_the_older_copy(
    path: Path, tmp_path: Path
) -> None:
    copy, text, damaged = (tmp_path / name for name in ("copy.sqlite", "text.sqlite", "damaged.sqlite"))
    copy.write_bytes(b"older")
    text.write_bytes(b"Notes of mine. " * 100)
    damaged.write_bytes(path.read_bytes()[:4096] + b"\0" * 4096)
    refused = [(tmp_path / "absent", "There is no file"), (text, "not a file of Claimbook"), (damaged, "damaged")]
    for file, said in refused:
        with pytest.raises(WorkbenchError, match=said):
            back_up(file, copy)
    before = {file.name for file in tmp_path.iterdir()}
    for place in (path, path.with_name(f"{path.name}-wal")):
        with pytest.raises(WorkbenchError, match="Give another name"):
            back_up(path, place)
    assert copy.read_bytes() == b"older"
    assert {file.name for file in tmp_path.iterdir()} == before


def test_a_file_is_backed_up_and_exported_whole_whatever_it_and_what_is_beside_it_are_called(
    path: Path, tmp_path: Path
) -> None:
    for command, name in (("backup", "copy.sqlite"), ("export", "out.csv")):
        desk, to = tmp_path / f"{name}.part", tmp_path / name
        shutil.copy(path, desk)
        whole = desk.read_bytes()
        assert main([command, str(desk), *(["-o"] if command == "export" else []), str(to)]) == 0
        assert desk.read_bytes() == whole
        assert to.stat().st_size


def test_the_command_backs_up_and_says_where(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(path), str(tmp_path / "copy.sqlite")]) == 0
    assert "copy.sqlite" in capsys.readouterr().out
    assert main(["backup", str(path), str(tmp_path / "no folder" / "copy.sqlite")]) == 1
