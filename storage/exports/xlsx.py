"""A working sheet: a row for each standing claim and one's review of it, with drop-downs; it can come back (`sheet`).

Every text is written as text, so that nothing in it can run, and into cells that keep it one when it is edited.
"""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING, BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from claims.model import Review, Span, words
from claims.passages import find_passages
from claims.vocabulary import KINDS, SOURCE_TYPES
from storage.errors import SheetError
from storage.opinions import counted
from storage.plain import called
from storage.sheet.columns import (
    CHOICES,
    COLUMNS,
    DAYS,
    EDITABLE,
    FIRST_DAY,
    HEADERS,
    LISTS,
    SHEET,
    USE,
    claim_cells,
    desk_cell,
    fitted,
    review_cells,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from claims.model import Article, Claim
    from storage.sheet.columns import Cell
    from storage.store import Store

MAX_ROWS: Final = 1_048_575
"""How many rows a sheet of Excel has below its head."""

LINE: Final = 14.0
"""The height of a line of text in points."""

MAX_HEIGHT: Final = 409.0
"""How high a row of Excel can be, in points."""

_BOX: Final = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D0D0D0", "font_size": 10}
_LOOKS: Final = {
    "head": {**_BOX, "bold": True, "bg_color": "#E4E4E4"},
    "yours": {**_BOX, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"},
    "text": {**_BOX, "num_format": "@", "bg_color": "#F6F6F6"},
    "number": {**_BOX, "align": "left", "bg_color": "#F6F6F6"},
    "edit": {**_BOX, "num_format": "@"},
    "day": {**_BOX, "num_format": "yyyy-mm-dd", "align": "left"},
    "title": {"bold": True, "font_size": 14},
    "term": {"bold": True, "valign": "top", "font_size": 10},
    "line": {"text_wrap": True, "valign": "top", "font_size": 10},
}
"""Cells: “@” keeps what is typed as it is, without a guess at dates, figures or formulas."""

_USE: Final = """\
Fill in the columns with a dark head. The others are to be read; what is changed in them is not taken, nor are new rows.
Sort, filter, hide and delete as you like, but leave the hidden columns at the end as they are.
Save the file as .xlsx and bring it back in Claimbook, on the page Reports. It shows what differs, cell by cell, \
and what has changed there meanwhile; you choose what is taken. One undo takes all of it back.
A row is taken only by the reviewer that it names; one that names nobody, by whoever brings it back.
Write days as 2016-12-13. A verification that is cleared is unchecked again."""


def xlsx_bytes(store: Store, article_ids: Sequence[str] | None = None, reviewer: str | None = None) -> bytes:
    """Return the working sheet of one reviewer. Raises as `write_xlsx`."""
    out = io.BytesIO()
    write_xlsx(store, out, article_ids, reviewer)
    return out.getvalue()


def write_xlsx(
    store: Store, out: BinaryIO, article_ids: Sequence[str] | None = None, reviewer: str | None = None
) -> None:
    """Write the working sheet of articles: all, first added first, or those given.

    With a reviewer it has one row a claim, with that one's review; without, one for each reviewer of a claim too.
    Raises NotFoundError for an article that is not there, SheetError for more rows than a sheet has.
    """
    with store.one_moment():
        ids = [summary.id for summary in reversed(store.articles())] if article_ids is None else article_ids
        for article_id in ids:
            store.article(article_id)  # before anything is written
        with Workbook(out, {"constant_memory": True}) as book:
            book.set_properties({"title": "Claimbook working sheet", "created": store.moment().replace(tzinfo=None)})
            looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
            claims, use, lists = (book.add_worksheet(name) for name in (SHEET, USE, LISTS))
            last = _write_claims(claims, looks, _rows(store, ids, reviewer))
            _arrange(claims, last, of_several=len(ids) > 1)
            # one's own sheet has nobody else's reviews anyway
            hidden = len(store.left_out()) if reviewer is None else 0
            _explain(use, looks, hidden)
            _list(lists)


def _rows(store: Store, article_ids: Sequence[str], reviewer: str | None) -> Iterator[Mapping[str, Cell]]:
    mark = store.mark()
    for article_id in article_ids:
        article, claims = store.article(article_id), store.claims(article_id)
        around = _contexts(article) if claims else None
        said: defaultdict[str, dict[str, Review]] = defaultdict(dict)
        settled = {found.claim_id: found for found in store.settlements(article_id)}
        for review in store.reviews(article_id, reviewer):
            said[review.claim_id][review.reviewer] = review
        for number, claim in enumerate(claims, start=1):
            more = {"context": around(claim) if around else "", "desk": desk_cell(settled.get(claim.id))}
            shared = _shared(article, claim, number, mark) | more
            for person in [reviewer] if reviewer is not None else sorted(said[claim.id]) or [""]:
                review = said[claim.id].get(person) or Review(claim.id, person)
                yield shared | review_cells(review) | {"reviewer": fitted(person)}


def _contexts(article: Article) -> Callable[[Claim], str]:
    """Return what gives, for a claim of the article, the sentences that it stands in, as words."""
    sentences = [passage.span for passage in find_passages(article)]
    starts, ends = [sentence.start for sentence in sentences], [sentence.end for sentence in sentences]

    def around(claim: Claim) -> str:
        runs: list[tuple[int, int]] = []
        for span in claim.spans:
            first, after = bisect_right(ends, span.start), bisect_left(starts, span.end)
            if runs and first <= runs[-1][1]:
                runs[-1] = (runs[-1][0], max(after, runs[-1][1]))
            elif first < after:
                runs.append((first, after))
        met = [Span(starts[first], ends[after - 1]) for first, after in runs]
        return fitted(words(article.text, met or claim.spans))

    return around


def _shared(article: Article, claim: Claim, number: int, mark: str) -> dict[str, Cell]:
    """Return what stands in each of a claim's rows."""
    ids: dict[str, Cell] = {"claim_id": claim.id, "article_id": article.id, "revision": mark}
    return claim_cells(claim, article) | ids | {"number": number, "article": fitted(called(article))}


def _write_claims(sheet: Worksheet, looks: Mapping[str, Format], rows: Iterator[Mapping[str, Cell]]) -> int:
    """Write head and rows, and return the place of the last, the head being 0."""
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.header, looks["yours" if column.key in EDITABLE else "head"])
    shapes = [_look(column.key) for column in COLUMNS]
    line = 0
    for line, row in enumerate(rows, start=1):
        if line > MAX_ROWS:
            message = f"The working sheet would have more than {MAX_ROWS:,} rows. Export fewer articles at a time."
            raise SheetError(message)
        sheet.set_row(line, _height(row))
        for place, column in enumerate(COLUMNS):
            _write(sheet, line, place, row[column.key], looks[shapes[place]])
    return line


def _height(row: Mapping[str, Cell]) -> float:
    """Return about how high a row has to be, in points: LibreOffice gives rows without a height a single line."""
    texts = ((column.width, cell) for column in COLUMNS if column.width and isinstance(cell := row[column.key], str))
    lines = max(sum(1 + _wide(line) // width for line in text.split("\n")) for width, text in texts)
    return min(LINE * lines + 3, MAX_HEIGHT)


def _wide(text: str) -> int:
    """Return how wide a text is, in Latin letters: what has three bytes in UTF-8 is mostly Chinese or Korean."""
    return (len(text) + len(text.encode())) // 2


def _look(key: str) -> str:
    if key in DAYS:
        return "day"
    return "edit" if key in EDITABLE else "number" if key == "number" else "text"


def _write(sheet: Worksheet, line: int, place: int, cell: Cell, look: Format) -> None:
    match cell:
        case None | "":
            sheet.write_blank(line, place, None, look)
        case str():
            sheet.write_string(line, place, cell, look)
        case int():
            sheet.write_number(line, place, cell, look)
        case date():
            sheet.write_datetime(line, place, datetime(cell.year, cell.month, cell.day), look)  # noqa: DTZ001 - a day


def _arrange(sheet: Worksheet, last: int, *, of_several: bool) -> None:
    """Set widths, drop-downs and filters, and how it prints."""
    for place, column in enumerate(COLUMNS):
        hidden = not column.width or (column.key == "article" and not of_several)
        sheet.set_column(place, place, column.width or 10, None, {"hidden": hidden})
        if column.key in CHOICES or column.key in DAYS:
            sheet.data_validation(1, place, max(last, 1), place, _rule(column.key))
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(COLUMNS) - 1)}{last + 1}"})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(2, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    sheet.set_footer("&L&A&RPage &P of &N")


def _rule(key: str) -> dict[str, object]:
    """Return what may be put into a column, and what is said of anything else."""
    if key in DAYS:
        said = {"error_title": "Not a day", "error_message": "Write a day as 2016-12-13, or leave the cell blank."}
        first = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day)  # noqa: DTZ001 - a day
        return {"validate": "date", "criteria": ">=", "value": first, "error_type": "warning", **said}
    letter = xl_col_to_name(list(CHOICES).index(key))
    said = {"error_title": "Not on the list", "error_message": f"Choose {HEADERS[key].lower()} from the list."}
    return {"validate": "list", "source": f"={LISTS}!${letter}$1:${letter}${len(CHOICES[key])}", **said}


def _list(sheet: Worksheet) -> None:
    """Write the choices of the drop-downs, a list a column."""
    for line in range(max(map(len, CHOICES.values()))):
        for place, choices in enumerate(CHOICES.values()):
            if line < len(choices):
                sheet.write_string(line, place, choices[line].label)
    sheet.hide()


def _explain(sheet: Worksheet, looks: Mapping[str, Format], hidden: int) -> None:
    """Write how the sheet is used, its columns, and the definitions of all that can be chosen."""
    lines = count()
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    sheet.write_string(next(lines), 0, "How to use this sheet", looks["title"])
    left_out = f"What others found on {counted(hidden)} is left out: it is hidden from whoever made this sheet."
    for text in (*_USE.splitlines(), *([left_out] if hidden else [])):
        sheet.write_string(next(lines), 1, text, looks["line"])
    sections = {"Columns": [(column.header, column.meaning) for column in COLUMNS]} | {
        HEADERS[key]: [(one.label, one.definition) for one in choices]
        for key, choices in {"kind": KINDS, "source_type": SOURCE_TYPES, **CHOICES}.items()
    }
    for title, entries in sections.items():
        next(lines)
        sheet.write_string(next(lines), 0, title, looks["title"])
        for term, meaning in entries:
            line = next(lines)
            sheet.write_string(line, 0, term, looks["term"])
            sheet.write_string(line, 1, meaning, looks["line"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
