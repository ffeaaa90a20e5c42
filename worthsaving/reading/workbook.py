"""XLSX -> rows of text, sheet by sheet."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

from worthsaving.errors import UnreadableFile

# calamine sets up a full grid from the first to the last used cell: a far-off cell must not cost gigabytes
MOST_CELLS = 40_000_000
EXACT = 10**15  # beyond this a spreadsheet's number has lost digits
_CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_DAMAGED = "This workbook is damaged or cut off. Export it again, or open it in Excel and save it as CSV."


def sheets(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Name and rows of each sheet that has cells, every cell as text. Raises UnreadableFile where it is damaged.

    Numbers with more digits than a spreadsheet keeps come as "7.5e+18", so that nobody takes them for an exact id.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_vast(data)
    found = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(cell != "" for row in rows for cell in row):
                found.append((name, [[_text(cell) for cell in row] for row in rows]))
    except (CalamineError, ValueError, OSError, IndexError, KeyError) as error:
        raise UnreadableFile(_DAMAGED) from error
    return found


def _refuse_vast(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            for member in book.namelist():
                if re.match(r"xl/worksheets/[^/]+\.xml$", member, re.IGNORECASE):
                    rows = columns = 0
                    for found in _CELL.finditer(book.read(member)):
                        rows = max(rows, int(found[2]))
                        columns = max(columns, _column_number(found[1]))
                    if rows * columns > MOST_CELLS:
                        raise UnreadableFile(
                            f"This workbook spreads over {rows:,} rows and {columns:,} columns, too many to be an "
                            "export. Copy the table into a new sheet or save it as CSV."
                        )
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableFile(_DAMAGED) from error


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if abs(cell) >= EXACT:
            return f"{cell:.6e}"
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, int):
        return str(cell) if abs(cell) < EXACT else f"{cell:.6e}"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, dt.timedelta):
        return str(int(cell.total_seconds()))
    return str(cell)
