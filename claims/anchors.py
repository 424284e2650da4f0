"""Whether a claim and a passage of another article are of the same people, bodies and things, by the names around both.

"The aircraft will enter service in 2008" is said of many aircraft: of which one, the title and the sentences beside it
tell. Names that stand everywhere in the coverage tell nothing. They are looked up by their letters, without a parse.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.match import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEW: Final = 3
"""A name in no more sentences than this says what they are of, however few there are."""

COMMON: Final = 0.12
"""A name in a greater share of the sentences is that of what all of them are about, and tells none apart (MEANTIME)."""

MANY: Final = 50
"""In fewer sentences, of an article or three, every capital at the start of a sentence would seem to tell apart."""

_NAME: Final = re.compile(r"(?<![\w.])(?:[^\W\d_a-z][\w.&'’-]*\w|(?<=[^\W\d_]\s)\d{3}\b(?![.,]\d)|[A-Z]\d*)")
"""A word with a capital, or the number of a model: "A380", "787"."""

_ASIDE: Final = words.EMPTY | words.CALENDAR | words.TITLES | words.CONNECTIVES | words.COMMONEST


class Anchors(NamedTuple):
    """How many sentences of some coverage have each name, and how many sentences there are."""

    having: Counter[str]
    total: int

    def hold(self, claim: frozenset[str], around: frozenset[str], passage: frozenset[str]) -> bool:
        """Say whether a passage, with what is around it, has a name of a claim, or else one of those around that.

        One that tells apart goes before one that stands everywhere; of those around, only where there are so many
        sentences that it is known what stands everywhere.
        """
        apart = self._telling(around) if self.total >= MANY else around
        choices = (self._telling(claim), claim, apart, around)
        names = next((names for names in choices if names), None)
        return names is None or bool(names & passage)

    def _telling(self, names: frozenset[str]) -> frozenset[str]:
        return frozenset(name for name in names if self.having[name] <= max(FEW, COMMON * self.total))


def anchors(sentences: Iterable[frozenset[str]]) -> Anchors:
    """Count the names of sentences, each given by its own names."""
    listed = list(sentences)
    return Anchors(Counter(name for names in listed for name in names), len(listed))


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """Return the names that stand in some texts, word by word, in the form in which they are compared."""
    found = (m.group().lower().removesuffix("'s").removesuffix("’s") for text in texts for m in _NAME.finditer(text))
    return frozenset(stem(name) for name in found if name not in _ASIDE)
