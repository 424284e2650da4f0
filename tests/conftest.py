"""What the tests share: where the project is, a server on its own file, and a browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest
    from xdist.remote import Producer

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

# The other cores are at work too: how long an example takes says nothing.
settings.register_profile("busy", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

PATIENCE = 60
"""Seconds that a server may take until it answers, on a busy machine."""


class Dealing(LoadScopeScheduling):
    """Deals tests out to the processes one by one, and all journeys to one of them.

    Those of a file share a server, and some build on the one before; two browsers and two servers on two cores wait for
    each other. Marks of groups, which are there for this, have no effect with pytest 9.2 and xdist 3.8.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


@pytest.hookimpl(optionalhook=True)  # without xdist all run in this process
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Dealing:
    return Dealing(config, log)


def free_port() -> int:
    """Return a port of this computer that nobody uses."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


class Server:
    """The workbench as a user starts it; `open` gives it the data file of another folder while it runs.

    To start one for each test would take longer than most of them: it imports Streamlit and loads the parser.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        """Choose a free port; `start` starts it, with some of Streamlit's options.

        `folder` is for its log, and for the link to the data file.
        """
        self.port = free_port()
        self.options = options
        self.url = f"http://localhost:{self.port}"
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self._library = folder / "library"
        self._open(folder)

    def open(self, folder: Path) -> None:
        """Work on the file in a folder from now on, which need not be there yet; start if need be."""
        self._open(folder)
        if self.process is None or self.process.poll() is not None:
            self.start()

    def _open(self, folder: Path) -> None:
        self._library.unlink(missing_ok=True)
        self._library.symlink_to(folder, target_is_directory=True)
        self.file = folder / "claimbook.sqlite"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={self.port}"]
        command += self.options
        environment = os.environ | {"CLAIMBOOK_DB": str(self._library / self.file.name)}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own
        self._wait()

    def stop(self) -> None:
        """End the server at once, as a crash would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):  # noqa: S310 - our own, on loopback
                    return
            except OSError:
                time.sleep(0.2)
        pytest.fail((self.folder / "log").read_text(encoding="utf-8"))


def component(page: AppTest, name: str) -> dict[str, Any]:
    """Return the data that a page gives to one of our components; the pages have other ones beside it."""
    return json.loads(next(one.proto.json for one in page.get("bidi_component") if one.proto.component_name == name))


def send(page: AppTest, name: str, event: str, value: object) -> AppTest:
    """Run a page because the browser has sent something by one of our components, which was drawn at some time."""
    known = page._session_state._state._new_widget_state.widget_metadata  # noqa: SLF001 - the test bed cannot send for them
    states = WidgetStates()
    state = states.widgets.add(id=next(one for one in known if one.endswith(f"-{name}__events")))
    state.json_trigger_value = json.dumps([{"event": event, "value": value}])
    return page._run(states)  # noqa: SLF001 - likewise


@pytest.fixture(autouse=True)
def _same_main() -> Iterator[None]:
    """Put the main module back: Streamlit's test bed leaves its own, which no new process can import."""
    kept = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = kept


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Keep one workbench for all tests of this process; `server` gives it a library."""
    kept = Server(tmp_path_factory.mktemp("server"))
    yield kept
    kept.stop()


@pytest.fixture
def server(workbench: Server, tmp_path: Path) -> Server:
    """Give the workbench an empty library."""
    workbench.open(tmp_path)
    return workbench
