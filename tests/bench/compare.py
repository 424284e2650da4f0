"""How long an article takes beside its coverage: python tests/bench/compare.py ARTICLES.jsonl [CLAIMS [LATER]].

ARTICLES.jsonl has an article a line ({"text": …}). The first that has CLAIMS (50 if not given) is compared with the
next LATER (30) as `python -m claims compare` does it, and by slices as the page does; parsing the same texts with spaCy
alone, the least that anything here could take, stands beside it. Only the ratio means anything on another machine.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from claims.article import read_article
from claims.compare import find_matches, prepare
from claims.language import parse
from claims.split import find_claims
from storage.store import Store
from views.comparing import slices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from claims.model import Article, Claim


def main() -> None:
    """Compare in one go and by slices, and print what each takes."""
    numbers = [int(one) for one in sys.argv[2:]]
    asked, others = [*numbers, *(50, 30)[len(numbers) :]]
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    articles = list({one.id: one for one in (read_article(json.loads(line)["text"]) for line in lines)}.values())
    found = ((one, find_claims(one)) for one in articles)
    article, claims = next((one, claims[:asked]) for one, claims in found if len(claims) >= asked)
    at = articles.index(article)
    later = (articles[at + 1 :] + articles[:at])[:others]
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{len(claims)} claims, {len(later)} articles of {sum(len(one.text.split()) for one in later):,} words")
    floor = clocked(lambda: [list(parse(one.text, one.body, one.chrome)) for one in later])
    show("parsing the articles", floor, floor)
    show("comparing in one go", clocked(lambda: list(find_matches(article, claims, list(map(prepare, later))))), floor)
    by_slices(article, claims, later, floor)


def by_slices(article: Article, claims: Sequence[Claim], later: Sequence[Article], floor: tuple[float, float]) -> None:
    """Compare as the page does, a slice for each message of the browser, until nothing is left."""
    ready = {}

    def prepared(one: Article) -> object:
        if one.id not in ready:
            ready[one.id] = prepare(one)
        return ready[one.id]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claimbook.sqlite"
        with Store.open(path) as store:
            store.add_article(article, claims, "Ann")
            for one in later:
                store.add_article(one, [], "Ann")
            store.cover(article.id, [one.id for one in later], "Ann")
        taken = []
        while waiting(path, article.id):
            taken.append(clocked(lambda: slices.work(path, "Ann", article.id, claims[0].id, prepared)))
    show("the first slice", taken[0], floor)
    show("the longest slice", max(taken), floor)
    show(f"all {len(taken)} slices", (sum(one[0] for one in taken), sum(one[1] for one in taken)), floor)


def waiting(path: Path, article_id: str) -> int:
    """Return how many claims and later articles are to be compared yet."""
    with Store.open(path) as store:
        return len(store.to_compare(article_id))


def clocked(job: Callable[[], object]) -> tuple[float, float]:
    """Return how long something takes, and how much processor time, in seconds."""
    start, busy = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - start, time.process_time() - busy


def show(name: str, taken: tuple[float, float], floor: tuple[float, float]) -> None:
    """Print how long something took, beside the parser alone."""
    print(f"{name}: {taken[0]:.2f} s (of processor time {taken[1]:.2f}), {taken[1] / floor[1]:.2f} of parsing")


if __name__ == "__main__":
    main()
