"""Mapping of unknown headers to canonical columns, chosen by the file's owner: a small file that can be used again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from worthsaving import schema
from worthsaving.errors import UnreadableFile
from worthsaving.reading.formats.formats import Format, Match, general, recognise
from worthsaving.reading.formats.headers import plain

ENDING = ".worthsaving.json"
MAPPING_FORMAT = "worthsaving-mapping"
LARGEST = 1_000_000  # bytes
LONGEST_WORD = 40  # characters of the file's own text that a sentence repeats
DATE_ORDERS = ("dmy", "mdy", "ymd")
TARGETS = {
    "videos": tuple(c.name for c in schema.VIDEOS if c.name not in {"source", "posted_day_local"}),
    "days": tuple(c.name for c in schema.DAYS if c.name not in {"source", "platform", "account"}),
}
"""The canonical columns that can be chosen, for each kind of table."""

_KEYS = ("table", "date_order", "day_zone", "columns")


@dataclass(frozen=True)
class Mapping:
    """`columns`: every header of a file -> its canonical column, None for one that is not to be used.

    `table` is videos or days; `date_order` dmy, mdy, ymd or None (decided by the cells); `day_zone` the IANA zone of
    times that carry none, None for UTC. With no column chosen, the file is recognised as usual and only its dates are
    read as chosen. Raises UnreadableFile for anything else.
    """

    columns: dict[str, str | None]
    table: str = "videos"
    date_order: str | None = None
    day_zone: str | None = None

    def __post_init__(self) -> None:
        """Refuse a mapping that no file can be read with."""
        if self.table not in TARGETS:
            raise _wrong(f"its table is “{_cut(self.table)}”, which should be “videos” or “days”")
        if not self.columns:
            raise _wrong("it names no header")
        chosen = [column for column in self.columns.values() if column is not None]
        strange = [column for column in chosen if column not in TARGETS[self.table]]
        if strange:
            raise _wrong(f"there is no column “{_cut(strange[0])}”; there are {', '.join(TARGETS[self.table])}")
        twice = next((column for column in chosen if chosen.count(column) > 1), None)
        if twice:
            raise _wrong(f"two headers are said to be “{twice}”")
        if chosen and self.table == "days" and "day" not in chosen:
            raise _wrong("a table of days needs a header that is the “day”")
        if self.date_order is not None and self.date_order not in DATE_ORDERS:
            raise _wrong(f"its date_order is “{_cut(self.date_order)}”, which should be dmy, mdy, ymd or left out")
        if self.day_zone is not None:
            try:
                ZoneInfo(self.day_zone)
            except (ZoneInfoNotFoundError, ValueError, OSError, TypeError) as error:
                raise _wrong(f"there is no time zone “{_cut(self.day_zone)}” (one would be Europe/Berlin)") from error

    def fits(self, header: Sequence[str]) -> bool:
        """Return whether a file has exactly these headers, in any order."""
        return {plain(h) for h in header} - {""} == {plain(h) for h in self.columns} - {""}

    def match(self, header: Sequence[str]) -> Match:
        """Return how a file with this header row is read."""
        chosen = {plain(h): column for h, column in self.columns.items() if column is not None}
        if not chosen:
            match = recognise(header)
            return replace(match, format=self._dated(match.format))
        columns: dict[str, int] = {}
        for at, name in enumerate(header):
            if plain(name) in chosen:
                columns.setdefault(chosen[plain(name)], at)
        form = general(self.table)
        label = f"a table of {self.table}, by your own choice of columns"
        return Match(self._dated(replace(form, id=f"mapped-{self.table}", label=label)), tuple(header), columns)

    def _dated(self, form: Format) -> Format:
        return replace(
            form, order=(self.date_order or form.order).upper(), zone=self.day_zone or form.zone,
            no_zone="" if self.day_zone else form.no_zone,
        )  # fmt: skip

    def to_json(self) -> str:
        """Return the text of a *.worthsaving.json file."""
        content = {name: getattr(self, name) for name in _KEYS}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> Mapping:
        """Read the text of such a file. Raises UnreadableFile where it is no mapping."""
        if len(text) > LARGEST:
            raise _wrong("it is far too large for one")
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _wrong("it was not saved here, or was changed or cut off since") from error
        if not isinstance(content, dict) or not isinstance(content.get("columns"), dict):
            raise _wrong("it has no “columns”")
        strange = sorted(str(key) for key in content if key not in _KEYS)
        if strange:
            raise _wrong(f"it says “{_cut(strange[0])}”, which means nothing here")
        content = {"table": "videos", **content}
        values = [*content["columns"].values(), *(value for name, value in content.items() if name != "columns")]
        if not all(value is None or isinstance(value, str) for value in values):
            raise _wrong("something in it is neither a text nor left empty")
        return cls(**content)


def is_mapping(name: str) -> bool:
    """Return whether a file's name is that of a mapping."""
    return name.lower().endswith(ENDING)


def _cut(word: str) -> str:
    """Return a word of the file as a sentence can quote it: at most `LONGEST_WORD` characters."""
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + "…"


def _wrong(why: str) -> UnreadableFile:
    return UnreadableFile(f"These choices of columns cannot be used: {why}. Choose the columns again here.")
