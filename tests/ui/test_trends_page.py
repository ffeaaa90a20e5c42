"""Save trends: the periods, the rate, the part of all engagement, and the daily file's own days."""

import datetime as dt
from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import numbers
from tests.ui import by_hand
from tests.ui.visiting import TRENDS, chart, export, headings, open_page, sample, samples, trace, words


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
    """Each bar is the sum of the saves of the videos posted in its month, labelled with it."""
    bars = trace(chart(page, "saves_over_time"), "saves")
    by_month = months(by_hand.tiktok())
    assert numbers(bars["y"]).tolist() == [by_hand.total(group, "saves") for group in by_month.values()]
    assert bars["text"] == [f"{by_hand.total(group, 'saves'):,}" for group in by_month.values()]


def test_the_month_with_young_videos_is_hatched(page):
    """Only the bar that holds videos under 7 days old has stripes, and the legend below says what they mean."""
    shapes = trace(chart(page, "saves_over_time"), "saves")["marker"]["pattern"]["shape"]
    young = [any(video["young"] for video in group) for group in months(by_hand.tiktok()).values()]
    assert [bool(shape) for shape in shapes] == young
    assert any(young)
    assert "Hatched: holds videos younger than 7 days" in words(page)


def test_no_note_stands_twice(page):
    """A note that stands higher up gives way to one that was not shown yet."""
    labels = [popover.proto.popover.label for popover in page.main.get("popover")]
    notes = [label for label in labels if "sticky_note" in label]
    assert len(notes) >= 4
    assert len(set(notes)) == len(notes)


def single_rates(group: list[dict], whole) -> list[float]:
    """Each video's own saves over `whole`."""
    return [video["saves"] / whole(video) for video in group if whole(video) > 0]


def within(drawn: np.ndarray, groups: list[list[float]], unit: float) -> None:
    """A month's usual rate lies among its videos' own rates, and is the rate itself where there is one video."""
    assert len(drawn) == len(groups)
    for value, own in zip(drawn, groups, strict=True):
        assert unit * min(own) <= value * 1.000001
        assert value <= unit * max(own) * 1.000001
        if len(own) == 1:
            assert value == pytest.approx(unit * own[0], rel=1e-4)


def test_the_rate_leaves_young_videos_out(page):
    """The line is the usual saves per 1,000 views of each month's finished videos, inside its range; of few a hollow dot."""
    figure = chart(page, "save_rate_over_time")
    line, few = trace(figure, "save rate"), numbers(trace(figure, "few videos")["y"])
    groups = [by_hand.finished(group) for group in months(by_hand.tiktok()).values()]
    assert np.isfinite(few).tolist() == [len(group) < 3 for group in groups]
    rates = np.where(np.isfinite(few), few, numbers(line["y"]))
    within(rates, [single_rates(group, lambda video: video["views"]) for group in groups], 1000)
    assert [row[3].split()[0] for row in line["customdata"]] == [str(len(group)) for group in groups]
    rates = rates[np.isnan(few)]
    edges = numbers(trace(figure, "range")["y"])
    high, low = edges[: len(rates)], edges[len(rates) :][::-1]
    assert (low < rates).all()
    assert (high > rates).all()


def test_one_viral_video_does_not_make_a_month(page):
    """The month with a fifth of all saves on one video is no peak of the rate."""
    groups = list(months(by_hand.tiktok()).values())
    top = max(by_hand.tiktok(), key=lambda video: video["saves"])
    viral = next(at for at, group in enumerate(groups) if top in group)
    saves = numbers(trace(chart(page, "saves_over_time"), "saves")["y"])
    rates = numbers(trace(chart(page, "save_rate_over_time"), "save rate")["y"])
    assert saves.argmax() == viral
    assert rates.argmax() != viral


def test_saves_among_all_engagement(page):
    """The share of each month lies among its videos' own of likes, comments, shares and saves; of few a hollow dot."""
    figure = chart(page, "engagement_share")
    line, few = numbers(trace(figure, "share")["y"]), numbers(trace(figure, "few videos")["y"])
    kinds = ("likes", "comments", "shares", "saves")
    groups = [by_hand.finished(group) for group in months(by_hand.tiktok()).values()]
    assert np.isfinite(few).tolist() == [len(group) < 3 for group in groups]
    within(
        np.where(np.isfinite(few), few, line),
        [single_rates(g, lambda v: sum(v[kind] for kind in kinds)) for g in groups],
        100,
    )


def test_the_step_leads_and_says_how_sure(page):
    """The samples' built-in rise is a step: both rates in the heading, its size, numbers and days under the chart."""
    assert headings(page)[0].startswith("Since about 1 Jun 2026 your usual video gets")
    said = words(page)
    assert "times as often saved, likely" in said
    assert "The change came between 15 May 2026 and 11 Jun 2026" in said


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


POSTED = [f"2026-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in range(1, 29, 2)]
DAILY = "Date,Video Views,Likes\n" + "".join(f"{day:%Y-%m-%d},{n},1\n" for n, day in enumerate(pd.date_range("2026-01-01", "2026-04-10")))  # fmt: skip


def posts(days: list[str]):
    """A file with a video on each of these days."""
    rows = "".join(f"Soup,{day},{1000 + n},{10 + n},1,0,{n % 7}\n" for n, day in enumerate(days))
    return export("mine.csv", f"title,date,views,likes,comments,shares,saves\n{rows}".encode())


@pytest.mark.parametrize(
    ("chosen", "last"),
    [
        ({"period": "Last 30 days"}, "2026-04-10"),
        ({"period": "Choose dates", "dates": ["2026-02-01", "2026-03-27"]}, "2026-04-10"),
        ({"period": "Choose dates", "dates": ["2026-02-01", "2026-03-26"]}, "2026-03-26"),
    ],
)
def test_days_after_the_newest_post_belong_to_its_period(chosen, last):
    """Counts come in after the last post, too: only a period that ends before it ends the days."""
    at = open_page(TRENDS, posts(POSTED), export("Overview.csv", DAILY.encode()), **chosen)
    assert not at.exception
    assert str(trace(chart(at, "daily"), "views")["x"][-1])[:10] == last


def test_periods_that_overlap_are_said_to():
    """Videos posted in both periods are left out, and the page says so; apart, it says nothing of it."""
    at = open_page(TRENDS, posts(POSTED))
    assert "The periods overlap" not in words(at)
    (second,) = [box for box in at.date_input if box.label == "Second period"]
    at = second.set_value((dt.date(2026, 2, 1), dt.date(2026, 3, 27))).run()
    assert not at.exception
    assert "The periods overlap: videos posted in both are left out." in words(at)


def test_too_few_videos_is_said():
    """A handful of videos is no trend: the sentence says so and how many finished ones there are."""
    rows = "".join(f"Soup {n},2026-0{n}-01,{1000 * n},{10 * n},{n},0,{n}\n" for n in (1, 2, 3, 4, 9))
    at = open_page(TRENDS, export("mine.csv", f"title,date,views,likes,comments,shares,saves\n{rows}".encode()))
    assert not at.exception
    assert headings(at)[0].startswith("Too early for a trend: 4 finished videos so far, 1 more under 7 days old.")


def test_filters_that_leave_nothing_say_so():
    """When no video is left the page says that, and not that the files have no saves."""
    file = export("small.csv", b"title,date,views,likes,saves\nSoup,2026-03-01,10,1,1\n")
    at = open_page(TRENDS, file, views="100,000 or more")
    assert "None of your 1 video fits these filters" in words(at)
    assert "saves count" not in words(at)
