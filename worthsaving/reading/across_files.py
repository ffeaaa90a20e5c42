"""What the files of one upload say about each other: the same file twice, rows put together, counts that differ."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from worthsaving import schema
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats.headers import plain
from worthsaving.reading.formats.mapping import MAPPING_FORMAT
from worthsaving.reading.result import FileReport
from worthsaving.reading.tables.join import Joined, video_keys
from worthsaving.reading.tables.rows import Rows, numbered
from worthsaving.reading.values.text_columns import uniques

_IDLE = (
    "No file here has exactly the headers that this choice of columns is for, so it was not used. "
    "Drop in that file as well, or choose the columns again."
)
FEWEST_DAYS = 3  # shared by two files, before a disagreement means anything
MOST_GROUPS = 5  # of rows of one video, named in a sentence


def with_idle_mappings(reports: Sequence[FileReport | None]) -> list[FileReport | None]:
    """Return the reports; a mapping file whose headers no table here has gets a problem that says so."""
    headers = [
        {plain(header) for header in report.header} - {""}
        for report in reports
        if report and report.format != MAPPING_FORMAT
    ]
    return [
        replace(report, problems=(*report.problems, _IDLE))
        if report and report.format == MAPPING_FORMAT and {plain(h) for h in report.header} - {""} not in headers
        else report
        for report in reports
    ]


def with_repeats(parts: Sequence[Part | None], reports: Sequence[FileReport | None]) -> list[FileReport | None]:
    """Return the reports; a repeated file gets a problem that names the other one."""
    noted = list(reports)
    for at, (report, part) in enumerate(zip(reports, parts, strict=True)):
        same = next((p for p in parts[:at] if p is not None and part is not None and _same(p, part)), None)
        if report is not None and report.format and same is not None:
            noted[at] = replace(
                report, problems=(*report.problems, f"It is the same file as “{same.name}”, so it counts once.")
            )
    return noted


def with_notes(parts: Sequence[Part | None], reports: Sequence[FileReport | None]) -> list[FileReport | None]:
    """Return the reports with what was noted on the files as they were unpacked."""
    return [
        replace(report, problems=(*report.problems, *part.notes)) if report and part and part.notes else report
        for part, report in zip(parts, reports, strict=True)
    ]


def with_differences(
    reports: Sequence[FileReport | None], origins: Sequence[int], videos: dict[int, pd.DataFrame]
) -> list[FileReport | None]:
    """Return the reports; of two parts of one file that count the same videos differently, the later gets a problem.

    `origins` says which file each part came from. Parts that tell two moments of counting may differ.
    """
    noted = list(reports)
    for at, frame in videos.items():
        for other in (o for o in videos if o < at and origins[o] == origins[at]):
            report, first = noted[at], reports[other]
            different, columns = _different(frame, videos[other])
            if report and first and different:
                noted[at] = replace(report, problems=(
                    *report.problems,
                    f"It and “{first.name}” differ: {different:,} of the same videos have other {' and '.join(columns)} in it. "
                    "Neither says which is newer, so of each video the row with more views is shown. "
                    "Drop in only the one that is right.",
                ))  # fmt: skip
    return noted


def _different(one: pd.DataFrame, other: pd.DataFrame) -> tuple[int, list[str]]:
    """Return how many videos of one moment two tables count differently, and which counts differ."""
    first, second = (
        frame.assign(_key=keys) for frame, keys in zip((one, other), video_keys((one, other)), strict=True)
    )
    both = first.merge(second, on="_key", suffixes=("", "_other"))
    both = both[
        both["observed_at"].isna()
        | both["observed_at_other"].isna()
        | (both["observed_at"] == both["observed_at_other"])
    ]
    unequal = pd.DataFrame({c: both[c].ne(both[f"{c}_other"]).fillna(False) for c in schema.COUNTS})
    return int(unequal.any(axis=1).sum()), [c for c in schema.COUNTS if unequal[c].any()]


def with_merged(
    reports: Sequence[FileReport | None], places: Sequence[int], joined: Joined, videos: dict[int, Rows]
) -> list[FileReport | None]:
    """Return the reports with the number of rows that became part of another; within one file a problem says so.

    `places` are the files' places in the order in which they were `joined`.
    """
    noted = list(reports)
    for at, merged, within, twice in zip(places, joined.merged, joined.within, joined.disagreeing, strict=True):
        report, numbers = noted[at], videos[at].numbers
        if report is None or not merged:
            continue
        problems = list(report.problems)
        if twice:
            named = "; ".join(numbered(numbers[list(group)]) for group in twice[:MOST_GROUPS])
            more = f" and {len(twice) - MOST_GROUPS} more" if len(twice) > MOST_GROUPS else ""
            problems.append(
                f"The same video stands twice or more in this file with different counts ({named}{more}), and nothing says which "
                "is newer. The one with more views counts, else the last one: delete the rows that are out of date."
            )
        elif within:
            rows = "1 row was" if within == 1 else f"{within:,} rows were"
            problems.append(f"{rows} put together with another row of the same video.")
        noted[at] = replace(report, merged=merged, problems=tuple(problems))
    return noted


def with_merged_days(reports: Sequence[FileReport | None], days: dict[int, pd.DataFrame]) -> list[FileReport | None]:
    """Return the reports with the number of rows whose day another row (of this file or one before it) counts, too."""
    noted, places = list(reports), list(days)
    frames = [days[at][["platform", "account", "day"]].assign(_file=at) for at in places]
    if frames:
        rows = pd.concat(frames, ignore_index=True)
        merged = rows.loc[rows.duplicated(["platform", "account", "day"]), "_file"].value_counts()
        for at in places:
            report = noted[at]
            noted[at] = replace(report, merged=int(merged.get(at, 0))) if report else report
    return noted


def with_conflicts(reports: Sequence[FileReport | None], daily: dict[int, Rows]) -> list[FileReport | None]:
    """Return the reports; of two daily files without an account that agree on no day they share, the later gets a problem."""
    noted = list(reports)
    for at, rows in daily.items():
        for other, others in daily.items():
            report, first = reports[at], reports[other]
            alike = other < at and report and first and report.format == first.format
            if report and first and alike and _disagree(rows.frame, others.frame):
                noted[at] = replace(report, problems=(
                    *report.problems,
                    f"It shares days with “{first.name}” and no number of theirs agrees, so the two may be of different "
                    "accounts, which would be mixed here. Drop in the ZIP files as TikTok named them: their names say whose they are.",
                ))  # fmt: skip
    return noted


def _disagree(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Return whether two daily tables without an account share days and no count of them."""
    if uniques(one["account"]) or uniques(other["account"]):
        return False
    counts = [c for c in ("views", "viewers", "followers") if one[c].notna().any() and other[c].notna().any()]
    both = one.merge(other, on="day", suffixes=("", "_other")).dropna(subset=counts)
    both = both[both[counts].gt(0).any(axis=1)] if counts else both
    return bool(counts) and len(both) >= FEWEST_DAYS and not any(both[c].eq(both[f"{c}_other"]).any() for c in counts)


def _same(one: Part, other: Part) -> bool:
    return one.rows == other.rows and one.data == other.data and not one.refusal
