"""Command `app`: starts the app, from a copy of the repository and from an installed package alike."""

import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from worthsaving.cli.terminal import refuse
from worthsaving.data.app_files import SCRIPT

GOODBYE = 4.0  # seconds that Streamlit has to end its visits, before the process ends all the same


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for it
    """Add the command to the parser's subcommands."""
    help_text = "start the app in the browser"
    command = commands.add_parser("app", help=help_text, description=help_text)
    command.add_argument(
        "--stop-with-input",
        action="store_true",
        help="stop when standard input ends: for a program that starts the app and must not outlive it",
    )
    command.add_argument(
        "streamlit_options",
        nargs="*",
        metavar="-- OPTION",
        help="options for Streamlit, after two dashes, such as: -- --server.port 8600",
    )


def start(streamlit_options: Sequence[str], *, stop_with_input: bool = False) -> int:
    """Run the app until it is stopped and return the exit code; it prints its address.

    `stop_with_input`: also stopped by the end of standard input, which comes when the program that holds its other end
    closes it or is killed.
    """
    if stop_with_input:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    # Imported here: no other command needs Streamlit, which takes most of a second to import.
    from click import ClickException
    from streamlit.web import cli

    try:
        cli.main(["run", str(SCRIPT), *streamlit_options], standalone_mode=False)
    except ClickException as error:
        return refuse(f"{error.format_message()} Try: worthsaving app -- --help")
    return 0


def _stop_at_end_of_input() -> None:
    if sys.stdin is not None:
        with suppress(OSError, ValueError):  # closed or unreadable: ended as well
            while os.read(sys.stdin.fileno(), 1024):  # not by sys.stdin.buffer, which Python locks when it ends
                pass
    signal.raise_signal(signal.SIGTERM)
    time.sleep(GOODBYE)
    os._exit(0)
