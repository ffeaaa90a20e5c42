"""What a command is given: its files, each read within a cap, why one is of no use, and the accounts it names."""

from __future__ import annotations

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

_DEVICE = "It is a device and no file, so it was not opened. Check the path and try again."


def read(paths: Sequence[Path]) -> Reading:
    """The files' Reading. A path that cannot be opened has a report with the reason, after the others."""
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
    reading = read_files(opened)
    return replace(reading, files=(*reading.files, *closed))


def reasons(reading: Reading) -> str:
    """Why the files are of no use, file by file."""
    return " ".join(f"{file.name}: {_reason(file)}" for file in reading.files)


def refused(reading: Reading) -> list[str]:
    """A line for each file that was not read: its name, and why."""
    return [f"{file.name}: {_reason(file)}" for file in reading.files if file.format is None]


def mention_refused(reading: Reading) -> None:
    """Name on standard error the files that were not read beside those that were; after all that can be refused."""
    for line in refused(reading):
        say(line)


def account(text: str) -> tuple[str, str]:
    """The (platform, handle) of `tiktok/name` or `tiktok/@name`. Raises ArgumentTypeError."""
    platform, slash, name = text.partition("/")
    if not slash:
        raise argparse.ArgumentTypeError(f"“{text}” is no account. Write it as tiktok/name")
    return platform.lower(), name.removeprefix("@")


def taken(outputs: Iterable[Path | None], given: Iterable[Path]) -> Path | None:
    """Which of the files to write would take the place of a given one or of another one of them; None when none does."""
    known = list(given)
    for path in outputs:
        if path is None:
            continue
        if any(_same(path, other) for other in known):
            return path
        known.append(path)
    return None


def no_file(path: Path) -> str:
    """Why a path is not even opened: it is a device, which never ends; empty for a file, a folder, a pipe and nothing."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISFIFO(mode):
        return ""
    return _DEVICE


def _content(path: Path) -> bytes:
    """All bytes of a file or a pipe. Raises OSError, and UnreadableFile for a device and for more than is ever read."""
    refusal = no_file(path)
    if refusal:
        raise UnreadableFile(refusal)
    with open(path, "rb", opener=_without_waiting) as file:
        found = os.fstat(file.fileno())
        if stat.S_ISFIFO(found.st_mode):
            os.set_blocking(file.fileno(), True)  # somebody writes, and may take a while
        refusal = too_large(found.st_size)
        if refusal:
            raise UnreadableFile(refusal)
        # One byte more than is read at once is refused as too large by the reading itself.
        return file.read(found.st_size or MOST_BYTES + 1)


def _without_waiting(path: str, flags: int) -> int:
    """Open it; a pipe that nobody writes to is empty, where it would otherwise be waited for without end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one file, also by a link, or would be."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there yet
        return False


def _reason(file: FileReport) -> str:
    if file.problems:
        return " ".join(file.problems)
    said = dict.fromkeys(f"{reason[:1].upper()}{reason[1:]}." for reason in file.set_aside["reason"])
    return " ".join(said) or "Nothing in it counts videos."
