"""Surprises: exceptions that nobody expected, shown as an apology and logged without anything of the user's."""

import logging
import traceback
from typing import Any

import streamlit as st

from worthsaving.words.screen import doing


def apologise(error: Exception) -> bool:
    """Show the apology in place of the rest of the page; True, so that Streamlit adds no words of its own."""
    st.error(doing.SURPRISE + type(error).__name__, icon=":material/error:")
    return True


def keep_messages_out_of_the_log() -> None:
    """Log exceptions, from now on and everywhere in this process, without their messages: these may quote a file.

    What stays is each exception's name and where in the code it was raised.
    """
    make = logging.getLogRecordFactory()
    if getattr(make, "without_messages", False):
        return

    def record(*given: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401 - the standard library's own signature
        made = make(*given, **named)
        if made.exc_info and made.exc_info[1] is not None:
            made.exc_text = "\n".join(_lines(made.exc_info[1]))
            made.exc_info = None
        return made

    record.without_messages = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(record)


def _lines(error: BaseException | None) -> list[str]:
    """The exception and those that led to it, the first one first: places in the code, and the exception's name."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    found: list[str] = []
    for one in chain:
        found += ["Traceback (most recent call last; messages left out):"]
        found += "".join(traceback.format_tb(one.__traceback__)).splitlines()
        found += [type(one).__qualname__]
    return found
