"""What people say of an article's claims as the report tells it: one finding for each claim, and how often each is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.filters import NO_FINDING, disagree, source_type
from claims.vocabulary import KINDS, SOURCING, VERIFICATION, Choice, choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Claim, Review, Settlement

DIFFER: Final = Choice("differ", "Reviewers differ", "Reviewers decided differently; each of them is given.", "!")
NOT_JUDGED: Final = Choice("", "Not judged", "No reviewer has judged it.")


class Bar(NamedTuple):
    """How many claims there are of one choice; `other` counts them in a second way where there is one."""

    choice: Choice
    claims: int
    other: int = 0


def finding(reviews: Iterable[Review], settled: Settlement | None = None) -> Choice:
    """Return what the desk found, else what reviewers did together: that they differ, the one finding, or none."""
    if settled:
        return choice(VERIFICATION, settled.verification)
    found = {review.verification for review in reviews}
    decided = found - NO_FINDING - {""}
    if len(decided) > 1:
        return DIFFER
    return (
        choice(VERIFICATION, *decided)
        if decided
        else choice(VERIFICATION, max(found & NO_FINDING, default="unchecked"))
    )


def sourcing(reviews: Iterable[Review], settled: Settlement | None = None) -> Choice:
    """Return how the desk judges the sourcing, else how reviewers do together, likewise."""
    if settled and settled.sourcing:
        return choice(SOURCING, settled.sourcing)
    judged = {review.sourcing for review in reviews} - {""}
    if len(judged) > 1:
        return DIFFER
    return choice(SOURCING, *judged) if judged else NOT_JUDGED


def is_decided(found: Choice) -> bool:
    """Say whether anybody has a finding."""
    return found.key not in NO_FINDING


def differences(reviews: Sequence[Review]) -> list[str]:
    """Return sentences that say in what reviewers differ, and who says what."""
    if not disagree(reviews):
        return []
    findings = {r.reviewer: choice(VERIFICATION, r.verification).shown for r in reviews if _counts(r.verification)}
    judged = {r.reviewer: choice(SOURCING, r.sourcing).label for r in reviews if r.sourcing}
    told = (("finding", findings), ("sourcing", judged))
    return [f"Reviewers differ on the {what}: {_said(by)}." for what, by in told if len(set(by.values())) > 1]


def _counts(verification: str) -> bool:
    return verification not in NO_FINDING | {""}


def _said(by: Mapping[str, str]) -> str:
    return "; ".join(f"{who} says {what}" for who, what in by.items())


def by_finding(found: Iterable[Choice]) -> list[Bar]:
    """Return how many claims have each finding."""
    return _bars((*VERIFICATION, DIFFER), Counter(found))


def by_source(claims: Iterable[Claim], judged: Iterable[Choice]) -> list[Bar]:
    """Return how many claims the article sources in each way, and how many reviewers judge to be sourced so."""
    in_article = Counter(choice(SOURCING, source_type(claim)) for claim in claims)
    return _bars((*SOURCING, DIFFER, NOT_JUDGED), in_article, Counter(judged))


def by_kind(claims: Iterable[Claim], found: Iterable[Choice]) -> list[Bar]:
    """Return how many claims there are of each kind, and on how many of them there is a finding."""
    pairs = [(choice(KINDS, claim.kind), result) for claim, result in zip(claims, found, strict=True)]
    decided = Counter(kind for kind, result in pairs if is_decided(result))
    return _bars(KINDS, Counter(kind for kind, _ in pairs), decided)


def _bars(order: Iterable[Choice], counts: Counter[Choice], others: Counter[Choice] | None = None) -> list[Bar]:
    """Return the choices that there are any of in the order of their list, those that are on no list last."""
    others = others or Counter()
    keys = dict.fromkeys([*order, *sorted({*counts, *others})])
    return [Bar(key, counts[key], others[key]) for key in keys if counts[key] or others[key]]
