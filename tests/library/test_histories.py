"""All that was observed, and the answers on growth that follow from it."""

import pandas as pd
import pytest

from tests.library import made
from worthsaving.analysis import growth
from worthsaving.reading.read import read_files


def keep_weeks(library):
    for week in range(10):
        library.keep(made.week(week), now=made.now(week))


@pytest.fixture
def weeks(library):
    """A library with ten weekly exports."""
    return made.once(library, keep_weeks)


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


@pytest.mark.parametrize(
    "times",
    [
        200,
        pytest.param(8, marks=pytest.mark.xfail(strict=True, reason="between weekly exports a count is only bounded")),
    ],
)
def test_equal_age_from_the_library_finds_the_video_that_is_saved_more(library, times):
    """Ten weeks of one account: the video that was given many times its saves stands out at seven days."""
    special = made.truth(6)["video_id"].iloc[-1]
    for week in range(10):
        table = made.truth(week)
        table["saves"] = table["saves"].where(table["video_id"] != special, table["saves"] * times)
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


def notes(week: int) -> pd.DataFrame:
    """A week's export of twelve posts without id and link, as Xiaohongshu's note list is."""
    table = made.truth(week).assign(video_id="", link="", platform="xiaohongshu", source="xiaohongshu-notes")
    return table.reset_index(drop=True)


def test_posts_without_an_id_have_histories_too(library):
    """By the name that `post_names` gives them; equal age and how long follow from them."""
    for week in range(10):
        library.keep(made.reading(made.snapshot(str(week), notes(week))), now=made.now(week))
    found = library.histories(first_days=14)
    assert found["video_id"].eq("").all()
    assert found["post"].nunique() == len(notes(9))
    names = library.post_names(notes(9))
    assert set(names) == set(found["post"])
    history = library.history("xiaohongshu", "tiny", names.iloc[0])
    assert history["saves"].tolist() == [notes(week)["saves"][0] for week in range(10)]
    assert growth.equal_age(found, ("xiaohongshu", "tiny", names.iloc[-8])) is not None


def test_two_posts_that_nothing_tells_apart_have_no_name(library):
    twins = notes(0).head(2).assign(title="Soup", posted_at=pd.Timestamp(made.START))
    assert library.post_names(twins).tolist() == ["", ""]
    assert library.post_names(twins.assign(video_id=["1", "2"])).tolist() == ["1", "2"]
    assert library.post_names(twins.head(0)).empty


def test_a_log_in_one_file_gives_growth_at_once(library):
    """Dropped and kept once: each reading is an observation under its own moment."""
    weeks = pd.concat([made.truth(week) for week in range(10)], ignore_index=True)
    kept = library.keep(made.reading(made.snapshot("log", weeks)), now=made.now(20))
    assert kept.new_observations == len(weeks)
    assert growth.how_long(library.histories()).verdict == "saves longer"
    assert library.changes()["saves_gained"].notna().any()
    assert library.reading().videos["observed_at"].eq(pd.Timestamp(made.now(9))).all()


def test_a_log_that_is_read_from_a_file_gives_growth_at_once(library):
    """By title and posting day, as it has no id; counts of several days, reach among them."""
    lines = [f"Soup,2026-05-01,2026-05-{2 + 7 * n:02},{1000 * n + 100},{30 * n + 5},{900 * n}" for n in range(4)]
    log = "\n".join(["title,posted,date,views,saves,reach", *lines])
    reading = read_files([("log.csv", log.encode())])
    assert library.keep(reading, now=made.now(20)).new_observations == len(reading.observations) == 4
    (name,) = library.post_names(library.reading().videos)
    history = library.history("", "", name)
    assert history["saves"].tolist() == [5, 35, 65, 95]
    assert history["reach"].tolist() == [0, 900, 1800, 2700]
    assert growth.per_day(history)["gained"].tolist() == [30, 30, 30]


def test_reach_and_follows_have_histories_and_gains(library):
    """A file without them hides nothing."""
    for week in range(3):
        table = made.truth(week).assign(reach=700 + 10 * week, follows=week)
        library.keep(made.reading(made.snapshot(str(week), table)), now=made.now(week))
    library.keep(made.reading(made.snapshot("none", made.truth(3))), now=made.now(3))
    video = made.truth(0)["video_id"][0]
    history = library.history("tiktok", "tiny", video)
    assert history["reach"].tolist()[:3] == [700, 710, 720]
    assert history["follows"].tolist()[:3] == [0, 1, 2]
    assert pd.isna(history["reach"].iloc[3])
    newest = library.reading().videos.set_index("video_id").loc[video]
    assert (newest["reach"], newest["follows"]) == (720, 2)
    changed = library.changes(since=1).set_index("video_id").loc[video]
    assert (changed["reach_gained"], changed["follows_gained"]) == (20, 2)
    library.undo_last()
    library.undo_last()
    assert library.reading().videos.set_index("video_id").loc[video, "reach"] == 710
