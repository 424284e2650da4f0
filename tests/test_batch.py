"""Several files in turn: what is left off can be gone on with, and nothing that was done is lost or done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from documents import ARTICLE, SENTENCE, page, zipped

from claims.intake.batch import Batch, Outcome
from storage.store import Store
from views import batch as screen

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    ("a.txt", SENTENCE.encode()),
    ("b.zip", zipped({"c.html": page(ARTICLE), "d.png": b"\x89PNG"})),
    ("e.txt", SENTENCE.encode()),
]


def _run(batch: Batch, path: Path, steps: int = 10) -> None:
    for _ in range(steps):
        batch.deal(partial(screen.become, path, "Ana"))


def test_all_files_and_what_lies_in_them_are_taken_in_turn(tmp_path: Path) -> None:
    batch = Batch(list(FILES))
    _run(batch, tmp_path / "a.sqlite")
    assert [(one.name, one.created, bool(one.article_id), bool(one.why)) for one in batch.outcomes] == [
        ("a.txt", True, True, False),
        ("b.zip/c.html", True, True, False),
        ("b.zip/d.png", False, False, True),
        ("e.txt", False, True, False),
    ]
    assert batch.outcomes[1].claims > 0
    assert not batch.is_running
    assert batch.summary() == "2 added, 1 already here, 1 not taken"


def test_what_is_in_hand_stays_in_hand_until_it_is_settled() -> None:
    batch = Batch(list(FILES))
    first = batch.take_up()
    assert batch.take_up() is first
    batch.deal(lambda found: Outcome(found.name, "1", created=found is first))
    assert batch.outcomes[0].created
    assert batch.take_up() is not first


def test_two_threads_at_once_take_each_text_once() -> None:
    batch = Batch([(f"{number}.txt", SENTENCE.encode()) for number in range(200)])
    with ThreadPoolExecutor(8) as pool:
        for _ in range(220):
            pool.submit(batch.deal, lambda found: Outcome(found.name, found.name, created=True))
    assert [outcome.name for outcome in batch.outcomes] == [name for name, _ in batch.files]


def test_a_stop_keeps_what_is_done_and_says_what_is_left(tmp_path: Path) -> None:
    batch = Batch(list(FILES))
    _run(batch, tmp_path / "a.sqlite", steps=2)
    batch.stop()
    assert batch.take_up() is None
    assert batch.summary() == "2 added; stopped, with 1 of 3 files not begun"
    with Store.open(tmp_path / "a.sqlite") as store:
        assert len(store.articles()) == 2


def test_what_cannot_be_saved_is_told_of_the_file_and_stops_nobody(tmp_path: Path) -> None:
    batch = Batch([("a.txt", SENTENCE.encode())])
    _run(batch, tmp_path / "no folder" / "a.sqlite", steps=1)
    assert "There is no folder" in batch.outcomes[0].why
    assert batch.take_up() is None


def test_nothing_in_hand_is_nothing_to_settle(tmp_path: Path) -> None:
    batch = Batch([])
    _run(batch, tmp_path / "a.sqlite")
    assert batch.outcomes == []
    assert batch.summary() == "0 added"


def test_what_was_odd_in_a_file_is_in_the_report(tmp_path: Path) -> None:
    batch = Batch([("a.pdf", SENTENCE.encode())])
    _run(batch, tmp_path / "a.sqlite")
    assert "this is plain text" in screen.rows(batch.outcomes)["notes"][0]
