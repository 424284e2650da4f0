"""Tells open pages what was done: one look at the file for all of them, pushed over a WebSocket. No Streamlit here.

A page cannot ask for itself: 200 that ask every second would be more work than all that 200 reviewers do. So the server
looks (some microseconds while nothing was saved), and each page hears of its own article only.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from hmac import compare_digest
from time import monotonic
from typing import TYPE_CHECKING, Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from claims.model import WorkbenchError
from storage.connections import is_still, keeping
from storage.store import Store
from views.handing import give_back

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Sequence
    from pathlib import Path

    from storage.latest import News

TICK: Final = 0.25
"""Seconds from look to look."""

PATIENCE: Final = 2.0
"""Seconds that a page may take to hear something; after that it is hung up on, and comes again."""

STALE: Final = 4401
"""With this code a page is told that its ticket is none any longer: it is to be drawn again, and has another then."""

TOLD: Final = 3
"""How many people are named in one message; what is old on a page does not depend on that."""

GONE: Final = 20.0
"""Seconds after which somebody has gone whose last page was closed: one that is only loaded again is back by then."""

_TICKETS: Final = [secrets.token_urlsafe()]
_LISTENING: Final[dict[WebSocket, tuple[str, str]]] = {}
"""Which article each page shows, and to whom."""

_CLOSED: Final[dict[str, float]] = {}
"""When a page was closed last, by whom, in seconds of the server's own clock."""


def ticket() -> str:
    """Return what opens the channel: only who was let into a page has it.

    It holds until the server is started anew or until somebody is let in or put out.
    """
    return _TICKETS[-1]


async def listen(socket: WebSocket, path: Path) -> None:
    """Take a page in that says which article it shows ("" for all) and the newest revision that it has."""
    await socket.accept()  # a browser learns the reason only of what was open
    asked = socket.query_params
    if not compare_digest(asked.get("ticket", "").encode(), ticket().encode()):
        await socket.close(STALE)
        return
    _LISTENING[socket] = asked.get("article", ""), asked.get("who", "")
    try:
        with suppress(WorkbenchError, ValueError):
            missed = await asyncio.to_thread(_missed, path, asked.get("article", ""), int(asked.get("seen", "")))
            if missed:
                await _tell(socket, message(missed))
        while True:
            await socket.receive_text()  # pages say nothing: this is how it is known that one has gone
    except WebSocketDisconnect:
        pass
    finally:
        _, who = _LISTENING.pop(socket)
        _CLOSED[who] = monotonic()


def _missed(path: Path, article_id: str, seen: int) -> list[News]:
    if not path.exists():  # opening would make it, and a first start could not be told any longer
        return []
    with Store.open(path) as store:
        return store.news(seen, article_id or None)


@asynccontextmanager
async def watching(path: Path) -> AsyncIterator[None]:
    """Look at the file, and tell what is new in it, for as long as the server runs."""
    task = asyncio.create_task(_watch(path))
    try:
        with keeping():
            yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(path: Path) -> None:
    looks, people = looking(path), 0
    with ThreadPoolExecutor(1, "watch") as thread:  # a file stays in the thread that opened it
        try:
            while True:
                await asyncio.sleep(TICK)
                await _take_back(path)
                try:
                    news, now = await asyncio.get_running_loop().run_in_executor(thread, next, looks)
                except WorkbenchError:  # the pages say so themselves; it may be better presently
                    looks = looking(path)
                    continue
                if now != people:
                    await _ask_all_again()
                people = now
                await _tell_all(news)
        finally:
            thread.submit(looks.close)


async def _take_back(path: Path) -> None:
    """Take back what was handed to people who have closed their last page."""
    here = {who for _, who in _LISTENING.values()}
    for who in [who for who, at in _CLOSED.items() if who in here or monotonic() - at > GONE]:
        del _CLOSED[who]
        if who not in here:
            await asyncio.to_thread(give_back, path, who)


async def _ask_all_again() -> None:
    """Hang up on everybody: who is still let in gets a new ticket with the page."""
    _TICKETS[:] = [secrets.token_urlsafe()]
    await asyncio.gather(*(socket.close(STALE) for socket in list(_LISTENING)), return_exceptions=True)


def looking(path: Path) -> Generator[tuple[Sequence[News], int]]:
    """Yield at each look what was done since the one before, and a number that says whether people have changed.

    The file is kept open between them. It also spares SQLite from clearing up after each single save, as it does
    where nobody else has the file open.
    """
    people = 0
    while True:
        if not path.exists():  # opening would make it, and a first start could not be told any longer
            yield (), people
            continue
        with Store.open(path) as store:
            there, seen, before = path.stat(), store.newest(), 0
            while is_still(path, there):
                now, news = store.pulse(), []
                if now != before:
                    news, people = store.news(seen), store.admitted()
                before, seen = now, max([seen, *(one.number for one in news)])
                yield news, people


async def _tell_all(news: Sequence[News]) -> None:
    articles = {one.article_id for one in news}
    about = {article_id: [one for one in news if one.article_id == article_id] for article_id in articles} | {"": news}
    told = {article_id: message(some) for article_id, some in about.items() if some}  # once for all pages that show it
    listening = [(socket, told[shown]) for socket, (shown, _) in _LISTENING.items() if shown in told]
    await asyncio.gather(*(_tell(socket, text) for socket, text in listening))


async def _tell(socket: WebSocket, text: str) -> None:
    """Send what is new to one page, in one message whatever was done."""
    try:
        await asyncio.wait_for(socket.send_text(text), PATIENCE)
    except (TimeoutError, RuntimeError, WebSocketDisconnect):  # it has gone, or does not keep up
        with suppress(RuntimeError):
            await socket.close()


def message(news: Sequence[News]) -> str:
    """Return what a page is told: the newest revision, what was changed, and who did what last.

    `tables` were changed; of the claims in `marked` somebody has said something, in that revision last.
    """
    last = {one.by: [one.by, one.action, one.claim_id] for one in news}
    tables = sorted({table for one in news for table in one.tables})
    marked = {one.claim_id: one.number for one in news if one.claim_id and "review" in one.tables}
    told = {"number": news[-1].number, "tables": tables, "marked": marked, "acts": list(last.values())[-TOLD:]}
    return json.dumps(told)
