"""What others say of the claim in hand, and what the desk found of it, as it goes over the wire. No Streamlit here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claims.filters import NO_FINDING, disagree
from claims.vocabulary import CONFIDENCE, SOURCING, STANCES, VERIFICATION, choice
from storage.access import Role
from storage.plain import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Evidence, Review, Settlement
    from storage.opinions import Opinions
    from storage.store import Store

MOST: Final = 12
"""How many others' words stand beside one's own, the newest: nobody reads more there, and each click carries them."""


def others_data(store: Store, claim_id: str, who: str) -> dict[str, object]:
    """Return what whoever has the store open may see of what others say of a claim, read-only; `who` is left out.

    `line` says how many opinions are in and what is hidden, `reviews` are the others', at most MOST, `more` how many
    there are beside, `desk` is the desk's finding.
    """
    stand, settled = store.opinions_of(claim_id), store.settlement(claim_id)
    everybody = [dated.review for dated in store.reviews_of(claim_id)] if stand else []
    others, people = store.others(claim_id, who, MOST)
    role = store.person.role if store.person else Role.ADMIN
    return {
        "of": who,
        "line": line(stand, everybody, may_review=role.may(Role.REVIEWER)),
        "reviews": [_review(one) for one in others],
        "more": people - len(others),
        "desk": _desk(settled, store.review(claim_id, who)) if settled else None,
    }


def line(stand: Opinions | None, reviews: Sequence[Review], *, may_review: bool = True) -> str:
    """Return how many opinions are in, and what that means for who reads it; blank where one opinion is enough."""
    if stand is None:
        return ""
    told = f"{stand.opinions} of {stand.needed} opinions in"
    if stand.is_hidden:
        until = "shown once yours is in" if may_review else "shown once the claim is done"
        return f"{told} · what others say is hidden, and {until}"
    if stand.is_done:
        return f"{told} · done"
    return f"{told} · they differ" if disagree(reviews) else told


def _review(review: Review) -> dict[str, object]:
    """Return one review in words; what is blank is not shown."""
    found = review.verification not in {"unchecked", ""}
    facts = (
        f"Sourcing: {choice(SOURCING, review.sourcing).label}" if review.sourcing else "",
        f"{choice(CONFIDENCE, review.confidence).label} confidence" if review.confidence else "",
        f"as of {day(review.as_of)}" if review.as_of else "",
        f"due again {day(review.due)}" if review.due else "",
    )
    return {
        "by": review.reviewer,
        "symbol": choice(VERIFICATION, review.verification).symbol if found else "",
        "finding": choice(VERIFICATION, review.verification).label if found else "No finding yet",
        "facts": " · ".join(filter(None, facts)),
        "notes": review.notes,
        "evidence": [_piece(piece) for piece in review.evidence],
    }


def _piece(piece: Evidence) -> dict[str, str]:
    stance = choice(STANCES, piece.stance.value)
    about = f"{stance.label}, primary" if piece.primary else stance.label
    shown = {"stance": stance.key, "symbol": stance.symbol, "about": about}
    return shown | {"where": piece.locator, "quote": piece.quote}


def _desk(settled: Settlement, mine: Review) -> dict[str, object]:
    return {
        "symbol": choice(VERIFICATION, settled.verification).symbol,
        "finding": choice(VERIFICATION, settled.verification).label,
        "sourcing": choice(SOURCING, settled.sourcing).label if settled.sourcing else "",
        "reason": settled.reason,
        "by": settled.by,
        "at": settled.at.isoformat(),
        "is_reopened": settled.is_reopened,
        "otherwise": otherwise(settled, mine),
    }


def otherwise(settled: Settlement, mine: Review) -> str:
    """Return in what the desk settled otherwise than one person, in words; blank for nothing."""
    return " and ".join(_otherwise(settled, mine))


def _otherwise(settled: Settlement, mine: Review) -> Iterable[str]:
    if mine.verification not in NO_FINDING | {"", settled.verification}:
        yield f"finding ({choice(VERIFICATION, mine.verification).shown})"
    if settled.sourcing and mine.sourcing not in {"", settled.sourcing}:
        yield f"sourcing ({choice(SOURCING, mine.sourcing).label})"
