"""Tests for posts that a sheet lists before they are posted."""

import pytest

from worthsaving import read_files
from worthsaving.data.load import declared
from worthsaving.reading.result import Reading

WORDS = declared("words")["not_posted"]


def sheet(rows: str, header: str = "Status") -> Reading:
    return read_files(
        [("sheet.csv", f"Title,{header},Posted,Views,Saves\nsoup,Live,2026-03-01,100,5\n{rows}".encode())]
    )


@pytest.mark.parametrize("word", WORDS["words"])
def test_a_draft_is_no_post(word: str) -> None:
    """By every word for it, in any case, with zeros or nothing for counts; its date to come needs no further line."""
    reading = sheet(f"bread,{word.upper()},2099-01-01,0,\ncake, {word} ,,,0.0\n")
    assert reading.videos["title"].tolist() == ["soup"]
    assert reading.files[0].set_aside["row"].tolist() == [3, 4]
    assert "not posted yet" in reading.files[0].set_aside["reason"][0]
    assert "future" not in " ".join(reading.files[0].problems)


@pytest.mark.parametrize("header", WORDS["headers"])
def test_every_column_that_says_so_is_looked_at(header: str) -> None:
    """Other columns may hold such a word and mean something else."""
    assert len(sheet("bread,Draft,,0,0\n", header).videos) == 1
    assert len(sheet("bread,Draft,,0,0\n", f"{header} of the shop").videos) == 2


@pytest.mark.parametrize("row", ["bread,Draft,2026-03-04,90,0\n", "bread,Draft,2026-03-04,,4\n", "bread,Live,,0,0\n"])
def test_what_is_counted_is_a_post(row: str) -> None:
    """A status that nobody changed takes no count away, and a post without views stays one."""
    assert sheet(row).videos["title"].tolist() == ["soup", "bread"]
