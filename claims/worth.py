"""What a claim asserts (its kind), and how much it is worth checking, with the words that drove it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from claims import words
from claims.frames import is_stance
from claims.language import spans
from claims.model import Kind, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.language import Token
    from claims.model import Quantity, Span


WEIGHTS: Final = {
    "figure": 2.25,
    "name": 1.0,
    "past": 1.0,
    "trend": 1.25,
    "opinion": -0.5,
    "prediction": -1.25,
    "speaker": -0.75,
    "question": -1.75,
    "short": -0.5,
    "unstated": -1.25,
}
"""Weights in log-odds, set by hand in quarters on development data."""

BIAS: Final = -0.5

BASE_RATE: Final = 0.34
"""What share of lines a fact-checker picks where the probability holds: about one in three, as in selected news lines.

For a text of which another share `q` is picked, add `logit(q) - logit(BASE_RATE)` to the log-odds; the order stays.
"""

SHORT: Final = 6
"""Below this many words there is seldom enough to check."""

NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "EVENT"})
"""Kinds of names that a claim can be looked up by, as the parser calls them."""

LOOKED_UP: Final = NAMES | {
    "DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "FAC", "LOC", "PRODUCT", "WORK_OF_ART",
}  # fmt: skip
"""The same and figures and dates: what plain statements are made of."""

SPEAKER: Final = frozenset({"i", "you", "my", "your", "me"})
"""Words of somebody talking of himself or to somebody: more often a conversation than a claim."""

PARTIES: Final = SPEAKER | {"we", "us", "our"}
"""Words of somebody speaking for himself or for those with him: he may be telling what he thinks."""


def kind_of(head: Token, tokens: list[Token], quantities: tuple[Quantity, ...], *, is_fact: bool | None = None) -> Kind:
    """Return what a clause asserts, by its verb first and its words after that.

    `is_fact` is what the tagger says, where it runs: what it takes for no fact is an opinion or a prediction unless it
    tells plainly of something, and of what it takes for one only the verbs in the future are none.
    """
    text = " ".join(t.text for t in tokens)
    turned = _beyond_fact(head, tokens)
    if is_fact is False and (turned or not _tells_plainly(head, tokens, quantities)):
        return turned or Kind.OPINION
    if turned and (is_fact is None or (turned is Kind.PREDICTION and _is_open(head))):
        return turned
    if is_stance(head) and any(t.dep_ == "nsubj" for t in head.children):
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
    passive = any(t.dep_ == "auxpass" for t in head.children)
    arranged = passive or head.lemma_.lower() in words.ARRANGED or _is_in_place(head)
    hedged = any(t.lower_ in words.LIKELIHOOD for t in head.children)
    return bool(hedged or _on_condition(head) or (_auxiliaries(head) & words.PLAIN_FUTURE and not arranged))


def _is_in_place(head: Token) -> bool:
    """Find "will be in place", "will be at the museum", "will be the first": where something is or which of several."""
    if head.lemma_ != "be" or any(t.dep_ == "acomp" for t in head.children):
        return False
    attribute = next((t for t in head.children if t.dep_ == "attr"), None)
    if attribute is None:
        return any(t.dep_ == "prep" and t.lower_ in words.PLACING for t in head.children)
    return any(t.lower_ in words.ORDINALS for t in attribute.children)


def _on_condition(head: Token) -> bool:
    """Say whether a clause holds only "if …" or "unless …"; "if it is full, you can go on" holds always."""
    if "can" in _auxiliaries(head):
        return False
    clauses = (t for t in head.children if t.dep_ == "advcl")
    return any(t.lower_ in words.CONDITIONS and t.dep_ == "mark" for clause in clauses for t in clause.children)


def _tells_plainly(head: Token, tokens: list[Token], quantities: tuple[Quantity, ...]) -> bool:
    """Say whether a clause tells of somebody or something by name or with a figure, and nobody judges in it.

    What was done ("Jobs resigned in a letter"), what a name does ("Acme collects comics"), or who somebody is.
    """
    said = {t.lower_ for t in tokens if t.text != "US"}
    named = quantities or any(t.pos_ == "PROPN" or t.ent_type_ in LOOKED_UP for t in tokens)
    if not named or said & (PARTIES | words.OPINION) or is_question(head.sent.text):
        return False
    if head.pos_ in {"NOUN", "PROPN"}:
        return True
    subject = next((t for t in head.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject is not None and (_is_past(head) or _is_deed_of_name(head, subject))


def _is_past(head: Token) -> bool:
    past = {"has", "have", "had", "was", "were"}
    return head.tag_ == "VBD" or any(t.dep_ in {"aux", "auxpass"} and t.lower_ in past for t in head.children)


def _is_deed_of_name(head: Token, subject: Token) -> bool:
    is_named = subject.pos_ == "PROPN" or subject.ent_type_ in LOOKED_UP
    return is_named and head.tag_ in {"VBZ", "VBP"} and head.lemma_ != "be"


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
) -> tuple[Sign, ...]:
    """Return the signs for and against checking a clause, with their words, the weightiest first.

    `tokens` are the clause's; `is_fact` is what the tagger says, where it runs.
    """
    said = {
        "figure": tuple(q.span for q in quantities),
        "name": spans(t for t in tokens if t.ent_type_ in NAMES),
        "past": _past(tokens),
        "trend": spans(t for t in tokens if t.lemma_ in words.TREND or t.lemma_ in words.MEASURES),
        "speaker": spans(t for t in tokens if t.lower_ in SPEAKER),
    }
    of_all = {"question": question, "short": _is_short(tokens), "unstated": is_fact is False}
    signs = [Sign(name, WEIGHTS[name], where) for name, where in said.items() if where]
    signs += [Sign(name, WEIGHTS[name]) for name, present in of_all.items() if present]
    if kind in {Kind.OPINION, Kind.PREDICTION}:
        turning = (t for t in tokens if t.lower_ in _TURNING[kind] and t.pos_ != "PROPN")
        signs.append(Sign(kind.value, WEIGHTS[kind.value], spans(turning)))
    return tuple(sorted(signs, key=lambda sign: -abs(sign.weight)))


_TURNING: Final = {
    Kind.OPINION: words.OPINION,
    Kind.PREDICTION: words.FUTURE | words.LIKELIHOOD | words.CONDITIONS,
}


def _past(tokens: list[Token]) -> tuple[Span, ...]:
    """Return the verbs in the past with their auxiliaries: "were shot"."""
    verbs = {t.i for t in tokens if t.tag_ in {"VBD", "VBN"}}
    return spans(t for t in tokens if t.i in verbs or (t.dep_ in {"aux", "auxpass"} and t.head.i in verbs))


def _is_short(tokens: list[Token]) -> bool:
    return sum(not t.is_punct for t in tokens) < SHORT


def check_worthiness(signs: Iterable[Sign]) -> float:
    """Return the probability that a fact-checker would pick the claim, between 0 and 1, where `BASE_RATE` holds."""
    score = BIAS + sum(sign.weight for sign in signs)
    return round(1 / (1 + math.exp(-score)), 4)


SHOWN: Final = {
    "past": "past tense",
    "speaker": "somebody talking",
    "question": "a question",
    "unstated": "not stated as a fact",
}
"""What the screen calls the signs whose own names say too little."""


def because(text: str, signs: Iterable[Sign]) -> str:
    """Return signs in a line for the screen, with their words: "For: figure 38, name Liaoning. Against: short."."""
    found = list(signs)
    sides = {"For": [s for s in found if s.weight > 0], "Against": [s for s in found if s.weight < 0]}
    return " ".join(f"{side}: {', '.join(_shown(text, s) for s in those)}." for side, those in sides.items() if those)


def _shown(text: str, sign: Sign) -> str:
    return " ".join([SHOWN.get(sign.name, sign.name), *(" ".join(span.of(text).split()) for span in sign.spans)])


_QUESTION = re.compile(r"\?['\"”’)]*\s*$")


def is_question(text: str) -> bool:
    """Say whether a sentence asks instead of saying."""
    return bool(_QUESTION.search(text))
