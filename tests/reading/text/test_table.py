"""Text tables: as written, nothing shifted."""

from __future__ import annotations

import pytest

from worthsaving import UnreadableFile, read_table
from worthsaving.reading.text import table as table_module
from worthsaving.reading.text.table import from_rows, parse


def rows(data: bytes) -> list[list[str]]:
    frame = read_table(data)
    return [list(frame.columns), *frame.to_numpy().tolist()]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,b,c\n1,2,3\n4,5,6", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]),
        (b"a;b;c\n1,5;2;3\n", [["a", "b", "c"], ["1,5", "2", "3"]]),
        (b"a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        (b"a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        (b"sep=;\na;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        (b"Views by day\n\na,b,c\n1,2,3\n4,5,6\n", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]),
        (b'a,b\r\n"1\r\n2","x ""y"", z"\r\n', [["a", "b"], ["1\r\n2", 'x "y", z']]),
        (b"a,b\r1,2\r3,4\r", [["a", "b"], ["1", "2"], ["3", "4"]]),
        (b'"a,""b"",c"\n"1,""x, y"",3"\n', [["a", "b", "c"], ["1", "x, y", "3"]]),
        (b"a,a,a\n1,2,3\n", [["a", "a", "a"], ["1", "2", "3"]]),
        (b"a,b\nNA,null\n007,1e5\n", [["a", "b"], ["NA", "null"], ["007", "1e5"]]),
        (
            b'a,b,c\n1,"he said "hi, x" ok",3\n4,5,6',
            [["a", "b", "c"], ["1", 'he said "hi, x" ok', "3"], ["4", "5", "6"]],
        ),
    ],
)
def test_reads_as_written(data: bytes, expected: list[list[str]]) -> None:
    """Every dialect gives the cells exactly as they are written."""
    assert rows(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a, b\n1, 2\n3, 4\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
        (
            b"a,b,c\n1,,2,3\n4,5,6\n7,8,9\n",
            [["a", "b", "c", ""], ["1", "", "2", "3"], ["4", "5", "6", ""], ["7", "8", "9", ""]],
        ),
        (b"a,b,c\n1,,3,\n4,5,6\n7,8,9\n", [["a", "b", "c"], ["1", "", "3"], ["4", "5", "6"], ["7", "8", "9"]]),
        (b"a,,b\n1,2\n3,4\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
        (
            b'a,b,c\n1,"2,3\n4,"5, x",6\n7,8,9\n',
            [["a", "b", "c"], ["1", '"2', "3"], ["4", "5, x", "6"], ["7", "8", "9"]],
        ),
        ("a,b\n1,x\u2028y\x0cz\n".encode(), [["a", "b"], ["1", "x\u2028y\x0cz"]]),
        (
            '\ufeffsep=,\nViews\n"Date","Primary"\n"1 May","2"\n"2 May","3"\n'.encode("utf-16-le"),
            [["Date", "Primary"], ["1 May", "2"], ["2 May", "3"]],
        ),
        (
            b'a,b,c\n"1,""x, y"",3"\n4,5,6\n7,8,9\n',
            [["a", "b", "c"], ["1", "x, y", "3"], ["4", "5", "6"], ["7", "8", "9"]],
        ),
    ],
)
def test_odd_ways_of_writing_are_read_as_meant(data: bytes, expected: list[list[str]]) -> None:
    """Blanks after commas, surplus delimiters, swallowed lines, unusual line separators, records packed by Excel."""
    assert rows(data) == expected


def test_a_row_with_a_doubtful_surplus_stands_apart() -> None:
    """One blank cell too many, and two that may be it: nobody knows which number is what."""
    table = parse(b"a,b,c\n1,,3,\n4,5,6,\n7,8,9\n1,1,1\n")
    assert table.rows.tolist() == [3, 4, 5]
    assert [record.number for record in table.odd] == [2]


def test_rows_that_do_not_fit_their_header_are_not_guessed_at() -> None:
    """Where the header names fewer columns than the rows have, the rows stand apart; blanks beyond it are none."""
    table = parse(b"a,b\n1,2,3\n4,5,6\n")
    assert (len(table.rows), [record.number for record in table.odd]) == (0, [2, 3])
    assert parse(b"a,b\n1,2,\n4,5,\n").rows.tolist() == [2, 3]
    with pytest.raises(UnreadableFile, match=r"number of columns \(2\) than its rows have \(3\)"):
        parse(b"a,b\n" + b"1,2,3\n" * 20_000)


def test_a_header_longer_than_its_rows_sets_them_apart() -> None:
    """Short rows are not filled up for the charts."""
    table = parse(b"a,b,c\n1,2\n3,4\n5,6\n")
    assert (len(table.header), len(table.rows), len(table.odd)) == (3, 0, 3)


def test_long_rows_keep_their_surplus_in_unnamed_columns() -> None:
    """A row with too many cells shifts nothing and loses nothing."""
    assert rows(b"a,b\n1,2\n3,4,5\n6\n7,8\n") == [
        ["a", "b", ""],
        ["1", "2", ""],
        ["3", "4", "5"],
        ["6", "", ""],
        ["7", "8", ""],
    ]


def test_odd_rows_stand_apart_with_their_row_number() -> None:
    """Records of another width are in no column, and every number counts the header as 1 and blank lines too."""
    table = parse(b"a,b\n1,2\n\n3,4,5\n6\n7,8\n9,9,\n")
    assert table.rows.tolist() == [2, 6, 7]
    assert [(record.number, record.text) for record in table.odd] == [(4, "3,4,5"), (5, "6")]


def test_an_open_quote_does_not_swallow_the_rows_after_it() -> None:
    """A quote that never closes is a letter."""
    assert rows(b'a,b,c\n1,"open,3\n4,5,6\n7,8,9')[1:] == [["1", '"open', "3"], ["4", "5", "6"], ["7", "8", "9"]]


def test_a_file_cut_inside_a_quoted_cell_sets_its_last_row_apart() -> None:
    """Half a number is not taken for a number."""
    table = parse(b'a,b\n1,2\n3,"45')
    assert table.rows.tolist() == [2]
    assert [record.cut for record in table.odd] == [True]


def test_large_file_with_newlines_in_cells_keeps_every_row() -> None:
    """Blocks that end inside a quoted newline lose nothing (files above one block)."""
    count = 120_000
    body = "".join(f'{n},"line one of a caption that is long enough\nline two, {n}",{n * 2}\n' for n in range(count))
    table = parse(("id,caption,views\n" + body).encode())
    assert len(table.rows) == count
    assert table.column(2)[count - 1].as_py() == str((count - 1) * 2)
    assert table.column(1)[count - 1].as_py().endswith(f"two, {count - 1}")


@pytest.mark.parametrize(
    "data", [b"", b"\n\n\n", b"\xef\xbb\xbf", b"\x00\x01\x02\x03" * 50, b"<html><body>", b'{"a": 1}']
)
def test_no_table_is_said(data: bytes) -> None:
    """Bytes without a table raise UnreadableFile, a ValueError, with help in it."""
    with pytest.raises(UnreadableFile, match=r"Drop|drop|[Ee]xport"):
        read_table(data)


def test_title_rows_of_a_sheet_are_passed_over() -> None:
    """A sheet's header is its first full row, and row numbers count from it."""
    table = from_rows(
        [["My videos", "", ""], ["", "", ""], ["a", "b", "c"], ["1", "2", "3"], ["", "", ""], ["4", "5", "6"]]
    )
    assert table.header == ("a", "b", "c")
    assert table.rows.tolist() == [2, 4]


@pytest.mark.parametrize(("width", "read"), [(4, True), (5, True), (6, False)])
def test_a_table_of_just_the_most_columns_is_read(width: int, *, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """As text and as a sheet; one column more is refused."""
    monkeypatch.setattr(table_module, "MOST_COLUMNS", 5)
    rows = [[f"h{at}" for at in range(width)], ["x"] * width, ["y"] * width]
    text = "\n".join(",".join(row) for row in rows).encode()
    for table in (lambda: parse(text), lambda: from_rows(rows)):
        if read:
            assert len(table().header) == width
        else:
            with pytest.raises(UnreadableFile, match="6 columns"):
                table()


@pytest.mark.parametrize(("unlike", "read"), [(1, True), (2, True), (3, False)])
def test_a_header_may_misfit_just_so_many_rows(unlike: int, *, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are set aside; with one more the file is refused."""
    monkeypatch.setattr(table_module, "MOST_UNLIKE", 2)
    data = ("a,b\n" + "1,2,\n" * (4 - unlike) + "1,2,3\n" * unlike).encode()
    if read:
        assert len(parse(data).odd) == unlike
    else:
        with pytest.raises(UnreadableFile, match="names another number of columns"):
            parse(data)


def test_the_lines_above_the_header_stay_with_the_table() -> None:
    """Of a text and of a sheet; rows are numbered from the header."""
    rows = [["Instagram views", "", ""], ["", "", ""], ["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    text = "\n".join(",".join(row) for row in rows).encode()
    for table in (parse(text), from_rows(rows)):
        assert table.titles == ("Instagram views",)
        assert (table.header, table.rows.tolist()) == (("a", "b", "c"), [2, 3])


def test_a_cell_of_white_space_beyond_the_header_is_written_and_read_over() -> None:
    """`read_table` gives what is written; the reading of an export keeps the row."""
    data = b'"a";"b"\n"1";"2";"\n"\n"3";"4"\n'
    frame = read_table(data)
    assert frame.to_numpy().tolist() == [["1", "2", "\n"], ["3", "4", ""]]
    assert parse(data).columns.to_pylist() == [{"0": "1", "1": "2"}, {"0": "3", "1": "4"}]
