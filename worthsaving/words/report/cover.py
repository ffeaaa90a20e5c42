"""Sentences on the first page of a report for somebody else: what a save is, and what videos usually get."""

from worthsaving.words import format

SAVE = "A save is a bookmark: somebody keeps the video to come back to it. Few signs of interest are worth more."
BEST_BY_RATE = "Kept most for their size"
BEST_BY_VIEWS = "Most viewed"
KEPT_BY_YOURS, KEPT_BY_THEIRS = "What your audience keeps", "What their audience keeps"


def usual(found: tuple[float, float] | None) -> str:
    """Say what 8 in 10 videos get (0-1); empty where it is not known."""
    if found is None:
        return ""
    low, high = (format.rate(edge) for edge in found)
    return f"Most of their videos (8 in 10) get {low} to {high} saves per 1,000 views."


def best(saves: object, views: object, rate: float | None) -> str:
    """Give the counts of one of the best videos; `rate` is its shrunk save rate (0-1), None without one.

    "About", as it is not quite what saves and views beside it give.
    """
    seen = "" if format.is_missing(views) else f"{format.short(views)} views"
    if rate is None:
        return seen
    return ", ".join(filter(None, [f"about {format.rate(rate)} saves per 1,000 views", _saves(saves), seen]))


def _saves(saves: object) -> str:
    return "" if format.is_missing(saves) else f"{format.short(saves)} saves"
