"""An article beside its later coverage: what the machine proposed, what people decided, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Article, Claim, Judgement, Match, Span

    Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Claims in reading order, coverage by date, and by (claim id, coverage id) all that is known of the two.

    `mine` is what one person decided, `others` what the rest did; `rejected` are passages that are not about the claim.
    """

    article: Article
    claims: Sequence[Claim]
    coverage: Sequence[Article]
    matches: Mapping[Pair, Match] = field(default_factory=dict)
    mine: Mapping[Pair, Judgement] = field(default_factory=dict)
    others: Mapping[Pair, Sequence[Judgement]] = field(default_factory=dict)
    rejected: Mapping[Pair, Sequence[Span]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many pairs of a claim and a later article have not been compared yet."""
        return len(self.claims) * len(self.coverage) - len(self.matches)

    def proposed(self, claim_id: str, coverage_id: str) -> str:
        """Return the relation that is proposed; "" where the two have not been compared."""
        match = self.matches.get((claim_id, coverage_id))
        return match.relation.value if match else ""

    def decided(self, claim_id: str, coverage_id: str) -> str:
        """Return the relation that the person decided on, "" for none."""
        judgement = self.mine.get((claim_id, coverage_id))
        return judgement.relation if judgement else ""

    def is_open(self, claim_id: str, coverage_id: str) -> bool:
        """Say whether something is proposed that the person has not decided on; silence asks for no decision."""
        proposed = self.proposed(claim_id, coverage_id)
        return proposed not in {"", Relation.SILENT} and not self.decided(claim_id, coverage_id)

    def open_in(self, claim_id: str) -> int:
        """Return for how many later articles the claim waits for a decision."""
        return sum(self.is_open(claim_id, later.id) for later in self.coverage)


def comparison(  # noqa: PLR0913, PLR0917 - all that is known
    article: Article,
    claims: Sequence[Claim],
    coverage: Sequence[Article],
    matches: Iterable[Match],
    judgements: Iterable[Judgement],
    rejected: Mapping[Pair, Sequence[Span]],
    who: str,
) -> Comparison:
    """Return all that is known of an article and its coverage, as one person sees it."""
    mine, others = dict[tuple[str, str], "Judgement"](), dict[tuple[str, str], list["Judgement"]]()
    for one in judgements:
        pair = (one.claim_id, one.coverage_id)
        if one.by == who:
            mine[pair] = one
        elif one.relation:
            others.setdefault(pair, []).append(one)
    known = {(match.claim_id, match.coverage_id): match for match in matches}
    return Comparison(article, claims, coverage, known, mine, others, rejected)
