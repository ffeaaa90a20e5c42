"""Input files and accounts of a command: reads files up to a size limit, says why one could not be used."""

import argparse
import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from worthsaving.cli.terminal import say
from worthsaving.errors import UnreadableFile
from worthsaving.reading import read_files
from worthsaving.reading.container.archive import MOST_BYTES, too_large
from worthsaving.reading.result import FileReport, Reading

_PIPE = "It is a pipe and no file, so it was not opened. Save what comes out of it as a file, and give that."
_DEVICE = "It is a device and no file, so it was not opened. Check the path and try again."
_OPEN_PIPES = {"dev", "proc"}
"""Folders where the system shows the open files of a process, among them the pipes that a shell makes."""


def add_rows_are(command: argparse.ArgumentParser) -> None:
    """Add `--as` to a command that reads files."""
    command.add_argument(
        "--as", dest="rows_are", choices=("videos", "days"), default="",
        help="what the rows of a table with plain headers are, where it could be either",
    )  # fmt: skip


def read(paths: Sequence[Path], rows_are: str = "") -> Reading:
    """Read files. A path that cannot be opened gets a report with the reason, after the others.

    `rows_are` (videos or days) decides for tables with plain headers that could be either.
    """
    opened, closed = [], []
    for path in paths:
        name = path.name or str(path)
        try:
            opened.append((name, _content(path)))
        except UnreadableFile as error:
            closed.append(FileReport(name, problems=(str(error),)))
        except OSError as error:
            reason = f"It cannot be opened ({error.strerror or 'no reason given'}). Check the path and try again."
            closed.append(FileReport(name, problems=(reason,)))
    reading = read_files(opened, rows_are=rows_are)
    return replace(reading, files=(*reading.files, *closed))


def reasons(reading: Reading) -> str:
    """Explain file by file why the files cannot be used."""
    return " ".join(f"{file.name}: {_reason(file)}" for file in reading.files)


def refused(reading: Reading) -> list[str]:
    """Return one line per file that could not be read: its name, and why."""
    return [f"{file.name}: {_reason(file)}" for file in reading.files if file.format is None]


def mention_refused(reading: Reading) -> None:
    """Print one line to stderr per file that could not be read. Call it last: a refused command prints one line only."""
    for line in refused(reading):
        say(line)


def account(text: str) -> tuple[str, str]:
    """Parse `tiktok/name` or `tiktok/@name` into (platform, handle). Raises ArgumentTypeError."""
    platform, slash, name = text.partition("/")
    if not slash:
        raise argparse.ArgumentTypeError(f"“{text}” is no account. Write it as tiktok/name")
    return platform.lower(), name.removeprefix("@")


def overwriting(outputs: Iterable[Path | None], given: Iterable[Path]) -> Path | None:
    """Find the first output that would overwrite an input or another output; None where there is none."""
    known = list(given)
    for path in outputs:
        if path is None:
            continue
        if any(_same(path, other) for other in known):
            return path
        known.append(path)
    return None


def why_not_opened(path: Path) -> str:
    """Say why a path is not opened: it is a device, which never ends, or a pipe with a name, which may never begin.

    Empty for a file, a folder, a missing path, and a pipe that the shell has made (`<(command)`).
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if stat.S_ISFIFO(mode):
        return "" if path.is_absolute() and path.parts[1] in _OPEN_PIPES else _PIPE
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else _DEVICE


def _content(path: Path) -> bytes:
    """Return all bytes of a file or a pipe. Raises OSError, and UnreadableFile for a device and for a file too large."""
    refusal = why_not_opened(path)
    if refusal:
        raise UnreadableFile(refusal)
    with open(path, "rb", opener=_without_waiting) as file:
        found = os.fstat(file.fileno())
        if stat.S_ISFIFO(found.st_mode):
            os.set_blocking(file.fileno(), True)  # a writer may take a while
        refusal = too_large(found.st_size)
        if refusal:
            raise UnreadableFile(refusal)
        # A pipe has no size: one byte more than the limit is read, which the reading then refuses as too large.
        return file.read(found.st_size or MOST_BYTES + 1)


def _without_waiting(path: str, flags: int) -> int:
    """Open a path without blocking: a pipe that nobody writes to then reads as empty."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths are, or would be, one file, links followed."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return False


def _reason(file: FileReport) -> str:
    if file.problems:
        return " ".join(file.problems)
    reasons = dict.fromkeys(f"{reason[:1].upper()}{reason[1:]}." for reason in file.set_aside["reason"])
    return " ".join(reasons) or "Nothing in it counts videos."
