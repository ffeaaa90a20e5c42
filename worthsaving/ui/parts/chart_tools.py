"""What stands under every chart: its numbers as a table and as CSV, and the chart itself as a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from worthsaving import formulas
from worthsaving.data import load
from worthsaving.figures.tables import Table
from worthsaving.sections.parts import Marked
from worthsaving.ui.parts import mark_form, table_columns, whose
from worthsaving.ui.parts.download import download
from worthsaving.words import format
from worthsaving.words.screen import tables as table_words
from worthsaving.writing import csv

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

MOST_ROWS = 500  # what somebody scrolls through; more are in the CSV
MOST_HEIGHT = 320  # pixels: about eight rows, then it scrolls
UNSEEN = "\u200b"  # a space of no width: no spreadsheet takes what begins with it for a formula
_pictures = st.components.v2.component(
    "worth_saving_pictures",
    html='<div><button type="button" data-format="png">PNG</button><button type="button" data-format="svg">SVG</button></div>',
    css=load.text("take_picture.css"),
    js=load.text("take_picture.js"),
)


@st.fragment
def tools(
    place: str, title: str, table: Callable[[], Table], caption: str = "", *, marked: Marked | None = None
) -> None:
    """One quiet line: the numbers of the chart at `place`, its CSV, its picture as PNG and SVG.

    `table` is called when the numbers are opened or downloaded, not before. Opening them redraws this line alone. A
    picture carries the title, the caption that explains the marks, whose it is and of which day. `marked`: a chart over time, under which a day can be
    marked.
    """
    name, about = place.replace("_", " "), whose.whose()
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"tools_{place}"):
        numbers = st.popover(
            ":small[Table]", icon=":material/table:", type="tertiary", key=f"table_{place}", on_change="rerun"
        )
        download(
            ":small[CSV]",
            about.file_name(name, "csv"),
            lambda: csv.shown_csv(table().rows),
            type="tertiary",
            key=f"csv_{place}",
            help="The numbers of this chart for a spreadsheet",
        )
        picture = {"title": title, "key": caption, "about": about.line, "file": about.file_name(name, "png")[:-4]}
        _pictures(key=f"picture_{place}", data={"chart": f"chart_{place}", **picture}, width="content")
        marking = marked is not None and mark_form.button(place)
    if marked is not None and marking:
        mark_form.form(place, marked)
    if numbers.open:
        with numbers:
            _numbers(place, table(), title)


def _numbers(place: str, table: Table, title: str) -> None:
    rows = _harmless(table.rows.head(MOST_ROWS))
    # An editor that takes no edits: its cells can be copied, which the built-in table allows only together with a
    # download of its own that leaves formulas as they are.
    st.data_editor(
        rows,
        key=f"numbers_{place}",
        disabled=True,
        hide_index=True,
        width="content",
        height="content" if len(rows) < 8 else MOST_HEIGHT,
        placeholder="–",
        column_config={str(name): _column(values) for name, values in rows.items()},
        alt=f"The numbers of the chart: {title}",
    )
    if len(table.rows) > len(rows):
        st.caption(table_words.first(MOST_ROWS, format.plural(len(table.rows), "row"), table_words.ALL_IN_CSV))
    if table.note:
        st.caption(table.note)


def _harmless(rows: pd.DataFrame) -> pd.DataFrame:
    """What starts like a formula starts with a mark that nobody sees: cells are copied into spreadsheets.

    The CSV has an apostrophe there, which a reader of this table would take for a part of the caption.
    """
    texts = {name: values for name, values in rows.items() if pd.api.types.is_string_dtype(values)}
    return rows.assign(
        **{name: values.mask(formulas.neutralise(values) != values, UNSEEN + values) for name, values in texts.items()}
    )


def _column(values: pd.Series) -> ColumnConfig:
    """How a column is shown: days as days, counts with their thousands, other numbers to three figures or so."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return table_columns.DAY
    if pd.api.types.is_integer_dtype(values):
        return table_columns.COUNT
    if pd.api.types.is_float_dtype(values):
        return st.column_config.NumberColumn(format=f"%.{_places(values)}f")
    return st.column_config.TextColumn(width=220 if values.name == "Caption" else None)


def _places(values: pd.Series) -> int:
    """How many decimals give a usual value of the column three figures: none from 100 on, never more than five."""
    sizes = np.abs(values.to_numpy("float64", na_value=np.nan))
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    return int(np.clip(2 - np.floor(np.log10(np.median(sizes))), 0, 5)) if len(sizes) else 0
