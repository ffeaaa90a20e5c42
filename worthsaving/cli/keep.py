"""Command `keep`: keeps exports in the library, once or as they appear in a folder."""

import argparse
import datetime as dt
import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worthsaving.cli import inputs, watch
from worthsaving.cli.terminal import refuse, say, show, show_json
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import Reading
from worthsaving.words import format

HELP = "keep exports in the library; the same file again changes nothing"
_AS_IT_IS = "It is kept once it has changed; to keep it as it is: worthsaving keep FILE"
SHOWN = 3
"""So many files are named in a line."""
FOLLOWERS = "new follower figure"
_NAMES = ("already", "new_videos", "new_observations", "unchanged", "new_days", "new_audience", "looks_older")
_PLANS = ("new_bets", "settled_bets", "judged_tests")


def add_arguments(command: argparse.ArgumentParser, *, past: Callable[[str], dt.datetime]) -> None:
    """Add the command's arguments; `past` reads a moment that is not still to come."""
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="CSV, TSV, TXT, XLSX or ZIP")
    inputs.add_rows_are(command)
    command.add_argument(
        "--taken", type=past, metavar="DATE", help="when the files were exported, where they do not say (default: now)"
    )
    command.add_argument(
        "--watch",
        type=Path,
        metavar="FOLDER",
        help="keep every export that appears in this folder, until it is stopped",
    )


def run(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    """Keep the files, or those that appear in a folder, and return the exit code."""
    if options.watch is not None:
        return _watch(library, options)
    if not options.files:
        return refuse("Name the files to keep, or a folder with --watch.")
    reading = inputs.read(options.files, options.rows_are)
    if _holds_nothing(reading):
        return refuse(_nothing(reading))
    kept = _dated(library, reading, options.taken)
    if options.json:
        found = {"import": kept.import_id, **{name: getattr(kept, name) for name in (*_NAMES, *_PLANS)}}
        show_json({"library": library.where, **found, "refused": inputs.refused(reading)})
    else:
        show(f"{_said(kept)} The library is at {library.where}.")
    inputs.mention_refused(reading)
    for line in _cut_off(reading):
        say(line)
    if kept.looks_older:
        say(
            "Most views in these files are lower than those kept before, so they may be older exports. If they are: "
            "forget --last, then keep them with --taken and the day they were exported."
        )
    return 0


def _watch(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    if options.files or options.taken or options.json:
        return refuse(
            "--watch takes a folder alone: files, --taken and --json are for what is there already. Leave them out."
        )
    if not options.watch.is_dir():
        return refuse(f"{options.watch} is no folder. Name one that is there.")

    kept_before = dict[str, _KeptBefore]()

    def keep(path: Path) -> str:
        reading = inputs.read([path], options.rows_are)
        if any(file.cut for file in reading.files):
            raise watch.Unfinished(f"{' '.join(_cut_off(reading))} {_AS_IT_IS}")
        if _holds_nothing(reading):
            return f"not kept. {inputs.reasons(reading)}"
        kept = _dated(library, reading, None)
        older = " It may be an older export: most views are lower than those kept before." if kept.looks_older else ""
        grown = kept_before.get(path.name)
        longer = grown.said(path) if grown else ""
        kept_before[path.name] = _KeptBefore(*_whole(path), kept.import_id)
        return f"{_said(kept)}{older}{longer}"

    show(f"Watching {options.watch} for exports; the library is at {library.where}. Stop with Ctrl+C.")
    watch.watch(options.watch, keep)
    return 0


@dataclass(frozen=True)
class _KeptBefore:
    """What a watched file held when it was kept, and the import that this was."""

    size: int
    digest: bytes
    number: int | None

    def said(self, path: Path) -> str:
        """Say that the file goes on where it ended when it was kept, and how that is taken back; "" where it is another one."""
        same = _whole(path)[0] > self.size and _digest(path, self.size) == self.digest
        if self.number is None or not same:
            return ""
        return (
            f" It goes on where it ended when import {self.number} was kept. If that was half of it, take that back: "
            f"worthsaving forget --import {self.number}"
        )


def _whole(path: Path) -> tuple[int, bytes]:
    """Return the size of a file and a digest of it; of one that was taken away those of an empty one."""
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    return size, _digest(path, size)


def _digest(path: Path, size: int) -> bytes:
    """Return a digest of the first `size` bytes of a file; of one that was taken away that of an empty one."""
    found, left = hashlib.sha256(), size
    with suppress(OSError), path.open("rb") as file:
        while left and (part := file.read(min(left, 1 << 20))):
            found.update(part)
            left -= len(part)
    return found.digest()


def _cut_off(reading: Reading) -> list[str]:
    """Return what is said of the files that end in the middle of something."""
    return [f"{file.name}: {' '.join(file.problems)}" for file in reading.files if file.cut]


def _holds_nothing(reading: Reading) -> bool:
    return bool(reading.videos.empty and reading.days.empty and reading.audience.empty)


def _nothing(reading: Reading) -> str:
    """Say that there is nothing to keep in what was read, and why."""
    why = "These files hold no videos and no days, so there is nothing to keep. Add an export of videos or of days."
    return f"{why if any(file.format for file in reading.files) else ''} {inputs.reasons(reading)}"


def _said(kept: Any) -> str:  # noqa: ANN401
    """Say what was kept."""
    if kept.import_id is None and not kept.already:
        return "There is nothing to keep in these files: no count in them."
    if kept.already:
        return "Kept before: nothing changed."
    audience = f", {format.plural(kept.new_audience, FOLLOWERS)}" if kept.new_audience else ""
    return (
        f"Kept as import {kept.import_id}: {format.plural(kept.new_videos, 'new video')}, "
        f"{format.plural(kept.new_observations, 'new count')} of videos, {format.plural(kept.new_days, 'new day')}{audience}."
    )


def _dated(library: Any, reading: Reading, taken: dt.datetime | None) -> Any:  # noqa: ANN401
    """Keep a reading. Undated files that count a same video differently are dated by their names, with a line to stderr.

    Others are dated now: a line to stderr says so where the names hold another day.
    """
    from worthsaving.library import export_dates
    from worthsaving.library.kept import clock
    from worthsaving.library.library_errors import SameMoment

    now = dt.datetime.now(dt.UTC)
    try:
        kept = library.keep(reading, now=now, taken=taken)
    except SameMoment as clash:
        named = {} if taken else export_dates.days_in_names(reading, clash.digests, now)
        try:
            kept = library.keep(reading, now=now, taken={digest: moment for digest, (_, moment) in named.items()})
        except SameMoment as still:
            raise WorthSavingError(f"{still.reason} Keep them one at a time, each with --taken and its day.") from still
        say(f"These files don't say when they were made, so the day in each name was taken: {_days(named)}.")
        return kept
    undated = [snapshot.digest for snapshot in export_dates.undated(reading, clock.micros(now))]
    named = {} if taken else export_dates.days_in_names(reading, undated, now)
    if named and kept.import_id is not None:
        say(
            f"Kept as of now, as these files don't say when they were made; their names do: {_days(named)}. If they were "
            f"exported then: forget --import {kept.import_id}, and keep them with --taken and their day."
        )
    return kept


def _days(named: dict[str, tuple[str, dt.datetime]]) -> str:
    """Name the first files with the day in each name."""
    said = [f"{name} {format.day(moment)}" for name, moment in named.values()]
    more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN + 1 else ""
    return f"{', '.join(said[: SHOWN if more else None])}{more}"
