"""Saves that no file has, filled in by hand: the sheet to fill, what was typed checked, and the file it becomes.

The result is an ordinary hand-made sheet. Dropped in or taken over from the screen, it goes through the same reading as
any file and is joined by the video's link; so nothing else needs to know that somebody typed it.
"""

import codecs
import io
from dataclasses import dataclass

import numpy as np
import pandas as pd

from worthsaving import formulas
from worthsaving.analysis import select
from worthsaving.words import format

FILE_NAME = "saves filled in by hand.csv"
TEMPLATE_NAME = "saves to fill in.csv"
# "Which video" is no header that the reader knows: the caption is there to find the row by, the other file keeps its own.
_HEADERS = {"link": "Video link", "title": "Which video", "views": "Views", "saves": "Saves"}


@dataclass(frozen=True)
class Checked:
    """What was typed: `saves` (Int64, index as in the sheet, only what holds) and sentences about what does not."""

    saves: pd.Series
    faults: tuple[str, ...]


def sheet(videos: pd.DataFrame) -> pd.DataFrame:
    """The videos whose saves are unknown and that have a link to be joined by, most viewed first, index kept.

    Columns: Video link, Which video (its caption, or its day of posting), Views, Saves (Int64, all missing). Empty when
    there is nothing to fill in. A link that starts like a formula leaves its video out.
    """
    open_ones = videos[videos["saves"].isna()]
    # A link that a spreadsheet would run is none, and marked as text it could not be joined by.
    linked = (open_ones["link"].str.strip() != "") & (formulas.neutralise(open_ones["link"]) == open_ones["link"])
    ordered = open_ones[linked].sort_values("views", ascending=False, na_position="last", kind="stable")
    # A caption stays as it is; videos without one are told apart by their day, as on every other page.
    named = ordered["title"].mask(ordered["title"].str.strip() == "", _untitled(select.posted_day(ordered)))
    return ordered.assign(title=named)[list(_HEADERS)].rename(columns=_HEADERS)


def _untitled(posted: pd.Series) -> pd.Series:
    """The name of a video without a caption, for each of these days; worded once a day, however many videos it has."""
    codes, days = pd.factorize(posted, use_na_sentinel=False)
    words = np.array([format.title_of("", day) for day in days], dtype="object")
    return pd.Series(words[codes], posted.index, dtype="str")


def check(typed: pd.DataFrame) -> Checked:
    """Which of the typed saves can be used: whole numbers, not negative, not above the video's views.

    `typed` is a `sheet` with some Saves filled in (numbers; blank = still unknown). Never raises: a value that does not
    hold is left out and named in `faults`.
    """
    saves = pd.to_numeric(typed["Saves"], errors="coerce")
    views = typed["Views"].astype("Float64")
    wrong = saves.notna() & ((saves < 0) | (saves % 1 != 0) | (saves > views).fillna(False))
    faults = tuple(_fault(row["Which video"], row["Views"], row["Saves"]) for _, row in typed[wrong].iterrows())
    return Checked(saves.mask(wrong).astype("Int64"), faults)


def _fault(title: str, views: object, saves: float) -> str:
    named = f"“{format.clip(format.title_of(title), 40)}”: {saves:,.15g} saves"
    if format.is_missing(views):
        return f"{named} can't be right. Type a whole number from 0 up."
    return f"{named} on {format.count(views)} views can't be right. Type a whole number from 0 up to the views."


def as_csv(filled: pd.DataFrame) -> bytes:
    """A sheet as a CSV file: UTF-8 with a mark so that spreadsheets show every letter, formulas made harmless."""
    import pyarrow as pa
    from pyarrow import csv

    table = filled.assign(**{"Which video": formulas.neutralise(filled["Which video"].astype("str"))})
    # Not pandas' writer: it leaves a lone carriage return in a caption unquoted, which cuts the row in two.
    written = io.BytesIO(codecs.BOM_UTF8)
    written.seek(0, io.SEEK_END)
    csv.write_csv(pa.Table.from_pandas(table, preserve_index=False), written)
    return written.getvalue()
