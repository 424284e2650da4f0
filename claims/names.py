"""The people, bodies and places that an article names, and where another text names them too, in full or in part.

The parser finds the names of the article; in other texts they are looked up by their letters, which takes no parsing.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.language import parse
from claims.passages import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Article

    Key = tuple[str, ...]

KINDS: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
"""What the parser calls people, bodies and places."""

PLACES: Final = frozenset({"GPE", "LOC", "FAC"})

SHOUTED: Final = 0.6
"""A text of which a greater share of the words has a capital shows no names by them: it is a headline or a list."""

FEW: Final = 4
"""So many words with a capital may well be names, in a short sentence."""

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")

_ASIDE: Final = (
    words.TITLES | words.PEOPLE | words.CALENDAR | words.EMPTY | words.TIME_ADVERBS | words.CONNECTIVES | words.LINKS
)
"""What stands before a name or after it with a capital and is no part of it: "Prime Minister", "On Monday"."""


class Name(NamedTuple):
    """A name as the article has it, how often it stands there, in full or in part, and whether it is a place's."""

    text: str
    times: int
    is_place: bool = False


class Names(NamedTuple):
    """The names of an article by each form that they may take; a form in `alone` is one only with no name behind it.

    "Kim" stands for Kim Jong-un, but not in "Kim Il-sung"; "Airbus" for itself, in "Airbus A380" too.
    """

    forms: dict[Key, Name]
    alone: frozenset[Key]

    @property
    def all(self) -> frozenset[Name]:
        """Each name once."""
        return frozenset(self.forms.values())


def find_names(article: Article) -> Names:
    """Return the people, bodies and places that the body of an article names; it is parsed for that."""
    kinds: dict[Key, Counter[str]] = {}
    shown: dict[Key, str] = {}
    firm = _firm(article)
    for kind, found in _entities(article):
        key = _key(found)
        if len(key) > 1 or key[0] in firm:
            kinds.setdefault(key, Counter())[kind] += 1
            shown.setdefault(key, " ".join(_bare(word) for word in found))
    return _counted(_names(kinds, shown), article)


def names_in(text: str, names: Names) -> list[Name]:
    """Return the names of an article that another sentence has, in the order in which they stand there."""
    found = _WORD.findall(text)
    if text.isupper() or sum(word[0].isupper() for word in found) > max(FEW, SHOUTED * len(found)):
        return []
    return list(dict.fromkeys(name for run in _runs(text) for name in _looked_up(run, names)))


# -- of the article ----------------------------------------------------------------------------------------------------


def _entities(article: Article) -> Iterator[tuple[str, list[str]]]:
    """Yield what the parser takes for a name, with its kind, without titles and articles before it."""
    for doc in parse(article.text, article.body, article.chrome):
        for entity in doc.ents:
            found = _WORD.findall(entity.text) if entity.label_ in KINDS else []
            while (
                found
                and (_lower(found[0]) in _ASIDE or not found[0][0].isupper())
                and not _is_body(entity.label_, found)
            ):
                found.pop(0)
            if found and found[0][0].isupper() and found[-1][0].isupper():
                yield entity.label_, found


def _is_body(kind: str, found: list[str]) -> bool:
    """Say whether a word that may be a title is the name's own: General Motors is no general."""
    return kind != "PERSON" and _lower(found[0]) in words.PEOPLE and len(found) > 1


def _firm(article: Article) -> set[str]:
    """Return the words that have a capital where no sentence begins, and are written small nowhere."""
    small, large = set(), set()
    for passage in find_passages(article):
        for number, word in enumerate(_WORD.findall(passage.span.of(article.text))):
            if word[0].islower():
                small.add(_lower(word))
            elif number:
                large.add(_lower(word))
    return large - small


def _names(kinds: dict[Key, Counter[str]], shown: dict[Key, str]) -> Names:
    """Put the forms of each name together: each end of a person's name stands for all of it.

    The initials of a body stay a name of their own: an article that gives both speaks of it at length.
    """
    whole = {key: key for key in kinds}
    for key in sorted(kinds, key=lambda key: (-len(key), -kinds[key].total())):
        if len(key) > 1 and _kind(kinds[key]) == "PERSON":
            whole |= {(end,): key for end in (key[0], key[-1]) if whole.get((end,), (end,)) == (end,)}
    names = {key: Name(shown[key], 0, _kind(kinds[key]) in PLACES) for key in whole.values()}
    forms = {form: names[key] for form, key in whole.items()}
    return Names(forms, frozenset(f for f in forms if len(f) == 1 and not (f in kinds and _kind(kinds[f]) == "ORG")))


def _counted(names: Names, article: Article) -> Names:
    """Count how often each name stands in the article; the parser does not see it each time."""
    sentences = [passage.span.of(article.text) for passage in find_passages(article)]
    times = Counter(name for text in sentences for run in _runs(text) for name in _looked_up(run, names))
    forms = {form: name._replace(times=max(1, times[name])) for form, name in names.forms.items()}
    return names._replace(forms=forms)


def _kind(kinds: Counter[str]) -> str:
    return kinds.most_common(1)[0][0]


# -- in other texts ----------------------------------------------------------------------------------------------------


def _runs(text: str) -> Iterator[list[str]]:
    """Yield words with a capital that follow one another, with small ones such as "of" between them."""
    run: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        word = found.group()
        joined = not text[end : found.start()].strip()
        if run and (not joined or not (word[0].isupper() or word in words.LINKS)):
            yield run
            run = []
        if word[0].isupper() or run:
            run.append(word)
        end = found.end()
    if run:
        yield run


def _looked_up(run: list[str], names: Names) -> Iterator[Name]:
    """Yield the names in a run: at its head, and behind what is aside ("Airbus CEO Louis Gallois of France")."""
    key = _key(run)
    while key:
        length = next((n for n in range(len(key), 0, -1) if _is_name(key, n, names)), 0)
        if length:
            yield names.forms[key[:length]]
            key = key[length:]
        elif key[0] in _ASIDE:
            key = key[1:]
        else:
            title = next((n for n, word in enumerate(key) if word in words.TITLES | words.PEOPLE), len(key))
            key = key[title + 1 :]


def _is_name(key: Key, length: int, names: Names) -> bool:
    form = key[:length]
    ends = length == len(key) or key[length] in _ASIDE
    return form in names.forms and (ends or form not in names.alone)


def _key(found: Iterable[str]) -> Key:
    """Return words in the form in which names are compared: "U.S." and the United States are one."""
    return tuple(part for word in found for part in words.SHORT_NAMES.get(_dotless(word), _lower(word)).split())


def _lower(word: str) -> str:
    return _dotless(word).lower()


def _dotless(word: str) -> str:
    return _bare(word).replace(".", "").replace("’", "'")


def _bare(word: str) -> str:
    """Return a word without the "'s" behind it."""
    return word[:-2] if word.endswith(("'s", "’s")) else word
