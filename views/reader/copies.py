"""Says whether what a piece of evidence quotes stands in the stored copy of its source. No Streamlit here."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from claims.quoting import find_quote
from storage.errors import DamagedError, NotFoundError
from storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Evidence

REMEMBERED: Final = 10_000
"""Of how many passages the answer is remembered, so that a click costs nothing: copies never change."""


def quoted(file: Path, evidence: Evidence) -> dict[str, bool | None]:
    """Return whether the passage was `found`, None where none can be looked up, and whether the copy is `damaged`."""
    if not evidence.copy:
        return {"found": None, "damaged": False}
    try:
        return {"found": _stands(file, evidence.copy, evidence.quote), "damaged": False}
    except DamagedError:
        return {"found": None, "damaged": True}
    except NotFoundError:
        return {"found": None, "damaged": False}


@lru_cache(REMEMBERED)
def _stands(file: Path, sha256: str, quote: str) -> bool | None:
    with Store.open(file) as store:
        text = store.copy(sha256).text
    return find_quote(text, quote) is not None if text and quote else None
