"""Bytes in any encoding become UTF-8."""

from __future__ import annotations

import pytest

from worthsaving.errors import UnreadableFile
from worthsaving.reading.text.encoding import to_utf8

TEXT = "Título,Просмотры\nñandú 保存,12\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_comes_through(encoding: str) -> None:
    """UTF-8, 16 and 32, with or without a mark, give the same text."""
    text = TEXT if encoding != "utf-16-le" else "Title,Views,Saves and more\nsome plain words,12,3\n"
    assert to_utf8(text.encode(encoding)).head(1000) == text


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("cp1252", "Café crème brûlée à la façon de grand-mère"),
        ("cp1251", "Пирог с вишней и другие рецепты на каждый день"),
    ],
)
def test_older_encodings_are_guessed_and_said(encoding: str, line: str) -> None:
    """A file in an older encoding is read, and the report says so."""
    decoded = to_utf8(f"title,views\n{line},1\n".encode(encoding))
    assert line in decoded.data.decode()
    assert "older way of writing letters" in decoded.problem


def test_one_broken_byte_keeps_the_rest() -> None:
    """One damaged byte does not turn a UTF-8 file into another encoding."""
    text = "title,views\n" + "яблочный пирог,1\n" * 20
    data = bytearray(text.encode())
    data[14] = 0xFF
    decoded = to_utf8(bytes(data))
    assert decoded.encoding == "utf-8"
    assert "Damaged characters in this file: 2." in decoded.problem
    assert decoded.data.decode().count("яблочный пирог") == 19


def test_bytes_that_are_no_text_are_refused() -> None:
    """Binary data is not guessed at."""
    with pytest.raises(UnreadableFile):
        to_utf8(bytes(range(256)) * 10)
