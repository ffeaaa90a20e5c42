"""Saves over time, by the numbers in the figure."""

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.figures.drawn import numbers, spec, trace
from worthsaving import schema
from worthsaving.analysis.change import Change
from worthsaving.figures import daily, trend
from worthsaving.schema import Estimate

START = pd.date_range("2026-01-01", periods=5, freq="MS")


def periods(**columns) -> pd.DataFrame:
    """Five months with these columns; what is not given is ordinary."""
    usual = {
        "start": START,
        "end": START + pd.offsets.MonthEnd(0),
        "n": [10, 12, 9, 0, 4],
        "n_young": [0, 0, 0, 0, 0],
        "n_rate": [10, 12, 9, 0, 4],
        "saves": pd.array([30, 45, 20, pd.NA, 8], dtype="Int64"),
        "rate": [0.003, 0.004, 0.002, np.nan, 0.005],
        "low": [0.002, 0.003, 0.001, np.nan, 0.001],
        "high": [0.005, 0.006, 0.004, np.nan, 0.020],
        "mean": [0.0032, 0.0038, 0.002, np.nan, 0.006],
    }
    return pd.DataFrame({**usual, **columns})


def days(values, *, column="views", first="2026-01-01", account="", platform="tiktok") -> pd.DataFrame:
    """A daily table of one account and one measure; None leaves a day's number out."""
    frame = pd.DataFrame({"day": pd.date_range(first, periods=len(values)), column: pd.array(values, dtype="Int64")})
    return schema.conform(frame.assign(account=account, platform=platform), schema.DAYS)


def test_bars_are_the_saves():
    """Each bar is its period's saves; a period whose saves are not known has none."""
    np.testing.assert_array_equal(
        numbers(trace(trend.saves_over_time(periods()), "saves")["y"]), [30, 45, 20, np.nan, 8]
    )


def test_bars_carry_what_they_count():
    """The number on a bar is its saves; how many videos it holds is in its hover. Without a bar there is no number."""
    bars = trace(trend.saves_over_time(periods(saves=pd.array([12_345, 45, 20, pd.NA, 8], dtype="Int64"))), "saves")
    assert bars["text"] == ["12.3K", "45", "20", "", "8"]
    assert bars["customdata"][1][:3] == ["Feb 2026", "12 videos", "45"]


def test_a_true_zero_keeps_its_number():
    """A period with videos and no saves is a zero, and says so."""
    buckets = periods(saves=pd.array([30, 45, 0, pd.NA, 8], dtype="Int64"))
    assert trace(trend.saves_over_time(buckets), "saves")["text"][2] == "0"


def test_young_periods_are_hatched():
    """Stripes of the bar's own colour, which both pages show, and only where young videos are."""
    marker = trace(trend.saves_over_time(periods(n_young=[0, 0, 0, 0, 3])), "saves")["marker"]
    assert marker["pattern"]["shape"] == ["", "", "", "", "/"]
    assert "fgcolor" not in marker["pattern"]
    assert numbers(marker["line"]["width"]).tolist() == [0, 0, 0, 0, 1.5]


def test_the_hover_says_what_is_unfinished():
    """Only the young period's hover says that saves are still coming in."""
    custom = trace(trend.saves_over_time(periods(n_young=[0, 0, 0, 0, 3])), "saves")["customdata"]
    assert [bool(row[3]) for row in custom] == [False, False, False, False, True]


def test_a_bar_leaves_room_for_its_number():
    """The axis starts at zero and ends above the highest bar."""
    low, high = spec(trend.saves_over_time(periods()))["layout"]["yaxis"]["range"]
    assert low == 0
    assert high > 45 * 1.1


def test_the_rate_is_per_thousand_with_gaps():
    """The line is the rate in 1,000 views; a period without a rate is a gap, not a zero."""
    line = trace(trend.save_rate_over_time(periods()), "save rate")
    np.testing.assert_allclose(numbers(line["y"]), [3, 4, 2, np.nan, 5])
    assert line.get("connectgaps") is not True
    assert line["customdata"][0] == [
        "Jan 2026",
        "3.0 per 1,000 views",
        " (likely 2.0 to 5.0)",
        "10 videos",
        "",
        "; plain mean 3.2",
    ]
    assert line["customdata"][3][5] == ""
    assert "not known" in line["customdata"][3][1]


def test_the_band_breaks_at_a_gap():
    """The range is drawn for each unbroken run of periods by itself."""
    bands = [t for t in spec(trend.save_rate_over_time(periods()))["data"] if t["name"] == "range"]
    assert [len(numbers(band["y"])) for band in bands] == [6, 2]
    np.testing.assert_allclose(numbers(bands[0]["y"]), [5, 6, 4, 1, 3, 2])


def test_points_grow_with_their_videos():
    """More videos behind a rate, a larger point; none is left without one."""
    sizes = numbers(trace(trend.save_rate_over_time(periods()), "save rate")["marker"]["size"])
    assert sizes[1] == sizes.max()
    assert sizes[4] < sizes[0]
    assert sizes.min() >= 5


def test_your_usual_range_is_a_strip():
    """The strip is the usual range in 1,000 views; without one there is none."""
    (strip,) = spec(trend.save_rate_over_time(periods(), normal=(0.001, 0.004)))["layout"]["shapes"]
    assert (strip["y0"], strip["y1"]) == pytest.approx((1, 4))
    assert not spec(trend.save_rate_over_time(periods()))["layout"].get("shapes")


def test_one_wide_range_does_not_flatten_the_rest():
    """The axis holds every rate and stops short of a range many times as high."""
    figure = trend.save_rate_over_time(periods(high=[0.005, 0.006, 0.004, np.nan, 0.9]))
    low, high = spec(figure)["layout"]["yaxis"]["range"]
    assert low == 0
    assert 5 < high < 20


def test_no_rate_at_all_still_draws():
    """Where no period has a rate the chart is empty, without a zero."""
    nothing = [np.nan] * 5
    line = trace(trend.save_rate_over_time(periods(rate=nothing, low=nothing, high=nothing)), "save rate")
    assert np.isnan(numbers(line["y"])).all()


@pytest.mark.parametrize("draw", [trend.saves_over_time, trend.save_rate_over_time])
def test_no_period_at_all_still_draws(draw):
    """An empty table gives an empty chart."""
    assert spec(draw(periods().iloc[:0]))["data"]


def test_the_share_is_in_percent():
    """Saves' part of all engagement, with the way up and down to its range; a gap stays one."""
    shares = periods(
        share=[0.1, 0.2, 0.15, np.nan, 0.1], low=[0.05, 0.1, 0.1, np.nan, 0.0], high=[0.2, 0.3, 0.2, np.nan, 0.5]
    )
    line = trace(trend.engagement_share(shares), "share")
    np.testing.assert_allclose(numbers(line["y"]), [10, 20, 15, np.nan, 10])
    np.testing.assert_allclose(numbers(line["error_y"]["array"]), [10, 10, 5, np.nan, 40])
    np.testing.assert_allclose(numbers(line["error_y"]["arrayminus"]), [5, 10, 5, np.nan, 10])


def test_weeks_are_called_weeks():
    """A weekly period is named by its Monday."""
    start = pd.date_range("2026-01-05", periods=5, freq="W-MON")
    bars = trace(trend.saves_over_time(periods(start=start, end=start + pd.Timedelta(days=6))), "saves")
    assert bars["customdata"][0][0] == "Week of 5 Jan 2026"


@pytest.mark.parametrize("draw", [trend.saves_over_time, trend.save_rate_over_time])
def test_periods_are_named_under_their_middle(draw):
    """Every bar and point has its month right under it, and the charts of one page span the same days."""
    figure = draw(periods())
    axis = spec(figure)["layout"]["xaxis"]
    assert axis["ticktext"] == ["Jan<br>2026", "Feb", "Mar", "Apr", "May"]
    assert axis["tickvals"] == spec(figure)["data"][-1]["x"]
    assert [pd.Timestamp(end) for end in axis["range"]] == [pd.Timestamp("2026-01-01"), pd.Timestamp("2026-06-01")]


@pytest.mark.parametrize(("most", "step"), [(1, 1), (2, 1), (6, 1), (7, None), (4000, None)])
def test_few_saves_are_counted_in_whole_steps(most, step):
    """Ticks between two counts would read 1, 1, 2, 2."""
    bars = trend.saves_over_time(periods(saves=pd.array([0, 1, 0, pd.NA, most], dtype="Int64")))
    line = daily.daily(days([0, most]), "views")
    for figure in (bars, line):
        assert spec(figure)["layout"]["yaxis"].get("dtick") == step


def test_a_band_that_is_cut_off_says_so():
    """How far the widest range goes stands above the chart; where all of them fit nothing of it does."""
    assert keys(periods(high=[0.005, 0.006, 0.004, np.nan, 0.9])).endswith(
        "<br>↑ beyond the chart: likely range up to 900"
    )
    assert "↑" not in keys(periods(high=[0.005, 0.006, 0.004, np.nan, 0.01]))


def keys(buckets, **more) -> str:
    """What stands above the chart of the rate."""
    layout = spec(trend.save_rate_over_time(buckets, **more))["layout"]
    (said,) = [note["text"] for note in layout["annotations"] if note["name"] == "keys"]
    return said


STEP = Change(
    date(2026, 3, 5), 0.002, 0.0052, Estimate(2.6, 1.7, 3.9, 35), 20, 15, 0.002, 0, date(2026, 2, 20), date(2026, 3, 9)
)  # fmt: skip


def test_each_mark_has_its_key_in_the_chart():
    """Only what is drawn has one: the strip where there is a usual range, the hollow dot where a period has few videos."""
    assert re.sub("<.*?>", "", keys(periods(high=[0.005, 0.006, 0.004, np.nan, 0.01]))).split() == [
        "●",
        "a",
        "usual",
        "video",
        "■",
        "likely",
        "range",
    ]
    assert "usual for you" in keys(periods(), normal=(0.001, 0.004))
    assert "under 3 videos" in keys(periods(n_rate=[10, 2, 9, 0, 4]))


@pytest.mark.parametrize(("videos", "hollow"), [(1, True), (2, True), (3, False)])
def test_a_period_of_a_video_or_two_is_a_hollow_dot(videos, hollow):
    """Beside the line, without a range that would reach over the whole chart; its hover says that it can't tell."""
    figure = trend.save_rate_over_time(periods(n_rate=[10, 12, 9, 0, videos], high=[0.005, 0.006, 0.004, np.nan, 0.12]))
    dots = [one for one in spec(figure)["data"] if one["name"] == "few videos"]
    assert bool(dots) == hollow
    assert np.isnan(numbers(trace(figure, "save rate")["y"])[4]) == hollow
    assert (len([one for one in spec(figure)["data"] if one["name"] == "range"]) == 1) == hollow
    if hollow:
        assert numbers(dots[0]["y"])[4] == 5
        assert dots[0]["marker"]["symbol"] == "circle-open"
        assert dots[0]["customdata"][4][2:] == [
            "",
            f"{videos} video{'s' if videos > 1 else ''}",
            ", too few to tell",
            "; plain mean 6.0",
        ]
        assert spec(figure)["layout"]["yaxis"]["range"][1] < 12


def test_the_usual_strip_begins_at_the_step():
    """With a change the strip is that of the videos since, and the dashed line has its day."""
    layout = spec(trend.save_rate_over_time(periods(), normal=(0.001, 0.004), change=STEP))["layout"]
    (strip,) = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
    assert strip["x0"][:10] == "2026-03-05"
    assert [note["text"] for note in layout["annotations"] if note["name"] == "change"] == ["5 Mar"]
    layout = spec(trend.save_rate_over_time(periods(), normal=(0.001, 0.004)))["layout"]
    assert layout["shapes"][0]["x0"][:10] == "2026-01-01"


def test_nothing_is_cut_off_for_a_little():
    """A range that ends just above the rest makes the chart a little higher."""
    figure = trend.save_rate_over_time(periods(high=[0.005, 0.006, 0.004, np.nan, 0.0099]))
    assert spec(figure)["layout"]["yaxis"]["range"][1] > 9.9


@pytest.mark.parametrize(("young", "why"), [([4, 0, 0, 0, 0], "still young"), ([0] * 5, "has<br>all the counts")])
def test_without_any_rate_words_stand_there(young, why):
    """No empty cross of axes: a low figure says why there is nothing."""
    nothing = dict.fromkeys(("rate", "share", "low", "high"), [np.nan] * 5)
    buckets = periods(**nothing, n=[0] * 5, n_rate=[0] * 5, n_young=young)
    for figure in (trend.save_rate_over_time(buckets), trend.engagement_share(buckets)):
        layout = spec(figure)["layout"]
        assert why in layout["annotations"][0]["text"]
        assert layout["xaxis"]["visible"] is layout["yaxis"]["visible"] is False
        assert layout["height"] < 150


def test_a_day_has_its_year():
    """Day by day a tick says which year it is, however short the span."""
    assert spec(daily.daily(days([1, 2]), "views"))["layout"]["xaxis"]["tickformat"] == "%-d %b<br>%Y"


def test_days_stand_as_they_are():
    """Day by day the file's own numbers, negative ones too; an unknown day is a gap."""
    line = trace(daily.daily(days([5, -2, None, 7], column="comments"), "comments"), "comments")
    np.testing.assert_array_equal(numbers(line["y"]), [5, -2, np.nan, 7])
    assert line["connectgaps"] is False


def test_below_zero_has_its_zero_line():
    """With a negative day the axis shows where zero is; without one it starts there."""
    assert spec(daily.daily(days([5, -2]), "views"))["layout"]["yaxis"]["zeroline"] is True
    assert spec(daily.daily(days([5, 2]), "views"))["layout"]["yaxis"]["rangemode"] == "tozero"


def test_followers_do_not_start_at_zero():
    """A level that hardly moves is not flattened by a zero."""
    layout = spec(daily.daily(days([5000, 5010], column="followers"), "followers"))["layout"]
    assert "rangemode" not in layout["yaxis"]


def test_a_day_that_is_not_in_the_file_is_a_gap():
    """Days missing between two rows are not bridged by a line."""
    both = pd.concat([days([5, 6]), days([7], first="2026-01-05")], ignore_index=True)
    np.testing.assert_array_equal(numbers(trace(daily.daily(both, "views"), "views")["y"]), [5, 6, np.nan, np.nan, 7])


def test_two_files_of_one_account_add_up_by_day():
    """Two rows of one account and day are one point; a day unknown to one keeps the other's."""
    both = pd.concat([days([5, None, None]), days([7, 1, None])], ignore_index=True)
    np.testing.assert_array_equal(numbers(trace(daily.daily(both, "views"), "views")["y"]), [12, 1, np.nan])


def test_each_account_has_its_own_line():
    """Accounts are never added up: a day that one of them lacks would look like a fall. A legend tells them apart."""
    both = pd.concat(
        [days([5, 6, 7], account="ann"), days([70, None], account="ann", platform="instagram"), days([1], account="")],
        ignore_index=True,
    )
    figure = daily.daily(both, "views")
    lines = {name: trace(figure, name) for name in ("@ann · TikTok", "@ann · Instagram", "account not named · TikTok")}
    np.testing.assert_array_equal(numbers(lines["@ann · TikTok"]["y"]), [5, 6, 7])
    np.testing.assert_array_equal(numbers(lines["@ann · Instagram"]["y"]), [70, np.nan])
    assert len(spec(figure)["data"]) == len({line["line"]["dash"] for line in lines.values()}) == 3
    assert all(line["hovertemplate"].startswith("%{fullData.name}") for line in lines.values())
    assert spec(figure)["layout"]["showlegend"] is True


def test_one_account_needs_no_legend():
    """A single line is the measure; whose it is needs no saying."""
    figure = daily.daily(days([5, 6], account="ann"), "views")
    assert [line["name"] for line in spec(figure)["data"]] == ["views"]
    assert not spec(figure)["layout"].get("showlegend")


def test_no_more_lines_than_can_be_told_apart():
    """Of many accounts as many are drawn as there are kinds of line."""
    many = pd.concat([days([n], account=f"a{n}") for n in range(9)], ignore_index=True)
    lines = spec(daily.daily(many, "views"))["data"]
    assert len(lines) == len({line["line"]["dash"] for line in lines}) == len(daily.DASHES) == daily.MOST_LINES


def test_markup_in_an_account_is_escaped():
    """A handle is text from a file: neither the legend nor the hover obeys it."""
    both = pd.concat([days([1], account="<b>x</b>"), days([2], account="y")], ignore_index=True)
    lines = spec(daily.daily(both, "views"))["data"]
    assert not [line for line in lines if "<b>x" in line["name"] + line["hovertemplate"]]


def test_many_days_become_weeks():
    """Above the limit the sums are those of weeks from Monday, and every view is in one of them."""
    figure = daily.daily(days([3] * (daily.MAX_DAYS + 1), first="2024-01-01"), "views")
    line = trace(figure, "views")
    values = numbers(line["y"])
    assert len(values) == -(-(daily.MAX_DAYS + 1) // 7)
    assert values.sum() == 3 * (daily.MAX_DAYS + 1)
    assert line["customdata"][1] == "Week of 8 Jan 2024"


@pytest.mark.parametrize(("column", "week"), [("followers", 7), ("viewers", 4)])
def test_people_are_not_counted_twice(column, week):
    """Over a week followers are the last known number and viewers the mean of the days."""
    values = (list(range(1, 8)) * 200)[: daily.MAX_DAYS + 5]
    line = trace(daily.daily(days(values, column=column, first="2024-01-01"), column), column)
    assert numbers(line["y"])[0] == week


@pytest.mark.parametrize("years", [3, 20, 90, 400])
def test_any_span_stays_small(years):
    """Decades of days, or a single mistaken date, cost no more than the limit."""
    one = days([1, 2, None, 4], first="1900-01-01")
    far = days([5], first=f"{1900 + years}-03-01")
    figure = daily.daily(pd.concat([one, far], ignore_index=True), "views")
    values = numbers(trace(figure, "views")["y"])
    assert len(values) <= daily.MAX_DAYS
    assert np.nansum(values) == 12
    assert len(figure.to_json()) < 150_000


def test_no_day_still_draws():
    """An empty daily table gives a chart with its axis and no line."""
    figure = spec(daily.daily(days([]), "views"))
    assert figure["data"] == []
    assert figure["layout"]["yaxis"]["title"]["text"] == "Views"


@pytest.mark.parametrize(("widest", "ceiling"), [(2.057, 2.057 * 1.05), (2.058, 1.6)])
def test_a_chart_grows_by_a_third_before_anything_is_cut_off(widest, ceiling):
    """The chart stops at 1.6 times the highest value; up to 1.35 times that it follows a wide range instead."""
    assert trend._ceiling(np.ones(5), np.array([1, 1, 1, 1, widest])) == pytest.approx(ceiling)


@pytest.mark.parametrize(("fourth", "ceiling"), [(1.5, 1.6), (2.0, 2.1), (2.8, 2.94), (3.0, 3.0)])
def test_three_in_four_ranges_fit_on_the_chart(fourth, ceiling):
    """It grows for the range that three in four do not exceed, up to three times the highest value."""
    assert trend._ceiling(np.ones(5), np.array([1, 1, 1, fourth, 99])) == pytest.approx(ceiling)


@pytest.mark.parametrize(("length", "points"), [(799, 799), (800, 800), (801, 115)])
def test_eight_hundred_days_are_drawn_as_days(length, points):
    """One more, and they are weeks (from a Monday)."""
    assert len(numbers(trace(daily.daily(days([3] * length, first="2024-01-01"), "views"), "views")["y"])) == points


def test_a_long_span_has_its_mean_over_a_week():
    """From four weeks on, each weekday in it once; the days themselves are thinner, and a level has no mean."""
    values = [7, 0, 0, 0, 0, 0, 0] * 4
    figure = daily.daily(days(values), "views")
    np.testing.assert_allclose(numbers(trace(figure, "mean")["y"])[6:], 1.0)
    assert np.isnan(numbers(trace(figure, "mean")["y"])[:3]).all()
    assert trace(figure, "mean")["line"]["width"] > trace(figure, "views")["line"]["width"]
    for short in (daily.daily(days(values[:-1]), "views"), daily.daily(days(values, column="followers"), "followers")):
        assert [line["name"] for line in spec(short)["data"]] in (["views"], ["followers"])


def test_the_video_of_the_tallest_day_is_named_there():
    """Its caption stands beside the day, escaped; a day that is not drawn has none."""
    drawn = spec(daily.daily(days([1, 9]), "views", (pd.Timestamp("2026-01-02"), "<b>Soup</b>")))
    (named,) = [words for words in drawn["layout"]["annotations"] if words["name"] == "spike"]
    assert (named["text"], named["y"], named["xanchor"]) == ("&lt;b&gt;Soup&lt;/b&gt;", 9, "left")
    assert not spec(daily.daily(days([1, 9]), "views", (pd.Timestamp("2030-01-02"), "Soup")))["layout"].get(
        "annotations"
    )


@pytest.mark.parametrize(("length", "every_day"), [(6, True), (7, True), (8, False)])
def test_a_week_has_a_tick_a_day(length, every_day):
    """Longer spans have as many as there is room for."""
    axis = spec(daily.daily(days([3] * length), "views"))["layout"]["xaxis"]
    assert ("dtick" in axis) == every_day
