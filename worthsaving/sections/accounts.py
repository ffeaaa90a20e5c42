"""Accounts side by side: their levels today, what each gained from export to export, the newest changes of all."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from worthsaving.analysis import accounts as accounts_analysis
from worthsaving.analysis.changes import Gains, by_account, top
from worthsaving.figures import accounts as accounts_figure, tables
from worthsaving.schema import Account
from worthsaving.sections.answers import Answers
from worthsaving.sections.history import History
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import accounts as accounts_words

NEWEST = 10
"""Videos in the list of what gained most saves across accounts."""


@dataclass(frozen=True)
class Gained:
    """What a library knows of the accounts compared since each one's export before.

    `each`: gains by account, most first. `weeks`: gains from export to export (see `analysis.accounts.by_export`).
    `newest`: the videos that gained most saves, a row each as in `Library.changes`.
    """

    each: dict[Account, Gains]
    weeks: pd.DataFrame
    newest: pd.DataFrame


def gained(history: History, compared: pd.DataFrame) -> Gained | None:
    """Ask an open library what the accounts compared gained; None where none has two exports. Raises LibraryError.

    `compared`: the accounts, see `analysis.accounts.side_by_side`.
    """
    accounts = tuple(zip(compared["platform"], compared["account"], strict=True))
    table = history.changes(accounts, None) if history.is_open and accounts else None
    if table is None or table.empty:
        return None
    weeks = accounts_analysis.by_export(history.saves_over_time(accounts))
    return Gained(by_account(table, len(accounts)), weeks, top(table, NEWEST))


@kept
def accounts(answers: Answers) -> tuple[Part, ...]:
    """Return which account is saved most for its views, with the chart; a sentence alone where no saves are known."""
    table = answers.side_by_side
    finding = accounts_words.accounts(table)
    if not table["rate"].notna().any():
        return (
            Part("accounts", finding, lines=() if table["saves"].notna().any() else lines(accounts_words.NO_SAVES)),
        )
    chart = Chart(
        "accounts",
        partial(accounts_figure.accounts, table),
        partial(tables.accounts, table),
        alt=finding,
        caption=accounts_words.accounts_evidence(table),
    )
    return (Part("accounts", finding, charts=(chart,)),)
