"""What was read: for every file what it is, what was used, what was set aside and why."""

import pandas as pd
import streamlit as st

from worthsaving.data.direction import unturned
from worthsaving.reading.result import FileReport
from worthsaving.ui.pages import ask_columns
from worthsaving.ui.parts import table_columns
from worthsaving.ui.parts.download import download
from worthsaving.ui.shell import markdown, session
from worthsaving.words import format
from worthsaving.words.screen import files as words, tables as table_words
from worthsaving.writing import csv

MOST_ROWS = 500


def what_was_read() -> None:
    """One entry for each file that was read, the ones that need a look open; buttons to drop one or all of them."""
    reports = session.reading().files
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header("What was read", width="content", anchor=False)
        st.button("Remove all", on_click=session.clear, type="tertiary", icon=":material/delete_sweep:")
    for position, report in enumerate(reports):
        if report.format is not None:
            _one_file(report, position)
    if len(session.files()) > 1:
        with st.expander("Remove one", icon=":material/delete:", type="compact"):
            for file in session.files():
                label = markdown.escape(format.clip(file.name, 60))
                st.button(label, key=f"remove_{file.digest}", on_click=session.remove, args=(file.digest,))


def not_read() -> None:
    """One entry for each file that could not be read: why, and what can be done."""
    for position, report in enumerate(session.reading().files):
        if report.format is None:
            _one_file(report, position)


def remarks() -> None:
    """Say what is odd about each file that was read; nothing where nothing is."""
    for report in session.reading().files:
        if report.format is not None and report.problems:
            st.markdown(f"**{markdown.escape(format.clip(report.name, 60))}**")
            for problem in report.problems:
                st.text(unturned(problem))


def _one_file(report: FileReport, position: int) -> None:
    name = markdown.escape(format.clip(report.name, 60))
    if report.format is None:
        with st.expander(f"**{name}** — not read", expanded=True, icon=":material/error:"):
            for problem in report.problems:
                st.text(unturned(problem))
            ask_columns.ask(report, position)
        return
    counted = format.plural(report.rows, "row")
    unused = report.table == "audience" and not report.columns
    if unused:
        counted = "recognised, not used here"
    elif report.kept != report.rows:
        counted = f"{report.kept:,} of {counted} used"
    span = format.span(report.first_day, report.last_day)
    title = " · ".join(part for part in (f"**{name}**", markdown.escape(report.label), counted, span) if part)
    odd = bool(report.problems) or (not unused and len(report.set_aside) > 0)
    icon = ":material/warning:" if odd else ":material/check_circle:"
    with st.expander(title, icon=icon, expanded=bool(report.problems)):
        for problem in report.problems:
            st.text(unturned(problem))
        ask_columns.ask(report, position)
        if report.table == "videos":
            _saves(report)
        if report.rounded:
            headers = ", ".join(markdown.escape(format.clip(header, 40)) for header in report.rounded)
            st.caption(f":material/info: {words.rounded(headers)}")
        for sentence in report.lacks:
            st.caption(f":material/info: {markdown.escape(sentence)}")
        _columns(report, position)
        _set_aside(report, position)


def _saves(report: FileReport) -> None:
    if report.saves:
        said = words.saves_from(markdown.escape(report.saves), markdown.escape(report.saves_meaning))
        st.markdown(f":orange[:material/bookmark:] {said}")
    elif "columns" not in report.asks:  # else the problem above has said so, with the columns that may count them
        st.markdown(f":material/bookmark_remove: {words.NO_SAVES_COLUMN}")


def _columns(report: FileReport, position: int) -> None:
    if report.columns:
        used = pd.DataFrame(
            {
                "In the file": list(report.columns),
                "Read as": list(report.columns.values()),
                "Meaning": [ask_columns.MEANING.get(name, "") for name in report.columns.values()],
            }
        )
        st.dataframe(
            used, hide_index=True, key=f"used_{position}", height="content", alt="Which column was read as what"
        )
    if report.ignored:
        ignored = ", ".join(markdown.escape(format.clip(header, 40)) for header in report.ignored[:20])
        more = f" and {len(report.ignored) - 20} more" if len(report.ignored) > 20 else ""
        st.caption(f"Not used: {ignored}{more}")


def _set_aside(report: FileReport, position: int) -> None:
    rows = report.set_aside
    if rows.empty:
        return
    st.markdown(f"**{format.plural(len(rows), 'row')} set aside**")
    shown = rows.head(MOST_ROWS)
    table_columns.table(
        pd.DataFrame(
            {"Row": shown["row"], "Why": shown["reason"], "As it stands": [format.clip(t, 200) for t in shown["text"]]}
        ),
        key=f"aside_{position}",
        height=table_columns.height(shown, 260),
        alt="Rows set aside and why",
    )
    if len(rows) > len(shown):
        st.caption(table_words.first(MOST_ROWS, f"{len(rows):,}"))
    name = "rows set aside.csv"
    download("Download the rows set aside", name, lambda: csv.set_aside_csv(rows), key=f"aside_csv_{position}")
