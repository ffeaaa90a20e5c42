"""The canonical videos table as one tidy CSV that reads back to the same table."""

import io

import pandas as pd

from worthsaving import formulas, schema
from worthsaving.analysis.labels.columns import kind, labels_in

_MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def videos_csv(videos: pd.DataFrame) -> bytes:
    """`videos` as UTF-8 CSV: canonical column names, ISO 8601 UTC moments, blank for missing, IDs as digits.

    Text stands in quotes, and what would run as a formula in a spreadsheet gets an apostrophe in front (see
    `formulas`). The posts' labels follow, a column `Label: ...` each. An empty table gives the header alone. Does not change
    its input.
    """
    plain = videos[[column.name for column in schema.VIDEOS]]
    return changes_csv(plain.assign(**{heading(label): of_label(videos, label) for label in labels_in(videos)}))


def heading(label: str) -> str:
    """Return the header of a label's column: it begins like no formula, and is no other column's."""
    return f"Label: {label}"


def of_label(videos: pd.DataFrame, label: str) -> pd.Series:
    """Return a label's values as texts, "" where a post has none."""
    return videos[kind(label)].astype("object").fillna("").astype("str")


def changes_csv(table: pd.DataFrame) -> bytes:
    """A table of changes as UTF-8 CSV, its own columns in their order; moments, text and blanks as in `videos_csv`."""
    written = {}
    for name, values in table.items():
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            # Whole seconds are written without their empty fraction; nothing finer is lost.
            values = values.dt.strftime(_MOMENT_FORMAT).str.replace(r"\.0+Z$", "Z", regex=True)
        elif pd.api.types.is_datetime64_dtype(values):
            values = values.dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_string_dtype(values):
            values = formulas.neutralise(values)
        written[str(name)] = values
    return _csv(pd.DataFrame(written))


def shown_csv(table: pd.DataFrame) -> bytes:
    """A table as it is read on screen, as CSV for a spreadsheet: as `changes_csv`, with the mark by which Excel knows UTF-8."""
    return b"\xef\xbb\xbf" + changes_csv(table)


def set_aside_csv(rows: pd.DataFrame) -> bytes:
    """Rows set aside (row, reason, text as it stood in the file) as UTF-8 CSV, formulas made harmless."""
    return _csv(rows[["row", "reason", "text"]].assign(text=formulas.neutralise(rows["text"].astype("str"))))


def _csv(table: pd.DataFrame) -> bytes:
    import pyarrow as pa
    from pyarrow import csv

    # Not pandas' writer: it leaves a lone carriage return in a caption unquoted, which cuts the row in two.
    head = ['"' + name.replace('"', '""') + '"' if set(name) & set(',"\r\n') else name for name in table.columns]
    written = io.BytesIO((",".join(head) + "\n").encode())
    written.seek(0, io.SEEK_END)
    csv.write_csv(pa.Table.from_pandas(table, preserve_index=False), written, csv.WriteOptions(include_header=False))
    return written.getvalue()
