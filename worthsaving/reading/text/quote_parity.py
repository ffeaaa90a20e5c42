"""Check of all quotes in a block for places where CSV allows none: 64 bytes at a time, one bit a byte.

The running parity of the quotes tells inside from outside a quoted cell. Six shifts give it for a whole word of 64 bits:
a tenth of the time that listing sixteen million quotes would take (docs/reading.md, "Where the time goes").
"""

from typing import NamedTuple

import numpy as np

WORD = 64
_LF, _CR = 10, 13
_ONE = np.uint64(1)
_TOP = np.uint64(WORD - 1)


class Parity(NamedTuple):
    """Result of the check.

    `fault`: the first byte that is a misplaced quote (one that neither opens a cell, closes one nor is doubled) or ends
    a blank line between two records; -1 without one. `good`: how many bytes stand before the record of that byte, or in
    all. Of those good bytes: `inside`, whether they end in a quoted cell; `many_lines`, whether a quoted cell has a line
    end in it; `records`, how many records end in them.
    """

    fault: int
    good: int
    inside: bool
    many_lines: bool
    records: int


def parity(block: np.ndarray, *, quote: int, delimiter: int, inside: bool, returns: bool) -> Parity:
    """Check a block (uint8), which begins with a line and, unless the text ends there, ends with one.

    `inside`: it begins in a quoted cell. `returns`: it may hold carriage returns.
    """
    quotes = _packed(block == quote)
    within = _within(quotes, inside=inside)
    ends = _packed(block == _LF)
    halves = np.zeros_like(ends)  # of line ends: the CR of CR LF
    if returns:
        halves = _packed(block == _CR)
        lone = halves & ~_sooner(ends)
        halves, ends = halves ^ lone, ends | lone
    lines = ends | halves
    border = quotes | lines | _packed(block == delimiter)
    border[len(block) // WORD] |= _ONE << np.uint64(len(block) % WORD)  # the text's end closes a cell
    faults = (quotes & ((within & ~_later(border)) | ~(within | _sooner(border)))) | (lines & _later(ends) & ~within)
    outside = ends & ~within
    at = np.flatnonzero(faults)
    if len(at):
        word = int(at[0])
        bit = int(faults[word]) & -int(faults[word])
        outside = outside[: word + 1]
        outside[word] &= np.uint64(bit - 1)
        many_lines = bool((lines & within)[:word].any())
        fault = word * WORD + bit.bit_length() - 1
        return Parity(fault, _last(outside) + 1, False, many_lines, int(np.bitwise_count(outside).sum()))
    last = np.uint64((len(block) - 1) % WORD)
    return Parity(
        fault=-1,
        good=len(block),
        inside=bool(within[(len(block) - 1) // WORD] >> last & _ONE),
        many_lines=bool((lines & within).any()),
        records=int(np.bitwise_count(outside).sum()),
    )


def _last(words: np.ndarray) -> int:
    """Return the position of the last bit set, -1 without any."""
    at = np.flatnonzero(words)
    return int(at[-1]) * WORD + int(words[at[-1]]).bit_length() - 1 if len(at) else -1


def _packed(mask: np.ndarray) -> np.ndarray:
    """Pack one bit a byte into words; a word more than needed where the last is full."""
    words = np.zeros(len(mask) // WORD + 1, dtype="<u8")
    packed = np.packbits(mask, bitorder="little")
    words.view(np.uint8)[: len(packed)] = packed
    return words


def _within(quotes: np.ndarray, *, inside: bool) -> np.ndarray:
    """Set each bit up to and with which the number of quotes is odd (even, if the block begins inside)."""
    within = quotes.copy()
    for shift in (1, 2, 4, 8, 16, 32):
        within ^= within << np.uint64(shift)
    odd = (within >> _TOP).astype(bool)
    carried = np.logical_xor.accumulate(odd) ^ odd ^ inside
    within[carried] = ~within[carried]
    return within


def _later(words: np.ndarray) -> np.ndarray:
    """Move every bit to the next byte; a line has ended before the first."""
    moved = words << _ONE
    moved[1:] |= words[:-1] >> _TOP
    moved[0] |= _ONE
    return moved


def _sooner(words: np.ndarray) -> np.ndarray:
    """Move every bit to the byte before."""
    moved = words >> _ONE
    moved[:-1] |= words[1:] << _TOP
    return moved
