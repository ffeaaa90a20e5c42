"""What is computed once and kept for the visit: never shared with other visits, and forgotten with the files.

Keys are digests and filter values, never tables: a table as a cache key or a copy of one for each page would cost more
than the work it saves.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st

P = ParamSpec("P")
R = TypeVar("R")

ENTRIES = 6  # filter choices to go back and forth between; each may hold tables of a large account
_functions: list[Any] = []  # the decorated functions themselves: no data of anybody's is in here


def for_this_visit(show_spinner: bool | str = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep what the function returns for this visit; arguments that start with `_` are not part of the key."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        kept = st.cache_resource(scope="session", max_entries=ENTRIES, show_spinner=show_spinner)(function)
        _functions.append(kept)
        return kept

    return decorate


def forget() -> None:
    """Drop everything kept for this visit."""
    for function in _functions:
        function.clear()
