"""First pass: files -> rows by account on disk, a task of files at a time, in bounded memory."""

import hashlib
import json
import mmap
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from worthsaving.batch import blocks, spill
from worthsaving.batch.sources import Source, Task
from worthsaving.errors import UnreadableFile, WorthSavingError
from worthsaving.reading.arrow import from_arrow
from worthsaving.reading.by_account import accounts_of_rows, narrowed
from worthsaving.reading.container import parquet
from worthsaving.reading.container.archive import GZIP, ZIP, Part, unpack
from worthsaving.reading.container.zstd import MARK as ZSTD
from worthsaving.reading.file_report import Recognised
from worthsaving.reading.json.tables import RecordsPart
from worthsaving.reading.recognition import recognise_part, tables_of
from worthsaving.reading.text.table import MOST_BYTES, TextTable
from worthsaving.reading.values.text_columns import as_arrow, uniques

_LARGE = (
    "Nothing in this file says whose a row is, and it is too large to be one account's. Give it a column such as "
    "“Account”, or cut it into a file for each account."
)
_PACKED_TWICE = "There is a packed file or Parquet inside this packed file. Unpack it, and give what is in it."
_NEITHER = "There is no table of posts or days in this file. Export it again as CSV, XLSX or Parquet."
_CLOSED = "It cannot be opened ({why}). Check the path and start again."


@dataclass
class Cut:
    """What became of one file: its digest, what was recognised in it, and why it could not be read ("" where it was).

    `rows` counts the rows of its tables, `unnamed` those whose account nothing says in a file of several; `aside`
    the records that do not fit the table.
    """

    path: str
    digest: str = ""
    formats: list[str] = field(default_factory=list)
    rows: int = 0
    unnamed: int = 0
    aside: int = 0
    reason: str = ""
    problems: list[str] = field(default_factory=list)


def cut(task: Task, folder: Path, buckets: int, rows_are: str = "") -> dict[str, Any]:
    """Cut the files of a task by account and write its index, unless it is there already; return the index.

    A file that cannot be read has its reason in the index. Written so that a stop at any moment leaves no index.
    """
    done = folder / f"{task.id}.json"
    if done.exists():
        return dict(json.loads(done.read_text("utf-8")))
    writer = spill.Writer(folder, task.id, buckets)
    tables: list[dict[str, Any]] = []
    files: list[Cut] = []
    for number, source in enumerate(task.files):
        one = _Cutting(source, number, writer, tables, rows_are)
        files.append(one.run())
    writer.flush()
    index = {
        "id": task.id,
        "files": [vars(file) for file in files],
        "tables": tables,
        "spilled": writer.index,
        "bytes": sum(source.size for source in task.files),
    }
    temporary = done.with_suffix(f".{os.getpid()}.part")
    temporary.write_text(json.dumps(index), "utf-8")
    temporary.replace(done)
    return index


def account_key(handle: str) -> str:
    """Return the key under which the rows of an account meet: its handle, however it is written."""
    return "a:" + handle.strip().removeprefix("@").casefold()


class _Cutting:
    """One file that is being cut."""

    def __init__(
        self, source: Source, number: int, writer: spill.Writer, tables: list[dict[str, Any]], rows_are: str
    ) -> None:
        self.source, self.number, self.writer, self.tables, self.rows_are = source, number, writer, tables, rows_are
        self.cut = Cut(source.shown)
        self.name = Path(source.shown).name

    def run(self) -> Cut:
        """Cut the file; a fault becomes its reason."""
        try:
            if self.source.is_large:
                self._in_blocks()
            else:
                self._at_once()
        except WorthSavingError as error:
            self.cut.reason = str(error)
        except OSError as error:
            self.cut.reason = _CLOSED.format(why=error.strerror or "no reason given")
        return self.cut

    def _at_once(self) -> None:
        """Cut a small file. One of a single account goes on as it is, so that it is read just as it would be alone."""
        data = Path(self.source.path).read_bytes()
        self.cut.digest = hashlib.sha256(data).hexdigest()
        found = [
            one for part in unpack(self.name, data) for table in tables_of(part) if (one := self._recognised(table))
        ]
        if not found:
            raise UnreadableFile(" ".join(self.cut.problems) or _NEITHER)
        accounts = [accounts_of_rows(one) for one in found]
        named = {account_key(name) for one in accounts for name in uniques(one)}
        if len(named) < 2:
            self.writer.file(named.pop() if named else self._own_key(), self.number, data)
            self.cut.rows += sum(len(one.table.rows) for one in found)
            return
        for one, handles in zip(found, accounts, strict=True):
            self._rows(one, handles)

    def _in_blocks(self) -> None:
        """Cut a large file block by block; nothing of it stays where a later block cannot be read."""
        with Path(self.source.path).open("rb") as file:
            head = file.read(8)
        if parquet.is_parquet(head):
            self._parquet()
            return
        with closing(blocks.Digesting(self.source.path)) as stream:
            for name, text in blocks.unpacked(self.source.path, stream):
                if text.peek(4).startswith((*ZIP, GZIP, ZSTD, parquet.MARK)):
                    raise UnreadableFile(_PACKED_TWICE)
                self._text(name, text)
            self.cut.digest = stream.finish()

    def _text(self, name: str, text: blocks.Pushed) -> None:
        """Cut one text block by block."""
        before = 0
        for block in blocks.blocks(text):
            highest = 0
            for part in tables_of(Part(name, block)):
                one = self._recognised(part)
                if one is None:
                    raise UnreadableFile(" ".join(self.cut.problems))
                numbers = [one.table.rows[-1:].max(initial=0), *(odd.number for odd in one.table.odd)]
                header = 0 if isinstance(part, RecordsPart) else 1
                highest = max(highest, int(max(numbers)) - header)
                self._block(one, before)
            before += highest

    def _parquet(self) -> None:
        with Path(self.source.path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            self.cut.digest = hashlib.sha256(data).hexdigest()
            found = parquet.opened(data, most=max(100 * len(data), MOST_BYTES))
            before = 0
            for table in parquet.batches(found):
                rows = np.arange(before + 1, before + table.num_rows + 1, dtype=np.int64)
                one = self._recognised(RecordsPart(self.name, table=from_arrow(table, rows=rows)))
                if one is None:
                    raise UnreadableFile(" ".join(self.cut.problems))
                self._block(one, 0)
                before += table.num_rows
            del found

    def _block(self, one: Recognised, before: int) -> None:
        """Add the rows of a block; `before` records stood before it in the file."""
        handles = accounts_of_rows(one)
        if not uniques(handles):
            raise UnreadableFile(_LARGE)
        one.table.rows[:] += before
        self._rows(one, handles)

    def _recognised(self, part: Part) -> Recognised | None:
        """Return what a table is; None where it cannot be read, with the reason among the file's problems."""
        try:
            found = recognise_part(part, (), self.rows_are)
        except WorthSavingError as error:
            self.cut.problems.append(str(error))
            return None
        if found.match.format.id not in self.cut.formats:
            self.cut.formats.append(found.match.format.id)
        return found

    def _rows(self, one: Recognised, handles: pd.Series) -> None:
        """Write the rows of a table with several accounts."""
        table = narrowed(one)
        described = {
            "source": self.number, "name": one.part.name, "header": list(table.header), "titles": list(table.titles)
        }  # fmt: skip
        if described not in self.tables[-20:]:
            self.tables.append(described)
        number = len(self.tables) - 1 - self.tables[::-1].index(described)
        names = as_arrow(handles).combine_chunks().dictionary_encode()
        texts = names.dictionary.to_pylist()
        keys = pa.array([account_key(text) if text else self._own_key() for text in texts], pa.string())
        self.writer.rows(keys.take(names.indices), self.number, number, table)
        self.cut.rows += len(table.rows)
        self.cut.aside += len(one.table.odd)
        if "" in texts:
            self.cut.unnamed += int((handles == "").sum())

    def _own_key(self) -> str:
        """Return the key of what nobody is named for: the file's own."""
        return f"f:{self.source.shown}"


def contents(index: dict[str, Any], wanted: int) -> Iterator[tuple[str, int]]:
    """Yield file and place of what a task has of one bucket."""
    for spilled in index["spilled"]:
        if wanted in spilled["buckets"]:
            yield spilled["file"], spilled["buckets"].index(wanted)


def table_of(index: dict[str, Any], number: int, rows: pa.Table) -> tuple[str, TextTable]:
    """Return name and table of one account's rows in a table of a task."""
    found = index["tables"][number]
    return found["name"], spill.as_table(tuple(found["header"]), tuple(found["titles"]), rows)
