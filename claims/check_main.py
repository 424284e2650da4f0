"""The command `python -m claims check`: in what an article does not fit itself, for people or as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.consistency import find_inconsistencies
from claims.excerpts import excerpts
from claims.model import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model import Article, Claim

Record = dict[str, Any]
"""One JSON object; its shape is that of the pipe, documented in the README."""


def told(name: str, article: Article, claims: Sequence[Claim]) -> Iterator[str]:
    """Yield lines for people: each inconsistency, the sum that shows it, and both places in their words."""
    found = find_inconsistencies(article, claims)
    count = "nothing found" if not found else f"{len(found)} to look at"
    yield f"\n{article.title or name}  ({count})\n"
    for number, inconsistency in enumerate(found, start=1):
        yield f"{number:4}  {inconsistency.text}"
        yield f"      {inconsistency.kind.value} · {inconsistency.sum}"
        for runs in excerpts(article.text, inconsistency.spans, inconsistency.other_spans):
            yield f"      “{''.join(run.text for run in runs).strip()}”"


def as_record(name: object, article: Article, claims: Sequence[Claim]) -> Record:
    """Return what was found in the shape of the pipe."""
    return {
        "id": name,
        "title": article.title,
        "inconsistencies": [
            {
                "kind": found.kind,
                "text": found.text,
                "sum": found.sum,
                "spans": [[s.start, s.end] for s in found.spans],
                "other_spans": [[s.start, s.end] for s in found.other_spans],
                "words": [words(article.text, found.spans), words(article.text, found.other_spans)],
                "claims": list(found.claim_ids),
            }
            for found in find_inconsistencies(article, claims)
        ],
    }
