"""Bets on new videos: how the last ones came out, and the table of all of them."""

import pandas as pd

from worthsaving.analysis.plans import bets as bets_analysis
from worthsaving.sections.parts import Part, lines
from worthsaving.words import format
from worthsaving.words.plans import bets as bets_words

KEY = ["platform", "account", "video_id", "title", "posted_at"]
"""What names a video in the table of changes and in that of bets."""


def bets(table: pd.DataFrame, followed: int) -> Part:
    """Return how the bets stand; `table`: see `Library.bets`, `followed`: see `bets.followed`."""
    record = bets_analysis.record(table)
    return Part("", bets_words.heading(record), lines=lines(bets_words.evidence(record, followed)))


def listed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the bets as they are shown: caption, posted, what was expected, what came, how it stands."""
    return pd.DataFrame(
        {
            "Caption": [format.clip(format.title_of(row.title, row.posted_at), 100) for row in table.itertuples()],
            "Bet made": table["made_at"],
            "Saves then": table["saves_then"],
            bets_words.COLUMN: [bets_words.likely(row) for _, row in table.iterrows()],
            "Day 28": table["due_at"],
            "Saves on day 28": table["saves"],
            "Came out": [bets_words.STATES[state] for state in table["state"]],
            "From videos": table["videos"],
        }
    )


def beside(videos: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Return the open bet on each of these videos as "40 to 190" (str, "" without one), index as in `videos`."""
    waiting = table[table["state"] == "open"]
    said = {tuple(row[KEY]): bets_words.likely(row) for _, row in waiting.iterrows()}
    keys = zip(*(videos[name] for name in KEY), strict=True)
    return pd.Series([said.get(key, "") for key in keys], index=videos.index, dtype="str")
