"""The marks that an answer is about: of its accounts, and of every account."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from worthsaving import schema
from worthsaving.schema import Account

if TYPE_CHECKING:
    from worthsaving.sections.history import History


def marks(
    ask: Callable[[], pd.DataFrame] | None, history: History | None, accounts: tuple[Account, ...]
) -> pd.DataFrame:
    """Ask for all marks, an open library where `ask` is None, and return those of these accounts and of every one, by day."""
    if ask is None and history is not None and history.is_open:
        ask = history.marks
    table = schema.empty(schema.MARKS) if ask is None else ask()
    pairs = {*accounts, schema.EVERY_ACCOUNT}
    mine = [pair in pairs for pair in zip(table["platform"], table["account"], strict=True)]
    return table[pd.Series(mine, index=table.index, dtype="bool")]
