"""What a login says of somebody: who they are, how they are called, which role the rules give, and until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.access import MAX_NAME, Role
from storage.arrival import HOURS, Rules, RulesError, arrival, as_identity, has_run_out, identity_of, rules_of
from storage.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

ANN = {"iss": "https://id.example", "sub": "7", "email": "Ann@Desk.Example", "email_verified": True, "name": "Ann Lee"}
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("claims", "identity"),
    [
        (ANN, "ann@desk.example"),
        (ANN | {"email_verified": "true"}, "ann@desk.example"),
        (ANN | {"email_verified": False}, "https://id.example 7"),
        (ANN | {"email_verified": "false"}, "https://id.example 7"),
        (ANN | {"email_verified": None}, "https://id.example 7"),
        (ANN | {"email": ""}, "https://id.example 7"),
        (ANN | {"email": "https://id.example 8"}, "https://id.example 7"),
        (ANN | {"email": "ben @desk.example"}, "https://id.example 7"),
        ({"iss": "https://id.example", "sub": "A7"}, "https://id.example A7"),
    ],
)
def test_a_person_is_their_verified_email_else_what_the_provider_calls_them(
    claims: Mapping[str, object], identity: str
) -> None:
    assert identity_of(claims) == identity


@pytest.mark.parametrize("claims", [{}, {"sub": "7"}, {"iss": "https://id.example"}, {"email": "ann@desk.example"}])
def test_a_token_that_does_not_say_who_somebody_is_is_refused(claims: Mapping[str, object]) -> None:
    with pytest.raises(RefusedError, match="did not say who you are"):
        identity_of(claims)


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        (ANN, "Ann Lee"),
        (ANN | {"name": "  Ann\n Lee\u202e "}, "Ann Lee"),
        (ANN | {"name": ""}, "ann"),
        (ANN | {"name": "ann@desk.example"}, "ann"),
        (ANN | {"name": None, "preferred_username": "annie"}, "annie"),
        (ANN | {"name": "A" * 200}, "A" * MAX_NAME),
        ({"iss": "https://id.example", "sub": "7"}, "7"),
    ],
)
def test_a_name_is_what_the_login_says_on_one_line(claims: Mapping[str, object], name: str) -> None:
    assert arrival(claims, Rules()).name == name


@settings(suppress_health_check=[HealthCheck.too_slow])  # on a new machine it lists all characters first
@given(
    st.dictionaries(
        st.sampled_from(["name", "nickname", "preferred_username", "email", "email_verified", "groups", "sub", "iss"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=120), st.lists(st.text(max_size=9))),
    )
)
def test_whatever_a_provider_sends_a_name_can_be_kept_and_is_no_identity(claims: dict[str, Any]) -> None:
    came = arrival(ANN | {"email_verified": False} | claims | {"iss": "https://id.example", "sub": "7"}, Rules())
    assert 0 < len(came.name) <= MAX_NAME
    assert came.name.isprintable()
    assert came.name == came.name.strip() != came.identity
    assert came.role is Role.NONE


RULES = {
    "admins": ["ANN@desk.example"],
    "roles_claim": "groups",
    "roles": {"desk": "reviewer", "desk-editors": "editor", "guests": "viewer"},
}


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"email": "ann@desk.example"}, Role.ADMIN),
        ({"email": "ann@desk.example", "email_verified": False}, Role.NONE),
        ({"groups": ["guests", "desk-editors", "desk"]}, Role.EDITOR),
        ({"groups": "desk"}, Role.REVIEWER),
        ({"groups": ["Desk", "desk "]}, Role.NONE),
        ({"groups": {"desk": True}}, Role.NONE),
        ({"groups": None}, Role.NONE),
        ({"roles": ["desk"]}, Role.NONE),
    ],
)
def test_the_rules_give_the_highest_role_that_a_claim_has_and_admins_by_who_they_are(
    claims: dict[str, Any], role: Role
) -> None:
    assert arrival(ANN | {"email": "ben@desk.example"} | claims, rules_of(RULES)).role is role


@pytest.mark.parametrize(
    ("rules", "what"),
    [
        ({"admin": ["ann@desk.example"]}, "has “admin”"),
        ({"admins": "ann@desk.example"}, "has to be a list"),
        ({"roles": ["editor"]}, "“roles” a table"),
        ({"roles": {"desk": "edtor"}}, "gives “desk” the role “edtor”; there are viewer, reviewer, editor, admin"),
        ({"roles": {"desk": "none"}}, "gives “desk” the role “none”"),
        ({"hours": 0}, "a number above 0"),
        ({"hours": "12"}, "a number above 0"),
        ({"hours": float("nan")}, "a number above 0"),
        ({"hours": True}, "a number above 0"),
    ],
)
def test_rules_that_cannot_be_understood_are_refused_in_plain_words(rules: dict[str, Any], what: str) -> None:
    with pytest.raises(RulesError, match=r"secrets\.toml") as error:
        rules_of(rules)
    assert what in str(error.value)


@pytest.mark.parametrize(
    ("typed", "identity"),
    [(" Ann@Desk.Example ", "ann@desk.example"), ("https://id.example A7", "https://id.example A7"), ("", "")],
)
def test_what_an_admin_types_is_compared_as_what_a_login_says(typed: str, identity: str) -> None:
    assert as_identity(typed) == identity


@pytest.mark.parametrize(
    ("claims", "age", "has"),
    [
        ({"iat": NOW.timestamp()}, timedelta(hours=HOURS, seconds=-1), False),
        ({"iat": NOW.timestamp()}, timedelta(hours=HOURS), True),
        ({"iat": NOW.timestamp(), "exp": NOW.timestamp() + 300}, timedelta(hours=1), False),
        ({"exp": NOW.timestamp() + 300}, timedelta(minutes=4), False),
        ({"exp": NOW.timestamp() + 300}, timedelta(minutes=5), True),
        ({}, timedelta(0), True),
        ({"iat": "yesterday", "exp": None}, timedelta(0), True),
    ],
)
def test_a_sign_in_runs_out_so_many_hours_after_its_token_was_issued(
    claims: Mapping[str, object],
    age: timedelta,
    has: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert has_run_out(claims, Rules(), NOW + age) is has
