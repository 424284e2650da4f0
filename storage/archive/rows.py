"""The rows of an article and of its later coverage, as they mean the same in every file: numbered by article."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

from storage import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.codec import Row
    from storage.file import File

    Numbers: TypeAlias = Mapping[str, Mapping[int, int]]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "article": ("id", "text"),
    "claim": ("id",),
    "revision": ("article_id", "revision", "at_utc", "by", "action", "claim_id", "step", "batch", "seal"),
    "article_info": (
        "article_id",
        *("revision", "title", "byline", "outlet", "url", "published", "body_json", "chrome_json"),
    ),
    "claim_info": (
        *("claim_id", "revision", "spans_json", "kind", "attribution_json", "quantities_json", "times_json"),
        *("check_worthiness", "signs_json", "origin", "parents_json", "restated", "withdrawn"),
    ),
    "review": (
        *("revision", "claim_id", "reviewer", "sourcing", "verification", "notes"),
        *("confidence", "as_of", "due", "evidence_json"),
    ),
    "dismissal": ("start_at", "end_at", "revision", "reason"),
    "coverage": ("coverage_id", "revision", "listed"),
    "judgement": ("revision", "claim_id", "coverage_id", "reviewer", "relation", "notes", "proposed"),
    "rejection": ("claim_id", "coverage_id", "start_at", "end_at", "revision", "rejected"),
    "needed": ("revision", "reviews"),
    "settlement": ("claim_id", "revision", "verification", "sourcing", "reason"),
    "comment": ("claim_id", "comment_id", "reviewer", "revision", "text"),
    "handover": ("claim_id", "revision", "assigned_to", "finish_by", "waiting_for"),
    "proposal": (
        *("claim_id", "coverage_id", "basis", "method", "at_utc", "relation", "score"),
        *("passages_json", "reasons_json", "differences_json"),
    ),
    "copy": ("sha256", "name", "media_type", "text"),
}
"""What each table of an archive holds, in the order in which they are taken in. Of a copy, its bytes lie beside it."""

_OF_CLAIM: Final = "{0} JOIN claim ON claim.id = {0}.claim_id WHERE claim.article_id = ? ORDER BY {1}{0}.rowid"
_OF_ARTICLE: Final = "{0} WHERE article_id = ? ORDER BY {1}{0}.rowid"

_REVISIONS: Final = """
    SELECT article_id, number AS revision, at_utc, by, action, claim_id, step, batch,
           coalesce((SELECT sha256 FROM origin WHERE revision = number),
                    (SELECT sha256 FROM seal WHERE table_name = 'revision' AND key_json = '[' || revision.number || ']'
                     ORDER BY seal.number LIMIT 1)) AS seal
    FROM revision WHERE article_id = ?1 AND action <> 'imported'
          AND (?2 OR number IN (SELECT revision FROM article_info WHERE article_id = ?1))
    ORDER BY number
"""
"""The revisions of an article, all of them or those that say what is known of it; the seal is the first of each."""

_COVERAGE: Final = """
    SELECT coverage_id FROM coverage WHERE article_id = ?1
    UNION SELECT coverage_id FROM judgement JOIN claim ON claim.id = claim_id WHERE article_id = ?1
    UNION SELECT coverage_id FROM rejection JOIN claim ON claim.id = claim_id WHERE article_id = ?1
    UNION SELECT coverage_id FROM proposal JOIN claim ON claim.id = claim_id WHERE article_id = ?1
    ORDER BY 1
"""

_COPIES: Final = """
    SELECT sha256, name, media_type, text FROM copy WHERE sha256 IN
           (SELECT json_extract(value, '$.copy') FROM claim JOIN review ON claim_id = claim.id, json_each(evidence_json)
            WHERE article_id = ?)
    ORDER BY sha256
"""


def tables(file: File, article_id: str) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the tables of an archive with their rows, of one moment if read in one. Raises NotFoundError.

    Of later coverage there is the text and what is known of it; what was checked in it is in an archive of its own.
    """
    reading.article(file, article_id)
    articles = [article_id, *(row["coverage_id"] for row in file.rows(_COVERAGE, article_id))]
    numbers = {one: numbers_of(file, one, whole=one == article_id) for one in articles}
    yield "article", chain.from_iterable(_read(file, "article", "article WHERE id = ?", one) for one in articles)
    yield "claim", _read(file, "claim", "claim WHERE article_id = ? ORDER BY rowid", article_id)
    yield "revision", chain.from_iterable(_revisions(file, one, numbers, whole=one == article_id) for one in articles)
    infos = _OF_ARTICLE.format("article_info", "")
    yield (
        "article_info",
        chain.from_iterable(_numbered(_read(file, "article_info", infos, one), numbers[one]) for one in articles),
    )
    for table in (
        *("claim_info", "review", "dismissal", "coverage", "judgement", "rejection"),
        *("needed", "settlement", "comment", "handover"),
    ):
        of = _OF_ARTICLE if table in {"dismissal", "coverage", "needed"} else _OF_CLAIM
        rows = _read(file, table, of.format(table, f"{table}.revision, "), article_id)
        yield table, _numbered(rows, numbers[article_id])
    yield "proposal", _read(file, "proposal", _OF_CLAIM.format("proposal", ""), article_id)
    yield "copy", map(dict, file.each(_COPIES, article_id))


def _read(file: File, table: str, where: str, article_id: str) -> Iterator[Row]:
    columns = ", ".join(f"{table}.{column}" for column in COLUMNS[table])
    return map(dict, file.each(f"SELECT {columns} FROM {where}", article_id))  # noqa: S608 - our own names


def numbers_of(file: File, article_id: str, *, whole: bool) -> dict[int, int]:
    """Return the number in the archive of each revision of an article."""
    rows = file.each(f"SELECT revision FROM ({_REVISIONS})", article_id, int(whole))  # noqa: S608 - our own names
    return {row["revision"]: place for place, row in enumerate(rows, start=1)}


def _numbered(rows: Iterable[Row], numbers: Mapping[int, int]) -> Iterator[Row]:
    return (row | {"revision": numbers[int(str(row["revision"]))]} for row in rows)


def _revisions(file: File, article_id: str, numbers: Numbers, *, whole: bool) -> Iterator[Row]:
    """Yield the revisions of an article; of later coverage without the claim that they were about."""
    for row in _numbered(map(dict, file.each(_REVISIONS, article_id, int(whole))), numbers[article_id]):
        others = {name: numbers[article_id].get(int(str(row[name] or 0))) for name in ("step", "batch")}
        yield row | others | ({} if whole else {"claim_id": None})
