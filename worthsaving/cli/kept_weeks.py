"""The newest week of the library's accounts on the command line, against their usual weeks: as lines, and as JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from worthsaving.analysis.week.weeks import READ_WEEKS, Weeks, weeks
from worthsaving.cli.terminal import printable
from worthsaving.schema import Account
from worthsaving.words import week as words

if TYPE_CHECKING:
    from worthsaving.library import Library

SHOWN = 20


def found(library: "Library", accounts: Sequence[Account]) -> Weeks:
    """Judge the newest week of these accounts (of all without any)."""
    return weeks(library.saves_over_time(accounts, weeks=READ_WEEKS))


def lines(known: Weeks) -> list[str]:
    """Say whether the week is a usual one, of all accounts and of each, unusual ones first; nothing without a week.

    One account alone is not named: the lines before do.
    """
    if not known.accounts:
        return []
    ordered = sorted(known.accounts, key=lambda one: one not in known.unusual)
    several = len(ordered) > 1
    each = [
        f"  {printable('/'.join(one.account)) + ': ' if several else ''}{words.account(one)}" for one in ordered[:SHOWN]
    ]
    more = [f"  {len(ordered) - SHOWN} more accounts"] if len(ordered) > SHOWN else []
    return [f"{words.heading(known)}: the week to {words.until(known)}", *each, *more]


def listed(known: Weeks) -> list[dict[str, Any]]:
    """Return each account's week, ready for JSON; `usual_low` to `usual_high` hold 8 in 10 of the weeks before."""
    return [
        {
            "platform": one.account[0],
            "account": one.account[1],
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "saves_gained": one.gained,
            "verdict": None if one.judged is None else one.judged.verdict,
            "usual_low": None if one.judged is None else one.judged.low,
            "usual_high": None if one.judged is None else one.judged.high,
            "weeks_before": 0 if one.judged is None else one.judged.weeks,
        }
        for one in known.accounts
    ]
