"""Cuts a parsed sentence into clauses that can be checked one by one, each with the words it shares with the others.

The idea: a sentence is a tree; a clause is what is left of a branch when the branches that are clauses of their own are
cut off, and a coordinated verb borrows the subject it shares. What would turn the meaning is never cut: conditions, what
stands under a negation and "or", reasons of a denial.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.attribution import Frame
    from claims.language import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CONCESSIVE = frozenset({"although", "though", "while", "whereas", "when", "as", "after", "before", "since", "because"})
MIN_WORDS = 2


class Clause(NamedTuple):
    """One clause: the token it hangs on and the indices of its tokens in reading order."""

    head: Token
    tokens: tuple[int, ...]


def find_clauses(sentence: Sentence, frames: list[Frame]) -> list[Clause]:
    """Return the clauses of a sentence in reading order; the cue clauses of `frames` ("X said") are none."""
    # A cue that stands inside what is said ("are known to") is part of the claim.
    cues = {t.i for f in frames for t in (*f.cue, *f.source) if t.i not in f.content and t.doc is sentence.doc}
    found = []
    for head in _heads(sentence, cues):
        tokens = _trimmed(sentence, head, (_own(head, cues) | _borrowed(head)) - _framing(sentence, frames, head))
        if len([i for i in tokens if not sentence.doc[i].is_punct]) >= MIN_WORDS:
            found.append(Clause(head, tokens))
    return found


def _heads(sentence: Sentence, cues: set[int]) -> Iterator[Token]:
    for token in sentence:
        if (token.dep_ == "ROOT" or _is_cut(token, cues)) and token.i not in cues and _is_predicate(token):
            yield token


def _is_predicate(token: Token) -> bool:
    """Take verbs, and what carries a subject or a copula ("subject to punishment"), for something that is asserted."""
    return token.pos_ in {"VERB", "AUX"} or any(t.dep_ in SUBJECTS for t in token.children) or _is_participle_phrase(token)


def _is_participle_phrase(token: Token) -> bool:
    """See through a parse that takes "promising clemency" beside a verb for a noun."""
    return token.dep_ == "conj" and token.head.pos_ == "VERB" and token.left_edge.text.endswith("ing") and token.left_edge.i < token.i


def _is_cut(token: Token, cues: set[int]) -> bool:
    """Say whether a branch is a clause of its own, to be cut off from what it hangs on."""
    if _is_hypothetical(token):
        return False
    if token.dep_ == "ccomp":
        return token.head.i in cues or (token.i < token.head.i and any(t.dep_ in SUBJECTS for t in token.head.children))
    if token.dep_ == "parataxis":
        return True
    if token.dep_ == "conj":
        return _is_predicate(token) and _hangs_on_clause(token, cues) and not _under_negated_or(token)
    if token.dep_ == "advcl":
        return _is_concession(token)
    return token.dep_ == "xcomp" and token.head.i in cues


def _hangs_on_clause(token: Token, cues: set[int]) -> bool:
    head = token.head
    return head.dep_ == "ROOT" or _is_cut(head, cues)


def _is_concession(token: Token) -> bool:
    """Take "although the authorities …" and "when Hwang received asylum" for a statement of its own: a subject, no doubt."""
    marks = {t.lower_ for t in token.children if t.dep_ in {"mark", "advmod"}}
    finite = any(t.dep_ in SUBJECTS for t in token.children)
    main_is_turned = any(t.dep_ == "neg" or t.tag_ == "MD" for t in token.head.children)
    return finite and bool(marks & CONCESSIVE) and not (main_is_turned and marks & {"because", "when", "as", "since", "before"})


def _is_hypothetical(token: Token) -> bool:
    """Say whether a token stands under an "if", "unless" or "whether": what is there is not asserted."""
    while True:
        if any(t.lower_ in words.CONDITIONS and t.dep_ in {"mark", "advmod"} for t in token.children):
            return True
        if token.head.i == token.i or token.dep_ == "ROOT":
            return False
        token = token.head


def _under_negated_or(token: Token) -> bool:
    """Keep "did not warn or arrest" whole: the negation governs both."""
    either = any(t.lower_ in {"or", "nor"} for t in token.head.children if t.dep_ == "cc")
    return either and any(t.dep_ == "neg" for t in token.head.children)


def _own(head: Token, cues: set[int]) -> set[int]:
    """Return the branch of a head without the branches that are clauses of their own."""
    own: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        own.add(token.i)
        stack += [t for t in token.children if not _is_cut(t, cues)]
    return own


def _borrowed(head: Token) -> set[int]:
    """Return the subject, and the auxiliaries, that a coordinated predicate shares with the first."""
    if head.dep_ != "conj" or any(t.dep_ in SUBJECTS for t in head.children):
        return set()
    first = head.head
    while first.dep_ == "conj" and not any(t.dep_ in SUBJECTS for t in first.children):
        first = first.head
    subject = next((t for t in first.children if t.dep_ in SUBJECTS), None)
    if subject is None:
        return set()
    borrowed = {t.i for t in subject.subtree}
    helped = any(t.dep_ in {"aux", "auxpass"} for t in head.children)
    if not helped and (head.tag_ == first.tag_ or head.pos_ not in {"VERB", "AUX"}):
        helpers = [t.i for t in first.children if t.dep_ in {"aux", "auxpass", "neg"}]
        last = max(helpers, default=-1)
        borrowed |= {t.i for t in first.children if t.i <= last or (helpers and t.dep_ == "advmod" and subject.i < t.i < first.i)}
    return borrowed


def _framing(sentence: Sentence, frames: list[Frame], head: Token) -> set[int]:
    """Return the words of source and cue around a clause ("according to X", "X said on Monday"): not part of what is said."""
    framing: set[int] = set()
    for frame in frames:
        if head.i in frame.content:
            framing |= {i for i in range(sentence.start, sentence.end) if i not in frame.content}
    return framing


def _trimmed(sentence: Sentence, head: Token, tokens: set[int]) -> tuple[int, ...]:
    """Drop what leads in and out: "Meanwhile,", "and", "although", marks; and close the small gaps that punctuation left."""
    doc = sentence.doc
    kept = sorted(tokens)
    while kept and (doc[kept[0]].is_punct or doc[kept[0]].is_space or _leads_in(doc[kept[0]], head)):
        kept.pop(0)
    while kept and (doc[kept[-1]].is_punct or doc[kept[-1]].is_space or doc[kept[-1]].dep_ == "cc"):
        kept.pop()
    return tuple(kept)


def _leads_in(token: Token, head: Token) -> bool:
    """Say whether a first word only joins the clause to what came before."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    comma = following is not None and following.text == ","
    return (
        token.dep_ == "cc"
        or (token.dep_ == "mark" and token.lower_ in {"that", *CONCESSIVE})
        or (token.dep_ == "advmod" and (comma or token.lower_ in CONCESSIVE) and token.head.i == head.i)
    )
