"""Tables of the pages, as the browser gets them."""

import pandas as pd
import pyarrow as pa
import pytest

from worthsaving.ui.parts import table_columns


def drawn(rows: pd.DataFrame, monkeypatch) -> pa.Table:
    """What is handed to Streamlit for these rows."""
    seen = []
    monkeypatch.setattr(table_columns.st, "dataframe", lambda given, **options: seen.append(given))
    table_columns.table(rows, alt="rows")
    return seen[0]


def test_a_table_is_sent_in_few_bytes(monkeypatch):
    """Counts take four bytes and texts places of four; what is missing stays missing, and the columns keep their order."""
    counts = pd.array([1, None, 3], "Int64")
    rows = pd.DataFrame({"Caption": ["a", "b", None], "Saves": counts, "Rate": [0.5, None, 1 / 3]}, index=[7, 8, 9])
    rows["Caption"] = rows["Caption"].fillna("")
    found = drawn(rows, monkeypatch)
    assert found.schema == pa.schema([("Caption", pa.string()), ("Saves", pa.int32()), ("Rate", pa.float64())])
    assert found["Saves"].to_pylist() == [1, None, 3]
    assert found["Rate"].to_pylist() == [0.5, None, 1 / 3]
    assert found.schema.metadata is None


@pytest.mark.parametrize(("most", "kind"), [(2**31 - 1, pa.int32()), (2**31, pa.int64()), (-(2**31), pa.int64())])
def test_a_count_beyond_four_bytes_keeps_eight(most, kind, monkeypatch):
    """Two thousand million views are sent whole."""
    found = drawn(pd.DataFrame({"Views": [1, most]}), monkeypatch)
    assert (found["Views"].type, found["Views"].to_pylist()) == (kind, [1, most])


def test_a_column_of_nothing_is_sent(monkeypatch):
    """A table in which no video has a count, and one without rows."""
    empty = pd.DataFrame({"Saves": pd.array([None, None], "Int64")})
    assert drawn(empty, monkeypatch)["Saves"].to_pylist() == [None, None]
    assert drawn(empty.head(0), monkeypatch).num_rows == 0
