"""The tables of a report: top videos, stand-outs, and the numbers behind each chart."""

from __future__ import annotations

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import age, select, video_order
from worthsaving.metrics import metric
from worthsaving.sections.parts import Cell, Table, table
from worthsaving.words import expected as expected_words
from worthsaving.words import format

TOP = 12
TOP_LEGEND = (
    "Per 1,000 views: as counted. Believable: the same, pulled towards your usual where few views stand behind it, the "
    "fairer one to compare. Likely: where the true rate lies (95 %)."
)


def top_videos(videos: pd.DataFrame, rates: pd.DataFrame) -> Table:
    """The most saved videos (the most viewed where no saves are known) with their counts, rates and ranges."""
    first = video_order.find(videos, rates, words="", order="Most saved")[0].head(TOP)
    with_saves = bool(videos["saves"].notna().any())
    young = age.is_young(videos)
    counts = ["saves", "likes", "comments", "views"] if with_saves else ["views", "likes", "comments", "shares"]
    heads = ["Caption", "Posted", *(metric(name).label for name in counts)]
    rows: list[list[str | Cell]] = []
    for caption, (label, video) in zip(_captions(first), first.iterrows(), strict=True):
        posted = format.day(select.posted_day(first.loc[[label]]).iloc[0])
        row: list[str | Cell] = [caption, f"{posted}, under 7 days old" if young.at[label] else posted]
        row += [format.count(video[name]) for name in counts]
        if with_saves:
            rate = rates.loc[label]
            row += [_rate(rate["raw"]), _rate(rate["mean"]), _range(rate["low"], rate["high"])]
        rows.append(row)
    if with_saves:
        heads += ["Per 1,000 views", "Believable", "Likely"]
    which = "most-saved" if with_saves else "most-viewed"
    name = "Your video" if len(videos) == 1 else f"Your {which} videos, {len(first):,} of {len(videos):,}"
    return table(name, tuple(heads), rows, words=2)


def stand_outs(videos: pd.DataFrame, expected: pd.DataFrame) -> tuple[Table | None, str]:
    """The videos with more or fewer saves than their counts suggest, both ends of the list, and a word about it.

    Where none does beyond chance: those that lean most to one side by their rates, named as no more than that.
    """
    if expected["verdict"].isna().all():
        return None, ""
    clear = expected[expected["verdict"].isin(expected_words.ORDER)]
    corners = expected[expected["label"].isin(["silent compliments", "liked, not kept"])]
    said, name = "", "The video that stands out" if len(clear) == 1 else "Videos that stand out"
    if clear.empty and not corners.empty:
        said = "None goes beyond what chance can do."
        one = len(corners) == 1
        name = f"By {'its rates, this one leans' if one else 'their rates, these lean'} most to one side"
    shown = (clear if len(clear) else corners).sort_values("ratio", ascending=False, na_position="last", kind="stable")
    if shown.empty:
        return None, "Nothing here goes beyond what chance can do: your saves follow your views, likes and comments."
    if len(shown) > TOP:
        said = f"{said} The {TOP // 2} furthest on either side of {format.plural(len(shown), 'video')}.".strip()
        shown = pd.concat([shown.head(TOP // 2), shown.tail(TOP // 2)])
    own = videos.loc[shown.index]
    rows = [
        (
            caption,
            "" if pd.isna(row["label"]) or row["label"] == "middle" else str(row["label"]),
            format.count(saves),
            format.count(round(row["expected"])) if pd.notna(row["expected"]) else format.MISSING,
            "" if pd.isna(row["low"]) else f"{format.count(row['low'])} – {format.count(row['high'])}",
            "" if pd.isna(row["ratio"]) else format.figures(row["ratio"]),
        )
        for caption, saves, (_, row) in zip(_captions(own), own["saves"], shown.iterrows(), strict=True)
    ]
    heads = ("Caption", "By their rates", "Saves", "Suggested", "Likely", "Times")
    return table(name, heads, rows, words=2), said


def rates_by_period(buckets: pd.DataFrame) -> Table:
    """The numbers of the save-rate chart."""
    rows = [
        (_period(row), _rate(row["rate"]), _range(row["low"], row["high"]), format.count(row["n_rate"]))
        for _, row in buckets.iterrows()
    ]
    return table("Save rate by posting time", ("Posted", "Saves per 1,000 views", "Likely", "Videos"), rows)


def saves_by_period(buckets: pd.DataFrame) -> Table:
    """The numbers of the saves chart."""
    rows = [(_period(row), format.count(row["saves"]), format.count(row["n"])) for _, row in buckets.iterrows()]
    return table("Saves by posting time", ("Posted", "Saves", "Videos"), rows)


def shares_by_period(shares: pd.DataFrame) -> Table:
    """The numbers of the engagement chart."""
    rows = [
        (
            _period(row),
            format.percent(row["share"]),
            "" if pd.isna(row["low"]) else f"{format.percent(row['low'])} – {format.percent(row['high'])}",
            format.count(row["n"]),
        )
        for _, row in shares.iterrows()
    ]
    return table("Saves among all engagement", ("Posted", "Saves", "Likely", "Videos"), rows)


def effects(found: pd.DataFrame) -> Table:
    """The numbers of the chart of what gets saved."""
    rows = [
        (
            format.clip(row["value"], 60),
            str(row["kind"]),
            "yes" if row["clear"] else "could be chance",
            format.count(row["n"]),
            format.figures(row["ratio"]),
            f"{format.figures(row['low'])} – {format.figures(row['high'])}",
        )
        for _, row in found.iterrows()
    ]
    return table("What gets saved", ("What", "Kind", "Holds up", "Videos", "Times", "Likely"), rows, words=3)


def _captions(videos: pd.DataFrame) -> list[Cell]:
    posted = select.posted_day(videos)
    return [
        Cell(format.clip(format.title_of(title, day), 72), platforms.safe_link(link))
        for title, day, link in zip(videos["title"], posted, videos["link"], strict=True)
    ]


def _period(row: pd.Series) -> str:
    long = (row["end"] - row["start"]).days > 20
    return format.month(row["start"]) if long else f"Week of {format.day(row['start'])}"


def _rate(rate: float) -> str:
    return format.MISSING if pd.isna(rate) else format.rate(rate)


def _range(low: float, high: float) -> str:
    return "" if pd.isna(low) else f"{format.rate(low)} – {format.rate(high)}"
