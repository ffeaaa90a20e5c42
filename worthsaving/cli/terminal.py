"""Output to the terminal: answers on stdout, messages on stderr, without control characters from a file's text."""

import datetime as dt
import json
import os
import sys
from typing import Any, TextIO

import pandas as pd

from worthsaving.errors import WorthSavingError
from worthsaving.words import format

NOT_DONE = 2
"""The exit code of a command that was refused."""


class NotWritten(WorthSavingError):
    """The answer could not be written. Free some space, or write it elsewhere."""


def printable(text: str) -> str:
    """Replace every unprintable character of a file's text or name with a space."""
    return "".join(c if c.isprintable() else " " for c in text)


def show(text: str) -> None:
    """Print an answer to standard output, of its control characters only the line ends.

    Raises NotWritten where the disk is full. A reader that closes early (such as `head`) is no error.
    """
    fault = _put("\n".join(map(printable, text.split("\n"))), sys.stdout)
    if fault is not None and not isinstance(fault, BrokenPipeError):
        raise NotWritten(
            f"The answer could not be written ({fault.strerror or 'no reason given'}). Free some space, or write it elsewhere."
        ) from fault


def show_json(value: dict[str, Any]) -> None:
    """Print a value as JSON with `show`, in plain ASCII: the same bytes whatever the terminal's encoding."""
    show(json.dumps(value, indent=2, allow_nan=False))


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Convert a table's rows for JSON: moments in ISO 8601, missing as null."""
    rows = table.to_dict("records")
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:  # noqa: ANN401
    if format.is_missing(value):
        return None
    return value.isoformat() if isinstance(value, dt.datetime) else value


def say(message: str) -> None:
    """Print a message as one line to standard error, if it is open."""
    _put(printable(" ".join(message.split())), sys.stderr)


def on_screen() -> bool:
    """Tell whether messages go to a terminal, where a line can be replaced."""
    return sys.stderr is not None and sys.stderr.isatty()


def replace_line(message: str) -> None:
    """Print a message in the place of the line before; only for a terminal (see `on_screen`)."""
    print(f"\r\033[K{printable(message)}", end="", file=sys.stderr, flush=True)


def refuse(message: str) -> int:
    """Print one line that says why a command was refused, and return its exit code."""
    say(message)
    return NOT_DONE


def _put(text: str, stream: TextIO | None) -> OSError | None:
    """Write a line and flush it. On failure returns the error, and everything written to the stream later is dropped."""
    if stream is None:  # closed by the caller: print() would write to standard output instead
        return None
    try:
        print(text, file=stream, flush=True)
    except OSError as fault:
        # Python would try the rest of the buffer again at exit and fail with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return fault
    return None
