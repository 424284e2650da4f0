"""Handing out: who is handed which claim, and never two people the same one at the same moment."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from claims.model import Article, Claim, Kind, Span
from claims.vocabulary import DISMISSALS
from storage.access import Member, Role
from storage.errors import RefusedError
from storage.store import Store
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 24
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def claims(article_id: str, count: int) -> list[Claim]:
    """Return claims of which the later ones are more worth checking."""
    spans = [(Span(place, place + 1),) for place in range(count)]
    return [
        Claim(f"{article_id}c{place}", article_id, one, Kind.EVENT, check_worthiness=place / count)
        for place, one in enumerate(spans)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file with two articles of which each claim needs two opinions, and one that needs one."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        for article_id, count in (("a", 4), ("b", 4), ("single", 4)):
            store.add_article(Article(article_id, f"{article_id} " * 20), claims(article_id, count), "Ed")
        for article_id in ("a", "b"):
            store.need(article_id, 2, "Ed")
    return path


def mark(path: Path, name: str, claim_id: str, verification: str = "verified") -> None:
    with Store.open(path) as store:
        store.save_review(claim_id, name, {"verification": verification})


def handed(
    path: Path, name: str, click: str = "t", article_id: str = "a", after: timedelta = timedelta()
) -> str | None:
    with Store.open(path, name, clock=lambda: NOW + after) as store:
        return store.hand_out(name, article_id, f"{name} {click}")


# Which claim


def test_what_is_most_worth_checking_comes_first_where_nothing_else_tells_claims_apart(path: Path) -> None:
    assert handed(path, "Ben") == "ac3"


def test_a_claim_that_lacks_only_one_opinion_goes_before_one_that_lacks_two(path: Path) -> None:
    mark(path, "Ann", "ac0")
    assert handed(path, "Ben") == "ac0"


def test_one_on_which_people_differ_waits_for_a_third_after_those_that_lack_opinions(path: Path) -> None:
    for name, found in (("Ann", "verified"), ("Cy", "false")):
        mark(path, name, "ac0", found)
    asked = [handed(path, "Ben", str(click)) for click in range(4)]
    assert asked == ["ac3", "ac2", "ac1", "ac0"]


def test_nobody_is_handed_what_they_have_a_finding_on_or_what_is_done(path: Path) -> None:
    for claim in ("ac3", "ac2"):
        mark(path, "Ben", claim)
    for name in ("Ann", "Cy"):
        mark(path, name, "ac1")
    assert handed(path, "Ben") == "ac0"


def test_the_open_article_goes_first_then_the_others_that_need_more_than_one_opinion(path: Path) -> None:
    for claim in claims("b", 4):
        mark(path, "Ben", claim.id)
    assert handed(path, "Ben", article_id="b") == "ac3"
    assert handed(path, "Ben", article_id="single", click="u") == "ac2"


def test_what_was_passed_over_comes_again_last(path: Path) -> None:
    asked = [handed(path, "Ben", str(click)) for click in range(5)]
    assert asked == ["ac3", "ac2", "ac1", "ac0", "ac3"]


def test_a_withdrawn_claim_is_handed_to_nobody(path: Path) -> None:
    with Store.open(path) as store:
        store.correct_claim("ac3", {"withdrawn": DISMISSALS[0].key}, "Ed")
    assert handed(path, "Ben") == "ac2"


def test_nothing_waits_where_one_opinion_is_enough(path: Path) -> None:
    with Store.open(path) as store:
        for article_id in ("a", "b"):
            store.need(article_id, 1, "Ed")
    assert handed(path, "Ben") is None


# To one person at a time


def test_a_click_that_comes_twice_is_handed_the_same(path: Path) -> None:
    assert handed(path, "Ben") == handed(path, "Ben") == "ac3"


def test_two_people_are_handed_two_claims(path: Path) -> None:
    assert [handed(path, name) for name in ("Ben", "Cy")] == ["ac3", "ac2"]


def test_what_is_left_is_handed_to_the_next(path: Path) -> None:
    assert handed(path, "Ben") == "ac3"
    with Store.open(path, "Ben", clock=lambda: NOW) as store:
        store.give_back("Ben")
        assert store.holding("Ben") is None
    assert handed(path, "Cy") == "ac3"


def test_whoever_goes_on_gives_the_earlier_one_back(path: Path) -> None:
    assert [handed(path, "Ben", click) for click in "tu"] == ["ac3", "ac2"]
    assert handed(path, "Cy") == "ac3"


@pytest.mark.parametrize(("minutes", "due"), [(9, "ac2"), (11, "ac3")])
def test_a_claim_comes_back_when_nothing_is_done_for_some_minutes(path: Path, minutes: int, due: str) -> None:
    handed(path, "Ben")
    assert handed(path, "Cy", after=timedelta(minutes=minutes)) == due


def test_any_act_keeps_it_for_as_long_again(path: Path) -> None:
    handed(path, "Ben")
    with Store.open(path, "Ben", clock=lambda: NOW + timedelta(minutes=9)) as store:
        store.save_review("ac3", "Ben", {"notes": "Called them."})
    assert handed(path, "Cy", after=timedelta(minutes=11)) == "ac2"


def test_it_leaves_no_trace_in_history_or_seals(path: Path) -> None:
    with Store.open(path) as store:
        before = store.mark()
    handed(path, "Ben")
    with Store.open(path) as store:
        assert store.mark() == before
        assert store.verify()[0] is None


def test_a_viewer_and_whoever_has_no_name_are_handed_nothing(path: Path) -> None:
    with Store.open(path) as store:
        store.admit(Member("Ada", Role.ADMIN), "Ada")
        store.admit(Member("Vera", Role.VIEWER), "Ada")
        with pytest.raises(RefusedError, match="who you are"):
            store.hand_out(" ", "a", "t")
    with Store.open(path, "Vera") as store, pytest.raises(RefusedError, match="reviewer"):
        store.hand_out("Vera", "a", "t")
    with Store.open(path, "Ada") as store, pytest.raises(RefusedError, match="Reload"):
        store.hand_out("Vera", "a", "t")


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """Return a file with an article of as many claims as there are people."""
    path = tmp_path / "long.sqlite"
    with Store.open(path) as store:
        store.add_article(Article("a", "a " * PEOPLE), claims("a", PEOPLE), "Ed")
        store.need("a", 2, "Ed")
    return path


def test_many_threads_at_once_are_handed_a_claim_each(long: Path) -> None:
    with ThreadPoolExecutor(PEOPLE) as pool:
        asked = list(pool.map(lambda person: handed(long, f"P{person}"), range(PEOPLE)))
    assert sorted(map(str, asked)) == sorted(claim.id for claim in claims("a", PEOPLE))


ASKS = """
import sys
from pathlib import Path
from storage.store import Store
for place in range(6):
    name = f"{sys.argv[2]}-{place}"
    with Store.open(Path(sys.argv[1]), name) as store:
        print(store.hand_out(name, "a", name))
"""


def test_many_processes_at_once_are_handed_a_claim_each(long: Path) -> None:
    command = [sys.executable, "-c", ASKS, str(long)]
    asking = [
        subprocess.Popen([*command, f"Q{number}"], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603 - our own
        for number in range(PEOPLE // 6)
    ]
    asked = [line for process in asking for line in process.communicate()[0].split()]
    assert sorted(asked) == sorted(claim.id for claim in claims("a", PEOPLE))
