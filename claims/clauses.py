"""Cuts a parsed sentence into clauses that can be checked one by one, each with the words it shares with the others.

The idea: a sentence is a tree; a clause is what is left of a branch when the branches that are clauses of their own are
cut off, and a coordinated verb borrows the subject it shares. What would turn the meaning is never cut: conditions,
what stands under a negation and "or", reasons of a denial.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from claims import words
from claims.descriptions import NOUN_CLAUSES, after_comma, described, is_loose, relative, speaks_of_subject
from claims.governors import (
    SUBJECTS,
    condition_before,
    helps,
    holds_together,
    is_asked_for,
    is_denied,
    is_hypothetical,
    is_span,
    is_timeless,
    is_told_to,
    is_unsaid,
    lacks_helper,
    subject_of,
)
from claims.nominals import brackets, dated_names, glosses, is_presupposed
from claims.parts import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.attribution import Frame
    from claims.language import Doc, Sentence, Token

CONCESSIVE = frozenset({"although", "though", "while", "whereas", "because"})
"""What stands after these is stated wherever it stands."""

JOINING = (words.MEANWHILE | CONCESSIVE) - {"as"}
"""What opens a clause beside another."""

LIMITING = frozenset({"because", "when", "as", "since"})
"""Under a negation or a modal these govern the meaning: "did not leave because they were hungry" is never cut."""

PAIRS = {"”": "“", ")": "(", "]": "[", "»": "«", '"': '"'}
"""Closing marks and what opens them."""

MIN_WORDS = 2


class Clause(NamedTuple):
    """One clause: the token it hangs on and the indices of its tokens in reading order."""

    head: Token
    tokens: tuple[int, ...]


class Speech(NamedTuple):
    """Where somebody speaks in a sentence: the words of sources and cues, and the heads of what they say.

    `beside` are the heads of what is told beside a stance and is no part of it: "urged a vote after 14 people died".
    `cuts` is filled from the root of the sentence down, so that no question climbs far, however long the sentence.
    """

    cues: frozenset[int]
    said: frozenset[int]
    beside: frozenset[int]
    cuts: dict[int, bool]


def find_clauses(sentence: Sentence, frames: list[Frame]) -> list[Clause]:
    """Return the clauses of a sentence; a cue clause ("X said") is none, unless nothing else is left."""
    frames = [f for f in frames if not (is_unsaid(f.cue) or is_asked_for(f.cue))]
    # A cue that stands inside what is said ("are known to", "Merrill says Machado promised") is part of the claim.
    cues = {t.i for f in frames for t in (*f.cue, *f.source) if t.doc is sentence.doc}
    cues -= {i for f in frames for i in f.content}
    nested = [f for f in frames if not cues & {t.i for t in f.cue} or any(t.pos_ == "NOUN" for t in f.cue)]
    said = frozenset(t.i for f in frames if f not in nested for t in _tops(sentence, f))
    told = (t for f in frames for verb in f.cue if verb.i in f.content for t in verb.children if t.dep_ == "advcl")
    beside = frozenset(t.i for t in told if not any(t.i in f.content for f in frames))
    speech = _speech(sentence, frozenset(cues), said, beside)
    inner = (t for f in nested for t in _tops(sentence, f) if t.i not in cues)
    leading = {t.i for f in frames if f.content for t in f.cue if t.dep_ == "advcl" and t.i not in f.content}
    heads = [*_heads(sentence, speech, leading), *(t for t in inner if t.dep_ != "conj" or not holds_together(t))]
    conditions = {i for head in heads for i in condition_before(head)}
    stated = (head for head in dict.fromkeys(heads) if head.i not in conditions)
    found = [clause for head in stated for clause in _clauses(sentence, head, frames, speech)]
    found += [Clause(name, tokens) for name, tokens in dated_names(sentence)]
    only_says = any(t.sent == sentence for f in frames if f.content for t in f.cue if t.i in cues) and not speech.said
    return found if found or only_says else _as_a_whole(sentence)


def _as_a_whole(sentence: Sentence) -> list[Clause]:
    """Return a sentence in which no clause was found as one, where there is a verb in it."""
    root = sentence.root
    if _is_predicate(root):
        return list(_clauses(sentence, root, [], _speech(sentence)))
    # "A former minister planned to flee" may be taken for a noun with a participle; so is "Man shot in Lyon".
    told = any(subject_of(t) or t.tag_ in {"VBD", "VBZ", "VBP", "VBN"} for t in sentence)
    tokens = _trimmed(sentence, root, {t.i for t in sentence}) if told else ()
    return [Clause(root, tokens)] if len(tokens) >= MIN_WORDS else []


def _speech(
    sentence: Sentence,
    cues: frozenset[int] = frozenset(),
    said: frozenset[int] = frozenset(),
    beside: frozenset[int] = frozenset(),
) -> Speech:
    speech = Speech(cues, said, beside, {})
    branches = [sentence.root]
    for token in branches:
        speech.cuts[token.i] = _is_cut(token, speech)
        branches += token.children
    return speech


def _clauses(sentence: Sentence, head: Token, frames: list[Frame], speech: Speech) -> Iterator[Clause]:
    own = _own(head, speech) - _framing(sentence, frames, head) - _leading_to_said(frames, head)
    own |= {*condition_before(head)}
    speaking = {t.i for f in frames if head.i in f.content for t in (*f.cue, *f.source) if t.i not in f.content}
    # "Wrote in a report that …": what is said is said of no report.
    said = head.i in speech.said and head.dep_ in NOUN_CLAUSES and head.left_edge.tag_ == "IN"
    borrowed = set() if said else _borrowed(head) - speaking
    for top, whole in _between_stops(head, own | borrowed):
        for kept in statements(top, whole):
            tokens = _trimmed(sentence, top, kept)
            told = [i for i in tokens if not sentence.doc[i].is_punct]
            if len(told) >= MIN_WORDS and not _lost_object(sentence.doc[told[-1]], kept):
                yield Clause(top, tokens)


def _lost_object(last: Token, kept: set[int]) -> bool:
    """Find a preposition whose noun was cut away: "flew with"."""
    nouns = [t for t in last.children if t.dep_ == "pobj"] if last.dep_ == "prep" else []
    return bool(nouns) and not any(t.i in kept and t.i > last.i for t in nouns)


def _leading_to_said(frames: list[Frame], head: Token) -> set[int]:
    """Return the participle that leads to what is said and is not told before: "a letter stating", "won by saying"."""
    leads = (
        t for f in frames if f.content and head.i not in f.content for t in f.cue if t.i not in f.content and t != head
    )
    here = [t for t in leads if t.doc is head.doc and t.tag_ == "VBG"]
    tops = [t.head if t.dep_ == "pcomp" else t for t in here if t.dep_ in {"acl", "advcl", "pcomp"}]
    return {i.i for top in tops for i in top.subtree}


def _between_stops(head: Token, whole: set[int]) -> Iterator[tuple[Token, set[int]]]:
    """Yield the sentences of a quotation that was parsed as one, each with the word that it hangs on."""
    order, pieces = sorted(whole), [set[int]()]
    for i, after in itertools.pairwise([*order, head.doc[order[-1]].i]) if order else ():
        pieces[-1].add(i)
        if head.doc[i].text in {".", "!", "?"} and after > i and not head.doc[after].text[0].islower():
            pieces.append(set())
    tops = [(_top(head, piece), piece) for piece in pieces]
    told = [(top, piece) for top, piece in tops if top is not None]
    yield from told if len(pieces) > 1 and told else [(head, whole)]


def _top(head: Token, piece: set[int]) -> Token | None:
    """Return the verb with a subject on which the other words of a piece hang."""
    if head.i in piece:
        return head
    inside = (head.doc[i] for i in sorted(piece))
    return next((t for t in inside if t.head.i not in piece and subject_of(t) is not None), None)


def _tops(sentence: Sentence, frame: Frame) -> list[Token]:
    """Return the heads of what is said: the verbs of `content` that hang on nothing in it."""
    inside = (sentence.doc[i] for i in sorted(frame.content) if sentence.start <= i < sentence.end)
    return [t for t in inside if (t.head.i not in frame.content or t.dep_ == "ROOT") and _is_predicate(t)]


def _heads(sentence: Sentence, speech: Speech, leading: set[int]) -> Iterator[Token]:
    for token in sentence:
        stated = (token.dep_ == "ROOT" and _is_predicate(token)) or _is_cut(token, speech) or is_presupposed(token)
        # Who the source is ("Smith, a spokesman, said") belongs to the attribution and is no claim beside it.
        of_source = token.dep_ in NOUN_CLAUSES and _first_described(token).i in speech.cues
        of_source = of_source or (token.dep_ == "advcl" and token.head.i in speech.cues and not subject_of(token))
        if (
            stated
            and not _leads_to_saying(token, speech)
            and token.i not in speech.cues | leading
            and (token.i in speech.said or not of_source)
        ):
            yield token


def _leads_to_saying(verb: Token, speech: Speech) -> bool:
    """Say whether a verb only helps one of saying: "went on to say", "managed to say"."""
    inner = [t for t in verb.children if t.dep_ == "xcomp" and t.i in speech.cues and t.i > verb.i]
    says = any(t.dep_ == "ccomp" for saying in inner for t in saying.children)
    return says and not any(t.dep_ in {"dobj", "dative", "advcl", "conj", "neg"} for t in verb.children)


def _first_described(clause: Token) -> Token:
    """Return what the first of several appositions describes: "Ann Lee, a baker, author of …"."""
    noun = clause.head
    while clause.dep_ == "appos" and noun.dep_ == "appos":
        noun = noun.head
    return noun


def _is_predicate(token: Token) -> bool:
    """Take verbs, and what carries a subject ("subject to punishment"), for something that is asserted."""
    return (
        token.pos_ in {"VERB", "AUX"} or any(t.dep_ in SUBJECTS for t in token.children) or _is_participle_phrase(token)
    )


def _is_participle_phrase(token: Token) -> bool:
    """See through a parse that takes "promising clemency" beside a verb for a noun."""
    first = token.left_edge
    return token.dep_ == "conj" and token.head.pos_ == "VERB" and first.text.endswith("ing") and first.i < token.i


def _is_cut(token: Token, speech: Speech) -> bool:
    """Say whether a branch is a clause of its own, to be cut off from what it hangs on."""
    if token.i in speech.cuts:
        return speech.cuts[token.i]
    fits = _CUTS.get(token.dep_)
    cut = token.i in speech.said or (fits is not None and fits(token, speech) and not is_hypothetical(token))
    return cut and not _is_left_hanging(token)


def _is_left_hanging(clause: Token) -> bool:
    """See through a parse that ends a clause before its condition does: "is risky since without help, | they may"."""
    end = clause.right_edge.i if clause.pos_ in {"VERB", "AUX"} else clause.i
    while end > clause.i and clause.doc[end].pos_ not in {"VERB", "AUX"}:
        after = clause.doc[end + 1] if end < clause.right_edge.i else None
        joins = clause.doc[end].lower_ in JOINING
        if joins and after is not None and after.pos_ == "ADP" and after.lower_ != "of":
            return True
        end -= 1
    return False


def _is_first_of_two(token: Token, _speech: Speech) -> bool:
    """Take a first sentence that the parse hangs on a second one."""
    second = token.head
    return token.i < second.i and subject_of(second) is not None and not lacks_helper(token, second)


def _is_coordinated(token: Token, speech: Speech) -> bool:
    """Take a second verb beside one that is a clause itself, where nothing governs both."""
    beside = token.head.dep_ == "ROOT" or _is_cut(token.head, speech)
    return beside and _is_predicate(token) and _starts_cleanly(token) and not holds_together(token)


def _is_asserted(verb: Token, speech: Speech) -> bool:
    """Say whether a verb is stated by the sentence itself, and not inside "was told that …" or "who …"."""
    while verb.dep_ in {"xcomp", "conj"} and not _is_cut(verb, speech):
        verb = verb.head
    return verb.dep_ == "ROOT" or _is_cut(verb, speech)


def _starts_cleanly(verb: Token) -> bool:
    """Say whether a joint or a mark stands before a second verb, where it has no subject to open it."""
    before = verb.doc[verb.left_edge.i - 1]
    return subject_of(verb) is not None or before.dep_ in {"cc", "advmod"} or before.is_punct or before.is_space


def _ends_cleanly(clause: Token) -> bool:
    """Say whether a mark or a joint follows a clause; where the next word does, the parse is not to be trusted."""
    after = clause.right_edge.i + 1
    return after >= clause.sent.end or clause.doc[after].is_punct or clause.doc[after].dep_ == "cc"


def _is_statement_beside(token: Token, speech: Speech) -> bool:
    """Take "although the authorities …", "when Hwang received asylum, …", "…, grossing over $758 million"."""
    if not _is_asserted(token.head, speech) or not _ends_cleanly(token) or _is_elliptic(token):
        return False
    marks = {t.lower_ for t in token.children if t.dep_ == "mark" or t.tag_ == "WRB"}
    if "as" in marks and marks & CONCESSIVE:
        return False  # "as though he owned the house"
    if subject_of(token):
        timely = (_leads(token) or token.i in speech.beside) and not is_timeless(token) and not is_span(token)
        stated = marks & CONCESSIVE and not _is_doubted(token)
        # "…; as a result, 300 people lost their jobs": a sentence beside another.
        first = token.left_edge.i
        stated = stated or (not marks and first > token.sent.start and token.doc[first - 1].text == ";")
        return bool(stated or (timely and marks & words.TEMPORAL)) and not (is_denied(token.head) and marks & LIMITING)
    return (
        not marks
        and token.tag_ in {"VBG", "VBN"}
        and (after_comma(token) or _leads(token))
        and not is_denied(token.head)
        and speaks_of_subject(token, _shared_subject(token))
    )


def _is_elliptic(clause: Token) -> bool:
    """Say whether a clause leaves out what its verb says: "because it has to be"."""
    last = clause.right_edge
    return last.pos_ == "AUX" or (last.lemma_ in {"be", "do", "have", "to"} and last in {clause, *clause.rights})


def _is_doubted(clause: Token) -> bool:
    """Take "perhaps because …" and "not because …" for what they are; "even though" states."""
    first = clause.left_edge.i
    near = {t.lower_ for t in clause.doc[max(0, first - 1) : first + 1]}
    return bool(near & (words.LIKELIHOOD | words.GOVERNORS | {"maybe", "just"}))


def _leads(token: Token) -> bool:
    """Say whether a branch opens its sentence and ends in a comma: "Born in Texas, he …"."""
    last = token.right_edge.i
    return token.left_edge.i == token.sent.start and last + 1 < len(token.doc) and token.doc[last + 1].text == ","


_CUTS: dict[str, Callable[[Token, Speech], bool]] = {
    "ccomp": _is_first_of_two,
    "parataxis": lambda _token, _speech: True,
    "conj": _is_coordinated,
    "advcl": _is_statement_beside,
    "relcl": lambda token, _speech: is_loose(token),
    "acl": lambda token, _speech: is_loose(token),
    "appos": lambda token, _speech: is_loose(token),
}
"""When a branch with this dependency is a clause of its own."""


def _own(head: Token, speech: Speech) -> set[int]:
    """Return the branch of a head without the branches that are clauses of their own."""
    own: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        own.add(token.i)
        others = {"conj", "cc"} if token == head and head.pos_ == "NOUN" else set()
        # "Has not come, but said": who says it is told by the attribution.
        others |= {"conj"} if any(t.dep_ == "conj" and t.i in speech.cues for t in token.children) else set()
        stack += [t for t in token.children if t.dep_ not in others and not (_is_cut(t, speech) or _tells_more(t))]
    if _is_purpose(head):
        own.add(head.left_edge.i - 1)
    own |= {i.i for t in head.head.rights if head.dep_ == "relcl" and _tells_more(t) for i in t.subtree}
    pronoun = relative(head) if head.dep_ == "relcl" else None
    own -= _after_second(head, speech) | ({pronoun.i} if pronoun is not None and _is_cut(head, speech) else set())
    own |= _after_second(head.head, speech) if _ends_coordination(head, speech) else set()
    return own | {i.i for t in head.head.children if t.i < head.i and _is_opening_of(t, head) for i in t.subtree}


def _tells_more(prep: Token) -> bool:
    """Find what goes on with a relative clause beyond a comma: "Smith, who will resign, in July 2006, has …"."""
    after, doc = prep.right_edge.i + 1, prep.doc
    closed = prep.dep_ == "prep" and after_comma(prep) and after < prep.sent.end and doc[after].text == ","
    clause = next((t for t in prep.head.children if t.dep_ == "relcl"), None) if closed else None
    return clause is not None and clause.right_edge.i + 2 == prep.left_edge.i and is_loose(clause)


def _is_opening_of(branch: Token, clause: Token) -> bool:
    """Say whether a branch before a clause was left hanging and is told by it."""
    return branch.right_edge.i + 2 >= clause.left_edge.i and _is_left_hanging(branch)


def _is_purpose(verb: Token) -> bool:
    """Find "so" before "they could be closer": without it the claim would say that they were able to."""
    so = verb.dep_ == "conj" and verb.doc[verb.left_edge.i - 1].lower_ == "so"
    return so and any(t.tag_ == "MD" for t in verb.children)


def _after_second(head: Token, speech: Speech) -> set[int]:
    """Return what hangs on the first of two verbs though it follows the second: "visiting and promising … if"."""
    second = [t for t in head.children if t.dep_ == "conj" and _is_cut(t, speech)]
    late = [
        t for t in head.rights if second and t.i > second[-1].right_edge.i and t.dep_ in {"advcl", "prep", "npadvmod"}
    ]
    return {i.i for t in late if not _is_cut(t, speech) for i in t.subtree}


def _ends_coordination(head: Token, speech: Speech) -> bool:
    return (
        head.dep_ == "conj"
        and _is_cut(head, speech)
        and not any(t.dep_ == "conj" and t.i > head.i for t in head.head.children)
    )


def _borrowed(head: Token) -> set[int]:
    """Return what a clause shares with the one it was cut from: subject, auxiliaries, or the noun that it describes."""
    first = _with_subject(head)
    if first.dep_ in NOUN_CLAUSES and (first != head or relative(head) or not subject_of(head)):
        shared = _shared_helpers(head, first, subject_of(first) or first.left_edge) if head != first else set()
        return _noun_before(first) | shared
    if head.dep_ in NOUN_CLAUSES:
        return {i for i in _noun_phrase(head.head) if i < head.left_edge.i}
    if head.dep_ not in {"conj", "advcl"} or subject_of(head):
        return set()
    first = head.head if head.dep_ == "advcl" else first
    subject = _shared_subject(head)
    if subject is None:
        return set()
    return _noun_phrase(subject) | (_shared_helpers(head, first, subject) if head.dep_ == "conj" else set())


def _shared_subject(verb: Token) -> Token | None:
    """Return the subject of the clause that a participle stands beside, or that a second verb is joined to."""
    above = verb
    while subject_of(above) is None and above.dep_ in {"conj", "advcl", "xcomp"}:
        # "He ordered the army to cross, burning …": whose doing it is is not sure.
        if above.dep_ == "xcomp" and any(t.dep_ == "dobj" for t in above.head.children):
            return None
        above = above.head
    return subject_of(above)


def _with_subject(verb: Token) -> Token:
    """Return the verb whose subject a coordinated one shares."""
    while verb.dep_ == "conj" and not subject_of(verb):
        verb = verb.head
    return verb


def _noun_before(clause: Token) -> set[int]:
    """Return the noun that a clause describes, with what stands before the clause; "is" with it before "a poet"."""
    noun = described(clause)
    phrase = {i for i in _noun_phrase(noun) if i < clause.left_edge.i}
    copula = noun.head if clause.dep_ == "appos" and noun.dep_ in SUBJECTS and noun != clause.head else None
    return phrase | ({copula.i} if copula is not None else set())


def _shared_helpers(head: Token, first: Token, subject: Token) -> set[int]:
    """Return what stands once for both verbs: "are reportedly visiting and promising", "will go on and be heard"."""
    helpers = [t for t in first.children if t.dep_ in {"aux", "auxpass", "neg"}]
    own = next((t for t in head.children if t.dep_ in {"aux", "auxpass"}), None)
    if own is not None:
        helpers = [t for t in helpers if helps(t, own)]
    elif head.tag_ != first.tag_ and head.pos_ in {"VERB", "AUX"} and not is_told_to(head, first):
        helpers = []
    adverbs = {t.i for t in first.children if t.dep_ == "advmod" and subject.i < t.i < first.i}
    return {t.i for t in helpers} | (adverbs if helpers else set())


def _noun_phrase(noun: Token) -> set[int]:
    """Return a noun with what belongs to it, without the clauses that describe it loosely."""
    loose = [t for t in noun.subtree if (t.dep_ in NOUN_CLAUSES and after_comma(t)) or _tells_more(t)]
    return {t.i for t in noun.subtree} - {t.i for branch in loose for t in branch.subtree}


def _framing(sentence: Sentence, frames: list[Frame], head: Token) -> set[int]:
    """Return the words around what is said ("according to X", "X said on Monday"): not part of the claim."""
    framing: set[int] = set()
    for frame in frames:
        if head.i in frame.content:
            framing |= {i for i in range(sentence.start, sentence.end) if i not in frame.content}
            # "According to Yonhap, quoting state media, …" tells more of the source.
            start = min((t.i for t in head.children if t.dep_ in SUBJECTS), default=head.i)
            more = (t for t in head.children if t.dep_ == "advcl" and t.tag_ == "VBG" and t.i < start)
            framing |= {i.i for t in more if t.doc[t.left_edge.i - 2] in frame.source for i in t.subtree}
    return framing


def _trimmed(sentence: Sentence, head: Token, tokens: set[int]) -> tuple[int, ...]:
    """Drop what leads in and out: "Meanwhile,", "and", "although", punctuation."""
    doc = sentence.doc
    kept = _without_stray_marks(doc, sorted(tokens - _connective(sentence, head) - glosses(sentence, head)))
    kept = kept[_before_mark(doc, head, kept) :]
    while kept and (_is_loose_end(doc[kept[0]]) or _leads_in(doc[kept[0]], head)):
        kept.pop(0)
    while kept and (_is_loose_end(doc[kept[-1]]) or doc[kept[-1]].dep_ == "cc") and not _closes(doc, kept):
        kept.pop()
    return (*kept, *_closing(doc[kept[0] : kept[-1] + 1])) if kept else ()


def _before_mark(doc: Doc, head: Token, kept: list[int]) -> int:
    """Return how many words say how long before or after: "[just two weeks] after China sent markets down"."""
    mark = next((t for t in head.children if t.dep_ == "mark" and t.lower_ in words.TEMPORAL), None)
    if head.dep_ != "advcl" or mark is None or mark.i not in kept:
        return 0
    before = kept[: kept.index(mark.i)]
    spans_time = any(doc[i].dep_ == "npadvmod" and doc[i].head == head for i in before)
    return len(before) if spans_time else 0


def _closes(doc: Doc, kept: list[int]) -> bool:
    """Say whether the last token is the closing mark of what was opened within: "(born in 1954)"."""
    last = doc[kept[-1]].text
    return last in PAIRS and _opened(" ".join(doc[i].text for i in kept[:-1]), last)


def _closing(clause: Sentence) -> tuple[int, ...]:
    """Return the closing mark that went with the full stop or the clause around: "and “a con" wants it back."""
    following = itertools.takewhile(lambda t: t.is_punct, clause.doc[clause.end : clause.end + 2])
    mark = next((t for t in following if t.text in PAIRS and _opened(clause.text, t.text)), None)
    return tuple(range(clause.end, mark.i + 1)) if mark is not None else ()


def _without_stray_marks(doc: Doc, kept: list[int]) -> list[int]:
    """Drop commas that stood beside what was cut away, and brackets with nothing left in them."""
    inside = set(kept)
    hollow = {
        i
        for bracket in brackets(doc[kept[0] : kept[-1] + 1] if kept else doc[:0])
        if not any(t.i in inside for t in bracket[1:-1])
        for i in range(bracket.start, bracket.end)
    }
    return [i for i in kept if i not in hollow and (doc[i].text not in {",", ";", ":"} or {i - 1, i + 1} <= inside)]


def _is_loose_end(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text != "%")


def _opened(text: str, closing: str) -> bool:
    """Say whether a closing mark has its opening one in the text before it."""
    opening = PAIRS[closing]
    return text.count(opening) % 2 == 1 if opening == closing else text.count(opening) > text.count(closing)


def _connective(sentence: Sentence, head: Token) -> set[int]:
    """Return "In parallel,", "For example,", "In addition," at the start of a clause: talk about the text itself."""
    first = [t for t in head.children if t.dep_ == "prep" and t.left_edge.i <= sentence.start + 1]
    return {i for t in first if _text(t) in words.CONNECTIVES for i in (x.i for x in t.subtree)}


def _text(token: Token) -> str:
    return " ".join(t.lower_ for t in token.subtree if not t.is_punct)


def _leads_in(token: Token, head: Token) -> bool:
    """Say whether a first word only joins the clause to what came before."""
    return (
        (
            token.dep_ == "cc"
            and token.lower_ not in {"nor", "so"}
            and not (token.lower_ == "but" and token.nbor().lower_ == "for")
        )
        or (token.lower_ == "that" and (token.tag_ == "IN" or token.dep_ not in SUBJECTS | {"det"}))
        or (token.lower_ == "that" and token.nbor().text == ",")
        or (token.dep_ == "mark" and token.head == head and token.lower_ in CONCESSIVE | words.TEMPORAL)
        or (token.dep_ == "advmod" and token.head.i == head.i and token.lower_ in words.CONNECTIVES | CONCESSIVE)
        or (token.lower_ == "when" and token.head == head and head.dep_ == "advcl" and not is_timeless(head))
        or (token.lower_ in words.NARROWING and token.nbor().dep_ == "mark" and token.nbor().lower_ in CONCESSIVE)
    )
