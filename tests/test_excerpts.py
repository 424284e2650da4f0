"""Places of a text as they are quoted: what is meant is told from what stands around it, and the ends are at blanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.excerpts import WIDTH, excerpts
from claims.model import Span

LONG = f"He said {'word ' * 40}that six died here {'word ' * 40}and nine there.\nAnother line."
SIX, NINE = (Span(LONG.index(found), LONG.index(found) + len(found)) for found in ("six", "nine"))


def _marked(text: str, *sides: list[Span]) -> list[str]:
    return ["".join(f"[{run.text}]" if run.meant else run.text for run in runs) for runs in excerpts(text, *sides)]


@pytest.mark.parametrize(
    ("text", "sides", "expected"),
    [
        ("Six died.", [[Span(0, 3)]], ["[Six] died."]),
        ("Six died, nine fled.", [[Span(0, 3)], [Span(10, 14)]], ["[Six] died, [nine] fled."]),
        ("Six died, nine fled.", [[Span(10, 14)], [Span(0, 3), Span(4, 8)]], ["[Six] [died], [nine] fled."]),
        ("Head\nSix\tdied.\nEnd", [[Span(5, 8)]], ["[Six] died."]),
        ("Six died.", [[], [Span(0, 3)]], ["[Six] died."]),
        ("Six died.", [[]], []),
        ("Six died.", [[Span(0, 3)], [Span(0, 8)]], ["[Six][ died]."]),
    ],
)
def test_a_place_is_quoted_with_its_line(text: str, sides: list[list[Span]], expected: list[str]) -> None:
    assert _marked(text, *sides) == expected


def test_places_far_apart_are_two_quotations_in_reading_order_cut_at_blanks() -> None:
    first, second = _marked(LONG, [NINE], [SIX])
    assert first.startswith("… word word")
    assert first.endswith("word word …")
    assert "that [six] died here" in first
    assert second.endswith("and [nine] there.")


@given(st.text(min_size=1, max_size=300), st.data())
def test_no_quotation_is_much_longer_than_what_is_meant(text: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True))
    span = Span(min(ends), max(ends))
    (runs,) = excerpts(text, [span])
    assert sum(len(run.text) for run in runs) <= span.end - span.start + 2 * WIDTH + 4
