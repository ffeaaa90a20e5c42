"""What is said on a terminal: one line, with nothing in it that could steer the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path


def printable(text: str) -> str:
    """The text with a space for every character of a file's text or name that is not to be seen."""
    return "".join(c if c.isprintable() else " " for c in text)


def say(message: str) -> None:
    """Print a message as one line to standard error."""
    print(printable(" ".join(message.split())), file=sys.stderr)


def taken(outputs: Iterable[Path | None], inputs: Iterable[Path]) -> Path | None:
    """Which of the files to write would take the place of an input or of another one of them; None when none does."""
    known = {path.resolve() for path in inputs}
    for path in outputs:
        if path is not None and path.resolve() in known:
            return path
        known |= {path.resolve()} if path is not None else set()
    return None
