"""The command line: parses the arguments, runs one command, returns its exit code (a public contract; scripts depend on it).

Exit code 0: something was read, and for the other commands than `read` it was of use to them; files that were refused
beside it are listed by `read`, the other commands print one line per file to stderr. Exit code 2: nothing was done; one line on
stderr says why and what to do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from worthsaving.cli import inputs, library, read, report
from worthsaving.cli.terminal import refuse, show, show_json
from worthsaving.errors import WorthSavingError


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
    read.add_parsers(commands)
    report.add_parser(commands)
    library.add_parsers(commands)
    return parser
