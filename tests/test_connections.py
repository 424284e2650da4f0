"""A kept connection is as good as a new one: it sees what stands in the file, for whoever it is lent to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from test_store import ARTICLE, CLAIMS, mark

from storage import connections
from storage.access import Member, Role
from storage.backup import back_up
from storage.connections import MOST, Way, keeping
from storage.file import PATIENCE, File, utc_now
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.connections import Connection

CLAIM = CLAIMS[0].id


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Return a store with one article, on a computer where connections are kept."""
    file = tmp_path / "reviews.sqlite"
    with keeping():
        with Store.open(file) as store:
            store.add_article(ARTICLE, CLAIMS, "Ann")
        yield file


def _used(path: Path, who: str | None = None) -> Connection:
    """Return the connection by which the file is open now for somebody."""
    file = File.open(path, utc_now, PATIENCE, who)
    file.close()
    return file.db


def test_who_asks_next_gets_the_same_connection_and_who_asks_meanwhile_another(path: Path) -> None:
    first = _used(path)
    with Store.open(path):
        assert _used(path) is not first
    assert _used(path) is first


def test_nothing_is_kept_where_no_server_runs(tmp_path: Path) -> None:
    with Store.open(tmp_path / "reviews.sqlite"):
        pass
    assert _used(tmp_path / "reviews.sqlite") is not _used(tmp_path / "reviews.sqlite")


def test_what_others_saved_meanwhile_is_seen(path: Path) -> None:
    with Store.open(path) as store:
        kept = store.review(CLAIM, "Ben")
        with Store.open(path) as other:  # another connection, as this one is lent
            other.save_review(CLAIM, "Ben", {"notes": "seen"})
    with Store.open(path) as store:
        assert (kept.notes, store.review(CLAIM, "Ben").notes) == ("", "seen")


def test_one_who_stops_reading_in_the_middle_leaves_nothing_of_an_old_moment_behind(path: Path) -> None:
    file = File.open(path, utc_now, PATIENCE)
    rows = file.each("SELECT id FROM claim")
    next(rows)
    file.close()
    assert _used(path) is not file.db
    rows.close()


def test_a_change_that_failed_half_way_is_not_there_for_the_next(path: Path) -> None:
    file = File.open(path, utc_now, PATIENCE)
    file.db.execute("BEGIN IMMEDIATE")
    file.db.execute("INSERT INTO seal (table_name, key_json, cells, sha256) VALUES ('review', '[1]', 1, '')")
    file.close()
    assert _used(path) is not file.db
    with Store.open(path) as store:
        assert store.verify()[0] is None


def test_a_file_that_was_put_in_its_place_is_the_one_that_is_read(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "backup.sqlite")
    mark(path, "Ben", 1)
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink()
    (tmp_path / "backup.sqlite").rename(path)
    with Store.open(path) as store:
        assert store.newest() == 1


def test_a_file_that_has_gone_is_made_anew(path: Path) -> None:
    _used(path)
    path.unlink()
    with Store.open(path) as store:
        assert not store.articles()


def test_each_sees_through_the_same_connection_what_they_may(path: Path) -> None:
    with Store.open(path) as store:
        for name, role in {"Ann": Role.ADMIN, "Ben": Role.REVIEWER, "Eve": Role.REVIEWER}.items():
            store.admit(Member(name, role), "Ann")
        store.need(ARTICLE.id, 2, "Ann")
        store.save_review(CLAIM, "Ben", {"verification": "false"})
    seen, used = {}, set()
    for name in ("Ben", "Eve", "Ann", "Eve", "Ben"):
        with Store.open(path, name) as store:
            seen[name] = [review.reviewer for review in store.reviews(ARTICLE.id)]
        used.add(_used(path, name))
    assert len(used) == 1
    assert seen == {"Ben": ["Ben"], "Eve": [], "Ann": []}


def test_the_owner_sees_all_after_somebody_who_may_not(path: Path) -> None:
    with Store.open(path) as store:
        store.need(ARTICLE.id, 2, "Ann")
        store.save_review(CLAIM, "Ben", {"verification": "false"})
    with Store.open(path, "Eve") as store:
        assert not store.reviews(ARTICLE.id)
    with Store.open(path) as store:
        assert len(store.reviews(ARTICLE.id)) == 1


def test_somebody_who_is_put_out_is_not_let_in_by_a_connection_that_knew_them(path: Path) -> None:
    with Store.open(path) as store:
        store.admit(Member("Ann", Role.ADMIN), "Ann")
        store.admit(Member("Eve", Role.REVIEWER), "Ann")
    _used(path, "Eve")
    with Store.open(path) as store:
        store.admit(Member("Eve", Role.NONE), "Ann")
    with pytest.raises(Exception, match="not let into this file"):
        _used(path, "Eve")


def test_no_more_are_kept_than_can_be_of_use(path: Path) -> None:
    way = Way(path.resolve(), PATIENCE, writable=True, is_personal=False)
    taken = [connections.take(way) for _ in range(MOST + 3)]
    for one in taken:
        connections.give_back(one)
    again = [connections.take(way) for _ in range(MOST + 3)]
    assert len(set(map(id, taken)) & set(map(id, again))) == MOST
    for one in again:
        one.close()


def test_many_threads_write_and_read_by_kept_connections_and_nothing_is_lost(path: Path) -> None:
    def work(number: int) -> None:
        with Store.open(path, f"Person {number}") as store:
            store.save_review(CLAIM, f"Person {number}", {"notes": f"note {number}"})
            assert store.review(CLAIM, f"Person {number}").notes == f"note {number}"

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(80)))
    with Store.open(path) as store:
        assert {review.notes for review in store.reviews(ARTICLE.id)} == {f"note {number}" for number in range(80)}
        assert store.verify()[0] is None
