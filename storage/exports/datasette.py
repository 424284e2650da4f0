"""What Datasette is to say of a Claimbook file: which views it shows, what they and their columns are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from storage.tidy import READING, VIEWS

if TYPE_CHECKING:
    from storage.store import Store
    from storage.tidy import Table

_ABOUT: Final = (
    "What was checked, claim by claim. Start with claims_and_reviews, evidence_of_claims, coverage_decisions, history; "
    "the other views are tidy tables that join by article_id and claim_id."
)


def metadata(store: Store) -> str:
    """Return the metadata for `datasette FILE --metadata METADATA`, as JSON; the views for reading come first.

    What the file is made of is hidden: it can be looked at, but people start with the views.
    """
    tables: dict[str, object] = {
        name: {"description": table.purpose, "columns": dict(table.columns)} for name, table in _views()
    }
    there = store.each("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    tables |= {row["name"]: {"hidden": True} for row in there if row["name"] not in VIEWS}
    about = {"description": _ABOUT, "tables": tables}
    return json.dumps({"title": "Claimbook", "databases": {store.path.stem: about}}, ensure_ascii=False, indent=1)


def _views() -> list[tuple[str, Table]]:
    return [*READING.items(), *((name, table) for name, table in VIEWS.items() if name not in READING)]
