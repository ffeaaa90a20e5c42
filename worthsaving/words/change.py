"""Sentences on the change point of the save rate."""

from worthsaving.analysis.change import Change
from worthsaving.words import format


def change(found: Change | None) -> str:
    """Say since when the usual save rate is another one, and both; empty where no change holds up."""
    if found is None:
        return ""
    return (
        f"Since about {format.day(found.date)} your usual video gets {format.fine_rate(found.after)} saves per 1,000 views; "
        f"it was {format.fine_rate(found.before)}."
    )


def evidence(found: Change | None) -> str:
    """Give the size of the change with its range, the numbers of videos and the range of its date; empty without one."""
    if found is None:
        return ""
    ratio = found.ratio
    likely = format.likely_ratio(ratio.low, ratio.high)
    size = ", ".join(filter(None, [f"{format.ratio(ratio.value)} times as often saved", likely]))
    size = size[:1].upper() + size[1:]
    return f"{size}; {found.n_before:,} videos before, {found.n_after:,} after. {when(found)}"


def when(found: Change) -> str:
    """Give the range of the date of a change."""
    day = f"on {format.day(found.date)}"
    if found.earliest < found.latest:
        day = f"between {format.day(found.earliest)} and {format.day(found.latest)}"
    return f"The change came {day} (likely)."
