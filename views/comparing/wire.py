"""What goes over the wire to the page Compare: plain JSON data, texts cut into runs. No Streamlit here.

A run is a kind ("" plain, "same", "differ") and its words: so no offsets need be counted in the browser's way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from claims.agreeing import agreeing
from claims.model import Relation, Span
from claims.passages import beside
from claims.vocabulary import ASPECTS, RELATIONS, VERIFICATION
from storage.plain import day
from views.judging import evidence_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from claims.agreeing import Lit
    from claims.comparison import Comparison
    from claims.model import Article, Claim, Judgement, Match, Review

Run = list[str]

NOT_COMPARED = "."
"""Stands in `marks` for what was not compared, or not decided."""

AHEAD = 3
"""The cards of how many claims that wait for a decision are sent ahead."""

_NUMBERS = {entry.key: str(number) for number, entry in enumerate(RELATIONS)}


def page_data(
    compared: Comparison, reviews: Iterable[Review], cautions: Mapping[str, Sequence[str]], who: str
) -> dict[str, Any]:
    """Return the article, its claims with what became of each in short, and the later articles."""
    found = {review.claim_id: review.verification for review in reviews}
    return {
        "id": compared.article.id,
        "reviewer": who,
        "title": compared.article.title or "Untitled",
        "published": day(compared.article.published),
        "relations": [entry._asdict() for entry in RELATIONS],
        "aspects": {entry.key: entry.label for entry in ASPECTS},
        "verification": [entry._asdict() for entry in VERIFICATION],
        "coverage": [_later(article, cautions.get(article.id, ())) for article in compared.coverage],
        "claims": [
            _claim(compared, claim) | {"verification": found.get(claim.id, "unchecked")} for claim in compared.claims
        ],
    }


def _later(article: Article, cautions: Sequence[str]) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title or "Untitled",
        "outlet": article.outlet,
        "published": day(article.published),
        "url": article.url if article.url.startswith(("http://", "https://")) else "",
        "cautions": list(cautions),
    }


def _claim(compared: Comparison, claim: Claim) -> dict[str, Any]:
    source = claim.attribution.source if claim.attribution else ""
    return {
        "id": claim.id,
        "words": claim.text(compared.article),
        "says": "The article itself" if claim.attribution is None else source or "Nobody is given",
        "marks": marks(compared, claim.id),
    }


def marks(compared: Comparison, claim_id: str) -> str:
    """Return two characters for each later article: what is proposed and what the person decided.

    Each is the number of the relation in the list, or NOT_COMPARED.
    """
    pairs = [
        (compared.proposed(claim_id, later.id), compared.decided(claim_id, later.id)) for later in compared.coverage
    ]
    return "".join(_NUMBERS.get(key, NOT_COMPARED) for pair in pairs for key in pair)


def cards(compared: Comparison, claim: Claim, kept: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return what there is to see of a claim in each later article that says something, or was spoken of by a person.

    `kept` are the ids of the evidence that the person has for the claim.
    """
    return [
        _card(compared, claim, later) | {"reopened": evidence_id(claim.id, later.id) in kept}
        for later in compared.coverage
        if compared.proposed(claim.id, later.id) not in {"", Relation.SILENT}
        or any((claim.id, later.id) in known for known in (compared.mine, compared.others, compared.rejected))
    ]


def nearest(compared: Comparison, claim: Claim) -> dict[str, dict[str, Any]]:
    """Return the passage nearest to a claim in each later article that has no card, by the article's id."""
    found = {}
    for later in compared.coverage:
        match = compared.matches.get((claim.id, later.id))
        if match and match.relation is Relation.SILENT and match.passages:
            _, lit = agreeing(compared.article, claim, later, match)
            found[later.id] = passage(later, match.passages[0], lit)
    return found


def _card(compared: Comparison, claim: Claim, later: Article) -> dict[str, Any]:
    pair = (claim.id, later.id)
    mine, match = compared.mine.get(pair), compared.matches.get(pair)
    return {
        "coverage": later.id,
        "proposed": compared.proposed(*pair),
        "relation": mine.relation if mine else "",
        "notes": mine.notes if mine else "",
        "overtaken": bool(mine and mine.relation and mine.proposed and mine.proposed != compared.proposed(*pair)),
        "others": [_other(one) for one in compared.others.get(pair, ())],
        "rejected": [passage(later, span) for span in compared.rejected.get(pair, ())],
        **(_found(compared.article, claim, later, match) if match else _nothing()),
    }


def _other(judgement: Judgement) -> dict[str, str]:
    return {"by": judgement.by, "relation": judgement.relation, "notes": judgement.notes}


def _nothing() -> dict[str, Any]:
    return {"claim": [], "passages": [], "reasons": [], "differences": []}


def _found(article: Article, claim: Claim, later: Article, match: Match) -> dict[str, Any]:
    earlier, after = agreeing(article, claim, later, match)
    first = [passage(later, span, after, with_neighbours=True) for span in match.passages[:1]]
    more = [passage(later, span) for span in match.passages[1:]]
    return {
        "claim": claim_runs(article, claim, earlier),
        "passages": [*first, *more],
        "reasons": [reason.text for reason in match.reasons],
        "differences": [[one.aspect.value, one.earlier, one.later] for one in match.differences],
    }


def passage(later: Article, span: Span, lit: Lit | None = None, *, with_neighbours: bool = False) -> dict[str, Any]:
    """Return a passage in runs, with the sentences beside it in its paragraph if asked."""
    around = _beside(later, span) if with_neighbours else span
    return {
        "span": [span.start, span.end],
        "before": _flat(later.text[around.start : span.start]).strip(),
        "runs": runs(later.text, span, lit),
        "after": _flat(later.text[span.end : around.end]).strip(),
    }


@lru_cache(maxsize=4096)
def _beside(later: Article, span: Span) -> Span:
    return beside(later, span)


def claim_runs(article: Article, claim: Claim, lit: Lit | None) -> list[Run]:
    """Return a claim's words in runs, with an ellipsis where something lies between its stretches."""
    found: list[Run] = []
    for span in claim.spans:
        found += ([["", " … "]] if found else []) + runs(article.text, span, lit)
    return found


def runs(text: str, span: Span, lit: Lit | None) -> list[Run]:
    """Return the words of a stretch in runs; line breaks are blanks."""
    if lit is None:
        return [["", _flat(span.of(text))]]
    kinds = [(place, kind) for kind, places in lit._asdict().items() for place in places if place.overlaps(span)]
    edges = {span.start, span.end, *(edge for place, _ in kinds for edge in (place.start, place.end))}
    inside = sorted(edge for edge in edges if span.start <= edge <= span.end)
    pieces = [Span(start, end) for start, end in pairwise(inside)]
    return _joined([[_kind(piece, kinds), _flat(piece.of(text))] for piece in pieces])


def _kind(piece: Span, kinds: Sequence[tuple[Span, str]]) -> str:
    """Return what a piece is; what differs goes before what agrees."""
    there = {kind for place, kind in kinds if place.overlaps(piece)}
    return "differ" if "differ" in there else "same" if there else ""


def _joined(found: Sequence[Run]) -> list[Run]:
    """Return runs of which no two neighbours are of one kind; a blank between two alike is of their kind too."""
    joined: list[Run] = []
    for place, (kind, words) in enumerate(found):
        after = found[place + 1][0] if place + 1 < len(found) else ""
        bridges = bool(joined) and not words.strip() and joined[-1][0] == after
        if joined and (joined[-1][0] == kind or bridges):
            joined[-1][1] += words
        else:
            joined.append([kind, words])
    return joined


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def in_hand(compared: Comparison, at: int, reviews: Iterable[Review]) -> dict[str, Any]:
    """Return which claim is in hand, and the cards of it and of those that one goes to next."""
    claims = compared.claims
    if not claims:
        return {"claim": "", "cards": {}, "nearest": {}}
    order = [(at + 1 + place) % len(claims) for place in range(len(claims))]
    waiting = islice((place for place in order if compared.open_in(claims[place].id)), AHEAD)
    near = {place for place in (at - 1, at, at + 1, *waiting) if 0 <= place < len(claims)}
    kept = {review.claim_id: {piece.id for piece in review.evidence} for review in reviews}
    return {
        "claim": claims[at].id,
        "nearest": nearest(compared, claims[at]),
        "cards": {
            claims[place].id: cards(compared, claims[place], kept.get(claims[place].id, set()))
            for place in sorted(near)
        },
    }
