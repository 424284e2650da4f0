"""Who has signed in gets a name of their own and a role; both are in the file, and who decided what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.model import Article
from storage.access import NOBODY, Member, Role
from storage.arrival import Arrival
from storage.errors import RefusedError
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANN, BEN = "ann@desk.example", "ben@desk.example"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name a file."""
    return tmp_path / "desk.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Open it as its owner."""
    with Store.open(path) as opened:
        yield opened


def comes(store: Store, identity: str, role: Role = Role.NONE, name: str = "Ann Lee") -> tuple[str, Role]:
    member = store.sign_in(Arrival(identity, name, role))
    return member.name, member.role


def test_where_nobody_is_listed_a_login_lets_in_only_whom_the_rules_name(store: Store) -> None:
    assert comes(store, BEN) == ("", Role.NONE)
    assert store.members() == []
    assert comes(store, ANN, Role.ADMIN) == ("Ann Lee", Role.ADMIN)
    assert comes(store, BEN) == ("", Role.NONE)
    assert store.members() == [Member("Ann Lee", Role.ADMIN, ANN)]


def test_whoever_is_let_in_by_email_gets_their_name_when_they_come(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    store.admit(Member(BEN, Role.EDITOR, BEN), "Ann Lee")
    assert [member.is_expected for member in store.members()] == [False, True]
    assert store.known_as(BEN) == ""
    assert comes(store, BEN, name="Ben") == ("Ben", Role.EDITOR)
    assert store.members() == [Member("Ann Lee", Role.ADMIN, ANN), Member("Ben", Role.EDITOR, BEN)]
    assert store.known_as(BEN) == "Ben"


def test_no_later_token_changes_a_name(store: Store) -> None:
    comes(store, ANN, Role.ADMIN, "Ann Lee")
    assert comes(store, ANN, Role.ADMIN, "Ann Smith") == ("Ann Lee", Role.ADMIN)
    assert comes(store, ANN, Role.EDITOR, "Ann Smith") == ("Ann Lee", Role.ADMIN)


def test_two_people_with_one_name_are_two(store: Store) -> None:
    assert comes(store, ANN, Role.ADMIN) == ("Ann Lee", Role.ADMIN)
    assert comes(store, "lee@desk.example", Role.VIEWER) == ("Ann Lee 2", Role.VIEWER)
    assert comes(store, "al@desk.example", Role.VIEWER, "ann LEE") == ("ann LEE 3", Role.VIEWER)
    assert comes(store, "a" * 300, Role.VIEWER, "N" * 80) == ("N" * 80, Role.VIEWER)
    assert comes(store, "b" * 300, Role.VIEWER, "N" * 80) == ("N" * 78 + " 2", Role.VIEWER)


def test_a_name_under_which_somebody_has_worked_before_goes_to_nobody_by_itself(store: Store) -> None:
    store.add_article(Article("a1", "It is so."), [], "Ann Lee")
    assert comes(store, ANN, Role.ADMIN) == ("Ann Lee 2", Role.ADMIN)


def test_an_admin_can_give_a_name_from_before_there_was_a_login_to_who_has_it(store: Store) -> None:
    store.add_article(Article("a1", "It is so."), [], "ann")
    store.admit(Member("ann", Role.ADMIN, ANN), "ann")
    assert comes(store, ANN, Role.ADMIN) == ("ann", Role.ADMIN)


def test_a_rule_is_applied_when_it_changes_and_an_admins_decision_stands_until_then(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    assert comes(store, BEN, Role.REVIEWER, "Ben") == ("Ben", Role.REVIEWER)
    store.admit(Member("Ben", Role.EDITOR, BEN), "Ann Lee")
    assert comes(store, BEN, Role.REVIEWER) == ("Ben", Role.EDITOR)
    assert comes(store, BEN, Role.VIEWER) == ("Ben", Role.VIEWER)
    store.admit(Member("Ben", Role.NONE, BEN), "Ann Lee")
    assert comes(store, BEN, Role.VIEWER) == ("Ben", Role.NONE)


def test_a_rule_that_says_what_an_admin_has_said_already_is_kept_as_its_word(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    comes(store, BEN, Role.REVIEWER, "Ben")
    store.admit(Member("Ben", Role.VIEWER, BEN), "Ann Lee")
    comes(store, BEN, Role.VIEWER)
    store.admit(Member("Ben", Role.EDITOR, BEN), "Ann Lee")
    assert comes(store, BEN, Role.VIEWER) == ("Ben", Role.EDITOR)


def test_whoever_came_in_by_a_rule_that_is_gone_is_out(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    comes(store, BEN, Role.REVIEWER, "Ben")
    assert comes(store, BEN) == ("Ben", Role.NONE)
    assert comes(store, BEN, Role.REVIEWER) == ("Ben", Role.REVIEWER)


def test_the_rules_do_not_take_away_the_last_admin(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    comes(store, BEN, Role.ADMIN, "Ben")
    assert comes(store, ANN, Role.VIEWER) == ("Ann Lee", Role.VIEWER)
    assert comes(store, BEN, Role.VIEWER) == ("Ben", Role.ADMIN)


def test_coming_again_writes_nothing(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    before = store.verify()[1]
    comes(store, ANN, Role.ADMIN)
    comes(store, BEN)
    assert store.verify() == (None, before)


def test_an_identity_that_is_put_out_before_it_came_gets_no_name(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    store.admit(Member(BEN, Role.EDITOR, BEN), "Ann Lee")
    store.admit(Member(BEN, Role.NONE, BEN), "Ann Lee")
    assert comes(store, BEN, name="Ben") == (BEN, Role.NONE)


def test_somebodys_new_email_keeps_their_name(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    store.admit(Member("Ann Lee", Role.ADMIN, "lee@desk.example"), "Ann Lee")
    assert (store.known_as(ANN), store.known_as("lee@desk.example")) == ("", "Ann Lee")
    assert comes(store, ANN) == ("", Role.NONE)


def test_a_long_identity_can_be_expected_though_no_name_is_that_long(store: Store) -> None:
    comes(store, ANN, Role.ADMIN)
    long = f"https://id.example {'7' * 100}"
    store.admit(Member(long, Role.VIEWER, long), "Ann Lee")
    assert comes(store, long, name="Zoë") == ("Zoë", Role.VIEWER)


def test_whoever_is_not_signed_in_is_not_let_into_any_file(store: Store, path: Path) -> None:
    assert store.members() == []
    with pytest.raises(RefusedError, match="Reload the page and sign in again"):
        Store.open(path, NOBODY)
