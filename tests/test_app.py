"""The frame of every page: the first start, who is reviewing, and a data file that is none."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from storage.store import Store
from views import frame

APP = Path(__file__).parents[1] / "app.py"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a data file that is not there yet."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    return path


def _twice() -> AppTest:
    return AppTest.from_file(APP, default_timeout=120).run().run()


def test_the_first_start_puts_the_sample_into_the_library(file: Path) -> None:
    page = _twice()
    assert not page.exception
    assert page.dataframe[0].value["outlet"].tolist() == ["Daily NK"]
    with Store.open(file) as store:
        assert len(store.articles()) == 1


def test_the_frame_is_there_whatever_the_data_file_is(file: Path) -> None:
    file.mkdir()
    page = _twice()
    assert not page.exception
    assert page.text_input[0].label == "Your name"
    assert str(file) in page.error[0].value.replace("\\", "")


def test_an_empty_library_gets_no_second_sample(file: Path) -> None:
    with Store.open(file):
        pass
    assert "no articles yet" in _twice().info[0].value


@pytest.mark.parametrize(
    ("cookies", "address", "expected"),
    [
        ({"claimbook_name": "Zo%C3%AB"}, None, "Zoë"),
        ({}, None, "ana"),
        ({}, "192.0.2.7", ""),
        ({"claimbook_name": "Ben"}, "192.0.2.7", "Ben"),
    ],
)
def test_the_name_is_the_one_used_last_else_this_computers_user(
    monkeypatch: pytest.MonkeyPatch, cookies: dict[str, str], address: str | None, expected: str
) -> None:
    monkeypatch.setattr(frame.getpass, "getuser", lambda: "ana")
    monkeypatch.setattr(frame, "st", SimpleNamespace(context=SimpleNamespace(cookies=cookies, ip_address=address)))
    assert frame._name_at_first() == expected  # noqa: SLF001 - the session that it is for cannot be had in a test


def test_a_computer_user_without_a_name_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise KeyError

    monkeypatch.setattr(frame.getpass, "getuser", fail)
    assert frame._user() == ""  # noqa: SLF001 - likewise
