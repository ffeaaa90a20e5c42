"""Workbooks: XLSX -> rows of text, sheet by sheet."""

import datetime as dt
import io
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from worthsaving.errors import UnreadableFile
from worthsaving.reading.container.uncalculated import uncalculated

MOST_AREA = 5_000_000  # rows times columns
_CHUNK = 1 << 18
_REFERENCES = re.compile(r"(?:[A-Z]{1,3}[1-9][0-9]{0,6} )*+")
_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
_ROW = re.compile(r"[0-9]{1,7}")
_VAST = (
    "This workbook spreads over {rows:,} rows and {columns:,} columns, too many to be an export. "
    "Copy the table into a new sheet or save it as CSV."
)
_MISPLACED = (
    "This workbook is damaged: its cells stand in places that no sheet has. Export it again, or save it as CSV."
)


# Each cell is a Python object: a workbook is read at a tenth of a text file's speed
MOST_CELLS = 800_000  # 3,000 videos with 260 columns
MOST_XML = 100_000_000
_PART = 1 << 20
EXACT = 10**15  # beyond this a spreadsheet's number has lost digits
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin", ".vml")
_DAMAGED = "This workbook is damaged or cut off. Export it again, or open it in Excel and save it as CSV."
_HIDDEN = "This workbook has hidden sheets, which were left out: {names}. Open the workbook, unhide them and save it to have them read."
_ONLY_HIDDEN = "Every sheet with a table is hidden in this workbook; this one was read all the same."
_NOT_CALCULATED = (
    "{count:,} cells hold a formula that was never calculated{where}, so they are not known, not 0. "
    "Open the file in a spreadsheet program, save it and drop it in again."
)
_MANY = (
    "This workbook is too large to be opened here (over 800,000 filled cells). Save its table as CSV and drop that in."
)


class _Cells:
    """Places of the cells read so far; a cell without one follows the cell before."""

    def __init__(self) -> None:
        self.references: list[str] = []
        self.count = self.rows = self.columns = 0
        self.unplaced_rows = self.unplaced = self.most_unplaced = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an XML element."""
        kind = name.rpartition(":")[2]
        if kind == "c":
            self.count += 1
            place = attributes.get("r")
            if place is None:
                self.unplaced += 1
                self.most_unplaced = max(self.most_unplaced, self.unplaced)
            else:
                self.references.append(place)
        elif kind == "row":
            self.unplaced = 0
            number = attributes.get("r")
            if number is None:
                self.unplaced_rows += 1
            elif not _ROW.fullmatch(number):
                raise UnreadableFile(_MISPLACED)
            else:
                self.rows = max(self.rows, int(number))

    def check(self, most: int) -> None:
        """Raise UnreadableFile where cells are too far apart, or more than `most`."""
        joined = "".join(f"{place} " for place in self.references)
        if not _REFERENCES.fullmatch(joined):
            raise UnreadableFile(_MISPLACED)
        for letters, number in set(_REFERENCE.findall(joined)):
            self.rows, self.columns = max(self.rows, int(number)), max(self.columns, _column_number(letters))
        self.references.clear()
        rows, columns = self.rows + self.unplaced_rows, self.columns + self.most_unplaced
        if rows * columns > MOST_AREA:
            raise UnreadableFile(_VAST.format(rows=rows, columns=columns))
        if self.count > most:
            raise UnreadableFile(_MANY)


def extent(part: IO[bytes], most: int) -> int:
    """Count the cells in a part of a workbook: none, unless it is a sheet.

    Raises UnreadableFile where they are more than `most`, or too far apart; ExpatError where the part is no XML.
    """
    cells = _Cells()
    parser = ParserCreate()
    parser.StartElementHandler = cells.start
    while text := part.read(_CHUNK):
        parser.Parse(text, False)
        cells.check(most)
    parser.Parse(b"", True)
    cells.check(most)
    return cells.count


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True)
class Sheet:
    """A sheet that has cells: its `name`, its `rows` as text, and sentences about what was left out of it or beside it."""

    name: str
    rows: list[list[str]]
    notes: tuple[str, ...] = ()


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets that have cells, every cell as text. Raises UnreadableFile for a damaged workbook.

    Hidden sheets are left out where another one has cells. Formulas that were never calculated come as empty cells.
    Numbers with more digits than a spreadsheet stores come as "7.5e+18", so that none is taken for an exact id.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    _refuse_vast(data)
    found: list[Sheet] = []
    hidden: list[Sheet] = []
    try:
        open_formulas = uncalculated(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheets_metadata:
            rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            if any(cell != "" for row in rows for cell in row):
                texts = [[c if type(c) is str else _text(c) for c in row] for row in rows]
                shown = sheet.visible == SheetVisibleEnum.Visible
                (found if shown else hidden).append(
                    _calculated(sheet.name, texts, open_formulas.get(sheet.name, set()))
                )
    except (
        CalamineError,
        ExpatError,
        zipfile.BadZipFile,
        ValueError,
        OSError,
        IndexError,
        KeyError,
        OverflowError,
    ) as error:
        raise UnreadableFile(_DAMAGED) from error
    if hidden and found:
        names = ", ".join(f"“{sheet.name[:40]}”" for sheet in hidden)
        found[0] = replace(found[0], notes=(*found[0].notes, _HIDDEN.format(names=names)))
    return found or [replace(sheet, notes=(*sheet.notes, _ONLY_HIDDEN)) for sheet in hidden]


def _calculated(name: str, rows: list[list[str]], places: set[tuple[int, int]]) -> Sheet:
    """Return a sheet without the values of these formulas, and with a sentence about them."""
    if not places:
        return Sheet(name, rows)
    for row, column in places:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ""
    columns = sorted({column for _, column in places})
    heads = [next((r[c] for r in rows if c < len(r) and r[c].strip()), "") for c in columns]
    named = ", ".join(f"“{head.strip()[:40]}”" for head in heads[:5] if head.strip())
    return Sheet(name, rows, (_NOT_CALCULATED.format(count=len(places), where=f" ({named})" if named else ""),))


def _refuse_vast(data: bytes) -> None:
    """Refuse a workbook that is too large, before anything is built of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(member.file_size for member in book.infolist()) > MOST_XML:
                raise UnreadableFile(_MANY)
            cells = 0
            for member in book.infolist():
                _refuse_many(book, member)
                if not member.filename.lower().endswith(_PICTURES) and not _is_foreign(book, member):
                    with book.open(member) as part:
                        cells += extent(part, MOST_CELLS - cells)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        IndexError,
        ExpatError,
        LookupError,
    ) as error:
        raise UnreadableFile(_DAMAGED) from error


def _is_foreign(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Return whether a part is another program's own data, such as Google Sheets' "xl/metadata", and surely no sheet."""
    if member.filename.lower().endswith((".xml", ".rels", ".vml")) or member.file_size > _PART:
        return False
    with book.open(member) as part:
        text = part.read(_PART)
    return b"sheetData" not in text.replace(b"\0", b"")


def _refuse_many(book: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse a large sheet by counting cell tags, ten times as fast as parsing the XML."""
    if member.file_size < MOST_CELLS * len("<c/>"):
        return
    cells = 0
    with book.open(member) as part:
        while text := part.read(_PART):
            cells += text.count(b"<c ") + text.count(b"<c>") + text.count(b"<c/")
            if cells > MOST_CELLS:
                raise UnreadableFile(_MANY)


def _text(cell: object) -> str:
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
