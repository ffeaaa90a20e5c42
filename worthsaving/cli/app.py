"""Command `app`: starts the app, from a copy of the repository and from an installed package alike."""

from collections.abc import Sequence
from typing import Any

from worthsaving.cli.terminal import refuse
from worthsaving.data.app_files import SCRIPT


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser's subcommands."""
    help_text = "start the app in the browser"
    command = commands.add_parser("app", help=help_text, description=help_text)
    command.add_argument(
        "streamlit_options",
        nargs="*",
        metavar="-- OPTION",
        help="options for Streamlit, after two dashes, such as: -- --server.port 8600",
    )


def start(streamlit_options: Sequence[str]) -> int:
    """Run the app until it is stopped and return the exit code; it prints its address."""
    # Imported here: no other command needs Streamlit, which takes most of a second to import.
    from click import ClickException
    from streamlit.web import cli

    try:
        cli.main(["run", str(SCRIPT), *streamlit_options], standalone_mode=False)
    except ClickException as error:
        return refuse(f"{error.format_message()} Try: worthsaving app -- --help")
    return 0
