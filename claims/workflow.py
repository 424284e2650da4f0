"""Where a claim stands on its way to a finding: read off what people found of it, and off what they set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.filters import disagree, says_something
from claims.model import Workflow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Review


def workflow(
    reviews: Iterable[Review],
    needed: int = 1,
    *,
    hidden: int = 0,
    is_settled: bool = False,
    is_waiting: bool = False,
) -> Workflow:
    """Return how far a claim has come, from everybody's reviews of it.

    `hidden` is how many more people have a finding, which whoever asks may not see before the claim is done.

    `needed` is how many people are to find something of it, each on their own; `is_settled` says that the desk has
    its finding, which ends everything; `is_waiting`, that somebody waits for a source, which holds up all the rest.
    """
    reviews = list(reviews)
    findings = [review for review in reviews if review.verification != "unchecked"]
    if is_settled:
        return Workflow.DONE
    if is_waiting:
        return Workflow.WAITING_FOR_SOURCE
    there = len(findings) + hidden
    if disagree(findings) or (hidden and there >= needed):  # else it would be done, and nothing hidden
        return Workflow.DISAGREEMENT
    if there:
        return Workflow.DONE if there >= needed else Workflow.NEEDS_SECOND_REVIEWER
    return Workflow.IN_PROGRESS if any(map(says_something, reviews)) else Workflow.NOT_STARTED
