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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

PATIENCE = 60
"""Seconds that a server may take until it answers, on a busy machine."""


class Server:
    """The workbench as a user starts it, with a data file of its own."""

    def __init__(self, folder: Path) -> None:
        """Choose a free port; `start` starts it."""
        with socket.socket() as free:
            free.bind(("localhost", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.folder = folder
        self.file = folder / "claimbook.sqlite"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={self.port}"]
        environment = os.environ | {"CLAIMBOOK_DB": str(self.file)}
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
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):  # noqa: S310 - our own, on loopback
                    return
            except OSError:
                time.sleep(0.2)
        pytest.fail((self.folder / "log").read_text(encoding="utf-8"))


def component(page: AppTest, name: str) -> dict[str, Any]:
    """Return the data that a page gives to one of our components; the pages have other ones beside it."""
    return json.loads(next(one.proto.json for one in page.get("bidi_component") if one.proto.component_name == name))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start a workbench with an empty library."""
    running = Server(tmp_path)
    running.start()
    yield running
    running.stop()
