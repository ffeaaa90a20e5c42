"""Dialects: delimiter, quote, escape, header."""

from __future__ import annotations

import pytest

from worthsaving.reading.text.dialect import find_dialect, without_blanks


@pytest.mark.parametrize(
    ("text", "delimiter", "quote", "escaped"),
    [
        ("a,b\n1,2\n", ",", '"', False),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";", '"', False),
        ("a, b, c\n1, 2, 3\n4, 5, 6\n", ", ", '"', False),
        ("a,'b, c',d\n1,'2, 3',4\n5,'6, 7',8\n9,'0, 1',2\n", ",", "'", False),
        ('a,b,c\n1,"say \\"hi\\", twice",3\n4,"say \\"no\\", once",6\n', ",", '"', True),
        ("sep=|\na|b\n", "|", '"', False),
        ("3.5 4.25\n1.5 2.5\n2.25 7\n", " ", '"', False),
        ("just words in a line\nand more words here\n", ",", '"', False),
    ],
)
def test_dialects_are_told_apart(text: str, delimiter: str, quote: str, escaped: bool) -> None:
    """Each way of writing a table is known by how evenly it divides the records."""
    found = find_dialect(text)
    assert found is not None
    assert (found.delimiter, found.quote, found.escaped) == (delimiter, quote, escaped)


def test_title_lines_are_passed_over_even_when_padded_with_delimiters() -> None:
    """A spreadsheet program gives title lines as many cells as the table has."""
    found = find_dialect("My videos,,,,\nAccount,mila,,,\n,,,,\na,b,c,d,e\n1,2,3,4,5\n6,7,8,9,0\n")
    assert found is not None
    assert found.header == ("a", "b", "c", "d", "e")


def test_a_short_table_under_many_title_lines_is_found() -> None:
    """Title lines do not outvote the records."""
    found = find_dialect("One\nTwo\nThree\na,b\n1,2\n")
    assert found is not None
    assert found.header == ("a", "b")


def test_surplus_blank_names_of_a_header_are_no_names() -> None:
    """A delimiter too many in the header shifts nothing."""
    assert without_blanks(("a", "", "b", "c"), 3) == ("a", "b", "c")
    assert without_blanks(("a", "b", "c", ""), 3) == ("a", "b", "c")
    assert without_blanks(("a", "", "b", "c"), 4) == ("a", "", "b", "c")


def test_a_separator_that_none_uses_is_not_believed() -> None:
    """`sep=` names a delimiter or is a line like any other."""
    found = find_dialect("sep=é\na,b\n1,2\n")
    assert found is not None
    assert found.delimiter == ","


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_an_open_quote_in_the_header_does_not_swallow_the_first_record(newline: str) -> None:
    """The header is the line that has the right width alone, and the records begin right after it."""
    text = newline.join(['a,"b","c', '1,"2",3', '4,"5",6', '7,"8",9', ""])
    dialect = find_dialect(text)
    assert dialect is not None
    assert dialect.header == ("a", "b", '"c')
    assert text[dialect.start :].startswith('1,"2",3')


def test_nothing_has_no_dialect() -> None:
    """No record, no dialect."""
    assert find_dialect("") is None


@pytest.mark.parametrize(("lines", "header"), [(29, ("a", "b", "c")), (30, ("line 0",)), (31, ("line 0",))])
def test_a_header_is_looked_for_below_at_most_thirty_lines(lines: int, header: tuple[str, ...]) -> None:
    """The header must be among the first 30 records."""
    found = find_dialect("".join(f"line {at}\n" for at in range(lines)) + "a,b,c\n" + "1,2,3\n" * 60)
    assert found is not None
    assert found.header == header


def test_the_lines_above_the_header_are_titles() -> None:
    """One text a line, its cells joined by spaces, without the empty ones."""
    found = find_dialect('sep=,\n"Instagram reach",,,,\nMarch,,,,2026\na,b,c,d,e\n1,2,3,4,5\n6,7,8,9,0\n')
    assert found is not None
    assert found.titles == ("Instagram reach", "March 2026")
    assert found.header == ("a", "b", "c", "d", "e")
