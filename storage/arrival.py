"""What the token of a login says of somebody: by what they are known, how they are called, which role the rules give.

A person is known by their e-mail, where the provider has verified it, else by what the provider calls them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from claims.model import WorkbenchError
from storage.access import MAX_NAME, Role
from storage.errors import RefusedError

if TYPE_CHECKING:
    from datetime import datetime

Claims = Mapping[str, object]
"""What a token says of somebody (OpenID Connect Core 1.0, sections 2 and 5.1); a provider may send anything."""

HOURS: Final = 12
"""How long a sign-in holds where the rules say nothing else: a long working day."""

_CALLED: Final = ("name", "preferred_username", "nickname")
"""The claims that may hold somebody's name, the best first."""


class RulesError(WorkbenchError):
    """The rules of who may come in cannot be understood; nobody is let in by them."""

    def __init__(self, what: str) -> None:
        """Say where they are and what to do."""
        super().__init__(f"Nobody can sign in: in secrets.toml, {what}. Whoever runs this server has to correct it.")


@dataclass(frozen=True, slots=True)
class Rules:
    """Who comes in without an admin's word: `[claimbook]` in secrets.toml.

    `admins` are identities. `roles` gives roles to the values of the claim `roles_claim`, such as groups. A sign-in
    holds for `hours`.
    """

    admins: frozenset[str] = frozenset()
    roles_claim: str = ""
    roles: Mapping[str, Role] | None = None
    hours: float = HOURS


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who has signed in: who they are, what they are called, and the role that the rules give, maybe none."""

    identity: str
    name: str
    role: Role


def rules_of(given: Mapping[str, object]) -> Rules:
    """Read the rules. Raises RulesError for what is none of them: a slip of the pen must let nobody in."""
    if strange := given.keys() - {"admins", "roles_claim", "roles", "hours"}:
        what = f"[claimbook] has “{min(strange)}”, which it cannot have"
        raise RulesError(what)
    admins, roles, hours = given.get("admins", []), given.get("roles", {}), given.get("hours", HOURS)
    if not isinstance(admins, list) or not isinstance(roles, Mapping):
        what = '“admins” has to be a list, such as ["ann@desk.example"], and “roles” a table'
        raise RulesError(what)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not hours > 0:
        what = "“hours” has to be a number above 0"
        raise RulesError(what)
    known = {str(value): _role(value, role) for value, role in roles.items()}
    return Rules(frozenset(as_identity(one) for one in admins), str(given.get("roles_claim", "")), known, hours)


def _role(value: object, role: object) -> Role:
    if role not in (there := [role.value for role in Role if role is not Role.NONE]):
        what = f"[claimbook.roles] gives “{value}” the role “{role}”; there are {', '.join(there)}"
        raise RulesError(what)
    return Role(str(role))


def arrival(claims: Claims, rules: Rules) -> Arrival:
    """Return who has signed in. Raises RefusedError for a token that does not say it."""
    identity = identity_of(claims)
    return Arrival(identity, _name(claims, identity), _mapped(claims, identity, rules))


def identity_of(claims: Claims) -> str:
    """Return by what somebody is known: a verified e-mail in lower case, else issuer and subject.

    Only these two together are promised to be one person for good (OpenID Connect Core 1.0, section 5.7). An e-mail
    that nobody has verified may be anybody's. Raises RefusedError for a token that has neither.
    """
    email = as_identity(claims.get("email"))
    # Some providers send the word: AWS Cognito does.
    if claims.get("email_verified") in (True, "true") and _is_email(email):
        return email
    if not (claims.get("iss") and claims.get("sub")):
        message = "The login did not say who you are. Tell whoever runs this server."
        raise RefusedError(message)
    return f"{claims['iss']} {claims['sub']}"


def as_identity(said: object) -> str:
    """Return an identity as it is compared: capitals mean nothing in an e-mail, and much in what a provider says."""
    text = str(said or "").strip()
    return text.lower() if _is_email(text) else text


def _is_email(text: str) -> bool:
    return "@" in text and not any(map(str.isspace, text))


def _name(claims: Claims, identity: str) -> str:
    """Return what somebody is called; never the same as the identity, which stands for a name that is not known yet."""
    for said in (*(claims.get(claim) for claim in _CALLED), identity.partition("@")[0], claims.get("sub")):
        name = " ".join("".join(c if c.isprintable() else " " for c in str(said or "")).split())[:MAX_NAME].strip()
        if name and name != identity:
            return name
    return "Somebody"


def _mapped(claims: Claims, identity: str, rules: Rules) -> Role:
    """Return the highest role that the rules give."""
    if identity in rules.admins:
        return Role.ADMIN
    said = claims.get(rules.roles_claim) if rules.roles_claim else None
    values = said if isinstance(said, list) else [said]
    given = [role for value in values if (role := (rules.roles or {}).get(str(value)))]
    return max(given, key=list(Role).index, default=Role.NONE)


def has_run_out(claims: Claims, rules: Rules, now: datetime) -> bool:
    """Say whether a sign-in no longer holds: `hours` after the token was issued (`iat`), whenever that was.

    The token's own end (`exp`) says until when it may be accepted, which is asked when it comes; with many providers
    that is five minutes, and says nothing of how long somebody works. It counts where no issue is given.
    """
    issued, end = claims.get("iat"), claims.get("exp")
    if isinstance(issued, int | float):
        return now.timestamp() >= issued + rules.hours * 3600
    return not isinstance(end, int | float) or now.timestamp() >= end
