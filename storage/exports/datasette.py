"""What Datasette is to say of a Claimbook file: which views it shows, what they and their columns are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from storage.chain import KEYS
from storage.tidy import READING, VIEWS

if TYPE_CHECKING:
    from pathlib import Path

    from storage.tidy import Table

_INNER: Final = (
    *(*KEYS, "seal", "sqlite_sequence", "_sqlite_migrations"),
    *("article_now", "claim_now", "review_now", "dismissal_now", "coverage_now", "judgement_now", "rejection_now"),
)
"""What the file is made of: it can be looked at, but people start with the views."""

_ABOUT: Final = (
    "What was checked, claim by claim. Start with claims_and_reviews, evidence_of_claims, coverage_decisions, history; "
    "the other views are tidy tables that join by article_id and claim_id."
)


def metadata(file: Path) -> str:
    """Return the metadata for `datasette FILE --metadata METADATA`, as JSON; the views for reading come first."""
    tables: dict[str, object] = {
        name: {"description": table.purpose, "columns": dict(table.columns)} for name, table in _views()
    }
    tables |= {name: {"hidden": True} for name in _INNER}
    about = {"description": _ABOUT, "tables": tables}
    return json.dumps({"title": "Claimbook", "databases": {file.stem: about}}, ensure_ascii=False, indent=1)


def _views() -> list[tuple[str, Table]]:
    return [*READING.items(), *((name, table) for name, table in VIEWS.items() if name not in READING)]
