"""Older encodings, told from a few titles."""

from __future__ import annotations

import pytest

from worthsaving.reading.encoding import to_utf8
from worthsaving.reading.legacy import guess

TITLES = {
    "cp932": "今日のパン作り、はじめての酵母",
    "cp949": "오늘의 빵 만들기",
    "gb18030": "今天做面包的第一天",
    "big5hkscs": "今天做麵包的第一天",
    "cp1251": "Пирог с вишней и другие рецепты на каждый день",
    "cp1252": "Café crème brûlée à la façon de grand-mère",
}


@pytest.mark.parametrize("encoding", TITLES)
def test_one_title_is_enough_to_tell(encoding: str) -> None:
    """Each encoding by a single title of its language."""
    assert guess(f"{TITLES[encoding]},1\n".encode(encoding)) == encoding


@pytest.mark.parametrize("encoding", TITLES)
def test_a_whole_file_comes_through(encoding: str) -> None:
    """The file reads as it was written, and the report names the encoding."""
    text = "title,views\n" + f"{TITLES[encoding]},12\n" * 3
    decoded = to_utf8(text.encode(encoding))
    assert decoded.data.decode() == text
    assert encoding in decoded.problem


def test_a_single_odd_byte_is_taken_as_western() -> None:
    """Too little to guess from."""
    assert guess(b"4,5,\xa9") == "cp1252"
