"""Sources of a batch: folders, globs and files -> the list of files, each known by its path, size and time of change."""

import glob
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LARGE = 32_000_000
"""Bytes of a file that is read in blocks instead of at once."""

LARGE_PACKED = 4_000_000
"""The same for a packed file, which unpacks to five to thirty times as much."""

PACKED = (".gz", ".zst", ".zip", ".parquet")
CHUNK_BYTES, CHUNK_FILES = 16_000_000, 200
"""So many small files are one task: a few seconds of work, the most that a stop costs."""


@dataclass(frozen=True)
class Source:
    """One file: `path` as it is opened, its `size` in bytes, and when it was `changed` (ns)."""

    path: str
    size: int
    changed: int

    @property
    def shown(self) -> str:
        """Its path as a result can hold it: bytes that are no text, as some old archives leave in names, are written out."""
        return self.path.encode("utf-8", "backslashreplace").decode("utf-8")

    @property
    def is_large(self) -> bool:
        """Whether it is read in blocks."""
        return self.size > (LARGE_PACKED if self.path.lower().endswith(PACKED) else LARGE)


@dataclass(frozen=True)
class Task:
    """Files that are cut together; `id` changes when one of them does."""

    id: str
    files: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the task as plain values."""
        return {"id": self.id, "files": [asdict(file) for file in self.files]}


def find(named: Sequence[str], *, without: Iterable[Path] = ()) -> tuple[list[Source], list[str]]:
    """Return the files in what was named, sorted by path, and the names that lead to none.

    A folder stands for all files in it at any depth, hidden ones left out; a name with * ? [ for all that fit. Links to
    folders are not followed, and links to nothing and pipes are no files. Nothing at or under the paths `without` is taken.
    """
    left_out = [os.path.realpath(path) for path in without]
    paths: set[str] = set()
    missing = []
    for name in named:
        found = set(_paths(name))
        if not found:
            missing.append(name)
        paths |= found
    kept = [path for path in sorted(paths) if not _within(os.path.realpath(path), left_out)]
    return [_source(path) for path in kept], missing


def tasks(files: Sequence[Source], settings: object) -> list[Task]:
    """Sort files into tasks: each large file by itself, small ones by the hundred. `settings`: what else decides the result."""
    groups: list[list[Source]] = [[]]
    size = 0
    large = []
    for file in files:
        if file.is_large:
            large.append([file])
            continue
        if groups[-1] and (size + file.size > CHUNK_BYTES or len(groups[-1]) >= CHUNK_FILES):
            groups.append([])
            size = 0
        groups[-1].append(file)
        size += file.size
    each = [*sorted(large, key=lambda one: -one[0].size), *filter(None, groups)]
    return [Task(fingerprint([settings, *map(asdict, group)]), tuple(group)) for group in each]


def fingerprint(values: object) -> str:
    """Return a short name for values: the same only for the same."""
    text = json.dumps(values, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=12).hexdigest()


def _paths(name: str) -> Iterable[str]:
    if os.path.isdir(name):
        for folder, inner, names in os.walk(name):
            inner[:] = [one for one in inner if not one.startswith(".")]
            paths = (os.path.join(folder, one) for one in names if not one.startswith("."))
            yield from (path for path in paths if os.path.isfile(path))
    elif os.path.isfile(name):
        yield name
    else:
        for path in glob.iglob(name, recursive=True):
            if os.path.isfile(path):
                yield path


def _source(path: str) -> Source:
    found = os.stat(path)
    return Source(path, found.st_size, found.st_mtime_ns)


def _within(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(folder + os.sep) for folder in folders)
