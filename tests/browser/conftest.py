"""A browser for the journeys: opened once, a fresh window for each."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.browsers import ARGUMENTS, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_MS = 90_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open a browser; without any the tests are skipped, and fail where CI is set."""
    path = installed()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium or Chrome found")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def reviewer(request: pytest.FixtureRequest) -> str:
    """Name a reviewer whom no other test has."""
    return str(request.node.name)[:80]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window that shares nothing with the others."""
    window = browser.new_context(viewport={"width": 1280, "height": 860})
    opened = window.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    window.close()


@pytest.fixture
def deaf(page: Page) -> None:
    """Let the window hear nothing of what others do, as if they had done it a moment ago."""
    page.route_web_socket(re.compile(r"/live\?"), lambda _: None)
