"""Counts day by day, in words."""

from worthsaving.metrics import metric


def day_by_day(measure: str) -> str:
    """Say what a chart of that daily count shows."""
    return f"{metric(measure).label} day by day"


def counted(accounts: int, *, drawn: int) -> str:
    """Say what a daily count counts, and how many of the accounts are drawn where there are more than `drawn`."""
    said = "Counted for the whole account on that day, for videos of any age."
    if accounts <= drawn:
        return said
    return f"{said} The first {drawn} of {accounts} accounts are drawn: choose one to see another."
