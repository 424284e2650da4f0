"""Lets somebody in who has signed in: which of the people of a file they are, under which name, and in which role.

The name under which a person works belongs to their identity: it is chosen when they first come in, and no later token
changes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage import access
from storage.access import MAX_NAME, Member, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.arrival import Arrival
    from storage.codec import Row
    from storage.file import File

BY_RULE: Final = ""
"""By whom a role was given that the rules gave; no person has this name."""


def known_as(file: File, identity: str) -> str:
    """Return the name of a person in a file, also of one who is no longer let in; blank where there is none yet."""
    rows = file.rows("SELECT name FROM member_now WHERE identity = ? AND name <> identity", identity)
    return str(rows[0]["name"]) if rows else ""


def sign_in(file: File, who: Arrival) -> Member:
    """Let somebody in who has signed in, and return who they are here; with `Role.NONE` where they are not let in.

    At first they get their name. A role that the rules give is applied where it is another than they gave the last
    time (none at all is one too), and then goes before what an admin has decided; until it changes again, what an admin
    decides stands. The rules do not take away the last admin.
    """
    if _change(file, who):
        with file.writing():
            if change := _change(file, who):  # somebody else may have been faster
                member, by = change
                row: Row = {"at_utc": file.moment(), "by": by, "name": member.name, "role": member.role.value}
                file.insert("member", [row | {"identity": member.identity}])
    found = (member for member in access.members(file) if member.identity == who.identity)
    return next(found, Member("", Role.NONE, who.identity))


def _change(file: File, who: Arrival) -> tuple[Member, str] | None:
    """Return what is to be written of somebody, and who has decided it; None where all of it is written."""
    there = access.members(file)
    before = next((member for member in there if member.identity == who.identity), None)
    if before is None and who.role is Role.NONE:
        return None
    if who.role is not _given_last(file, who.identity) and not _is_last_admin(before, there):
        role, by = who.role, BY_RULE
    elif before and before.is_expected and before.role is not Role.NONE:
        role, by = before.role, _decided_by(file, who.identity)
    else:
        return None
    name = _free(file, who.name, there) if before is None or before.is_expected else before.name
    return Member(name, role, who.identity), by


def _given_last(file: File, identity: str) -> Role:
    """Return the role that the rules gave last."""
    sql = "SELECT role FROM member WHERE identity = ? AND by = ? ORDER BY number DESC LIMIT 1"
    return next((Role(row["role"]) for row in file.rows(sql, identity, BY_RULE)), Role.NONE)


def _decided_by(file: File, identity: str) -> str:
    sql = "SELECT by FROM member WHERE identity = ? ORDER BY number DESC LIMIT 1"
    return str(file.rows(sql, identity)[0]["by"])


def _is_last_admin(member: Member | None, there: Iterable[Member]) -> bool:
    return member is not None and [one for one in there if one.role is Role.ADMIN] == [member]


def _free(file: File, name: str, there: Iterable[Member]) -> str:
    """Return a name that nobody else has, nor has worked under in this file: with a number, where there is one."""
    taken = {member.name.casefold() for member in there}
    taken |= {str(row["by"]).casefold() for row in file.rows("SELECT DISTINCT by FROM revision")}
    number = 1
    shown = name
    while shown.casefold() in taken:
        number += 1
        shown = f"{name[: MAX_NAME - 1 - len(str(number))]} {number}"
    return shown
