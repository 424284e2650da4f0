"""Who a source is: which mentions in one article are of the same person, where that is sure.

Somebody is named in full once and later by a last name, a title or a pronoun. Two mentions are put together only where
the article has nobody else who could be meant; they rather stay apart than become one. No parsing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.model import SourceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Article, Claim

    Run = tuple[str, ...]

REACH: Final = 400
"""How far before a pronoun the one for whom it stands is looked for, in characters."""

LONGEST: Final = 3
"""How many words the name has that a last name is taken for; a longer one may hold more than the name."""

OTHER: Final = 2
"""How many words before a name are taken for something else: a third first name is rarer than a place or a body."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_ENDINGS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_TITLES: Final = words.TITLES | words.PEOPLE
_NO_NAMES: Final = words.CALENDAR | words.EMPTY | words.TIME_ADVERBS | words.CONNECTIVES
_HE: Final = frozenset({"mr", "sir", "lord"})
_SHE: Final = frozenset({"mrs", "ms", "miss", "dame", "lady"})
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_PLACE: Final = re.compile(r"\b(?:in|from|to|the|at|across)(?:\s+[A-Z][\w.'’-]*)+")
_QUOTED: Final = re.compile(r"[\"“][^\"“”]*[\"”]")
_WHO: Final = re.compile(r",?\s+(?:who|which|that)$", re.IGNORECASE)


class Speaker(NamedTuple):
    """A source by the fullest name that the article has for it; `clear` is False where a pronoun is all there is."""

    name: str
    clear: bool = True


def find_speakers(article: Article, claims: Iterable[Claim]) -> dict[str, Speaker]:
    """Return who says each claim that gives a source, by the claim's id; `claims` may be in any order."""
    claims = sorted(claims, key=_place)
    people = _people(article.text, claims)
    found: dict[str, Speaker] = {}
    names: dict[tuple[str, SourceType], str] = {}
    last: tuple[int, Speaker] | None = None
    for claim in claims:
        said = claim.attribution
        if said is None or not said.source:
            continue
        if said.source.lower() in words.PRONOUNS:
            found[claim.id] = _behind(article.text, claim, last) or Speaker(said.source.lower(), clear=False)
        else:
            known = said.source, said.source_type
            names[known] = names.get(known) or _name(*known, people)
            found[claim.id] = Speaker(names[known])
        if said.source_spans and found[claim.id].clear:
            # Only a person is a "he" or a "she" later.
            last = (said.source_spans[-1].end, found[claim.id]) if said.source_type is SourceType.NAMED else None
    return _one_spelling(found)


def people_in(source: str) -> list[str]:
    """Return the people who speak together, each as printed: "Ann Lee and Mayor Bo Park"; else the source itself."""
    parts = [part.strip(" ,") for part in re.split(r"\band\b", source)]
    return parts if len(parts) > 1 and all(map(_in_part, parts)) else [source]


def _place(claim: Claim) -> tuple[int, int]:
    said = claim.attribution
    spans = (said.source_spans if said else ()) or claim.spans
    return (spans[0].start, claim.spans[0].start if claim.spans else 0) if spans else (0, 0)


def _one_spelling(found: dict[str, Speaker]) -> dict[str, Speaker]:
    """Put names together that differ in capitals or the article before them; the first one stands for all."""
    first: dict[tuple[str, bool], Speaker] = {}
    for speaker in found.values():
        first.setdefault((_plain(speaker.name), speaker.clear), speaker)
    return {claim_id: first[_plain(speaker.name), speaker.clear] for claim_id, speaker in found.items()}


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name).casefold()


# -- names -------------------------------------------------------------------------------------------------------------


class _People(NamedTuple):
    """The names of two words and more that an article has, and those of them that its sources are given with."""

    text: str
    full: frozenset[Run]
    sources: frozenset[Run]


def _people(text: str, claims: Iterable[Claim]) -> _People:
    full = {run for run, _ in _runs(text) if len(run) > 1}
    # What stands before a name with a capital may be no part of it: "to the United States Ann Lee".
    full -= {run for run in full if any(run[cut:] in full for cut in range(OTHER, len(run) - 1))}
    given = (_person(c.attribution.source) for c in claims if c.attribution and c.attribution.source)
    return _People(text, frozenset(full), frozenset(run for run in given if len(run) > 1))


def _name(source: str, kind: SourceType, people: _People) -> str:
    """Return a person's full name where there is one and no more than one, else the source as it is printed."""
    printed = _WHO.sub("", " ".join(source.split()))
    run = _person(printed) if kind is SourceType.NAMED else ()
    if len(run) == 1:
        run = _full_name(run[0], people) or ()
    return " ".join(run) or printed


def _full_name(name: str, people: _People) -> Run | None:
    """Return the one whose last name it is, or whose first name where that is a source of the article."""
    meant = [run for run in people.full | people.sources if name in {run[0], run[-1]}]
    if len(meant) != 1 or len(meant[0]) > LONGEST or name.isupper() or _are_two(name, people.text):
        return None
    return meant[0] if name == meant[0][-1] or meant[0] in people.sources else None


def _person(source: str) -> Run:
    """Return the name in a source, without titles and what it is the head of: "UBS analyst David Strauss"."""
    runs = [run for part in re.split(r"\band\b|&", source) if (run := _in_part(part))]
    return runs[0] if len(runs) == 1 else ()


def _in_part(source: str) -> Run:
    """Return the name at the head ("David Buik of BGC Partners"), else the one after a comma ("…, Ann Lee")."""
    found = words.AFTER_HEAD.search(source)
    cut = found.start() if found else len(source)
    names = [(run, start) for run, start in _runs(source) if start < cut or source[:start].rstrip().endswith(",")]
    head = [run for run, start in names if start < cut]
    long = [run for run in head if len(run) > 1] or [run for run, _ in names if len(run) > 1]
    return (long or head or [run for run, _ in names] or [()])[-1]


def _runs(text: str) -> Iterator[tuple[Run, int]]:
    """Yield the names of a text, and where each starts: words with a capital in a row, without titles and weekdays."""
    run: list[str] = []
    start = end = 0
    before = ""
    for found in _WORD.finditer(text):
        word = _bare(found.group())
        small = not word[:1].isupper() or word.lower() in _TITLES | words.CALENDAR
        # "In" begins no name and may end one: Kim Kwang In.
        begins = not run or _ends_sentence(before) or bool(text[end : found.start()].strip())
        if run and (small or begins):
            yield tuple(run), start
            run = []
        if not small and word.lower() not in (_NO_NAMES if begins else _ENDINGS):
            start = start if run else found.start()
            run.append(word)
        before, end = found.group(), found.end()
    if run:
        yield tuple(run), start


def _ends_sentence(word: str) -> bool:
    """Say whether a word ends a sentence by its full stop: not an initial, a title or "Jr."."""
    return word.endswith(".") and len(word) > len("W.") and _bare(word).lower() not in _ENDINGS | _TITLES


def _bare(word: str) -> str:
    """Return a word without what shows whose something is, and without a full stop that is not an initial's."""
    word = word.removesuffix("'s").removesuffix("’s")
    return word if len(word) <= len("W.") else word.rstrip(".")


def _are_two(name: str, text: str) -> bool:
    """Say whether a last name is that of a man and of a woman: "Mr Clinton" and "Mrs Clinton"."""
    before = {found.lower() for found in re.findall(rf"\b([A-Z][a-z]+)\.?\s+{re.escape(name)}\b", text)}
    return bool(before & _HE and before & _SHE)


# -- pronouns ----------------------------------------------------------------------------------------------------------


def _behind(text: str, claim: Claim, last: tuple[int, Speaker] | None) -> Speaker | None:
    """Return the person who spoke last before a "he" or "she", if nobody else is mentioned in between."""
    said = claim.attribution
    if last is None or said is None or not said.source_spans or (said.source or "").lower() not in words.ONE:
        return None
    between = text[last[0] : said.source_spans[0].start]
    return last[1] if len(between) <= REACH and not _mentions_somebody(between) else None


def _mentions_somebody(text: str) -> bool:
    """Say whether anybody is mentioned but in what is quoted; what stands after "in" or "the" is a place or a thing."""
    text = _PLACE.sub("", _QUOTED.sub("", text))
    found = (_bare(word) for word in _WORD.findall(text))
    return any(word.lower() in _TITLES or (word[0].isupper() and word.lower() not in _NO_NAMES) for word in found)
