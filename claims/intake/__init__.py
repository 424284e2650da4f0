"""The one door for files: a name and bytes in, texts with what is known of them out. Start reading at `take`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from claims.article import MAX_CHARACTERS, check, decode
from claims.intake import zips
from claims.intake.kinds import PAGE, PDF, TEXT, WHOLE_PAGE, WORD, ZIP, Kind, by_name, kind_of, of_parts
from claims.intake.taken import NotTaken, Taken
from claims.intake.zips import wanted
from claims.model import TextError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MAX_FILE", "MAX_ZIP", "NotTaken", "Taken", "endings", "take", "wanted"]

MAX_FILE = 50_000_000
"""How many bytes one file may have; a newspaper's whole issue as PDF has 30 million."""

MAX_ZIP = 100_000_000
"""How many bytes a zip may have."""

MAX_DEPTH = 2
"""How many zips may lie in one another."""

MAX_NAME = 200
"""How many characters of a name in a zip are kept: the last, where names differ."""

MAX_PAGE = 10_000_000
"""How many bytes a web page may have; one saved with its pictures inside has some five million."""

ODD_SHARE = 0.01
"""How many of the characters of a text may be none that people write: control characters, unassigned ones."""

_ODD = {"Cc", "Cn", "Co"}


def take(name: str, content: bytes) -> Iterator[Taken | NotTaken]:
    """Yield what a file gives: one text, or for a zip one after the other; why there is none for each without one.

    `name` is what the text is called, and tells the kind where the content does not; it is never used as a path. What
    lies in a zip is called “zip/name”. Never raises.
    """
    yield from _take(name, content, zips.Allowance(), 0)


def endings() -> list[str]:
    """Return the endings of what can be taken, without the dot."""
    return sorted(ending for kind in (*_READERS, ZIP) for ending in kind.endings)


def _take(name: str, content: bytes, left: zips.Allowance, depth: int) -> Iterator[Taken | NotTaken]:
    kind = kind_of(name, content)
    try:
        _check_size(content, kind)
        if kind is ZIP and (kind := of_parts(zips.opened(content).namelist())) is ZIP:
            yield from _unpack(name, content, left, depth)
            return
        taken = _read(name, content, kind)
    except TextError as problem:
        yield NotTaken(name, str(problem))
    except Exception:  # noqa: BLE001 - whatever the libraries make of a file that was built to break them
        meant = (by_name(name) if kind is ZIP else None) or kind
        yield NotTaken(name, f"This is {meant.what}, and it is damaged. Get it again, or copy its text and paste it.")
    else:
        yield taken._replace(notes=(*_about_name(name, kind), *taken.notes))


def _check_size(content: bytes, kind: Kind) -> None:
    largest = {ZIP: MAX_ZIP, PAGE: MAX_PAGE}.get(kind, MAX_FILE)
    problem = (
        "The file is empty. Check that it was saved and copied whole."
        if not content.strip()
        else f"This is {kind.what} of {len(content) / 1_000_000:,.0f} MB; {largest // 1_000_000} MB can be read. "
        "Save only the article, or copy it and paste it."
        if len(content) > largest
        else ""
    )
    if problem:
        raise TextError(problem)


def _unpack(name: str, content: bytes, left: zips.Allowance, depth: int) -> Iterator[Taken | NotTaken]:
    """Take what lies in a zip, one by one; one that cannot be taken does not stop the rest."""
    if depth >= MAX_DEPTH:
        yield NotTaken(name, "It is a zip in a zip in a zip. Unpack it and add what is inside.")
        return
    is_empty = True
    for member in zips.members(zips.opened(content), MAX_FILE, left):
        is_empty = False
        inside = f"{name}/{_shown(member.name)}"
        if member.why:
            yield NotTaken(inside, member.why)
        else:
            yield from _take(inside, member.content, left, depth + 1)
    if is_empty:
        yield NotTaken(name, "There is nothing in this zip. Pack it anew, or add the files themselves.")


def _read(name: str, content: bytes, kind: Kind) -> Taken:
    """Return the text of a file. Raises TextError where there is none that can be split."""
    if kind not in _READERS:
        message = f"This is {kind.what}. {kind.advice}"
        raise TextError(message)
    taken = _READERS[kind](name, content)
    check(taken.text)
    return taken


def _read_text(name: str, content: bytes) -> Taken:
    if len(content) > 4 * MAX_CHARACTERS:
        message = (
            f"The text has {len(content):,} bytes; one article may have {MAX_CHARACTERS:,} characters. Split it up."
        )
        raise TextError(message)
    text = decode(content) if b"\0" not in content else _wide(content)
    if sum(unicodedata.category(c) in _ODD and not c.isspace() for c in text) > ODD_SHARE * len(text):
        named = by_name(name)
        what = (
            f"Its name says that it is {named.what}, but it is damaged"
            if named not in {None, TEXT}
            else "This is no text"
        )
        message = f"{what}. Get it again, or copy its text and paste it."
        raise TextError(message)
    return Taken(name, text)


def _wide(content: bytes) -> str:
    """Return a text in which each character has two bytes: by its mark at the start, or by where its zeros are."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    first, second = content[::2].count(0), content[1::2].count(0)
    if min(first, second) > 0 or 4 * max(first, second) < len(content) // 2:
        return content.decode("latin-1")
    return content.decode("utf-16-le" if second else "utf-16-be", "replace")


def _about_name(name: str, kind: Kind) -> tuple[str, ...]:
    if by_name(name) in {None, kind}:
        return ()
    return (f"The name ends in “.{name.rpartition('.')[2]}”, but this is {kind.what}, and was read as that.",)


def _shown(name: str) -> str:
    """Return a name from a zip, which may hold anything, as one that can be shown in a line."""
    line = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\ufffd", name)
    return line if len(line) <= MAX_NAME else f"…{line[1 - MAX_NAME :]}"


# The libraries are loaded when the first file of their kind comes: each takes a third of a second.


def _read_page(name: str, content: bytes) -> Taken:
    from claims.intake.page import read_page  # noqa: PLC0415 - see above

    return read_page(name, content)


def _read_whole_page(name: str, content: bytes) -> Taken:
    from claims.intake.page import read_whole_page  # noqa: PLC0415 - see above

    return read_whole_page(name, content)


def _read_pdf(name: str, content: bytes) -> Taken:
    from claims.intake.pdf import read_pdf  # noqa: PLC0415 - see above

    return read_pdf(name, content)


def _read_word(name: str, content: bytes) -> Taken:
    from claims.intake.word import read_word  # noqa: PLC0415 - see above

    return read_word(name, content)


_READERS: dict[Kind, Callable[[str, bytes], Taken]] = {
    TEXT: _read_text,
    PAGE: _read_page,
    WHOLE_PAGE: _read_whole_page,
    PDF: _read_pdf,
    WORD: _read_word,
}
