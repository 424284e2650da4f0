"""Finds who says what in a parsed paragraph.

The idea: a `Frame` is a source, a cue and the words that the source answers for. Each function below finds frames of
one build ("X said that", "according to X", "it is believed that", "reportedly"), those in `quotations` what stands in
quotation marks; `find_frames` puts them in order. Frames speak in tokens; `split` turns them into an `Attribution` for
each claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims import words
from claims.frames import (
    NEAR,
    Frame,
    branch,
    clause_above,
    clause_of,
    content_below,
    content_of,
    cue_of,
    has,
    holder_of,
    idiom_of,
    in_order,
    is_somebody,
    is_stance,
    is_thought,
    is_told,
    object_of,
    speaker_of,
    that_clause_below,
)
from claims.model import Manner, SourceType
from claims.quotations import (
    is_quoted,
    led_in,
    quotations,
    quoted_beside,
    running_quotation,
    signature,
    tagged_quotation,
    with_lost_marks,
    with_manner,
    with_rest,
    words_left,
)
from claims.sources import SUBJECTS, is_document, phrase, source_type, stands_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.language import Doc, Sentence, Token

__all__ = ["Frame", "find_frames", "settled"]

SAYING = words.SPEECH | words.THOUGHT

OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "prep", "oprd", "dative"})
"""What a stance may be about."""


def find_frames(doc: Doc, before: Frame | None = None, *, marks: bool = True) -> list[Frame]:
    """Return the attributions of a paragraph.

    `before` is the last one of the paragraph above, for a quotation that runs on; without `marks` the article has no
    quotation marks at all, and words that read like a quotation are taken for one that lost them: a guess.
    """
    signed = signature(doc)
    if signed is not None:
        return [signed]
    quoted = quotations(doc)
    found = [(sentence, _found(sentence, quoted, before)) for sentence in doc.sents]
    told = before is not None or any(not is_quoted(f, quoted) for _, here in found for f in here)
    frames: list[Frame] = []
    for sentence, here in found:
        # Whom a quotation speaks of says nothing himself, as far as it is known who speaks.
        heard = [f for f in here if not (told and is_quoted(f, quoted))]
        frames += [with_manner(doc, frame, quoted) if marks else with_lost_marks(doc, frame) for frame in heard]
        # "Heald noted the findings show …": it is she who goes on.
        speaker = next((f for f in reversed(frames) if not _is_told_of(f, frames)), before)
        if heard and marks:
            frames[-1] = with_rest(sentence, frames, quoted)
        frames += running_quotation(sentence, frames, speaker, quoted if marks else None)
        frames += led_in(sentence, frames, before, quoted) if not here else []
    return frames


def settled(frames: list[Frame], above: list[Frame], people: set[str]) -> list[Frame]:
    """Return attributions of a paragraph with what the words before them tell of the kinds of their sources.

    `above` are those of the paragraph above; `people` are last names of whom the article has told so far.
    """
    kinds = [f.source_type for f in reversed(above)]
    return [f._replace(source_type=_kind_before(f, kinds, people) or f.source_type) for f in frames]


def _kind_before(frame: Frame, above: list[SourceType], people: set[str]) -> SourceType | None:
    """Return what "she" is whom the words before name, and "Paris" after "Valeska Paris"."""
    if len(frame.source) != 1:
        return None
    (word,) = frame.source
    surprising = frame.source_type in {SourceType.ORGANISATION, SourceType.UNNAMED, SourceType.MEDIA}
    return SourceType.NAMED if surprising and word.text in people else stands_for(word, above)


def _found(sentence: Sentence, quoted: frozenset[int], before: Frame | None) -> list[Frame]:
    """Return the attributions of one sentence, of whatever build."""
    found = [*_said(sentence, quoted), *_according_to(sentence), *_named_report(sentence), *_impersonal(sentence)]
    found += [*_speaker_line(sentence), *_convinced(sentence)]
    found += [f for f in tagged_quotation(sentence, quoted) if not any(set(f.cue) & set(g.cue) for g in found)]
    stances = [f for f in _stance(sentence, found, before) if not _is_told_of(f, found)]
    found = [f for f in found if f.content or not any(set(f.cue) & set(g.cue) for g in stances)] + stances
    led = words_left(sentence, quoted)
    found += [f for f in led if not any(f.content & g.content or set(f.cue) & set(g.cue) for g in found if g.content)]
    found = [f for f in found if not _repeats_outer(f, found) and not (is_thought(f) and _is_told_of(f, found))]
    return found + [f for f in _hearsay(sentence) if not any(f.content & g.content for g in found)]


def _is_told_of(frame: Frame, frames: list[Frame]) -> bool:
    """Say whether somebody else tells of it: "Lee said that Brown believes …" has it from Lee."""
    return any(f is not frame and f.source and {t.i for t in frame.cue} <= f.content for f in frames)


def _repeats_outer(frame: Frame, frames: list[Frame]) -> bool:
    """Say whether a frame only restates whose words they are: "Clinton said she thinks …"."""
    pronoun = len(frame.source) == 1 and frame.source[0].lower_ in words.PRONOUNS
    return pronoun and _is_told_of(frame, frames)


def _said(sentence: Sentence, quoted: frozenset[int]) -> Iterator[Frame]:
    """Find "X said (that) …", "…, X said", "as X puts it", "X, saying that …"."""
    for verb in sentence:
        idiom = idiom_of(verb)
        if (verb.lemma_.lower() not in SAYING and not idiom) or not is_told(verb):
            continue
        subject = speaker_of(verb)
        if subject is None or not is_somebody(subject, verb):
            continue
        source, cue = phrase(subject, verb), in_order(*cue_of(verb), *idiom)
        said = (set() if idiom else content_of(verb)) or quoted_beside(verb, quoted) or that_clause_below(verb)
        content = frozenset(said - {t.i for t in (*source, *cue)})
        announces = sentence[-1].text == ":" and verb.lemma_.lower() in words.SPEECH
        means = subject.lower_ == "it" and verb.lemma_.lower() not in words.ONLY_SAYING and not content_below(verb)
        if (content or announces) and subject.i not in said and not means:
            yield Frame(source, cue, content, source_type(subject, verb), Manner.INDIRECT)


def _speaker_line(sentence: Sentence) -> Iterator[Frame]:
    """Find "PENCE: Well, look …" and "Poll: Voters abandon …" at the start of a paragraph."""
    colon = next((t for t in sentence[1 : NEAR + 2] if t.text == ":"), None) if sentence.start == 0 else None
    if colon is None or colon.i + 1 >= len(sentence.doc):
        return
    name = sentence.doc[sentence.start : colon.i]
    head = name.root
    speaks = name.text.isupper() or head.ent_type_ in {"PERSON", "ORG"} or is_document(head)
    if speaks and not any(t.lower_ in words.LABELS for t in name) and not any(t.pos_ in {"VERB", "AUX"} for t in name):
        content = frozenset(range(colon.i + 1, len(sentence.doc)))
        yield Frame(tuple(name), (colon,), content, source_type(head, None), Manner.INDIRECT)


def _stance(sentence: Sentence, found: list[Frame], before: Frame | None) -> Iterator[Frame]:
    """Find "X urged supporters to …", "X called for …", "X announced cuts": what is reported is X's own stance.

    What X says beside it ("…, saying that") is left to the frames already `found`, and what describes X to nobody.
    """
    for verb in sentence:
        if not _takes_stance(verb) or _is_pointed_out(verb) or not is_told(verb):
            continue
        if any(verb in f.cue and f.content for f in found):
            continue
        subject = speaker_of(verb)
        if subject is None or not _is_about(verb) or not is_somebody(subject, verb) or _is_thing(subject, before):
            continue
        source = phrase(subject, verb)
        others = (f for f in found if f.content and f.source == source and _is_beside(f, verb))
        beside = {i for f in others for i in (*f.content, *(t.i for t in f.cue))}
        content = frozenset((clause_of(verb) - beside - _asides(subject) - _second(verb)) | {t.i for t in source})
        yield Frame(source, cue_of(verb), content, source_type(subject, verb), Manner.INDIRECT)


def _takes_stance(verb: Token) -> bool:
    """Say whether a verb may tell of a stance or an announcement, and not only help to tell something else."""
    if not is_stance(verb) and verb.lemma_.lower() not in words.ANNOUNCING:
        return False
    own = any(t.dep_ == "nsubj" for t in verb.children)
    by_it = verb.dep_ == "pcomp" and (own or verb.head.lower_ == "by")
    # "Will support the plan" is yet to be seen; "reportedly urged" is somebody else's word.
    open_to_doubt = any(t.lower_ in words.HEARSAY or t.lower_ in words.PLAIN_FUTURE for t in verb.children)
    # "The study was supported by the ministry": with money.
    paid = verb.lemma_ == "support" and any(t.dep_ == "nsubjpass" and is_document(t) for t in verb.children)
    return not (open_to_doubt or paid) and (by_it or verb.dep_ not in {"xcomp", "pcomp", "amod"})


def _is_pointed_out(verb: Token) -> bool:
    """Say whether a stance only says who or what is meant: "the day they planned to marry", "who would object"."""
    if verb.dep_ != "relcl":
        return False
    possible = any(t.dep_ == "aux" and t.lower_ == "would" for t in verb.children)
    return possible or any(t.dep_ == "nsubj" and t.lower_ not in words.RELATIVE for t in verb.children)


def _is_beside(frame: Frame, verb: Token) -> bool:
    """Say whether a cue stands beside a verb ("asked for a loan, saying that") and not under it ("refused to say")."""
    return any(t.head == verb and t.dep_ in {"advcl", "conj"} for t in frame.cue)


def _is_about(verb: Token) -> bool:
    """Say whether a stance is told with what it is about; an announcement is of something."""
    if verb.lemma_.lower() in words.ANNOUNCING:
        return any(t.dep_ == "dobj" for t in verb.children) and any(t.dep_ == "nsubj" for t in verb.children)
    return any(t.dep_ in OBJECTS and t.i > verb.i for t in verb.children) or object_of(verb, {"by"}) is not None


def _is_thing(subject: Token, before: Frame | None) -> bool:
    """Say whether an "it" stands for no body that the words before it speak of."""
    return subject.lower_ == "it" and stands_for(subject, [before.source_type] if before else []) is None


def _second(verb: Token) -> set[int]:
    """Return the words of a second stance beside a first one: "urged a vote and called for …"."""
    second = (t for t in verb.children if t.dep_ == "conj" and _takes_stance(t))
    return {i for t in second for i in branch(t)}


def _asides(subject: Token) -> set[int]:
    """Return what describes a source beside its name: "Ann Lee, the head of the bank, urged …"."""
    own = {t.i for t in phrase(subject)}
    return {i for t in subject.children if t.dep_ == "appos" for i in branch(t)} - own


def _convinced(sentence: Sentence) -> Iterator[Frame]:
    """Find "X is worried that …", "X remains confident …": a thought in an adjective."""
    for word in sentence:
        if word.lower_ not in words.CONVICTIONS or word.tag_ not in {"JJ", "VBN", "VBD"}:
            continue
        verb = word.head if word.dep_ == "acomp" else word
        subject = holder_of(word.head if word.dep_ == "acomp" else word)
        content = {i for t in word.children if t.dep_ == "ccomp" for i in branch(t)}
        if subject is not None and content and is_somebody(subject, verb) and subject.lower_ not in {"it", "there"}:
            cue = in_order(*cue_of(verb), word)
            yield Frame(phrase(subject, verb), cue, frozenset(content), source_type(subject), Manner.INDIRECT)


def _according_to(sentence: Sentence) -> Iterator[Frame]:
    """Find "according to X, …", "in the words of X, …" and "…, in X's view"."""
    for token in sentence:
        holder = _told_by(token)
        if holder is None:
            continue
        source = phrase(holder)
        cue = tuple(t for t in token.subtree if t.i < source[0].i) or (token,)
        content = branch(clause_above(token)) - branch(token) - {t.i for t in (*cue, *source)}
        yield Frame(source, cue, frozenset(content), source_type(holder, None), Manner.INDIRECT)


def _told_by(token: Token) -> Token | None:
    """Return whose words a preposition gives: "according to X", "in the words of X", "in X's opinion"."""
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        return next((t for t in (*token.nbor().children, *token.children) if t.dep_ == "pobj"), None)
    noun = next((t for t in token.children if t.dep_ == "pobj"), None) if token.lower_ == "in" else None
    if noun is None or noun.lower_ not in words.VIEWS:
        return None
    owner = next((t for t in noun.children if t.dep_ == "poss" and t.tag_ != "PRP$"), None)
    return owner or object_of(noun, {"of"})


def _named_report(sentence: Sentence) -> Iterator[Frame]:
    """Find "X's claim that …" and "a report by X that …"."""
    for noun in sentence:
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in words.REPORT_NOUNS:
            continue
        clause = next((t for t in noun.children if t.dep_ in {"acl", "ccomp"} and has(t, "that")), None)
        owner = next((t for t in noun.children if t.dep_ == "poss"), None) or object_of(noun, {"by", "from"})
        if clause is not None and owner is not None:
            yield Frame(phrase(owner), (noun,), frozenset(branch(clause)), source_type(owner, None), Manner.INDIRECT)


def _impersonal(sentence: Sentence) -> Iterator[Frame]:
    """Find "it is believed that …" and "X is said to": the passive that gives nobody.

    "It should be noted" asks for something; "may be considered to", "was supposed to" and "is expected to" give no
    hearsay but a possibility, a duty, the article's own forecast.
    """
    for verb in sentence:
        if verb.lemma_.lower() not in words.IMPERSONAL or not any(t.dep_ == "auxpass" for t in verb.children):
            continue
        # "Grew fast and is believed to be worth 3 billion": of whom stands once.
        holders = (verb, verb.head) if verb.dep_ == "conj" else (verb,)
        subject = next((t for holder in holders for t in holder.children if t.dep_ in SUBJECTS), None)
        if subject is None or object_of(verb, {"by"}) is not None:
            continue
        that = next((t for t in verb.children if t.dep_ == "ccomp"), None)
        to = next((t for t in verb.children if t.dep_ == "xcomp"), None)
        modals = {t.lower_ for t in verb.children if t.tag_ == "MD"}
        if that is not None and _is_impersonal(subject) and subject.head == verb and not modals & words.DUTY:
            cue = tuple(verb.doc[subject.i : verb.i + 1])
            yield Frame((), cue, frozenset(branch(that)), _voice_of(verb), Manner.INDIRECT)
        elif to is not None and not (modals or verb.lemma_.lower() in words.NO_HEARSAY or _is_notice(verb, to)):
            # "The authorities are known to cover up": the cue stands inside what is said and stays there.
            cue = (*cue_of(verb), *(t for t in to.children if t.lower_ == "to" and t.i == verb.i + 1))
            yield Frame((), cue, frozenset(branch(verb)), _voice_of(verb), Manner.INDIRECT)


def _is_notice(verb: Token, what: Token) -> bool:
    """Say whether something was notified and not rumoured: "was reported stolen"."""
    return verb.lemma_ == "report" and what.tag_ == "VBN" and not has(what, "to")


def _hearsay(sentence: Sentence) -> Iterator[Frame]:
    """Find "reportedly" and "allegedly": somebody says so, and the article does not say who."""
    for token in sentence:
        if token.lower_ in words.HEARSAY:
            above = clause_above(token)
            # "Reportedly shelled the town when rebels entered it": the hearsay is of both; "while" tells another fact.
            late = {i for t in above.rights if t.dep_ == "advcl" and not has(t, "while") for i in branch(t)}
            yield Frame((), (token,), frozenset(clause_of(above) | late), SourceType.BARE, Manner.INDIRECT)


def _voice_of(verb: Token) -> SourceType:
    """Say whose the impersonal passive is: hearsay is bare; an expectation is the article's own."""
    return SourceType.NONE if verb.lemma_.lower() in words.OWN_VOICE else SourceType.BARE


def _is_impersonal(subject: Token) -> bool:
    return subject.lower_ in {"it", "there"}
