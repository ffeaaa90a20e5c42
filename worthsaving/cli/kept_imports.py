"""Single imports of the library on the command line: taken back by number, named where their clock was ahead."""

import contextlib
import datetime as dt
from typing import TYPE_CHECKING

from worthsaving.cli.terminal import printable, say
from worthsaving.errors import WorthSavingError
from worthsaving.words import clock

if TYPE_CHECKING:
    from worthsaving.library import Library
    from worthsaving.library.forgetting import UndoneImport


def last(library: "Library") -> int | None:
    """Return the number of the import that was kept last; None where nothing is kept."""
    imports = library.imports()
    return None if imports.empty else int(imports["import_id"].iloc[0])


def undo(library: "Library", number: int) -> "UndoneImport":
    """Take one import back, by its number: repeated after an answer that got lost, it takes no second one."""
    from worthsaving.library.library_errors import OutcomeUnknown

    try:
        return library.undo(number)
    except OutcomeUnknown as unknown:
        again = f"To repeat it without taking back a second import, write: forget --import {number}"
        raise WorthSavingError(f"{unknown} {again}") from unknown


def mention_clock(library: "Library") -> None:
    """Print a line to stderr for each import kept under a clock that was ahead, and how to take it back.

    The command is done by now: a library that cannot be read any more adds no fault to it.
    """
    with contextlib.suppress(WorthSavingError):
        imports = library.ahead(dt.datetime.now(dt.UTC))
        for sentence, number in zip(clock.ahead(imports), imports["import_id"], strict=True):
            say(f"{printable(sentence)} Take it back: forget --import {number}. Then keep its files again.")
