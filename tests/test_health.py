"""A file is called well where it can be opened and written, and nothing in it is changed by the asking."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from starlette.requests import Request
from test_store import ARTICLE, CLAIMS, mark

from storage import health as storage_health
from storage.__main__ import main
from storage.store import Store
from views.health import health

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store with one article and one mark."""
    file = tmp_path / "reviews.sqlite"
    with Store.open(file) as store:
        store.add_article(ARTICLE, CLAIMS, "Ann")
    mark(file, "Ann", 1)
    return file


def _asked(path: Path) -> tuple[int, str]:
    answer = health(Request({"type": "http"}), path)
    return answer.status_code, bytes(answer.body).decode()


def test_a_file_that_can_be_written_is_well_and_stays_as_it_was(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(path) as store:
        before = store.verify()
    assert main(["check", str(path)]) == 0
    assert "Newest revision: 2." in capsys.readouterr().out
    assert _asked(path) == (200, "ok")
    with Store.open(path) as store:
        assert store.verify() == before


def test_a_file_that_is_locked_damaged_or_gone_is_ill_and_only_the_log_says_where_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(storage_health, "PATIENCE", 0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert main(["check", str(path)]) == 1
        status, said = _asked(path)
    assert status == 503
    assert str(path.parent) not in said
    assert path.name in capsys.readouterr().err
    path.write_bytes(b"Notes of mine. " * 100)
    assert main(["check", str(path)]) == 1
    assert _asked(path)[0] == 503
    path.unlink()
    assert main(["check", str(path)]) == 1
    assert not path.exists()


def test_a_server_without_a_file_yet_is_well_and_makes_none(tmp_path: Path) -> None:
    assert _asked(tmp_path / "none.sqlite")[0] == 200
    assert not (tmp_path / "none.sqlite").exists()
