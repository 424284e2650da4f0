"""What lies in a zip, one file after the other, in memory only: nothing is ever written under a name from a zip."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from claims.model import TextError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_FILES = 500
"""How many files are taken out of one zip, those in its zips included."""

MAX_UNPACKED = 250_000_000
"""How many bytes are unpacked from one zip in all."""

MAX_RATIO = 200
"""How many times its packed size a file may have: text packs to a tenth, a bomb to a thousandth."""

SMALL = 1_000_000
"""A file of no more bytes may be packed as tightly as it likes."""

MAX_ENTRIES = 10_000
"""How many entries a zip may list at all; each costs memory before anything is unpacked."""

_JUNK = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)", re.IGNORECASE)
_FURNITURE = re.compile(r"(?P<page>.*)(?:_files|\.files)/.*")
_LOCKED = 1


@dataclass(slots=True)
class Allowance:
    """What may still be taken out of one zip, however deep."""

    files: int = MAX_FILES
    size: int = MAX_UNPACKED


class Member(NamedTuple):
    """A file in a zip: its content, or why there is none."""

    name: str
    content: bytes
    why: str = ""


def opened(content: bytes) -> zipfile.ZipFile:
    """Open a zip. Raises TextError for one that lists too much, what `zipfile` raises for a damaged one."""
    packed = zipfile.ZipFile(io.BytesIO(content))
    if len(packed.infolist()) > MAX_ENTRIES:
        message = f"The zip lists {len(packed.infolist()):,} files; {MAX_FILES} can be taken at once. Pack fewer."
        raise TextError(message)
    return packed


def members(packed: zipfile.ZipFile, largest: int, left: Allowance) -> Iterator[Member]:
    """Yield the files of a zip in its order, none with more than `largest` bytes; then, if so, why that was not all.

    Folders, what an operating system leaves behind and what a browser saved beside a page are passed over.
    """
    for entry in _wanted(packed):
        left.files -= 1
        if left.files < 0 or left.size <= 0:
            limit = f"{MAX_FILES} files" if left.files < 0 else f"{MAX_UNPACKED // 1_000_000} MB"
            yield Member(
                entry.filename, b"", f"No more than {limit} are taken out of one zip. Add the rest in another."
            )
            return
        try:
            yield Member(entry.filename, unpacked(packed, entry, min(largest, left.size), left))
        except TextError as problem:
            yield Member(entry.filename, b"", str(problem))


def unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, largest: int, left: Allowance) -> bytes:
    """Return one file of a zip. Raises TextError where it is locked, damaged, a bomb or larger than `largest`."""
    if entry.flag_bits & _LOCKED:
        message = "It is locked with a password. Unpack it yourself and add the file."
        raise TextError(message)
    if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
        message = f"It would unpack to more than {MAX_RATIO} times its size, as zip bombs do. Add the file itself."
        raise TextError(message)
    try:
        with packed.open(entry) as file:
            content = file.read(largest + 1)  # what the entry says of its size may be a lie
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as problem:
        message = "It is damaged, or packed in a way that is not understood. Unpack it yourself and add the file."
        raise TextError(message) from problem
    left.size -= len(content)
    if len(content) > largest:
        message = f"It has more than {largest / 1_000_000:,.0f} MB. Add a smaller file."
        raise TextError(message)
    return content


def _wanted(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    names = wanted([entry.filename for entry in entries])
    return [entry for entry in entries if entry.filename in names]


def wanted(names: Sequence[str]) -> frozenset[str]:
    """Return the names of files that a person put there: none that a system left behind or a browser saved with a page.

    What belongs to a page lies in “Title_files” beside “Title.html”. Folders are parted by “/”.
    """
    stems = {name.rpartition(".")[0] for name in names}
    return frozenset(
        name
        for name in names
        if not _JUNK.fullmatch(name) and not ((found := _FURNITURE.fullmatch(name)) and found["page"] in stems)
    )
