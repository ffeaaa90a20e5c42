"""Tables behind the figures: the numbers that each figure is drawn from, in the units of its axes.

Each function takes what its figure takes. Column names are what a reader sees, with the unit in them; the dtypes say how
a value is shown: text, days, whole counts (Int64), anything else a number. Missing stays missing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving import platforms, schema
from worthsaving.analysis import changes, select
from worthsaving.analysis.age import YOUNG_DAYS
from worthsaving.analysis.models.rates import RateModel
from worthsaving.figures import (
    accounts as accounts_figure,
    daily as daily_figure,
    growth,
    what_gets_saved as what_gets_saved_figure,
)
from worthsaving.metrics import metric
from worthsaving.words import format, relation as relation_words, what_gets_saved as what_words

PER_VIEWS, PER_THOUSAND = "per 1,000 views", "Per 1,000 views"
RATE = f"{metric('saves').label} {PER_VIEWS}"
LONGEST_CAPTION = 120  # letters of a caption in a table that is read
LOW, HIGH = "Likely from", "Likely to"  # both ends of the 95 % range
RANGE, ADJUSTED, SUGGESTED, TIMES = "Likely range", "Adjusted", "Usual would be", "Times that"
Columns = dict[str, pd.Series | list[str] | list[str | None]]


@dataclass(frozen=True)
class Table:
    """Rows of a figure, ready to read; `note` explains them where the column names do not."""

    rows: pd.DataFrame
    note: str = ""


def daily(days: pd.DataFrame, column: str) -> Table:
    """Make a row per account and day (or week, month, year as drawn); takes what `trend.daily` takes."""
    lines = daily_figure.lines(days, column)
    label = metric(column).label
    columns: Columns = {
        "Account": [platforms.account_label(*line.account) for line in lines for _ in line.values],
        "Day": pd.Series([day for line in lines for day in line.values.index], dtype=schema.DAY),
        label: pd.Series([value for line in lines for value in line.values], dtype="Float64"),
    }
    whole = column != "viewers" or all(line.form == daily_figure.BY_DAY for line in lines)
    if whole:  # a mean over a week need not be
        columns[label] = pd.Series(columns[label], dtype="Int64")
    if len(lines) < 2:
        del columns["Account"]
    steps = {line.form for line in lines} - {daily_figure.BY_DAY}
    note = "So many days were put together: each row is dated by the first of them." if steps else ""
    return on_rows(columns, note)


def what_gets_saved(found: pd.DataFrame, each: int = what_gets_saved_figure.EACH) -> Table:
    """Make a row per finding drawn, what is saved more first; takes what `what_gets_saved.effects` takes."""
    shown = what_gets_saved_figure.drawn(found, each)
    left = len(found) - len(shown)
    return on_rows(
        {
            "What": [what_words.plain_name(*pair) for pair in zip(shown["kind"], shown["value"], strict=True)],
            "Kind": [what_words.kind_name(kind) for kind in shown["kind"]],
            "Nearly the same videos": also(shown),
            "Times the others' save rate": shown["ratio"],
            LOW: shown["low"],
            HIGH: shown["high"],
            "Videos": shown["n"],
            "How sure": shown["clear"].map({True: "clear", False: "could be chance"}),
        },
        f"The {len(shown)} strongest of {len(found):,}, as drawn." if left else "",
    )


def also(found: pd.DataFrame) -> list[str]:
    """Name what else nearly the same videos have, a text a row; empty where nothing."""
    pairs = found["also"] if "also" in found else [()] * len(found)
    return [", ".join(what_words.name(*pair) for pair in some) for some in pairs]


def accounts(table: pd.DataFrame) -> Table:
    """Make a row per account drawn, highest rate first; takes what `accounts.accounts` takes."""
    shown = table.dropna(subset=["rate", "low", "high"]).head(accounts_figure.MOST)
    names = [platforms.account_label(p, a) for p, a in zip(shown["platform"], shown["account"], strict=True)]
    return on_rows(
        {
            "Account": names,
            RATE: shown["rate"] * format.PER,
            LOW: shown["low"] * format.PER,
            HIGH: shown["high"] * format.PER,
            "8 in 10 videos from": shown["typical_low"] * format.PER,
            "8 in 10 videos to": shown["typical_high"] * format.PER,
            "Videos in the rate": shown["rated"],
        }
    )


def gains(table: pd.DataFrame) -> Table:
    """Make a row per video drawn, most saves gained first; takes what `growth.gains` takes."""
    shown = changes.top(table, growth.MOST_BARS)
    return on_rows(
        {
            **who(shown),
            "Video ID": shown["video_id"],
            "Saves gained": shown["saves_gained"],
            "Saves now": shown["saves"],
            "New": shown["new"].map({True: "yes", False: ""}),
        }
    )


def curve(history: pd.DataFrame) -> Table:
    """Make a row per export of one video; takes what `growth.curve` takes. Each count has its share of the newest."""
    columns: Columns = {
        "Day of the export": history["observed_at"].dt.tz_localize(None).dt.normalize(),
        "Age in days": history["age_days"],
    }
    for name in reversed(growth.SHOWN):
        counts = history[name]
        known = counts.dropna()
        newest = float(known.iloc[-1]) if len(known) else np.nan
        label = metric(name).label
        columns[label] = counts
        columns[f"{label}, % of newest"] = 100 * counts.astype("Float64") / newest if newest > 0 else np.nan
    return on_rows(columns)


def position(model: RateModel, *, mean: float, low: float, high: float) -> Table:
    """Make two rows, the video and the usual range; takes what `position.position` takes."""
    usual = [model.quantile(q) for q in (0.1, 0.5, 0.9)]
    rates = pd.Series([mean, usual[1]]) * format.PER
    edges = {LOW: pd.Series([low, usual[0]]) * format.PER, HIGH: pd.Series([high, usual[2]]) * format.PER}
    columns = {"Which": pd.Series(["This video", "Your videos"]), RATE: rates, **edges}
    return on_rows(columns, "Your videos: the middle one, and where most of them lie (8 in 10).")


def who(videos: pd.DataFrame, *, longest: int = 0) -> Columns:
    """Return the columns that tell videos apart: captions (the day where there is none; cut at `longest`), posting days."""
    posted = select.posted_day(videos)
    titles = [format.title_of(title, day) for title, day in zip(videos["title"], posted, strict=True)]
    return {"Caption": [format.clip(title, longest) for title in titles] if longest else titles, "Posted": posted}


def on_rows(columns: Columns, note: str = "") -> Table:
    """Put columns (of one index) on rows 0, 1, 2 ..., with number types that can be missing."""
    rows = pd.DataFrame(columns).reset_index(drop=True)
    for name, values in rows.items():
        if pd.api.types.is_integer_dtype(values):
            rows[name] = values.astype("Int64")
        elif pd.api.types.is_float_dtype(values):
            rows[name] = values.astype("Float64") + 0.0  # a zero has no sign: "-0" would look like a mistake
    return Table(rows, note)


def videos(shown: pd.DataFrame, rates: pd.DataFrame, young: pd.Series, settled_days: float = YOUNG_DAYS) -> Table:
    """A row a video: counts, save rate as counted and shrunk with its range, link.

    `rates`: raw, mean, low, high (0-1) and `young` (bool, under `settled_days` old) by the index of `shown`. Without any known saves the rates have
    no columns; the age stands where some are young.
    """
    likes = shown["likes"].astype("Float64")
    columns: Columns = {
        **who(shown, longest=LONGEST_CAPTION),
        **({"Age": young.map({True: f"under {settled_days:.0f} days", False: ""})} if young.any() else {}),
        **{metric(name).label: shown[name] for name in ("saves", "views")},
    }
    if shown["saves"].notna().any():
        columns[PER_THOUSAND] = rates["raw"] * format.PER
        columns[ADJUSTED] = rates["mean"] * format.PER
        columns[RANGE] = ranges(rates["low"] * format.PER, rates["high"] * format.PER)
    columns |= {metric(name).label: shown[name] for name in ("likes", "comments", "shares")}
    if shown["saves"].notna().any():
        columns["Saves per like"] = shown["saves"].astype("Float64") / likes.mask(likes == 0)
    columns["Link"] = [platforms.safe_link(link) for link in shown["link"]]
    return on_rows(columns)


def expected(shown: pd.DataFrame, found: pd.DataFrame) -> Table:
    """A row a video: its saves, the saves its other counts suggest with their range, and the quadrant of its rates.

    `found`: expected, low, high, ratio, label (see `analysis.expected`) and stands_out (text) by the index of `shown`.
    """
    return on_rows(
        {
            **who(shown, longest=LONGEST_CAPTION),
            **({"Unusual": found["stands_out"]} if found["stands_out"].ne("").any() else {}),
            metric("saves").label: shown["saves"],
            SUGGESTED: found["expected"].round(0).astype("Int64"),
            RANGE: ranges(found["low"], found["high"], format.count),
            TIMES: found["ratio"],
            "Corner": found["label"].map(relation_words.NAMES).fillna(""),
            "Link": [platforms.safe_link(link) for link in shown["link"]],
        }
    )


def ranges(
    low: pd.Series, high: pd.Series, say: Callable[[float], str] = format.figures, missing: str | None = ""
) -> list[str | None]:
    """Write each range in words, `missing` where it is not known."""
    return [missing if pd.isna(a) else f"{say(a)} – {say(b)}" for a, b in zip(low, high, strict=True)]
