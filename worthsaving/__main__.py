"""The command line: `python -m worthsaving read | export | summary | report FILE...` (a public contract; scripts depend on it).

The library's commands (keep, changes, ...) are in `commands_library`.

Exit 0: something was read, and for `export` and `summary` it was of use to them; a file that was refused beside it gets
one line on stderr. Exit 2: nothing was; one line on stderr says why and what to do.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pandas as pd

from worthsaving import commands_library, commands_report, platforms, sentences, wording
from worthsaving.analysis import headline, trend
from worthsaving.export import videos_csv
from worthsaving.reading import read_files
from worthsaving.reading.report import FileReport, Reading
from worthsaving.terminal import printable, say, taken

NOTHING_READ = 2
ROWS_NAMED = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    # A caption can hold any character; a terminal that cannot show one gets a substitute, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    done = commands_library.run(options)
    if done is not None:
        return done
    opened, closed = _open_all(options.files)
    reading = read_files(opened)
    reading = replace(reading, files=(*reading.files, *closed))
    if not any(file.format for file in reading.files):
        if options.command == "read" and options.json:
            _print_json(reading.as_dict())
        return _refuse(_reasons(reading))
    return options.run(reading, options)


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with the command in one line, like every other refusal."""

    def error(self, message: str) -> NoReturn:
        """Print it and leave with exit code 2."""
        self.exit(_refuse(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help"))


def _parser() -> argparse.ArgumentParser:
    parser = _OneLineParser(prog="python -m worthsaving", description="See what your audience keeps.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, run, help_text in (
        ("read", _read, "what was recognised, read and set aside"),
        ("export", _export, "the canonical videos table as tidy CSV"),
        ("summary", _summary, "the headline numbers with their intervals"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TSV, TXT, XLSX or ZIP")
        command.set_defaults(run=run)
        if name == "export":
            command.add_argument("-o", "--output", type=Path, required=True, metavar="videos.csv")
        else:
            command.add_argument("--json", action="store_true", help="print JSON")
    commands_report.add_parser(commands)
    commands_library.add_parsers(commands)
    return parser


def _open_all(paths: Sequence[Path]) -> tuple[list[tuple[str, bytes]], list[FileReport]]:
    """The files' names and bytes, and a report for every path that cannot be opened."""
    opened, closed = [], []
    for path in paths:
        try:
            opened.append((path.name, path.read_bytes()))
        except OSError as error:
            reason = f"It cannot be opened ({error.strerror or 'no reason given'}). Check the path and try again."
            closed.append(FileReport(name=path.name or str(path), problems=(reason,)))
    return opened, closed


def _reasons(reading: Reading) -> str:
    """Why the files are of no use, file by file."""
    return " ".join(f"{file.name}: {_reason(file)}" for file in reading.files)


def _reason(file: FileReport) -> str:
    if file.problems:
        return " ".join(file.problems)
    reasons = dict.fromkeys(f"{reason[:1].upper()}{reason[1:]}." for reason in file.set_aside["reason"])
    return " ".join(reasons) or "Nothing in it counts videos."


def _mention_refused(reading: Reading) -> None:
    for file in reading.files:
        if file.format is None:
            say(f"{file.name}: {_reason(file)}")


def _refuse(message: str) -> int:
    say(message)
    return NOTHING_READ


def _print_json(value: dict) -> None:
    # Plain ASCII: a script gets the same JSON whatever encoding the terminal or the pipe has.
    print(json.dumps(value, indent=2, allow_nan=False))


def _read(reading: Reading, options: argparse.Namespace) -> int:
    if options.json:
        _print_json(reading.as_dict())
    else:
        print("\n\n".join(_file_text(file) for file in reading.files))
    return 0


def _file_text(file: FileReport) -> str:
    if file.format is None:
        return printable(f"{file.name}: not read. {' '.join(file.problems)}")
    lines = [f"{file.name}: {file.label}, {file.kept:,} of {wording.plural(file.rows, 'row')} kept"]
    span = wording.span(file.first_day, file.last_day)
    lines += [f"  {span}"] if span else []
    if file.table == "videos":
        saves = f"saves: {file.saves}. {file.saves_meaning}" if file.saves else "saves: no column counts them"
        lines.append(f"  {saves}")
    lines += [f"  {header} -> {column}" for header, column in file.columns.items()]
    lines += [f"  note: {text}" for text in (*file.lacks, *file.problems)]
    for reason, rows in file.set_aside.groupby("reason", sort=False)["row"]:
        named = ", ".join(str(row) for row in rows.head(ROWS_NAMED)) + (" ..." if len(rows) > ROWS_NAMED else "")
        lines.append(f"  set aside, {wording.plural(len(rows), 'row')} ({named}): {reason}")
    return "\n".join(map(printable, lines))


def _export(reading: Reading, options: argparse.Namespace) -> int:
    if taken([options.output], options.files):
        return _refuse(
            f"{options.output.name} would be overwritten: it is one of the files you gave. Choose another name."
        )
    if reading.videos.empty:
        why = "No file holds videos, so there is nothing to export. Add a videos export and try again."
        return _refuse(why if len(reading.days) else f"{why} {_reasons(reading)}")
    _mention_refused(reading)
    try:
        options.output.write_bytes(videos_csv(reading.videos))
    except OSError as error:
        return _refuse(f"{options.output.name}: {error.strerror or 'cannot be written'}. Choose another place with -o.")
    return 0


def _summary(reading: Reading, options: argparse.Namespace) -> int:
    videos = reading.videos
    if videos.empty and reading.days.empty:
        return _refuse(
            f"No file holds videos or days, so there is nothing to sum up. Add an export. {_reasons(reading)}"
        )
    _mention_refused(reading)
    if options.json:
        _print_json(headline.summarise(reading))
    elif videos.empty:
        print("No videos: these files count whole days. A videos export has what the summary is about.")
    else:
        accounts = list(videos.groupby(["platform", "account"], sort=False))
        blocks = [_account_text(own) for _, own in accounts]
        if len(accounts) > 1:  # a save rate mixed from two accounts is nobody's
            named = [platforms.account_label(*account) for account, _ in accounts]
            blocks = [f"{name}\n{block}" for name, block in zip(named, blocks, strict=True)]
        print("\n\n".join(blocks))
    return 0


def _account_text(videos: pd.DataFrame) -> str:
    """The summary of one account's videos, in words."""
    found = headline.headline(videos)
    views = f", {wording.plural(found.views, 'view')}" if found.views is not None else ", views not known"
    lines = [wording.plural(found.videos, "video") + views]
    if found.saves is None:
        lines.append("Saves: not known. No file counts them; a TikTok Business videos export does.")
        return "\n".join(lines)
    known = wording.plural(found.videos_with_saves, "video")
    lines.append(f"{wording.plural(found.saves, 'save')}, known for {known}")
    rate = sentences.save_rate(found).rstrip(".")
    lines.append(f"{rate}. {sentences.save_rate_evidence(found)}".rstrip())
    lines.append(sentences.trend(trend.verdict(videos), found))
    return "\n".join(lines)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader (such as `head`) has seen enough. Nothing may be flushed into the closed pipe when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
