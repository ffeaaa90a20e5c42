"""Every sentence is traced to its number, and has a form for "no clear difference", "too few" and "not known"."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from worthsaving.analysis.headline import Counted, Headline
from worthsaving.analysis.relation import Line, Usual
from worthsaving.analysis.trend import SPEAK_OF_A_YEAR, Tallest, Trend
from worthsaving.schema import Estimate
from worthsaving.words import engagement, format, headline, relation, trend as trend_words

HEADLINE = Headline(
    videos=184, videos_with_saves=184, views=1_261_205, saves=6_811,
    pooled=Estimate(0.00540, 0.0041, 0.0072, 178), typical=Estimate(0.0035, 0.00074, 0.0123, 178),
    weak=False, first_day=date(2025, 9, 1), last_day=date(2026, 11, 9), most_saved=7, top_share=0.193, young=0, left_out_young=0,
    ages_guessed=True,
)  # fmt: skip
UNKNOWN = replace(
    HEADLINE, videos_with_saves=0, saves=None, pooled=None, typical=None, most_saved=None, top_share=None,
)  # fmt: skip
UNDER_7_DAYS = "under 7 days old (counted back from the newest day in your files)"
RISING = Trend(
    "rising", per_year=Estimate(3.2, 2.0, 5.2, 178), n=178, saved=170, undated=0, p_value=0.001, left_out_young=6, days=429,
    needed=None,
)  # fmt: skip


def usual(correlation, low, high, *, above=0, n=40, pairs=40) -> Usual:
    """What is usual, of which only the correlation at equal views and the videos above matter here."""
    nothing = np.array([1.0])
    videos = pd.Series([True] * above + [False] * (n - above))
    zeros = pd.Series(0.0, index=videos.index)
    tie = None if correlation is None else Estimate(correlation, low, high, pairs)
    points = pd.DataFrame({"x": 1.0, "y": 1.0}, index=videos.index)
    line = Line(nothing, nothing, nothing, nothing, zeros, zeros, zeros, videos)
    return Usual(n, tie, points, points, lambda: line)


def periods(share, low, high, n, *, p_value=np.nan, young=0, by="month") -> pd.DataFrame:
    """The share of saves in all engagement, one row a period; of all together it is 6.1 %."""
    start = pd.date_range("2026-01-01", periods=len(n), freq="MS" if by == "month" else "7D")
    return pd.DataFrame(
        {
            "start": start, "end": start + pd.Timedelta(days=6 if by == "week" else 27), "n": n,
            "n_young": [*[0] * (len(n) - 1), young], "share": share, "low": low, "high": high,
            "usual": 0.061, "usual_low": 0.049, "usual_high": 0.0748, "p_value": p_value,
        }
    )  # fmt: skip


def test_the_save_rate_and_what_it_stands_on():
    """The pooled rate as heading; under it its range, its videos and the typical range, all in 1,000 views."""
    assert headline.save_rate(HEADLINE) == "Out of 1,000 views, about 5 people save"
    assert headline.save_rate_evidence(HEADLINE) == (
        "All views together: 5.4 per 1,000 (likely 4.1 to 7.2, 178 videos). Most of your videos (8 in 10) get 0.74 to 12."
    )


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (Counted(178, 119, 0.0, 0.0042, thin=True), "67 % of your videos have no save yet; 9 in 10 have at most 4.2."),
        (Counted(178, 165, 0.0, 0.0, thin=True), "93 % of your videos have no save yet."),
        (Counted(900, 899, 0.0, 0.0, thin=True), "99 % of your videos have no save yet."),
        (Counted(178, 3, 0.0004, 0.02, thin=True), "Most of your videos (8 in 10) got 0.40 to 20 as counted."),
        (Counted(178, 30, 0.0, 0.02, thin=False), "Most of your videos (8 in 10) get 0.74 to 12."),
    ],
)
def test_few_views_are_said_as_they_were_counted(counted, said):
    """A range of true rates is none of counted ones: where few views stand behind many videos, the counted ones are said."""
    assert said in headline.save_rate_evidence(replace(HEADLINE, counted=counted))
    assert headline.usual_range(replace(HEADLINE, counted=counted, weak=True), "your videos") == ""


def test_few_views_have_no_usual_range_to_judge_by():
    """Where the range is not said, nobody is sent to it."""
    thin = replace(HEADLINE, counted=Counted(178, 119, 0.0, 0.0042, thin=True))
    assert headline.top_share(thin).endswith("Totals mislead here.")


@pytest.mark.parametrize("changes", [{"typical": None}, {"weak": True}])
def test_no_usual_range_is_claimed_that_nobody_knows(changes):
    """Without a range, or with only a first guess at it, the sentence says from how many videos on there is one."""
    said = headline.save_rate_evidence(replace(HEADLINE, **changes))
    assert said == (
        "All views together: 5.4 per 1,000 (likely 4.1 to 7.2, 178 videos). With 8 or more videos your usual range appears here."
    )


def test_one_video_says_little():
    """The rate of a single video comes with a warning, and in the singular."""
    said = headline.save_rate_evidence(
        replace(HEADLINE, videos=1, videos_with_saves=1, pooled=Estimate(0.0054, 0.001, 0.01, 1), weak=True)
    )
    assert "1 video). One video says little about the next." in said


def test_an_unknown_save_rate_is_no_zero():
    """Without saves the sentence says why there is no rate and holds no figure."""
    said = headline.save_rate(UNKNOWN)
    assert said.startswith("No save rate yet")
    assert not any(character.isdigit() for character in said)
    assert headline.save_rate_evidence(UNKNOWN) == ""


def test_a_true_zero_rate_is_said():
    """Rated videos without a save are a rate of 0, whatever the young ones have; a range from nothing is not claimed."""
    zero = replace(HEADLINE, pooled=Estimate(0.0, 0.0, 0.0072, 178))
    assert headline.save_rate(zero) == "Nobody has saved these videos yet"
    assert headline.save_rate_evidence(zero) == ""


@pytest.mark.parametrize(
    ("videos", "said"), [(40, "None of your 40 videos has been saved yet."), (1, "Your video has not been saved yet.")]
)
def test_no_save_at_all_is_said_in_words(videos, said):
    """Known saves that are all zero are said as that: no rate, no range, no trend, no call for more videos."""
    none = replace(
        HEADLINE, videos=videos, videos_with_saves=videos, saves=0, pooled=Estimate(0.0, 0.0, 0.0072, videos), weak=True,
        top_share=None, most_saved=None,
    )  # fmt: skip
    assert headline.save_rate(none) == said
    assert headline.save_rate_evidence(none) == headline.top_share(none) == ""
    trend = trend_words.trend(replace(RISING, verdict="too few videos", needed=30), none)
    assert trend == f"No trend yet: {said[:1].lower()}{said[1:]}"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"videos_with_saves": 170}, "Saves are known for 170 of 184 videos; the rest is left out, not zero."),
        ({"left_out_young": 6}, f"6 videos {UNDER_7_DAYS} are still collecting saves, so they are not counted yet."),
        ({"left_out_young": 1}, f"1 video {UNDER_7_DAYS} is still collecting saves, so it is not counted yet."),
        (
            {"left_out_young": 1, "ages_guessed": False},
            "1 video under 7 days old is still collecting saves, so it is not counted yet.",
        ),
        (
            {"young": 2},
            f"The rate counts 2 videos {UNDER_7_DAYS} as well, as there are so few: their saves are still coming in.",
        ),
    ],
)
def test_what_the_rate_stands_on(changes, said):
    """Unknown saves and young videos are each said, and nothing where neither is the case."""
    assert headline.known_saves(replace(HEADLINE, **changes)) == said


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"top_share": 0.193}, "One video holds 19 % of your saves"),
        ({"top_share": 0.04}, "Your most-saved video holds 4 % of all saves: no single video carries the total"),
        ({"top_share": 1.0, "videos_with_saves": 1}, None),
        ({"top_share": None}, None),
    ],
)
def test_how_much_hangs_on_one_video(changes, part):
    """A large share warns, a small one reassures; with one video or no saves there is nothing to say."""
    said = headline.top_share(replace(HEADLINE, **changes))
    assert said == "" if part is None else said.startswith(part)


def test_a_clear_trend_has_size_range_and_n():
    """Rising or falling: how much a year, the likely range, from how many videos."""
    for verdict, per_year, low, high in (("rising", 3.2, 2.0, 5.2), ("falling", 0.5, 0.25, 0.81)):
        said = trend_words.trend(
            replace(RISING, verdict=verdict, per_year=Estimate(per_year, low, high, 178)), HEADLINE
        )
        more = "more" if verdict == "rising" else "less"
        size, likely = format.figures(per_year), f"{format.figures(low)} to {format.figures(high)}"
        assert said == (
            f"Newer videos are saved {more}: about {size} times as often as those from a year before "
            f"(likely {likely} times, 178 videos)"
        )


def test_no_clear_trend_says_what_it_could_be():
    """The range that a year could bring, from how many videos; neither rising nor falling."""
    said = trend_words.trend(replace(RISING, verdict="no clear trend", per_year=Estimate(1.2, 0.7, 1.9, 178)), HEADLINE)
    assert (
        said == "No clear trend in your save rate: over a year it could be anything from 0.70 to 1.9 times (178 videos)"
    )
    assert "rising" not in said


def test_a_short_span_is_not_stretched_to_a_year():
    """Over a few weeks the change is that of those weeks: 1.5 times in 40 days, not 40 times in a year."""
    span = 40 / 365.25
    short = replace(RISING, per_year=Estimate(*(times ** (1 / span) for times in (1.5, 1.1, 2.2)), 178), days=40)
    assert trend_words.trend(short, HEADLINE) == (
        "Newer videos are saved more: about 1.5 times as often as those from 40 days before "
        "(likely 1.1 to 2.2 times, 178 videos)"
    )
    unclear = trend_words.trend(replace(short, verdict="no clear trend"), HEADLINE)
    assert (
        unclear
        == "No clear trend in your save rate: over these 40 days it could be anything from 1.1 to 2.2 times (178 videos)"
    )


@pytest.mark.parametrize(
    ("per_year", "low", "high", "said"),
    [
        (1e-4, 1e-6, 5e-3, "under 0.01 times as often as those from a year before (178 videos)"),
        (3e3, 2e2, 1e5, "over 100 times as often as those from a year before (178 videos)"),
        (
            3e3,
            40.0,
            1e5,
            "over 100 times as often as those from a year before (likely 40 to over 100 times, 178 videos)",
        ),
    ],
)
def test_a_change_beyond_measure_is_no_estimate(per_year, low, high, said):
    """No "about under 0.01", and no range from nowhere to nowhere."""
    found = replace(RISING, per_year=Estimate(per_year, low, high, 178))
    assert trend_words.trend(found, HEADLINE).endswith(said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"leaning": "more", "n": 39}, "Your newer videos were saved more than your older ones; that also happens by itself in accounts like yours (39 videos)"),
        (
            {"leaning": "less", "n": 40},
            "Your newer videos were saved less than your older ones; as your videos are like their neighbours, that also happens by itself (40 videos)",
        ),
        (
            {"unfinished": True},
            "No clear trend in your save rate: only your newest videos are lower, as videos are while their saves still come in "
            "(178 videos)",
        ),
    ],
)  # fmt: skip
def test_what_may_not_be_a_trend_has_its_own_words(changes, said):
    """Few videos that lean, neighbours alike, and newest videos still collecting: each is said, and none as a trend."""
    assert trend_words.trend(replace(RISING, verdict="no clear trend", **changes), HEADLINE) == said


@pytest.mark.parametrize("days", [14, 400])
def test_a_change_beyond_measure_stays_readable(days):
    """No endless number, whatever the fit gave; and a range so wide that it says nothing is not given at all."""
    wild = replace(RISING, per_year=Estimate(3.2, 1e-200, 1e200, 178), days=days)
    assert "likely under 0.01 to over 100" in trend_words.trend(wild, HEADLINE)
    said = trend_words.trend(replace(wild, verdict="no clear trend"), HEADLINE)
    assert said == f"No clear trend in your save rate: 178 videos over {days} days can't tell"


@pytest.mark.parametrize(("high", "told"), [(4.9, True), (5.1, False)])
@pytest.mark.parametrize("days", [60, 400])
def test_a_tenfold_range_can_tell_nothing(high, told, days):
    """What is too wide is judged by the range that would be said: over a short span that of the span, not of a year."""
    power = 365.25 / days if days < SPEAK_OF_A_YEAR else 1
    change = Estimate(3.2, 0.5**power, high**power, 178)
    found = replace(RISING, verdict="no clear trend", per_year=change, days=days)
    assert (f"0.50 to {high} times" in trend_words.trend(found, HEADLINE)) == told


def test_too_few_videos_says_how_many_there_are():
    """No trend is claimed either way."""
    said = trend_words.trend(
        Trend(
            "too few videos", per_year=None, n=5, saved=4, undated=0, p_value=None, left_out_young=0, days=20, needed=15
        ),
        HEADLINE,
    )
    assert said == "Too early for a trend: 5 finished videos so far. About 20 would do."


def test_young_videos_count_towards_a_trend_later():
    """Where the few videos are mostly young the sentence says so: "0 videos" alone would be a riddle."""
    young = replace(RISING, verdict="too few videos", n=0, left_out_young=3, needed=None)
    said = trend_words.trend(young, HEADLINE)
    assert said == "Too early for a trend: 0 finished videos so far, 3 more under 7 days old. It takes 12 or more."


TOO_FEW = replace(RISING, verdict="too few videos", per_year=None, p_value=None, left_out_young=0)


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        (
            {"n": 5, "saved": 1, "days": 0, "needed": 15, "undated": 4, "left_out_young": 3},
            "Too early for a trend: 5 finished videos so far, 3 more under 7 days old, 4 more without a "
            "posting day. About 20 would do.",
        ),
        (
            {"n": 30, "saved": 2, "days": 9, "undated": 4},
            "Too few days to call a trend: 30 videos posted within 9 days, 4 more without a posting day. 14 or more days "
            "would do.",
        ),
        ({"n": 30, "days": 0}, "Too few days to call a trend: 30 videos posted on one day. 14 or more days would do."),
        (
            {"n": 30, "days": 1},
            "Too few days to call a trend: 30 videos posted within 1 day. 14 or more days would do.",
        ),
        (
            {"n": 30, "saved": 2, "days": 90},
            "Too few saved videos to call a trend: 2 of 30 videos so far. 3 saved ones would do.",
        ),
        (
            {"n": 1200, "saved": 0, "days": 90, "left_out_young": 6},
            "Too few saved videos to call a trend: none of 1,200 videos so far, 6 more under 7 days old. 3 saved ones "
            "would do.",
        ),
    ],
)
def test_no_trend_names_what_lacks(lacks, said):
    """Videos, days or saved videos, in this order, and which more could not be counted: not always "too few videos"."""
    assert trend_words.trend(replace(TOO_FEW, **lacks), HEADLINE) == said


def test_without_posting_days_more_videos_would_not_help():
    """No trend for want of dates is not a want of videos."""
    nothing = replace(RISING, verdict="too few videos", n=0, left_out_young=0, needed=15)
    undated = replace(HEADLINE, first_day=None, last_day=None)
    assert trend_words.trend(nothing, undated) == trend_words.no_dates(184)


def test_one_video_is_in_the_singular():
    """1 video, not 1 videos."""
    said = trend_words.trend(replace(RISING, verdict="too few videos", n=1, left_out_young=0, needed=None), HEADLINE)
    assert "1 finished video so far" in said


@pytest.mark.parametrize(
    ("correlation", "low", "high", "said"),
    [
        (0.50, 0.38, 0.61, "Videos with more likes per view also get more saves"),
        (-0.50, -0.61, -0.38, "Videos with more likes per view get fewer saves"),
        (0.20, 0.05, 0.34, "More likes per view, slightly more saves"),
        (-0.20, -0.34, -0.05, "More likes per view, slightly fewer saves"),
        (0.05, -0.10, 0.20, "No clear tie between likes per view and saves"),
        (0.60, -0.05, 0.90, "No clear tie between likes per view and saves"),
        (None, None, None, "Saves and likes: your 40 videos are too alike to compare"),
    ],
)
def test_the_tie_is_judged_by_its_range(correlation, low, high, said):
    """Only a range that stays clear of zero is a tie, only one that stays above 0.3 a close one."""
    assert relation.relation(usual(correlation, low, high), "likes", known=40) == said


def test_too_few_videos_for_a_tie():
    """Without anything usual the sentence says how many videos there are."""
    assert relation.relation(None, "comments", known=5) == "Saves and comments: too few videos to say (5)"
    assert "8 or more videos" in relation.relation_evidence(None, "comments")


def test_videos_without_a_single_save_are_not_too_few():
    """Enough videos and no save at all is said as that."""
    said = relation.relation(None, "likes", known=40)
    assert said == "Saves and likes: none of these 40 videos has been saved yet"


@pytest.mark.parametrize(
    ("above", "said"),
    [
        (0, "Dotted: what is usual for you."),
        (1, "1 video got more saves than its likes suggest."),
        (3, "3 videos got more saves than their likes suggest."),
    ],
)
def test_how_many_videos_stand_out(above, said):
    """The number of videos above the usual, or nothing where there is none."""
    found = usual(0.5, 0.38, 0.61, above=above)
    assert relation.relation_evidence(found, "likes").startswith(said)


def test_the_evidence_has_the_correlation_its_range_and_n():
    """The numbers behind the heading; none where there is no correlation."""
    said = relation.relation_evidence(usual(0.504, 0.381, 0.613), "likes")
    assert "0.50" in said
    assert "0.38 to 0.61" in said
    assert "40 videos" in said
    fewer = relation.relation_evidence(usual(0.504, 0.381, 0.613, pairs=12), "likes")
    assert "likely 0.38 to 0.61, 12 videos)" in fewer
    assert "likely" not in relation.relation_evidence(usual(None, None, None), "likes")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.8, "Likes tell nearly all of the story ("),
        (0.79, "Likes tell most of the story: some liked"),
        (0.49, "Likes tell part of the story: some liked videos are hardly saved"),
        (0.39, "Likes tell only a small part of the story"),
        (0.09, "Likes tell nothing sure about saves"),
        (-0.09, "Likes tell nothing sure about saves"),
        (-0.11, "Likes tell the opposite of saves"),
    ],
)
def test_how_much_the_likes_tell(value, said):
    """The correlation in words, at the edges of each; the number stands behind it."""
    tie = relation.tie(usual(value, value - 0.1, value + 0.1), "likes")
    assert tie.startswith(said)
    assert f"(correlation {value:.2f}, likely" in tie


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.0054, "Out of 1,000 views, about 5 people save"),
        (0.00095, "Out of 1,000 views, about 1 person saves"),
        (0.00094, "Out of 10,000 views, about 9 people save"),
        (3e-6, "Out of 1,000,000 views, about 3 people save"),
        (3e-7, "Out of 1,000,000 views, less than one person saves"),
    ],
)
def test_a_rate_in_whole_people(rate, said):
    """Nobody is a part of a person: rare saves are counted out of more views."""
    assert headline.out_of_views(rate) == said


def test_line_and_band_are_explained():
    """Dotted and shaded have words; the band of counts is measured to hold rather more than it is made for (84-91 %)."""
    said = relation.relation_evidence(usual(0.5, 0.4, 0.6), "likes")
    assert "Dotted: what is usual for you. Shaded: where most of your videos fall (8 in 10 or more)." in said


def test_the_usual_strip_needs_both_ends():
    """The strip of the chart is the typical range, or nothing."""
    assert headline.normal(HEADLINE) == (0.00074, 0.0123)
    assert headline.normal(UNKNOWN) is None
    assert headline.normal(replace(HEADLINE, weak=True)) is None


def test_the_rate_charts_legend():
    """The strip is explained only where it is drawn, and young videos are counted where some are left out."""
    assert "Grey strip" in trend_words.rate_chart(RISING, HEADLINE)
    assert f"Left out: 6 videos {UNDER_7_DAYS}, because" in trend_words.rate_chart(RISING, HEADLINE)
    plain = trend_words.rate_chart(replace(RISING, left_out_young=0), UNKNOWN)
    assert "Grey strip" not in plain
    assert "Left out" not in plain


def test_without_a_line_the_legend_speaks_of_dots():
    """Under three videos a month there is neither line nor band in the chart, and none is explained."""
    said = trend_words.rate_chart(RISING, UNKNOWN, line=False)
    assert said.startswith("Dot:")
    assert "Line" not in said
    assert "Band" not in said


@pytest.mark.parametrize(
    ("n", "share", "said"),
    [
        (1, 1.0, "The tallest month is one video, of 13 Mar 2026"),
        (2, 0.85, "One video of 13 Mar 2026 holds 85 % of the tallest month"),
        (2, 0.49, trend_words.HOW_MANY),
    ],
)
def test_the_tallest_bar_is_named_by_the_video_that_makes_it(n, share, said):
    """Not "100 % of it" where it is the only one; nothing where no video makes it."""
    month = Tallest(pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-31"), 4, pd.Timestamp("2026-03-13"), share, n)
    assert trend_words.tallest(month) == said


def test_the_bars_legend():
    """Hatching is explained only where a bar has it."""
    assert "Hatched" not in trend_words.saves_chart(pd.DataFrame({"n_young": [0, 0]}))
    assert "Hatched" in trend_words.saves_chart(pd.DataFrame({"n_young": [0, 2]}))


def test_the_share_over_several_periods():
    """From the lowest period to the highest where they differ, and from how many videos; empty periods are left out."""
    shares = periods([0.029, np.nan, 0.183], [0.01, np.nan, 0.1], [0.05, np.nan, 0.3], [90, 0, 94], p_value=0.001)
    assert engagement.share(shares) == (
        "Of all likes, comments, shares and saves on a usual video, saves are 2.9 to 18 %, depending on when they were "
        "posted (184 videos). Lines: likely range."
    )


@pytest.mark.parametrize(("by", "named"), [("week", "weeks"), ("month", "months")])
def test_a_share_that_may_be_the_same_everywhere(by, named):
    """However far single periods lie apart, without a clear difference there is one share, with its range."""
    shares = periods([0.029, 0.183, 0.1], [0.01, 0.1, 0.03], [0.05, 0.3, 0.3], [90, 80, 14], p_value=0.05, by=by)
    assert engagement.share(shares) == (
        "Of all likes, comments, shares and saves on a usual video, saves are 6.1 % (likely 4.9 to 7.5, 184 videos), with "
        f"no clear difference between {named}. Lines: likely range."
    )


def test_a_share_of_too_few_videos_to_compare():
    """Periods that cannot be compared are not called alike."""
    shares = periods([0.049, 0.183, 0.1], [0.01, 0.04, 0.03], [0.2, 0.5, 0.3], [2, 1, 3])
    assert "6.1 % (likely 4.9 to 7.5, 6 videos); too few videos to compare months. Lines" in engagement.share(shares)


def test_the_share_of_one_period():
    """One period is one figure, and nothing is compared."""
    assert engagement.share(periods([0.061], [0.049], [0.0748], [12])) == (
        "Of all likes, comments, shares and saves on a usual video, saves are 6.1 % (likely 4.9 to 7.5, 12 videos). Lines: "
        "likely range."
    )


def test_young_videos_left_out_of_the_share_are_counted():
    """In every form of the sentence, in the singular too."""
    for shares in (
        periods([0.1, 0.2], [0.05] * 2, [0.3] * 2, [9, 9], p_value=0.4, young=1),
        periods([0.1, 0.2], [0.05] * 2, [0.3] * 2, [9, 9], p_value=0.01, young=1),
        periods([0.0], [0.0], [0.1], [6], young=1),
        periods([np.nan], [np.nan], [np.nan], [0], young=1),
    ):
        assert engagement.share(shares).endswith(". Left out: 1 video under 7 days old.")


def test_no_save_among_all_engagement_is_said_in_words():
    """Known shares that are all zero are no "0 %"."""
    said = engagement.share(periods([0.0, 0.0], [0.0] * 2, [0.1] * 2, [6, 6]))
    assert said == "Among all likes, comments and shares there is no save yet (12 videos)."


def test_an_unknown_share_is_no_zero():
    """Without engagement the share is not known."""
    said = engagement.share(periods([np.nan], [np.nan], [np.nan], [3]))
    assert said == "Saves among all likes, comments, shares and saves: not known. It takes all four counts of a video."


@pytest.mark.parametrize(("videos", "named"), [(1, "None of your 1 video has"), (12, "None of your 12 videos has")])
def test_no_posting_days_says_why_and_what_helps(videos, named):
    """Which videos lack a day, where a day comes from, and how to add one."""
    said = trend_words.no_dates(videos)
    assert said.startswith(named)
    assert "links carry it" in said
    assert "Post time" in said


@pytest.mark.parametrize(("share", "warned"), [(0.149, False), (0.15, True), (0.151, True)])
def test_one_video_carries_the_total_from_fifteen_per_cent_on(share, warned):
    """Under that no single video does."""
    assert ("look at the usual range" in headline.top_share(replace(HEADLINE, top_share=share))) == warned


@pytest.mark.parametrize(("edge", "close"), [(0.2999, False), (0.3, True), (0.3001, True)])
def test_a_close_tie_stays_above_three_tenths(edge, close):
    """With all of its range, more saves or fewer."""
    more, fewer = usual(0.5, edge, 0.7), usual(-0.5, -0.7, -edge)
    assert ("slightly" not in relation.relation(more, "likes", known=40)) == close
    assert ("slightly" not in relation.relation(fewer, "likes", known=40)) == close


@pytest.mark.parametrize(("days", "spoken"), [(179, "179 days"), (180, "a year"), (181, "a year")])
def test_half_a_year_speaks_of_a_year(days, spoken):
    """From 180 days of posts on."""
    assert f"as those from {spoken} before" in trend_words.trend(replace(RISING, days=days), HEADLINE)


@pytest.mark.parametrize(("high", "told"), [(4.99, True), (5.01, False)])
def test_a_range_of_tenfold_tells_nothing(high, told):
    """Just over ten times its lower end is too wide."""
    found = replace(RISING, verdict="no clear trend", per_year=Estimate(1.0, 0.5, high, 178))
    assert ("can't tell" not in trend_words.trend(found, HEADLINE)) == told
