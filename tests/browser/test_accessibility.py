"""What people with a screen reader, weak eyes or no mouse meet on each page: axe-core finds nothing serious."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser


def _serious(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe-core calls serious or critical: rule, help, the first place."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["help"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_on_any_page(server: Server, page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(server.url)
    expect(page.get_by_role("button", name="Download CSV")).to_be_visible()
    assert _serious(page) == []
    page.goto(f"{server.url}/review")
    page.get_by_role("button", name="Next claim").click()
    page.keyboard.press("5")
    expect(page.get_by_text("Saved")).to_be_visible()
    assert _serious(page) == []
    page.goto(f"{server.url}/claims")
    page.locator(".dvn-scroller").click(position={"x": 15, "y": 70})
    page.get_by_role("button", name="Mark 1 claim").click()
    expect(page.get_by_text("Nothing to change")).to_be_visible()
    assert _serious(page) == []
    page.goto(f"{server.url}/history")
    page.get_by_role("button", name="Verify the file").click()
    expect(page.get_by_text("Nothing was changed from outside")).to_be_visible()
    assert _serious(page) == []
    page.goto(f"{server.url}/review")
    expect(page.get_by_role("button", name="Next claim")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert _serious(page) == []
