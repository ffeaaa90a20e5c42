"""Sentences on what to expect, and on why two periods differ."""

import datetime as dt
from dataclasses import replace

import pytest

from worthsaving.analysis.plans.mix import Kind, Split
from worthsaving.analysis.plans.next_video import Expectation
from worthsaving.schema import Estimate
from worthsaving.words.plans import mix, next_video

FOUND = Expectation(
    one=Estimate(0.004, 0.001, 0.012, 40),
    five=Estimate(0.005, 0.003, 0.009, 40),
    n=40,
    since=dt.date(2026, 6, 1),
    level_changed=True,
    none=0.0,
)


def test_both_ranges_and_where_they_come_from():
    """The next video and the mean of five, per 1,000 views; the promise, the videos and the change behind them."""
    said = next_video.next_video(FOUND, 0)
    assert "1.0 to 12 saves per 1,000 views on your next video" in said
    assert "3.0 to 9.0 on average over the next five" in said
    assert next_video.evidence(FOUND) == (
        "Right 8 times in 10, judged by your 40 finished videos since 1 Jun 2026, when your level changed. Half of them "
        "got less than 4.0, a few far more, which lifts the average above that."
    )
    alike = replace(FOUND, five=replace(FOUND.five, value=1.1 * FOUND.one.value))
    assert next_video.evidence(alike).endswith("Half of them got less than 4.0.")
    assert "level changed" not in next_video.evidence(replace(FOUND, level_changed=False))


@pytest.mark.parametrize(("low", "beyond"), [(0.0, "2 in 10"), (0.001, "1 in 10")])
def test_an_average_beyond_a_single_video_has_its_reason(low, beyond):
    """One video up to 12 and five up to 15 read as a mistake, until what lifts the average is said."""
    found = replace(FOUND, one=Estimate(0.004, low, 0.012, 40), five=Estimate(0.005, 0.003, 0.015, 40))
    said = next_video.next_video(found, 0)
    assert (
        f"{beyond} go beyond that. One such hit among the next five lifts their average: expect that at 3.0 to 15."
        in said
    )


@pytest.mark.parametrize(("none", "told"), [(0.09, False), (0.1, True), (0.5, True)])
def test_videos_without_a_save_are_told(none, told):
    """From a tenth on; a range that begins at 0 is "up to"."""
    found = replace(FOUND, none=none, one=Estimate(0.001, 0.0, 0.012, 40))
    assert ("have no save" in next_video.evidence(found)) == told
    assert "Expect up to 12 saves" in next_video.next_video(found, 0)


def test_too_few_videos_say_how_many_more():
    """And nothing is said where it is not videos that lack."""
    assert "about 1 more finished video (a week old) would do" in next_video.next_video(None, 1)
    assert "about 4 more finished videos" in next_video.next_video(None, 4)
    assert next_video.next_video(None, 0) == next_video.evidence(None) == ""


KINDS = (Kind("carousel", 0.2, 0.7, 0.01), Kind("everything else", 0.8, 0.3, 0.003))
BOTH = Split(
    "split", 100, Estimate(1.4, 1.2, 1.7, 100), Estimate(1.6, 1.1, 2.2, 100), True, True, "media", KINDS
)  # fmt: skip


def test_the_split_says_which_of_the_two_it_is():
    """Both, one or none, each by what is clear; where none is, how many more videos would do."""
    both, other = mix.split(BOTH), mix.split(replace(BOTH, within_clear=False))
    same, none = mix.split(replace(BOTH, mix_clear=False)), mix.split(
        replace(BOTH, mix_clear=False, within_clear=False, needed=45)
    )  # fmt: skip
    assert both.startswith("Why? Both: ")
    assert "1.4 times" in both
    assert "the same kinds are saved more, 1.6 times as often" in both
    assert other.startswith("Why? You posted other kinds")
    assert "can't be told (likely 1.1 to 2.2 times)" in other
    assert same.startswith("Why? Not for other kinds")
    assert none.startswith("Why? Can't tell yet")
    assert "about 45 more videos would show a doubling" in none
    assert "less" in mix.split(replace(BOTH, within=Estimate(0.6, 0.4, 0.9, 100)))


def test_the_kinds_that_moved_are_named():
    """With their shares in either period, "everything else" never; nothing moved is said."""
    said = mix.evidence(BOTH)
    assert "Carousel went from 20 % to 70 % of your posts." in said
    assert "verything else" not in said
    still = mix.evidence(replace(BOTH, kinds=(Kind("carousel", 0.2, 0.24, 0.01),)))
    assert "You posted much the same kinds in both." in still


@pytest.mark.parametrize(
    ("why", "said"),
    [("several accounts", "Choose one account"), ("one kind", "of one kind"), ("no kind in both", "Can't tell"), ("too few videos", "")],
)  # fmt: skip
def test_no_split_says_why(why, said):
    """What is missing; nothing with too few videos, which the comparison itself says."""
    assert mix.split(Split(why)).startswith(said) if not said else said in mix.split(Split(why))
    assert mix.evidence(Split(why)) == ""
