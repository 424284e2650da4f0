"""How a claim is answered among a million passages: python tests/bench/passages.py ARTICLES.jsonl [PASSAGES].

ARTICLES.jsonl has an article a line ({"text": …}). PASSAGES (1,000,000 if not given) are made of their sentences: the
articles as they are, then versions of them, in which most names and all figures are others (a few of them in many
articles, most in one or two) and every fourth of the other words is one of another sentence. The claims are sentences
of the articles as they are. Beside each figure stands that for a tenth of the passages, and for its words in plain
FTS5: only the ratios mean anything on another machine. Processor time is given too, since a busy one waits.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from claims.article import read_article
from claims.match import terms, weighted
from claims.model import Article, Span
from storage import passages
from storage.file import Action, Entry
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

AT_ONCE = 500
CLAIMS = 200
SHORTEST = 8
"""How many words a sentence must have to be a claim."""

RANDOM = random.Random(1)  # noqa: S311 - the same articles each time
KEPT, WORDS_KEPT = 0.3, 0.75
SYLLABLES = [
    a + b for a in "b d f g h k l m n p r s t v z br st kr tr".split() for b in "a e i o u an el or us".split()
]


class Filled(NamedTuple):
    """A file with so many passages, and what it took to index them."""

    path: Path
    count: int
    seconds: float


def main() -> None:
    """Fill both files, then ask both for the same claims in turns."""
    source, amount = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    articles = [read_article(json.loads(line)["text"]) for line in source.read_text(encoding="utf-8").splitlines()]
    start = time.perf_counter()
    sources = [[span.of(one.text) for span in passages.cut(one)] for one in articles]
    cut = sum(map(len, sources)) / (time.perf_counter() - start)
    claims = [one for sentences in sources for one in sentences if len(weighted(one)) >= SHORTEST]
    claims = RANDOM.sample(claims, min(CLAIMS, len(claims)))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        files = [fill(Path(folder) / f"{size}.sqlite", sources, size) for size in (amount // 10, amount)]
        print(f"cutting texts into sentences: {cut:,.0f} a second (pysbd)")
        for one in files:
            print(f"{one.count:,} passages: {one.count / one.seconds:,.0f} indexed a second, {sizes(one.path)}")
        print(f"most memory: {peak():.0f} MB, of which {peak() - at_first:.0f} since the start")
        ask(claims, files)
    print(f"load of the machine: {os.getloadavg()[0]:.1f}; most memory: {peak():.0f} MB")


def ask(claims: Sequence[str], files: Sequence[Filled]) -> None:
    """Print how long an answer takes, in turns in both files and beside a rare word in plain FTS5."""
    small, large = (one.path for one in files)
    jobs: dict[str, Callable[[str], object]] = {
        f"a claim among {files[1].count:,}": lambda claim: find(large, claim),
        f"a claim among {files[0].count:,}": lambda claim: find(small, claim),
        "its rarest word in plain FTS5": lambda claim: plain(large, claim),
        "all its words in plain FTS5": lambda claim: plain(large, claim, rarest=False),
    }
    find(large, claims[0])  # what is read for the first time stands beside what is there
    times = {
        name: sorted(clocked(lambda job=job, claim=claim: job(claim)) for claim in claims) for name, job in jobs.items()
    }
    floor = times["its rarest word in plain FTS5"]
    for name, found in times.items():
        p50, p95 = found[len(found) // 2], found[len(found) * 95 // 100]
        busy = sorted(one[1] for one in found)[len(found) * 95 // 100]
        print(
            f"{name}: p50 {p50[0] * 1000:.1f} ms, p95 {p95[0] * 1000:.1f} ms (of processor time {busy * 1000:.1f}),"
            f" {p50[0] / floor[len(floor) // 2][0]:.1f} of the rarest word"
        )


def find(path: Path, claim: str) -> object:
    """Ask as a page would, opening the file anew."""
    with Store.open(path) as store:
        return store.find_passages(claim, 5)


def plain(path: Path, claim: str, *, rarest: bool = True) -> object:
    """Ask FTS5 alone for any of a claim's words, or for its rarest."""
    with Store.open(path) as store:
        db = store._file.db  # noqa: SLF001 - beside the store, not through it
        asked = [f'"{term}"' for term in weighted(claim)]
        doc = "SELECT coalesce((SELECT doc FROM passage_term WHERE term = trim(?, '\"')), 0)"
        words = [min(asked, key=lambda one: db.execute(doc, (one,)).fetchone()[0])] if rarest else asked
        return db.execute("SELECT rowid FROM passage WHERE passage MATCH ?", (" OR ".join(words),)).fetchall()


def clocked(job: Callable[[], object]) -> tuple[float, float]:
    """Return how long something takes, and how much of that the processor was at it, in seconds."""
    start, busy = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - start, time.process_time() - busy


# Filling


def fill(path: Path, sources: Sequence[Sequence[str]], amount: int) -> Filled:
    """Write the articles, and the passages as they are known: cutting them again would take twenty minutes."""
    numbers, todo, found, seconds = count(), versions(sources, amount), 0, 0.0
    with Store.open(path) as store:
        file = store._file  # noqa: SLF001 - many articles in one write, which nobody else needs
        file.db.execute("PRAGMA synchronous = OFF")
        while batch := [article(next(numbers), one) for one in islice(todo, AT_ONCE)]:
            with file.writing():
                for one, _ in batch:
                    store._add(Entry(Action.ADDED, "Ann", one.id), one, [])  # noqa: SLF001 - likewise
                start = time.perf_counter()
                for one, spans in batch:
                    passages.put(file, one, spans)
                    found += len(spans)
            seconds += time.perf_counter() - start  # with the commit
    return Filled(path, found, seconds)


def article(number: int, sentences: Sequence[str]) -> tuple[Article, list[Span]]:
    """Return an article of these sentences, and where they are."""
    ends = [0]
    for sentence in sentences:
        ends.append(ends[-1] + len(sentence) + 1)
    text = " ".join(sentences)
    spans = [Span(start, start + len(one)) for start, one in zip(ends, sentences, strict=False)]
    return Article(f"a{number}", text, body=(Span(0, len(text)),)), spans


def versions(sources: Sequence[Sequence[str]], amount: int) -> Iterator[Sequence[str]]:
    """Yield the sentences of each article, then those of versions of them, until there are so many."""
    vocabulary = [word for source in sources for one in source for word in one.split() if word[0].islower()]
    yield from sources
    made = sum(map(len, sources))
    while made < amount:
        one = version(RANDOM.choice(sources), vocabulary)
        made += len(one)
        yield one


def version(sentences: Sequence[str], vocabulary: Sequence[str]) -> list[str]:
    """Return sentences with other names and figures, the same ones throughout, and some other words."""
    others: dict[str, str] = {}

    def changed(word: str) -> str:
        if word[0].isdigit():
            return others.setdefault(word, str(int(RANDOM.lognormvariate(5, 3))))
        if word[0].isupper() and any(terms(word)):
            name = word if RANDOM.random() < KEPT else made_up(int(30 * RANDOM.paretovariate(0.7)))
            return others.setdefault(word, name)
        return word if RANDOM.random() < WORDS_KEPT else RANDOM.choice(vocabulary)

    return [" ".join(map(changed, sentence.split())) for sentence in sentences]


def made_up(rank: int) -> str:
    """Return the name of a rank: the lower, the more texts have it (Zipf)."""
    word, rest = "", rank + len(SYLLABLES)
    while rest:
        word, rest = word + SYLLABLES[rest % len(SYLLABLES)], rest // len(SYLLABLES)
    return word.capitalize()


def sizes(path: Path) -> str:
    """Return the size of a file, and of the index in it."""
    with Store.open(path) as store:
        db = store._file.db  # noqa: SLF001 - what SQLite knows of its pages
        index = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%passage%'").fetchone()[0]
        text = db.execute("SELECT sum(length(CAST(text AS BLOB))) FROM article").fetchone()[0]
    whole = path.stat().st_size
    return (
        f"file {whole / 1e6:.0f} MB, texts {text / 1e6:.0f} MB, index {index / 1e6:.0f} MB ({index / text:.2f} of them)"
    )


def peak() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


at_first = peak()

if __name__ == "__main__":
    main()
