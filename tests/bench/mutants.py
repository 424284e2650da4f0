"""How the splitter takes mutilated articles: python tests/bench/mutants.py [COUNT].

Prints exceptions, violations, words a second and the resident memory on the way. Memory that grows from the first
hundred to the last is a leak; what the parser keeps of new words is freed by nobody, so a little growth is its own.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutants import faults, mutants, split  # noqa: E402 - likewise

from claims.model import TextError  # noqa: E402 - the path comes first

MARKS = (100, 500, 1000)


def resident() -> float:
    """Return the megabytes of memory that this process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main(count: int) -> None:
    """Split `count` mutants and print what came of it."""
    bad: Counter[str] = Counter()
    words = claims = 0
    began = time.perf_counter()
    for number, (done, text) in enumerate(mutants(count), start=1):
        outcome = tried(text)
        if isinstance(outcome, str):
            bad[outcome.split("\n")[0]] += 1
            print(f"{number} ({done}): {outcome[:600]}")
        else:
            words, claims = words + len(text.split()), claims + outcome
        if number in MARKS:
            print(f"after {number:5}: {resident():6.0f} MB")
    spent = time.perf_counter() - began
    print(
        f"{count} mutants, {words:,} words, {claims:,} claims, {words / spent:.0f} words/s, {dict(bad) or 'none bad'}"
    )


def tried(text: str) -> int | str:
    """Return how many claims a text has, or what went wrong with it."""
    try:
        article, found = split(text)
    except TextError as refused:
        return f"refused: {refused}"
    except Exception:  # noqa: BLE001 - to count whatever comes
        return "exception\n" + traceback.format_exc()[-500:]
    wrong = faults(article, found)
    return f"violation\n{wrong[0]}" if wrong else len(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MARKS[-1])
