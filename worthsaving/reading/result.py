"""Result of reading: the canonical tables, and a report for every file."""

import hashlib
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd

from worthsaving import schema


def no_rows() -> pd.DataFrame:
    """Return an empty set-aside table: row (int64, the header is row 1), reason (str), text (str, the row as written)."""
    return _no_rows().copy()


@cache
def _no_rows() -> pd.DataFrame:
    return pd.DataFrame(
        {"row": pd.Series(dtype="int64"), "reason": pd.Series(dtype="str"), "text": pd.Series(dtype="str")}
    )


@dataclass(frozen=True)
class FileReport:
    """Report of one file: what was read, set aside and not used.

    `format` is the id of the recognised format, None when the file was not read; `label` its name in a creator's words.
    `rows == kept + len(set_aside)` always. `columns` maps header -> canonical column; `ignored` lists the headers not
    used, dates, IDs and texts first; `offers` maps those that look like a column that the file lacks to it. `merged` counts the kept rows that became part of another row. `saves` is the header that counts saves, None when the file has none; `saves_meaning` a sentence on what that
    header really counts. `first_day`/`last_day` span the kept rows (NaT when unknown). `lacks` holds sentences about what
    this format cannot tell. `problems` are sentences for the user: why a file was refused, or what looked odd in it.
    `asks` names what only the user can tell: "date_order" (which number of a date is the day), "columns" (what the
    headers mean); then `preview` holds the first rows as text, under `header`. `rounded` lists headers whose counts are
    rounded ("1.2K"). `login_found`: the file (HAR) also held a login, of which nothing was kept. `cut`: it ends in the
    middle of something (one of the `problems` says so).
    """

    name: str
    format: str | None = None
    label: str = ""
    table: str = "other"
    rows: int = 0
    kept: int = 0
    set_aside: pd.DataFrame = field(default_factory=no_rows)
    columns: dict[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    offers: dict[str, str] = field(default_factory=dict)
    merged: int = 0
    saves: str | None = None
    saves_meaning: str = ""
    accounts: tuple[str, ...] = ()
    first_day: pd.Timestamp | None = None
    last_day: pd.Timestamp | None = None
    lacks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    cut: bool = False
    asks: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    login_found: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the file's entry in `read --json`."""
        return {
            "name": self.name,
            "format": self.format,
            "table": self.table,
            "rows": self.rows,
            "kept": self.kept,
            "set_aside": [
                {"row": int(row), "reason": str(reason)}
                for row, reason in zip(self.set_aside["row"], self.set_aside["reason"], strict=True)
            ],
            "columns": dict(self.columns),
            "unused": list(self.ignored),
            "merged": self.merged,
            "saves": self.saves,
            "problems": list(self.problems),
            "login_found": self.login_found,
        }


@dataclass(frozen=True)
class ExtraColumn:
    """A column that no canonical one was made of, whose few values repeat: it may sort the posts the creator's own way.

    `file` and `header` as written; the video at position `rows[i]` of `Reading.videos` has `names[codes[i]]`, a video that
    the file counts at several moments more than once. `own`: it stands in a sheet of the creator's own, not in an export.
    """

    file: str
    header: str
    names: tuple[str, ...]
    rows: np.ndarray
    codes: np.ndarray
    own: bool = True

    @property
    def posts(self) -> int:
        """How many videos have a value."""
        return len(np.unique(self.rows))

    def as_dict(self) -> dict[str, Any]:
        """Return its entry in `read --json`."""
        return {"file": self.file, "column": self.header, "kinds": len(self.names), "posts": self.posts}


@dataclass(frozen=True)
class Snapshot:
    """Rows of one file before files were joined. A library stores these, so that no older count is lost.

    `digest` is the SHA-256 (hex) of the uploaded file, computed on first use; the files inside one ZIP
    share it. `known` is that digest where the file's `data` are not available.
    """

    name: str
    known: str = ""
    videos: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.VIDEOS))
    days: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.DAYS))
    audience: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.AUDIENCE))
    data: bytes = field(default=b"", repr=False)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the uploaded file, in hex."""
        return self.known or hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Reading:
    """Result of reading files: the canonical tables (see schema), a report a file, rows by file in upload order.

    `observations` holds every reading of the posts that were counted at several moments, `audience` who follows an
    account and when; each is empty where no file has any. `extra`: columns that could be labels. In `videos`, categorical
    columns named `label:...` hold the labels that the posts have (see analysis.labels.columns).
    """

    videos: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.VIDEOS))
    days: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.DAYS))
    files: tuple[FileReport, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    observations: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.OBSERVATIONS))
    audience: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.AUDIENCE))
    extra: tuple[ExtraColumn, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what `read --json` prints."""
        return {
            "files": [file.as_dict() for file in self.files],
            "videos": len(self.videos),
            "days": len(self.days),
            "videos_with_saves": int(self.videos["saves"].notna().sum()),
            "could_be_labels": [column.as_dict() for column in self.extra],
        }
