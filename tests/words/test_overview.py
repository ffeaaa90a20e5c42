"""The first page's sentences, each traced to its numbers, and their forms for "no clear difference" and "too few"."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.words.test_headline import HEADLINE, RISING, UNKNOWN
from tests.words.test_video import found
from worthsaving.analysis.change import Change
from worthsaving.analysis.models.rates import Plain
from worthsaving.analysis.overview.level import Level
from worthsaving.schema import Estimate
from worthsaving.words import trend as trend_words, what_gets_saved
from worthsaving.words.overview import sentences as overview

STEP = Change(
    date(2026, 6, 1),
    0.0033,
    0.0082,
    Estimate(2.5, 1.8, 3.4, 178),
    102,
    76,
    0.002,
    6,
    date(2026, 5, 10),
    date(2026, 6, 20),
)
SINCE = Level("step", Estimate(0.0082, 0.0068, 0.01, 76), date(2026, 6, 1), 0.0033)
STEADY = Level("steady", Estimate(0.0034, 0.0029, 0.0041, 178))
TREND = replace(RISING, verdict="no clear trend", per_year=Estimate(1.0, 0.5, 1.5, 178))


@pytest.mark.parametrize(
    ("level", "change", "said"),
    [
        (SINCE, STEP, "Since June, people save your videos 2.5 times as often"),
        (SINCE, replace(STEP, ratio=Estimate(0.4, 0.3, 0.6, 178)),
         "Since June, people save your videos less: 0.40 times as often"),
        (SINCE, replace(STEP, date=date(2026, 6, 5)), "Since June, people save your videos 2.5 times as often"),
        (SINCE, replace(STEP, date=date(2026, 6, 6)), "Since 6 June, people save your videos 2.5 times as often"),
        (SINCE, replace(STEP, date=date(2025, 10, 17)), "Since 17 October 2025, people save your videos 2.5 times as often"),
        (STEADY, None, "Steady: about 3.4 saves per 1,000 views, likely 2.9 to 4.1"),
        (replace(STEADY, kind="unclear"), None,
         "About 3.4 saves per 1,000 views; can't tell yet if that rises or falls"),
        (replace(STEADY, kind="rising"), None, "Rising: now about 3.4 saves per 1,000 views"),
        (replace(STEADY, kind="falling"), None, "Falling: now about 3.4 saves per 1,000 views"),
        (replace(STEADY, kind="too few videos"), None, "About 3.4 saves per 1,000 views so far"),
    ],
)  # fmt: skip
def test_todays_level_and_its_change_lead(level, change, said):
    """A step is the heading, else the tested trend, else the level with its range."""
    assert overview.title(HEADLINE, level, change) == said


def test_without_a_rate_the_heading_says_why():
    """Nothing known, and nothing saved yet: words of their own."""
    assert overview.title(UNKNOWN, None, None).startswith("No save rate yet")
    assert overview.title(replace(HEADLINE, saves=0), None, None) == "None of your 184 videos has been saved yet."
    assert overview.evidence(UNKNOWN, None, None, TREND) == ""


def test_a_step_is_given_with_both_levels():
    """Both levels, the range of their ratio, and the videos on either side."""
    assert overview.evidence(HEADLINE, SINCE, STEP, TREND) == (
        "A usual video now gets 8.2 saves per 1,000 views; before 1 Jun 2026 it was 3.3. Likely 1.8 to 3.4 times (102 videos "
        "before, 76 since)."
    )


def test_a_trend_is_given_with_its_test_and_the_newest_level():
    """The level of the newest days with its range and number, and the sentence of the trend itself."""
    said = overview.evidence(
        HEADLINE, Level("rising", Estimate(0.0082, 0.007, 0.01, 40), date(2026, 8, 12)), None, RISING
    )
    assert said.startswith("That is a usual video of the newest 90 days (likely 7.0 to 10, 40 videos). ")
    assert said.endswith(f"{trend_words.trend(RISING, HEADLINE)}.")
    unclear = overview.evidence(HEADLINE, replace(STEADY, kind="unclear"), None, TREND)
    assert unclear.startswith("Likely 2.9 to 4.1. No clear trend")
    assert overview.evidence(HEADLINE, STEADY, None, TREND) == f"{trend_words.trend(TREND, HEADLINE)}."


def test_one_video_says_little():
    """Its range is given, and that it is one."""
    level = Level("too few videos", Estimate(0.003, 0.001, 0.008, 1))
    said = overview.evidence(HEADLINE, level, None, replace(TREND, verdict="too few videos", n=1))
    assert said.startswith("Likely 1.0 to 8.0. One video says little about the next. Too early")


def picture(**changed) -> str:
    settled = {
        "unfinished": 0,
        "above": 0,
        "highest": 0.04,
        "drawn": 9,
        "of": 9,
        "lines": True,
        "months": True,
        **changed,
    }
    return overview.picture(changed.pop("found", HEADLINE), **{k: v for k, v in settled.items() if k != "found"})


def test_the_picture_names_only_what_is_in_it():
    """Hollow dots, triangles and a choice of dots are explained where there are some."""
    assert picture() == ("Dot: a video. Thick line: usual, where few views count less. Thin: by month.")
    assert "few views count less (plain mean 8.0, middle video 6.4). Thin" in picture(plain=Plain(0.00796, 0.0064))
    assert "Thin" not in picture(months=False)
    assert picture(lines=False, months=False) == "Dot: a video."
    assert picture(unfinished=6, found=replace(HEADLINE, left_out_young=6)).endswith(
        "Hollow: 6 under 7 days old, not counted yet."
    )
    assert picture(unfinished=6).endswith("Hollow: 6 under 7 days old, still collecting.")
    assert picture(above=2).endswith("Triangle: 2 above, up to 40.")
    assert picture(drawn=1500, of=12_345).endswith("1,500 of 12,345 are drawn.")


def test_the_tiles_say_what_their_numbers_are_of():
    """Since when, of what, and what it was before; of everything where no day is named."""
    newest = date(2026, 11, 9)
    assert overview.usual_now(SINCE, "most get 1.9 to 17") == "usual now; most get 1.9 to 17"
    assert overview.usual_now(STEADY, "") == "usual"
    assert overview.usual_now(replace(STEADY, kind="too few videos"), "") == "so far"
    assert overview.usual_now(None, "") == ""
    assert overview.usual_range(HEADLINE) == "most get 0.74 to 12"
    assert overview.usual_range(UNKNOWN) == ""
    assert overview.saves_since(SINCE, newest) == "Saves since June"
    assert overview.saves_since(STEADY, newest) == "Saves"
    assert overview.of_all(HEADLINE, replace(HEADLINE, saves=3884)) == "of 6,811 in all"
    assert overview.share_before(SINCE, 0.062, newest) == "before June: 6.2 %"
    assert overview.share_before(SINCE, np.nan, newest) == "on a usual video"


@pytest.mark.parametrize(("share", "said"), [(0.099, ""), (0.1, "10 % on one video"), (0.193, "19 % on one video")])
def test_one_video_is_worth_a_word_from_a_tenth_on(share, said):
    """Under that no single video carries the total."""
    assert overview.of_all(HEADLINE, replace(HEADLINE, top_share=share)) == said


UP, UP_TOO = ("hashtag", "#soup", 12, 2.1, 1.4, 3.0, True), ("hashtag", "#stew", 12, 1.8, 1.4, 3.0, True)
DOWN, DOWN_TOO = ("hashtag", "#cozy", 20, 0.5, 0.3, 0.8, True), ("hashtag", "#meh", 20, 0.3, 0.2, 0.8, True)
LEANS_UP, LEANS_DOWN = ("word", "pan", 9, 1.6, 0.9, 2.9, False), ("word", "hello", 9, 0.8, 0.5, 1.2, False)


@pytest.mark.parametrize(
    ("more", "less", "said"),
    [
        ((UP, UP_TOO), (DOWN, DOWN_TOO), "Make more of #soup; less of #meh"),
        ((UP,), (), "Make more of #soup"),
        ((UP,), (LEANS_DOWN,), "Make more of #soup; maybe less of “hello”"),
        ((), (DOWN,), "Make less of #cozy"),
        ((LEANS_UP,), (DOWN,), "Make less of #cozy; maybe more of “pan”"),
        ((LEANS_UP,), (), "Leaning more: “pan” (could be chance)"),
        ((LEANS_UP,), (LEANS_DOWN,), "Leaning more: “pan”; less: “hello” (could be chance)"),
        ((), (LEANS_DOWN,), "Leaning less: “hello” (could be chance)"),
    ],
)
def test_the_list_is_headed_by_what_holds_up(more, less, said):
    """What leans comes after what holds up, as a maybe; alone it is called leaning."""
    assert overview.more_and_less(found(*more), found(*less)) == said


@pytest.mark.parametrize(
    ("times", "basis", "age", "said"),
    [
        (1.44, "rate", 20.0, "1.4×"),
        (1.44, "age", 3.2, "1.4× for 3 d"),
        (1.44, "so far", 3.2, "1.4× so far, 3 d"),
        (1.44, "so far", 0.4, "1.4× so far, today"),
        (0.0, "so far", 2.0, "no save so far, 2 d"),
    ],
)
def test_a_new_video_says_how_far_it_can_be_trusted(times, basis, age, said):
    """How many times the usual, and on what that rests."""
    assert overview.new_note(times, basis, age) == said


def test_the_new_videos_legend_names_only_what_is_drawn():
    """Hollow dots and ages have their words where they occur."""
    assert overview.new_legend(["rate"]) == "Times your usual. Grey: your usual range."
    assert "Hollow" in overview.new_legend(["so far"])
    assert "at that age" in overview.new_legend(["age"])


def test_the_next_step_counts_the_quadrants():
    """In the singular and the plural; nothing where no video stands in one."""
    labels = pd.Series(["both", "both", "liked, not kept", "middle", pd.NA], dtype="str")
    assert overview.next_step(labels) == (
        "2 videos are both loved and kept (your top third of both); 1 video is liked but hardly kept."
    )
    assert overview.next_step(pd.Series(["middle"], dtype="str")) == ""


def test_files_without_saves_have_a_heading():
    """What was read, and what is missing."""
    assert overview.no_saves(1) == "1 video read. Saves are missing: the export does not count them"


def test_what_to_look_at_next_is_never_empty():
    """Where no quadrant has a video its line still says what stands there."""
    assert overview.look_next("24 videos are loved.") == "**Look at next.** 24 videos are loved."
    assert overview.look_next("") == "**Look at next.** How your saves stand against likes and comments."


def hollow(low, high, *, clear=False):
    """One finding that could be chance, or holds up."""
    return pd.DataFrame({"low": [low], "high": [high], "clear": [clear]})


@pytest.mark.parametrize(
    ("drawn", "compared", "why"),
    [
        (hollow(0.9, 1.8), 214, False),
        (hollow(1.1, 1.8), 214, True),
        (hollow(0.4, 0.9), 214, True),
        (hollow(0.4, 0.9, clear=True), 214, False),
        (hollow(0.4, 0.9), 1, False),
    ],
)
def test_a_hollow_dot_beside_as_usual_says_why(drawn, compared, why):
    """Where a line misses "as usual" and the dot is hollow all the same, its list and its chart say why."""
    for said in (
        overview.more_legend(drawn, compared=compared),
        what_gets_saved.effect_legend("UTC", drawn, compared=compared),
        what_gets_saved.label_legend(drawn, compared=compared),
    ):
        assert "could be chance" in said
        assert (f"{compared} compared at once" in said or "(many compared)" in said) == why


@pytest.mark.parametrize("kind", ["steady", "unclear", "too few videos"])
def test_a_number_of_videos_is_said_once(kind):
    """The level and the trend are mostly of the same videos: their number stands in the sentence once."""
    level = Level(kind, Estimate(0.0034, 0.0029, 0.0041, 178))
    assert overview.evidence(HEADLINE, level, None, TREND).count("178 videos") == 1
    other = replace(level, rate=Estimate(0.0034, 0.0029, 0.0041, 1178))
    assert overview.evidence(HEADLINE, other, None, TREND).count("178 videos") == 2
