"""Days without a year, in any language."""

from __future__ import annotations

import pytest

from worthsaving.reading.values.month_names import read_month_days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("July 16", (7, 16)), ("10 February", (2, 10)), ("8 de marzo", (3, 8)), ("25 Μαρτίου", (3, 25)),
        ("18 января", (1, 18)), ("18 tháng Tám", (8, 18)), ("18 tháng 8", (8, 18)), ("9月13日", (9, 13)), ("8 Juli", (7, 8)),
        ("10. Februar", (2, 10)), ("9월 3일", (9, 3)), ("16 ก.ค.", (7, 16)), ("١٦ يوليو", (7, 16)), ("February 29", (2, 29)),
        ("13 березня", (3, 13)), ("Jul 16", (7, 16)), ("1er janvier", (1, 1)),
    ],
)  # fmt: skip
def test_languages(text: str, expected: tuple[int, int]) -> None:
    """Each language's names, genitives and abbreviations are read."""
    assert read_month_days([text]) == [expected]


@pytest.mark.parametrize(
    "text", ["", "undefined", "February 30", "Lifetime", "2025-10-31", "July", "16", "5 listopada"]
)
def test_unread(text: str) -> None:
    """What is no such day, or could be two, is not guessed at."""
    assert read_month_days([text]) == [None]


def test_the_column_decides_the_language() -> None:
    """Croatian and Polish share a name for two months: the other names tell which language it is."""
    assert read_month_days(["5 listopada", "7 ožujka"]) == [(10, 5), (3, 7)]
    assert read_month_days(["5 listopada", "7 marca"]) == [(11, 5), (3, 7)]
