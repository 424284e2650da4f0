"""What the machine proposes of claims and later coverage; no revision, never undone, never mixed with what people say.

A proposal is kept under its basis, a hash of all that it goes by. Where somebody changes that, it is simply not found
any more, and is computed anew; where they change it back, it is there again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from claims import method
from claims.model import Relation
from storage import codec, reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from claims.model import Match, Pair
    from storage.file import File


def keep(file: File, matches: Sequence[Match], bases_: Mapping[Pair, str] | None) -> None:
    """Keep each match under its basis, by `bases` as of now where none are given; without one it is left out."""
    with file.writing():
        known = _bases_of(file, matches) if bases_ is None else bases_
        row = {"method": method.METHOD, "at_utc": file.moment()}
        due = {(match.claim_id, match.coverage_id): match for match in matches}
        there = "SELECT 1 FROM proposal WHERE claim_id = ? AND coverage_id = ? AND basis = ?"
        file.insert(
            "proposal",
            [
                codec.match_row(match) | row | {"basis": known[pair]}
                for pair, match in due.items()
                if pair in known and not file.rows(there, *pair, known[pair])
            ],
        )


def _bases_of(file: File, matches: Sequence[Match]) -> dict[Pair, str]:
    claim_ids = dict.fromkeys(match.claim_id for match in matches)
    articles = dict.fromkeys(reading.article_of(file, claim_id) for claim_id in claim_ids)
    return {pair: basis for article_id in articles for pair, basis in bases(file, article_id).items()}


def bases(file: File, article_id: str, claim_id: str | None = None) -> dict[Pair, str]:
    """Return the basis of each claim that stands (or of the one given) and each later article that is listed.

    By claim in reading order, then as `coverage.listed` gives them.
    """
    published = str(reading.article(file, article_id).published)
    later, rejected = _later(file, article_id), _rejected(file, article_id)
    found: dict[Pair, str] = {}
    for claim in _claims(file, article_id, claim_id) if later else ():
        goes_by = _goes_by(published, claim["spans_json"], claim["attribution_json"])
        for coverage_id, day in later.items():
            pair = (str(claim["id"]), coverage_id)
            found[pair] = _basis(goes_by, day, rejected.get(pair, "[]"))
    return found


# A basis is the hash of JSON that is put together from parts, each encoded once and not again for each pair of claim
# and later article; `json.dumps` of all of it would give the same.

_json: Final = json.JSONEncoder().encode
"""Of a text this takes a tenth of the time that it takes of a list."""


def _array(*parts: str) -> str:
    return f"[{', '.join(parts)}]"


def _basis(*goes_by: str) -> str:
    return sha256(_array(*goes_by).encode()).hexdigest()


def _goes_by(published: str, spans: str, attribution: str | None) -> str:
    """Return what `claims.compare.find_matches` goes by in a claim but for the text, which never changes.

    The rest of the coverage, by which it weighs words, is left out: or each article listed would undo all the work.
    """
    said = "null" if attribution is None else _json(attribution)
    return _json(_array(_json(method.METHOD), _json(published), _json(spans), said))


def _later(file: File, article_id: str) -> dict[str, str]:
    """Return the day of each later article, in the order of `coverage.listed`."""
    return {row["id"]: _json(row["published"]) for row in file.rows(_LATER, article_id)}


_LATER = """
    SELECT id, published FROM coverage_now JOIN article_now ON article_now.id = coverage_id
    WHERE article_id = ? ORDER BY published IS NULL, published, title, id
"""


def _rejected(file: File, article_id: str) -> dict[Pair, str]:
    """Return the places of the passages that were rejected, where any were."""
    found: defaultdict[Pair, list[list[int]]] = defaultdict(list)
    sql = "SELECT * FROM rejection_now WHERE article_id = ? ORDER BY start_at, end_at"
    for row in file.rows(sql, article_id):
        found[row["claim_id"], row["coverage_id"]].append([row["start_at"], row["end_at"]])
    return {pair: _json(places) for pair, places in found.items()}


def _claims(file: File, article_id: str, claim_id: str | None) -> list[sqlite3.Row]:
    """Return what the proposals go by in each claim, in reading order."""
    rows = file.rows(
        """
        SELECT id, spans_json, attribution_json FROM claim_now
        WHERE article_id = ?1 AND CASE WHEN ?2 IS NULL THEN withdrawn = '' ELSE id = ?2 END
        """,
        article_id,
        claim_id,
    )
    places = zip(codec.decoded(row["spans_json"] for row in rows), rows, strict=True)
    return [row for _, row in sorted(places, key=lambda place: (place[0], place[1]["id"]))]


def matches(file: File, article_id: str) -> list[Match]:
    """Return the proposals whose basis holds, in the order of `bases`."""
    return [codec.match(row) for _, row in _found(file, article_id, "proposal.*") if row]


def told(file: File, article_id: str) -> dict[Pair, tuple[str, list[str]]]:
    """Return the relation and the reasons of those that are not silent: of the rest not even the basis is computed."""
    published = str(reading.article(file, article_id).published)
    later, rejected = _later(file, article_id), _rejected(file, article_id)
    found: dict[Pair, tuple[str, str]] = {}
    for claim_id, coverage_id, basis, relation, why, spans, attribution in file.rows(
        _TOLD, article_id, Relation.SILENT
    ):
        pair, day = (claim_id, coverage_id), later.get(coverage_id)
        if day and basis == _basis(_goes_by(published, spans, attribution), day, rejected.get(pair, "[]")):
            found[pair] = relation, why
    reasons = codec.decoded(why for _, why in found.values())
    return {
        pair: (relation, [reason["text"] for reason in why])
        for (pair, (relation, _)), why in zip(found.items(), reasons, strict=True)
    }


_TOLD = """
    SELECT proposal.claim_id, coverage_id, basis, relation, reasons_json, spans_json, attribution_json
    FROM claim_now JOIN proposal ON proposal.claim_id = id
    WHERE article_id = ? AND withdrawn = '' AND relation <> ?
"""


def missing(file: File, article_id: str) -> list[Pair]:
    """Return the pairs that have none."""
    return [pair for pair, row in _found(file, article_id, "proposal.claim_id, coverage_id, basis") if not row]


def _found(file: File, article_id: str, columns: str) -> Iterator[tuple[Pair, sqlite3.Row | None]]:
    """Yield each pair, and the row of its proposal."""
    rows = file.rows(
        f"SELECT {columns} FROM claim JOIN proposal ON proposal.claim_id = claim.id WHERE claim.article_id = ?",  # noqa: S608 - our own names
        article_id,
    )
    by_basis = {(row["claim_id"], row["coverage_id"], row["basis"]): row for row in rows}
    for pair, basis in bases(file, article_id).items():
        yield pair, by_basis.get((*pair, basis))


def proposed(file: File, claim_id: str, coverage_id: str) -> str:
    """Return which relation is proposed of a claim and a later article, "" where nothing is."""
    basis = bases(file, reading.article_of(file, claim_id), claim_id).get((claim_id, coverage_id))
    sql = "SELECT relation FROM proposal WHERE claim_id = ? AND coverage_id = ? AND basis = ?"
    rows = file.rows(sql, claim_id, coverage_id, basis)
    return str(rows[0]["relation"]) if rows else ""
