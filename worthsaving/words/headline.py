"""Findings in words: every sentence comes from a number by a fixed rule, and has a form for "no clear difference"."""

from __future__ import annotations

import math

import pandas as pd

from worthsaving.analysis import trend as trends
from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.headline import Headline
from worthsaving.analysis.models import rates
from worthsaving.analysis.models.slope_test import LEVEL
from worthsaving.analysis.relation import MIN_VIDEOS, Usual
from worthsaving.analysis.trend import Trend
from worthsaving.metrics import metric
from worthsaving.words import format

SPEAK_OF_A_YEAR = 180  # days of posts from which a change "a year later" is no wild guess
MOST_SPREAD = 10  # a range wider than this many times its lower end says only that nothing can be said
PER = 1000  # rates are said per 1,000 views
OF_VIEWS = "of every 1,000 views end in a save"  # what a rate means, after its number
CLEAR = 0.3  # below this the tie between two rates is too loose to lean on, whatever its sign


def save_rate(headline: Headline) -> str:
    """What the creator's save rate is, as a heading."""
    if headline.pooled is None:
        return "No save rate yet: no video here has both views and a saves count that fits them."
    if not headline.saves:
        said = _no_save_yet(headline.videos_with_saves)
        return said[:1].upper() + said[1:]
    return f"{format.figures(PER * headline.pooled)} {OF_VIEWS}"


def no_saves(videos: int) -> str:
    """That no saves are known of these videos, and that this is not zero."""
    return f"None of your {format.plural(videos, 'video')} has a saves count. That is not zero saves: we simply can't tell."


def save_rate_evidence(headline: Headline) -> str:
    """The range and number of videos behind `save_rate`, and what is usual for one video; empty without a rate."""
    if not headline.pooled:
        return ""
    hint = f"With {rates.MIN_VIDEOS} or more videos your usual range appears here."
    return " ".join(filter(None, [likely_rate(headline), usual_range(headline, "your videos") or hint]))


def likely_rate(headline: Headline) -> str:
    """Where the true rate likely lies and from how many videos; empty without a rate."""
    if not headline.pooled or headline.pooled_low is None or headline.pooled_high is None:
        return ""
    likely = f"Likely {_per(headline.pooled_low)} to {_per(headline.pooled_high)}"
    alone = " One video says little about the next." if headline.rated == 1 else ""
    return f"{likely}, from {format.plural(headline.rated, 'video')}.{alone}"


def usual_range(headline: Headline, of: str) -> str:
    """What most videos get, `of` whom or which; empty where too few tell."""
    usual = normal(headline)
    if usual is None:
        return ""
    return f"8 in 10 of {of} get {_per(usual[0])} to {_per(usual[1])} saves per 1,000 views."


def known_saves(headline: Headline) -> str:
    """For how many videos saves are known, and how many young ones the rate leaves out; empty when all count."""
    said = []
    if headline.videos_with_saves < headline.videos:
        videos = format.plural(headline.videos, "video")
        said.append(f"Saves are known for {headline.videos_with_saves:,} of {videos}; the rest is left out, not zero.")
    if headline.left_out_young:
        young = _young(headline.left_out_young, counted_back=headline.ages_guessed)
        said.append(f"The rate leaves out {young}: saves come later than likes.")
    elif headline.young:
        young = _young(headline.young, counted_back=headline.ages_guessed)
        said.append(f"The rate counts {young} as well, as there are so few: their saves are still coming in.")
    return " ".join(said)


def top_share(headline: Headline) -> str:
    """How much hangs on the most-saved video; empty when nothing is known of saves."""
    if headline.top_share is None or headline.videos_with_saves < 2:
        return ""
    share = f"{100 * headline.top_share:.0f} %"
    if headline.top_share >= 0.15:
        instead = (
            "judge by the usual range, not by the total" if normal(headline) else "the total says little about the rest"
        )
        return f"{share} of all your saves are on one video, so {instead}."
    return f"Your most-saved video holds {share} of all saves: no single video carries the total."


def trend(found: Trend, headline: Headline) -> str:
    """Whether the save rate is rising, with its size, range and number of videos; `headline` is of the same videos."""
    if headline.saves == 0:
        # More videos would not help, so "too few" would be the wrong word.
        return f"No trend yet: {_no_save_yet(headline.videos_with_saves)}"
    if headline.pooled is None:
        return "No trend yet: no video here has both views and a saves count that fits them."
    if headline.first_day is None:
        return no_dates(headline.videos)
    if found.verdict == "too few videos":
        return _no_trend_yet(found)
    if found.per_year is None or found.low is None or found.high is None:
        return f"No clear trend in your save rate, from {format.plural(found.n, 'video')}."
    # A year read off a few weeks would be a wild number: over a short span the sentence speaks of that span.
    short = found.days < SPEAK_OF_A_YEAR
    power = found.days / 365.25 if short else 1.0
    change, low, high = (value**power for value in (found.per_year, found.low, found.high))
    videos, likely = format.plural(found.n, "video"), format.likely_ratio(low, high)
    if found.verdict in ("rising", "falling"):
        apart = f"{found.days} days" if short else "a year"
        later = f"a video posted {apart} later gets {format.about_ratio(change)} times the rate"
        return f"Your save rate is {found.verdict}: {later} ({', '.join(filter(None, [likely, videos]))})"
    if math.log(max(high, 1e-300)) - math.log(max(low, 1e-300)) > math.log(MOST_SPREAD):
        more = f"; about {found.n + found.needed:,} would show a doubling" if found.needed else ""
        return f"No clear trend in your save rate: {videos} over {found.days} days can't tell{more}"
    time = f"these {found.days} days" if short else "a year"
    could = f"{format.ratio(low)} to {format.ratio(high)} times"
    return f"No clear trend in your save rate: {time} could make it {could} ({videos})"


def _no_trend_yet(found: Trend) -> str:
    """What lacks for a trend: videos, days or saved videos; and which more there are that could not be counted."""
    rest = "".join(
        f", {number:,} more {why}"
        for number, why in ((found.left_out_young, "under 7 days old"), (found.undated, "without a posting day"))
        if number
    )
    videos = format.plural(found.n, "video")
    if found.n < trends.MIN_VIDEOS:
        wanted = (
            f" About {found.n + found.needed:,} would do."
            if found.needed
            else f" It takes {trends.MIN_VIDEOS} or more."
        )
        return f"Too few videos to call a trend: {videos} with a save rate so far{rest}.{wanted}"
    if found.days < trends.MIN_SPAN_DAYS:
        within = f"within {format.plural(found.days, 'day')}" if found.days else "on one day"
        wanted = f"{trends.MIN_SPAN_DAYS} or more days would do."
        return f"Too few days to call a trend: {videos} posted {within}{rest}. {wanted}"
    saved = f"{found.saved or 'none'} of {videos}"
    return f"Too few saved videos to call a trend: {saved} so far{rest}. {trends.MIN_WITH_SAVES} saved ones would do."


def relation(usual: Usual | None, against: str, *, known: int) -> str:
    """How far saves go along with likes or comments once size is taken out, as a heading."""
    noun = metric(against).noun
    if known < MIN_VIDEOS:
        return f"Saves and {noun}: too few videos to say ({known:,})"
    if usual is None:
        return f"Saves and {noun}: none of these {known:,} videos has been saved yet"
    if usual.correlation is None or usual.correlation_low is None or usual.correlation_high is None:
        return f"Saves and {noun}: nothing to compare per view in these {format.plural(known, 'video')}"
    if usual.correlation_low >= CLEAR:
        return f"Videos with more {noun} per view also get more saves"
    if usual.correlation_high <= -CLEAR:
        return f"Videos with more {noun} per view get fewer saves"
    if usual.correlation_low > 0:
        return f"More {noun} per view, slightly more saves"
    if usual.correlation_high < 0:
        return f"More {noun} per view, slightly fewer saves"
    return f"No clear tie between {noun} per view and saves"


def relation_evidence(usual: Usual | None, against: str, *, as_rates: bool) -> str:
    """The numbers behind `relation`, the videos that beat their likes or comments, and what band and line mean."""
    if usual is None:
        return f"With {MIN_VIDEOS} or more videos, one of them saved, a line of what is usual appears here."
    noun = metric(against).noun
    above = int(usual.above.sum())
    beat = (
        f"{format.plural(above, 'video')} got more saves than {'its' if above == 1 else 'their'} {noun} suggest."
        if above
        else f"No video got clearly more saves than its {noun} suggest."
    )
    tie = ""
    if usual.correlation is not None and usual.correlation_low is not None and usual.correlation_high is not None:
        tie = (
            f" How closely the two rates go together: {usual.correlation:.2f} (likely {usual.correlation_low:.2f} to "
            f"{usual.correlation_high:.2f}, {format.plural(usual.correlation_n, 'video')}; "
            "1 is in step, 0 not at all, -1 opposite)."
        )
    return f"{beat} {legend(as_rates=as_rates)}{tie}"


def legend(*, as_rates: bool) -> str:
    """What dotted line and shading of a saves chart mean."""
    if as_rates:
        return "Dotted: what is usual for you. Shaded: where 8 in 10 videos with your middling number of views fall."
    # Measured: this band is on the wide side, it holds 84-91 % of the videos.
    return "Dotted: what is usual for you. Shaded: where at least 8 in 10 of your videos fall."


def normal(headline: Headline) -> tuple[float, float] | None:
    """The creator's usual range of save rates (0-1), None where too few videos (or no save at all) tell it."""
    if headline.weak or headline.typical_low is None or headline.typical_high is None:
        return None
    return headline.typical_low, headline.typical_high


def rate_chart(found: Trend, headline: Headline) -> str:
    """What line, band and strip of the save-rate chart mean, and what was left out."""
    said = (
        "Line: saves per 1,000 views of a usual video of that time. Band: where the true rate likely lies. "
        "Bigger dots: more videos."
    )
    if normal(headline) is not None:
        said += " Grey strip: your usual range."
    if found.left_out_young:
        young = _young(found.left_out_young, counted_back=headline.ages_guessed)
        said += f" Left out: {young}, because saves come later than likes."
    return said


def saves_chart(buckets: pd.DataFrame) -> str:
    """What the bars are, and which are not finished."""
    said = (
        "Each bar counts all saves so far on the videos posted in that time, so older videos had longer to collect them. "
        "A number on a bar: how many videos it holds."
    )
    if (buckets["n_young"] > 0).any():
        said += " Hatched: holds videos younger than 7 days."
    return said


def share(shares: pd.DataFrame) -> str:
    """What part of all engagement saves are, and whether that differs by posting time; what the lines mean.

    `shares`: see `engagement.share_over_time`. From the lowest period to the highest only where one test over all of
    them says that they differ.
    """
    young = int(shares["n_young"].sum())
    left_out = f" Left out: {format.plural(young, 'video')} under 7 days old." if young else ""
    known = shares.dropna(subset=["share", "low", "high"])
    if known.empty:
        return f"Saves among all likes, comments, shares and saves: not known.{left_out}"
    n = format.plural(int(known["n"].sum()), "video")
    if not known["share"].max():
        return f"Among all likes, comments and shares there is no save yet ({n}).{left_out}"
    one = known.iloc[0]
    if one["p_value"] < LEVEL:
        low, high = (format.figures(100 * edge) for edge in (known["share"].min(), known["share"].max()))
        said = f"{low} to {high} %, depending on when they were posted ({n})."
    else:
        usual, low, high = (format.figures(100 * one[name]) for name in ("usual", "usual_low", "usual_high"))
        said = f"{usual} % (likely {low} to {high}, {n})"
        period = "weeks" if (one["end"] - one["start"]).days < 7 else "months"
        if len(known) == 1:
            said += "."
        elif pd.isna(one["p_value"]):
            said += f"; too few videos to compare {period}."
        else:
            said += f", with no clear difference between {period}."
    return f"Of all likes, comments, shares and saves on a usual video, saves are {said} Lines: likely range.{left_out}"


def no_dates(videos: int) -> str:
    """Why nothing can be put over time when no video has a posting day."""
    return (
        f"None of your {format.plural(videos, 'video')} has a posting day, so nothing can be put over time. Full video "
        "links carry it (short links don't), or add a column “Post time”."
    )


def _no_save_yet(videos: int) -> str:
    return (
        "your video has not been saved yet." if videos == 1 else f"none of your {videos:,} videos has been saved yet."
    )


def _per(rate: float) -> str:
    return format.figures(PER * rate)


def _young(videos: int, *, counted_back: bool) -> str:
    """So many young videos, and how their age was told where a file has no date of its own."""
    how = " (counted back from your newest video where the file has no date of its own)" if counted_back else ""
    return f"{format.plural(videos, 'video')} under {YOUNG_DAYS} days old{how}"
