"""What is known of an article and its claims, now or then, or a NotFoundError that says what is not there."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.model import Origin
from storage import codec
from storage.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from claims.model import Article, Claim, Pair, Review
    from storage.file import File

_UNDONE: Final = "undone"

_CLAIM: Final = (
    "id, article_id, spans_json, kind, attribution_json, quantities_json, times_json, check_worthiness, signs_json,"
    " origin, parents_json, restated, withdrawn"
)
"""The columns of `claim_now` but for its words, which take longest."""


class Drawn(NamedTuple):
    """When a claim was first drawn (UTC), and by whom: "" where the splitter found it."""

    at: datetime
    by: str


def article(file: File, article_id: str) -> Article:
    """Return an article as it now stands. Raises NotFoundError."""
    return articles(file, [article_id])[0]


def articles(file: File, article_ids: Sequence[str]) -> list[Article]:
    """Return several as they now stand, in the order in which they are asked for. Raises NotFoundError."""
    rows = file.rows("SELECT * FROM article_now WHERE id IN (SELECT value FROM json_each(?))", json.dumps(article_ids))
    found = {row["id"]: codec.article(row) for row in rows}
    for article_id in article_ids:
        if article_id not in found:
            message = f"There is no article “{article_id}” in “{file.path.name}”. Choose one from the list."
            raise NotFoundError(message)
    return [found[article_id] for article_id in article_ids]


def claims(file: File, article_id: str, *, withdrawn: bool = False) -> list[Claim]:
    """Return an article's claims in reading order, with those that are none any longer if asked."""
    rows = file.rows(f"SELECT {_CLAIM} FROM claim_now WHERE article_id = ?", article_id)  # noqa: S608 - our own names
    if not rows:
        article(file, article_id)
    wanted = (row for row in rows if not row["withdrawn"] or (withdrawn and row["withdrawn"] != _UNDONE))
    return sorted(map(codec.claim, wanted), key=attrgetter("spans", "id"))


def claim(file: File, claim_id: str) -> Claim:
    """Return a claim as it now stands, withdrawn or not. Raises NotFoundError."""
    rows = file.rows(f"SELECT {_CLAIM} FROM claim_now WHERE id = ?", claim_id)  # noqa: S608 - our own names
    if not rows:
        raise _no_claim(file, claim_id)
    return codec.claim(rows[0])


def first_drawn(file: File, article_id: str) -> dict[str, Drawn]:
    """Return when and by whom each claim of an article was first drawn, also those that are none any longer."""
    # with min(), SQLite takes the other columns from the row that has it
    rows = file.rows(
        """
        SELECT drawn.claim_id, origin, by, at_utc FROM (
            SELECT claim_id, origin, min(revision) AS first FROM claim JOIN claim_info ON claim_id = claim.id
            WHERE article_id = ? GROUP BY claim_id
        ) AS drawn JOIN revision ON number = first
        """,
        article_id,
    )
    return {
        row["claim_id"]: Drawn(codec.moment(row["at_utc"]), row["by"] if row["origin"] == Origin.PERSON else "")
        for row in rows
    }


def first_said(file: File, article_id: str) -> dict[tuple[str, str], datetime]:
    """Return when a reviewer first said something of a claim, by claim and reviewer, where they changed it since."""
    rows = file.rows(
        """
        SELECT said.claim_id, reviewer, at_utc FROM (
            SELECT claim_id, reviewer, min(revision) AS first FROM claim JOIN review ON claim_id = claim.id
            WHERE article_id = ? GROUP BY claim_id, reviewer HAVING count(*) > 1
        ) AS said JOIN revision ON number = first
        """,
        article_id,
    )
    return {(row["claim_id"], row["reviewer"]): codec.moment(row["at_utc"]) for row in rows}


def then(file: File, article_id: str, number: int) -> tuple[dict[str, Claim], dict[Pair, Review]]:
    """Return the claims of an article, and by claim and reviewer the reviews, as they stood after revision `number`."""
    article(file, article_id)
    # with max(), SQLite takes the other columns from the row that has it
    claims = file.rows(
        """
        SELECT claim.id, claim.article_id, claim_info.*, max(revision)
        FROM claim JOIN claim_info ON claim_info.claim_id = claim.id
        WHERE claim.article_id = ? AND revision <= ? GROUP BY claim.id
        """,
        article_id,
        number,
    )
    reviews = file.rows(
        """
        SELECT review.*, max(revision) FROM claim JOIN review ON review.claim_id = claim.id
        WHERE claim.article_id = ? AND revision <= ? GROUP BY claim.id, reviewer
        """,
        article_id,
        number,
    )
    return (
        {row["id"]: codec.claim(row) for row in claims},
        {(row["claim_id"], row["reviewer"]): codec.review(row) for row in reviews},
    )


def article_of(file: File, claim_id: str) -> str:
    """Return the id of the article that a claim is of. Raises NotFoundError."""
    rows = file.rows("SELECT article_id FROM claim WHERE id = ?", claim_id)
    if not rows:
        raise _no_claim(file, claim_id)
    return str(rows[0]["article_id"])


def _no_claim(file: File, claim_id: str) -> NotFoundError:
    return NotFoundError(f"There is no claim “{claim_id}” in “{file.path.name}”. Choose one from its article.")
