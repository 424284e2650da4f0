"""Everything as one flat table for a spreadsheet or pandas: a row for each claim and reviewer, no JSON in the cells.

After an article's claims comes a row for each stretch of it in which nothing is to be checked; it has no `claim_id`.
Beside it a table with a row for each claim and later article. No cell runs in a spreadsheet (see `cells`).
Read them with `pandas.read_csv(path, keep_default_na=False)`: a note that says “NA” is a note.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import count, groupby, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TextIO

from claims.model import Review, joined
from storage import codec
from storage.exports import comparisons
from storage.exports.cells import Cell, Column, dictionary, write
from storage.plain import amount, cited, dated, day, listed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from claims.model import Article, Settlement, Talk
    from storage.store import Store

COLUMNS: Final = (
    Column("article_id", "The article: a hash of its text."),
    Column("article_title", "Its headline."),
    Column("byline", "Its author, as printed."),
    Column("outlet", "Who published it."),
    Column("url", "Where."),
    Column("published", "When, as 2016-12-13."),
    Column("claim_number", "The claim's place in reading order, from 1; blank where it is a claim no longer."),
    Column("claim_id", "The claim; stays the same from export to export. Blank for a stretch that was dismissed."),
    Column("claim_text", "Its words, or those of the stretch; “…” where something lies between."),
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
    Column(
        "dismissed", "Why nothing is to be checked in a stretch that is no claim; blank where the row is of a claim."
    ),
    Column("reviewer", "Who reviewed it, judged later coverage of it, or dismissed it; blank where nobody has."),
    Column("sourcing", "The reviewer's judgement of the source."),
    Column("verification", "The reviewer's finding; unchecked where there is none."),
    Column("confidence", "How sure the reviewer is: low, medium or high."),
    Column("as_of", "The day as of which the finding holds."),
    Column("due", "The day on which it is due again."),
    Column("notes", "The reviewer's notes."),
    Column("evidence", "What it rests on, such as “Court file, p. 4 (primary, supports): “38 were held””."),
    Column("copies", "The SHA-256 of the stored copies, in the same order."),
    Column("reviewed_at_utc", "When the review was last changed, or the stretch dismissed."),
    Column("revision", "The revision that changed it."),
    Column("later_coverage", "Decisions on later coverage, such as “2006-02-21 Wikinews: updates (38 → 41 dead)”."),
    Column("later_coverage_notes", "Notes on later coverage, likewise."),
    Column(
        "later_coverage_proposed", "What the machine proposes and the reviewer has not decided; not where it is silent."
    ),
    Column("workflow", "How far the claim has come, such as done or waiting_for_source; blank where it is none."),
    Column("assigned_to", "Who is to work on it; blank for nobody."),
    Column("finish_by", "The day by which they are to finish."),
    Column("waiting_for", "From whom or for what it waits; blank where it does not."),
    Column("comments", "What people said to one another of it, such as “Ann (2026-03-02 17:04): “See p. 4, @Ben””."),
    Column("desk_verification", "What the desk found of the claim, beside its reviewers; blank where it has not."),
    Column("desk_sourcing", "How the desk judges the source."),
    Column("desk_reason", "Why."),
    Column("desk_by", "Who settled it."),
    Column("desk_at_utc", "When."),
    Column("desk_open_again", "1 where a reviewer has changed a finding since, to something else; else blank."),
    Column("left_out", "1 where others' reviews are hidden from whoever made this table, and not in it; else blank."),
)

_UNREVIEWED: Final[list[Cell]] = ["", Review("", "").verification, *[""] * 8]


def data_dictionary() -> str:
    """Return the columns of the table and their meanings as a Markdown table."""
    return dictionary(COLUMNS)


def comparisons_dictionary() -> str:
    """Return the columns of the table of claims and later articles, likewise."""
    return dictionary(comparisons.COLUMNS)


def write_csv(store: Store, out: TextIO, article_ids: Sequence[str] | None = None) -> None:
    """Write the table to a stream opened with `newline=""`, article by article: all, first added first, or those given.

    Raises NotFoundError for an article that is not there.
    """
    _write(store, out, article_ids, COLUMNS, _rows)


def write_comparisons_csv(store: Store, out: TextIO, article_ids: Sequence[str] | None = None) -> None:
    """Write the table of claims and later articles in the same way."""
    _write(store, out, article_ids, comparisons.COLUMNS, comparisons.rows)


def _write(
    store: Store,
    out: TextIO,
    article_ids: Sequence[str] | None,
    columns: Sequence[Column],
    rows: Callable[[Store, str], Iterable[list[Cell]]],
) -> None:
    with store.one_moment():
        if article_ids is None:
            article_ids = [row["id"] for row in store.each("SELECT id FROM article ORDER BY rowid")]
        write(out, columns, (row for article_id in article_ids for row in rows(store, article_id)))


# Straight from the rows of the file, a hundred at once: to build up the claims takes four times as long, to decode each
# cell by itself three times as long as a column, and a claim's words take no more memory in a long article.

_CLAIMS: Final = """
    SELECT id, withdrawn, spans_json, kind, attribution_json, quantities_json, times_json, check_worthiness, origin,
           parents_json, restated
    FROM claim_now WHERE article_id = ? AND withdrawn <> 'undone' ORDER BY json_extract(spans_json, '$[0][0]')
"""

_REVIEWS: Final = """
    SELECT claim_id, reviewer, sourcing, verification, confidence, as_of, due, notes, evidence_json, reviewed_at_utc,
           revision
    FROM review_now WHERE claim_id IN (SELECT value FROM json_each(?))
"""

_DISMISSED: Final = """
    SELECT start_at, end_at, reason, by, at_utc, dismissal_now.revision
    FROM dismissal_now JOIN revision ON number = dismissal_now.revision
    WHERE dismissal_now.article_id = ? ORDER BY start_at, end_at
"""

_AT_ONCE: Final = 100
"""How many claims are read at once."""

_UNSAID: Final[list[Cell]] = [""] * 4


def _rows(store: Store, article_id: str) -> Iterator[list[Cell]]:
    """Yield an article's rows, by claim in reading order, then by reviewer; then what was dismissed, by place."""
    article = store.article(article_id)
    settled, hidden = {found.claim_id: found for found in store.settlements(article_id)}, store.left_out(article_id)
    coverage = comparisons.heard(store, article_id)
    about, numbers = _article_cells(article), count(1)
    for claim in _claims(store, article):
        number = "" if claim.withdrawn else next(numbers)
        beside = coverage.get(claim.id, ())
        people = {*claim.reviews, *(judgement.by for one in beside for judgement in one.judgements)}
        for person in sorted(people) or [""]:
            reviewed = claim.reviews.get(person, _UNREVIEWED)
            later, desk = comparisons.by_reviewer(beside, person), _desk_cells(settled.get(claim.id))
            hides = "1" if claim.id in hidden else ""
            yield [*about, number, *claim.cells, person, *reviewed, *later, *claim.talk, *desk, hides]
    for row in store.each(_DISMISSED, article_id):
        named = _dismissed_cells(article.text, *row)
        yield [*about, *(named.get(column.name, "") for column in COLUMNS[len(about) :])]


def _article_cells(article: Article) -> list[Cell]:
    return [article.id, article.title, article.byline, article.outlet, article.url, day(article.published)]


class _Claimed(NamedTuple):
    """A claim as cells, with those of its reviews by person and of what is said; it is sorted by its place."""

    spans: list[list[int]]
    id: str
    withdrawn: str
    cells: list[Cell]
    reviews: Mapping[str, list[Cell]]
    talk: list[Cell]


def _claims(store: Store, article: Article) -> Iterator[_Claimed]:
    """Yield an article's claims in reading order: the file knows where each begins, and few begin in one place."""
    for _, claims in groupby(_read(store, article), key=lambda claim: claim.spans and claim.spans[0][0]):
        yield from sorted(claims)


def _read(store: Store, article: Article) -> Iterator[_Claimed]:
    rows = store.each(_CLAIMS, article.id)
    while some := [*islice(rows, _AT_ONCE)]:
        ids = [row["id"] for row in some]
        reviews, talks = _reviews(store, ids), store.talks(ids)
        for record in _records(some):
            claim_id, withdrawn, spans, *_ = record
            cells, talk = _claim_cells(article.text, record), _talk_cells(withdrawn, talks[claim_id])
            yield _Claimed(spans, claim_id, withdrawn, cells, reviews[claim_id], talk)


def _records(rows: Sequence[sqlite3.Row]) -> Iterator[tuple[Any, ...]]:
    """Yield rows with what is JSON in them decoded, column by column."""
    names = rows[0].keys() if rows else ()
    columns = zip(*rows, strict=True)
    return zip(
        *(
            codec.decoded(column) if name.endswith("_json") else column
            for name, column in zip(names, columns, strict=True)
        ),
        strict=True,
    )


def _claim_cells(text: str, record: tuple[Any, ...]) -> list[Cell]:
    claim_id, withdrawn, spans, kind, said, figures, times, worth, origin, parents, restated = record
    return [
        claim_id,
        joined(text, [text[start:end] for start, end in spans]),
        spans[0][0] if spans else "",
        spans[-1][1] if spans else "",
        listed([f"{start}-{end}" for start, end in spans]),
        kind,
        *([said["source"] or "", said["source_type"], said["cue"] or "", said["manner"]] if said else _UNSAID),
        listed([_figure(given) for given in figures]),
        listed([dated(given["text"], given["first"] or "", given["last"] or "") for given in times]),
        worth,
        origin,
        listed(parents),
        restated,
        withdrawn,
        "",
    ]


def _desk_cells(found: Settlement | None) -> list[Cell]:
    if found is None:
        return [""] * 6
    when = f"{found.at:%Y-%m-%d %H:%M:%S}"
    return [found.verification, found.sourcing, found.reason, found.by, when, "1" if found.is_reopened else ""]


def _dismissed_cells(text: str, *found: Any) -> dict[str, Cell]:  # noqa: ANN401 - a row
    """Return the cells of a stretch by the name of their column."""
    start, end, reason, by, at, revision = found
    return {
        "claim_text": joined(text, [text[start:end]]),
        "start": start,
        "end": end,
        "spans": f"{start}-{end}",
        "dismissed": reason,
        "reviewer": by,
        "reviewed_at_utc": _moment(at),
        "revision": revision,
    }


def _figure(given: dict[str, Any]) -> str:
    ends = codec.decimal(given["low"]), codec.decimal(given["high"])
    return amount(given["text"], ends, (given["unit"], given["of"]), approximate=given["approximate"])


def _talk_cells(withdrawn: str, talk: Talk) -> list[Cell]:
    handover = talk.handover
    return [
        "" if withdrawn else talk.workflow.value,
        handover.assigned_to,
        day(handover.finish_by),
        handover.waiting_for,
        listed(f"{said.by} ({said.at:%Y-%m-%d %H:%M}): “{said.text}”" for said in talk.comments),
    ]


def _reviews(store: Store, claim_ids: Sequence[str]) -> Mapping[str, Mapping[str, list[Cell]]]:
    """Return the cells of each review, by claim and reviewer."""
    found: defaultdict[str, dict[str, list[Cell]]] = defaultdict(dict)
    for claim_id, reviewer, *said in _records([*store.each(_REVIEWS, json.dumps(claim_ids))]):
        found[claim_id][reviewer] = _review_cells(said)
    return found


def _review_cells(said: Sequence[Any]) -> list[Cell]:
    sourcing, verification, confidence, as_of, due, notes, evidence, at, revision = said
    return [
        sourcing,
        verification,
        confidence,
        as_of or "",
        due or "",
        notes,
        listed([cited(one["locator"], one["stance"], one["quote"], primary=one["primary"]) for one in evidence]),
        listed([one["copy"] for one in evidence if one["copy"]]),
        _moment(at),
        revision,
    ]


def _moment(stored: str) -> str:
    return stored[:19].replace("T", " ")
