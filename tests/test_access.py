"""Who may do what: roles are asked for at each write, whoever the screen lets try."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.model import Article, Claim, Dismissed, Evidence, Kind, Span
from storage.access import Member, Role
from storage.archive.opened import opened
from storage.errors import RefusedError
from storage.exports.formats import as_bytes
from storage.file import Action
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CLAIM = Claim("c1", "a1", (Span(0, 9),), Kind.EVENT)

ADMIN = Member("Ada", Role.ADMIN)

REVIEWS: tuple[Callable[[Store], object], ...] = (
    lambda store: store.save_review("c1", "Vera", {"notes": "x"}),
    lambda store: store.save_reviews(["c1"], "Vera", {"notes": "x"}),
    lambda store: store.save_evidence("c1", "Vera", Evidence("e1", "p. 4")),
    lambda store: store.keep_copy("a.txt", "text/plain", b"a", "a"),
    lambda store: store.add_article(Article("a9", "New."), [], "Vera"),
    lambda store: store.update_article("a1", {"title": "New"}, "Vera"),
    lambda store: store.correct_claim("c1", {"restated": "New"}, "Vera"),
    lambda store: store.reshape(Action.DRAWN, "Vera", [], [Claim("c9", "a1", (Span(0, 2),), Kind.EVENT)]),
    lambda store: store.dismiss("a1", [Dismissed(Span(8, 9), "other")], "Vera"),
    lambda store: store.cover("a1", ["d1"], "Vera"),
    lambda store: store.uncover("a1", "b1", "Vera"),
    lambda store: store.judge("c1", "b1", "Vera", {"relation": "updates"}),
    lambda store: store.reject("c1", "b1", [Span(0, 6)], "Vera"),
    lambda store: store.add_claims("b1", [Claim("c2", "b1", (Span(0, 9),), Kind.EVENT)], "Vera"),
)

EDITS: tuple[Callable[[Store], object], ...] = (
    lambda store: store.need("a1", 2, "Vera"),
    lambda store: store.settle("c1", "Vera", {"verification": "false", "sourcing": "", "reason": "No."}, 99),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file with two articles and one finding, in which nobody is listed yet."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        store.add_article(Article("a1", "It is so."), [CLAIM], "Ada")
        store.add_article(Article("b1", "It was so."), [], "Ada")
        store.add_article(Article("d1", "So it was."), [], "Ada")
        store.cover("a1", ["b1"], "Ada")
        store.save_review("c1", "Ada", {"verification": "verified"})
    return path


def let_in(path: Path, *members: Member) -> None:
    with Store.open(path) as store:
        for member in (ADMIN, *members):
            store.admit(member, "Ada")


@pytest.mark.parametrize("write", [*REVIEWS, *EDITS])
def test_where_nobody_is_listed_everybody_may_do_everything(path: Path, write: Callable[[Store], object]) -> None:
    with Store.open(path, "Vera") as store:
        assert write(store)


@pytest.mark.parametrize("write", [*REVIEWS, *EDITS])
def test_a_viewer_can_write_nothing_and_is_told_so(path: Path, write: Callable[[Store], object]) -> None:
    let_in(path, Member("Vera", Role.VIEWER))
    with Store.open(path, "Vera") as store:
        before = store.mark()
        with pytest.raises(RefusedError, match="yours is “viewer”"):
            write(store)
        assert store.mark() == before


@pytest.mark.parametrize("write", REVIEWS)
def test_a_reviewer_can_do_what_reviewing_takes(path: Path, write: Callable[[Store], object]) -> None:
    let_in(path, Member("Vera", Role.REVIEWER))
    with Store.open(path, "Vera") as store:
        write(store)


@pytest.mark.parametrize("write", EDITS)
def test_a_reviewer_cannot_do_what_is_an_editors(path: Path, write: Callable[[Store], object]) -> None:
    let_in(path, Member("Vera", Role.REVIEWER))
    with Store.open(path, "Vera") as store, pytest.raises(RefusedError, match="only a person with the role “editor”"):
        write(store)


def test_a_reviewer_cannot_take_in_an_archive_and_nothing_of_it_stays(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        (tmp_path / "a.zip").write_bytes(as_bytes(store, "archive", ["a1"]))
    other = tmp_path / "other.sqlite"
    let_in(other, Member("Vera", Role.REVIEWER))
    with (tmp_path / "a.zip").open("rb") as file, opened(file) as archive, Store.open(other, "Vera") as store:
        with pytest.raises(RefusedError, match="editor"):
            store.take_in(archive, "Vera")
        assert store.articles() == []


@pytest.mark.parametrize("write", [REVIEWS[0], REVIEWS[4], REVIEWS[11], EDITS[0]])
def test_nobody_can_write_in_the_name_of_another(path: Path, write: Callable[[Store], object]) -> None:
    let_in(path, Member("Vera", Role.EDITOR))
    with Store.open(path, "Ada") as store, pytest.raises(RefusedError, match="you are “Ada”"):
        write(store)


@pytest.mark.parametrize("name", ["Vera", "", "ada", "Ada ", "Ada\0"])
def test_who_is_not_listed_does_not_come_in(path: Path, name: str) -> None:
    let_in(path)
    with pytest.raises(RefusedError, match="not let into"):
        Store.open(path, name)


def test_who_is_put_out_does_not_come_in_again_and_what_they_said_stays(path: Path) -> None:
    let_in(path, Member("Vera", Role.REVIEWER))
    with Store.open(path, "Vera") as store:
        store.save_review("c1", "Vera", {"verification": "false"})
    let_in(path, Member("Vera", Role.NONE))
    with pytest.raises(RefusedError, match="“Vera” is not let into"):
        Store.open(path, "Vera")
    with Store.open(path, "Ada") as store:
        assert store.review("c1", "Vera").verification == "false"


def test_a_role_that_is_taken_away_is_gone_at_the_next_act(path: Path) -> None:
    let_in(path, Member("Vera", Role.EDITOR))
    with Store.open(path, "Vera") as store:
        store.need("a1", 2, "Vera")
    let_in(path, Member("Vera", Role.VIEWER))
    with Store.open(path, "Vera") as store, pytest.raises(RefusedError):
        store.save_review("c1", "Vera", {"notes": "x"})


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.EDITOR])
def test_only_an_admin_says_who_the_people_are(path: Path, role: Role) -> None:
    let_in(path, Member("Vera", role))
    with Store.open(path, "Vera") as store, pytest.raises(RefusedError, match="“admin”"):
        store.admit(Member("Vera", Role.ADMIN), "Vera")


@pytest.mark.parametrize(
    ("member", "why"),
    [
        (Member("", Role.VIEWER), "1 to 80 characters"),
        (Member(" Bob", Role.VIEWER), "1 to 80 characters"),
        (Member("B" * 81, Role.VIEWER), "1 to 80 characters"),
        (Member("Bob", Role.VIEWER, "ada@desk.example"), "another person"),
        (Member("Ada", Role.EDITOR, "ada@desk.example"), "somebody has to stay admin"),
    ],
)
def test_a_person_who_cannot_be_is_refused(path: Path, member: Member, why: str) -> None:
    let_in(path, Member("Ada", Role.ADMIN, "ada@desk.example"))
    with Store.open(path, "Ada") as store:
        before = store.members()
        with pytest.raises(RefusedError, match=why):
            store.admit(member, "Ada")
        assert store.members() == before


def test_the_list_of_people_is_sealed_and_keeps_who_was_once_on_it(path: Path) -> None:
    let_in(path, Member("Vera", Role.EDITOR), Member("Vera", Role.NONE))
    with Store.open(path) as store:
        assert store.members() == [ADMIN, Member("Vera", Role.NONE)]
        assert store.verify()[0] is None
