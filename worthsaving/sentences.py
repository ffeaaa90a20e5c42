"""Findings in words: every sentence comes from a number by a fixed rule, and has a form for "no clear difference"."""

from __future__ import annotations

import math

import pandas as pd

from worthsaving import wording
from worthsaving.analysis.headline import Headline
from worthsaving.analysis.relation import MIN_VIDEOS, Usual
from worthsaving.analysis.trend import Trend
from worthsaving.metrics import metric

SPEAK_OF_A_YEAR = 180  # days of posts from which a change "a year later" is no wild guess
CLEAR = 0.3  # below this the tie between two rates is too loose to lean on, whatever its sign


def save_rate(headline: Headline) -> str:
    """What the creator's save rate is, with the range of a usual video."""
    if headline.pooled is None:
        return "No save rate yet: no video here has both saves and views."
    people = (
        f"{wording.per_thousand(headline.pooled).replace(' per 1,000 views', '')} of every 1,000 views end in a save"
    )
    if headline.typical_low is None or headline.typical_high is None:
        return f"{people}."
    low, high = (wording.figures(1000 * r) for r in (headline.typical_low, headline.typical_high))
    return f"{people}. A usual video of yours gets between {low} and {high}."


def known_saves(headline: Headline) -> str:
    """For how many videos saves are known, and how many young ones the rate leaves out; empty when all count."""
    said = []
    if headline.videos_with_saves < headline.videos:
        videos = wording.plural(headline.videos, "video")
        said.append(f"Saves are known for {headline.videos_with_saves:,} of {videos}; the rest is left out, not zero.")
    if headline.left_out_young:
        young = wording.plural(headline.left_out_young, "video")
        said.append(f"The rate leaves out {young} younger than 7 days: saves come later than likes.")
    if headline.weak:
        said.append("With fewer than 8 videos the usual range is a cautious first guess.")
    return " ".join(said)


def top_share(headline: Headline) -> str:
    """How much hangs on the most-saved video; empty when nothing is known of saves."""
    if headline.top_share is None or headline.videos_with_saves < 2:
        return ""
    share = f"{100 * headline.top_share:.0f} %"
    if headline.top_share >= 0.15:
        return f"{share} of all your saves are on one video, so judge by the usual range, not by the total."
    return f"Your most-saved video holds {share} of all saves: no single video carries the total."


def trend(found: Trend) -> str:
    """Whether the save rate is rising, with its size, range and number of videos."""
    if found.verdict == "too few videos":
        more = f" About {found.n + found.needed:,} would do." if found.needed else ""
        return f"Too few videos to call a trend: {wording.plural(found.n, 'video')} with a save rate so far.{more}"
    if found.per_year is None or found.low is None or found.high is None:
        return f"No clear trend in your save rate, from {wording.plural(found.n, 'video')}."
    # A year read off a few weeks would be a wild number: over a short span the sentence speaks of that span.
    short = found.days < SPEAK_OF_A_YEAR
    power = found.days / 365.25 if short else 1.0
    change, low, high = (_factor(value, power) for value in (found.per_year, found.low, found.high))
    videos = wording.plural(found.n, "video")
    if found.verdict in ("rising", "falling"):
        apart = f"{found.days} days" if short else "a year"
        later = f"a video posted {apart} later gets about {change} times the rate"
        return f"Your save rate is {found.verdict}: {later} (likely {low} to {high}, {videos})"
    time = f"these {found.days} days" if short else "a year"
    return f"No clear trend in your save rate: {time} could make it {low} to {high} times ({videos})"


def _factor(value: float, power: float) -> str:
    """`value` to the `power`, in two figures; beyond a hundredfold the number itself says nothing more."""
    log = math.log(max(value, 1e-300)) * power
    if abs(log) > math.log(100):
        return "over 100" if log > 0 else "under 0.01"
    return wording.figures(math.exp(log))


def relation(usual: Usual | None, against: str, *, known: int) -> str:
    """How far saves go along with likes or comments once size is taken out, as a heading."""
    noun = metric(against).noun
    if known < MIN_VIDEOS:
        return f"Saves and {noun}: too few videos to say ({known:,})"
    if usual is None:
        return f"Saves and {noun}: none of these {known:,} videos has been saved yet"
    if usual.correlation is None or usual.correlation_low is None or usual.correlation_high is None:
        return f"Saves and {noun}: nothing to compare per view in these {wording.plural(known, 'video')}"
    if usual.correlation_low >= CLEAR:
        return f"Videos with more {noun} per view also get more saves"
    if usual.correlation_high <= -CLEAR:
        return f"Videos with more {noun} per view get fewer saves"
    if usual.correlation_low > 0:
        return f"More {noun} per view, slightly more saves"
    if usual.correlation_high < 0:
        return f"More {noun} per view, slightly fewer saves"
    return f"No clear tie between {noun} per view and saves"


def relation_evidence(usual: Usual | None, against: str) -> str:
    """The numbers behind `relation`, the videos that beat their likes or comments, and what band and line mean."""
    if usual is None:
        return f"With {MIN_VIDEOS} or more videos, one of them saved, a line of what is usual appears here."
    noun = metric(against).noun
    above = int(usual.above.sum())
    beat = (
        f"{wording.plural(above, 'video')} got more saves than {'its' if above == 1 else 'their'} {noun} suggest."
        if above
        else f"No video got clearly more saves than its {noun} suggest."
    )
    tie = ""
    if usual.correlation is not None and usual.correlation_low is not None and usual.correlation_high is not None:
        tie = (
            f" How closely the two go together once size is taken out: {usual.correlation:.2f} (likely "
            f"{usual.correlation_low:.2f} to {usual.correlation_high:.2f}; 0 is not at all, 1 is perfectly; "
            f"{wording.plural(usual.n, 'video')})."
        )
    return f"{beat} Dotted: what is usual for you. Shaded: where 8 of 10 of your videos fall.{tie}"


def normal(headline: Headline) -> tuple[float, float] | None:
    """The creator's usual range of save rates (0-1), None where it is not known."""
    if headline.typical_low is None or headline.typical_high is None:
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
        said += (
            f" Left out: {wording.plural(found.left_out_young, 'video')} younger than 7 days, "
            "because saves come later than likes."
        )
    return said


def saves_chart(buckets: pd.DataFrame) -> str:
    """What the bars are, and which are not finished."""
    said = (
        "Each bar counts all saves so far on the videos posted in that time, so older videos had longer to collect them. "
        "The number on it: how many videos."
    )
    if (buckets["n_young"] > 0).any():
        said += " Hatched: holds videos younger than 7 days."
    return said


def share(shares: pd.DataFrame) -> str:
    """How large a part of all likes, comments, shares and saves the saves are, as the range over the periods."""
    known = shares.dropna(subset=["share", "low", "high"])
    if known.empty:
        return "Saves among all engagement: not known"
    low, high = (wording.figures(100 * edge) for edge in (known["share"].min(), known["share"].max()))
    n = wording.plural(int(known["n"].sum()), "video")
    if low == high:
        return f"{low} % of all engagement are saves ({n})"
    return f"Saves are {low} to {high} % of all engagement ({n})"
