"""What turns the meaning of a clause and so is never cut from it: denials, conditions, alternatives, limits.

A clause that stands under such a word is no statement of its own; `clauses` and `parts` ask here before they cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.language import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})

OF_NOUNS = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"})
"""Parts of speech of what a noun phrase begins with."""

NEAREST = 4
"""How far before a clause a condition starts at the least: "had | he | known | ,"."""


def subject_of(verb: Token) -> Token | None:
    """Return the subject that a verb has for itself."""
    return next((t for t in verb.children if t.dep_ in SUBJECTS), None)


def is_divisible(head: Token, tokens: Iterable[int]) -> bool:
    """Say whether no word of a clause speaks of all of it: "neither", "between", "only", "denied"."""
    inside = [head.doc[i] for i in tokens]
    return not any(t.lower_ in words.INDIVISIBLE or t.lemma_.lower() in words.DENIALS for t in inside)


def is_hypothetical(token: Token) -> bool:
    """Say whether a token stands under an "if", "unless" or "whether": what is there is not asserted."""
    while True:
        first_subject = min((t.i for t in token.children if t.dep_ in SUBJECTS), default=token.i)
        opening = token.doc[token.left_edge.i : first_subject + 1]
        if is_inverted(token) or any(t.lower_ in words.CONDITIONS and t.dep_ in {"mark", "advmod"} for t in opening):
            return True
        if token.head == token or token.dep_ in {"ROOT", "conj"}:
            return False
        token = token.head


def is_denied(verb: Token, end: int | None = None) -> bool:
    """Say whether a verb is denied, only possible or asked, or a word before `end` governs its clause."""
    helped = any(t.dep_ == "neg" or t.tag_ == "MD" for t in verb.children)
    before = (t for t in verb.subtree if t.i < (verb.i if end is None else end))
    return helped or any(t.lower_ in words.GOVERNORS for t in before) or verb.sent[-1].text == "?"


def is_unsaid(cue: tuple[Token, ...]) -> bool:
    """Say whether a cue tells of nothing that was said: "if he says that …", "has yet to say", "wants him to say"."""
    verb = next((t for t in cue if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}), None)
    # "According to Lee, he has a car" has nothing of "has to say".
    if verb is None or verb.dep_ == "prep":
        return False
    wished = any(t.lower_ == "to" for t in verb.children) and verb.head.lemma_.lower() in words.UNREALISED
    return wished or (verb.dep_ in {"advcl", "ccomp", "xcomp", "conj"} and is_hypothetical(verb))


def is_asked_for(cue: tuple[Token, ...]) -> bool:
    """Say whether what stands under a cue is no statement without it: a demand, or a question without an answer.

    "Insisted that the union agree" and "ordered that he be freed" are told by the verb's bare form beside one person.
    """
    verb = next((t for t in cue if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}), None)
    clause = next((t for t in verb.children if t.dep_ == "ccomp" and t.i > verb.i), None) if verb is not None else None
    if verb is None or clause is None:
        return False
    if verb.lemma_.lower() in words.DEMANDING and _is_bare(clause):
        return True
    open_ = verb.lemma_ == "ask" or any(t.dep_ == "neg" for t in verb.children)
    return open_ and (clause.left_edge.tag_ in {"WP", "WRB", "WDT", "WP$"} or clause.left_edge.lower_ == "whether")


def _is_bare(clause: Token) -> bool:
    """Say whether a verb has no ending where its subject asks for one: "that the union agree", "that he be freed"."""
    subject = subject_of(clause)
    tensed = next((t for t in clause.children if t.dep_ in {"aux", "auxpass"}), clause)
    if tensed.tag_ == "VB" or tensed.lower_ == "be":
        return subject is not None
    alone = subject is not None and is_one(subject) and not any(t.dep_ == "conj" for t in subject.children)
    return alone and tensed == clause and clause.tag_ == "VBP"


def is_one(subject: Token) -> bool:
    """Say whether the verb of a subject has an ending where it is no demand: "the union", "he"."""
    return subject.tag_ in {"NN", "NNP"} or subject.lower_ in {"he", "she", "it"}


def is_effect(participle: Token) -> bool:
    """Say whether a participle tells what all before it led to: "…, forcing plants to close"."""
    return participle.tag_ == "VBG" and participle.lemma_.lower() in words.EVENTFUL


def is_limited(noun: Token) -> bool:
    """Say whether a noun is "no official", "few of them", "only the guards": what is said of it is not said of all.

    Or whether it is named only to be left out: "it was Lee, not Brown, who".
    """
    before = noun.doc[noun.left_edge.i - 1]
    return (
        before.lower_ in words.NEGATIONS
        or any(t.lower_ in words.GOVERNORS for t in noun.subtree if t.i <= noun.i)
        or noun.lower_ in words.GOVERNORS
    )


def holds_together(second: Token) -> bool:
    """Say whether something governs a verb and the ones that it is coordinated with, so that none stands alone."""
    first, members = second, [second]
    while first.dep_ == "conj":
        first = first.head
        members.append(first)
    if _are_alternatives(first, members) or _has_condition(first, second) or lacks_helper(first, second):
        return True
    return subject_of(second) is None and (_is_order(first) or _shares_governor(first, second))


def lacks_helper(first: Token, second: Token) -> bool:
    """Find "25,000 posts should be cut and 14 plants closed", where "should be" stands once before another subject."""
    helped = any(t.dep_ in {"aux", "auxpass"} for t in second.children)
    passive = any(t.dep_ == "auxpass" or t.lemma_ == "be" for t in first.children)
    bare = second.tag_ == "VBD" and all(t.dep_ in {"conj", "cc", "punct"} for t in second.rights)
    return (second.tag_ in {"VBN", "VBG"} or bare) and subject_of(second) is not None and passive and not helped


def helps(helper: Token, own: Token) -> bool:
    """Say whether a helper of a first verb helps one whose own helper is not tensed: "will go on and be sold"."""
    if own.tag_ == "VB":
        return helper.tag_ == "MD" or helper.dep_ == "neg"
    return own.tag_ == "VBN" and helper.lemma_ == "have"


def is_told_to(second: Token, first: Token) -> bool:
    """See through a parse of "was hauled in and told that …": who tells, tells somebody."""
    passive = any(t.dep_ == "auxpass" for t in first.children)
    listener = any(t.dep_ in {"dobj", "dative"} for t in second.children)
    told = any(t.dep_ in {"ccomp", "xcomp"} for t in second.children)
    return passive and second.lemma_ in {"tell", "inform"} and second.tag_ == "VBD" and told and not listener


def _are_alternatives(first: Token, members: list[Token]) -> bool:
    later = [t for m in members for t in m.children if t.dep_ in {"cc", "preconj"}]
    joints = {t.lower_ for t in (*later, *first.children)} & {"or", "nor", "either", "neither"}
    # "They are shown making pleas, or making accusations" tells of two things that are done.
    practices = joints == {"or"} and all(m.tag_ == "VBG" for m in members[:-1])
    return bool(joints) and not (practices and all(t.nbor(-1).text == "," for t in later if t.lower_ == "or"))


def _has_condition(first: Token, second: Token) -> bool:
    """Find a condition before the second verb: "unless the rain stops, …", "had he known, …", "in case of fire, …"."""
    clauses = (
        t for t in first.children if t.dep_ in {"advcl", "prep", "mark", "advmod", "npadvmod"} and t.i < second.i
    )
    return any(_is_condition(t) for t in clauses)


def _is_condition(branch: Token) -> bool:
    """Say whether a branch is a condition, by the word that it opens with."""
    opening = branch.left_edge
    noun = branch.dep_ == "prep" and any(t.lower_ in {"case", "event"} for t in branch.children)
    if branch.dep_ != "advcl":
        return noun or opening.lower_ in words.CONDITIONS | {"without", "except"} or _is_but_for(branch)
    marks = {t.lower_ for t in branch.children if t.dep_ in {"mark", "advmod"}}
    some_day = marks & words.SOME_DAY and is_timeless(branch)
    return bool(marks & words.CONDITIONS or some_day) or is_inverted(branch) or is_span(branch)


def is_inverted(clause: Token) -> bool:
    """Take "had he known, …" and "should the talks fail, …" for the conditions they are."""
    # A quotation mark may stand before it.
    first = next((t for t in clause.doc[clause.left_edge.i : clause.i] if not t.is_punct), clause)
    opens = clause.dep_ in {"advcl", "relcl", "ccomp"} and first.lower_ in words.INVERTING
    return opens and subject_of(clause) is not None


def condition_before(verb: Token) -> range:
    """Return where a condition without an "if" stands before a clause: "said that [should talks fail,] they would go".

    The parse ties it to whoever says so, and not to what it is the condition of.
    """
    subject = subject_of(verb)
    first = subject.left_edge.i if subject is not None else 0
    if first <= verb.sent.start or verb.doc[first - 1].text != ",":
        return range(0)
    opens = (i for i in range(first - NEAREST, verb.sent.start, -1) if verb.doc[i].lower_ in words.INVERTING)
    start = next((i for i in opens if _is_led_to(verb.doc[i - 1]) and verb.doc[i + 1].pos_ in OF_NOUNS), first)
    return range(start, first)


def _is_led_to(before: Token) -> bool:
    """Say whether a clause begins after a word: "that", "said", "and"."""
    said = before.pos_ == "VERB" and before.lemma_.lower() in words.SPEECH | words.THOUGHT
    return said or before.lower_ == "that" or before.dep_ == "cc"


def _is_but_for(branch: Token) -> bool:
    return branch.lower_ == "for" and branch.i > 0 and branch.nbor(-1).lower_ == "but"


def is_timeless(clause: Token) -> bool:
    """Say whether a clause tells of no single time: "when guards are not paid" is a condition."""
    tensed = (clause, *(t for t in clause.children if t.dep_ in {"aux", "auxpass"}))
    return not any(t.tag_ == "VBD" for t in tensed)


def is_span(clause: Token) -> bool:
    """Take "as long as" and "as soon as" for the conditions they are."""
    first = clause.left_edge.i
    near = {clause.doc[i].lower_ for i in range(max(0, first - 1), min(first + 2, len(clause.doc)))}
    return "as" in near and bool(near & {"long", "soon", "far"})


def _is_order(first: Token) -> bool:
    """Take "suppose the army attacks and …", "open the door and …": nobody is said to have done it."""
    return first.tag_ == "VB" and subject_of(first) is None and not any(t.dep_ == "aux" for t in first.children)


def _shares_governor(first: Token, second: Token) -> bool:
    """Say whether "not", "hardly", "would have" or "nobody" stand once and hold for both verbs."""
    subject = subject_of(first)
    if subject is not None and is_limited(subject):
        return True
    helper = next((t for t in second.children if t.dep_ in {"aux", "auxpass"}), None)
    # "Will continue and be heard": what is tensed stands once.
    own = helper is not None and helper.tag_ != "VB"
    own = own or any(t.dep_ == "neg" or t.lower_ in words.GOVERNORS for t in second.children)
    tag = "VB" if helper is not None and helper.tag_ == "VB" else second.tag_
    alike = first.tag_ == tag or {first.tag_, tag} == {"VBN", "VBD"}
    before = [t for t in first.children if t.i < first.i and t != subject]
    denied = any(
        x.lower_ in words.GOVERNORS for t in before if t.dep_ in {"neg", "advmod", "preconj"} for x in t.subtree
    )
    possible = any(t.tag_ == "MD" for t in before) and tag != "VB"
    # "failed to cross the river and burn the town", where the parse ties "burn" to "failed".
    infinite = tag in {"VB", "VBP"} and first.tag_ in {"VBD", "VBZ", "VBN"}
    return not own and ((denied and alike) or possible or infinite)
