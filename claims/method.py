"""Which proposals `claims.compare` makes: apart from it, as reading what was kept needs no parser."""

from __future__ import annotations

from typing import Final

METHOD: Final = "2"
"""Raise it with any change to the proposals, and what was kept of the old ones is computed anew."""
