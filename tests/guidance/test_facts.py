"""What the loaded files are, as the facts that notes depend on."""

import pandas as pd

from tests.ui.visiting import sample
from worthsaving.guidance import facts, notes
from worthsaving.reading import read_files
from worthsaving.reading.result import Reading


def loaded(*starts: str) -> Reading:
    """The reading of these samples."""
    return read_files([(file.name, file.data) for file in map(sample, starts)])


def test_studios_file_alone():
    """Studio's Content file: TikTok, no saves, no days; never has_saves beside no_saves."""
    reading = loaded("Content")
    assert facts.find(reading.videos, reading.days) == {"no_saves", "studio_content", "tiktok"}


def test_the_business_file():
    """With saves and some young videos; enough videos for a trend."""
    reading = loaded("tiktok_business_videos")
    assert facts.find(reading.videos, reading.days) == {"has_saves", "tiktok", "young_videos"}


def test_the_facts_follow_the_filters():
    """Facts are those of the videos on screen, not of all that was loaded."""
    reading = loaded("tiktok_business_videos", "Overview")
    few = facts.find(reading.videos[reading.videos["views"] > 100_000], reading.days)
    assert {"few_videos", "days"} <= few
    assert "days" not in facts.find(reading.videos, reading.days.iloc[:0])


def test_no_video_left_is_not_a_file_without_saves():
    """Where the filters leave no video nothing is said about saves, neither that they are known nor that they are not."""
    reading = loaded("tiktok_business_videos")
    assert facts.find(reading.videos.iloc[:0], reading.days) == {"few_videos"}


def test_every_fact_can_come_true(make_videos):
    """Each fact that a note may need is worked out, and no other."""
    every = {name for name, _ in notes.known_facts()}
    videos = make_videos(
        platform=["tiktok", "instagram"],
        saves=[1, pd.NA],
        downloads=[1, pd.NA],
        posted_at=["2026-11-01", "2026-11-01"],
        observed_at=["2026-11-02", "2026-11-02"],
    )
    reading = loaded("Content", "Overview")
    elsewhere = make_videos(platform=["x", "pinterest", "xiaohongshu"])
    seen = facts.find(videos, reading.days) | facts.find(reading.videos, reading.days)
    assert seen | facts.find(elsewhere, reading.days) == every
