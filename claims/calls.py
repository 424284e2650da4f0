"""What is left to ask of an article: its sources, each claim that rests on them; its author; and what is open.

The questions are made from what is known of a claim by fixed words; they put nothing into anybody's mouth.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from claims.excerpts import Run
from claims.filters import NO_FINDING, disagree, is_due, of_claims, source_type
from claims.house_rules import RULES, find_breaches
from claims.model import Kind, Manner, SourceType
from claims.passages import find_passages
from claims.speakers import find_speakers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from claims.model import Article, Attribution, Claim, Inconsistency, Review, Span, TimeRef
    from claims.passages import Passage
    from claims.speakers import Speaker

ASKED: Final = frozenset(
    {SourceType.NAMED, SourceType.ORGANISATION, SourceType.DOCUMENT, SourceType.MEDIA, SourceType.UNNAMED}
)
"""The kinds of sources that somebody can call, or look up."""

_REFUTED: Final = "refuted-without-evidence"
"""The key of the house rule that says so."""

MANY: Final = 3
"""About how many figures, and how many dates, of one claim it is asked."""


class Line(NamedTuple):
    """A claim on a call sheet: its place in reading order, from 1, how its source is called there, what to ask."""

    number: int
    claim: Claim
    called: str
    questions: tuple[str, ...]


class Sheet(NamedTuple):
    """A source, of which kind it is, and the claims that rest on it in reading order.

    `clear` is False where the article has no more than a pronoun for it.
    """

    name: str
    source_type: SourceType
    clear: bool
    lines: tuple[Line, ...]


class Topic(NamedTuple):
    """A question to the author, or what is still open, and the claims that it is about: their numbers, and they."""

    text: str
    lines: tuple[tuple[int, Claim], ...]


# -- sources -----------------------------------------------------------------------------------------------------------


def call_sheets(article: Article, claims: Sequence[Claim]) -> list[Sheet]:
    """Return a sheet for each source that can be asked, in the order in which they first speak; pronouns come last.

    `claims` are those that stand, in reading order: their places there are their numbers.
    """
    speakers = find_speakers(article, claims)
    found: dict[tuple[str, bool], list[tuple[int, Claim, Attribution]]] = {}
    for number, claim in enumerate(claims, 1):
        said = claim.attribution
        if said and claim.id in speakers and said.source_type in ASKED:
            found.setdefault(speakers[claim.id], []).append((number, claim, said))
    return [
        Sheet(
            name,
            resting[0][2].source_type,
            clear,
            tuple(Line(n, c, _called(said, name), tuple(_questions(c, said, article))) for n, c, said in resting),
        )
        for (name, clear), resting in sorted(found.items(), key=lambda item: not item[0][1])
    ]


def _called(said: Attribution, name: str) -> str:
    """Return how a source is called in its place, "" where that is its name."""
    printed = " ".join((said.source or "").split())
    return "" if printed.casefold() == name.casefold() else printed


def _questions(claim: Claim, said: Attribution, article: Article) -> Iterator[str]:
    """Yield what to ask of a claim: is it right, how is it known, and the figures and dates one by one."""
    words = _flat(claim.restated) or claim.text(article)
    yield _first(said, words)
    if said.source_type not in _SECOND_HAND:
        yield from _OF_KIND[claim.kind]
    for figure in claim.quantities[:MANY]:
        yield f"“{_flat(figure.text)}”: what is the exact figure, as of when, and where is it from?"
    for time in claim.times[:MANY]:
        yield _when(time)
    if claim.kind in _DOCUMENTED and said.source_type is not SourceType.DOCUMENT:
        yield "What document shows it? Who else can confirm it?"


def _first(said: Attribution, words: str) -> str:
    if said.source_type is SourceType.DOCUMENT:
        return f"According to the article it says: “{words}”. Does it? On which page, and as of when?"
    if said.source_type is SourceType.MEDIA:
        return f"According to the article you reported: “{words}”. Did you? From whom do you have it?"
    if said.guess:
        return f"The article says, and may have it from you: “{words}”. Is it from you? Is it right?"
    if said.manner is Manner.DIRECT:
        return f"The article quotes you: “{words}”. Did you say that, in these words?"
    return f"According to the article you say: “{words}”. Is that right?"


_OF_KIND: Final = {
    Kind.EVENT: ("How do you know? Did you see it, or who told you?",),
    Kind.QUANTITY: ("How do you know?",),
    Kind.POSITION: ("Is that still your position? Where and when did you say so?",),
    Kind.CAUSE: ("How do you know that the one brought about the other? What else may have?",),
    Kind.RULE: ("Where is that written? Since when does it hold?",),
    Kind.PREDICTION: ("What do you go by?",),
    Kind.OPINION: ("Is that your own view? What do you go by?",),
}

_SECOND_HAND: Final = frozenset({SourceType.DOCUMENT, SourceType.MEDIA})

_DOCUMENTED: Final = frozenset({Kind.EVENT, Kind.QUANTITY, Kind.CAUSE, Kind.RULE})


def _when(time: TimeRef) -> str:
    words = _flat(time.text)
    if time.first is None or time.last is None:
        return f"“{words}”: when exactly?"
    if time.first == time.last:
        return f"“{words}”: was that {time.first}?"
    return f"“{words}”: was that between {time.first} and {time.last}? When exactly?"


def _flat(text: str) -> str:
    return " ".join(text.split())


# -- the words around --------------------------------------------------------------------------------------------------


def words_around(article: Article, claims: Iterable[Claim]) -> dict[str, tuple[Run, ...]]:
    """Return each claim in its sentence, with the sentence before it in its paragraph, by the claim's id."""
    passages = find_passages(article)
    ends = [passage.span.end for passage in passages]
    found = {}
    for claim in claims:
        here = [p for span in claim.spans for p in _passages_at(span, passages, ends)]
        found[claim.id] = tuple(_runs(article.text, claim.spans, here))
    return found


def _passages_at(span: Span, passages: Sequence[Passage], ends: Sequence[int]) -> Iterator[Passage]:
    first = bisect_right(ends, span.start)
    return takewhile(lambda passage: passage.span.start < span.end, islice(passages, first, None))


def _runs(text: str, spans: Sequence[Span], here: Sequence[Passage]) -> Iterator[Run]:
    at = min([*(passage.around.start for passage in here), *(span.start for span in spans)], default=0)
    for span in spans:
        yield Run(_line(text[at : span.start]), meant=False)
        yield Run(_line(text[max(at, span.start) : span.end]), meant=True)
        at = max(at, span.end)
    yield Run(_line(text[at : max([at, *(passage.span.end for passage in here)])]), meant=False)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# -- the author --------------------------------------------------------------------------------------------------------


def author_queries(
    article: Article, claims: Sequence[Claim], reviews: Iterable[Review], clashes: Iterable[Inconsistency]
) -> list[Topic]:
    """Return what only the author can say: what does not fit, who is meant, and where the rest comes from.

    A claim that a reviewer has found well sourced, or judged not to be a fact, is not asked about.
    """
    numbered = {claim.id: (number, claim) for number, claim in enumerate(claims, 1)}
    found: dict[str, list[tuple[int, Claim]]] = {}
    for clash in clashes:
        about = [numbered[claim_id] for claim_id in clash.claim_ids if claim_id in numbered]
        found.setdefault(f"{clash.text} Which is right? ({clash.sum})", []).extend(about)
    by_claim, speakers = of_claims(reviews), find_speakers(article, claims)
    asked = [(_asked(claim, by_claim.get(claim.id, ()), speakers.get(claim.id)), claim) for claim in claims]
    for question, claim in sorted(asked, key=lambda pair: pair[0] == FROM_WHERE):
        if question:
            found.setdefault(question, []).append(numbered[claim.id])
    return [Topic(question, tuple(lines)) for question, lines in found.items()]


FROM_WHERE: Final = "The article says this in its own voice. Where is it from?"

_DECIDED: Final = frozenset({"verified", "verified_with_correction"})


def _asked(claim: Claim, reviews: Sequence[Review], speaker: Speaker | None) -> str:
    """Return what the author is to be asked of the source of a claim, "" where that is known or is the author's own."""
    judged = {review.sourcing for review in reviews} - {""}
    kinds = judged or {source_type(claim)}
    if any(review.verification in _DECIDED for review in reviews):
        return ""
    said = claim.attribution
    if speaker and not speaker.clear:
        return f"Who is meant by “{speaker.name}”?"
    if said and said.guess and not judged:
        return f"Is “{speaker.name if speaker else _flat(said.cue or '')}” the source of this?"
    if kinds & {"unnamed", "bare", "outlet"}:
        return _who(said)
    own = claim.kind in {Kind.OPINION, Kind.PREDICTION}
    return FROM_WHERE if "none" in kinds and not own else ""


def _who(said: Attribution | None) -> str:
    """Return the question for a source without a name; the outlet has its knowledge from somebody too."""
    if said is None or not (said.source or said.cue):
        return "Who says this, and how do they know?"
    if said.source_type is SourceType.OUTLET:
        return f"“{_flat(said.source or said.cue or '')}”: from whom, and how do they know?"
    if said.source is None:
        return f"“{_flat(said.cue or '')}”: by whom, and how do they know?"
    return f"Who is behind “{_flat(said.source)}”, and how do they know?"


# -- the editor --------------------------------------------------------------------------------------------------------


def open_gaps(
    article: Article, claims: Sequence[Claim], reviews: Iterable[Review], today: date, settled: Collection[str] = ()
) -> list[Topic]:
    """Return what is still open on a day, each with the claims of which it is so; nothing of what is closed.

    `settled` are the ids of the claims on which the desk has its finding, however reviewers differ.
    """
    reviews = list(reviews)
    by_claim = of_claims(reviews)
    off = {rule.key for rule in RULES} - {_REFUTED}
    refuted = {breach.claim_id for breach in find_breaches(article, claims, reviews, off)}
    gaps: dict[str, list[tuple[int, Claim]]] = {title: [] for title in GAPS}
    for number, claim in enumerate(claims, 1):
        found = _open(by_claim.get(claim.id, ()), today, refuted=claim.id in refuted)
        for title in (one for one in found if one != DIFFER or claim.id not in settled):
            gaps[title].append((number, claim))
    return [Topic(title, tuple(lines)) for title, lines in gaps.items() if lines]


DIFFER: Final = "Reviewers differ"
REFUTED: Final = "False or misleading, and no evidence for that"
DUE: Final = "Due again"
UNPROVEN: Final = "Unproven"
CONFLICTING: Final = "Conflicting"
UNCHECKED: Final = "Nobody has checked it"

GAPS: Final = (DIFFER, REFUTED, DUE, UNPROVEN, CONFLICTING, UNCHECKED)
"""What can be open, the most pressing first."""


def _open(reviews: Sequence[Review], today: date, *, refuted: bool) -> Iterator[str]:
    findings = {review.verification for review in reviews}
    if disagree(reviews):
        yield DIFFER
    if refuted:
        yield REFUTED
    if any(is_due(review, today) for review in reviews):
        yield DUE
    if "unproven" in findings:
        yield UNPROVEN
    if "conflicting" in findings:
        yield CONFLICTING
    if not findings - NO_FINDING:
        yield UNCHECKED
