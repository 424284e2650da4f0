"""Figures: what they come to, in which unit, what is counted, and which numbers are no figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language import parse
from claims.model import Quantity, Span
from claims.numbers import worth
from claims.quantities import find_quantities

Bound = float | str | None


def _figures(text: str) -> list[Quantity]:
    return find_quantities(next(parse(text, [Span(0, len(text))])))


def _number(bound: Bound) -> Decimal | None:
    return None if bound is None else Decimal(str(bound))


def _miss(*row: object, reason: str) -> object:
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


COMPOSED = [
    ("There are 38 defectors being held.", 38, 38, None, "defectors"),
    ("They offered five million KPW.", 5_000_000, 5_000_000, "KPW", None),
    ("It cost approximately 600 USD.", 600, 600, "USD", None),
    ("Last week 38 people were shot.", 38, 38, None, "people"),
    ("Two North Koreans were shot.", 2, 2, None, "North Koreans"),
    ("They killed three generations of his family.", 3, 3, None, "generations"),
    ("It made more than $758 million.", 758_000_000, None, "USD", None),
    ("They want $3 to 5 million.", 3_000_000, 5_000_000, "USD", None),
    ("It cost $3-4 million.", 3_000_000, 4_000_000, "USD", None),
    ("Some 20-30,000 people came.", 20_000, 30_000, None, "people"),
    ("Prices rose between 5 and 7 per cent.", 5, 7, "%", None),
    ("It is 2.5–3 km long.", "2.5", 3, "km", None),
    ("It was between -5 and 10 degrees.", -5, 10, "degrees", None),
    ("Two or three goals were scored.", 2, 3, None, "goals"),
    ("Tens of thousands of workers left.", 20_000, None, None, "workers"),
    ("Several hundred people came.", 200, None, None, "people"),
    ("Some 30-odd people came.", 30, 30, None, "people"),
    ("At least an estimated 200 people died.", 200, None, None, "people"),
    ("Half a million people marched.", 500_000, 500_000, None, "people"),
    ("A hundred and twenty men stood there.", 120, 120, None, "men"),
    ("He waited two and a half years.", "2.5", "2.5", "years", None),
    ("He waited half an hour.", "0.5", "0.5", "hours", None),
    ("Sales rose 35% in May.", 35, 35, "%", None),
    ("Up to 12 people died.", None, 12, None, "people"),
    ("Some 107 people or more died.", 107, 107, None, "people"),
    ("It has 1,50,000 homes.", 150_000, 150_000, None, "homes"),
    ("Rs 500 crore was spent.", 5_000_000_000, 5_000_000_000, "INR", None),
    ("It sold 1.5m copies.", 1_500_000, 1_500_000, None, "copies"),
    ("It is worth NZ$ 26 million.", 26_000_000, 26_000_000, "NZD", None),
    ("It was a 14-mile walk.", 14, 14, "mi", None),
    ("It is a three-nation alliance.", 3, 3, None, "nation"),
    ("A 45-year-old man was held.", 45, 45, "years", None),
    ("A woman aged 34 died.", 34, 34, "years", None),
    ("John Smith, 47, was there.", 47, 47, "years", None),
    ("Eight out of 10 voters agree.", "0.8", "0.8", "share", "voters"),
    ("One in five children is poor.", "0.2", "0.2", "share", "children"),
    ("Up to 1 in 4 people died.", None, "0.25", "share", "people"),
    ("A third of the workers struck.", "0.3333", "0.3333", "share", "workers"),
    ("More than half of the voters stayed.", "0.5", None, "share", "voters"),
    ("Half the country voted.", "0.5", "0.5", "share", "country"),
    ("It fell by a fifth of a percent.", "0.2", "0.2", "%", None),
    ("It took three quarters of an hour.", "0.75", "0.75", "hours", None),
    ("The jet has 747 seats.", 747, 747, None, "seats"),
    ("Two-thirds of members agreed.", "0.6666", "0.6666", "share", "members"),
    ("Sales grew threefold.", 3, 3, "times", None),
    ("It has twice as many cars.", 2, 2, "times", None),
    ("Double the number came.", 2, 2, "times", None),
    ("They were outnumbered 5-to-1.", 5, 5, "to 1", None),
    _miss(
        "There was a 60-40 split.", 60, 60, None, None, reason="two figures joined by a hyphen are taken for a score"
    ),
    _miss("A score of jets were bought.", 20, 20, None, "jets", reason="more often a score is a result"),
    ("It sold five new 737 jets.", 5, 5, None, "new 737 jets"),
]

WIKINEWS = [
    ("The tanker will carry 179 new aerial refueling tankers.", 179, 179, None, "new aerial refueling tankers"),
    ("It continues a 2000 year old tradition of festivals.", 2000, 2000, "years", None),
    ("It must be returned within twenty working days.", None, 20, "days", None),
    ("The batteries would have expired after 30 -- 40 days.", 30, 40, "days", None),
    ("The markets saw investors pull out nearly US$36 billion in wealth.", 36 * 10**9, 36 * 10**9, "USD", None),
    ("The Dow's 344.65-point fall surprised them.", "344.65", "344.65", None, "point"),
    ("The NASDAQ index has fallen by -3.16% today.", "-3.16", "-3.16", "%", None),
    ("It would buy billions of dollars of bad loans from banks.", 2 * 10**9, None, "USD", "bad loans"),
    ("Iodine is added to only 10 per cent of Australian salt.", 10, 10, "%", "Australian salt"),
    ("The website had increased 18-fold prior to the attack.", 18, 18, "times", None),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "of"), [*COMPOSED, *WIKINEWS])
def test_a_figure_is_read_with_unit_and_what_it_counts(
    text: str, low: Bound, high: Bound, unit: str | None, of: str | None
) -> None:
    (figure,) = _figures(text)
    assert (figure.low, figure.high, figure.unit, figure.of) == (_number(low), _number(high), unit, of)


@pytest.mark.parametrize(
    "text",
    [
        "A Boeing 747 landed.",
        "The F-16 and COVID-19 came on 9/11.",
        "No one knew.",
        "He came in 1st.",
        "He lives on the 2nd floor.",
        "World War II ended.",
        "He slept in Room 101.",
        "They cited Article 9 of the law.",
        "Flight 370 vanished.",
        "He bought an iPhone 7 and iOS 4.",
        "The shop is open 24/7.",
        "Call 555-1234 or +44 20 7946 0958.",
        "They won 3-1 and lost 0 – 2.",
        "He came at 3.45 pm and left at 5 p.m.",
        "It shut at 0800 UTC.",
        "The CAC 40 and the S&P 500 rose.",
        "They saw civil police posts 542 and 543.",
        "It was a two-way street.",
        "It was a third goal.",
        "Someone came around.",
        "They want Boeing's 787, and more 777 planes.",
        "The Standard & Poor's 500 index fell.",
        "At one point he left.",
        "It is one thing to say so.",
        "One day he came.",
        "One clerk, Omar Ruiz, left Paris.",
        "One user said so.",
        "He named them: 1) the cold and 2) the rain.",
        _miss("One clerk in the office had left by then.", reason="one of them, or a certain one"),
    ],
)
def test_names_ordinals_scores_and_times_of_day_are_no_figures(text: str) -> None:
    assert _figures(text) == []


@pytest.mark.parametrize(
    ("text", "values", "units"),
    [
        ("He paid 100,000 yuan ($14,500) for it.", [100_000, 14_500], ["CNY", "USD"]),
        ("Seats increased from 9 to 10.", [9, 10], [None, None]),
        ("It fell by 1.5 and 3 percent, respectively.", ["1.5", 3], ["%", "%"]),
        ("They will close 789, or about a quarter, of them.", [789, "0.25"], [None, "share"]),
        ("It lost 9% or 998.50 points.", [9, "998.50"], ["%", None]),
        ("The Senate voted 52-35 to reject it.", [52, 35], [None, None]),
        ("It came after a 220–215 vote.", [220, 215], [None, None]),
        ("Its shares fell from about $42 to four cents.", [42, 4], ["USD", "cent"]),
    ],
)
def test_two_figures_that_are_no_range_stay_two(text: str, values: list[Bound], units: list[str | None]) -> None:
    figures = _figures(text)
    assert [(f.value, f.unit) for f in figures] == list(zip(map(_number, values), units, strict=True))


def test_a_range_that_is_no_change_stays_one() -> None:
    assert [(f.low, f.high, f.of) for f in _figures("Reports range from ten to 32 pages.")] == [(10, 32, "pages")]


@pytest.mark.parametrize("lead", ["about", "around", "nearly", "some", "roughly", "an estimated"])
def test_an_approximation_keeps_the_figure_and_says_so(lead: str) -> None:
    (figure,) = _figures(f"It took {lead} 40 men.")
    assert (figure.value, figure.approximate, figure.text) == (40, True, f"{lead} 40")


@pytest.mark.parametrize(
    "number", ["1" * 30, "1" * 5_000, "million " * 5, "ten billion " * 9, "9" * 21 + " trillion" * 3]
)
def test_a_number_without_end_stops_nobody(number: str) -> None:
    assert all(f.low is not None and f.low < 10**60 for f in _figures(f"It is {number} of them."))


def test_a_number_that_is_a_name_once_is_a_name_everywhere() -> None:
    text = "The Boeing 787 flew to Tokyo. They chose the 787 for three reasons."
    assert [(f.value, f.of) for f in _figures(text)] == [(3, "reasons")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3.2bn", 3_200_000_000),
        ("twenty-five", 25),
        ("two million three hundred thousand", 2_300_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("one and a half million", 1_500_000),
        ("2 lakh crore", 2 * 10**12),
        ("10 000", 10_000),
        ("3½", Decimal("3.5")),
    ],
)
def test_numbers_in_words_come_to_what_they_say(words: str, value: Decimal) -> None:
    assert worth(words) == value


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelled(number: int) -> str:
    for value, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            rest = number % value
            tail = (" and " if rest < 100 else " ") + _spelled(rest) if rest else ""
            return f"{_spelled(number // value)} {name}{tail}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(1, 10**12 - 1))
def test_a_number_that_is_written_out_comes_back(number: int) -> None:
    assert [worth(_spelled(number)), worth(f"{number:,}"), worth(str(number))] == [number] * 3


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 10**9))
def test_a_number_in_a_sentence_comes_back_however_it_is_written(number: int) -> None:
    found = [_figures(f"They counted {written} votes.") for written in (_spelled(number), f"{number:,}")]
    assert [[(f.low, f.high, f.of) for f in figures] for figures in found] == [[(number, number, "votes")]] * 2


@settings(max_examples=50, deadline=None)
@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_a_range_comes_back_with_both_ends_in_order(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    figures = _figures(f"It cost between ${low:,} and ${high:,} to build.")
    assert {figures[0].low, figures[-1].high} == {low, high}


PIECES = st.sampled_from(
    (
        "about between from to and or 3 -4 1,000 2.5 $5 €7m % per cent half a third of twice as many dozens "
        "several hundred thousand -year-old years , . – - -- Smith Boeing 747 10 000 ½ 5:30 1/2 one in ten "
        "five million won"
    ).split()
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=80), st.lists(PIECES, min_size=1, max_size=12).map(" ".join)))
def test_whatever_the_text_a_figure_is_its_words_and_low_is_not_above_high(text: str) -> None:
    for figure in _figures(text):
        assert figure.text == figure.span.of(text.replace("\n", " ")) or not text.isprintable()
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
