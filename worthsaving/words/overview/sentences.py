"""Sentences of the first page: today's level and how it came about, the latest period, tiles, the next step."""

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from worthsaving.analysis.change import Change
from worthsaving.analysis.headline import Headline
from worthsaving.analysis.models.rates import Plain
from worthsaving.analysis.overview.level import RECENT_DAYS, Level
from worthsaving.analysis.trend import Trend
from worthsaving.words import format, headline as headline_words, trend as trend_words, what_gets_saved
from worthsaving.words.overview import make_more

PER_VIEWS = "saves per 1,000 views"
KEPT_MOST = "Kept most for their size"
NEW_VIDEOS = "New videos"
KEPT_LEGEND = "Saves per 1,000 views: counted (dot), likely (line), usual (grey)."
SHARE = "Saves among reactions"
RATE = "Saves per 1,000 views"


def title(found: Headline, level: Level | None, change: Change | None) -> str:
    """Say today's level and its change, as the page's heading; what is known instead where there is no rate."""
    if level is None:
        return headline_words.save_rate(found)
    now = f"{format.fine_rate(level.rate.value)} {PER_VIEWS}"
    if level.kind == "step" and change is not None and found.last_day is not None:
        times = format.ratio(change.ratio.value)
        less = "less: " if change.ratio.value < 1 else ""
        return f"Since {_about(change.date, found.last_day)}, people save your videos {less}{times} times as often"
    if level.kind in ("rising", "falling"):
        return f"{level.kind.capitalize()}: now about {now}"
    if level.kind == "too few videos":
        return f"About {now} so far"
    if level.kind == "unclear":
        return f"About {now}; can't tell yet if that rises or falls"
    return f"Steady: about {now}, {_likely(level)}"


def no_saves(videos: int) -> str:
    """Head the page for files without saves: what was read, and that saves are missing."""
    return f"{format.plural(videos, 'video')} read. Saves are missing: the export does not count them"


def evidence(found: Headline, level: Level | None, change: Change | None, trend: Trend) -> str:
    """Give the numbers behind `title`: both levels of a change, else the test of the trend."""
    said = f"{trend_words.trend(trend, found).rstrip('.')}."
    if level is None:
        return said if found.saves and found.pooled is not None else ""
    rate = format.fine_rate(level.rate.value)
    if level.kind == "step" and change is not None:
        likely = format.likely_ratio(change.ratio.low, change.ratio.high).capitalize()
        return (
            f"A usual video now gets {rate} {PER_VIEWS}; before {format.day(change.date)} it was "
            f"{format.fine_rate(change.before)}. {likely} times ({change.n_before:,} videos before, {change.n_after:,} since)."
        )
    if level.kind in ("rising", "falling"):
        return f"{_newest(level)} {said}"
    videos = format.plural(level.rate.n, "video")
    known = re.search(rf"\b{level.rate.n:,} (finished )?videos?\b", said)  # one sentence with the number is enough
    if level.kind in ("too few videos", "unclear"):
        alone = " One video says little about the next." if level.rate.n == 1 else ""
        return f"{_likely(level).capitalize()}{'' if known else f', from {videos}'}.{alone} {said}"
    return said if known else f"From {videos}. {said}"


def picture(
    found: Headline,
    *,
    unfinished: int,
    above: int,
    highest: float,
    drawn: int,
    of: int,
    lines: bool,
    months: bool,
    plain: Plain | None = None,
) -> str:
    """Explain dots and lines, and say which videos are not counted or not drawn; `highest` is 0-1.

    `plain`: the plain numbers beside the newest stretch of the thick line.
    """
    said = ["Dot: a video."]
    if lines:
        also = ""
        if plain is not None:
            also = f" (plain mean {format.fine_rate(plain.mean)}, middle video {format.fine_rate(plain.median)})"
        said.append(f"Thick line: usual, where few views count less{also}.")
    if months:
        said.append("Thin: by month.")
    if unfinished and found.left_out_young:
        said.append(f"Hollow: {unfinished:,} under {found.settled_days:.0f} days old, not counted yet.")
    elif unfinished:
        said.append(f"Hollow: {unfinished:,} under {found.settled_days:.0f} days old, still collecting.")
    if above:
        said.append(f"Triangle: {above:,} above, up to {format.rate(highest)}.")
    if drawn < of:
        said.append(f"{drawn:,} of {of:,} are drawn.")
    return " ".join(said)


def usual_now(level: Level | None, usual: str) -> str:
    """Say under the level's number what it is, with the usual range, a piece such as "most get 0.7 to 12"."""
    if level is None:
        return ""
    now = "usual now" if level.since is not None else "usual" if level.kind != "too few videos" else "so far"
    return f"{now}; {usual}" if usual else now


def usual_range(found: Headline) -> str:
    """Say the usual range in few words; what was counted where few views stand behind many videos; empty if unknown."""
    normal, counted = headline_words.normal(found), found.counted
    if normal is None:
        return ""
    if counted is None or not counted.thin:
        return f"most get {format.rate(normal[0])} to {format.rate(normal[1])}"
    if counted.low:
        return f"most got {format.rate(counted.low)} to {format.rate(counted.high)}"
    return f"most got {format.rate(counted.high)} or less" if counted.high else ""


def saves_since(level: Level | None, newest: dt.date | None) -> str:
    """Label the sum of saves: of all videos, or of those since the day that today's level counts from."""
    if level is None or level.since is None or newest is None:
        return "Saves"
    return f"Saves since {_about(level.since, newest)}"


def of_all(found: Headline, now: Headline) -> str:
    """Say under the sum of saves what it is part of, or how much one video holds of it."""
    if now.saves != found.saves:
        return f"of {format.count(found.saves)} in all"
    if now.top_share is None or now.videos_with_saves < 2:
        return ""
    return "" if now.top_share < WORTH_SAYING else f"{100 * now.top_share:.0f} % on one video"


def share_before(level: Level | None, share: float, newest: dt.date | None) -> str:
    """Say what the share of saves was before; `share` is 0-1, NaN where that is not known."""
    if level is None or level.since is None or newest is None or np.isnan(share):
        return "on a usual video"
    return f"before {_about(level.since, newest)}: {format.figures(100 * share)} %"


def saves_of(level: Level | None, found: Headline, now: Headline) -> str:
    """Say how many of the saves are of the videos of today's level; empty where that is all of them."""
    if now.saves is None or found.saves is None or now.saves == found.saves or found.last_day is None:
        return ""
    return f"{saves_since(level, found.last_day)}: {format.count(now.saves)} of {format.count(found.saves)}."


def share_of(level: Level | None, now: float, before: float, means: tuple[float, float], newest: dt.date | None) -> str:
    """Say the share of saves in all engagement (0-1) since today's level began and before; empty without both.

    `means`: the plain means of the same two.
    """
    if level is None or level.since is None or newest is None or np.isnan(now) or np.isnan(before):
        return ""
    since = _about(level.since, newest)
    after, earlier = (format.figures(100 * mean) for mean in means)
    return (
        f"Since {since}: {format.figures(100 * now)} % on a usual video, {share_before(level, before, newest)} "
        f"(plain means: {after} and {earlier} %)."
    )


def share_help(mean: float) -> str:
    """Say what the share under `SHARE` is, and the plain mean (0-1) beside it; empty where that is not known."""
    if np.isnan(mean):
        return ""
    return (
        "Saves among likes, comments, shares and saves: an average over videos in which few reactions count less. "
        f"Plain mean: {format.figures(100 * mean)} %."
    )


def more_and_less(more: pd.DataFrame, less: pd.DataFrame) -> str:
    """Head the list of what goes with more and fewer saves: the first that holds up, then what only leans (text from captions: escape it).

    `more`, `less`: kind, value, ratio, clear (bool), the strongest of more first and of less last.
    """
    sides = (make_more.things(more, "more"), make_more.things(less.iloc[::-1], "less"))
    said = [side for side in sides if side is not None]
    if not any(side.sure for side in said):
        leaning = "; ".join(f"{side.way}: {side.names[0]}" for side in said)
        return f"Leaning {leaning} (could be chance)"
    first, *rest = sorted(said, key=lambda side: not side.sure)
    after = [f"{'' if side.sure else 'maybe '}{side.way} of {side.names[0]}" for side in rest]
    return "; ".join([f"{first.what} {first.names[0]}", *after])


def more_legend(drawn: pd.DataFrame, *, compared: int) -> str:
    """Explain the marks of that list; `drawn`: low, high, clear of what stands in it, of so many `compared`."""
    if what_gets_saved.missed_by_luck(drawn, compared=compared):
        return "Hollow: could be chance (many compared). Number: videos."
    return "Hollow: leaning, could be chance. Number: how many videos."


def kept_note(rate: float, saves: int) -> str:
    """Say one video's rate (0-1) and saves in few words."""
    return f"{format.rate(rate)} · {format.plural(saves, 'save')}"


def new_note(times: float, basis: str, age: float) -> str:
    """Say in few words how a new video stands: how many times the usual, and how far that can be trusted."""
    said = f"{format.ratio(times)}×" if times > 0 else "no save"
    if basis == "rate":
        return said
    days = f"{age:.0f} d" if age >= 1 else "today"
    return f"{said} for {days}" if basis == "age" else f"{said} so far, {days}"


def new_legend(bases: Sequence[str]) -> str:
    """Explain the marks of the new videos that are drawn; `bases`: see `analysis.overview.new_videos`."""
    said = ["Times your usual. Grey: your usual range."]
    if "age" in bases:
        said.append("“For 3 d”: against your others at that age.")
    if "so far" in bases:
        said.append("Hollow: not finished.")
    return " ".join(said)


def look_next(said: str) -> str:
    """Say what to look at next, as Markdown; `said` names videos, and is empty where no quadrant does."""
    return f"**Look at next.** {said or 'How your saves stand against likes and comments.'}"


def next_step(labels: pd.Series) -> str:
    """Say how many videos stand in the two quadrants most worth a look; empty where none does. `labels`: see quadrants."""
    counts = [(int((labels == label).sum()), words) for label, words in _QUADRANTS]
    said = [f"{format.plural(count, 'video')} {words[count != 1]}" for count, words in counts if count]
    return f"{'; '.join(said[:2])}." if said else ""


_QUADRANTS = (
    ("both", ("is both loved and kept (your top third of both)", "are both loved and kept (your top third of both)")),
    ("liked, not kept", ("is liked but hardly kept", "are liked but hardly kept")),
    ("silent compliments", ("is kept far more than liked", "are kept far more than liked")),
)


def _newest(level: Level) -> str:
    videos = format.plural(level.rate.n, "video")
    return f"That is a usual video of the newest {RECENT_DAYS} days ({_likely(level)}, {videos})."


def _likely(level: Level) -> str:
    """Give the range of the level."""
    return f"likely {format.fine_rate(level.rate.low)} to {format.fine_rate(level.rate.high)}"


def _about(day: dt.date, newest: dt.date) -> str:
    """Name the time a change began: "June", "17 June"; with its year where that is not the newest video's."""
    month = pd.Timestamp(day).month_name()
    year = f" {day.year}" if day.year != newest.year else ""
    return f"{month}{year}" if day.day <= FIRST_DAYS else f"{day.day} {month}{year}"


WORTH_SAYING = 0.1  # of all saves on one video; less is no news
FIRST_DAYS = 5  # of a month: a change found there is of that month, as its day is not known to the day
