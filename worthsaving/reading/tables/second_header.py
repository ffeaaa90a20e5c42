"""A second header row inside a table: two exports put into one file, the second with its columns in another order."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.formats.formats import Match, general
from worthsaving.reading.formats.headers import key, named
from worthsaving.reading.tables.count_columns import COUNTED
from worthsaving.reading.tables.rows import Remarks
from worthsaving.reading.text.records import Record
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import digit_cells, first_bytes, flags

_REPEATED = "it repeats the header row"
_ANOTHER = "it is the header row of another table"
_TITLE = "it stands above a second header row, and only its first cell is filled"
_OTHER = (
    "a second header row stands above it, with other columns than the first, so it is not clear which number is what"
)
_LACKING = "The second header row (row {row:,}) has no {names}, so the rows under it have none."
_BARE = 18  # digits: a cell of so many at most is a number and no header
_BEFORE_NAMES = b" \t\r\n\f\v\"'/._-:"  # what is left out around a cell when it is compared with names
_MOST_LAYOUTS = 20
_MOST_ODD = 10_000  # records of another width, or without a count, that are looked at one by one


class _Layout(NamedTuple):
    """What a header row says of the rows under it: their number of cells, and for each column of the first header its place.

    `places` has None for a column that is not there, and is None where one is named that the first header lacks.
    """

    width: int
    places: tuple[int | None, ...] | None


def under_own_headers(table: TextTable, match: Match) -> tuple[TextTable, Remarks]:
    """Return the table with each row's cells under the columns that the header row above it names, and remarks.

    Header rows inside the table become odd records, with the reason; so does every row under one that names other
    columns than the first. Names are compared as the format's: "Plays" is the same column as "Views".
    """
    means = _meanings(match)
    found = _headers(table, means, _candidates(table, match, means))
    if not found:
        return table, Remarks()
    width = len(table.header)
    layouts = list(dict.fromkeys([_Layout(width, tuple(range(width))), *found.values()]))
    starts, kinds = np.array([0, *found]), np.array([0, *map(layouts.index, found.values())])
    reasons = {row: _REPEATED if layout.places else _ANOTHER for row, layout in found.items()}
    reasons |= dict.fromkeys(_titles(table, list(found)), _TITLE)
    kind_of_rows = kinds[np.searchsorted(starts, table.rows, side="right") - 1]
    kind_of_rows[np.isin(table.rows, list(reasons))] = -1
    odd = _as_odd(table, kind_of_rows < 0, reasons)
    fits: dict[int, list[Record]] = {}
    for record in table.odd:
        kind = int(kinds[int(np.searchsorted(starts, record.number, side="right")) - 1])
        if record.number in reasons or record.cut or len(record.cells) != layouts[kind].width:
            odd.append(replace(record, why=reasons.get(record.number, "")))
        elif layouts[kind].places is None:
            odd.append(replace(record, why=_OTHER))
        else:
            fits.setdefault(kind, []).append(record)
    parts, numbers = [table.columns.slice(0, 0)], [table.rows[:0]]
    for kind, layout in enumerate(layouts):
        here = kind_of_rows == kind
        if layout.places is None or layout.width != width:
            odd += _as_odd(table, here, dict.fromkeys(table.rows[here].tolist(), _OTHER))
        elif here.any():
            parts.append(_placed(table.columns.filter(pa.array(here)), layout.places))
            numbers.append(table.rows[here])
        if kind in fits and layout.places:
            parts.append(_placed(_columns_of(fits[kind], layout.width), layout.places))
            numbers.append(np.array([record.number for record in fits[kind]], dtype=np.int64))
    rows = np.concatenate(numbers)
    order = np.argsort(rows, kind="stable")
    columns = pa.concat_tables([part.cast(parts[0].schema) for part in parts]).take(pa.array(order))
    odd.sort(key=lambda record: record.number)
    return replace(table, columns=columns, rows=rows[order], odd=tuple(odd)), Remarks(_lacking(table, match, found))


def _meanings(match: Match) -> dict[str, int]:
    """Return every name (key) of a column of the header -> its place: the one that is written, then the format's others."""
    means = {key(name): at for at, name in reversed([*enumerate(match.header)]) if key(name)}
    for column, at in match.columns.items():
        for alias in (*match.format.columns.get(column, ()), *match.format.instead.get(column, ())):
            means.setdefault(alias, at)
    return means


def _headers(table: TextTable, means: dict[str, int], candidates: Sequence[int]) -> dict[int, _Layout]:
    """Return row number -> layout of the header rows inside the table, in order.

    At least two of their cells, and half of them, are names of columns; or all of them name columns of another table, one of
    them a count.
    """
    cells = {int(table.rows[at]): [column[at].as_py() for column in table.columns.columns] for at in candidates}
    edges = ((r, {key(r.cells[0]), key(r.cells[-1])}) for r in table.odd[:_MOST_ODD] if r.cells and not r.cut)
    cells |= {record.number: list(record.cells) for record, edge in edges if edge & means.keys()}
    found: dict[int, _Layout] = {}
    for number in sorted(cells):
        keys = [key(cell) for cell in cells[number]]
        known = len({means[name] for name in keys if name in means})
        if known >= 2 and known * 2 >= sum(bool(name) for name in keys):
            layout = _Layout(len(keys), _places(keys, means, len(table.header)))
            # Many layouts would cost many passes over the table, and no file of people has them
            found[number] = (
                layout if layout in found.values() or len({*found.values()}) < _MOST_LAYOUTS else _Layout(0, None)
            )
        elif _is_another(keys):
            found[number] = _Layout(len(keys), None)
    return found


def _is_another(keys: Sequence[str]) -> bool:
    """Return whether cells are the header row of another table ("Date", "Followers")."""
    named = [_others().get(name, frozenset()) for name in keys if name]
    return (
        len(named) > 1
        and all(named)
        and len(frozenset().union(*named)) > 1
        and any(each & {*COUNTED, "followers"} for each in named)
    )


@cache
def _others() -> dict[str, frozenset[str]]:
    """Return every plain name (key) of a column of posts or of days -> what it can mean."""
    pairs = [
        (alias, column)
        for table in ("videos", "days")
        for column, names in general(table).columns.items()
        for alias in names
    ]
    return {
        alias: frozenset(column for name, column in pairs if name == alias) for alias in {name for name, _ in pairs}
    }


def _places(keys: Sequence[str], means: dict[str, int], width: int) -> tuple[int | None, ...] | None:
    places: list[int | None] = [None] * width
    for at, name in enumerate(keys):
        place = means.get(name)
        if not name:
            continue
        if place is None or (places[place] is not None and name != keys[places[place] or 0]):
            return None
        if places[place] is None:
            places[place] = at
    return tuple(range(width)) if _same_names(keys, means) and len(keys) == width else tuple(places)


def _same_names(keys: Sequence[str], means: dict[str, int]) -> bool:
    """Return whether the names stand where the first header has them, also where it has one twice."""
    return all(not name or means[name] == at or keys.index(name) < at for at, name in enumerate(keys))


def _candidates(table: TextTable, match: Match, means: dict[str, int]) -> list[int]:
    """Return the places of the rows that have a name of a column where a count should be; without counts, in a first cell."""
    counts = sorted(at for column, at in match.columns.items() if column in COUNTED)
    names = pa.array(sorted(means), pa.string())
    starts = _first_bytes_of(means)
    found: set[int] = set()
    for place in {counts[0], counts[-1]} if counts else {0, min(1, table.columns.num_columns - 1)}:
        first = first_bytes(table.column(place))
        left = np.flatnonzero(starts[first])  # a look at one byte a cell: 9 of 11 ms less at 100,000 messy rows
        if counts:
            found |= set(_starting_another(table, np.flatnonzero(first == 0)))
        cells = table.column(place).take(pa.array(left)).combine_chunks().dictionary_encode()
        found |= set(left[_are_names(cells.dictionary, names)[cells.indices.to_numpy()]].tolist())
    return sorted(found)


def _first_bytes_of(names: Iterable[str]) -> np.ndarray:
    """Return for each byte whether a cell that starts with it can be one of `names`, also in capitals or in quotes."""
    can = np.zeros(256, dtype=bool)
    can[0x80:] = True  # a blank, a letter with a smaller form of one byte, or a name that starts so
    can[list(_BEFORE_NAMES)] = True
    for name in names:
        can[[*name[:1].lower().encode()[:1], *name[:1].upper().encode()[:1]]] = True
    return can


def _are_names(cells: pa.Array, names: pa.Array) -> np.ndarray:
    """Return which cells are one of `names`, in any case, with blanks or quotes around; a bare number is none."""
    plain = pc.utf8_lower(pc.utf8_trim(cells, " \t\r\n\"'\ufeff"))
    plain = pc.utf8_trim(pc.replace_substring_regex(plain, r"[\s/._\-:]+", "_"), "_")
    found: np.ndarray = flags(pc.is_in(plain, value_set=names)) & ~digit_cells(cells, _BARE)
    return found


def _starting_another(table: TextTable, blank: np.ndarray) -> list[int]:
    """Return those of the rows at `blank`, which have no count, whose first cell is a name of a column."""
    blank = blank[:_MOST_ODD]
    first = table.column(0).take(pa.array(blank)).to_pylist() if len(blank) else []
    return [int(at) for at, cell in zip(blank, first, strict=True) if key(cell) in _others()]


def _titles(table: TextTable, headers: Sequence[int]) -> set[int]:
    """Return the numbers of the rows right above a second header (`headers`: row numbers) with only the first cell filled."""
    titles = set()
    odd_numbers = [record.number for record in table.odd]
    for header in headers:
        row, other = int(np.searchsorted(table.rows, header)) - 1, bisect_left(odd_numbers, header) - 1
        if other >= 0 and (row < 0 or odd_numbers[other] > table.rows[row]):
            number, cells = odd_numbers[other], list(table.odd[other].cells)
        elif row >= 0:
            number, cells = int(table.rows[row]), [column[row].as_py() for column in table.columns.columns]
        else:
            continue
        if cells and cells[0].strip() and not any(cell.strip() for cell in cells[1:]):
            titles.add(number)
    return titles


def _as_odd(table: TextTable, which: np.ndarray, why: dict[int, str]) -> list[Record]:
    cells = table.columns.filter(pa.array(which)).to_pylist() if which.any() else []
    return [
        Record(int(number), tuple(row.values()), ",".join(row.values()), why=why.get(int(number), ""))
        for number, row in zip(table.rows[which], cells, strict=True)
    ]


def _columns_of(records: Sequence[Record], width: int) -> pa.Table:
    cells = zip(*(record.cells for record in records), strict=True)
    return pa.table([pa.array(column, pa.string()) for column in cells], names=[str(at) for at in range(width)])


def _placed(part: pa.Table, places: Sequence[int | None]) -> pa.Table:
    """Return the columns at `places`; empty ones where there is none."""
    if list(places) == list(range(part.num_columns)):
        return part
    empty = pa.chunked_array([pa.repeat(pa.scalar("", pa.string()), part.num_rows)])
    columns = [empty if at is None else part.column(at) for at in places]
    return pa.table(columns, names=[str(at) for at in range(len(columns))])


def _lacking(table: TextTable, match: Match, found: Mapping[int, _Layout]) -> tuple[str, ...]:
    used = sorted(match.columns.values())
    lacks = [
        (number, [table.header[at] for at in used if layout.places[at] is None])
        for number, layout in found.items()
        if layout.places
    ]
    return tuple(_LACKING.format(row=number, names=named(names)) for number, names in lacks[:_MOST_LAYOUTS] if names)
