"""Recognition of one part of an upload: its table, and which format it is."""

from collections.abc import Sequence
from dataclasses import replace

from worthsaving import schema
from worthsaving.errors import UnknownHeaders, WorthSavingError
from worthsaving.reading.arrow import read_parquet
from worthsaving.reading.container.archive import Part
from worthsaving.reading.container.file_type import is_json
from worthsaving.reading.container.parquet import is_parquet
from worthsaving.reading.file_report import Recognised
from worthsaving.reading.formats.by_cells import recognised_below
from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import named
from worthsaving.reading.formats.mapping import Mapping
from worthsaving.reading.formats.meta_days import daily_metric
from worthsaving.reading.formats.side_labels import MOST_ROWS, turned
from worthsaving.reading.json.tables import RecordsPart, read_json
from worthsaving.reading.text.json_cells import unwrapped
from worthsaving.reading.text.side_by_side import side_by_side
from worthsaving.reading.text.table import TextTable, from_rows, parse

_SIDE_BY_SIDE = (
    "This sheet holds {count} tables side by side. Read was the one with {read}. Not read: {others}. "
    "Copy each into a sheet of its own to have all of them read."
)


def tables_of(part: Part) -> list[Part]:
    """Return the tables in an unpacked file: itself, that of Parquet, or the lists of records in its JSON."""
    if part.rows is None and is_parquet(part.data):
        return [read_parquet(part)]
    return read_json(part) if part.rows is None and not part.refusal and is_json(part.data) else [part]


def recognise_part(part: Part, mappings: Sequence[Mapping], rows_are: str) -> Recognised:
    """Return a part's table with the format that it is; `mappings` and `rows_are` as in `read_files`.

    Raises UnknownHeaders, with the table, where no format fits, and WorthSavingError where it cannot be read.
    """
    if part.refusal:
        raise WorthSavingError(part.refusal)
    table, sideways = _as_table(part)
    mapping = next((mapping for mapping in mappings if mapping.fits(table.header)), None)
    tables = [] if mapping or sideways or isinstance(part, RecordsPart) else side_by_side(table)
    if tables:
        table, match = _one_of(tables, mappings, rows_are)
    else:
        table, match = _matched(table, mapping, rows_are, sideways=sideways)
    return Recognised(part, table, daily_metric(part.name, table.titles, match))


def _matched(
    table: TextTable, mapping: Mapping | None, rows_are: str, *, sideways: bool = False
) -> tuple[TextTable, Match]:
    try:
        if mapping:
            return table, mapping.match(table.header)
        return recognised_below(table, sideways=sideways, rows_are=rows_are)
    except UnknownHeaders as error:
        raise UnknownHeaders(str(error), table) from error


def _one_of(tables: Sequence[TextTable], mappings: Sequence[Mapping], rows_are: str) -> tuple[TextTable, Match]:
    """Return the table with the most counts of those side by side, and its match, which names the others."""
    found: list[tuple[TextTable, Match]] = []
    errors: list[UnknownHeaders] = []
    for table in tables:
        try:
            mapping = next((mapping for mapping in mappings if mapping.fits(table.header)), None)
            found.append(_matched(table, mapping, rows_are))
        except UnknownHeaders as error:
            errors.append(error)
    if not found:
        raise errors[0]
    best, match = max(found, key=lambda pair: len(set(pair[1].columns) & set(schema.COUNTS)))
    others = "; ".join(named(table.header) for table in tables if table is not best)
    line = _SIDE_BY_SIDE.format(count=len(tables), read=named(best.header), others=others)
    return best, replace(match, problems=(*match.problems, line))


def _as_table(part: Part) -> tuple[TextTable, bool]:
    """Return the table of a file, and whether a format is declared whose headers stand down the first column, as its did."""
    if isinstance(part, RecordsPart) and part.table is not None:
        return part.table, False
    table = unwrapped(parse(part.data) if part.rows is None else from_rows(part.rows))
    on_its_side = turned([*part.rows] if part.rows is not None else table.first_rows(MOST_ROWS))
    return (from_rows(on_its_side[0]), on_its_side[1]) if on_its_side else (table, False)
