"""Articles as nobody means to paste them: cut, doubled, stripped, shuffled, with other scripts in them; seeded."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from claims.article import read_article, sample_text
from claims.split import find_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from claims.model import Article, Claim, Span

GOLDEN = Path(__file__).parent / "golden"

FOREIGN = (
    "방탄소년단은 월요일에 서울을 떠났다. ",
    "\u202bقال الوزير إنه سيغادر يوم الاثنين\u202c ",
    "\u2067שלום עולם\u2069 ",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 🇰🇷 ",
    "Zal\u0358\u0321\u0489go n\u0303o\u0308 e\u0301te\u0301 ",
    "金正恩表示，他不会来。",
    "می\u200cروم به تهران. ",
    "\ufeff\u200b\u00ad\u2060",
    "\ufffd\ufffe\U0010ffff",
    "𝐁𝐨𝐥𝐝 𝟑𝟖 ﬁﬂ ½ ⅔ ₩5 ",
)


def _without(pattern: str) -> Callable[[str, random.Random], str]:
    return lambda text, _: re.sub(pattern, "", text)


def _cut(text: str, chance: random.Random) -> str:
    start, end = sorted(chance.sample(range(len(text) + 1), 2))
    return text[start:end]


def _shuffled(text: str, chance: random.Random) -> str:
    found = text.split(" ")
    chance.shuffle(found)
    return " ".join(found)


def _with_foreign(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(FOREIGN) + text[at:]
    return text


def _with_holes(text: str, chance: random.Random) -> str:
    share = chance.choice([0.01, 0.05, 0.2])
    return "".join(c for c in text if chance.random() > share)


def _with_noise(text: str, chance: random.Random) -> str:
    return "".join(chance.choice("\"'“”().,:;!?-–—…%$\n\t []{}*#_/\\|") if chance.random() < 0.05 else c for c in text)


def _wrapped(text: str, chance: random.Random) -> str:
    width = chance.randint(20, 90)
    return re.sub(rf"(.{{{width},{width + 12}}}?)\s", r"\1\n", text)


MUTATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda text, _: text,
    "cut": _cut,
    "doubled": lambda text, _: text + "\n" + text,
    "upper case": lambda text, _: text.upper(),
    "lower case": lambda text, _: text.lower(),
    "no punctuation": _without(r"[^\w\s]"),
    "no quotation marks": _without("[\"“”'‘’]"),
    "no line breaks": lambda text, _: re.sub(r"\s*\n\s*", " ", text),
    "no blanks": _without("[ \t]"),
    "a line a word": lambda text, _: text.replace(" ", "\n"),
    "foreign": _with_foreign,
    "shuffled": _shuffled,
    "holes": _with_holes,
    "noise": _with_noise,
    "wrapped": _wrapped,
    "backwards": lambda text, _: text[::-1],
}


def originals() -> list[str]:
    """Return the articles that mutants are made of."""
    return [sample_text(), *(p.read_text(encoding="utf-8") for p in sorted(GOLDEN.glob("*.txt")))]


def mutants(count: int, *, longest: int | None = None, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Yield mutated articles and what was done to them: each alteration in turn, then one or two more by chance."""
    sources, names = originals(), list(MUTATIONS)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")  # noqa: S311 - the same mutants every time, and no secret
        done = [names[number % len(names)], *chance.sample(names, k=chance.choice([0, 0, 1, 2]))]
        text = chance.choice(sources)
        if longest is not None:
            start = chance.randint(0, max(0, len(text) - longest))
            text = text[start : start + longest]
        for name in done:
            text = MUTATIONS[name](text, chance)
        yield ", ".join(done), text


def faults(article: Article, claims: list[Claim]) -> list[str]:
    """Return what is wrong with the claims of an article, whatever the article is."""
    found = [f"{name} out of order" for name in ("body", "chrome") if not _apart(getattr(article, name))]
    for claim in claims:
        found += [f"{name}: {claim}" for name, is_fault in _checks(article, claim) if is_fault]
    if len({c.id for c in claims}) < len(claims):
        found.append("two claims with one id")
    return found


def _checks(article: Article, claim: Claim) -> Iterator[tuple[str, bool]]:
    text = article.text
    said = claim.attribution
    others = [*(q.span for q in claim.quantities), *(t.span for t in claim.times)]
    others += [*said.source_spans, *said.cue_spans] if said else []
    yield "outside the text", any(s.end > len(text) for s in (*claim.spans, *others))
    yield "no words", not any(c.isalnum() for s in claim.spans for c in s.of(text))
    yield "blank at an end", any(s.of(text) != s.of(text).strip() for s in claim.spans)
    yield "not in order", not _apart(claim.spans)
    yield "outside the body", not all(any(b.covers(s) for b in article.body) for s in claim.spans)
    yield "in the chrome", any(s.overlaps(hole) for s in claim.spans for hole in article.chrome)


def _apart(spans: Sequence[Span]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(spans))


def split(text: str) -> tuple[Article, list[Claim]]:
    """Read a text and find its claims; TextError for what is no article."""
    article = read_article(text)
    return article, find_claims(article)
