"""What is written in an archive besides the rows: how they are written as lines, and the README that explains them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from claims import vocabulary
from storage.archive.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.codec import Row

FORMAT: Final = "claimbook archive"
VERSION: Final = 2
"""Raised with any change to what an archive holds; a newer one is refused, an older one read."""

SINCE: Final[Mapping[str, int]] = dict.fromkeys(("needed", "settlement", "comment", "handover"), 2)
"""From which version on an archive has a table, where not from the first."""

MANIFEST: Final = "manifest.json"
README_NAME: Final = "README.md"
VOCABULARY: Final = "vocabulary.json"
COPIES: Final = "copies/"

_HUGE: Final = 2**53
"""Where numbers are no longer kept exactly in every program; none in a row comes near it."""

_LISTS: Final = {
    "kind": vocabulary.KINDS,
    "source_type": vocabulary.SOURCE_TYPES,
    "manner": vocabulary.MANNERS,
    "sourcing": vocabulary.SOURCING,
    "verification": vocabulary.VERIFICATION,
    "confidence": vocabulary.CONFIDENCE,
    "stance": vocabulary.STANCES,
    "relation": vocabulary.RELATIONS,
    "aspect": vocabulary.ASPECTS,
    "dismissal": vocabulary.DISMISSALS,
    "replaced": vocabulary.REPLACED,
}

README: Final = """# Archive of an article from Claimbook

All that was kept of one article: its text, the claims, each change of them with who made it and when, reviews with
their evidence and the stored copies, what was dismissed, what people said to one another and handed over, later
coverage with what the machine proposed and what people decided. Claimbook takes it in again without loss:
`python -m storage import FILE ARCHIVE --as NAME`.

- `manifest.json` says which version of this form it is, which article, and of each other file the size and SHA-256.
- `vocabulary.json` has the lists that reviewers chose from, each key with its label and definition.
- `copies/` has the sources that were kept, each under its SHA-256.
- Each `.jsonl` is a table, in UTF-8: a line is a row, a JSON object. Nothing is ever changed in one: what was changed
  is there again, whole, with the revision that changed it; what holds is the row with the highest revision.

Revisions are numbered from 1 in each article. Places in a text are pairs of offsets in characters (Unicode code points)
from 0, the end not included. Moments are in UTC.

- `article.jsonl`: the texts, first the article's, then that of each later article. `id` is a hash of the text.
- `claim.jsonl`: the claims that there are or were.
- `revision.jsonl`: the changes. `revision` is the number, `action` what was done, `claim_id` of which claim if of one,
  `step` which revision it undid or did again, `batch` the first of several that were one act, `seal` what it was sealed
  with in the file where it was made.
- `article_info.jsonl`: what was known of an article. `body` is its text, `chrome` what a page put around it.
- `claim_info.jsonl`: what was known of a claim: its `spans` and `kind`, who says it (`attribution`), its `quantities`
  and `times`, how much it deserves a check from 0 to 1 (`check_worthiness`) and why (`signs`), who drew it (`origin`),
  which claims it was made from (`parents`), its words as they stand alone (`restated`), why it is none any longer
  (`withdrawn`).
- `review.jsonl`: what one person said of a claim. The finding holds `as_of` one day and is `due` again on another; each
  piece of `evidence` names its stored `copy` by its SHA-256.
- `dismissal.jsonl`: stretches with nothing to check, and the `reason`, which is blank where one was opened again.
- `coverage.jsonl`: the later articles, `listed` or not.
- `judgement.jsonl`: what one person decided on a claim and a later article, and what was `proposed` then.
- `rejection.jsonl`: passages of a later article that are not about a claim, or are after all.
- `needed.jsonl`: how many people are to judge each claim independently.
- `settlement.jsonl`: what the desk found of a claim in the end, and the `reason`; blank where it was taken back.
- `comment.jsonl`: what people said to one another of a claim; a blank `text` is one that was taken back.
- `handover.jsonl`: who is to work on a claim, and from whom or for what it waits.
- `proposal.jsonl`: what the machine proposed of a claim and a later article; `basis` is a hash of what it went by.
- `copy.jsonl`: the sources that were kept; `text` is what could be read of each.

Of later articles there is the text and what is known of them; what was checked in them is in archives of their own.
"""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, as the manifest has it."""

    name: str
    bytes: int
    sha256: str


def vocabulary_json() -> bytes:
    """Return the lists that reviewers choose from, with their definitions."""
    lists = {name: [entry._asdict() for entry in choices] for name, choices in _LISTS.items()}
    return (json.dumps(lists, ensure_ascii=False, indent=1) + "\n").encode()


def line(row: Row) -> bytes:
    """Return a row as a line; columns that are JSON in the file are written as what they hold."""
    cells = {
        column.removesuffix("_json"): json.loads(str(cell)) if column.endswith("_json") and cell is not None else cell
        for column, cell in row.items()
    }
    return (json.dumps(cells, ensure_ascii=False) + "\n").encode()


def row(table: str, text: str) -> Row:
    """Return the row that a line holds, in the order of the file's columns. Raises ValueError, KeyError, TypeError."""
    given = json.loads(text)
    names = {column.removesuffix("_json"): column for column in COLUMNS[table]}
    if given.keys() != names.keys():
        message = "other columns"
        raise ValueError(message)
    return {column: _cell(column, given[name]) for name, column in names.items()}


def _cell(column: str, given: Any) -> str | int | float | None:  # noqa: ANN401 - JSON
    """Return what a column holds. Raises ValueError."""
    if column.endswith("_json") and given is not None:
        return json.dumps(given, ensure_ascii=False, allow_nan=False)
    if given is None or isinstance(given, str) or (isinstance(given, int | float) and abs(given) < _HUGE):
        return given
    message = f"{column} is no text and no number"
    raise ValueError(message)
