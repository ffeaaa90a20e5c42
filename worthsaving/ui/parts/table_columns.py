"""What the tables of the pages share: how days, counts and links are written, how tall a table is."""

from bisect import bisect_right
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from worthsaving.metrics import metric
from worthsaving.words import format

TALLEST = 420
_HEAD, _ROW, _PADDING = 38, 35, 18  # pixels, as Streamlit draws them

DAY = st.column_config.DateColumn(format="D MMM YYYY")
CAPTION_WIDTH = 190  # pixels: a phone then has room for the day beside it
CAPTION = st.column_config.TextColumn(width=CAPTION_WIDTH)
COUNT = st.column_config.NumberColumn(format="localized")
_COUNTED = ("Saves now", *(metric(name).label for name in ("saves", "views")))
COLUMNS: dict[str, ColumnConfig] = {
    "Caption": CAPTION,
    "Posted": DAY,
    "Link": st.column_config.LinkColumn(display_text="open"),
    **dict.fromkeys(_COUNTED, COUNT),
}


def table(rows: pd.DataFrame, *, alt: str, columns: dict[str, ColumnConfig] | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Draw a table and return what is picked in it; `columns` adds to `COLUMNS`, `options` are those of Streamlit's."""
    options = {"height": height(rows), "placeholder": "–", **options}
    if "Caption" in rows:
        rows = rows.assign(Caption=[fitting(text) for text in rows["Caption"]])
    return st.dataframe(_short(rows), hide_index=True, column_config={**COLUMNS, **(columns or {})}, alt=alt, **options)


def _short(rows: pd.DataFrame) -> pa.Table:
    """Convert a table to what the browser gets: counts and places of texts in four bytes, without what pandas adds for itself."""
    made = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata()
    for at, column in enumerate(made.columns):
        if (kind := _short_type(column)) is not None:
            made = made.set_column(at, made.field(at).name, column.cast(kind))
    return made


def _short_type(column: pa.ChunkedArray) -> pa.DataType | None:
    """Return a type of fewer bytes that holds all values of a column; None where there is none."""
    if pa.types.is_large_string(column.type):
        return pa.string()
    if pa.types.is_int64(column.type):
        ends = pc.min_max(column).as_py()
        most = max(abs(ends["min"] or 0), abs(ends["max"] or 0))
        return pa.int32() if most < 2**31 else None
    return None


def fitting(text: str, pixels: int = CAPTION_WIDTH) -> str:
    """Cut a caption at a word, with an ellipsis, so that it fits into a column so wide: a cell cuts through its letters."""
    room, wide = pixels - _PADDING, [_letter(character) for character in text]
    if sum(wide) <= room:
        return text
    fits = bisect_right(list(accumulate(wide)), room - _letter("…"))
    return format.clip(text, fits + 1)


def _letter(character: str) -> float:
    """The width of a letter in pixels, as the table's font has it, rather too much than too little."""
    if east_asian_width(character) in "WF":
        return 15.0
    if character in "iljtfrI.,:;!'|()[] ":
        return 4.5
    return 9.5 if character.isupper() or character in "mwMW@%&#…" else 7.5


def height(table: pd.DataFrame, tallest: int = TALLEST) -> int:
    """As tall as its rows, at most `tallest` pixels."""
    return min(tallest, _HEAD + _ROW * len(table))
