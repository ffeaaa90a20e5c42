"""The daily file's own charts, one measure at a time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving.figures import daily, tables, trend
from worthsaving.metrics import metric
from worthsaving.ui import numbers
from worthsaving.ui.parts import with_notes
from worthsaving.ui.shell.filters import Chosen


def day_by_day(chosen: Chosen, facts: frozenset[str]) -> None:
    """Day by day as the daily file counts it; nothing at all where no daily file was loaded."""
    table, measures = numbers.of_days(chosen)
    if table.empty or not measures:
        return
    st.header("Day by day", anchor=False)
    labels = {metric(name).label: name for name in measures}
    choice = st.segmented_control(
        "Measure", list(labels), default=next(iter(labels)), required=True, key="measure", bind="query-params"
    )
    column = labels[choice or next(iter(labels))]
    with_notes.with_notes(
        "daily",
        trend.daily(table, column),
        alt=f"{metric(column).label} day by day",
        table=lambda: tables.daily(table, column),
        facts=facts,
        caption=f"{metric(column).meaning} Counted for the whole account on that day, for videos of any age.{_not_drawn(table)}",
    )


def _not_drawn(table: pd.DataFrame) -> str:
    accounts = len(table[["platform", "account"]].drop_duplicates())
    if accounts <= daily.MOST_LINES:
        return ""
    return f" The first {daily.MOST_LINES} of {accounts} accounts are drawn: choose one above to see another."
