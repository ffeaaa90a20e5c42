"""Formulas that no spreadsheet program has calculated: the program that wrote the workbook left 0 or nothing as their value."""

import io
import posixpath
import re
import zipfile
from xml.parsers.expat import ParserCreate

_CHUNK = 1 << 18
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


class _Formulas:
    """The formula cells of a sheet: place -> the text of its value, "" for none."""

    def __init__(self) -> None:
        self.values: dict[Place, str] = {}
        self._row = self._column = -1
        self._formula = self._value = False
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an XML element; a row or cell without a place follows the one before."""
        kind = name.rpartition(":")[2]
        if kind == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif kind == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = _number(place[1]) - 1 if place else self._column + 1
            self._formula, self._text = False, ""
        elif kind == "f":
            self._formula = True
        self._value = kind == "v"

    def data(self, text: str) -> None:
        """Take in text: only a formula's value counts."""
        if self._value and self._formula:
            self._text += text

    def end(self, name: str) -> None:
        """Take in the end of an XML element."""
        self._value = False
        if name.rpartition(":")[2] == "c" and self._formula:
            self.values[self._row, self._column] = self._text.strip()


def uncalculated(data: bytes) -> dict[str, set[Place]]:
    """Return name of each sheet -> the formula cells that were not calculated; sheets without such cells are left out.

    Those without a value are not, and those with 0 where no formula of the sheet has anything else. Expects a workbook
    that has been opened before; one without a list of its sheets has none.
    """
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name, member in _members(book).items():
            text = book.read(member)
            if b"<f" not in text and b":f" not in text:
                continue
            formulas = _Formulas()
            parser = ParserCreate()
            parser.StartElementHandler, parser.EndElementHandler = formulas.start, formulas.end
            parser.CharacterDataHandler = formulas.data
            for at in range(0, len(text), _CHUNK):
                parser.Parse(text[at : at + _CHUNK], False)
            values = formulas.values
            never = all(value in {"", "0", "0.0"} for value in values.values())
            places = {place for place, value in values.items() if never or not value}
            if places:
                found[name] = places
    return found


def _members(book: zipfile.ZipFile) -> dict[str, str]:
    """Return name of each sheet -> its part of the workbook."""
    there = set(book.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= there:
        return {}
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _elements(book, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    sheets = {}
    for sheet in _elements(book, "xl/workbook.xml", "sheet"):
        which = next((value for key, value in sheet.items() if key.rpartition(":")[2] == "id"), "")
        member = posixpath.normpath(posixpath.join("xl", targets.get(which, ""))).lstrip("/")
        if member in there:
            sheets[sheet.get("name", "")] = member
    return sheets


def _elements(book: zipfile.ZipFile, member: str, kind: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, attributes: (
        found.append(attributes) if name.rpartition(":")[2] == kind else None
    )
    parser.Parse(book.read(member), True)
    return found


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
