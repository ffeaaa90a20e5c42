"""What to make more of and less of: the few things that lead the list of what gets saved."""

import pandas as pd

MOST = 3  # of either side

LEANS = 1.2
"""What could be chance is named from so many times as often on, or as seldom: "1.0 times" leans nowhere."""

NO_CHOICE = ("account",)
"""Kinds that nobody can make more of."""

TAGS_FIRST = ("hashtag",)
"""Kinds a creator can choose for the next video; the others come after them, so that a word never hides a tag."""


def more_and_less(found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pick at most `MOST` things with more saves and as many with fewer, each side the surest and strongest first.

    `found`: see `analysis.what_gets_saved`. Of a side that has something clear only that is taken; else what leans most
    that way, by `LEANS` at least, tags before the rest. More comes first in either table, the strongest fewer last.
    """
    found = found[~found["kind"].isin(NO_CHOICE)]
    return _side(found[found["ratio"] > 1], down=False), _side(found[found["ratio"] < 1], down=True)


def _side(rows: pd.DataFrame, *, down: bool) -> pd.DataFrame:
    if rows.empty:
        return rows
    clear = rows[rows["clear"].astype(bool)]
    leaning = rows["ratio"].le(1 / LEANS) if down else rows["ratio"].ge(LEANS)
    chosen = clear if len(clear) else rows[leaning]
    keys = pd.DataFrame(
        {"other": ~chosen["kind"].isin(TAGS_FIRST), "ratio": chosen["ratio"] if down else -chosen["ratio"]}
    )
    first = keys.sort_values(["other", "ratio"], kind="stable").index[:MOST]
    return chosen.loc[first].sort_values("ratio", ascending=False, kind="stable")
