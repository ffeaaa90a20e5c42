"""Packed files with their content changed: what may be kept of a ZIP or gzip file."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

from worthsaving.errors import WorthSavingError
from worthsaving.reading.container.archive import (
    MOST_NESTING,
    Allowance,
    allowance_of,
    gunzip,
    inflated,
    refuse,
    refuse_directory,
)


def rewritten(data: bytes, change: Callable[[bytes], bytes | None]) -> bytes | None:
    """Return a ZIP or gzip file with `change` applied to each file in it; None where that changes none (gives None).

    A changed gzip file is returned unpacked. A ZIP keeps the names and the order of its files.
    """
    try:
        return _rewritten(data, change, allowance_of(data), nesting=0)
    except (
        WorthSavingError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        struct.error,
    ):
        return None


def _rewritten(
    data: bytes, change: Callable[[bytes], bytes | None], allowance: Allowance, *, nesting: int
) -> bytes | None:
    if nesting > MOST_NESTING + 1:
        return None
    if data.startswith(b"\x1f\x8b"):
        unpacked = gunzip(data, allowance)
        return _rewritten(unpacked, change, allowance, nesting=nesting + 1) or change(unpacked)
    if not data.startswith(b"PK\x03\x04"):
        return change(data) if nesting else None
    refuse_directory(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if any(m.filename.lower().startswith("xl/") for m in members):
            return None
        refuse(members, allowance, nesting)
        contents = [inflated(archive, member) for member in members]
    changed = [_rewritten(content, change, allowance, nesting=nesting + 1) for content in contents]
    if all(new is None for new in changed):
        return None
    whole = (old if new is None else new for old, new in zip(contents, changed, strict=True))
    return _zipped([member.filename for member in members], whole)


def _zipped(names: Iterable[str], contents: Iterable[bytes]) -> bytes:
    """Return a ZIP of files; two may have the same name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(names, contents, strict=True):
            archive.NameToInfo.pop(name, None)  # the standard library warns of a name it knows already
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()
