"""Handing out: the claim that most needs another pair of eyes, to one person at a time.

A lease says who was handed which claim and until when it is theirs. It is of the moment: it has no revision, no seal
and no place in the history, and its rows are written over.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from storage import access, codec

if TYPE_CHECKING:
    from storage.file import File

LASTS: Final = timedelta(minutes=10)
"""How long a claim is somebody's without an act of theirs: about as long as a source is read before it is noted."""

FORGOTTEN: Final = timedelta(days=1)
"""For how long it is remembered that somebody was handed a claim and went on without a finding."""

_NEEDIEST: Final = """
    SELECT blind.id FROM main.blind_claim AS blind
    JOIN claim ON claim.id = blind.id
    JOIN claim_info AS info ON info.claim_id = blind.id AND withdrawn = '' AND info.revision =
         (SELECT max(newer.revision) FROM claim_info AS newer WHERE newer.claim_id = blind.id)
    LEFT JOIN lease AS mine ON mine.claim_id = blind.id AND mine.holder = ?3
    WHERE (article_id = ?1) = ?2 AND NOT is_done
          AND NOT EXISTS (SELECT 1 FROM main.finding WHERE finding.claim_id = blind.id AND reviewer = ?3)
          AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.claim_id = blind.id AND holder <> ?3 AND until_utc > ?4)
    ORDER BY coalesce(mine.handed_at_utc, ''), opinions >= needed, needed - opinions, check_worthiness DESC,
             article_id, json_extract(spans_json, '$[0][0]')
    LIMIT 1
"""
"""Of the claims without a finding of one's own: those not passed over before, nearest to having all they need first;
after them those on which people differ; of like ones the most worth checking."""


def hand_out(file: File, who: str, article_id: str, token: str) -> str | None:
    """Hand a person the claim that most needs them, of this article first, and take back what they had.

    Returns its id, None where nothing waits for them; the same token gives the same claim. Only articles that need
    more than one opinion have such claims. Raises RefusedError for a person who may not review.
    """
    access.refuse(file.person, "reviewed", who)
    access.refuse_nobody(who)
    with file.writing():
        if held := file.rows("SELECT claim_id FROM lease WHERE holder = ? AND token = ?", who, token):
            return str(held[0]["claim_id"])
        _end(file, who)
        for here in (1, 0):
            for row in file.rows(_NEEDIEST, article_id, here, who, file.moment()):
                _hold(file, str(row["id"]), who, token)
                return str(row["id"])
    return None


def keep(file: File, who: str) -> None:
    """Let what a person holds be theirs for as long again. Call it inside the write."""
    sql = "UPDATE lease SET until_utc = ? WHERE holder = ? AND until_utc > ?"
    file.db.execute(sql, (_shifted(file, LASTS), who, file.moment()))


def give_back(file: File, who: str) -> None:
    """Take back what a person was handed; nothing is written where they hold nothing."""
    if holding(file, who) is not None:
        with file.writing():
            _end(file, who)


def holding(file: File, who: str) -> str | None:
    """Return the claim that a person was handed and still has."""
    sql = "SELECT claim_id FROM lease WHERE holder = ? AND until_utc > ?"
    return next((str(row["claim_id"]) for row in file.rows(sql, who, file.moment())), None)


def _end(file: File, who: str) -> None:
    file.db.execute("DELETE FROM lease WHERE handed_at_utc < ?", (_shifted(file, -FORGOTTEN),))
    file.db.execute("UPDATE lease SET until_utc = '', token = '' WHERE holder = ?", (who,))


def _hold(file: File, claim_id: str, who: str, token: str) -> None:
    file.db.execute(
        "INSERT OR REPLACE INTO lease (claim_id, holder, token, handed_at_utc, until_utc) VALUES (?, ?, ?, ?, ?)",
        (claim_id, who, token, file.moment(), _shifted(file, LASTS)),
    )


def _shifted(file: File, by: timedelta) -> str:
    return codec.stored(codec.moment(file.moment()) + by)
