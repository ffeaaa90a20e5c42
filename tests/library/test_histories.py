"""All that was observed, and the answers on growth that follow from it."""

import pandas as pd
import pytest

from tests.library import made
from worthsaving.analysis import growth


@pytest.fixture
def weeks(library):
    """A library with ten weekly exports."""
    for week in range(10):
        library.keep(made.week(week), now=made.now(week))
    return library


def test_a_history_holds_every_observation_in_order(weeks):
    video = made.truth(0)["video_id"][0]
    found = weeks.history("tiktok", "tiny", video)
    truth = [made.truth(week).set_index("video_id").loc[video, "saves"] for week in range(10)]
    assert found["saves"].tolist() == truth
    assert growth.per_day(found)["gained"].tolist() == pd.Series(truth).diff().dropna().tolist()


def test_a_history_is_bounded_to_the_newest(weeks):
    assert len(weeks.history("tiktok", "tiny", made.truth(0)["video_id"][0], limit=3)) == 3


def test_an_unknown_video_has_an_empty_history(weeks):
    assert weeks.history("tiktok", "tiny", "1").empty
    assert weeks.history("tiktok", "nobody", made.truth(0)["video_id"][0]).empty


def test_files_of_one_moment_complete_each_other(library):
    half = made.truth(0).assign(saves=pd.array([None] * 14, dtype="Int64"))
    rest = made.truth(0).assign(likes=pd.array([None] * 14, dtype="Int64"))
    library.keep(made.reading(made.snapshot("a", half), made.snapshot("b", rest)), now=made.now(0))
    found = library.history("tiktok", "tiny", half["video_id"][0])
    assert len(found) == 1
    assert found[["likes", "saves"]].notna().all(axis=None)


def test_histories_hold_the_first_days_and_the_newest_state(weeks):
    found = weeks.histories(first_days=14)
    age = (found["observed_at"] - found["posted_at"]).dt.days
    late = found[age > 14]
    assert late["observed_at"].eq(pd.Timestamp(made.now(9))).all()
    assert found.groupby("video_id").size().max() == 3


def test_histories_are_bounded_to_the_videos_posted_last(weeks):
    found = weeks.histories(videos=5)
    newest = made.truth(9).sort_values("posted_at")["video_id"].tail(5)
    assert set(found["video_id"]) == set(newest)


def test_equal_age_from_the_library_finds_the_video_that_is_saved_more(library):
    """Ten weeks of one account: the video that was given eight times its saves stands out at seven days."""
    special = made.truth(6)["video_id"].iloc[-1]
    for week in range(10):
        table = made.truth(week)
        table["saves"] = table["saves"].where(table["video_id"] != special, table["saves"] * 8)
        library.keep(made.reading(made.snapshot(str(week), table)), now=made.now(week))
    found = growth.equal_age(library.histories(), ("tiktok", "tiny", special))
    assert found.verdict == "more"
    assert found.ratio.low > 1.5


def test_saves_come_later_than_likes_in_the_simulated_account(weeks):
    assert growth.how_long(weeks.histories()).verdict == "saves longer"


def test_the_first_days_begin_a_day_before_posting_and_end_after_so_many_days(library):
    """Both ends belong to them, a microsecond outside of them does not; the newest observation comes in any case."""
    day, microsecond = pd.Timedelta(days=1), pd.Timedelta(microseconds=1)
    posted = pd.Timestamp(made.START)
    inside = [posted - day, posted, posted + 14 * day]
    outside = [posted - day - microsecond, posted + 14 * day + microsecond]
    newest = posted + 99 * day
    rows = [
        {"platform": "tiktok", "video_id": "1", "posted_at": posted, "observed_at": moment, "views": 1}
        for moment in (*inside, *outside, newest)
    ]
    library.keep(made.reading(made.snapshot("a", made.frame(rows))), now=made.now(20))
    assert library.histories(first_days=14)["observed_at"].tolist() == [*inside, newest]
