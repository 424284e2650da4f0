"""What is to be minded of a later article: that it is older, the same, a copy, foreign, undated or empty."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutants import mutants

from claims.article import read_article
from claims.cautions import Caution, CautionKind, all_cautions, cautions

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.model import Article

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in GOLDEN]
DAY = date(2016, 12, 13)

FIRE = "Fire in Oslo\n\nTwo men died in a fire in Oslo on Monday. The police said that the cause was not yet known."


def _article(text: str, published: date | None = DAY, title: str = "") -> Article:
    return read_article(text, published=published, title=title)


def _kinds(article: Article, later: Article, *others: Article) -> list[CautionKind]:
    return [caution.kind for caution in cautions(article, later, others)]


# -- days --------------------------------------------------------------------------------------------------------------


def _published(days: int) -> list[Caution]:
    later = _article("Rain\n\nIt rained all over the country, and the rivers rose.", DAY + timedelta(days))
    return list(cautions(_article(FIRE), later))


@pytest.mark.parametrize("days", [0, 1, 400])
def test_what_came_out_on_the_day_or_after_it_is_no_older(days: int) -> None:
    assert _published(days) == []


def test_what_came_out_before_the_article_is_older_and_its_day_is_told() -> None:
    (day,), (year,) = _published(-1), _published(-400)
    assert (day.kind, year.kind) == (CautionKind.OLDER, CautionKind.OLDER)
    assert day.text == "Published on 2016-12-12, the day before the article was."
    assert year.text == "Published on 2015-11-09, 400 days before the article was."


def test_without_a_date_nothing_is_older_and_the_one_without_is_undated() -> None:
    rain = _article("Rain\n\nIt rained all over the country, and the rivers rose.")
    assert _kinds(_article(FIRE), replace(rain, published=None)) == [CautionKind.UNDATED]
    assert _kinds(_article(FIRE, None), rain) == []


# -- copies ------------------------------------------------------------------------------------------------------------


def _body(text: str) -> list[str]:
    return text.split("\n\n")


def _every_tenth_word_changed(text: str) -> str:
    return " ".join("xyz" if number % 10 == 9 else word for number, word in enumerate(text.split(" ")))


def _lines_rejoined(text: str) -> str:
    return re.sub(r"(.{50,60}?)\s", r"\1\n", text)


OWN = "Our correspondent adds that shops in the town stayed shut all week and that nobody there could say for how long."

EDITS: dict[str, Callable[[str], str]] = {
    "another headline": lambda text: "\n\n".join(["What we know so far", *_body(text)[1:]]),
    "the last third cut": lambda text: text[: text.rindex(". ", 0, len(text) * 2 // 3) + 1],
    "a paragraph added": lambda text: f"{text.rstrip()}\n\n{OWN}\n",
    "a paragraph put before": lambda text: "\n\n".join([_body(text)[0], OWN, *_body(text)[1:]]),
    "white space": lambda text: text.replace(" ", "  ").replace("\n\n", "\n\n\n"),
    "wrapped": _lines_rejoined,
    "capitals": str.upper,
    "quotation marks": lambda text: text.replace('"', "”").replace("'", "’"),
    "dashes": lambda text: text.replace("-", "—"),
    "every tenth word": _every_tenth_word_changed,
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_story_that_was_reprinted_with_changes_is_a_copy(path: Path, edit: str) -> None:
    text = path.read_text(encoding="utf-8")
    found = cautions(_article(text), _article(EDITS[edit](text), DAY + timedelta(1)))
    assert [caution.kind for caution in found] in ([CautionKind.COPY], [CautionKind.SAME])
    assert found[0].other == _article(text).id
    assert "the two are one origin" in found[0].text or found[0].kind is CautionKind.SAME


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(sorted(set(EDITS) - {"every tenth word"})), max_size=3, unique=True),
)
def test_a_copy_is_found_whatever_changes_come_together(text: str, edits: list[str]) -> None:
    edited = text
    for edit in edits:
        edited = EDITS[edit](edited)
    article, copy = _article(text), _article(edited)
    for one, other in ((article, copy), (copy, article)):
        assert _kinds(one, other)[0] in {CautionKind.COPY, CautionKind.SAME}


@pytest.mark.parametrize(("one", "other"), list(permutations(TEXTS, 2)))
def test_stories_of_two_hands_are_no_copies(one: str, other: str) -> None:
    assert _kinds(_article(one), _article(other)) == []


def test_two_reports_with_one_sentence_of_a_minister_in_common_are_no_copies() -> None:
    said = "“We will not close a single school in this country as long as I am in this office,” the minister said."
    own = "Two men died in a fire in Oslo on Monday, and the police do not know the cause of it. A search goes on."
    other = "Prices of bread rose by a third since May. Shops ran out of flour, and a bakery in the north has shut."
    assert _kinds(_article(f"Fire\n\n{own}\n\n{said}"), _article(f"Bread\n\n{other}\n\n{said}")) == []


def test_the_article_itself_is_the_same_whatever_its_white_space_case_and_marks() -> None:
    text = TEXTS[0]
    for same in (text, text.replace(" ", "  "), text.upper(), text.replace('"', "”")):
        assert _kinds(_article(text), _article(same)) == [CautionKind.SAME]


def test_a_copy_says_of_which_article_and_how_much_of_it_stands_there() -> None:
    article = _article("\n\n".join(_body(TEXTS[1])[:4]))
    copy = _article(TEXTS[1], title="Reprinted")
    assert cautions(article, copy) == (
        Caution(CautionKind.COPY, "100% of the article stands word for word in it: the two are one origin, not two.",
                article.id, 1.0),
    )  # fmt: skip
    assert cautions(copy, article)[0].text.startswith("100% of it stands word for word in the article")


def test_copies_of_one_another_are_told_of_both_and_the_article_goes_before_them() -> None:
    article, story = _article(FIRE), replace(_article(TEXTS[1]), outlet="Daily News")
    copy = _article(EDITS["a paragraph added"](TEXTS[1]))
    found = all_cautions(article, [story, copy])
    assert [found[one.id][0].other for one in (story, copy)] == [copy.id, story.id]
    named = f"100% of “{story.title}” (Daily News, 2016-12-13) stands word for word in it"
    assert found[copy.id][0].text.startswith(named)
    assert cautions(_article(TEXTS[1]), copy, [story])[0].other == _article(TEXTS[1]).id


def test_asked_together_or_one_by_one_the_answer_is_the_same() -> None:
    article, *coverage = [_article(text) for text in (*TEXTS, EDITS["another headline"](TEXTS[1]))]
    found = all_cautions(article, coverage)
    assert found == {later.id: cautions(article, later, coverage) for later in coverage}


# -- language ----------------------------------------------------------------------------------------------------------

FOREIGN = [
    "Zwei Männer starben am Montag bei einem Brand. Die Polizei kennt die Ursache noch nicht. Das Haus war leer.",
    "Deux hommes sont morts lundi dans un incendie. La police ignore encore la cause. La maison était vide.",
    "Dos hombres murieron el lunes en un incendio. La policía aún no sabe la causa. La casa estaba vacía.",
    "Due uomini sono morti lunedì in un incendio. La polizia non conosce ancora la causa. La casa era vuota.",
    "Twee mannen kwamen maandag om bij een brand in Oslo. De politie weet de oorzaak nog niet. Het huis was leeg.",
    "To mænd døde mandag i en brand i Oslo. Politiet kender endnu ikke årsagen til den. Huset var tomt.",
    "Dwóch mężczyzn zginęło w poniedziałek w pożarze. Policja nie zna jeszcze przyczyny. Dom był pusty.",
    "Двое мужчин погибли в понедельник при пожаре. Полиция пока не знает причины. Дом был пуст.",
    "월요일 오슬로에서 난 화재로 남성 두 명이 숨졌다. 경찰은 아직 원인을 모른다. 집은 비어 있었다.",
    "周一，奥斯陆发生火灾，两名男子死亡。警方尚不清楚起因。房子是空的。",
    "لقي رجلان حتفهما في حريق يوم الاثنين. ولا تعرف الشرطة السبب بعد. وكان المنزل فارغا.",
    "ZWEI MÄNNER STARBEN AM MONTAG BEI EINEM BRAND. DIE POLIZEI KENNT DIE URSACHE NICHT. DAS HAUS WAR LEER.",
]

IN_ENGLISH = [
    "Two men died in a fire on Monday. The police do not yet know the cause. The house was empty.",
    "Two men died. Nobody knows why. Rain fell.",
    "TWO MEN DIED IN A FIRE ON MONDAY. THE POLICE DO NOT YET KNOW THE CAUSE. THE HOUSE WAS EMPTY.",
    (
        "Jürgen Große-Löwenstein met Đặng Thị Ngọc Thịnh in Hồ Chí Minh on Monday. Żółć spoke with Ñusta Quispe. "
        "Łukasz Wałęsa left with Paweł."
    ),
    (
        "“C’est la vie,” Élodie Lefèvre-Dubois said as she left the Théâtre des Champs-Élysées. Her troupe leaves for "
        "Łódź on Friday. Its last play closed there in May."
    ),
    "Carson was second at 12 percent. Marco Rubio was at 10 percent. Ted Cruz was at seven percent.",
    "Kim Jong-un (김정은) visited Pyongyang (평양) on Monday. State media (조선중앙통신) showed him there. He left.",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_three_sentences_of_another_language_are_not_taken_for_english(text: str) -> None:
    assert _kinds(_article(FIRE), _article(text)) == [CautionKind.LANGUAGE]


@pytest.mark.parametrize("text", [*IN_ENGLISH, *TEXTS])
def test_english_is_never_taken_for_another_language_whatever_names_are_in_it(text: str) -> None:
    assert CautionKind.LANGUAGE not in _kinds(_article(FIRE), _article(text))


# -- nothing in it -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Share\n\nTweet\n\nPrint", "***", "–\n\n–"])
def test_a_page_without_a_sentence_is_empty_and_nothing_else_is_said_of_it(text: str) -> None:
    assert _kinds(_article(FIRE), _article(text, None)) == [CautionKind.EMPTY]
    assert _kinds(_article(text), _article(FIRE)) == []


def test_whatever_the_texts_each_kind_comes_once_and_the_gravest_first() -> None:
    articles = [_article(text) for _, text in mutants(40, longest=800) if text.strip()]
    for number, article in enumerate(articles):
        for found in all_cautions(article, articles[number:]).values():
            kinds = [caution.kind for caution in found]
            assert kinds == sorted(set(kinds), key=list(CautionKind).index)
            assert all(0 <= caution.share <= 1 and caution.text for caution in found)
