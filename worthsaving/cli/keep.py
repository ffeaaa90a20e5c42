"""Command `keep`: keeps exports in the library, once or as they appear in a folder."""

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from worthsaving.cli import inputs, watch
from worthsaving.cli.terminal import refuse, say, show, show_json
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import Reading
from worthsaving.words import format

HELP = "keep exports in the library; the same file again changes nothing"
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

    def keep(path: Path) -> str:
        reading = inputs.read([path], options.rows_are)
        if _holds_nothing(reading):
            return f"not kept. {inputs.reasons(reading)}"
        kept = _dated(library, reading, None)
        older = " It may be an older export: most views are lower than those kept before." if kept.looks_older else ""
        return f"{_said(kept)}{older}"

    show(f"Watching {options.watch} for exports; the library is at {library.where}. Stop with Ctrl+C.")
    watch.watch(options.watch, keep)
    return 0


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
    """Keep a reading. Undated files that count a same video differently are dated by their names, with a line to stderr."""
    from worthsaving.library import export_dates
    from worthsaving.library.library_errors import SameMoment

    now = dt.datetime.now(dt.UTC)
    try:
        return library.keep(reading, now=now, taken=taken)
    except SameMoment as clash:
        named = {} if taken else export_dates.days_in_names(reading, clash.digests, now)
        try:
            kept = library.keep(reading, now=now, taken={digest: moment for digest, (_, moment) in named.items()})
        except SameMoment as still:
            raise WorthSavingError(f"{still.reason} Keep them one at a time, each with --taken and its day.") from still
    days = ", ".join(f"{name} {format.day(moment)}" for name, moment in named.values())
    say(f"These files don't say when they were made, so the day in each name was taken: {days}.")
    return kept
