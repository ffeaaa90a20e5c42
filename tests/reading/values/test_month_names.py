"""Days without a year, in any language."""

from __future__ import annotations

import datetime as dt

import pytest
from babel import Locale
from babel.dates import format_skeleton

from worthsaving.data import cldr
from worthsaving.data.load import declared
from worthsaving.reading.values.month_names import day_patterns, month_names, read_month_days

DAYS = [dt.date(2024, month, day) for month in range(1, 13) for day in (2, 28)]
OTHER_MONTH = {"mfe"}  # Mauritian Creole shortens August ("out") as Portuguese does October; the Portuguese are more


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


@pytest.mark.parametrize("language", declared("months")["languages"])
def test_every_declared_language_is_read_as_cldr_writes_it(language: str) -> None:
    """All months, wide, as a phone in that language prints them."""
    texts = [format_skeleton("MMMMd", day, locale=Locale(language)) for day in DAYS]
    assert read_month_days(texts) == [(day.month, day.day) for day in DAYS]


def test_the_other_languages_too() -> None:
    """What no declared language explains is found in the rest of CLDR."""
    for language in sorted(set(cldr.languages()) - OTHER_MONTH):
        texts = [format_skeleton("MMMMd", day, locale=Locale(language)) for day in DAYS[::5]]
        assert read_month_days(texts) == [(day.month, day.day) for day in DAYS[::5]], language


def test_an_unknown_language_has_no_names() -> None:
    """No error for a language that an older CLDR lacks."""
    assert month_names("xx") == {}
    assert day_patterns("xx") == ()


@pytest.mark.parametrize(("most", "found"), [(1, False), (2, True), (3, True)])
def test_every_language_is_tried_for_so_many_texts_at_most(
    most: int, *, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More distinct texts are no column of days, and the search is slow: here there are two, of Breton and of none."""
    monkeypatch.setattr("worthsaving.reading.values.month_names.MOST_SEARCHED", most)
    assert read_month_days(["2 Cʼhwevrer", "3 nothing"]) == [(2, 2) if found else None, None]
