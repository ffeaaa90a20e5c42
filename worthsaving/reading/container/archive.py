"""Unpacking: ZIP, gzip, Zstandard and XLSX -> the files in them, within a cap that is checked before memory is used."""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from worthsaving.errors import UnreadableFile, WorthSavingError
from worthsaving.reading.container import file_type, member_names, workbook, zstd

ZIP, GZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06"), b"\x1f\x8b"
"""How packed files begin."""
TIMES = 100  # unpacked size over packed size: exports have 5 to 30, ZIP bombs a thousand and more
MOST_BYTES = 500_000_000
MOST_MEMBERS = 300  # TikTok Studio's have 1 to 7
MOST_NESTING = 1
MOST_STREAMS = 100_000  # in one gzip file; ordinary ones have one, some tools start one every 64 kB
MOST_DIRECTORY = 1_000_000  # bytes of a ZIP's table of contents, which is read whole
_PART = 1 << 20
_PACKED_PART = 1 << 14
_LONG_COUNT, _LONG_SIZE = 0xFFFF, 0xFFFFFFFF  # the ZIP64 record has the true ones

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
    IndexError,  # the standard library stumbles over a member without a name
)
BROKEN_ZIP = "This ZIP or XLSX file is damaged or was cut off while downloading. Download it again."
_MANY = "This ZIP file holds {count:,} files or more, which no export does. Unpack it and drop in only the exports."
_PACKED = (
    "Unpacked, this file would take {size}, far more than an export does, so it was left packed. "
    "If it is a real export, unpack it yourself and drop in the files."
)
_PIECES = (
    "This file is packed in more than {count:,} pieces, which no export is, so it was left packed. "
    "If it is a real export, unpack it yourself and drop in the files."
)
_PACKED_TWICE = "This is a packed file inside another packed file. Unpack it and drop in the files themselves."
_ENCODED = "This ZIP file was packed in a way that is not read here. Unpack it yourself and drop in the files."
_LARGE = "This file has {size}, and {most} is the most that is read at once. Export a shorter period."


@dataclass(frozen=True)
class Part:
    """One unpacked file: `data` (bytes of a text file), or `rows` (of a sheet), or `refusal` (why it is neither).

    `notes` are sentences about what was left out of it or beside it. `login_found`: the
    file that it was taken from also held a login.
    """

    name: str
    data: bytes = b""
    rows: list[list[str]] | None = None
    refusal: str = ""
    notes: tuple[str, ...] = ()
    login_found: bool = False


@dataclass
class Allowance:
    """What may still be unpacked of one upload: `size` in bytes and number of `members`, nested archives included."""

    size: int
    members: int = MOST_MEMBERS

    def spend(self, size: int, members: int = 0) -> None:
        """Subtract what is about to be unpacked. Raises UnreadableFile when it is too much."""
        if size > self.size:
            raise UnreadableFile(_PACKED.format(size=_megabytes(size)))
        if members > self.members:
            raise UnreadableFile(_MANY.format(count=members))
        self.size -= size
        self.members -= members


def allowance_of(data: bytes) -> Allowance:
    """Return what may be unpacked of an upload."""
    return Allowance(min(TIMES * len(data), MOST_BYTES))


def too_large(size: int) -> str:
    """Return why a file of so many bytes is not read; "" for one that is."""
    return _LARGE.format(size=_megabytes(size), most=_megabytes(MOST_BYTES)) if size > MOST_BYTES else ""


def unpack(name: str, data: bytes) -> list[Part]:
    """Return the files in `data`, each under its full name ("a.zip/Content.csv"); a bad one as a refusal."""
    refusal = too_large(len(data))
    if refusal:
        return [Part(name, refusal=refusal)]
    return _open(name, data, allowance_of(data), nesting=0)


def _open(name: str, data: bytes, allowance: Allowance, *, nesting: int) -> list[Part]:
    try:
        if data.startswith(ZIP):
            return _zip(name, data, allowance, nesting=nesting)
        if data.startswith(GZIP):
            return _open(inner_name(name), gunzip(data, allowance, nesting), allowance, nesting=nesting + 1)
        if data.startswith(zstd.MARK):
            return _open(inner_name(name), _unzstd(data, allowance, nesting), allowance, nesting=nesting + 1)
        refusal = file_type.not_a_table(data)
    except WorthSavingError as error:
        return [Part(name, refusal=str(error))]
    return [Part(name, refusal=refusal)] if refusal else [Part(name, data)]


def _zip(name: str, data: bytes, allowance: Allowance, *, nesting: int) -> list[Part]:
    refuse_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            everything = [m for m in archive.infolist() if not m.is_dir()]
            if is_workbook(everything):
                return _workbook(name, data, everything, allowance)
            members = member_names.readable(everything)
            refuse(members, allowance, nesting)
            return _members(name, archive, members, allowance, nesting=nesting)
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile(BROKEN_ZIP) from error


def _members(
    name: str, archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], allowance: Allowance, *, nesting: int
) -> list[Part]:
    parts: list[Part] = []
    names: Counter[str] = Counter()
    for member in members:
        inner = f"{name}/{member_names.plain_name(member.filename)}"
        names[inner] += 1
        inner += f" ({names[inner]})" if names[inner] > 1 else ""
        try:
            content = inflated(archive, member)
        except BROKEN:
            parts.append(Part(inner, refusal=BROKEN_ZIP))
        else:
            parts += _open(inner, content, allowance, nesting=nesting + 1)
    if not parts:
        raise UnreadableFile("This ZIP file holds no export: there is no file in it that is yours. Download it again.")
    return parts


def is_workbook(members: list[zipfile.ZipInfo]) -> bool:
    """Return whether a ZIP is a workbook (XLSX). Raises UnreadableFile where it is packed in a way that is not read."""
    if any(m.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for m in members):
        raise UnreadableFile(_ENCODED)
    return any(m.filename.lower().startswith("xl/") for m in members)


def inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, unpacked part by part: never more than the size that the table of contents states."""
    with archive.open(member) as packed:
        return b"".join(iter(lambda: packed.read(_PART), b""))


def refuse_directory(data: bytes) -> None:
    """Refuse a table of contents with hundreds of thousands of names, which takes seconds to read."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if 0 <= at <= len(data) - 22:
        count, size = struct.unpack("<HL", data[at + 10 : at + 16])
        if count == _LONG_COUNT or size == _LONG_SIZE:
            found = _long_directory(data, at)
            if found is None and size == _LONG_SIZE:
                raise UnreadableFile(BROKEN_ZIP)
            count, size = found or (count, size)
        if size > MOST_DIRECTORY:
            raise UnreadableFile(_MANY.format(count=max(count, MOST_MEMBERS)))


def _long_directory(data: bytes, end: int) -> tuple[int, int] | None:
    """Return count and size of a table of contents from its ZIP64 record, which stands before `end`; None without one."""
    locator = data[max(0, end - 20) : end]
    at = struct.unpack("<Q", locator[8:16])[0] if locator.startswith(b"PK\x06\x07") else len(data)
    if data[at : at + 4] != b"PK\x06\x06" or at + 48 > len(data):
        return None
    count, size = struct.unpack("<QQ", data[at + 32 : at + 48])
    return int(count), int(size)


def refuse(members: list[zipfile.ZipInfo], allowance: Allowance, nesting: int) -> None:
    """Refuse an archive for anything that can be seen before a byte of it is unpacked."""
    names = [m.filename for m in members]
    document = file_type.office_refusal(names)
    if document:
        raise UnreadableFile(document)
    if any(m.flag_bits & 1 for m in members):
        raise UnreadableFile("This ZIP file has a password. Unpack it yourself and drop in the files.")
    if nesting > MOST_NESTING:
        raise UnreadableFile("This is a ZIP inside a ZIP inside a ZIP. Unpack it and drop in the files themselves.")
    allowance.spend(sum(m.file_size for m in members), len(members))


def _workbook(name: str, data: bytes, members: list[zipfile.ZipInfo], allowance: Allowance) -> list[Part]:
    allowance.spend(sum(m.file_size for m in members))
    sheets = workbook.sheets(data)
    if not sheets:
        raise UnreadableFile("This workbook is empty: no sheet has a cell in it. Export it again.")
    if len(sheets) == 1:
        return [Part(name, rows=sheets[0].rows, notes=sheets[0].notes)]
    return [Part(f"{name}/{sheet.name}", rows=sheet.rows, notes=sheet.notes) for sheet in sheets]


def inner_name(name: str) -> str:
    """Return the name of the file in a packed file."""
    ending = next((ending for ending in (".gz", ".zst") if name.lower().endswith(ending)), "")
    return name[: len(name) - len(ending)]


def _unzstd(data: bytes, allowance: Allowance, nesting: int) -> bytes:
    """Unpack part by part: the size is not known before."""
    if nesting > MOST_NESTING:
        raise UnreadableFile(_PACKED_TWICE)
    pieces, size = [], 0
    for piece in zstd.unpacked(data):
        size += len(piece)
        if size > allowance.size:
            raise UnreadableFile(_PACKED.format(size=f"more than {_megabytes(allowance.size)}"))
        pieces.append(piece)
    allowance.spend(size)
    return b"".join(pieces)


def gunzip(data: bytes, allowance: Allowance, nesting: int) -> bytes:
    """Unpack part by part: the size is not known before, and other threads get their turn in between."""
    if nesting > MOST_NESTING:
        raise UnreadableFile(_PACKED_TWICE)
    pieces: list[bytes] = []
    stream = zlib.decompressobj(wbits=31)
    at = size = streams = 0
    waiting = b""
    try:
        while True:
            if not waiting and not stream.eof:
                waiting, at = data[at : at + _PACKED_PART], at + _PACKED_PART
                if not waiting:
                    raise UnreadableFile("This packed file was cut off while downloading. Download it again.")
            pieces.append(stream.decompress(waiting, _PART))
            size += len(pieces[-1])
            if size > allowance.size:
                raise UnreadableFile(_PACKED.format(size=f"more than {_megabytes(allowance.size)}"))
            waiting = stream.unconsumed_tail
            if stream.eof:  # a gzip file may hold several streams, and may be padded
                streams += 1
                waiting = stream.unused_data
                if len(waiting) < 2:
                    waiting, at = waiting + data[at : at + _PACKED_PART], at + _PACKED_PART
                if not waiting.startswith(b"\x1f\x8b"):
                    break
                if streams >= MOST_STREAMS:
                    raise UnreadableFile(_PIECES.format(count=streams))
                stream = zlib.decompressobj(wbits=31)
    except zlib.error as error:
        raise UnreadableFile("This packed file is damaged. Download it again.") from error
    allowance.spend(size)
    return b"".join(pieces)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"
