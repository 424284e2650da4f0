"""Several files, taken one text after the other: can be left off anywhere and gone on with, and keeps the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from claims.intake import NotTaken, Taken, take

if TYPE_CHECKING:
    from collections.abc import Iterator


class Outcome(NamedTuple):
    """What became of one text: the article that it is now, or why it is none; `created` unless it was here before."""

    name: str
    article_id: str = ""
    claims: int = 0
    created: bool = False
    why: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Batch:
    """Files to take, with their names; `outcomes` is the report so far, in order."""

    files: list[tuple[str, bytes]]
    outcomes: list[Outcome] = field(default_factory=list)
    in_hand: Taken | NotTaken | None = None
    done: int = 0
    stopped: bool = False
    _texts: Iterator[Taken | NotTaken] | None = None

    @property
    def is_running(self) -> bool:
        """Say whether there may be more to take."""
        return not self.stopped and self.done < len(self.files)

    @property
    def name(self) -> str:
        """Return the name of the file that is taken; none once all are."""
        return self.files[self.done][0] if self.done < len(self.files) else ""

    def take_up(self) -> Taken | NotTaken | None:
        """Return what is to be dealt with now: the same until `settle` says what became of it; None at the end."""
        while self.in_hand is None and self.is_running:
            self._texts = self._texts or take(*self.files[self.done])
            self.in_hand = next(self._texts, None)
            if self.in_hand is None:
                self._texts, self.done = None, self.done + 1
        return self.in_hand

    def settle(self, outcome: Outcome) -> None:
        """Put down what became of the text in hand."""
        self.outcomes.append(outcome)
        self.in_hand = None

    def stop(self) -> None:
        """Take no more; what was done stays done."""
        self.stopped = True

    def summary(self) -> str:
        """Return in a line how many were added, were here before, and were not taken."""
        added = sum(outcome.created for outcome in self.outcomes)
        known = sum(bool(outcome.article_id) and not outcome.created for outcome in self.outcomes)
        counts = {"added": added, "already here": known, "not taken": len(self.outcomes) - added - known}
        line = ", ".join(f"{count} {what}" for what, count in counts.items() if count or what == "added")
        left = len(self.files) - self.done
        return f"{line}; stopped with {left} of {len(self.files)} files to go" if self.stopped and left else line
