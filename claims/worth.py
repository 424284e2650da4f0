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
    unstated: bool


WEIGHTS = {
    "figure": 1.6,
    "name": 0.7,
    "past": 0.7,
    "trend": 0.8,
    "opinion": -1.2,
    "prediction": -0.8,
    "speaker": -0.8,
    "question": -2.0,
    "short": -1.3,
    "unstated": -1.0,
}
"""Weights in log-odds, set by hand on development data; the names are those of `Signs`."""

BIAS = -0.05

SHORT = 6
"""Below this many words there is seldom enough to check."""


def kind_of(head: Token, tokens: list[Token], quantities: tuple[Quantity, ...], *, is_fact: bool | None = None) -> Kind:
    """Return what a clause asserts, by its verb first and its words after that.

    `is_fact` is what the tagger says, where it runs: what it takes for no fact is an opinion or a prediction, and of
    what it takes for one only the verbs in the future are none.
    """
    text = " ".join(t.text for t in tokens)
    turned = _beyond_fact(head, tokens)
    if is_fact is False:
        return turned or Kind.OPINION
    if turned and (is_fact is None or (turned is Kind.PREDICTION and _is_open(head))):
        return turned
    if head.lemma_.lower() in words.STANCE and any(t.dep_ == "nsubj" for t in head.children):
        return Kind.POSITION
    if quantities or ({t.lemma_ for t in tokens} & words.MEASURES and (head.lemma_ in words.TREND)):
        return Kind.QUANTITY
    if words.CAUSE.search(text):
        return Kind.CAUSE
    return Kind.RULE if words.RULE.search(text) else Kind.EVENT


def _beyond_fact(head: Token, tokens: list[Token]) -> Kind | None:
    """Return which of the two kinds that are no facts the words of a clause speak for."""
    lower = {t.lower_ for t in tokens}
    likely = lower & words.LIKELIHOOD and head.tag_ != "VBD"
    if _auxiliaries(head) & words.FUTURE or lower & words.CONDITIONS or likely:
        return Kind.PREDICTION
    thinks = lower & {"i", "we"} and {t.lemma_ for t in tokens} & {"think", "believe", "feel", "hope"}
    return Kind.OPINION if _judges(head) or thinks else None


def _is_open(head: Token) -> bool:
    """Say whether what a clause tells is yet to be seen, though the tagger takes it for a fact.

    Not so what is arranged today: "will be held", "will open on Monday".
    """
    arranged = any(t.dep_ == "auxpass" for t in head.children) or head.lemma_.lower() in words.ARRANGED
    hedged = any(t.lower_ in words.LIKELIHOOD for t in head.children)
    return bool(hedged or _on_condition(head) or (_auxiliaries(head) & words.PLAIN_FUTURE and not arranged))


def _on_condition(head: Token) -> bool:
    """Say whether a clause holds only "if …" or "unless …"."""
    clauses = (t for t in head.children if t.dep_ == "advcl")
    return any(t.lower_ in words.CONDITIONS and t.dep_ == "mark" for clause in clauses for t in clause.children)


def _auxiliaries(head: Token) -> set[str]:
    return {t.lower_ for t in head.children if t.dep_ == "aux"}


def _judges(head: Token) -> bool:
    """Say whether judgement is what the clause asserts ("is striking"), and not a detail ("interesting cases")."""
    near = [t for t in head.children if t.dep_ in {"nsubj", "nsubjpass", "attr"}]
    told = {head, *(t for t in head.children if t.dep_ in {"acomp", "attr", "advmod", "oprd", "aux"})}
    told |= {t for noun in near for t in noun.children if t.dep_ == "amod"}
    return any(t.lower_ in words.OPINION for t in told)


def signs_of(
    kind: Kind, tokens: list[Token], quantities: tuple[Quantity, ...], *, question: bool, is_fact: bool | None = None
) -> Signs:
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
        unstated=is_fact is False,
    )


def check_worthiness(signs: Signs) -> float:
    """Return the probability that a fact-checker would pick the claim, between 0 and 1."""
    score = BIAS + sum(WEIGHTS[sign] for sign, present in signs._asdict().items() if present)
    return round(1 / (1 + math.exp(-score)), 4)


_QUESTION = re.compile(r"\?['\"”’)]*\s*$")


def is_question(text: str) -> bool:
    """Say whether a sentence asks instead of saying."""
    return bool(_QUESTION.search(text))
