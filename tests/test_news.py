"""What is new in the coverage: of those whom the article is about, on the same matter, said by no claim, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from mutants import mutants

from claims.article import read_article
from claims.compare import prepare
from claims.model import Match, Relation, Span
from claims.names import find_names, names_in
from claims.news import MOST, News, find_news
from claims.split import find_claims

if TYPE_CHECKING:
    from claims.model import Article

DAY = date(2016, 12, 13)

ARTICLE = (
    "Acme to close its plant in Leeds\n\n"
    "Acme will close its plant in Leeds next year, the chairwoman, Ann Porter, said on Monday. Some 400 workers of the "
    "plant lose their jobs. Porter told the union Unitas that the plant had lost money for years. Unitas called the "
    "plan a betrayal of the workers in Leeds. The mayor of Leeds asked Acme to keep the plant open."
)

STRIKE = (
    "Strike at Acme in Leeds\n\n"
    "Workers of the Acme plant in Leeds went on strike on Thursday. Unitas and Ann Porter met for talks in a hotel at "
    "the airport until midnight. "
)
WALK_OUT = "Ann Porter of Acme hid letters from the union Unitas, a judge in Leeds found, and must answer for it."
SALE = "Ms Porter sold a third of her own shares of Acme in the week before the plan for the plant became known."


def _article(text: str, day: int = 1, month: int = 1) -> Article:
    return read_article(text, published=date(2017, month, day))


def _news(*later: Article, matches: list[Match] | None = None) -> list[News]:
    article = read_article(ARTICLE, published=DAY)
    return find_news(article, find_claims(article), [prepare(text) for text in later], matches or [])


def _texts(news: list[News], *later: Article) -> list[str]:
    texts = {article.id: article.text for article in later}
    return [one.span.of(texts[one.coverage_id]) for one in news]


# -- what is offered ---------------------------------------------------------------------------------------------------


def test_what_a_later_article_says_of_the_same_people_and_no_claim_covers_is_new() -> None:
    later = _article(STRIKE + SALE)
    news = _news(later)
    assert SALE in _texts(news, later)
    sale = next(one for one in news if one.span.of(later.text) == SALE)
    assert sale.names == ("Ann Porter", "Acme")
    assert sale.coverage_id == later.id
    assert 0 < sale.score <= 1


def test_what_a_claim_was_matched_with_is_not_new() -> None:
    later = _article(STRIKE + SALE)
    start = later.text.index(SALE)
    match = Match("any", later.id, (Span(start + 4, start + 9),), 1.0, Relation.REPORTS)
    assert SALE not in _texts(_news(later, matches=[match]), later)
    other = replace(match, coverage_id="another")
    assert SALE in _texts(_news(later, matches=[other]), later)


UNSAID = [
    pytest.param("Acme will close its plant in Leeds next year, as Ann Porter said on Monday.", id="a claim says it"),
    pytest.param(
        "Porter told the union Unitas again that the plant had lost money for years.", id="the article says it"
    ),
    pytest.param("It rained in the hills and the rivers of the north rose by a metre overnight.", id="nobody is named"),
    pytest.param("Has Ms Porter sold her own shares of Acme before the plan for the plant was known?", id="a question"),
    pytest.param("Ann Porter sold shares of Acme when the plant opened, back in 1998, to a bank.", id="years ago"),
    pytest.param("Ann Porter at Acme.", id="a scrap"),
    pytest.param("Ann Porter, Chairwoman of Acme, on Her Way to the Plant of Acme.", id="no verb"),
    pytest.param("Porters at the station say that they have carried more bags than ever before.", id="another word"),
]


@pytest.mark.parametrize("sentence", UNSAID)
def test_what_says_nothing_new_of_them_is_not_offered(sentence: str) -> None:
    later = _article(STRIKE + sentence)
    assert sentence not in _texts(_news(later), later)


def test_an_article_on_another_matter_has_none_though_it_names_one_of_them() -> None:
    later = _article(
        "Tram in Leeds\n\nThe mayor of Leeds opened a tram line on Friday. Acme paid for a bench at the stop near the "
        "plant. The line cost more than the city had planned, and the next one will wait until the summer is over."
    )
    assert _news(later) == []


def test_an_older_article_and_the_article_itself_have_none() -> None:
    older = read_article(STRIKE + SALE, published=date(2016, 12, 12))
    assert _news(older) == []
    assert _news(replace(older, published=DAY)) != []
    assert _news(read_article(ARTICLE, published=DAY)) == []


# -- once, few, in order -----------------------------------------------------------------------------------------------


def test_what_several_say_is_news_once_from_the_first_of_them() -> None:
    first, second = _article(f"{STRIKE}{SALE}", 2), _article("\n\n".join(["Talks", SALE, STRIKE.split("\n\n")[1]]), 3)
    news = _news(second, first)
    assert {one.coverage_id for one in news} == {first.id}
    assert len(news) == len(set(_texts(news, first, second)))


def test_what_is_new_stands_by_date_the_undated_last_and_the_best_first() -> None:
    early, late = _article(STRIKE + SALE, 2), _article(
        "Acme and Unitas agree\n\nUnitas and Acme signed a deal for Leeds on Friday that Ann Porter called fair. "
        "Porter gives each of the workers a year of wages, she told Unitas, and Acme buys them a train ticket home.", 9
    )  # fmt: skip
    undated = replace(_article(f"Word from Leeds\n\n{WALK_OUT}"), published=None)
    news = _news(undated, late, early)
    order = [one.coverage_id for one in news]
    assert order == sorted(order, key=[early.id, late.id, undated.id].index)
    assert set(order) == {early.id, late.id, undated.id}
    for article in (early, late, undated):
        scores = [one.score for one in news if one.coverage_id == article.id]
        assert scores == sorted(scores, reverse=True)


def test_a_long_article_offers_a_few_only() -> None:
    things = "a villa by the sea/two old racing cars/nine rare stamps/her horse/a vineyard/every painting".split("/")
    sold = " ".join(f"Ann Porter of Acme sold {thing} to somebody from abroad, a friend said." for thing in things)
    later = _article(f"{STRIKE}{sold}")
    assert 0 < len(_news(later)) <= MOST


def test_whatever_the_texts_what_is_new_lies_in_them_and_comes_in_the_same_way_again() -> None:
    articles = [read_article(text) for _, text in mutants(12, longest=700)]
    texts = {article.id: article.text for article in articles}
    for article in articles[:4]:
        coverage = [prepare(later) for later in articles]
        news = find_news(article, find_claims(article), coverage, [])
        assert news == find_news(article, find_claims(article), coverage, [])
        assert all(one.span.end <= len(texts[one.coverage_id]) and one.names for one in news)


# -- names -------------------------------------------------------------------------------------------------------------

NAMED = read_article(
    "Talks\n\nKim Jong-un met the finance minister, Alexei Kudrin, in Pyongyang on Monday. The Bank of Japan told "
    "Airbus that the United States would not pay. Police in Pyongyang said that Airbus had left. A spokesman for "
    "General Motors was there with Kudrin. The police of Pyongyang guarded Airbus."
)

VARIANTS = [
    ("Mr Kim left on Tuesday.", ["Kim Jong-un"]),
    ("Leader Kim Jong-un left.", ["Kim Jong-un"]),
    ("On Monday Kim's train left.", ["Kim Jong-un"]),
    ("Former Finance Minister Kudrin stayed.", ["Alexei Kudrin"]),
    ("The Airbus CEO Alexei Kudrin has resigned without a word.", ["Airbus", "Alexei Kudrin"]),
    ("The U.S. pays, and so does Airbus.", ["United States", "Airbus"]),
    ("An Airbus A380 landed.", ["Airbus"]),
    ("General Motors of Detroit pays.", ["General Motors"]),
    ("the bank of Japan’s rivers", []),
    ("Kim Il-sung was there before him.", []),
    ("The bank in Japan closed.", []),
    ("The Bank of America pays.", []),
    ("Police were there with Motors and a General.", []),
    ("KIM JONG-UN MEETS AIRBUS", []),
]


@pytest.mark.parametrize(("text", "names"), VARIANTS)
def test_a_name_is_known_with_a_title_or_without_and_in_part(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text, find_names(NAMED))] == names


def test_a_word_with_a_capital_at_the_head_of_a_sentence_only_is_no_name() -> None:
    assert "Police" not in {name.text for name in find_names(NAMED).all}


def test_a_name_counts_as_often_as_it_stands_there_in_full_or_in_part() -> None:
    times = {name.text: name.times for name in find_names(NAMED).all}
    assert (times["Alexei Kudrin"], times["Airbus"], times["Kim Jong-un"]) == (2, 3, 1)
