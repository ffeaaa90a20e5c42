"""Cells that are blank in one column and given in another of the same meaning."""

from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from worthsaving.reading.formats.formats import Match
from worthsaving.reading.formats.headers import positions
from worthsaving.reading.text.table import TextTable
from worthsaving.reading.values.text_columns import as_text, flags, missing


def filled(table: TextTable, match: Match) -> TextTable:
    """Return the table with the blank cells of each column that its format names in `blank_from` filled.

    Each takes the first of the declared columns that has something in its row. Without such columns the table is
    returned as it is.
    """
    found = positions(table.header)
    for column, names in match.format.blank_from.items():
        if column not in match.columns:
            continue
        place = match.columns[column]
        cells = table.column(place)
        for other in (at for name in names for at in found.get(name, ()) if at != place):
            empty = pa.chunked_array([pa.array(missing(pc.utf8_trim_whitespace(cells)))])
            if not flags(empty).any():
                break
            cells = pc.if_else(empty, table.column(other), cells)
        table = replace(table, columns=table.columns.set_column(place, table.columns.field(place), cells))
    return table


def accounts_by_network(table: TextTable, match: Match, accounts: pd.Series, networks: pd.Series) -> pd.Series:
    """Return the accounts, from another column where the format names one for the row's network.

    `accounts` and `networks` have a text per row, "" where unknown; a blank cell of the other column changes nothing.
    """
    found = positions(table.header)
    for network, name in match.format.account_by_network.items():
        for place in found.get(name, ())[:1]:
            given = as_text(table.column(place))
            accounts = accounts.where(networks.ne(network) | given.str.strip().eq(""), given)
    return accounts.astype("str")
