"""Commands that read export files: `read`, `export` and `summary`."""

import argparse
from pathlib import Path
from typing import Any

from worthsaving import platforms
from worthsaving.cli import inputs, labels, sources
from worthsaving.cli.terminal import printable, refuse, show, show_json
from worthsaving.reading.formats.headers import named as named_headers
from worthsaving.reading.result import ExtraColumn, FileReport, Reading
from worthsaving.schema import Account
from worthsaving.sections.answers import Answers
from worthsaving.sections.choice.accounts import accounts_of
from worthsaving.sections.choice.choice import Choice
from worthsaving.sections.overview import lead
from worthsaving.sections.summary import summarise
from worthsaving.words import format, headline as headline_words
from worthsaving.words.own import labels as label_words

ROWS_NAMED = 10  # row numbers listed under a reason; `--json` has all


def add_parsers(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the three commands to the parser's subcommands."""
    for name, run, help_text in (
        ("read", read, "what was recognised, read and set aside"),
        ("export", export, "the canonical videos table as tidy CSV"),
        ("summary", summary, "the headline numbers with their intervals"),
    ):
        command = commands.add_parser(name, help=help_text, description=help_text)
        sources.add_sources(command, library=name != "read")
        command.set_defaults(run=run)
        if name != "read":
            labels.add_option(command)
        if name == "export":
            command.add_argument("-o", "--output", type=Path, required=True, metavar="videos.csv")
            command.add_argument(
                "--parquet", action="store_true",
                help="write a folder of Parquet files instead, with days and whatever else there is",
            )  # fmt: skip
        else:
            command.add_argument("--json", action="store_true", help="print JSON")


def read(reading: Reading, options: argparse.Namespace) -> int:
    """Print the report of each file and return the exit code."""
    if options.json:
        show_json(reading.as_dict())
    else:
        show("\n\n".join(_file_text(file, reading.extra) for file in reading.files))
    return 0


def _file_text(file: FileReport, extra: tuple[ExtraColumn, ...]) -> str:
    if file.format is None:
        return printable(f"{file.name}: not read. {' '.join(file.problems)}")
    lines = [f"{file.name}: {file.label}, {file.kept:,} of {format.plural(file.rows, 'row')} kept"]
    span = format.span(file.first_day, file.last_day)
    lines += [f"  {span}"] if span else []
    if file.table == "videos":
        saves = f"saves: {file.saves_meaning or file.saves}" if file.saves else "saves: no column counts them"
        lines.append(f"  {saves}")
    lines += [f"  {header} -> {column}" for header, column in file.columns.items()]
    lines += [f"  not used: {named_headers(file.ignored)}"] if file.ignored else []
    lines += [
        f"  could be a label: {label_words.offer(column.header, len(column.names), column.posts)}"
        for column in extra
        if column.file == file.name
    ]
    lines += [f"  note: {text}" for text in (*file.lacks, *file.problems)]
    for reason, rows in file.set_aside.groupby("reason", sort=False)["row"]:
        named = ", ".join(str(row) for row in rows.head(ROWS_NAMED)) + (" ..." if len(rows) > ROWS_NAMED else "")
        lines.append(f"  set aside, {format.plural(len(rows), 'row')} ({named}): {reason}")
    return "\n".join(map(printable, lines))


def export(reading: Reading, options: argparse.Namespace) -> int:
    """Write the videos as one CSV, or all tables as a set of Parquet files; of one account if asked. Return the exit code."""
    # Imported here: the other commands start faster.
    from worthsaving.writing.csv import videos_csv
    from worthsaving.writing.parquet import parquet_set

    unknown = sources.unknown_account(options, accounts_of(reading.videos, reading.days))
    if unknown:
        return refuse(unknown)
    if inputs.overwriting([options.output], options.files):
        return refuse(
            f"{options.output.name} would be overwritten: it is one of the files you gave. Choose another name."
        )
    if reading.videos.empty:
        why = "No file holds videos, so there is nothing to export. Add a videos export and try again."
        return refuse(why if len(reading.days) else f"{why} {inputs.reasons(reading)}")
    own = sources.of_account(reading, options.account)
    try:
        if options.parquet:
            parquet_set(own, options.output)
        else:
            options.output.write_bytes(videos_csv(own.videos))
    except OSError as error:
        return refuse(f"{options.output.name}: {error.strerror or 'cannot be written'}. Choose another place with -o.")
    inputs.mention_refused(reading)
    return 0


def summary(reading: Reading, options: argparse.Namespace) -> int:
    """Print the headline numbers, account by account where there are several, and return the exit code."""
    unknown = sources.unknown_account(options, accounts_of(reading.videos, reading.days))
    if unknown:
        return refuse(unknown)
    refused, reading = reading, sources.of_account(reading, options.account)
    history = sources.history(options)
    videos = reading.videos
    if videos.empty and reading.days.empty:
        return refuse(
            f"No file holds videos or days, so there is nothing to sum up. Add an export. {inputs.reasons(reading)}"
        )
    if options.json:
        show_json(summarise(reading, history))
    elif videos.empty:
        show("No videos: these files count whole days. A videos export has what the summary is about.")
    else:
        pairs = videos.groupby(["platform", "account"], sort=False).groups
        accounts = {pair: _account_text(pair, Answers(reading, Choice(pair), history)) for pair in pairs}
        blocks = [f"{platforms.account_label(*pair)}\n{text}" for pair, text in accounts.items()]
        # A save rate over two accounts describes neither.
        show("\n\n".join(blocks if len(accounts) > 1 else accounts.values()))
    inputs.mention_refused(refused)
    return 0


def _account_text(account: Account, answers: Answers) -> str:
    """Summarise one account's videos in sentences, those of the first page leading."""
    found = answers.headline
    views = f", {format.plural(found.views, 'view')}" if found.views is not None else ", views not known"
    lines = [format.plural(found.videos, "video") + views]
    if found.saves is None:
        lines.append(f"Saves: not known. {platforms.saves_in(account[0])}")
        return "\n".join(lines)
    known = format.plural(found.videos_with_saves, "video")
    lines.append(f"{format.plural(found.saves, 'save')}, known for {known}")
    lines += [lead.title(answers), *lead.sentences(answers)]
    lines += filter(None, [headline_words.save_rate_evidence(found)])
    for label in answers.further.labels:
        standing = answers.further.standing(label)
        lines.append(f"{label_words.standing(standing)}. {label_words.evidence(standing)}")
    return "\n".join(lines)
