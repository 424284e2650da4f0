"""The log: who changed what, when, from what to what, read off the snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model import Change, words
from storage import codec, reading
from storage.plain import called, figure, listed, period, source
from storage.snapshots import before, states, touched

if TYPE_CHECKING:
    import sqlite3

    from claims.model import Article, Claim, Review, Revision
    from storage.file import File
    from storage.snapshots import Snapshot

_SAID = {"spans_json": "words", "quantities_json": "figures", "times_json": "dates", "evidence_json": "evidence"}
"""Under which name `_said` has a column."""

_DESK = {
    "reviews": "opinions needed",
    "verification": "the desk's finding",
    "sourcing": "the desk's sourcing",
    "reason": "the desk's reason",
}
"""What the desk says of an article or a claim, as it is called."""

_FIELDS = {
    "article_info": ("title", "byline", "outlet", "url", "published"),
    "comment": ("text",),
    "handover": ("assigned_to", "finish_by", "waiting_for"),
}


def history(file: File, article_id: str, claim_id: str | None, limit: int) -> list[Revision]:
    """Return the newest revisions of an article or of one of its claims, newest first, and what each changed."""
    rows = file.rows(
        """
        SELECT * FROM revision
        WHERE article_id = ?1 AND (?2 IS NULL OR claim_id = ?2
              OR number IN (SELECT revision FROM claim_info WHERE claim_id = ?2))
        ORDER BY number DESC LIMIT ?3
        """,
        article_id,
        claim_id,
        limit,
    )
    return [with_changes(file, row) for row in rows]


def revision(file: File, number: int) -> Revision:
    """Return one revision and what it changed."""
    return with_changes(file, file.rows("SELECT * FROM revision WHERE number = ?", number)[0])


def with_changes(file: File, row: sqlite3.Row) -> Revision:
    """Return a revision with what it changed: each snapshot against the one before. Finding claims changes none."""
    made = [] if row["action"] in {"added", "found"} else touched(file, row["number"])
    text = file.rows("SELECT text FROM article WHERE id = ?", row["article_id"])[0]["text"] if made else ""
    changes = [change for after in made for change in _changes(file, row["number"], after, text)]
    return codec.revision(row, tuple(changes))


def _changes(file: File, number: int, after: Snapshot, text: str) -> list[Change]:
    was, became = (_said(file, snapshot, text) for snapshot in (before(file, after, number), after))
    claim = after.row.get("claim_id")
    about = None if claim is None else str(claim)
    return [Change(name, was[name], became[name], about) for name in became if was[name] != became[name]]


def _said(file: File, snapshot: Snapshot, text: str) -> dict[str, str]:
    """Return a snapshot's fields as people read them; `text` is the article's."""
    row = snapshot.row
    match snapshot.table:
        case "review":
            return _review_said(codec.review(row))
        case "claim_info":
            return _claim_said(codec.claim({"id": row["claim_id"], "article_id": "", **row}), text)
        case "dismissal":
            dismissed = codec.dismissed(row)
            return {f"dismissed “{words(text, (dismissed.span,))}”": dismissed.reason}
        case "needed" | "settlement":
            return {_DESK[name]: str(row[name]) for name in _DESK if name in row}
        case "coverage" | "judgement" | "rejection":
            return _coverage_said(snapshot, reading.article(file, str(row["coverage_id"])))
        case _:
            return {name: codec.shown(row[name]) for name in _FIELDS[snapshot.table]}


def _coverage_said(snapshot: Snapshot, later: Article) -> dict[str, str]:
    """Return what was said of a later article; the fields carry its name, as an act may be about several."""
    row, name = snapshot.row, called(later)
    match snapshot.table:
        case "coverage":
            return {f"coverage “{name}”": "listed" if row["listed"] else ""}
        case "judgement":
            return {
                f"relation to “{name}”": str(row["relation"]),
                f"proposed for “{name}”": str(row["proposed"]),
                f"notes on “{name}”": str(row["notes"]),
            }
        case _:
            passage = words(later.text, (codec.passage(row),))
            return {f"passage of “{name}”: “{passage}”": "not about the claim" if row["rejected"] else ""}


def _review_said(review: Review) -> dict[str, str]:
    return {
        "sourcing": review.sourcing,
        "verification": review.verification,
        "notes": review.notes,
        "confidence": review.confidence,
        "as_of": codec.shown(review.as_of),
        "due": codec.shown(review.due),
        "evidence": listed(map(source, review.evidence)),
    }


def _claim_said(claim: Claim, text: str) -> dict[str, str]:
    said = claim.attribution
    there = claim.withdrawn != "undone"  # drawn, and not taken back since
    return {
        "words": words(text, claim.spans) if there else "",
        "kind": claim.kind.value,
        "source": (said.source or "") if said else "",
        "source_type": said.source_type.value if said else "none",
        "manner": said.manner.value if said else "",
        "figures": listed(map(figure, claim.quantities)),
        "dates": listed(map(period, claim.times)),
        "restated": claim.restated,
        "withdrawn": claim.withdrawn if there else "",
    }


def in_words(file: File, snapshot: Snapshot, column: str) -> str:
    """Return one column of a snapshot as people read it."""
    if snapshot.table == "judgement":
        return str(snapshot.row[column])
    texts = file.rows(
        "SELECT text FROM article JOIN claim ON claim.article_id = article.id WHERE claim.id = ?",
        str(snapshot.row.get("claim_id")),
    )
    said = _said(file, snapshot, texts[0]["text"] if texts else "")
    if column == "attribution_json":
        return f"{said['source'] or 'nobody'} ({', '.join(filter(None, (said['source_type'], said['manner'])))})"
    return said[_SAID.get(column, column)]


def who_changed(file: File, now: Snapshot, name: str) -> tuple[str, str]:
    """Return who gave a field the value that it has now, and when."""
    number = 0
    for found, snapshot in states(file, now):
        if snapshot.row[name] != now.row[name]:
            break
        number = found
    row = file.rows("SELECT by, at_utc FROM revision WHERE number = ?", number)[0]
    return row["by"], row["at_utc"]
