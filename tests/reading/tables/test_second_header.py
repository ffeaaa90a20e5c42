"""Tests for second header rows inside a table."""

import pytest

from worthsaving import read_files


@pytest.mark.parametrize(
    "views", ["Views", "VIEWS", " views ", '"""Views"""', "'views'", "\ufeffViews", ".Views:", "Plays"]
)
def test_a_header_row_is_found_however_its_name_is_written(views: str) -> None:
    """Capitals, blanks, quotes and marks around a name do not hide it, nor does another name for the same column."""
    rows = f"Title,Views\nfirst,100\nTitle,{views}\nsecond,200\n"
    reading = read_files([("sheet.csv", rows.encode())])
    assert reading.videos["views"].tolist() == [100, 200]
    assert reading.files[0].set_aside["reason"].tolist() == ["it repeats the header row"]


@pytest.mark.parametrize(("name", "again"), [("播放量", "播放量"), ("Просмотры", "ПРОСМОТРЫ"), ("# of views", "Views")])
def test_a_name_may_begin_with_any_sign(name: str, again: str) -> None:
    """Letters of any script, in any case, and the name without its sign."""
    rows = f"Title,{name}\nfirst,212\nTitle,{again}\nsecond,299\n"
    reading = read_files([("sheet.csv", rows.encode())])
    assert reading.videos["views"].tolist() == [212, 299]
    assert reading.files[0].set_aside["reason"].tolist() == ["it repeats the header row"]
