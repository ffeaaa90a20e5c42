"""Arrow tables -> tables of text: every value as a file would have it written, so that the readers of text read it."""

import hashlib
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving import formulas
from worthsaving.errors import UnreadableFile
from worthsaving.reading.container import parquet
from worthsaving.reading.container.archive import Part
from worthsaving.reading.formats.formats import formats
from worthsaving.reading.json.tables import RecordsPart
from worthsaving.reading.text.table import MOST_BYTES, MOST_COLUMNS, TextTable, names
from worthsaving.reading.values.text_columns import as_arrow, as_text

EXACT = 10**15  # a whole number up to here stands exactly in a column of decimals
_LEFT_OUT = "“{name}” holds neither text nor numbers nor dates, so it was not used."
_LISTS = "“{name}” holds lists, which are not read from Parquet."
_VAST = "This table holds over {size:,} MB of text, more than an export does. Write fewer rows to a file."
_WIDE = "This table has {width:,} columns, more than any export. Keep the columns you need."
_EMPTY = "This table has no rows. Write it again and check that it holds posts."


def read_parquet(part: Part) -> Part:
    """Return the table in an unpacked Parquet file; a refusal where it cannot be read. Rows are records, from 1."""
    try:
        whole, lists = parquet.whole(part.data)
        table = from_arrow(whole)
    except UnreadableFile as error:
        return Part(part.name, refusal=str(error))
    left = tuple(_LISTS.format(name=_short(name)) for name in lists)
    return RecordsPart(part.name, data=part.data, table=replace(table, problems=(*table.problems, *left)))


def table_part(name: str, given: pa.Table | TextTable) -> Part:
    """Return a table that lies in memory as the reading takes a file; a refusal where it is none."""
    try:
        table = given if isinstance(given, TextTable) else from_arrow(given)
    except UnreadableFile as error:
        return Part(name, refusal=str(error))
    return RecordsPart(name, data=digest(table), table=table)


def digest(table: TextTable) -> bytes:
    """Return the SHA-256 of a table's header, row numbers and cells."""
    found = hashlib.sha256(repr(table.header).encode("utf-8", "surrogatepass"))
    found.update(table.rows.astype("<i8").tobytes())
    for column in table.columns.columns:
        cells = column.combine_chunks()
        lengths, texts = pc.binary_length(cells), pc.binary_join(pa.ListArray.from_arrays([0, len(cells)], cells), "")
        found.update(pc.fill_null(lengths, 0).to_numpy(zero_copy_only=False).astype("<i4").tobytes())
        found.update(texts[0].as_buffer() or b"")
    return found.digest()


def from_arrow(table: pa.Table, *, rows: np.ndarray | None = None) -> TextTable:
    """Return a table of text with one column for each that holds texts, numbers, dates or lists of these; missing is "".

    Groups are opened to names with dots ("stats.playCount"); a list's values are joined by a comma. Moments are written
    in UTC, in ISO 8601. `rows`: the number of each row, from 1 by default. Columns of other kinds are named in `problems`.
    Raises UnreadableFile for a table without rows or columns, and for one with more text than a file may have.
    """
    flat = _opened(table)
    if not flat.num_rows or not flat.num_columns:
        raise UnreadableFile(_EMPTY)
    if flat.num_columns > MOST_COLUMNS:
        raise UnreadableFile(_WIDE.format(width=flat.num_columns))
    header, columns, problems, left = [], [], [], MOST_BYTES
    for name, column in zip(flat.column_names, flat.columns, strict=True):
        left -= _size(column)
        if left < 0:
            raise UnreadableFile(_VAST.format(size=MOST_BYTES // 1_000_000))
        texts = _texts(column)
        if texts is None:
            problems.append(_LEFT_OUT.format(name=_short(name)))
        else:
            header.append(name)
            columns.append(texts)
    if any(
        form.posted == "iso" and form.fits({*header}) for form in formats()
    ):  # its reader takes off the apostrophes that its CSV form has
        columns = [as_arrow(formulas.neutralise(as_text(column))).cast(pa.string()) for column in columns]
    numbers = np.arange(1, flat.num_rows + 1, dtype=np.int64) if rows is None else rows
    made = pa.table([pa.chunked_array(c) for c in columns], names=[str(at) for at in range(len(columns))])
    return TextTable(names(header), made, numbers, problems=tuple(problems))


def _short(name: str) -> str:
    return " ".join(name.split())[:60]


def _opened(table: pa.Table) -> pa.Table:
    """Return a table with the members of each group as columns of their own."""
    while any(pa.types.is_struct(kind) for kind in table.schema.types):
        table = table.flatten()
        if table.num_columns > MOST_COLUMNS:
            raise UnreadableFile(_WIDE.format(width=table.num_columns))
    return table


def _size(column: pa.ChunkedArray) -> int:
    """Return at most how many bytes a column of texts has once every value is written out; 0 for another kind."""
    if not pa.types.is_dictionary(column.type) or not _is_text(column.type.value_type):
        return 0 if not _is_text(column.type) else column.nbytes
    lengths = [pc.sum(pc.take(pc.binary_length(c.dictionary), c.indices)).as_py() or 0 for c in column.chunks]
    return sum(lengths)


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Return a column as texts, None for a kind that has none."""
    kind = column.type
    try:
        if pa.types.is_dictionary(kind):
            return _texts(pc.cast(column, kind.value_type))
        if pa.types.is_list(kind) or pa.types.is_large_list(kind):
            return _joined(column)
        if pa.types.is_floating(kind):
            column = _numbers(column)
        elif pa.types.is_timestamp(kind):
            column = _moments(column)
        elif not (_is_text(kind) or _is_plain(kind)):
            return None
        return pc.fill_null(pc.cast(column, pa.string()), "")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):  # bytes that are no text
        return None


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_string_view(kind)
    )


def _is_plain(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind)
        or pa.types.is_decimal(kind)
        or pa.types.is_boolean(kind)
        or pa.types.is_date(kind)
        or pa.types.is_null(kind)
    )


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return decimals as texts, whole ones by their digits alone; what is no number ("nan") is missing."""
    column = pc.cast(column, pa.float64())
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, pa.float64()), column)
    whole = pc.and_(pc.equal(pc.floor(column), column), pc.less(pc.abs(column), EXACT))
    digits = pc.cast(pc.cast(pc.if_else(whole, column, 0.0), pa.int64()), pa.string())
    return pc.if_else(whole, digits, pc.cast(column, pa.string()))


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return moments as texts in ISO 8601, in UTC where they have a zone; what is finer than a microsecond is cut off."""
    zone = column.type.tz
    column = pc.cast(column, pa.timestamp("us", "UTC" if zone else None), safe=False)
    texts = pc.utf8_replace_slice(pc.cast(column, pa.string()), 10, 11, "T")
    return pc.replace_substring_regex(texts, r"\.0+(Z?)$", r"\1")


def _joined(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Return lists as texts, their values joined by a comma; None for lists of lists or groups."""
    chunks = []
    for chunk in column.chunks:
        texts = _texts(pa.chunked_array([chunk.flatten()], chunk.type.value_type))
        if texts is None:
            return None
        lengths = pc.fill_null(pc.list_value_length(chunk), 0)
        ends = np.concatenate([[0], np.cumsum(lengths.to_numpy(zero_copy_only=False))])
        lists = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), texts.combine_chunks())
        chunks.append(pc.binary_join(lists, ", "))
    return pa.chunked_array(chunks, pa.string())
