"""Whether a row of an archive is one that Claimbook writes: read into the model and back, it is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model import Span
from storage import codec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from storage.codec import Row


def refuse_odd(table: str, row: Row, texts: Mapping[str, int], claims: Collection[str]) -> None:
    """Raise ValueError, KeyError, TypeError or the like for a row that a page could stumble over.

    `texts` says how long each text of the archive is, the article's first; `claims` are the article's.
    """
    if row.get("claim_id", "") not in claims and "claim_id" in row:
        raise KeyError(row["claim_id"])
    about, article_id = row.get("coverage_id", row.get("article_id")), next(iter(texts))
    length = texts[str(about) if table in {"rejection", "proposal", "coverage", "article_info"} else article_id]
    spans, again = _again(table, row)
    if row.get("coverage_id") == article_id:
        message = "an article is no later coverage of itself"
        raise ValueError(message)
    if any(span.end > length for span in spans) or any(row[name] != cell for name, cell in again.items()):
        message = "a place beyond the text, or a value that is none"
        raise ValueError(message)


def _again(table: str, row: Row) -> tuple[Iterable[Span], Row]:
    """Return the places that a row names in its text, and the row as it is written again."""
    match table:
        case "claim_info":
            claim = codec.claim({"id": row["claim_id"], "article_id": "", **row})
            return claim.spans, codec.claim_row(claim)
        case "article_info":
            article = codec.article({"id": row["article_id"], "text": "", **row})
            return (*article.body, *article.chrome), codec.article_row(article)
        case "review" | "handover":
            is_review = table == "review"
            return (), codec.review_row(codec.review(row)) if is_review else codec.handover_row(codec.handover(row))
        case "proposal":
            match = codec.match(row)
            at = codec.stored(codec.moment(str(row["at_utc"])))
            return match.passages, codec.match_row(match) | {"at_utc": at}
        case "dismissal" | "rejection":
            return (Span(int(str(row["start_at"])), int(str(row["end_at"]))),), {}
        case _:
            return (), {}
