"""Days as CLDR writes them, in every language it knows."""

from __future__ import annotations

import datetime as dt

import pytest
from babel import Locale
from babel.dates import format_skeleton

from worthsaving.data.load import declared
from worthsaving.reading.values.month_names import all_languages, day_patterns, month_names, read_month_days

DAYS = [dt.date(2024, month, day) for month in range(1, 13) for day in (2, 28)]
OTHER_MONTH = {"mfe"}  # Mauritian Creole shortens August ("out") as Portuguese does October; the Portuguese are more


@pytest.mark.parametrize("language", declared("months")["languages"])
def test_every_declared_language_is_read_as_cldr_writes_it(language: str) -> None:
    """All months, wide, as a phone in that language prints them."""
    texts = [format_skeleton("MMMMd", day, locale=Locale(language)) for day in DAYS]
    assert read_month_days(texts) == [(day.month, day.day) for day in DAYS]


def test_the_other_languages_too() -> None:
    """What no declared language explains is found in the rest of CLDR."""
    for language in sorted(set(all_languages()) - OTHER_MONTH):
        texts = [format_skeleton("MMMMd", day, locale=Locale(language)) for day in DAYS[::5]]
        assert read_month_days(texts) == [(day.month, day.day) for day in DAYS[::5]], language


def test_an_unknown_language_has_no_names() -> None:
    """No error for a language that an older CLDR lacks."""
    assert month_names("xx") == {}
    assert day_patterns("xx") == ()
