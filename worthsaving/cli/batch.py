"""Command `batch`: summarises many accounts, one row each, from folders and large files of many authors."""

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worthsaving.cli import inputs
from worthsaving.cli.terminal import NOT_DONE, on_screen, refuse, replace_line, say, show
from worthsaving.words import format

if TYPE_CHECKING:
    from worthsaving.batch.run import Done
    from worthsaving.batch.spread import Spread

EVERY = 30.0
"""Seconds between two lines of progress where they cannot replace each other."""

EVERY_ON_SCREEN = 0.5


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser's subcommands."""
    help_text = "many accounts at once: one row an account, as Parquet; goes on where it was stopped"
    command = commands.add_parser("batch", help=help_text, description=help_text)
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="folders, files or patterns such as 'exports/*.csv.gz'"
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.parquet")
    inputs.add_rows_are(command)
    where = command.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=_jobs, metavar="N", help="processes on this machine (default: one a core)")
    where.add_argument("--dask", metavar="ADDRESS", help="an existing Dask cluster, such as tcp://10.0.0.5:8786")


def run(options: argparse.Namespace) -> int:
    """Run the batch and return the exit code."""
    # Imported here: the other commands start faster.
    from worthsaving.batch.run import run as run_batch

    if not options.output.parent.is_dir():
        return refuse(f"There is no folder {options.output.parent}. Make it, or choose another place with -o.")
    if options.output.exists():
        return refuse(f"{options.output.name} is there already. Delete it, or choose another name with -o.")
    line = ProgressLine()
    try:
        done = run_batch(
            options.sources,
            options.output,
            lambda folder: _spread(options, folder),
            rows_are=options.rows_are,
            progress=line.show,
        )
    except KeyboardInterrupt:
        line.end()
        say("Stopped. The same command goes on from here.")
        return NOT_DONE
    except OSError as error:
        line.end()
        return refuse(
            f"{error.filename or options.output.name}: {error.strerror or 'cannot be written'}. The same command goes on from here."
        )
    line.end()
    for name in done.missing:
        say(f"{name}: there is no such file or folder. Check the path.")
    if not done.accounts:
        return refuse(f"No account could be read. {options.output.name} has the reason for each file.")
    show(_summary(done, options.output))
    return 0


class ProgressLine:
    """Progress on stderr: one line that is replaced on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}
        self._last = 0.0
        self._on_screen = on_screen()

    def show(self, stage: str, number: int, done: int, total: int, before: int) -> None:
        """Show how far a pass is, how fast, and how long it will take (see `batch.run.Progress`)."""
        now = time.monotonic()
        began = self._began.setdefault(stage, now)
        if now - self._last < (EVERY_ON_SCREEN if self._on_screen else EVERY) and done < total:
            return
        self._last = now
        text = progress_words(stage, number, done, total, before, now - began)
        if self._on_screen:
            replace_line(text)
        else:
            say(text)

    def end(self) -> None:
        """End the line on a terminal."""
        if self._on_screen and self._began:
            say("")


def progress_words(stage: str, number: int, done: int, total: int, before: int, seconds: float) -> str:
    """Say how far a pass is: what is done, its rate and the time left, where this run has done enough to tell."""
    share = 100 * done / total if total else 100
    verb = "Sorted by account" if stage == "files" else "Summarised"
    text = f"{verb}: {format.plural(number, stage.removesuffix('s'))}, {share:.0f} %"
    new = done - before
    if new <= 0 or seconds < 1:
        return text
    rate = (
        f"{new / 1e6 / seconds:.1f} MB a second"
        if stage == "files"
        else f"{number * new / done / seconds:.1f} a second"
    )
    return f"{text}, {rate}, {_time(seconds * (total - done) / new)} left"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _spread(options: argparse.Namespace, folder: Path) -> "Spread":
    from worthsaving.batch.cluster import Cluster
    from worthsaving.batch.spread import Processes

    if options.dask:
        return Cluster(options.dask, folder.resolve())
    return Processes(options.jobs or os.cpu_count() or 1)


def _summary(done: "Done", output: Path) -> str:
    lines = [f"{format.plural(done.accounts, 'account')} of {format.plural(done.files, 'file')} in {output.name}"]
    if done.files_not_read:
        lines.append(f"{format.plural(done.files_not_read, 'file')} not read")
    if done.accounts_not_read:
        lines.append(f"{format.plural(done.accounts_not_read, 'account')} not read")
    reasons = "; each has its row with the reason" if len(lines) > 1 else ""
    return ", ".join(lines) + reasons + "."


def _jobs(text: str) -> int:
    try:
        jobs = int(text)
    except ValueError:
        jobs = 0
    if not 1 <= jobs <= 1024:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes. Write one from 1 to 1024")
    return jobs
