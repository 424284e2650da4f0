"""Which claims of an article someone asks for: by what they are, by what was said of them, by their words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claims.model import Review, Talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from claims.model import Article, Claim

NO_FINDING = frozenset({"unchecked", "withdrawn"})
"""Keys of `vocabulary.VERIFICATION` with which nobody is contradicted: nothing found yet, or taken back."""


class Show(StrEnum):
    """Which claims, by what has become of them. Only `WITHDRAWN` shows those that are claims no longer."""

    ALL = "all"
    OPEN = "open"
    MINE = "mine"
    DISAGREEING = "disagreeing"
    DUE = "due"
    ASSIGNED = "assigned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Filter:
    """Who asks, on which day, and for what; all of it must be so. No kinds or source types asks for any.

    `worth` is from 0 to 1; `search` are words that must all be in the claim, its source or one's own notes.
    """

    who: str
    today: date
    show: Show = Show.ALL
    kinds: frozenset[str] = frozenset()
    source_types: frozenset[str] = frozenset()
    worth: float = 0.0
    search: str = ""
    stands: frozenset[str] = frozenset()
    """How far they have come: keys of `vocabulary.WORKFLOW`; none asks for any."""


def find(
    article: Article,
    claims: Iterable[Claim],
    reviews: Iterable[Review],
    asked: Filter,
    talks: Mapping[str, Talk] | None = None,
) -> list[Claim]:
    """Return the claims that someone asks for, in the order given; `reviews` are those of everybody.

    `talks` says how far each claim has come and who is to work on it.
    """
    by_claim, blank = of_claims(reviews), Talk()
    return [
        claim
        for claim in claims
        if _is(claim, asked)
        and _stands((talks or {}).get(claim.id, blank), asked)
        and _has_become(claim, by_claim.get(claim.id, ()), asked)
        and _says(article, claim, mine(by_claim.get(claim.id, ()), claim.id, asked.who), asked.search)
    ]


def of_claims(reviews: Iterable[Review]) -> Mapping[str, Sequence[Review]]:
    """Return the reviews of each claim, by its id."""
    found: dict[str, list[Review]] = {}
    for review in reviews:
        found.setdefault(review.claim_id, []).append(review)
    return found


def mine(reviews: Iterable[Review], claim_id: str, who: str) -> Review:
    """Return what one person says of a claim, among what everybody says of it; a blank review where that is nothing."""
    return next((review for review in reviews if review.reviewer == who), Review(claim_id, who))


def says_something(review: Review) -> bool:
    """Say whether anything stands in a review: who took everything back has said nothing."""
    return review != Review(review.claim_id, review.reviewer)


def disagree(reviews: Iterable[Review]) -> bool:
    """Say whether two people found different things of one claim, or judge its sourcing differently."""
    reviews = list(reviews)
    findings = {review.verification for review in reviews} - NO_FINDING
    return len(findings) > 1 or len({review.sourcing for review in reviews} - {""}) > 1


def is_due(review: Review, today: date) -> bool:
    """Say whether a finding is to be looked at again by today."""
    return review.due is not None and review.due <= today


def source_type(claim: Claim) -> str:
    """Return the kind of source that the article shows; "none" where it speaks in its own voice."""
    return claim.attribution.source_type.value if claim.attribution else "none"


def _is(claim: Claim, asked: Filter) -> bool:
    return (
        (not asked.kinds or claim.kind in asked.kinds)
        and (not asked.source_types or source_type(claim) in asked.source_types)
        and claim.check_worthiness >= asked.worth
    )


def _stands(talk: Talk, asked: Filter) -> bool:
    return (not asked.stands or talk.workflow in asked.stands) and (
        asked.show is not Show.ASSIGNED or (bool(asked.who) and talk.handover.assigned_to == asked.who)
    )


def _has_become(claim: Claim, reviews: Sequence[Review], asked: Filter) -> bool:
    if claim.withdrawn or asked.show is Show.WITHDRAWN:
        return bool(claim.withdrawn) and asked.show is Show.WITHDRAWN
    match asked.show:
        case Show.OPEN:
            return mine(reviews, claim.id, asked.who).verification == "unchecked"
        case Show.MINE:
            return says_something(mine(reviews, claim.id, asked.who))
        case Show.DISAGREEING:
            return disagree(reviews)
        case Show.DUE:
            return any(is_due(review, asked.today) for review in reviews)
        case _:
            return True


def _says(article: Article, claim: Claim, review: Review, search: str) -> bool:
    """Say whether all words stand somewhere in the claim, its source or the notes, in capitals or not."""
    if not (wanted := search.casefold().split()):
        return True
    source = claim.attribution.source if claim.attribution else None
    text = "\n".join((claim.text(article), source or "", review.notes)).casefold()
    return all(word in text for word in wanted)
