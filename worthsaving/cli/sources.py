"""Sources of a command that looks at videos: files, or the library; and the account it is about."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worthsaving.cli import inputs
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import Reading
from worthsaving.schema import Account

if TYPE_CHECKING:
    from worthsaving.library import Library
    from worthsaving.sections.history import History

WHERE = "a file's path or postgresql://... (default: $WORTHSAVING_LIBRARY, else this user's own library)"


class NothingToRead(WorthSavingError):
    """A command was given neither files nor a library, or both. Name files, or use --library."""


def add_sources(command: Any, *, library: bool = True) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the files to a command and, with `library`, what takes their place and the choice of an account."""
    command.add_argument(
        "files", nargs="*" if library else "+", type=Path, metavar="FILE", help="CSV, TSV, TXT, XLSX or ZIP"
    )
    inputs.add_rows_are(command)
    if library:
        command.add_argument(
            "--library",
            nargs="?",
            const="",
            metavar="URL",
            help=f"what is kept in the library, instead of files: {WHERE}",
        )
        command.add_argument("--account", type=inputs.account, metavar="PLATFORM/NAME", help="only this account")


def reading(options: argparse.Namespace) -> Reading:
    """Read what a command was given. Raises NothingToRead, and LibraryError for a library that cannot be opened."""
    address = getattr(options, "library", None)
    if address is None:
        if not options.files:
            raise NothingToRead("Name the files to read, or use --library for what is kept.")
        return inputs.read(options.files, options.rows_are)
    if options.files:
        raise NothingToRead("Name files or --library, not both. To look at both together, keep the files first.")
    library = open_library(address or None)
    if library.is_empty():
        raise NothingToRead(f"Nothing is kept yet in {library.where}. Keep an export first: keep FILE.")
    return library.reading()


def from_library(options: argparse.Namespace) -> bool:
    """Tell whether a command looks at what is kept."""
    return getattr(options, "library", None) is not None


def history(options: argparse.Namespace) -> "History | None":
    """Return what the library adds to the answers about what is kept; None for files."""
    if not from_library(options):
        return None
    # Imported when it is needed: the other commands start faster.
    from worthsaving.sections.history import History

    return History.of(open_library(options.library or None))


def open_library(address: str | None) -> "Library":
    """Open the library at an address, by default the configured one. Raises WorthSavingError where it is turned off."""
    # Imported when it is needed: the other commands start faster.
    from worthsaving.library import Library, location

    found = location.configured_address(address)
    if found == location.OFF:
        raise WorthSavingError(
            f"The library is turned off ({location.ADDRESS}={location.OFF}). Name one with --library."
        )
    return Library.open(found)


def unknown_account(options: argparse.Namespace, known: tuple[Account, ...]) -> str:
    """Say that the account asked for is not among the known ones, and which are; empty where it is, or none was asked for."""
    if options.account is None or options.account in known:
        return ""
    where, whose = ("The library does", "It knows") if from_library(options) else ("These files do", "They know")
    return f"{where} not know {spelled((options.account,))}. {whose}: {spelled(known)}. Name one of these."


def unknown_to_library(library: "Library", account: Account) -> str:
    """Say that the library does not have the account, and which it has; empty where it has it."""
    table = library.accounts()
    known = list(zip(table["platform"], table["account"], strict=True))
    if account in known:
        return ""
    names = ", ".join("/".join(pair) for pair in known) or "none"
    return f"The library does not know {'/'.join(account)}. It knows: {names}. Name one of these."


def spelled(accounts: tuple[Account, ...]) -> str:
    """Write accounts as they are named on the command line."""
    return ", ".join(f"{platform}/{name}" for platform, name in accounts)


def of_account(whole: Reading, account: Account | None) -> Reading:
    """Return what a reading has of one account (all of it for None), with the files that hold it."""
    if account is None:
        return whole
    # Imported when it is needed, as above.
    from worthsaving.sections.choice.choice import Choice

    choice = Choice(account)
    return Reading(
        videos=choice.own(whole), days=choice.days(whole), audience=choice.audience(whole), files=choice.files(whole)
    )
