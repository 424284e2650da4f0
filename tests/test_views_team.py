"""The page Team: how far people agree, who differs from whom, and on which claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.model import Review
from claims.split import find_claims
from storage.store import Store
from views import articles, team
from views.frame import NAME

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
CLAIMS = find_claims(read_article(TEXT))
ARTICLE = read_article(TEXT)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    articles.add(path, "Ana", TEXT, {})
    return path


def _show() -> None:
    from views import team  # noqa: PLC0415 - the test bed runs this function's source alone

    team.page(lambda article_id, claim_id: None)  # noqa: ARG005 - likewise


def _twice() -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[NAME] = "Ana"
    return page.run().run()


def _mark(file: Path, marks: dict[str, list[str]]) -> None:
    with Store.open(file) as store:
        for person, findings in marks.items():
            for claim, finding in zip(CLAIMS, findings, strict=False):
                store.save_review(claim.id, person, {"verification": finding})


def test_alone_there_is_nothing_to_agree_on(file: Path) -> None:
    _mark(file, {"Ana": ["false", "verified"]})
    page = _twice()
    assert not page.exception
    assert "No two people have marked the same claim yet" in page.info[0].value


def test_the_page_says_how_far_people_agree_and_on_which_claims_they_differ(file: Path) -> None:
    _mark(file, {"Ana": ["false", "verified", "verified"], "Ben": ["false", "verified", "misleading"]})
    page = _twice()
    assert not page.exception
    numbers, crossed, disputed = (frame.value for frame in page.dataframe)
    assert list(numbers.iloc[0]) == ["Finding", 3, 2, "67 %", "0.55", ""]
    assert list(numbers["Of what"]) == ["Finding", "Finding, in order", "Sourcing", "Finding: Ana, Ben"]
    assert numbers["Alpha"][2] == "undefined: no claim is marked by two people"
    assert crossed.loc["Ana: ✓ Verified", "Ben: ≈ Misleading"] == 1
    assert list(disputed["What each says"]) == ["Ana: Verified; Ben: Misleading"]


def test_where_all_say_the_same_alpha_is_undefined_and_nothing_is_disputed(file: Path) -> None:
    _mark(file, {"Ana": ["false", "false"], "Ben": ["false", "false"]})
    page = _twice()
    assert not page.exception
    assert page.dataframe[0].value["Alpha"][0] == "undefined: all the same"
    assert any("Nobody differs" in text.value for text in page.text)


def test_a_choice_that_is_on_no_list_is_shown_as_it_is() -> None:
    said = {"c1": {"Ana": "rumour", "Ben": "named"}}
    crossed = team.crossed(said, "sourcing", "Ana", "Ben")
    assert crossed.loc["Ana: rumour", "Ben: Named"] == 1


def test_the_claim_whose_button_was_pressed_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    class Session(dict[str, dict[str, int]]):
        def to_dict(self) -> dict[str, dict[str, int]]:
            return dict(self)

    class Streamlit:
        session_state = Session({team.OPEN: {"row": 1}})

    opened: list[tuple[str, str]] = []
    monkeypatch.setattr(team, "st", Streamlit)
    team.open_disputed(["c1", "c2"], "a1", lambda *place: opened.append(place))
    assert opened == [("a1", "c2")]


def test_rows_compare_the_ordered_findings_apart() -> None:
    reviews = [
        Review(claim, person, verification=finding)
        for claim, *findings in (("c1", "verified", "false"), ("c2", "false", "false"), ("c3", "unproven", "verified"))
        for person, finding in zip(("Ana", "Ben"), findings, strict=True)
    ]
    found = dict(team.rows(reviews))
    assert (found["Finding"].units, found["Finding, in order"].units) == (3, 2)
