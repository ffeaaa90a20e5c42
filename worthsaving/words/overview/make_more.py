"""What to make more and less of, in few words: tags and the like by how sure they are, and one video to take after."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from worthsaving.words import format, what_gets_saved

Way = Literal["more", "like", "less"]
LIKE = "More like this one"
MOST_NAMED = 2
LONGEST_NAME = 30  # letters of one thing
LONGEST_TITLE = 34  # letters of a video's caption


@dataclass(frozen=True)
class Advice:
    """One piece of it: what to do, with what (text from captions: escape it), and how sure that is.

    `way`: to make more or less of it, or a video to take after. `sure`: it holds up.
    """

    way: Way
    what: str
    names: tuple[str, ...]
    why: str
    sure: bool

    @property
    def named(self) -> str:
        """All its names in one text."""
        return " · ".join(self.names)  # a name may have commas of its own


def things(rows: pd.DataFrame, way: Literal["more", "less"]) -> Advice | None:
    """Say which things to make more or less of (`way`); None without any.

    `rows`: kind, value, ratio, clear, the strongest first. Of a side on which something is clear only that is named.
    """
    if rows.empty:
        return None
    sure = bool(rows["clear"].any())
    first = (rows[rows["clear"].astype(bool)] if sure else rows).head(MOST_NAMED)
    names = tuple(
        format.clip(what_gets_saved.name_to_make(kind, value), LONGEST_NAME)
        for kind, value in zip(first["kind"], first["value"], strict=True)
    )
    often = f"saved {what_gets_saved.as_often(first['ratio'].iloc[0])}"
    why = (f"{names[0]}: {often}" if len(names) > 1 else often) if sure else "leaning this way, could be chance"
    return Advice(way, f"{'Make' if sure else 'Maybe'} {way} of", names, why, sure)


def video(title: str, rate: float, usual: float) -> Advice:
    """Name a video that is surely saved more than usual, with both rates (0-1)."""
    why = f"{format.rate(rate)} saves per 1,000 views; usual: {format.rate(usual)}"
    return Advice("like", LIKE, (format.clip(title, LONGEST_TITLE),), why, sure=True)
