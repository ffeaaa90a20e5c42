"""Command `digest`: the newest week of the library as one file, for a script that runs once a week."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from worthsaving.cli import inputs, sources
from worthsaving.cli.terminal import refuse, show

SOMETHING = 3
"""The exit code for a week that calls for a look, with --exit-code."""
_KINDS = (".html", ".htm", ".md", ".markdown")


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser's subcommands."""
    text = "the newest week in the library, against a usual week of yours"
    command = commands.add_parser("digest", help=text, description=text)
    command.add_argument("--library", metavar="URL", help=sources.WHERE)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="week.html|week.md")
    command.add_argument("--account", type=inputs.account, action="append", default=[], metavar="PLATFORM/NAME")
    command.add_argument(
        "--exit-code", action="store_true", help=f"exit with {SOMETHING} where something is out of the ordinary"
    )
    command.set_defaults(library_command=run)


def run(library: Any, options: argparse.Namespace) -> int:  # noqa: ANN401
    """Write the digest and return the exit code."""
    if options.output.suffix.lower() not in _KINDS:
        return refuse(f"{options.output.name}: a digest is an HTML or a Markdown file. Name it week.html or week.md.")
    if library.is_empty():
        return refuse(f"Nothing is kept yet in {library.where}. Keep an export first: keep FILE.")
    for account in options.account:
        unknown = sources.unknown_to_library(library, account)
        if unknown:
            return refuse(unknown)
    # Imported here: the other commands start faster
    from worthsaving.report import digest
    from worthsaving.sections.week.look import look
    from worthsaving.words import week

    found, now = look(library, options.account), dt.datetime.now(dt.UTC)
    if options.output.suffix.lower().startswith(".m"):
        made = digest.markdown_text(found, made_at=now).encode("utf-8", "replace")
    else:
        made = digest.html(found, made_at=now)
    try:
        options.output.write_bytes(made)
    except OSError as error:
        return refuse(f"{options.output.name}: {error.strerror or 'cannot be written'}. Choose another place.")
    show(f"{week.heading(found.weeks)}. {week.whole(found.weeks)}".strip())
    return SOMETHING if options.exit_code and found.something else 0
