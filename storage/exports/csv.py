"""Everything as one flat table for a spreadsheet or pandas: a row for each claim and reviewer, no JSON in the cells.

After an article's claims comes a row for each stretch of it in which nothing is to be checked; it has no `claim_id`.
Beside it a table with a row for each claim and later article. No cell runs in a spreadsheet (see `cells`).
Read them with `pandas.read_csv(path, keep_default_na=False)`: a note that says “NA” is a note.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from itertools import accumulate, chain, count, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TextIO

from claims.model import Review, joined
from storage import codec
from storage.exports import comparisons
from storage.exports.cells import Cell, Column, dictionary, piece, quoted, write
from storage.handover import Judged
from storage.plain import amount, cited, dated, day, listed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from claims.model import Article, Handover, Settlement
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

_OF_ARTICLE: Final = 6
"""How many columns are the article's."""

_UNREVIEWED: Final = ("", Review("", "").verification, *[""] * 8)
_NOBODY: Final = ("",)
_BLANK: Final = piece([""])
_UNFOUNDED: Final = piece([""] * 2)
_UNHANDED: Final = piece([""] * 3)
_UNSETTLED: Final = piece([""] * 6)
_UNSAID: Final = piece([""] * 11)


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
    _write(store, out, article_ids, COLUMNS, _lines)


def write_comparisons_csv(store: Store, out: TextIO, article_ids: Sequence[str] | None = None) -> None:
    """Write the table of claims and later articles in the same way."""
    _write(store, out, article_ids, comparisons.COLUMNS, _compared)


def _compared(store: Store, article_ids: Sequence[str]) -> Iterator[str]:
    return (line for article_id in article_ids for line in comparisons.lines(store, article_id))


def _write(
    store: Store,
    out: TextIO,
    article_ids: Sequence[str] | None,
    columns: Sequence[Column],
    lines: Callable[[Store, Sequence[str]], Iterable[str]],
) -> None:
    with store.one_moment():
        if article_ids is None:
            article_ids = [row["id"] for row in store.each("SELECT id FROM article ORDER BY rowid")]
        together = _together(store, article_ids)
        write(out, columns, chain.from_iterable(lines(store, some) for some in together))


def _together(store: Store, article_ids: Sequence[str]) -> Iterator[list[str]]:
    """Yield the articles in turn, several at once where they are short, so that memory does not grow with them."""
    counted = store.each("SELECT article_id, count(*) AS claims FROM claim GROUP BY article_id")
    claims: dict[str, int] = {row["article_id"]: row["claims"] for row in counted}
    sizes = accumulate(_SHORT + claims.get(one, 0) for one in article_ids)
    for _, some in groupby(zip(article_ids, sizes, strict=True), key=lambda one: one[1] // _TOGETHER):
        yield [article_id for article_id, _ in some]


# Straight from the rows of the file, some articles at once and of them a hundred claims: to build up the claims takes
# many times as long, to ask of each article by itself a tenth longer, to decode each cell by itself three times as
# long as a column, and a claim's words take no more memory in a long article. A line is put together from pieces, each
# quoted once: the article's stands in all of its lines, a claim's beside each reviewer.

_CLAIMS: Final = """
    SELECT key, spans_json, id, json_array(withdrawn, origin, parents_json, restated) AS made, kind,
           json_extract(attribution_json, '$.source', '$.source_type', '$.cue', '$.manner') AS said,
           quantities_json, times_json, check_worthiness
    FROM (SELECT key, value FROM json_each(?)) CROSS JOIN claim_now ON article_id = value  -- CROSS: in this order
    WHERE withdrawn <> 'undone'
    ORDER BY key, CAST(substr(spans_json, 3) AS INTEGER)  -- where it starts: the number after “[[”
"""

_REVIEWS: Final = """
    SELECT review.claim_id, json_array(reviewer, sourcing, verification, confidence, as_of, due) AS chosen, notes,
           at_utc, review.revision, evidence_json
    FROM (SELECT max(revision) AS newest FROM review WHERE claim_id IN (SELECT value FROM json_each(?))
          GROUP BY claim_id, reviewer)
    CROSS JOIN review ON review.revision = newest  -- CROSS: in this order
    JOIN revision ON number = newest
"""
"""As `review_now`, which looks for the newest anew in each row, in two thirds of the time.

What a reviewer chose is one cell: to hand over a cell takes as long as to find it, and many choose the same.
"""

_DISMISSED: Final = """
    SELECT dismissal_now.article_id, start_at, end_at, reason, by, at_utc, dismissal_now.revision
    FROM dismissal_now JOIN revision ON number = dismissal_now.revision
    WHERE dismissal_now.article_id IN (SELECT value FROM json_each(?)) ORDER BY start_at, end_at
"""

_TOGETHER: Final = 2000
"""How many claims the articles have at most that are read at once, but for one that has more by itself."""

_SHORT: Final = 50
"""How many claims an article counts for beside its own: its text takes room too."""

_AT_ONCE: Final = 100
"""How many claims are read at once."""


def _lines(store: Store, article_ids: Sequence[str]) -> Iterator[str]:
    """Yield the lines of articles, of each by claim in reading order, then by reviewer; then what was dismissed."""
    articles = store.several(article_ids)
    later, beside = comparisons.heard(store, article_ids), _Beside(store, article_ids)
    dismissed = _dismissed(store, articles)
    for article, claims in _each(articles, _claims(store, articles)):
        about = piece([article.id, article.title, article.byline, article.outlet, article.url, day(article.published)])
        numbers = count(1)
        for claim in claims:
            number, after = _BLANK if claim.withdrawn else next(numbers), beside.piece(claim)
            heard = later.get(claim.id, ())
            for person in _people(claim, heard):
                reviewed = claim.reviews.get(person) or _unreviewed(person)
                said = comparisons.by_reviewer(heard, person) if heard else comparisons.NOTHING_HEARD
                yield f"{about},{number},{claim.about},{reviewed},{said},{after}"
        for stretch in dismissed[article.id]:
            yield f"{about},{stretch}"


@lru_cache(256)
def _unreviewed(person: str) -> str:
    """Return what somebody who has not reviewed a claim says of it; kept, as of most claims it is nobody."""
    return piece([person, *_UNREVIEWED])


def _people(claim: _Claimed, heard: Sequence[comparisons.Heard]) -> Iterable[str]:
    """Return who said something of a claim or of its later coverage, by name; else nobody, who has no name."""
    if not heard:
        return sorted(claim.reviews) or _NOBODY
    return sorted({*claim.reviews, *(judgement.by for one in heard for judgement in one.judgements)}) or _NOBODY


def _each(articles: Sequence[Article], claims: Iterable[_Claimed]) -> Iterator[tuple[Article, Iterable[_Claimed]]]:
    """Yield each article with its claims, which come article by article; of some there are none."""
    found = groupby(claims, key=itemgetter(0))
    place, its = next(found, (len(articles), ()))
    for number, article in enumerate(articles):
        yield article, its if number == place else ()
        if number == place:
            place, its = next(found, (len(articles), ()))


class _Claimed(NamedTuple):
    """A claim as a piece of a line, with its reviews as pieces by person; it is sorted by its place."""

    article: int
    """Which of those that are read together."""
    place: int
    """Where it starts; 0 where it has no place, as in the file."""
    spans: list[list[int]]
    id: str
    withdrawn: str
    about: str
    reviews: Mapping[str, str]
    judged: Sequence[Judged]


def _claims(store: Store, articles: Sequence[Article]) -> Iterator[_Claimed]:
    """Yield their claims in reading order: the file knows where each begins, and few begin in one place."""
    for _, claims in groupby(_read(store, articles), key=itemgetter(0, 1)):
        yield from sorted(claims)


def _read(store: Store, articles: Sequence[Article]) -> Iterator[_Claimed]:
    rows = store.each(_CLAIMS, json.dumps([article.id for article in articles]))
    while records := [*_records([*islice(rows, _AT_ONCE)])]:
        reviews, judged = _reviews(store, [record[2] for record in records])
        for record in records:
            key, spans, claim_id, made, *_ = record
            start, (withdrawn, rest) = spans[0][0] if spans else 0, _made(made)
            about = f"{_claim_piece(articles[key].text, record)},{rest}"
            yield _Claimed(key, start, spans, claim_id, withdrawn, about, reviews[claim_id], judged[claim_id])


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


def _claim_piece(text: str, record: tuple[Any, ...]) -> str:
    _, spans, claim_id, _, kind, said, figures, times, worth = record
    start, end = (spans[0][0], spans[-1][1]) if spans else (_BLANK, _BLANK)
    words = joined(text, [text[start:end] for start, end in spans])
    places = listed([f"{start}-{end}" for start, end in spans])
    stated = quoted(listed([_figure(given) for given in figures])) if figures else _BLANK
    when = quoted(listed([_time(given) for given in times])) if times else _BLANK
    where = f'{quoted(claim_id)},{quoted(words)},{start},{end},"{places}"'
    return f"{where},{_said(kind, said)},{stated},{when},{worth}"


@lru_cache(256)
def _made(given: str) -> tuple[str, str]:
    """Return why it is a claim no longer, and a piece of how it came about; kept, as most came about in one way."""
    withdrawn, origin, parents, restated = json.loads(given)
    return withdrawn, piece([origin, listed(json.loads(parents)), restated, withdrawn, ""])


@lru_cache(256)
def _said(kind: str, said: str | None) -> str:
    """Return what it asserts, who says it, and how; kept, as one source says many of an article's claims."""
    return piece([kind, *(json.loads(said) if said else [""] * 4)])


_AMOUNT: Final = itemgetter("text", "low", "high", "unit", "of", "approximate")


def _figure(given: dict[str, Any]) -> str:
    return amount(*_AMOUNT(given))


def _time(given: dict[str, Any]) -> str:
    return dated(given["text"], given["first"] or "", given["last"] or "")


def _dismissed(store: Store, articles: Sequence[Article]) -> Mapping[str, Sequence[str]]:
    """Return what was dismissed as pieces of a line, by article and by place."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    texts = {article.id: article.text for article in articles}
    for article_id, *stretch in store.each(_DISMISSED, json.dumps([*texts])):
        found[article_id].append(_dismissed_piece(texts[article_id], *stretch))
    return found


def _dismissed_piece(text: str, *found: Any) -> str:  # noqa: ANN401 - a row
    """Return the columns of a stretch in which nothing is to be checked, after those of the article."""
    start, end, reason, by, at, revision = found
    cells: dict[str, Cell] = {
        "claim_text": joined(text, [text[start:end]]),
        "start": start,
        "end": end,
        "spans": f"{start}-{end}",
        "dismissed": reason,
        "reviewer": by,
        "reviewed_at_utc": _moment(at),
        "revision": revision,
    }
    return piece(cells.get(column.name, "") for column in COLUMNS[_OF_ARTICLE:])


class _Beside:
    """What is said of an article's claims beside their reviews, as pieces of a line: of most claims it is little."""

    def __init__(self, store: Store, article_ids: Sequence[str]) -> None:
        said: defaultdict[str, list[str]] = defaultdict(list)
        for one in store.comments(*article_ids):
            said[one.claim_id].append(f"{one.by} ({one.at:%Y-%m-%d %H:%M}): “{one.text}”")
        handed = {one.claim_id: _handover_piece(one) for one in store.handovers(*article_ids)}
        settled = {one.claim_id: _desk_piece(one) for one in store.settlements(*article_ids)}
        hidden = store.left_out(*article_ids)
        self._stands = store.standing(*article_ids)
        self._pieces = {
            one: ",".join(
                [
                    handed.get(one, _UNHANDED),
                    piece([listed(said[one])]),
                    settled.get(one, _UNSETTLED),
                    piece(["1" if one in hidden else ""]),
                ]
            )
            for one in {*handed, *said, *settled, *hidden}
        }

    def piece(self, claim: _Claimed) -> str:
        """Return the last columns of a claim."""
        stands = "" if claim.withdrawn else self._stands(claim.id, claim.judged)
        return f'"{stands}",{self._pieces.get(claim.id, _UNSAID)}'


def _handover_piece(handed: Handover) -> str:
    return piece([handed.assigned_to, day(handed.finish_by), handed.waiting_for])


def _desk_piece(found: Settlement) -> str:
    when, reopened = f"{found.at:%Y-%m-%d %H:%M:%S}", "1" if found.is_reopened else ""
    return piece([found.verification, found.sourcing, found.reason, found.by, when, reopened])


def _reviews(
    store: Store, claim_ids: Sequence[str]
) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, Sequence[Judged]]]:
    """Return each review as a piece of a line, by claim and reviewer, and by claim what people judged."""
    pieces: defaultdict[str, dict[str, str]] = defaultdict(dict)
    judged: defaultdict[str, list[Judged]] = defaultdict(list)
    for record in _records([*store.each(_REVIEWS, json.dumps(claim_ids))]):
        claim_id, given, notes, at, revision, evidence = record
        reviewer, chosen, finding = _chosen(given, is_founded=bool(notes or evidence))
        rests_on = _evidence_piece(evidence) if evidence else _UNFOUNDED
        pieces[claim_id][reviewer] = f"{chosen},{quoted(notes)},{rests_on},{quoted(_moment(at))},{revision}"
        judged[claim_id].append(finding)
    return pieces, judged


@lru_cache(1024)
def _chosen(given: str, *, is_founded: bool) -> tuple[str, str, Judged]:
    """Return the reviewer, what they chose as a piece, and what they judged; kept, as few things are chosen often."""
    reviewer, sourcing, verification, *rest = cells = json.loads(given)
    return reviewer, piece(cells), Judged(sourcing, verification, is_founded or any(rest))


def _evidence_piece(evidence: Sequence[dict[str, Any]]) -> str:
    sources = [cited(one["locator"], one["stance"], one["quote"], primary=one["primary"]) for one in evidence]
    return f"{quoted(listed(sources))},{quoted(listed([one['copy'] for one in evidence if one['copy']]))}"


def _moment(stored: str) -> str:
    return f"{stored[:10]} {stored[11:19]}"
