"""The accounts that tables hold, and their names in a line."""

import pandas as pd

from worthsaving import platforms
from worthsaving.schema import Account


def accounts_of(videos: pd.DataFrame, days: pd.DataFrame) -> tuple[Account, ...]:
    """Return the accounts in these tables, the one with the most videos first."""
    sizes = videos.groupby(["platform", "account"]).size().sort_values(ascending=False, kind="stable")
    pairs = [*sizes.index, *days[["platform", "account"]].drop_duplicates().itertuples(index=False, name=None)]
    return tuple(dict.fromkeys((str(platform), str(account)) for platform, account in pairs))


def named(accounts: tuple[Account, ...], most: int = 3) -> str:
    """Name the accounts, at most `most` of them by name."""
    labels = [platforms.account_label(*account) for account in accounts]
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return ", ".join(labels[:most]) + more


def accounts_in(videos: pd.DataFrame) -> list[Account]:
    """Return the accounts of these videos, in the order of their first video."""
    return list(videos[["platform", "account"]].drop_duplicates().itertuples(index=False, name=None))
