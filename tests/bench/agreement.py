"""How long agreement takes beside reading the marks it is made of: python tests/bench/agreement.py [CLAIMS PEOPLE].

One article, 2,000 claims and 20 people if not given, each of whom has marked every claim and moved the bounds of some.
Processor time, since others may be at work; only the ratios mean anything on another machine.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from claims.agreement import agreement, pairwise, progress, ratings
from claims.model import Article, Claim, Kind, Review, Span
from claims.unitizing import agreements
from claims.vocabulary import VERIFICATION
from storage import codec
from storage.file import Action, Entry
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.agreement import Ratings

SENTENCE = "The minister of this land left Seoul on Monday and he paid forty guards. "
FINDINGS = [choice.key for choice in VERIFICATION[1:9]]
MOVED = 0.02
"""What share of the claims each person gives other bounds."""

Made = TypeVar("Made")


def main() -> None:
    """Fill a file, then time each piece once."""
    claims, people = (int(given) for given in sys.argv[1:3]) if len(sys.argv) > 2 else (2000, 20)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.sqlite") as store:
        fill(store, claims, people)
        said, whole = _timed(lambda: store.sayings("a"))
        print(f"{claims:,} claims, {people} people; reading {len(said):,} marks: {whole:.2f} s, the rest in these")
        now: Ratings = ratings(said, "verification")
        acts, sentences = store.acts("a"), store.sentences("a")
        jobs: dict[str, Callable[[], object]] = {
            "what stands": lambda: ratings(said, "verification"),
            "agreement with its interval": lambda: agreement(now),
            "each two": lambda: pairwise(now),
            "over time": lambda: progress(said, "verification"),
            "what was done to the shape": lambda: store.acts("a"),
            "what is a claim": lambda: agreements(store.article("a").text, sentences, acts),
        }
        for name, job in jobs.items():
            print(f"{name}: {_timed(job)[1] / whole:.2f}")


def _timed(job: Callable[[], Made]) -> tuple[Made, float]:
    start = time.process_time()
    made = job()
    return made, time.process_time() - start


def fill(store: Store, claims: int, people: int) -> None:
    """Write the article and what everybody said of it and did to it."""
    text, chance = SENTENCE * claims, random.Random(1)  # noqa: S311 - nothing is kept secret by it
    starts = [len(SENTENCE) * number for number in range(claims)]
    article = Article("a", text, body=tuple(Span(start, start + len(SENTENCE) - 1) for start in starts))
    found = [Claim(f"c{start}", "a", (Span(start, start + 45),), Kind.EVENT) for start in starts]
    file = store._file  # noqa: SLF001 - through the store, each mark would be a commit of its own
    file.db.execute("PRAGMA synchronous = OFF")
    store.add_article(article, found, "Ann")
    with file.writing():
        for person in map("Person {}".format, range(people)):
            for claim in found:
                if chance.random() < MOVED:
                    number = file.append(Entry(Action.BOUNDED, person, "a", claim.id))
                    moved = Claim(claim.id, "a", (Span(claim.spans[0].start, claim.spans[0].end - 6),), Kind.EVENT)
                    file.insert("claim_info", [{"revision": number, **codec.claim_row(moved)}])
                number = file.append(Entry(Action.REVIEWED, person, "a", claim.id))
                review = Review(claim.id, person, verification=chance.choice(FINDINGS))
                file.insert("review", [{"revision": number, **codec.review_row(review)}])


if __name__ == "__main__":
    main()
