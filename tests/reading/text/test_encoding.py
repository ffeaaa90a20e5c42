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


@pytest.mark.parametrize(("nul", "read"), [(3, True), (4, True), (5, False)])
def test_nul_bytes_are_damage_up_to_one_in_a_thousand(nul: int, *, read: bool) -> None:
    """In 2,000 bytes: two, and one for each thousand. Damage is left out and counted; more means that it is no text."""
    line = b"title,12\n"
    data = (b"\0" * nul + line * 300)[:2000]
    if not read:
        with pytest.raises(UnreadableFile, match="not text"):
            to_utf8(data)
        return
    decoded = to_utf8(data)
    assert b"\0" not in decoded.data
    assert f"file: {nul}. They were left out" in decoded.problem


@pytest.mark.parametrize(("control", "read"), [(9, True), (10, True), (11, False)])
def test_control_characters_are_read_up_to_one_in_a_hundred(control: int, *, read: bool) -> None:
    """In 1,000 bytes."""
    data = (b"\x01" * control + b"title,12\n" * 200)[:1000]
    if read:
        assert to_utf8(data).data == data
    else:
        with pytest.raises(UnreadableFile, match="not text"):
            to_utf8(data)


@pytest.mark.parametrize(("broken", "damaged"), [(2, True), (3, True), (4, False)])
def test_up_to_three_broken_characters_leave_a_short_text_utf8(broken: int, *, damaged: bool) -> None:
    """Among 50 whole ones."""
    assert (to_utf8("保 and tea, ".encode() * 50 + b"x\xe9y " * broken).encoding == "utf-8") is damaged


@pytest.mark.parametrize(("whole", "damaged"), [(9, False), (10, True), (11, True)])
def test_a_damaged_utf8_has_five_whole_characters_for_each_broken_one(whole: int, *, damaged: bool) -> None:
    """Two broken ones among 9, 10 and 11."""
    assert (to_utf8("保 and tea, ".encode() * whole + b"x\xe9y " * 2).encoding == "utf-8") is damaged


@pytest.mark.parametrize(("nul", "encoding"), [(60, "utf-8"), (61, "utf-16-le")])
def test_utf16_without_its_mark_has_nul_at_most_second_bytes(nul: int, encoding: str) -> None:
    """At more than 60 of 100; the others are letters of another script."""
    text = "a" * nul + "ш" * (100 - nul)
    try:
        found = to_utf8(text.encode("utf-16-le")).encoding
    except UnreadableFile:
        found = "utf-8"
    assert found == encoding
