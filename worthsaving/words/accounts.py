"""Sentences on accounts compared."""

import math

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import accounts as accounts_analysis
from worthsaving.analysis.changes import Gains
from worthsaving.schema import Account
from worthsaving.words import changes, format

WHICH = "Which account gets saved most for its views?"
NEWEST = "What gained most saves"
TITLE = "Accounts side by side"
GROUP, ALL = "Only these accounts", "All accounts"
SORT = "Sorted by"
REPORTS = "A report of each account (ZIP)"
_GROUP = "Group: "
NOTE_FILE = "READ ME.txt"
EACH = "Each account today"
OTHERS = "Choose others above."
ONE_SO_FAR = "One account so far. Drop in, or keep, another account's export to see the two side by side."
OPEN = "Tick a row to open the account."
NO_SAVES = (
    "Saves are not known for any account here: exports of a TikTok Business account, Instagram, X and others have them."
)


def group(name: str) -> str:
    """Call a group in the box of accounts: no account is called so."""
    return f"{_GROUP}{name}"


def name_of_group(called: str) -> str:
    """Return the group's own name of what it is called in the box."""
    return called.removeprefix(_GROUP)


def group_help(accounts: int) -> str:
    """Say what naming a group does."""
    return (
        f"Its name then stands in this box, for these {accounts} accounts: table, order and reports are of the group."
    )


def without_library(fault: str) -> str:
    """Say that reports were made without what the library knows, and why."""
    return (
        "These reports were made without what your library knows: what came in last week, how videos grew, when saves have "
        f"settled. {fault}"
    )


def accounts(table: pd.DataFrame) -> str:
    """Say which account is saved most per view, as a heading. `table`: see `analysis.accounts.side_by_side`."""
    rated = table.dropna(subset=["rate"])
    if rated.empty:
        saved = table["saves"].dropna()
        return "No save yet on any account here" if len(saved) else "No account here has a save rate yet"
    first = rated.iloc[0]
    name = platforms.account_label(first["platform"], first["account"])
    rate = f"{format.fine_rate(float(first['rate']))} saves per 1,000 views"
    if len(rated) == 1:
        return f"{name}: {rate}"
    if accounts_analysis.ahead(table):
        return f"{name} is clearly saved most: {rate}"
    return "No account is clearly ahead; the differences could be chance"


def accounts_evidence(table: pd.DataFrame) -> str:
    """Say what the chart cannot show: platforms that count differently, accounts without a rate."""
    said = ["The level of today, as on each account's overview."]
    rated = table.dropna(subset=["rate"])
    if rated["platform"].nunique() > 1:
        said.append("Platforms count saves and views each in their own way: compare across them with care.")
    left = len(table) - len(rated)
    if left:
        said.append(f"{format.plural(left, 'account')} without known saves left out, not taken as zero.")
    if len(rated) and rated["typical_low"].isna().any():
        said.append("With few videos, or few views, there is no usual range yet.")
    return " ".join(said)


def drawn(rated: int, most: int) -> str:
    """Say that the chart does not have all accounts; empty where it does."""
    return f"Drawn: the first {most} of {rated}; the table has all." if rated > most else ""


def moved(kind: str, ratio: float, since: object) -> str:
    """Say in a few words how an account's level moved; `kind`, `ratio` and `since` as in `side_by_side`."""
    if kind == "step" and not math.isnan(ratio):
        return f"{format.ratio(ratio)} times since {format.month(since)}"
    said = {"": "not known", "unclear": "not clear", "too few videos": "too few videos yet"}
    return said.get(kind, kind)


def gained(each: dict[Account, Gains]) -> str:
    """Say how many saves came in on all accounts and where most of them, as a heading; empty where that is not known.

    `each`: the gains of the accounts, most first (see `analysis.changes.by_account`).
    """
    known = {account: found.saves for account, found in each.items() if found.saves is not None}
    total = sum(known.values())
    if not known or total <= 0:
        return ""
    days = {found.since.date() for account, found in each.items() if account in known and found.since is not None}
    since = f"since {format.day(next(iter(days)))}" if len(days) == 1 else "since each account's export before"
    said = f"{changes.signed(total)} {'save' if total == 1 else 'saves'} {since}"
    first, most = next(iter(known.items()))
    if len(known) < 2 or most > total or min(known.values()) < 0:
        return said
    return f"{said}, {100 * most / total:.0f} % of them on {platforms.account_label(*first)}"


def compared(each: dict[Account, Gains], accounts: int) -> str:
    """Say how many accounts have two exports to compare, of those in the table, and of when the newest is.

    `accounts`: how many there are.
    """
    newest = [found.until for found in each.values() if found.until is not None]
    until = f" · newest export of {format.day(max(newest))}" if newest else ""
    most = accounts_analysis.MOST
    of_most = f", of the {most} with most videos" if accounts > most else ""
    return f"{format.plural(len(each), 'account')} with two exports or more{of_most}{until}"


def comparing(accounts: int) -> str:
    """Say what is being worked out."""
    return f"Comparing {format.plural(min(accounts, accounts_analysis.MOST), 'account')}"


def bounded(accounts: int) -> str:
    """Say that not all accounts stand in the table; empty where they do."""
    if accounts <= accounts_analysis.MOST:
        return ""
    return f"The {accounts_analysis.MOST} accounts with most videos of {accounts:,}."


def reports_bounded(most: int) -> str:
    """Say that the ZIP has not all reports."""
    return f"The ZIP has the reports of the {most} accounts with most videos. Choose a group above for others."
