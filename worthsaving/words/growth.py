"""Sentences on growth: a video's last gain, its share after the first week, equal age, how long saves keep coming."""

import math

import pandas as pd

from worthsaving.analysis import growth
from worthsaving.schema import Estimate
from worthsaving.words import format
from worthsaving.words.changes import PACE_NEEDS

CURVE = "This video's saves, likes and views over its age, each as a share of its newest count"
CURVE_LEGEND = "A point an export, at the moment it was made or, where the file doesn't say, kept."


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
        return (
            f"{_percent(found.share)} of its saves came after its first week "
            f"({_count(found.newest - found.at_week)} of {_count(found.newest)} by day {found.age_days:.0f})."
        )
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
    value = _count(found.value)
    said = f"At {age_days:.0f} days it had {value} {'save' if value == '1' else 'saves'}"
    if found.ratio is not None:
        said += f", {format.times(found.ratio.value)} your usual {_count(found.usual.value)}"
        if math.isfinite(found.ratio.high):
            said += f" (likely {format.figures(found.ratio.low)} to {format.figures(found.ratio.high)} times)"
    else:
        said += f"; your usual is {_count(found.usual.value)}"
    verdict = found.verdict if found.verdict == "about usual" else f"{found.verdict} than usual"
    low, high = (_count(edge) for edge in found.typical)
    return f"{said}. 8 in 10 of {found.usual.n:,} other videos had {low} to {high} at that age: {verdict}."


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
            f"It needs {growth.MIN_OTHERS} videos whose exports lie close around their first week and go on until day "
            f"{growth.SETTLED_DAYS:.0f}. A weekly export gets you there."
        )
    return (
        f"After a video's first week come {_share(found.saves, 'saves')} and {_share(found.likes, 'likes')}: the middle of "
        f"{format.plural(found.saves.n, 'video')} followed for {growth.SETTLED_DAYS:.0f} days or longer."
    )


def _share(share: Estimate, of: str) -> str:
    """Write a share with its range: "35 % of its saves (likely 30 % to 41 %)"."""
    return f"{_percent(share.value)} of its {of} (likely {_percent(share.low)} to {_percent(share.high)})"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _count(value: float) -> str:
    return f"{round(value):,}" if value >= 10 or value == round(value) else format.figures(value)
