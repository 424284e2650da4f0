"""The article's text as the report shows it: in paragraphs, cut wherever a claim starts or ends, with its numbers.

The idea: nothing is left out or said twice, so the text of all pieces is the article's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from claims.model import Article, Claim, Span

_OTHERS: Final = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_UNSHOWN: Final = re.compile(rf"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_OTHERS}]")
"""What may not stand in HTML: control characters, lone surrogates and noncharacters."""

_PICTURES: Final = 0x2400
"""Where Unicode has pictures of the first 32 control characters."""

_UNKNOWN: Final = "\ufffd"


class Ref(NamedTuple):
    """The number of a claim behind one of its stretches; only the first one is where the footnote leads back to."""

    number: int
    stretch: int


class Piece(NamedTuple):
    """A part of the text in the same claims all along: how many, whether any has a finding, and which end behind it."""

    text: str
    claims: int
    checked: bool
    ending: tuple[Ref, ...]


class Block(NamedTuple):
    """A part of the text in pieces: a paragraph of the body, what stands around it, or a gap with no word in it."""

    kind: Literal["body", "around", "gap"]
    pieces: tuple[Piece, ...]


def shown(text: str) -> str:
    """Return a text as HTML can hold it: line ends as one sign, a picture or � for each character that may not be."""
    return _UNSHOWN.sub(_picture, text.replace("\r\n", "\n").replace("\r", "\n"))


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(_PICTURES + code) if code < ord(" ") else _UNKNOWN


def blocks(article: Article, claims: Sequence[Claim], checked: Collection[str]) -> list[Block]:
    """Return the whole text in blocks; claims are numbered from 1, `checked` are the ids of those with a finding."""
    length = len(article.text)
    bodies = {(span.start, min(span.end, length)) for span in article.body if span.start < length}
    bounds = sorted({0, length, *(at for body in bodies for at in body)})
    cuts = sorted({*bounds, *(at for claim in claims for span in claim.spans for at in (span.start, span.end))})
    pieces = defaultdict[int, list[Piece]](list)
    starts = iter([*bounds[1:], length + 1])
    block, after = 0, next(starts)
    for start, piece in _pieces(article.text, [cut for cut in cuts if cut <= length], claims, checked):
        while start >= after:
            block, after = after, next(starts)
        pieces[block].append(piece)
    ends = dict(pairwise(bounds))
    return [_block(tuple(found), is_body=(start, ends[start]) in bodies) for start, found in pieces.items()]


def _block(pieces: tuple[Piece, ...], *, is_body: bool) -> Block:
    if is_body:
        return Block("body", pieces)
    return Block("around" if any(piece.text.strip() for piece in pieces) else "gap", pieces)


def _pieces(
    text: str, cuts: Sequence[int], claims: Sequence[Claim], checked: Collection[str]
) -> Iterator[tuple[int, Piece]]:
    """Yield each piece with where it starts."""
    starting, ending = defaultdict[int, list[int]](list), defaultdict[int, list[Ref]](list)
    for number, claim in enumerate(claims, start=1):
        for stretch, span in enumerate(_inside(claim, len(text)), start=1):
            starting[span.start].append(number)
            ending[min(span.end, len(text))].append(Ref(number, stretch))
    here: Counter[int] = Counter()
    for start, end in pairwise(cuts):
        here.update(starting[start])
        found = any(claims[number - 1].id in checked for number in here)
        yield start, Piece(text[start:end], len(here), found, tuple(ending[end]))
        here.subtract(ref.number for ref in ending[end])
        here = +here


def _inside(claim: Claim, length: int) -> list[Span]:
    return [span for span in claim.spans if span.start < length]
