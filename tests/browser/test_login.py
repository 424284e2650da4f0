"""A login in a browser, against a provider on loopback: in, with one's role, and out; and all that is not let in."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Server, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.browser

PEOPLE = {
    "ann": {"email": "Ann@desk.example", "email_verified": True, "name": "Ann Lee"},
    "lee": {"email": "lee@desk.example", "email_verified": True, "name": "Ann Lee", "groups": ["readers"]},
    "eve": {"email": "ann@desk.example", "email_verified": False, "name": "Ann Lee"},
    "ben": {"email": "ben@desk.example", "email_verified": True, "name": "Ben", "groups": ["desk"]},
    "forged": {"email": "ann@desk.example", "email_verified": True},
    "other nonce": {"email": "ann@desk.example", "email_verified": True, "nonce": "another"},
    "other page": {"email": "ann@desk.example", "email_verified": True, "aud": "another"},
    "too late": {"email": "ann@desk.example", "email_verified": True, "exp": 1},
    "yesterday": {"email": "ann@desk.example", "email_verified": True, "iat": int(time.time()) - 24 * 3600},
}

SECRETS = """
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "a secret that only this test has"
client_id = "claimbook"
client_secret = "likewise"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[claimbook]
admins = ["ann@desk.example"]
roles_claim = "groups"

[claimbook.roles]
desk = "reviewer"
readers = "viewer"
"""


class Provider:
    """A provider of logins, which a test can stop."""

    def __init__(self) -> None:
        """Start it, and tell it who there is."""
        self.url = f"http://localhost:{(port := free_port())}"
        command = [sys.executable, str(Path(__file__).with_name("provider.py")), str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
        for sub, claims in PEOPLE.items():
            self._put(sub.replace(" ", "%20"), json.dumps(claims).encode())

    def stop(self) -> None:
        """End it, as an outage would."""
        self.process.kill()
        self.process.wait()

    def _put(self, sub: str, claims: bytes) -> None:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/users/{sub}", claims, headers, method="PUT")  # noqa: S310 - likewise
        for _ in range(300):
            try:
                urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 - likewise
            except OSError:
                time.sleep(0.2)
            else:
                return
        pytest.fail("the provider does not answer")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """Start a provider."""
    running = Provider()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Server]:
    """Start a workbench with a login."""
    folder = tmp_path_factory.mktemp("desk")
    secrets = folder / "secrets.toml"
    running = Server(folder, f"--secrets.files={secrets}")
    secrets.write_text(SECRETS.format(url=running.url, provider=provider.url))
    running.start()
    yield running
    running.stop()


def sign_in(page: Page, desk: Server, sub: str) -> None:
    page.goto(desk.url)
    page.get_by_role("button", name="Sign in with localhost").click()
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()


def test_trial(browser, desk: Server, page: Page) -> None:
    Path("/tmp/login/shots").mkdir(exist_ok=True)
    page.goto(desk.url)
    expect(page.get_by_role("button", name="Sign in with localhost")).to_be_visible()
    page.screenshot(path="/tmp/login/shots/1-signin.png")
    sign_in(page, desk, "ann")
    expect(page.get_by_text("Ann Lee · admin")).to_be_visible()
    expect(page.get_by_text("Download CSV")).to_be_visible()
    page.screenshot(path="/tmp/login/shots/2-ann.png")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_timeout(3000)
    page.screenshot(path="/tmp/login/shots/3-out.png")
    page.get_by_role("button", name="End session").click()
    page.wait_for_timeout(3000)
    page.screenshot(path="/tmp/login/shots/4-out.png")
    for n, sub in enumerate(["eve", "forged", "other nonce", "other page", "too late", "yesterday"]):
        window = browser.new_context(viewport={"width": 1280, "height": 860})
        page = window.new_page()
        sign_in(page, desk, sub)
        page.wait_for_timeout(4000)
        page.screenshot(path=f"/tmp/login/shots/5-{sub}.png")
        window.close()
