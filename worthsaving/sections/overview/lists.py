"""The rest of the first page: tiles, what to make more and less of, few videos worth a look, the next step."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from worthsaving.analysis.models import rates
from worthsaving.figures import overview as overview_figure, overview_tables, tables
from worthsaving.sections.answers import Answers
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Fact, Part
from worthsaving.words import format
from worthsaving.words.overview import sentences as overview_words

LONGEST_CAPTION = 100  # letters


@dataclass(frozen=True)
class Tile:
    """One number with what it is under it, and its course month by month (NaN where a month has none).

    The course is a line; `bars` of what is counted; `dots` where a line would be drawn through a few videos.
    """

    fact: Fact
    under: str
    course: tuple[float, ...]
    bars: bool = False
    dots: bool = False


@kept
def tiles(answers: Answers) -> tuple[Tile, ...]:
    """Return the level with the usual range, the saves, and their share of all engagement; those that are known."""
    look, found, buckets = answers.first_look, answers.headline, answers.buckets
    few = found.rated < rates.MIN_VIDEOS
    made = []
    if look.level is not None:
        usual = overview_words.usual_range(look.now)
        rate = Fact("level", overview_words.RATE, format.fine_rate(look.level.rate.value), "")
        course = _course(buckets, "rate", format.PER)
        made.append(Tile(rate, overview_words.usual_now(look.level, usual), course, dots=few))
    saves = Fact("saves_now", overview_words.saves_since(look.level, found.last_day), format.count(look.now.saves), "")
    made.append(Tile(saves, overview_words.of_all(found, look.now), _course(buckets, "saves", 1.0), bars=True))
    share = look.share
    if share.now > 0:
        explained = overview_words.share_help(share.mean)
        fact = Fact("share_now", overview_words.SHARE, f"{format.figures(100 * share.now)} %", explained)
        under = overview_words.share_before(look.level, share.before, found.last_day)
        made.append(Tile(fact, under, _course(answers.shares, "share", 100.0), dots=few))
    return tuple(made)


def _course(buckets: pd.DataFrame, column: str, unit: float) -> tuple[float, ...]:
    return tuple(buckets[column].to_numpy("float64", na_value=np.nan) * unit)


@kept
def more_and_less(answers: Answers) -> Part | None:
    """Return the few things to make more and less of; None where nothing can be compared."""
    more, less = answers.first_look.more_and_less
    rows = pd.concat([more, less])
    if rows.empty:
        return None
    heading = overview_words.more_and_less(more, less)
    chart = Chart(
        "more_and_less",
        partial(overview_figure.more_and_less, rows),
        partial(tables.what_gets_saved, rows),
        alt=heading,
        caption=overview_words.more_legend(rows, compared=len(answers.what_gets_saved())),
    )
    return Part(heading=heading, charts=(chart,))


@kept
def kept_most(answers: Answers) -> Part | None:
    """Return the videos kept most for their size, each on its account's usual range; None without a usual range."""
    labels = [label for label in answers.first_look.kept_most if answers.first_look.usual(label) is not None]
    if not labels:
        return None
    videos, rates = answers.videos.loc[labels], answers.believable.loc[labels]
    usual = np.array([answers.first_look.usual(label) for label in labels])
    saves = videos["saves"].astype("int64")
    rows = pd.DataFrame(
        {
            "name": _names(videos),
            "note": [overview_words.kept_note(rate, n) for rate, n in zip(rates["raw"], saves, strict=True)],
            "value": rates["raw"],
            "low": rates["low"],
            "high": rates["high"],
            "usual_low": usual[:, 0],
            "usual_high": usual[:, 2],
        }
    )
    heading = overview_words.KEPT_MOST
    chart = Chart(
        "kept_most",
        partial(overview_figure.on_usual, rows),
        partial(overview_tables.on_usual, rows, unit=format.PER),
        alt=f"{heading}: {', '.join(rows['name'])}",
        caption=overview_words.KEPT_LEGEND,
    )
    return Part(heading=heading, charts=(chart,))


@kept
def new_videos(answers: Answers) -> Part | None:
    """Return the newest videos against the usual; None where none has a rate and a usual to compare with."""
    found = answers.first_look.new_videos
    if found.empty:
        return None
    notes = [overview_words.new_note(row.times, row.basis, row.age_days) for row in found.itertuples()]
    rows = pd.DataFrame(
        {
            "name": _names(answers.videos.loc[found.index]),
            "note": notes,
            "value": found["times"],
            **{name: found[name] for name in ("low", "high", "usual_low", "usual_high")},
            "hollow": found["basis"].eq("so far"),
        }
    )
    heading = overview_words.NEW_VIDEOS
    chart = Chart(
        "new_videos",
        partial(overview_figure.against_usual, rows),
        partial(overview_tables.on_usual, rows, unit=1.0),
        alt=f"{heading}: {', '.join(f'{name} {note}' for name, note in zip(rows['name'], notes, strict=True))}",
        caption=overview_words.new_legend(list(found["basis"])),
    )
    return Part(heading=heading, charts=(chart,))


@kept
def next_step(answers: Answers) -> str:
    """Return how many videos stand in the quadrants that are worth a look; empty where none does."""
    return overview_words.next_step(answers.expected["label"])


def _names(videos: pd.DataFrame) -> list[str]:
    return [
        format.clip(format.title_of(title, day), LONGEST_CAPTION)
        for title, day in zip(videos["title"], videos["posted_day"], strict=True)
    ]
