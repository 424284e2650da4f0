"""One attribution, and what a parsed sentence gives of it: who says it, by which cue, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims import words
from claims.governors import is_one, is_timeless
from claims.sources import SUBJECTS, can_speak, is_document, is_people

if TYPE_CHECKING:
    from claims.language import Token
    from claims.model import Manner, SourceType

NEAR = 3
"""How many words from its verb a part of the cue may stand: "did not yet say"."""

CLAUSES = frozenset({"acl", "relcl", "ccomp", "csubj", "advcl"})
"""As what the parse ties a "that …" to a verb of saying."""

MARKS = frozenset({"mark", "advmod"})

OBJECTS = frozenset({"xcomp", "dobj", "acomp", "attr"})
"""As what the parse ties what is said to a verb, where it is no clause."""


class Frame(NamedTuple):
    """One attribution: `content` are token indices of its paragraph; `source` is empty where nobody is given.

    Source and cue are tokens, since a quotation that runs on has its source in another paragraph. `announced` is the
    cue that stands before the quotation and not in its own sentence: "She added: “…”".
    """

    source: tuple[Token, ...]
    cue: tuple[Token, ...]
    content: frozenset[int]
    source_type: SourceType
    manner: Manner
    guess: bool = False
    announced: tuple[Token, ...] = ()


def is_told(verb: Token) -> bool:
    """Say whether it is told that somebody says something; "could promise" and "can I say" tell no such thing."""
    possible = any(t.dep_ == "aux" and t.lower_ in words.POSSIBLY for t in verb.children)
    # "Lee claims that …" may be taken for a noun, which has no subject.
    return (verb.pos_ in {"VERB", "AUX"} or any(t.dep_ == "nsubj" for t in verb.children)) and not possible


def is_somebody(subject: Token, verb: Token) -> bool:
    """Say whether a subject can be a source: "I think" is the speaker's anyway, "it is hard to say" nobody's.

    A study shows what it says; "she showed that women can lead" by what she did; "how many people want" asks.
    """
    hard_to_say = subject.lower_ == "it" and verb.dep_ == "xcomp"
    by_deed = verb.lemma_.lower() in words.SHOWING and (subject.lower_ in words.ONE or subject.ent_type_ == "PERSON")
    asked = subject.left_edge.tag_ in {"WRB", "WDT", "WP$"}
    if subject.dep_ == "expl" or subject.lower_ in words.NOBODY or hard_to_say or by_deed or asked:
        return False
    return verb.lemma_.lower() in words.ONLY_SAYING or can_speak(subject)


def is_thought(frame: Frame) -> bool:
    """Say whether a frame gives what somebody thinks and says nothing of; a stance holds its own cue."""
    verbs = {t.lemma_.lower() for t in frame.cue}
    stance = verbs & words.STANCE and frame.cue[0].i in frame.content
    return bool(verbs & words.THOUGHT) and not verbs & words.SPEECH and not stance


def is_topic(frame: Frame) -> bool:
    """Say whether a frame gives only what the talk was of: "discussed the plan", "asked about it", "explained how"."""
    if not frame.cue or not frame.content:
        return False
    cue, first = frame.cue[-1], min(frame.content)
    topic = any(t.lemma_.lower() in words.TOPICS or (t.lemma_ == "ask" and has(t, "about")) for t in frame.cue)
    return cue.doc[first].lower_ in words.WAYS and first > cue.i if cue.i not in frame.content else topic


def is_stance(verb: Token) -> bool:
    """Say whether a verb is one of a stance, by the word that makes it one: "called for a vote", "called it a lie"."""
    by_word = words.BY_WORD.get(verb.lemma_.lower())
    if by_word is None or object_of(verb, {"by"}) is not None:
        return verb.lemma_.lower() in words.STANCE
    dated = {t.head for t in verb.subtree if t.dep_ == "pobj" and t.ent_type_ in {"DATE", "TIME"}}
    named = any(t.dep_ in {"oprd", "ccomp"} for t in verb.children) or any(t.is_quote for t in verb.subtree)
    told = any(t.lower_ in by_word and t.i > verb.i and t not in dated for t in verb.children)
    return told or (verb.lemma_.lower() == "call" and named)


# -- who says it -------------------------------------------------------------------------------------------------------


def speaker_of(verb: Token) -> Token | None:
    """Return who does the saying: the verb's own subject, whom "who" stands for, or that of the clause above.

    "Clinton, who said", "the court, which ruled that", "…, adding that".
    """
    own = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    if own is not None and verb.dep_ == "relcl" and own.lower_ in {"who", "which"}:
        return _meant(verb.head) if own.lower_ == "who" else verb.head
    if own is not None:
        return own
    if any(t.dep_ == "nsubjpass" for t in verb.children):
        return object_of(verb, {"by"})
    if verb.dep_ == "pcomp" and verb.head.lower_ == "by" and verb.head.head.dep_ in {"ROOT", "conj"}:
        return speaker_of(verb.head.head)  # "won by saying that": further down the parse ties it to the wrong verb
    if verb.dep_ in {"conj", "advcl", "xcomp"} and verb.tag_ != "VBN" and verb.head.pos_ in {"VERB", "AUX"}:
        return speaker_of(verb.head.head if _is_said_beside(verb) else verb.head)
    return _saying(verb) if verb.dep_ == "acl" and verb.tag_ == "VBG" else _name_before(verb)


def _is_said_beside(verb: Token) -> bool:
    """See through a parse of "they claim Paris was there and say …": no ending, so that it cannot be Paris who says."""
    if verb.dep_ != "conj" or verb.head.dep_ != "ccomp" or verb.lemma_.lower() not in words.SPEECH:
        return False
    helped = any(t.dep_ in {"nsubj", "aux", "auxpass"} for t in verb.children)
    subject = next((t for t in verb.head.children if t.dep_ == "nsubj"), None)
    one = subject is not None and is_one(subject)
    possible = any(t.tag_ in {"MD", "TO"} for t in verb.head.children) or verb.head.tag_ in {"VB", "VBP"}
    return verb.tag_ in {"VB", "VBP"} and one and not helped and not possible


def _name_before(verb: Token) -> Token | None:
    """Return the name before a "said" that the parse gives no subject: "Speaking in court, Ann Lee, 42, said"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBZ"} or verb.lemma_.lower() not in words.ONLY_SAYING:
        return None
    before = reversed(verb.doc[verb.sent.start : verb.i])
    return next((t for t in before if t.ent_type_ == "PERSON" and t.dep_ in {"npadvmod", "appos", "dep"}), None)


def _meant(noun: Token) -> Token:
    """Return of whom "who" speaks: the one described, where the parse stops at a place or a body in between.

    "Ann Lee, an expert at the University of Lyon, who said".
    """
    above = [noun, *noun.ancestors]
    people = next((t for t in above if t.ent_type_ == "PERSON" or is_people(t)), noun)
    named = people.head if people.dep_ == "appos" else people
    # "The concerns of his lawyer, Ann Lee, who said": she may hang on what has no voice.
    return named if named.pos_ == "PROPN" or is_people(named) else people


def _saying(participle: Token) -> Token | None:
    """Return who speaks in "…, saying that": the noun before it, or the subject of what it is told beside.

    A statement says something, and somebody who resigned "in a statement saying that" says it himself.
    """
    noun = participle.head
    apart = participle.doc[participle.left_edge.i - 1].text == ","
    through = noun.dep_ == "pobj" and noun.head.lower_ in {"in", "by", "with"} and is_document(noun)
    if not (apart or through) and can_speak(noun):
        return noun
    verb = clause_above(noun)
    return (speaker_of(verb) if verb.pos_ in {"VERB", "AUX"} else None) or noun


def holder_of(verb: Token) -> Token | None:
    """Return a verb's own subject, also of what looks like a passive: "are concerned"."""
    own = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
    return _meant(verb.head) if own is not None and own.lower_ == "who" and verb.dep_ == "relcl" else own


# -- by which cue ------------------------------------------------------------------------------------------------------


def cue_of(verb: Token) -> tuple[Token, ...]:
    """Return the verb with its auxiliaries, its negation and its hearsay: "did not say", "has reportedly denied"."""
    near = {t for t in verb.children if t.dep_ in {"aux", "auxpass", "neg", "prt"} and abs(t.i - verb.i) <= NEAR}
    # "Allegedly, she asked, but he replied": at the head of a sentence it is of both.
    first = verb.head if verb.dep_ == "conj" else verb
    doubts = {t for t in (*verb.children, *first.children) if t.lower_ in words.HEARSAY}
    near |= {t for t in doubts if t.head == verb or t.i == verb.sent.start}
    return in_order(verb, *near)


def idiom_of(verb: Token) -> tuple[Token, ...]:
    """Return the word that makes a verb one of saying: "point out that", "make clear that", "make the case that"."""
    with_it = words.IDIOMS.get(verb.lemma_.lower())
    return tuple(t for t in verb.children if t.lower_ in with_it)[:1] if with_it else ()


def in_order(*tokens: Token) -> tuple[Token, ...]:
    """Return tokens as they stand in the text, each once."""
    return tuple(sorted(set(tokens), key=lambda t: t.i))


# -- what is said ------------------------------------------------------------------------------------------------------


def content_of(verb: Token) -> set[int]:
    """Return what is said: the clause under the verb, or the sentence that "X said" is tacked on to."""
    content = content_below(verb)
    # "As Lee told the paper" names a listener, and nothing that was told.
    bare = not any(t.dep_ in OBJECTS and not (t.dep_ == "dobj" and verb.lemma_ == "tell") for t in verb.children)
    tacked_on = verb.dep_ == "parataxis" or (
        verb.dep_ == "advcl" and has(verb, "as") and bare and not has(verb, "about")
    )
    return content or (branch(verb.head) - branch(verb) if tacked_on else set())


def content_below(verb: Token) -> set[int]:
    """Return the clause under a verb: "said [that …]"; no further than a full stop that the sentence runs over."""
    clauses = (t for t in verb.children if t.dep_ == "ccomp" and not (_begins_anew(t) or _is_told_before(t)))
    below = {i for t in clauses for i in branch(t)}
    below -= {i for b in below if _is_said_beside(verb.doc[b]) for i in branch(verb.doc[b])}
    rest = verb.doc[verb.i + 1 : verb.sent.end - 1]
    stop = next((t.i for t in rest if t.text == "." and t.nbor().is_title), verb.sent.end)
    return {i for i in below if i < stop} if min(below, default=0) > verb.i else below


def _begins_anew(clause: Token) -> bool:
    """See through a parse that takes an object and the next clause for one: "saw [the crew and a ship was sent]"."""
    subject = next((t for t in clause.children if t.dep_ in SUBJECTS), None)
    two = subject is not None and has(subject, "and") and any(t.dep_ == "conj" for t in subject.children)
    tensed = next((t for t in clause.children if t.dep_ in {"aux", "auxpass"}), clause)
    return two and not has(clause, "that") and (tensed.tag_ == "VBZ" or tensed.lower_ == "was")


def _is_told_before(clause: Token) -> bool:
    """Say whether a semicolon parts a clause from the verb it hangs on: "the firm has 300 workers; Lee denied it"."""
    last = clause.right_edge.i
    return last < clause.head.i and clause.doc[last + 1].text == ";"


def that_clause_below(verb: Token) -> set[int]:
    """Return a "that …" which the parse hangs on the listener: "told a meeting of leaders that few understood".

    Or on the means: "announced in a memo that he would leave".
    """
    clauses = [t for t in verb.subtree if t.dep_ in CLAUSES and t.i > verb.i]
    if verb.lemma_.lower() not in words.TELLING and not idiom_of(verb):
        clauses = [t for t in clauses if t.head.dep_ == "pobj" and t.head.head.head == verb and is_document(t.head)]
    clause = next((t for t in clauses if t.left_edge.lower_ == "that" and t.left_edge.tag_ == "IN"), None)
    return branch(clause) if clause is not None else set()


# -- branches of the parse ---------------------------------------------------------------------------------------------


def has(clause: Token, word: str) -> bool:
    """Say whether a word hangs on a token."""
    return any(t.lower_ == word for t in clause.children)


def object_of(head: Token, prepositions: set[str]) -> Token | None:
    """Return the noun that hangs on a token by one of some prepositions."""
    holders = (t for t in head.children if t.dep_ in {"prep", "agent"} and t.lower_ in prepositions)
    return next((t for holder in holders for t in holder.children if t.dep_ == "pobj"), None)


def clause_above(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    head = token.head
    while head.head.i != head.i and not (head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"aux", "auxpass", "prep"}):
        head = head.head
    return head


def branch(token: Token) -> set[int]:
    """Return the places of a token and of all that hangs on it."""
    return {t.i for t in token.subtree}


def clause_of(verb: Token) -> set[int]:
    """Return a verb's own clause, without what is told beside it: "…, but Y met Z", "…, which …", "after …"."""
    beside = (t for t in verb.subtree if t != verb and _stands_alone(t))
    return branch(verb) - {i for t in beside for i in branch(t)}


def _stands_alone(clause: Token) -> bool:
    first = clause.left_edge
    if clause.dep_ == "relcl":
        return first.i > 0 and clause.doc[first.i - 1].text == ","
    if clause.dep_ == "ccomp":
        return _is_told_before(clause)
    marks = (
        {t.lower_ for t in clause.children if t.dep_ in MARKS} & words.MEANWHILE if clause.dep_ == "advcl" else set()
    )
    # "Urged a vote before the board met" and "after it meets" tell of nothing that was.
    timed = bool(marks) and not marks & words.UNTIL and not (marks & words.TEMPORAL and is_timeless(clause))
    return (timed or clause.dep_ == "conj") and any(t.dep_ in SUBJECTS for t in clause.children)
