"""Start reading here: `find_claims` turns an article into its claims, each with exact spans and what was found in it.

paragraph → parsed sentences → who says what (`attribution`) → clauses (`clauses`) → figures and dates in them → kind.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from claims.attribution import Frame, find_frames
from claims.clauses import Clause, find_clauses
from claims.language import parse, spans
from claims.model import Article, Attribution, Claim, Quantity, Span, TimeRef, words
from claims.quantities import find_quantities
from claims.times import find_times
from claims.worth import check_worthiness, is_question, kind_of, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.language import Doc, Sentence


def find_claims(article: Article) -> list[Claim]:
    """Return the claims of an article in reading order, without duplicates; every span lies in the body."""
    claims: dict[tuple[Span, ...], Claim] = {}
    before: Frame | None = None
    for doc in parse(article.text, article.body):
        frames = find_frames(doc, before)
        for claim in _claims_of(article, doc, frames):
            claims.setdefault(claim.spans, claim)
        before = frames[-1] if frames else None
    return sorted(claims.values(), key=lambda c: (c.spans[0].start, -c.spans[-1].end))


def _claims_of(article: Article, doc: Doc, frames: list[Frame]) -> Iterator[Claim]:
    times = find_times(doc, article.published)
    quantities = find_quantities(doc, tuple(t.span for t in times))
    for sentence in doc.sents:
        inside = [f for f in frames if any(sentence.start <= i < sentence.end for i in f.content)]
        for clause in find_clauses(sentence, inside):
            where = _without(spans(doc[i] for i in clause.tokens), article.chrome)
            if where:
                yield _claim(article, sentence, clause, where, inside, quantities, times)


def _claim(  # noqa: PLR0913 - one argument for each thing that was found
    article: Article,
    sentence: Sentence,
    clause: Clause,
    where: tuple[Span, ...],
    frames: list[Frame],
    quantities: list[Quantity],
    times: list[TimeRef],
) -> Claim:
    tokens = [sentence.doc[i] for i in clause.tokens]
    figures = tuple(q for q in quantities if any(s.covers(q.span) for s in where))
    kind = kind_of(clause.head, tokens, figures)
    signs = signs_of(kind, tokens, figures, question=is_question(sentence.text))
    frame = _frame_of(clause, frames)
    return Claim(
        id=claim_id(article.id, where),
        article_id=article.id,
        spans=where,
        kind=kind,
        attribution=_attribution(article, frame) if frame else None,
        quantities=figures,
        times=tuple(t for t in times if any(s.covers(t.span) for s in where)),
        check_worthiness=check_worthiness(signs),
    )


def claim_id(article_id: str, spans: Iterable[Span]) -> str:
    """Return the id of a claim: the same article and the same spans always give the same."""
    key = article_id + "".join(f":{s.start}-{s.end}" for s in spans)
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _frame_of(clause: Clause, frames: list[Frame]) -> Frame | None:
    """Return the frame that answers for a clause: the closest around its head, a known source before none."""
    around = [f for f in frames if clause.head.i in f.content]
    return min(around, key=lambda f: (not f.source, len(f.content)), default=None)


def _attribution(article: Article, frame: Frame) -> Attribution:
    source, cue = spans(frame.source), spans(frame.cue)
    return Attribution(
        source=words(article.text, source) or None,
        source_spans=source,
        cue=words(article.text, cue) or None,
        cue_spans=cue,
        source_type=frame.source_type,
        manner=frame.manner,
        guess=frame.guess,
    )


def _without(where: tuple[Span, ...], holes: Iterable[Span]) -> tuple[Span, ...]:
    """Cut page chrome out of a claim's spans."""
    for hole in holes:
        parts = ((a, b) for s in where for a, b in ((s.start, min(s.end, hole.start)), (max(s.start, hole.end), s.end)))
        if any(s.overlaps(hole) for s in where):
            where = tuple(Span(a, b) for a, b in parts if a < b)
    return where
