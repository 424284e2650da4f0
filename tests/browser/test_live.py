"""What others change appears by itself in a real browser, and moves nothing of what one is doing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.article import read_article, sample_text
from claims.shape import draw
from claims.split import find_claims
from storage.file import Action
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
    import time; t = time.time()
    expect(page.get_by_text(f"of {count - 1} claims checked")).to_be_visible()
    print("seen after", time.time() - t)
    print(page.locator(".cb-live").text_content())
    print(_scrolled(page), _caret(page), page.get_by_text(re.compile(r"^Claim \d+ of \d+$")).text_content())
    page.screenshot(path="/tmp/live/a.png")

def test_selection(server, page, browser, claims):
    _open(_known(page, server, "Ann"), server, claims[3])
    page.keyboard.press("v"); page.keyboard.press("Shift+ArrowRight"); page.keyboard.press("Shift+ArrowRight")
    before = page.evaluate("() => getSelection().toString()")
    print(before)
    with Store.open(server.file) as store:
        art = store.article(claims[0].article_id)
        store.correct_claim(claims[5].id, {"withdrawn": "other"}, "Ben")
    expect(page.get_by_text(f"of {len(claims)-1} claims checked")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("() => getSelection().toString()") == before
    page.keyboard.press("Shift+ArrowRight")
    print(page.evaluate("() => getSelection().toString()"))
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    with Store.open(server.file) as store:
        store.correct_claim(claims[6].id, {"withdrawn": "other"}, "Ben")
    expect(page.get_by_text(f"of {len(claims)-2} claims checked")).to_be_visible()
    expect(page.get_by_placeholder("What do you want to do?")).to_be_focused()
    page.keyboard.press("Escape")
    # gone
    page.get_by_label("Notes").click()
    page.get_by_label("Notes").press_sequentially("half typ")
    with Store.open(server.file) as store:
        store.correct_claim(claims[3].id, {"withdrawn": "other"}, "Ben")
    expect(page.get_by_text(f"of {len(claims)-3} claims checked")).to_be_visible()
    expect(page.get_by_text("Somebody has changed what is a claim here")).to_be_visible()
    page.wait_for_timeout(1500)
    page.screenshot(path="/tmp/live/b.png")
    print(page.url, [c.id for c in claims[2:6]])
    with Store.open(server.file) as store:
        print(store.review(claims[3].id, "Ann"))
    print(page.evaluate("document.activeElement.outerHTML.slice(0,80)"), page.get_by_label("Notes").input_value())
