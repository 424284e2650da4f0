"""Reads JSON-LD with a processor that is not ours, offline: contexts come from `vocabularies/`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyld import jsonld

FOLDER = Path(__file__).parent / "vocabularies"
CONTEXTS = {
    "https://schema.org": "schema-org-context.jsonld",
    "http://www.w3.org/ns/anno.jsonld": "web-annotation-context.jsonld",
}


def expanded(document: bytes) -> list[dict[str, Any]]:
    """Return the things of a document with every term as an IRI; an unknown context is an error, never fetched."""
    return list(jsonld.expand(json.loads(document), {"documentLoader": _loaded}))


def quads(document: bytes) -> str:
    """Return what a document states, a line a statement, in an order of its own (canonical N-Quads)."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _loaded}
    return str(jsonld.normalize(json.loads(document), options))


def _loaded(url: str, _options: object) -> dict[str, object]:
    document = json.loads((FOLDER / CONTEXTS[url]).read_text(encoding="utf-8"))
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}
