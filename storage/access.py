"""Who may do what: the people of a file and their roles. `File` asks here at each write, `window` at each read.

A file in which nobody is listed lets everybody do everything: a laptop needs no accounts. In one that lists people only
they come in. Whoever opens a file without a name, as the command line does, owns it and may do everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from storage.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.codec import Row
    from storage.file import File

MAX_NAME: Final = 80
"""How many characters a name may have; the box for it has that limit too."""

NOBODY: Final = "\0"
"""Stands for whoever should have signed in and has not, or no longer: no file lets them in, whoever it lists."""


class Role(StrEnum):
    """What a person may do; each may also do what those before it may."""

    NONE = "none"
    """Not let in, or no longer."""
    VIEWER = "viewer"
    """Read, take away."""
    REVIEWER = "reviewer"
    """Mark, shape claims, add articles."""
    EDITOR = "editor"
    """Say how many opinions an article needs, hand out work, settle, import."""
    ADMIN = "admin"
    """Say who the people are."""

    def may(self, role: Role) -> bool:
        """Say whether this role may do what another may."""
        order = list(Role)
        return order.index(self) >= order.index(role)


REQUIRED: Final[Mapping[str, Role]] = {"imported": Role.EDITOR, "needed": Role.EDITOR, "settled": Role.EDITOR}
"""Which role an action asks for, where it is more than a reviewer's."""

OF_EDITORS: Final[Mapping[str, str]] = {"needed": "needed", "settlement": "settled"}
"""The tables that only some may write, by whatever action (an undo is one), and the action that stands for it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who has the file open; `name` is blank where nobody has said it yet."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Member:
    """One of the people of a file. `identity` is by what a login provider knows them; blank where there is none."""

    name: str
    role: Role
    identity: str = ""

    @property
    def is_expected(self) -> bool:
        """Whether they have not signed in yet, so that they have no name: the identity stands for it."""
        return bool(self.identity) and self.name == self.identity


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a person, when (in UTC, ISO form) and by whom; blank for the rules of the login."""

    at: str
    by: str
    member: Member


def person(file: File, name: str) -> Person:
    """Return a person with the role that the file gives. Raises RefusedError where the file does not let them in."""
    if name == NOBODY:
        message = "You are not signed in any longer. Reload the page and sign in again; what you typed is kept."
        raise RefusedError(message)
    if not file.rows("SELECT 1 FROM member LIMIT 1"):
        return Person(name, Role.ADMIN)
    rows = file.rows("SELECT role FROM member_now WHERE name = ?", name)
    role = Role(rows[0]["role"]) if rows else Role.NONE
    if role is Role.NONE:
        shown = f"“{name}”" if name else "whoever has not said a name"
        message = f"{shown[0].upper()}{shown[1:]} is not let into this file. Ask an admin of it to add you."
        raise RefusedError(message)
    return Person(name, role)


def refuse(person: Person | None, action: str, by: str) -> None:
    """Raise RefusedError where a person may not do this, or not in the name of `by`."""
    if person is None:
        return
    needed = REQUIRED.get(action, Role.REVIEWER)
    if not person.role.may(needed):
        message = f"Nothing was saved: only a person with the role “{needed}” may do this; yours is “{person.role}”."
        raise RefusedError(message)
    if by != person.name:
        message = f"Nothing was saved: you are “{person.name}”, and this was to be done as “{by}”. Reload the page."
        raise RefusedError(message)


def refuse_nobody(by: str) -> None:
    """Raise RefusedError where nobody in particular does something."""
    if not by.strip():
        message = "Nothing was saved: say first who you are."
        raise RefusedError(message)


def members(file: File) -> list[Member]:
    """Return the people of a file, also those who are no longer let in, by name."""
    rows = file.rows("SELECT name, role, identity FROM member_now ORDER BY name")
    return [Member(row["name"], Role(row["role"]), row["identity"]) for row in rows]


def decisions(file: File) -> list[Decision]:
    """Return who let whom in or put them out, the newest first. Raises RefusedError where an admin did not ask."""
    if file.person:
        refuse_below(file.person, Role.ADMIN)
    rows = file.rows("SELECT at_utc, by, name, role, identity FROM member ORDER BY number DESC")
    return [Decision(row["at_utc"], row["by"], Member(row["name"], Role(row["role"]), row["identity"])) for row in rows]


def admit(file: File, member: Member, by: str) -> None:
    """Let a person in, change their role or identity, or put them out (`Role.NONE`).

    Raises RefusedError for a name that is blank or too long, for an identity that another has, for what would leave
    the file without an admin, where nobody in particular does it, and where the file is open for somebody who is no
    admin.
    """
    with file.writing():
        _refuse_unnamed(file.person, by)
        there = members(file)
        _refuse_unfit(member, there)
        if member in there:
            return
        row: Row = {"at_utc": file.moment(), "by": by, "name": member.name, "role": member.role.value}
        file.insert("member", [row | {"identity": member.identity}])


def _refuse_unnamed(person: Person | None, by: str) -> None:
    refuse_nobody(by)
    if person:
        refuse_below(person, Role.ADMIN)
        refuse(person, "admitted", by)


def refuse_below(person: Person, role: Role) -> None:
    """Raise RefusedError for a person who has less than a role."""
    if not person.role.may(role):
        message = f"Only a person with the role “{role}” may do this; yours is “{person.role}”."
        raise RefusedError(message)


def _refuse_unfit(member: Member, there: list[Member]) -> None:
    others = [one for one in there if one.name != member.name]
    message = ""
    is_name = member.name.strip() == member.name and (0 < len(member.name) <= MAX_NAME or member.is_expected)
    if not is_name:
        message = f"a name has 1 to {MAX_NAME} characters"
    elif member.identity and any(one.identity == member.identity for one in others):
        message = f"“{member.identity}” is another person of this file"
    elif not any(one.role is Role.ADMIN for one in (*others, member)):
        message = "somebody has to stay admin; make another one first"
    if message:
        message = f"Nothing was saved: {message}."
        raise RefusedError(message)
