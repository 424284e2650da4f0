"""The review page: what the address opens, how choices are saved, and what must not undo them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.model import Evidence, Stance
from claims.split import find_claims
from storage.store import MAX_COPY, Store
from tests.conftest import ROOT, component, send
from views import articles, frame, review
from views.acts import told
from views.frame import MESSAGE, NAME
from views.handing import HELD, NONE_LEFT
from views.reader.component import draw_article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
CLAIMS = find_claims(read_article(TEXT))
ARTICLE = CLAIMS[0].article_id


class Session(dict[str, Any]):
    """Stands in for Streamlit's session, of which callbacks use no more than this."""

    def to_dict(self) -> dict[str, Any]:
        return dict(self)


@dataclass
class Streamlit:
    """Stands in for Streamlit in callbacks, which its own test bed cannot fire for components."""

    session_state: Session
    query_params: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    articles.add(path, "Ana", TEXT, {})
    return path


def _session(monkeypatch: pytest.MonkeyPatch, **state: Any) -> Streamlit:  # noqa: ANN401 - anything can be in a session
    streamlit = Streamlit(Session({NAME: "Ben"} | state))
    for module in (review, frame):
        monkeypatch.setattr(module, "st", streamlit)
    return streamlit


def _show() -> None:
    from views import review  # noqa: PLC0415 - the test bed runs this function's source alone

    review.page()


def _page(**address: str) -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[NAME] = "Ben"
    page.query_params.update(address)
    page.run()
    return page.run()


def _drawn(page: AppTest) -> dict[str, Any]:
    """Return the data of the article."""
    return component(page, "claimbook.article")


def _shown(page: AppTest) -> dict[str, Any]:
    """Return the data of the panel that shows one claim."""
    shown: dict[str, Any] = component(page, "claimbook.claim")["shown"]
    return shown


def _saved(file: Path, claim: int) -> tuple[str, str, str]:
    with Store.open(file) as store:
        found = store.review(CLAIMS[claim].id, "Ben")
    return found.verification, found.sourcing, found.notes


def _save(file: Path, claim: int, **changes: str) -> None:
    with Store.open(file) as store:
        store.save_review(CLAIMS[claim].id, "Ben", changes)


# What the address opens


@pytest.mark.usefixtures("file")
def test_the_address_names_the_claim_that_is_open() -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[1].id)
    assert _shown(page)["claim"] == CLAIMS[1].id
    assert _shown(page)["state"]["at"] == 1


def test_without_an_address_the_first_unchecked_claim_is_open_and_the_address_says_so(file: Path) -> None:
    _save(file, 0, verification="false")
    page = _page()
    assert _shown(page)["state"]["at"] == 1
    assert page.query_params["article"] == ARTICLE
    assert page.query_params["claim"] == CLAIMS[1].id


def test_the_article_last_worked_on_goes_before_the_newest(file: Path) -> None:
    _save(file, 0, notes="mine")
    articles.add(file, "Ana", "Prices rise\n\nBread costs 5 dollars now.", {})
    assert _page().query_params["article"] == ARTICLE


@pytest.mark.usefixtures("file")
def test_a_link_to_an_article_that_is_not_here_gives_a_sentence() -> None:
    page = _page(article="gone")
    assert not page.exception
    assert "gone" in page.error[0].value


@pytest.mark.usefixtures("file")
def test_a_link_to_a_claim_that_is_not_here_opens_the_article() -> None:
    assert _shown(_page(article=ARTICLE, claim="gone"))["state"]["at"] == 0


def test_an_article_without_claims_can_be_read(file: Path) -> None:
    added = articles.add(file, "Ana", "Why?", {})
    page = _page(article=added.article_id)
    assert not page.exception
    assert (_shown(page)["claim"], _shown(page)["state"]["statuses"]) == ("", [])


# What the panel is given


def test_what_is_saved_is_what_the_page_shows(file: Path) -> None:
    _save(file, 1, verification="verified", sourcing="bare", notes="called her; ‘no comment’ 🙂")
    page = _page(article=ARTICLE, claim=CLAIMS[1].id)
    shown = _shown(page)
    assert shown["review"] == _drawn(page)["reviews"][CLAIMS[1].id]
    said = [shown["review"][name] for name in ("verification", "sourcing", "notes")]
    assert said == ["verified", "bare", "called her; ‘no comment’ 🙂"]
    assert shown["state"]["statuses"] == [0, 1, 0]


def test_a_finding_saved_elsewhere_is_shown_at_the_next_run(file: Path) -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[1].id)
    _save(file, 1, verification="false")
    page.run()
    assert _shown(page)["review"]["verification"] == "false"


def test_why_a_change_was_not_saved_is_said_on_the_page(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _session(monkeypatch, claim={"acts": [_act(0, "verification", "no such finding")]})
    review.take_acts()
    monkeypatch.undo()
    monkeypatch.setenv("CLAIMBOOK_DB", str(file))
    page = _page(article=ARTICLE, claim=CLAIMS[0].id)
    page.session_state[MESSAGE] = told.session_state[MESSAGE]
    page.run()
    assert _shown(page)["state"]["saved"] is False
    assert "no such finding" in _shown(page)["state"]["receipt"]


# What the reviewer does


def _act(claim: int, field: str, value: str, number: int = 1) -> dict[str, Any]:
    return {"claim": CLAIMS[claim].id, "field": field, "value": value, "number": number, "token": f"a-{number}"}


def test_acts_are_carried_out_in_order_and_confirmed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acts = [
        _act(0, "verification", "false", 11),
        _act(1, "verification", "verified", 12),
        _act(1, "sourcing", "bare", 13),
        {"claim": CLAIMS[2].id, "number": 14, "token": "a-14"},
    ]
    streamlit = _session(monkeypatch, claim={"acts": acts})
    review.take_acts()
    review.take_acts()
    assert [_saved(file, n) for n in range(3)] == [
        ("false", "", ""),
        ("verified", "bare", ""),
        ("unchecked", "", ""),
    ]
    assert streamlit.session_state[review.CONFIRMED] == 14
    assert "revision 4" in streamlit.session_state[MESSAGE][1]
    assert streamlit.query_params == {"claim": CLAIMS[2].id}
    with Store.open(file) as store:
        assert len(store.history(ARTICLE)) == 4


def _show_until_left() -> None:
    import streamlit as st  # noqa: PLC0415 - likewise

    from views import review  # noqa: PLC0415 - likewise

    if "left" not in st.session_state:
        review.page()


def test_an_act_that_waited_until_another_page_was_drawn_is_carried_out_and_leaves_its_address_alone(
    file: Path,
) -> None:
    page = AppTest.from_function(_show_until_left, default_timeout=60)
    page.session_state[NAME] = "Ben"
    page.run()
    page.session_state["left"] = True
    page.query_params.clear()
    page.run()
    send(page, "claim", "acts", [_act(1, "verification", "false"), _act(1, "notes", "late", 2)])
    assert not page.exception
    assert page.query_params == {}
    assert _saved(file, 1) == ("false", "", "late")
    del page.session_state["left"]
    assert _shown(page.run())["state"]["confirmed"] == 2
    send(page, "claim", "acts", [_act(1, "verification", "verified", 3)])
    assert _saved(file, 1) == ("verified", "", "late")


def test_a_claim_that_is_withdrawn_while_the_page_is_drawn_for_the_first_time_is_not_on_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(data: Mapping[str, object]) -> None:
        with Store.open(file) as store:
            store.correct_claim(CLAIMS[1].id, {"withdrawn": "opinion"}, "Ana", "once")
        draw_article(data)

    monkeypatch.setattr(review, "draw_article", meanwhile)
    page = AppTest.from_function(_show, default_timeout=60).run()
    assert not page.exception
    assert [claim["id"] for claim in _drawn(page)["claims"]] == [claim.id for claim in CLAIMS if claim != CLAIMS[1]]


def test_sourcing_can_be_taken_back(file: Path) -> None:
    review.carry_out(file, "Ben", [_act(1, "sourcing", "bare", 1), _act(1, "sourcing", "", 2)])
    assert _saved(file, 1)[1] == ""


def test_an_act_that_cannot_be_saved_is_told_and_does_not_stop_the_others(file: Path) -> None:
    acts = [
        {"claim": "gone", "field": "verification", "value": "false", "number": 1, "token": "a-1"},
        _act(1, "verification", "no such finding", 2),
        _act(1, "no such field", "x", 3),
        _act(0, "notes", "half a sent", 4),
    ]
    said = told(review.carry_out(file, "Ben", acts))
    assert said is not None
    assert not said[0]
    assert _saved(file, 0)[2] == "half a sent"


def test_nothing_is_saved_for_nobody_and_the_screen_says_so(file: Path) -> None:
    (done,) = review.carry_out(file, "", [_act(0, "notes", "typed")])
    assert not done["saved"]
    assert "who you are" in done["message"]
    assert _saved(file, 0)[2] == ""


def _step(step: str, number: int) -> dict[str, Any]:
    """Undo or redo, asked for from the last claim."""
    return {"claim": CLAIMS[-1].id, "article": ARTICLE, "step": step, "number": number, "token": f"a-{number}"}


def test_an_undo_opens_the_claim_that_it_changed_and_hands_over_its_review(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save(file, 0, verification="false")
    streamlit = _session(monkeypatch, claim={"acts": [_step("undo", 1)]})
    review.take_acts()
    assert _saved(file, 0)[0] == "unchecked"
    assert streamlit.query_params == {"claim": CLAIMS[0].id}
    assert streamlit.session_state[review.STEPPED] == {CLAIMS[0].id}
    assert streamlit.session_state[MESSAGE][1].startswith("Undone")


def test_what_was_undone_is_done_again(file: Path) -> None:
    _save(file, 0, verification="false")
    review.carry_out(file, "Ben", [_step("undo", 1), _step("redo", 2)])
    assert _saved(file, 0)[0] == "false"


def test_with_nothing_to_undo_the_screen_says_so(file: Path) -> None:
    (done,) = review.carry_out(file, "Ben", [_step("undo", 1)])
    assert (done["saved"], done["claim"]) == (False, CLAIMS[-1].id)
    assert "nothing to undo" in done["message"]


def test_the_page_says_whether_there_is_something_to_undo(file: Path) -> None:
    assert [_shown(_page())["state"][step] for step in ("undo", "redo")] == [False, False]
    _save(file, 0, verification="false")
    assert [_shown(_page())["state"][step] for step in ("undo", "redo")] == [True, False]


def test_what_was_refused_and_what_somebody_else_has_changed_is_told_by_number_until_the_page_has_seen_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save(file, 0, verification="false")
    acts = [_act(0, "verification", "verified", 1) | {"was": "unchecked"}, _act(1, "verification", "perhaps", 2)]
    streamlit = _session(monkeypatch, claim={"acts": acts})
    review.take_acts()
    streamlit.session_state["claim"] = {"acts": [_act(0, "notes", "mine", 3)]}
    review.take_acts()
    assert streamlit.session_state[review.REFUSED] == [1, 2]
    (conflict,) = streamlit.session_state[review.CONFLICTS]
    assert (conflict["number"], conflict["theirs"], conflict["mine"]) == (1, "false", "verified")
    assert streamlit.session_state[MESSAGE][0] is True


# What others say


def _says(file: Path, who: str, **changes: str) -> None:
    with Store.open(file) as store:
        store.save_review(CLAIMS[0].id, who, changes)


def _others() -> dict[str, Any]:
    found: dict[str, Any] = _shown(_page(article=ARTICLE, claim=CLAIMS[0].id))["others"]
    return found


def test_others_reviews_stand_beside_ones_own_where_one_opinion_is_enough(file: Path) -> None:
    _says(file, "Ann", verification="false", sourcing="bare", confidence="high", notes="They denied it.")
    with Store.open(file) as store:
        store.save_evidence(CLAIMS[0].id, "Ann", Evidence("e1", "Court file", Stance.CONTRADICTS, primary=True))
    (said,) = _others()["reviews"]
    assert (said["by"], said["symbol"], said["finding"]) == ("Ann", "✗", "False")
    assert (said["facts"], said["notes"]) == ("Sourcing: Bare · High confidence", "They denied it.")
    assert [(piece["about"], piece["where"]) for piece in said["evidence"]] == [("Contradicts, primary", "Court file")]
    assert _others()["line"] == ""


def test_ones_own_review_and_one_that_was_taken_back_are_not_among_them(file: Path) -> None:
    _says(file, "Ben", verification="false")
    _says(file, "Ann", notes="x")
    _says(file, "Ann", notes="")
    assert _others()["reviews"] == []


def test_of_many_the_newest_are_told_by_name_and_how_many_more_there_are(file: Path) -> None:
    for number in range(15):
        _says(file, f"Reviewer {number:02}", verification="false")
    _says(file, "Reviewer 00", notes="again")
    told = _others()
    names = [said["by"] for said in told["reviews"]]
    assert names == ["Reviewer 00", *(f"Reviewer {number:02}" for number in range(4, 15))]
    assert told["more"] == 3


def test_where_two_opinions_are_needed_others_are_hidden_until_ones_own_is_in(file: Path) -> None:
    with Store.open(file) as store:
        store.need(ARTICLE, 2, "Ann")
    assert _others()["line"] == "0 of 2 opinions in · what others say is hidden, and shown once yours is in"
    _says(file, "Ann", verification="false")
    told = _others()
    assert told["line"].startswith("1 of 2 opinions in · what others say is hidden")
    assert told["reviews"] == []
    _says(file, "Ben", verification="verified")
    told = _others()
    assert told["line"] == "2 of 2 opinions in · they differ"
    assert [said["by"] for said in told["reviews"]] == ["Ann"]


def test_what_the_desk_found_is_shown_and_whoever_found_otherwise_is_told_so(file: Path) -> None:
    _says(file, "Ben", verification="verified")
    found = {"verification": "false", "sourcing": "bare", "reason": "They denied it."}
    with Store.open(file) as store:
        store.settle(CLAIMS[0].id, "Ed", found, store.history(ARTICLE, limit=1)[0].number)
    desk = _others()["desk"]
    assert (desk["finding"], desk["sourcing"], desk["reason"], desk["by"]) == ("False", "Bare", "They denied it.", "Ed")
    assert (desk["otherwise"], desk["is_reopened"]) == ("finding (✓ Verified)", False)
    _says(file, "Ben", verification="misleading")
    assert _others()["desk"]["is_reopened"]


# What is handed out


def test_a_claim_that_is_handed_out_is_opened_and_given_back_where_one_goes_on(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = articles.add(file, "Ana", "Prices rise\n\nBread costs 5 dollars now.", {}).article_id
    with Store.open(file) as store:
        store.need(later, 2, "Ed")
    act = {"claim": CLAIMS[0].id, "article": ARTICLE, "next": True, "number": 1, "token": "a-1"}
    streamlit = _session(monkeypatch, claim={"acts": [act]})
    review.take_acts()
    with Store.open(file) as store:
        (handed,) = store.claims(later)
        assert store.holding("Ben") == handed.id
    assert streamlit.query_params == {"article": later, "claim": handed.id}
    assert streamlit.session_state[MESSAGE] == (True, "Handed to you: nobody else is, while you are at it.")
    streamlit.session_state["claim"] = {"acts": [{"claim": handed.id, "article": later, "number": 2, "token": "a-2"}]}
    review.take_acts()
    with Store.open(file) as store:
        assert store.holding("Ben") == handed.id
    streamlit.session_state["claim"] = {
        "acts": [{"claim": CLAIMS[0].id, "article": ARTICLE, "number": 3, "token": "a-3"}]
    }
    review.take_acts()
    with Store.open(file) as store:
        assert store.holding("Ben") is None


def test_with_nothing_to_hand_out_the_screen_says_so_and_the_claim_in_hand_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = {"claim": CLAIMS[0].id, "article": ARTICLE, "next": True, "number": 1, "token": "a-1"}
    (done,) = review.carry_out(file, "Ben", [act])
    assert (done["saved"], done["claim"], done["message"]) == (True, CLAIMS[0].id, NONE_LEFT)
    streamlit = _session(monkeypatch, claim={"acts": [act]})
    review.take_acts()
    assert HELD not in streamlit.session_state


def test_the_button_is_there_where_any_article_needs_more_than_one_opinion(file: Path) -> None:
    assert not _shown(_page())["has_next"]
    with Store.open(file) as store:
        store.need(ARTICLE, 2, "Ann")
    assert _shown(_page())["has_next"]


# Files


def _file(name: str, content: bytes, media_type: str = "text/plain") -> UploadedFile:
    return UploadedFile(UploadedFileRec(f"id of {name}", name, media_type, content), FileURLs())


def test_a_file_is_kept_and_becomes_evidence_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    streamlit = _session(monkeypatch, copy=_file("Court file 🙂.txt", b"38 were held"))
    review.take_file(CLAIMS[0].id, "copy")
    review.take_file(CLAIMS[0].id, "copy")
    assert streamlit.session_state[MESSAGE][1].startswith("Saved")
    with Store.open(file) as store:
        (piece,) = store.review(CLAIMS[0].id, "Ben").evidence
        assert (piece.locator, store.copy(piece.copy).text) == ("Court file 🙂.txt", "38 were held")
        assert len(store.history(ARTICLE)) == 2


def test_a_file_that_is_too_large_stays_in_its_field_and_the_screen_says_why(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    streamlit = _session(monkeypatch, copy=_file("scan.pdf", bytes(MAX_COPY + 1), "application/pdf"))
    review.take_file(CLAIMS[0].id, "copy")
    saved, message = streamlit.session_state[MESSAGE]
    assert not saved
    assert "21 MB" in message or "20 MB" in message
    assert review.UPLOADS not in streamlit.session_state
    with Store.open(file) as store:
        assert store.review(CLAIMS[0].id, "Ben").evidence == ()


@pytest.mark.usefixtures("file")
def test_a_file_that_is_taken_out_of_its_field_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    streamlit = _session(monkeypatch, copy=None)
    review.take_file(CLAIMS[0].id, "copy")
    assert MESSAGE not in streamlit.session_state


def test_an_upload_may_be_as_large_as_a_copy() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] * 10**6 > MAX_COPY


# An article that came in whole


def test_an_article_that_came_in_whole_is_split_on_demand_and_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_article("Prices rise\n\nBread costs 5 dollars now.")
    with Store.open(file) as store:
        store.add_article(whole, [], "Ana")
    page = _page(article=whole.id)
    assert "Split into claims" in [button.label for button in page.button]
    streamlit = _session(monkeypatch)
    review.take_split(whole.id)
    review.take_split(whole.id)
    assert streamlit.session_state[MESSAGE][0]
    with Store.open(file) as store:
        assert [claim.text(whole) for claim in store.claims(whole.id)] == ["Bread costs 5 dollars now"]


@pytest.mark.usefixtures("file")
def test_an_article_that_has_claims_is_not_offered_to_be_split() -> None:
    assert "Split into claims" not in [button.label for button in _page(article=ARTICLE).button]
