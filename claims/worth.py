"""What a claim asserts (its kind), and how much it is worth checking, with the words that drove it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from claims import words
from claims.model import Kind

if TYPE_CHECKING:
    from claims.language import Token
    from claims.model import Quantity


class Signs(NamedTuple):
    """What speaks for and against checking a claim; each is worth the weight of the same name in `WEIGHTS`."""

    figure: bool
    name: bool
    past: bool
    trend: bool
    opinion: bool
    prediction: bool
    speaker: bool
    question: bool
    short: bool


WEIGHTS = {
    "figure": 1.6,
    "name": 0.7,
    "past": 0.5,
    "trend": 0.8,
    "opinion": -1.2,
    "prediction": -0.8,
    "speaker": -0.8,
    "question": -2.0,
    "short": -1.3,
}
"""Weights in log-odds, set by hand on development data; the names are those of `Signs`."""

BIAS = -0.6

SHORT = 6
"""Below this many words there is seldom enough to check."""


def kind_of(head: Token, tokens: list[Token], quantities: tuple[Quantity, ...]) -> Kind:
    """Return what a clause asserts, by its verb first and its words after that."""
    text = " ".join(t.text for t in tokens)
    lower = {t.lower_ for t in tokens}
    auxiliaries = {t.lower_ for t in head.children if t.dep_ == "aux"}
    if auxiliaries & words.FUTURE or lower & words.CONDITIONS or (lower & words.LIKELIHOOD and head.tag_ != "VBD"):
        return Kind.PREDICTION
    if _judges(head) or (lower & {"i", "we"} and {t.lemma_ for t in tokens} & {"think", "believe", "feel", "hope"}):
        return Kind.OPINION
    if head.lemma_.lower() in words.STANCE and any(t.dep_ in {"nsubj", "nsubjpass"} for t in head.children):
        return Kind.POSITION
    if quantities or ({t.lemma_ for t in tokens} & words.MEASURES and (head.lemma_ in words.TREND)):
        return Kind.QUANTITY
    if words.CAUSE.search(text):
        return Kind.CAUSE
    return Kind.RULE if words.RULE.search(text) else Kind.EVENT


def _judges(head: Token) -> bool:
    """Say whether judgement is what the clause asserts ("is striking"), and not a detail ("interesting cases")."""
    near = [t for t in head.children if t.dep_ in {"nsubj", "nsubjpass", "attr"}]
    told = {head, *(t for t in head.children if t.dep_ in {"acomp", "attr", "advmod", "oprd", "aux"})}
    told |= {t for noun in near for t in noun.children if t.dep_ == "amod"}
    return any(t.lower_ in words.OPINION for t in told)


def signs_of(kind: Kind, tokens: list[Token], quantities: tuple[Quantity, ...], *, question: bool) -> Signs:
    """Return the signs for and against checking a clause."""
    return Signs(
        figure=bool(quantities),
        name=any(t.ent_type_ in {"PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT"} for t in tokens),
        past=any(t.tag_ in {"VBD", "VBN"} for t in tokens),
        trend=any(t.lemma_ in words.TREND or t.lemma_ in words.MEASURES for t in tokens),
        opinion=kind is Kind.OPINION,
        prediction=kind is Kind.PREDICTION,
        speaker=any(t.lower_ in {"i", "you", "my", "your", "me"} for t in tokens),
        question=question,
        short=len(tokens) < SHORT,
    )


def check_worthiness(signs: Signs) -> float:
    """Return the probability that a fact-checker would pick the claim, between 0 and 1."""
    score = BIAS + sum(WEIGHTS[sign] for sign, present in signs._asdict().items() if present)
    return round(1 / (1 + math.exp(-score)), 4)


_QUESTION = re.compile(r"\?['\"”’)]*\s*$")


def is_question(text: str) -> bool:
    """Say whether a sentence asks instead of saying."""
    return bool(_QUESTION.search(text))
