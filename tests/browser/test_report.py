"""The report in a browser: on a screen, in the dark, on a phone, on paper; and the page that hands it out."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from storage.dossier import read_dossier
from storage.exports.html import report
from storage.store import Store
from tests.reviewed import reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

SCREENS = {"light": (1280, 860), "dark": (1280, 860), "phone": (320, 640)}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of the sample article, as two people reviewed it."""
    folder = tmp_path_factory.mktemp("report")
    article_id = reviewed(folder / "desk.sqlite")
    with Store.open(folder / "desk.sqlite") as store:
        (folder / "report.html").write_bytes(report(read_dossier(store, article_id)))
    return folder / "report.html"


def _serious(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe-core calls serious or critical: rule, help, the first place."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["help"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_serious_stands_in_the_way_and_nothing_is_wider_than_the_screen(
    browser: Browser, file: Path, screen: str
) -> None:
    width, height = SCREENS[screen]
    # axe-core is put into the page, which the page's own policy would refuse
    window = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if screen == "dark" else "light",
        bypass_csp=True,
    )
    page = window.new_page()
    page.goto(file.as_uri())
    assert _serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    window.close()


def test_the_page_keeps_its_style_under_its_own_policy_and_asks_for_nothing(page: Page, file: Path) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    page.get_by_role("link", name=re.compile("^Claim 10")).first.click()
    expect(page.locator("#claim-10")).to_be_in_viewport()
    page.get_by_role("link", name="Claim 10 in the text").click()
    expect(page.locator("#ref-10")).to_be_in_viewport()
    assert [url for url in asked if not url.startswith(file.as_uri())] == []
    assert complaints == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_light_numbered_pages_none_of_which_is_nearly_empty(page: Page, file: Path, paper: str) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
    page.emulate_media(color_scheme="dark")
    printed = PdfReader(BytesIO(page.pdf(format=paper)))
    texts = [sheet.extract_text() for sheet in printed.pages]
    assert len(texts) > 1
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1)] == [True] * len(texts)
    assert min(len(text) for text in texts[:-1]) > 300
    headings = [line.inner_text() for line in page.get_by_role("heading", level=2).all()]
    last = [[line for line in text.splitlines() if line.strip()][-1] for text in texts[:-1]]
    assert not set(last) & set(headings)


def test_the_page_reports_hands_it_out(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/reports")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Report", exact=True).click()
    download = downloading.value
    assert download.suggested_filename == "2016-12-13 Anti-defection tactics add to disillusionment with regime.html"
    assert b"Fact-check report" in download.path().read_bytes()
    page.get_by_text("House rules", exact=True).click()
    expect(page.get_by_text("Nothing said of the source")).to_be_visible()
    assert _serious(page) == []
    page.get_by_text("Inside the article", exact=True).click()
    expect(page.get_by_text("growing number of defections").first).to_be_visible()
    assert _serious(page) == []
    page.get_by_role("button", name=re.compile("^Claim ")).first.click()
    page.wait_for_url("**/review?**claim=**")
