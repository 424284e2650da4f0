"""How fast articles are split, beside the parser alone: python tests/bench/words_a_second.py [FILE.jsonl …].

The files hold one JSON object with a "text" a line; without any, the sample article is read over and over. Parser,
tagger and the whole are timed in turns over the same texts, because only their ratios mean anything on another machine.
`--memory N` splits N articles and prints how the process grows. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from claims.article import read_article, sample_text
from claims.language import load, parse
from claims.split import find_claims
from claims.tagger.tag import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claims.model import Article

ROUNDS = 5


def main() -> None:
    """Time the parser, the tagger and the whole; then the memory, if asked."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--memory", type=int, default=0, metavar="N")
    told = options.parse_args()
    articles = [read_article(text) for text in _texts(told.files)]
    words = sum(len(article.text.split()) for article in articles)
    docs = [list(parse(a.text, a.body)) for a in articles]
    paragraphs = [[body.of(a.text) for body in a.body] for a in articles]
    jobs: dict[str, Callable[[], object]] = {
        "parser alone": lambda: [list(load().pipe(each)) for each in paragraphs],
        "parser with our sentence bounds": lambda: [list(parse(a.text, a.body)) for a in articles],
        "tagger alone": lambda: [tag([s.text for s in doc.sents]) for each in docs for doc in each],
        "whole": lambda: [find_claims(a) for a in articles],
    }
    taken = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            taken[name].append(_seconds(job))
    for name, seconds in taken.items():
        ratio = statistics.median(s / p for s, p in zip(seconds, taken["parser alone"], strict=True))
        print(f"{name}: {words / statistics.median(seconds):,.0f} words a second, {ratio:.2f} of the parser's time")
    _memory(articles, told.memory)


def _texts(files: Iterable[Path]) -> list[str]:
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines] or [sample_text()] * 10


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def _memory(articles: list[Article], many: int) -> None:
    for n, article in enumerate(islice(cycle(articles), many), start=1):
        find_claims(article)
        if n in {many // 10, many // 2, many}:
            print(f"after {n:,} articles: {_resident():,.0f} MB")


def _resident() -> float:
    """Return the megabytes in memory now, or their peak where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
