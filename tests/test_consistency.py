"""What in one article does not fit itself, and the sum that shows it; nothing where both can be right."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from commands import run_claims
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import ARTICLES, found_in

from claims import words
from claims.article import read_article
from claims.consistency import find_inconsistencies
from claims.consistency.facts import last_place, shown
from claims.model import Article, Clash, Inconsistency, Quantity, Span
from claims.split import find_claims

PUBLISHED = date(2016, 12, 16)
SLOW = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def _check(text: str, title: str = "") -> list[Inconsistency]:
    article = read_article(text, published=PUBLISHED, title=title)
    claims = find_claims(article)
    found = find_inconsistencies(article, claims)
    known = {claim.id for claim in claims}
    for inconsistency in found:
        assert inconsistency.text
        assert inconsistency.sum
        assert set(inconsistency.claim_ids) <= known
        assert all(span.end <= len(text) for span in (*inconsistency.spans, *inconsistency.other_spans))
    return found


def _miss(*row: object, reason: str) -> object:
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


PLANTED = [
    # parts and total
    ("12 men and 9 women, 20 in all, were held in the raid.", Clash.TOTAL, "12 + 9 = 21, not 20"),
    ("Police arrested 20 people: 12 men and 9 women.", Clash.TOTAL, "12 + 9 = 21, not 20 "),
    ("The raid led to 20 arrests (12 in Paris and nine in Lyon).", Clash.TOTAL, "12 + 9 = 21, not 20"),
    ("The 20 passengers, 12 men and 9 women, were rescued.", Clash.TOTAL, "12 + 9 = 21, not 20"),
    ("Police held 38 people, 20 men and 17 women, 38 in all.", Clash.TOTAL, "20 + 17 = 37, not 38"),
    ("It will cut 1,200 jobs in Spain and 900 in France, a total of 2,500.", Clash.TOTAL,
     "1,200 + 900 = 2,100, not 2,500"),
    ("They gave $12.4 million to schools and $9.1 million to hospitals, $25.2 million in all.", Clash.TOTAL,
     "12.4 million + 9.1 million = 21.5 million, not $25.2 million"),
    # shares
    ("Twelve of 40 members (25 percent) voted for the plan.", Clash.SHARE, "12 / 40 = 30 percent, not 25 percent"),
    ("12 of the 40 councillors, or 25 percent, voted for it.", Clash.SHARE, "12 / 40 = 30 percent, not 25 percent"),
    ("About 25 percent (18 of 40) stayed away.", Clash.SHARE, "18 / 40 = 45 percent, not about 25 percent"),
    ("The firm will cut 5,000 jobs, or 9% of its total work force of 35,000.", Clash.SHARE,
     "5,000 / 35,000 = 14.29 percent, not 9%"),
    ("One in four (40 percent) of the children had asthma.", Clash.SHARE, "one in four = 25 percent, not 40 percent"),
    ("60 percent voted for the plan and 50 percent voted against it.", Clash.SHARE,
     "60 + 50 = 110, more than 100 percent"),
    # changes
    ("Prices rose from 100 to 130, up 20 percent.", Clash.CHANGE, "(130 − 100) / 100 = up 30 percent, not 20 percent"),
    ("Exports rose 20 percent, from $100 million to $150 million.", Clash.CHANGE,
     "(150 million − 100 million) / 100 million = up 50 percent, not 20 percent"),
    ("Exports fell 20 percent to $50 million from $100 million.", Clash.CHANGE,
     "(50 million − 100 million) / 100 million = down 50 percent, not 20 percent"),
    ("The number of cases doubled from 20 to 70.", Clash.CHANGE, "70 / 20 = 3.5, not 2"),
    ("Unemployment fell from 9 percent to 7 percent, a drop of 5 percentage points.", Clash.CHANGE,
     "7 − 9 = down 2 points, not 5 percentage points"),
    ("The index fell 50 points, or 9 percent, to 1,000.", Clash.CHANGE,
     "50 / (1,000 + 50) = 4.76 percent, not 9 percent"),
    # Wikinews, 7 May 2010: the Dow Jones lost 3.2 percent that day.
    ("It closed with a loss of 3.30% or 347.80 points to a level of 10,520.", Clash.CHANGE,
     "347.8 / (10,520 + 347.8) = 3.2 percent, not 3.30%"),
    # conversions
    ("The town is 10 miles (30 km) from the border.", Clash.CONVERSION, "10 miles = 16.09 km, not 30 km"),
    # Wikinews, 27 April 2005: nautical miles were meant.
    ("The freighter will carry 150 tons of cargo 5,600 miles (10,400 km).", Clash.CONVERSION,
     "5,600 miles = 9,012.33 km, not 10,400 km"),
    ("The car cost $40,000 (36,000 euros), the boat $10,000 (9,000 euros). The house cost $400,000 (200,000 euros).",
     Clash.CONVERSION, "1 EUR = 2 USD, but 1 EUR = 1.11 USD"),
    # days, ages, spans of time
    ("He was arrested on Monday, 14 December 2016, the army said.", Clash.WEEKDAY,
     "2016-12-14 is a Wednesday, not a Monday"),
    ("The trial opened on Tuesday, December 14, in the city.", Clash.WEEKDAY,
     "2016-12-14 is a Wednesday, not a Tuesday"),
    ("It was signed on 1 March 2016 (Monday).", Clash.WEEKDAY, "2016-03-01 is a Tuesday, not a Monday"),
    ("Jane Smith, 47, a teacher, was there. Smith was born in 1950 in Leeds.", Clash.AGE,
     "2016 − 1950 = 66, so 65 or 66, not 47"),
    ("Jane Smith, 47, was born in 1950.", Clash.AGE, "2016 − 1950 = 66, so 65 or 66, not 47"),
    ("The 47-year-old actor John Brown was born on May 4, 1950, in Leeds.", Clash.AGE,
     "2016 − 1950 = 66, so 66, not 47"),
    ("John Brown (1950–2010) died in London aged 75.", Clash.AGE, "2010 − 1950 = 60, not 75"),
    ("He ruled from 1990 to 1995, six years.", Clash.DURATION, "1995 − 1990 = 5, not six years"),
    ("He ruled for eight years, from 1990 to 1995.", Clash.DURATION, "1995 − 1990 = 5, not eight years"),
    ("The bank was founded in 1990, 50 years ago.", Clash.DURATION, "2016 − 1990 = 26, not 50"),
    ("It marks the 50th anniversary of the killing of the mayor in 1990.", Clash.DURATION,
     "2016 − 1990 = 26, not 50"),
    # one thing told twice
    ("The blast killed 38 people in the city. The mayor came. The blast killed 41 people in the city.", Clash.FIGURE,
     "38 is not 41"),
    ("Police said 38 people were killed in the blast. Doctors said 41 people were killed.", Clash.SOURCES,
     "38 is not 41"),
    ("The growing number of defections is a worry. A soldier spoke of the decrease in the number of defections.",
     Clash.TREND, "growing against shrinking"),
    _miss("Police said 38 people were killed. The hospital put the number at 41.", Clash.SOURCES, "38 is not 41",
          reason="what the number is of stands in the sentence before"),
    _miss("9,000 jobs go in America and 2,000 in Canada. In all 13,000 jobs are lost.", Clash.TOTAL,
          "9,000 + 2,000 = 11,000, not 13,000", reason="the total stands in another sentence than its parts"),
    _miss("They were held from 3 to 10 March, 20 days.", Clash.DURATION, "10 − 3 = 7, not 20 days",
          reason="lengths are reckoned in years only"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "sum_"), PLANTED)
def test_what_does_not_fit_is_found_with_its_sum(text: str, kind: Clash, sum_: str) -> None:
    (found,) = _check(text)
    assert found.kind is kind
    assert found.sum.startswith(sum_.strip())


RIGHT = [
    # parts that come to their total, or that are none
    "12 men and 9 women, 21 in all, were held in the raid.",
    "Three men, two women and a child were killed, six in all.",
    "Police arrested 22 people: 12 men, 9 women and a child.",
    "Police arrested more than 20 people: 12 men and 9 women.",
    "Police arrested about 20 people: 12 men and 9 women.",
    "Police arrested 20 people (12 of them foreigners and 9 of them minors).",
    "Police arrested 20 people, including 12 men and 9 foreigners.",
    "Police arrested 30 people: 12 men, 9 women and several children.",
    "20 soldiers, 12 officers and 9 civilians were hurt.",
    "30 people were held on Wednesday, and 12 men and 9 women on Friday, 51 in all.",
    "It will cut 1,240 jobs in Spain and 860 in France, a total of 2,100.",
    "They gave $12 million to schools and $9 million to hospitals, $22 million in all.",
    # shares that are right, rounded, or of something else
    "Twelve of 40 members (30 percent) voted for the plan.",
    "12 of 35 members (34 percent) voted for the plan.",
    "More than a third (34.5 percent) stayed away.",
    "12 of 40 members voted, not 25 percent.",
    "60 percent of men voted for the plan, while 50 percent of women voted against it.",
    "60 percent voted for the plan and 39.7 percent against it.",
    # changes
    "Prices rose from 100 to 120, up 20 percent.",
    "Prices rose from $1.2 billion to $1.5 billion, up 27 percent.",
    "Prices rose from 100 to 180 in four years, up 15 percent a year.",
    "Unemployment fell from 9 percent to 7 percent, down 2 percent.",
    "Sales more than doubled from 20 to 70.",
    "Sales nearly doubled from 20 to 37.",
    "The index fell 50 points, or 4.8 percent, to 1,000.",
    "The index fell 118.40 points, or 2.36%, to below the 5000 mark.",
    # conversions
    "The town is 10 miles (16 km) from the border.",
    "The town is about 500 miles (800 km) from the border.",
    "It is only 9.3 millimetres (0.37 inches) thick.",
    "He paid $40,000 (36,000 euros) in May and $10,000 (8,800 euros) in June.",
    "It cost $40 million (20 million euros) in 1999. It now costs $40 million (36 million euros).",
    # days, ages, spans of time
    "He was arrested on Wednesday, 14 December 2016, the army said.",
    "It was open on Monday and Tuesday, 14 and 15 December 2016.",
    "The Sun, 14 December 2016, had the story.",
    "On Monday, 14 December, he was arrested; that was in 2015.",
    "Jane Smith, 66, was born in 1950.",
    "Jane Smith, 65, was born in 1950.",
    "In 1990 Jane Smith, 40, was mayor. Smith was born in 1950.",
    "John Smith, 47, was there. Mary Smith was born in 1950.",
    "He ruled from 1990 to 1995, five years.",
    "He ruled from 1990 to 1995, four years.",
    "He played six seasons, from 1990 to 1995, six years in all.",
    "He ruled for six years (1990–1995).",
    "The bank was founded in 1990, some 25 years ago.",
    "It marks the 26th anniversary of the killing of the mayor in 1990.",
    # other things, other times, other words
    "The blast killed 38 people in Kabul. A blast killed 41 people in Herat.",
    "The blast killed 38 people in the city. The blast has now killed 41 people in the city.",
    "The blast killed 38 people in the city. The blast killed about 40 people in the city.",
    "The blast killed 38 people in 2010. The blast killed 41 people in 2014.",
    "It takes 1,237 delegates to win the nomination. It takes 2,383 delegates to win.",
    "Black (2 GHz model only) and White (1.83 and 3 GHz models) are sold.",
    "8:05 p.m. Trump leads with 182 delegates.\n\n9:10 p.m. Trump leads with 221 delegates.",
    "Ford reported a decline in sales. Subaru reported an increase in sales.",
    "There is a growing number of defections. If so, a decrease in the number of defections would help.",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_all_be_right_is_left_alone(text: str) -> None:
    assert _check(text) == []


BODY = "Police said that 38 people were held on Monday after a raid on the camp. They will be tried."
HEADLINES = [
    ("40 held in raid on camp", BODY, True),
    ("38 held in raid on camp", BODY, False),
    ("Dozens held in raid on camp", BODY, False),
    ("About 40 held in raid on camp", BODY, False),
    ("Over 30 held in raid on camp", BODY, False),
    ("Five things to know about the raid", BODY, False),
    ("Airline to buy 32 jets", "The airline said that it will buy 22 jets for $2 billion.", True),
    ("Firm to cut 3,000 jobs", "The firm will cut 2,950 jobs.", False),
    ("Firm to cut 3,000 jobs", "The firm will cut 1,800 jobs in Spain and 1,200 jobs in France.", False),
    ("Firm reports loss of $7 billion", "The firm reported a loss of $6 billion for the year.", True),
    ("Firm reports loss of $6 billion", "The firm reported a loss of $5.9 billion for the year.", False),
]


@pytest.mark.parametrize(("title", "body", "differs"), HEADLINES)
def test_a_headline_is_held_to_the_figure_of_the_text(title: str, body: str, *, differs: bool) -> None:
    found = _check(f"{title}\n\n{body}")
    assert [i.kind for i in found] == [Clash.HEADLINE] * differs
    assert all(i.spans and i.other_spans for i in found)


def test_a_headline_that_is_not_in_the_text_has_no_place_there() -> None:
    (found,) = _check(BODY, title="40 held in raid on camp")
    assert found.spans == ()
    assert found.claim_ids


def test_sources_that_differ_are_both_named() -> None:
    (found,) = _check(
        "Police said 38 people were killed in the blast. Doctors at the hospital said 41 people were killed."
    )
    assert "Police" in found.text
    assert "Doctors" in found.text


COUNTS = st.integers(2, 90)


@SLOW
@given(COUNTS, COUNTS, st.integers(-20, 20))
def test_a_total_is_found_wrong_exactly_where_it_is(men: int, women: int, off: int) -> None:
    total = men + women + off
    assume(total > 1)
    found = _check(f"Police arrested {total} people: {men} men and {women} women.")
    assert [i.kind for i in found] == [Clash.TOTAL] * bool(off)
    assert all(i.sum == f"{men} + {women} = {men + women}, not {total}" for i in found)


@SLOW
@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_found_wrong_exactly_where_it_is(day: date, later: int) -> None:
    told = words.WEEKDAYS[(day.weekday() + later) % 7]
    found = _check(
        f"The bridge was closed on {told}, {words.MONTHS[day.month - 1]} {day.day}, {day.year}, by the army."
    )
    assert [i.kind for i in found] == [Clash.WEEKDAY] * bool(later)


@SLOW
@given(st.dates(date(1930, 1, 1), date(1995, 1, 1)), st.integers(-9, 9))
def test_an_age_is_found_wrong_where_no_day_of_the_last_months_makes_it_right(born: date, off: int) -> None:
    age = (PUBLISHED - born) // timedelta(days=365.2425) + off
    found = _check(
        f"Jane Smith, {age}, a teacher, spoke. Smith was born on {born.day} {words.MONTHS[born.month - 1]} {born.year}."
    )
    assert not [i for i in found if i.kind is Clash.AGE] if off == 0 else True
    assert [i.kind for i in found] == [Clash.AGE] if off not in {-1, 0, 1} else True


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_whatever_claims_an_article_has_it_is_checked(data: st.DataObject) -> None:
    article = data.draw(ARTICLES.filter(lambda drawn: len(drawn.text) > 2))
    body = (Span(0, len(article.text)),)
    whole = Article(article.id, article.text, published=article.published, body=body)
    find_inconsistencies(whole, data.draw(st.lists(found_in(whole), max_size=4)))


PRECISION = [
    ("38", 38, None, 0), ("1,200", 1200, None, 100), ("1,234", 1234, None, 0), ("5.6 percent", "5.6", "%", "0.1"),
    ("5.00%", "5.00", "%", "0.01"), ("40 percent", 40, "%", 1), ("$100 million", 100_000_000, "USD", 1_000_000),
    ("$4.5 billion", 4_500_000_000, "USD", 100_000_000), ("five million", 5_000_000, None, 1_000_000),
    ("100", 100, None, 0), ("a third", "0.3333", "share", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "place"), PRECISION)
def test_a_figure_is_as_exact_as_it_is_written(text: str, value: int | str, unit: str | None, place: int | str) -> None:
    assert last_place(Quantity(Span(0, 1), text, Decimal(value), Decimal(value), unit)) == Decimal(place)


def test_sums_are_shown_as_people_write_numbers() -> None:
    assert [shown(Decimal(n)) for n in ("21", "1234.50", "0.333333", "4500000000", "1000000")] == [
        "21", "1,234.5", "0.33", "4.5 billion", "1 million"]  # fmt: skip


def test_the_command_answers_each_record_in_its_place() -> None:
    lines = [json.dumps({"id": "a", "text": PLANTED[0][0]}), "no json", json.dumps({"id": "c", "text": "He left."})]  # type: ignore[index]
    done = run_claims("check", "--jsonl", given="\n".join(lines))
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    (found,) = first["inconsistencies"]
    assert (found["kind"], found["sum"], found["words"]) == ("total", "12 + 9 = 21, not 20", ["20", "12 … 9"])
    assert "error" in second
    assert third["inconsistencies"] == []
    assert done.returncode == 1
