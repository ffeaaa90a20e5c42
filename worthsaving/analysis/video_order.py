"""Order of videos in a list: by saves, rate, views or date, searched by caption, a page of rows at a time."""

import pandas as pd

from worthsaving.analysis.select import posted_day

ROWS = 200  # of one page: eighteen screens of the table to scroll through, 37 KB to send
ORDERS = {"Most saved": "saves", "Highest adjusted rate": "rate", "Most views": "views", "Newest": "posted"}


def offered(videos: pd.DataFrame, rates: pd.DataFrame) -> list[str]:
    """List the orders of `ORDERS` for which a video has a value; "Most views" where none has (for `rates`: `find`)."""
    keys = {order: _key(videos, rates, order) for order in ORDERS}
    return [order for order, key in keys.items() if key.notna().any()] or ["Most views"]


def find(
    videos: pd.DataFrame, rates: pd.DataFrame, *, words: str, order: str, page: int = 1
) -> tuple[pd.DataFrame, int]:
    """Find the videos whose caption contains `words` (any case): page `page` of them in that order, and how many there are.

    A page has `ROWS` videos; one after the last is empty.

    `rates` has a column mean (0-1) by the index of `videos`; unknown values come last. Raises KeyError for an order that
    is not in `ORDERS`.
    """
    found = videos[videos["title"].str.contains(words, case=False, regex=False)] if words else videos
    key = _key(found, rates, order)
    # Where the key is unknown (such as saves in a file without them) the more viewed comes first.
    keys = pd.DataFrame({"key": key, "views": found["views"]})
    ordered = keys.sort_values(["key", "views"], ascending=False, na_position="last", kind="stable").index
    return found.loc[ordered[(page - 1) * ROWS : page * ROWS]], len(found)


def _key(videos: pd.DataFrame, rates: pd.DataFrame, order: str) -> pd.Series:
    by = ORDERS[order]
    if by == "rate":
        return rates["mean"].reindex(videos.index)
    return posted_day(videos) if by == "posted" else videos[by]
