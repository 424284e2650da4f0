"""Whether a claim and a passage of another article are of the same people, bodies and things, by the names around both.

"The aircraft will enter service in 2008" is said of many aircraft: of which one, the title and the sentences beside it
tell. Names that stand everywhere in the coverage tell nothing. They are looked up by their letters, which takes no parse.
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

_NAME: Final = re.compile(r"(?<![\w.])(?:[^\W\d_a-z][\w.&'’-]*\w|(?<=[^\W\d_]\s)\d{3}\b(?![.,]\d)|[A-Z]\d*)")
"""A word with a capital, or the number of a model: "A380", "787"."""

_ASIDE: Final = words.EMPTY | words.CALENDAR | words.TITLES | words.CONNECTIVES | words.COMMONEST


class Anchors(NamedTuple):
    """How many sentences of some coverage have each name, and how many sentences there are."""

    having: Counter[str]
    total: int

    def hold(self, claim: frozenset[str], around: frozenset[str], passage: frozenset[str]) -> bool:
        """Say whether a passage, with what is around it, has a name of a claim, or else one of those around that.

        Where none of them tells anything apart, any name will do.
        """
        telling = (frozenset(filter(self._is_telling, names)) for names in (claim, around))
        names = next((names for names in (*telling, claim, around) if names), None)
        return names is None or bool(names & passage)

    def _is_telling(self, name: str) -> bool:
        return self.having[name] <= max(FEW, COMMON * self.total)


def anchors(sentences: Iterable[frozenset[str]]) -> Anchors:
    """Count the names of sentences, each given by its own names."""
    listed = list(sentences)
    return Anchors(Counter(name for names in listed for name in names), len(listed))


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """Return the names that stand in some texts, word by word, in the form in which they are compared."""
    found = (m.group().lower().removesuffix("'s").removesuffix("’s") for text in texts for m in _NAME.finditer(text))
    return frozenset(stem(name) for name in found if name not in _ASIDE)
