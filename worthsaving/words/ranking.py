"""Sentences on many accounts ranked by how surely they are saved."""

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis.across_accounts.shrunk import wanted
from worthsaving.words import format

TITLE = "Which of these accounts are kept?"
PULLED = (
    "An account's rate is its saves for its views, pulled towards the rate of accounts of its network and size: the fewer its "
    "videos and views, the more. “Its own” says how much of it rests on the account's own videos."
)
ACROSS = "Networks count saves and views each in their own way: compare across them with care."
CAPTION = "Dot: saves per 1,000 views. Line: the likely range (95 %). Small ring: as counted."


def finding(table: pd.DataFrame) -> str:
    """Say which account is most surely kept, as a heading. `table`: see `analysis.across_accounts.shrunk`."""
    first = table.iloc[0]
    name = platforms.account_label(first["platform"], first["account"])
    rate = format.fine_rate(float(first["rate"]))
    return f"{name} is the most surely kept: {rate} saves per 1,000 views, with {_chance(float(first['chance']))} among the best {wanted(len(table))}"


def how(accounts: int) -> str:
    """Say by what so many accounts are ordered, and why."""
    return (
        f"The order is that of the chance to be among the best {wanted(accounts)} of these accounts. Of all orders it is expected to "
        "put the most of the true best first; a few lucky views are not enough."
    )


def evidence(table: pd.DataFrame, shown: int) -> str:
    """Say of how many accounts these are the first."""
    accounts = format.plural(len(table), "account")
    return f"The first {shown:,} of {accounts} with a known save rate, {format.plural(int(table['videos'].sum()), 'video')}."


def left_out(read: int, ranked: int, not_read: int) -> str:
    """Say which accounts and files are not in the ranking, empty where all are."""
    said = []
    if read > ranked:
        said.append(f"{format.plural(read - ranked, 'account')} without known saves left out, not taken as zero.")
    if not_read:
        said.append(f"{format.plural(not_read, 'file or account', 'files or accounts')} could not be read.")
    return " ".join(said)


def too_few(ranked: int, needed: int) -> str:
    """Say why there is no ranking."""
    return (
        f"{format.plural(ranked, 'account')} with a known save rate: it takes {needed} to know how much accounts differ. "
        "Add more accounts and run batch again."
    )


def _chance(chance: float) -> str:
    """Write a chance of 0-1 that is never quite sure."""
    return "a chance of over 99 %" if chance > 0.99 else f"a chance of {format.percent(chance)}"
