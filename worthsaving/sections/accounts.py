"""Accounts side by side: their levels today, what each gained from export to export, the newest changes of all."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import accounts as accounts_analysis
from worthsaving.analysis.changes import Gains, by_account, top
from worthsaving.figures import accounts as accounts_figure, tables
from worthsaving.schema import Account
from worthsaving.sections.answers import Answers
from worthsaving.sections.history import History
from worthsaving.sections.once import kept
from worthsaving.sections.parts import Chart, Part, lines
from worthsaving.words import accounts as accounts_words, format

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
    rated = len(table.dropna(subset=["rate", "low", "high"]))
    chart = Chart(
        "accounts",
        partial(accounts_figure.accounts, table),
        partial(tables.accounts, table),
        alt=finding,
        caption=f"{accounts_words.accounts_evidence(table)} {accounts_words.drawn(rated, accounts_figure.MOST)}".strip(),
    )
    return (Part("accounts", finding, charts=(chart,)),)


def listed(table: pd.DataFrame) -> tables.Table:
    """Return the accounts compared as a table to read: level with its range, what moved, videos, saves (see `side_by_side`)."""
    moved = zip(table["kind"], table["ratio"].to_numpy("float64", na_value=float("nan")), table["since"], strict=True)
    rows = pd.DataFrame(
        {
            "Account": [
                platforms.account_label(*pair) for pair in zip(table["platform"], table["account"], strict=True)
            ],
            tables.PER_THOUSAND: table["rate"].astype("Float64") * format.PER,
            tables.LOW: table["low"].astype("Float64") * format.PER,
            tables.HIGH: table["high"].astype("Float64") * format.PER,
            "What moved": [accounts_words.moved(*row) for row in moved],
            "Videos": table["videos"],
            "Saves": table["saves"],
        }
    )
    return tables.Table(rows)


ORDERS = ("Level", "What moved", "Saves gained")


def ordered(table: pd.DataFrame, by: str, gained: Gained | None) -> pd.DataFrame:
    """Sort the accounts compared by one of `ORDERS`: the most moved first (steps by their size, then trends), or most gained."""
    if by == "What moved":
        size = np.log(table["ratio"].to_numpy("float64", na_value=1.0))
        trends = table["kind"].isin(["rising", "falling"]).to_numpy("float64") * 1e-6
        return table.iloc[np.argsort(-(np.abs(size) + trends), kind="stable")].reset_index(drop=True)
    if by == "Saves gained" and gained is not None:
        saves = [
            gained.each[pair].saves if pair in gained.each else None
            for pair in zip(table["platform"], table["account"], strict=True)
        ]
        order = pd.array(saves, dtype="Int64").to_numpy("float64", na_value=-np.inf)
        return table.iloc[np.argsort(-order, kind="stable")].reset_index(drop=True)
    return table
