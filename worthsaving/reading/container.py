"""Containers -> the files in them: ZIP, gzip, XLSX. Unpacks within a cap and refuses before it spends memory."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass

from worthsaving.errors import UnreadableFile, WorthSavingError
from worthsaving.reading import filekind, workbook

TIMES = 100  # unpacked against packed size: exports shrink 5 to 30 times, bombs a thousand and more
MOST_BYTES = 500_000_000
MOST_MEMBERS = 300  # Studio hands out 1 to 7
MOST_NESTING = 1
MOST_STREAMS = 1000  # in one gzip file; ordinary ones have one

_BROKEN_ZIP = "This ZIP file is damaged or was cut off while downloading. Download it again."


@dataclass(frozen=True)
class Part:
    """One file, unpacked: `data` (bytes of a text file), or `rows` (of a sheet), or `refusal` (why it is neither)."""

    name: str
    data: bytes = b""
    rows: list[list[str]] | None = None
    refusal: str = ""


def unpack(name: str, data: bytes) -> list[Part]:
    """The files in `data`, each under its full name ("archive.zip/Content.csv"); never raises for a bad file."""
    allowance = min(TIMES * len(data), MOST_BYTES)
    if len(data) > MOST_BYTES:
        return [Part(name, refusal=f"This file is larger than {_megabytes(MOST_BYTES)}. Export a shorter period.")]
    return _open(name, data, allowance, nesting=0)


def _open(name: str, data: bytes, allowance: int, *, nesting: int) -> list[Part]:
    try:
        if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return _zip(name, data, allowance, nesting=nesting)
        if data.startswith(b"\x1f\x8b"):
            if nesting > MOST_NESTING:
                raise UnreadableFile(
                    "This is an archive inside an archive. Unpack it and drop in the files themselves."
                )
            inner = name[:-3] if name.lower().endswith(".gz") else name
            unpacked = _gunzip(data, allowance)
            return _open(inner, unpacked, allowance, nesting=nesting + 1)
        if filekind.is_takeout(name):
            raise UnreadableFile(filekind.takeout_says())
        refusal = filekind.not_a_table(data)
    except WorthSavingError as error:
        return [Part(name, refusal=str(error))]
    return [Part(name, refusal=refusal)] if refusal else [Part(name, data)]


def _zip(name: str, data: bytes, allowance: int, *, nesting: int) -> list[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and not _junk(m.filename)]
            names = [m.filename for m in members]
            _refuse(members, names, allowance, nesting)
            if any(n.lower().startswith("xl/") for n in names) and "[Content_Types].xml" in names:
                return _workbook(name, data)
            parts: list[Part] = []
            for member in members:
                inner = f"{name}/{member.filename}"
                try:
                    content = archive.read(member)
                except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
                    parts.append(Part(inner, refusal=_BROKEN_ZIP))
                    continue
                parts += _open(inner, content, allowance, nesting=nesting + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        if isinstance(error, WorthSavingError):
            raise
        raise UnreadableFile(_BROKEN_ZIP) from error
    if not parts:
        raise UnreadableFile("This ZIP file is empty. Download it again.")
    return parts


def _refuse(members: list[zipfile.ZipInfo], names: list[str], allowance: int, nesting: int) -> None:
    """Everything that can be said against an archive before a byte of it is unpacked."""
    if any(filekind.is_takeout(n) for n in names):
        raise UnreadableFile(filekind.takeout_says())
    document = filekind.office_says(names)
    if document:
        raise UnreadableFile(document)
    if any(m.flag_bits & 1 for m in members):
        raise UnreadableFile("This ZIP file has a password. Unpack it yourself and drop in the files.")
    total = sum(m.file_size for m in members)
    if total > allowance:
        raise UnreadableFile(
            f"Unpacked, this file would take {_megabytes(total)}, far more than an export does, so it was left packed. "
            "If it is a real export, unpack it yourself and drop in the files."
        )
    if len(members) > MOST_MEMBERS:
        raise UnreadableFile(f"This ZIP file holds {len(members):,} files. Drop in only the exports.")
    if nesting > MOST_NESTING:
        raise UnreadableFile("This is a ZIP inside a ZIP inside a ZIP. Unpack it and drop in the files themselves.")


def _workbook(name: str, data: bytes) -> list[Part]:
    sheets = workbook.sheets(data)
    if not sheets:
        raise UnreadableFile("This workbook is empty: no sheet has a cell in it. Export it again.")
    if len(sheets) == 1:
        return [Part(name, rows=sheets[0][1])]
    return [Part(f"{name}/{sheet}", rows=rows) for sheet, rows in sheets]


def _gunzip(data: bytes, allowance: int) -> bytes:
    unpacked = b""
    rest = data
    try:
        for _ in range(MOST_STREAMS):  # a gzip file may hold several streams
            if not rest.startswith(b"\x1f\x8b"):
                break
            stream = zlib.decompressobj(wbits=31)
            unpacked += stream.decompress(rest, allowance - len(unpacked) + 1)
            if len(unpacked) > allowance:
                raise UnreadableFile(
                    f"Unpacked, this file would take more than {_megabytes(allowance)}, far more than an export does, "
                    "so it was left packed."
                )
            if not stream.eof:
                raise UnreadableFile("This packed file was cut off while downloading. Download it again.")
            rest = stream.unused_data
    except zlib.error as error:
        raise UnreadableFile("This packed file is damaged. Download it again.") from error
    return unpacked


def _junk(name: str) -> bool:
    """What a Mac or Windows adds by itself: not the user's files."""
    folders = name.replace("\\", "/").split("/")
    hidden = any(folder.startswith(".") or folder == "__MACOSX" for folder in folders)
    return hidden or folders[-1].lower() in {"thumbs.db", "desktop.ini"}


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"
