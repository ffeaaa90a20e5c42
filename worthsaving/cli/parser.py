"""Command line: parses the arguments, runs one command, returns its exit code. A public contract: scripts depend on it.

Exit code 0: at least one file could be read and the command was done. `read` lists the files it could not read; the other
commands print one line per file to stderr. Exit code 2: no file could be read, or the command was refused; one line on stderr
says why and what to do.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from worthsaving import __version__
from worthsaving.cli import app, batch, digest, inputs, labels, library, mark, ranking, read, report, sources
from worthsaving.cli.terminal import refuse, show, show_json
from worthsaving.errors import WorthSavingError
from worthsaving.reading.result import Reading


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code."""
    # A caption can hold any character. A terminal that cannot show one gets an escape, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    if options.command == "app":
        return app.start(options.streamlit_options, stop_with_input=options.stop_with_input)
    if options.command in ("batch", "rank"):
        return _own(batch.run if options.command == "batch" else ranking.run, options)
    done = library.run(options)
    if done is not None:
        return done
    command: Callable[[Reading, argparse.Namespace], int] = options.run
    try:
        reading = sources.reading(options)
        if sources.from_library(options) or any(file.format for file in reading.files):
            return command(labels.applied(reading, options), options)
        if options.command == "read" and options.json:
            show_json(reading.as_dict())
    except WorthSavingError as error:
        return refuse(str(error))
    return refuse(inputs.reasons(reading))


def _own(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command that finds its own sources, and return its exit code."""
    try:
        return command(options)
    except WorthSavingError as error:
        return refuse(str(error))


class _OneLineParser(argparse.ArgumentParser):
    """Parser that prints an error as one line, like every other refusal."""

    def error(self, message: str) -> NoReturn:
        """Print the error and exit with code 2."""
        self.exit(refuse(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help"))

    def print_help(self, file: Any = None) -> None:  # noqa: ANN401 - as argparse has it
        """Print the help like every other answer."""
        self.answer(self.format_help().rstrip("\n"))

    def answer(self, text: str) -> None:
        """Print a text to standard output; leave with exit code 2 if it cannot be written."""
        try:
            show(text)
        except WorthSavingError as error:
            self.exit(refuse(str(error)))


class _Version(argparse.Action):
    """Prints the version and leaves."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        if isinstance(parser, _OneLineParser):
            parser.answer(f"worthsaving {__version__}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """Build the parser of all commands; docs/command-line.md is checked against it."""
    built = _OneLineParser(prog="worthsaving", description="See what your audience keeps.")
    built.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = built.add_subparsers(dest="command", required=True)
    app.add_parser(commands)
    read.add_parsers(commands)
    report.add_parser(commands)
    labels.add_parser(commands)
    batch.add_parser(commands)
    ranking.add_parser(commands)
    library.add_parsers(commands)
    digest.add_parser(commands)
    mark.add_parser(commands)
    return built
