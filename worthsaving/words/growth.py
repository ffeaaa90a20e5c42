"""Sentences on growth: a video's last gain, its share after the first week, equal age, how long saves keep coming."""

import math
from collections.abc import Callable

import pandas as pd

from worthsaving.analysis import growth
from worthsaving.schema import Estimate
from worthsaving.words import format
from worthsaving.words.changes import PACE_NEEDS

CURVE = "This video's saves, likes and views over its age, each as a share of its newest count"
CURVE_LEGEND = "A point an export, at the moment it was made or, where the file doesn't say, kept."
BETWEEN = "the exports around that day don't tell more closely"
VERDICTS = {
    "more": "more than usual",
    "less": "less than usual",
    "about usual": "about usual",
    "unclear": "not clearly more or less than usual",
}


def last_gain(history: pd.DataFrame) -> str:
    """What a video gained between its last two exports, and that a day (unless they lie within one); empty where fewer than two know its saves."""
    steps = growth.per_day(history, "saves")
    if steps.empty:
        return ""
    last = steps.iloc[-1]
    verb, gained = ("gained", int(last["gained"])) if last["gained"] >= 0 else ("lost", -int(last["gained"]))
    between = f"Between {format.day(last['from_at'])} and {format.day(last['to_at'])}"
    if not gained:
        return f"{between} its saves stayed as they were."
    pace = f": {format.figures(gained / float(last['days']))} a day" if last["days"] >= PACE_NEEDS else ""
    return f"{between} it {verb} {format.plural(gained, 'save')}{pace}."


def late_share(history: pd.DataFrame) -> str:
    """Say how much of a video's saves came after its first week, or why that is not known."""
    found = growth.share_after_first_week(history)
    if found is not None:
        after = f"{_between(found.low, found.high, _percent)} of its saves came after its first week"
        count = _between(found.newest - found.at_week.high, found.newest - found.at_week.low, _count)
        why = "" if found.at_week.is_known else f"; {BETWEEN}"
        return f"{after} ({count} of {_count(found.newest)} by day {found.age_days:.0f}{why})."
    curve = growth.curve(history).dropna(subset=["saves"])
    oldest = curve["age_days"].max() if len(curve) else pd.NA
    if len(curve) and pd.notna(oldest) and oldest <= growth.WEEK:
        return "It was under a week old at the last export: what comes later can't be told yet."
    if len(curve) and curve["saves"].iloc[-1] < growth.MIN_COUNT and growth.value_at(history, growth.WEEK) is not None:
        return f"With under {growth.MIN_COUNT} saves it can't be said what share came after its first week."
    return "How many of its saves came after its first week can't be told: no two exports lie close around that day."


def equal_age(found: growth.EqualAge | None, history: pd.DataFrame) -> str:
    """Compare a video with the account's others when they were as old, or say why that cannot be done."""
    age_days = growth.WEEK
    if found is None:
        if growth.value_at(history, age_days) is None:
            return (
                f"How it stood at {age_days:.0f} days can't be told: that needs an export before that day and one after, "
                f"at most {growth.MAX_GAP_DAYS:.0f} days apart."
            )
        return (
            f"At {age_days:.0f} days it can't be compared yet: fewer than {growth.MIN_OTHERS} of your other videos were "
            "exported around that age."
        )
    low, high = found.typical
    which = f"{found.inside:,} of" if found.inside < found.usual.n else "All"
    most = f"{which} {found.usual.n:,} other videos had {_between(low, high, _count)} at that age"
    return f"At {age_days:.0f} days it had {_against_usual(found)}. {most}: {VERDICTS[found.verdict]}."


def _against_usual(found: growth.EqualAge) -> str:
    """Write the count and how many times the usual it is: as a range where the count is one."""
    count, usual, ratio = found.count, found.usual, found.ratio
    saves = _between(count.low, count.high, _count)
    said = f"{saves} {'save' if saves == '1' else 'saves'}"
    known = ratio is not None and math.isfinite(ratio.high)
    likely = f"likely {format.figures(ratio.low)} to {format.figures(ratio.high)} times" if ratio and known else ""
    if count.is_known and ratio is not None:
        said += f", {format.times(ratio.value)} your usual {_count(usual.value)}"
        return f"{said} ({likely})" if likely else said
    if likely:
        return f"{said}, {likely} your usual"
    return f"{said}; your usual is {_between(usual.low, usual.high, _count)}"


def how_long(found: growth.HowLong | None) -> str:
    """Say whether saves keep coming longer than likes, as a heading."""
    if found is None:
        return "How long saves keep coming can't be told yet"
    if found.verdict == "saves longer":
        return "Saves keep coming longer than likes"
    if found.verdict == "likes longer":
        return "Likes keep coming longer than saves"
    return "No clear difference in how long saves and likes keep coming"


def how_long_evidence(found: growth.HowLong | None) -> str:
    """Give the shares behind `how_long` with their ranges and number of videos, or say what it needs."""
    if found is None:
        return (
            f"It needs {growth.MIN_FOLLOWED} videos whose exports lie close around their first week and go on until day "
            f"{growth.SETTLED_DAYS:.0f}. A weekly export gets you there."
        )
    saves, likes = (_percent(share.value) for share in (found.saves, found.likes))
    but = "but only" if found.verdict == "saves longer" else "and"
    likely = "; ".join(
        f"{name} likely {_likely(share)}" for name, share in (("saves", found.saves), ("likes", found.likes))
    )
    videos = f"{format.plural(found.saves.n, 'video')} followed for {growth.SETTLED_DAYS:.0f} days or longer"
    return f"{saves} of a video's saves come after its first week, {but} {likes} of its likes ({likely}; {videos})."


def _likely(share: Estimate) -> str:
    """Write the range of a share: "30 % to 41 %"."""
    return f"{_percent(share.low)} to {_percent(share.high)}"


def _between(low: float, high: float, say: Callable[[float], str]) -> str:
    """Write a range, or one value where both ends read the same."""
    ends = say(low), say(high)
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _count(value: float) -> str:
    return f"{round(value):,}" if value >= 10 or value == round(value) else format.figures(value)
