"""The table of claims: what it shows, what its filters and marks do, and what the list of due findings opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.filters import Show
from claims.split import find_claims
from storage.file import Action
from storage.store import ArticleSummary, Store
from views import articles, choose, clicks, due, frame, table
from views.frame import NAME, today

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
CLAIMS = find_claims(read_article(TEXT))
ARTICLE = CLAIMS[0].article_id
IDS = [claim.id for claim in CLAIMS]


class Session(dict[str, Any]):
    """Stands in for Streamlit's session, of which callbacks use no more than this."""

    def to_dict(self) -> dict[str, Any]:
        return dict(self)


@dataclass
class Streamlit:
    """Stands in for Streamlit in callbacks."""

    session_state: Session
    query_params: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    articles.add(path, "Ana", TEXT, {})
    return path


def _show() -> None:
    from views import table  # noqa: PLC0415 - the test bed runs this function's source alone

    table.page(lambda article_id, claim_id: None, lambda article_id, claim_id: None)  # noqa: ARG005 - likewise


def _twice(**session: object) -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    for key, value in ({NAME: "Ben"} | session).items():
        page.session_state[key] = value
    return page.run().run()


def _label(page: AppTest, key: str) -> Any:  # noqa: ANN401 - whichever widget has it
    return next(button for button in page.button if key in button.label)


def test_the_table_shows_each_claim_who_says_it_and_what_was_found(file: Path) -> None:
    with Store.open(file) as store:
        store.save_review(IDS[1], "Ben", {"verification": "false", "sourcing": "bare", "notes": "*No.*"})
        store.save_review(IDS[1], "Ann", {"verification": "verified", "due": "2026-03-02"})
    page = _twice()
    assert not page.exception
    shown = page.dataframe[0].value
    assert shown["number"].tolist() == list(range(1, len(CLAIMS) + 1))
    assert shown["words"].tolist()[0].startswith("The minister left Seoul")
    assert shown["says"].tolist()[:2] == ["Jane Smith", "The article itself"]
    assert shown["source"].tolist()[:2] == ["Named", "None"]
    assert shown["finding"].tolist()[:2] == ["○ Unchecked", "✗ False"]
    assert (shown["sourcing"][1], shown["notes"][1]) == ("Bare", "*No.*")
    assert shown["others"].tolist()[:2] == ["", "Ann: ✓ Verified, due 2026-03-02"]


def test_an_empty_library_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMBOOK_DB", str(tmp_path / "empty.sqlite"))
    page = _twice()
    assert not page.exception
    assert "Add one" in page.info[0].value


def test_where_nothing_is_selected_the_page_says_so_and_nothing_can_be_marked(file: Path) -> None:  # noqa: ARG001 - it is there
    page = _twice()
    assert "Nothing is selected" in page.text[0].value
    assert _label(page, "Mark 0 claims").disabled
    assert _label(page, "Review it").disabled
    assert _label(page, "Undo").disabled


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        ({"show": Show.OPEN}, IDS[1:]),
        ({"show": Show.MINE}, IDS[:1]),
        ({"show": Show.DISAGREEING}, []),
        ({"search": "40 GUARDS"}, [claim.id for claim in CLAIMS if "guards" in claim.text(read_article(TEXT))]),
        ({"source": ["named"]}, [claim.id for claim in CLAIMS if claim.attribution]),
        ({"worth": 100}, []),
        ({"stands": ["done"]}, IDS[:1]),
        ({"stands": ["waiting_for_source", "done"]}, [IDS[0], IDS[2]]),
        ({"show": Show.ASSIGNED}, [IDS[1]]),
    ],
)
def test_filters_choose_the_rows(file: Path, session: dict[str, object], expected: list[str]) -> None:
    with Store.open(file) as store:
        store.save_review(IDS[0], "Ben", {"verification": "false"})
        store.hand_over([IDS[1]], "Ann", {"assigned_to": "Ben"})
        store.hand_over([IDS[2]], "Ann", {"waiting_for": "the file", "assigned_to": "Ann"})
    page = _twice(**session)
    assert not page.exception
    numbers = page.dataframe[0].value["number"].tolist()
    assert [IDS[number - 1] for number in numbers] == expected
    assert (f"{len(expected)} of {len(IDS)}" if expected else "None of") in page.text[0].value


def test_a_claim_that_was_withdrawn_is_shown_with_why_and_has_no_number_and_cannot_be_marked(file: Path) -> None:
    with Store.open(file) as store:
        store.correct_claim(CLAIMS[0].id, {"withdrawn": "opinion"}, "Ann")
    page = _twice(show=Show.WITHDRAWN, **{table.SELECTED: frozenset(IDS)})
    assert not page.exception
    shown = page.dataframe[0].value
    assert (shown["why"].tolist(), shown["number"].isna().tolist()) == (["Opinion"], [True])
    assert _label(page, "Mark 0 claims").disabled
    assert _label(page, "Review it").disabled
    assert not _label(page, "Its history").disabled
    assert _twice(show=Show.ALL).dataframe[0].value["number"].tolist() == list(range(1, len(IDS)))


def test_what_was_selected_is_selected_again_by_the_claim_where_the_rows_have_moved(file: Path) -> None:
    with Store.open(file) as store:
        store.save_review(IDS[0], "Ben", {"verification": "false"})
    page = _twice(show=Show.OPEN, **{table.SELECTED: frozenset({IDS[0], IDS[1]})})
    assert "1 selected" in page.text[0].value
    assert not _label(page, "Mark 1 claim").disabled


def test_an_article_that_is_not_there_is_told_and_another_can_be_chosen(file: Path) -> None:  # noqa: ARG001 - it is there
    page = AppTest.from_function(_show, default_timeout=60)
    page.query_params["article"] = "no such"
    page.run().run()
    assert not page.exception
    assert "There is no article" in page.error[0].value
    assert page.selectbox[0].value is None


def test_marking_several_claims_is_one_act_and_its_receipt_says_how_many(file: Path) -> None:
    with Store.open(file) as store:
        store.save_review(IDS[0], "Ben", {"verification": "false"})
    saved, words = table.mark(file, "Ben", IDS[:2], {"verification": "false"}, "t")
    assert saved
    assert words.startswith("1 of 2 marked, 1 like that already. Saved")
    assert table.mark(file, "Ben", IDS[:2], {"verification": "false"}, "t") == (saved, words)
    assert table.mark(file, "Ben", IDS[:2], {"verification": "false"}, "u")[1].startswith("Nothing to change")
    saved, words = clicks.step(file, ARTICLE, "Ben", Action.UNDONE, 3)
    assert words.startswith("Undone")
    with Store.open(file) as store:
        assert [store.review(claim_id, "Ben").verification for claim_id in IDS[:2]] == ["false", "unchecked"]


@pytest.mark.parametrize(
    ("who", "changes", "words"),
    [
        ("", {"verification": "false"}, "say first who you are"),
        ("Ben", {"verification": "nonsense"}, "not a choice"),
        ("Ben", {"due": "soon"}, "not a date"),
    ],
)
def test_a_mark_that_cannot_be_saved_says_why(file: Path, who: str, changes: dict[str, str], words: str) -> None:
    saved, told = table.mark(file, who, IDS[:2], changes, "t")
    assert not saved
    assert words in told


def test_the_callback_marks_with_what_stands_beside_the_button_when_it_is_clicked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session({NAME: " Ben ", table.FIELD: "due", "due to mark": today()})
    for module in (table, clicks, frame):
        monkeypatch.setattr(module, "st", Streamlit(session))
    table.mark_selected(ARTICLE, IDS[:2], 1)
    table.mark_selected(ARTICLE, IDS[:2], 1)
    assert session[clicks.TOLD][:3] == (table.PAGE, "Ben", True)
    session["due to mark"] = None
    table.mark_selected(ARTICLE, IDS[:1], 3)
    with Store.open(file) as store:
        assert [store.review(claim_id, "Ben").due for claim_id in IDS[:2]] == [None, today()]
        assert len(store.history(ARTICLE)) == 4


def test_two_clicks_on_undo_from_one_screen_undo_once(file: Path) -> None:
    with Store.open(file) as store:
        store.save_review(IDS[0], "Ben", {"verification": "false"})
        store.save_review(IDS[1], "Ben", {"verification": "false"})
    seen = 3
    first, second = (clicks.step(file, ARTICLE, "Ben", Action.UNDONE, seen) for _ in range(2))
    assert first == second
    with Store.open(file) as store:
        assert store.review(IDS[0], "Ben").verification == "false"
    assert clicks.step(file, ARTICLE, "Ben", Action.REDONE, 4)[1].startswith("Done again")
    assert clicks.step(file, ARTICLE, "Ben", Action.REDONE, 5) == (
        False,
        "There is nothing to do again in this article.",
    )


def test_what_became_of_an_act_is_told_on_its_page_and_to_whoever_did_it(file: Path) -> None:  # noqa: ARG001 - it is there
    for who, page, expected in (("Ben", table.PAGE, 1), ("Ann", table.PAGE, 0), ("Ben", "history", 0)):
        shown = _twice(**{clicks.TOLD: (page, who, False, "Not *saved*.")})
        assert [error.value for error in shown.error] == [r"Not \*saved\*\."] * expected


def test_no_two_articles_are_called_alike_in_the_box() -> None:
    one, two = (ArticleSummary(key, "Same", "", None, 0, 0, "Ana", None) for key in ("a", "b"))  # type: ignore[arg-type]
    assert choose.labels([one, two]) == {"a": "Same", "b": "Same · b"}


def test_choosing_another_article_takes_the_claim_of_the_first_out_of_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    streamlit = Streamlit(Session({"box": "b"}), {"article": "a", "claim": "c"})
    monkeypatch.setattr(choose, "st", streamlit)
    choose.take_article("box")
    assert streamlit.query_params == {"article": "b"}


# Due again


def _show_due() -> None:
    from views import due  # noqa: PLC0415 - the test bed runs this function's source alone

    due.draw_due(lambda article_id, claim_id: None)  # noqa: ARG005 - likewise


def test_findings_that_are_due_by_today_are_listed_with_whose_they_are_and_nothing_where_there_are_none(
    file: Path,
) -> None:
    with Store.open(file) as store:
        store.save_review(IDS[0], "Ben", {"due": str(today() + timedelta(days=2))})
    page = AppTest.from_function(_show_due, default_timeout=60).run().run()
    assert not page.subheader
    assert not page.dataframe
    with Store.open(file) as store:
        store.save_review(IDS[1], "Ann", {"due": str(today()), "verification": "outdated"})
    page = AppTest.from_function(_show_due, default_timeout=60).run().run()
    assert not page.exception
    shown = page.dataframe[0].value.iloc[0]
    assert (shown["who"], shown["due"], shown["finding"]) == ("Ann", str(today()), "⌛ Outdated")
    assert (shown["title"], shown["claim"]) == ("Minister leaves", CLAIMS[1].text(read_article(TEXT)))


def test_the_finding_that_was_clicked_is_the_one_that_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "st", Streamlit(Session({due.KEY: {"row": 1, "label": "Review"}})))
    opened: list[tuple[str, str]] = []
    due.open_row((("a", "c"), ("b", "d")), lambda *place: opened.append(place))
    assert opened == [("b", "d")]


def test_the_table_shows_how_far_each_claim_has_come_and_who_is_to_work_on_it(file: Path) -> None:
    day = today() + timedelta(days=2)
    with Store.open(file) as store:
        store.hand_over(IDS[:2], "Ann", {"assigned_to": "*Ben*", "finish_by": str(day)})
        store.hand_over(IDS[:1], "Ann", {"waiting_for": "the court file"})
        store.comment(IDS[1], "Ann", "Why?")
    shown = _twice().dataframe[0].value
    assert shown["stands"].tolist()[:2] == ["… Waiting for a source", "○ Not started"]
    assert shown["assigned"].tolist() == [f"*Ben*, by {day}"] * 2 + [""] * (len(IDS) - 2)
    assert shown["waits"].tolist()[:2] == ["the court file", ""]
    assert shown["comments"].fillna(0).tolist()[:2] == [0, 1]


@pytest.mark.parametrize("field", ["assigned_to", "waiting_for"])
def test_what_is_handed_over_has_fields_of_its_own(file: Path, field: str) -> None:  # noqa: ARG001 - it is there
    page = _twice(**{table.FIELD: field})
    assert not page.exception
    assert [box.label for box in page.date_input] == (["Finish by"] if field == "assigned_to" else [])


def test_the_selected_claims_are_assigned_with_a_day_and_a_nonsense_day_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session({NAME: " Ann ", table.FIELD: "assigned_to", "assigned_to to mark": "Ben", table.FINISH: today()})
    for module in (table, clicks):
        monkeypatch.setattr(module, "st", Streamlit(session))
    table.mark_selected(ARTICLE, tuple(IDS[:2]), 1)
    assert session[clicks.TOLD][3].startswith("2 of 2 marked. Saved")
    session |= {table.FINISH: today() - timedelta(days=1), "assigned_to to mark": "Cyd"}
    table.mark_selected(ARTICLE, tuple(IDS), 3)
    assert "is over" in session[clicks.TOLD][3]
    session |= {table.FINISH: None, "assigned_to to mark": None}
    table.mark_selected(ARTICLE, tuple(IDS[:1]), 4)
    with Store.open(file) as store:
        found = [talk.handover for talk in store.talks(IDS[:2]).values()]
    assert [(one.assigned_to, one.finish_by) for one in found] == [("", None), ("Ben", today())]
