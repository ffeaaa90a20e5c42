"""Columns as they were read become a canonical table."""

from __future__ import annotations

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.reading.tables import canonical


@pytest.mark.parametrize("columns", [schema.VIDEOS, schema.DAYS], ids=["videos", "days"])
@pytest.mark.parametrize("size", [0, 3])
def test_nothing_read_is_a_table_of_unknowns(columns: tuple[schema.Column, ...], size: int) -> None:
    """Every column in order with its dtype, missing throughout: the same as `schema.conform` makes."""
    rows = pd.DataFrame(index=range(size))
    pd.testing.assert_frame_equal(canonical.frame_of({}, columns, size), schema.conform(rows, columns))


def test_a_column_that_was_read_stays_as_it_is() -> None:
    """Values and missing ones alike."""
    saves = pd.Series([3, None], dtype="Int64")
    frame = canonical.frame_of({"saves": saves, "title": pd.Series(["a", ""], dtype="str")}, schema.VIDEOS, 2)
    assert frame["saves"].tolist() == [3, pd.NA]
    assert frame["title"].tolist() == ["a", ""]


def test_a_column_of_another_dtype_is_made_canonical() -> None:
    """Whole floats become counts."""
    frame = canonical.frame_of({"views": pd.Series([5.0, None])}, schema.VIDEOS, 2)
    assert (str(frame["views"].dtype), frame["views"].tolist()) == ("Int64", [5, pd.NA])


def test_a_table_of_no_days_is_its_owners_own() -> None:
    """Who changes one does not change the next."""
    first = canonical.no_days()
    first["more"] = 1
    assert list(canonical.no_days()) == [column.name for column in schema.DAYS]
