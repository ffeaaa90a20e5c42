"""The canonical videos table as a CSV file: written by `export`, read back to the same table."""

from __future__ import annotations

import pandas as pd

from worthsaving import schema

# A spreadsheet runs a cell that begins so as a formula: a quote mark before it keeps it a text. Cells that already
# begin with quote marks get one more, so that nothing is lost when it is taken off again.
_ACTIVE = r"^'*[=+\-@\t\r]"


def write_videos(videos: pd.DataFrame) -> str:
    """`videos` as CSV: canonical headers, ISO 8601 UTC moments, ISO days, blank = missing, titles made harmless."""
    table = schema.conform(videos, schema.VIDEOS)
    for column in schema.VIDEOS:
        values = table[column.name]
        if column.dtype == schema.MOMENT:
            text = values.dt.tz_localize(None).map(lambda moment: moment.isoformat() + "Z", na_action="ignore")
            table[column.name] = text.astype("str").fillna("")
        elif column.dtype == schema.DAY:
            table[column.name] = values.dt.strftime("%Y-%m-%d").astype("str").fillna("")
        elif column.dtype == "str":
            table[column.name] = guarded(values)
    return table.to_csv(index=False, lineterminator="\n")


def guarded(texts: pd.Series) -> pd.Series:
    """Texts that no spreadsheet takes for a formula."""
    active = texts.str.match(_ACTIVE)
    return texts.where(~active, "'" + texts)


def unguarded(texts: pd.Series) -> pd.Series:
    """The texts as they were before `guarded`."""
    marked = texts.str.match("'" + _ACTIVE[1:])
    return texts.where(~marked, texts.str.slice(1))
