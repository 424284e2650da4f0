"""The index of passages: it has what the texts have, breaks on none of them, and changes nothing else in the file."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.article import read_article
from claims.match import best, index, terms
from claims.model import Article, Claim, Kind, Span
from claims.passages import find_passages
from storage import passages
from storage.errors import NotFoundError
from storage.exports.csv import write_csv
from storage.migrations import VERSION
from storage.store import Store
from tests.conftest import ROOT
from tests.strategies import TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

CLAIM = "A fire at a warehouse in Lenham killed three people on Monday."
MONDAY, TUESDAY, POLICE, INQUIRY = FIRE = [
    read_article((ROOT / "tests" / "coverage" / f"fire-{name}.txt").read_text(encoding="utf-8"))
    for name in ("monday", "tuesday", "police", "inquiry")
]
HARBOUR = read_article(
    "Harbour gets a second crane\n\nHarbour Post, May 2, 2024\n\nThe port of Aldmouth opened its second crane on"
    " Thursday. It lifts 90 tonnes, said Ruth Hale, who runs the docks."
)
HOSTILE = (
    'He said "NEAR(a b, 2)" AND left.', "a* OR ^b NOT (c", "terms : x", '"', "'; DROP TABLE passage; --",
    "😀 👩‍👩‍👧 fire",
    "{a b} : c + d", "-5 .5 3.14. 1,000", "İstanbul ﬁre ǅ", "x" * 9000, "½ ² ٣٤ 38", "", " ", "NULL",
    "*", "a\0b", "\ud800",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store with four articles on a fire and one on a harbour."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path) as store:
        add(store, *FIRE, HARBOUR)
    return path


def add(store: Store, *articles: Article) -> None:
    for article in articles:
        store.add_article(article, [], "Ann")


def asked(path: Path, query: str = CLAIM) -> list[passages.Found]:
    with Store.open(path) as store:
        return store.find_passages(query)


def suggested(path: Path, article: Article = MONDAY) -> list[str]:
    with Store.open(path) as store:
        return [one.article.id for one in store.suggest_coverage(article.id)]


def changed(path: Path, sql: str) -> None:
    """Change the file as another program would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(sql)


def older(path: Path) -> Path:
    """Make the file one from before there was an index."""
    changed(path, "DROP TABLE passage_term; DROP TABLE passage; DROP TABLE passages;")
    changed(path, "DELETE FROM _sqlite_migrations WHERE name = 'passages'")
    changed(path, f"PRAGMA user_version = {VERSION - 1}")
    return path


def held(path: Path) -> dict[tuple[str, Span], set[str]]:
    """Return which words the index has for each passage."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.place USING fts5vocab (main, passage, instance)")
        found = defaultdict[int, set[str]](set)
        for term, number in connection.execute("SELECT term, doc FROM temp.place"):
            found[number].add(term)
        articles = connection.execute("SELECT first, article_id, spans_json FROM passages").fetchall()
    places = {
        first + at: (article_id, Span(*pair))
        for first, article_id, spans in articles
        for at, pair in enumerate(json.loads(spans))
    }
    assert found.keys() <= places.keys()
    return {place: found[number] for number, place in places.items()}


def due(articles: Sequence[Article]) -> dict[tuple[str, Span], set[str]]:
    return {
        (one.id, passage.span): set(terms(passage.span.of(one.text)))
        for one in articles
        for passage in find_passages(one)
    }


# What it has


def test_the_nearest_passage_is_found_with_its_place(path: Path) -> None:
    first = asked(path)[0]
    assert first.article_id == MONDAY.id
    assert "killed three people" in first.span.of(MONDAY.text)


def test_passages_come_as_ranking_all_of_them_would_have_them(path: Path) -> None:
    one = next(found for found in asked(path, HARBOUR.text) if found.article_id == HARBOUR.id)
    texts = [passage.span.of(HARBOUR.text) for passage in find_passages(HARBOUR)]
    assert one.span.of(HARBOUR.text) == texts[best(index(texts).scores(HARBOUR.text))[0]]
    scores = [found.score for found in asked(path)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_a_word_that_nobody_has_finds_nothing_and_a_limit_holds(path: Path) -> None:
    assert asked(path, "Zyzzyva quixotic") == []
    with Store.open(path) as store:
        assert len(store.find_passages(CLAIM, 2)) == 2


def test_frequent_words_are_not_looked_up_where_rarer_ones_fill_the_measure(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "SCANNED", 1)
    found = asked(path, "The crane and the fire.")
    assert {one.article_id for one in found} == {HARBOUR.id}


BODIES = st.lists(st.one_of(TEXT, st.sampled_from([text for text in HOSTILE if text.isprintable()])), max_size=4)


@settings(max_examples=25, deadline=None)
@given(st.lists(BODIES, max_size=4), st.data())
def test_after_any_additions_the_index_has_what_is_in_the_articles(texts: list[list[str]], data: st.DataObject) -> None:
    articles = [article_of(number, paragraphs) for number, paragraphs in enumerate(texts)]
    order = data.draw(st.lists(st.sampled_from(articles), max_size=6)) if articles else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        with Store.open(path) as store:
            add(store, *order)
        added = list({one.id: one for one in order}.values())
        assert held(path) == due(added)
        for one in added:
            for place, words in due([one]).items():
                if words:
                    assert place[0] in {found.article_id for found in asked(path, place[1].of(one.text))}


def article_of(number: int, paragraphs: Sequence[str]) -> Article:
    """Return an article whose body is its paragraphs."""
    spans, text = [], ""
    for one in filter(None, paragraphs):
        spans.append(Span(len(text), len(text) + len(one)))
        text += f"{one}\n\n"
    return Article(f"a{number}", text, body=tuple(spans))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_taken_for_a_query_of_fts5(path: Path, text: str) -> None:
    assert all(found.article_id in {one.id for one in (*FIRE, HARBOUR)} for found in asked(path, text))


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a store that stays as it is."""
    path = tmp_path_factory.mktemp("passages") / "desk.sqlite"
    with Store.open(path) as store:
        add(store, *FIRE)
    return path


@settings(max_examples=40, deadline=None)
@given(query=st.text(max_size=60))
@example(query='NEAR("fire" *)')
def test_any_text_can_be_asked_for(unchanged: Path, query: str) -> None:
    words = set(terms(query))
    for found in asked(unchanged, query):
        (article,) = [one for one in FIRE if one.id == found.article_id]
        assert words & set(terms(found.span.of(article.text)))


# Made again


def test_an_index_that_is_made_again_gives_the_same_answers(path: Path) -> None:
    before = asked(path), suggested(path), held(path)
    with Store.open(path) as store:
        assert store.index_passages(60, anew=True) == 0
    assert (asked(path), suggested(path), held(path)) == before


def test_an_older_file_opens_without_an_index_and_gets_it_piece_by_piece(path: Path) -> None:
    before = asked(path), held(path)
    with Store.open(older(path)) as store:
        assert store.find_passages(CLAIM) == []
        assert store.suggest_coverage(MONDAY.id) == []
        assert [store.index_passages(0) for _ in range(5)] == [4, 3, 2, 1, 0]
        assert store.index_passages(0) == 0
    assert (asked(path), held(path)) == before


def test_an_article_that_is_added_to_an_older_file_is_found_before_the_others_are(path: Path) -> None:
    with Store.open(older(path)) as store:
        add(store, replace(HARBOUR, id="b1"))
        assert [one.article_id for one in store.find_passages("second crane", 1)] == ["b1"]


# What else is in the file


def test_the_index_is_outside_the_chain_and_the_log(path: Path) -> None:
    with Store.open(path) as store:
        before = store.verify(), store.history(MONDAY.id)
        assert before[0][0] is None
        store.index_passages(60, anew=True)
        assert (store.verify(), store.history(MONDAY.id)) == before
    changed(path, "DELETE FROM passages")
    with Store.open(path) as store:
        assert store.verify() == before[0]


def test_neither_claims_nor_the_table_to_take_away_know_of_it(path: Path) -> None:
    claim = Claim("c1", "d1", (Span(0, 9),), Kind.EVENT)
    with Store.open(path) as store:
        store.add_article(Article("d1", "It is so.", body=(Span(0, 9),)), [claim], "Ann")
        before = exported(store)
        store.index_passages(60, anew=True)
        assert store.claims("d1") == [claim]
        assert exported(store) == before


def exported(store: Store) -> str:
    out = io.StringIO()
    write_csv(store, out, None)
    return out.getvalue()


def test_a_write_protected_file_is_looked_into_and_left_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(older(path)) as store:
        assert store.index_passages(0) == len(FIRE)
    changed(path, "PRAGMA journal_mode = DELETE")
    before = path.read_bytes()
    monkeypatch.setattr("storage.file.os.access", lambda *_: False)
    with Store.open(path) as store:
        assert store.index_passages(60) == len(FIRE)
        assert store.find_passages(CLAIM)[0].article_id == MONDAY.id
        assert store.suggest_coverage(MONDAY.id) == []
    assert path.read_bytes() == before


# Articles on the same matter


def test_articles_on_the_same_matter_are_offered_with_the_words_that_they_share(path: Path) -> None:
    with Store.open(path) as store:
        found = store.suggest_coverage(MONDAY.id)
    assert {one.article.id for one in found} == {TUESDAY.id, POLICE.id, INQUIRY.id}
    assert "Lenham" in found[0].words
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    assert suggested(path, HARBOUR) == []


VARIANTS = {
    "older": replace(TUESDAY, id="b1", text=f"{TUESDAY.text}\n", published=date(2020, 1, 1)),
    "a copy of the article": read_article(f"Other head\n\nWire, April 20, 2024\n\n{MONDAY.text}"),
    "a copy of what is listed": read_article(f"Other head\n\nWire, April 20, 2024\n\n{TUESDAY.text}"),
}


@pytest.mark.parametrize("article", VARIANTS.values(), ids=VARIANTS)
def test_what_is_older_or_a_copy_is_not_offered(path: Path, article: Article) -> None:
    with Store.open(path) as store:
        store.cover(MONDAY.id, [TUESDAY.id], "Ann")
        add(store, article)
        assert {one.article.id for one in store.suggest_coverage(MONDAY.id)} == {POLICE.id, INQUIRY.id}


def test_of_two_copies_one_is_offered_and_an_undated_article_is(path: Path) -> None:
    copy = replace(TUESDAY, id="b1", text=f"{TUESDAY.text}\n", published=None)
    with Store.open(path) as store:
        add(store, copy)
        assert len({copy.id, TUESDAY.id} & {one.article.id for one in store.suggest_coverage(MONDAY.id)}) == 1
        store.update_article(TUESDAY.id, {"published": None}, "Ann")
        assert {TUESDAY.id, copy.id} & {one.article.id for one in store.suggest_coverage(MONDAY.id)}


def test_an_article_that_is_not_there_is_named(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(NotFoundError, match="no article “gone”"):
        store.suggest_coverage("gone")
