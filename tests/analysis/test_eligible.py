"""Rows picked for a statistic."""

import pandas as pd
import pytest

from tests.analysis.making import table
from worthsaving.analysis.eligible import OVER_TIME, picked


@pytest.mark.parametrize("accounts", [["a", "a", "a"], ["a", "b", "a"]])
@pytest.mark.parametrize("keep", [[True, False, True], [False] * 3, [True] * 3])
def test_picked_rows_are_those_of_the_table(accounts, keep):
    """Of these columns in this order, with their labels and dtypes, whether or not all rows share a text."""
    videos = table(
        account=accounts, platform=["tiktok"] * 3, saves=[1, 2, 3], views=[10, 20, 30], posted_at="2026-01-05"
    )
    videos.index = pd.Index([5, 9, 2])
    rows = pd.Series(keep, index=videos.index)
    pd.testing.assert_frame_equal(picked(videos, rows), videos.loc[rows, OVER_TIME])
    some = ["views", "account", "source"]
    pd.testing.assert_frame_equal(picked(videos, rows, some), videos.loc[rows, some])


def test_nothing_is_picked_from_nothing():
    """An empty table keeps its columns."""
    videos = table(0)
    pd.testing.assert_frame_equal(picked(videos, pd.Series([], dtype=bool)), videos[OVER_TIME])
