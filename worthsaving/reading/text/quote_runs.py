"""Runs of quotes in a block of text, and the state after each: inside a quoted cell or outside."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

MOST_BLANKS = 64  # between a closing quote and its delimiter
_SPACE = 32


@dataclass(frozen=True)
class Rules:
    """Bytes with a meaning; `border`: at which bytes cells begin or end, `spaced`: space after the delimiter."""

    quote: int
    delimiter: int
    border: np.ndarray
    spaced: bool = False


class Runs(NamedTuple):
    """Runs of quotes of a block, an array each.

    `starts`: position; `odd`: an odd number of quotes; `opens`, `closes`: a cell begins before it, ends after it;
    `spaces`: the delimiter's own space stands before it; `was`: inside before it; `line`: the number of its line.
    """

    starts: np.ndarray
    odd: np.ndarray
    opens: np.ndarray
    spaces: np.ndarray
    closes: np.ndarray
    was: np.ndarray
    line: np.ndarray


def states(rules: Rules, block: np.ndarray, ends: np.ndarray, *, inside: bool) -> tuple[Runs, np.ndarray, np.ndarray]:
    """Return the runs of quotes, the positions where the state may change (they and `ends`), and the state after each."""
    at = np.flatnonzero(block == rules.quote)
    first = np.ones(len(at), dtype=bool)
    first[1:] = at[1:] != at[:-1] + 1
    starts = at[first]
    length = np.diff(np.append(np.flatnonzero(first), len(at)))
    opens, spaces = _opens(rules, block, starts)
    closes, odd = _closes(rules, block, starts + length), length % 2 == 1
    where = np.append(starts, ends)
    order = np.argsort(where, kind="stable")
    none = np.zeros(len(ends), dtype=bool)
    from_out = np.append(opens & (~closes | odd), none)[order]
    from_in = np.append(~closes | ~odd, none)[order]
    after = _run(from_out, from_in, inside=inside)
    was = np.append([inside], after)[: len(after)][order < len(starts)]
    return Runs(starts, odd, opens, spaces, closes, was, np.searchsorted(ends, starts)), where[order], after


def _opens(rules: Rules, block: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return whether a cell begins at each start, and whether the delimiter's own space stands before it."""
    opens = rules.border[block[starts - 1]] | (starts == 0)
    if not rules.spaced:
        return opens, np.zeros(len(starts), dtype=bool)
    spaces = (starts > 1) & (block[starts - 1] == _SPACE) & rules.border[block[starts - 2]]
    return opens | spaces, spaces


def _closes(rules: Rules, block: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return whether a cell ends at each end; blanks may stand before its delimiter."""
    last = len(block) - 1
    for _ in range(MOST_BLANKS):
        blank = (ends <= last) & (block[np.minimum(ends, last)] == _SPACE)
        if not blank.any():
            break
        ends = ends + blank
    return np.asarray(rules.border[block[np.minimum(ends, last)]] | (ends > last))


def _run(from_out: np.ndarray, from_in: np.ndarray, *, inside: bool) -> np.ndarray:
    """Return the state (True: inside) after each event, given what it turns "outside" and "inside" into."""
    if not len(from_out):
        return from_out
    swaps = np.cumsum(from_out & ~from_in)
    last = np.maximum.accumulate(np.where(from_out == from_in, np.arange(len(from_out)), -1))
    base = np.where(last >= 0, from_out[last], inside)
    return np.asarray(base ^ ((swaps - np.where(last >= 0, swaps[last], 0)) % 2 == 1))


def unclosed(runs: Runs, now: np.ndarray) -> np.ndarray:
    """Return which runs stand in a cell that its line does not close."""
    if not len(now):
        return now
    last = np.append(runs.line[1:] != runs.line[:-1], [True])
    broken = np.zeros(int(runs.line[-1]) + 1, dtype=bool)
    broken[runs.line[last & now]] = True
    shut = np.full(len(broken), -1)  # the last run of each line after which no cell is open
    np.maximum.at(shut, runs.line, np.where(now, -1, np.arange(len(now))))
    return np.asarray(broken[runs.line] & (np.arange(len(now)) > shut[runs.line]))
