"""What is said about single videos, periods and kinds of video: each sentence by its numbers, and its "nothing clear"."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.analysis.making import OBSERVED, table
from worthsaving.analysis import expected, features, video_rates
from worthsaving.analysis.change import Change
from worthsaving.analysis.models.rates import RateModel
from worthsaving.analysis.periods import Comparison, Latest
from worthsaving.data.load import declared
from worthsaving.schema import Estimate
from worthsaving.words import change, expected as expected_words, format, periods, video, what_gets_saved

USUAL = RateModel(alpha=1.74, beta=1497.0, n=105, weak=False)
CHANGE = Change(
    date(2026, 3, 5), 0.002, 0.0052, Estimate(2.6, 1.7, 3.9, 1105), 1040, 65, 0.002, 0, date(2026, 2, 20), date(2026, 3, 12)
)  # fmt: skip
LESS = Comparison("less", 0.0041, 0.0018, Estimate(0.44, 0.3, 0.65, 1230), 0.001, 30, 1200, 4)
FEW = Comparison("too few videos", None, None, None, None, 4, 30, 0)


def rate(raw=0.02, mean=0.0083, low=0.001, high=0.023, verdict="usual", lower=50, higher=46, others=97) -> pd.Series:
    """One video's rates and place."""
    place = {"lower": lower, "higher": higher, "others": others, "verdict": verdict}
    return pd.Series({"raw": raw, "mean": mean, "low": low, "high": high, **place})


def suggested(
    expected=12.4, low=3.0, high=2900.0, verdict: object = "as expected", counts="views and likes"
) -> pd.Series:
    """What one video's counts suggest."""
    return pd.Series({"expected": expected, "low": low, "high": high, "verdict": verdict, "counts": counts})


def found(*rows: tuple) -> pd.DataFrame:
    """Findings as (kind, value, n, ratio, low, high, clear)."""
    return pd.DataFrame(rows, columns=["kind", "value", "n", "ratio", "low", "high", "clear"]).astype({"clear": bool})


def verdicts(*counts: tuple[object, int], used="views and likes") -> pd.DataFrame:
    """So many videos of each verdict, judged by these counts."""
    table = pd.DataFrame({"verdict": pd.Series([v for v, n in counts for _ in range(n)], dtype="str")})
    return table.assign(counts=pd.Series(used, index=table.index, dtype="str"))


def test_a_believable_rate_has_its_four_numbers():
    """As counted, a fairer guess, and its range, all per 1,000 views."""
    assert video.believable(rate()) == (
        "20 saves per 1,000 views as counted; 8.3 is a fairer guess, given how many views stand behind it (likely 1.0 to 23)."
    )


def test_a_rate_that_was_not_pulled_is_said_once():
    """Where counted and believable read the same, no second number is claimed."""
    assert video.believable(rate(raw=0.00829)) == "8.3 saves per 1,000 views as counted (likely 1.0 to 23)."


def test_no_rate_is_worked_out_of_nothing():
    """Without a rate the sentence holds no number of its own and says what it takes."""
    said = video.believable(rate(raw=np.nan, mean=np.nan, low=np.nan, high=np.nan))
    assert said == "No save rate: that takes views and a saves count, and no more saves than views."


@pytest.mark.parametrize(("value", "said"), [(0.0, "0"), (2e-10, "under 0.001"), (1e-6, "0.0010"), (0.0346, "35")])
def test_a_rate_has_no_string_of_zeros(value, said):
    """Below one in a million digits say nothing; a true zero stays one."""
    assert format.fine_rate(value) == said


def test_the_place_of_a_usual_video():
    """Usual is said with the number of videos it is set against."""
    assert video.position(rate(), USUAL) == "Within what is usual for you (105 videos)."


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (
            0.0027,
            0.0040,
            "Above your usual range, but not unusual for you: saved more per view than 50 of your 97 other videos.",
        ),
        (
            0.00001,
            0.00010,
            "Below your usual range, but not unusual for you: saved less per view than 46 of your 97 other videos.",
        ),
        (0.0020, 0.0040, "Within what is usual for you (105 videos)."),
        (0.0001, 0.0003, "Within what is usual for you (105 videos)."),
    ],
)
def test_the_sentence_fits_the_strip_below_it(low, high, said):
    """A video all of whose range lies outside the strip of 8 in 10 is not "within" it, though it is not unusual either."""
    assert USUAL.interval(video.USUAL) == pytest.approx((0.00027, 0.0024), rel=0.05)
    assert video.position(rate(low=low, high=high), USUAL) == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"verdict": "more than usual", "lower": 94}, "saved more per view than 94 of your 97 other videos"),
        ({"verdict": "less than usual", "higher": 94}, "saved less per view than 94 of your 97 other videos"),
        ({"verdict": "more than usual", "lower": 97}, "saved more per view than all of your 97 other videos"),
        ({"verdict": "less than usual", "others": 1200}, "saved less per view than 46 of your 1,200 other videos"),
    ],
)
def test_the_place_of_an_unusual_video(place, said):
    """Both directions, counted among the other videos: true whatever the shape of their rates."""
    assert video.position(rate(**place), USUAL) == f"Unusual for you: {said}."


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (["usual"] * 9, ""),
        (["usual", "more than usual"], "Unusual for you, per view: 1 video saved more."),
        (["less than usual"] * 2, "Unusual for you, per view: 2 videos saved less."),
        (["more than usual", "less than usual"], "Unusual for you, per view: 1 video saved more, 1 video saved less."),
    ],
)
def test_how_many_are_unusual(verdicts, said):
    """Both directions are counted; where none is, nothing is said."""
    assert video.unusual(pd.Series(verdicts, dtype="str")) == said


@pytest.mark.parametrize("model", [None, RateModel(1.0, 300.0, 5, weak=True)])
def test_no_place_without_a_usual(model):
    """With too few videos nothing is called usual or unusual."""
    assert video.position(rate(verdict="more than usual"), model) == ""
    assert video.position(rate(others=np.nan), USUAL) == ""


@pytest.mark.parametrize(
    ("row", "saves", "said"),
    [
        (suggested(), 12, "12 saves. Its views and likes would suggest about 12 (likely 3 to 2,900): as usual."),
        (
            suggested(verdict="more than expected"),
            4000,
            "4,000 saves. Its views and likes would suggest about 12 (likely 3 to 2,900): out of the ordinary.",
        ),
        (
            suggested(verdict="fewer than expected", counts="views"),
            0,
            "0 saves. Its views would suggest about 12 (likely 3 to 2,900): out of the ordinary.",
        ),
        (suggested(0.97, 0.0, 4.0), 0, "0 saves. Its views and likes would suggest about 1 (likely 0 to 4): as usual."),
        (suggested(0.4, 0.0, 2.0), 0, "about 0.4 (likely 0 to 2)"),
        (suggested(2e-7, 0.0, 0.0), 0, "about 0 (likely 0 to 0)"),
        (suggested(verdict=pd.NA), pd.NA, "Its views and likes suggest about 12 saves (likely 3 to 2,900)."),
    ],
)
def test_saves_against_what_the_counts_suggest(row, saves, said):
    """Which counts, expected, range, observed and verdict; unknown saves have no verdict."""
    assert said in expected_words.against_expected(row, saves)


def test_nothing_is_suggested_out_of_nothing():
    """Where no number can be expected no sentence stands."""
    assert expected_words.against_expected(suggested(np.nan, np.nan, np.nan, pd.NA), 5) == ""


def test_likes_that_nobody_knows_suggest_nothing():
    """Without likes and comments the sentence speaks of views alone."""
    n = 30
    videos = table(n, views=list(range(1000, 1000 + n)), saves=[n % 7 for n in range(n)])
    row = expected.expected_saves(videos).iloc[0]
    said = expected_words.against_expected(row, 0)
    assert said.startswith("0 saves. Its views would suggest")
    assert "likes" not in said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([("more than expected", 1), ("as expected", 9)], "1 video was saved more than its views and likes suggest"),
        (
            [("fewer than expected", 2), ("as expected", 9)],
            "2 videos were saved less than their views and likes suggest",
        ),
        (
            [("more than expected", 3), ("fewer than expected", 1), ("as expected", 9)],
            "3 videos were saved more and 1 video was saved less than their views and likes suggest",
        ),
        (
            [("as expected", 12), (pd.NA, 3)],
            "No single video is out of the ordinary: your saves follow your views and likes (12 videos)",
        ),
        ([(pd.NA, 30)], "Too few saved videos with views, likes or comments to say which stand out"),
        ([], "Too few saved videos with views, likes or comments to say which stand out"),
    ],
)
def test_how_many_stand_out(counts, said):
    """The heading counts the verdicts, and has a form for none and for nothing known."""
    assert expected_words.stand_outs(verdicts(*counts)) == said


def test_videos_judged_by_different_counts_are_judged_by_other_counts():
    """No count is named that was not used of all."""
    mixed = pd.concat([verdicts(("more than expected", 1)), verdicts(("more than expected", 1), used="views")])
    assert expected_words.stand_outs(mixed) == "2 videos were saved more than their other counts suggest"
    alone = pd.concat([verdicts(("more than expected", 1)), verdicts(("as expected", 4), used="views")])
    assert expected_words.stand_outs(alone) == "1 video was saved more than its views and likes suggest"


def test_what_a_video_is_unusual_for_is_named():
    """Two questions, two names, and both where both are answered."""
    asked = pd.DataFrame({"you": [True, False, True, False], "counts": [False, True, True, False]})
    used = pd.Series("views and likes", index=asked.index)
    assert expected_words.stands_out(asked["you"], asked["counts"], used).tolist() == [
        "for you", "for its views and likes", "for you and for its views and likes", "",
    ]  # fmt: skip


def test_a_change_is_said_with_its_size():
    """Date and both rates; behind it ratio, range, numbers of videos and the range of the date; silence without one."""
    assert change.change(CHANGE) == (
        "Since about 5 Mar 2026 your usual video gets 5.2 saves per 1,000 views; it was 2.0."
    )
    assert change.evidence(CHANGE) == (
        "2.6 times as often saved, likely 1.7 to 3.9; 1,040 videos before, 65 after. "
        "The change came between 20 Feb 2026 and 12 Mar 2026 (likely)."
    )
    assert change.change(None) == change.evidence(None) == ""


def test_a_change_whose_day_is_certain_has_one_day():
    """No "between" one day and the same."""
    day = CHANGE.date
    assert change.evidence(replace(CHANGE, earliest=day, latest=day)).endswith(
        "The change came on 5 Mar 2026 (likely)."
    )


def test_a_change_from_nothing_has_no_endless_number():
    """Without a save before it, neither the ratio nor its range nor the rate is written out."""
    day = date(2025, 4, 11)
    nothing = Change(day, 8.4e-8, 0.0019, Estimate(23_000.0, 580.0, 4.6e39, 40), 20, 20, 0.002, 0, day, day)
    assert change.change(nothing).endswith("gets 1.9 saves per 1,000 views; it was under 0.001.")
    assert change.evidence(nothing).startswith("Over 100 times as often saved; 20 videos before, 20 after.")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Comparison("more", 3.9e-7, 0.0065, Estimate(17_000.0, 32.0, 2.5e46, 12), 0.001, 6, 6, 0),
            "The second period is saved more: over 100 times the rate of the first (likely 32 to over 100, 6 and 6 videos)",
        ),
        (
            Comparison("less", 0.0065, 3.9e-7, Estimate(5.9e-5, 3.9e-47, 0.0017, 40), 0.001, 20, 20, 0),
            "The second period is saved less: under 0.01 times the rate of the first (20 and 20 videos)",
        ),
        (
            Comparison("no clear difference", 3.9e-7, 0.0065, Estimate(17_000.0, 0.4, 2.5e46, 12), 0.2, 6, 6, 0),
            "No clear difference between the two periods (likely 0.40 to over 100 times, 6 and 6 videos)",
        ),
    ],
)
def test_a_period_without_saves_has_no_endless_number(found, said):
    """Ratios beyond a hundredfold are said as that, and a range that lies there altogether not at all."""
    assert periods.comparison(found) == said
    assert "under 0.001" in periods.compared_rates(found)


def test_two_periods_that_differ():
    """Verdict, ratio, range and both numbers of videos; below it the two rates and who is left out."""
    assert periods.comparison(LESS) == (
        "The second period is saved less: 0.44 times the rate of the first (likely 0.30 to 0.65, 30 and 1,200 videos)"
    )
    assert periods.compared_rates(LESS) == (
        "A usual video of the first period gets 4.1 saves per 1,000 views, of the second 1.8. "
        "Videos under 7 days old are left out (4)."
    )


def test_two_periods_that_do_not_differ():
    """No clear difference is said with the range it leaves open."""
    alike = Comparison("no clear difference", 0.004, 0.0042, Estimate(1.05, 0.8, 1.4, 61), 0.6, 30, 31, 0)
    assert (
        periods.comparison(alike)
        == "No clear difference between the two periods (likely 0.80 to 1.4 times, 30 and 31 videos)"
    )
    assert "left out" not in periods.compared_rates(alike)


def test_too_little_to_compare_periods():
    """Too few videos, and too few saves on enough videos, are told apart; left-out young videos are said in both."""
    assert periods.comparison(FEW) == (
        "Too few videos to compare: 4 in the first period, 30 in the second; 5 in each would do"
    )
    unsaved = Comparison("too few videos", None, None, None, None, 40, 30, 2)
    assert periods.comparison(unsaved).startswith("Too few saved videos to compare 40 in the first period with 30")
    assert periods.compared_rates(FEW) == ""
    assert periods.compared_rates(unsaved) == "Videos under 7 days old are left out (2)."


NEWER = "the newer one is lower only with its newest videos, whose saves may still be coming in"


def test_a_newer_period_that_may_be_unfinished():
    """Lower only with its newest videos: no difference is claimed, and the reason is said instead of a range."""
    unfinished = replace(LESS, verdict="no clear difference", unfinished=True)
    assert periods.comparison(unfinished) == (
        f"No clear difference between the two periods: {NEWER} (30 and 1,200 videos)"
    )


WEEKS = Latest((date(2026, 9, 8), date(2026, 10, 5)), (date(2026, 10, 6), date(2026, 11, 2)), LESS)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            LESS,
            "Videos of the four weeks to 2 Nov 2026 are saved less than those of the four weeks before: about 0.44 times as "
            "often (likely 0.30 to 0.65 times, 1,200 and 30 finished videos).",
        ),
        (
            Comparison("no clear difference", 0.004, 0.0042, Estimate(1.05, 0.8, 1.4, 61), 0.6, 30, 31, 0),
            "Lately no clear difference: the four weeks to 2 Nov 2026 against the four before "
            "(likely 0.80 to 1.4 times as often; 31 and 30 finished videos).",
        ),
        (
            replace(LESS, verdict="no clear difference", unfinished=True),
            f"Lately no clear difference: the four weeks to 2 Nov 2026 against the four before: {NEWER} "
            "(1,200 and 30 finished videos).",
        ),
        (
            Comparison("too few videos", None, None, None, None, 4, 1, 0),
            "Too few videos to compare the four weeks to 2 Nov 2026 (1 finished video) with the four weeks before (4); "
            "5 in each would do.",
        ),
        (
            Comparison("too few videos", None, None, None, None, 40, 30, 0),
            "Too few saved videos to compare the four weeks to 2 Nov 2026 (30 finished videos) with the four weeks before "
            "(40); 3 in both together would do.",
        ),
    ],
)
def test_this_period_against_the_one_before(found, said):
    """Each verdict with its days, its size and how many finished videos stand behind both."""
    assert periods.latest(replace(WEEKS, found=found)) == said


def test_a_period_of_another_length_is_named_by_its_days():
    """Seven days are not four weeks."""
    week = Latest((date(2026, 10, 20), date(2026, 10, 26)), (date(2026, 10, 27), date(2026, 11, 2)), LESS)
    assert periods.latest(week).startswith("Videos of the 7 days to 2 Nov 2026 are saved less than those of the 7 days")


@pytest.mark.parametrize(
    ("ratios", "said"),
    [
        ([(2.0, True), (0.5, False)], "Saved more: #0"),
        ([(0.4, True), (0.5, True)], "Saved less: #0, #1"),
        ([(3.0, True), (2.0, True), (0.5, True)], "Saved more: #0, #1. Saved less: #2"),
        ([(3.0, True), (2.0, False), (0.5, True)], "Saved more: #0. Saved less: #2"),
        ([(1.4, False), (0.5, True)], "Leaning more, could be chance: #0. Saved less: #1"),
        ([(2.0, False), (0.7, False)], "Leaning more, could be chance: #0"),
        ([(1.3, False), (1.2, False), (1.19, False)], "Leaning more, could be chance: #0, #1"),
        ([(1.19, False)], "No tag, word, length or time is clearly saved more or less (one compared)"),
        ([(1.19, True)], "Saved more: #0"),
        ([(0.7, False)], "No tag, word, length or time is clearly saved more or less (one compared)"),
        ([(0.7, False), (0.8, False)], "No tag, word, length or time is clearly saved more or less (2 compared)"),
        ([(3.0, True)] * 3, "Saved more: #0, #1, #2"),
        ([(3.0, True)] * 4, "Saved more: #0, #1, #2 and 1 more"),
        (
            [],
            "To compare tags, words, lengths and times we need saves, and at least 5 videos with one and 5 without it",
        ),
    ],
)
def test_what_is_saved_more_and_less(ratios, said):
    """The heading names what holds up, more before less, says when only chance leans, and when nothing does."""
    rows = [("hashtag", f"#{n}", 9, ratio, 0.1, 9.0, clear) for n, (ratio, clear) in enumerate(ratios)]
    assert what_gets_saved.what_gets_saved(found(*rows)) == said


def test_a_tag_is_named_before_a_word():
    """However strong the word."""
    rows = [("word", "soup", 9, 4.0, 2.0, 9.0, True), ("hashtag", "#cook", 9, 2.0, 1.1, 3.0, True)]
    assert what_gets_saved.what_gets_saved(found(*rows)) == "Saved more: #cook, “soup”"


@pytest.mark.parametrize(
    ("kind", "value", "which", "short"),
    [
        ("hashtag", "#soup", "#soup videos", "#soup"),
        ("word", "soup", "Videos with “soup” in the title", "“soup”"),
        ("question", features.QUESTION, "Videos whose title asks a question", "asks a question"),
        ("title length", "no title", "Videos with the title length “no title”", "title: no title"),
        ("duration", "15 to 30 seconds", "Videos of 15 to 30 seconds", "length: 15 to 30 seconds"),
        ("media", "carousel", "Posts of the kind “carousel”", "carousel"),
        ("weekday", "Monday", "Videos posted on Monday", "Monday"),
        ("part of day", "night, 0 to 6", "Videos with the posting time “night, 0 to 6”", "night, 0 to 6"),
        ("account", "@cook", "Videos of @cook", "@cook"),
        ("label", "series", "Videos with series", "series"),
    ],
)
def test_one_finding_in_a_sentence(kind, value, which, short):
    """Ratio, range and number of videos, and words that fit the kind; one we know nothing about has words, too."""
    row = found((kind, value, 12, 1.44, 1.1, 1.9, True)).iloc[0]
    tail = "are saved 1.4 times as often as your others (likely 1.1 to 1.9 times, 12 videos)."
    assert what_gets_saved.one_thing(row) == f"{which} {tail}"
    assert what_gets_saved.name(kind, value) == short
    row["clear"] = False
    assert what_gets_saved.one_thing(row) == f"Could be chance: {which[0].lower()}{which[1:]} {tail}"


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (0.26, "about a quarter as often"), (0.33, "about a third as often"), (0.5, "about half as often"),
        (0.57, "0.57 times as often"), (0.67, "about two thirds as often"), (1.04, "1.0 times as often"),
        (2.1, "about twice as often"), (2.2, "2.2 times as often"), (3.2, "3.2 times as often"),
        (2000.0, "over 100 times as often"),
    ],
)  # fmt: skip
def test_a_ratio_is_said_as_it_is_spoken(ratio, said):
    """A quarter, half, twice, where it is nearly that; else the number."""
    assert f" {said} as " in what_gets_saved.one_thing(found(("hashtag", "#a", 9, ratio, 0.1, 9.0, True)).iloc[0])


def test_the_other_names_of_a_finding_are_said():
    """Tags and words that nearly the same videos have stand behind the sentence."""
    row = found(("hashtag", "#soup", 12, 2.0, 1.1, 3.0, True)).iloc[0]
    row["also"] = (("word", "monday"), ("weekday", "Monday"))
    assert what_gets_saved.one_thing(row).endswith("12 videos). Nearly the same videos: “monday”, Monday.")
    assert what_gets_saved.names(row) == "#soup, “monday”, Monday"


def test_every_kind_has_its_words():
    """No kind of finding falls back to "with ..."."""
    assert set(declared("features")["kinds"]) == set(features.KINDS)


def test_every_corner_has_its_words():
    """Each label but the middle is explained on the card."""
    assert set(video.QUADRANTS) == {"silent compliments", "liked, not kept", "both", "neither"}
    assert all(text.endswith(".") for text in video.QUADRANTS.values())


FAULTY = {
    "constant": {"views": [1000] * 30, "likes": [50] * 30, "comments": [5] * 30, "saves": [5] * 30},
    "all zero": {"views": list(range(100, 130)), "likes": [50] * 30, "comments": [5] * 30, "saves": [0] * 30},
    "one video": {"views": [50], "likes": [5], "comments": [1], "saves": [1]},
    "no likes": {"views": list(range(1000, 1030)), "saves": list(range(30))},
    "no views": {"likes": [5] * 30, "saves": list(range(30))},
    "0 views": {"views": [0] * 30, "likes": [0] * 30, "comments": [0] * 30, "saves": [0] * 30},
    "saves above views": {"views": [10] * 30, "likes": [5] * 30, "comments": [5] * 30, "saves": [20] * 30},
    "one of 0 views": {
        "views": [0, *range(1000, 1029)],
        "likes": [3] * 30,
        "comments": [0] * 30,
        "saves": [0, *range(29)],
    },
}


@pytest.mark.parametrize("case", FAULTY)
def test_the_cards_words_hold_on_any_counts(case):
    """On odd tables every video's sentences are plain numbers, no exponent, no "nan", and nothing is called unusual."""
    columns = FAULTY[case]
    n = len(columns["saves"])
    videos = table(n, platform="tiktok", account="a", observed_at=OBSERVED, **columns)
    models = video_rates.models(videos)
    judged, suggests = video_rates.judged(videos, models), expected.expected_saves(videos)
    for label in videos.index:
        said = (
            video.believable(judged.loc[label])
            + video.position(judged.loc[label], models["tiktok", "a"])
            + expected_words.against_expected(suggests.loc[label], videos["saves"][label])
        )
        assert said.startswith("No save rate") == (
            case in {"no views", "0 views", "saves above views"} or columns["views"][label] == 0
        )
        assert not any(word in said for word in ("nan", "inf", "e-", "<NA>", "Unusual", "0.0000"))
