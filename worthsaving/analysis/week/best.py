"""A personal best: the video that became an account's most saved one since the export before."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

AT_LEAST = 20  # videos: the best of a few is soon passed


@dataclass(frozen=True)
class Best:
    """A video that became the most saved of its account: its row, its saves, the most before on any other, of how many."""

    row: pd.Series
    saves: int
    before: int
    videos: int


def best(videos: pd.DataFrame, observed: pd.DataFrame, since: pd.Timestamp) -> Best | None:
    """Find an account's personal best since `since`; None where the same video led before, or that is not known.

    So each video is told at most once. `videos`: the newest values of the account's videos, canonical columns with `post`,
    their names; `observed`: its observations, see `weeks.weeks`, with `post`. Takes at least `AT_LEAST` videos with known
    saves.
    """
    mine = videos[videos["saves"].notna()]
    if len(mine) < AT_LEAST:
        return None
    now = mine["saves"].astype("int64")
    leader = now.idxmax()
    earlier = observed["observed_at"] <= since
    then = observed[earlier].groupby("post")["saves"].last()
    # A video without an export since then has now what it had before
    same = now.where(~mine["post"].isin(observed.loc[~earlier, "post"])).astype("float64")
    before = mine["post"].map(then).astype("float64").fillna(same)
    born = (mine["posted_at"] > since).fillna(False).astype(bool)
    before = before.mask(before.isna() & born, 0.0)
    most = before.drop(index=leader).max()
    if np.isnan(before[leader]) or np.isnan(most) or before[leader] >= most or now[leader] <= most:
        return None
    return Best(mine.loc[leader], int(now[leader]), int(most), len(mine))
