"""What is shown and said on a terminal, with nothing in it that could steer the terminal."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

from worthsaving.errors import WorthSavingError

NOT_DONE = 2
"""The exit code of a command that was refused."""


class NotWritten(WorthSavingError):
    """The answer could not be written. Free some space, or write it elsewhere."""


def printable(text: str) -> str:
    """The text with a space for every character of a file's text or name that is not to be seen."""
    return "".join(c if c.isprintable() else " " for c in text)


def show(text: str) -> None:
    """Print what was asked for to standard output.

    Raises NotWritten where there is no room for it. A reader that has seen enough (such as `head`) is no fault.
    """
    fault = _put(text, sys.stdout)
    if fault is not None and not isinstance(fault, BrokenPipeError):
        raise NotWritten(
            f"The answer could not be written ({fault.strerror or 'no reason given'}). Free some space, or write it elsewhere."
        ) from fault


def show_json(value: dict[str, Any]) -> None:
    """Print a value as JSON, as `show` does; in plain ASCII, so that a script gets the same whatever the encoding is."""
    show(json.dumps(value, indent=2, allow_nan=False))


def say(message: str) -> None:
    """Print a message as one line to standard error, where there is one."""
    _put(printable(" ".join(message.split())), sys.stderr)


def refuse(message: str) -> int:
    """Say in one line why a command is not done, and return its exit code."""
    say(message)
    return NOT_DONE


def _put(text: str, stream: TextIO | None) -> OSError | None:
    """Write it now; the fault where that failed, after which all that is written to the stream is dropped."""
    if stream is None:  # closed by the caller: print() would take standard output instead
        return None
    try:
        print(text, file=stream, flush=True)
    except OSError as fault:
        # What is left in the buffer must not be tried once more when Python ends: that would fail with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return fault
    return None
