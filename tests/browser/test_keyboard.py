"""A whole article without a mouse: every claim marked, every stretch accounted for, then undone to the start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.article import read_article, sample_text
from storage.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

ARTICLE = read_article(sample_text()).id
MOST = 200
"""More steps than any part of the journey takes."""


def _state(server: Server) -> list[object]:
    """Return all that people have said and done to the article, but for blank reviews."""
    with Store.open(server.file) as store:
        said = [one for one in store.reviews(ARTICLE) if one.verification != "unchecked" or one.notes or one.evidence]
        return [store.claims(ARTICLE, withdrawn=True), store.dismissed(ARTICLE), said]


def _revision(server: Server) -> int:
    with Store.open(server.file) as store:
        return store.history(ARTICLE, limit=1)[0].number


def _press_and_wait(page: Page, server: Server, key: str) -> None:
    """Press a key that saves something, and wait until the screen says that it is saved."""
    before = _revision(server)
    page.keyboard.press(key)
    expect(page.get_by_text(re.compile(rf"(Saved|Undone) .* revision {before + 1}\b"))).to_be_visible()


def _legend(page: Page, figure: str) -> Locator:
    return page.locator(".cb-legend").get_by_text(re.compile(figure))


def test_the_whole_sample_is_done_by_keyboard_alone_and_undone_to_the_start(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/review")
    expect(page.get_by_text(re.compile(r"Claim 1 of \d+"))).to_be_visible()
    start = _state(server)
    # An open stretch becomes a claim, a claim is cut in two, another one is none.
    page.keyboard.press("o")
    expect(page.locator(".cb-bar")).to_be_visible()
    page.keyboard.press("v")
    _press_and_wait(page, server, "a")
    page.keyboard.press("n")
    page.keyboard.press("c")
    _press_and_wait(page, server, "c")
    page.keyboard.press("w")
    expect(page.get_by_role("dialog")).to_be_visible()
    _press_and_wait(page, server, "Enter")
    # What is in no claim is dismissed, stretch by stretch.
    page.keyboard.press("o")
    for _ in range(MOST):
        if _legend(page, r"^0 open").count():
            break
        _press_and_wait(page, server, "d")
    # Each claim is marked, and the key goes on to the next.
    with Store.open(server.file) as store:
        claims = len(store.claims(ARTICLE))
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    for number in range(claims):
        page.keyboard.press(f"Shift+Digit{1 + number % 8}")
    expect(page.get_by_text(f"{claims} of {claims} claims checked")).to_be_visible()
    expect(_legend(page, r"^0 in progress")).to_be_visible()
    expect(_legend(page, r"^0 open")).to_be_visible()
    # A note and evidence, from field to field.
    page.get_by_label("Notes").focus()
    page.keyboard.type("Asked the ministry.")
    _press_and_wait(page, server, "Control+Enter")
    page.get_by_role("button", name="Add evidence").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Court file, p. 4")
    _press_and_wait(page, server, "Control+Enter")
    page.get_by_role("radio", name="High").focus()
    _press_and_wait(page, server, "Enter")
    assert _state(server) != start
    page.locator(".cb-badge[aria-current]").focus()
    for _ in range(MOST):
        if page.get_by_role("button", name="Undo", exact=True).is_disabled():
            break
        _press_and_wait(page, server, "u")
    assert _state(server) == start
    expect(page.get_by_text(f"0 of {len(start[0])} claims checked")).to_be_visible()  # type: ignore[arg-type]
    with Store.open(server.file) as store:
        assert store.verify()[0] is None
