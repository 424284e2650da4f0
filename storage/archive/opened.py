"""Opens an archive: every file in it is the one that the manifest names, and none is taken that is not."""

from __future__ import annotations

import json
import zipfile
from contextlib import contextmanager
from hashlib import sha256
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from claims.intake.zips import MAX_RATIO, SMALL, wanted
from storage.archive import text
from storage.archive.damage import damage_told, refuse, row_told
from storage.archive.rows import COLUMNS
from storage.errors import RefusedError
from storage.store import MAX_COPY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from storage.codec import Row

MAX_MEMBERS: Final = 10_000
"""How many files an archive may hold: the tables, and as many copies as a long inquiry has sources."""

MAX_UNPACKED: Final = 2_000_000_000
"""How many bytes an archive may hold in all."""

MAX_LINE: Final = 100_000_000
"""How many bytes a row may have: the text of the largest copy has fewer."""

_PART: Final = 1 << 20

_LOCKED: Final = 1


class Archive:
    """An archive whose files were all compared with its manifest. It is read as often as asked, row by row."""

    def __init__(self, pack: zipfile.ZipFile, article_id: str, digest: str) -> None:
        """Use `opened` instead."""
        self._pack = pack
        self.article_id = article_id
        self.digest = digest
        """The SHA-256 of the manifest, and so of all that it names."""

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table; none of one that an older archive does not have. Raises RefusedError."""
        if table in text.SINCE and f"{table}.jsonl" not in self._pack.NameToInfo:
            return
        with damage_told(), self._pack.open(f"{table}.jsonl") as member:
            for number, line in enumerate(_lines(member), start=1):
                with row_told(table, number):
                    yield text.row(table, line)

    def copy(self, name: str) -> bytes:
        """Return the bytes of a stored copy. Raises RefusedError where it is not there or too large."""
        member = f"{text.COPIES}{name}"
        if member not in self._pack.NameToInfo or self._pack.getinfo(member).file_size > MAX_COPY:
            refuse(f"the copy {name} is missing or too large")
        with damage_told():
            return self._pack.read(member)


def archives(file: BinaryIO) -> Iterator[Archive]:
    """Yield the archive that a file is, or those in it, if it is a zip of them. Raises as `opened`."""
    with damage_told(), zipfile.ZipFile(file) as pack:
        names = _members(pack)
        inner = [name for name in names if name.endswith(".zip") and text.MANIFEST not in names]
        for name in inner:
            with SpooledTemporaryFile(_PART) as one:
                with pack.open(name) as member:
                    copyfileobj(member, one)
                with opened(one) as archive:
                    yield archive
    if not inner:
        with opened(file) as archive:
            yield archive


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Archive]:
    """Open an archive and compare every file in it with its manifest.

    Raises RefusedError for what is no zip, is damaged, locked or packed as bombs are, holds more than MAX_MEMBERS,
    MAX_UNPACKED or what the manifest does not name, lacks what it names, or was written by a newer version.
    """
    with damage_told():
        pack = zipfile.ZipFile(file)
    with pack:
        names = _members(pack)
        manifest = _manifest(pack, names)
        with row_told(text.MANIFEST, 1):
            digests = {str(member["name"]): str(member["sha256"]) for member in manifest["members"]}
            article_id = str(manifest["article_id"])
        _refuse_others(names, digests, int(manifest["version"]))
        for name, digest in digests.items():
            if _digest(pack, name) != digest:
                refuse(f"“{name}” was changed: it does not have the SHA-256 that the manifest says")
        yield Archive(pack, article_id, _digest(pack, text.MANIFEST))


def _members(pack: zipfile.ZipFile) -> list[str]:
    """Return the names of the files in a zip but for what systems leave there; nothing is ever written under one."""
    entries = [entry for entry in pack.infolist() if not entry.is_dir()]
    if len(entries) > MAX_MEMBERS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        limit = f"{MAX_MEMBERS:,} files or {MAX_UNPACKED / 1e9:.0f} GB"
        message = f"Nothing was imported: the zip holds more than {limit}, which no archive does."
        raise RefusedError(message)
    for entry in entries:
        if entry.flag_bits & _LOCKED:
            message = "Nothing was imported: the zip is locked with a password. Unlock it first."
            raise RefusedError(message)
        if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
            refuse(f"“{entry.filename}” would unpack to more than {MAX_RATIO} times its size, as zip bombs do")
    listed = [entry.filename for entry in entries]
    if len(set(listed)) < len(listed):
        refuse("a file is in the zip twice")
    return sorted(wanted(listed))


def _manifest(pack: zipfile.ZipFile, names: list[str]) -> dict[str, Any]:
    """Return what an archive says of itself. Raises RefusedError where it is none, or a newer version's."""
    if text.MANIFEST not in names:
        message = f"Nothing was imported: this is no archive of Claimbook, there is no “{text.MANIFEST}” in it."
        raise RefusedError(message)
    with damage_told(), row_told(text.MANIFEST, 1):
        found = json.loads(_small(pack, text.MANIFEST))
        is_ours, version = found["format"] == text.FORMAT, int(found["version"])
    if not is_ours:
        message = "Nothing was imported: this is an archive of another program."
        raise RefusedError(message)
    if version > text.VERSION:
        message = "Nothing was imported: a newer version of Claimbook has written the archive. Update Claimbook first."
        raise RefusedError(message)
    return dict(found)


def _small(pack: zipfile.ZipFile, name: str) -> bytes:
    if pack.getinfo(name).file_size > SMALL * 10:
        refuse(f"“{name}” is too large")
    return pack.read(name)


def _refuse_others(names: list[str], digests: dict[str, str], version: int) -> None:
    named = {text.MANIFEST, *digests}
    tables = {f"{table}.jsonl" for table in COLUMNS if text.SINCE.get(table, 1) <= version}
    for name in sorted({*named, *tables} - set(names)):
        refuse(f"“{name}” is missing")
    for name in sorted(set(names) - named):
        refuse(f"“{name}” is in the zip, and the manifest does not name it")


def _digest(pack: zipfile.ZipFile, name: str) -> str:
    digest = sha256()
    with damage_told(), pack.open(name) as file:
        while part := file.read(_PART):
            digest.update(part)
    return digest.hexdigest()


def _lines(member: IO[bytes]) -> Iterator[str]:
    while line := member.readline(MAX_LINE):
        if not line.endswith(b"\n"):
            refuse("a row has no end")
        yield line.decode()
