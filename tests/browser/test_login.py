"""A login in a browser, against a provider on loopback: in, with one's role, and out; and all that is not let in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from storage.access import Member, Role
from storage.store import Store
from tests.browser.conftest import PATIENCE_MS
from tests.conftest import PATIENCE, Server, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    """A provider of logins, which a test can stop and start."""

    def __init__(self) -> None:
        """Choose where it is."""
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start it, and tell it who there is."""
        command = [sys.executable, str(Path(__file__).with_name("provider.py")), str(self.port)]
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
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
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
    running.start()
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


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Open windows that share nothing: several people."""
    opened = []

    def another() -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context.new_page()

    yield another
    for context in opened:
        context.close()


def sign_in(page: Page, desk: Server, sub: str, path: str = "") -> None:
    page.goto(desk.url)
    page.get_by_role("button", name="Sign in with localhost").click()
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()
    if path:
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        page.goto(desk.url + path)


def decide(desk: Server, member: Member) -> None:
    with Store.open(desk.file) as store:
        store.admit(member, "Ann Lee")


def said(desk: Server, who: str) -> list[tuple[str, str]]:
    """Return the findings and notes of somebody."""
    with Store.open(desk.file) as store:
        found = store.reviews(store.articles()[0].id, who)
    return [(review.verification, review.notes) for review in found]


def test_in_with_ones_role_and_out_and_in_again(desk: Server, page: Page) -> None:
    sign_in(page, desk, "ann", "/review")
    expect(page.get_by_text("Ann Lee · admin")).to_be_visible()
    expect(page.get_by_role("link", name="People")).to_be_visible()
    expect(page.get_by_role("textbox", name="Your name")).to_have_count(0)
    assert "Claimbook: There is a login" in (desk.folder / "log").read_text(encoding="utf-8")
    page.locator(".cb-badge").first.click()
    page.keyboard.press("1")
    expect(page.get_by_text(re.compile(r"Saved .* revision"))).to_be_visible()
    assert said(desk, "Ann Lee") == [("verified", "")]
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Sign in with localhost")).to_be_visible()
    expect(page.get_by_text("You are not signed in.")).to_have_count(0)
    page.goto(f"{desk.url}/review")
    expect(page.get_by_role("button", name="Sign in with localhost")).to_be_visible()
    expect(page.locator(".cb-badge")).to_have_count(0)
    sign_in(page, desk, "ann")
    expect(page.get_by_text("Ann Lee · admin")).to_be_visible()


@pytest.mark.parametrize("sub", ["forged", "other nonce", "other page", "too late"])
def test_a_token_that_does_not_hold_is_refused_in_words(desk: Server, page: Page, sub: str) -> None:
    sign_in(page, desk, sub)
    expect(page.get_by_text("You are not signed in.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def test_a_sign_in_of_yesterday_has_run_out(desk: Server, page: Page) -> None:
    sign_in(page, desk, "yesterday")
    expect(page.get_by_text("Your sign-in has run out")).to_be_visible()


def test_a_second_person_of_one_name_has_another_and_a_viewer_reads_only(
    desk: Server, window: Callable[[], Page]
) -> None:
    ann = window()
    sign_in(ann, desk, "ann")
    expect(ann.get_by_text("Ann Lee · admin")).to_be_visible()
    page = window()
    sign_in(page, desk, "lee", "/review")
    corner = page.get_by_text(re.compile(r"Ann Lee \d · viewer"))
    expect(corner).to_be_visible()
    expect(page.get_by_role("link", name="People")).to_have_count(0)
    page.locator(".cb-badge").first.click()
    expect(page.locator(".cb-words")).to_be_visible()
    expect(
        page.locator(".cb-shapes, .cb-claim textarea, .cb-claim [role=radiogroup]").filter(visible=True)
    ).to_have_count(0)
    page.keyboard.press("1")
    page.keyboard.press("j")
    expect(page.locator(".cb-place")).to_contain_text("Claim 2 of")
    assert said(desk, corner.inner_text().partition(" ·")[0]) == []


def test_whoever_has_no_verified_email_is_let_in_by_what_the_page_shows(
    desk: Server, window: Callable[[], Page], provider: Provider
) -> None:
    page = window()
    sign_in(page, desk, "eve")
    expect(page.get_by_text("You are not let in")).to_be_visible()
    shown = page.get_by_test_id("stCode").inner_text().strip()
    assert shown == f"{provider.url} eve"
    expect(page.get_by_role("link", name="Review")).to_have_count(0)
    ann = window()
    sign_in(ann, desk, "ann", "/people")
    ann.get_by_role("textbox", name="E-mail").fill(shown)
    ann.get_by_role("button", name="Let in").click()
    expect(ann.get_by_text("Let in as reviewer")).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile(r"Ann Lee \d · reviewer"))).to_be_visible()


def test_a_role_that_is_taken_away_is_gone_at_the_next_act_and_what_was_typed_stays(desk: Server, page: Page) -> None:
    sign_in(page, desk, "ben", "/review")
    page.locator(".cb-badge").first.click()
    page.keyboard.press("1")
    expect(page.get_by_text(re.compile(r"Saved .* revision"))).to_be_visible()
    decide(desk, Member("Ben", Role.VIEWER, "ben@desk.example"))
    page.get_by_label("Notes").fill("typed by a reviewer")
    page.get_by_label("Notes").blur()
    expect(page.get_by_text("yours is “viewer”")).to_be_visible()
    expect(page.get_by_label("Notes")).to_have_value("typed by a reviewer")
    page.get_by_label("Notes").fill("typed by nobody")
    decide(desk, Member("Ben", Role.NONE, "ben@desk.example"))
    expect(page.get_by_text("You are not let in")).to_be_visible()
    decide(desk, Member("Ben", Role.REVIEWER, "ben@desk.example"))
    page.reload()
    expect(page.get_by_label("Notes")).to_have_value("typed by nobody")
    expect(page.get_by_text(re.compile(r"Saved .* revision"))).to_be_visible()
    assert said(desk, "Ben") == [("verified", "typed by nobody")]


def test_a_provider_that_is_down_is_told_in_words(desk: Server, page: Page, provider: Provider) -> None:
    provider.stop()
    page.goto(desk.url)
    page.get_by_role("button", name="Sign in with localhost").click()
    expect(page.get_by_text("localhost does not answer")).to_be_visible()
    provider.start()
