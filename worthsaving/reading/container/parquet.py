"""Parquet: a file -> Arrow tables, within bounds that are checked before anything of it is decoded."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from worthsaving.errors import UnreadableFile
from worthsaving.reading.container.compact_thrift import Reader

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

MARK = b"PAR1"
"""How a Parquet file begins and ends."""

MOST_FOOTER = 16_000_000  # bytes of a table of contents: 300 columns in 100 row groups have 3 million
MOST_COLUMNS = 20_000  # with the groups around them; as many as a table of text may have
MOST_NESTING = 10  # groups inside groups; the Arrow library does not bound its own recursion
MOST_VALUES = 3_000_000  # in a table of contents: 300 columns in 100 row groups have a million
MOST_CELLS = 120_000_000  # as many as a table of text may have
MOST_UNPACKED = 500_000_000  # bytes of pages, as for any upload
MOST_PAGES = 1_000_000
_HELD = 64_000_000  # bytes of texts in groups that may be decoded at once
_ROWS = 8_192  # decoded at once: a value that is stored once may stand in every row

# Numbers of fields, and of the one encoding that is refused, in the format's own definition
_SCHEMA, _NUMBER_OF_ROWS, _ROW_GROUPS = 2, 3, 4
_REPETITION, _NAME, _CHILDREN = 3, 4, 5
_REPEATED = 2
_COLUMNS = 1
_ELSEWHERE, _META = 1, 3
_ENCODINGS, _PATH, _TOTAL_PACKED, _DATA_PAGE, _DICTIONARY_PAGE = 2, 3, 7, 9, 11
_UNPACKED_SIZE, _PACKED_SIZE = 2, 3
_PREFIXED = 7  # DELTA_BYTE_ARRAY, a text that goes on the one before: a few bytes can stand for gigabytes

_OF_A_HEADER = 1_000  # values in the header of a page, its statistics included
# What a damaged table of contents leads to; Arrow's own errors are such, too
_FAULTS = (OSError, ValueError, OverflowError, LookupError, TypeError, AttributeError, NotImplementedError)
_DAMAGED = "This Parquet file is damaged or was cut off. Write or download it again."
_LOCKED = "This Parquet file is encrypted. Write it again without a password."
_MANY = "This Parquet file has {what}, more than is read at once. Write fewer rows or columns to a file."
_NESTED = f"This Parquet file has values inside values, more than {MOST_NESTING} deep. Write it again as a plain table."
_PACKED = (
    "A column of this Parquet file is packed in a way that is not read here (DELTA_BYTE_ARRAY). Write it again with the usual packing, "
    "or save it as CSV."
)


def is_parquet(data: bytes) -> bool:
    """Return whether a file begins as Parquet does, encrypted Parquet included."""
    return data.startswith((MARK, b"PARE"))


@dataclass(frozen=True)
class Opened:
    """An open Parquet file: `rows` as its table of contents states them, and the paths of its `columns`.

    `lists` are the paths of the columns that hold several values in a row, which are not read: how much they unpack to
    cannot be known before. `at_once`: so many rows may be decoded together.
    """

    file: parquet.ParquetFile
    rows: int
    columns: tuple[str, ...]
    lists: tuple[str, ...]
    at_once: int


def whole(data: bytes) -> tuple[pa.Table, tuple[str, ...]]:
    """Return the table in a Parquet file, and the names of its columns of lists, which are not in it.

    Raises UnreadableFile with the reason where there is none, or it is too much.
    """
    import pyarrow as pa

    found = opened(data, most=MOST_UNPACKED)
    if found.rows * max(len(found.columns), 1) > MOST_CELLS:
        raise UnreadableFile(_MANY.format(what=f"{found.rows:,} rows"))
    tables, held = [], 0
    for table in batches(found):
        held += table.nbytes
        if held > MOST_UNPACKED:
            raise UnreadableFile(_MANY.format(what=f"over {MOST_UNPACKED // 1_000_000:,} MB of values"))
        tables.append(table)
    return pa.concat_tables(tables) if tables else pa.table({}), found.lists


def opened(data: bytes | memoryview | mmap.mmap, *, most: int = MOST_UNPACKED) -> Opened:
    """Open a Parquet file that lies in memory, or is mapped from the disk, and whose pages hold at most `most` bytes.

    Raises UnreadableFile where it is damaged, encrypted, nested too deeply, or has too many columns, row groups or pages.
    """
    import pyarrow as pa
    from pyarrow import parquet

    if b"PARE" in (data[:4], data[-4:]):
        raise UnreadableFile(_LOCKED)
    size = int.from_bytes(data[-8:-4], "little")
    if data[-4:] != MARK or size > len(data) - 12:
        raise UnreadableFile(_DAMAGED)
    if size > MOST_FOOTER:
        raise UnreadableFile(_MANY.format(what=f"a table of contents of {size // 1_000_000:,} MB"))
    try:
        # Not by Arrow's own view of it: that ends the whole process at some damaged ones
        contents = Reader(data, len(data) - 8 - size, left=MOST_VALUES).struct()
        columns, lists = _paths(contents[_SCHEMA])
        chunks = _chunks(contents.get(_ROW_GROUPS, []))
        largest = _check_pages(data, chunks, most)
        # Texts stay coded as the file has them: one that stands in every row is held once. In groups Arrow cannot do that
        coded = [name for name in columns if "." not in name]
        file = parquet.ParquetFile(pa.BufferReader(pa.py_buffer(data)), read_dictionary=coded, pre_buffer=False)
    except UnreadableFile:
        raise
    except _FAULTS as error:
        raise UnreadableFile(_DAMAGED) from error
    at_once = min(max(_HELD // max(largest, 1), 1), _ROWS) if len(coded) < len(columns) else _ROWS
    return Opened(file, contents[_NUMBER_OF_ROWS], columns, lists, at_once)


def batches(found: Opened) -> Iterator[pa.Table]:
    """Yield the rows of an open file as tables of some thousand rows. Raises UnreadableFile where a page is damaged."""
    import pyarrow as pa

    try:
        for batch in found.file.iter_batches(found.at_once, columns=[*found.columns], use_threads=False):
            yield pa.Table.from_batches([batch])
    except _FAULTS as error:
        raise UnreadableFile(_DAMAGED) from error


def _paths(elements: list[dict[int, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paths of the columns with one value in a row, and of those with several; `elements` in the file's order.

    Raises UnreadableFile for too many columns, or groups nested too deeply.
    """
    if len(elements) > MOST_COLUMNS:
        raise UnreadableFile(_MANY.format(what=f"{len(elements):,} columns"))
    paths: tuple[list[str], list[str]] = ([], [])
    groups: list[list[Any]] = []  # of each open group: members still to come, its path, whether it is repeated
    for element in elements:
        while groups and not groups[-1][0]:
            groups.pop()
        if len(groups) > MOST_NESTING:
            raise UnreadableFile(_NESTED)
        path, several = "", False
        if groups:  # the first element is the table itself
            groups[-1][0] -= 1
            path = ".".join(filter(None, (groups[-1][1], element[_NAME].decode())))
            several = groups[-1][2] or element.get(_REPETITION) == _REPEATED
        if element.get(_CHILDREN):
            groups.append([element[_CHILDREN], path, several])
        elif groups:
            paths[several].append(path)
    return tuple(paths[0]), tuple(paths[1])


def _chunks(groups: list[dict[int, Any]]) -> list[dict[int, Any]]:
    """Return what the table of contents says of each column of each row group."""
    columns = [column for group in groups for column in group[_COLUMNS]]
    if any(_ELSEWHERE in column for column in columns):
        raise UnreadableFile(_DAMAGED)
    return [column[_META] for column in columns]


def _check_pages(data: bytes | memoryview | mmap.mmap, chunks: list[dict[int, Any]], most: int) -> int:
    """Return the size of the largest page. Raises UnreadableFile where all hold too much, whatever the contents say of them."""
    unpacked = pages = largest = 0
    for chunk in chunks:
        if _PREFIXED in chunk[_ENCODINGS]:
            raise UnreadableFile(_PACKED)
        at = min(chunk[place] for place in (_DATA_PAGE, _DICTIONARY_PAGE) if chunk.get(place))
        end = at + chunk[_TOTAL_PACKED]
        while at < end:
            reader = Reader(data, at, left=_OF_A_HEADER)
            page = reader.struct()
            at = reader.at + page[_PACKED_SIZE]
            pages += 1
            unpacked += page[_UNPACKED_SIZE]
            largest = max(largest, page[_UNPACKED_SIZE])
            if unpacked > most or page[_UNPACKED_SIZE] < 0 or page[_PACKED_SIZE] < 0 or pages > MOST_PAGES:
                raise UnreadableFile(_MANY.format(what=f"over {most // 1_000_000:,} MB of values"))
    return largest
