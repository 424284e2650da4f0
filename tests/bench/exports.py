"""How long each export takes and how much memory: python tests/bench/exports.py [CLAIMS [ARTICLES]] [--only KEY].

A file is made with CLAIMS claims (10,000 if not given) in ARTICLES (one for each 50), two in three attributed, most
reviewed, a third with evidence, every fifth article with later coverage. Each form of `FORMATS` is then written in a
process of its own. The floor, in the same run, writes the bare rows of claims and reviews with `csv.writer`. On a busy
machine only the seconds at work, and their ratio to the floor's, mean anything.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from claims.model import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Kind,
    Manner,
    Match,
    Quantity,
    Reason,
    Relation,
    Review,
    Sign,
    SourceType,
    Span,
    Stance,
    TimeRef,
)
from storage import codec
from storage.__main__ import collect_seldom
from storage.exports.formats import FORMATS, named
from storage.file import Action, Entry
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "On 13 December 2016 officials in Liaoning said that some 38 of {:06} defectors paid about 600 USD. "
LENGTH = len(SENTENCE.format(0))
FLOOR = "floor"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Make the file, then write every form of it."""
    options = _options()
    if options.file:
        measure(options.file, options.only[0])
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        start = time.perf_counter()
        fill(path, options.claims, options.articles or max(1, options.claims // 50))
        print(f"{options.claims:,} claims, {path.stat().st_size / 1e6:,.0f} MB, made in {_since(start):.0f} s")
        report(path, options.only or [one.key for one in FORMATS])


def report(path: Path, keys: list[str]) -> None:
    """Print what each form takes, beside the floor."""
    floor = 0.0
    for key in [FLOOR, *keys]:
        command = [sys.executable, __file__, "--file", str(path), "--only", key]
        printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - our own
        seconds, worked, more, peak, size = map(float, printed.split())
        floor = floor or worked
        times = f"{seconds:7.2f} s, {worked:.2f} at work, {worked / floor:.1f} floors"
        print(f"  {key:12} {times}, {more:.0f} MB more, {peak:.0f} at most, writes {size:.1f} MB", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="?", default=10_000)
    parser.add_argument("articles", type=int, nargs="?")
    parser.add_argument("--only", action="append", help="the key of a form; may be repeated")
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _since(start: float) -> float:
    return time.perf_counter() - start


# One form, in a process of its own


def measure(path: Path, key: str) -> None:
    """Write one form and print how long it took, at work too, how much more memory it took and in all, and its size.

    As the command line does, which is a process of its own too.
    """
    collect_seldom()
    before = _peak()
    with tempfile.TemporaryFile() as out:
        start, worked = time.perf_counter(), time.process_time()
        if key == FLOOR:
            _floor(path, os.dup(out.fileno()))
        else:
            with Store.open(path) as store:
                named(key).write(store, out, None)
        seconds, worked = _since(start), time.process_time() - worked
        out.seek(0, os.SEEK_END)
        print(seconds, worked, _peak() - before, _peak(), out.tell() / 1e6)


def _peak() -> float:
    """Return how many MB this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _floor(path: Path, out: int) -> None:
    """Write the rows of claims and reviews as they stand, undecoded."""
    query = "SELECT * FROM claim_info LEFT JOIN review USING (claim_id)"
    with closing(sqlite3.connect(path)) as connection, os.fdopen(out, "w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(connection.execute(query))


# The file


def fill(path: Path, claims: int, articles: int) -> None:
    """Write a file with so many claims in so many articles."""
    with Store.open(path, clock=lambda: MOMENT) as store:
        store._file.db.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - filling is not what is timed
        for number in range(articles):
            _article(store, number, claims * (number + 1) // articles - claims * number // articles)


def _article(store: Store, number: int, claims: int) -> None:
    name = f"a{number:015x}"
    text = "".join(SENTENCE.format(place) for place in range(claims))
    article = Article(name, text, f"Article {number}", "Ann Lee", "Daily NK", "", date(2016, 12, 13))
    found = [_claim(name, place) for place in range(claims)]
    store.add_article(article, found, "Ann")
    _review(store, found)
    if number % 5 == 0:
        later = Article(f"b{number:015x}", SENTENCE.format(number), "Later", outlet="Wikinews")
        store.add_article(later, [], "Ann")
        store.cover(name, [later.id], "Ann")
        store.keep_matches([Match(one.id, later.id, (), 0.5, Relation.UPDATES, (Reason("38 → 41"),)) for one in found])
        for one in found[:10]:
            store.judge(one.id, later.id, "Ann", {"relation": "updates"})


def _claim(article_id: str, place: int) -> Claim:
    at = place * LENGTH
    day = date(2016, 12, 13)
    said = Attribution(
        "officials", (Span(at + 20, at + 29),), "said", (Span(at + 42, at + 46),), SourceType.UNNAMED, Manner.INDIRECT
    )
    return Claim(
        id=f"{article_id[1:]}{place:08x}",
        article_id=article_id,
        spans=(Span(at + 52, at + LENGTH - 2), Span(at, at + 19))[: 1 + place % 2],
        kind=Kind.QUANTITY,
        attribution=said if place % 3 else None,
        quantities=(Quantity(Span(at + 57, at + 59), "38", Decimal(38), Decimal(38), of="defectors"),),
        times=(TimeRef(Span(at + 3, at + 19), "13 December 2016", day, day),) * (place % 2),
        check_worthiness=0.81,
        signs=tuple(Sign(sign, 0.5, (Span(at, at + 2),)) for sign in ("figure", "name", "date")),
    )


def _review(store: Store, claims: list[Claim]) -> None:
    """Write what two people say of the claims, in one transaction."""
    file = store._file  # noqa: SLF001 - likewise
    with file.writing():
        for review in _reviews(claims):
            number = file.append(Entry(Action.REVIEWED, review.reviewer, claims[0].article_id, review.claim_id))
            file.insert("review", [{"revision": number, **codec.review_row(review)}])


def _reviews(claims: list[Claim]) -> Iterator[Review]:
    for place, claim in enumerate(claims):
        paper = Evidence("e1", "Court file, p. 4", Stance.SUPPORTS, primary=True, quote="38 were held")
        if place % 5 != 0:
            yield Review(
                claim.id, "Ann", "named", "verified", "Called, and confirmed.", evidence=(paper,) * (place % 3 == 1)
            )
        if place % 5 == 1:
            yield Review(claim.id, "Bob", "bare", "unproven")


if __name__ == "__main__":
    main()
