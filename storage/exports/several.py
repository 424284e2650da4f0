"""Forms that are of one article each: the file itself where one is asked for, else a zip with a file for each."""

from __future__ import annotations

import zipfile
from itertools import chain, count
from typing import TYPE_CHECKING, BinaryIO, Final

from storage.dossier import read_dossier
from storage.plain import MAX_NAME, file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from storage.dossier import Dossier
    from storage.store import Store

    Make = Callable[[Dossier], bytes]
    Read = Callable[[Store, str], Dossier]
    Write = Callable[[Store, BinaryIO, Sequence[str] | None], None]

_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold: the same data give the same bytes."""

_READABLE: Final = 0o644 << 16
"""A file that everybody may read, where the zip is unpacked on Unix."""

_UNIX: Final = 3
"""The system that a zip says it was made on; else it would tell Windows from the rest."""


def each_in_a_zip(make: Make, ending: str, read: Read = read_dossier) -> Write:
    """Return a writer of the files that `make` makes of dossiers as `read` reads them.

    Names in a zip are those of the articles, with `ending`.
    """

    def write(store: Store, out: BinaryIO, article_ids: Sequence[str] | None) -> None:
        with store.one_moment():
            if article_ids is None:
                article_ids = [summary.id for summary in reversed(store.articles())]
            dossiers = (read(store, article_id) for article_id in article_ids)
            if len(article_ids) == 1:
                out.write(make(next(dossiers)))
            else:
                _zip(dossiers, out, make, ending)

    return write


def _zip(dossiers: Iterable[Dossier], out: BinaryIO, make: Make, ending: str) -> None:
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for dossier in dossiers:
            entry = zipfile.ZipInfo(_name(file_name(dossier.article), taken) + ending, _NO_DAY)
            entry.external_attr, entry.create_system = _READABLE, _UNIX
            entry.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(entry, make(dossier))


def _name(name: str, taken: set[str]) -> str:
    """Return a name that no file of the zip has yet, whatever a system makes of capitals."""
    tails = chain([""], (f" {number}" for number in count(2)))
    found = next(each for tail in tails if (each := f"{name[: MAX_NAME - len(tail)]}{tail}").casefold() not in taken)
    taken.add(found.casefold())
    return found
