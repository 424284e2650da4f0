"""Start reading here: `find_claims` turns an article into its claims, each with exact spans and what was found in it.

paragraph → parsed sentences → who says what (`attribution`) → clauses (`clauses`) → figures and dates in them → kind.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from claims.attribution import Frame, find_frames, settled
from claims.clauses import Clause, find_clauses
from claims.language import bounded, parsed, span, spans
from claims.model import Article, Attribution, Claim, Kind, Quantity, Span, TimeRef, words
from claims.quantities import find_quantities
from claims.quotations import has_marks
from claims.reading import Reading, agreed, left_out, read, read_ahead
from claims.sources import people_in
from claims.times import find_times, has_own_time
from claims.worth import check_worthiness, is_question, kind_of, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.language import Sentence, Token


LONG = 5
"""From how many paragraphs on an article would be expected to have quotation marks."""

OPENING = frozenset("\"“„«'‘")
"""What a paragraph opens with in which a quotation runs on."""

LEAD = 12
"""How far into a sentence, in characters, a date may stand that holds for all of it: "By the end of 2015, …"."""

MOSTLY = 0.5
"""What share of a clause a source must answer for to answer for it, where its verb is the cue itself."""


def find_claims(article: Article) -> list[Claim]:
    """Return the claims of an article in reading order, without duplicates; every span lies in the body."""
    claims: dict[tuple[Span, ...], Claim] = {}
    for sentence, found in _sentences(article, article.body):
        for claim in _claims_of(article, sentence, found):
            claims.setdefault(claim.spans, claim)
    return sorted(claims.values(), key=attrgetter("spans"))


def claims_at(article: Article, where: tuple[Span, ...], kind: Kind | None = None) -> list[Claim]:
    """Return one claim for each sentence that stretches of the body touch, in order, on what they hold of it.

    As `find_claims` would find them, had it cut there; `kind` goes before what is found. Only the paragraphs concerned
    are read, and those above them from which somebody may still be speaking.
    """
    found = []
    for paragraphs in _around(article, where):
        for sentence, here in _sentences(article, paragraphs):
            whole = span(sentence.doc, sentence.start_char, sentence.end_char)
            inside = tuple(Span(max(s.start, whole.start), min(s.end, whole.end)) for s in where if s.overlaps(whole))
            clause = _clause_in(sentence, inside, here.frames)
            if clause is not None:
                found.append(_claim(article, clause, inside, here, kind))
    return found


class Found(NamedTuple):
    """What stands in a sentence, or its paragraph, beside its clauses."""

    frames: list[Frame]
    quantities: list[Quantity]
    times: list[TimeRef]
    reading: Reading | None = None


def _sentences(article: Article, paragraphs: Iterable[Span]) -> Iterator[tuple[Sentence, Found]]:
    """Yield the sentences of paragraphs that follow one another, with what was found there."""
    above: list[Frame] = []
    people: set[str] = set()
    # One or two sentences without a quotation mark say nothing; a whole article without one may have lost them.
    marks = has_marks(article.text) or len(article.body) < LONG
    for doc in parsed(read_ahead(bounded(article.text, paragraphs, article.chrome))):
        readings = read(doc)
        people |= people_in(doc)
        before = above[-1] if above else None
        above = settled(agreed(doc, find_frames(doc, before, marks=marks), readings), above, people)
        times = find_times(doc, article.published)
        quantities = find_quantities(doc, tuple(t.span for t in times))
        for sentence in doc.sents:
            here = range(sentence.start, sentence.end)
            inside = [f for f in above if not f.content.isdisjoint(here) or (f.cue and f.cue[0].i in here)]
            yield sentence, Found(inside, quantities, times, readings.get(sentence.start))


def _claims_of(article: Article, sentence: Sentence, found: Found) -> Iterator[Claim]:
    clauses = find_clauses(sentence, found.frames)
    more = left_out(sentence, found.reading, clauses, found.frames) if found.reading else []
    for clause in [*clauses, *more]:
        where = without_chrome(article, spans(sentence.doc[i] for i in clause.tokens))
        # A smiley says nothing that can be checked.
        if any(c.isalnum() for s in where for c in s.of(article.text)):
            yield _claim(article, clause, where, found)


def _claim(article: Article, clause: Clause, where: tuple[Span, ...], found: Found, kind: Kind | None = None) -> Claim:
    tokens = [clause.head.doc[i] for i in clause.tokens]
    quantities = tuple(q for q in found.quantities if any(s.covers(q.span) for s in where))
    own = tuple(t for t in found.times if any(s.covers(t.span) for s in where))
    # "since 1982" is no day on which it was.
    dated = any(t.first and t.last for t in own)
    is_fact = found.reading.states(clause.tokens) if found.reading else None
    kind = kind or kind_of(clause.head, tokens, quantities, is_fact=is_fact)
    signs = signs_of(kind, tokens, quantities, question=is_question(clause.head.sent.text), is_fact=is_fact)
    frame = _frame_of(clause, found.frames)
    return Claim(
        id=claim_id(article.id, where),
        article_id=article.id,
        spans=where,
        kind=kind,
        attribution=_attribution(article, frame) if frame else None,
        quantities=quantities,
        times=tuple(t for t in found.times if t in own or (not dated and _governs(t, clause, found.frames))),
        check_worthiness=check_worthiness(signs),
        signs=signs,
    )


def _governs(time: TimeRef, clause: Clause, frames: list[Frame]) -> bool:
    """Say whether a date at the start of the sentence ("Last month, …") holds for a clause without one of its own.

    Not where it is that of "X said", nor in a second main clause with its own subject and its own time.
    """
    sentence = clause.head.sent
    start = span(sentence.doc, sentence.start_char, sentence.end_char).start
    reported = any(clause.head.i in f.content and min(f.content) > sentence.start for f in frames if f.source)
    return start <= time.span.start <= start + LEAD and not reported and not has_own_time(clause.head)


def claim_id(article_id: str, spans: Iterable[Span]) -> str:
    """Return the id of a claim: the same article and the same spans always give the same."""
    key = article_id + "".join(f":{s.start}-{s.end}" for s in spans)
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _frame_of(clause: Clause, frames: list[Frame]) -> Frame | None:
    """Return the frame that answers for a clause: the closest around its head, a known source before none.

    Where somebody says that X urged Y, that is said by him and not by X; who X is ("the head of the bank") X says not.
    """
    around = [f for f in frames if clause.head.i in f.content and clause.head not in f.source]
    of_source = any(clause.head in f.source for f in frames)
    around = around or [
        f for f in frames if f.source and not of_source and _is_mostly(clause, f) and _is_its(clause, f)
    ]
    return min(around, key=lambda f: (not f.source, clause.head in f.cue, len(f.content)), default=None)


def _is_mostly(clause: Clause, frame: Frame) -> bool:
    """Say whether a clause that could not be cut from its cue ("this photo shows him at sea") is what a source says."""
    return MOSTLY * len(clause.tokens) <= len(frame.content.intersection(clause.tokens))


def _is_its(clause: Clause, frame: Frame) -> bool:
    """Say whether a cue is not that of a lesser clause: "was rejected when leaders insisted that the union agree"."""
    inside = [t for t in frame.cue if t.i in clause.tokens and t.head.i in clause.tokens and t != clause.head]
    return not any(t.dep_ in {"advcl", "relcl"} for t in inside)


def _attribution(article: Article, frame: Frame) -> Attribution:
    source, cue = spans(frame.source), spans(frame.cue or frame.announced)
    return Attribution(
        source=words(article.text, source) or None,
        source_spans=source,
        cue=words(article.text, cue) or None,
        cue_spans=cue,
        source_type=frame.source_type,
        manner=frame.manner,
        guess=frame.guess,
    )


def without_chrome(article: Article, where: tuple[Span, ...]) -> tuple[Span, ...]:
    """Cut the page's own out of a claim's spans, and the blanks that lay around it."""
    for hole in article.chrome:
        if any(s.overlaps(hole) for s in where):
            parts = (
                (a, b) for s in where for a, b in ((s.start, min(s.end, hole.start)), (max(s.start, hole.end), s.end))
            )
            where = tuple(trimmed(article.text, a, b) for a, b in parts if article.text[a:b].strip())
    return where


def trimmed(text: str, start: int, end: int) -> Span:
    """Return a stretch that is not blank without the white space at its ends."""
    words_ = text[start:end].strip()
    start = text.index(words_, start)
    return Span(start, start + len(words_))


# -- what somebody else cut --------------------------------------------------------------------------------------------


def _around(article: Article, where: tuple[Span, ...]) -> Iterator[list[Span]]:
    """Yield the paragraphs that stretches touch, with those above that may tell who speaks, in runs without a gap."""
    concerned = [n for n, paragraph in enumerate(article.body) if any(s.overlaps(paragraph) for s in where)]
    numbers = sorted({m for n in concerned for m in range(_speaking_from(article, n), n + 1)})
    for _, run in groupby(enumerate(numbers), key=lambda place: place[1] - place[0]):
        yield [article.body[number] for _, number in run]


def _speaking_from(article: Article, number: int) -> int:
    """Return the paragraph in which the one who speaks in another may be given: above it and what opens with a mark."""
    above = number - 1
    while above > 0 and number - above < LONG and article.text[article.body[above].start] in OPENING:
        above -= 1
    return max(0, above)


def _clause_in(sentence: Sentence, where: tuple[Span, ...], frames: list[Frame]) -> Clause | None:
    """Return the words of a sentence in some stretches as a clause; where somebody says something, what he says."""
    doc = sentence.doc
    inside = {t.i for t in sentence if any(s.overlaps(span(doc, t.idx, t.idx + len(t))) for s in where)}
    said = {i for f in frames for i in f.content}
    own = {t.i for f in frames for t in (*f.cue, *f.source) if t.doc is doc} - said
    told = inside & said if inside & own else inside
    words_ = [i for i in sorted(told or inside) if not doc[i].is_punct]
    return Clause(min((doc[i] for i in words_), key=_height), tuple(sorted(told or inside))) if words_ else None


def _height(token: Token) -> tuple[int, bool]:
    """Return how far a token hangs below the root of its sentence, for verbs a little less."""
    return sum(1 for _ in token.ancestors), token.pos_ not in {"VERB", "AUX"}
