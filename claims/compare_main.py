"""The command `python -m claims compare`: what later articles make of each claim, for people or as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.cautions import all_cautions
from claims.compare import Compared, Coverage, compare, find_matches, prepare
from claims.model import Relation, TextError
from claims.news import find_news
from claims.split import find_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Article, Claim, Difference, Match, Reason
    from claims.news import News

Record = dict[str, Any]
"""One JSON object; its shape is that of the pipe, documented in the README."""


def answers(records: Iterable[Record]) -> Iterator[Record]:
    """Compare one record after the other; what cannot be read keeps its place and says why."""
    for record in records:
        try:
            yield as_record(record["id"], compare(*_given(record)))
        except (TextError, ValueError, TypeError) as problem:
            yield {"id": record.get("id"), "error": str(problem)}


def _given(record: Record) -> tuple[str, list[str]]:
    """Return the claim and the passages of a record."""
    if "error" in record:
        raise TextError(record["error"])
    claim, passages = record.get("claim"), record.get("passages")
    text = claim.get("text") if isinstance(claim, dict) else None
    texts = passages if isinstance(passages, list) and all(isinstance(p, str) for p in passages) else None
    if "id" not in record or not isinstance(text, str) or texts is None:
        message = "a record needs an id, a claim with a text, and a list of passages"
        raise TextError(message)
    return text, texts


def as_record(name: object, compared: Compared) -> Record:
    """Return an answer in the shape of the pipe."""
    proposal = compared.proposal
    return {
        "id": name,
        "ranking": compared.ranking,
        "scores": [round(score, 4) for score in compared.scores],
        "relation": proposal.relation,
        "passage": compared.passage,
        "share": round(proposal.share, 4),
        "reasons": [reason.text for reason in proposal.reasons],
        "marks": [_marks(reason) for reason in proposal.reasons],
        "differences": [_difference(difference) for difference in proposal.differences],
    }


def _marks(reason: Reason) -> Record:
    return {
        "earlier": [[s.start, s.end] for s in reason.earlier_spans],
        "later": [[s.start, s.end] for s in reason.later_spans],
    }


def _difference(difference: Difference) -> Record:
    return {
        "aspect": difference.aspect.name,
        "earlier": difference.earlier,
        "later": difference.later,
        "earlier_spans": [[s.start, s.end] for s in difference.earlier_spans],
        "later_spans": [[s.start, s.end] for s in difference.later_spans],
    }


def told(article: Article, later: list[Article]) -> Iterator[str]:
    """Yield lines for people: what to mind of later articles, what they make of each claim, and what is new in them."""
    yield from _cautioned(article, later)
    coverage = [prepare(text) for text in later]
    claims = find_claims(article)
    matches = list(find_matches(article, claims, coverage))
    by_claim = _by_claim(claims, matches)
    for number, claim in enumerate(claims, start=1):
        yield f"{number:4}  {claim.text(article)}"
        found = [(m, c) for m, c in zip(by_claim[claim.id], coverage, strict=True) if m.relation is not Relation.SILENT]
        for match, text in found:
            yield from _told(match, text)
        if not found:
            yield "      not mentioned again"
    yield from _news(find_news(article, claims, coverage, matches), later)


def _cautioned(article: Article, later: list[Article]) -> Iterator[str]:
    cautions = all_cautions(article, later)
    for text in later:
        for caution in cautions.get(text.id, ()):
            yield f"Mind: {_called(text)}: {caution.text}"


def _news(news: Sequence[News], later: list[Article]) -> Iterator[str]:
    """Yield what no claim covers, as quotations, or nothing."""
    texts = {text.id: text for text in later}
    if news:
        yield "New in the coverage"
    for one in news:
        text = texts[one.coverage_id]
        yield f"      {_called(text)}  ({', '.join(one.names)})"
        yield f"          “{' '.join(one.span.of(text.text).split())}”"


def _called(article: Article) -> str:
    day = f"{article.published} " if article.published else ""
    return f"{day}{article.title or article.id}"


def _by_claim(claims: list[Claim], matches: list[Match]) -> dict[str, list[Match]]:
    found: dict[str, list[Match]] = {claim.id: [] for claim in claims}
    for match in matches:
        found[match.claim_id].append(match)
    return found


def _told(match: Match, coverage: Coverage) -> Iterator[str]:
    article = coverage.article
    reasons = "; ".join(reason.text for reason in match.reasons)
    yield f"      {match.relation.value}  {_called(article)}  ({reasons})"
    yield f"          “{' '.join(match.passages[0].of(article.text).split())}”"
    for difference in match.differences:
        yield f"          {difference.aspect.value}: {difference.earlier or '–'} → {difference.later or '–'}"
