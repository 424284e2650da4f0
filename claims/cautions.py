"""What a reviewer must know of a later article before going by it: it is older, a copy, in another language, empty.

A wire story that ten papers print is one origin and not ten: under another headline, shortened or with a paragraph of
the paper's own, most of the shorter text stands word for word in the longer one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Article

RUN: Final = 4
"""How many words in a row are compared: fewer come about by chance ("the end of the"), and of more, one word that an
editor has changed takes too many along."""

COPIED: Final = 0.5
"""What share of the runs of a text make it a copy. Of 7,140 pairs of Wikinews articles on four long stories the nearest
have 0.30 (two with one paragraph in common); a copy with every tenth word changed has 0.65."""

SHORTEST: Final = 12
"""How many runs a text must have to be called a copy: a line or two may well stand elsewhere."""

ENGLISH: Final = 0.09
"""What share of the words of an English text, names aside, are those that are common in English alone."""

SMALL: Final = 0.25
"""What share are those that some other language may have as well ("in", "is", "on").

A text that has neither share is in another language. Of 26,000 stretches of three sentences of English news 14 have
neither, 12 of them style sheets; in 66 languages no stretch of three sentences and twenty words has either.
"""

FEWEST: Final = 8
"""How many words, names aside, a text must have for its language to be told."""

_WORD: Final = re.compile(r"[^\W_]+")


class CautionKind(StrEnum):
    """What is to be minded, the gravest first."""

    EMPTY = "empty"
    SAME = "same"
    COPY = "copy"
    OLDER = "older"
    LANGUAGE = "language"
    UNDATED = "undated"


class Caution(NamedTuple):
    """One thing to be minded of a later article, in a sentence for the screen.

    `other` is the id of the article that it copies, and `share`, from 0 to 1, how much of the shorter of the two stands
    in the longer; "" and 0 for what is no copy.
    """

    kind: CautionKind
    text: str
    other: str = ""
    share: float = 0.0


class _Print(NamedTuple):
    """What a text is recognised by: its words, and all runs of `RUN` of them."""

    article: Article
    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]


def cautions(article: Article, later: Article, others: Iterable[Article] = ()) -> tuple[Caution, ...]:
    """Return what is to be minded of a later article; it may be a copy of one of the `others`."""
    return _cautions(_print(article), _print(later), [_print(other) for other in others])


def all_cautions(article: Article, coverage: Sequence[Article]) -> dict[str, tuple[Caution, ...]]:
    """Return `cautions` of each later article by its id; each text is gone through once."""
    first, prints = _print(article), [_print(later) for later in coverage]
    return {later.article.id: _cautions(first, later, prints) for later in prints}


def _cautions(first: _Print, later: _Print, others: Sequence[_Print]) -> tuple[Caution, ...]:
    if not later.words:
        return (Caution(CautionKind.EMPTY, "There is no sentence in it that could be compared."),)
    found = (_copied(first, later, others), _older(first.article, later.article), _foreign(later), _undated(later))
    return tuple(caution for caution in found if caution)


def _older(article: Article, later: Article) -> Caution | None:
    if not article.published or not later.published or later.published >= article.published:
        return None
    days = (article.published - later.published).days
    before = "the day" if days == 1 else f"{days:,} days"
    return Caution(CautionKind.OLDER, f"Published on {later.published}, {before} before the article was.")


def _undated(later: _Print) -> Caution | None:
    text = "It has no date: nothing shows that it is later than the article."
    return None if later.article.published else Caution(CautionKind.UNDATED, text)


# -- copies ------------------------------------------------------------------------------------------------------------


def _copied(first: _Print, later: _Print, others: Iterable[_Print]) -> Caution | None:
    """Return what the text is a copy of: of the article itself before any other, of several the nearest."""
    if first.article.id == later.article.id or _wording(first.article) == _wording(later.article):
        return Caution(CautionKind.SAME, "This is the article itself, word for word.", first.article.id, 1.0)
    beside = [other for other in others if other.article.id not in {first.article.id, later.article.id}]
    nearest = max(beside, key=lambda other: _share(other, later), default=first)
    return next((_copy(other, later, first) for other in (first, nearest) if _share(other, later) >= COPIED), None)


def _wording(article: Article) -> list[str]:
    """Return all words of a text in small letters."""
    return [word.casefold() for word in _WORD.findall(article.text)]


def _copy(other: _Print, later: _Print, first: _Print) -> Caution:
    share = _share(other, later)
    name = "the article" if other is first else _named(other.article)
    whole, part = (name, "it") if len(other.runs) < len(later.runs) else ("it", name)
    text = f"{share:.0%} of {whole} stands word for word in {part}: the two are one origin, not two."
    return Caution(CautionKind.COPY, text, other.article.id, share)


def _named(article: Article) -> str:
    known = ", ".join(str(fact) for fact in (article.outlet, article.published) if fact)
    return f"“{article.title or article.id}”" + (f" ({known})" if known else "")


def _share(one: _Print, other: _Print) -> float:
    """Return how much of the shorter of two texts stands in the longer, from 0 to 1; 0 where that is too short."""
    shorter = min(len(one.runs), len(other.runs))
    return len(one.runs & other.runs) / shorter if shorter >= SHORTEST else 0.0


def _print(article: Article) -> _Print:
    found = tuple(_body(article))
    plain = [word.casefold() for word in found]
    return _Print(article, found, frozenset(zip(*(plain[start:] for start in range(RUN)), strict=False)))


def _body(article: Article) -> list[str]:
    """Return the words of an article's body, without what is the page's own."""
    text, position, kept = article.text, 0, []
    for hole in article.chrome:
        kept += [text[position : hole.start], "\n" * (hole.end - hole.start)]
        position = hole.end
    shown = "".join([*kept, text[position:]])
    return _WORD.findall("\n".join(span.of(shown) for span in article.body))


# -- language ----------------------------------------------------------------------------------------------------------


def _foreign(later: _Print) -> Caution | None:
    text = (
        "It does not seem to be in English, the only language that is read here: what is proposed of it means little."
    )
    return None if is_english(later.words) else Caution(CautionKind.LANGUAGE, text)


def is_english(found: Sequence[str]) -> bool:
    """Say whether the words of a few sentences are English, as far as the commonest of them tell; names do not count.

    A text that is too short to tell is taken for English.
    """
    if not _is_latin(found):
        return False
    shouted = not any(c.islower() for word in found for c in word)
    plain = [w.lower() for w in found if shouted or not w[0].isupper() or w.lower() in words.COMMONEST]
    common = sum(word in words.COMMONEST for word in plain)
    small = sum(word in words.COMMONEST or word in words.EMPTY for word in plain)
    return len(plain) < FEWEST or common >= ENGLISH * len(plain) or small >= SMALL * len(plain)


def _is_latin(found: Iterable[str]) -> bool:
    """Say whether at least half of the letters are of the Latin script, accents included."""
    letters = [c for word in found for c in word if c.isalpha()]
    return sum(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters) * 2 >= len(letters)
