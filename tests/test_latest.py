"""News: each revision after a number is told once, with the tables it changed; nobody is told of their own looking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from test_store import ARTICLE, CLAIMS, mark

from claims.model import Dismissed, Span
from storage import latest
from storage.file import Action
from storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _filled(folder: Path) -> Path:
    path = folder / "reviews.sqlite"
    with Store.open(path) as store:
        store.add_article(ARTICLE, CLAIMS, "Ann")
        store.add_article(replace(ARTICLE, id="a2"), [replace(CLAIMS[0], id="other", article_id="a2")], "Ann")
    return path


def test_what_each_act_changed_is_told_by_table_and_in_order(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    claim = CLAIMS[0]
    with Store.open(path) as store:
        seen = store.newest()
        store.save_review(claim.id, "Ben", {"verification": "false"})
        store.dismiss(ARTICLE.id, [Dismissed(Span(0, 3), "opinion")], "Ben")
        store.reshape(Action.BOUNDED, "Cid", [claim], [replace(claim, spans=(Span(0, 2),))])
        store.undo(ARTICLE.id, "Cid")
        told = store.news(seen)
        assert store.news(store.newest()) == []
    assert [(one.by, one.action, one.tables) for one in told] == [
        ("Ben", "reviewed", {"review"}),
        ("Ben", "dismissed", {"dismissal"}),
        ("Cid", "bounded", {"claim_info"}),
        ("Cid", "undone", {"claim_info"}),
    ]
    assert [one.claim_id for one in told] == [claim.id, None, claim.id, claim.id]


def test_of_one_article_nothing_of_another_is_told(tmp_path: Path) -> None:
    with Store.open(_filled(tmp_path)) as store:
        seen = store.newest()
        store.save_review("other", "Ben", {"verification": "false"})
        assert store.news(seen, ARTICLE.id) == []
        assert [one.article_id for one in store.news(seen, "a2")] == ["a2"]


def test_the_pulse_moves_when_somebody_saves_and_only_then(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    with Store.open(path) as watching:
        before = watching.pulse()
        with Store.open(path) as looking:
            looking.claims(ARTICLE.id)
        assert watching.pulse() == before
        mark(path, "Ben", 1)
        assert watching.pulse() != before


def test_of_very_much_only_the_newest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latest, "MOST", 3)
    path = _filled(tmp_path)
    numbers = [mark(path, "Ben", turn) for turn in range(5)]
    with Store.open(path) as store:
        assert [one.number for one in store.news(0)] == numbers[-3:]
