"""Shaping claims in a real browser: words selected, stretches accounted for, claims cut, merged and found again."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from claims.article import read_article, sample_text
from claims.model import Article, Attribution, Claim, Kind, Manner, SourceType, Span
from storage.store import Store
from tests.browser.browsers import LEAVE_WAITING, NOTHING_WAITS
from tests.conftest import ROOT, Server
from views import articles

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

README = (ROOT / "README.md").read_text(encoding="utf-8")
DIGITS = "0123456789"

TEXT = (
    "Ein 👩‍👩‍👧 Titel\n\n"
    "Cafe\u0301 owners 👍🏽 قالوا saw it. The minister left Seoul on Monday, Kim said. "
    "He paid 40 guards and took the car. "
    "It rained all day 🌧. Nobody saw him go. He came back on Friday.\n\n"
    "غادر الوزير سيول يوم الاثنين. The end."
)
CAR = "He paid 40 guards and took the car"

SELECT = """
([from, to]) => {
  const all = [];
  const walker = document.createTreeWalker(document.querySelector('.cb-article'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.parentElement.closest('.cb-badge')) continue;
    let at = 0;
    for (const character of text.data) all.push([text, at, at += character.length]);
  }
  getSelection().setBaseAndExtent(all[from][0], all[from][1], all[to - 1][0], all[to - 1][2]);
}
"""
"""Selects from one character to another, in code points of the page, where line breaks are no characters."""

BOX = """() => {
  const { x, y, width, height } = getSelection().getRangeAt(0).getBoundingClientRect();
  return [x, y, width, height];
}"""
STANDS_STILL = """async () => {
  const top = () => document.querySelector('.cb-badge').getBoundingClientRect().top;
  for (let before = NaN; before !== top(); ) {
    before = top();
    await new Promise((done) => setTimeout(done, 400));
  }
}"""
SELECTED = """() => {
  if (!getSelection().rangeCount) return '';
  const part = getSelection().getRangeAt(0).cloneContents();
  for (const badge of part.querySelectorAll('.cb-badge')) badge.remove();
  return part.textContent;
}"""


def _spans(*parts: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


def _claim(article_id: str, name: str, *parts: str, kind: Kind = Kind.EVENT, worth: float = 0.2) -> Claim:
    return Claim(f"{article_id}-{name}", article_id, _spans(*parts), kind, check_worthiness=worth)


def _claims(article_id: str) -> list[Claim]:
    kim = Attribution("Kim", _spans("Kim"), "said", _spans("said"), SourceType.NAMED, Manner.INDIRECT)
    left = Claim(f"{article_id}-left", article_id, _spans("The minister left Seoul on Monday"), Kind.EVENT, kim)
    return [
        left,
        _claim(article_id, "car", CAR, kind=Kind.QUANTITY, worth=0.8),
        _claim(article_id, "back", "He came back on Friday"),
        _claim(article_id, "arabic", "غادر الوزير سيول يوم الاثنين"),
    ]


@pytest.fixture(scope="module")
def server(workbench: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Give the workbench the sample."""
    workbench.open(tmp_path_factory.mktemp("shaping"))
    articles.add(workbench.file, "Ana", sample_text(), {})
    return workbench


@pytest.fixture
def article(request: pytest.FixtureRequest, server: Server) -> str:
    """Add an article that no other test has, and return its id."""
    article_id = request.node.name[5:60]
    paragraphs = TEXT.split("\n\n")[1:]
    with Store.open(server.file) as store:
        store.add_article(
            Article(article_id, TEXT, title="Ein 👩‍👩‍👧 Titel", body=_spans(*paragraphs)), _claims(article_id), "Ana"
        )
    return article_id


@pytest.fixture
def page(page: Page, server: Server) -> Page:
    """Be a reviewer, and hear what the article says to the panel."""
    page.context.add_cookies([{"name": "claimbook_name", "value": "Bo", "url": server.url}])
    page.add_init_script(
        "window.heard = []; window.sent = [];"
        "document.addEventListener('claimbook:selection', ({ detail }) => heard.push(detail));"
        "document.addEventListener('claimbook:acts', ({ detail }) => sent.push(...detail));"
    )
    return page


@pytest.fixture
def review(server: Server, page: Page, article: str) -> Page:
    """Open the review of that article."""
    page.goto(f"{server.url}/review?article={article}")
    _is_open(page, 1)
    return page


def _is_open(page: Page, number: int) -> None:
    expect(page.locator(".cb-badge[aria-current]")).to_have_attribute("aria-label", re.compile(f"^Claim {number},"))
    expect(page.get_by_text(re.compile(rf"Claim {number} of \d+"))).to_be_visible()


def _saved(page: Page) -> None:
    expect(page.get_by_text(re.compile("Saved .* revision"))).to_be_visible()


def _words(server: Server, article_id: str) -> list[list[str]]:
    with Store.open(server.file) as store:
        return [[span.of(TEXT) for span in claim.spans] for claim in store.claims(article_id)]


def _dismissed(server: Server, article_id: str) -> dict[str, str]:
    with Store.open(server.file) as store:
        return {one.span.of(TEXT).strip(): one.reason for one in store.dismissed(article_id)}


def _select(page: Page, start: str, end: str = "") -> None:
    _select_place(page, TEXT.index(start), TEXT.index(end or start) + len(end or start))
    expect(page.get_by_role("toolbar", name="Do with the selection")).to_be_visible()


def _select_place(page: Page, start: int, end: int) -> None:
    page.evaluate(SELECT, [place - TEXT[:place].count("\n") for place in (start, end)])


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _selected(page: Page) -> str:
    return str(page.evaluate(SELECTED))


def _badge(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"Claim \d+, .*: {re.escape(words)}$"))


def _hint(page: Page) -> Locator:
    return page.locator(".cb-hint")


def _last(page: Page, shape: str) -> dict[str, Any]:
    acts = [act for act in page.evaluate("sent") if act.get("shape") == shape]
    return dict(acts[-1])


# -- selecting


def test_words_selected_by_mouse_become_a_claim_that_is_then_in_hand(
    server: Server, review: Page, article: str
) -> None:
    _select(review, "It rained all day")
    x, y, width, height = review.evaluate(BOX)
    review.evaluate("getSelection().removeAllRanges()")
    review.mouse.move(x + 1, y + height / 2)
    review.mouse.down()
    review.mouse.move(x + width - 1, y + height / 2, steps=4)
    review.mouse.up()
    review.get_by_role("button", name="Add as a claim").click()
    expect(_badge(review, "It rained all day")).to_have_attribute("aria-current", "true")
    assert ["It rained all day"] in _words(server, article)


def test_what_is_selected_is_sent_as_it_stands_in_the_text(review: Page) -> None:
    dice = random.Random(2016)  # noqa: S311 - nothing secret
    for _ in range(60):
        start, end = sorted(dice.sample(range(TEXT.index("Cafe"), len(TEXT) + 1), 2))
        if TEXT[start] == "\n" or TEXT[end - 1] == "\n":
            continue  # between paragraphs there is nothing on the page that could be selected
        review.evaluate("getSelection().removeAllRanges(); heard.length = 0")
        _select_place(review, start, end)
        review.wait_for_timeout(30)
        heard = review.evaluate("heard.filter(Boolean).at(-1)")
        if TEXT[start:end].strip():
            ((first, last),) = heard["spans"]
            assert TEXT[first:last] == TEXT[start:end].strip()
            assert heard["words"] == TEXT[start:end].strip()


def test_by_keyboard_the_selection_moves_and_grows_by_word_and_by_sentence(review: Page) -> None:
    review.keyboard.press("v")
    assert _selected(review) == "The minister left Seoul on Monday"
    _press(review, "ArrowRight")
    assert _selected(review) == "Kim"
    _press(review, "Shift+ArrowRight", "Shift+ArrowRight")
    assert _selected(review) == "Kim said. He"
    _press(review, "Shift+ArrowLeft")
    assert _selected(review) == "Kim said"
    _press(review, "ArrowDown")
    assert _selected(review) == f"{CAR}."
    _press(review, "Shift+ArrowDown")
    assert _selected(review) == f"{CAR}. It rained all day 🌧."
    _press(review, "v", "ArrowLeft", "ArrowLeft")
    assert _selected(review) == "Kim"
    expect(review.locator(".cb-said")).to_have_text("Selected: Kim")
    _press(review, "Home")
    assert _selected(review) == "Cafe\u0301"
    _press(review, "ArrowUp", "Shift+End")
    assert _selected(review).startswith("Ein")
    _press(review, "Escape")
    assert _selected(review) == ""
    assert review.evaluate("document.activeElement.ariaLabel").startswith("Claim 1,")
    assert review.evaluate("heard.at(-1)") is None


def test_in_arabic_the_left_arrow_goes_on(review: Page) -> None:
    _select(review, "غادر")
    _press(review, "v", "ArrowLeft")
    assert _selected(review) == "الوزير"
    _press(review, "ArrowRight")
    assert _selected(review) == "غادر"


@pytest.mark.parametrize("width", [1280, 700])
@pytest.mark.parametrize(
    ("start", "end"), [("Cafe", "Cafe"), ("saw it", "Friday"), ("Cafe", "The end."), ("The end.", "")]
)
def test_the_bar_lies_beside_what_is_selected_and_never_over_it(review: Page, width: int, start: str, end: str) -> None:
    review.set_viewport_size({"width": width, "height": 620})
    _select(review, start, end)
    bar = review.get_by_role("toolbar", name="Do with the selection")
    expect(bar).to_be_in_viewport(ratio=0.99)
    x, y, w, h = review.evaluate(BOX)
    box = bar.bounding_box()
    assert box is not None
    assert box["y"] >= y + h or box["y"] + box["height"] <= y or box["x"] >= x + w
    assert review.evaluate("document.documentElement.scrollWidth") <= width


# -- shaping


def test_a_claim_gets_other_bounds_a_second_stretch_and_loses_words(server: Server, review: Page, article: str) -> None:
    _select(review, "The minister left Seoul")
    _press(review, "b")
    expect(_badge(review, "The minister left Seoul")).to_be_visible()
    _select(review, "It rained all day")
    _press(review, "Shift+B")
    expect(_badge(review, "The minister left Seoul … It rained all day")).to_be_visible()
    _select(review, "left", "rained")
    _press(review, "x")
    expect(_badge(review, "The minister … all day")).to_be_visible()
    assert ["The minister", "all day"] in _words(server, article)
    assert _last(review, "bound")["was"] == [
        [span.start, span.end] for span in _spans("The minister left Seoul", "It rained all day")
    ]


def test_bounds_without_a_selection_start_one_on_the_claim(review: Page) -> None:
    _press(review, "b")
    expect(_hint(review)).to_contain_text("Select the words of claim 1, then press b")
    _press(review, "Shift+ArrowLeft", "Shift+ArrowLeft", "b")
    expect(_badge(review, "The minister left Seoul")).to_be_visible()


def test_a_claim_is_cut_in_two_where_the_keyboard_shows(server: Server, review: Page, article: str) -> None:
    _press(review, "j", "c")
    expect(_hint(review)).to_contain_text("Cut claim 2 before “and”")
    _press(review, "ArrowRight")
    expect(_hint(review)).to_contain_text("Cut claim 2 before “took”")
    _press(review, "c")
    expect(_badge(review, "He paid 40 guards and")).to_have_attribute("aria-current", "true")
    assert ["took the car"] in _words(server, article)


def test_a_claim_is_cut_in_two_where_a_click_went(server: Server, review: Page, article: str) -> None:
    _press(review, "j")
    _select(review, "took")
    x, y, width, height = review.evaluate(BOX)
    review.evaluate("getSelection().removeAllRanges()")
    review.mouse.click(x + width / 2, y + height / 2)
    _press(review, "c")
    expect(_badge(review, "He paid 40 guards and")).to_be_visible()
    assert ["took the car"] in _words(server, article)


def test_an_article_without_claims_gets_its_first_and_loses_its_last(server: Server, page: Page) -> None:
    with Store.open(server.file) as store:
        store.add_article(Article("none", TEXT, body=_spans(*TEXT.split("\n\n")[1:])), [], "Ana")
    page.goto(f"{server.url}/review?article=none")
    expect(page.get_by_text("No claims yet. Select words, then press a.")).to_be_visible()
    page.keyboard.press("o")
    page.keyboard.press("v")
    page.keyboard.press("a")
    expect(page.get_by_text("Claim 1 of 1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("No claims yet. Select words, then press a.")).to_be_visible()
    page.get_by_role("button", name="Redo", exact=True).click()
    expect(page.get_by_text("Claim 1 of 1", exact=True)).to_be_visible()


def test_two_claims_are_merged_and_one_with_itself_is_not(server: Server, review: Page, article: str) -> None:
    _press(review, "m")
    expect(_hint(review)).to_have_text("Merge claim 1 with: go to another claim and press m. Esc stops.")
    _press(review, "m")
    expect(_hint(review)).to_be_hidden()
    _press(review, "m", "j", "m")
    expect(_badge(review, f"The minister left Seoul on Monday … {CAR}")).to_have_attribute("aria-current", "true")
    assert len(_words(server, article)) == 3
    _press(review, "u")
    expect(_badge(review, CAR)).to_be_visible()


def test_what_is_no_claim_is_withdrawn_with_a_reason_and_the_next_is_in_hand(
    server: Server, review: Page, article: str
) -> None:
    _press(review, "j", "w")
    expect(review.get_by_role("dialog", name="Claim 2 is no claim: why?")).to_contain_text(CAR)
    _press(review, "2")
    expect(review.get_by_text("Claim 2 of 3")).to_be_visible()
    expect(_badge(review, "He came back on Friday")).to_have_attribute("aria-current", "true")
    assert [CAR] not in _words(server, article)
    _press(review, "w", "Enter")
    expect(review.get_by_text("Claim 2 of 2")).to_be_visible()
    assert _last(review, "withdraw")["reason"] == "opinion"
    _press(review, "w", "Escape")
    _is_open(review, 2)


# -- nothing is left unchecked


def test_open_stretches_are_dismissed_one_by_one_until_all_is_accounted_for(
    server: Server, review: Page, article: str
) -> None:
    legend = review.locator(".cb-legend")
    expect(legend).to_contain_text("4 open")
    _press(review, "o")
    expect(review.locator(".cb-held").last).to_have_text("It rained all day 🌧.")
    expect(review.locator(".cb-said")).to_have_text("Open stretch 2 of 4: It rained all day 🌧.")
    _press(review, "3")
    expect(review.locator(".cb-stretch.cb-held")).to_have_text("Nobody saw him go.")
    _press(review, "d", "Enter")
    expect(legend).to_contain_text("1 open")
    expect(review.locator(".cb-stretch.cb-held")).to_contain_text("owners 👍🏽 قالوا saw it.")
    _press(review, "d")
    expect(_hint(review)).to_have_text("Every stretch is accounted for.")
    expect(legend).to_contain_text("0 open")
    review.wait_for_function(NOTHING_WAITS)
    assert set(_dismissed(server, article).values()) == {"description"}
    assert len(_dismissed(server, article)) == 4
    review.reload()
    expect(legend).to_contain_text("0 open")
    words = review.locator(".cb-stretch", has_text="Nobody saw")
    expect(words).to_have_attribute("title", "Dismissed: Description")
    words.click()
    _press(review, "r")
    expect(legend).to_contain_text("1 open")
    _saved(review)
    assert "Nobody saw him go." not in _dismissed(server, article)


def test_a_run_up_to_the_next_claim_is_dismissed_at_once(server: Server, review: Page, article: str) -> None:
    _press(review, "o", "Shift+D")
    expect(review.locator(".cb-legend")).to_contain_text("2 open")
    expect(review.locator(".cb-stretch.cb-held")).to_have_text("The end.")
    review.wait_for_function(NOTHING_WAITS)
    assert set(_dismissed(server, article)) == {"It rained all day 🌧.", "Nobody saw him go."}


def test_what_is_open_in_a_selection_is_dismissed_and_the_rest_of_a_sentence_is_not(
    server: Server, review: Page, article: str
) -> None:
    _select(review, "all day", "Nobody")
    _press(review, "d")
    _saved(review)
    assert set(_dismissed(server, article)) == {"all day 🌧.", "Nobody"}


def test_the_strip_shows_each_stretch_and_follows_every_mark(review: Page) -> None:
    segments = review.locator(".cb-segment")
    covers = "all => all.map((one) => one.dataset.cover)"
    before = segments.evaluate_all(covers)
    assert before.count("open") == 4
    assert "done" not in before
    assert min(segments.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")) >= 2
    _press(review, "1")
    expect(review.locator(".cb-segment[data-cover=done]").first).to_be_visible()
    expect(review.locator(".cb-legend")).to_contain_text(re.compile("[1-3] done"))
    segments.nth(before.index("open")).click()
    expect(review.locator(".cb-stretch.cb-held")).to_contain_text("saw it.")
    expect(segments.nth(before.index("open"))).to_have_attribute("title", re.compile("^open: Cafe"))


def test_a_refused_dismissal_is_open_again(server: Server, review: Page, article: str) -> None:
    review.get_by_label("Your name").fill("")
    review.get_by_label("Your name").press("Enter")
    review.get_by_label("Your name").blur()
    review.wait_for_timeout(800)
    _press(review, "o", "d")
    expect(review.get_by_text("say first who you are")).to_be_visible()
    expect(review.locator(".cb-legend")).to_contain_text("4 open")
    assert _dismissed(server, article) == {}


# -- mark and go on


def test_mark_and_go_on_skips_what_is_checked_and_says_when_nothing_is_left(review: Page) -> None:
    _press(review, "j", "1", "k", "Shift+6")
    _is_open(review, 3)
    _press(review, "Shift+5", "Shift+1")
    expect(_hint(review)).to_have_text("No claim is unchecked.")
    expect(review.get_by_text("4 of 4 claims checked")).to_be_visible()
    marks = [(act["value"], act["was"]) for act in review.evaluate("sent") if act.get("field")]
    assert ("false", "unchecked") in marks
    _press(review, "0")
    expect(review.get_by_text("3 of 4 claims checked")).to_be_visible()
    assert review.evaluate("sent.at(-1).was") == "verified"
    _press(review, "k", "n")
    _is_open(review, 4)


def test_digits_are_taken_by_their_place_on_any_keyboard(review: Page) -> None:
    key = "(init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }))"
    review.evaluate(key, {"key": "&", "code": "Digit1"})
    expect(_badge(review, "The minister left Seoul on Monday")).to_have_attribute("data-status", "verified")
    review.evaluate(key, {"key": "6", "code": "Digit6", "shiftKey": True})  # French keyboards have digits on Shift
    expect(_badge(review, "The minister left Seoul on Monday")).to_have_attribute("data-status", "false")
    _is_open(review, 2)
    review.evaluate(key, {"key": "ш", "code": "KeyJ"})
    review.evaluate(key, {"key": "1", "code": "Digit1", "isComposing": True})
    review.evaluate(key, {"key": "1", "code": "Digit1", "ctrlKey": True})
    expect(review.get_by_text("1 of 4 claims checked")).to_be_visible()


# -- commands


def test_the_list_of_keys_is_searched_and_runs_what_is_chosen(review: Page) -> None:
    _press(review, "?")
    dialog = review.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_role("button", name="Add as a claim")).to_be_disabled()
    review.keyboard.type("open stretch")
    expect(dialog.get_by_role("button", name="Next claim")).to_be_hidden()
    _press(review, "Enter")
    expect(dialog).to_be_hidden()
    expect(review.locator(".cb-stretch.cb-held")).to_be_visible()


def test_a_selection_outlives_the_list_of_keys(server: Server, review: Page, article: str) -> None:
    _select(review, "It rained all day")
    _press(review, "?")
    review.get_by_role("dialog").get_by_role("button", name="Add as a claim").click()
    expect(_badge(review, "It rained all day")).to_be_visible()
    assert ["It rained all day"] in _words(server, article)


def test_the_readme_has_every_key_and_none_clashes_with_another_or_the_browser(review: Page) -> None:
    _press(review, "?")
    keys = review.locator(".cb-command kbd").all_inner_texts()
    table = README.split("<!-- keys:start -->")[1].split("<!-- keys:end -->")[0]
    assert set(keys) - set(DIGITS) == set(re.findall("`([^`]+)`", table)) - set(DIGITS)
    assert all(re.fullmatch(r"[a-z0-9?]|Shift [A-Z]|Shift 0–9|d or Enter|← →|↑ ↓|Home End|Esc", key) for key in keys)
    assert sorted(key for key in keys if keys.count(key) > 1) == [
        "1",
        "1",
        "2",
        "2",
        "3",
        "3",
        "4",
        "4",
        "5",
        "5",
        "6",
        "6",
        "Shift D",
        "Shift D",
    ]


def test_a_key_that_can_do_nothing_now_says_what_to_do_first(review: Page) -> None:
    for key, hint in [
        ("a", "Select words first"),
        ("d", "Go to an open stretch first"),
        ("r", "Click a dismissed stretch first"),
    ]:
        _press(review, key)
        expect(_hint(review)).to_contain_text(hint)
    _press(review, "c")
    expect(review.get_by_role("dialog")).to_have_count(0)  # Streamlit would ask whether to clear its caches


def test_the_panel_has_a_command_done_and_an_act_sent_once(server: Server, review: Page, article: str) -> None:
    tell = "([name, detail]) => document.dispatchEvent(new CustomEvent(`claimbook:${name}`, { detail }))"
    review.evaluate(tell, ["command", "merge"])
    expect(_hint(review)).to_contain_text("Merge claim 1")
    act = {"shape": "correct", "field": "restated", "value": "A minister left.", "was": ""}
    review.evaluate(tell, ["act", act])
    _saved(review)
    sent = _last(review, "correct")
    assert (sent["claim"], sent["article"]) == (f"{article}-left", article)
    review.wait_for_timeout(2500)
    with Store.open(server.file) as store:
        assert store.claim(f"{article}-left").restated == "A minister left."


def test_an_act_made_while_the_server_was_away_outlives_a_reload_and_is_carried_out_once(
    server: Server, review: Page, article: str
) -> None:
    _select(review, "It rained all day")
    server.stop()  # in some seconds Streamlit says so in a dialog, in which keys do nothing
    _press(review, "a")
    expect(_hint(review)).to_contain_text("Not saved yet: 1 change waits for the server")
    server.start()
    review.reload()
    expect(_badge(review, "It rained all day")).to_be_visible()
    assert _words(server, article).count(["It rained all day"]) == 1


def _left(article: str) -> list[object]:
    """Return an act that the reviewer has done, for `LEAVE_WAITING`."""
    (span,) = _spans("It rained all day")
    return ["Bo", {"shape": "draw", "claim": "", "article": article, "spans": [[span.start, span.end]]}]


def test_what_waits_is_sent_also_where_the_panel_is_drawn_before_the_article(
    server: Server, review: Page, article: str
) -> None:
    review.add_init_script(
        "document.addEventListener('claimbook:drawn', ({ detail }) => document.dispatchEvent(new CustomEvent("
        "'claimbook:state', { detail: { article: detail.id, at: 0, confirmed: 0, statuses: [], saved: true } })));"
    )  # as a panel answers that is there already
    review.evaluate(LEAVE_WAITING, _left(article))
    review.reload()
    expect(_badge(review, "It rained all day")).to_be_visible()
    review.wait_for_function(NOTHING_WAITS)
    assert _words(server, article).count(["It rained all day"]) == 1


def test_what_waits_is_sent_also_where_something_later_was_confirmed_meanwhile(review: Page, article: str) -> None:
    _press(review, "1")
    _saved(review)
    review.wait_for_function(NOTHING_WAITS)
    review.get_by_role("link", name="Claims").click()
    expect(review.get_by_text("4 of 4 claims")).to_be_visible()
    review.evaluate(LEAVE_WAITING, _left(article))
    review.get_by_role("link", name="Review").click()
    expect(_badge(review, "It rained all day")).to_be_visible()


# -- search and filter


def test_a_search_lights_up_its_matches_and_goes_from_one_to_the_next(review: Page) -> None:
    _press(review, "f")
    review.keyboard.type("HE ")
    review.keyboard.type("came")
    expect(review.locator(".cb-tools")).to_contain_text("1 match")
    lit = "(name) => [...(CSS.highlights.get(name) ?? [])].map(String)"
    assert review.evaluate(lit, "cb-search") == ["He came"]
    review.get_by_role("searchbox", name="Search the text").fill("on")
    expect(review.locator(".cb-tools")).to_contain_text("3 matches")
    for key, place in [("Enter", "1 of 3"), ("Enter", "2 of 3"), ("Shift+Enter", "1 of 3"), ("Shift+Enter", "3 of 3")]:
        _press(review, key)
        expect(review.locator(".cb-tools")).to_contain_text(place)
    _select(review, "It rained all day")
    review.get_by_role("button", name="Add as a claim").click()
    expect(_badge(review, "It rained all day")).to_be_visible()
    assert review.evaluate(lit, "cb-search") == ["on", "on", "on"]  # in the article that was drawn anew
    review.get_by_role("searchbox").press("Escape")
    assert review.evaluate(lit, "cb-search") == []


def test_a_filter_dims_and_skips_what_it_does_not_show_and_outlives_a_reload(review: Page) -> None:
    filter_ = review.get_by_role("combobox", name="Claims to show")
    filter_.select_option("Worth at least 50 %")
    expect(review.get_by_text("1 of 4 claims", exact=True)).to_be_visible()
    expect(review.locator(".cb-badge.cb-dim")).to_have_count(3)
    filter_.select_option("Event")
    filter_.blur()
    _press(review, "j")
    _is_open(review, 3)
    review.reload()
    expect(review.get_by_text("3 of 4 claims", exact=True)).to_be_visible()
    filter_.select_option("Named")
    expect(review.get_by_text("1 of 4 claims", exact=True)).to_be_visible()
    filter_.select_option("Unchecked")
    filter_.blur()
    _press(review, "1")
    expect(review.get_by_text("3 of 4 claims", exact=True)).to_be_visible()


# -- drawn anew


def test_what_is_in_view_and_in_hand_stays_when_the_article_is_drawn_anew(server: Server, page: Page) -> None:
    with Store.open(server.file) as store:
        sample = read_article(sample_text())
        store.claims(sample.id)
    page.goto(f"{server.url}/review?article={sample.id}")
    page.get_by_role("button", name=re.compile("Claim 40, ")).click()
    _is_open(page, 40)
    page.keyboard.press("o")
    words = page.locator(".cb-stretch.cb-held")
    expect(words).to_be_visible()
    seen = "() => document.querySelector('.cb-stretch.cb-held').getBoundingClientRect().top"
    _press(page, "v", "Shift+ArrowLeft")
    page.evaluate(STANDS_STILL)
    before = page.evaluate(seen) if page.locator(".cb-stretch.cb-held").count() else page.evaluate(BOX)[1]
    _press(page, "a")
    expect(page.get_by_text(re.compile(r"Claim \d+ of 52"))).to_be_visible()
    page.wait_for_function(NOTHING_WAITS)  # the article is drawn before it is said which claim is in hand then
    page.evaluate(STANDS_STILL)
    after = page.evaluate("document.querySelector('.cb-badge[aria-current]').getBoundingClientRect().top")
    assert abs(after - before) < 12
    assert page.evaluate("document.activeElement.className").startswith("cb-badge")
