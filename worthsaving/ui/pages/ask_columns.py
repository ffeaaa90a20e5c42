"""What only the user can tell: what unknown headers mean, and which number of a date is the day.

The answer becomes a small file of column choices (`*.worthsaving.json`) that is dropped in beside the data, so the app,
the command line and the next visit all read it the same way.
"""

import itertools
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from worthsaving import schema
from worthsaving.data.direction import unturned
from worthsaving.errors import UnreadableFile
from worthsaving.metrics import all_metrics
from worthsaving.reading.formats.headers import named
from worthsaving.reading.formats.mapping import ENDING, TARGETS, Mapping
from worthsaving.reading.formats.suggest import suggest_columns
from worthsaving.reading.formats.unused_columns import WANTED
from worthsaving.reading.result import FileReport
from worthsaving.ui.parts.callout import callout
from worthsaving.ui.parts.download import download
from worthsaving.ui.shell import markdown, session
from worthsaving.words import format
from worthsaving.words.screen import columns as words

NOT_HERE = "not used"
MOST_COLUMNS = 40
ORDERS = {"Day first: 31/12/2026": "dmy", "Month first: 12/31/2026": "mdy"}
_DATES = " dates"  # in the name of the file that says which number is the day
LOOKS_LIKE = {"posted_at": "the day of posting", "video_id": "the ID of each post"}
MEANING = {column.name: column.meaning for column in (*schema.AUDIENCE, *schema.DAYS, *schema.VIDEOS)}


def ask(report: FileReport, position: int) -> None:
    """Draw what there is to ask about one file, in its entry; nothing where nothing is open.

    What the columns are of a file that was read all the same is asked higher up: see `ask_what_is_left`.
    """
    if "columns" in report.asks and report.format is None:
        _columns(report, position)
    elif "date_order" in report.asks:
        _date_order(report, position)
    elif _is_chosen(report):
        st.button("Choose the columns again", key=f"again_{position}", on_click=_forget, args=(report,))


def ask_what_is_left(reports: Sequence[FileReport]) -> None:
    """Ask about each file that was read in part only: one of its other columns may hold what it lacks."""
    for position, report in enumerate(reports):
        _offers(report, position)
        if "columns" not in report.asks or report.format is None:
            continue
        lacking = " or ".join(column for column in WANTED if column not in report.columns.values())
        name = markdown.escape(format.clip(report.name, 60))
        said = words.is_one(lacking, name, markdown.escape(named(report.ignored)))
        with callout(said, icon=":material/help:"):
            with st.expander("Say which column is which", icon=":material/view_column:", key=f"left_{position}"):
                _columns(report, position)
            st.button("No, none of them", key=f"none_{position}", on_click=_take, args=(report, _as_read(report)))


def _offers(report: FileReport, position: int) -> None:
    """Offer each column that looks like one the file lacks, such as its day of posting."""
    for at, (header, column) in enumerate(report.offers.items()):
        name = markdown.escape(format.clip(report.name, 60))
        looks = words.looks_like(markdown.escape(format.clip(header, 40)), name, LOOKS_LIKE[column])
        with callout(looks, icon=":material/help:"), st.container(horizontal=True):
            as_read = _as_read(report)
            use = Mapping({**as_read.columns, header: column}, as_read.table, as_read.date_order)
            st.button(
                markdown.on_accent("Use it"),
                key=f"offer_{position}_{at}",
                type="primary",
                on_click=_take,
                args=(report, use),
            )
            st.button("No, leave it out", key=f"no_offer_{position}_{at}", on_click=_take, args=(report, as_read))


def _columns(report: FileReport, position: int) -> None:
    st.markdown(words.WHAT_ARE_THEY)
    header = list(report.header)
    st.dataframe(
        pd.DataFrame([row[: len(header)] for row in report.preview], columns=_distinct(header)),
        hide_index=True,
        key=f"preview_{position}",
        height="content",
        alt="The first rows of the file as they stand",
    )
    per_day = st.segmented_control(
        "One row is",
        ["a video", "a day"],
        default="a day" if report.table == "days" else "a video",
        required=True,
        key=f"row_is_{position}",
    )
    table = "days" if per_day == "a day" else "videos"
    sure = report.columns if report.table == table else None
    suggested = suggest_columns(header, report.preview, table=table, known=sure)
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
        markdown.escape(format.clip(name, 40)),
        options,
        index=options.index(suggested) if suggested in options else 0,
        format_func=_label,
        key=key,
        help=MEANING.get(suggested or ""),
    )
    return None if picked == NOT_HERE else picked


def _use(report: FileReport, chosen: dict[str, str | None], table: str, position: int) -> None:
    try:
        mapping = Mapping(chosen, table, _order(report))
    except UnreadableFile as fault:
        st.text(unturned(str(fault)))
        return
    if not any(chosen.values()):
        st.caption(words.CHOOSE_ONE)
        return
    with st.container(horizontal=True):
        st.button(
            markdown.on_accent("Read it like this"),
            key=f"use_{position}",
            type="primary",
            on_click=_take,
            args=(report, mapping),
        )
        download(
            "Save these choices for next time",
            _file_name(report),
            mapping.to_json(),
            mime="application/json",
            key=f"save_{position}",
            help=words.NEXT_TIME,
        )


def _date_order(report: FileReport, position: int) -> None:
    st.markdown(words.WHICH_IS_THE_DAY)
    # The latest answer about a file is the one that counts, so this one says again what was chosen before.
    headers = _as_read(report).columns if _is_chosen(report) else dict.fromkeys((*report.columns, *report.ignored))
    with st.container(horizontal=True):
        for label, order in ORDERS.items():
            mapping = Mapping(headers, report.table if report.table in TARGETS else "videos", order)
            st.button(label, key=f"order_{position}_{order}", on_click=_take, args=(report, mapping, _DATES))


def _is_chosen(report: FileReport) -> bool:
    """Whether a file was read by its owner's own choice of columns."""
    return (report.format or "").startswith("mapped-")


def _as_read(report: FileReport) -> Mapping:
    """The choice that leaves a file's columns as they were read."""
    return Mapping({**dict.fromkeys(report.ignored), **report.columns}, report.table, _order(report))


def _order(report: FileReport) -> str | None:
    """Which number of a date its owner has said to be the day, None where nothing was said."""
    said = [file.data for file in session.files() if file.name == _file_name(report, _DATES)]
    return Mapping.from_json(said[-1]).date_order if said else None


def _take(report: FileReport, mapping: Mapping, about: str = "") -> None:
    session.add([(_file_name(report, about), mapping.to_json().encode())])


def _forget(report: FileReport) -> None:
    for about in ("", _DATES):
        session.remove_named(_file_name(report, about))


def _file_name(report: FileReport, about: str = "") -> str:
    """The name of the file of choices that goes with this one: of its columns, or of its dates."""
    return f"{report.name.rsplit('/', 1)[-1].rsplit('.', 1)[0]}{about}{ENDING}"


def _label(column: str) -> str:
    if column in all_metrics():
        return all_metrics()[column].label
    return column.replace("_", " ").capitalize()


def _distinct(header: list[str]) -> list[str]:
    """Headers that a table can have: no two alike, none empty."""
    named: dict[str, None] = {}
    for name in (name if name.strip() else "column" for name in header):
        more = (f"{name} ({number})" for number in itertools.count(2))
        named[next(own for own in itertools.chain([name], more) if own not in named)] = None
    return list(named)
