"""Blocks of a large file: bytes that are unpacked, and cut between records, as they are read; bounded memory whatever its size."""

import codecs
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from worthsaving.errors import UnreadableFile
from worthsaving.reading.container import file_type, zstd
from worthsaving.reading.container.archive import GZIP, TIMES, ZIP
from worthsaving.reading.text.dialect import Dialect, find_dialect

BLOCK = 16_000_000  # bytes of text read at once
JSON_BLOCK = 4_000_000  # JSON is read a value at a time
LONGEST = 64_000_000  # bytes of a record, as in a file that is read at once
HEAD = 1 << 20
_TRIED = 300  # line ends at which a block may end, looked at from its end
_LEAST_UNPACKED = 500_000_000  # what any file may unpack to
_CUT = "This packed file is damaged or was cut off while downloading. Download it again."
_PACKED = (
    "Unpacked, this file would take more than {times} times its size, far more than an export does. Unpack it yourself."
)
_NOT_UTF8 = (
    "This file is too large to find out which letters it uses: it is not UTF-8. Save it as UTF-8, or cut it into files "
    "under 32 MB."
)
_LONG = "One row of this file is over 64 MB long, which no export has. Write it again."
_EMPTY = "This file is empty. Write it again."
_BROKEN_JSON = "This JSON is damaged. Write it again, best with one post on a line (JSON lines)."


class Stream(Protocol):
    """What is read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, b"" at the end."""


class Digesting:
    """A file that is read once, from its beginning, with the SHA-256 of all that was read."""

    def __init__(self, path: str) -> None:
        self.file = Path(path).open("rb")  # noqa: SIM115 - closed by `close`
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self.file.read(size)
        self.sha256.update(data)
        return data

    def finish(self) -> str:
        """Read what is left and return the digest of all, in hex."""
        while self.read(HEAD):
            pass
        return self.sha256.hexdigest()

    def close(self) -> None:
        """Close the file."""
        self.file.close()


class _Inner(io.RawIOBase):
    """A stream as Arrow asks for it: what reads it may close it, not the file below."""

    def __init__(self, stream: Digesting) -> None:
        super().__init__()
        self.stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        return self.stream.read(size)


def unpacked(path: str, stream: Digesting) -> Iterator[tuple[str, "Pushed"]]:
    """Yield name and stream of each text in a file: itself, what it unpacks to, or the members of a ZIP.

    Raises UnreadableFile where it is damaged, or unpacks to far more than its own size.
    """
    import pyarrow as pa

    head = stream.file.peek(8)[:8]
    name = Path(path).name
    most = max(TIMES * Path(path).stat().st_size, _LEAST_UNPACKED)
    if head.startswith(ZIP):
        with _faults(), zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.is_dir() and not member.flag_bits & 1:
                    yield f"{name}/{member.filename}", Pushed(_Bounded(archive.open(member), most))
        return
    kind = "gzip" if head.startswith(GZIP) else "zstd" if head.startswith(zstd.MARK) else ""
    if kind:
        inner = pa.CompressedInputStream(pa.PythonFile(_Inner(stream), mode="r"), kind)
        yield name.rsplit(".", 1)[0], Pushed(_Bounded(inner, most))
    else:
        yield name, Pushed(stream)


class _faults:  # noqa: N801 - used as a function
    """Context manager: turns what a damaged archive raises into UnreadableFile."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Translate the error."""
        if isinstance(error, zipfile.BadZipFile | OSError | NotImplementedError | RuntimeError):
            raise UnreadableFile(_CUT) from error


class _Bounded:
    """A stream that may give at most so many bytes; what is damaged in it becomes UnreadableFile."""

    def __init__(self, stream: Stream, most: int) -> None:
        self.stream, self.left = stream, most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        with _faults():
            data = self.stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise UnreadableFile(_PACKED.format(times=TIMES))
        return data


class Pushed:
    """A stream whose first bytes can be looked at before they are read."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.waiting = b""

    def peek(self, size: int) -> bytes:
        """Return the first bytes that are still to be read, at most `size`."""
        while len(self.waiting) < size and (more := self.stream.read(size - len(self.waiting))):
            self.waiting += more
        return self.waiting[:size]

    def read(self, size: int = -1) -> bytes:
        """Return exactly so many bytes, fewer only at the end."""
        data = self.peek(size)
        self.waiting = self.waiting[len(data) :]
        return data


def blocks(stream: Pushed) -> Iterator[bytes]:
    """Yield the text of a stream as small files of their own: each a whole table under the file's header, or JSON lines.

    Raises UnreadableFile for what is no text, for text that is neither UTF-8 nor UTF-16, and for an endless record.
    """
    head = stream.peek(HEAD)
    if not head.strip():
        raise UnreadableFile(_EMPTY)
    refusal = file_type.not_a_table(head)
    if refusal:
        raise UnreadableFile(refusal)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        stream = Pushed(codecs.EncodedFile(stream, "utf-8", "utf-16"))  # type: ignore[arg-type]
        head = stream.peek(HEAD)
    if file_type.is_json(head):
        yield from _json_blocks(stream, head)
        return
    text = _text(head, whole=len(head) < HEAD)
    refusal = file_type.not_a_table_text(text[: file_type.HEAD])
    if refusal:
        raise UnreadableFile(refusal)
    dialect = find_dialect(text.removeprefix("\ufeff"))
    if dialect is None:
        raise UnreadableFile(_EMPTY)
    header = stream.read(len(text[: dialect.start + text.startswith("\ufeff")].encode()))
    for body in _cut(stream, BLOCK, lambda before, after: _is_between(before, after, dialect)):
        yield header + body


def _text(data: bytes, *, whole: bool) -> str:
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError as error:
        raise UnreadableFile(_NOT_UTF8) from error


def _cut(stream: Stream, size: int, is_end: Callable[[bytes, bytes], bool]) -> Iterator[bytes]:
    """Yield the rest of a stream in blocks of about `size` bytes, each cut at a line end between two records."""
    waiting = b""
    while True:
        more = stream.read(size)
        data = waiting + more
        if len(more) < size:
            if data.strip():
                _text(data, whole=True)
                yield data
            return
        end = _end(data, is_end)
        if not end and len(data) > LONGEST:
            raise UnreadableFile(_LONG)
        if end:
            _text(data[:end], whole=True)
            yield data[:end]
        waiting = data[end:]


def _end(data: bytes, is_end: Callable[[bytes, bytes], bool]) -> int:
    """Return where a block can end: after a line, before which and after which a record ends and begins; 0 for nowhere."""
    last = data.rfind(b"\n")
    after, fallback = data[last + 1 :], 0
    quotes = data.count(b'"', 0, last + 1)
    for _ in range(_TRIED):
        before_at = data.rfind(b"\n", 0, last)
        if before_at < 0:
            break
        before = data[before_at + 1 : last]
        # The line behind the last line end is cut off: what stands before it decides alone
        if before.strip() and after.strip() and last + 1 + len(after) < len(data) and is_end(before, after):
            return last + 1
        if not quotes % 2 and not fallback and before.strip():
            fallback = last + 1
        after = before
        quotes -= data.count(b'"', before_at + 1, last + 1)
        last = before_at
    return fallback


def _is_between(before: bytes, after: bytes, dialect: Dialect) -> bool:
    """Return whether both lines are whole records of the table."""
    return _width(before, dialect) == _width(after, dialect) == dialect.width


def _width(line: bytes, dialect: Dialect) -> int:
    try:
        text = line.decode("utf-8", "replace").rstrip("\r")
        rows = list(
            csv.reader([text], delimiter=dialect.delimiter[:1], quotechar=dialect.quote[:1] or '"', strict=True)
        )
    except csv.Error:
        return 0
    return len(rows[0]) if rows else 0


def _json_blocks(stream: Pushed, head: bytes) -> Iterator[bytes]:
    """Yield JSON lines in blocks; the objects of one large list as lines."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from _listed(stream)
    else:
        yield from _cut(stream, JSON_BLOCK, lambda before, after: after.lstrip().startswith(b"{"))


def _listed(stream: Pushed) -> Iterator[bytes]:
    """Yield the objects of a JSON list as lines, in blocks."""
    import ijson

    if stream.peek(3) == codecs.BOM_UTF8:
        stream.read(3)
    lines: list[bytes] = []
    size = 0
    try:
        for item in ijson.items(stream, "item", use_float=True):
            lines.append(json.dumps(item).encode())
            size += len(lines[-1])
            if size > JSON_BLOCK:
                yield b"\n".join(lines)
                lines, size = [], 0
    except (ijson.JSONError, RecursionError, ValueError) as error:
        raise UnreadableFile(_BROKEN_JSON) from error
    if lines:
        yield b"\n".join(lines)
