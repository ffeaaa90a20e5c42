"""The files of this visit, or the library, and what was read from them: the one place that writes the session's state.

The bytes live in the session only. The reading is cached for the session by the files' digests, or by what the library
holds, never for others.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from worthsaving.data.app_files import SAMPLES
from worthsaving.errors import WorthSavingError
from worthsaving.reading import read_files
from worthsaving.reading.json.posts_only import posts_only
from worthsaving.reading.read import Progress
from worthsaving.reading.result import Reading
from worthsaving.sections.history import History
from worthsaving.sections.labels import file as labels_file, take
from worthsaving.ui.shell import labels_held, library_access, messages, session_cache, uploads
from worthsaving.ui.shell.served import limits

_FILES = "files"
_DROPS = "drops"
_VIDEO = "video"
_PICKED_AT = "video_picked_at"
_SHOWN = "video_shown"
_SOURCE = "from_library"
_HELD = "library_held"
_FAULT = "library_fault"
_WRITES = "library_writes"
_DROPPED = "dropped_names"
_CAME = "came_in_last"


@dataclass(frozen=True)
class Export:
    """One file of this visit; `digest` tells it from every other."""

    name: str
    data: bytes
    digest: str


def files() -> tuple[Export, ...]:
    """The files of this visit, in the order they came."""
    found: tuple[Export, ...] = st.session_state.get(_FILES, ())
    return found


def uploader_key() -> str:
    """The key of the drop zone: a new one after each drop, so that the zone is empty again."""
    return f"drop_{st.session_state.get(_DROPS, 0)}"


def add(new: list[tuple[str, bytes]]) -> None:
    """Keep more files for this visit; one that is already there, byte for byte, is not kept twice.

    Of a file that may hold a login or messages (HAR, account takeout) only its posts are kept, of a refused archive nothing.
    """
    kept = {file.digest: file for file in files()}
    for name, whole in new:
        if labels_file.is_labels(whole):
            labels_held.wait(name, whole)
            continue
        data = posts_only(whole, name) or whole
        digest = hashlib.sha256(name.encode() + b"\0" + data).hexdigest()
        kept.setdefault(digest, Export(name, data, digest))
    st.session_state[_CAME] = tuple(digest for digest in kept if digest not in {file.digest for file in files()})
    _keep(tuple(kept.values()))


def add_filled_in(name: str, data: bytes) -> None:
    """Keep what was filled in by hand as a file of its own, joined with what was filled in before."""
    number = sum(file.name.startswith(name.removesuffix(".csv")) for file in files())
    add([(name if not number else name.replace(".csv", f" ({number + 1}).csv"), data)])


def take_drop() -> None:
    """Move what was dropped into the files of this visit and empty the drop zone; the server keeps no copy."""
    dropped = st.session_state.get(uploader_key()) or []
    if not dropped:  # where the run after a drop is stopped, Streamlit calls this once more
        return
    held = [*(len(file.data) for file in files()), *labels_held.sizes_waiting()]
    taken = limits.within(dropped, held, messages.leave_message)
    add([(upload.name, upload.getvalue()) for upload in taken])
    st.session_state[_DROPPED] = tuple(file.name for file in taken if not labels_file.is_labels(file.getvalue()))
    uploads.forget(dropped)
    st.session_state[_DROPS] = st.session_state.get(_DROPS, 0) + 1


def add_samples() -> None:
    """Load the made-up exports that come with Worth Saving."""
    paths = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".csv", ".zip", ".xlsx"})
    add([(path.name, path.read_bytes()) for path in paths])
    st.session_state[_DROPPED] = tuple(path.name for path in paths)


def pop_dropped() -> tuple[str, ...]:
    """Return the names of the files that came in just now, and forget them."""
    found: tuple[str, ...] = st.session_state.pop(_DROPPED, ())
    return found


def remove(digest: str) -> None:
    """Forget one file, and all that was worked out from it."""
    _keep(tuple(file for file in files() if file.digest != digest))
    session_cache.forget()


def remove_named(name: str) -> None:
    """Forget the files of that name."""
    _keep(tuple(file for file in files() if file.name != name))


def clear() -> None:
    """Forget every file, and all that was worked out from them."""
    _keep(())
    labels_held.forget()
    session_cache.forget()


def _keep(files: tuple[Export, ...]) -> None:
    st.session_state[_FILES] = files
    _show(library=not files)


def library() -> library_access.Held | None:
    """What the library holds, looked at once a page; None without one, or where it cannot be opened (`pop_fault`)."""
    if _HELD not in st.session_state:
        st.session_state[_HELD], st.session_state[_FAULT] = None, ""
        try:
            st.session_state[_HELD] = library_access.look()
        except WorthSavingError as fault:
            st.session_state[_FAULT] = str(fault)
    found: library_access.Held | None = st.session_state[_HELD]
    return found


@session_cache.for_this_visit()
def history() -> History:
    """The questions to the library, whatever the pages show; asked once for what it holds."""
    return History(library)


def pop_fault() -> str:
    """Say why the library cannot be opened, once a page; empty where it can, or where there is none."""
    library()
    found: str = st.session_state.pop(_FAULT, "")
    return found


def wants_library() -> bool:
    """Whether what is kept is to be shown, whatever became of it: asked for, or no file of this visit is there."""
    return bool(st.session_state.get(_SOURCE, not files()))


def from_library() -> bool:
    """Whether the pages show what is kept in the library, and not the dropped files."""
    now = library() if wants_library() else None
    return now is not None and not now.empty


def show_library() -> None:
    """Let the pages show what is kept."""
    _show(library=True)


def show_files() -> None:
    """Let the pages show the dropped files."""
    _show(library=False)


def _show(*, library: bool) -> None:
    st.session_state[_SOURCE] = library
    st.session_state.pop(_VIDEO, None)  # with other data the picked row is another video


def library_changed(said: str, *, taken_away: bool = False) -> None:
    """Look anew after something was kept or taken away, and say so; what was taken away leaves the caches, too."""
    st.session_state[_WRITES] = library_writes() + 1
    messages.leave_message(said)
    if from_library():
        st.session_state.pop(_VIDEO, None)
    st.session_state.pop(_HELD, None)
    if taken_away:
        session_cache.forget()


def library_writes() -> int:
    """How often this visit changed the library."""
    found: int = st.session_state.get(_WRITES, 0)
    return found


def has_data() -> bool:
    """Whether there is something for the pages: dropped files, or the library shown."""
    return bool(files()) or from_library()


def reading_key() -> tuple[str, ...]:
    """What the reading depends on: the digests of the files, or what the library holds."""
    now = library() if from_library() else None
    return (*(file.digest for file in files()), *labels_held.key(library())) if now is None else ("library", *now.key)


def labels() -> pd.DataFrame:
    """The labels that posts were given (`schema.LABELS`): those kept, and on dropped files those of this visit."""
    return labels_held.in_effect(library(), with_own=not from_library())


def reading(progress: Progress | None = None) -> Reading:
    """What the pages show: read from the dropped files, or kept. Shared within the session: do not change it.

    `progress` is told how far the reading of files is; see `read_files`.
    """
    now, key, done = library() if from_library() else None, reading_key(), _readings()
    if key not in done:
        if now is None:
            read = tuple(file.digest for file in files())
            if read not in done:
                done[read] = read_files([(file.name, file.data) for file in files()], progress=progress)
            made = take.with_labels(done[read], labels(), labels_held.rules_in_effect(library(), with_own=True))
        else:
            made = library_access.ask(now.library.reading)
        while len(done) >= session_cache.ENTRIES:
            done.pop(next(iter(done)))
        done[key] = made
    return done[key]


def is_read() -> bool:
    """Whether what the pages show was read before, so that `reading` takes no time."""
    read = tuple(file.digest for file in files())
    return not has_data() or reading_key() in _readings() or (not from_library() and read in _readings())


@session_cache.for_this_visit()
def _readings() -> dict[tuple[str, ...], Reading]:
    """The readings of this visit by their keys, the oldest first: none is kept by a decorator, as its progress is drawn."""
    return {}


def stop_reading() -> None:
    """Forget the files that came in last, so that the page goes on without them."""
    came = st.session_state.pop(_CAME, ())
    _keep(tuple(file for file in files() if file.digest not in came))


def start_page() -> None:
    """Begin a page: the library has not been looked at."""
    st.session_state.pop(_HELD, None)


def pick_video(label: int | None, place: str = "") -> None:
    """Remember which video's card is open (its index label in the reading's videos), or None for no card, and where.

    `place` is the chart that it was picked in, empty for a table.
    """
    st.session_state[_VIDEO] = label
    st.session_state[_PICKED_AT] = place


def picked_at() -> str:
    """In which chart the video was picked whose card is open; empty where it was no chart."""
    return str(st.session_state.get(_PICKED_AT, ""))


def picked_video() -> int | None:
    """Which video's card is open."""
    return st.session_state.get(_VIDEO)


def show_picked() -> int | None:
    """Say that the page is drawn with the picked video's card; return the video whose card was on it before."""
    before, st.session_state[_SHOWN] = st.session_state.get(_SHOWN), picked_video()
    return before
