"""How the store's times grow with the file: python tests/bench/store.py [REVISIONS].

The same work is done in two files, one with a single article of 1,000 claims and one with the same article among
1,000 others and REVISIONS (100,000 if not given) revisions. Only the ratios mean anything on another machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from claims.model import Article, Claim, Dismissed, Kind, Span
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

CLAIMS = 1000
ROUNDS = 60
TEXT = "It is so. " * CLAIMS


def main() -> None:
    """Fill both files, then time the same work in turns."""
    revisions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        small, large = (Path(folder) / name for name in ("small.sqlite", "large.sqlite"))
        _add(small, "big", CLAIMS)
        fill(large, revisions)
        _add(large, "big", CLAIMS)
        for name, job in JOBS.items():
            times = [[_seconds(job, path, number) for path in (small, large)] for number in range(ROUNDS)]
            alone, among = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"{name}: {alone * 1000:.2f} ms, among {revisions:,} revisions {among / alone:.2f} of that")


def _add(path: Path, name: str, claims: int) -> None:
    article = Article(name, TEXT[: 10 * claims], body=(Span(0, 10 * claims),))
    spans = (Span(10 * number, 10 * number + 9) for number in range(claims))
    with Store.open(path) as store:
        store.add_article(article, [Claim(f"{name} {s.start}", name, (s,), Kind.EVENT) for s in spans], "Ann")


def fill(path: Path, revisions: int) -> None:
    """Write as many revisions as asked: 100 articles of 20 claims, 4 people who mark them again and again."""
    _add(path, "first", 20)
    for number in range(99):
        _add(path, f"other {number}", 20)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with Store.open(path, clock=lambda: moment) as store:
        store._file.db.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - filling is not what is timed
        for number in range(revisions):
            article = ["first", *(f"other {place}" for place in range(99))][number % 100]
            claim = f"{article} {10 * (number // 100 % 20)}"
            store.save_review(claim, "Ann Bob Cem Dee".split()[number % 4], {"notes": str(number)})


def _seconds(job: Callable[[Path, int], object], path: Path, number: int) -> float:
    start = time.perf_counter()
    job(path, number)
    return time.perf_counter() - start


def _save(path: Path, number: int) -> None:
    with Store.open(path) as store:
        store.save_review(f"big {10 * (number % CLAIMS)}", "Ann", {"notes": f"{number}"}, was={"notes": ""})


def _read(path: Path, _number: int) -> None:
    with Store.open(path) as store:
        store.article("big")
        store.claims("big")
        store.reviews("big", "Ann")
        store.dismissed("big")
        store.shaped("big")


def _undo(path: Path, _number: int) -> None:
    with Store.open(path) as store:
        store.undo("big", "Ann")


def _ends(path: Path, _number: int) -> None:
    with Store.open(path) as store:
        store.steps("big", "Ann")


def _dismiss(path: Path, number: int) -> None:
    with Store.open(path) as store:
        store.dismiss(
            "big", [replace(Dismissed(Span(9, 10), "other"), span=Span(9 + 10 * number, 10 + 10 * number))], "Ann"
        )


JOBS = {
    "save a mark": _save,
    "find what can be undone": _ends,
    "undo": _undo,
    "dismiss a stretch": _dismiss,
    "read an article of 1,000 claims": _read,
}

if __name__ == "__main__":
    main()
