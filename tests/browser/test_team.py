"""The page Team in a browser: names that are code stay names, and each picture says what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from storage.store import Store
from tests.reviewed import reviewed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

CODE = "<img src=x onerror=alert(1)> ![x](https://example.org/x.png)"
"""A person's name."""

VIEWS = {
    "Findings": ["Alpha of each field, now and as first said", "Alpha of each two people"],
    "Over time": ["How alpha, and the share that is the same, went"],
    "What is a claim": ["How many claims became what", "Alpha of each two people"],
    "All articles": ["Alpha of each article, the lowest first"],
}
"""The pictures of each view, of three people, as a screen reader says them."""


def test_names_that_are_code_stay_names_and_each_picture_says_what_it_shows(server: Server, page: Page) -> None:
    article_id = reviewed(server.file)
    with Store.open(server.file) as store:
        for claim in store.claims(article_id)[:8]:
            store.save_review(claim.id, CODE, {"verification": "false"})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{server.url}/team?article={article_id}")
    for view, pictures in VIEWS.items():
        page.get_by_role("radio", name=view).click()
        for picture in pictures:
            expect(page.get_by_label(picture)).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}] == []
    assert [url for url in asked if "example.org" in url] == []
