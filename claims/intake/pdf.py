"""The text of a PDF, page after page, as its lines are printed; `claims.lines` mends hyphens and running heads."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any

from pypdf import Configuration, PasswordType, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from claims.article import MAX_CHARACTERS
from claims.intake.taken import Taken
from claims.model import TextError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

MAX_PAGES = 300
"""How many pages are read: a longer file is a book, a report or a month of newspapers."""

MAX_COPY_CHARACTERS = 5_000_000
"""How many characters are read of a source that is kept: a budget of a thousand pages has three million."""

MAX_DRAWING = 15_000_000
"""How many bytes of drawing commands are read in all: a page of text has some 10,000, a map a million."""

LIMITS = Configuration(
    zlib_maximum_output_length=20_000_000,
    lzw_maximum_output_length=20_000_000,
    run_length_maximum_output_length=20_000_000,
    array_based_stream_maximum_output_length=20_000_000,
    maximum_declared_stream_length=50_000_000,
    stream_decoding_work_maximum_length=100_000_000,
    stream_parsing_work_maximum_count=300_000,
    xform_maximum_invocations_per_extraction=1000,
    disable_legacy_handling=True,
    jbig2dec_binary=None,  # runs another program for pictures, which nobody asked for
)
"""How much pypdf may unpack of one stream; its own limits are for pictures."""

TOO_HEAVY = "The PDF is full of drawings. Save only the pages with the article, or copy it and paste it."

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is odd in a file is no news for standard error

_UNPRINTED = str.maketrans(LIGATURES | {chr(c): "" for c in (*range(9), *range(14, 32), *range(0xD800, 0xE000))})


def read_pdf(name: str, content: bytes) -> Taken:
    """Return the text. Raises TextError for a locked, empty, scanned or overlong PDF; anything for a damaged one."""
    try:
        with apply_configuration(LIMITS):
            reader = PdfReader(io.BytesIO(content))
            _unlock(reader)
            if (count := reader.get_num_pages()) > MAX_PAGES:
                message = f"The PDF has {count:,} pages; {MAX_PAGES} can be read. Save the pages with the article."
                raise TextError(message)
            pages, known = list(_texts(reader, MAX_CHARACTERS)), reader.metadata
    except LimitReachedError as problem:
        raise TextError(TOO_HEAVY) from problem
    title, byline = (_printed(known and known.get(key), pages) for key in ("/Title", "/Author"))
    silent = [number for number, text in enumerate(pages, start=1) if not text.strip()]
    if len(silent) == len(pages):
        message = "The PDF has no text: it is a picture, or empty. Run it through OCR (text recognition) and add that."
        raise TextError(message)
    notes = (f"No text on {_listed(silent)}: a picture, or blank.",) if silent else ()
    return Taken(name, "\n".join(filter(None, pages)), title=title, byline=byline, notes=notes)


def readable(content: bytes) -> str:
    """Return as much of a PDF's text as can be read, for looking up what is quoted of it; "" where nothing can."""
    pages: list[str] = []
    try:
        with apply_configuration(LIMITS):
            reader = PdfReader(io.BytesIO(content))
            _unlock(reader)
            for text in _texts(reader, MAX_COPY_CHARACTERS):
                pages.append(text)  # noqa: PERF402 - what was read before a page that cannot be read is kept
    except Exception:  # noqa: BLE001 - whatever pypdf makes of a file that was built to break it
        return "\n".join(pages)
    return "\n".join(pages)


def _unlock(reader: PdfReader) -> None:
    """Open a PDF that anyone may read: it has the empty password."""
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        message = "The PDF is locked with a password. Open it, print it to a new PDF without one, and add that."
        raise TextError(message)


def _texts(reader: PdfReader, longest: int) -> Iterator[str]:
    """Yield what each page says, as long as the whole may be an article. Raises TextError once it may not."""
    length, drawing = 0, 0

    def count(operator: bytes, *_: object) -> None:
        nonlocal drawing
        drawing += heaviest if operator == b"Do" else 0
        if drawing > MAX_DRAWING:
            raise TextError(TOO_HEAVY)

    for page in reader.pages:
        heaviest, unpacked = _forms(page)
        drawing += unpacked
        count(b"")
        text = page.extract_text(visitor_operand_before=count).translate(_UNPRINTED)
        length += len(text)
        if length > longest:
            message = f"The PDF has more than {longest:,} characters. Save the pages with the article."
            raise TextError(message)
        yield "\n".join(line.rstrip() for line in text.splitlines())


def _forms(page: PageObject) -> tuple[int, int]:
    """Return the size of the largest drawing that a page may repeat, and of all that it unpacks once; in bytes.

    Drawings may hold drawings, so that a small file can ask for more work than anyone has time.
    """
    contents = page.get_contents()
    total, heaviest = 0 if contents is None else len(contents.get_data()), 0
    seen: set[int] = set()
    left: list[Any] = [page.get("/Resources")]
    while left and total <= MAX_DRAWING:
        for drawing in _drawings(left.pop()):
            if id(drawing) not in seen:
                seen.add(id(drawing))
                size = len(drawing.get_data())
                total, heaviest = total + size, max(heaviest, size)
                left.append(drawing.get("/Resources"))
    return heaviest, total


def _drawings(resources: Any) -> list[Any]:  # noqa: ANN401 - anything may stand in a PDF where resources should
    """Return the drawings among the resources of a page; pictures are not read."""
    named = resources.get_object().get("/XObject") if resources else None
    things = [reference.get_object() for reference in named.get_object().values()] if named else []
    return [thing for thing in things if thing.get("/Subtype") == "/Form"]


def _printed(said: object, pages: list[str]) -> str:
    """Return what a PDF says of itself if its first page says so too: most say “Microsoft Word - final2.doc”."""
    wanted = " ".join(str(said or "").split())
    first = " ".join(pages[0].split()) if pages else ""
    is_there = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", first, re.IGNORECASE) if wanted else None
    return wanted if is_there else ""


def _listed(pages: list[int]) -> str:
    """Return page numbers in words, the first ten of them."""
    shown = ", ".join(map(str, pages[:10])) + (" …" if len(pages) > 10 else "")  # noqa: PLR2004 - as many as fit a line
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}"
