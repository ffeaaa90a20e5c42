"""The daily file's own counts, one chart a measure."""

from functools import partial

from worthsaving.figures import daily as daily_figure, tables, trend as trend_figure
from worthsaving.metrics import metric
from worthsaving.sections.answers import Answers
from worthsaving.sections.marks import on_charts
from worthsaving.sections.parts import Chart, Part
from worthsaving.words import daily as daily_words


def daily(answers: Answers, *measures: str) -> tuple[Part, ...]:
    """Return a chart of each of these measures (all that the days have, when none is named)."""
    if answers.days.empty or not answers.measures_by_day:
        return ()
    accounts = len(answers.days[["platform", "account"]].drop_duplicates())
    charts = tuple(
        Chart(
            "daily" if measures else f"daily_{name}",
            partial(trend_figure.daily, answers.days, name),
            partial(tables.daily, answers.days, name),
            alt=daily_words.day_by_day(name),
            title="" if measures else metric(name).label,
            caption=metric(name).meaning,
            long=True,
        )
        for name in measures or answers.measures_by_day
    )
    said = daily_words.counted(accounts, drawn=daily_figure.MOST_LINES)
    first, last = answers.days["day"].min(), answers.days["day"].max()
    charts = tuple(on_charts.marked(chart, answers, first, last) for chart in charts)
    return (Part("daily", charts=charts, under=(said,)),)
