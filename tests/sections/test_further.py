"""Answers that build on others: each is its function's answer, worked out once, and the doors agree."""

import datetime as dt

from tests.report.making import sample
from worthsaving.analysis import change
from worthsaving.analysis.plans import mix, next_video
from worthsaving.analysis.size import by_views
from worthsaving.report.html import html_report
from worthsaving.sections import headline
from worthsaving.sections.answers import Answers
from worthsaving.sections.summary import summarise
from worthsaving.words import format

MADE_AT = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)


def test_each_is_its_functions_answer():
    """The range since the change that the trend names, the split, the hits."""
    reading = sample("tiktok_business_videos")
    answers, videos = Answers(reading), reading.videos
    assert answers.further.next_video == next_video.expect(videos, change.change_point(videos))
    assert answers.further.next_video is answers.further.next_video
    a, b = (dt.date(2025, 12, 1), dt.date(2026, 4, 30)), (dt.date(2026, 5, 1), dt.date(2026, 10, 31))
    assert answers.further.split(a, b) == mix.split(videos, a, b)
    assert answers.further.by_views.ratio == by_views.by_views(videos).ratio


def test_home_report_and_summary_say_the_same_range():
    """The numbers of `summary --json` are those in the sentence of the first page and of the report."""
    reading = sample("tiktok_business_videos")
    found = summarise(reading)["next_video"]
    (said,) = headline.expected_next(Answers(reading))
    assert f"{format.fine_rate(found['five_low'])} to {format.fine_rate(found['five_high'])}" in said
    assert format.fine_rate(found["high"]) in said
    assert f"{found['videos']} finished videos since {format.day(dt.date.fromisoformat(found['since']))}" in said
    assert said in html_report(reading, sections=("headline",), made_at=MADE_AT).decode()


def test_without_saves_nothing_is_expected():
    """No sentence, and null in the summary."""
    reading = sample("Content")
    assert headline.expected_next(Answers(reading)) == ()
    assert set(summarise(reading)["next_video"].values()) == {None}
