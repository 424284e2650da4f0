"""Facts that stand in noun phrases: what a supposition takes for granted, and a name with its year in brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims import words
from claims.governors import SUBJECTS, is_hypothetical
from claims.language import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.language import Sentence, Token

YEAR = re.compile(r"1\d{3}|20\d{2}")
"""A year, in the writing of which no figure is stated."""


def is_presupposed(token: Token) -> bool:
    """Find the fact in a supposition: "all 30,000 defectors who have arrived", "the growing number of deaths"."""
    if token.pos_ != "NOUN" or token.dep_ in SUBJECTS | {"ROOT"}:
        return False
    depends = {t.dep_ for t in token.children}
    moving = token.lemma_ in words.MEASURES and any(t.lemma_ in words.TREND for t in token.children if t.dep_ == "amod")
    # "May grow with increased levels of gas" takes none for granted.
    moving = moving and any(t.dep_ in {"det", "poss"} for t in token.children)
    stated = token.dep_ == "dobj" and token.head.dep_ == "ROOT"
    instance = first_of(token).head.lower_ == "including" and bool(depends & {"prep", "relcl", "acl"})
    return instance or (_is_counted(token) and _is_supposed(token)) or (moving and "prep" in depends and not stated)


def _is_counted(noun: Token) -> bool:
    """Find "all 30,000 defectors who have arrived": not "the 1991 agreement", nor "two sedans, which"."""
    counted = any(t.dep_ == "nummod" and not YEAR.fullmatch(t.text) for t in noun.children)
    return counted and any(t.dep_ == "relcl" and not t.left_edge.nbor(-1).is_punct for t in noun.children)


def _is_supposed(noun: Token) -> bool:
    """Say whether a noun stands in a supposition; elsewhere the clause around it states what is told of it."""
    return any(is_hypothetical(t) for t in (noun, *noun.ancestors))


def first_of(token: Token) -> Token:
    """Return the first of a list that a token is in."""
    while token.dep_ == "conj":
        token = token.head
    return token


def brackets(sentence: Sentence) -> list[Sentence]:
    """Return the stretches in round brackets, brackets included."""
    if "(" not in text_of(sentence.doc):
        return []
    found: list[Sentence] = []
    opened: list[int] = []
    for token in sentence:
        if token.text == "(":
            opened.append(token.i)
        elif token.text == ")" and opened:
            start = opened.pop()
            # What stands in brackets within brackets goes with the outer ones.
            found = [b for b in found if b.start < start] + [sentence.doc[start : token.i + 1]]
    return found


def glosses(sentence: Sentence, head: Token) -> set[int]:
    """Return what brackets add about a name ("Norway (Norwegian: Norge)"); a figure ("(about 600 USD)") stays."""
    loose = (b for b in brackets(sentence) if not b.start <= head.i < b.end and not any(map(_is_figure, b)))
    return {t.i for bracket in loose for t in bracket}


def dated_names(sentence: Sentence) -> Iterator[tuple[Token, tuple[int, ...]]]:
    """Yield a name with the year in brackets behind it, as a statement of its own: "The Right Stuff (1983)"."""
    for bracket in brackets(sentence):
        name = sentence.doc[bracket.start - 1] if bracket.start > sentence.start else None
        year = any(t.like_num for t in bracket) and not any(map(_is_figure, bracket))
        if name is not None and year and (name.pos_ in {"PROPN", "NOUN"} or name.is_quote):
            yield name, tuple(range(_start_of_name(name), bracket.end))


def _start_of_name(last: Token) -> int:
    """Return where a title starts that ends here: through its capitals, or between its quotation marks."""
    first = last.left_edge.i
    for i in range(last.i - 1, last.sent.start - 1, -1):
        token = last.doc[i]
        if last.is_quote and token.is_quote:
            return i
        if token.text[0].isupper() and not (token.pos_ == "ADP" and token.i == last.sent.start):
            first = min(first, i)
        elif not last.is_quote and token.lower_ not in words.IN_TITLES:
            break
    return first


def _is_figure(token: Token) -> bool:
    return token.like_num and not YEAR.fullmatch(token.text)
