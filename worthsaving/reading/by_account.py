"""Accounts of the rows of one file's table, before the rows are read: what a file of many authors is cut by."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa

from worthsaving import formulas
from worthsaving.errors import WorthSavingError
from worthsaving.reading.file_report import Recognised
from worthsaving.reading.formats.by_cells import recognise_table
from worthsaving.reading.formats.file_names import facts
from worthsaving.reading.formats.headers import positions
from worthsaving.reading.tables.filled import accounts_by_network
from worthsaving.reading.tables.identity import identify
from worthsaving.reading.tables.links import no_links, read_links
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import as_text, repeated

WIDE = 40
"""A table with more columns is cut with those alone that its reader uses: a scraper's has 300 and more."""

_TEXTS = ("platform", "video_id", "account", "title", "link", "media")


def accounts_of_rows(found: Recognised) -> pd.Series:
    """Return the handle of each row's account (without @), "" where nothing says it; the file's name may say it for all."""
    table, match, size = found.table, found.match, len(found.table.rows)
    if match.format.table != "videos":
        return repeated(facts(found.part.name).account, size)
    used = match.columns
    texts = {c: as_text(table.column(used[c])) if c in used else repeated("", size) for c in _TEXTS}
    if match.format.posted == "iso":
        return formulas.restore(texts["account"])
    place = used.get("link")
    links = no_links(size) if place is None else read_links(table.column(place))
    texts["account"] = accounts_by_network(table, match, texts["account"], links.platform)
    return identify(found.part.name, match, texts, links).columns["account"]


def narrowed(found: Recognised) -> TextTable:
    """Return a wide table without the columns that its reader does not use, where it is recognised as the same without them."""
    table, match = found.table, found.match
    if len(table.header) <= WIDE:
        return table
    unused = set(match.unused_places)
    kept = [at for at, name in enumerate(table.header) if name.strip() and (at not in unused or _named(found, at))]
    header = tuple(table.header[at] for at in kept)
    columns = pa.table([table.columns.column(at) for at in kept], names=[str(at) for at in range(len(kept))])
    less = replace(table, header=header, columns=columns, odd=())
    try:
        again = recognise_table(less)
    except WorthSavingError:
        return table
    same = {c: header[at] for c, at in again.columns.items()} == {
        c: table.header[at] for c, at in match.columns.items()
    }
    return less if same and again.format.id == match.format.id else table


def _named(found: Recognised, place: int) -> bool:
    """Return whether a format is known by this header, though no column is made of it."""
    form = found.match.format
    return bool({*positions([found.table.header[place]])} & (form.required | form.one_of))
