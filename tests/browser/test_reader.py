"""The article in a real browser: claims inside claims, quick fingers, notes that never arrived, keys and dialogs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.article import read_article, sample_text
from claims.model import Article, Claim, Kind, Span
from storage.store import Store
from tests.browser.browsers import NOTHING_WAITS
from views import articles

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

TEXT = (
    "Ein 👩‍👩‍👧 Titel\n\nThe minister, who left Seoul on Monday, paid 40 guards. He came back."
    "\n\nقال الوزير إن 40 حارسا غادروا."
)
WHOLE = "The minister, who left Seoul on Monday, paid 40 guards"
INNER = "who left Seoul on Monday"


def _claim(name: str, *words: str) -> Claim:
    spans = tuple(Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in words)
    return Claim(name, "a", spans, Kind.EVENT)


CLAIMS = [
    _claim("outer", "The minister", "paid 40 guards"),
    _claim("whole", WHOLE),
    _claim("inner", INNER),
    _claim("back", "He came back"),
    _claim("arabic", "غادروا"),
]


@pytest.fixture(scope="module")
def server(workbench: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Give the workbench an article whose claims lie in one another, and the sample."""
    workbench.open(tmp_path_factory.mktemp("reader"))
    body = (Span(TEXT.index("The"), len(TEXT)),)
    with Store.open(workbench.file) as store:
        store.add_article(Article("a", TEXT, title="Ein 👩‍👩‍👧 Titel", body=body), CLAIMS, "Ana")
    articles.add(workbench.file, "Ana", sample_text(), {})
    return workbench


@pytest.fixture
def page(page: Page, server: Server, reviewer: str) -> Page:
    """Be that reviewer."""
    page.context.add_cookies([{"name": "claimbook_name", "value": reviewer, "url": server.url}])
    return page


@pytest.fixture
def review(server: Server, page: Page) -> Page:
    """Open the review of the article."""
    page.goto(f"{server.url}/review?article=a")
    _is_open(page, 1)
    return page


@pytest.fixture
def sample(server: Server, page: Page) -> Page:
    """Open the review of the sample article, which is longer than the window."""
    article_id = read_article(sample_text()).id
    page.goto(f"{server.url}/review?article={article_id}")
    return page


def _is_open(page: Page, number: int) -> None:
    expect(page.get_by_text(f"Claim {number} of 5", exact=True)).to_be_visible()


def _claims(page: Page) -> Locator:
    return page.locator(".cb-reader [role=button]")


def _names(page: Page) -> list[str]:
    return [name or "" for name in _claims(page).evaluate_all("all => all.map((one) => one.ariaLabel)")]


def test_each_claim_is_one_button_that_says_its_number_finding_and_words(review: Page) -> None:
    assert sorted(_names(review)) == [
        "Claim 1, unchecked: The minister … paid 40 guards",
        f"Claim 2, unchecked: {WHOLE}",
        f"Claim 3, unchecked: {INNER}",
        "Claim 4, unchecked: He came back",
        "Claim 5, unchecked: غادروا",
    ]


def test_the_text_is_all_there_line_by_line(review: Page) -> None:
    lines = review.locator(".cb-line").evaluate_all(
        "all => all.map((line) => [...line.childNodes].filter((n) => !n.role).map((n) => n.textContent).join(''))"
    )
    assert "\n".join(lines) == TEXT
    direction = "line => getComputedStyle(line).direction"
    assert review.locator(".cb-line").last.evaluate(direction) == "rtl"
    assert review.locator(".cb-line").first.evaluate(direction) == "ltr"


def test_a_click_takes_the_innermost_claim_and_the_next_click_the_one_around_it(review: Page) -> None:
    words = review.locator(".cb-piece", has_text="who left Seoul")
    for number in (3, 2, 3):
        words.click()
        _is_open(review, number)
    review.locator(".cb-piece", has_text="paid 40").click()
    _is_open(review, 1)


def test_the_address_and_the_way_back_follow_the_claim(review: Page) -> None:
    review.keyboard.press("j")
    _is_open(review, 2)
    expect(review).to_have_url(re.compile("claim=whole"))
    review.keyboard.press("j")
    _is_open(review, 3)
    review.wait_for_timeout(1500)  # the claim shows before the server has heard of it, and Back is the server's
    review.go_back()
    _is_open(review, 2)


def test_undo_goes_back_step_by_step_from_claim_to_claim_and_redo_forward(review: Page) -> None:
    for key in "1j6j":  # the first verified, the second false, the third in hand
        review.keyboard.press(key)
    expect(review.get_by_text("2 of 5 claims checked")).to_be_visible()
    review.keyboard.press("u")
    _is_open(review, 2)
    expect(review.get_by_text("1 of 5 claims checked")).to_be_visible()
    expect(review.get_by_role("radio", name="Unchecked")).to_be_checked()
    review.get_by_role("button", name="Undo", exact=True).click()
    _is_open(review, 1)
    expect(review.get_by_text("0 of 5 claims checked")).to_be_visible()
    expect(review.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    review.reload()
    expect(review.get_by_role("button", name="Redo", exact=True)).to_be_enabled()
    review.keyboard.press("Shift+U")
    expect(review.get_by_text("1 of 5 claims checked")).to_be_visible()
    expect(review.get_by_role("radio", name="Verified", exact=True)).to_be_checked()


def test_notes_that_were_saved_are_undone_too(review: Page) -> None:
    notes = review.get_by_label("Notes")
    notes.fill("Ask the ministry.")
    notes.press("Control+Enter")
    expect(review.get_by_text("Saved")).to_be_visible()
    review.get_by_role("button", name="Undo", exact=True).click()
    expect(review.get_by_text("Undone")).to_be_visible()
    expect(notes).to_have_value("")


def test_keys_faster_than_the_server_are_all_carried_out(server: Server, review: Page, reviewer: str) -> None:
    for key in "1j6j8j2j5":
        review.keyboard.press(key)
    expect(review.get_by_text("5 of 5 claims checked")).to_be_visible()
    _is_open(review, 5)
    review.wait_for_function(NOTHING_WAITS)
    with Store.open(server.file) as store:
        found = {mark.claim_id: mark.verification for mark in store.reviews("a", reviewer)}
    assert found == {
        "outer": "verified",
        "whole": "false",
        "inner": "not_checkable",
        "back": "verified_with_correction",
        "arabic": "unproven",
    }


def test_a_mark_by_key_shows_in_the_text_the_list_and_the_name(review: Page) -> None:
    review.keyboard.press("6")
    expect(review.get_by_role("button", name="Claim 1, false: The minister … paid")).to_be_visible()
    expect(review.get_by_role("radio", name="False")).to_be_checked()
    expect(review.locator(".cb-badge[aria-current]")).to_have_attribute("data-symbol", "✗")


def test_sourcing_is_chosen_by_key_and_taken_back_by_choosing_it_again(review: Page) -> None:
    review.get_by_role("radiogroup", name="Sourcing").get_by_role("radio").first.focus()
    review.keyboard.press("ArrowRight")
    bare = review.get_by_role("radio", name="Organisation")
    expect(bare).to_be_focused()
    expect(bare).not_to_be_checked()  # moving chooses nothing
    expect(review.get_by_text("Organisation: A body, ministry")).to_be_visible()
    review.keyboard.press("Enter")
    expect(bare).to_be_checked()
    expect(review.get_by_text(re.compile(r"Saved .* revision"))).to_be_visible()
    review.keyboard.press("Enter")
    expect(bare).not_to_be_checked()
    review.reload()
    expect(bare).not_to_be_checked()
    expect(review.get_by_text("The article shows: None.")).to_be_visible()


def test_notes_that_could_not_be_saved_stay_in_the_field_and_are_saved_once_that_can_be(
    server: Server, review: Page, reviewer: str
) -> None:
    review.get_by_label("Your name").fill("")
    review.get_by_label("Your name").press("Enter")
    notes = review.get_by_role("textbox", name="Notes")
    expect(notes).to_have_value("")
    notes.fill("typed without a name")
    notes.blur()
    expect(review.get_by_text("say first who you are")).to_be_visible()
    expect(notes).to_have_value("typed without a name")
    review.get_by_label("Your name").fill(reviewer)
    review.get_by_label("Your name").press("Enter")
    expect(review.get_by_text(re.compile(r"Saved .* revision"))).to_be_visible()
    with Store.open(server.file) as store:
        assert store.review("outer", reviewer).notes == "typed without a name"


def test_previous_and_next_stop_at_the_ends(review: Page) -> None:
    back, on = review.get_by_role("button", name="Previous claim"), review.get_by_role("button", name="Next claim")
    expect(back).to_be_disabled()
    for number in (2, 3, 4, 5):
        on.click()
        _is_open(review, number)
    expect(on).to_be_disabled()
    back.click()
    _is_open(review, 4)


def test_a_claim_is_reached_and_opened_without_a_mouse(review: Page) -> None:
    _claims(review).nth(3).focus()
    review.keyboard.press("Enter")
    _is_open(review, 4)
    review.keyboard.press("k")
    _is_open(review, 3)
    assert review.evaluate("document.activeElement.ariaLabel") == f"Claim 3, unchecked: {INNER}"


def test_keys_rest_while_the_list_of_keys_is_open(review: Page) -> None:
    review.keyboard.press("?")
    expect(review.get_by_role("dialog", name="Keys")).to_contain_text("With correction")
    review.keyboard.press("j")
    review.keyboard.press("1")
    review.keyboard.press("Escape")
    expect(review.get_by_role("dialog")).to_have_count(0)
    _is_open(review, 1)
    expect(review.get_by_text("0 of 5 claims checked")).to_be_visible()


def test_notes_that_were_being_typed_outlive_a_reload(review: Page) -> None:
    notes = review.get_by_role("textbox", name="Notes")
    notes.press_sequentially("called him, no answ")
    review.reload()
    expect(notes).to_have_value("called him, no answ")
    expect(review.get_by_text(re.compile(r"Saved .* revision"))).to_be_visible()


def test_a_note_saved_in_another_window_is_not_undone_when_the_page_is_sent_anew(
    server: Server, review: Page, reviewer: str
) -> None:
    with Store.open(server.file) as store:
        store.save_review("outer", reviewer, {"notes": "from the other window"})
    review.get_by_role("link", name="Articles").click()
    review.get_by_role("link", name="Review").click()
    expect(review.get_by_role("textbox", name="Notes")).to_have_value("from the other window")
    review.get_by_label("Your name").fill("somebody else")
    review.get_by_label("Your name").press("Enter")
    expect(review.get_by_role("textbox", name="Notes")).to_have_value("")
    with Store.open(server.file) as store:
        assert store.review("outer", reviewer).notes == "from the other window"
        assert store.review("outer", "somebody else").notes == ""


def test_notes_are_saved_when_the_next_claim_is_clicked(review: Page) -> None:
    notes = review.get_by_role("textbox", name="Notes")
    notes.fill("mine")
    review.get_by_role("button", name="Claim 4, ").click()
    _is_open(review, 4)
    expect(notes).to_have_value("")
    review.get_by_role("button", name="Claim 1, ").click()
    _is_open(review, 1)
    expect(notes).to_have_value("mine")


def test_pointing_at_a_finding_lights_it_up_in_the_text(sample: Page) -> None:
    sample.get_by_role("button", name=re.compile("Claim 10, ")).click()
    finding = sample.get_by_role("button", name="It is currently believed")
    finding.hover()
    lit = "[...(CSS.highlights.get('cb-found') ?? [])].map(String)"
    assert sample.evaluate(lit) == ["It is currently believed"]
    sample.locator(".cb-words").hover()
    assert sample.evaluate(lit) == []


def test_the_name_is_remembered_in_this_browser_and_not_in_the_address(review: Page) -> None:
    review.get_by_label("Your name").fill("Zoë 中")
    review.get_by_label("Your name").press("Enter")
    review.wait_for_function("document.cookie.includes('claimbook_name=Zo')")
    review.reload()
    expect(review.get_by_label("Your name")).to_have_value("Zoë 中")
    assert "Zo" not in review.url


@pytest.mark.parametrize("width", [1280, 700])
def test_the_editor_stays_in_sight_beside_or_under_the_article(sample: Page, width: int) -> None:
    sample.set_viewport_size({"width": width, "height": 800})
    sample.get_by_role("button", name=re.compile("Claim 40, ")).click()
    expect(sample.get_by_text(re.compile("Claim 40 of"))).to_be_in_viewport()
    expect(sample.get_by_role("button", name="Next claim")).to_be_in_viewport()
    assert sample.evaluate("document.documentElement.scrollWidth") <= width
