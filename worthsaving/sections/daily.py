"""The daily file's own counts, one chart a measure."""

from functools import partial

import pandas as pd

from worthsaving.analysis import daily as analysis
from worthsaving.figures import daily as daily_figure, tables
from worthsaving.metrics import metric
from worthsaving.sections.answers import Answers
from worthsaving.sections.marks import on_charts
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part
from worthsaving.words import daily as daily_words, format


def daily(answers: Answers, *measures: str) -> tuple[Part, ...]:
    """Return a chart of each of these measures (all that the days have, when none is named), with the marks."""
    made = _unmarked(answers, *measures)
    return on_charts.parts(answers, made, answers.days["day"].min(), answers.days["day"].max()) if made else ()


@kept
def _unmarked(answers: Answers, *measures: str) -> tuple[Part, ...]:
    if answers.days.empty or not answers.measures_by_day:
        return ()
    accounts = len(answers.days[["platform", "account"]].drop_duplicates())
    charts = tuple(
        _chart(
            answers, name, place="daily" if measures else f"daily_{name}", title="" if measures else metric(name).label
        )
        for name in measures or answers.measures_by_day
    )
    said = daily_words.counted(accounts, drawn=daily_figure.MOST_LINES)
    return (Part("daily", charts=charts, under=(said,)),)


def _chart(answers: Answers, name: str, *, place: str, title: str) -> Chart:
    found = analysis.spike(answers.days, answers.videos, name)
    caption, spike = metric(name).meaning, None
    if found is not None:
        row = answers.videos.loc[found.video]
        video = format.clip(format.title_of(row["title"], row["posted_day"]), daily_words.LONGEST_CAPTION)
        caption = f"{daily_words.spike(found.day, found.count, name, video)} {caption}"
        spike = pd.Timestamp(found.day), video
    return Chart(
        place,
        partial(daily_figure.daily, answers.days, name, spike),
        partial(tables.daily, answers.days, name),
        alt=daily_words.day_by_day(name),
        title=title,
        caption=caption,
        long=True,
    )
