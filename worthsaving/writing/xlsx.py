"""The canonical tables for a spreadsheet: an XLSX that opens right, and the CSV in the form that Excel takes."""

import datetime as dt
import io
from typing import Any

import pandas as pd

from worthsaving import formulas, schema
from worthsaving.analysis.labels.columns import labels_in
from worthsaving.reading.result import Reading
from worthsaving.words import format
from worthsaving.writing import csv

MOST_ROWS = 1_048_575  # rows that a sheet holds under its header
MOST_CHARACTERS = 32_767  # that a cell holds
_WIDTHS = {
    "title": 60,
    "link": 40,
    "video_id": 22,
    "account": 24,
    "posted_at": 19,
    "observed_at": 19,
    "source": 24,
    "text": 60,
}
_LABEL = "your own label on the post, empty where it has none"
_OF = schema.Column(
    "platform", "str", "", f"the account's network; {schema.EVERY_ACCOUNT[0]} where the mark is about every account"
)
_MARKS = (_OF, *schema.MARKS[1:])
_FIRST_YEAR = 1900  # a spreadsheet knows no earlier day


def xlsx_tables(reading: Reading, marks: pd.DataFrame | None = None) -> bytes:
    """An XLSX workbook with the sheets Videos and Days; a comment on each head says what the column means.

    `marks` (`schema.MARKS`) get a sheet of their own where there are any.

    IDs and all other text are text cells, never numbers, formulas or links: what starts like a formula has an apostrophe
    in front (see `formulas`). Counts are numbers, moments and days real dates (moments in UTC), missing is an empty
    cell. A table longer than a sheet goes on in the next one ("Videos 2"). The videos read back to the same table, except
    for fractions of a second and text beyond what a cell holds.
    """
    import xlsxwriter

    written = io.BytesIO()
    # No string is ever taken for a formula, a link or a number: cells are written by their column's type alone.
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        tables = [("Videos", *_with_labels(reading.videos)), ("Days", reading.days, schema.DAYS)]
        if marks is not None and len(marks):
            tables.append(("Marks", schema.conform(marks, schema.MARKS), _MARKS))
        for name, table, columns in tables:
            for number, first in enumerate(range(0, max(len(table), 1), MOST_ROWS), start=1):
                sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
                _fill(book, sheet, table.iloc[first : first + MOST_ROWS], columns)
    return written.getvalue()


def excel_csv(videos: pd.DataFrame) -> bytes:
    """The videos as `export.videos_csv` writes them, with the mark by which Excel knows UTF-8 on a double click.

    Excel rounds the long IDs of a CSV when it opens one; `xlsx_tables` keeps them. Reads back like any other export.
    """
    return b"\xef\xbb\xbf" + csv.videos_csv(videos)


def _with_labels(videos: pd.DataFrame) -> tuple[pd.DataFrame, tuple[schema.Column, ...]]:
    """Return the videos with a text column for each label, and all columns that are written."""
    labels = labels_in(videos)
    more = tuple(schema.Column(csv.heading(label), "str", "", _LABEL) for label in labels)
    return videos.assign(**{csv.heading(label): csv.of_label(videos, label) for label in labels}), (
        *schema.VIDEOS,
        *more,
    )


def _fill(book: Any, sheet: Any, table: pd.DataFrame, columns: tuple[schema.Column, ...]) -> None:  # noqa: ANN401
    formats = {
        schema.MOMENT: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
        schema.DAY: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        schema.COUNT: book.add_format({"num_format": "#,##0"}),
        "Float64": book.add_format({"num_format": "0.0##"}),
        "str": book.add_format({"num_format": "@"}),
    }
    head = book.add_format({"bold": True, "bg_color": "#F3F0E8", "bottom": 1, "bottom_color": "#C77700"})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column.name, max(11, len(column.name) + 3)))
        sheet.write_string(0, place, column.name, head)
        unit = f" ({column.unit})" if column.unit else ""
        said = f"{column.meaning}{unit}. Empty means: not known, never zero."
        sheet.write_comment(0, place, said, {"x_scale": 2, "author": "Worth Saving"})
        _write(sheet, place, table[column.name], column.dtype, formats[column.dtype])
    if len(table):
        sheet.autofilter(0, 0, len(table), len(columns) - 1)


def _write(sheet: Any, place: int, values: pd.Series, dtype: str, form: Any) -> None:  # noqa: ANN401
    if dtype == "str":
        for row, text in enumerate(formulas.neutralise(values), start=1):
            if text:
                sheet.write_string(row, place, text[:MOST_CHARACTERS], form)
        return
    if dtype == schema.MOMENT:
        values = values.dt.tz_localize(None).dt.floor("s")
    for row, value in enumerate(values, start=1):
        if format.is_missing(value):
            continue
        if not isinstance(value, dt.datetime):
            sheet.write_number(row, place, float(value), form)
        elif value.year < _FIRST_YEAR:
            sheet.write_string(row, place, value.isoformat())
        else:
            sheet.write_datetime(row, place, value, form)
