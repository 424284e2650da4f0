"""The panel in a real browser: evidence, corrections, what was said before a split, and two who change the same."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.model import Article, Attribution, Claim, Evidence, Kind, Manner, Quantity, SourceType, Span, Stance
from storage.file import Action
from storage.store import Store
from tests.browser.browsers import NOTHING_WAITS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

TEXT = (
    "Minister leaves\n\nThe 👩‍👩‍👧 minister left Seoul, Jane Smith said. He paid 40 guards. "
    "They came back and they stayed."
)


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


SAID = Attribution("Jane Smith", (_span("Jane Smith"),), "said", (_span("said"),), SourceType.NAMED, Manner.INDIRECT)
LEFT = Claim("left", "a", (_span("The 👩‍👩‍👧 minister left Seoul"),), Kind.EVENT, SAID)
PAID = Claim(
    "paid", "a", (_span("He paid 40 guards"),), Kind.EVENT, quantities=(Quantity(_span("40"), "40", None, None),)
)
BOTH = Claim("both", "a", (_span("They came back and they stayed"),), Kind.EVENT)
PARTS = [
    replace(BOTH, id=f"both-{place}", spans=(_span(words),), parents=("both",))
    for place, words in enumerate(("They came back", "they stayed"))
]


@pytest.fixture(scope="module")
def server(workbench: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Give the workbench an article of three claims."""
    workbench.open(tmp_path_factory.mktemp("panel"))
    with Store.open(workbench.file) as store:
        article = Article("a", TEXT, title="Minister leaves", body=(Span(TEXT.index("The"), len(TEXT)),))
        store.add_article(article, [LEFT, PAID, BOTH], "Ana")
    return workbench


@pytest.fixture
def page(page: Page, server: Server, reviewer: str) -> Page:
    """Be that reviewer."""
    page.context.add_cookies([{"name": "claimbook_name", "value": reviewer, "url": server.url}])
    return page


@pytest.fixture
def review(server: Server, page: Page) -> Page:
    """Open the first claim."""
    return _opened(page, server, "left")


def _opened(page: Page, server: Server, claim: str) -> Page:
    page.goto(f"{server.url}/review?article=a&claim={claim}")
    expect(page.get_by_text(re.compile(r"^Claim \d of"))).to_be_visible()
    return page


def _is_saved(page: Page) -> None:
    """Wait until nothing is on its way to the server any more, and the screen says that it is saved."""
    page.wait_for_function(NOTHING_WAITS)
    expect(page.get_by_text(re.compile(r"(Saved|Undone) .* revision"))).to_be_visible()


def _pieces(page: Page) -> Locator:
    return page.locator(".cb-evidence:not(.cb-others *)")


def _add_evidence(page: Page, where: str, quote: str = "") -> None:
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Where").fill(where)
    page.get_by_label("Quoted passage").fill(quote)


def _evidence(server: Server, claim: str, reviewer: str) -> list[tuple[str, str]]:
    with Store.open(server.file) as store:
        return [(piece.locator, piece.quote) for piece in store.review(claim, reviewer).evidence]


# Evidence


def test_evidence_is_added_changed_removed_and_undone(server: Server, review: Page, reviewer: str) -> None:
    _add_evidence(review, "https://example.org/a?b=1", "38 were held")
    review.get_by_role("radio", name="Supports").click()
    review.get_by_label("Primary source").check()
    review.get_by_role("button", name="Save evidence").click()
    link = _pieces(review).get_by_role("link")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(_pieces(review)).to_contain_text("Supportsprimary")
    _is_saved(review)
    with Store.open(server.file) as store:
        (piece,) = store.review("left", reviewer).evidence
    assert (piece.stance, piece.primary, piece.quote) == (Stance.SUPPORTS, True, "38 were held")
    review.get_by_role("button", name="Edit: https").click()
    review.get_by_label("Quoted passage").fill("37 were held")
    review.get_by_label("Quoted passage").press("Control+Enter")
    expect(_pieces(review)).to_contain_text("37 were held")
    review.get_by_role("button", name="Remove: https").click()
    expect(_pieces(review)).to_have_count(0)
    expect(review.get_by_text("revision")).to_be_visible()
    review.get_by_role("button", name="Undo", exact=True).click()
    expect(_pieces(review)).to_contain_text("37 were held")
    expect(review.locator("form")).to_have_count(0)


def test_evidence_that_is_filled_in_by_half_outlives_a_reload_another_claim_and_a_crash(
    server: Server, review: Page, reviewer: str
) -> None:
    _add_evidence(review, "Court file, p. 4", "he was not th")
    review.get_by_role("button", name="Claim 2, ").click()
    expect(review.locator("form")).to_have_count(0)
    review.get_by_role("button", name="Claim 1, ").click()
    for _ in range(2):
        expect(review.get_by_label("Where")).to_have_value("Court file, p. 4")
        expect(review.get_by_label("Quoted passage")).to_have_value("he was not th")
        review.reload()
    server.stop()
    server.start()
    _opened(review, server, "left")
    expect(review.get_by_label("Quoted passage")).to_have_value("he was not th")
    assert _evidence(server, "left", reviewer) == []
    review.get_by_role("button", name="Save evidence").click()
    expect(_pieces(review)).to_have_count(1)
    _is_saved(review)
    review.reload()
    expect(_pieces(review)).to_have_count(1)
    expect(review.locator("form")).to_have_count(0)


def test_a_form_that_is_closed_keeps_what_was_typed_and_the_keys_rest_in_it(review: Page) -> None:
    _add_evidence(review, "j1u")
    review.get_by_label("Primary source").focus()
    review.keyboard.press("1")
    review.keyboard.press("j")
    review.keyboard.press("Escape")
    expect(review.locator("form")).to_have_count(0)
    expect(review.get_by_text("Claim 1 of 3")).to_be_visible()
    expect(review.get_by_text("0 of 3 claims checked")).to_be_visible()
    review.keyboard.press("Enter")  # the focus is on the button that opens it again
    expect(review.get_by_label("Where")).to_have_value("j1u")
    review.get_by_role("button", name="Discard").click()
    expect(review.get_by_role("button", name="Add evidence")).to_be_focused()


def test_evidence_that_could_not_be_saved_stays_in_its_form(server: Server, review: Page, reviewer: str) -> None:
    review.keyboard.press("1")
    expect(review.get_by_text("1 of 3 claims checked")).to_be_visible()
    review.get_by_label("Your name").fill("")
    review.get_by_label("Your name").press("Enter")
    expect(review.get_by_text("0 of 3 claims checked")).to_be_visible()
    _add_evidence(review, "typed without a name")
    review.get_by_role("button", name="Save evidence").click()
    expect(review.get_by_role("alert").filter(has_text="say first who you are")).to_be_visible()
    expect(review.get_by_label("Where")).to_have_value("typed without a name")
    review.get_by_label("Your name").fill(reviewer)
    review.get_by_label("Your name").press("Enter")
    expect(review.get_by_label("Where")).to_have_value("typed without a name")
    review.get_by_role("button", name="Save evidence").click()
    _is_saved(review)
    assert _evidence(server, "left", reviewer) == [("typed without a name", "")]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [("thirty-eight ‘were’ held", "in the copy"), ("forty were held", "This quote is not in the stored copy.")],
    ids=["found", "not found"],
)
def test_a_quotation_is_looked_up_in_the_copy(review: Page, quote: str, shown: str) -> None:
    _add_evidence(review, "Report", quote)
    review.get_by_text("Keep a copy: paste its text").click()
    review.get_by_label("Text of the source").fill("There thirty-eight 'were'\nheld.")
    review.get_by_role("button", name="Save evidence").click()
    expect(_pieces(review)).to_contain_text(shown)
    expect(_pieces(review).locator("code")).to_have_attribute("title", re.compile("^SHA-256 [0-9a-f]{64}$"))


def test_a_file_becomes_evidence_with_its_copy(server: Server, review: Page, reviewer: str) -> None:
    review.get_by_text("Keep a copy of a source").click()
    file = {"name": "report.txt", "mimeType": "text/plain", "buffer": b"38 were held"}
    review.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(_pieces(review)).to_contain_text("report.txt")
    _is_saved(review)
    with Store.open(server.file) as store:
        assert store.copy(store.review("left", reviewer).evidence[0].copy).text == "38 were held"


# What is decided


def test_confidence_and_days_are_saved_and_a_day_can_be_cleared(server: Server, review: Page, reviewer: str) -> None:
    review.get_by_role("radio", name="Medium").click()
    review.get_by_label("Holds as of").fill("2016-12-13")
    review.get_by_label("Due again").fill("2017-01-13")
    review.get_by_label("Due again").blur()
    _is_saved(review)
    review.get_by_label("Holds as of").fill("")
    review.get_by_label("Holds as of").blur()
    _is_saved(review)
    review.reload()
    expect(review.get_by_label("Due again")).to_have_value("2017-01-13")
    expect(review.get_by_label("Holds as of")).to_have_value("")
    with Store.open(server.file) as store:
        found = store.review("left", reviewer)
    assert (found.confidence, found.as_of, str(found.due)) == ("medium", None, "2017-01-13")


def test_what_was_said_of_the_earlier_claim_is_proposed_and_confirmed_with_one_click(
    server: Server, page: Page, reviewer: str
) -> None:
    with Store.open(server.file) as store:
        store.save_review("both", reviewer, {"verification": "verified", "sourcing": "named", "notes": "asked her"})
        store.save_evidence("both", reviewer, Evidence("e", "Court file"))
        store.reshape(Action.SPLIT, reviewer, [BOTH], [*PARTS, replace(BOTH, withdrawn="split")])
    _opened(page, server, "both-1")
    earlier = page.get_by_text(
        "From the claim this one was made of: ✓ Verified, Named, with notes, 1 piece of evidence."
    )
    expect(earlier).to_be_visible()
    dashed = page.get_by_role("radio", name="Verified", exact=True)
    expect(dashed).to_have_class(re.compile("cb-proposed"))
    expect(dashed).not_to_be_checked()
    page.get_by_role("button", name="Confirm").click()
    expect(dashed).to_be_checked()
    expect(earlier).to_be_hidden()
    expect(page.get_by_text("1 of 4 claims checked")).to_be_visible()
    _is_saved(page)
    with Store.open(server.file) as store:
        found = store.review("both-1", reviewer)
        store.undo("a", reviewer)
    assert (found.verification, found.sourcing, found.notes) == ("verified", "named", "asked her")
    assert [piece.locator for piece in found.evidence] == ["Court file"]
    with Store.open(server.file) as store:  # the other tests have three claims
        now = [store.claim(claim.id) for claim in (*PARTS, BOTH)]
        store.reshape(
            Action.MERGED,
            reviewer,
            now,
            [replace(BOTH, withdrawn=""), *(replace(claim, withdrawn="merged") for claim in PARTS)],
        )


# What was found


def test_kind_and_source_are_corrected_and_undone(server: Server, review: Page) -> None:
    review.get_by_text("Correct what was found").click()
    review.get_by_label("Kind").select_option("Position")
    expect(review.locator(".cb-findings")).to_contain_text("Position")
    review.get_by_label("Who says it").fill("minister")
    review.get_by_label("Who says it").blur()
    review.get_by_label("Manner").select_option("Direct")
    expect(review.locator(".cb-findings")).to_contain_text("Direct")
    expect(review.get_by_label("Who says it")).to_have_value("minister")
    _is_saved(review)
    with Store.open(server.file) as store:
        found = store.claim("left")
    assert found.kind is Kind.POSITION
    assert found.attribution == replace(
        SAID, source="minister", source_spans=(_span("minister"),), manner=Manner.DIRECT
    )
    review.get_by_label("Source", exact=True).select_option("None")
    expect(review.locator(".cb-findings")).to_contain_text("The article itself")
    for earlier in ("Direct", "Indirect", "Jane Smith", "Event"):
        review.get_by_role("button", name="Undo", exact=True).click()
        expect(review.locator(".cb-findings")).to_contain_text(earlier)
    _is_saved(review)
    with Store.open(server.file) as store:
        assert replace(store.claim("left"), origin=LEFT.origin) == LEFT


def test_figures_and_dates_are_added_from_a_selection_changed_and_removed(server: Server, page: Page) -> None:
    _opened(page, server, "paid")
    page.get_by_text("Correct what was found").click()
    figure = page.get_by_role("group", name="40", exact=True)
    figure.get_by_label("From").fill("40,000")
    figure.get_by_label("Of what").fill("guards")
    figure.get_by_label("Of what").blur()
    expect(page.locator(".cb-findings")).to_contain_text("40,000–… guards")
    page.locator(".cb-piece", has_text="He paid").evaluate(
        "(piece) => getSelection().setBaseAndExtent(piece.firstChild, 0, piece.firstChild, 2)"
    )
    page.get_by_role("button", name="Add “He”").last.click()
    page.get_by_role("group", name="He", exact=True).get_by_label("First day").fill("2016-12-13")
    page.get_by_role("group", name="He", exact=True).get_by_label("Last day").fill("2016-12-14")
    page.get_by_role("group", name="He", exact=True).get_by_label("Last day").blur()
    expect(page.locator(".cb-findings")).to_contain_text("2016-12-13 – 2016-12-14")
    page.get_by_role("button", name="Remove: He").click()
    expect(page.locator(".cb-findings")).not_to_contain_text("2016-12-14")
    page.get_by_label("Stands alone as").fill("The minister paid 40,000 guards.")
    page.get_by_label("Stands alone as").press("Control+Enter")
    expect(page.locator(".cb-alone")).to_have_text("The minister paid 40,000 guards.")
    expect(page.locator(".cb-words")).to_have_text("He paid 40 guards")
    _is_saved(page)
    with Store.open(server.file) as store:
        found = store.claim("paid")
    assert ([str(q.low) for q in found.quantities], found.times) == (["40000"], ())


# Two who change the same


@pytest.fixture
def other(server: Server, review: Page) -> Page:
    """Open the claim in a second window of the same reviewer."""
    return _opened(review.context.new_page(), server, "left")


def test_two_windows_that_change_different_fields_keep_both(
    server: Server, review: Page, other: Page, reviewer: str
) -> None:
    review.get_by_role("radio", name="False").click()
    _is_saved(review)
    other.get_by_role("radio", name="High").click()
    _is_saved(other)
    receipt = other.locator(".cb-receipt").inner_text()
    other.get_by_role("textbox", name="Notes").fill("from the second")
    other.get_by_role("textbox", name="Notes").press("Control+Enter")
    expect(other.locator(".cb-receipt")).not_to_have_text(receipt)
    expect(other.get_by_role("radio", name="False")).to_be_checked()
    _is_saved(other)
    with Store.open(server.file) as store:
        found = store.review("left", reviewer)
    assert (found.verification, found.confidence, found.notes) == ("false", "high", "from the second")


@pytest.mark.parametrize(("answer", "stands"), [("Keep theirs", "false"), ("Use mine", "verified")])
def test_who_changes_what_has_changed_meanwhile_is_asked(  # noqa: PLR0913, PLR0917 - two windows
    server: Server, review: Page, other: Page, reviewer: str, answer: str, stands: str
) -> None:
    review.get_by_role("radio", name="False").click()
    _is_saved(review)
    other.get_by_role("radio", name="Verified", exact=True).click()
    asked = other.get_by_role("dialog", name=re.compile("You changed the finding at .* in another window"))
    expect(asked).to_contain_text("Now✗ FalseYours✓ Verified")
    asked.get_by_role("button", name=answer, exact=True).click()
    expect(asked).to_have_count(0)
    other.get_by_role("radio", name="Low").click()  # the next act does not ask again
    expect(other.get_by_text(re.compile(r"Saved .* revision"))).to_be_visible()
    expect(asked).to_have_count(0)
    other.wait_for_function(NOTHING_WAITS)
    with Store.open(server.file) as store:
        assert store.review("left", reviewer).verification == stands


def test_a_question_can_wait_and_the_note_stays_in_its_field(
    server: Server, review: Page, other: Page, reviewer: str
) -> None:
    review.get_by_role("textbox", name="Notes").fill("first")
    review.get_by_role("textbox", name="Notes").blur()
    _is_saved(review)
    other.get_by_role("textbox", name="Notes").fill("second")
    other.get_by_role("textbox", name="Notes").blur()
    expect(other.get_by_role("dialog")).to_contain_text("NowfirstYourssecond")
    other.keyboard.press("Escape")
    expect(other.get_by_role("textbox", name="Notes")).to_have_value("second")
    other.get_by_role("button", name="1 change to decide").click()
    other.get_by_role("button", name="Use mine", exact=True).click()
    _is_saved(other)
    expect(other.get_by_role("textbox", name="Notes")).to_have_value("second")
    _is_saved(other)
    with Store.open(server.file) as store:
        assert store.review("left", reviewer).notes == "second"


@pytest.mark.usefixtures("deaf")
def test_another_reviewers_correction_is_asked_about(server: Server, page: Page) -> None:
    _opened(page, server, "both")
    page.get_by_text("Correct what was found").click()
    with Store.open(server.file) as store:
        store.correct_claim("both", {"kind": Kind.RULE}, "Bob")
    page.get_by_label("Kind").select_option("Cause")
    asked = page.get_by_role("dialog", name=re.compile("Bob changed the kind at .* while you were looking"))
    expect(asked).to_contain_text("NowRuleYoursCause")
    asked.get_by_role("button", name="Use mine", exact=True).click()
    expect(page.locator(".cb-findings")).to_contain_text("Cause")
    _is_saved(page)
    with Store.open(server.file) as store:
        assert store.claim("both").kind is Kind.CAUSE
        store.correct_claim("both", {"kind": Kind.EVENT}, "Bob")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_anyone_in_the_panel(review: Page, theme: str) -> None:
    review.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    _add_evidence(review, "https://example.org", "said so")
    review.get_by_role("button", name="Save evidence").click()
    _is_saved(review)
    review.get_by_role("button", name="Edit: https").click()
    review.get_by_text("Correct what was found").click()
    review.get_by_text("Keep a copy: paste its text").click()
    found = Axe().run(review).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}] == []
