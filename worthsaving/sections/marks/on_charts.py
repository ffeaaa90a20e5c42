"""Marks on charts over time: drawn in them, named in their captions, and what a new mark under them would be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from worthsaving.figures.own import marks as marks_figure
from worthsaving.schema import EVERY_ACCOUNT
from worthsaving.sections.parts import Chart, Marked, Part
from worthsaving.words.own import marks as words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from worthsaving.sections.answers import Answers


def parts(answers: Answers, made: Sequence[Part], first: pd.Timestamp, last: pd.Timestamp) -> tuple[Part, ...]:
    """Return parts whose charts run over the days from `first` to `last` (no zone), with the marks of the answers' accounts.

    Kept with the answers for as long as the marks stay the same.
    """
    shown = marks_figure.shown(answers.marks, first, last)
    about = _about(answers, last)
    question = ("marked", *(_name(chart) for part in made for chart in part.charts), *_signature(shown))
    return answers.kept(
        question,
        lambda: tuple(
            replace(part, charts=tuple(_marked(chart, shown, about) for chart in part.charts)) for part in made
        ),
    )


def chart(answers: Answers, made: Chart, first: pd.Timestamp, last: pd.Timestamp) -> Chart:
    """Return one chart with the marks, see `parts`."""
    return parts(answers, (Part(charts=(made,)),), first, last)[0].charts[0]


def _marked(made: Chart, shown: pd.DataFrame, about: Marked) -> Chart:
    if shown.empty:
        return replace(made, marked=about)
    caption = f"{made.caption} {words.legend(shown)}".strip()
    return replace(made, draw=partial(_drawn, made, shown), caption=caption, marked=about)


def _drawn(made: Chart, shown: pd.DataFrame) -> go.Figure:
    return marks_figure.draw(made.draw(), shown)


def _about(answers: Answers, last: pd.Timestamp) -> Marked:
    """Return what a new mark is about: the one account or every account, and the newest day that has something."""
    newest = answers.videos["posted_day"].max() if len(answers.videos) else last
    account = answers.accounts[0] if len(answers.accounts) == 1 else EVERY_ACCOUNT
    return Marked(account, (last if pd.isna(newest) else min(last, newest)).date())


def _name(made: Chart) -> tuple[str, str]:
    return made.place, made.alt


def _signature(shown: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple((str(row.day), str(row.until), row.text) for row in shown.itertuples())
