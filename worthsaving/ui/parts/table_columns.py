"""What the tables of the pages share: how days, counts and links are written, how tall a table is."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from worthsaving.metrics import metric

TALLEST = 420
_HEAD, _ROW = 38, 35  # pixels, as Streamlit draws them

DAY = st.column_config.DateColumn(format="D MMM YYYY")
CAPTION = st.column_config.TextColumn(width=160)  # a phone then has room for the day and the first count beside it
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
    return st.dataframe(rows, hide_index=True, column_config={**COLUMNS, **(columns or {})}, alt=alt, **options)


def height(table: pd.DataFrame, tallest: int = TALLEST) -> int:
    """As tall as its rows, at most `tallest` pixels."""
    return min(tallest, _HEAD + _ROW * len(table))
