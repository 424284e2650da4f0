"""Each page in Streamlit's test bed, run twice; and the callbacks, which it cannot fire, as plain functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.split import find_claims
from storage.backup import back_up
from storage.store import Store
from tests.conftest import component
from views import articles, review
from views.frame import NAME

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards."
OTHER = "Prices rise\n\nBread costs 5 dollars now. Nobody knows why."


def show_articles() -> None:
    from views import articles  # noqa: PLC0415 - the test bed runs this function's source alone

    articles.page(lambda article_id: None)  # noqa: ARG005 - nobody opens anything here


def show_review() -> None:
    from views import review  # noqa: PLC0415 - likewise

    review.page()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a data file that holds nothing yet."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    return path


def _twice(page: AppTest) -> AppTest:
    page.run(timeout=60)
    return page.run(timeout=60)


def test_articles_lists_what_the_library_holds(file: Path) -> None:
    articles.add(file, "Ana", TEXT, {"outlet": "The Paper"})
    page = _twice(AppTest.from_function(show_articles))
    assert not page.exception
    assert page.dataframe[0].value["title"].tolist() == ["Minister leaves"]


def test_review_shows_a_claim_of_the_article(file: Path) -> None:
    articles.add(file, "Ana", TEXT, {})
    page = _twice(AppTest.from_function(show_review))
    assert not page.exception
    assert "The minister left Seoul on Monday" in component(page, "claimbook.article")["text"]


def test_a_backup_that_took_the_files_place_opens_with_its_marks(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_id = articles.add(file, "Ana", TEXT, {}).article_id
    with Store.open(file) as store:
        claim = store.claims(article_id)[0]
        store.save_review(claim.id, "Ann", {"notes": "before"})
        back_up(file, tmp_path / "restored.sqlite")
        store.save_review(claim.id, "Ann", {"notes": "after"})
    monkeypatch.setenv("CLAIMBOOK_DB", str(tmp_path / "restored.sqlite"))
    page = AppTest.from_function(show_review)
    page.session_state[NAME] = "Ann"
    page.query_params.update(article=article_id, claim=claim.id)
    page = _twice(page)
    assert not page.exception
    assert component(page, "claimbook.claim")["shown"]["review"]["notes"] == "before"
    with Store.open(tmp_path / "restored.sqlite") as store:
        assert store.verify()[0] is None


def test_review_of_an_empty_library_says_what_to_do(file: Path) -> None:
    with Store.open(file):
        pass
    page = _twice(AppTest.from_function(show_review))
    assert "Add one" in page.info[0].value


@pytest.mark.parametrize("text", ["", "x" * 5_000_000, "a\x00b"])
def test_a_bad_text_gives_a_sentence_and_no_traceback(file: Path, text: str) -> None:
    with Store.open(file):
        pass
    page = AppTest.from_function(show_articles).run(timeout=60)
    page.session_state[f"text {page.session_state['form']}"] = text
    next(b for b in page.button if b.label == "Split into claims").click()
    page.run(timeout=60)
    assert not page.exception
    assert len(page.error) == 1


@pytest.mark.parametrize("content", [b"not a database, but quite a long text", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_bad_data_file_gives_a_sentence_and_stays_as_it_is(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    for show in (show_articles, show_review):
        page = _twice(AppTest.from_function(show))
        assert not page.exception
        assert page.error[0].value.endswith(".")
    assert file.read_bytes() == content


def test_the_same_text_twice_is_one_article_and_the_second_is_told_by_whom(file: Path) -> None:
    first = articles.add(file, "Ana", TEXT, {})
    second = articles.add(file, "Ben", TEXT, {})
    assert (first.created, second.created, second.by) == (True, False, "Ana")


def test_what_the_text_says_is_offered_only_where_nobody_has_typed() -> None:
    found = articles.offer(TEXT, {"title": ""}, {})
    assert found["title"] == "Minister leaves"
    assert "title" not in articles.offer(TEXT, {"title": "Mine"}, {})
    assert articles.offer(OTHER, {"title": "Minister leaves"}, found)["title"] == "Prices rise"


def test_a_mark_that_comes_twice_is_saved_once(file: Path) -> None:
    article = read_article(TEXT)
    articles.add(file, "Ana", TEXT, {})
    act = {
        "claim": find_claims(article)[0].id,
        "field": "verification",
        "value": "verified",
        "token": "t1",
        "number": 1,
    }
    review.carry_out(file, "Ana", [act, act])
    with Store.open(file) as store:
        assert [r.action for r in store.history(article.id)] == ["reviewed", "added"]


def test_a_mark_that_cannot_be_saved_says_why(file: Path) -> None:
    act = {"claim": "no such claim", "field": "verification", "value": "verified", "token": "t1", "number": 1}
    (done,) = review.carry_out(file, "Ana", [act])
    assert not done["saved"]
    assert done["message"].endswith(".")
