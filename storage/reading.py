"""What is known now of an article and its claims: the newest rows, or a NotFoundError that says what is not there."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from storage import codec
from storage.errors import NotFoundError

if TYPE_CHECKING:
    from claims.model import Article, Claim
    from storage.file import File

_UNDONE: Final = "undone"

_CLAIM: Final = (
    "id, article_id, spans_json, kind, attribution_json, quantities_json, times_json, check_worthiness, signs_json,"
    " origin, parents_json, restated, withdrawn"
)
"""The columns of `claim_now` but for its words, which take longest."""


def article(file: File, article_id: str) -> Article:
    """Return an article as it now stands. Raises NotFoundError."""
    rows = file.rows("SELECT * FROM article_now WHERE id = ?", article_id)
    if not rows:
        message = f"There is no article “{article_id}” in “{file.path.name}”. Choose one from the list."
        raise NotFoundError(message)
    return codec.article(rows[0])


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


def article_of(file: File, claim_id: str) -> str:
    """Return the id of the article that a claim is of. Raises NotFoundError."""
    rows = file.rows("SELECT article_id FROM claim WHERE id = ?", claim_id)
    if not rows:
        raise _no_claim(file, claim_id)
    return str(rows[0]["article_id"])


def _no_claim(file: File, claim_id: str) -> NotFoundError:
    return NotFoundError(f"There is no claim “{claim_id}” in “{file.path.name}”. Choose one from its article.")
