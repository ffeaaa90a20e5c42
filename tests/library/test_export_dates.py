"""Of which moment a file's counts are, and files that would hide one another in one."""

import datetime as dt

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import export_dates
from worthsaving.library.library_errors import SameMoment

OVERVIEW = "Overview_2026-02-10_1772000000_tiny.zip"
EXPORTED = dt.datetime.fromtimestamp(1_772_000_000, dt.UTC)


def undated(week, name=None, **what):
    return made.snapshot(name or f"week {week}.csv", made.truth(week, timed=False, **what))


def seen(library):
    return library.history("tiktok", "tiny", made.truth(0)["video_id"][0])["observed_at"].tolist()


def test_several_exports_that_do_not_say_when_they_were_made_are_not_kept_as_of_one_moment(library):
    """Nothing is kept, and the files are named; neither now nor one told day can be right for both."""
    both = made.reading(undated(0), undated(1))
    for taken in (None, made.now(0)):
        with pytest.raises(SameMoment, match=r"“week 0.csv” and “week 1.csv” count the same videos"):
            library.keep(both, now=made.now(5), taken=taken)
    assert library.is_empty()


def test_each_file_can_have_its_own_moment(library):
    """Then the history is there, and what changed with it."""
    files = [undated(week) for week in range(3)]
    library.keep(made.reading(*files), now=made.now(5), taken={f.digest: made.now(w) for w, f in enumerate(files)})
    assert seen(library) == [pd.Timestamp(made.now(week)) for week in range(3)]
    assert library.history("tiktok", "tiny", made.truth(0)["video_id"][0])["stated"].all()


def test_a_file_left_out_of_the_told_moments_is_of_now(library):
    files = [undated(0), undated(1)]
    library.keep(made.reading(*files), now=made.now(5), taken={files[0].digest: made.now(0)})
    assert seen(library) == [pd.Timestamp(made.now(0)), pd.Timestamp(made.now(5))]


def test_two_files_with_the_same_told_moment_are_refused(library):
    files = [undated(0), undated(1)]
    with pytest.raises(SameMoment):
        library.keep(made.reading(*files), now=made.now(5), taken={f.digest: made.now(1) for f in files})


def test_files_that_do_not_hide_one_another_need_no_days(library):
    """Other videos, the same counts in another wrapping, counts that only one of them has, or a moment of its own."""
    first = made.truth(1, timed=False)
    saves_only = first.assign(
        **{name: pd.array([None] * 16, dtype="Int64") for name in ("views", "likes", "comments", "shares")}
    )
    files = [
        made.snapshot("a.csv", first.assign(saves=pd.array([None] * 16, dtype="Int64"))),
        made.snapshot("a.xlsx", first.assign(saves=pd.array([None] * 16, dtype="Int64"))),
        made.snapshot("saves.csv", saves_only),
        undated(0, "other.csv", account="other", first=100),
        made.snapshot("dated.csv", made.truth(0)),
    ]
    assert library.keep(made.reading(*files), now=made.now(5)).new_videos == 30


def test_a_file_that_was_kept_before_is_not_in_the_way(library):
    library.keep(made.reading(undated(0)), now=made.now(0))
    library.keep(made.reading(undated(0), undated(1)), now=made.now(1))
    assert seen(library) == [pd.Timestamp(made.now(0)), pd.Timestamp(made.now(1))]
    assert library.kept_whole([undated(0).digest, undated(2).digest]) == {undated(0).digest}


def test_a_zip_of_several_exports_is_to_be_unpacked(library):
    """Its files share a digest, so no day can be told for each."""
    one = undated(0, "weeks.zip")
    two = made.snapshot("weeks.zip", made.truth(1, timed=False))
    with pytest.raises(SameMoment, match=r"“weeks.zip” holds several exports of the same videos.*Unpack it first"):
        library.keep(made.reading(one, two), now=made.now(5), taken={one.digest: made.now(1)})


def test_a_sentence_names_three_files_and_counts_the_rest():
    files = [undated(week) for week in range(6)]
    assert "“week 3.csv”, “" not in export_dates.conflict_reason(files[:5])
    assert "“week 2.csv” and 2 more count" in export_dates.conflict_reason(files[:5])
    assert export_dates.conflict_reason(files[:4]).startswith(
        "“week 0.csv”, “week 1.csv”, “week 2.csv” and “week 3.csv” count"
    )
    assert export_dates.conflict_reason(files).startswith("“week 0.csv”, “week 1.csv”, “week 2.csv” and 3 more count")


def test_studios_name_says_when_a_file_was_made(library):
    """It wins over the one moment told for all, not over one told for this file; one to come says nothing."""
    videos = undated(0, OVERVIEW)
    later, kept_at = made.now(5), 1_900_000_000_000_000
    at = int(EXPORTED.timestamp() * 1e6)
    assert export_dates.observation_time(videos, kept_at, None) == (at, True)
    assert export_dates.observation_time(videos, kept_at, later) == (at, True)
    assert export_dates.observation_time(videos, kept_at, {videos.digest: later})[0] == int(later.timestamp() * 1e6)
    assert export_dates.observation_time(videos, at, None) == (at, True)
    assert export_dates.observation_time(videos, at - 1, None) == (at - 1, False)
    assert [file.name for file in export_dates.undated(made.reading(videos, undated(1)), kept_at)] == ["week 1.csv"]


def test_only_one_day_in_a_name_is_taken_for_the_exports():
    """Two are a span, and today's is now."""
    names = ["a 2026-10-23.csv", "b.csv", "Oct-01-2026_Oct-30-2026_1.csv", "c 2026-11-22.csv"]
    files = [undated(0, name) for name in names]
    now = dt.datetime(2026, 11, 22, 12).astimezone(dt.UTC)
    found = export_dates.days_in_names(made.reading(*files), {file.digest for file in files}, now)
    assert list(found.values()) == [("a 2026-10-23.csv", export_dates.noon(dt.date(2026, 10, 23)))]
