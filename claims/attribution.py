"""Finds who says what in a parsed paragraph.

The idea: a `Frame` is a source, a cue and the words that the source answers for. Each function below finds frames of
one build ("X said that", "according to X", "it is believed that", "reportedly", a quotation that runs on);
`find_frames` puts them in order. Frames speak in tokens; `split` turns them into an `Attribution` for each claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims import words
from claims.model import Manner, SourceType
from claims.sources import SUBJECTS, can_speak, is_document, phrase, source_type, stands_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.language import Doc, Sentence, Token

OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "prep", "oprd", "dative"})
"""What a stance may be about."""

MARKS = frozenset({"mark", "advmod"})

NEAR = 3
"""How many words from its verb a part of the cue may stand: "did not yet say"."""


class Frame(NamedTuple):
    """One attribution: `content` are token indices of its paragraph; `source` is empty where nobody is given.

    Source and cue are tokens, since a quotation that runs on has its source in another paragraph.
    """

    source: tuple[Token, ...]
    cue: tuple[Token, ...]
    content: frozenset[int]
    source_type: SourceType
    manner: Manner
    guess: bool = False


def find_frames(doc: Doc, before: Frame | None = None, *, marks: bool = True) -> list[Frame]:
    """Return the attributions of a paragraph.

    `before` is the last one of the paragraph above, for a quotation that runs on; without `marks` the article has no
    quotation marks at all, and words that read like a quotation are taken for one that lost them: a guess.
    """
    quoted = quotations(doc)
    frames: list[Frame] = []
    for sentence in doc.sents:
        found = [*_said(sentence, quoted), *_according_to(sentence), *_named_report(sentence), *_impersonal(sentence)]
        found += _speaker_line(sentence)
        found += [f for f in _stance(sentence) if not any(set(f.cue) & set(g.cue) for g in found)]
        found = [f for f in found if not _repeats_outer(f, found)]
        found += [f for f in _hearsay(sentence) if not any(f.content & g.content for g in found)]
        frames += [_with_manner(doc, frame, quoted) if marks else _with_lost_marks(doc, frame) for frame in found]
        speaker = frames[-1] if frames else before
        frames += _running_quotation(sentence, frames, speaker, quoted if marks else None)
    return frames


def quotations(doc: Doc) -> frozenset[int]:
    """Return the tokens between quotation marks; an opening mark that is never closed runs to the paragraph's end."""
    found: set[int] = set()
    start: int | None = None
    for token in doc:
        if start is None and token.text in {"“", "``", "''", "«", "„", '"'}:
            start = token.i + 1
        elif start is not None and token.text in {"”", "''", "»", '"', "“"}:
            found |= set(range(start, token.i))
            start = None
    return frozenset(found | set(range(start, len(doc)))) if start is not None else frozenset(found)


def _repeats_outer(frame: Frame, frames: list[Frame]) -> bool:
    """Say whether a frame only restates whose words they are: "Clinton said she thinks …"."""
    pronoun = len(frame.source) == 1 and frame.source[0].lower_ in words.PRONOUNS
    return pronoun and any(f is not frame and f.source and {t.i for t in frame.cue} <= f.content for f in frames)


# -- the builds --------------------------------------------------------------------------------------------------------


def _said(sentence: Sentence, quoted: frozenset[int]) -> Iterator[Frame]:
    """Find "X said (that) …", "…, X said", "as X puts it", "X, saying that …"."""
    for verb in sentence:
        if verb.lemma_.lower() not in words.SPEECH | words.THOUGHT or not _is_told(verb):
            continue
        subject = _subject(verb)
        if subject is None or not _is_somebody(subject, verb):
            continue
        source, cue = phrase(subject), cue_of(verb)
        said = _content(verb) or _quoted_beside(verb, quoted) or _that_clause_below(verb)
        content = frozenset(said - {t.i for t in (*source, *cue)})
        announces = sentence[-1].text == ":" and verb.lemma_.lower() in words.SPEECH
        if (content or announces) and subject.i not in said:
            yield Frame(source, cue, content, source_type(subject, verb), Manner.INDIRECT)


def _speaker_line(sentence: Sentence) -> Iterator[Frame]:
    """Find "PENCE: Well, look …" and "Poll: Voters abandon …" at the start of a paragraph."""
    colon = next((t for t in sentence[1 : NEAR + 2] if t.text == ":"), None) if sentence.start == 0 else None
    if colon is None or colon.i + 1 >= len(sentence.doc):
        return
    name = sentence.doc[sentence.start : colon.i]
    head = name.root
    speaks = name.text.isupper() or head.ent_type_ in {"PERSON", "ORG"} or is_document(head)
    if speaks and not any(t.pos_ in {"VERB", "AUX"} for t in name):
        content = frozenset(range(colon.i + 1, len(sentence.doc)))
        yield Frame(tuple(name), (colon,), content, source_type(head, None), Manner.INDIRECT)


def _stance(sentence: Sentence) -> Iterator[Frame]:
    """Find "X urged supporters to …", "X called for …", "X rejected the offer": what is reported is X's own stance."""
    for verb in sentence:
        if verb.lemma_.lower() not in words.STANCE or verb.dep_ in {"xcomp", "pcomp", "amod"} or not _is_told(verb):
            continue
        subject = _subject(verb)
        about = any(t.dep_ in OBJECTS and t.i > verb.i for t in verb.children) or _object_of(verb, {"by"}) is not None
        if subject is None or not about or not _is_somebody(subject, verb) or subject.lower_ == "it":
            continue
        source = phrase(subject)
        content = frozenset(_clause(verb) | {t.i for t in source})
        yield Frame(source, cue_of(verb), content, source_type(subject, verb), Manner.INDIRECT)


def _quoted_beside(verb: Token, quoted: frozenset[int]) -> set[int]:
    """Return the quotation beside a verb of saying where the parse ties nothing to it: in its sentence or right before.

    "“How many times do we have to see this?” Clinton said." is two sentences to the parser.
    """
    sentence = verb.sent
    if verb.lemma_.lower() not in words.SPEECH or verb.i in quoted:
        return set()
    start = sentence.start
    while start > 0 and (start - 1 in quoted or verb.doc[start - 1].is_quote) and verb.i - sentence.start <= NEAR:
        start -= 1
    beside = {i for i in range(start, sentence.end) if i in quoted}
    # A word or two in quotation marks is a part of the article's own sentence.
    return beside if any(verb.doc[i].pos_ in {"VERB", "AUX"} for i in beside) else set()


def _that_clause_below(verb: Token) -> set[int]:
    """Return a "that …" which the parse hangs on the listener: "told a meeting of leaders that few understood"."""
    if verb.lemma_.lower() not in words.TELLING:
        return set()
    clauses = (t for t in verb.subtree if t.dep_ in {"acl", "relcl", "ccomp"} and t.i > verb.i)
    clause = next((t for t in clauses if t.left_edge.lower_ == "that" and t.left_edge.dep_ == "mark"), None)
    return _branch(clause) if clause is not None else set()


def _according_to(sentence: Sentence) -> Iterator[Frame]:
    """Find "according to X, …" and "…, according to X"."""
    for token in sentence:
        if token.lower_ != "according" or token.i + 1 >= sentence.end or token.nbor().lower_ != "to":
            continue
        to = token.nbor()
        holder = next((t for t in (*to.children, *token.children) if t.dep_ == "pobj"), None)
        if holder is None:
            continue
        source = phrase(holder)
        content = _branch(_clause_above(token)) - _branch(token) - {to.i, *(t.i for t in source)}
        yield Frame(source, (token, to), frozenset(content), source_type(holder, None), Manner.INDIRECT)


def _named_report(sentence: Sentence) -> Iterator[Frame]:
    """Find "X's claim that …" and "a report by X that …"."""
    for noun in sentence:
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in words.REPORT_NOUNS:
            continue
        clause = next((t for t in noun.children if t.dep_ in {"acl", "ccomp"} and _has(t, "that")), None)
        owner = next((t for t in noun.children if t.dep_ == "poss"), None) or _object_of(noun, {"by", "from"})
        if clause is not None and owner is not None:
            yield Frame(phrase(owner), (noun,), frozenset(_branch(clause)), source_type(owner, None), Manner.INDIRECT)


def _impersonal(sentence: Sentence) -> Iterator[Frame]:
    """Find "it is believed that …" and "X is said to": the passive that gives nobody.

    "It should be noted" asks for something; "may be considered to", "was supposed to" and "is expected to" give no
    hearsay but a possibility, a duty, the article's own forecast.
    """
    for verb in sentence:
        if verb.lemma_.lower() not in words.IMPERSONAL or not any(t.dep_ == "auxpass" for t in verb.children):
            continue
        subject = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
        if subject is None or _object_of(verb, {"by"}) is not None:
            continue
        that = next((t for t in verb.children if t.dep_ == "ccomp"), None)
        to = next((t for t in verb.children if t.dep_ == "xcomp"), None)
        modals = {t.lower_ for t in verb.children if t.tag_ == "MD"}
        if that is not None and _is_impersonal(subject) and not modals & words.DUTY:
            cue = tuple(verb.doc[subject.i : verb.i + 1])
            yield Frame((), cue, frozenset(_branch(that)), _voice_of(verb), Manner.INDIRECT)
        elif to is not None and not modals and verb.lemma_.lower() not in words.NO_HEARSAY:
            # "The authorities are known to cover up": the cue stands inside what is said and stays there.
            cue = (*cue_of(verb), *(t for t in to.children if t.lower_ == "to" and t.i == verb.i + 1))
            yield Frame((), cue, frozenset(_branch(verb)), _voice_of(verb), Manner.INDIRECT)


def _hearsay(sentence: Sentence) -> Iterator[Frame]:
    """Find "reportedly" and "allegedly": somebody says so, and the article does not say who."""
    for token in sentence:
        if token.lower_ in words.HEARSAY:
            yield Frame((), (token,), frozenset(_clause(_clause_above(token))), SourceType.BARE, Manner.INDIRECT)


def _running_quotation(
    sentence: Sentence, frames: list[Frame], speaker: Frame | None, quoted: frozenset[int] | None
) -> list[Frame]:
    """Give a quotation without a cue of its own to the one who spoke last: in this paragraph, or in the one above.

    Where the marks were lost (`quoted` is None) direct speech goes on while nobody else speaks; a new paragraph must
    sound like somebody talking.
    """
    if speaker is None or not speaker.source:
        return []
    told = {t.i for t in sentence if not t.is_punct}
    open_to_doubt = told if quoted is None else told & quoted
    goes_on = speaker.guess and bool(frames or _sounds_spoken(sentence)) if quoted is None else False
    if any(open_to_doubt & f.content for f in frames) or not (goes_on or len(told & (quoted or set())) * 2 > len(told)):
        return []
    content = frozenset(t.i for t in sentence)
    return [speaker._replace(content=content, cue=(), manner=Manner.DIRECT, guess=speaker.guess or not frames)]


def _with_lost_marks(doc: Doc, frame: Frame) -> Frame:
    """Take for direct speech what keeps its tense before "X said", or its capital after "X said,"."""
    if not frame.source or not frame.cue or all(doc[i].is_punct for i in frame.content):
        return frame
    told = [doc[i] for i in sorted(frame.content) if not doc[i].is_punct]
    said, first = frame.cue[-1], told[0]
    keeps_tense = first.i < said.i and said.tag_ == "VBD" and any(t.tag_ in {"VBZ", "VBP"} for t in told)
    keeps_capital = first.i > said.i and doc[first.i - 1].text == "," and first.is_title and first.pos_ != "PROPN"
    return frame._replace(manner=Manner.DIRECT, guess=True) if keeps_tense or keeps_capital else frame


def _sounds_spoken(sentence: Sentence) -> bool:
    """Say whether a sentence speaks from the speaker's here and now."""
    return any(t.lower_ in words.HERE_AND_NOW for t in sentence)


# -- parts of a frame --------------------------------------------------------------------------------------------------


def _is_told(verb: Token) -> bool:
    """Say whether it is told that somebody says something; "could promise" and "can I say" tell no such thing."""
    possible = any(t.dep_ == "aux" and t.lower_ in words.POSSIBLY for t in verb.children)
    return verb.pos_ in {"VERB", "AUX"} and not possible


def _is_somebody(subject: Token, verb: Token) -> bool:
    """Say whether a subject can be a source: "I think" is the speaker's anyway, "it is hard to say" nobody's."""
    hard_to_say = subject.lower_ == "it" and verb.dep_ == "xcomp"
    return subject.dep_ != "expl" and subject.lower_ not in words.NOBODY and not hard_to_say


def _subject(verb: Token) -> Token | None:
    """Return who does the saying: the verb's own subject, whom "who" stands for, or that of the clause above.

    "Clinton, who said", "…, adding that".
    """
    own = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    if own is not None:
        return verb.head if own.lower_ == "who" and verb.dep_ == "relcl" and verb.lemma_ in words.SPEECH else own
    if any(t.dep_ == "nsubjpass" for t in verb.children):
        return _object_of(verb, {"by"})
    if verb.dep_ in {"conj", "advcl", "xcomp"} and verb.tag_ != "VBN" and verb.head.pos_ in {"VERB", "AUX"}:
        return _subject(verb.head)
    return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBG" else None


def _content(verb: Token) -> set[int]:
    """Return what is said: the clause under the verb, or the sentence that "X said" is tacked on to."""
    content = {i for t in verb.children if t.dep_ == "ccomp" for i in _branch(t)}
    bare = not any(t.dep_ in {"xcomp", "dobj", "acomp", "attr"} for t in verb.children)
    tacked_on = verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and _has(verb, "as") and bare)
    return content or (_branch(verb.head) - _branch(verb) if tacked_on else set())


def cue_of(verb: Token) -> tuple[Token, ...]:
    """Return the verb with its auxiliaries and its negation: "did not say", "has denied"."""
    near = {t for t in verb.children if t.dep_ in {"aux", "auxpass", "neg", "prt"} and abs(t.i - verb.i) <= NEAR}
    return tuple(sorted({verb, *near}, key=lambda t: t.i))


def _voice_of(verb: Token) -> SourceType:
    """Say whose the impersonal passive is: hearsay is bare; an expectation is the article's own."""
    return SourceType.NONE if verb.lemma_.lower() in words.OWN_VOICE else SourceType.BARE


def _with_manner(doc: Doc, frame: Frame, quoted: frozenset[int]) -> Frame:
    """Call it direct where most of the content stands in quotation marks."""
    told = {i for i in frame.content if not doc[i].is_punct}
    return frame._replace(manner=Manner.DIRECT) if len(told & quoted) * 2 > len(told) else frame


def _is_impersonal(subject: Token) -> bool:
    return subject.lower_ in {"it", "there"}


def _has(clause: Token, word: str) -> bool:
    return any(t.lower_ == word for t in clause.children)


def _object_of(head: Token, prepositions: set[str]) -> Token | None:
    holders = (t for t in head.children if t.dep_ in {"prep", "agent"} and t.lower_ in prepositions)
    return next((t for holder in holders for t in holder.children if t.dep_ == "pobj"), None)


def _clause_above(token: Token) -> Token:
    """Return the verb of the clause that a token stands in."""
    head = token.head
    while head.head.i != head.i and not (head.pos_ in {"VERB", "AUX"} and head.dep_ not in {"aux", "auxpass", "prep"}):
        head = head.head
    return head


def _branch(token: Token) -> set[int]:
    return {t.i for t in token.subtree}


def _clause(verb: Token) -> set[int]:
    """Return a verb's own clause, without what is told beside it: "…, but Y met Z", "…, which …", "after …"."""
    beside = (t for t in verb.subtree if t != verb and _stands_alone(t))
    return _branch(verb) - {i for t in beside for i in _branch(t)}


def _stands_alone(clause: Token) -> bool:
    first = clause.left_edge
    if clause.dep_ == "relcl":
        return first.i > 0 and clause.doc[first.i - 1].text == ","
    timed = clause.dep_ == "advcl" and bool({t.lower_ for t in clause.children if t.dep_ in MARKS} & words.MEANWHILE)
    return (timed or clause.dep_ == "conj") and any(t.dep_ in SUBJECTS for t in clause.children)


def has_marks(text: str) -> bool:
    """Say whether a text has double quotation marks at all; where it has none, they may have been lost."""
    return any(mark in text for mark in '"“”«»„')
