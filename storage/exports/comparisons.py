"""Claims beside later coverage, as cells: what the machine proposes, and in other columns what people decided."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.model import Relation, words
from storage.exports.cells import Cell, Column, piece, quoted
from storage.plain import called, day, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Article, Difference, Judgement, Match, Pair, Span
    from storage.store import Store

COLUMNS: Final = (
    Column("article_id", "The article under check: a hash of its text."),
    Column("article_title", "Its headline."),
    Column("claim_number", "The claim's place in reading order, from 1; blank where it is a claim no longer."),
    Column("claim_id", "The claim; the same as in the other table."),
    Column("claim_text", "Its words; “…” where something lies between."),
    Column("coverage_id", "The later article: a hash of its text."),
    Column("coverage_title", "Its headline."),
    Column("coverage_outlet", "Who published it."),
    Column("coverage_published", "When, as 2016-12-13."),
    Column("coverage_url", "Where."),
    Column("proposed_relation", "What the machine proposes now; blank where it has not looked yet."),
    Column("proposed_reasons", "Why, such as “38 → 41 defectors”."),
    Column("differences", "In what the two differ, such as “number: 38 → 41”."),
    Column("passages", "The words of the later article that it goes by, the nearest first."),
    Column("decided_relation", "What a person decided: a relation, or unsure; blank where nobody has."),
    Column("decided_by", "Who decided or noted it."),
    Column("decided_at_utc", "When the decision, or its notes, were last changed."),
    Column("proposed_then", "What the machine proposed when it was decided; blank where it had not looked yet."),
    Column("notes", "The person's notes on the two."),
    Column("rejected_passages", "Words of the later article that people said are not about the claim."),
)

_UNDECIDED: Final[list[Cell]] = [""] * 5


class Pairing(NamedTuple):
    """A claim beside a later article: what is proposed, what people decided, which passages they rejected."""

    later: Article
    match: Match | None
    judgements: tuple[Judgement, ...]
    rejected: tuple[Span, ...]


def pairings(store: Store, article_id: str, standing: Mapping[str, bool]) -> dict[str, list[Pairing]]:
    """Return, by claim, the later coverage that is listed; of what is a claim no longer only what was judged.

    `standing` says of each claim, by its id, whether it still is one.
    """
    later = store.coverage(article_id)
    if not later:
        return {claim_id: [] for claim_id in standing}
    matches, judged = _matches(store, article_id), _judged(store, article_id)
    rejected: defaultdict[Pair, list[Span]] = defaultdict(list)
    for passage in store.rejected(article_id):
        rejected[passage.claim_id, passage.coverage_id].append(passage.span)
    return {
        claim_id: [
            Pairing(one, matches.get(pair), tuple(judged[pair]), tuple(rejected[pair]))
            for one in later
            if (pair := (claim_id, one.id)) in judged or stands
        ]
        for claim_id, stands in standing.items()
    }


def _matches(store: Store, article_id: str) -> dict[Pair, Match]:
    return {(match.claim_id, match.coverage_id): match for match in store.matches(article_id)}


def _judged(store: Store, article_id: str) -> defaultdict[Pair, list[Judgement]]:
    judged: defaultdict[Pair, list[Judgement]] = defaultdict(list)
    for judgement in store.judgements(article_id):
        judged[judgement.claim_id, judgement.coverage_id].append(judgement)
    return judged


# The table of its own


def lines(store: Store, article_id: str) -> Iterator[str]:
    """Yield a line for each claim, later article and person: by claim in reading order, by date, by name."""
    article, claims = store.article(article_id), store.claims(article_id, withdrawn=True)
    beside = pairings(store, article_id, {claim.id: not claim.withdrawn for claim in claims})
    numbers = count(1)
    for claim in claims:
        number = "" if claim.withdrawn else next(numbers)
        for pairing in beside[claim.id]:
            proposed = [*_coverage_cells(pairing.later), *_proposed_cells(pairing)]
            out = _quoted(pairing.later, pairing.rejected)
            for decided in [*map(_decided_cells, pairing.judgements)] or [_UNDECIDED]:
                about = [article.id, article.title, number, claim.id, claim.text(article)]
                yield piece([*about, *proposed, *decided, out])


def _coverage_cells(later: Article) -> list[Cell]:
    return [later.id, later.title, later.outlet, day(later.published), later.url]


def _proposed_cells(pairing: Pairing) -> list[Cell]:
    match = pairing.match
    if match is None:
        return ["", "", "", ""]
    return [
        match.relation.value,
        _reasons(match),
        listed(map(_difference, match.differences)),
        "" if match.relation is Relation.SILENT else _quoted(pairing.later, match.passages),
    ]


def _decided_cells(judgement: Judgement) -> list[Cell]:
    at = f"{judgement.at:%Y-%m-%d %H:%M:%S}"
    return [judgement.relation, judgement.by, at, judgement.proposed, judgement.notes]


def _reasons(match: Match) -> str:
    return listed(reason.text for reason in match.reasons)


def _difference(difference: Difference) -> str:
    return f"{difference.aspect.value}: {difference.earlier or '–'} → {difference.later or '–'}"


def _quoted(article: Article, spans: Iterable[Span]) -> str:
    return listed(f"“{words(article.text, (span,))}”" for span in spans)


# The columns of the table of claims and reviewers


class Heard(NamedTuple):
    """What a later article, given by its day and outlet, says of a claim: what is proposed, and what people decided.

    The relation is blank where nothing is proposed or the article is silent; `why` is “ (38 → 41 defectors)” or blank.
    """

    where: str
    relation: str
    why: str
    judgements: Sequence[Judgement]


NOTHING_HEARD: Final = piece([""] * 3)


def heard(store: Store, article_ids: Sequence[str]) -> Mapping[str, Sequence[Heard]]:
    """Return, by claim of articles, the later coverage that was judged or is not silent, by date: few of all pairs."""
    found: defaultdict[str, list[Heard]] = defaultdict(list)
    for article_id in store.covered(*article_ids):
        later = {
            one.id: f"{day(one.published)} {one.outlet or called(one)}".strip() for one in store.coverage(article_id)
        }
        judged, told, places = _judged(store, article_id), store.told(article_id), [*later]
        for pair in sorted({*judged, *told}, key=lambda pair: places.index(pair[1])):
            relation, reasons = told.get(pair, ("", ()))
            why = f" ({listed(reasons)})" if reasons else ""
            found[pair[0]].append(Heard(later[pair[1]], relation, why, judged.get(pair, ())))
    return found


def by_reviewer(beside: Sequence[Heard], reviewer: str) -> str:
    """Return what a person decided and noted on the later coverage of a claim, and what of it is only proposed."""
    decided, notes, proposed = [], [], []
    for one in beside:
        mine = next((judgement for judgement in one.judgements if judgement.by == reviewer), None)
        if mine and mine.relation:
            decided.append(_line(one, mine.relation))
        elif one.relation:
            proposed.append(_line(one, one.relation))
        if mine and mine.notes:
            notes.append(f"{one.where}: {mine.notes}")
    return f"{quoted(listed(decided))},{quoted(listed(notes))},{quoted(listed(proposed))}"


def _line(one: Heard, relation: str) -> str:
    """Return “2006-02-21 Wikinews: updates (38 → 41 defectors)”; the machine's reasons only where they are for it."""
    return f"{one.where}: {relation}{one.why if relation == one.relation else ''}"
