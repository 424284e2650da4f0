"""Runs the tagger: sentences in, the facts and sources of each out, with exact places. See README.md for the model.

Start at `tag`. The model sees word pieces; a word's tag is that of its first piece, and `Tag` speaks in characters.
"""

from __future__ import annotations

import functools
import re
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from claims.tagger.decode import FACTS, SOURCES, best_path, log_softmax, runs, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

FOLDER: Final = Path(__file__).parent

PIECES: Final = 256
"""How many word pieces of a sentence are read; what comes after them has no tags."""

THREADS: Final = 1
"""A second one would help a little, and wait for work in a loop that takes its core from the parser (`reading`)."""

_MARKS: Final = str.maketrans("“”„‟«»‘’‚‛", '"' * 6 + "'" * 4)

_HALVES: Final = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which no tokenizer takes."""

_loading = threading.Lock()


class Tag(NamedTuple):
    """A stretch of the sentence, in half-open `str` offsets, under a label of `decode.FACTS` or `decode.SOURCES`."""

    start: int
    end: int
    label: str
    probability: float


class Tagged(NamedTuple):
    """What stands in a sentence, and how probable it is that it states no fact, a plain fact, a fact with a source."""

    facts: tuple[Tag, ...] = ()
    sources: tuple[Tag, ...] = ()
    no_fact: float = 1.0
    fact: float = 0.0
    sourced: float = 0.0


class Word(NamedTuple):
    """A word of a sentence: its first piece, and where it stands."""

    piece: int
    start: int
    end: int


def available() -> bool:
    """Say whether the tagger can run here: its libraries and its files are there."""
    files = (FOLDER / name for name in ("model.onnx", "tokenizer.json"))
    return all(find_spec(name) for name in ("onnxruntime", "tokenizers")) and all(file.exists() for file in files)


def tag(sentences: Sequence[str], folder: Path = FOLDER) -> list[Tagged]:
    """Return what the tagger finds in each sentence; nothing in a blank one.

    Each is read alone: together they would be a tenth faster, but what is found in one would hang on the others.
    """
    model, tokenizer = _load(folder)
    return [_tagged(model, tokenizer.encode(plain(sentence))) for sentence in sentences]


def _tagged(model: InferenceSession, sentence: Encoding) -> Tagged:
    read = words(sentence)
    if not read:
        return Tagged()
    tags, classes = model.run(None, {"ids": np.array([sentence.ids])})
    facts, sources = np.split(tags[0, [word.piece for word in read]], [width(FACTS)], axis=1)
    chances = np.exp(log_softmax(classes[0]))
    return Tagged(_tags(facts, read, FACTS), _tags(sources, read, SOURCES), *map(float, chances))


def _tags(scores: NDArray[np.float32], read: list[Word], labels: tuple[str, ...]) -> tuple[Tag, ...]:
    logs = log_softmax(scores)
    found = runs(best_path(logs), np.exp(logs), labels)
    return tuple(Tag(read[run.first].start, read[run.last].end, run.label, run.probability) for run in found)


def words(sentence: Encoding) -> list[Word]:
    """Return the words of a sentence in pieces; marks are words too."""
    found: list[Word] = []
    previous = None
    for piece, (number, (start, end)) in enumerate(zip(sentence.word_ids, sentence.offsets, strict=True)):
        if number is not None and number == previous:
            found[-1] = found[-1]._replace(end=end)
        elif number is not None:
            found.append(Word(piece, start, end))
        previous = number
    return found


def plain(text: str) -> str:
    """Level what the model never saw in training, one character for one, so that every place stays what it was."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text.translate(_MARKS))


def _load(folder: Path) -> tuple[InferenceSession, Tokenizer]:
    with _loading:
        return _loaded(folder)


@functools.cache
def _loaded(folder: Path) -> tuple[InferenceSession, Tokenizer]:
    import onnxruntime  # noqa: PLC0415 - loaded only where the tagger is used
    from tokenizers import Tokenizer  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    model = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(PIECES)
    return model, tokenizer
