"""A claim against later coverage: finds the passages near it and proposes what they make of it. Start reading here.

index of the passages (`match`) → the few nearest, parsed (`statement`) → which words they share (`alignment`) → what
differs (`differences`) → the proposal and its reasons (`relation`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.anchors import anchors, names_in
from claims.match import best, index
from claims.model import Match, Relation, Span
from claims.passages import cut, find_passages
from claims.passing_on import ENDS
from claims.relation import ARTICLE, SENTENCE, TOPIC, Proposal, propose
from claims.statement import Statement, read_claim, read_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence

    from claims.match import Index
    from claims.model import Article, Claim, Pair
    from claims.passages import Passage
    from claims.relation import Bar

    Rarity = Callable[[str], float]

_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which no parser takes."""

READ: Final = 4
"""How many of the nearest sentences are parsed; what decides is nearly always the first or the second."""


class Compared(NamedTuple):
    """A claim beside some passages: how near each is, and what the nearest make of it.

    `passage` is the number of the one that decided, None where none is near; later spans lie in that passage.
    """

    scores: tuple[float, ...]
    proposal: Proposal
    passage: int | None

    @property
    def ranking(self) -> list[int]:
        """Return the numbers of all passages, the nearest first."""
        return best(self.scores)


def compare(claim: str, passages: Sequence[str]) -> Compared:
    """Return what passages of one text make of a claim given as a sentence; each passage may be a whole paragraph."""
    scores = index(passages).scores(claim)
    near = _sentences(claim, passages, best(scores)[:READ])
    if not claim.strip() or not near:
        return Compared(tuple(scores), Proposal(Relation.SILENT), None)
    places = [(claim, Span(0, len(claim))), *((passages[number], span) for number, span in near)]
    statement, *read = read_statements([(_HALVES.sub("\N{REPLACEMENT CHARACTER}", text), at) for text, at in places])
    proposal = propose(statement, read, _bar(passages))
    return Compared(tuple(scores), proposal, None if proposal.passage is None else near[proposal.passage][0])


def _sentences(claim: str, passages: Sequence[str], numbers: Sequence[int]) -> list[tuple[int, Span]]:
    """Return the sentences of some passages that are nearest to a claim, each with the number of its passage."""
    found = [(n, here.span) for n in numbers if passages[n].strip() for here in cut(passages[n])]
    if len(found) <= READ:
        return found
    scores = index([span.of(passages[number]) for number, span in found]).scores(claim)
    return [found[place] for place in best(scores)[:READ]]


def _bar(passages: Sequence[str]) -> Bar:
    """Return what is asked of a lone sentence, of a headline or of a whole article."""
    lone = len(passages) == 1 and passages[0].rstrip()[-1:] in ENDS - {"?"}
    return SENTENCE if lone else TOPIC


# -- article against articles ------------------------------------------------------------------------------------------


class Coverage(NamedTuple):
    """A later article prepared for any number of claims; sentences are parsed when a claim comes near them.

    Each has its names, and those around it: in the title, and in the sentences beside it.
    """

    article: Article
    spans: tuple[Span, ...]
    names: tuple[frozenset[str], ...]
    around: tuple[frozenset[str], ...]
    lookup: Index
    read: dict[int, Statement]


def prepare(article: Article) -> Coverage:
    """Return a later article with its passages, title included, ready to be compared with claims."""
    passages, text, title = find_passages(article), article.text, article.title or ""
    spans = tuple(passage.span for passage in passages)
    names = tuple(names_in([span.of(text)]) for span in spans)
    around = tuple(names_in([title, passage.around.of(text)]) for passage in passages)
    return Coverage(article, spans, names, around, index([span.of(text) for span in spans]), {})


def find_matches(
    article: Article,
    claims: Sequence[Claim],
    coverage: Sequence[Coverage],
    rejected: Mapping[Pair, Collection[Span]] = MappingProxyType({}),
    pairs: Container[Pair] | None = None,
) -> Iterator[Match]:
    """Yield, for each claim of an article and each later one, what that makes of it, claim by claim.

    Passages that overlap what was `rejected` for a pair (claim id, coverage id) are left out of it; only `pairs` are
    answered where they are given. A word that stands in many sentences of the coverage, such as the name of what all
    of it is about, weighs little.
    """
    rarity, known = _rarity(coverage), anchors(names for later in coverage for names in later.names)
    own_passages = find_passages(article)
    for claim in claims:
        asked = [later for later in coverage if pairs is None or (claim.id, later.article.id) in pairs]
        if not asked:
            continue
        statement, text = read_claim(article, claim), claim.text(article)
        own, beside_it = _names(article, claim, own_passages)
        for later in asked:
            nearest = _near(text, later, rejected.get((claim.id, later.article.id), ()))
            near = [number for number in nearest if known.hold(own, beside_it, later.around[number])]
            yield _match(claim, statement, later, near, rarity) or _silence(claim, later, nearest)


def _names(article: Article, claim: Claim, passages: Iterable[Passage]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names in a claim, and those around it: in the title, its sentence and the one before."""
    start, end = claim.spans[0].start, claim.spans[-1].end
    before = [passage.around.start for passage in passages if passage.span.start <= start < passage.span.end]
    context = [article.title or "", Span(before[0] if before else start, end).of(article.text)]
    return names_in([span.of(article.text) for span in claim.spans]), names_in(context)


def _near(text: str, later: Coverage, rejected: Collection[Span]) -> list[int]:
    """Return the numbers of the passages to read for a claim, the nearest first, but for those that were rejected."""
    scores = later.lookup.scores(text)
    allowed = (n for n in best(scores) if not any(span.overlaps(later.spans[n]) for span in rejected))
    return [number for number in islice(allowed, READ) if scores[number]]


def _match(claim: Claim, statement: Statement, later: Coverage, near: list[int], rarity: Rarity) -> Match | None:
    """Return what the nearest passages make of a claim, or nothing where they say nothing of it."""
    proposal = propose(statement, _read(later, near), ARTICLE, rarity)
    if proposal.relation is Relation.SILENT or proposal.passage is None:
        return None
    first = near[proposal.passage]
    order = (later.spans[number] for number in (first, *(number for number in near if number != first)))
    found = (proposal.share, proposal.relation, proposal.reasons, proposal.differences)
    return Match(claim.id, later.article.id, tuple(order), *found)


def _silence(claim: Claim, later: Coverage, nearest: list[int]) -> Match:
    """Return that a later article says nothing of a claim, with its nearest passage: a reader may see more in it."""
    passages = tuple(later.spans[number] for number in nearest[:1])
    return Match(claim.id, later.article.id, passages, 0.0, Relation.SILENT)


def _read(later: Coverage, numbers: Sequence[int]) -> list[Statement]:
    """Return sentences of a later article as statements; each is parsed once."""
    new = [number for number in numbers if number not in later.read]
    places = [(later.article.text, later.spans[number]) for number in new]
    later.read.update(zip(new, read_statements(places, later.article.published), strict=True))
    return [later.read[number] for number in numbers]


def _rarity(coverage: Sequence[Coverage]) -> Rarity:
    """Return what a word weighs: less, the more sentences of the coverage have it; nowhere counts as once."""
    total = sum(len(later.lookup.counts) for later in coverage)
    having = Counter[str]()
    for later in coverage:
        having.update(later.lookup.frequency)  # `sum` would copy all of it for each
    return lambda term: math.log(1 + total / max(1, having[term]))
