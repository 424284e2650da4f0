"""The working sheet in a real browser: handed out, brought back, taken and taken back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import expect

from claims.model import Article, Claim, Kind, Span
from storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

TEXT = "Some 38 people were held. Nobody was hurt."
CLAIMS = [Claim("c1", "a", (Span(0, 24),), Kind.EVENT), Claim("c2", "a", (Span(26, 41),), Kind.EVENT)]


@pytest.fixture
def server(server: Server) -> Server:
    """Give the workbench an article of two claims."""
    with Store.open(server.file) as store:
        store.add_article(Article("a", TEXT, title="The camp", body=(Span(0, len(TEXT)),)), CLAIMS, "Ann")
    return server


def test_a_sheet_is_filled_in_brought_back_taken_and_undone(server: Server, page: Page, tmp_path: Path) -> None:
    page.context.add_cookies([{"name": "claimbook_name", "value": "Ann", "url": server.url}])
    page.goto(f"{server.url}/reports?article=a")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="My working sheet").click()
    assert downloading.value.suggested_filename == "The camp.xlsx"
    downloading.value.save_as(tmp_path / "sheet.xlsx")
    book = load_workbook(tmp_path / "sheet.xlsx")
    book["Claims"]["H2"], book["Claims"]["L3"], book["Claims"]["J3"] = "False", "Called *them*.", "03/04/2016"
    book.save(tmp_path / "sheet.xlsx")
    page.locator("input[type=file]").set_input_files(tmp_path / "sheet.xlsx")
    expect(page.get_by_text("2 changes in 2 rows.")).to_be_visible()
    expect(page.get_by_text("What could not be read")).to_be_visible()
    assert [v["id"] for v in Axe().run(page).response["violations"] if v["impact"] in {"serious", "critical"}] == []
    page.get_by_role("button", name="Take 2 changes").click()
    expect(page.get_by_text("2 changes taken: one undo takes all of it back.")).to_be_visible()
    expect(page.get_by_text("Nothing in its 2 rows differs from what is here.")).to_be_visible()
    with Store.open(server.file) as store:
        assert (store.review("c1", "Ann").verification, store.review("c2", "Ann").notes) == ("false", "Called *them*.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("2 changes in 2 rows.")).to_be_visible()
    with Store.open(server.file) as store:
        assert (store.review("c1", "Ann").verification, store.review("c2", "Ann").notes) == ("unchecked", "")
