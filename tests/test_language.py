"""What the parser is given to read, and that its tokens lead back to the text as it was given."""

from __future__ import annotations

import pytest

from claims.language import parse, spans
from claims.model import Span, words


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("He left\nParis.", "He left Paris."),
        ("He left \r\n\t Paris.", "He left Paris."),
        ("He\xa0left\u2003Paris.", "He left Paris."),
        ("The govern-\nment left.", "The government left."),
        ("The gov\xadern\xadment left\u200b.", "The government left."),
        ("The well-known man met a well-\nknown boy.", "The well-known man met a well-known boy."),
        ("From 1939-\n1945 and Anglo-\nSaxon.", "From 1939- 1945 and Anglo- Saxon."),
        ("\u202aHe left\u202c.", "He left."),
        ("👩\u200d👩\u200d👧 left.", "👩\u200d👩\u200d👧 left."),
        ("می\u200cروم", "می\u200cروم"),
    ],
)
def test_the_parser_reads_what_a_reader_sees_and_its_tokens_lead_back(given: str, read: str) -> None:
    text = f"Before. {given}"
    doc = next(parse(text, [Span(8, len(text))]))
    assert doc.text == read
    assert all(_letters(t.text) == _letters(spans([t])[0].of(text)) for t in doc)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("the gov-\nernment  left", "the government left"),
        ("a well-known, well- \n  known boy", "a well-known, well-known boy"),
        ("in 1939-\n1945 and Anglo-\nSaxon", "in 1939- 1945 and Anglo- Saxon"),
        ("they left -\nand came", "they left - and came"),
    ],
)
def test_a_word_broken_over_two_lines_is_shown_whole(given: str, shown: str) -> None:
    assert words(given, [Span(0, len(given))]) == shown


def _letters(words: str) -> str:
    return "".join(c for c in words if c.isalnum())


def test_what_is_passed_over_parts_no_sentence() -> None:
    text = "The men had been\nThe Star  2\narrested (story here)."
    holes = [Span(17, 28), Span(37, 50)]
    doc = next(parse(text, [Span(0, len(text))], holes))
    assert doc.text == "The men had been arrested ."
    assert spans([doc[4]]) == (Span(29, 37),)
    assert len(list(doc.sents)) == 1


def test_a_paragraph_of_nothing_but_what_is_passed_over_has_no_words() -> None:
    text = "(story here)"
    assert all(t.is_space for t in next(parse(text, [Span(0, len(text))], [Span(0, len(text))])))
