"""Forms of one article each: one is the file itself, several are a zip of files, each with a name of its own."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from claims.model import Article
from storage.errors import NotFoundError
from storage.exports.several import each_in_a_zip
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.dossier import Dossier


def _text(dossier: Dossier) -> bytes:
    return dossier.article.text.encode()


WRITE = each_in_a_zip(_text, ".txt")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with four articles, of which three have the same headline but for its capitals."""
    with Store.open(tmp_path / "desk.sqlite") as opened:
        for number, title in enumerate(["38 held", "38 Held", "a/b", "38 held"]):
            opened.add_article(Article(f"a{number}", f"Text {number}.", title), [], "Ann")
        yield opened


def written(store: Store, article_ids: list[str] | None) -> bytes:
    out = io.BytesIO()
    WRITE(store, out, article_ids)
    return out.getvalue()


def test_one_article_is_the_file_itself(store: Store) -> None:
    assert written(store, ["a1"]) == b"Text 1."


def test_several_are_a_zip_in_which_no_two_files_have_one_name(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(written(store, None))) as pack:
        assert {name: pack.read(name) for name in pack.namelist()} == {
            "38 held.txt": b"Text 0.",
            "38 Held 2.txt": b"Text 1.",
            "a b.txt": b"Text 2.",
            "38 held 3.txt": b"Text 3.",
        }


def test_those_that_are_asked_for_come_in_their_order(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(written(store, ["a2", "a0"]))) as pack:
        assert pack.namelist() == ["a b.txt", "38 held.txt"]


def test_a_number_does_not_make_a_name_too_long(store: Store) -> None:
    for number in range(2):
        store.add_article(Article(f"long{number}", "Text.", "n" * 200), [], "Ann")
    with zipfile.ZipFile(io.BytesIO(written(store, None))) as pack:
        assert [len(name) for name in pack.namelist()[-2:]] == [84, 84]


def test_the_same_articles_give_the_same_bytes(store: Store) -> None:
    assert written(store, None) == written(store, None)


def test_no_article_is_an_empty_zip(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(written(store, []))) as pack:
        assert pack.namelist() == []


def test_an_article_that_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(NotFoundError):
        written(store, ["nowhere"])
