"""Imports kept under a clock that was ahead: seen, and taken back wherever they stand."""

import datetime as dt

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import Library, library_errors
from worthsaving.words import clock as sentences

YEARS = dt.timedelta(days=5 * 365)


def undated(week):
    return made.reading(made.snapshot(f"week {week}.csv", made.truth(week, timed=False)))


def keep_ahead(library):
    library.keep(undated(0), now=made.now(0))
    library.keep(undated(1), now=made.now(1) + YEARS)
    library.keep(undated(2), now=made.now(2))


@pytest.fixture
def ahead(library):
    """A library whose second import was kept five years too late."""
    return made.once(library, keep_ahead)


def test_an_import_of_a_clock_that_was_ahead_is_seen(ahead):
    found = ahead.ahead(made.now(2))
    assert found["import_id"].tolist() == [2]
    assert found["until"].tolist() == [made.now(1) + YEARS]
    (sentence,) = sentences.ahead(found)
    assert "Import 2 (week 1.csv) is dated 8 Mar 2031" in sentence


def test_a_day_ahead_is_normal(library):
    """A day begins earlier elsewhere."""
    library.keep(undated(0), now=made.now(0))
    assert library.ahead(made.now(0) - dt.timedelta(days=1)).empty
    assert len(library.ahead(made.now(0) - dt.timedelta(days=1, microseconds=1))) == 1


def test_counts_dated_ahead_are_seen_too(library):
    """A file may say a moment to come, kept when the clock was right again."""
    videos = made.truth(0).assign(observed_at=made.truth(0)["observed_at"] + YEARS)
    library.keep(made.reading(made.snapshot("late", videos)), now=made.now(0))
    assert len(library.ahead(made.now(0))) == 1


def test_an_empty_library_has_none(library):
    assert library.ahead(made.now(0)).empty


def test_what_was_hidden_shows_once_it_is_taken_back(ahead, tmp_path):
    """The library is then the one that never had it, and the file can be kept again."""
    hidden = ahead.reading().videos["views"].sum()
    assert ahead.undo(2).files == ("week 1.csv",)
    assert ahead.reading().videos["views"].sum() > hidden
    assert ahead.ahead(made.now(2)).empty
    never = Library.open(str(tmp_path / "never.sqlite"))
    for week in (0, 2):
        never.keep(undated(week), now=made.now(week))
    assert ahead.dump() == never.dump()
    assert not ahead.keep(undated(1), now=made.now(3)).already


def test_an_import_that_is_not_there_is_not_taken_back(ahead):
    for number in (0, 4, 2**40):
        with pytest.raises(library_errors.ImportGone):
            ahead.undo(number)
    assert len(ahead.imports()) == 3


def test_a_file_whose_first_import_is_taken_back_may_be_kept_again(library):
    """A later import held only what had been forgotten of it."""
    both = pd.concat([made.truth(0, timed=False), made.truth(0, account="other", first=100, videos=4, timed=False)])
    reading = made.reading(made.snapshot("both", both.reset_index(drop=True)))
    library.keep(reading, now=made.now(0) + YEARS)
    before = library.dump()
    library.forget_account("tiktok", "other")
    library.keep(reading, now=made.now(1))
    library.undo(1)
    assert library.keep(reading, now=made.now(2)).import_id == 3
    assert library.dump() == before
