"""The table of claims and the history in a real browser: filters, selection, marks of many, and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.model import Article, Attribution, Claim, Kind, Manner, SourceType, Span
from storage.store import Store
from views.table import HEAD, ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

SENTENCES = [f"The council paid {number} euros" for number in range(1000)]
TEXT = ". ".join(SENTENCES)
SAID = Attribution("Ann Lee", (), "said", (), SourceType.NAMED, Manner.INDIRECT)


def _claims() -> Iterator[Claim]:
    at = 0
    for number, sentence in enumerate(SENTENCES):
        said = SAID if number % 2 else None
        yield Claim(f"c{number}", "a", (Span(at, at + len(sentence)),), Kind.QUANTITY, said)
        at += len(sentence) + 2


@pytest.fixture(scope="module")
def server(workbench: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Give the workbench an article of a thousand claims."""
    workbench.open(tmp_path_factory.mktemp("table"))
    with Store.open(workbench.file) as store:
        store.add_article(Article("a", TEXT, title="The council"), list(_claims()), "Ana")
    return workbench


@pytest.fixture
def table(server: Server, page: Page, reviewer: str) -> Page:
    """Open the table as that reviewer."""
    page.context.add_cookies([{"name": "claimbook_name", "value": reviewer, "url": server.url}])
    page.goto(f"{server.url}/claims?article=a")
    expect(page.get_by_text("1000 of 1000 claims. Nothing is selected")).to_be_visible()
    return page


def _tick(page: Page, row: int) -> None:
    """Tick a row, from 1; the table is drawn on a canvas."""
    rows = page.locator(".dvn-scroller")
    rows.click(position={"x": 15, "y": HEAD + ROW * row - ROW // 2})


def _search(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Search").fill(words)
    page.get_by_role("textbox", name="Search").press("Enter")


def _as(page: Page, label: str) -> None:
    page.get_by_role("combobox", name="As").click()
    page.get_by_role("option", name=label, exact=True).click()


def _found(server: Server, reviewer: str) -> dict[str, str]:
    with Store.open(server.file) as store:
        return {r.claim_id: r.verification for r in store.reviews("a", reviewer) if r.verification != "unchecked"}


def test_the_filters_outlive_a_reload_and_the_way_to_another_page(table: Page) -> None:
    _search(table, "7 council lee")
    expect(table.get_by_text("of 1000 claims")).not_to_contain_text("1000 of 1000")
    table.get_by_role("radio", name="Open").click()
    expect(table).to_have_url(re.compile("search=7.council.lee"))
    expect(table).to_have_url(re.compile("show=Open"))
    for way in ("reload", "and back"):
        if way == "reload":
            table.reload()
        else:
            table.get_by_role("link", name="History").click()
            expect(table.get_by_role("button", name="Verify the file")).to_be_visible()
            table.get_by_role("link", name="Claims").click()
        expect(table.get_by_role("textbox", name="Search")).to_have_value("7 council lee")
        expect(table.get_by_role("radio", name="Open")).to_be_checked()


def test_marks_of_many_are_one_act_and_a_double_click_is_one(server: Server, table: Page, reviewer: str) -> None:
    expect(table.get_by_role("button", name="Mark 0 claims")).to_be_disabled()
    _tick(table, 1)
    _tick(table, 3)
    expect(table.get_by_text("2 selected")).to_be_visible()
    _as(table, "✗ False")
    table.get_by_role("button", name="Mark 2 claims").dblclick()
    expect(table.get_by_text("2 of 2 marked. Saved")).to_be_visible()
    assert _found(server, reviewer) == {"c0": "false", "c2": "false"}
    table.get_by_role("button", name="Undo").dblclick()
    expect(table.get_by_text("Undone")).to_be_visible()
    assert _found(server, reviewer) == {}
    table.get_by_role("button", name="Redo").click()
    expect(table.get_by_text("Done again")).to_be_visible()
    assert _found(server, reviewer) == {"c0": "false", "c2": "false"}


def test_what_is_selected_is_the_claim_whatever_row_it_moves_to(server: Server, table: Page, reviewer: str) -> None:
    _tick(table, 3)
    expect(table.get_by_text("1 selected")).to_be_visible()
    _search(table, "2 euros")
    expect(table.get_by_text(re.compile(r"^\d\d\d? of 1000 claims\. 1 selected"))).to_be_visible()
    _as(table, "✓ Verified")
    table.get_by_role("button", name="Mark 1 claim").click()
    expect(table.get_by_text("1 of 1 marked. Saved")).to_be_visible()
    assert _found(server, reviewer) == {"c2": "verified"}
    table.get_by_role("radio", name="Open").click()
    expect(table.get_by_text(re.compile(r"^\d\d\d? of 1000 claims\. Nothing is selected"))).to_be_visible()


@pytest.mark.usefixtures("deaf")  # Streamlit may drop a click in the very moment in which a page is drawn anew
def test_a_claim_is_opened_in_review_and_in_its_history_and_restored(
    server: Server, table: Page, reviewer: str
) -> None:
    with Store.open(server.file) as store:
        store.save_review("c1", reviewer, {"verification": "verified"})
        store.save_review("c1", reviewer, {"verification": "false"})
    _tick(table, 2)
    table.get_by_role("button", name="Review it").click()
    expect(table.get_by_text("Claim 2 of 1000", exact=True)).to_be_visible()
    table.get_by_role("link", name="Claims").click()  # where the claim is still selected
    table.get_by_role("button", name="Its history").click()
    expect(table.get_by_text("Only claim 2: The council paid 1 euros")).to_be_visible()
    rows = table.locator(".dvn-scroller")
    rows.click(position={"x": 15, "y": 35 * 2 + 17})
    table.get_by_role("button", name="Restore this state").click()
    expect(table.get_by_text(re.compile(r"Restored as after revision \d+\. Saved"))).to_be_visible()
    assert _found(server, reviewer)["c1"] == "verified"
