"""Tables side by side in one sheet are told apart."""

import pytest

from worthsaving.reading.text.side_by_side import MOST_COLUMNS, side_by_side
from worthsaving.reading.text.table import parse


def headers(text: str) -> list[tuple[str, ...]]:
    """Return the header of each table found side by side in a CSV."""
    return [table.header for table in side_by_side(parse(text.encode()))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Link,Likes,,Link,Views\na,1,,b,9\nb,2,,a,8\n", [("Link", "Likes"), ("Link", "Views")]),
        ("Link,Likes,Link,Views\na,1,b,9\nb,2,a,8\n", [("Link", "Likes"), ("Link", "Views")]),
        ("date,viewers,week,,week,total\nd1,1,w1,,w1,9\nd2,2,w1,,w2,8\n", [("date", "viewers", "week"), ("week", "total")]),
        ("Link,Likes,,Link,Views\na,1,,a,9\nb,2,,b,8\n", []),
        ("Link,Likes,,Link,Views\na,1,x,b,9\nb,2,,a,8\n", [("Link", "Likes", ""), ("Link", "Views")]),
        ("No,Link,Likes,,Link,Views\n1,a,1,x,b,9\n2,b,2,,a,8\n", []),
        ("Link,Likes,,Title,Views\na,1,,b,9\nb,2,,a,8\n", []),
        ("Link,Likes,,Link\na,1,,b\nb,2,,a\n", []),
        ("Link,Likes,Views\na,1,9\n", []),
    ],
    ids=["empty column", "name again", "another name shared", "same cells", "unnamed column", "full column", "no name shared", "one column", "one table"],
)  # fmt: skip
def test_tables_side_by_side_are_told_from_one_table(text: str, found: list[tuple[str, ...]]) -> None:
    """By an empty column or the first name again, and a shared name whose cells differ."""
    assert headers(text) == found


def test_the_rows_of_each_are_its_own() -> None:
    """The shorter one has no rows where it is blank, whether the file writes its empty cells or not."""
    text = "Link,Likes,,Link,Views\na,1,,b,9\nb,2,,,\nc,3\nd,4,,a,8\n"
    left, right = side_by_side(parse(text.encode()))
    assert left.column(0).to_pylist() == ["a", "b", "c", "d"]
    assert (right.column(1).to_pylist(), right.rows.tolist()) == (["9", "8"], [2, 5])


@pytest.mark.parametrize(("columns", "tables"), [(MOST_COLUMNS, 2), (MOST_COLUMNS + 1, 0)])
def test_a_wide_table_is_one(columns: int, tables: int) -> None:
    """Its repeated names are parts of one record."""
    half = columns // 2
    names = [*[f"c{at}" for at in range(half)], *[f"c{at}" for at in range(columns - half)]]
    cells = [[f"{row}{at}" for at in range(columns)] for row in range(2)]
    assert len(headers("\n".join(",".join(row) for row in (names, *cells)) + "\n")) == tables
