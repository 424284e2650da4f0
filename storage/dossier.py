"""Everything that is known and said of one article, read in one moment: what every report is made from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from claims.model import Article, Claim, Copy, Dismissed, Judgement, Match, Rejected, Settlement
    from storage.reading import Drawn
    from storage.store import DatedReview, Store


@dataclass(frozen=True, slots=True)
class Dossier:
    """An article and all that hangs on it. `claims` has the withdrawn ones too, as `Store.claims` gives them.

    `copies` are those that the evidence names, by SHA-256, without their bytes, which were looked at and are what was
    stored; `seal` is the newest of the file's log, `read_at` is UTC. `settlements` are what the desk found, by claim;
    `left_out` are the claims of which others said something that is hidden from whoever reads it, and so is not in it.
    `first_drawn` says who first drew each claim, `first_said` when a reviewer first said something of one, by both,
    where they changed it since: both only where the dossier was read from the start, as few reports ask for them.
    What people say to one another of a claim and hand over stays inside: it is not read here, and so is in no report.
    """

    article: Article
    claims: tuple[Claim, ...]
    reviews: tuple[DatedReview, ...]
    dismissed: tuple[Dismissed, ...]
    coverage: tuple[Article, ...]
    matches: tuple[Match, ...]
    judgements: tuple[Judgement, ...]
    rejected: tuple[Rejected, ...]
    copies: Mapping[str, Copy]
    seal: str
    read_at: datetime
    settlements: Mapping[str, Settlement] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    first_drawn: Mapping[str, Drawn] = field(default_factory=dict)
    first_said: Mapping[tuple[str, str], datetime] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[Claim, ...]:
        """Return the claims that have not been withdrawn, in reading order."""
        return tuple(claim for claim in self.claims if not claim.withdrawn)

    @property
    def settled(self) -> Mapping[str, Settlement]:
        """Return what the desk found, by claim, without what is open again."""
        return {claim_id: found for claim_id, found in self.settlements.items() if not found.is_reopened}


def read_dossier(store: Store, article_id: str) -> Dossier:
    """Return the dossier of an article. Raises NotFoundError, and DamagedError where a copy is not what was stored."""
    with store.one_moment():
        reviews = tuple(store.dated_reviews(article_id))
        names = {piece.copy for dated in reviews for piece in dated.review.evidence if piece.copy}
        return Dossier(
            store.article(article_id),
            tuple(store.claims(article_id, withdrawn=True)),
            reviews,
            tuple(store.dismissed(article_id)),
            tuple(store.coverage(article_id)),
            tuple(store.matches(article_id)),
            tuple(store.judgements(article_id)),
            tuple(store.rejected(article_id)),
            {name: replace(store.copy(name), content=b"") for name in sorted(names)},
            store.seal(),
            store.moment(),
            {found.claim_id: found for found in store.settlements(article_id)},
            store.left_out(article_id),
        )


def read_from_the_start(store: Store, article_id: str) -> Dossier:
    """Return the same with when what is in it began. Raises likewise."""
    with store.one_moment():
        whole = read_dossier(store, article_id)
        return replace(whole, first_drawn=store.first_drawn(article_id), first_said=store.first_said(article_id))
