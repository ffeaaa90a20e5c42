"""The table of each figure: the numbers it is drawn from, in the units of its axes."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.figures import test_accounts, test_growth, test_what_gets_saved
from tests.figures.drawn import numbers, trace
from worthsaving import schema
from worthsaving.analysis import engagement, expected, growth, relation, trend
from worthsaving.analysis.models.rates import RateModel
from worthsaving.figures import (
    accounts as accounts_figure,
    base,
    daily as daily_figure,
    growth as growth_figure,
    position,
    relation as relation_figure,
    tables,
    trend as trend_figure,
    trend_tables,
    what_gets_saved,
)
from worthsaving.words.trend import PLAIN_MEAN, PLAIN_NOTE


def column(table: tables.Table, name: str) -> np.ndarray:
    return table.rows[name].to_numpy("float64", na_value=np.nan)


@pytest.fixture
def videos(samples):
    """The sample creator's videos."""
    everyone = samples.videos
    return everyone[(everyone["platform"] == "tiktok") & (everyone["account"] == "tinykitchen.sample")]


def test_each_point_is_a_row(videos):
    """Saves and likes are those of the points; IDs are text."""
    points, usual = relation.points(videos, "likes", as_rates=False), relation.usual(videos, "likes", as_rates=False)
    table = relation_figure.table(points, usual, videos, against="likes")
    labels = expected.quadrants(videos)["label"]
    drawn = trace(relation_figure.saves_against(points, usual, videos, labels, against="likes"), "videos")
    # zeros have a place of their own in the figure
    for name, axis in (("Saves", "y"), ("Likes", "x")):
        shown, places = np.sort(column(table, name)), np.sort(numbers(drawn[axis]))
        np.testing.assert_allclose(shown[shown > 0], places[-(shown > 0).sum() :])
    assert len(table.rows) == len(points)
    assert table.rows["Video ID"].isin(videos["video_id"]).all()
    assert (np.diff(column(table, "Saves")) <= 0).all()
    suggested = usual.line.expected.reindex(points.sort_values("y", ascending=False, kind="stable").index)
    np.testing.assert_allclose(column(table, "Saves suggested"), suggested)


def test_a_binned_figure_says_that_the_table_is_not(make_videos):
    """Above the limit of points the table still has a row a video, and says so."""
    n = base.MAX_POINTS + 5
    videos = make_videos(likes=[10] * n, saves=[1] * n, views=[100] * n, title=["a"] * n)
    points = relation.points(videos, "likes", as_rates=False)
    table = relation_figure.table(points, None, videos, against="likes")
    assert len(table.rows) == n
    assert f"{n:,} videos" in table.note


def test_a_zero_has_no_sign(make_videos):
    """A range from zero says "0", never "-0"."""
    videos = make_videos(views=[1000] * 9, likes=[10] * 9, saves=[0] * 8 + [1], title=["a"] * 9)
    points, usual = relation.points(videos, "likes", as_rates=False), relation.usual(videos, "likes", as_rates=False)
    line = dataclasses.replace(usual.line, video_low=pd.Series(-0.0, index=points.index))
    table = relation_figure.table(points, dataclasses.replace(usual, fit=lambda: line), videos, against="likes")
    assert not np.signbit(column(table, "Suggested from")).any()


def test_the_periods_are_those_of_the_line(videos):
    """Rate and range per 1,000 views, a row a period, the strip and the change in words."""
    buckets = trend.buckets(videos)
    table = trend_tables.save_rate_over_time(buckets, normal=(0.001, 0.012))
    figure = trend_figure.save_rate_over_time(buckets)
    drawn = numbers(trace(figure, "save rate")["y"]), numbers(trace(figure, "few videos")["y"])
    np.testing.assert_allclose(column(table, "Saves per 1,000 views"), np.where(np.isnan(drawn[0]), drawn[1], drawn[0]))
    np.testing.assert_allclose(column(table, "Likely from"), 1000 * buckets["low"])
    np.testing.assert_allclose(column(table, "Likely to"), 1000 * buckets["high"])
    assert table.rows["First day"].tolist() == buckets["start"].tolist()
    assert table.note == f"{PLAIN_NOTE} The grey strip: 1.0 to 12 saves per 1,000 views."
    np.testing.assert_allclose(column(table, PLAIN_MEAN), 1000 * buckets["mean"])


def test_the_bars_and_shares_are_rows(videos):
    """Saves as in the bars and on them; shares in per cent as in the line."""
    buckets, shares = trend.buckets(videos), engagement.share_over_time(videos)
    bars = trace(trend_figure.saves_over_time(buckets), "saves")
    table = trend_tables.saves_over_time(buckets)
    np.testing.assert_array_equal(column(table, "Saves"), numbers(bars["y"]))
    assert [f"{n:,}" for n in table.rows["Saves"]] == bars["text"]
    drawn = trend_figure.engagement_share(shares)
    line = numbers(trace(drawn, "share")["y"])
    few = shares["n"].to_numpy() < trend_figure.FEW
    line[few] = numbers(trace(drawn, "few videos")["y"])[few]
    np.testing.assert_allclose(column(trend_tables.engagement_share(shares), "Saves, % of engagement"), line)


def daily(accounts: int, length: int) -> pd.DataFrame:
    """A daily table of so many accounts and days."""
    parts = [
        pd.DataFrame({"account": f"a{at}", "day": pd.date_range("2024-01-01", periods=length), "views": range(length)})
        for at in range(accounts)
    ]
    return schema.conform(pd.concat(parts, ignore_index=True).assign(platform="tiktok"), schema.DAYS)


@pytest.mark.parametrize(("accounts", "length"), [(1, 5), (3, 5), (1, daily_figure.MAX_DAYS + 30)])
def test_days_are_those_of_the_lines(accounts, length):
    """Every line's values, an account's name where there are several, and a word where days were put together."""
    days = daily(accounts, length)
    table = tables.daily(days, "views")
    lines = daily_figure.lines(days, "views")
    assert table.rows["Views"].tolist() == [value for line in lines for value in line.values]
    assert ("Account" in table.rows) is (accounts > 1)
    assert bool(table.note) is (length > daily_figure.MAX_DAYS)
    assert table.rows["Day"].dtype == schema.DAY


def test_an_empty_daily_table_is_an_empty_table():
    """No days, no rows, no crash."""
    assert tables.daily(daily(1, 0), "views").rows.empty


def test_findings_are_those_drawn():
    """Ratios and both ends of their ranges, as many as the figure draws, and a word on the rest."""
    rows = [("word", f"word{n}", 9, 1 + n / 100, 0.9, 2.9, False) for n in range(40, 0, -1)]
    found = test_what_gets_saved.found(*rows)
    table = tables.what_gets_saved(found)
    np.testing.assert_allclose(column(table, "Times the others' save rate"), found["ratio"].head(what_gets_saved.EACH))
    assert f"of {len(found)}, as drawn" in table.note


def test_accounts_are_those_drawn():
    """Rates and ranges per 1,000 views; an unknown usual range stays unknown."""
    found = test_accounts.table(test_accounts.A, test_accounts.B)
    table = tables.accounts(found)
    dots = trace(accounts_figure.accounts(found), "rate")
    np.testing.assert_allclose(column(table, "Saves per 1,000 views"), numbers(dots["x"])[::-1])
    np.testing.assert_allclose(column(table, "8 in 10 videos to"), [50, np.nan])
    assert table.rows["Account"].tolist() == ["@a · TikTok", "@b · TikTok"]


def test_gains_are_those_drawn():
    """As many videos as bars, most first, with their IDs."""
    changes = test_growth.changes([3, 0, 9, None]).assign(video_id=["7", "8", "9", "10"])
    table = tables.gains(changes)
    bars = trace(growth_figure.gains(changes), "saves gained")
    np.testing.assert_array_equal(column(table, "Saves gained"), numbers(bars["x"])[::-1])
    assert table.rows["Video ID"].tolist() == ["9", "7"]


def test_a_curve_has_counts_and_shares():
    """A row an export: the count and its part of the newest one; what is never known stays missing."""
    history = test_growth.history([1, 8, 15], saves=[10, 40, 50], views=[900, None, 1000])
    table = tables.curve(growth.curve(history.assign(posted_at=test_growth.POSTED)))
    np.testing.assert_allclose(column(table, "Saves, % of newest"), [20, 80, 100])
    np.testing.assert_allclose(column(table, "Views, % of newest"), [90, np.nan, 100])
    assert table.rows["Likes"].isna().all()
    assert column(table, "Age in days").tolist() == [1, 8, 15]


def test_a_video_stands_beside_the_usual():
    """The dot and its range, the middle and the edges of the strip."""
    model = RateModel(1.7, 300.0, 40, weak=False)
    table = tables.position(model, mean=0.004, low=0.002, high=0.007)
    dot = trace(position.position(model, mean=0.004, low=0.002, high=0.007), "video")
    rates = column(table, "Saves per 1,000 views")
    assert rates[0] == pytest.approx(numbers(dot["x"])[0])
    np.testing.assert_allclose(rates[1], 1000 * model.quantile(0.5))
    np.testing.assert_allclose(column(table, "Likely to"), [7, 1000 * model.quantile(0.9)])
