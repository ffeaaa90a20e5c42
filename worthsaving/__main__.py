"""The command line: `python -m worthsaving read | export | summary | report FILE...` (a public contract; scripts depend on it).

The library's commands (keep, changes, ...) are in `commands_library`.

Exit 0: something was read, and for the others than `read` it was of use to them. A file that was refused beside it stands
in what `read` prints; the others give it one line on stderr. Exit 2: nothing was; one line on stderr says why and what to
do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from worthsaving import platforms
from worthsaving.analysis import headline, trend
from worthsaving.cli import inputs, library, report
from worthsaving.cli.terminal import printable, refuse, show, show_json
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import FileReport, Reading
from worthsaving.words import format
from worthsaving.words import headline as headline_words
from worthsaving.writing.csv import videos_csv

ROWS_NAMED = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    # A caption can hold any character; a terminal that cannot show one gets a substitute, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    done = library.run(options)
    if done is not None:
        return done
    reading = inputs.read(options.files)
    try:
        if any(file.format for file in reading.files):
            return options.run(reading, options)
        if options.command == "read" and options.json:
            show_json(reading.as_dict())
    except WorthSavingError as error:
        return refuse(str(error))
    return refuse(inputs.reasons(reading))


class _OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with the command in one line, like every other refusal."""

    def error(self, message: str) -> NoReturn:
        """Print it and leave with exit code 2."""
        self.exit(refuse(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help"))

    def print_help(self, file: Any = None) -> None:  # noqa: ANN401 - as argparse has it
        """Show it like every other answer."""
        try:
            show(self.format_help().rstrip("\n"))
        except WorthSavingError as error:
            self.exit(refuse(str(error)))


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
    report.add_parser(commands)
    library.add_parsers(commands)
    return parser


def _read(reading: Reading, options: argparse.Namespace) -> int:
    if options.json:
        show_json(reading.as_dict())
    else:
        show("\n\n".join(_file_text(file) for file in reading.files))
    return 0


def _file_text(file: FileReport) -> str:
    if file.format is None:
        return printable(f"{file.name}: not read. {' '.join(file.problems)}")
    lines = [f"{file.name}: {file.label}, {file.kept:,} of {format.plural(file.rows, 'row')} kept"]
    span = format.span(file.first_day, file.last_day)
    lines += [f"  {span}"] if span else []
    if file.table == "videos":
        saves = f"saves: {file.saves}. {file.saves_meaning}" if file.saves else "saves: no column counts them"
        lines.append(f"  {saves}")
    lines += [f"  {header} -> {column}" for header, column in file.columns.items()]
    lines += [f"  note: {text}" for text in (*file.lacks, *file.problems)]
    for reason, rows in file.set_aside.groupby("reason", sort=False)["row"]:
        named = ", ".join(str(row) for row in rows.head(ROWS_NAMED)) + (" ..." if len(rows) > ROWS_NAMED else "")
        lines.append(f"  set aside, {format.plural(len(rows), 'row')} ({named}): {reason}")
    return "\n".join(map(printable, lines))


def _export(reading: Reading, options: argparse.Namespace) -> int:
    if inputs.taken([options.output], options.files):
        return refuse(
            f"{options.output.name} would be overwritten: it is one of the files you gave. Choose another name."
        )
    if reading.videos.empty:
        why = "No file holds videos, so there is nothing to export. Add a videos export and try again."
        return refuse(why if len(reading.days) else f"{why} {inputs.reasons(reading)}")
    try:
        options.output.write_bytes(videos_csv(reading.videos))
    except OSError as error:
        return refuse(f"{options.output.name}: {error.strerror or 'cannot be written'}. Choose another place with -o.")
    inputs.mention_refused(reading)
    return 0


def _summary(reading: Reading, options: argparse.Namespace) -> int:
    videos = reading.videos
    if videos.empty and reading.days.empty:
        return refuse(
            f"No file holds videos or days, so there is nothing to sum up. Add an export. {inputs.reasons(reading)}"
        )
    if options.json:
        show_json(headline.summarise(reading))
    elif videos.empty:
        show("No videos: these files count whole days. A videos export has what the summary is about.")
    else:
        accounts = list(videos.groupby(["platform", "account"], sort=False))
        blocks = [_account_text(platform, own) for (platform, _), own in accounts]
        if len(accounts) > 1:  # a save rate mixed from two accounts is nobody's
            named = [platforms.account_label(*account) for account, _ in accounts]
            blocks = [f"{name}\n{block}" for name, block in zip(named, blocks, strict=True)]
        show("\n\n".join(blocks))
    inputs.mention_refused(reading)
    return 0


def _account_text(platform: str, videos: pd.DataFrame) -> str:
    """The summary of one account's videos, in words."""
    found = headline.headline(videos)
    views = f", {format.plural(found.views, 'view')}" if found.views is not None else ", views not known"
    lines = [format.plural(found.videos, "video") + views]
    if found.saves is None:
        lines.append(f"Saves: not known. {platforms.saves_in(platform)}")
        return "\n".join(lines)
    known = format.plural(found.videos_with_saves, "video")
    lines.append(f"{format.plural(found.saves, 'save')}, known for {known}")
    rate = headline_words.save_rate(found).rstrip(".")
    lines.append(f"{rate}. {headline_words.save_rate_evidence(found)}".rstrip())
    lines.append(headline_words.trend(trend.verdict(videos), found))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
