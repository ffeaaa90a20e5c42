"""What the tables of the pages share: captions, ranges, how days and counts are written, how tall a table is."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from worthsaving.analysis import select
from worthsaving.words import format

TALLEST = 420
_HEAD, _ROW = 38, 35  # pixels, as Streamlit draws them

DAY = st.column_config.DateColumn(format="D MMM YYYY")
CAPTION = st.column_config.TextColumn(width=160)  # a phone then has room for the day and the first count beside it
COUNT = st.column_config.NumberColumn(format="localized")


def captions(videos: pd.DataFrame, limit: int = 120) -> list[str]:
    """Each video's caption, cut short; its day where it has none."""
    posted = select.posted_day(videos)
    return [format.clip(format.title_of(title, day), limit) for title, day in zip(videos["title"], posted, strict=True)]


def ranges(low: pd.Series, high: pd.Series, say: Callable[[float], str] = format.figures) -> list[str | None]:
    """Each range in words, None where it is missing."""
    return [None if pd.isna(a) else f"{say(a)} – {say(b)}" for a, b in zip(low, high, strict=True)]


def height(table: pd.DataFrame, tallest: int = TALLEST) -> int:
    """As tall as its rows, at most `tallest` pixels."""
    return min(tallest, _HEAD + _ROW * len(table))
