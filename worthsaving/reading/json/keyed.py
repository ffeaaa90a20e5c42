"""JSON whose posts stand under keys and not in a list: by ID, link, day or row number, or a table saved by its columns."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

MOST_PLACES = 5  # objects of a document that are looked at, the largest first
_ROW = re.compile(r"\d{1,9}", re.ASCII)
KINDS = (
    ("id", re.compile(r"\d{10,25}", re.ASCII)),
    ("link", re.compile(r"https?://\S+")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+Z?)?", re.ASCII)),
)
"""What a key says of its post where all keys are so, and the field it becomes; a post that has the field keeps its own."""
NAMES, ROWS = ("columns", "header", "headers", "fields"), ("data", "rows", "values")
"""What stands where a table is saved as the names of its columns and then its rows, lists of values."""


@dataclass(frozen=True)
class Listed:
    """Records written as a list: the JSON of it; `is_usual`: they stand where a list of posts would be read as posts."""

    text: bytes
    is_usual: bool


def as_lists(text: bytes, places: frozenset[str]) -> Iterator[Listed]:
    """Yield what the objects of a JSON document hold as lists, largest first; nothing where no object is keyed so.

    `places` are the names under which records are expected. Text that breaks off, or in which a key stands twice, gives
    nothing: which of the two counts is not known.
    """
    try:
        document = json.loads(text, object_pairs_hook=_each_once)
    except ValueError:
        return
    if not isinstance(document, dict):
        return
    inside = [(name, value) for name, value in document.items() if isinstance(value, dict)]
    found = [(name in places, value) for name, value in sorted(inside, key=lambda one: -len(one[1]))]
    for is_named, value in islice([(True, document), *found], MOST_PLACES):
        records, keys_say = _rows_of_lists(value) or _columns(value) or _by_key(value) or ([], False)
        if records:
            yield Listed(json.dumps(records).encode(), is_named and keys_say)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError  # one of the two would be lost
    return found


def _rows_of_lists(value: dict[str, Any]) -> tuple[list[dict[str, Any]], bool] | None:
    """Return the rows of {"columns": ["title", ...], "data": [["Soup", ...], ...]}."""
    names = next((value[name] for name in NAMES if isinstance(value.get(name), list)), None)
    rows = next((value[name] for name in ROWS if isinstance(value.get(name), list)), None)
    if not names or not rows or not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        return None
    if not all(isinstance(row, list) and len(row) == len(names) for row in rows):
        return None
    return [dict(zip(names, row, strict=True)) for row in rows], True


def _columns(value: dict[str, Any]) -> tuple[list[dict[str, Any]], bool] | None:
    """Return the rows of {"title": {"0": "Soup", ...}, "views": {"0": 900, ...}}: each column by row number."""
    columns = list(value.values())
    if len(columns) < 2 or not all(isinstance(column, dict) and column for column in columns):
        return None
    rows = list(columns[0])
    if not all(map(_ROW.fullmatch, rows)) or any(column.keys() != columns[0].keys() for column in columns):
        return None
    return [{name: column[row] for name, column in value.items()} for row in rows], True


def _by_key(value: dict[str, Any]) -> tuple[list[dict[str, Any]], bool] | None:
    """Return the objects of {"7300000000000000000": {"views": 900, ...}, ...}, with what their keys say."""
    records = list(value.values())
    if not records or not all(isinstance(record, dict) and record for record in records):
        return None
    if not set(records[0]).intersection(*records):
        return None
    name = next((name for name, kind in KINDS if all(map(kind.fullmatch, value))), "")
    if name:
        return [{name: key, **record} for key, record in value.items()], True
    return records, all(map(_ROW.fullmatch, value))  # other keys may be anything: accounts, settings
