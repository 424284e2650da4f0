"""What others change appears by itself in a real browser, and moves nothing of what one is doing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.article import sample_text
from storage.store import Store
from tests.conftest import Server
from views import articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from claims.model import Claim

pytestmark = pytest.mark.browser

TYPED = "I asked the ministry, and they"
NUMBER = 20
"""Which claim Ann has in hand: far enough down that the page is scrolled."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start one workbench for all of these tests."""
    running = Server(tmp_path_factory.mktemp("live"))
    articles.add(running.file, "Ana", sample_text(), {})
    running.start()
    yield running
    running.stop()


@pytest.fixture
def claims(server: Server) -> list[Claim]:
    """Return the claims as they now stand."""
    with Store.open(server.file) as store:
        return store.claims(store.articles()[0].id)


def _known(page: Page, server: Server, name: str) -> Page:
    page.context.add_cookies([{"name": "claimbook_name", "value": name, "url": server.url}])
    return page


def _open(page: Page, server: Server, claim: Claim) -> None:
    page.goto(f"{server.url}/review?article={claim.article_id}&claim={claim.id}")
    expect(page.get_by_text(re.compile(r"Claim \d+ of \d+"))).to_be_visible()


def _scrolled(page: Page) -> float:
    return page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTop")


def _caret(page: Page) -> tuple[str, int]:
    return tuple(page.evaluate("() => [document.activeElement.value, document.activeElement.selectionStart]"))


def test_a_claim_that_another_draws_appears_while_one_types_and_nothing_moves(
    server: Server, page: Page, browser: Browser, claims: list[Claim]
) -> None:
    _open(_known(page, server, "Ann"), server, claims[NUMBER])
    page.locator('[data-testid="stMain"]').evaluate("main => main.scrollBy(0, 120)")
    notes = page.get_by_label("Notes")
    notes.press_sequentially(TYPED)
    notes.press("ArrowLeft")
    before = _scrolled(page), _caret(page), page.get_by_text(re.compile(r"^Claim \d+ of \d+$")).text_content()
    print(before)
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    ben = _known(context.new_page(), server, "Ben")
    _open(ben, server, claims[1])
    count = len(claims)
    ben.keyboard.press("w")
    ben.keyboard.press("1")
    import time

    t = time.time()
    expect(page.get_by_text(f"of {count - 1} claims checked")).to_be_visible()
    print("seen after", time.time() - t)
    print(page.locator(".cb-live").text_content())
    print(_scrolled(page), _caret(page), page.get_by_text(re.compile(r"^Claim \d+ of \d+$")).text_content())
    page.screenshot(path="/tmp/live/a.png")

def test_restart(server, page, browser, claims):
    _open(_known(page, server, "Ann"), server, claims[NUMBER])
    page.on("console", lambda m: print("CONSOLE", m.text[:200]))
    page.get_by_label("Notes").press_sequentially("half typ")
    page.evaluate("window.mark = 1")
    server.stop()
    page.wait_for_timeout(3000)
    page.screenshot(path="/tmp/live/e0.png")
    server.start()
    for i in range(12):
        page.wait_for_timeout(2000)
        print(i, page.evaluate("window.mark"), page.get_by_label("Notes").count() and page.get_by_label("Notes").input_value())
        if i == 4: page.get_by_role("radio", name="Unproven").first.click()
        print(page.locator(".cb-receipt").first.text_content(), page.locator(".cb-hint").first.text_content())
    page.screenshot(path="/tmp/live/e1.png")

def test_restart2(server, page, browser, claims):
    _known(page, server, "Ann").goto(f"{server.url}/")
    page.get_by_label("Article text").press_sequentially("Half a text")
    page.evaluate("window.mark = 1")
    server.stop()
    page.wait_for_timeout(1000)
    server.start()
    page.wait_for_timeout(6000)
    print(page.evaluate("window.mark"), page.get_by_label("Article text").input_value())
    articles.add(server.file, "Ben", "A new one\n\nThe minister left Seoul on Monday, Kim said.", {})
    page.wait_for_timeout(4000)
    print(page.locator(".cb-live").text_content())
    page.screenshot(path="/tmp/live/e2.png")
