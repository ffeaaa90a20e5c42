"""What grew, in words by fixed rules: gains since an export, one video's growth, how long saves keep coming, accounts."""

from __future__ import annotations

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import accounts as accounts_analysis
from worthsaving.analysis import growth
from worthsaving.analysis.changes import Gains
from worthsaving.words import format
from worthsaving.words.headline import OF_VIEWS

PER = 1000
PACE_NEEDS = 1.0  # days between two exports; over a few minutes "a day" would be blown up to millions of saves


def signed(value: object) -> str:
    """A gain as `+12` or `-3`; "not known" when missing."""
    return format.MISSING if format.is_missing(value) else f"{int(value):+,}".replace("-", "−")  # type: ignore[call-overload]


def changed(found: Gains) -> str:
    """How many saves came since then, as a heading."""
    since = f" since {format.day(found.since)}" if found.since is not None else ""
    since += " or earlier" if since and found.earlier else ""
    if not found.videos:
        return "Nothing to compare yet"
    if found.saves is None:
        return f"What changed{since}: saves can't be told, as no video has them on both sides"
    if found.saves == 0 and not found.gaining:
        return f"No new saves{since}"
    videos = f"{found.gaining:,} of {format.plural(found.compared, 'video')}"
    if found.saves < 0:
        return f"{signed(found.saves)} saves{since}: more were taken back than came"
    return f"{signed(found.saves)} {'save' if found.saves == 1 else 'saves'}{since}, on {videos}"


def changed_evidence(found: Gains) -> str:
    """How long that took and what else happened: new videos, vanished ones, counts that fell."""
    if not found.videos:
        return "Changes show from an account's second export on."
    said = []
    if found.days is not None and found.days >= PACE_NEEDS and found.saves is not None and found.saves > 0:
        said.append(f"That is {format.figures(found.saves / found.days)} a day over {_days(found.days)}.")
    said += _unlike(found)
    if found.new:
        said.append(f"{format.plural(found.new, 'new video')}.")
    if found.vanished:
        said.append(f"{format.plural(found.vanished, 'video')} no longer in the export.")
    if found.fell:
        said.append(f"On {format.plural(found.fell, 'video')} a count fell.")
    if found.compared < found.videos - found.vanished:
        left = found.videos - found.vanished - found.compared
        said.append(f"{format.plural(left, 'video')} without a known gain left out, not taken as zero.")
    return " ".join(said)


def _unlike(found: Gains) -> list[str]:
    """Which videos' gains are those of another time than the heading says; of such gains there is no pace."""
    said = []
    if found.earlier:
        said.append(
            f"{_compared(found.earlier)} with an earlier export, as far back as {format.day(found.oldest)}: "
            f"what {_they(found.earlier)} gained may be older."
        )
    if found.later:
        said.append(
            f"{_compared(found.later)} with a later export: what {_they(found.later)} gained before it is left out."
        )
    if found.behind:
        were = "was" if found.behind == 1 else "were"
        said.append(f"{format.plural(found.behind, 'video')} {were} last counted before the newest export.")
    return said


def _compared(videos: int) -> str:
    return f"{format.plural(videos, 'video')} {'is' if videos == 1 else 'are'} compared"


def _they(videos: int) -> str:
    return "it" if videos == 1 else "they"


def last_gain(history: pd.DataFrame, count: str = "saves") -> str:
    """What a video gained between its last two exports, and that a day (unless they lie within one); empty where fewer than two know the count."""
    steps = growth.per_day(history, count)
    if steps.empty:
        return ""
    last = steps.iloc[-1]
    verb, gained = ("gained", int(last["gained"])) if last["gained"] >= 0 else ("lost", -int(last["gained"]))
    between = f"Between {format.day(last['from_at'])} and {format.day(last['to_at'])}"
    if not gained:
        return f"{between} its saves stayed as they were."
    noun = count if gained != 1 else count.removesuffix("s")
    pace = f": {format.figures(gained / float(last['days']))} a day" if last["days"] >= PACE_NEEDS else ""
    return f"{between} it {verb} {gained:,} {noun}{pace}."


def late_share(history: pd.DataFrame) -> str:
    """How much of a video's saves came after its first week, or why that can't be told."""
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


def equal_age(found: growth.EqualAge | None, history: pd.DataFrame, age_days: float = growth.WEEK) -> str:
    """A video against the account's others when they were as old, or why that can't be told."""
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
        said += f", {format.times(found.ratio)} your usual {_count(found.usual)}"
        if found.ratio_low is not None and found.ratio_high is not None:
            said += f" (likely {format.figures(found.ratio_low)} to {format.figures(found.ratio_high)} times)"
    else:
        said += f"; your usual is {_count(found.usual)}"
    verdict = {"more": "more than usual", "less": "less than usual", "about usual": "about usual"}[found.verdict]
    return (
        f"{said}. 8 in 10 of {found.n:,} other videos had {_count(found.typical_low)} to {_count(found.typical_high)} at "
        f"that age: {verdict}."
    )


def how_long(found: growth.HowLong | None) -> str:
    """Whether saves keep coming longer than likes, as a heading."""
    if found is None:
        return "How long saves keep coming can't be told yet"
    if found.verdict == "saves longer":
        return "Saves keep coming longer than likes"
    if found.verdict == "likes longer":
        return "Likes keep coming longer than saves"
    return "No clear difference in how long saves and likes keep coming"


def how_long_evidence(found: growth.HowLong | None) -> str:
    """The shares behind `how_long` with their ranges and number of videos, or what it needs."""
    if found is None:
        return (
            f"It needs {growth.MIN_OTHERS} videos whose exports lie close around their first week and go on until day "
            f"{growth.SETTLED_DAYS:.0f}. A weekly export gets you there."
        )
    return (
        f"After a video's first week come {_percent(found.saves)} of its saves "
        f"(likely {_percent(found.saves_low)} to {_percent(found.saves_high)}) and {_percent(found.likes)} of its likes "
        f"(likely {_percent(found.likes_low)} to {_percent(found.likes_high)}): the middle of "
        f"{format.plural(found.n, 'video')} followed for {growth.SETTLED_DAYS:.0f} days or longer."
    )


def accounts(table: pd.DataFrame) -> str:
    """Which account is saved most per view, as a heading. `table`: see `analysis.side_by_side`."""
    rated = table.dropna(subset=["pooled"])
    if rated.empty:
        return "No account here has a save rate yet"
    if not rated["pooled"].any():
        return "No save yet on any account here"
    first = rated.iloc[0]
    name = platforms.account_label(first["platform"], first["account"])
    rate = f"{format.figures(PER * float(first['pooled']))} {OF_VIEWS}"
    if len(rated) == 1:
        return f"{name}: {rate}"
    if accounts_analysis.ahead(table):
        return f"{name} is clearly saved most: {rate}"
    return f"No account is clearly ahead: the ranges of {format.plural(len(rated), 'save rate')} meet"


def accounts_evidence(table: pd.DataFrame) -> str:
    """What the picture does not say: unlike platforms, accounts without a rate, too few videos."""
    said = ["Dot: all saves over all views. Thick line: where that rate likely lies. Thin line: 8 in 10 of its videos."]
    rated = table.dropna(subset=["pooled"])
    if rated["platform"].nunique() > 1:
        said.append("Platforms count saves and views each in their own way: compare across them with care.")
    left = len(table) - len(rated)
    if left:
        said.append(f"{format.plural(left, 'account')} without known saves left out, not taken as zero.")
    if len(rated) and rated["weak"].any():
        said.append("With few videos there is no thin line yet.")
    return " ".join(said)


def _days(days: float) -> str:
    if round(days, 1) == 1:
        return "1 day"
    return f"{format.figures(days)} days" if days < 1.5 else f"{days:.0f} days"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _count(value: float) -> str:
    return f"{round(value):,}" if value >= 10 or value == round(value) else format.figures(value)
