"""Today's level: since a step, of the newest videos while it rises, else of all; and what it is called."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import creator, stepped, table
from worthsaving.analysis import change, trend
from worthsaving.analysis.overview import level
from worthsaving.analysis.overview.level import RECENT_DAYS
from worthsaving.schema import Estimate


def found(videos: pd.DataFrame):
    return level.level(videos, change=change.change_point(videos), trend=trend.verdict(videos))


def test_after_a_step_it_is_the_level_since():
    """Its value is that of the change, its videos are those from its day on."""
    videos = stepped(200, 5.0)
    step = change.change_point(videos)
    got = found(videos)
    assert got.kind == "step"
    assert (got.rate.value, got.rate.n) == (pytest.approx(step.after), step.n_after)
    assert got.rate.low < got.rate.value < got.rate.high
    assert (got.since, got.before) == (step.date, pytest.approx(step.before))
    assert len(level.since(videos, got)) == step.n_after


def test_while_it_rises_it_is_that_of_the_newest_videos():
    """Those of the newest days, however low the older ones were."""
    videos, _ = creator(300, seed=3, factor=30.0, sigma=1.0)
    verdict = trend.verdict(videos)
    assert verdict.verdict == "rising"
    got = level.level(videos, change=None, trend=verdict)
    newest = videos["posted_at"].max().tz_localize(None).normalize()
    assert got.kind == "rising"
    assert (newest - pd.Timestamp(got.since)).days == RECENT_DAYS - 1
    assert (
        got.rate.value
        > 2 * level.level(videos, change=None, trend=replace(verdict, verdict="no clear trend")).rate.value
    )


def test_a_quiet_account_is_steady_at_its_usual_rate():
    """All videos count, and the range holds the rate they were made with."""
    videos, _ = creator(300, seed=5, sigma=1.0)
    got = found(videos)
    assert (got.kind, got.rate.n, got.since) == ("steady", 300, None)
    assert got.rate.low < 1.74 / (1.74 + 1497) < got.rate.high
    assert level.since(videos, got) is videos


@pytest.mark.parametrize(
    ("low", "high", "days", "kind"),
    [
        (0.51, 1.9, 365, "steady"),
        (0.49, 1.9, 365, "unclear"),
        (0.51, 2.1, 365, "unclear"),
        (0.42, 1.7, 365, "unclear"),
        (0.71, 1.4, 730, "steady"),  # over both years half to double
        (0.71, 1.42, 731, "unclear"),
        (0.01, 100.0, 54, "steady"),  # a short span is judged by itself
        (0.009, 100.0, 54, "unclear"),
    ],
)
def test_only_what_neither_doubled_nor_halved_is_steady(low, high, days, kind):
    """Where the range holds a doubling or a halving, over a year or over all days, nobody can tell yet."""
    videos, _ = creator(40, seed=5)
    found = replace(
        trend.verdict(videos), verdict="no clear trend", leaning=None, per_year=Estimate(1.0, low, high, 40), days=days
    )
    assert level.level(videos, change=None, trend=found).kind == kind


@pytest.mark.parametrize("doubt", [{"leaning": "more"}, {"unfinished": True}])
def test_what_leans_is_not_steady(doubt):
    """However narrow its range."""
    videos, _ = creator(40, seed=5)
    narrow = {"verdict": "no clear trend", "leaning": None, "per_year": Estimate(1.1, 0.9, 1.2, 40), "days": 365}
    found = replace(trend.verdict(videos), **{**narrow, **doubt})
    assert level.level(videos, change=None, trend=found).kind == "unclear"


def test_few_videos_have_a_level_and_no_kind_of_change():
    """Three videos: a rate, and that they are too few for more."""
    videos = table(
        platform="tiktok", account="a", n=3, views=[1000, 2000, 3000], saves=[1, 2, 3], observed_at="2026-11-01"
    )
    got = found(videos)
    assert (got.kind, got.rate.n) == ("too few videos", 3)
    assert got.rate.value == pytest.approx(0.001)


@pytest.mark.parametrize("saves", [[0, 0], [None, None]])
def test_without_a_save_there_is_no_level(saves):
    """Never saved and not known: nothing to call a level."""
    videos = table(platform="tiktok", account="a", n=2, views=[1000, 2000], saves=saves, observed_at="2026-11-01")
    assert found(videos) is None
    assert level.since(videos, None) is videos


def test_young_videos_are_no_part_of_it():
    """With enough others the unfinished ones are left out."""
    videos, _ = creator(60, seed=1)
    young = videos.assign(posted_at=videos["posted_at"].where(np.arange(60) > 9, videos["observed_at"]))
    assert found(young).rate.n == 50
