"""Files that hold no table, told by how they begin. (Each declared kind is tried in test_refusals.)"""

from __future__ import annotations

import pytest

from worthsaving.reading.container import file_type


@pytest.mark.parametrize("data", [b"BM,Views,Saves\na,1,2\n", b"", b"Title,Views\n", b"GIF,Views\n", b"%,Views\n"])
def test_ordinary_text_is_no_picture(data: bytes) -> None:
    """Also where it begins with the letters that a picture begins with."""
    assert file_type.not_a_table(data) is None


def test_a_picture_is_told_by_its_first_bytes_not_by_its_name() -> None:
    """A bitmap has zeros among them."""
    assert "picture" in (file_type.not_a_table(b"BM\x36\0\0\0" + b"\0" * 60) or "")


@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n  ", " \t"])
@pytest.mark.parametrize("text", ["<!DOCTYPE html>", "<HTML lang=en>", '<?xml version="1.0"?>'])
def test_a_web_page_is_one_in_any_case_and_after_blanks(before: str, text: str) -> None:
    """As programs write it."""
    assert "web page" in (file_type.not_a_table_text(before + text) or "")


@pytest.mark.parametrize(
    "text", ["<3 my dog,5\n", "{a,b\n1,2\n", "[x],Views\n", "Title,Views\n<html>,5\n", "Date: yes,Views\n"]
)
def test_a_caption_that_looks_like_code_is_a_caption(text: str) -> None:
    """Only how the whole file begins says what it is."""
    assert file_type.not_a_table_text(text) is None


@pytest.mark.parametrize("text", ['{"a": 1}', '[{"a": 1}]', "[]", "{}", '[\n  {"views": 1}\n]'])
def test_data_for_programs_is_named(text: str) -> None:
    """Also empty and over several lines."""
    assert "JSON" in (file_type.not_a_table_text(text) or "")


@pytest.mark.parametrize(
    ("name", "so"),
    [
        ("user_data_tiktok.json", True),
        ("TikTok/Like List.txt", True),
        ("Posts.txt", True),
        ("My Posts.txt", False),
        ("Posts.csv", False),
        ("user_data.csv", False),
    ],
)
def test_a_takeout_is_told_by_names_that_only_it_has(name: str, *, so: bool) -> None:
    """A user's own file of nearly that name is read."""
    assert file_type.is_takeout(name) is so


def test_an_office_document_is_told_by_what_is_in_it() -> None:
    """A ZIP of exports that has a folder of another name is none."""
    assert "Word" in (file_type.office_refusal(["[Content_Types].xml", "word/document.xml"]) or "")
    assert file_type.office_refusal(["words/Content.csv", "a.csv"]) is None
