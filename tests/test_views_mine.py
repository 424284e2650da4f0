"""The page Mine: what was said to one, is to be done, waits, is due again; and what everybody did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.split import find_claims
from storage.feed import FIRST
from storage.file import Action
from storage.store import Store
from views import articles, clicks, feed, frame, history, mine
from views.frame import NAME, today

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
IDS = [claim.id for claim in find_claims(read_article(TEXT))]
ARTICLE = find_claims(read_article(TEXT))[0].article_id
SCRIPT = "<script>alert(1)</script> **@Ben**"


class Session(dict[str, Any]):
    """Stands in for Streamlit's session, of which callbacks use no more than this."""

    def to_dict(self) -> dict[str, Any]:
        return dict(self)


@dataclass
class Streamlit:
    """Stands in for Streamlit in callbacks."""

    session_state: Session


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    articles.add(path, "Ana", TEXT, {})
    return path


def _show() -> None:
    from views import mine  # noqa: PLC0415 - the test bed runs this function's source alone

    mine.page(lambda article_id, claim_id: None, lambda article_id, claim_id: None)  # noqa: ARG005 - likewise


def _twice(**session: object) -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    for key, value in ({NAME: "Ben"} | session).items():
        page.session_state[key] = value
    return page.run().run()


def test_who_has_not_said_who_they_are_is_asked(file: Path) -> None:  # noqa: ARG001 - it is there
    page = _twice(**{NAME: " "})
    assert not page.exception
    assert "who you are" in page.info[0].value


def test_nothing_is_said_plainly(file: Path) -> None:  # noqa: ARG001 - it is there
    page = _twice()
    assert not page.exception
    assert not page.dataframe
    assert [text.value.split(".")[0] for text in page.text] == [
        "Nothing new",
        "Nothing is assigned to you that is not done",
        "Nothing waits",
    ]


def test_all_that_is_for_one_is_there_and_nothing_else(file: Path) -> None:
    with Store.open(file) as store:
        store.comment(IDS[0], "Ana", SCRIPT)
        store.comment(IDS[0], "Ana", "@Cyd")
        store.hand_over(IDS[1:2], "Ana", {"assigned_to": "Ben", "finish_by": str(today())})
        store.hand_over(IDS[2:3], "Ben", {"waiting_for": "the court file"})
        store.save_review(IDS[0], "Ben", {"verification": "outdated", "due": str(today())})
        store.save_review(IDS[0], "Ana", {"due": str(today())})
    page = _twice()
    assert not page.exception
    said, assigned, waiting, due = (frame.value for frame in page.dataframe)
    assert said[["open", "new", "who", "said"]].to_numpy().tolist() == [["Review", "● new", "Ana names you", SCRIPT]]
    assert assigned[["by", "state", "from"]].to_numpy().tolist() == [[str(today()), "○ Not started", "Ana"]]
    assert waiting[["waits", "state"]].to_numpy().tolist() == [["the court file", "… Waiting for a source"]]
    assert due["finding"].tolist() == ["⌛ Outdated"]


def test_what_is_done_is_no_longer_to_be_done(file: Path) -> None:
    with Store.open(file) as store:
        store.hand_over(IDS[:1], "Ana", {"assigned_to": "Ben"})
        store.save_review(IDS[0], "Ben", {"verification": "verified"})
    assert not _twice().dataframe


def test_what_was_marked_as_seen_is_gone_for_this_person_alone_and_can_be_looked_up(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(file) as store:
        number = store.comment(IDS[0], "Ana", "@Ben and @Cyd").number
    session = Session({NAME: "Ben"})
    for module in (mine, clicks, frame):
        monkeypatch.setattr(module, "st", Streamlit(session))
    mine.mark_seen(number)
    assert session[clicks.TOLD] == (mine.PAGE, "Ben", True, "Marked as seen, in every browser of yours.")
    monkeypatch.undo()
    monkeypatch.setenv("CLAIMBOOK_DB", str(file))
    assert not _twice().dataframe
    assert _twice(**{"earlier comments": True}).dataframe[0].value["new"].tolist() == [""]
    assert _twice(**{NAME: "Cyd"}).dataframe[0].value["new"].tolist() == ["● new"]


def test_a_day_that_is_over_says_so(file: Path) -> None:
    with Store.open(file) as store:
        store.hand_over(IDS[:1], "Ana", {"assigned_to": "Ben", "finish_by": str(today())})
        tasks = store.tasks("Ben")
    assert mine.task_table(tasks, today() + timedelta(days=1))["by"].tolist() == [f"⚠ {today()} overdue"]


@pytest.mark.parametrize(("row", "expected"), [(0, ("review", "a", "c")), (1, ("history", "b", "d"))])
def test_the_row_that_was_clicked_opens_the_claim_or_its_history_where_it_is_none(
    monkeypatch: pytest.MonkeyPatch, row: int, expected: tuple[str, ...]
) -> None:
    monkeypatch.setattr(mine, "st", Streamlit(Session({"open said": {"row": row}, "open x": {"row": 0}})))
    opened: list[tuple[str, ...]] = []
    ways = (lambda *place: opened.append(("review", *place)), lambda *place: opened.append(("history", *place)))
    mine.open_said((("a", "c", True), ("b", "d", False)), ways)
    mine.open_task("open x", (("a", "c"), ("b", "d")), ways[0])
    assert opened == [expected, ("review", "a", "c")]


# What everybody did


def test_each_act_is_a_sentence(file: Path) -> None:
    with Store.open(file) as store:
        store.save_reviews(IDS[:2], "Ben", {"verification": "false"})
        store.comment(IDS[0], "Ana", SCRIPT)
        store.undo(ARTICLE, "Ana")
        store.hand_over(IDS[1:2], "Ana", {"assigned_to": "Ben", "finish_by": str(today())})
        store.hand_over(IDS[1:2], "Ana", {"waiting_for": "the file"})
        store.hand_over(IDS[1:2], "Ana", {"assigned_to": ""})
        first, second = (claim.text(store.article(ARTICLE)) for claim in store.claims(ARTICLE)[:2])
    page = _twice(**{"show mine": "everybody"})
    assert not page.exception
    assert page.dataframe[0].value["what"].tolist() == [
        f"Ana handed over “{second}”: assigned to taken back, finish by taken back",
        f"Ana noted of “{second}”: waits for the file",
        f"Ana handed over “{second}”: assigned to Ben, finish by {today()}",
        f"Ana undid a change of “{first}”: taken back",
        f"Ana said of “{first}”: {SCRIPT}",
        "Ben marked 2 claims: verification ✗ False",
        "Ana added the article",
    ]


def test_the_feed_goes_page_by_page_and_by_person(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LINES", 2)
    with Store.open(file) as store:
        for number in range(3):
            store.comment(IDS[0], "Ben", f"Comment {number}.")
    page = _twice(**{"show mine": "everybody"})
    assert [len(page.dataframe[0].value), *(button.disabled for button in page.button)] == [2, True, False]
    page.button[1].click().run()
    assert [line.rpartition(": ")[2] for line in page.dataframe[0].value["what"]] == [
        "Comment 0.",
        "Ana added the article",
    ]
    assert [button.disabled for button in page.button] == [False, True]
    page.selectbox(key="feed who").select("Ana").run()
    assert page.dataframe[0].value["what"].tolist() == ["Ana added the article"]
    assert page.session_state[feed.BEFORE] == (FIRST,)


def test_every_act_has_a_word() -> None:
    assert {*feed.DID} == {*Action} >= {*history.DID}
