"""Sentence on the change point of the save rate."""

from worthsaving.analysis.change import Change
from worthsaving.words import format


def change(found: Change | None) -> str:
    """Say when the save rate changed, with its size, range and numbers of videos; empty where no change holds up."""
    if found is None:
        return ""
    ratio = found.ratio
    parts = [f"{format.ratio(ratio.value)} times", format.likely_ratio(ratio.low, ratio.high)]
    size = ", ".join(filter(None, parts))
    return (
        f"It changed around {format.day(found.date)}: from {format.fine_rate(found.before)} to {format.fine_rate(found.after)} "
        f"saves per 1,000 views on a usual video ({size}; {found.n_before:,} videos before, {found.n_after:,} after)."
    )
