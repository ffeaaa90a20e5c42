"""What was read: the tables, and for every file what became of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from worthsaving import schema


def no_rows() -> pd.DataFrame:
    """An empty set-aside table: row (int64, the header is row 1), reason (str), text (str, the row as it stands)."""
    return pd.DataFrame(
        {"row": pd.Series(dtype="int64"), "reason": pd.Series(dtype="str"), "text": pd.Series(dtype="str")}
    )


@dataclass(frozen=True)
class FileReport:
    """What became of one file.

    `format` is the recognised format's id, None when the file was not read; `label` is its name in a creator's words.
    `rows == kept + len(set_aside)` always. `columns` maps header -> canonical column; `ignored` lists the headers not
    used. `saves` is the header that counts saves, None when the file has none; `saves_meaning` says what that header
    really counts. `first_day`/`last_day` span the kept rows (NaT when unknown). `lacks` says in sentences what this
    format cannot tell. `problems` are sentences for the user: why a file was refused, or what looked odd in it.
    `asks` names what only the user can tell: "date_order" (which number of a date is the day), "columns" (what the
    headers mean); then `preview` holds the first rows as text, under `header`. `rounded` lists headers whose counts are
    rounded ("1.2K").
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
    saves: str | None = None
    saves_meaning: str = ""
    accounts: tuple[str, ...] = ()
    first_day: pd.Timestamp | None = None
    last_day: pd.Timestamp | None = None
    lacks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    rounded: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()

    def as_dict(self) -> dict:
        """The file's entry in `read --json`."""
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
            "saves": self.saves,
            "problems": list(self.problems),
        }


@dataclass(frozen=True)
class Snapshot:
    """What one file said by itself, before files were joined: what a library keeps, so that no older count is lost.

    `digest` is the SHA-256 (hex) of the uploaded file, worked out when it is first asked for; the files inside one ZIP
    share it. `known` is that digest where the file's `data` are not at hand.
    """

    name: str
    known: str = ""
    videos: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.VIDEOS))
    days: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.DAYS))
    data: bytes = field(default=b"", repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the uploaded file, in hex."""
        return self.known or hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Reading:
    """All that was read from a set of files: `videos` and `days` (see schema) and one report per file.

    `snapshots` holds the same files one by one, in the order of the upload.
    """

    videos: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.VIDEOS))
    days: pd.DataFrame = field(default_factory=lambda: schema.empty(schema.DAYS))
    files: tuple[FileReport, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()

    def as_dict(self) -> dict:
        """What `read --json` prints."""
        return {
            "files": [file.as_dict() for file in self.files],
            "videos": len(self.videos),
            "days": len(self.days),
            "videos_with_saves": int(self.videos["saves"].notna().sum()),
        }
