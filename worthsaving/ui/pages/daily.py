"""The daily file's own charts, one measure at a time."""

import streamlit as st

from worthsaving.metrics import metric
from worthsaving.sections.answers import Answers
from worthsaving.sections.daily import daily
from worthsaving.ui.parts import show


@st.fragment
def day_by_day(answers: Answers) -> None:
    """Draw the picked measure day by day as the daily file counts it; nothing at all where no daily file was loaded.

    The switch draws this part of the page alone.
    """
    if answers.days.empty or not answers.measures_by_day:
        return
    show.heading("days")
    labels = {metric(name).label: name for name in answers.measures_by_day}
    choice = st.segmented_control(
        "Measure", list(labels), default=next(iter(labels)), required=True, key="measure", bind="query-params"
    )
    show.parts(daily(answers, labels[choice or next(iter(labels))]), answers.facts)
