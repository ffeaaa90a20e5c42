"""A text column by its distinct texts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from worthsaving.data.load import declared
from worthsaving.reading.values import text_columns


def column(*chunks: list[str]) -> pa.ChunkedArray:
    """A text column in these chunks."""
    return pa.chunked_array(list(chunks), pa.string())


def test_each_text_is_known_once_and_spread_to_every_cell() -> None:
    """Over several chunks the same text is one; what is found for it reaches each of its cells."""
    cells = text_columns.distinct(column(["a", "b"], ["b", "a", "c"]))
    assert sorted(cells.texts.to_pylist()) == ["a", "b", "c"]
    is_b = np.array([text == "b" for text in cells.texts.to_pylist()])
    assert cells.spread(is_b).tolist() == [False, True, True, False, False]


def test_a_column_without_rows_has_no_texts() -> None:
    """Nothing comes of nothing, and no error."""
    for empty in (column(), column([])):
        cells = text_columns.distinct(empty)
        assert len(cells.texts) == 0
        assert cells.spread(np.zeros(0, dtype=bool)).tolist() == []


def test_pieces_cover_every_row_once() -> None:
    """However the column is chunked, the pieces are small and follow each other without a gap."""
    long = column([str(n) for n in range(text_columns.PIECE + 3)], [], ["x", "y"])
    found: list[str] = []
    for place, piece in text_columns.pieces(long):
        assert place == slice(len(found), len(found) + len(piece))
        assert len(piece) <= text_columns.PIECE
        found += piece.to_pylist()
    assert found == long.to_pylist()


@pytest.mark.parametrize("word", declared("words")["missing"])
def test_a_word_for_no_data_is_missing_in_any_case(word: str) -> None:
    """Each declared word, also in capitals; a zero is a value."""
    assert text_columns.missing(pa.array([word.lower(), word.upper(), "0"])).tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("texts", "minus", "so"),
    [
        (["12", "0"], False, True),
        (["12", "-3"], False, False),
        (["12", "-3"], True, True),
        (["1.2"], False, False),
        (["12", "x"], True, False),
        (["", ""], False, True),
        (["１２"], False, False),
    ],
)
def test_digits_are_told_from_everything_else(texts: list[str], *, minus: bool, so: bool) -> None:
    """A letter, a full-width digit or a sign that was not asked for is no digit."""
    assert text_columns.digits_only(column(texts), minus=minus) is so


def test_only_the_cells_of_a_slice_are_looked_at() -> None:
    """A letter before or after the slice is none of its business."""
    assert text_columns.digits_only(pa.array(["x", "12", "y"]).slice(1, 1))


def test_the_first_byte_of_each_cell_is_known() -> None:
    """0 stands for a cell without text; cells before a slice, and pieces of a column, are counted right."""
    whole = column(["x", "", "12"], ["é", "", ""])
    assert text_columns.first_bytes(whole).tolist() == [ord("x"), 0, ord("1"), "é".encode()[0], 0, 0]
    assert text_columns.first_bytes(pa.chunked_array([pa.array(["ab", "", "y"]).slice(1)])).tolist() == [0, ord("y")]
    assert text_columns.first_bytes(column(["", ""])).tolist() == [0, 0]


def test_text_is_handed_over_verbatim() -> None:
    """Blanks, line ends and any script stay as they are, on the way to pandas and back."""
    texts = [" a ", "two\nlines", "保存", ""]
    series = text_columns.as_text(column(texts[:2], texts[2:]))
    assert series.tolist() == texts
    assert text_columns.as_arrow(series).to_pylist() == texts
    assert text_columns.uniques(series) == {" a ", "two\nlines", "保存"}


@pytest.mark.parametrize("size", [0, 1, text_columns.PIECE, text_columns.PIECE + 1])
def test_a_repeated_text_stands_in_every_row(size: int) -> None:
    """As many rows as asked for, none other."""
    assert text_columns.repeated("tiktok", size).tolist() == ["tiktok"] * size


def test_each_text_is_changed_once() -> None:
    """Every row has its own text changed, each distinct one once; a column without rows stays as it is."""
    changed: list[str] = []

    def change(text: str) -> str:
        changed.append(text)
        return text.upper()

    series = text_columns.as_text(column(["a", "", "b"], ["b", "a"]))
    assert text_columns.mapped(series, change).tolist() == ["A", "", "B", "B", "A"]
    assert sorted(changed) == ["", "a", "b"]
    assert text_columns.mapped(series.iloc[:0], change).tolist() == []


def test_a_cell_without_a_text_is_empty() -> None:
    """A blank between quotes is a text."""
    series = text_columns.as_text(column(["a", ""], [" ", ""]))
    assert text_columns.empty_cells(series).tolist() == [False, True, False, True]
    assert text_columns.empty_cells(series.iloc[1:]).tolist() == [True, False, True]


def test_the_first_text_that_is_there_is_taken() -> None:
    """From the columns in their order, row by row; a blank between quotes is a text."""
    first, second, third = (
        text_columns.as_text(column(texts)) for texts in (["a", "", "", " "], ["b", "c", "", ""], ["d"] * 4)
    )
    assert text_columns.first_filled(first, second, third).tolist() == ["a", "c", "d", " "]
    assert text_columns.first_filled(first, second).tolist() == ["a", "c", "", " "]
