"""Which columns of a table are counts, and which of their cells are not."""

from __future__ import annotations

import pytest

from worthsaving.reading.formats.formats import Match, formats, recognise
from worthsaving.reading.tables.count_columns import count_columns
from worthsaving.reading.text.table import TextTable, parse
from worthsaving.reading.values.counts import read_counts


def sheet(*cells: str) -> TextTable:
    """A table whose saves have these cells."""
    return parse("".join(f"{line}\n" for line in ("Title,Views,Saves", *(f"a,1,{cell}" for cell in cells))).encode())


def columns(table: TextTable, match: Match) -> tuple[list[str], tuple[str, ...]]:
    """The count columns and the problems."""
    read = {column: read_counts(table.column(match.columns[column])) for column in ("views", "saves")}
    found, remarks = count_columns(table, match, read)
    return list(found), remarks.problems


@pytest.mark.parametrize(("numbers", "count"), [(1, False), (2, True), (3, True)])
def test_a_plain_column_is_a_count_unless_most_of_its_cells_are_none(numbers: int, *, count: bool) -> None:
    """Two cells that are no number beside one, two and three that are; blanks do not matter."""
    table = sheet("many", "few", "", *["5"] * numbers)
    found, problems = columns(table, recognise(table.header))
    assert ("saves" in found) is count
    assert len(problems) == (not count)


def test_a_declared_export_keeps_its_columns() -> None:
    """There only the rows are set aside, each with its cell."""
    table = sheet("many", "few", "5")
    form = next(form for form in formats() if form.required)
    match = Match(form, table.header, {"views": 1, "saves": 2})
    read = {"saves": read_counts(table.column(2))}
    found, remarks = count_columns(table, match, read)
    assert list(found) == ["saves"]
    (rejected,) = remarks.rejected
    assert rejected.mask.tolist() == [True, True, False]
    assert remarks.problems == ()


def test_rounded_counts_are_named() -> None:
    """By their header."""
    table = sheet("1.2K", "5")
    match = recognise(table.header)
    found, remarks = count_columns(table, match, {"saves": read_counts(table.column(2))})
    assert found["saves"].tolist() == [1200, 5]
    assert remarks.rounded == ("Saves",)
