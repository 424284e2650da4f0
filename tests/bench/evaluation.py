"""Writes EVALUATION.md from a scorer's output: python SCORER | python tests/bench/evaluation.py > EVALUATION.md.

A scorer runs `python -m claims split --jsonl` and `compare --jsonl` over human-annotated sets and prints, for each, a
line with the set's name and the number of its records, then a figure a line: `0.700  what it is  [note]`, with lines
`floor:` and `mark:` below it. The sets are not part of the project: most of their texts are their publishers'.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SETS = {
    "daily-nk": (
        "The sample article, its 50 claims marked by hand by the project's founders. It shows that the sample works, "
        "and nothing more: the rules were written with this article in view."
    ),
    "propsegment": (
        "PropSegmEnt (Chen et al. 2023), development part: encyclopedia and news sentences that people cut into "
        "propositions. Its propositions are finer than claims that a reviewer would check one by one (over four a "
        "sentence, attributes included), so a good list of claims does not reach its ceiling."
    ),
    "factappeal": (
        "FactAppeal (Mor-Lan et al. 2025), validation part: news sentences without their articles, with what they "
        "state as facts and on whose word. The tagger was trained on its training part, and this part chose between "
        "settings, so the figures flatter. What somebody wants or urges has no source there, and a quoted opinion is "
        "no fact; here both keep their source, which costs figures on this set."
    ),
    "polnear": (
        "PolNeAR (Newell et al. 2018), development part: whole articles on United States politics of 2016 with every "
        "attribution, beliefs and intentions too. Rules were tuned on it; nothing was trained on it."
    ),
    "clef19": (
        "CheckThat! 2019, training part: political debates, with the lines that fact-checkers picked. Weights were "
        "set by hand with these in view. Speech in debates is not what the tool is for."
    ),
    "ct24": (
        "CheckThat! 2024, development-test part: sentences of political debates, check-worthy or not. Weights were "
        "set by hand with these in view."
    ),
    "wice": (
        "WiCE (Kamoi et al. 2023), development part: claims of Wikipedia, and which sentences of a cited article "
        "support each. Weights of the ranking were chosen with these in view; nothing was trained on them."
    ),
    "emergent": (
        "Emergent (Ferreira and Vlachos 2016), development part: rumours and headlines that report, confirm or deny "
        "them. Thresholds were chosen with these in view; nothing was trained on them."
    ),
    "fnc1": (
        "Fake News Challenge 2017, development part: headlines and whole articles, each paired with others at random. "
        "Its labels are noisy. Thresholds were chosen with these in view; nothing was trained on them."
    ),
    "vitaminc": (
        "VitaminC (Schuster et al. 2021), 300 of its pairs: a claim and a sentence of Wikipedia before or after a "
        "revision, often with another figure. Much of it asks for knowledge of the world that rules do not have."
    ),
}
"""What each set is, and what it is not."""

FIGURE = re.compile(r"^\s+(?P<value>\d+\.\d+)  (?P<name>.*?)(?:  \[(?P<note>.*)\])?$")
BESIDE = re.compile(r"^\s+(?P<kind>floor|mark):\s+(?P<text>.*)$")
HEAD = re.compile(r"^(?P<name>[\w-]+)  \((?P<records>\d+) records\)$")


class Figure(NamedTuple):
    """One line of the scorer, and what stands below it."""

    value: str
    name: str
    note: str
    floor: str = ""
    mark: str = ""


def main() -> None:
    """Read the scorer's output from standard input, write the page to standard output."""
    found = read(sys.stdin)
    if not found:
        sys.exit("No figures on standard input. Pipe a scorer's output into this command.")
    print("\n".join(page(found)))


def read(lines: Iterable[str]) -> dict[str, list[Figure]]:
    """Return the figures of each set, by its name and number of records."""
    found: dict[str, list[Figure]] = {}
    for line in lines:
        if head := HEAD.match(line.strip()):
            found[f"{head['name']} ({int(head['records']):,} records)"] = []
        elif found and (beside := BESIDE.match(line)):
            figures = next(reversed(found.values()))
            figures[-1] = figures[-1]._replace(**{beside["kind"]: beside["text"]})
        elif found and (figure := FIGURE.match(line)) and not figure["name"].endswith("a second"):
            next(reversed(found.values())).append(Figure(figure["value"], figure["name"], figure["note"] or ""))
    return found


def page(found: dict[str, list[Figure]]) -> Iterator[str]:
    """Give the lines of the page."""
    yield "# How well claims are found"
    yield ""
    yield f"Measured on {datetime.now(UTC):%d %B %Y}, on development data, by `tests/bench/evaluation.py`; do not edit."
    yield "P is precision, R is recall. A floor is what a trivial rule reaches; a mark is what people reach among"
    yield "themselves, or the best published system, often on another part of the set or by another protocol."
    for name, figures in found.items():
        yield from ("", f"## {name}", "", SETS.get(name.split()[0], ""), "")
        yield from ("| figure | value | floor | mark |", "| --- | --- | --- | --- |")
        for figure in figures:
            note = f" ({figure.note})" if figure.note else ""
            yield f"| {figure.name}{note} | {figure.value} | {figure.floor} | {figure.mark} |"


if __name__ == "__main__":
    main()
