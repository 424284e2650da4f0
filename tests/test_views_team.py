"""The page Team: how far people agree, who differs from whom, and on which claims."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from claims.agreement import Agreement
from claims.article import read_article
from claims.model import Saying
from claims.split import find_claims
from storage.store import Store
from views import articles, aside, counted, team
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


def _twice(**address: str) -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[NAME] = "Ana"
    for name, value in ({"article": ARTICLE.id} | address).items():
        page.query_params[name] = value
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
    assert list(numbers.iloc[0]) == ["Finding", "Now", 3, 2, "67 %", "0.55", ""]
    assert list(numbers["Of what"]) == ["Finding"] * 2 + ["Finding, in order"] * 2 + ["Sourcing"] * 2
    assert numbers["Alpha"][4] == "undefined: no claim is marked by two people"
    assert crossed.loc["✓ Verified", "≈ Misleading"] == 1
    assert list(disputed["What each says"]) == ["Ana: Verified; Ben: Misleading"]


def test_what_was_said_first_stays_beside_what_is_said_now(file: Path) -> None:
    _mark(file, {"Ana": ["false", "verified", "verified"], "Ben": ["verified", "verified", "misleading"]})
    _mark(file, {"Ben": ["false", "verified", "verified"]})
    numbers = _twice().dataframe[0].value
    assert [tuple(line) for line in numbers[["When", "Percent"]].iloc[:2].to_numpy()] == [
        ("Now", "100 %"),
        ("First said", "33 %"),
    ]


def test_where_all_say_the_same_alpha_is_undefined_and_nothing_is_disputed(file: Path) -> None:
    _mark(file, {"Ana": ["false", "false"], "Ben": ["false", "false"]})
    page = _twice()
    assert not page.exception
    assert page.dataframe[0].value["Alpha"][0] == "undefined: all the same"
    assert any("Nobody differs" in text.value for text in page.text)


def test_of_three_people_each_two_are_compared_and_the_disputed_claims_are_those_of_the_two_in_hand(file: Path) -> None:
    _mark(file, {"Ana": ["false", "verified"], "Ben": ["false", "false"], "Cem": ["verified", "verified"]})
    page = _twice()
    _, pairs, disputed = (frame.value for frame in page.dataframe)
    assert list(zip(pairs["One"], pairs["Other"], strict=True)) == [("Ana", "Ben"), ("Ana", "Cem"), ("Ben", "Cem")]
    assert list(pairs["Percent"]) == [50, 50, 0]
    assert len(disputed) == 2
    page.selectbox[-1].select(("Ana", "Cem")).run()
    assert not page.exception
    *_, crossed, disputed = (frame.value for frame in page.dataframe)
    assert crossed.loc["✗ False", "✓ Verified"] == 1
    assert list(disputed["What each says"]) == ["Ana: False; Cem: Verified"]


def test_what_somebody_changes_shows_the_next_time(file: Path) -> None:
    _mark(file, {"Ana": ["false", "verified"], "Ben": ["false", "false"]})
    page = _twice()
    _mark(file, {"Ben": ["false", "verified"]})
    assert page.run().dataframe[0].value["Percent"][0] == "100 %"


def test_over_time_there_is_a_line_for_each_moment_with_the_newest_first(file: Path) -> None:
    _mark(file, {"Ana": ["false", "verified", "verified"], "Ben": ["false", "false", "verified"]})
    page = _twice(view="time")
    assert not page.exception
    lines = page.dataframe[0].value
    assert list(lines["Claims"]) == [3, 2, 1]
    assert [round(percent) for percent in lines["Percent"]] == [67, 50, 100]
    assert list(lines["Note"]) == ["", "", "alpha is undefined: all the same"]


def test_the_shape_says_what_became_of_the_splitter_s_claims_and_how_far_each_two_left_the_same(file: Path) -> None:
    _mark(file, {"Ana": ["false", "verified", "verified"]})
    with Store.open(file) as store:
        store.correct_claim(CLAIMS[0].id, {"withdrawn": "opinion"}, "Ben")
    page = _twice(view="shape")
    assert not page.exception
    became, found = (frame.value for frame in page.dataframe)
    assert dict(zip(became["What became of it"], became["Claims"], strict=True)) == {
        "Kept as found": len(CLAIMS) - 1,
        "Other bounds": 0,
        "Split": 0,
        "Merged": 0,
        "Withdrawn": 1,
        "Drawn by people": 0,
    }
    lines = list(zip(found["One"], found["Other"], found["Sentences"], found["Cut alike"], strict=True))
    assert lines == [("The splitter", "Ana", 3, 3), ("The splitter", "Ben", 1, 0), ("Ana", "Ben", 1, 0)]


def test_of_all_articles_it_is_said_how_far_people_agree_on_each(file: Path) -> None:
    articles.add(file, "Ana", TEXT.replace("guards", "clerks"), {})
    _mark(file, {"Ana": ["false", "verified"], "Ben": ["false", "false"]})
    page = _twice(view="articles")
    assert not page.exception
    (listed,) = (frame.value for frame in page.dataframe)
    assert listed[["Article", "Claims", "Marked by two", "People", "Percent"]].to_numpy().tolist() == [
        [f"Minister leaves · {ARTICLE.id[:8]}", len(CLAIMS), 2, 2, 50]
    ]


def test_what_is_hidden_from_whoever_looks_does_not_count_and_the_page_says_so(file: Path) -> None:
    with Store.open(file) as store:
        store.need(ARTICLE.id, 2, "Ben")
    _mark(file, {"Ben": ["false", "verified"]})
    page = _twice()
    assert any("hidden from you" in text.value for text in page.markdown)
    assert "No two people have marked the same claim yet" in page.info[0].value
    _mark(file, {"Ana": ["false"]})
    assert list(_twice().dataframe[0].value.iloc[0])[2:5] == [1, 2, "100 %"]


def test_an_article_that_is_not_there_is_told(file: Path) -> None:  # noqa: ARG001 - the library is there, the article is not
    page = _twice(article="0123456789abcdef")
    assert not page.exception
    assert "There is no article" in page.error[0].value


def test_alpha_is_never_less_than_nothing_by_a_hair() -> None:
    line = team.table([("Finding", "Now", Agreement(9, 2, 50.0, -1e-9, (-0.001, 0.2)))]).iloc[0]
    assert (line["Alpha"], line["Interval"]) == ("0.00", "0.00 to 0.20")


def test_names_are_cut_beside_a_picture_unless_two_would_be_one() -> None:
    long, large, same = "A name that is far too long", "A name that is far too large", "A name that is fa…"
    assert aside.short([large, "Ana", long]) == {"Ana": "Ana", long: same, large: large}
    assert aside.short([large, same]) == {same: same, large: large}


@pytest.mark.parametrize(("view", "frames"), [("findings", 3), ("time", 1), ("shape", 2), ("articles", 1)])
def test_every_picture_has_a_table_and_names_and_titles_are_no_markdown(file: Path, view: str, frames: int) -> None:
    hostile = "![x](https://example.org/x.png) :red[no] $a$ <b>"
    _mark(file, {hostile: ["false", "verified", "verified"], "Ben": ["false", "false", "misleading"]})
    with Store.open(file) as store:
        store.update_article(ARTICLE.id, {"title": hostile}, "Ben")
    page = _twice(view=view)
    assert not page.exception
    assert len(page.dataframe) == frames >= len(page.get("vega_lite_chart")) > 0
    assert not [text for text in (*page.markdown, *page.caption, *page.subheader) if "example.org" in text.value]


def test_a_choice_that_is_on_no_list_is_shown_as_it_is() -> None:
    said = {"c1": {"Ana": "rumour", "Ben": "named"}}
    crossed = team.crossed(said, "sourcing", "Ana", "Ben")
    assert crossed.loc["rumour", "Named"] == 1


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
    said = [
        Saying(claim, person, finding, "", datetime(2026, 1, 1, tzinfo=UTC))
        for claim, *findings in (("c1", "verified", "false"), ("c2", "false", "false"), ("c3", "unproven", "verified"))
        for person, finding in zip(("Ana", "Ben"), findings, strict=True)
    ]
    found = {(name, when): one for name, when, one in counted.rows(said)}
    assert (found["Finding", "Now"].units, found["Finding, in order", "Now"].units) == (3, 2)
