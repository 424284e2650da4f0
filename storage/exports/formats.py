"""The forms in which reviews leave the workbench: what the command line and the page Reports offer."""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from storage.dossier import read_from_the_start
from storage.exports.archive import write_archive
from storage.exports.calls import calls
from storage.exports.claimreview import claim_reviews
from storage.exports.csv import write_comparisons_csv, write_csv
from storage.exports.html import report
from storage.exports.markdown import markdown
from storage.exports.several import each_in_a_zip
from storage.exports.tables import write_tables
from storage.exports.webannotation import web_annotations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from storage.store import Store

    Write = Callable[[Store, BinaryIO, Sequence[str] | None], None]
    WriteText = Callable[[Store, TextIO, Sequence[str] | None], None]


class Format(NamedTuple):
    """A form to leave in. `write` takes the articles that are meant by their ids, None for all, first added first.

    It raises NotFoundError for an article that is not there.
    """

    key: str
    label: str
    ending: str
    """What a file's name ends in, with the dot; several articles are a zip where a form is of one article each."""
    media_type: str
    purpose: str
    """What it is for, in a sentence."""
    write: Write
    is_of_one: bool = False
    """Whether it is of one article each."""
    is_whole: bool = False
    """Whether it is refused to whom something of the article is hidden, as it cannot leave anything out."""


def _text(write: WriteText, encoding: str = "utf-8") -> Write:
    """Return a writer of text as one of bytes."""

    def write_bytes(store: Store, out: BinaryIO, article_ids: Sequence[str] | None) -> None:
        text = io.TextIOWrapper(out, encoding=encoding, newline="")
        write(store, text, article_ids)
        text.detach()

    return write_bytes


def _sheet(store: Store, out: BinaryIO, article_ids: Sequence[str] | None) -> None:
    from storage.exports.xlsx import write_xlsx  # noqa: PLC0415 - its libraries take a third of a second

    write_xlsx(store, out, article_ids)


FORMATS: Final = (
    Format(
        "html",
        "Report",
        ".html",
        "text/html",
        "All that was found, as one page to read or send. To make a PDF, open it and print it.",
        each_in_a_zip(report, ".html"),
        is_of_one=True,
    ),
    Format("csv", "CSV", ".csv", "text/csv", "A row for each claim and reviewer.", _text(write_csv)),
    Format(
        "excel-csv",
        "CSV for Excel",
        ".csv",
        "text/csv",
        "The same, with the mark by which Excel knows UTF-8.",
        _text(write_csv, "utf-8-sig"),
    ),
    Format(
        "comparisons",
        "Comparisons",
        ".csv",
        "text/csv",
        "Each claim beside each later article, as CSV.",
        _text(write_comparisons_csv),
    ),
    Format(
        "xlsx",
        "Working sheet",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "A row for each claim and reviewer, to fill in with Excel and bring back.",
        _sheet,
    ),
    Format(
        "tables",
        "Tables",
        ".zip",
        "application/zip",
        "Everything as tidy tables in a zip, for pandas, with a dictionary of the columns.",
        write_tables,
    ),
    Format(
        "archive",
        "Archive",
        ".zip",
        "application/zip",
        "All of an article, its history and copies, to keep or to take into another Claimbook.",
        write_archive,
        is_whole=True,
    ),
    Format(
        "claimreview",
        "ClaimReview",
        ".jsonld",
        "application/ld+json",
        "The findings in schema.org's terms, for the page that publishes them.",
        each_in_a_zip(claim_reviews, ".jsonld"),
        is_of_one=True,
    ),
    Format(
        "annotations",
        "Web annotations",
        ".jsonld",
        "application/ld+json",
        "The claims and reviews as W3C Web Annotations, for other annotation tools.",
        each_in_a_zip(web_annotations, ".jsonld", read_from_the_start),
        is_of_one=True,
    ),
    Format(
        "markdown",
        "Markdown",
        ".md",
        "text/markdown",
        "The claims with findings, evidence and notes, for a ticket or a mail.",
        each_in_a_zip(markdown, ".md"),
        is_of_one=True,
    ),
    Format(
        "calls",
        "Call sheets",
        ".html",
        "text/html",
        "To print: what to ask each source, what to ask the author, and what is open.",
        each_in_a_zip(calls, ".html"),
        is_of_one=True,
    ),
)
"""In the order in which they are offered."""


def named(key: str) -> Format:
    """Return the format with this key. Raises KeyError."""
    return {one.key: one for one in FORMATS}[key]


def as_bytes(store: Store, key: str, article_ids: Sequence[str] | None = None, *, excel: bool = False) -> bytes:
    """Return what a format makes of articles, after the mark by which Excel knows UTF-8 if asked.

    Raises KeyError, and as the format's `write`.
    """
    out = io.BytesIO()
    out.write(BOM_UTF8 if excel else b"")
    named(key).write(store, out, article_ids)
    return out.getvalue()
