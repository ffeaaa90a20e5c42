"""Packed files with another content: a ZIP as it was, but for some of its members."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from worthsaving.errors import UnreadableFile
from worthsaving.reading.container import file_type
from worthsaving.reading.container.archive import (
    BROKEN,
    BROKEN_ZIP,
    GZIP,
    ZIP,
    Allowance,
    allowance_of,
    gunzip,
    inflated,
    inner_name,
    is_workbook,
    refuse,
    refuse_directory,
)
from worthsaving.reading.container.member_names import readable


@dataclass(frozen=True)
class Edit:
    """What becomes of the files in a packed one.

    `change` gives a file's new content from its name and content, None where it stays; only files whose beginning
    `concerns` it are unpacked. `refused` gives what stands in the place of a file that cannot be unpacked, from the sentence that says why.
    """

    concerns: Callable[[bytes], bool]
    change: Callable[[str, bytes], bytes | None]
    refused: Callable[[str], bytes]


def is_packed(data: bytes) -> bool:
    """Return whether a file is a ZIP or a gzip file, by its beginning."""
    return data.startswith((*ZIP, GZIP))


def rewritten(name: str, data: bytes, edit: Edit) -> bytes | None:
    """Return a ZIP or gzip file with `edit` applied to each file in it; None where that changes none.

    A changed gzip file is returned unpacked. A ZIP keeps the names and the order of its files; of an account takeout only
    the files stay that may hold its posts. Raises UnreadableFile where nothing of it can be unpacked.
    """
    return _rewritten(name, data, edit, allowance_of(data), nesting=0)


def _rewritten(name: str, data: bytes, edit: Edit, allowance: Allowance, *, nesting: int) -> bytes | None:
    if data.startswith(GZIP):
        unpacked = gunzip(data, allowance, nesting)
        return _rewritten(inner_name(name), unpacked, edit, allowance, nesting=nesting + 1)
    if not is_packed(data):
        return edit.change(name, data)
    refuse_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _zip(archive, edit, allowance, nesting)
    except UnreadableFile:
        raise
    except BROKEN as error:
        raise UnreadableFile(BROKEN_ZIP) from error


def _zip(archive: zipfile.ZipFile, edit: Edit, allowance: Allowance, nesting: int) -> bytes | None:
    everything = [m for m in archive.infolist() if not m.is_dir()]
    if is_workbook(everything):
        return None
    members = shown = readable(everything)
    takeout = any(file_type.is_takeout(m.filename) for m in members)
    if takeout:
        members = [m for m in members if file_type.may_hold_posts(m.filename)]
    refuse(members, allowance, nesting)
    changed: dict[int, bytes] = {}
    for at, member in enumerate(members):
        new = _member(archive, member, edit, allowance, nesting)
        changed |= {} if new is None else {at: new}
    if takeout:
        members, changed = [members[at] for at in changed], dict(enumerate(changed.values()))
    if takeout and not members:
        raise UnreadableFile(file_type.takeout_refusal())
    hidden = any(_concerns(archive, m, edit) for m in everything if m not in shown)
    return _copy(archive, members, changed) if changed or hidden else None


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, edit: Edit, allowance: Allowance, nesting: int
) -> bytes | None:
    """Return a member's new content, None where it stays."""
    try:
        if not _concerns(archive, member, edit) and not file_type.may_hold_posts(member.filename):
            return None
        content = inflated(archive, member)
    except BROKEN:
        return edit.refused(BROKEN_ZIP)
    try:
        return _rewritten(member.filename, content, edit, allowance, nesting=nesting + 1)
    except UnreadableFile as error:
        return edit.refused(str(error))


def _concerns(archive: zipfile.ZipFile, member: zipfile.ZipInfo, edit: Edit) -> bool:
    """Return whether a member may be changed, or is packed itself, by its beginning."""
    with archive.open(member) as packed:
        head = packed.read(file_type.HEAD)
    return is_packed(head) or edit.concerns(head)


def _copy(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], changed: dict[int, bytes]) -> bytes:
    """Return a ZIP of the same members, those in `changed` (by place) with another content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for at, member in enumerate(members):
            copy.NameToInfo.pop(member.filename, None)  # a name may stand twice
            content = changed[at] if at in changed else inflated(archive, member)
            copy.writestr(zipfile.ZipInfo(member.filename), content)
    return out.getvalue()
