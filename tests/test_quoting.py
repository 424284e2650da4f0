"""Where a quoted passage stands in a copy of its source, however that was copied, printed or typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.model import Span
from claims.quoting import MAX_GAP, find_quote

MADE = [
    # (the text, with what is found in braces; the quotation)
    ("He left. {The river is wide}. It was cold.", "The river is wide"),
    ("He left. {The river\n  is\u00a0wide}.", "The river is wide"),
    ("He left. {The river is wide}.", " The\nriver\u2009is  wide\t"),
    ("The {govern\u00adment fell}.", "government fell"),
    ("The {govern\u00ad\nment fell}.", "government fell"),
    ("The {government fell}.", "govern\u00adment fell"),
    ("The {gov-\nernment fell}.", "government fell"),
    ("The {high-\nranking man}.", "high-ranking man"),
    ("The {high-ranking man in govern-\n  ment}.", "high-\nranking man in government"),
    ("The {government fell}.", "gov-\nernment fell"),
    # Marks: their kinds, the blanks around them, those around the quotation itself.
    ("{It's the owners’ dog}.", "It’s the owners' dog"),
    ("He {said “go” twice}.", 'said "go" twice'),
    ("He {said ``go'' twice}.", "said «\u00a0go\u00a0» twice"),
    ("He {said 'go' twice}.", 'said " go " twice'),
    ("It {came — he said so — late}.", "came -- he said so--late"),
    ("It {came, 1990–1995}.", "came, 1990-1995"),
    ("He said: “{The river is wide}.”", "“The river is wide”"),
    ("“The river is {wide}.”", "wide,"),
    # Letters: composed or not, ligatures; capitals are capitals.
    ("{Cafe\u0301 Zoe\u0308} is open.", "Café Zoë"),
    ("{Café Zoë} is open.", "Cafe\u0301 Zoe\u0308"),
    ("The {ﬁnal oﬃce}.", "final office"),
    ("The {o\ufb03}ce.", "of"),
    ("{각하} left.", unicodedata.normalize("NFD", "각하")),
    (unicodedata.normalize("NFD", "He met {각하} there."), "각하"),
    ("the river. {The river}.", "The river"),
    # An ellipsis leaves something out, or nothing.
    ("He {left Rome in May and came to Paris}.", "left Rome … came to Paris"),
    ("He {left Rome in May and came to Paris in June}.", "left Rome [...] to Paris . . . June"),
    ("He {left Rome}.", "… left Rome (...)"),
    ("He {left … Rome}.", "left ... Rome"),
    ("He left. She {left Rome. She came to Paris}.", "left Rome.... came to Paris"),
    ("one a. " + "x" * MAX_GAP + " {one b. two c}", "one … two c"),
    # Whole words go before parts of words.
    ("The women and {men} left.", "men"),
    ("The {women left}.", "women left"),
    ("The wo{men} left.", "men"),
]


@pytest.mark.parametrize(("marked", "quote"), MADE)
def test_a_quotation_is_found_however_it_is_written(marked: str, quote: str) -> None:
    before, found, after = marked.replace("}", "{").split("{")
    assert find_quote(before + found + after, quote) == Span(len(before), len(before) + len(found))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The river is wide.", "The river was wide"),
        ("The river is wide.", "the river"),
        ("The river is wide.", ""),
        ("The river is wide.", " \n"),
        ("The “river” is wide.", "“…”"),
        ("", "river"),
        ("They came to Paris and left Rome.", "left Rome … came to Paris"),
        ("left Rome " + "x" * (MAX_GAP + 1) + " to Paris", "left Rome … to Paris"),
        ("They re-sign.", "resign"),
        ("It cost 1–2 euros.", "12 euros"),
        ("The riverbed.", "river bed"),
        ("Café", "Cafe"),
    ],
)
def test_what_does_not_stand_there_is_not_found(text: str, quote: str) -> None:
    assert find_quote(text, quote) is None


# -- whatever the text -------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["Kim", "left", "Rome", "Café", "office", "30,000", "각하", "don't", "re-sign", "a", "漢字", "so."]
)
GAPS = st.sampled_from([" ", " ", " ", "\n", " “", "” ", " – ", "—", " - ", "'s ", ", "])
OTHERWISE = {
    " ": [" ", "\n", "  ", "\u00a0", "\t", " \u200b"],
    "\n": ["\n", " ", "\r\n"],
    "“": ["“", '"', "«\u00a0", "„"],
    "”": ["”", '"', "\u00a0»", "''"],
    "'": ["'", "’", "`"],
    "–": ["–", "-", "--", "—"],
    "—": ["—", " -- ", "–"],
    "e": ["e", "\u00ade", "e\u200b"],
    "é": ["é", "e\u0301"],
    "각": ["각", unicodedata.normalize("NFD", "각")],
}


@st.composite
def _rewritten(draw: st.DrawFn, text: str) -> str:
    return "".join(draw(st.sampled_from(OTHERWISE.get(c, [c]))) for c in text)


@st.composite
def _copies(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw a text, a copy of it in which blanks, marks and letters are written in other ways, and a stretch of it."""
    parts = draw(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=12))
    text = "".join(word + gap for word, gap in parts)
    start = draw(st.integers(0, len(text) - 1))
    stretch = text[start : draw(st.integers(start + 1, len(text)))]
    return draw(_rewritten(text)), draw(_rewritten(stretch)), stretch


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@given(_copies())
def test_any_stretch_of_a_text_is_found_in_a_copy_that_is_written_otherwise(drawn: tuple[str, str, str]) -> None:
    copy, quote, stretch = drawn
    assume(any(c.isalnum() for c in stretch))
    found = find_quote(copy, quote)
    assert found is not None
    assert _letters(found.of(copy)) == _letters(stretch)


@given(st.text(max_size=60), st.text(max_size=8))
def test_whatever_the_text_and_the_quotation_what_is_found_lies_in_the_text(before: str, quote: str) -> None:
    text = before + quote + before
    found = find_quote(text, quote)
    assert found is None or found.of(text).strip()
    assert found is not None or not (quote.isascii() and quote.isalpha())
