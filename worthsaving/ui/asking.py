"""What only the user can tell: what unknown headers mean, and which number of a date is the day.

The answer becomes a small file of column choices (`*.worthsaving.json`) that is dropped in beside the data, so the app,
the command line and the next visit all read it the same way.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from worthsaving import schema, wording
from worthsaving.errors import UnreadableFile
from worthsaving.metrics import all_metrics
from worthsaving.reading.guess import guess
from worthsaving.reading.mapping import ENDING, TARGETS, Mapping
from worthsaving.reading.report import FileReport
from worthsaving.ui import plain, state

NOT_HERE = "not used"
MOST_COLUMNS = 40
ORDERS = {"Day first: 31/12/2026": "dmy", "Month first: 12/31/2026": "mdy"}
_MEANING = {column.name: column.meaning for column in (*schema.DAYS, *schema.VIDEOS)}


def ask(report: FileReport, position: int) -> None:
    """Draw what there is to ask about one file; nothing where nothing is open."""
    if "columns" in report.asks:
        _columns(report, position)
    elif "date_order" in report.asks:
        _date_order(report, position)
    elif (report.format or "").startswith("mapped-"):
        name = _choices_name(report)
        st.button("Choose the columns again", key=f"again_{position}", on_click=state.remove_named, args=(name,))


def _columns(report: FileReport, position: int) -> None:
    st.markdown("**Tell us what its columns are.** Its first rows:")
    header = list(report.header)
    st.dataframe(
        pd.DataFrame([row[: len(header)] for row in report.preview], columns=_distinct(header)),
        hide_index=True,
        key=f"preview_{position}",
        height="content",
        alt="The first rows of the file as they stand",
    )
    per_day = st.segmented_control(
        "One row is", ["a video", "a day"], default="a video", required=True, key=f"row_is_{position}"
    )
    table = "days" if per_day == "a day" else "videos"
    suggested = guess(header, report.preview, table=table)
    chosen: dict[str, str | None] = {}
    with st.grid(3, min_column_width=200):
        for at, name in enumerate(name for name in suggested if name.strip()):
            if at >= MOST_COLUMNS:
                chosen[name] = None
                continue
            chosen[name] = _one_column(name, suggested[name], table, key=f"column_{position}_{table}_{at}")
    _use(report, chosen, table, position)


def _one_column(name: str, suggested: str | None, table: str, *, key: str) -> str | None:
    options = [NOT_HERE, *TARGETS[table]]
    picked = st.selectbox(
        plain.escape(wording.clip(name, 40)),
        options,
        index=options.index(suggested) if suggested in options else 0,
        format_func=_label,
        key=key,
        help=_MEANING.get(suggested or ""),
    )
    return None if picked == NOT_HERE else picked


def _use(report: FileReport, chosen: dict[str, str | None], table: str, position: int) -> None:
    try:
        mapping = Mapping(chosen, table)
    except UnreadableFile as fault:
        st.text(str(fault))
        return
    if not any(chosen.values()):
        st.caption("Choose at least one column.")
        return
    name = _choices_name(report)
    with st.container(horizontal=True):
        st.button(
            plain.on_accent("Read it like this"),
            key=f"use_{position}",
            type="primary",
            on_click=state.add,
            args=([(name, mapping.to_json().encode())],),
        )
        st.download_button(
            "Save these choices for next time",
            data=mapping.to_json(),
            file_name=name,
            mime="application/json",
            key=f"save_{position}",
            icon=":material/download:",
            on_click="ignore",
            help="Drop this small file in together with the next export of the same kind.",
        )


def _date_order(report: FileReport, position: int) -> None:
    st.markdown("**Which number is the day?** Its dates can be read in more than one way.")
    headers: dict[str, str | None] = dict.fromkeys((*report.columns, *report.ignored), None)
    name = f"{report.name.rsplit('/', 1)[-1].rsplit('.', 1)[0]} dates{ENDING}"
    with st.container(horizontal=True):
        for label, order in ORDERS.items():
            mapping = Mapping(headers, report.table if report.table in TARGETS else "videos", order)
            st.button(
                label,
                key=f"order_{position}_{order}",
                on_click=state.add,
                args=([(name, mapping.to_json().encode())],),
            )


def _choices_name(report: FileReport) -> str:
    return f"{report.name.rsplit('/', 1)[-1].rsplit('.', 1)[0]}{ENDING}"


def _label(column: str) -> str:
    if column in all_metrics():
        return all_metrics()[column].label
    return column.replace("_", " ").capitalize()


def _distinct(header: list[str]) -> list[str]:
    """Headers that a table can have: no two alike, none empty."""
    named: list[str] = []
    taken: set[str] = set()
    for name in header:
        plain_name, number = name if name.strip() else "column", 1
        own = plain_name
        while own in taken:
            number += 1
            own = f"{plain_name} ({number})"
        taken.add(own)
        named.append(own)
    return named
