"""Older encodings, told from a few titles."""

from __future__ import annotations

import pytest

from worthsaving.data.load import declared
from worthsaving.reading.text.encoding import to_utf8
from worthsaving.reading.text.legacy_encoding import guess_encoding

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
    assert guess_encoding(f"{TITLES[encoding]},1\n".encode(encoding)) == encoding


@pytest.mark.parametrize("encoding", TITLES)
def test_a_whole_file_comes_through(encoding: str) -> None:
    """The file reads as it was written, and the report says whose letters they are."""
    text = "title,views\n" + f"{TITLES[encoding]},12\n" * 3
    decoded = to_utf8(text.encode(encoding))
    assert decoded.data.decode() == text
    assert declared("letters")[encoding] in decoded.problem


def test_a_single_odd_byte_is_taken_as_western() -> None:
    """Too little to guess from."""
    assert guess_encoding(b"4,5,\xa9") == "cp1252"


@pytest.mark.parametrize("title", ["保存数の多い動画", "東京駅前店限定商品", "夏休み旅行計画まとめ", "新作レシピ集"])
def test_titles_that_are_mostly_kanji_are_japanese(title: str) -> None:
    """Kana are not needed to tell."""
    assert guess_encoding(f"{title},1\n".encode("cp932") * 5) == "cp932"


@pytest.mark.parametrize("title", ["It’s what I’d call “the one” – isn’t it?", "“Ça va”, ’twas… “Été” – “à bientôt”"])
def test_curly_quotes_are_western(title: str) -> None:
    """A quote before a letter is a pair of bytes that could be a kanji."""
    assert guess_encoding(f"{title},1\n".encode("cp1252") * 5) == "cp1252"


@pytest.mark.parametrize(("letters", "encoding"), [(3, "cp1252"), (4, "cp932"), (5, "cp932")])
def test_fewer_than_four_bytes_beyond_ascii_are_western(letters: int, encoding: str) -> None:
    """A kana with one such byte each: four are enough to tell."""
    assert guess_encoding("ソ".encode("cp932") * letters + b",1\n") == encoding


@pytest.mark.parametrize(("pairs", "japanese"), [(2, False), (3, True), (4, True)])
def test_three_pairs_of_bytes_are_enough_for_east_asian(pairs: int, *, japanese: bool) -> None:
    """Kana of two such bytes each."""
    assert (guess_encoding("はじめて".encode("cp932")[: 2 * pairs] + b",1\n") == "cp932") is japanese
