"""The day on which each dropped file was exported, where it does not say so itself: asked for."""

import datetime as dt
from typing import Literal

import streamlit as st

from worthsaving.library import export_dates
from worthsaving.library.stored_rows import micros
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.result import Reading, Snapshot
from worthsaving.ui.shell import library_access, markdown
from worthsaving.words import format

MANY = 9  # boxes; more of them scroll in a frame of their own


def undated(now: library_access.Held, reading: Reading) -> list[Snapshot]:
    """The files to ask about: no moment in their rows nor their names, and not kept already."""
    found = export_dates.undated(reading, micros(dt.datetime.now(dt.UTC)))
    kept = library_access.ask(lambda: now.library.kept_whole({file.digest for file in found})) if found else set()
    return [file for file in found if file.digest not in kept]


def ask(files: list[Snapshot]) -> None:
    """A date box for each of several files, labelled by its name, and why they are asked for.

    Folded unless some of them count the same videos: for the others today is seldom far off.
    """
    alike = bool(export_dates.conflicting([(file, 0) for file in files]))
    with (
        st.expander("When was each file exported?", icon=":material/event:", expanded=alike),
        st.container(height=320 if len(files) > MANY else "content", border=len(files) > MANY),
        st.grid(3, min_column_width=200, vertical_alignment="bottom"),
    ):
        for place, file in enumerate(files):
            twins = [other for other in files[: place + 1] if other.name == file.name]
            again = f" ({len(twins)})" if len(twins) > 1 else ""
            box(file, markdown.escape(format.clip(file.name, 60) + again))


def box(
    file: Snapshot, label: str, *, explained: str | None = None, width: int | Literal["stretch"] = "stretch"
) -> None:
    """One date box, filled in with the newest day in the file's name, or today."""
    today = dt.date.today()
    past = [day for day in facts(file.name).written if day <= today]
    st.date_input(
        label,
        value=past[-1] if past else today,
        max_value=today,
        key=_key(file),
        width=width,
        format="YYYY-MM-DD",
        help=explained,
    )


def clash(reading: Reading, files: list[Snapshot]) -> str:
    """Why these files cannot be kept with the days that stand in their boxes; empty where they can."""
    days = {file.digest: _day(file) for file in files}
    found = export_dates.conflicting([(s, days[s.digest]) for s in reading.snapshots if s.digest in days])
    if not found:
        return ""
    several = len({file.digest for file in found}) > 1
    return export_dates.conflict_reason(found) + (
        " They need different days before they can be kept." if several else ""
    )


def picked(reading: Reading, now: dt.datetime) -> dict[str, dt.datetime]:
    """The moment of each file whose box holds an earlier day than today, by digest.

    Daily files have no box: they are taken to be of the newest day that is picked for the others.
    """
    days = {
        file.digest: _day(file) for file in export_dates.undated(reading, micros(now)) if _key(file) in st.session_state
    }
    if not days:
        return {}
    newest = max(days.values())
    for snapshot in reading.snapshots:
        if (
            snapshot.videos.empty
            and len(snapshot.days)
            and export_dates.export_time_in_name(snapshot.name, micros(now)) is None
        ):
            days.setdefault(snapshot.digest, newest)
    return {digest: export_dates.noon(day) for digest, day in days.items() if day < dt.date.today()}


def _key(file: Snapshot) -> str:
    # With its name: a file renamed so that it says its day is asked about anew.
    return f"exported_on_{file.digest}_{file.name}"


def _day(file: Snapshot) -> dt.date:
    return st.session_state.get(_key(file)) or dt.date.today()
