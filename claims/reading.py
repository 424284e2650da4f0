"""Puts what the tagger reads in a sentence beside what the rules found there: each decides what it is better at.

The tagger says what is stated as a fact, by whom and in whose words; the rules know the cues, the sources that it
misses, the kinds of sources and where a sentence can be cut. Without the tagger the rules stand alone.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, NamedTuple

from claims import words
from claims.clauses import Clause
from claims.frames import NEAR, Frame, cue_of, is_thought, is_topic
from claims.model import Manner, SourceType
from claims.quotations import quotations
from claims.sources import SUBJECTS, source_type
from claims.tagger.tag import available, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from claims.language import Doc, Sentence, Token
    from claims.tagger.tag import Tag, Tagged

SOURCED: Final = 0.05
"""Below this probability of a source in the sentence, an attribution that only the rules see is none (development)."""

SURE: Final = 0.7
"""From this probability on, words are somebody's though neither the rules nor the tagger see whose (development)."""

NAMING: Final = frozenset({"PROPN", "PUNCT", "CCONJ", "DET", "ADP", "NUM"})
"""Parts of speech of words that only name something."""

STATEMENT: Final = 4
"""Fewer tokens than this that somebody is said to say are a slip of the tagger, or a part of the article's sentence."""

CONCEDING: Final = frozenset({"although", "though", "whereas"})
"""What opens a clause whose source says nothing of the one beside it."""

WHOLE: Final = 0.8
"""This share of a fact, left out of every clause, is the fact."""


_tagger: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tagger")


class Stretch(NamedTuple):
    """Tokens under a label of the tagger."""

    tokens: tuple[Token, ...]
    label: str


class Reading(NamedTuple):
    """What the tagger reads in one sentence, in the parser's tokens."""

    facts: tuple[Stretch, ...]
    sources: tuple[Stretch, ...]
    tagged: Tagged

    def states(self, tokens: Iterable[int]) -> bool:
        """Say whether most of these tokens (places in the paragraph) are stated as a fact."""
        told = {t.i for fact in self.facts for t in fact.tokens}
        asked = set(tokens)
        return 2 * len(told & asked) >= len(asked)


def read_ahead(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Pass paragraphs with their bounds on to the parser; while it works the tagger reads them, on another core."""
    reads = available()
    for doc in docs:
        if reads:
            doc.user_data["tagged"] = _tagger.submit(tag, [sentence.text for sentence in doc.sents])
        yield doc


def read(doc: Doc) -> dict[int, Reading]:
    """Return a paragraph's sentences as the tagger reads them, by where they start; nothing if it was not read."""
    ahead: Future[list[Tagged]] | None = doc.user_data.pop("tagged", None)
    if ahead is None:
        return {}
    return {s.start: _reading(s, found) for s, found in zip(doc.sents, ahead.result(), strict=True)}


def _reading(sentence: Sentence, tagged: Tagged) -> Reading:
    facts = tuple(_stretch(sentence, found) for found in tagged.facts)
    return Reading(facts, tuple(_stretch(sentence, found) for found in tagged.sources), tagged)


def _stretch(sentence: Sentence, found: Tag) -> Stretch:
    base = sentence.start_char
    inside = (t for t in sentence if t.idx < base + found.end and t.idx + len(t) > base + found.start)
    return Stretch(tuple(inside), found.label)


def agreed(doc: Doc, frames: list[Frame], readings: dict[int, Reading]) -> list[Frame]:
    """Return the attributions of a paragraph on which rules and tagger settle."""
    kept = [_known(f, readings) for f in frames if _is_credible(doc, f, readings)]
    for reading in readings.values():
        for fact in reading.facts:
            if fact.label != "plain" and len(fact.tokens) >= STATEMENT:
                kept = _with_fact(kept, fact, reading)
    return kept


def left_out(sentence: Sentence, reading: Reading, clauses: list[Clause], frames: list[Frame]) -> list[Clause]:
    """Return what the tagger takes for a fact and the rules left in no clause, where it is more than loose words.

    Mostly these are sentences that the parser misreads ("Redline designs and manufactures" as names).
    """
    taken = {i for clause in clauses for i in clause.tokens}
    taken |= {t.i for frame in frames for t in (*frame.cue, *frame.source) if t.doc is sentence.doc}
    rests = ((fact, _edges_cut([t for t in fact.tokens if t.i not in taken])) for fact in reading.facts)
    return [Clause(_top(rest), tuple(t.i for t in rest)) for fact, rest in rests if _says_something(rest, fact)]


def _says_something(rest: list[Token], fact: Stretch) -> bool:
    """Say whether the rest of a fact is a statement: with a verb that has its subject, or nearly all of the fact.

    A verb that the parser takes for a noun ("Skerry swam with sharks") is no reason to lose a fact; names alone and
    what only frames another statement ("despite the bad news", "after they left") are none.
    """
    if all(t.pos_ in NAMING for t in rest) or rest[0].pos_ in {"ADP", "SCONJ"}:
        return False
    inside = {t.i for t in rest}
    predicates = (t.head for t in rest if t.dep_ in {"nsubj", "nsubjpass"})
    whole = len(rest) >= WHOLE * len(fact.tokens)
    return len(rest) >= STATEMENT and (whole or any(t.i in inside and t.pos_ in {"VERB", "AUX"} for t in predicates))


def _edges_cut(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
        tokens = tokens[:-1]
    while tokens and (tokens[0].is_punct or tokens[0].dep_ == "cc"):
        tokens = tokens[1:]
    return tokens


def _top(tokens: list[Token]) -> Token:
    """Return the token that hangs on none of the others."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])


def _is_credible(doc: Doc, frame: Frame, readings: dict[int, Reading]) -> bool:
    """Say whether the tagger sees at least a chance of a source in the sentence in which the rules see one.

    Asked only of what somebody thinks ("officials hope that …") or talked of, in which the rules see too many sources.
    It was trained to take "X urged Y" for a plain fact and an opinion in quotation marks for none; but whose stance
    and whose words these are is what a reader wants to know.
    """
    reading = readings.get(frame.cue[0].sent.start) if frame.cue and frame.cue[0].doc is doc else None
    if reading is None or not frame.source or frame.guess or not (is_thought(frame) or is_topic(frame)):
        return True
    return reading.tagged.sourced >= SOURCED


def _with_fact(frames: list[Frame], fact: Stretch, reading: Reading) -> list[Frame]:
    """Return the frames with a fact that has a source: the frame that holds most of it now holds all, or a new one."""
    told = frozenset(t.i for t in fact.tokens)
    manner = Manner(fact.label)
    over = [f for f in frames if f.content & told]
    if over:
        most = max(over, key=lambda f: len(f.content & told))
        if _is_aside(most):
            return frames
        quoted = quotations(fact.tokens[0].doc) & {t.i for t in fact.tokens[0].sent if not t.is_punct}
        others = {i for f in frames if f is not most for i in (*f.content, *_own(f))}
        whole = most._replace(content=most.content | (told - others - _own(most)))
        return [_in_manner(whole if f is most else f, manner, quoted) if f in over else f for f in frames]
    source = _nearest(fact, reading.sources)
    if reading.tagged.sourced < SURE if source is None else _is_apart(source, fact):
        return frames
    tokens = source.tokens if source else ()
    kind = _kind_of(source) if source else SourceType.BARE
    return [*frames, Frame(tokens, _verb_of(tokens, told), told - {t.i for t in tokens}, kind, manner)]


def _in_manner(frame: Frame, manner: Manner, quoted: frozenset[int]) -> Frame:
    """Return a frame in the tagger's manner, but what stands between quotation marks stays direct.

    Of two statements in a sentence ("said it was unclear but warned that “…”") the one without marks is indirect.
    """
    # A mark that is never opened makes a quotation of "he said".
    unmarked = bool(quoted) and quoted.isdisjoint(frame.content | _own(frame)) and manner is Manner.DIRECT
    kept = unmarked or (frame.manner is Manner.DIRECT and not frame.guess)
    return frame if kept else frame._replace(manner=manner)


def _is_aside(frame: Frame) -> bool:
    """Say whether a source answers for a relative clause only: "…, which, according to X, had failed", "who said"."""
    return any("relcl" in {t.dep_, t.head.dep_ if t.lower_ == "according" else ""} for t in frame.cue)


def _own(frame: Frame) -> set[int]:
    return {t.i for t in (*frame.source, *frame.cue)}


def _verb_of(source: tuple[Token, ...], told: frozenset[int]) -> tuple[Token, ...]:
    """Return the verb by which a source says something, with what belongs to it: "has estimated"."""
    verb = next((t.head for t in source if t.dep_ == "nsubj" and t.head.i not in told), None)
    verb = verb if verb is not None and verb not in source else _verb_beside(source, told)
    return cue_of(verb) if verb is not None else ()


def _verb_beside(source: tuple[Token, ...], told: frozenset[int]) -> Token | None:
    """Return the verb of saying right before or behind a source whose verb the parser missed, for what has its own."""
    if not source or not any(source[0].doc[i].pos_ in {"VERB", "AUX"} for i in told):
        return None
    first, last, doc = source[0].i, source[-1].i, source[0].doc
    near = (*doc[last + 1 : last + 1 + NEAR], *reversed(doc[max(0, first - 1) : first]))
    said = (t for t in near if t.pos_ in {"VERB", "NOUN"} and t.lemma_.lower() in words.SPEECH)
    return next((t for t in said if t.i not in told and t.sent == source[0].sent), None)


def _nearest(fact: Stretch, sources: tuple[Stretch, ...]) -> Stretch | None:
    """Return the source that stands closest to a fact."""
    first, last = fact.tokens[0].i, fact.tokens[-1].i
    return min(sources, key=lambda s: max(s.tokens[0].i - last, first - s.tokens[-1].i), default=None)


def _is_apart(source: Stretch, fact: Stretch) -> bool:
    """Say whether a source speaks in another sentence or a clause beside: "although a poll found", "with X saying"."""
    noun = _head(source)
    while noun.dep_ in {"det", "compound", "amod", "poss"}:
        noun = noun.head
    verb = noun.head if noun.dep_ == "nsubj" else noun
    told = {t.i for t in fact.tokens}
    conceding = verb.dep_ == "advcl" and any(t.lower_ in CONCEDING for t in verb.children)
    beside = conceding or (verb.dep_ == "pcomp" and verb.head.lower_ == "with")
    return _is_stop_between(source, fact) or (beside and any(t.i in told for t in verb.ancestors))


def _is_stop_between(source: Stretch, fact: Stretch) -> bool:
    """Say whether a source and a fact are two sentences that were taken for one: "… by 2017. The Treasury will …"."""
    between = source.tokens[-1].doc[source.tokens[-1].i : fact.tokens[0].i]
    return any(t.text == "." and t.nbor().is_title for t in between)


def _kind_of(source: Stretch) -> SourceType:
    return _by_label(source_type(_head(source)), source)


def _known(frame: Frame, readings: dict[int, Reading]) -> Frame:
    """Return a frame with what the tagger knows of its source: how far it reaches, whether it is given by name."""
    own = {(t.doc, t.i) for t in frame.source}
    stretches = (s for r in readings.values() for s in r.sources if own & {(t.doc, t.i) for t in s.tokens})
    same = next(stretches, None)
    if same is None:
        return frame
    whole = _trimmed({*frame.source, *same.tokens} - {*frame.cue})
    kind = _by_label(frame.source_type, Stretch(whole, same.label))
    inside_said = any(t.doc is same.tokens[0].doc and t.i in frame.content for t in whole)
    clause = any(t.dep_ in SUBJECTS and t.head in whole for t in whole)
    verbal = any(t.pos_ == "VERB" for t in {*whole} - {*frame.source})
    return frame._replace(source=frame.source if inside_said or clause or verbal else whole, source_type=kind)


def _trimmed(tokens: set[Token]) -> tuple[Token, ...]:
    """Return tokens in order, without what leads on from the end: punctuation, the "who" of a clause, a lone "a".

    Nor with what leads to it: the "as" of "as Lee said".
    """
    kept = sorted(tokens, key=lambda t: t.i)
    kept = kept[1:] if kept and kept[0].dep_ == "mark" else kept
    while kept and (kept[-1].is_punct or kept[-1].lower_ in words.RELATIVE or _lacks_noun(kept[-1], tokens)):
        kept.pop()
    return tuple(kept)


def _lacks_noun(last: Token, tokens: set[Token]) -> bool:
    return last.dep_ == "det" and last.head not in tokens


def _by_label(kind: SourceType, source: Stretch) -> SourceType:
    """Return the kind of source that a kind is by name or without a name.

    "The police" are a body; "police" alone are people of whom no name is given.
    """
    if source.label == "named" and kind in {SourceType.UNNAMED, SourceType.BARE} and _has_name(source):
        return SourceType.NAMED
    people = kind is SourceType.NAMED or (kind is SourceType.ORGANISATION and len(source.tokens) == 1)
    if source.label == "unnamed" and people and not any(t.pos_ == "PROPN" for t in source.tokens):
        return SourceType.UNNAMED
    return kind


def _has_name(source: Stretch) -> bool:
    """Say whether a source is called by a name, or a pronoun stands for one; one in "the mayor of X" is another's."""
    head = _head(source)
    names = [t for t in head.children if t.dep_ in {"appos", "conj"}]
    if not any(t.lower_ in {"a", "an"} for t in head.children):
        names += [head, *(t for t in head.children if t.dep_ == "compound")]
    # The parser takes a name that it has never seen for a noun; the tagger does not, and a name has its capital. At the
    # head of a sentence every word has one: "Senior officials" are not called by it, "Speaks said" is.
    alone = len(source.tokens) == 1
    capital = [t for t in names if t.text[:1].isupper() and (alone or not t.is_sent_start)]
    called = [*capital, *(t for t in names if t.pos_ in {"PROPN", "PRON"})]
    return any(t.ent_type_ not in {"GPE", "LOC", "NORP"} for t in called)


def _head(source: Stretch) -> Token:
    return source.tokens[0].doc[source.tokens[0].i : source.tokens[-1].i + 1].root
