"""Start reading here: `find_claims` turns an article into its claims, each with exact spans and what was found in it.

paragraph → parsed sentences → who says what (`attribution`) → clauses (`clauses`) → figures and dates in them → kind.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from claims.attribution import Frame, find_frames
from claims.clauses import Clause, find_clauses
from claims.language import parse
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
    docs = parse(span.of(article.text) for span in article.body)
    for paragraph, doc in zip(article.body, docs, strict=True):
        frames = find_frames(doc, before)
        for claim in _claims_of(article, doc, paragraph.start, frames):
            claims.setdefault(claim.spans, claim)
        before = frames[-1] if frames else None
    return sorted(claims.values(), key=lambda c: (c.spans[0].start, -c.spans[-1].end))


def _claims_of(article: Article, doc: Doc, base: int, frames: list[Frame]) -> Iterator[Claim]:
    times = find_times(doc, base, article.published)
    quantities = find_quantities(doc, base, tuple(t.span for t in times))
    for sentence in doc.sents:
        inside = [f for f in frames if any(sentence.start <= i < sentence.end for i in f.content)]
        for clause in find_clauses(sentence, inside):
            spans = _without(_runs(doc, base, clause.tokens), article.chrome)
            if spans:
                yield _claim(article, sentence, clause, spans, inside, quantities, times, base)


def _claim(  # noqa: PLR0913 - one argument for each thing that was found
    article: Article,
    sentence: Sentence,
    clause: Clause,
    spans: tuple[Span, ...],
    frames: list[Frame],
    quantities: list[Quantity],
    times: list[TimeRef],
    base: int,
) -> Claim:
    tokens = [sentence.doc[i] for i in clause.tokens]
    figures = tuple(q for q in quantities if any(s.covers(q.span) for s in spans))
    kind = kind_of(clause.head, tokens, figures)
    signs = signs_of(kind, tokens, figures, question=is_question(sentence.text))
    frame = _frame_of(clause, frames)
    return Claim(
        id=claim_id(article.id, spans),
        article_id=article.id,
        spans=spans,
        kind=kind,
        attribution=_attribution(sentence.doc, base, frame) if frame else None,
        quantities=figures,
        times=tuple(t for t in times if any(s.covers(t.span) for s in spans)),
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


def _attribution(doc: Doc, base: int, frame: Frame) -> Attribution:
    source, cue = _runs(doc, base, frame.source), _runs(doc, base, frame.cue)
    return Attribution(
        source=_text(doc, base, source) or None,
        source_spans=source,
        cue=_text(doc, base, cue) or None,
        cue_spans=cue,
        source_type=frame.source_type,
        manner=frame.manner,
        guess=frame.guess,
    )


def _text(doc: Doc, base: int, spans: tuple[Span, ...]) -> str:
    return words(doc.text, (Span(s.start - base, s.end - base) for s in spans))


def _runs(doc: Doc, base: int, indices: Iterable[int]) -> tuple[Span, ...]:
    """Return token indices as spans of the article; a gap of nothing but punctuation and blanks is closed."""
    spans: list[Span] = []
    last: int | None = None
    for i in sorted(indices):
        start, end = base + doc[i].idx, base + doc[i].idx + len(doc[i])
        gap = doc[last + 1 : i] if last is not None else ()
        if spans and all(t.is_punct or t.is_space for t in gap):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        last = i
    return tuple(spans)


def _without(spans: tuple[Span, ...], holes: Iterable[Span]) -> tuple[Span, ...]:
    """Cut page chrome out of a claim's spans."""
    for hole in holes:
        spans = tuple(
            Span(a, b)
            for s in spans
            for a, b in ((s.start, min(s.end, hole.start)), (max(s.start, hole.end), s.end))
            if a < b and (s.overlaps(hole) or (a, b) == (s.start, s.end))
        ) if any(s.overlaps(hole) for s in spans) else spans
    return spans
