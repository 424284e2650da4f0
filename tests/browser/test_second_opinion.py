"""Three people at one article: blind until their own finding is in, then compared; the desk settles, and is told of."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from claims.model import Evidence
from storage.access import Member, Role
from storage.exports.formats import as_bytes
from storage.store import Store
from views.batch import add

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Server

pytestmark = pytest.mark.browser

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
SECRET = "Quagga"  # noqa: S105 - no password
COOKIE = "claimbook_name"


@pytest.fixture
def article(server: Server) -> str:
    """Return an article that needs two opinions, of a desk of three with an editor and a viewer."""
    article_id = add(server.file, "Ed", TEXT, {}).article_id
    with Store.open(server.file) as store:
        store.need(article_id, 2, "Ed")
        for name, role in (("Ed", Role.ADMIN), ("Ann", Role.REVIEWER), ("Ben", Role.REVIEWER), ("Vera", Role.VIEWER)):
            store.admit(Member(name, role), "Ed")
    return article_id


@pytest.fixture
def desk(server: Server, browser: Browser) -> Iterator[dict[str, Page]]:
    """Open a browser window for each, with their name."""
    windows = {
        name: browser.new_context(viewport={"width": 1280, "height": 1000}) for name in ("Ann", "Ben", "Ed", "Vera")
    }
    for name, window in windows.items():
        window.add_cookies([{"name": COOKIE, "value": name, "url": server.url}])
        window.set_default_timeout(45_000)
    yield {name: window.new_page() for name, window in windows.items()}
    for window in windows.values():
        window.close()


def first_claim(server: Server, article: str) -> str:
    with Store.open(server.file) as store:
        return store.claims(article)[0].id


def find(page: Page, finding: str, note: str) -> None:
    """Give a finding and a note on the claim in hand, and wait until both are saved."""
    page.get_by_role("radio", name=finding).first.click()
    expect(page.get_by_text(re.compile(r"^Saved .* revision"))).to_be_visible()
    before = page.locator(".cb-receipt").inner_text()
    page.get_by_label("Notes").fill(note)
    page.get_by_label("Notes").blur()
    expect(page.locator(".cb-receipt")).not_to_have_text(before)


def test_a_dispute_from_blind_to_settled(server: Server, article: str, desk: dict[str, Page]) -> None:
    claim = first_claim(server, article)
    review = f"{server.url}/review?article={article}&claim={claim}"
    ann, ben, ed = desk["Ann"], desk["Ben"], desk["Ed"]
    for page in (ann, ben):
        page.goto(review)
        expect(page.get_by_text("0 of 2 opinions in")).to_be_visible()
    find(ann, "False", f"{SECRET} says so.")
    # blind until one's own is in
    ben.reload()
    expect(ben.get_by_text("1 of 2 opinions in · what others say is hidden")).to_be_visible()
    assert SECRET not in ben.content()
    # then compared
    find(ben, "Verified", "I was there.")
    others = ben.get_by_label("What others say of this claim")
    expect(others).to_contain_text("Ann: ✗False")
    expect(others).to_contain_text(f"{SECRET} says so.")
    # settled
    ed.goto(f"{server.url}/team?article={article}&view=settle")
    expect(ed.get_by_text("To settle (1)")).to_be_visible()
    expect(ed.get_by_text("I was there.")).to_be_visible()
    ed.get_by_role("combobox", name="Finding").click()
    ed.get_by_role("option", name="False").click()
    ed.get_by_label("Reason").fill("The ministry denied it.")
    ed.get_by_role("button", name="Settle it").click()
    expect(ed.get_by_text("Settled.", exact=False).first).to_be_visible()
    # the overruled one is told, and answers; that does not open it again
    ben.reload()
    told = ben.get_by_label("What the desk found")
    expect(told).to_contain_text("The ministry denied it.")
    expect(told).to_contain_text("It is not your finding (✓ Verified)")
    ben.goto(f"{server.url}/team?article={article}&view=settle")
    expect(ben.get_by_text("Settled otherwise than you found (1)")).to_be_visible()
    ann.reload()
    expect(ann.get_by_label("What the desk found")).not_to_contain_text("It is not your")
    # what is taken away says who said what, and what was settled
    with Store.open(server.file, "Ed") as store:
        rows = list(csv.DictReader(io.StringIO(as_bytes(store, "csv", [article]).decode())))
        report = as_bytes(store, "html", [article]).decode()
    said = {row["reviewer"]: row["verification"] for row in rows if row["claim_id"] == claim}
    assert said == {"Ann": "false", "Ben": "verified"}
    assert {(row["desk_verification"], row["desk_by"]) for row in rows if row["claim_id"] == claim} == {("false", "Ed")}
    assert report.index("The ministry denied it.") < report.index("I was there.")
    # a changed finding opens it again
    ben.goto(review)
    ben.get_by_role("radio", name="Misleading").first.click()
    expect(ben.get_by_label("What the desk found")).to_contain_text("Open again")


def test_two_people_are_handed_two_claims_and_one_comes_back(
    server: Server, article: str, desk: dict[str, Page]
) -> None:
    ann, ben = desk["Ann"], desk["Ben"]
    for page in (ann, ben):
        page.goto(f"{server.url}/review?article={article}")
        expect(page.get_by_text(re.compile(r"Claim \d of 3"))).to_be_visible()
        page.keyboard.press("Shift+N")
        expect(page.get_by_text("Handed to you")).to_be_visible()

    def held() -> dict[str, str | None]:
        with Store.open(server.file) as store:
            return {name: store.holding(name) for name in ("Ann", "Ben")}

    first = held()
    assert None not in first.values()
    assert len(set(first.values())) == len(first)
    ann.get_by_role("link", name="Articles").click()
    expect(ann.get_by_role("button", name="Download CSV")).to_be_visible()
    assert held() == {"Ann": None, "Ben": first["Ben"]}


def test_nothing_that_is_hidden_comes_over_the_wire(server: Server, article: str, desk: dict[str, Page]) -> None:
    claim = first_claim(server, article)
    with Store.open(server.file) as store:
        store.save_review(claim, "Ann", {"verification": "false", "sourcing": "bare", "notes": f"{SECRET} says so."})
        store.save_evidence(claim, "Ann", Evidence("e1", f"{SECRET} file", quote=SECRET))
    received = {name: list[bytes]() for name in ("Ann", "Ben", "Vera")}
    for name, frames in received.items():
        page = desk[name]
        page.on(
            "websocket", lambda socket, kept=frames: socket.on("framereceived", lambda got: kept.append(_bytes(got)))
        )
        for path in ("", "review", "claims", "compare", "reports", "team", "history"):
            page.goto(f"{server.url}/{path}?article={article}&claim={claim}")
            expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    sent = {name: SECRET.encode() in b"".join(frames) for name, frames in received.items()}
    assert sent == {"Ann": True, "Ben": False, "Vera": False}


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame
