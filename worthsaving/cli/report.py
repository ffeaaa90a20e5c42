"""Command `report`: writes one HTML file to send and, if asked for, a workbook and pictures."""

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from worthsaving import platforms
from worthsaving.cli import inputs, labels, sources
from worthsaving.cli.terminal import refuse, say
from worthsaving.reading.result import Reading
from worthsaving.words import format
from worthsaving.words.report.voice import VOICES


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser's subcommands."""
    help_text = "one HTML file with the findings, to send or to print"
    command = commands.add_parser("report", help=help_text, description=help_text)
    sources.add_sources(command)
    labels.add_option(command)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="report.html")
    command.add_argument(
        "--for",
        dest="voice",
        choices=VOICES,
        default="me",
        help="whom it speaks to: the creator, or a brand about the creator (default: me)",
    )
    command.add_argument("--from", dest="start", type=_day, metavar="DATE", help="first posting day")
    command.add_argument("--to", dest="end", type=_day, metavar="DATE", help="last posting day")
    command.add_argument("--sections", metavar="NAME,NAME", help="only these sections (default: all)")
    command.add_argument("--tables", type=Path, metavar="tables.xlsx", help="also the videos and days as a workbook")
    command.add_argument("--story", type=Path, metavar="story.png", help="also the headline as a 1080 x 1920 picture")
    command.add_argument("--card", type=Path, metavar="card.png", help="also the headline as a 1200 x 630 picture")
    command.set_defaults(run=run)


def run(reading: Reading, options: argparse.Namespace) -> int:
    """Write the files asked for and return the exit code."""
    # Imported here: the other commands start faster without plotly.
    import pandas as pd

    from worthsaving.analysis import select
    from worthsaving.report import picture
    from worthsaving.report.html import html_report
    from worthsaving.sections import sections
    from worthsaving.sections.choice.accounts import accounts_of
    from worthsaving.sections.choice.choice import Choice
    from worthsaving.sections.marks import asked
    from worthsaving.writing import xlsx

    accounts = accounts_of(reading.videos, reading.days)
    if not accounts:
        return refuse(
            "These files hold no videos and no days, so there is nothing to report. Add a videos export. "
            f"{inputs.reasons(reading)}"
        )
    unknown_account = sources.unknown_account(options, accounts)
    if unknown_account:
        return refuse(unknown_account)
    account, kept = options.account or accounts[0], sources.from_library(options)
    wanted = tuple(options.sections.replace(" ", "").split(",")) if options.sections else sections.ALL
    unknown = [name for name in wanted if name not in sections.ALL]
    if unknown:
        return refuse(f"There is no section {', '.join(unknown)}. Choose from: {', '.join(sections.ALL)}.")
    if options.start and options.end and options.start > options.end:
        return refuse(f"--from {options.start} is after --to {options.end}. Swap them.")
    wrong = inputs.overwriting((options.output, options.tables, options.story, options.card), options.files)
    if wrong is not None:
        return refuse(
            f"{wrong.name} would be overwritten: it is one of the files you gave, or named twice. Choose another name."
        )
    picked, history = Choice(account, options.start, options.end), sources.history(options)
    own = Reading(videos=picked.videos(reading), days=picked.days(reading))
    label = platforms.account_label(*account)
    if own.videos.empty and own.days.empty:
        whole = Choice(account)
        known = pd.concat([select.posted_day(whole.videos(reading)), whole.days(reading)["day"]]).dropna()
        held = format.span(known.min(), known.max()) or "no dates"
        holder = "The library has" if kept else "These files have"
        return refuse(f"Nothing of {label} was {picked.words()}. {holder} {held} of it. Choose other days.")

    def page() -> bytes:
        return html_report(
            reading, picked, sections=wanted, made_at=dt.datetime.now(dt.UTC), voice=options.voice, history=history
        )

    made: list[tuple[Path | None, Callable[[], bytes]]] = [
        (options.output, page),
        (options.tables, lambda: xlsx.xlsx_tables(own, asked.marks(None, history, (account,)))),
        (options.story, lambda: picture.headline_picture(reading, picked, size=picture.STORY, history=history)),
        (options.card, lambda: picture.headline_picture(reading, picked, size=picture.CARD, history=history)),
    ]
    for path, make in made:
        if path is None:
            continue
        try:
            path.write_bytes(make())
        except OSError as error:
            return refuse(f"{path.name}: {error.strerror or 'cannot be written'}. Choose another place.")
    inputs.mention_refused(reading)
    if len(accounts) > 1 and not options.account:
        say(
            f"{len(accounts)} accounts are in {'the library' if kept else 'these files'}: the report is about {label}. Choose with --account: {sources.spelled(accounts)}."
        )
    return 0


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date. Write it as 2026-11-09") from None
