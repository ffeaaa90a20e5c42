"""Sentences on the first page of a report for somebody else: what a save is, and what videos usually get."""

from collections.abc import Sequence

from worthsaving.data.app_files import SAMPLE_ACCOUNTS
from worthsaving.schema import Account
from worthsaving.words import format

SAVE = "A save is a bookmark: somebody keeps the video to come back to it. Few signs of interest are worth more."
BEST_BY_RATE = "Kept most for their size"
BEST_BY_VIEWS = "Most viewed"
KEPT_BY_YOURS, KEPT_BY_THEIRS = "What your audience keeps", "What their audience keeps"


def sample(accounts: Sequence[Account]) -> str:
    """Say that some of these accounts are made up, which only those of the sample data are; else empty."""
    made_up = sum(name in SAMPLE_ACCOUNTS for _, name in accounts)
    if not made_up:
        return ""
    if len(accounts) == 1:
        return "Sample data: this account and its numbers are made up."
    return f"Sample data: {made_up} of these {len(accounts)} accounts {'is' if made_up == 1 else 'are'} made up."


def files(own: int, every: int) -> str:
    """Say from how many files it was made: `own` are about what it shows, of `every` one that was given."""
    if own == every:
        return format.plural(every, "file")
    return f"{format.plural(own, 'file')} about this account ({every:,} were given)"


def usual(found: tuple[float, float] | None) -> str:
    """Say what 8 in 10 videos get (0-1); empty where it is not known."""
    if found is None:
        return ""
    low, high = (format.rate(edge) for edge in found)
    return f"Most of their videos (8 in 10) get {low} to {high} saves per 1,000 views."


def best(saves: object, views: object, rate: float | None) -> str:
    """Give the counts of one of the best videos; `rate` is its save rate as counted (0-1), None without one."""
    seen = "" if format.is_missing(views) else f"{format.short(views)} views"
    if rate is None:
        return seen
    return ", ".join(filter(None, [f"{format.rate(rate)} saves per 1,000 views", _saves(saves), seen]))


def _saves(saves: object) -> str:
    return "" if format.is_missing(saves) else f"{format.short(saves)} saves"
