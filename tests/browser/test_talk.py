"""What people say to one another, in a real browser: typed, left, sent, found by the other person and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.model import Article, Claim, Kind, Span
from storage.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

TEXT = "Minister leaves\n\nThe minister left Seoul. He paid 40 guards."
CLAIMS = [Claim("left", "a", (Span(17, 40),), Kind.EVENT), Claim("paid", "a", (Span(42, 59),), Kind.EVENT)]


@pytest.fixture
def server(server: Server) -> Server:
    """Give the workbench an article that two people have looked at."""
    with Store.open(server.file) as store:
        store.add_article(Article("a", TEXT, title="Minister leaves", body=(Span(17, len(TEXT)),)), CLAIMS, "Ana")
        store.save_review("left", "Ben Lee", {"notes": "Seen."})
    return server


def _come(browser: Browser, server: Server, who: str, path: str) -> Page:
    window = browser.new_context(viewport={"width": 1280, "height": 860})
    window.add_cookies([{"name": "claimbook_name", "value": who, "url": server.url}])
    page = window.new_page()
    page.goto(f"{server.url}/{path}")
    return page


def test_a_comment_survives_a_reload_reaches_who_is_named_and_is_answered(browser: Browser, server: Server) -> None:
    ana = _come(browser, server, "Ana", "review?article=a&claim=paid")
    field, thread = ana.get_by_label("Comments", exact=True), ana.locator(".cb-thread li")
    field.press_sequentially("Who counted, @b")
    expect(ana.get_by_role("option", name="Ben Lee")).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    field.press_sequentially("<img src=x onerror=\"document.title='run'\"> u j 1")
    assert not Axe().run(ana, {"include": [[".cb-claim"]]}).response["violations"]
    typed = "Who counted, @Ben Lee <img src=x onerror=\"document.title='run'\"> u j 1"
    ana.reload()
    expect(field).to_have_value(typed)
    field.press("Control+Enter")
    expect(thread).to_have_count(1)
    expect(thread.locator("p")).to_have_text(typed)
    expect(thread.locator(".cb-mention")).to_have_text("@Ben Lee")
    expect(ana.locator(".cb-receipt")).to_contain_text("Saved")
    expect(field).to_have_value("")

    ben = _come(browser, server, "Ben Lee", "mine")
    expect(ben.get_by_role("heading", name="Said to you (1 new)")).to_be_visible()
    ben.locator(".dvn-scroller").first.click(position={"x": 35, "y": 65})
    expect(ben.locator(".cb-place")).to_have_text("Claim 2 of 2")
    expect(ben.locator(".cb-thread p")).to_have_text(typed)
    ben.get_by_label("Comments", exact=True).fill("Nobody.")
    ben.get_by_role("button", name="Comment", exact=True).click()
    expect(ben.locator(".cb-thread p")).to_have_text(["Nobody.", typed])

    ana.get_by_role("link", name="Mine").click()
    expect(ana.get_by_role("heading", name="Said to you (1 new)")).to_be_visible()
    ana.get_by_role("button", name="Mark as seen").click()
    expect(ana.get_by_text("Marked as seen")).to_be_visible()
    ana.reload()
    expect(ana.get_by_text("Nothing new.")).to_be_visible()
    assert ana.title() != "run"
    for page in (ana, ben):
        page.context.close()
