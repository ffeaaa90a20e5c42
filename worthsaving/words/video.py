"""What was found about single videos, periods and kinds of video, in words by fixed rules (the rest: `sentences`)."""

from __future__ import annotations

import pandas as pd

from worthsaving.analysis.change import MIN_EACH, Change, Comparison
from worthsaving.analysis.models.rates import RateModel
from worthsaving.analysis.what_gets_saved import MIN_WITH, MIN_WITHOUT
from worthsaving.metrics import metric
from worthsaving.words import format

PER = 1000  # rates are said per 1,000 views
CORNERS = {
    "silent compliments": "Silent compliments: saved far more often than liked, by your standards.",
    "liked, not kept": "Liked, not kept: many hearts, few saves, by your standards.",
    "both": "Loved and kept: high on likes and on saves.",
    "neither": "Low on likes and on saves.",
}
_WHICH = {
    "hashtag": "with {value}",
    "word": "with “{value}” in the title",
    "question": "whose title {value}",
    "title length": "with the title length “{value}”",
    "duration": "of {value}",
    "media": "of the kind “{value}”",
    "weekday": "posted on {value}",
    "part of day": "with the posting time “{value}”",
    "account": "of {value}",
}
"""Which videos a finding is about, by its kind (see analysis.features)."""

ORDER = ["more than expected", "fewer than expected"]
USUAL = 0.8  # of the videos: the usual range
SMALLEST = 0.001  # saves per 1,000 views: one in a million; below it digits say nothing


def believable(rate: pd.Series) -> str:
    """One video's save rate, counted and believable, with its range. `rate`: raw, mean, low, high (0-1, NaN unknown)."""
    if pd.isna(rate["raw"]):
        return "No save rate: that takes views and a saves count, and no more saves than views."
    counted, fair, low, high = (per_thousand(rate[name]) for name in ("raw", "mean", "low", "high"))
    said = f"{counted} saves per 1,000 views as counted"
    if counted != fair:
        said += f"; {fair} is what to believe, given how many views stand behind it"
    return f"{said} (likely {low} to {high})."


def per_thousand(rate: float) -> str:
    """A rate of 0-1 as the number of saves per 1,000 views, "under 0.001" where digits would say nothing."""
    return f"under {SMALLEST:g}" if 0 < PER * rate < SMALLEST else format.figures(PER * rate)


def position(rate: pd.Series, model: RateModel | None) -> str:
    """Where a video sits among the creator's own; empty where there is no usual yet.

    `rate`: low, high (0-1, its believable range), percentile (0-1), verdict. "Unusual" is said only where it holds up
    among all videos at once. A video whose whole range lies outside the usual one (8 in 10 videos: 1 in 10 lie above it,
    1 in 10 below) is said to lie there, as the chart under the sentence shows it.
    """
    if model is None or model.weak or pd.isna(rate["percentile"]):
        return ""
    if rate["verdict"] == "usual":
        bottom, top = model.interval(USUAL)
        if rate["low"] > top or rate["high"] < bottom:
            where = "Above" if rate["low"] > top else "Below"
            return f"{where} your usual range, but not unusual among your {model.n:,} videos: about 1 in 10 lie there."
        return f"Within what is usual for you ({format.plural(model.n, 'video')})."
    more = rate["verdict"] == "more than usual"
    share = rate["percentile"] if more else 1 - rate["percentile"]
    beats = f"{100 * min(share, 0.99):.0f} % of your videos are expected {'below' if more else 'above'} it"
    return f"Unusual for you: saved {'more' if more else 'less'} than usual, even among {model.n:,} videos ({beats})."


def against_expected(row: pd.Series, saves: object) -> str:
    """A video's saves against what its other counts suggest; empty where that cannot be told.

    `row`: expected, low, high, verdict (see analysis.expected). Which counts those are depends on what is known and on
    how many videos there are, so they are not named one by one.
    """
    if pd.isna(row["expected"]):
        return ""
    about = _count(row["expected"])
    suggest = (
        f"Its other counts suggest about {about} {'save' if about == '1' else 'saves'} "
        f"(likely {_count(row['low'])} to {_count(row['high'])})"
    )
    if format.is_missing(saves) or pd.isna(row["verdict"]):
        return f"{suggest}."
    return f"{suggest}; it has {format.count(saves)}: {row['verdict']}."


def stand_outs(expected: pd.DataFrame) -> str:
    """How many videos have more or fewer saves than their counts suggest, as a heading. `expected`: verdict."""
    judged = expected["verdict"].notna().sum()
    if not judged:
        return "Too few saved videos with views, likes or comments to say which stand out"
    more, fewer = ((expected["verdict"] == verdict).sum() for verdict in ORDER)
    if not more and not fewer:
        return f"None of your {format.plural(int(judged), 'video')} clearly stands out"
    parts = [f"{format.plural(int(n), 'video')} kept {how}" for n, how in ((more, "more"), (fewer, "less")) if n]
    return f"{' and '.join(parts)} than {'its' if more + fewer == 1 else 'their'} other counts suggest"


def change(found: Change | None) -> str:
    """When the save rate changed, with its size, range and numbers of videos; empty where no change holds up."""
    if found is None:
        return ""
    size = ", ".join(filter(None, [f"{format.ratio(found.ratio)} times", format.likely_ratio(found.low, found.high)]))
    return (
        f"It changed around {format.day(found.date)}: from {per_thousand(found.before)} to {per_thousand(found.after)} "
        f"saves per 1,000 views on a usual video ({size}; {found.n_before:,} videos before, {found.n_after:,} after)."
    )


def comparison(found: Comparison) -> str:
    """What the second of two periods is against the first, as a heading."""
    if found.verdict == "too few videos" and min(found.n_a, found.n_b) >= MIN_EACH:
        return f"Too few saved videos to compare {found.n_a:,} in the first period with {found.n_b:,} in the second"
    if found.verdict == "too few videos" or found.ratio is None or found.low is None or found.high is None:
        return (
            f"Too few videos to compare: {found.n_a:,} in the first period, {found.n_b:,} in the second; "
            f"{MIN_EACH} in each would do"
        )
    counts = f"{found.n_a:,} and {found.n_b:,} videos"
    if found.verdict == "no clear difference":
        likely = f"{format.ratio(found.low)} to {format.ratio(found.high)} times"
        return f"No clear difference between the two periods (likely {likely}, {counts})"
    behind = ", ".join(filter(None, [format.likely_ratio(found.low, found.high), counts]))
    return f"The second period is saved {found.verdict}: {format.ratio(found.ratio)} times the rate of the first ({behind})"


def compared_rates(found: Comparison) -> str:
    """The two rates behind `comparison`, where there are videos enough, and how many young ones are left out."""
    said = []
    if found.rate_a is not None and found.rate_b is not None:
        said.append(
            f"A usual video of the first period gets {per_thousand(found.rate_a)} saves per 1,000 views, of the "
            f"second {per_thousand(found.rate_b)}."
        )
    if found.left_out_young:
        said.append(f"Videos under 7 days old are left out ({found.left_out_young:,}).")
    return " ".join(said)


def what_gets_saved(found: pd.DataFrame) -> str:
    """How many things go with more or fewer saves, as a heading. `found`: ratio, clear."""
    if found.empty:
        return f"Too little to compare yet: it takes {MIN_WITH} videos with a tag, word, length or time, {MIN_WITHOUT} without, and saves"
    clear = found[found["clear"]]
    if clear.empty:
        if len(found) == 1:
            return "Nothing stands out: the one thing that could be compared makes no clear difference"
        return f"Nothing stands out: of {len(found):,} things that could be compared, none clearly goes with more saves"
    more, fewer = int((clear["ratio"] > 1).sum()), int((clear["ratio"] < 1).sum())
    parts = [f"{format.plural(n, 'thing')} {verb} with {how} saves" for n, how, verb in
             ((more, "more", _goes(more)), (fewer, "fewer", _goes(fewer))) if n]  # fmt: skip
    return f"{' and '.join(parts)}"


def one_thing(row: pd.Series) -> str:
    """One finding in a sentence. `row`: kind, value (text from the user's captions!), n, ratio, low, high."""
    doubt = "" if row.get("clear", True) else "Could be chance: "
    which = _WHICH.get(row["kind"], "with {value}").format(value=format.clip(row["value"], 40))
    return (
        f"{doubt}{'videos' if doubt else 'Videos'} {which} have {format.figures(row['ratio'])} times the save rate of the "
        f"others (likely {format.figures(row['low'])} to {format.figures(row['high'])}, "
        f"{format.plural(int(row['n']), 'video')})."
    )


def effect_legend() -> str:
    """What dots, lines and colours of the chart mean, and what they do not say."""
    return (
        f"Dot: how many times the {metric('saves').noun} per view of your other videos. Line: where it likely lies. Grey and "
        "hollow: could be chance. This says what goes together, not why: a tag may only be what your better videos wear."
    )


def _goes(number: int) -> str:
    return "goes" if number == 1 else "go"


def _count(value: float) -> str:
    if value < 0.05:
        return "0"  # a video that nobody has seen
    return format.count(round(value)) if value >= 10 else format.figures(value, 1)
