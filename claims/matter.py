"""What an article is about: the words by which others on the same matter are looked up, and what each weighs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.match import placed, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME: Final = 0.35
"""What share of an article's weightiest words another one must have to be offered as one on the same matter."""

LEAST: Final = 5
"""How many of these words it must have: in a file of two articles, one word in common would be all of them.

Of what both let through as the five nearest of each of 422 articles (FNC-1, MEANTIME and GUM development), 86% is on
the same story, and it is 71% of what could be; most of the rest is on another story of the same company.
"""

LOOKED_UP: Final = 20
"""How many of an article's words it is looked up by; twice as many find no more (development)."""


MANY: Final = 10_000
"""How rare a word is shows among so many passages at least: in a small file, what all of it is about were common."""


class Telling(NamedTuple):
    """A word of an article: what it weighs, its rarity aside, and how the article mostly writes it."""

    weight: float
    shown: str


_DIGITS: Final = frozenset("0123456789")


def telling_words(sentences: Iterable[str]) -> dict[str, Telling]:
    """Return the words of an article by the form in which `match.terms` has them.

    Names and figures weigh more, as in `match`, and so does what comes again. Days, months and figures below ten are in
    articles on anything.
    """
    written, weights = defaultdict[str, Counter[str]](Counter), dict[str, float]()
    for sentence in sentences:
        for place, forms in placed(sentence):
            word = place.of(sentence)
            for form in () if word.lower() in words.CALENDAR else forms - _DIGITS:
                written[form][word] += 1
                weights[form] = max(weights.get(form, 0.0), weighted(word)[form])
    return {
        form: Telling(weights[form] * (1 + math.log(forms.total())), forms.most_common(1)[0][0])
        for form, forms in written.items()
    }
