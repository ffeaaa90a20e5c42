"""Commands for the library: `keep`, `changes`, `accounts`, `forget`, `backup`, `restore`, for scripts and cron jobs."""

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from worthsaving.cli import inputs, keep, kept_imports, sources
from worthsaving.cli.terminal import printable, records, refuse, show, show_json
from worthsaving.errors import WorthSavingError
from worthsaving.words import format

SHOWN = 20
Command = Callable[[Any, argparse.Namespace], int]  # takes the library and the options, returns the exit code
_GAINS = ("saves", "likes", "comments", "views")


def add_parsers(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the library's commands to the parser's subcommands."""
    keep.add_arguments(_command(commands, "keep", keep.run, keep.HELP), past=_past)
    changes = _command(commands, "changes", _changes, "what changed since an earlier export")
    changes.add_argument(
        "--since", type=_since, metavar="DATE|NUMBER", help="a date, or an import's number (default: the export before)"
    )
    changes.add_argument("--account", type=inputs.account, action="append", default=[], metavar="PLATFORM/NAME")
    _command(commands, "accounts", _accounts, "the accounts in the library")
    forget = _command(commands, "forget", _forget, "take back the last import, an account, or everything")
    what = forget.add_mutually_exclusive_group(required=True)
    what.add_argument("--last", action="store_true", help="the import that was kept last")
    what.add_argument(
        "--import", type=int, metavar="NUMBER", dest="number", help="one import, the last or an earlier one"
    )
    what.add_argument("--account", type=inputs.account, metavar="PLATFORM/NAME")
    what.add_argument("--everything", action="store_true")
    backup = _command(commands, "backup", _backup, "write the whole library to one new file")
    backup.add_argument("path", type=Path, metavar="FILE")
    restore = _command(commands, "restore", _restore, "put a backup in the place of all that is kept")
    restore.add_argument("path", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int | None:
    """Run the command if it is one of the library's and return the exit code; None if it is not."""
    command: Command | None = getattr(options, "library_command", None)
    if command is None:
        return None
    try:
        library = sources.open_library(options.library)
        code = command(library, options)
        if command in (keep.run, _changes, _accounts):
            kept_imports.mention_clock(library)
    except WorthSavingError as error:
        return refuse(str(error))
    return code


def _command(commands: Any, name: str, function: Command, text: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--library", metavar="URL", help=sources.WHERE)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(library_command=function)
    return parser


def _moment(text: str) -> dt.datetime:
    try:
        # Without a zone it is the local time of this machine.
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"“{text}” is no date. Write it as 2026-11-09 or 2026-11-09T18:40") from None


def _past(text: str) -> dt.datetime:
    moment = _moment(text)
    if moment > dt.datetime.now(dt.UTC):  # such counts would be the newest until that day
        raise argparse.ArgumentTypeError(f"{text} is still to come. Write the day the files were exported")
    return moment


def _since(text: str) -> int | dt.datetime:
    return int(text) if text.isascii() and text.isdigit() else _moment(text)


def _answer(library: Any, options: argparse.Namespace, text: str, **found: object) -> int:  # noqa: ANN401
    """Print what was done, as `text` or as JSON with the library's place, and return the exit code."""
    if options.json:
        show_json({"library": library.where, **found})
    else:
        show(text)
    return 0


def _changes(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    # Imported here: the other commands start faster.
    from worthsaving.analysis.changes import by_account
    from worthsaving.cli import kept_plans, kept_weeks
    from worthsaving.words import changes as changes_words

    for account in options.account:
        unknown = sources.unknown_to_library(library, account)
        if unknown:
            return refuse(unknown)
    table = library.changes(since=options.since, accounts=options.account)
    if options.json or table.empty:
        nothing = "Nothing to compare yet: changes show from an account's second export on."
        plans = kept_plans.listed(library, options.account) if options.json else {}
        weeks = kept_weeks.listed(kept_weeks.found(library, options.account)) if options.json else []
        return _answer(library, options, nothing, videos=records(table), **plans, weeks=weeks)
    for name in _GAINS:
        gained = table[f"{name}_gained"].sum(min_count=1)
        show(f"{name}: {'not known' if pd.isna(gained) else f'{int(gained):+,}'}")
    states = (("new", "new"), ("vanished", "no longer in the export"), ("fell", "with a count that fell"))
    show(", ".join(f"{int(table[column].sum()):,} {words}" for column, words in states))
    each = {
        f"{printable(platform)}/{printable(name)}": own for (platform, name), own in by_account(table, SHOWN).items()
    }
    accounts = len(table[["platform", "account"]].drop_duplicates())
    for line in changes_words.by_account(each, accounts):
        show(line)
    for line in kept_weeks.lines(kept_weeks.found(library, options.account)) if options.since is None else ():
        show(line)
    for video in table[table["saves_gained"].notna()].head(SHOWN).itertuples():
        posted = video.posted_day_local if pd.isna(video.posted_at) else video.posted_at
        title = format.clip(format.title_of(printable(video.title), posted), 70)
        whose = f"{printable(video.platform)}/{printable(video.account)}  " if accounts > 1 else ""
        show(f"  {int(video.saves_gained):+,} saves  {whose}{title}")
    for line in kept_plans.lines(library, options.account):
        show(line)
    return 0


def _accounts(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    from worthsaving.cli import kept_plans

    table = library.accounts()
    if options.json or table.empty:
        nothing = f"Nothing is kept yet. The library would be at {library.where}."
        rows = records(table)
        plans = kept_plans.by_account(library, [(row["platform"], row["account"]) for row in rows])
        return _answer(library, options, nothing, accounts=[row | more for row, more in zip(rows, plans, strict=True)])
    for row in table.itertuples():
        seen = f", {format.day(row.first_observed)} to {format.day(row.last_observed)}" if row.observations else ""
        show(
            f"{printable(row.platform)}/{printable(row.account)}: {format.plural(row.videos, 'video')}, "
            f"{format.plural(row.observations, 'observation')}{seen}"
        )
    return 0


def _forget(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    if options.last or options.number is not None:
        number = options.number if options.number is not None else kept_imports.last(library)
        if number is None:
            return refuse("Nothing is kept, so there is nothing to take back. Keep an export first.")
        undone = kept_imports.undo(library, number)
        forgotten, text = {"import": undone.import_id}, f"Import {undone.import_id} was taken back."
    elif options.everything:
        library.forget_everything()
        forgotten, text = {"everything": True}, f"Everything was forgotten. The library was at {library.where}."
    else:
        platform, account = options.account
        unknown = sources.unknown_to_library(library, options.account)
        if unknown:
            return refuse(unknown)
        videos = library.forget_account(platform, account)
        forgotten, text = {"videos": videos}, f"{format.plural(videos, 'video')} of {platform}/{account} forgotten."
        text += "".join(f" It may still be in the copy {copy}." for copy in library.copies())
    return _answer(library, options, text, forgotten=forgotten)


def _backup(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    library.backup(options.path)
    return _answer(library, options, f"The library is backed up in {options.path}.", backup=str(options.path))


def _restore(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    refusal = inputs.why_not_opened(options.path)
    if refusal:
        return refuse(f"{options.path}: {refusal}")
    copy = library.restore(options.path)
    before = "" if copy is None else f" What was in it before lies in {copy}."
    text = f"Restored from {options.path}. The library is at {library.where}.{before}"
    return _answer(library, options, text, restored=str(options.path), copy=None if copy is None else str(copy))
