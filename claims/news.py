"""New in the coverage: what later articles say of an article's people, bodies and places that no claim of it covers.

Few and sure rather than many: a passage is offered only from an article on the same matter, only if it speaks of those
whom the article is about in words that the article partly shares, and only once, from the first that has it. Of 55
passages offered from the Wikinews articles nearest to 45 others a reader found 37 new and to the point; the rest speak
of the same company in another matter.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.language import parse_each
from claims.match import terms
from claims.model import Relation
from claims.names import find_names, names_in
from claims.passages import find_passages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from claims.compare import Coverage
    from claims.language import Doc
    from claims.model import Article, Claim, Match, Span
    from claims.names import Name, Names

    Terms = frozenset[str]

MOST: Final = 3
"""How many passages of one later article are offered."""

SHARED_NAMES: Final = 0.5
"""What share of an article's mentions of names are of such as a later article on the same matter has too."""

MAIN: Final = 0.6
"""Whom an article names so often, beside the one that it names most, it is about as well."""

SHARED_WORDS: Final = 0.45
"""How alike the words of two articles are (cosine) that are on the same matter whatever names they have."""

FEWEST_NAMES: Final = 3
"""How many people and bodies two articles on the same matter share, where one has so many: that both speak of one
company, or of the same countries, makes them no story."""

SALIENT: Final = 0.15
"""What share of the article's mentions of names are of those in a passage: it speaks of whom the article is about."""

PLACE: Final = 0.5
"""What a place counts beside a person or a body: many things happen there."""

KNOWN: Final = (0.22, 0.65)
"""The least and the greatest share of what a passage says, by the weight of its words, that the article has as well:
with less it is on another matter, with more it says nothing new."""

COVERED: Final = 0.4
"""How much of a passage, or of a claim, stands in the other where the claim covers it."""

REPEATED: Final = 0.5
"""How much of the longer of two passages stands in the shorter where they say the same."""

SHORT: Final = 3
"""A claim of so few words, names aside, is covered by chance."""

WORDS: Final = 8
"""How many words a passage that says something has."""

_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_STATED: Final = re.compile(r"[.!][\"'”’)\]]*$")
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})


class News(NamedTuple):
    """A passage of a later article (in its text) that no claim covers, and the names in it, as the article has them.

    `score`, from 0 to 1, orders the passages of one article.
    """

    coverage_id: str
    span: Span
    names: tuple[str, ...]
    score: float


class _Passage(NamedTuple):
    """A passage that may be news."""

    later: Coverage
    span: Span
    terms: Terms
    news: News


class _Known(NamedTuple):
    """What the article says: its names, the words of these, how often all are mentioned, its words, its statements.

    The statements are without the names: that two passages speak of the same people makes them no repetition.
    """

    article: Article
    names: Names
    called: Terms
    mentions: int
    counts: Counter[str]
    statements: tuple[Terms, ...]


def find_news(
    article: Article, claims: Sequence[Claim], coverage: Sequence[Coverage], matches: Iterable[Match]
) -> list[News]:
    """Return what is new in later articles, those in the order of their dates, the best passages of each first.

    An article that is older, or the article itself, has none.
    """
    known = _known(article, claims)
    ordered = sorted((later for later in coverage if _is_later(later.article, article)), key=_day)
    weights = _weights(ordered, known)
    taken: dict[str, list[Span]] = {}
    for match in matches:
        if match.relation is Relation.SILENT:
            continue
        taken.setdefault(match.coverage_id, []).extend(match.passages)
    found: list[_Passage] = []
    seen: list[Terms] = []
    for later in ordered:
        found += _best(_candidates(later, known, weights, taken.get(later.article.id, ())), seen, weights)
        seen += [frozenset(counts) for counts in later.lookup.counts]
    places = [(passage.later.article.text, passage.span) for passage in found]
    return [passage.news for passage, doc in zip(found, parse_each(places), strict=True) if _states(doc)]


def _known(article: Article, claims: Sequence[Claim]) -> _Known:
    names = find_names(article)
    sentences = [passage.span.of(article.text) for passage in find_passages(article)]
    texts = [article.title, *sentences, *(claim.text(article) for claim in claims)]
    called = frozenset(term for form in names.forms for term in terms(" ".join(form)))
    statements = [frozenset(terms(text)) - called for text in texts]
    counts = Counter(term for text in [article.title, *sentences] for term in terms(text))
    mentions = sum(name.times for name in names.all)
    return _Known(article, names, called, mentions, counts, tuple(s for s in statements if len(s) > SHORT))


def _is_later(later: Article, article: Article) -> bool:
    older = later.published and article.published and later.published < article.published
    return not older and later.id != article.id


def _day(later: Coverage) -> date:
    return later.article.published or date.max


# -- which articles ----------------------------------------------------------------------------------------------------


def _is_on_it(later: Coverage, named: Collection[Name], known: _Known) -> bool:
    """Say whether a later article is on the same matter: it names all whom the article is about, and more than that."""
    most = max((name.times for name in known.names.all), default=0)
    if not named or not {name for name in known.names.all if name.times >= MAIN * most} <= set(named):
        return False
    fewest = min(FEWEST_NAMES, sum(not name.is_place for name in known.names.all))
    several = sum(not name.is_place for name in named) >= fewest
    share = sum(name.times for name in named) / known.mentions
    return (share >= SHARED_NAMES and several) or _cosine(later, known) >= SHARED_WORDS


def _cosine(later: Coverage, known: _Known) -> float:
    mine, theirs = known.counts, sum(later.lookup.counts, Counter())
    dot = sum(often * theirs[term] for term, often in mine.items())
    return dot / math.sqrt(_square(mine) * _square(theirs)) if dot else 0.0


def _square(counts: Counter[str]) -> int:
    return sum(often * often for often in counts.values())


# -- which passages ----------------------------------------------------------------------------------------------------


def _candidates(
    later: Coverage, known: _Known, weights: Mapping[str, float], taken: Collection[Span]
) -> Iterator[_Passage]:
    """Yield the passages of a later article that no claim covers and that speak of whom the article is about."""
    text = later.article.text
    named = [names_in(span.of(text), known.names) for span in later.spans]
    if not _is_on_it(later, {name for names in named for name in names}, known):
        return
    for span, counts, names in zip(later.spans, later.lookup.counts, named, strict=True):
        share = sum(name.times * (PLACE if name.is_place else 1) for name in names) / known.mentions
        free = not any(span.overlaps(other) for other in taken)
        if share >= SALIENT and free and _may_state(span.of(text), known.article.published):
            score = _score(frozenset(counts), known, weights)
            if score:
                news = News(later.article.id, span, tuple(n.text for n in names), score * (1 + share) / 2)
                yield _Passage(later, span, frozenset(counts), news)


def _may_state(text: str, published: date | None) -> bool:
    """Say whether a passage may say something new: no question, no scrap, nothing of the years before the article."""
    years = [int(year) for year in _YEAR.findall(text)]
    past = published and years and min(years) < published.year
    return bool(_STATED.search(text)) and len(text.split()) >= WORDS and not past


def _score(said: Terms, known: _Known, weights: Mapping[str, float]) -> float:
    """Return how much a passage has to do with the article, 0 where it has too little or says what a claim says."""
    whole = _weight(said, weights)
    shared = _weight(said & known.counts.keys(), weights) / whole if whole else 0.0
    if not KNOWN[0] <= shared <= KNOWN[1]:
        return 0.0
    own = said - known.called
    covers = (
        _weight(own & s, weights) / min(_weight(own, weights), _weight(s, weights)) for s in known.statements if own
    )
    covered = max(covers, default=0.0)
    return shared * (1 - covered) if covered < COVERED else 0.0


def _best(passages: Iterable[_Passage], seen: Sequence[Terms], weights: Mapping[str, float]) -> list[_Passage]:
    """Return the best passages of one article that none before it has."""
    found: list[_Passage] = []
    for passage in sorted(passages, key=lambda passage: (-passage.news.score, passage.span)):
        if len(found) < MOST and not _is_in(passage.terms, [*seen, *(other.terms for other in found)], weights):
            found.append(passage)
    return found


def _is_in(said: Terms, seen: Iterable[Terms], weights: Mapping[str, float]) -> bool:
    whole = _weight(said, weights)
    return any(_weight(said & other, weights) >= REPEATED * max(whole, _weight(other, weights)) for other in seen)


def _states(doc: Doc) -> bool:
    """Say whether a passage has a verb of its own with a subject."""
    return any(
        t.tag_ in _FINITE and any(c.dep_.startswith("nsubj") for c in (*t.children, *t.head.children)) for t in doc
    )


def _weights(coverage: Sequence[Coverage], known: _Known) -> dict[str, float]:
    """Return what each word of the coverage and the article weighs: the fewer sentences have it, the more."""
    total = sum(len(later.lookup.counts) for later in coverage)
    having: Counter[str] = sum((later.lookup.frequency for later in coverage), Counter())
    every = having.keys() | known.counts.keys() | frozenset().union(*known.statements)
    return {term: math.log(1 + total / max(1, having[term])) for term in every}


def _weight(said: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[term] for term in said)
