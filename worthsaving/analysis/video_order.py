"""Order of videos in a list: by saves, rate, views or date, searched by caption, a page of rows at a time."""

import numpy as np
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
    falling, views = _falling(key), _falling(found["views"])
    some = np.arange(len(found))
    if len(some) > page * ROWS:  # only so many are put in order: 3 instead of 19 ms at 100,000
        some = np.flatnonzero(falling <= np.partition(falling, page * ROWS - 1)[page * ROWS - 1])
    ordered = some[np.lexsort((views[some], falling[some]))]
    return found.iloc[ordered[(page - 1) * ROWS : page * ROWS]], len(found)


def _falling(key: pd.Series) -> np.ndarray:
    """Return numbers whose order is the key's from its highest value down, unknown ones last."""
    if key.dtype.kind == "f":
        return np.asarray(np.nan_to_num(-key.to_numpy("float64", na_value=np.nan), nan=np.inf))
    least = np.iinfo("int64").min  # what NaT is, too
    whole = (
        key.to_numpy("datetime64[us]").view("int64") if key.dtype.kind == "M" else key.to_numpy("int64", na_value=least)
    )
    return np.asarray(~whole)


def _key(videos: pd.DataFrame, rates: pd.DataFrame, order: str) -> pd.Series:
    by = ORDERS[order]
    if by == "rate":
        return rates["mean"].reindex(videos.index)
    return posted_day(videos) if by == "posted" else videos[by]
