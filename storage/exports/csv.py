"""Everything as one flat table for a spreadsheet or pandas: a row for each claim and reviewer, no JSON in the cells.

A cell of text that a spreadsheet would run as a formula gets an apostrophe in front, and so does one that already had
an apostrophe there, so that taking one away gives back the text. Numbers are not text: -5 in a column of numbers stays.
Every text is quoted, or a spreadsheet that separates at semicolons would find formulas in the middle of one.
Read it with `pandas.read_csv(path, keep_default_na=False)`: a note that says “NA” is a note.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

from claims.model import Review
from storage.plain import day, figure, listed, period, source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.model import Article, Claim
    from storage.store import DatedReview, Store

Cell = str | int | float


class Column(NamedTuple):
    """A column's name and what it holds."""

    name: str
    meaning: str


COLUMNS: Final = (
    Column("article_id", "The article: a hash of its text."),
    Column("article_title", "Its headline."),
    Column("byline", "Its author, as printed."),
    Column("outlet", "Who published it."),
    Column("url", "Where."),
    Column("published", "When, as 2016-12-13."),
    Column("claim_number", "The claim's place in reading order, from 1; blank where it is a claim no longer."),
    Column("claim_id", "The claim; stays the same from export to export."),
    Column("claim_text", "Its words; “…” where something lies between."),
    Column("start", "Where it starts in the article's text, in characters from 0."),
    Column("end", "Where it ends: the first character after it."),
    Column("spans", "All its stretches, such as “167-204; 209-266”."),
    Column("kind", "What it asserts: event, quantity, position, cause, rule, prediction or opinion."),
    Column("source", "Who says it, as printed; blank where nobody is given."),
    Column("source_type", "What the article shows of the source; blank where it speaks in its own voice."),
    Column("cue", "The words that attribute it, such as “said”."),
    Column("manner", "Whose words they are: direct or indirect."),
    Column("quantities", "Its figures, such as “38 defectors; approximately 600 USD”."),
    Column("times", "Its dates, such as “Last month (2016-11-01 to 2016-11-30)”."),
    Column("check_worthiness", "How much it deserves a check, from 0 to 1."),
    Column("origin", "Who drew its bounds: splitter or person."),
    Column("parents", "The claims that it was made from by splitting or merging."),
    Column("restated", "Its words as they stand alone, where a reviewer has put them so."),
    Column("withdrawn", "Why it is a claim no longer: a reason, or split or merged; blank while it is one."),
    Column("reviewer", "Who reviewed it; blank where nobody has."),
    Column("sourcing", "The reviewer's judgement of the source."),
    Column("verification", "The reviewer's finding; unchecked where there is none."),
    Column("confidence", "How sure the reviewer is: low, medium or high."),
    Column("as_of", "The day as of which the finding holds."),
    Column("due", "The day on which it is due again."),
    Column("notes", "The reviewer's notes."),
    Column("evidence", "What it rests on, such as “Court file, p. 4 (primary, supports): “38 were held””."),
    Column("copies", "The SHA-256 of the stored copies, in the same order."),
    Column("reviewed_at_utc", "When the review was last changed."),
    Column("revision", "The revision that changed it."),
)

_UNREVIEWED: Final[list[Cell]] = ["", "", Review("", "").verification, *[""] * 8]

_BLANKS = r"[\s\u200b-\u200d\u2060\ufeff]*"
_FORMULA: Final = re.compile(rf"'*(?:{_BLANKS}[=+\-@＝＋－＠]|[\t\r])")


def data_dictionary() -> str:
    """Return the columns and their meanings as a Markdown table."""
    lines = [f"| `{column.name}` | {column.meaning} |" for column in COLUMNS]
    return "\n".join(["| Column | Meaning |", "|---|---|", *lines])


def write_csv(store: Store, out: TextIO, article_ids: Sequence[str] | None = None) -> None:
    """Write the table to a stream opened with `newline=""`, article by article: all, first added first, or those given.

    Raises NotFoundError for an article that is not there.
    """
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    with store.one_moment():
        if article_ids is None:
            article_ids = [summary.id for summary in reversed(store.articles())]
        writer.writerow(column.name for column in COLUMNS)
        for article_id in article_ids:
            writer.writerows(map(defused, row) for row in _rows(store, article_id))


def csv_bytes(store: Store, article_ids: Sequence[str] | None = None, *, excel: bool = False) -> bytes:
    """Return the table as UTF-8; with a byte order mark for Excel, which otherwise garbles all but plain English."""
    out = io.StringIO(newline="")
    write_csv(store, out, article_ids)
    return out.getvalue().encode("utf-8-sig" if excel else "utf-8")


def defused(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet will run: a text that looks like a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _rows(store: Store, article_id: str) -> Iterator[list[Cell]]:
    """Yield an article's rows, by claim in reading order, then by reviewer."""
    article = store.article(article_id)
    by_claim: dict[str, list[DatedReview]] = {}
    for dated in store.dated_reviews(article_id):
        by_claim.setdefault(dated.review.claim_id, []).append(dated)
    numbers = count(1)
    for claim in store.claims(article_id, withdrawn=True):
        number = "" if claim.withdrawn else next(numbers)
        shared = [*_article_cells(article), number, *_claim_cells(claim, article)]
        reviewed = [_review_cells(dated) for dated in by_claim.get(claim.id, [])]
        for cells in reviewed or [_UNREVIEWED]:
            yield [*shared, *cells]


def _article_cells(article: Article) -> list[Cell]:
    return [article.id, article.title, article.byline, article.outlet, article.url, day(article.published)]


def _claim_cells(claim: Claim, article: Article) -> list[Cell]:
    return [
        claim.id,
        claim.text(article),
        claim.spans[0].start if claim.spans else "",
        claim.spans[-1].end if claim.spans else "",
        listed(f"{span.start}-{span.end}" for span in claim.spans),
        claim.kind.value,
        *_attribution_cells(claim),
        listed(map(figure, claim.quantities)),
        listed(map(period, claim.times)),
        claim.check_worthiness,
        claim.origin.value,
        listed(claim.parents),
        claim.restated,
        claim.withdrawn,
    ]


def _attribution_cells(claim: Claim) -> list[Cell]:
    if claim.attribution is None:
        return ["", "", "", ""]
    said = claim.attribution
    return [said.source or "", said.source_type.value, said.cue or "", said.manner.value]


def _review_cells(dated: DatedReview) -> list[Cell]:
    review = dated.review
    return [
        review.reviewer,
        review.sourcing,
        review.verification,
        review.confidence,
        day(review.as_of),
        day(review.due),
        review.notes,
        listed(map(source, review.evidence)),
        listed(one.copy for one in review.evidence if one.copy),
        f"{dated.at:%Y-%m-%d %H:%M:%S}",
        dated.revision,
    ]
