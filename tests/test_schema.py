"""Canonical tables: exactly the columns there are, in order and dtype."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from worthsaving import schema

TABLES = pytest.mark.parametrize(
    "columns", [schema.VIDEOS, schema.DAYS, schema.AUDIENCE], ids=["videos", "days", "audience"]
)


def test_every_count_of_a_video_is_one_of_its_columns() -> None:
    """A count that only one of the two lists names would be lost on its way through a join."""
    assert tuple(column.name for column in schema.VIDEOS if column.dtype == schema.COUNT) == schema.COUNTS


@TABLES
@pytest.mark.parametrize("size", [0, 3])
def test_nothing_known_is_a_table_of_unknowns(columns: tuple[schema.Column, ...], size: int) -> None:
    """Every column in order with its dtype: text empty, all else missing."""
    frame = schema.conform(pd.DataFrame(index=range(5, 5 + size)), columns)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {c.name: c.dtype for c in columns}
    assert frame.index.tolist() == list(range(size))
    for column in columns:
        assert (frame[column.name].eq("") if column.dtype == "str" else frame[column.name].isna()).all()


def test_a_column_that_is_known_stays_as_it_is() -> None:
    """Values and missing ones alike; a missing text is empty."""
    given = pd.DataFrame({"title": pd.Series(["a", None], dtype="str"), "saves": pd.Series([3, None], dtype="Int64")})
    frame = schema.conform(given, schema.VIDEOS)
    assert frame["saves"].tolist() == [3, pd.NA]
    assert frame["title"].tolist() == ["a", ""]


@TABLES
@pytest.mark.parametrize("size", [0, 2])
def test_a_table_made_of_columns_is_that_of_a_frame_of_them(columns: tuple[schema.Column, ...], size: int) -> None:
    """The same dtypes, values and index, whatever the indexes of the columns are; another column is left out."""
    texts = pd.Series(["a", None], dtype="str", index=[7, 3]).iloc[:size]
    given = {"account": texts, "saves": pd.Series([3.0, None], index=[7, 3]).iloc[:size], "other": texts}
    made = schema.made(given, columns, size)
    pd.testing.assert_frame_equal(made, schema.conform(pd.DataFrame(given), columns))


def test_a_column_of_another_dtype_is_made_canonical() -> None:
    """Whole floats become counts; a fraction is a reader's fault and an error."""
    frame = schema.conform(pd.DataFrame({"views": [5.0, None]}), schema.VIDEOS)
    assert (str(frame["views"].dtype), frame["views"].tolist()) == ("Int64", [5, pd.NA])
    with pytest.raises(TypeError):
        schema.conform(pd.DataFrame({"views": [5.5]}), schema.VIDEOS)


def test_what_was_given_is_not_changed_with_the_result() -> None:
    """Though nothing is copied beforehand."""
    given = schema.conform(pd.DataFrame({"saves": [1, 2]}), schema.VIDEOS)
    frame = schema.conform(given, schema.VIDEOS)
    frame.loc[0, "saves"] = 9
    assert given["saves"].tolist() == [1, 2]


@TABLES
def test_an_empty_table_is_its_owners_own(columns: tuple[schema.Column, ...]) -> None:
    """Who changes one does not change the next."""
    first = schema.empty(columns)
    first["more"] = 1
    assert list(schema.empty(columns)) == [column.name for column in columns]


@pytest.mark.parametrize("size", [0, 1, schema.ALIKE - 1, schema.ALIKE, schema.ALIKE + 1])
def test_a_text_that_all_rows_share(size: int) -> None:
    """Each row has it, whatever the size; a long column takes no more memory than one piece."""
    found = schema.alike("tiktok", size)
    assert (len(found), str(found.dtype)) == (size, "str")
    assert found.eq("tiktok").all()
    pieces = pa.array(schema.alike("tiktok", 5 * schema.ALIKE).array).chunks
    assert len(pieces) == 5
    assert len({piece.buffers()[2].address for piece in pieces}) == 1


@pytest.mark.parametrize("code", [[0, -1, 1, 0], [1, 1], [-1, -1], []])
def test_texts_by_number(code: list[int]) -> None:
    """The name at that place, missing for -1, by the index given."""
    names, index = ("as expected", "more"), pd.Index(range(7, 7 + len(code)))
    found = schema.coded(names, np.array(code, dtype="int8"), index)
    assert found.index.equals(index)
    assert str(found.dtype) == "str"
    assert [None if pd.isna(text) else text for text in found] == [None if at < 0 else names[at] for at in code]
    assert schema.coded((), np.full(2, -1), index[:0].append(pd.Index([1, 2]))).isna().all()
