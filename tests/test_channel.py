"""The channel to open pages: one look at the file serves all, nothing is told twice, and who has gone keeps nothing."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from test_store import ARTICLE, CLAIMS, mark

from storage.store import Store
from views.live import channel
from views.live.channel import TOLD, looking, message

if TYPE_CHECKING:
    from pathlib import Path


def test_each_act_is_told_once_and_looking_at_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    looks = looking(path)
    assert next(looks) == ((), 0)
    assert not path.exists()
    with Store.open(path) as store:
        store.add_article(ARTICLE, CLAIMS, "Ann")
    assert next(looks)[0] == []  # what is there by then is on every page that is opened from now on
    numbers = [mark(path, "Ben", turn) for turn in range(2)]
    assert [one.number for one in next(looks)[0]] == numbers
    assert next(looks)[0] == []
    assert [mark(path, "Ben", 2)] == [one.number for one in next(looks)[0]]


def test_a_file_that_took_the_place_of_another_is_looked_at_from_then_on(tmp_path: Path) -> None:
    path, other = tmp_path / "reviews.sqlite", tmp_path / "other.sqlite"
    for one in (path, other):
        with Store.open(one) as store:
            store.add_article(ARTICLE, CLAIMS, "Ann")
    looks = looking(path)
    assert next(looks)[0] == []
    other.rename(path)
    assert next(looks)[0] == []
    mark(path, "Ben", 1)
    assert [one.by for one in next(looks)[0]] == ["Ben"]


def test_a_message_names_what_is_old_and_who_did_what_last_whatever_was_done(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    with Store.open(path) as store:
        store.add_article(ARTICLE, CLAIMS, "Ann")
        seen = store.newest()
    for turn in range(8):
        mark(path, f"Reviewer {turn % 4}", turn)
    with Store.open(path) as store:
        store.correct_claim(CLAIMS[0].id, {"withdrawn": "other"}, "<b>Ann</b>")
        told = json.loads(message(store.news(seen)))
    assert told["number"] == seen + 9
    assert told["tables"] == ["claim_info", "review"]
    assert told["marked"] == {CLAIMS[turn % 3].id: seen + 1 + turn for turn in range(8)}
    assert len(told["acts"]) == TOLD
    assert told["acts"][-1] == ["<b>Ann</b>", "corrected", CLAIMS[0].id]


# Who has gone


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file in which Ben was handed a claim; who closes a page has gone at once."""
    monkeypatch.setattr(channel, "GONE", 0.0)
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(ARTICLE, CLAIMS, "Ed")
        store.need(ARTICLE.id, 2, "Ed")
        store.hand_out("Ben", ARTICLE.id, "t")
    return path


def look(path: Path) -> None:
    """Let the server look who is there, in a thread of its own: once Playwright was used this one has a loop."""
    with start_blocking_portal() as portal:
        portal.call(channel._take_back, path)  # noqa: SLF001 - its clock ticks only in a running server


def held(path: Path) -> str | None:
    """Return what Ben has, once the server has looked who is there."""
    look(path)
    with Store.open(path) as store:
        return store.holding("Ben")


def test_what_was_handed_out_comes_back_when_the_last_page_is_closed(path: Path) -> None:
    client = TestClient(Starlette(routes=[WebSocketRoute("/", partial(channel.listen, path=path))]))
    address = f"/?ticket={channel.ticket()}&article=&seen=9&who=Ben"
    with client.websocket_connect(address):
        with client.websocket_connect(address):
            assert held(path) is not None
        assert held(path) is not None
    assert held(path) is None


def test_who_has_gone_makes_no_data_file_or_a_first_start_could_not_be_told(path: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.sqlite"
    client = TestClient(Starlette(routes=[WebSocketRoute("/", partial(channel.listen, path=path))]))
    with client.websocket_connect(f"/?ticket={channel.ticket()}&article=&seen=9&who=Ben"):
        pass
    look(none)
    assert not none.exists()
