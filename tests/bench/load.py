"""How the workbench answers many reviewers at once: python tests/bench/load.py [--people 100] [--seconds 120].

Each reviewer is a browser without its screen: the WebSocket that Streamlit speaks and the one by which pages hear of
what others do, both on loopback. Each marks a claim every two seconds, all in one article, and looks again when others
have marked the claim in hand (others.js). Printed are the times from a
click to its answer and to the news of it on another page, the server's processor time for each mark, which means
something on a busy machine too, and its memory. In the end every mark that was answered must be in the file.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from claims.vocabulary import VERIFICATION  # noqa: E402 - the path comes first
from storage.store import Store  # noqa: E402
from tests.bench.click_to_painted import generated, served  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.proto.Element_pb2 import Element

CLAIMS = 60
PERIOD = 2.0
PATIENCE = 60.0
IDLE = 10.0
LOOK = 1.6
"""Seconds after which a page looks again at what others say, as in others.js."""

REST = 9
"""How many times what that took last it waits, where that is longer."""

RAMP = 0.1
"""Seconds from one reviewer who opens the page to the next."""


@dataclass
class Mark:
    """A mark that was answered: when it was sent, how long the answer took, and the revision that the answer names."""

    reviewer: str
    claim: str
    value: str
    sent: float
    took: float
    revision: int


@dataclass
class Reviewer:
    """One open page: what Streamlit's frontend knows of it, as far as the server asks for it."""

    name: str
    article: str
    claims: Sequence[str]
    is_live: bool
    marks: list[Mark] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    heard: list[tuple[float, int]] = field(default_factory=list)
    bytes_in: int = 0
    opened: float = 0.0
    looks: int = 0
    is_open: asyncio.Event = field(default_factory=asyncio.Event)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _claim: str = ""
    _seen: int = 0
    _awaited: int = 0
    _took: float = 0.0
    _looking: asyncio.Task[None] | None = None
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _cache: dict[str, ForwardMsg] = field(default_factory=dict)
    _panel: tuple[str, str] = ("", "")
    _state: dict[str, Any] = field(default_factory=dict)
    _live: dict[str, Any] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict)
    _acts: int = 0

    async def work(self, url: str, until: asyncio.Future[float]) -> None:
        """Open the page and mark claims until the moment that everybody is given once all pages are open."""
        cookies = {"Cookie": f"claimbook_name={self.name.replace(' ', '%20')}"}
        address = url.replace("http", "ws", 1)
        options: dict[str, Any] = {"max_size": None, "open_timeout": PATIENCE, "ping_interval": None}
        async with websockets.connect(
            f"{address}/_stcore/stream", subprotocols=["streamlit"], additional_headers=cookies, **options
        ) as self._socket:
            start = time.perf_counter()
            await self._run()
            self.opened = time.perf_counter() - start
            self.is_open.set()
            listening = asyncio.create_task(self._listen(address)) if self.is_live else None
            end = await until
            await asyncio.sleep(random.random() * PERIOD)  # noqa: S311 - nobody guesses it
            while (begun := time.perf_counter()) < end:
                await self._mark()
                await asyncio.sleep(max(0.0, begun + PERIOD - time.perf_counter()))
            if listening:
                await asyncio.sleep(PERIOD)
                listening.cancel()

    async def _listen(self, address: str) -> None:
        query = "&".join(f"{name}={self._live[name]}" for name in ("ticket", "article", "seen"))
        async with websockets.connect(f"{address}{self._live['address']}?{query}", ping_interval=None) as socket:
            async for message in socket:
                told = json.loads(message)
                self.heard.append((time.perf_counter(), told["number"]))
                number = told["marked"].get(self._claim, 0)
                if number > self._seen:
                    self._awaited = number
                    self._looking = self._looking or asyncio.create_task(self._look())

    async def _look(self) -> None:
        await asyncio.sleep(max(LOOK, REST * self._took))
        self._looking = None
        if self._awaited > self._seen:
            self.looks += 1
            start = time.perf_counter()
            with suppress(websockets.ConnectionClosed):  # it has gone home meanwhile
                await self._run(self._trigger("look", time.time()), fragment=self._panel[1])
            self._took = time.perf_counter() - start

    def _trigger(self, event: str, value: object) -> WidgetState:
        payload = json.dumps([{"event": event, "value": value}])
        return WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{self._panel[0]}__events", json_trigger_value=payload)

    async def _mark(self) -> None:
        self._acts += 1
        claim = random.choice(self.claims)  # noqa: S311 - likewise
        value = self.said(claim)
        act = {"claim": claim, "article": self.article, "field": "verification", "value": value}
        act |= {"number": self._acts, "token": f"{self.name}-{self._acts}"}
        self._claim = claim
        sent = time.perf_counter()
        await self._run(self._trigger("acts", [act]), fragment=self._panel[1])
        took = time.perf_counter() - sent
        receipt = re.fullmatch(r"Saved .* revision (\d+)", self._state.get("receipt", ""))
        if self._state.get("confirmed") == self._acts and receipt:
            self.marks.append(Mark(self.name, claim, value, sent, took, int(receipt[1])))
        else:
            self.errors.append(f"not confirmed: {self._state.get('receipt')}")

    def said(self, claim: str) -> str:
        """Say something else of a claim than before, and return it."""
        before = self._said.get(claim, "unchecked")
        self._said[claim] = random.choice([one.key for one in VERIFICATION if one.key != before])  # noqa: S311 - likewise
        return self._said[claim]

    async def _run(self, *triggers: WidgetState, fragment: str = "") -> None:
        """Have the page or a part of it run, and wait until it has."""
        async with self._turn:
            await self._run_alone(*triggers, fragment=fragment)

    async def _run_alone(self, *triggers: WidgetState, fragment: str) -> None:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_name, run.fragment_id = f"article={self.article}", "review", fragment
        run.widget_states.widgets.extend([*self._states.values(), *triggers])
        run.cached_message_hashes.extend(self._cache)
        await self._socket.send(message.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            self.bytes_in += len(raw)
            got = ForwardMsg()
            got.ParseFromString(raw)  # type: ignore[arg-type]
            if got.WhichOneof("type") == "ref_hash":
                got = self._cache[got.ref_hash]
            elif got.metadata.cacheable and got.hash:
                self._cache[got.hash] = got
            if (
                got.WhichOneof("type") == "script_finished"
                and got.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return
            if got.WhichOneof("type") == "delta" and got.delta.WhichOneof("type") == "new_element":
                self._take(got.delta.new_element, got.delta.fragment_id)

    def _take(self, element: Element, fragment: str) -> None:
        match element.WhichOneof("type"):
            case "exception":
                self.errors.append(element.exception.message)
            case "text_input":
                one = element.text_input
                self._states[one.id] = WidgetState(id=one.id, string_value=one.value if one.set_value else one.default)
            case "bidi_component" if element.bidi_component.component_name == "claimbook.claim":
                self._panel = (element.bidi_component.id, fragment)
                self._states[self._panel[0]] = WidgetState(id=self._panel[0], json_value="{}")
                shown = json.loads(element.bidi_component.json)["shown"]
                self._state, self._seen = shown["state"], shown["seen"]
                if self._looking and self._awaited <= self._seen:
                    self._looking.cancel()
                    self._looking = None
            case "bidi_component" if element.bidi_component.component_name == "claimbook.live":
                self._live = json.loads(element.bidi_component.json)


def main() -> None:
    """Fill a file, serve it, let everybody work, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--filled", action="store_true", help="everybody has said something of every claim before")
    parser.add_argument("--without-news", action="store_true", help="nobody listens to what others do, to compare with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "load.sqlite"
        article, claims = generated(CLAIMS)
        with Store.open(file) as store:
            store.add_article(article, claims, "bench")
        ids = [claim.id for claim in claims]
        people = [Reviewer(f"Reviewer {n}", article.id, ids, not options.without_news) for n in range(options.people)]
        if options.filled:
            _fill(file, people)
        with served(ROOT / "app.py", file) as (url, process):
            asyncio.run(_let_work(people, url, process, options.seconds))
        _look_over(file, people)


def _fill(file: Path, people: Sequence[Reviewer]) -> None:
    """Let everybody have said something of every claim."""
    with Store.open(file) as store:
        for person in people:
            for claim in person.claims:
                store.save_review(claim, person.name, {"verification": person.said(claim)})


async def _let_work(people: Sequence[Reviewer], url: str, process: int, seconds: float) -> None:
    """Open everybody's page, one after the other, then let all of them mark at once."""
    first = Reviewer("Warm up", people[0].article, people[0].claims, is_live=False)
    at_once: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    at_once.set_result(time.perf_counter() + 1)
    await first.work(url, at_once)
    await _settle(process)
    before = _memory(process)
    until: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    tasks = []
    for person in people:
        tasks.append(asyncio.create_task(person.work(url, until)))
        await asyncio.sleep(RAMP)
    await asyncio.wait_for(asyncio.gather(*(person.is_open.wait() for person in people)), PATIENCE)
    idle = _cpu(process)
    await asyncio.sleep(IDLE)
    print(f"processor while nobody does anything: {100 * (_cpu(process) - idle) / IDLE:.1f} % of one")
    opened, cpu, start, own = _memory(process), _cpu(process), time.perf_counter(), time.process_time()
    until.set_result(start + seconds)
    done = await asyncio.gather(*tasks, return_exceptions=True)
    for person, result in zip(people, done, strict=True):
        if isinstance(result, BaseException):
            person.errors.append(repr(result))
    spent, took, worked = _cpu(process) - cpu, time.perf_counter() - start, time.process_time() - own
    marks = [mark for person in people for mark in person.marks]
    _tell("to open the page", [person.opened for person in people])
    _tell("from click to answer", [mark.took for mark in marks])
    _tell("from click to another page's news", _news(people))
    looks = sum(person.looks for person in people)
    size = sum(person.bytes_in for person in people) / max(1, len(marks) + looks + len(people))
    print(f"{len(marks)} marks, {len(marks) / took:.1f} a second, {looks} looks; {size / 1024:.1f} kB for each run")
    each = 1000 * spent / max(1, len(marks))
    print(f"processor: {each:.1f} ms a mark, {spent / took:.0%} of one; here {worked / took:.0%}")
    last = _memory(process)
    print(f"memory: {before:.0f} MB, {(opened - before) / len(people):.2f} MB a page, {last:.0f} MB in the end")


async def _settle(process: int) -> None:
    """Wait until the server has loaded what it loads behind the first page."""
    before = -1.0
    while (now := _cpu(process)) - before > 0.1:
        before = now
        await asyncio.sleep(1)


def _news(people: Sequence[Reviewer]) -> list[float]:
    """Return how long each mark took to be known on the page of the first reviewer who listens."""
    heard = people[0].heard
    told = []
    for mark in (mark for person in people[1:] for mark in person.marks):
        at = next((moment for moment, number in heard if number >= mark.revision), None)
        if at is not None:
            told.append(at - mark.sent)
    return told


def _look_over(file: Path, people: Sequence[Reviewer]) -> None:
    """Say whether what was answered is in the file, and the file as it should be."""
    marks = [mark for person in people for mark in person.marks]
    with Store.open(file) as store:
        kept = {row["number"]: (row["by"], row["claim_id"]) for row in store.each("SELECT * FROM revision")}
        lost = [mark for mark in marks if kept.get(mark.revision) != (mark.reviewer, mark.claim)]
        last = {(mark.reviewer, mark.claim): mark.value for mark in marks}
        other = [key for key, value in last.items() if store.review(key[1], key[0]).verification != value]
        broken = store.verify()[0]
    errors = [error for person in people for error in person.errors]
    print(f"{len(errors)} errors {errors[:3]}; {len(lost) + len(other)} of {len(marks)} marks lost")
    print(broken or "the file verifies")


def _tell(what: str, seconds: Sequence[float]) -> None:
    sorted_ms = sorted(1000 * one for one in seconds)
    if sorted_ms:
        p50, p95, p99 = (sorted_ms[min(len(sorted_ms) - 1, int(part * len(sorted_ms)))] for part in (0.5, 0.95, 0.99))
        print(f"{what}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, at most {sorted_ms[-1]:.0f} ms")


def _memory(process: int) -> float:
    """Return the memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def _cpu(process: int) -> float:
    """Return the processor time of a process in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
