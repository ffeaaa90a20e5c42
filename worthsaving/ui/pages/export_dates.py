"""The day on which the dropped files were exported, where they do not say so: asked for once, for all of them."""

import datetime as dt
import hashlib
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from worthsaving.analysis.select import posted_day
from worthsaving.library import export_dates
from worthsaving.library.kept.clock import micros
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.result import Reading, Snapshot
from worthsaving.ui.shell import library_access, markdown, session, session_cache
from worthsaving.words import format
from worthsaving.words.screen import files as words

LIES_BACK = 7
"""Days since the newest video from which a file is taken for an older export: the day of that video is proposed."""

Files = Sequence[Snapshot]


def newest_kept() -> dt.date | None:
    """The day of the library's newest export; None while it is empty."""
    now = session.library()
    last = None if now is None else now.imports["taken_to"].max()
    return None if format.is_missing(last) else last.date()  # type: ignore[union-attr]


def undated(now: library_access.Held, reading: Reading) -> list[Snapshot]:
    """The files to ask about: no moment in their rows nor their names, and not kept already."""
    found = export_dates.undated(reading, micros(dt.datetime.now(dt.UTC)))
    kept = library_access.ask(lambda: now.library.kept_whole({file.digest for file in found})) if found else set()
    return [file for file in found if file.digest not in kept]


def ask(files: Files) -> None:
    """One date box for all files; a box each, behind a button, where they may be of different days. Nothing without files."""
    if not files:
        return
    if _together(files):
        _box(files[0], "Exported on", _key_of_all(files), explained=words.WHICH_DAY)
        return
    days = sorted(picked(files).values())
    shown = format.day(days[0]) if days[0] == days[-1] else f"{format.day(days[0])} to {format.day(days[-1])}"
    with st.popover(shown, icon=":material/event:"):
        st.caption(words.WHICH_DAYS)
        for place, file in enumerate(files):
            twins = [other for other in files[: place + 1] if other.name == file.name]
            again = f" ({len(twins)})" if len(twins) > 1 else ""
            _box(file, markdown.escape(format.clip(file.name, 60) + again), _key(file))


def clash(reading: Reading, files: Files) -> str:
    """Why these files cannot be kept with the days that stand in their boxes; empty where they can."""
    days = picked(files)
    given = tuple((s, days[s.digest]) for s in reading.snapshots if s.digest in days)
    found = _conflicting(tuple((_key(s), day) for s, day in given), given)
    if not found:
        return ""
    several = len({file.digest for file in found}) > 1
    return " ".join([export_dates.conflict_reason(found), *([words.DIFFERENT_DAYS] if several else ())])


def picked(files: Files) -> dict[str, dt.date]:
    """The day in each file's box, by digest; what it would be filled in with where it is not drawn yet."""
    if files and _together(files):
        return dict.fromkeys((file.digest for file in files), _day(_key_of_all(files), files[0]))
    return {file.digest: _day(_key(file), file) for file in files}


def moments(reading: Reading, files: Files, now: dt.datetime) -> dict[str, dt.datetime]:
    """The moment of each file whose box holds an earlier day than today, by digest.

    Daily files have no box: they are taken to be of the newest day that is picked for the others.
    """
    days = picked(files)
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


def as_of(reading: Reading, files: Files) -> dt.date | None:
    """The newest day of the export: the day picked for `files`, or the one that the others say themselves."""
    days = _stated(tuple(s.digest for s in reading.snapshots), reading)
    return max([*days, *picked(files).values()], default=None)


@session_cache.for_this_visit()
def _stated(digests: tuple[str, ...], _reading: Reading) -> list[dt.date]:
    """The days that the rows or the names of files state; `digests` are those files'."""
    known = [s.videos["observed_at"].max() for s in _reading.snapshots if len(s.videos)]
    days = [moment.date() for moment in known if not format.is_missing(moment)]
    return days + [moment.date() for s in _reading.snapshots if (moment := facts(s.name).exported) is not None]


def _box(file: Snapshot, label: str, key: str, *, explained: str | None = None) -> None:
    st.date_input(
        label,
        value=_proposed(file),
        max_value=dt.date.today(),
        key=key,
        width=128 if explained else "stretch",
        format="YYYY-MM-DD",
        label_visibility="collapsed" if explained else "visible",
        help=explained,
    )


def _together(files: Files) -> bool:
    """Whether one day fits all of them: none counts the same video otherwise, and the same day is proposed for each."""
    if len({file.digest for file in files}) == 1:
        return True
    if len({_proposed(file) for file in files}) > 1:
        return False
    same = dt.date.today()
    return not _conflicting(tuple((_key(file), same) for file in files), tuple((file, same) for file in files))


@session_cache.for_this_visit()
def _conflicting(key: tuple[tuple[str, dt.date], ...], _files: tuple[tuple[Snapshot, dt.date], ...]) -> list[Snapshot]:
    return export_dates.conflicting(_files)


def _proposed(file: Snapshot) -> dt.date:
    """The newest day in the file's name; else its newest video's day where that lies back; else today."""
    today = dt.date.today()
    past = [day for day in facts(file.name).written if day <= today]
    if past:
        return past[-1]
    newest = posted_day(file.videos).max()
    if pd.isna(newest) or (today - newest.date()).days < LIES_BACK:
        return today
    return newest.date()  # type: ignore[no-any-return]


def _key(file: Snapshot) -> str:
    # With its name: a file renamed so that it says its day is asked about anew.
    return f"exported_on_{file.digest}_{file.name}"


def _key_of_all(files: Files) -> str:
    return f"exported_on_{hashlib.sha256(''.join(map(_key, files)).encode()).hexdigest()}"


def _day(key: str, file: Snapshot) -> dt.date:
    return st.session_state.get(key) or _proposed(file)
