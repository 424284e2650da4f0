"""Everything as a zip of tidy tables for pandas, each a CSV, and a dictionary of their columns.

Read each with `pandas.read_csv(name, keep_default_na=False, na_values=[""])`: a note that says “NA” is a note.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from storage.exports.cells import Cell, Column, piece, write
from storage.opinions import counted
from storage.plain import listed
from storage.tidy import TIDY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from storage.store import Store

DICTIONARY: Final = (
    Column("table", "The table."),
    Column("column", "The column."),
    Column("meaning", "What it holds."),
)

README: Final = """# Tables from Claimbook

Each `.csv` is a table in UTF-8; `dictionary.csv` says what is in each column. Tables join by `article_id`, `claim_id`,
`coverage_id` and `reviewer`. In pandas:

    options = {"keep_default_na": False, "na_values": [""]}
    claims, reviews = (pd.read_csv(f"{name}.csv", **options) for name in ("claims", "reviews"))
    claims.merge(reviews, on=["article_id", "claim_id"], how="left", suffixes=("", "_of_review"))

A text that a spreadsheet would run as a formula has an apostrophe in front.

"""

_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold: the same data give the same bytes."""


def write_tables(store: Store, out: BinaryIO, article_ids: Sequence[str] | None) -> None:
    """Write the zip, row by row: of all articles, first added first, or of those given. Raises NotFoundError."""
    with store.one_moment(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        if article_ids is None:
            article_ids = [row["id"] for row in store.each("SELECT id FROM article ORDER BY rowid")]
        for article_id in article_ids:
            store.article(article_id)
        purposes = "".join(f"- `{name}.csv`: {table.purpose}\n" for name, table in TIDY.items())
        _put(pack, "README.md", README + _left_out(store, article_ids) + purposes)
        meanings = ([name, column, said] for name, table in TIDY.items() for column, said in table.columns.items())
        _table(pack, "dictionary", DICTIONARY, meanings)
        for name, table in TIDY.items():
            columns = [Column(*column) for column in table.columns.items()]
            _table(pack, name, columns, (row for one in article_ids for row in _rows(store, name, one)))


def _left_out(store: Store, article_ids: Iterable[str]) -> str:
    """Return the line that says that something is hidden from whoever makes the tables; blank where nothing is."""
    hidden = sum(len(store.left_out(one)) for one in article_ids)
    return (
        f"What others found on {counted(hidden)} is left out: it is hidden from whoever made this.\n\n"
        if hidden
        else ""
    )


def _rows(store: Store, table: str, article_id: str) -> Iterable[Sequence[Cell]]:
    if table == "comparisons":
        return _comparisons(store, article_id)  # which proposals still hold no view can tell
    order = "claim_id, " if "claim_id" in TIDY[table].columns and table not in {"claims", "revisions"} else ""
    place = next((name for name in ("start_at", "revision") if name in TIDY[table].columns), "1")
    sql = f"SELECT * FROM {table} WHERE article_id = ? ORDER BY {order}{place}"  # noqa: S608 - our own names
    return cast("Iterable[Sequence[Cell]]", store.each(sql, article_id))


def _comparisons(store: Store, article_id: str) -> Iterator[list[Cell]]:
    for match in store.matches(article_id):
        reasons = listed(reason.text for reason in match.reasons)
        passages = listed(f"{span.start}-{span.end}" for span in match.passages)
        yield [article_id, match.claim_id, match.coverage_id, match.relation.value, match.score, reasons, passages]


def _table(pack: zipfile.ZipFile, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    with pack.open(_entry(f"{name}.csv"), "w") as member:
        text = io.TextIOWrapper(member, encoding="utf-8", newline="")
        write(text, columns, map(piece, rows))
        text.flush()


def _put(pack: zipfile.ZipFile, name: str, text: str) -> None:
    with pack.open(_entry(name), "w") as member:
        member.write(text.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DAY)
    entry.external_attr, entry.create_system, entry.compress_type = 0o644 << 16, 3, zipfile.ZIP_DEFLATED
    return entry
