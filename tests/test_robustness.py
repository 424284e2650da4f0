"""Whatever is pasted: no crash, and every claim has words of its own in the body of the article."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mutants import FOREIGN, faults, mutants, split

from claims.article import read_article
from claims.model import TextError

MUTANTS = list(mutants(40, longest=600))

PHRASES = [
    "He said ", "SEOUL, Dec. 13 (Yonhap) — ", "By Jane Smith", "2016-12-13 ", "Read more: ", "(Photo by X/AP)", "who ",
    "(story here)", "38 people ", "according to the police", "it is believed that ", "reportedly ", "North Korea ",
    "the minister left ", "and ", "if ", "$5 million ", "last month", "Page 3 of 7", "- ", "• ", "1. ", "a) ",
    "govern-\n", "ment ", "U.S. ", "Mr. ", "said", "that ", "not ", "%", "0", "½", "1,000,000,000 ",
]  # fmt: skip
MARKS = ["“", "”", '"', "''", "(", ")", "[...] ", ". ", ", ", "? ", "! ", ": ", "; ", " -- ", " — ", "…"]
BLANKS = ["\n", "\n\n", "\r\n", "\t", "\xa0", "\f"]

PIECES = st.sampled_from([*FOREIGN, *PHRASES, *MARKS, *BLANKS])
TEXTS = st.text(st.characters(), max_size=120) | st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(TEXTS)
@example("\x1b👥0。0")
def test_any_text_is_split_into_sound_claims_or_refused(text: str) -> None:
    try:
        article, claims = split(text)
    except TextError:
        return
    assert article.text == text
    assert faults(article, claims) == []
    assert split(text) == (article, claims)


@pytest.mark.parametrize("text", [text for _, text in MUTANTS], ids=[f"{n} {d}" for n, (d, _) in enumerate(MUTANTS)])
def test_a_mutilated_article_is_split_into_sound_claims(text: str) -> None:
    article, claims = split(text)
    assert faults(article, claims) == []
    assert split(text) == (article, claims)


WALLS = ["-", "(", "''", "a.", "AA, ", "> ", "a-\n", "@", "_", "(Photo ", "WORD — ", "1. ", "[...] ", " \u200b"]


@pytest.mark.parametrize("unit", WALLS)
def test_a_wall_of_one_thing_is_read_like_any_text(unit: str) -> None:
    """Rules that look back and forth over it would take hours, not the blink that this takes."""
    text = f"x{unit * (50_000 // len(unit))}x"
    article = read_article(text)
    assert article.text == text
    assert all(span.end <= len(text) for span in (*article.body, *article.chrome))
