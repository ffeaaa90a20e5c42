"""A backup's file, opened for reading only, once its first bytes say that it is a whole SQLite database."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from worthsaving.library import library_errors
from worthsaving.library.library_errors import BadBackup
from worthsaving.library.location import MAGIC

HEADER = 100
"""How many bytes the header of a SQLite file has (https://www.sqlite.org/fileformat2.html, 1.3)."""
MOST_SCHEMA = 262_144
"""The most bytes of pages that hold the list of tables; a library's takes 20 kB. SQLite reads it whole into memory."""
MOST_VALUE = 10_000_000
"""The most bytes of one value or row."""
_LEAF, _INTERIOR = 0x0D, 0x05  # kinds of pages of a table
_CUT_SHORT = "it is cut short"


@contextmanager
def opened(source: Path | bytes) -> Iterator[sqlite3.Connection]:
    """Open a backup, from its path or its bytes, for reading only; nothing is written anywhere, no copy is made.

    Raises BadBackup where it is no whole SQLite file or changes while it is open, and OSError where it cannot be read.
    """
    if isinstance(source, bytes):
        _refuse_head(source[:HEADER], len(source), lambda at, size: source[at : at + size])
        data = bytearray(source)
        data[18:20] = b"\1\1"  # in memory SQLite cannot open what says that a log belongs to it
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(bytes(data))
            yield _bounded(connection)
        return
    found = _refuse_path(source)
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield _bounded(connection)
        if _state(source.stat()) != _state(found):
            raise BadBackup.because("another program changed it in the meantime")


def declared_size(head: bytes) -> int | None:
    """Return how many bytes a SQLite file has by its own header; None where the header does not know."""
    page = page_size(head)
    valid = head[24:28] == head[92:96]  # otherwise an older SQLite wrote last and did not update the page count
    return int.from_bytes(head[28:32], "big") * page if valid else None


def page_size(head: bytes) -> int:
    """Return the size of the file's pages in bytes, by its header."""
    page = int.from_bytes(head[16:18], "big")
    return 65_536 if page == 1 else page


def _bounded(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def _refuse_path(path: Path) -> os.stat_result:
    """Return the file's `stat`. Raises BadBackup for what is no file of its own: a device, a pipe, a database in use."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise BadBackup.because(
            "it is a folder" if stat.S_ISDIR(found.st_mode) else "it is no file but a device or a pipe"
        )
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise library_errors.BackupInUse(
            f"{path} is a library in use, or one that was not closed: its newest imports lie in {log.name}. “worthsaving "
            "backup” with --library makes a backup of it. Restore that instead."
        )
    with path.open("rb") as file:

        def read(at: int, size: int) -> bytes:
            file.seek(at)
            return file.read(size)

        _refuse_head(read(0, HEADER), found.st_size, read)
    return found


def _refuse_head(head: bytes, size: int, read: Callable[[int, int], bytes]) -> None:
    """Raise BadBackup unless the header is a whole SQLite file's whose list of tables is short."""
    if not head.startswith(MAGIC):
        raise BadBackup
    page = page_size(head) if len(head) == HEADER else 0
    if len(head) < HEADER or size < (declared_size(head) or page):
        raise BadBackup.because(_CUT_SHORT)
    if page < 512 or page & (page - 1):
        raise BadBackup.because("it is damaged")
    first = read(HEADER, page - HEADER)
    if first[:1] == bytes([_LEAF]):
        return
    cells = int.from_bytes(first[3:5], "big")
    if first[:1] != bytes([_INTERIOR]) or (cells + 1) * page > MOST_SCHEMA:
        raise BadBackup.because("its list of tables is not a library's")
    starts = [int.from_bytes(first[at : at + 2], "big") - HEADER for at in range(12, 12 + 2 * cells, 2)]
    pages = [int.from_bytes(first[at : at + 4], "big") for at in (*starts, 8) if 0 <= at < len(first)]
    if any(read((number - 1) * page, 1) != bytes([_LEAF]) for number in pages):
        raise BadBackup.because("its list of tables is not a library's")


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
