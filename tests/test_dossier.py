"""What every report is made from: all of one article, of one moment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from claims.model import Article, Claim, Dismissed, Evidence, Kind, Span
from storage.dossier import read_dossier
from storage.errors import NotFoundError
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CLAIMS = [Claim("c1", "a1", (Span(0, 22),), Kind.QUANTITY), Claim("c2", "a1", (Span(23, 33),), Kind.EVENT)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with an article of two claims."""
    with Store.open(tmp_path / "desk.sqlite", clock=lambda: NOW) as opened:
        opened.add_article(Article("a1", "38 defectors are held. It was so."), CLAIMS, "Ann")
        yield opened


def test_it_holds_all_that_hangs_on_the_article(store: Store) -> None:
    copy = store.keep_copy("file.txt", "text/plain", b"38 are held", "38 are held")
    store.save_evidence("c1", "Ann", Evidence("e1", "Court file, p. 4", copy=copy))
    store.dismiss("a1", [Dismissed(Span(23, 33), "opinion")], "Ann")
    store.add_article(Article("b1", "41 are held."), [], "Ann")
    store.cover("a1", ["b1"], "Ann")
    store.judge("c1", "b1", "Bo", {"relation": "updates"})
    dossier = read_dossier(store, "a1")
    assert [claim.id for claim in dossier.claims] == ["c1", "c2"]
    assert [dated.review.claim_id for dated in dossier.reviews] == ["c1"]
    assert [one.reason for one in dossier.dismissed] == ["opinion"]
    assert [article.id for article in dossier.coverage] == ["b1"]
    assert [one.relation for one in dossier.judgements] == ["updates"]
    assert [(name, one.name) for name, one in dossier.copies.items()] == [(copy, "file.txt")]
    assert (dossier.seal, dossier.read_at) == (store.verify()[1], NOW)


def test_a_claim_that_was_withdrawn_is_there_and_does_not_stand(store: Store) -> None:
    store.correct_claim("c2", {"withdrawn": "opinion"}, "Ann")
    dossier = read_dossier(store, "a1")
    assert len(dossier.claims) == 2
    assert [claim.id for claim in dossier.standing] == ["c1"]


def test_an_article_that_is_not_there_has_none(store: Store) -> None:
    with pytest.raises(NotFoundError):
        read_dossier(store, "nowhere")
