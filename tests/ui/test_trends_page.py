"""Save trends: the periods, the rate, the part of all engagement, and the daily file's own days."""

from collections import Counter, defaultdict

import numpy as np
import pytest

from tests.ui import by_hand
from tests.ui.visiting import TRENDS, chart, export, numbers, open_page, sample, samples, trace, words


def months(videos: list[dict]) -> dict[tuple[int, int], list[dict]]:
    """The videos by (year, month) of posting, in order."""
    found = defaultdict(list)
    for video in sorted(videos, key=lambda video: video["posted"]):
        found[video["posted"].year, video["posted"].month].append(video)
    return dict(found)


@pytest.fixture(scope="module")
def page():
    """The page with all samples."""
    return open_page(TRENDS, *samples())


def test_saves_by_month(page):
    """Each bar is the sum of the saves of the videos posted in its month, labelled with how many they are."""
    bars = trace(chart(page, "saves_over_time"), "saves")
    by_month = months(by_hand.tiktok())
    assert numbers(bars["y"]).tolist() == [by_hand.total(group, "saves") for group in by_month.values()]
    assert bars["text"] == [str(len(group)) for group in by_month.values()]


def test_the_month_with_young_videos_is_hatched(page):
    """Only the bar that holds videos under 7 days old has stripes, and the legend below says what they mean."""
    shapes = trace(chart(page, "saves_over_time"), "saves")["marker"]["pattern"]["shape"]
    young = [any(video["young"] for video in group) for group in months(by_hand.tiktok()).values()]
    assert [bool(shape) for shape in shapes] == young
    assert any(young)
    assert "Hatched: holds videos younger than 7 days" in words(page)


def test_the_rate_leaves_young_videos_out(page):
    """The line is saves per 1,000 views of each month's finished videos; its range holds it."""
    line = trace(chart(page, "save_rate_over_time"), "save rate")
    wanted = [
        1000 * by_hand.total(by_hand.finished(group), "saves") / by_hand.total(by_hand.finished(group), "views")
        for group in months(by_hand.tiktok()).values()
    ]
    np.testing.assert_allclose(numbers(line["y"]), wanted, rtol=1e-6)
    band = trace(chart(page, "save_rate_over_time"), "range")
    edges = numbers(band["y"])
    high, low = edges[: len(wanted)], edges[len(wanted) :][::-1]
    assert (low < wanted).all()
    assert (high > wanted).all()


def test_saves_among_all_engagement(page):
    """The share is the saves over likes, comments, shares and saves of the month's videos."""
    line = trace(chart(page, "engagement_share"), "share")
    wanted = []
    for group in months(by_hand.tiktok()).values():
        parts = [by_hand.total(group, name) for name in ("likes", "comments", "shares", "saves")]
        wanted.append(100 * parts[-1] / sum(parts))
    np.testing.assert_allclose(numbers(line["y"]), wanted, rtol=1e-6)


def test_the_trend_sentence_says_how_sure(page):
    """The samples' built-in rise is called one, with a range and the number of videos."""
    said = page.subheader[0].value
    assert "Your save rate is rising" in said
    assert f"{len(by_hand.finished(by_hand.tiktok()))} videos" in said
    assert "likely" in said


def test_the_daily_chart_is_the_daily_file():
    """Day by day the chart has the file's own numbers; "undefined" is a gap."""
    at = open_page(TRENDS, sample("Overview"))
    rows = by_hand.rows(by_hand.member("Overview_*.zip", "Overview.csv"))
    line = trace(chart(at, "daily"), "views")
    wanted = [np.nan if row["Video Views"] == "undefined" else float(row["Video Views"]) for row in rows]
    np.testing.assert_array_equal(numbers(line["y"]), wanted)
    assert np.isnan(wanted).any()


def test_negative_days_stay_negative():
    """Deleted comments leave negative days, on the chart as in the file."""
    at = open_page(TRENDS, sample("Overview"), measure="Comments")
    rows = by_hand.rows(by_hand.member("Overview_*.zip", "Overview.csv"))
    wanted = Counter(int(row["Comments"]) for row in rows if row["Comments"].startswith("-"))
    drawn = numbers(trace(chart(at, "daily"), "comments")["y"])
    assert Counter(drawn[drawn < 0].astype(int).tolist()) == wanted
    assert sum(wanted.values()) > 0


def test_the_measure_can_be_changed():
    """Another measure draws its own numbers."""
    at = open_page(TRENDS, sample("Overview"))
    next(group for group in at.button_group if group.label == "Measure").set_value("Likes").run()
    assert not at.exception
    assert trace(chart(at, "daily"), "likes")


def test_the_period_filter_cuts_the_days_too():
    """ "Last 30 days" leaves 30 days of the daily chart at most."""
    at = open_page(TRENDS, *samples(), period="Last 30 days")
    assert 0 < len(trace(chart(at, "daily"), "views")["x"]) <= 30


def test_too_few_videos_is_said():
    """A handful of videos is no trend: the sentence says so and how many finished ones there are."""
    rows = "".join(f"Soup {n},2026-0{n}-01,{1000 * n},{10 * n},{n},0,{n}\n" for n in (1, 2, 3, 4, 9))
    at = open_page(TRENDS, export("mine.csv", f"title,date,views,likes,comments,shares,saves\n{rows}".encode()))
    assert not at.exception
    assert at.subheader[0].value.startswith("Too few videos to call a trend: 4 videos")


def test_filters_that_leave_nothing_say_so():
    """When no video is left the page says that, and not that the files have no saves."""
    file = export("small.csv", b"title,date,views,likes,saves\nSoup,2026-03-01,10,1,1\n")
    at = open_page(TRENDS, file, views="100,000 or more")
    assert "None of your 1 video fits these filters" in at.info[0].value
    assert not at.warning
