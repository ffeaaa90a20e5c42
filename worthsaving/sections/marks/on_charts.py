"""Marks on a chart over time: drawn in it, named in its caption, and what a new mark under it would be about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from worthsaving.figures import marks as marks_figure
from worthsaving.schema import EVERY_ACCOUNT
from worthsaving.sections.parts import Chart, Marked
from worthsaving.words import marks as words

if TYPE_CHECKING:
    from worthsaving.sections.answers import Answers


def marked(chart: Chart, answers: Answers, first: pd.Timestamp, last: pd.Timestamp) -> Chart:
    """Return a chart over the days from `first` to `last` (no zone) with the marks of its accounts."""
    shown = marks_figure.shown(answers.marks, first, last)
    account = answers.accounts[0] if len(answers.accounts) == 1 else EVERY_ACCOUNT
    newest = answers.videos["posted_day"].max() if len(answers.videos) else last
    about = Marked(account, (last if pd.isna(newest) else min(last, newest)).date())
    if shown.empty:
        return replace(chart, marked=about)
    caption = f"{chart.caption} {words.legend(shown)}".strip()
    return replace(chart, draw=lambda: marks_figure.draw(chart.draw(), shown), caption=caption, marked=about)
