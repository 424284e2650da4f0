"""Later coverage in a real browser: files in, compare, decide by key, undo, leave out, timelines, reopen, take away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.article import read_article
from claims.split import find_claims
from storage.store import Store
from tests.browser.browsers import LEAVE_WAITING, NOTHING_WAITS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

FILES = ROOT / "tests" / "coverage"
MONDAY = read_article((FILES / "fire-monday.txt").read_text(encoding="utf-8"))
LATER = [FILES / f"fire-{name}.txt" for name in ("tuesday", "police", "inquiry")]


@pytest.fixture
def covered(server: Server) -> Server:
    """Fill the library with an article and three later ones, and list these."""
    later = [read_article(path.read_text(encoding="utf-8")) for path in LATER]
    with Store.open(server.file) as store:
        for article in later:
            store.add_article(article, [], "Ana")
        store.add_article(MONDAY, find_claims(MONDAY), "Ana")
        store.cover(MONDAY.id, [article.id for article in later], "Ana")
    return server


def _open(page: Page, server: Server, **address: str) -> None:
    more = "".join(f"&{name}={value}" for name, value in address.items())
    page.goto(f"{server.url}/compare?article={MONDAY.id}{more}")


def _compared(page: Page) -> None:
    """Wait until all is compared."""
    expect(page.locator(".cb-entry").first).to_be_visible()
    expect(page.locator(".cb-comparing")).to_be_hidden()


def _card(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=re.compile(re.escape(title)))


def _claim(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"Claim \d+: {re.escape(words)}"))


def _press(page: Page, key: str, said: str = "Saved") -> None:
    """Press a key that saves something, and wait until the screen says so."""
    receipt = page.locator(".cb-receipt")
    before = re.search(r"revision (\d+)", receipt.text_content() or "")
    page.keyboard.press(key)
    expect(receipt).to_have_text(re.compile(rf"{said} .* revision (?!{before.group(1) if before else 0}$)\d+$"))


def _serious(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe-core calls serious or critical: rule, help, the first place."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["help"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}]


def test_later_articles_come_in_as_files_one_is_broken_and_the_claims_are_compared_and_decided(
    server: Server, page: Page, tmp_path: Path
) -> None:
    with Store.open(server.file) as store:
        store.add_article(MONDAY, find_claims(MONDAY), "Ana")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7")
    _open(page, server)
    page.locator("input[type=file]").set_input_files([*LATER, broken])
    page.get_by_role("button", name="Add 4 files").click()
    expect(page.get_by_text("3 added, 1 not taken")).to_be_visible()
    expect(page.get_by_text("broken.pdf: This is a PDF, and it is damaged.")).to_be_visible()
    page.get_by_role("button", name="Close the report").click()
    page.get_by_role("radio", name="Claims").click()
    _compared(page)
    _claim(page, "A fire at a warehouse").click()
    card = _card(page, "Five dead")
    expect(card).to_contain_text("Proposed: ↻Updates")
    expect(card.locator("mark")).to_have_text(["three", "five"])
    _press(page, "Enter")
    expect(card).to_contain_text("You: ↻Updates")
    _press(page, "u", "Undone")
    expect(card).to_contain_text("Proposed: ↻Updates")
    _press(page, "Shift+U", "Done again")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert any("updates" in row.values() and "three" in str(row) for row in rows)


def test_what_another_decides_appears_while_one_types_a_note(covered: Server, page: Page) -> None:
    _open(page, covered)
    _compared(page)
    _claim(page, "A fire at a warehouse").click()
    card = _card(page, "Five dead")
    page.keyboard.press("t")
    page.keyboard.type("half a no")
    with Store.open(covered.file) as store:
        claim = next(one for one in store.claims(MONDAY.id) if one.text(MONDAY).startswith("A fire at a warehouse"))
        later = next(one for one in store.coverage(MONDAY.id) if "Five dead" in one.title)
        store.judge(claim.id, later.id, "Ben", {"relation": "contradicts"})
    expect(card).to_contain_text(re.compile("Ben: .*Contradicts"))
    assert page.evaluate("() => document.activeElement.value") == "half a no"


def test_everything_is_decided_by_key_and_outlives_a_crash(covered: Server, page: Page) -> None:
    _open(page, covered)
    _compared(page)
    _claim(page, "A fire at a warehouse").click()
    for _ in range(7):  # as many as there are proposals
        _press(page, "Shift+Enter")
    expect(page.get_by_text("Nothing waits for a decision.")).to_be_visible()
    expect(page.locator(".cb-list .cb-tally[data-state=proposed]")).to_have_count(0)
    covered.stop()
    covered.start()
    page.reload()
    expect(page.locator(".cb-list .cb-tally[data-state=decided]").first).to_be_visible()
    expect(page.locator(".cb-list .cb-tally[data-state=proposed]")).to_have_count(0)


def test_a_decision_that_waits_outlives_a_reload(covered: Server, page: Page) -> None:
    with Store.open(covered.file) as store:
        claim = next(one for one in store.claims(MONDAY.id) if one.text(MONDAY).startswith("A fire at a warehouse"))
        later = next(one for one in store.coverage(MONDAY.id) if "Five dead" in one.title)
    page.context.add_cookies([{"name": "claimbook_name", "value": "Bo", "url": covered.url}])
    _open(page, covered)
    _compared(page)
    decided = {"claim": claim.id, "article": MONDAY.id, "field": f"relation/{later.id}", "value": "contradicts"}
    page.evaluate(LEAVE_WAITING, ["Bo", decided | {"was": ""}])
    page.reload()
    _claim(page, "A fire at a warehouse").click()
    expect(_card(page, "Five dead")).to_contain_text(re.compile("You: .*Contradicts"))
    page.wait_for_function(NOTHING_WAITS)
    with Store.open(covered.file) as store:
        assert [one.relation for one in store.judgements(MONDAY.id)] == ["contradicts"]


def test_a_note_is_typed_without_the_keys_doing_anything_and_is_there_after_a_reload(
    covered: Server, page: Page
) -> None:
    _open(page, covered)
    _compared(page)
    _claim(page, "A fire at a warehouse").click()
    page.keyboard.press("t")
    page.keyboard.type("jn2 asked the brigade")
    _press(page, "Escape")
    page.keyboard.press("j")
    expect(page.get_by_text("Claim 2 of 7")).to_be_visible()
    page.reload()
    _claim(page, "A fire at a warehouse").click()
    expect(_card(page, "Five dead").get_by_label("Note")).to_have_value("jn2 asked the brigade")
    expect(_card(page, "Five dead").get_by_role("radio", checked=True)).to_have_count(0)


def test_a_passage_that_is_not_about_the_claim_is_left_out_and_can_be_taken_back(covered: Server, page: Page) -> None:
    _open(page, covered)
    _compared(page)
    _claim(page, "Police arrested").click()
    card = _card(page, "Police deny")
    expect(card).to_contain_text("Police did not arrest two men")
    _press(page, "x")
    expect(card).to_contain_text("Not about this:")
    expect(_claim(page, "Police arrested").locator(".cb-tally")).to_have_count(0)
    card.get_by_role("button", name="Take back").click()
    expect(card).to_contain_text("Proposed: ✗Contradicts")
    expect(card).not_to_contain_text("Not about this:")


def test_a_decided_contradiction_opens_the_verification_again_with_the_article_as_evidence(
    covered: Server, page: Page
) -> None:
    _open(page, covered)
    _compared(page)
    _claim(page, "Police arrested").click()
    _press(page, "2")
    card = _card(page, "Police deny")
    expect(card).to_contain_text("added to its evidence")
    _press(page, "r")
    expect(card).not_to_contain_text("added to its evidence")
    page.get_by_role("link", name="Open in Review").click()
    expect(page.locator(".cb-evidence")).to_contain_text("Police deny arrests after Lenham fire")
    expect(page.locator(".cb-evidence")).to_contain_text("Police did not arrest two men on Monday evening")


@pytest.mark.usefixtures("deaf")
@pytest.mark.parametrize(
    ("answer", "stands", "shown"),
    [("Keep theirs", "unsure", "?Unsure"), ("Use mine", "contradicts", "✗Contradicts")],
)
def test_what_was_decided_otherwise_in_another_window_is_asked(  # noqa: PLR0913, PLR0917 - two windows
    covered: Server, page: Page, reviewer: str, answer: str, stands: str, shown: str
) -> None:
    page.context.add_cookies([{"name": "claimbook_name", "value": reviewer, "url": covered.url}])
    _open(page, covered)
    _compared(page)
    _claim(page, "Police arrested").click()
    with Store.open(covered.file) as store:
        claim = next(one for one in store.claims(MONDAY.id) if one.text(MONDAY).startswith("Police arrested"))
        later = next(one for one in store.coverage(MONDAY.id) if one.title.startswith("Police deny"))
        store.judge(claim.id, later.id, reviewer, {"relation": "unsure"})
    page.keyboard.press("2")
    asked = page.get_by_role("dialog", name=re.compile("You changed the relation at .* in another window"))
    expect(asked).to_contain_text("Now? UnsureYours✗ Contradicts")
    asked.get_by_role("button", name=answer, exact=True).click()
    expect(asked).to_have_count(0)
    expect(_card(page, "Police deny")).to_contain_text(f"You: {shown}")
    page.wait_for_function(NOTHING_WAITS)  # what one decides is shown before it is saved
    for _ in range(50):  # … and before it waits to be sent
        if _decided(covered, reviewer)[claim.id, later.id] == stands:
            break
        page.wait_for_timeout(100)
    assert _decided(covered, reviewer)[claim.id, later.id] == stands


def _decided(covered: Server, reviewer: str) -> dict[tuple[str, str], str]:
    with Store.open(covered.file) as store:
        return {(one.claim_id, one.coverage_id): one.relation for one in store.judgements(MONDAY.id, reviewer)}


def test_a_silence_that_was_decided_looks_different_from_one_that_is_proposed(covered: Server, page: Page) -> None:
    _open(page, covered)
    _compared(page)
    _claim(page, "Police arrested").click()
    silent = page.locator(".cb-strip .cb-mark-shape[data-relation=silent]")
    expect(silent).to_have_count(2)
    outline = silent.locator("path").first.get_attribute("d")
    _press(page, "5")
    expect(silent).to_have_count(3)
    outlines = {mark.get_attribute("data-state"): mark.locator("path").get_attribute("d") for mark in silent.all()}
    assert outlines["proposed"] == outline != outlines["decided"]


def test_the_timelines_are_pictures_and_tables_and_lead_to_the_claims(covered: Server, page: Page) -> None:
    _open(page, covered, view="timeline")
    _compared_whole = page.get_by_role("heading", name="Claims that moved (5)")
    expect(_compared_whole).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("Claim 5: 1 proposed: contradicts"))).to_be_visible()
    page.keyboard.press("v")
    expect(page.get_by_role("cell", name="Contradicts, proposed").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Police arrested")).click()
    expect(page.get_by_text("Claim 5 of 7")).to_be_visible()
    expect(page.get_by_role("cell", name="Contradicts, proposed")).to_have_count(1)
    page.go_back()
    expect(_compared_whole).to_be_visible()


def test_what_is_new_in_the_coverage_leads_to_the_article_that_says_it(covered: Server, page: Page) -> None:
    _open(page, covered, view="news")
    new = page.get_by_role("article").filter(has_text="40,000 dollars each")
    expect(new).to_contain_text("Speaks of Norvik Logistics")
    new.get_by_role("link", name="Inquiry finds faulty wiring").click()
    page.get_by_role("button", name="Split into claims").click()
    expect(page.get_by_role("button", name=re.compile(r"Claim \d, unchecked: Faulty wiring caused"))).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_in_any_view(covered: Server, page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    _open(page, covered)
    _compared(page)
    _claim(page, "Police arrested").click()
    _press(page, "2")
    page.keyboard.press("o")
    assert _serious(page) == []
    page.keyboard.press("v")
    assert _serious(page) == []
    for view in ("timeline", "news", "coverage"):
        _open(page, covered, view=view)
        expect(page.get_by_role("radio", name="Timeline")).to_be_visible()
        expect(page.locator(".cb-whole:not([hidden]) > *, [data-testid=stFileUploader]").first).to_be_visible()
        assert _serious(page) == []
    _open(page, covered)
    _compared(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert _serious(page) == []
