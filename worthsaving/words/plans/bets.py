"""Sentences on bets: a new video's likely saves on day 28, how the last bets came out, what a first bet still needs."""

import pandas as pd

from worthsaving.analysis.plans import bets
from worthsaving.analysis.plans.bets import Record
from worthsaving.words import format

COLUMN = f"Likely saves by day {bets.HORIZON_DAYS}"
STATES = {"open": "waiting for its day", "inside": "inside", "outside": "outside", "missed": "can't be settled"}
"""How a bet stands, in a table (see library.bet_list)."""


def heading(record: Record) -> str:
    """Say how the last bets came out, or how many are open, as a heading."""
    if record.settled:
        if record.settled == 1:
            return f"Your first bet came out {'inside' if record.inside else 'outside'}"
        return f"{record.inside} of your last {record.settled} bets came out inside; {record.promised} were promised"
    if record.open:
        return f"{format.plural(record.open, 'new video')} with a bet on {'its' if record.open == 1 else 'their'} saves"
    return "No bet on a new video yet"


def evidence(record: Record, followed: int) -> str:
    """Say what a bet is and when the next one is settled, or what a first one needs; `followed`: see plans.bets.followed."""
    if not record.settled and not record.open:
        missing = bets.AT_LEAST - followed
        if missing > 0:
            return (
                f"Can't tell yet: about {format.plural(missing, 'more video')} with an export in {_its(missing)} first days and "
                f"one around day {bets.HORIZON_DAYS}. A weekly export gets you there."
            )
        return (
            f"A video gets its bet when {bets.AT_LEAST} finished ones were seen at its age. Keep an export each week, and the next "
            "new videos get one."
        )
    said = (
        f"For each new video: how many saves it will likely have when it is {bets.HORIZON_DAYS} days old, from how your "
        f"finished videos went on from the same age. 8 in 10 should come out inside, and no bet is changed afterwards."
    )
    return (
        f"{said} {format.plural(record.open, 'bet')} {'waits' if record.open == 1 else 'wait'} for {_its(record.open)} day."
        if record.open
        else said
    )


def one(bet: pd.Series) -> str:
    """Say one bet and how it stands. `bet`: a row of library.bet_list."""
    span = likely(bet)
    made = f"made on {format.day(bet['made_at'])} at {format.plural(int(bet['saves_then']), 'save')}"
    day = f"day {bet['horizon_days']}"
    if bet["state"] == "open":
        return f"By {day}, {format.day(bet['due_at'])}, it will likely have {span} saves ({made})."
    if bet["state"] == "missed":
        return f"{span} saves were expected by {day} ({made}). No two exports lie close enough around it to tell."
    return f"On {day} it had {format.plural(int(bet['saves']), 'save')}: {bet['state']} the {span} that were expected ({made})."


def likely(bet: pd.Series) -> str:
    """Write the range of a bet: "40 to 190"."""
    low, high = int(bet["low"]), int(bet["high"])
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _its(number: int) -> str:
    return "its" if number == 1 else "their"
