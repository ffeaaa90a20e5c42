"""What a report is about: the videos and days that a choice leaves, and whose files it names."""

import datetime as dt

import pandas as pd
import pytest

from tests.library import made
from worthsaving import schema
from worthsaving.reading.result import FileReport, Reading
from worthsaving.sections.choice.choice import Choice


@pytest.fixture
def reading(make_videos):
    """Two videos, and days that go on after the newest of them."""
    videos = make_videos(
        platform=["tiktok"] * 2, account=["cook"] * 2, title=["a", "b"], posted_at=["2026-03-01", "2026-03-10"]
    )
    days = pd.DataFrame({"day": pd.date_range("2026-03-01", "2026-03-20").astype(schema.DAY), "views": 5})
    days = days.assign(platform="tiktok", account="cook")
    return Reading(videos=videos, days=schema.conform(days, schema.DAYS))


@pytest.mark.parametrize(
    ("end", "last"),
    [(None, 20), (dt.date(2026, 3, 11), 20), (dt.date(2026, 3, 10), 20), (dt.date(2026, 3, 9), 9)],
    ids=["no end", "after the newest video", "with the newest video", "before it"],
)
def test_a_period_that_ends_with_the_newest_video_leaves_the_days_open(reading, end, last):
    """Counts come in after the last post, too: only a period that ends before it ends the days."""
    assert Choice(end=end).days(reading)["day"].max().day == last


def test_days_without_videos_end_where_it_is_said(reading):
    """Where no video is known an end has no newest post to reach."""
    alone = Reading(days=reading.days)
    assert Choice(end=dt.date(2026, 3, 9)).days(alone)["day"].max().day == 9


def test_the_newest_video_is_the_accounts_own(reading, make_videos):
    """Another account's later post does not close this one's days."""
    other = make_videos(platform=["tiktok"], account=["other"], title=["c"], posted_at=["2026-04-01"])
    both = Reading(videos=pd.concat([reading.videos, other], ignore_index=True), days=reading.days)
    assert Choice(("tiktok", "cook"), end=dt.date(2026, 3, 10)).days(both)["day"].max().day == 20


def told_by(*files: FileReport, sources: dict[tuple[str, str], str]) -> Reading:
    """Two videos of each account, told by these formats."""
    tables = [
        made.truth(0, account=handle, videos=2).assign(platform=platform, source=source)
        for (platform, handle), source in sources.items()
    ]
    return Reading(videos=pd.concat(tables, ignore_index=True), files=files)


def named(of: Reading, platform: str, handle: str) -> list[str]:
    return [file.name for file in Choice((platform, handle)).files(of)]


def test_a_report_names_no_other_clients_file():
    """Not one without an account whose format is the beginning of the account's own, nor one that names nobody at all."""
    own = FileReport("anna.csv", format="instagram-content-de", accounts=("anna",))
    other = FileReport("Client B.csv", format="instagram-content", accounts=())
    same = FileReport("Client C.csv", format="instagram-content-de", accounts=("",))
    found = told_by(own, other, same, sources={("instagram", "anna"): "instagram-content-de"})
    assert named(found, "instagram", "anna") == ["anna.csv"]


def test_the_same_handle_elsewhere_is_somebody_else():
    """A handle on another platform has its own files."""
    here = FileReport("here.csv", format="tiktok-business-videos", accounts=("anna",))
    there = FileReport("there.csv", format="instagram-content", accounts=("anna",))
    sources = {("tiktok", "anna"): "tiktok-business-videos", ("instagram", "anna"): "instagram-content"}
    assert named(told_by(here, there, sources=sources), "tiktok", "anna") == ["here.csv"]


def test_a_file_that_names_nobody_is_named_where_it_told_of_the_account():
    """A Business file has no account of its own; joined with one that has, it told of that account."""
    studio = FileReport("Content.csv", format="tiktok-studio-content", accounts=("anna",))
    business = FileReport("videos.csv", format="tiktok-business-videos", accounts=("",))
    found = told_by(studio, business, sources={("tiktok", "anna"): "tiktok-business-videos+tiktok-studio-content"})
    assert named(found, "tiktok", "anna") == ["Content.csv", "videos.csv"]
