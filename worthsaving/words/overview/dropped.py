"""Sentence on files that were dropped in: how many, what they hold, what could not be used."""

from collections.abc import Sequence

from worthsaving.reading.result import FileReport
from worthsaving.words import format

_HOLDS = {"videos": ("row of videos", "rows of videos"), "days": ("daily total", "daily totals")}


def dropped(names: Sequence[str], reports: Sequence[FileReport]) -> str:
    """Say what was read from the dropped files of these names; of one file also what it is.

    Where none of them could be read, that alone is said.

    A file in an archive is reported as "archive/file" and counts as its archive.
    """
    own = _of(names, reports)
    what = format.clip(names[0], 40) if len(names) == 1 else format.plural(len(names), "file")
    if none_read(names, reports):
        return f"{what} could not be read, see below."
    held = [
        format.plural(count, *nouns)
        for table, nouns in _HOLDS.items()
        if (count := sum(report.kept for report in own if report.table == table))
    ]
    aside = sum(len(report.set_aside) for report in own)
    odd = sum(bool(report.problems) for report in own if report.format is not None)
    parts = [f"Read {what}: {', '.join(held)}" if held else f"Read {what}"]
    if aside:
        parts.append(f"{format.plural(aside, 'row')} set aside")
    if odd:
        parts.append(f"{odd:,} with a remark, in the list of files")
    if unread := sum(report.format is None for report in own):
        parts.append(f"{unread:,} could not be read, see below")
    return f"{'; '.join(parts)}."


def none_read(names: Sequence[str], reports: Sequence[FileReport]) -> bool:
    """Return whether no file of these names could be read; False where none was dropped."""
    own = _of(names, reports)
    return bool(own) and all(report.format is None for report in own)


def _of(names: Sequence[str], reports: Sequence[FileReport]) -> list[FileReport]:
    return [report for report in reports if report.name.split("/", 1)[0] in names or report.name in names]
