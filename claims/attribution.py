"""Finds who says what in a parsed paragraph.

The idea: a `Frame` is a source, a cue and the words that the source answers for. Each function below finds frames of
one build ("X said that", "according to X", "it is believed that", "reportedly", a quotation that runs on); `find_frames`
puts them in order. Frames speak in tokens; `split` turns them into an `Attribution` for each claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from claims import words
from claims.model import Manner, SourceType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.language import Doc, Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})


class Frame(NamedTuple):
    """Token indices of one attribution within its paragraph; `source` is empty where nobody is given."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: frozenset[int]
    source_type: SourceType
    manner: Manner
    guess: bool = False


def find_frames(doc: Doc, before: Frame | None = None) -> list[Frame]:
    """Return the attributions of a paragraph; `before` is the last one of the paragraph above (for quotations)."""
    quoted = quotations(doc)
    frames: list[Frame] = []
    for sentence in doc.sents:
        found = [*_said(sentence), *_according_to(sentence), *_named_report(sentence)]
        found = found or [*_impersonal(sentence)]
        found += [f for f in _hearsay(sentence) if not any(f.content & g.content for g in found)]
        frames += [_with_manner(doc, frame, quoted) for frame in found]
        frames += _running_quotation(sentence, frames, before, quoted)
    return frames


def quotations(doc: Doc) -> list[range]:
    """Return the token ranges between quotation marks; an opening mark that is never closed runs to the end."""
    found, start = [], None
    for token in doc:
        mark = token.text
        if start is None and (mark in {"“", "``", "«", "„"} or (mark == '"')):
            start = token.i + 1
        elif start is not None and mark in {"”", "''", "»", '"', "“"}:
            if token.i > start:
                found.append(range(start, token.i))
            start = None
    return [*found, range(start, len(doc))] if start is not None and start < len(doc) else found


# -- the builds --------------------------------------------------------------------------------------------------------


def _said(sentence: Sentence) -> Iterator[Frame]:
    """X said (that) …; …, X said; as X puts it; X, saying that …; said X."""
    for verb in sentence:
        if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_.lower() not in words.SPEECH | words.THOUGHT:
            continue
        subject = _subject(verb)
        content = _content(verb)
        if subject is None or not content or _is_impersonal(subject) or subject.i in content:
            continue
        source = _phrase(subject)
        cue = _cue(verb)
        content -= set(source) | set(cue)
        if content and not (verb.lemma_.lower() in words.THOUGHT and subject.lower_ in {"i", "we", "you"}):
            kind = _source_type(subject, verb)
            yield Frame(source, cue, frozenset(content), kind, Manner.INDIRECT)


def _according_to(sentence: Sentence) -> Iterator[Frame]:
    """According to X, …; … per X; in the words of X."""
    for token in sentence:
        if token.lower_ != "according" or token.i + 1 >= sentence.end or token.nbor().lower_ != "to":
            continue
        to = token.nbor()
        objects = [t for t in (*to.children, *token.children) if t.dep_ == "pobj"]
        if not objects:
            continue
        source = _phrase(objects[0])
        clause = _clause_above(token)
        content = _within(clause) - set(_subtree(token)) - {token.i, to.i} - set(source)
        yield Frame(source, (token.i, to.i), frozenset(content), _source_type(objects[0], None), Manner.INDIRECT)


def _named_report(sentence: Sentence) -> Iterator[Frame]:
    """X's claim that …; the report by X that …."""
    for noun in sentence:
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in words.REPORT_NOUNS:
            continue
        clauses = [t for t in noun.children if t.dep_ in {"acl", "ccomp"} and any(c.lower_ == "that" for c in t.children)]
        owner = next((t for t in noun.children if t.dep_ == "poss"), None) or _object_of(noun, {"by", "from"})
        if clauses and owner is not None:
            content = frozenset(_subtree(clauses[0]))
            yield Frame(_phrase(owner), (noun.i,), content, _source_type(owner, None), Manner.INDIRECT)


def _impersonal(sentence: Sentence) -> Iterator[Frame]:
    """It is believed that …; X is said to …; there are reports that …."""
    for verb in sentence:
        if verb.lemma_.lower() not in words.IMPERSONAL or not any(t.dep_ == "auxpass" for t in verb.children):
            continue
        agent = _object_of(verb, {"by"})
        content = _content(verb)
        subject = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
        infinitive = next((t for t in verb.children if t.dep_ == "xcomp"), None)
        cue = set(_cue(verb))
        if subject is not None and infinitive is not None and subject.lower_ != "it":
            cue |= {t.i for t in infinitive.children if t.dep_ == "aux" and t.lower_ == "to" and t.i == verb.i + 1}
            content |= set(_subtree(subject)) | cue
        elif subject is not None and _is_impersonal(subject):
            cue = set(range(subject.i, verb.i + 1))
        if not content:
            continue
        kind = _source_type(agent, verb) if agent is not None else _voice_of(verb)
        yield Frame(_phrase(agent) if agent is not None else (), tuple(sorted(cue)), frozenset(content), kind, Manner.INDIRECT)


def _hearsay(sentence: Sentence) -> Iterator[Frame]:
    """Reportedly, allegedly: somebody says so, and the article does not say who."""
    for token in sentence:
        if token.lower_ in words.HEARSAY:
            yield Frame((), (token.i,), frozenset(_within(_clause_above(token))), SourceType.BARE, Manner.INDIRECT)


def _running_quotation(
    sentence: Sentence, frames: list[Frame], before: Frame | None, quoted: list[range]
) -> list[Frame]:
    """Give a quotation without a cue of its own to the one who spoke last: in this paragraph, or in the one above."""
    speaker = frames[-1] if frames else before
    covered = {i for f in frames for i in f.content}
    inside = {t.i for t in sentence if _in(t.i, quoted) and not t.is_punct}
    alone = len(inside) > len([t for t in sentence if not t.is_punct]) / 2
    if speaker is None or not speaker.source or not alone or inside & covered:
        return []
    return [speaker._replace(content=frozenset(t.i for t in sentence), cue=(), manner=Manner.DIRECT, guess=not frames)]


# -- parts of a frame --------------------------------------------------------------------------------------------------


def _subject(verb: Token) -> Token | None:
    """Return who does the saying: the verb's own subject, or that of the clause it hangs on ("…, adding that")."""
    own = [t for t in verb.children if t.dep_ == "nsubj"]
    if own:
        return own[0]
    passive = [t for t in verb.children if t.dep_ == "nsubjpass"]
    if passive:
        return _object_of(verb, {"by"})
    if verb.dep_ == "relcl":
        return verb.head
    if verb.dep_ in {"conj", "advcl", "xcomp", "acl"} and verb.tag_ != "VBN" and verb.head.pos_ in {"VERB", "AUX"}:
        return _subject(verb.head)
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBG" else None


def _content(verb: Token) -> set[int]:
    """Return what is said: the clause under the verb, or the sentence that it is tacked on to."""
    below = [t for t in verb.children if t.dep_ == "ccomp" or (t.dep_ == "xcomp" and verb.lemma_ in words.INTENTION)]
    below += [t for t in verb.children if t.dep_ == "xcomp" and any(c.dep_ == "auxpass" for c in verb.children)]
    content = {i for t in below for i in _subtree(t)}
    tacked_on = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and any(t.lower_ == "as" for t in verb.children))
    if not content and tacked_on:
        content = set(_within(verb.head)) - set(_subtree(verb))
    return content


def _cue(verb: Token) -> tuple[int, ...]:
    """Return the verb with its auxiliaries and its negation: "did not say", "has denied"."""
    near = [t.i for t in verb.children if t.dep_ in {"aux", "auxpass", "neg", "prt"} and t.i < verb.i + 2]
    return tuple(sorted({verb.i, *near}))


def _phrase(head: Token) -> tuple[int, ...]:
    """Return a source's noun phrase with what describes it, without relative clauses and loose ends."""
    first = head.left_edge.i
    last = head.i
    for child in head.rights:
        if child.dep_ in {"prep", "appos", "compound", "flat", "nummod"} and not (child.dep_ == "appos" and len(list(child.subtree)) > 8):  # noqa: PLR2004 - words
            last = max(last, child.right_edge.i)
        elif child.dep_ in {"relcl", "acl"}:
            break
    tokens = [t for t in head.doc[first : last + 1]]
    while tokens and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    while tokens and (tokens[0].is_punct or tokens[0].is_space or tokens[0].dep_ == "cc"):
        tokens.pop(0)
    return tuple(t.i for t in tokens)


def _source_type(head: Token, verb: Token | None) -> SourceType:  # noqa: PLR0911 - one line a type, in order
    """Say what kind of source a noun phrase is, by its head, its name and the verb."""
    phrase = head.doc[head.left_edge.i : head.i + 1]
    lemma = head.lemma_.lower()
    entity = head.ent_type_
    if lemma in words.BARE_SOURCES and not any(t.dep_ in {"amod", "prep", "compound", "relcl", "acl"} for t in head.children):
        return SourceType.BARE
    if lemma in words.BARE_SOURCES:
        return SourceType.UNNAMED
    if verb is not None and verb.lemma_.lower() in {"learn", "understand"} and head.pos_ == "PROPN" and entity != "PERSON":
        return SourceType.OUTLET
    if words.MEDIA_NAMES.search(phrase.text) and entity != "PERSON":
        return SourceType.MEDIA
    if head.pos_ == "NOUN" and lemma in words.MEDIA_NOUNS:
        return SourceType.MEDIA
    if head.pos_ == "NOUN" and lemma in words.DOCUMENT_NOUNS:
        return SourceType.DOCUMENT
    if entity in {"ORG", "GPE", "NORP", "FAC"} or (head.pos_ != "PRON" and lemma in words.GROUP_NOUNS):
        return SourceType.ORGANISATION
    if head.pos_ == "PROPN" or any(t.ent_type_ == "PERSON" for t in head.children if t.dep_ in {"appos", "compound"}):
        return SourceType.NAMED
    return SourceType.NAMED if lemma in {"he", "she", "i"} else SourceType.UNNAMED


def _voice_of(verb: Token) -> SourceType:
    """Say whose the impersonal passive is: hearsay is bare; an expectation is the article's own."""
    return SourceType.NONE if verb.lemma_.lower() in {"expect", "hope", "note", "assume"} else SourceType.BARE


def _with_manner(doc: Doc, frame: Frame, quoted: list[range]) -> Frame:
    """Call it direct where most of the content stands in quotation marks."""
    told = [i for i in frame.content if not doc[i].is_punct]
    marked = sum(_in(i, quoted) for i in told)
    return frame._replace(manner=Manner.DIRECT) if marked * 2 > len(told) else frame


def _is_impersonal(subject: Token) -> bool:
    return subject.lower_ in {"it", "there"} and subject.dep_ in {"nsubjpass", "expl", "nsubj"}


def _object_of(head: Token, prepositions: set[str]) -> Token | None:
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def _clause_above(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    head = token
    while head.head.i != head.i and not (head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"aux", "auxpass", "prep"} and head.i != token.i):
        head = head.head
    return head


def _within(clause: Token) -> set[int]:
    return set(_subtree(clause))


def _subtree(token: Token) -> Iterable[int]:
    return (t.i for t in token.subtree)


def _in(index: int, ranges: list[range]) -> bool:
    return any(index in r for r in ranges)


_HAS_MARKS = re.compile("[\"“”«»]")


def has_marks(text: str) -> bool:
    """Say whether a text has quotation marks at all; where it has none, they may have been lost."""
    return bool(_HAS_MARKS.search(text))
