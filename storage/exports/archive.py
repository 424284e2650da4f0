"""Everything of an article as one zip, to keep or to take into another Claimbook: see `storage.archive`."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from hashlib import sha256
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Final

from storage.archive.text import (
    COPIES,
    FORMAT,
    MANIFEST,
    README,
    README_NAME,
    VERSION,
    VOCABULARY,
    Member,
    line,
    vocabulary_json,
)
from storage.plain import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import IO

    from storage.store import Store

_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold: the same data give the same bytes."""


def write_archive(store: Store, out: BinaryIO, article_ids: Sequence[str] | None) -> None:
    """Write the archive of one article, or a zip with one for each. Raises as `write_one`."""
    if article_ids is None:
        article_ids = [row["id"] for row in store.each("SELECT id FROM article ORDER BY rowid")]
    if len(article_ids) == 1:
        write_one(store, out, article_ids[0])
        return
    with TemporaryFile() as whole:
        with store.one_moment(), zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as pack:
            for place, article_id in enumerate(article_ids, start=1):
                with pack.open(_entry(f"{place:04} {file_name(store.article(article_id))}.zip"), "w") as member:
                    write_one(store, member, article_id)
        whole.seek(0)
        copyfileobj(whole, out)


def write_one(store: Store, out: IO[bytes], article_id: str) -> None:
    """Write the archive of an article. Raises NotFoundError, and DamagedError where a copy is not what was stored.

    Nothing is packed more tightly: copies mostly are, and other machines would pack the same to other bytes.
    """
    # A stream that cannot go back, as standard output, would get other bytes.
    with TemporaryFile() as whole:
        with store.one_moment(), zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as pack:
            members = [
                _put(pack, README_NAME, [README.encode()]),
                _put(pack, VOCABULARY, [vocabulary_json()]),
                *(_put(pack, f"{name}.jsonl", map(line, rows)) for name, rows in store.archived(article_id)),
                *(_put(pack, f"{COPIES}{name}", [store.copy(name).content]) for name in store.copies(article_id)),
            ]
            about = {"format": FORMAT, "version": VERSION, "article_id": article_id, "members": [*map(asdict, members)]}
            _put(pack, MANIFEST, [(json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()])
        whole.seek(0)
        copyfileobj(whole, out)


def _put(pack: zipfile.ZipFile, name: str, parts: Iterable[bytes]) -> Member:
    size, digest = 0, sha256()
    with pack.open(_entry(name), "w") as member:
        for part in parts:
            member.write(part)
            digest.update(part)
            size += len(part)
    return Member(name, size, digest.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DAY)
    entry.external_attr, entry.create_system = 0o644 << 16, 3  # a plain file, as on Unix, wherever it is made
    return entry
