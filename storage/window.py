"""What one person may see of a file: temporary views that stand before the tables of what people said.

SQLite looks a name up among the temporary views first. So whatever is read under the names of the tables and views,
in any query of any page, export or history, leaves out what is hidden from the person; only `main.review` is the whole
table. It is for what tells nothing of what is in there: the seals, and whether somebody has built on a claim.

A claim's marks are hidden while the article needs more than one opinion, until one's own finding is in or the claim is
done. Editors, who settle, see them as soon as as many people as are needed have a finding. Once the desk has settled a
claim everybody has been shown it: nothing on it is hidden again, also where it is open again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from storage.access import Role

if TYPE_CHECKING:
    from sqlite_utils import Database

    from storage.access import Person
    from storage.connections import Connection

SHADOWED: Final = ("review", "judgement")
"""The tables with rows that are hidden from some: each has `claim_id` and `reviewer`."""

_HIDDEN: Final = """
    CREATE TEMP VIEW hidden AS
    SELECT id AS claim_id FROM main.blind_claim
    WHERE NOT EXISTS (SELECT 1 FROM main.finding WHERE finding.claim_id = id AND reviewer = me())
          AND NOT (is_editor() AND opinions >= needed) AND NOT is_done
          AND NOT EXISTS (SELECT 1 FROM main.settlement WHERE settlement.claim_id = id AND verification <> '')
"""

_SEEN: Final = """
    CREATE TEMP VIEW {table} AS
    SELECT * FROM main.{table} AS whole
    WHERE reviewer = me() OR NOT EXISTS (SELECT 1 FROM hidden WHERE hidden.claim_id = whole.claim_id)
"""


def look_through(db: Connection, person: Person) -> None:
    """Let everything that this connection reads be what the person may see; nothing to do where nothing is hidden."""
    db.person = person
    if db.execute("SELECT EXISTS (SELECT 1 FROM temp.sqlite_master WHERE name = 'hidden')").fetchone()[0]:
        return
    if not db.execute("SELECT EXISTS (SELECT 1 FROM needed WHERE reviews > 1)").fetchone()[0]:
        return
    # asked anew at each query: the connection may be lent to somebody else next
    db.conn.create_function("me", 0, lambda: _of(db).name, deterministic=True)
    db.conn.create_function("is_editor", 0, lambda: int(_of(db).role.may(Role.EDITOR)), deterministic=True)
    db.execute("PRAGMA temp_store = MEMORY")
    for sql in (_HIDDEN, *(_SEEN.format(table=table) for table in SHADOWED), *_again(db)):
        db.execute(sql)


def _of(db: Connection) -> Person:
    if db.person is None:
        raise AssertionError  # only `look_through` makes what asks
    return db.person


def _again(db: Database) -> list[str]:
    """Return how to make anew, as temporary ones, the views that rest on a shadowed table: a view looks beside itself.

    One that only seems to, by a word in it, is made anew too, and says the same. All of them would take thrice as long.
    """
    views = dict(db.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'view'").fetchall())
    resting = set(SHADOWED)
    while more := {name for name, sql in views.items() if resting & set(re.findall(r"\w+", sql))} - resting:
        resting |= more
    return [re.sub(r"^CREATE VIEW", "CREATE TEMP VIEW", views[name]) for name in views if name in resting]
