"""The index of passages: which sentences of all articles speak of a matter, and which articles speak of the same one.

An index and no more: made of texts, which never change, it can be made again at any time; it is not sealed, it has no
history, and nothing is decided by it. FTS5 keeps which passages have a word: no text, since that is in `article`
already, and no places. What the words of a text are, and how near a passage is to a claim, `claims.match` says. A claim
is answered in two steps: the passages that have its rarer words are looked up, and the best of them are ranked in full.
"""

from __future__ import annotations

import json
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.cautions import CautionKind, cautions
from claims.match import Index, rarity, terms, weighted
from claims.matter import LEAST, LOOKED_UP, MANY, SAME, telling_words
from claims.model import Article, Span
from storage import coverage, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from storage.file import File

SCANNED: Final = 20_000
"""How many entries of the index a query reads: those of its rarest words, as many as fit. Of WiCE's passages in one
index (41,688), 99% of the five nearest by all words are found so; with 2,000 entries, 96%."""

RANKED: Final = 100
"""How many passages are ranked by all words and by what stands beside them: with 50, 97% of the same."""

LOOKED_AT: Final = 50
"""How many articles on the same matter are looked at for some that may be offered: many may be older, or copies."""

WORDS: Final = 5
"""How many words are given as the reason why an article is offered."""

_BARRED: Final = frozenset(CautionKind) - {CautionKind.UNDATED}
"""Cautions with which an article is not offered."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was looked up: where it is, and how near it is; scores compare within one answer only."""

    article_id: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An article on the matter of another: how much of what that is about it has, from 0 to 1, and in which words."""

    article: Article
    share: float
    words: tuple[str, ...]


# Filling


def cut(article: Article) -> list[Span]:
    """Return the passages of an article. It takes a millisecond each: do it before a write, while nobody waits."""
    # pysbd takes a quarter of a second to import, and who only opens a file does not need it.
    from claims.passages import find_passages  # noqa: PLC0415

    return [passage.span for passage in find_passages(article)]


def put(file: File, article: Article, spans: Sequence[Span]) -> None:
    """Index the passages of an article, once. Call it inside a write."""
    if file.rows("SELECT 1 FROM passages WHERE article_id = ?", article.id):
        return
    end = _end(file)
    found = [list(terms(span.of(article.text))) for span in spans]
    rows = [(number, " ".join(one)) for number, one in enumerate(found, end.number)]
    file.db.conn.executemany("INSERT INTO passage (rowid, terms) VALUES (?, ?)", rows)
    places = json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))
    values = (end.number, article.id, places, end.passages + len(spans), end.words + sum(map(len, found)))
    file.db.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", values)


def fill(file: File, seconds: float) -> int:
    """Index what is not yet, at least one article and for so many seconds; return how many articles are left.

    Those of a file from before there was an index, that is; a write-protected one keeps what it has.
    """
    end = time.monotonic() + seconds
    missing = file.rows("SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM passages) ORDER BY rowid")
    for done, row in enumerate(missing):
        if not file.writable or (done and time.monotonic() > end):
            return len(missing) - done
        article = reading.article(file, row["id"])
        spans = cut(article)
        with file.writing():
            put(file, article, spans)
    return 0


def clear(file: File) -> None:
    """Empty the index; `fill` makes it again."""
    with file.writing():
        file.db.execute("INSERT INTO passage (passage) VALUES ('delete-all')")
        file.db.execute("DELETE FROM passages")


class _End(NamedTuple):
    """Which number the next passage gets; how many there are, and how many words they have."""

    number: int
    passages: int
    words: int

    @property
    def length(self) -> float:
        """Return how many words a passage has on average."""
        return self.words / max(1, self.passages) or 1.0


def _end(file: File) -> _End:
    """Return where the index ends. A number is left out between two articles: neighbours are of one article."""
    sql = "SELECT first + json_array_length(spans_json) + 1, total, size FROM passages ORDER BY first DESC LIMIT 1"
    return next((_End(*row) for row in file.rows(sql)), _End(1, 0, 0))


# Passages that are near a claim


def find(file: File, query: str, limit: int) -> list[Found]:
    """Return the passages of all articles that are nearest to a claim, the nearest first."""
    end, asked = _end(file), weighted(query)
    having = _having(file, asked)
    sums = defaultdict[int, float](float)
    for term, numbers in _looked_up(file, having):
        weight = asked[term] * rarity(having[term], end.passages)
        for number in numbers:
            sums[number] += weight
    read = _read(file, nlargest(RANKED, sums, key=sums.__getitem__))
    counts = tuple(Counter(terms(one.text)) if one else Counter[str]() for one in read)
    scores = Index(counts, having, end.passages, end.length).scores(query)
    found = [Found(one.article_id, one.span, score) for one, score in zip(read, scores, strict=True) if one and score]
    return nlargest(limit, found, key=attrgetter("score"))


def _having(file: File, asked: Iterable[str]) -> Counter[str]:
    """Return how many passages have each word, those aside that none has."""
    sql = "SELECT term, doc FROM passage_term WHERE term IN (SELECT value FROM json_each(?))"
    return Counter({row["term"]: row["doc"] for row in file.rows(sql, json.dumps(list(asked)))})


def _looked_up(file: File, having: Mapping[str, int]) -> Iterator[tuple[str, list[int]]]:
    """Yield words, the rarest first, with the numbers of the passages that have each, as many words as SCANNED lets.

    The rarest is always among them, with no more of its passages than that.
    """
    left = SCANNED
    for term in sorted(having, key=lambda term: (having[term], term)):
        if having[term] > left < SCANNED:
            return
        left -= having[term]
        # One text with all numbers takes half the time that a row for each does.
        sql = "SELECT group_concat(rowid) FROM (SELECT rowid FROM passage WHERE passage MATCH ? LIMIT ?)"
        (row,) = file.rows(sql, _quoted(term), SCANNED)
        yield term, list(map(int, row[0].split(",")))


def _quoted(term: str) -> str:
    """Return a word as FTS5 takes it for a word, whatever it is made of."""
    return '"' + term.replace('"', '""') + '"'


class _Read(NamedTuple):
    article_id: str
    span: Span
    text: str


def _read(file: File, numbers: Iterable[int]) -> list[_Read | None]:
    """Return passages and those beside them, in order, with nothing between two that are not beside one another."""
    wanted = sorted({beside for number in numbers for beside in (number - 1, number, number + 1)})
    found: list[_Read | None] = []
    before = 0
    for row in file.rows(_PASSAGES, json.dumps(wanted)):
        if row["number"] != before + 1:
            found.append(None)
        before = row["number"]
        found.append(_Read(row["article_id"], Span(row["start_at"], row["end_at"]), row["text"]))
    return found


_PASSAGES: Final = """
    WITH asked AS (
        SELECT value AS number, (SELECT max(first) FROM passages WHERE first <= value) AS first FROM json_each(?)
    ), placed AS (
        SELECT number, article_id, json_extract(spans_json, printf('$[%d][0]', number - passages.first)) AS start_at,
               json_extract(spans_json, printf('$[%d][1]', number - passages.first)) AS end_at
        FROM asked JOIN passages ON passages.first = asked.first
    )
    SELECT number, article_id, start_at, end_at, substr(text, 1 + start_at, end_at - start_at) AS text
    FROM placed JOIN article ON article.id = article_id WHERE start_at IS NOT NULL ORDER BY number
"""
"""Passages by their numbers; a number that is left out between two articles is that of none."""


# Articles on the same matter


def suggest(file: File, article_id: str, limit: int) -> list[Suggestion]:
    """Return articles on the matter of another that may be listed as its coverage, the nearest first.

    Not itself, those that are listed, older ones, copies of any of these, or what cannot be compared.
    """
    article, listed = reading.article(file, article_id), coverage.listed(file, article_id)
    taken = {article_id, *(one.id for one in listed)}
    near = islice((one for one in _on_the_same(file, article_id) if one[0] not in taken), LOOKED_AT)
    found: list[Suggestion] = []
    for other_id, share, words in near:
        other = reading.article(file, other_id)
        beside = [*listed, *(one.article for one in found)]
        if len(found) < limit and not _BARRED & {caution.kind for caution in cautions(article, other, beside)}:
            found.append(Suggestion(other, share, words))
    return found


def _on_the_same(file: File, article_id: str) -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """Yield the articles that have enough of what an article is about, the nearest first: how much, and in words."""
    sentences = _sentences(file, article_id)
    told, own = telling_words(sentences), Counter(term for one in sentences for term in set(terms(one)))
    having, total = _having(file, told), max(MANY, _end(file).passages)
    values = {term: told[term].weight * rarity(having[term], total) for term in having if having[term] > own[term]}
    chosen = nlargest(LOOKED_UP, sorted(values), key=values.__getitem__)
    shared = _articles_with(file, {term: having[term] for term in chosen})
    whole = sum(values[term] for term in chosen)
    shares = {one: sum(values[term] for term in has) / whole for one, has in shared.items() if one != article_id}
    for other in sorted(shares, key=lambda one: (-shares[one], one)):
        if shares[other] >= SAME and len(shared[other]) >= LEAST:
            first = [told[term].shown for term in chosen if term in shared[other]]
            yield other, shares[other], tuple(dict.fromkeys(first))[:WORDS]


def _sentences(file: File, article_id: str) -> list[str]:
    sql = """
        SELECT substr(text, 1 + json_extract(value, '$[0]'), json_extract(value, '$[1]') - json_extract(value, '$[0]'))
        FROM article JOIN passages ON article_id = article.id, json_each(spans_json) WHERE article.id = ?
    """
    return [row[0] for row in file.rows(sql, article_id)]


def _articles_with(file: File, having: Mapping[str, int]) -> dict[str, set[str]]:
    """Return which words each article has, of those that are looked up."""
    rows = file.rows("SELECT first, article_id FROM passages ORDER BY first")
    firsts = [row["first"] for row in rows]
    found = defaultdict[str, set[str]](set)
    for term, numbers in _looked_up(file, having):
        for place in {bisect_right(firsts, number) - 1 for number in numbers}:
            found[rows[place]["article_id"]].add(term)
    return found
