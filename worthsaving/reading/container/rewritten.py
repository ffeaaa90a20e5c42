"""Packed files with another content: a ZIP as it was, but for some of its members."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from worthsaving.errors import WorthSavingError
from worthsaving.reading.container import file_type
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
        changed: dict[int, bytes] = {}
        for at, member in enumerate(members):
            if _may_hold_json(archive, member):
                new = _rewritten(inflated(archive, member), change, allowance, nesting=nesting + 1)
                changed |= {} if new is None else {at: new}
        return _copy(archive, members, changed) if changed else None


def _may_hold_json(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Return whether a member is JSON or packed itself, by its beginning."""
    with archive.open(member) as packed:
        head = packed.read(file_type.HEAD)
    return head.startswith((b"PK\x03\x04", b"\x1f\x8b")) or file_type.is_json(head)


def _copy(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], changed: dict[int, bytes]) -> bytes:
    """Return a ZIP of the same members, those in `changed` (by place) with another content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for at, member in enumerate(members):
            copy.NameToInfo.pop(member.filename, None)  # a name may stand twice
            content = changed[at] if at in changed else inflated(archive, member)
            copy.writestr(zipfile.ZipInfo(member.filename), content)
    return out.getvalue()
