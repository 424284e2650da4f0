"""What a person does, in a real browser: start, mark, reload, add an article, take the table away."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import ARTICLE, pdf, word, zipped
from documents import page as web_page
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.conftest import Server

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).with_name("review.png")
"""The picture in the README; it is taken anew where CLAIMBOOK_SHOTS is set."""

HOSTILE = (
    "<script>document.title='pwned'</script> **Minister** leaves\n\n"
    "The *minister* left <b>Seoul</b> on Monday, :red[officials] said. <img src=x onerror=\"document.title='pwned'\"> "
    "It cost $5 and then $6.\n\nغادر الوزير سيول يوم الاثنين. 👩‍👩‍👧 Nobody saw him go."
)
OWN = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards."


def _mark(page: Page, words: str) -> None:
    """Click the claim that begins with these words."""
    page.get_by_role("button", name=re.compile(rf"Claim \d+, .*: {re.escape(words)}")).click()


def _finding(page: Page, label: str) -> None:
    page.get_by_role("radio", name=label).first.click()


def _add(page: Page, text: str) -> None:
    page.get_by_label("Article text").fill(text)
    page.get_by_role("button", name="Split into claims").click()


def _table(page: Page) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    return list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))


def test_marks_made_by_mouse_and_by_key_outlive_reload_and_crash_and_leave_as_csv(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.get_by_role("button", name="Download CSV")).to_be_visible()
    page.goto(f"{server.url}/review")
    _mark(page, "there are 38 defectors")
    expect(page.get_by_text(re.compile(r"Claim 10 of \d+"))).to_be_visible()
    _finding(page, "Unproven")
    expect(page.get_by_text(re.compile(r"Saved \d\d:\d\d:\d\d · revision 2"))).to_be_visible()
    if os.environ.get("CLAIMBOOK_SHOTS"):
        page.screenshot(path=PICTURE)
    page.keyboard.press("j")
    expect(page.get_by_text(re.compile(r"Claim 11 of \d+"))).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_text(re.compile(r"Saved \d\d:\d\d:\d\d · revision 3"))).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=re.compile(r"Claim 10, unproven: there are 38 defectors"))).to_be_visible()
    server.stop()
    server.start()
    page.goto(f"{server.url}/review")
    expect(page.get_by_role("button", name=re.compile(r"Claim 11, verified: "))).to_be_visible()
    page.goto(server.url)
    _add(page, OWN)
    expect(page.get_by_role("button", name=re.compile(r"Claim \d, unchecked: He paid 40 guards"))).to_be_visible()
    page.goto(server.url)
    marks = {row["claim_text"][:22]: row["verification"] for row in _table(page)}
    assert marks["there are 38 defectors"] == "unproven"
    assert marks["He paid 40 guards"] == "unchecked"
    assert sorted(marks.values()).count("verified") == 1


def test_hostile_text_is_shown_as_it_is_and_runs_nothing(server: Server, page: Page) -> None:
    page.goto(server.url)
    _add(page, HOSTILE)
    reader = page.locator(".cb-reader")
    expect(reader).to_contain_text("<img src=x onerror=")
    expect(reader).to_contain_text("<script>document.title='pwned'</script> **Minister** leaves")
    expect(reader).to_contain_text("غادر الوزير سيول")
    assert "pwned" not in page.title()
    assert page.locator(".cb-reader img, .cb-reader script, .cb-reader b").count() == 0


def test_keys_do_nothing_while_somebody_types(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/review")
    expect(page.get_by_text(re.compile(r"Claim 1 of \d+"))).to_be_visible()
    page.get_by_label("Notes").fill("")
    page.get_by_label("Notes").press_sequentially("jk 1 asked")
    page.get_by_label("Notes").press("Control+Enter")
    expect(page.get_by_text(re.compile(r"Saved .* revision 2"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Claim 1 of \d+"))).to_be_visible()
    page.reload()
    expect(page.get_by_label("Notes")).to_have_value("jk 1 asked")


def test_a_text_that_is_refused_stays_in_the_form(server: Server, page: Page) -> None:
    page.goto(server.url)
    _add(page, "   ")
    expect(page.get_by_text("There is no text yet. Paste an article.")).to_be_visible()
    _add(page, OWN)
    expect(page.get_by_role("button", name=re.compile(r"Claim \d, unchecked: He paid 40 guards"))).to_be_visible()
    page.goto(server.url)
    _add(page, OWN)
    expect(page.get_by_text(re.compile("This text is already here"))).to_be_visible()
    expect(page.get_by_label("Article text")).to_have_value(OWN)


def test_several_files_go_in_at_once_and_the_report_says_which_was_broken(
    server: Server, page: Page, tmp_path: Path
) -> None:
    files = {
        "one.html": web_page(ARTICLE, "<title>Minister leaves</title>"),
        "two.pdf": pdf(["Prices rise\nBread costs 5 dollars now."]),
        "broken.pdf": b"%PDF-1.7",
        "week.zip": zipped({"three.docx": word(["The king died on Monday. He was 81."]), "four.png": b"\x89PNG"}),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    page.goto(server.url)
    page.locator("input[type=file][multiple]").set_input_files([tmp_path / name for name in files])
    page.get_by_role("button", name="Add 4 files").click()
    expect(page.get_by_text("3 added, 2 not taken")).to_be_visible()
    expect(page.get_by_text("broken.pdf: This is a PDF, and it is damaged.")).to_be_visible()
    expect(page.get_by_text("week.zip/four.png: This is a picture.")).to_be_visible()
    added = {row["article_title"] for row in _table(page)}
    assert {"Minister leaves", "Prices rise"} <= added
    page.get_by_role("button", name="Close the report").click()
    expect(page.get_by_text("3 added, 2 not taken")).not_to_be_visible()


def test_one_page_fills_the_form_with_what_it_says_of_itself(server: Server, page: Page, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_bytes(
        web_page(ARTICLE, "<title>Minister leaves</title><meta name=author content='Ann Lee'>")
    )
    page.goto(server.url)
    page.locator("input[type=file][multiple]").set_input_files(tmp_path / "one.html")
    expect(page.get_by_label("Byline")).to_have_value("Ann Lee")
    expect(page.get_by_label("Article text")).to_have_value(re.compile("The minister left Seoul on Monday"))
    page.get_by_role("button", name="Split into claims").click()
    expect(page.get_by_role("button", name=re.compile(r"Claim \d, unchecked: He paid 40 guards"))).to_be_visible()
