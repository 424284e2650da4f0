"""The review page: what the address opens, how choices are saved, and what must not undo them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.split import find_claims
from storage.store import Store
from views import articles, review
from views.frame import MESSAGE, NAME

if TYPE_CHECKING:
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
    monkeypatch.setattr(review, "st", streamlit)
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


def _shown(page: AppTest) -> dict[str, Any]:
    """Return the data of the panel that shows one claim."""
    return json.loads(page.get("bidi_component")[1].proto.json)


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
    assert _shown(page)["claim"]["words"] == "He paid 40 guards"
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
    assert "No claims" in page.info[0].value


# Choices


def test_a_choice_is_saved_and_the_receipt_shown(file: Path) -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[1].id)
    page.button_group[0].set_value("verified").run()
    assert _saved(file, 1) == ("verified", "", "")
    assert "revision 2" in _shown(page)["state"]["receipt"]
    assert _shown(page)["state"]["statuses"] == [0, 1, 0]


def test_sourcing_can_be_taken_back(file: Path) -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[1].id)
    page.button_group[1].set_value("bare").run()
    assert _saved(file, 1)[1] == "bare"
    page.button_group[1].set_value(None).run()
    assert _saved(file, 1)[1] == ""


@pytest.mark.usefixtures("file")
def test_what_the_splitter_proposes_is_said_and_not_chosen() -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[0].id)
    assert page.button_group[1].value is None
    assert page.text[1].value.startswith("The article shows: Named.")


def test_a_finding_saved_elsewhere_is_what_the_page_shows(file: Path) -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[1].id)
    page.button_group[0].set_value("verified").run()
    _save(file, 1, verification="false")
    page.run()
    assert page.button_group[0].value == "false"


def test_a_finding_of_an_older_list_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    _save(file, 1, verification="withdrawn")
    monkeypatch.setattr(review, "VERIFICATION", review.VERIFICATION[:3])
    page = _page(article=ARTICLE, claim=CLAIMS[1].id)
    assert not page.exception
    assert page.button_group[0].value == "withdrawn"


def test_notes_are_kept_on_the_way_to_another_claim_and_back(file: Path) -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[0].id)
    page.text_area[0].set_value("called her; ‘no comment’ 🙂").run()
    _press(page, "Next claim")
    assert page.text_area[0].value == ""
    _press(page, "Previous claim")
    assert page.text_area[0].value == _saved(file, 0)[2] == "called her; ‘no comment’ 🙂"


def test_notes_that_could_not_be_saved_stay_in_the_field_and_can_be_saved_again(file: Path) -> None:
    page = _page(article=ARTICLE, claim=CLAIMS[0].id)
    page.session_state[NAME] = " "
    page.run()
    page.text_area[0].set_value("typed").run()
    assert page.error
    assert page.text_area[0].value == "typed"
    assert any(button.label == "Save notes" for button in page.button)
    assert _saved(file, 0)[2] == ""


def _press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click()
    page.run()


# What must not undo them


def test_what_a_widget_still_reports_after_it_left_the_screen_is_not_saved(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save(file, 1, verification="verified")
    key, slot = f"verification-{CLAIMS[1].id}-7", f"verification of {CLAIMS[1].id} by Ben"
    for value, shown in (("unchecked", ("unchecked", 7)), ("false", ("verified", 8))):
        _session(monkeypatch, **{key: value, slot: shown})
        review.take(key, "verification", CLAIMS[1].id, "Ben")
    assert _saved(file, 1)[0] == "verified"


def test_a_choice_that_cannot_be_saved_is_not_left_on_screen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, slot = f"verification-{CLAIMS[1].id}-7", f"verification of {CLAIMS[1].id} by "
    session = _session(monkeypatch, **{key: "false", slot: ("unchecked", 7)}).session_state
    review.take(key, "verification", CLAIMS[1].id, "")
    assert _saved(file, 1)[0] == "unchecked"
    assert session[slot] == (None, 7)
    assert session[MESSAGE][0] is False


# What is done in the article


def test_acts_are_carried_out_in_order_and_confirmed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acts = [
        {"claim": CLAIMS[0].id, "verification": "false", "number": 11, "token": "a-11"},
        {"claim": CLAIMS[1].id, "verification": "verified", "number": 13, "token": "a-13"},
        {"claim": CLAIMS[2].id, "number": 14, "token": "a-14"},
    ]
    streamlit = _session(monkeypatch, article={"acts": acts})
    review.take_acts()
    review.take_acts()
    assert (_saved(file, 0)[0], _saved(file, 1)[0], _saved(file, 2)[0]) == ("false", "verified", "unchecked")
    assert streamlit.session_state[review.CONFIRMED] == 14
    assert streamlit.query_params == {"claim": CLAIMS[2].id}
    with Store.open(file) as store:
        assert len(store.history(ARTICLE)) == 3


def test_an_act_that_cannot_be_saved_does_not_stop_the_others(file: Path) -> None:
    acts = [
        {"claim": "gone", "verification": "false", "number": 1, "token": "a-1"},
        {"claim": CLAIMS[1].id, "verification": "no such finding", "number": 2, "token": "a-2"},
        {"claim": CLAIMS[0].id, "verification": "false", "number": 3, "token": "a-3"},
    ]
    review.carry_out(file, "Ben", acts)
    assert _saved(file, 0)[0] == "false"


def test_a_note_found_after_a_reload_is_saved(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _session(monkeypatch, claim={"draft": {"claim": CLAIMS[0].id, "notes": "half a sent"}})
    review.take_draft()
    assert _saved(file, 0)[2] == "half a sent"
