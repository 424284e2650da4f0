"""Several files, taken one text after the other: can be left off anywhere and gone on with, and keeps the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from claims.intake import NotTaken, Taken, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
    _turn: RLock = field(default_factory=RLock)

    @property
    def is_running(self) -> bool:
        """Say whether there may be more to take."""
        return not self.stopped and self.done < len(self.files)

    @property
    def name(self) -> str:
        """Return the name of the file that is taken; none once all are."""
        return self.files[self.done][0] if self.done < len(self.files) else ""

    def take_up(self) -> Taken | NotTaken | None:
        """Return what is to be dealt with now: the same until it has been; None at the end."""
        with self._turn:
            while self.in_hand is None and self.is_running:
                self._texts = self._texts or take(*self.files[self.done])
                self.in_hand = next(self._texts, None)
                if self.in_hand is None:
                    self._texts, self.done = None, self.done + 1
            return self.in_hand

    def deal(self, become: Callable[[Taken | NotTaken], Outcome]) -> None:
        """Let the text in hand become what it will, and put that down.

        One thread at a time: a second click has a second thread at work before the first has noticed.
        """
        with self._turn:
            found = None if self.stopped else self.take_up()
            if found is not None:
                self.outcomes.append(become(found))
                self.in_hand = None

    def stop(self) -> None:
        """Take no more; what was done stays done."""
        self.stopped = True

    def summary(self) -> str:
        """Return in a line how many were added, were here before, and were not taken, once what is in hand is done."""
        with self._turn:
            return self._summary()

    def _summary(self) -> str:
        added = sum(outcome.created for outcome in self.outcomes)
        known = sum(bool(outcome.article_id) and not outcome.created for outcome in self.outcomes)
        counts = {"added": added, "already here": known, "not taken": len(self.outcomes) - added - known}
        line = ", ".join(f"{count} {what}" for what, count in counts.items() if count or what == "added")
        begun = self.done + (self._texts is not None and self.in_hand is None)
        left = len(self.files) - begun
        return f"{line}; stopped, with {left} of {len(self.files)} files not begun" if self.stopped else line
