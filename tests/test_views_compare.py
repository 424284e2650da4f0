"""The page Compare: what the address opens, how it compares, what goes over the wire, and what comes back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from claims.agreeing import Lit
from claims.article import read_article
from claims.compare import prepare
from claims.intake import NotTaken, Taken
from claims.model import Article, Claim, Evidence, Relation, Span, Stance
from claims.split import find_claims
from storage.store import Store
from tests.conftest import ROOT, component, send
from views import compare, covering, downloads, frame
from views.acts import CONFIRMED, CONFLICTS, carry_out, do
from views.comparing import notices, slices, wire
from views.comparing.component import COMPARE
from views.frame import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from claims.compare import Coverage
    from claims.comparison import Comparison


def _article(name: str) -> Article:
    return read_article((ROOT / "tests" / "coverage" / f"fire-{name}.txt").read_text(encoding="utf-8"))


MONDAY = _article("monday")
TUESDAY, POLICE, INQUIRY = LATER = [_article(name) for name in ("tuesday", "police", "inquiry")]
CLAIMS = find_claims(MONDAY)
PREPARED = {later.id: prepare(later) for later in LATER}
NUMBERS = count(1)


def _claim(words: str) -> Claim:
    return next(claim for claim in CLAIMS if words in claim.text(MONDAY))


KILLED, PURPOSE = _claim("killed three"), _claim("started on purpose")


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
    """Make a library of an article and three later ones, which are not listed yet."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    with Store.open(path) as store:
        for later in LATER:
            store.add_article(later, [], "Ana")
        store.add_article(MONDAY, CLAIMS, "Ana")
    return path


@pytest.fixture
def covered(file: Path) -> Path:
    """List the later articles."""
    with Store.open(file) as store:
        store.cover(MONDAY.id, [later.id for later in LATER], "Ana")
    return file


@pytest.fixture
def compared(covered: Path) -> Path:
    """Compare all of it."""
    slices.work(covered, "Ann", MONDAY.id, "", _prepared, 600)
    return covered


def _prepared(article: Article) -> Coverage:
    return PREPARED[article.id]


def _known(file: Path, who: str = "Ben") -> Comparison:
    with Store.open(file) as store:
        return slices.known(store, MONDAY.id, who)


def _missing(file: Path) -> list[tuple[str, str]]:
    with Store.open(file) as store:
        return store.to_compare(MONDAY.id)


def _act(claim: Claim = KILLED, **what: Any) -> dict[str, Any]:  # noqa: ANN401 - plain JSON
    number = next(NUMBERS)
    return {"number": number, "token": f"t-{number}", "claim": claim.id, "article": MONDAY.id} | what


def _decide(claim: Claim, later: Article, value: str, was: str = "") -> dict[str, Any]:
    return _act(claim, field=f"relation/{later.id}", value=value, was=was)


def _cards(file: Path, claim: Claim, who: str = "Ben") -> dict[str, dict[str, Any]]:
    return {card["coverage"]: card for card in wire.cards(_known(file, who), claim)}


def _session(monkeypatch: pytest.MonkeyPatch, **state: Any) -> Streamlit:  # noqa: ANN401 - anything can be in a session
    streamlit = Streamlit(Session({NAME: "Ben"} | state))
    for module in (compare, covering, covering.clicks, covering.batch, frame):
        monkeypatch.setattr(module, "st", streamlit)
    return streamlit


def _show() -> None:
    from views import compare  # noqa: PLC0415 - the test bed runs this function's source alone

    compare.page(lambda *_: None)


def _page(**address: str) -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[NAME] = "Ben"
    page.query_params.update(address)
    page.run()
    return page.run()


def _drawn(page: AppTest) -> dict[str, Any]:
    return component(page, "claimbook.compare")


# What the address opens


@pytest.mark.usefixtures("file")
def test_without_coverage_the_page_asks_for_it_and_offers_the_library() -> None:
    page = _page(article=MONDAY.id)
    assert not page.exception
    assert "No later coverage" in page.info[0].value
    assert "claimbook.compare" not in [one.proto.component_name for one in page.get("bidi_component")]
    assert list(page.dataframe[0].value["title"]) == [later.title for later in LATER]


@pytest.mark.usefixtures("compared")
def test_the_address_names_the_claim_and_the_view_that_are_open() -> None:
    data = _drawn(_page(article=MONDAY.id, claim=PURPOSE.id, view="timeline"))
    assert (data["claim"], data["view"]) == (PURPOSE.id, "timeline")


@pytest.mark.usefixtures("compared")
def test_without_a_claim_in_the_address_the_first_that_waits_is_open_and_the_address_says_so() -> None:
    page = _page(article=MONDAY.id)
    assert _drawn(page)["claim"] == KILLED.id
    assert page.query_params["claim"] == KILLED.id


@pytest.mark.usefixtures("compared")
def test_a_view_that_does_not_exist_is_that_of_the_claims() -> None:
    assert _drawn(_page(article=MONDAY.id, view="gone"))["view"] == "claims"


@pytest.mark.usefixtures("file")
def test_a_link_to_an_article_that_is_not_here_gives_a_sentence() -> None:
    page = _page(article="gone")
    assert not page.exception
    assert "gone" in page.error[0].value


@pytest.mark.usefixtures("covered")
def test_the_page_is_there_before_anything_is_compared_and_says_how_much_waits() -> None:
    data = _drawn(_page(article=MONDAY.id))
    assert data["comparing"] == {"waiting": 21, "total": 21, "running": True}
    assert [claim["marks"] for claim in data["claims"]] == ["......"] * 7


def test_an_article_without_claims_has_a_page_too(file: Path) -> None:
    with Store.open(file) as store:
        store.cover(TUESDAY.id, [INQUIRY.id], "Ana")
    page = _page(article=TUESDAY.id)
    assert not page.exception
    assert _drawn(page)["claims"] == []


# Comparing by slices


def test_a_slice_without_time_compares_one_pair_of_the_claim_in_hand(covered: Path) -> None:
    slices.work(covered, "Ann", MONDAY.id, PURPOSE.id, _prepared, 0)
    assert len(_missing(covered)) == 20
    assert _known(covered).proposed(PURPOSE.id, TUESDAY.id) == "reports"


def test_slices_come_to_what_one_go_comes_to_and_nothing_is_compared_twice(covered: Path) -> None:
    asked = Counter[str]()

    def prepared(article: Article) -> Coverage:
        asked[article.id] += 1
        return _prepared(article)

    for left in range(20, -1, -1):
        slices.work(covered, "Ann", MONDAY.id, "", prepared, 0)
        assert len(_missing(covered)) == left
    before = asked.copy()
    slices.work(covered, "Ann", MONDAY.id, "", prepared, 0)
    assert asked == before
    known = _known(covered)
    relations = [match.relation for match in known.matches.values()]
    assert Counter(relations) == {
        Relation.SILENT: 14, Relation.UPDATES: 2, Relation.CONTRADICTS: 3, Relation.CORROBORATES: 1, Relation.REPORTS: 1
    }  # fmt: skip


def test_the_browser_has_the_comparing_go_on_stop_and_go_on_again(
    covered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    streamlit = _session(monkeypatch, **{COMPARE: {"slice": {"number": 1, "claim": KILLED.id}}})
    monkeypatch.setattr(compare, "prepared", _prepared)
    compare.take_slice(MONDAY.id)
    assert len(_missing(covered)) < 21
    streamlit.session_state[COMPARE] = {"slice": {"number": 2, "go_on": False}}
    compare.take_slice(MONDAY.id)
    assert streamlit.session_state[compare.STOPPED] == {MONDAY.id}
    streamlit.session_state[COMPARE] = {"slice": {"number": 3, "go_on": True}}
    compare.take_slice(MONDAY.id)
    assert streamlit.session_state[compare.STOPPED] == frozenset()


# What goes over the wire


def test_what_is_proposed_and_decided_travels_as_two_characters_for_each_later_article(compared: Path) -> None:
    carry_out(compared, "Ben", [_decide(PURPOSE, INQUIRY, "unsure")])
    assert wire.marks(_known(compared), PURPOSE.id) == "3.4.15"
    assert wire.marks(_known(compared, "Ana"), PURPOSE.id) == "3.4.1."


def test_a_card_shows_the_passage_with_its_neighbours_and_both_texts_in_runs(compared: Path) -> None:
    card = _cards(compared, KILLED)[TUESDAY.id]
    assert card["claim"] == [
        ["", "A "], ["same", "fire"], ["", " at a "], ["same", "warehouse"], ["", " in "], ["same", "Lenham killed"],
        ["", " "], ["differ", "three"], ["", " "], ["same", "people"], ["", " on Monday"],
    ]  # fmt: skip
    passage = card["passages"][0]
    assert ["differ", "five"] in passage["runs"]
    assert (passage["before"], passage["after"]) == ("", "Two of them died in hospital overnight.")
    assert Span(*passage["span"]).of(TUESDAY.text) == "".join(words for _, words in passage["runs"])
    assert card["differences"] == [["number", "three", "five"]]


def test_silent_articles_have_no_card_until_somebody_decides_on_them(compared: Path) -> None:
    assert list(_cards(compared, KILLED)) == [TUESDAY.id]
    carry_out(compared, "Ben", [_decide(KILLED, POLICE, "silent")])
    assert list(_cards(compared, KILLED)) == [TUESDAY.id, POLICE.id]


def test_an_article_that_says_nothing_of_a_claim_shows_its_passage_nearest_to_it(compared: Path) -> None:
    nearest = wire.nearest(_known(compared), KILLED)
    assert TUESDAY.id not in nearest
    words = "".join(words for _, words in nearest[POLICE.id]["runs"])
    assert words in POLICE.text
    assert any(kind == "same" for kind, _ in nearest[POLICE.id]["runs"])


def test_what_others_decided_is_shown_beside_it(compared: Path) -> None:
    carry_out(compared, "Ana", [_decide(KILLED, TUESDAY, "contradicts")])
    card = _cards(compared, KILLED)[TUESDAY.id]
    assert (card["relation"], [one["by"] for one in card["others"]]) == ("", ["Ana"])


@pytest.mark.parametrize(
    ("text", "same", "differ", "expected"),
    [
        ("a b c", [(0, 1)], [(4, 5)], [["same", "a"], ["", " b "], ["differ", "c"]]),
        ("a b c", [(0, 1), (2, 3)], [], [["same", "a b"], ["", " c"]]),
        ("a\n  b", [], [], [["", "a b"]]),
        ("👩‍👩‍👧 b", [(6, 7)], [], [["", "👩‍👩‍👧 "], ["same", "b"]]),
        ("ab", [(0, 2)], [(1, 2)], [["same", "a"], ["differ", "b"]]),
    ],
)
def test_a_text_is_cut_into_runs_at_what_is_lit_up(
    text: str, same: Sequence[tuple[int, int]], differ: Sequence[tuple[int, int]], expected: list[list[str]]
) -> None:
    lit = Lit(*(tuple(Span(*pair) for pair in pairs) for pairs in (same, differ)))
    assert wire.runs(text, Span(0, len(text)), lit) == expected


@pytest.mark.usefixtures("compared")
def test_the_cards_of_the_claim_in_hand_and_of_those_that_come_next_are_there_at_once() -> None:
    data = _drawn(_page(article=MONDAY.id, claim=KILLED.id))
    waiting = [_claim(words).id for words in ("Forty firefighters", "employs 120", "arrested two")]
    assert data["cards"].keys() == {KILLED.id, *waiting}


def test_what_no_claim_covers_is_new_once_all_is_compared(compared: Path) -> None:
    found = notices.news_of(_known(compared), _prepared)
    texts = {later.id: later.text for later in LATER}
    assert found
    for one in found:
        assert Span(*one["span"]).of(texts[one["coverage"]]) == "".join(words for _, words in one["runs"])
        assert one["names"]


@pytest.mark.usefixtures("covered")
def test_nothing_is_called_new_while_something_waits_to_be_compared() -> None:
    assert _drawn(_page(article=MONDAY.id, view="news"))["news"] == []


def test_what_to_mind_of_a_later_article_is_said_on_the_page(file: Path) -> None:
    with Store.open(file) as store:
        old = store.add_article(read_article("Old news\n\nHarbour Post, March 1, 2020\n\nNothing burnt."), [], "Ana")
        store.cover(MONDAY.id, [old.article_id], "Ana")
    (later,) = _drawn(_page(article=MONDAY.id))["coverage"]
    assert any("before the article" in sentence for sentence in later["cautions"])


# What comes back


def test_a_decision_is_saved_with_what_was_proposed(compared: Path) -> None:
    (done,) = carry_out(compared, "Ben", [_decide(KILLED, TUESDAY, "contradicts")])
    assert done["saved"]
    (mine,) = _known(compared).mine.values()
    assert (mine.relation, mine.proposed) == ("contradicts", "updates")
    assert _known(compared).proposed(KILLED.id, TUESDAY.id) == "updates"


def test_a_decision_is_taken_back_and_undone_and_done_again(compared: Path) -> None:
    carry_out(compared, "Ben", [_decide(KILLED, TUESDAY, "updates"), _decide(KILLED, TUESDAY, "", "updates")])
    assert _known(compared).decided(KILLED.id, TUESDAY.id) == ""
    carry_out(compared, "Ben", [_act(step="undo")])
    assert _known(compared).decided(KILLED.id, TUESDAY.id) == "updates"
    carry_out(compared, "Ben", [_act(step="redo")])
    assert _known(compared).decided(KILLED.id, TUESDAY.id) == ""


def test_a_note_is_kept_beside_the_decision(compared: Path) -> None:
    acts = [_decide(KILLED, TUESDAY, "updates"), _act(field=f"notes/{TUESDAY.id}", value="asked; 🙂", was="")]
    assert all(done["saved"] for done in carry_out(compared, "Ben", acts))
    card = _cards(compared, KILLED)[TUESDAY.id]
    assert (card["relation"], card["notes"]) == ("updates", "asked; 🙂")


def test_two_windows_that_decide_otherwise_are_asked(compared: Path) -> None:
    carry_out(compared, "Ben", [_decide(KILLED, TUESDAY, "updates")])
    (done,) = carry_out(compared, "Ben", [_decide(KILLED, TUESDAY, "contradicts")])
    assert not done["saved"]
    assert done["conflict"]["theirs"] == "updates"
    assert _known(compared).decided(KILLED.id, TUESDAY.id) == "updates"


def test_a_passage_that_is_not_about_the_claim_is_left_out_for_good_and_can_be_taken_back(compared: Path) -> None:
    span = _cards(compared, KILLED)[TUESDAY.id]["passages"][0]["span"]
    carry_out(compared, "Ben", [_act(reject=[span], coverage=TUESDAY.id)])
    assert (KILLED.id, TUESDAY.id) in _missing(compared)
    slices.work(compared, "Ann", MONDAY.id, "", _prepared)
    card = _cards(compared, KILLED)[TUESDAY.id]
    assert span not in [passage["span"] for passage in card["passages"]]
    assert [one["span"] for one in card["rejected"]] == [span]
    carry_out(compared, "Ben", [_act(reject=[span], coverage=TUESDAY.id, again=True)])
    slices.work(compared, "Ann", MONDAY.id, "", _prepared)
    assert _cards(compared, KILLED)[TUESDAY.id]["passages"][0]["span"] == span


def _reopen(file: Path, claim: Claim, later: Article) -> Evidence:
    span = _cards(file, claim)[later.id]["passages"][0]["span"]
    (done,) = carry_out(file, "Ben", [_act(claim, reopen=True, coverage=later.id, span=span)])
    assert done["saved"], done["message"]
    with Store.open(file) as store:
        review = store.review(claim.id, "Ben")
    assert review.verification == "unchecked"
    return review.evidence[-1]


def test_reopening_puts_the_finding_back_and_adds_the_later_article_with_its_words(compared: Path) -> None:
    with Store.open(compared) as store:
        store.save_review(PURPOSE.id, "Ben", {"verification": "verified"})
    carry_out(compared, "Ben", [_decide(PURPOSE, INQUIRY, "contradicts")])
    piece = _reopen(compared, PURPOSE, INQUIRY)
    assert piece.locator == "Inquiry finds faulty wiring at warehouse, Valley Courier, 2024-04-20"
    assert piece.quote == "The fire was not started on purpose, it said."
    assert piece.stance is Stance.CONTRADICTS
    carry_out(compared, "Ben", [_act(PURPOSE, step="undo")])
    with Store.open(compared) as store:
        review = store.review(PURPOSE.id, "Ben")
    assert (review.verification, review.evidence) == ("verified", ())


def test_an_update_is_added_as_background_and_is_offered_once(compared: Path) -> None:
    carry_out(compared, "Ben", [_decide(KILLED, TUESDAY, "updates")])
    piece = _reopen(compared, KILLED, TUESDAY)
    assert piece.stance is Stance.NEITHER
    (card,) = wire.cards(_known(compared), KILLED, {piece.id})
    assert card["reopened"]


@pytest.mark.parametrize(
    "what",
    [
        {"field": "relation/gone", "value": "updates"},
        {"field": "relation/", "value": "updates"},
        {"field": f"relation/{TUESDAY.id}", "value": "no such relation"},
        {"field": f"no such field/{TUESDAY.id}", "value": "x"},
        {"field": f"notes/{TUESDAY.id}", "value": 5},
        {"reject": [[5, 2]], "coverage": TUESDAY.id},
        {"reject": "all", "coverage": TUESDAY.id},
        {"reject": [], "coverage": TUESDAY.id},
        {"reject": [[0, 10**9]], "coverage": TUESDAY.id},
        {"reopen": True, "coverage": "gone"},
        {"reopen": True, "coverage": TUESDAY.id, "span": [9, 1]},
    ],
)
def test_what_a_hostile_browser_sends_is_refused_with_a_sentence(compared: Path, what: dict[str, Any]) -> None:
    done = do(compared, "Ben", _act(**what))
    assert not done["saved"]
    assert done["message"]
    assert not _known(compared).mine


def test_acts_are_carried_out_and_confirmed_and_the_claim_that_they_ended_on_is_open(
    compared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = [_decide(KILLED, TUESDAY, "updates"), _act(PURPOSE)]
    streamlit = _session(monkeypatch, **{COMPARE: {"acts": acts}})
    compare.take_acts()
    compare.take_acts()
    assert _known(compared).decided(KILLED.id, TUESDAY.id) == "updates"
    assert streamlit.session_state[CONFIRMED] == acts[-1]["number"]
    assert streamlit.session_state[CONFLICTS] == []
    assert streamlit.query_params["claim"] == PURPOSE.id


def _show_until_left() -> None:
    import streamlit as st  # noqa: PLC0415 - likewise

    from views import compare  # noqa: PLC0415 - likewise

    if "left" not in st.session_state:
        compare.page(lambda *_: None)


def test_a_decision_that_waited_until_another_page_was_drawn_is_kept_and_leaves_its_address_alone(
    compared: Path,
) -> None:
    page = AppTest.from_function(_show_until_left, default_timeout=60)
    page.session_state[NAME] = "Ben"
    page.run()
    page.session_state["left"] = True
    page.query_params.clear()
    page.run()
    send(page, COMPARE, "leave", {"view": "claims"})
    send(page, COMPARE, "acts", [_decide(KILLED, TUESDAY, "updates")])
    assert not page.exception
    assert page.query_params == {}
    assert _known(compared).decided(KILLED.id, TUESDAY.id) == "updates"


def test_a_link_leads_to_another_view_or_to_the_review(compared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[tuple[str, ...]] = []
    streamlit = _session(monkeypatch, **{COMPARE: {"leave": {"view": "claims", "claim": PURPOSE.id}}})
    compare.take_leave(MONDAY.id, lambda *where: gone.append(where))
    assert streamlit.query_params == {"article": MONDAY.id, "claim": PURPOSE.id, "view": "claims"}
    streamlit.session_state[COMPARE] = {"leave": {"article": MONDAY.id, "claim": PURPOSE.id}}
    compare.take_leave(MONDAY.id, lambda *where: gone.append(where))
    assert gone == [(MONDAY.id, PURPOSE.id)]
    assert compared.exists()


# The list


def test_later_articles_are_offered_before_those_without_a_date_and_those_that_are_older(file: Path) -> None:
    with Store.open(file) as store:
        store.add_article(read_article("No date\n\nSomething burnt."), [], "Ana")
        store.add_article(read_article("Old news\n\nHarbour Post, March 1, 2020\n\nNothing burnt."), [], "Ana")
        found = covering.candidates(MONDAY, [TUESDAY], store.articles())
    assert [one.title for one in found] == [POLICE.title, INQUIRY.title, "No date", "Old news"]


def test_articles_go_on_the_list_and_off_it_as_they_were_ticked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _session(monkeypatch)
    covering.put_on(MONDAY.id, [TUESDAY.id, INQUIRY.id], 4)
    covering.put_on(MONDAY.id, [TUESDAY.id, INQUIRY.id], 4)
    assert [one.id for one in _known(file).coverage] == [TUESDAY.id, INQUIRY.id]
    covering.take_off(MONDAY.id, [TUESDAY.id], 5)
    assert [one.id for one in _known(file).coverage] == [INQUIRY.id]


def test_a_text_that_comes_in_is_listed_and_not_split(file: Path) -> None:
    outcome = covering.take_text(MONDAY.id, file, "Ben", Taken("a.txt", "Later\n\nThe fire is out, police said."))
    (later,) = _known(file).coverage
    assert (later.id, outcome.created, outcome.claims) == (outcome.article_id, True, 0)
    with Store.open(file) as store:
        assert store.claims(later.id) == []


def test_a_file_that_cannot_be_read_and_the_article_itself_are_told_and_not_listed(file: Path) -> None:
    broken = covering.take_text(MONDAY.id, file, "Ben", NotTaken("b.pdf", "It is damaged."))
    itself = covering.take_text(MONDAY.id, file, "Ben", Taken("c.txt", MONDAY.text))
    assert broken.why == "It is damaged."
    assert "itself" in itself.why
    assert _known(file).coverage == []


def test_a_text_that_is_pasted_keeps_what_was_said_of_it_and_a_blank_one_stays_in_the_form(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    streamlit = _session(monkeypatch, **{covering.FORM: "f", "coverage text f": "  "})
    covering.add_text(MONDAY.id, "f")
    assert streamlit.session_state[covering.FORM] == "f"
    streamlit.session_state |= {"coverage text f": "Later\n\nThe fire is out.", "coverage outlet f": "Wire"}
    covering.add_text(MONDAY.id, "f")
    assert streamlit.session_state[covering.FORM] != "f"
    assert [later.outlet for later in _known(file).coverage] == ["Wire"]


@pytest.mark.usefixtures("compared")
def test_the_view_of_the_list_shows_what_is_listed_and_what_can_be() -> None:
    page = _page(article=MONDAY.id, view="coverage")
    assert not page.exception
    assert list(page.dataframe[0].value["title"]) == [later.title for later in LATER]


def test_the_view_of_the_list_offers_what_the_file_has_on_the_same_matter_and_one_click_lists_it(file: Path) -> None:
    with Store.open(file) as store:
        store.cover(MONDAY.id, [POLICE.id], "Ana")
        store.add_article(read_article("Rain\n\nHarbour Post, May 1, 2024\n\nIt rained on the docks."), [], "Ana")
    page = _page(article=MONDAY.id, view="coverage")
    assert not page.exception
    shown = [one.value for one in page.text if "Both have: " in one.value]
    assert [one.split("\n")[0] for one in shown] == [
        f"{later.published} · {later.outlet} · {later.title}" for later in (TUESDAY, INQUIRY)
    ]
    assert "Lenham" in shown[0]
    next(button for button in page.button if button.label == "List it").click()
    page.run()
    assert not page.exception
    assert [later.id for later in _known(file).coverage] == [TUESDAY.id, POLICE.id]
    assert len([one for one in page.text if "Both have: " in one.value]) == 1


@pytest.mark.usefixtures("file")
def test_a_download_that_failed_says_why_on_the_page_compare() -> None:
    page = _page(article=MONDAY.id)
    page.session_state[downloads.FAILED] = ["There is no article"]
    assert [one.value for one in page.run().error] == ["There is no article"]


def test_an_older_file_is_looked_through_by_pieces(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(file) as store:
        store.index_passages(0, anew=True)
    monkeypatch.setattr(covering, "INDEXING", 0.0)
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[NAME] = "Ben"
    page.query_params.update(article=MONDAY.id, view="coverage")
    labels = [[button.label for button in page.run().button] for _ in range(3)]
    assert "Look through 2 articles more" in labels[0]
    assert not any(label.startswith("Look through") for label in labels[2])
    assert not page.exception


@pytest.mark.usefixtures("compared")
def test_nothing_is_looked_up_while_another_view_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Store, "suggest_coverage", lambda *given: asked.append(given) or [])
    assert not _page(article=MONDAY.id, view="claims").exception
    assert asked == []


def test_the_table_to_take_away_has_what_was_proposed_and_decided(compared: Path) -> None:
    carry_out(compared, "Ben", [_decide(KILLED, TUESDAY, "contradicts")])
    table = downloads.made(compared, "Ann", "comparisons", [MONDAY.id]).decode()
    assert "contradicts" in table
    assert "updates" in table
