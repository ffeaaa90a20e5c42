"""Command `mark`: writes down what happened on a day, lists the marks in the library, takes one away."""

import argparse
import datetime as dt
from typing import Any

from worthsaving.cli import inputs, sources
from worthsaving.cli.terminal import printable, records, refuse, show, show_json
from worthsaving.schema import EVERY_ACCOUNT, Account
from worthsaving.words.own import marks as words


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser's subcommands."""
    text = "write down what happened on a day; without a day, list the marks"
    command = commands.add_parser("mark", help=text, description=text)
    command.add_argument("day", nargs="?", type=_day, metavar="DAY", help="the day, such as 2026-06-01")
    command.add_argument("text", nargs="*", metavar="TEXT", help="what happened")
    command.add_argument("--until", type=_day, metavar="DAY", help="the last day, for a span of days")
    command.add_argument(
        "--account",
        type=inputs.account,
        metavar="PLATFORM/NAME",
        help="the account it is about (default: the only one in the library, else every account)",
    )
    command.add_argument("--remove", type=int, metavar="NUMBER", help="take away the mark of this number")
    command.add_argument("--library", metavar="URL", help=sources.WHERE)
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(library_command=run)


def run(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    """Add, list or remove marks and return the exit code."""
    if options.account:
        unknown = sources.unknown_to_library(library, options.account)
        if unknown:
            return refuse(unknown)
    if options.remove is not None:
        return _remove(library, options)
    return _list(library, options) if options.day is None else _add(library, options)


def _add(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    from worthsaving.library import NewMark

    text = " ".join(options.text).strip()
    if not text:
        return refuse(words.NO_TEXT)
    if len(text) > words.LONGEST:
        return refuse(f"A mark has at most {words.LONGEST} characters; this one has {len(text):,}. Write it shorter.")
    if options.until is not None and options.until < options.day:
        return refuse(words.BACKWARDS)
    mark = NewMark(options.account or _only_account(library), options.day, text, options.until)
    try:
        number = library.add_mark(mark, now=dt.datetime.now(dt.UTC))
    except ValueError:
        return refuse(f"{options.day} is too far away. Write a day between 1900 and 2199.")
    return _shown(library, options, number)


def _remove(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    removed = library.remove_mark(options.remove)
    if removed is None:
        return refuse(f"There is no mark {options.remove}. Look at their numbers with: mark")
    if options.json:
        show_json({"library": library.where, "removed": options.remove})
    else:
        show(f"Mark {options.remove} was taken away: {printable(removed.text)}")
    return 0


def _list(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    table = library.marks([options.account] if options.account else [])
    if options.json:
        show_json({"library": library.where, "marks": records(table)})
        return 0
    for _, row in table.iterrows():
        about = (row["platform"], row["account"])
        whose = "" if about == EVERY_ACCOUNT else f"  {printable('/'.join(about))}"
        show(f"{row['id']}  {printable(words.one(row))}{whose}")
    if table.empty:
        show(f"No mark yet. Write one down: mark 2026-06-01 {words.EXAMPLE}")
    return 0


def _shown(library: Any, options: argparse.Namespace, number: int) -> int:  # noqa: ANN401
    table = library.marks()
    row = table[table["id"] == number].iloc[0]
    if options.json:
        show_json({"library": library.where, "mark": records(table[table["id"] == number])[0]})
    else:
        show(f"{number}  {printable(words.one(row))}")
    return 0


def _only_account(library: Any) -> Account:  # noqa: ANN401
    known = library.accounts()
    return (known["platform"].iloc[0], known["account"].iloc[0]) if len(known) == 1 else EVERY_ACCOUNT


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date. Write it as 2026-11-09") from None
