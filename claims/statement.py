"""One assertion as it is compared with another: its words, figures and dates, who says it, what is denied in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.attribution import find_frames
from claims.governors import is_hypothetical
from claims.language import parse, parse_each, span, spans
from claims.match import stem
from claims.model import Span
from claims.quantities import find_quantities
from claims.reasons import said
from claims.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from claims.frames import Frame
    from claims.language import Doc, Token
    from claims.model import Article, Claim, Quantity, TimeRef

WEIGHTS: Final = {"PROPN": 1.5, "NOUN": 1.0, "VERB": 1.0, "ADJ": 0.7, "ADV": 0.4}
"""What words of each part of speech add to what a statement says; others nothing."""

FIGURE: Final = 1.5
"""What a figure adds."""

DATE: Final = 1.0
"""What a date adds."""

DATED: Final = re.compile(rf"\b(?:[12]\d{{3}}|{'|'.join(words.MONTHS)})\b")
"""What there is in a date that can be compared with another though its day is not known."""

LIGHT: Final = 0.3
"""What a verb adds that says little by itself: "make", "take", "have"."""

DOWN: Final = frozenset({"xcomp", "attr", "acomp", "oprd", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl"})
"""By what a denial goes on down the parse: "denied leaving Paris", "did not want to leave"."""

NEGATED: Final = frozenset({"xcomp", "attr", "acomp", "oprd", "ccomp"})
"""By what a plain "not" goes on down the parse: "did not want [to leave]", "is not [dead]"."""


class Word(NamedTuple):
    """A word, figure or date that says something, in the form in which it is compared, and how much it adds."""

    token: Token
    key: str
    weight: float
    figure: Quantity | None = None
    time: TimeRef | None = None


class Speaker(NamedTuple):
    """Who says it, in words and where they stand; "" and no spans where nobody is given."""

    text: str = ""
    spans: tuple[Span, ...] = ()


class Statement(NamedTuple):
    """One assertion; `denials` are, by token, the words that deny it: an even number of them is a yes."""

    doc: Doc
    words: tuple[Word, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeRef, ...]
    frames: tuple[Frame, ...]
    speaker: Speaker
    denials: dict[int, tuple[Token, ...]]


def read_statements(places: Sequence[tuple[str, Span]], published: date | None = None) -> list[Statement]:
    """Return what stands at each place, each read by itself; its spans lie in the text that is given with it."""
    return [_statement(doc, published) for doc in parse_each(places)]


def read_claim(article: Article, claim: Claim) -> Statement:
    """Return what a claim says, in however many stretches of its article, and on whose word."""
    spans_ = claim.spans
    whole = Span(spans_[0].start, max(s.end for s in spans_))
    gaps = [Span(a.end, b.start) for a, b in pairwise(spans_) if a.end < b.start]
    read = _statement(next(parse(article.text, [whole], gaps)), article.published)
    given = claim.attribution
    return read._replace(speaker=Speaker(given.source or "", given.source_spans)) if given else read


def _statement(doc: Doc, published: date | None) -> Statement:
    times = tuple(find_times(doc, published))
    quantities = tuple(map(_in_percent, find_quantities(doc, tuple(t.span for t in times))))
    known = [time for time in times if time.first or time.last or DATED.search(time.text)]
    frames = tuple(find_frames(doc))
    source = next((f.source for f in frames if f.source and f.content), ())
    return Statement(
        doc,
        (*_words(doc, quantities, known), *_figures(doc, quantities), *_dates(doc, known)),
        quantities,
        times,
        frames,
        Speaker(said(source), spans(source)),
        _denials(doc),
    )


def _in_percent(figure: Quantity) -> Quantity:
    """Return a share in the unit in which others are given: "60 out of 100" is 60 %."""
    if figure.unit != "share":
        return figure
    low, high = (bound if bound is None else bound * 100 for bound in (figure.low, figure.high))
    return replace(figure, low=low, high=high, unit="%")


def _words(doc: Doc, quantities: Sequence[Quantity], times: Sequence[TimeRef]) -> Iterator[Word]:
    dated = {t.i for time in times for t in tokens_at(doc, time.span)}
    counted = {t.i for q in quantities for t in tokens_at(doc, q.span)}
    for token in (t for t in doc if t.i not in dated):
        weight = WEIGHTS.get(token.pos_, 0.0)
        if token.pos_ == "NUM" and token.i and token.i not in counted and doc[token.i - 1].pos_ == "PROPN":
            yield Word(token, token.lower_, WEIGHTS["PROPN"])  # the Boeing 787
        elif weight and token.lower_ not in words.EMPTY and token.lemma_.lower() not in words.EMPTY:
            light = token.pos_ == "VERB" and token.lemma_.lower() in words.LIGHT_VERBS
            yield Word(token, stem(token.lemma_.lower()), LIGHT if light else weight)


def _dates(doc: Doc, times: Sequence[TimeRef]) -> Iterator[Word]:
    for time in times:
        yield Word(tokens_at(doc, time.span)[-1], time.text.lower(), DATE, None, time)


def _figures(doc: Doc, quantities: Sequence[Quantity]) -> Iterator[Word]:
    """Yield figures as words: the same one, however it is written, is the same word."""
    for quantity in quantities:
        key = quantity.text.lower() if quantity.value is None else f"{quantity.value.normalize()} {quantity.unit}"
        yield Word(tokens_at(doc, quantity.span)[-1], key, FIGURE, quantity)


def tokens_at(doc: Doc, where: Span) -> list[Token]:
    """Return the tokens of a parsed text that a span of that text touches."""
    return [t for t in doc if not t.is_space and span(doc, t.idx, t.idx + len(t)).overlaps(where)]


# -- what is denied ----------------------------------------------------------------------------------------------------


def _denials(doc: Doc) -> dict[int, tuple[Token, ...]]:
    denied: dict[int, tuple[Token, ...]] = {}
    for token in doc:
        for place in _denied_by(token):
            # "If it does not receive aid" denies nothing.
            if not is_hypothetical(doc[place]):
                denied[place] = (*denied.get(place, ()), token)
    return denied


def _denied_by(token: Token) -> set[int]:
    """Return the places of what a word denies; "not only" and "not until" deny nothing."""
    head = token.head
    if _is_disowning(token):
        return {i for child in token.children if child.dep_ in DOWN for i in _chain(child, DOWN)}
    if token.lower_ in words.NO_ONE and token.dep_ == "nummod":
        return {*_chain(head, NEGATED), *_chain(head.head, NEGATED)}
    if token.lower_ not in words.NEGATIONS or _limits(token):
        return set()
    if token.lower_ == "nor":
        return {i for t in head.children if t.dep_ == "conj" for i in _chain(t, NEGATED)}
    if token.dep_ == "prep":
        return {i for child in token.children for i in _chain(child, DOWN)}
    verb = head.head if token.dep_ in {"det", "nsubj"} and head.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} else head
    return {*_chain(head, NEGATED), *_chain(verb, NEGATED)}


def _is_disowning(token: Token) -> bool:
    """Say whether what a word governs was not done: "failed to", "came close to"."""
    lemma = token.lemma_.lower()
    nearly = lemma == "close" and token.head.lemma_ == "come"
    return nearly or (lemma in words.DISOWNING and token.pos_ in {"VERB", "NOUN", "ADJ"})


def _limits(token: Token) -> bool:
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return after in {"only", "just", "until", "least", "more", "less", "fewer", "later", "long", "doubt"}


def _chain(token: Token, links: frozenset[str]) -> set[int]:
    """Return a token and those to which one link after another leads, and what is joined to them by "or"."""
    found, waiting = set(), [token]
    while waiting:
        here = waiting.pop()
        if here.i not in found:
            found.add(here.i)
            joined = any(t.dep_ == "cc" and t.lower_ in {"or", "nor"} for t in here.children)
            waiting += [t for t in here.children if t.dep_ in links or (joined and t.dep_ == "conj")]
    return found
