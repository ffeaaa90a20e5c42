"""Compact Thrift: the structures at the end of a Parquet file and before each of its pages, read within bounds."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable
from typing import Any

MOST_DEPTH = 12  # structures inside each other; a Parquet file's have 6
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
_NUMBERS = (4, 5, 6)


class Reader:
    """Reads structures from `data`, beginning at `at`; `left` values may still be read."""

    def __init__(self, data: bytes | memoryview | mmap.mmap, at: int = 0, *, left: int = 1_000_000) -> None:
        self.data, self.at, self.left = data, at, left

    def struct(self, depth: int = 0, *, until: int = 0) -> dict[int, Any]:
        """Return a structure's values by field number, up to and with the field `until` (0: all). Raises ValueError."""
        if depth > MOST_DEPTH:
            raise ValueError
        found: dict[int, Any] = {}
        number = 0
        while True:
            head = self._byte()
            if not head:
                return found
            number = number + (head >> 4) if head >> 4 else self._signed()
            kind = head & 15
            found[number] = kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind, depth)
            if until and number >= until:
                return found

    def _value(self, kind: int, depth: int) -> Any:  # noqa: ANN401 - whatever the field holds
        self.left -= 1
        if self.left < 0:
            raise ValueError
        if kind in _NUMBERS:
            return self._signed()
        if kind in (_TRUE, _FALSE, _BYTE):
            return self._byte()
        if kind == _DOUBLE:
            return struct.unpack("<d", self._bytes(8))[0]
        if kind == _BINARY:
            return self._bytes(self._varint())
        if kind in (_LIST, _SET):
            head = self._byte()
            size = head >> 4 if head >> 4 < 15 else self._varint()
            return self._several(size, lambda: self._value(head & 15, depth + 1))
        if kind == _MAP:
            size = self._varint()
            kinds = self._byte() if size else 0
            return self._several(size, lambda: (self._value(kinds >> 4, depth + 1), self._value(kinds & 15, depth + 1)))
        if kind == _STRUCT:
            return self.struct(depth + 1)
        raise ValueError

    def _several(self, size: int, one: Callable[[], Any]) -> list[Any]:
        if size > self.left:
            raise ValueError
        return [one() for _ in range(size)]

    def _byte(self) -> int:
        if self.at >= len(self.data):
            raise ValueError
        self.at += 1
        return self.data[self.at - 1]

    def _bytes(self, size: int) -> bytes:
        if self.at + size > len(self.data):
            raise ValueError
        self.at += size
        return bytes(self.data[self.at - size : self.at])

    def _varint(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise ValueError

    def _signed(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)
