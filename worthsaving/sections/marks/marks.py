"""The marks of an account, each with whether the save rate changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from worthsaving.analysis.marks import effect
from worthsaving.sections.parts import Part, lines
from worthsaving.words.own import marks as words

if TYPE_CHECKING:
    from worthsaving.sections.answers import Answers

MOST = 20
"""So many marks are looked at, the newest."""


def marks(answers: Answers) -> tuple[Part, ...]:
    """Return the marks, newest first, with what changed at each; nothing without any."""
    table = answers.marks
    if table.empty:
        return ()
    shown = newest(table)
    said = [
        text for row, found in zip(_rows(shown), at(answers, shown), strict=True) for text in (words.one(row), found)
    ]
    return (Part(lines=lines(*said), under=(words.NO_CAUSE,)),)


def newest(table: pd.DataFrame) -> pd.DataFrame:
    """Return the marks that are listed, newest first."""
    return table.iloc[::-1].head(MOST)


def at(answers: Answers, shown: pd.DataFrame) -> list[str]:
    """Say for each of these marks whether the save rate changed at it; of several accounts that one has to be chosen."""
    if len(answers.accounts) != 1:
        return [words.ONE_ACCOUNT] * len(shown)
    days = tuple(day.date() for day in shown["day"])
    young = answers.young_under
    found = answers.kept(
        ("marks", days), lambda: {day: effect.effect(answers.own, day, settled_days=young) for day in days}
    )
    return [words.effect(found[day]) for day in days]


def _rows(table: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in table.iterrows()]
