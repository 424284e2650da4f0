"""Whether a reviewer is the author."""

from __future__ import annotations

import pytest

from claims.bylines import is_by


@pytest.mark.parametrize(
    ("reviewer", "byline"),
    [
        ("Ann Lee", "Ann Lee"),
        ("ann  LEE", "By Ann Lee, Staff Writer"),
        ("Kim Kwang In", "Kwang-in Kim"),
        ("Ann Lee", "Bob Roe and Ann M. Lee in Seoul"),
        ("A. Lee", "Ann Lee"),
        ("Ann Lee", "Lee, Ann"),
        ("Zoë Núñez", "Zoe Nunez"),
        ("ann.lee@desk.example", "Ann Lee"),
        ("annlee", "Ann Lee"),
        ("Bob Roe", "Ann Lee, additional reporting by Bob Roe"),
        ("Ann", "Ann"),
        ("김광인", "김광인 기자, 김광인"),
    ],
)
def test_a_reviewer_is_the_author_by_name_however_it_is_written(reviewer: str, byline: str) -> None:
    assert is_by(reviewer, byline)


@pytest.mark.parametrize(
    ("reviewer", "byline"),
    [
        ("Ann", "Ann Lee"),  # there may be two of that name
        ("Lee", "Ann Lee"),
        ("Ann Roe", "Ann Lee and Bob Roe"),
        ("Bob Lee", "Ann Lee"),
        ("A. B.", "Ann Brown"),
        ("Ann Lee", ""),
        ("", ""),
        ("", "Ann Lee"),
        ("@", "Ann Lee"),
    ],
)
def test_a_reviewer_who_shares_a_name_with_the_author_is_somebody_else(reviewer: str, byline: str) -> None:
    assert not is_by(reviewer, byline)
