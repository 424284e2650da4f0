"""Whose words a quotation is: where it stands, the one who speaks beside it, and how it runs on or lost its marks."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from claims import words
from claims.frames import NEAR, Frame, cue_of, in_order, is_somebody, speaker_of
from claims.language import text_of
from claims.model import Manner
from claims.sources import SUBJECTS, can_speak, is_document, phrase, source_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.language import Doc, Sentence, Token


OPENING = frozenset({"“", "``", "''", "«", "„", '"'})

CLOSING = frozenset({"”", "''", "»", '"', "“"})

MAX_NAME = 6
"""How many words a name under a quotation may have."""


def has_marks(text: str) -> bool:
    """Say whether a text has double quotation marks at all; where it has none, they may have been lost."""
    return any(mark in text for mark in '"“”«»„')


def quotations(doc: Doc) -> frozenset[int]:
    """Return the tokens between quotation marks; an opening mark that is never closed runs to the paragraph's end."""
    if not any(mark in text_of(doc) for mark in OPENING):
        return frozenset()
    found: set[int] = set()
    start: int | None = None
    for token in doc:
        if start is None and token.text in OPENING:
            start = token.i + 1
        elif start is not None and token.text in CLOSING:
            found |= set(range(start, token.i))
            start = None
    return frozenset(found | set(range(start, len(doc)))) if start is not None else frozenset(found)


def is_quoted(frame: Frame, quoted: frozenset[int]) -> bool:
    """Say whether an attribution stands inside a quotation: whoever is quoted tells of it."""
    return bool(frame.source) and all(t.i in quoted for t in (*frame.source, *frame.cue))


def quoted_beside(verb: Token, quoted: frozenset[int]) -> set[int]:
    """Return the quotation beside a verb of saying where the parse ties nothing to it: in its sentence or right before.

    "“How many times do we have to see this?” Clinton said." is two sentences to the parser.
    """
    sentence = verb.sent
    # "Called the plan “…”": what it is called is a part of the article's own sentence.
    object_named = any(t.dep_ in {"xcomp", "oprd"} for t in verb.children)
    if verb.lemma_.lower() not in words.SPEECH or verb.i in quoted or object_named:
        return set()
    start = sentence.start
    while start > 0 and (start - 1 in quoted or verb.doc[start - 1].is_quote) and verb.i - sentence.start <= NEAR:
        start -= 1
    beside = {i for i in range(start, sentence.end) if i in quoted and not _is_part_of_phrase(verb.doc, i, quoted)}
    # A word or two in quotation marks is a part of the article's own sentence.
    return beside if any(verb.doc[i].pos_ in {"VERB", "AUX"} for i in beside) else set()


def _is_part_of_phrase(doc: Doc, inside: int, quoted: frozenset[int]) -> bool:
    """Say whether a quotation goes on with a phrase of the sentence around it: "accused him of a “let it be” mood"."""
    opening = next((i for i in range(inside, 0, -1) if i - 1 not in quoted), 0)
    before = doc[opening - 2] if opening > 1 else None
    return before is not None and before.pos_ in {"DET", "ADP", "ADJ"}


def tagged_quotation(sentence: Sentence, quoted: frozenset[int]) -> Iterator[Frame]:
    """Find "…”, added Jane Smith." where the parse sees no verb: a closed quotation, a word of saying, a name."""
    for mark, word in itertools.pairwise(t for t in sentence if t.text != ","):
        if not (mark.is_quote and mark.i - 1 in quoted and mark.i not in quoted and _sounds_like_saying(word)):
            continue
        name = word.nbor() if word.i + 1 < sentence.end else word
        name = name.head if name.dep_ in {"det", "compound", "amod", "poss"} else name
        source = tuple(t for t in phrase(name) if t.i > word.i)
        if source and name.pos_ in {"NOUN", "PROPN", "PRON"}:
            content = frozenset(i for i in range(sentence.start, mark.i) if i in quoted)
            yield Frame(source, (word,), content, source_type(name), Manner.DIRECT)


def _sounds_like_saying(word: Token) -> bool:
    """Say whether a word is a past of saying by its letters, whatever the parse takes it for, or a letter "begins"."""
    text = word.lower_
    return text in words.READS or (text.endswith("ed") and bool({text[:-2], text[:-1]} & words.SPEECH))


def signature(doc: Doc) -> Frame | None:
    """Find "“…” — Jane Smith": a paragraph that is a quotation and the name under it."""
    last = next((t for t in reversed(doc) if t.text in words.DASHES), None)
    marks = [t for t in (doc[: last.i] if last else ()) if not t.is_space]
    name = [t for t in (doc[last.i + 1 :] if last else ()) if not t.is_punct and not t.is_space]
    if last is None or not marks or not (doc[0].is_quote and marks[-1].is_quote and len(marks) > NEAR):
        return None
    if not name or len(name) > MAX_NAME or any(t.pos_ in {"VERB", "AUX"} or not t.text[0].isupper() for t in name):
        return None
    head = doc[name[0].i : name[-1].i + 1].root
    content = frozenset(range(1, marks[-1].i))
    return Frame(tuple(name), (last,), content, source_type(head), Manner.DIRECT)


def words_left(sentence: Sentence, quoted: frozenset[int]) -> Iterator[Frame]:
    """Find "X left this message, “…”" and "X defended the plan: “…”": a sentence that leads in somebody's words."""
    opening = next((t for t in reversed(sentence) if t.i in quoted and t.i - 1 not in quoted), None)
    if opening is None or opening.i - sentence.start <= NEAR:
        return
    last = next((t for t in reversed(sentence.doc[sentence.start : opening.i]) if not t.is_quote), opening)
    noun = last.nbor(-1) if last.text in {",", ":"} and last.i > sentence.start else opening
    gives = noun.dep_ == "dobj" and (is_document(noun) or noun.lemma_.lower() in words.MESSAGES)
    verb = noun.head if gives else _first_verb(sentence) if last.text == ":" else None
    subject = speaker_of(verb) if verb is not None else None
    if verb is not None and subject is not None and is_somebody(subject, verb) and can_speak(subject):
        content = frozenset(i for i in range(opening.i, sentence.end) if i in quoted)
        cue = in_order(*cue_of(verb), *([noun] if gives else []))
        yield Frame(phrase(subject, verb), cue, content, source_type(subject), Manner.DIRECT)


def _first_verb(sentence: Sentence) -> Token | None:
    """Return the first verb that has a subject."""
    return next((t.head for t in sentence if t.dep_ == "nsubj" and t.head.pos_ in {"VERB", "AUX"}), None)


def with_manner(doc: Doc, frame: Frame, quoted: frozenset[int]) -> Frame:
    """Call it direct where most of the content stands in quotation marks."""
    told = {i for i in frame.content if not doc[i].is_punct}
    return frame._replace(manner=Manner.DIRECT) if len(told & quoted) * 2 > len(told) else frame


def with_rest(sentence: Sentence, frames: list[Frame], quoted: frozenset[int]) -> Frame:
    """Return a sentence's last frame with what is quoted in it further on: "“…,” he said; and later, “…”"."""
    last = frames[-1]
    rest = frozenset(t.i for t in sentence if t.i in quoted).difference(*(f.content for f in frames))
    says_something = any(t.i in rest and t.head.i in rest and t.dep_ in SUBJECTS for t in sentence)
    goes_on = last.manner is Manner.DIRECT and bool(last.source) and not is_quoted(last, quoted)
    return last._replace(content=last.content | rest) if goes_on and says_something else last


def running_quotation(
    sentence: Sentence, frames: list[Frame], speaker: Frame | None, quoted: frozenset[int] | None
) -> list[Frame]:
    """Give a quotation without a cue of its own to the one who spoke last: in this paragraph, or in the one above.

    Where the marks were lost (`quoted` is None) direct speech goes on while nobody else speaks; a new paragraph must
    sound like somebody talking.
    """
    if speaker is None or not speaker.source or _tells_itself(sentence, quoted):
        return []
    told = {t.i for t in sentence if not t.is_punct}
    open_to_doubt = told if quoted is None else told & quoted
    goes_on = speaker.guess and bool(frames or _sounds_spoken(sentence)) if quoted is None else False
    if any(open_to_doubt & f.content for f in frames) or not (goes_on or len(told & (quoted or set())) * 2 > len(told)):
        return []
    content = frozenset(t.i for t in sentence)
    # "She added:" stands for itself, and its quotation in the next sentence or paragraph.
    announced = () if speaker.content else speaker.cue
    said = speaker._replace(content=content, cue=(), announced=announced, manner=Manner.DIRECT)
    return [said._replace(guess=speaker.guess or not frames)]


def _tells_itself(sentence: Sentence, quoted: frozenset[int] | None) -> bool:
    """Say whether a sentence tells something beside the quotation in it: "One poster confessed in a post, “…”"."""
    outside = (t for t in sentence if quoted and t.i not in quoted and t.head.i not in quoted)
    return any(t.dep_ in SUBJECTS and t.head.pos_ in {"VERB", "AUX"} for t in outside)


def led_in(sentence: Sentence, frames: list[Frame], before: Frame | None, quoted: frozenset[int]) -> list[Frame]:
    """Give words without marks to the one who announced them: a guess, until somebody else speaks.

    "The church denied this:" is of the paragraph under it, "the letter reads: …" of what goes on with "I" or "my".
    """
    last = frames[-1] if frames else before
    here = frozenset(t.i for t in sentence)
    if last is None or not last.source or here & quoted or any(f.content & here for f in frames):
        return []
    cue = last.cue or last.announced
    goes_on = last is before or (last.guess and not last.cue)
    above = before is not None and goes_on and last.source == before.source and _is_announced(before.cue, sentence)
    letter = bool(cue) and cue[-1].lemma_ == "read" and is_document(last.source[-1]) and _sounds_spoken(sentence)
    if not above and not letter:
        return []
    # "Denied this: she was not forced": what is denied is not that.
    said = () if any(t.lemma_.lower() in words.DENIALS for t in cue) else cue
    return [last._replace(content=here, cue=(), announced=said, manner=Manner.DIRECT, guess=True)]


def _is_announced(cue: tuple[Token, ...], below: Sentence) -> bool:
    """Say whether somebody spoke in the last sentence of the paragraph above, and that ends in a colon."""
    if not cue or cue[-1].doc is below.doc or cue[-1].lemma_.lower() not in words.SPEECH:
        return False
    sentence = cue[-1].sent
    return sentence.end == len(cue[-1].doc) and [t.text for t in sentence if not t.is_space][-1] == ":"


def with_lost_marks(doc: Doc, frame: Frame) -> Frame:
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
