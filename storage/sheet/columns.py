"""The columns of the working sheet, and what stands in them: the sheet is written and read back by the same words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from claims.vocabulary import CONFIDENCE, KINDS, SOURCE_TYPES, SOURCING, VERIFICATION, Choice, choice
from storage.plain import source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model import Article, Claim, Review, Settlement

Cell: TypeAlias = "str | int | date | None"
"""What stands in a cell; None and "" are both a blank one."""


SHEET: Final = "Claims"
"""What the sheet itself is called in its file."""

USE: Final = "How to use"
LISTS: Final = "Lists"
"""What the sheets beside it are called: what to do, and what can be chosen."""


class SheetColumn(NamedTuple):
    """A column: `width` is in characters of the sheet's font, 0 for one that is hidden."""

    key: str
    header: str
    width: int
    meaning: str


COLUMNS: Final = (
    SheetColumn("number", "No.", 5, "The claim's place in reading order."),
    SheetColumn("claim", "Claim", 36, "Its words; “…” where something lies between."),
    SheetColumn("context", "In the article", 40, "The sentence that it stands in."),
    SheetColumn("kind", "Kind", 10, "What it asserts."),
    SheetColumn("source", "Source", 17, "Who says it, as printed."),
    SheetColumn("source_type", "Source type", 12, "What the article shows of the source."),
    SheetColumn("sourcing", "Sourcing", 13, "Your judgement of the source."),
    SheetColumn("verification", "Verification", 14, "Your finding."),
    SheetColumn("confidence", "Confidence", 11, "How sure you are of it."),
    SheetColumn("as_of", "As of", 11, "The day as of which it holds, such as 2016-12-13."),
    SheetColumn("due", "Due", 11, "The day on which it is due again."),
    SheetColumn("notes", "Notes", 44, "Your notes."),
    SheetColumn("evidence", "Evidence", 36, "What it rests on. Add evidence in Claimbook, or write it into the notes."),
    SheetColumn(
        "desk", "The desk", 24, "What the desk found and why, where it has settled the claim. It is to be read."
    ),
    SheetColumn("reviewer", "Reviewer", 12, "Whose review it is; blank where nobody has one."),
    SheetColumn("article", "Article", 24, "The article's headline."),
    SheetColumn("claim_id", "Claim id", 0, "The claim: by this it is found again. Leave it as it is."),
    SheetColumn("article_id", "Article id", 0, "Its article. Leave it as it is."),
    SheetColumn("revision", "Revision", 0, "What stood in Claimbook when the sheet was made. Leave it as it is."),
)

CHOICES: Final[Mapping[str, tuple[Choice, ...]]] = {
    "sourcing": SOURCING,
    "verification": VERIFICATION,
    "confidence": CONFIDENCE,
}
"""The columns to choose from a list in."""

DAYS: Final = ("as_of", "due")

EDITABLE: Final = (*CHOICES, *DAYS, "notes")
"""The columns in which an edit is taken: fields of a review."""

HEADERS: Final[Mapping[str, str]] = {column.key: column.header for column in COLUMNS}

MAX_CELL: Final = 32_767
"""How many UTF-16 units a cell of Excel holds."""

CUT: Final = " … [Cut here: a cell holds no more. The whole text is in Claimbook; edit it there.]"

FIRST_DAY: Final = date(1900, 3, 1)
"""The first day that all spreadsheets count alike: Excel believes that 1900 was a leap year."""

_ILLEGAL: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""

JOINER: Final = "\u2060"
"""An invisible mark that joins words."""

_CODE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet takes for the start of a character's code; LibreOffice knows no way to say that it is none."""

_LINE: Final = re.compile(r"\r\n?")


def review_cells(review: Review) -> dict[str, Cell]:
    """Return what stands of a review in its row, by the columns' keys."""
    lists = {name: choice(choices, getattr(review, name)).label for name, choices in CHOICES.items()}
    days = {name: _day(getattr(review, name)) for name in DAYS}
    evidence = "\n".join(map(source, review.evidence))
    return {**lists, **days, "notes": fitted(review.notes), "evidence": fitted(evidence)}


def in_words(field: str, value: str) -> str:
    """Return a value of an editable column, as the store has it, as it is shown."""
    return choice(CHOICES[field], value).label if field in CHOICES else value


def claim_cells(claim: Claim, article: Article) -> dict[str, Cell]:
    """Return what stands of a claim in its row, but for the sentence around it."""
    said = claim.attribution
    return {
        "claim": fitted(claim.text(article)),
        "kind": choice(KINDS, claim.kind).label,
        "source": fitted(said.source or "") if said else "",
        "source_type": choice(SOURCE_TYPES, said.source_type).label if said else "",
    }


def desk_cell(found: Settlement | None) -> Cell:
    """Return what the desk found of a claim: “False: The ministry denied it. (Ed)”."""
    if found is None:
        return ""
    state = ", open again" if found.is_reopened else ""
    return fitted(f"{choice(VERIFICATION, found.verification).label}{state}: {found.reason} ({found.by})")


def _day(day: date | None) -> Cell:
    return day.isoformat() if day and day < FIRST_DAY else day


def fitted(text: str) -> str:
    """Return a text as a cell holds it: lines end in a line feed, what XML cannot write is �, too much is cut.

    What would be read as a character's code, “_x000D_”, has an invisible mark in it.
    """
    text = _CODE.sub(f"_{JOINER}", _ILLEGAL.sub("\ufffd", _LINE.sub("\n", text)))
    if len(text) <= MAX_CELL // 2 or len(text.encode("utf-16-le")) <= 2 * MAX_CELL:
        return text
    room = 2 * (MAX_CELL - len(CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
