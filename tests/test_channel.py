"""What the server makes of pages that are opened and closed: whoever has gone keeps no claim that was handed out."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient

from claims.model import Article, Claim, Kind, Span
from storage.store import Store
from views.live import channel

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file in which Ben was handed a claim; who closes a page has gone at once."""
    monkeypatch.setattr(channel, "GONE", 0.0)
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(Article("a", "It is so."), [Claim("c", "a", (Span(0, 9),), Kind.EVENT)], "Ed")
        store.need("a", 2, "Ed")
        store.hand_out("Ben", "a", "t")
    return path


def held(path: Path) -> str | None:
    """Return what Ben has, once the server has looked who is there."""
    asyncio.run(channel._take_back(path))  # noqa: SLF001 - its clock ticks only in a running server
    with Store.open(path) as store:
        return store.holding("Ben")


def test_what_was_handed_out_comes_back_when_the_last_page_is_closed(path: Path) -> None:
    client = TestClient(Starlette(routes=[WebSocketRoute("/", partial(channel.listen, path=path))]))
    address = f"/?ticket={channel.ticket()}&article=a&seen=9&who=Ben"
    with client.websocket_connect(address):
        with client.websocket_connect(address):
            assert held(path) == "c"
        assert held(path) == "c"
    assert held(path) is None
