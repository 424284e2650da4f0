"""What others change appears by itself in a real browser, and moves nothing of what one is doing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.article import sample_text
from storage.store import Store
from tests.browser.browsers import NOTHING_WAITS
from views import articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from claims.model import Claim
    from tests.conftest import Server

pytestmark = pytest.mark.browser

TYPED = "I asked the ministry, and they"
FAR = 20
"""Which claim Ann has in hand: so far down that the page is scrolled."""

SHORT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said."
CODE = """
(address) => new Promise((resolve) => (new WebSocket(address).onclose = ({ code }) => resolve(code)))
"""


COUNTED = """() => {
    const { send } = WebSocket.prototype;
    window.sent = 0;
    WebSocket.prototype.send = function (...message) {
        window.sent += 1;
        return send.apply(this, message);
    };
}"""
"""Counts what the page says to the server."""


@pytest.fixture
def server(server: Server) -> Server:
    """Fill the library with the sample."""
    articles.add(server.file, "Ana", sample_text(), {})
    return server


@pytest.fixture
def claims(server: Server) -> list[Claim]:
    """Return the claims of the sample as they now stand."""
    with Store.open(server.file) as store:
        return store.claims(store.articles()[-1].id)


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Callable[[str, str], Page]]:
    """Open a page of the workbench as somebody who has a browser of their own."""
    opened = []

    def open_window(name: str, address: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        opened.append(context)
        context.add_cookies([{"name": "claimbook_name", "value": name, "url": server.url}])
        page = context.new_page()
        page.goto(f"{server.url}/{address}")
        return page

    yield open_window
    for context in opened:
        context.close()


def _review(claim: Claim) -> str:
    return f"review?article={claim.article_id}&claim={claim.id}"


def _count(page: Page, count: int) -> None:
    expect(page.get_by_text(re.compile(f"of {count} claims checked"))).to_be_visible()


def _withdraw(server: Server, claim: Claim) -> None:
    with Store.open(server.file) as store:
        store.correct_claim(claim.id, {"withdrawn": "other"}, "Ben")


def _stance(page: Page) -> list[object]:
    """Return what somebody is at: the scroll position, the claim in hand, what is typed, and where the caret is."""
    return page.evaluate("""() => [
        document.querySelector('[data-testid=stMain]').scrollTop, document.querySelector('.cb-words').textContent,
        document.activeElement.value, document.activeElement.selectionStart]""")


def test_what_another_changes_in_a_second_browser_appears_while_one_types_and_moves_nothing(
    claims: list[Claim], window: Callable[[str, str], Page]
) -> None:
    ann, ben = window("Ann", _review(claims[FAR])), window("Ben", _review(claims[1]))
    _count(ann, len(claims))
    _count(ben, len(claims))
    ann.locator('[data-testid="stMain"]').evaluate("main => main.scrollBy(0, 120)")
    notes = ann.get_by_label("Notes")
    notes.press_sequentially(TYPED)
    notes.press("ArrowLeft")
    before = _stance(ann)
    ben.keyboard.press("w")
    ben.keyboard.press("1")
    _count(ann, len(claims) - 1)
    expect(ann.get_by_text("Ben corrected claim 2")).to_be_visible()
    ben.get_by_role("button", name="Undo", exact=True).click()
    _count(ann, len(claims))
    assert _stance(ann) == before
    notes.press_sequentially("m said")
    assert notes.input_value() == f"{TYPED[:-1]}m said{TYPED[-1]}"


def test_what_another_says_of_the_claim_in_hand_appears_and_of_another_claim_nothing_is_asked_for(
    server: Server, claims: list[Claim], window: Callable[[str, str], Page]
) -> None:
    ann = window("Ann", _review(claims[FAR]))
    _count(ann, len(claims))
    notes = ann.get_by_label("Notes")
    notes.press_sequentially(TYPED)
    before = _stance(ann)
    ann.evaluate(COUNTED)
    with Store.open(server.file) as store:
        store.save_review(claims[FAR + 1].id, "Ben", {"verification": "false"})
    expect(ann.get_by_text(f"Ben marked claim {FAR + 2}")).to_be_visible()
    ann.wait_for_timeout(2000)
    assert ann.evaluate("sent") == 0
    with Store.open(server.file) as store:
        store.save_review(claims[FAR].id, "Ben", {"notes": "<b>It is bold.</b>"})
    expect(ann.get_by_label("What others say of this claim")).to_contain_text("<b>It is bold.</b>")
    assert ann.evaluate("sent") == 1
    assert _stance(ann) == before


def test_of_many_who_marked_a_claim_it_is_said_above_how_many_found_what_and_below_what_the_newest_say(
    server: Server, claims: list[Claim], window: Callable[[str, str], Page]
) -> None:
    with Store.open(server.file) as store:
        for number in range(14):
            found = "false" if number > 10 else "verified"
            store.save_review(claims[FAR].id, f"Reviewer {number}", {"verification": found})
    ann = window("Ann", _review(claims[FAR]))
    expect(ann.get_by_role("button", name="9 ✓ Verified · 3 ✗ False · 2 more", exact=True)).to_be_visible()
    said = ann.get_by_label("What others say of this claim")
    expect(said.get_by_role("heading")).to_have_text("14 others say")
    expect(said.get_by_role("article")).to_have_count(12)
    expect(said).to_contain_text("2 more said something before: see the page Claims.")


def test_a_selection_and_an_open_list_stay_and_of_a_claim_that_is_gone_nothing_typed_is_lost(
    server: Server, claims: list[Claim], window: Callable[[str, str], Page]
) -> None:
    page = window("Cid", _review(claims[3]))
    _count(page, len(claims))
    for key in ("v", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    selected = page.evaluate("() => getSelection().toString()")
    _withdraw(server, claims[5])
    _count(page, len(claims) - 1)
    assert page.evaluate("() => getSelection().toString()") == selected
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("() => getSelection().toString()").startswith(selected)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    _withdraw(server, claims[6])
    _count(page, len(claims) - 2)
    expect(page.get_by_placeholder("What do you want to do?")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_label("Notes").press_sequentially(TYPED)
    _withdraw(server, claims[3])
    expect(page.get_by_text("What you had typed of it is saved with the earlier claim.")).to_be_visible()
    expect(page.locator(".cb-words")).to_have_text(re.compile("^Tightened border controls"))
    expect(page.get_by_text(re.compile("Saved .* revision"))).to_be_visible()
    expect(page.get_by_label("Notes")).to_have_value("")
    with Store.open(server.file) as store:
        assert store.review(claims[3].id, "Cid").notes == TYPED


def test_the_table_shows_what_another_marked_and_keeps_ticks_and_half_a_word(
    server: Server, claims: list[Claim], window: Callable[[str, str], Page]
) -> None:
    page = window("Ann", f"claims?article={claims[0].article_id}")
    table = page.get_by_test_id("stDataFrame")
    expect(table.locator("td").first).to_be_attached()
    box = table.bounding_box()
    assert box
    for row in range(2):
        page.mouse.click(box["x"] + 15, box["y"] + 35 + 66 * row + 33)
        expect(page.get_by_text(f"{row + 1} selected")).to_be_visible()
    page.locator("input[aria-label='Search']").press_sequentially("half a wo")
    for claim, finding, shown in ((claims[0], "false", "False"), (claims[1], "unproven", "Unproven")):
        with Store.open(server.file) as store:
            store.save_review(claim.id, "Ben", {"verification": finding})
        expect(table).to_contain_text(re.compile(f"Ben: . {shown}"))
    expect(page.get_by_text("2 selected")).to_be_visible()
    assert page.locator("input[aria-label='Search']").input_value() == "half a wo"


def test_an_article_that_another_adds_appears_above_the_text_that_is_being_pasted(
    server: Server, window: Callable[[str, str], Page]
) -> None:
    page = window("Ann", "")
    page.get_by_label("Article text").press_sequentially("Half a text")
    articles.add(server.file, "Ben", SHORT, {})
    expect(page.get_by_test_id("stDataFrame").first).to_contain_text("Minister leaves")
    expect(page.get_by_label("Article text")).to_be_focused()
    assert page.get_by_label("Article text").input_value() == "Half a text"


def test_a_page_comes_back_to_life_by_itself_after_a_crash_and_saves_what_was_typed(
    server: Server, claims: list[Claim], window: Callable[[str, str], Page]
) -> None:
    page = window("Dan", _review(claims[-1]))
    library = window("Dan", "")
    library.get_by_label("Article text").press_sequentially("Half a text")
    page.get_by_label("Notes").press_sequentially(TYPED)
    assert page.evaluate(CODE, f"{server.url.replace('http', 'ws')}/live?ticket=guessed&article=&seen=0") == 4401
    page.evaluate("() => (window.isTheSame = true)")
    server.stop()
    page.get_by_role("radio", name="Verified", exact=True).click()
    server.start()
    expect(page.get_by_text(re.compile("Saved .* revision"))).to_be_visible()
    page.get_by_role("radio", name="High").click()
    _withdraw(server, claims[7])
    _count(page, len(claims) - 1)
    assert page.evaluate("() => window.isTheSame")
    articles.add(server.file, "Ben", f"Again. {SHORT}", {})
    expect(library.get_by_test_id("stDataFrame").first).to_contain_text("Again.")
    assert library.get_by_label("Article text").input_value() == "Half a text"
    page.wait_for_function(NOTHING_WAITS)
    with Store.open(server.file) as store:
        said = store.review(claims[-1].id, "Dan")
    assert (said.notes, said.verification, said.confidence) == (TYPED, "verified", "high")
