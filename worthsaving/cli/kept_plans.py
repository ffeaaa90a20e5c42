"""Bets and planned tests of the library on the command line: as lines, and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from worthsaving.analysis.plans import bets as bets_analysis
from worthsaving.cli.terminal import printable, records
from worthsaving.schema import Account
from worthsaving.words.plans import bets, planned_tests

if TYPE_CHECKING:
    from worthsaving.library import Library


def lines(library: "Library", accounts: Sequence[Account]) -> list[str]:
    """Say how the bets of these accounts came out, how each open test stands and how the newest judged one came out."""
    found, tests = library.bets(accounts), library.tests(accounts)
    said = [bets.heading(bets_analysis.record(found))] if len(found) else []
    newest = tests["judged_at"].notna() & tests["judged_at"].eq(tests["judged_at"].max())
    shown = tests[tests["state"].eq("open") | newest.fillna(False).astype("bool")]
    return said + [f"{printable(row['question'])} {planned_tests.state(row)}" for _, row in shown.iterrows()]


def listed(library: "Library", accounts: Sequence[Account]) -> dict[str, list[dict[str, Any]]]:
    """Return the bets and tests of these accounts (of all without any), ready for JSON."""
    return {"bets": records(library.bets(accounts)), "tests": records(library.tests(accounts))}


def by_account(library: "Library", accounts: Sequence[Account]) -> list[dict[str, Any]]:
    """Return for each of these accounts how its bets came out, and how many of its tests are open and judged."""
    found, tests = library.bets(), library.tests()
    plans = []
    for platform, account in accounts:
        mine, own = (table[table["platform"].eq(platform) & table["account"].eq(account)] for table in (found, tests))
        states = own["state"].tolist()
        plans.append(
            {
                "bets": asdict(bets_analysis.record(mine)),
                "tests": {state: states.count(state) for state in ("open", "judged")},
            }
        )
    return plans
