"""Second opinions on the page Team: how many are needed, settling side by side, and who is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from claims.article import read_article
from claims.model import Evidence
from claims.split import find_claims
from storage.access import Member, Role
from storage.store import Store
from views import articles, settling
from views.frame import NAME

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Minister leaves\n\nThe minister left Seoul on Monday, Jane Smith said. He paid 40 guards. They never came back."
CLAIMS = find_claims(read_article(TEXT))
ARTICLE = CLAIMS[0].article_id
FALSE = {"verification": "false", "sourcing": "bare", "reason": "The *ministry* denied it."}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library of one article that needs two opinions; Ann and Ben differ on its first claim."""
    path = tmp_path / "claimbook.sqlite"
    monkeypatch.setenv("CLAIMBOOK_DB", str(path))
    articles.add(path, "Ada", TEXT, {})
    with Store.open(path) as store:
        store.need(ARTICLE, 2, "Ed")
        store.save_review(CLAIMS[0].id, "Ann", {"verification": "false", "notes": "They denied *it*."})
        store.save_evidence(CLAIMS[0].id, "Ann", Evidence("e1", "https://example.org/a b) [x](javascript:y)"))
        store.save_evidence(CLAIMS[0].id, "Ann", Evidence("e2", "https://example.org/x_(1)", quote="**No**"))
        store.save_review(CLAIMS[0].id, "Ben", {"verification": "verified", "confidence": "high", "sourcing": "named"})
        store.save_review(CLAIMS[1].id, "Ann", {"verification": "false"})
    return path


def _show() -> None:
    from views import team  # noqa: PLC0415 - the test bed runs this function's source alone

    team.page(print)


def _page(who: str) -> AppTest:
    page = AppTest.from_function(_show, default_timeout=60)
    page.session_state[NAME] = who
    page.query_params.update(article=ARTICLE, view="settle")
    return page.run()


def _people(path: Path) -> None:
    roles = {"Ada": Role.ADMIN, "Ed": Role.EDITOR}
    with Store.open(path) as store:
        for name in ("Ada", "Ed", "Ann", "Ben", "Cy"):
            store.admit(Member(name, roles.get(name, Role.REVIEWER)), "Ada")


def _texts(page: AppTest) -> str:
    return "\n".join(one.value for kind in ("text", "markdown", "caption", "info", "error") for one in page.get(kind))


def _press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def test_the_page_says_how_far_the_claims_are_and_what_is_hidden(file: Path) -> None:  # noqa: ARG001 - it is there
    told = _texts(_page("Cy"))
    assert "0 of 3 claims done, 2 wait for opinions, 1 is to settle." in told
    assert "What others say of 1 of the claims is hidden from you" in told


def test_what_each_says_stands_side_by_side_and_nothing_in_it_is_read_as_markdown(file: Path) -> None:  # noqa: ARG001
    page = _page("Ed")
    assert not page.exception
    told = _texts(page)
    assert "**Ann**: ✗ False" in told
    assert "They denied *it*." in [one.value for one in page.text]
    assert r"https\:\/\/example\.org\/a b\) \[x\]\(javascript\:y\)" in told
    assert r"(https://example.org/x_%281%29) “\*\*No\*\*”" in told
    assert r"sourcing Named\, high confidence" in told


def test_an_editor_settles_with_a_finding_and_a_reason(file: Path) -> None:
    _people(file)
    page = _page("Ed")
    mark = f"{CLAIMS[0].id} 0"
    page = _press(page, "Settle it")
    assert "choose a finding" in page.error[0].value
    page.selectbox(f"desk finding {mark}").select("false")
    page.text_area(f"desk reason {mark}").input(FALSE["reason"])
    page = _press(page.run(), "Settle it")
    assert not page.exception
    with Store.open(file) as store:
        (found,) = store.settlements(ARTICLE)
    assert (found.verification, found.sourcing, found.reason, found.by) == ("false", "", FALSE["reason"], "Ed")
    told = _texts(page)
    assert "Settled" in told
    assert r"**The desk: ✗ False**. The \*ministry\* denied it\." in told
    page = _press(page, "Take it back")
    with Store.open(file) as store:
        assert store.settlements(ARTICLE) == []
    page = _press(page, "Undo")
    with Store.open(file) as store:
        assert [one.by for one in store.settlements(ARTICLE)] == ["Ed"]


def test_a_finding_that_was_changed_meanwhile_is_told_and_not_settled_over(file: Path) -> None:
    with Store.open(file, "Ed") as store:
        seen = store.history(ARTICLE, limit=1)[0].number
    with Store.open(file) as store:
        store.save_review(CLAIMS[0].id, "Ben", {"verification": "misleading"})
    saved, said = settling.settle(file, "Ed", CLAIMS[0].id, FALSE, seen)
    assert (saved, said.startswith("Not settled: Ben has changed a finding since you saw it.")) == (False, True)


def test_two_clicks_on_settle_are_one(file: Path) -> None:
    for _ in range(2):
        assert settling.settle(file, "Ed", CLAIMS[0].id, FALSE, 99)[0]
    with Store.open(file) as store:
        assert [one.action for one in store.history(ARTICLE)].count("settled") == 1


def test_who_is_no_editor_reads_and_neither_settles_nor_chooses_how_many(file: Path) -> None:
    _people(file)
    page = _page("Ben")
    assert "Settle it" not in [button.label for button in page.button]
    assert "An editor settles it." in _texts(page)
    assert "An editor chooses it." in _texts(page)
    assert not settling.settle(file, "Ben", CLAIMS[0].id, FALSE, 99)[0]
    assert not settling.need(file, "Ben", ARTICLE, 1, 0)[0]


def test_whoever_was_overruled_finds_it_in_a_list_until_they_come_round(file: Path) -> None:
    settling.settle(file, "Ed", CLAIMS[0].id, FALSE, 99)
    (told, *_) = (frame.value for frame in _page("Ben").dataframe)
    assert list(told.iloc[0][["yours", "desk", "why", "by", "state"]]) == [
        "✓ Verified, sourcing Named",
        "✗ False, sourcing Bare",
        FALSE["reason"],
        "Ed",
        "● new",
    ]
    with Store.open(file) as store:
        store.save_review(CLAIMS[0].id, "Ben", {"notes": "I was there."})
    with Store.open(file, "Ben") as store:
        assert list(settling.overruled_table(store.overruled("Ben"))["state"]) == ["you answered"]
        store.save_review(CLAIMS[0].id, "Ben", {"verification": "misleading"})
        assert list(settling.overruled_table(store.overruled("Ben"))["state"]) == ["open again"]


def test_how_many_opinions_are_needed_is_kept_once_a_click(file: Path) -> None:
    assert settling.need(file, "Ed", ARTICLE, 3, 7)[0]
    assert settling.need(file, "Ed", ARTICLE, 3, 7)[0]
    with Store.open(file) as store:
        assert store.needed(ARTICLE) == 3
        assert [one.action for one in store.history(ARTICLE)].count("needed") == 2
