"""Joins the scripts or styles of a component: it is read from memory and cannot import others. No Streamlit here."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).parent
"""Where the scripts are that several components have."""


def joined(folder: Path, *names: str) -> str:
    """Return files as one, each from the component's own folder, else from those that are shared."""
    own = [folder / name for name in names]
    return "\n".join((path if path.exists() else SHARED / path.name).read_text(encoding="utf-8") for path in own)
