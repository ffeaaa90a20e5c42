"""The fast reader gives what the careful one gives."""

from __future__ import annotations

import random

import pytest

from worthsaving import UnreadableFile
from worthsaving.reading.text import parse, quotes
from worthsaving.reading.text.parse import read_columns
from worthsaving.reading.text.records import records

CELLS = ["a", '"b"', '"c,d"', '"e""f"', '"g\nh"', "", '5"', 'x"y"z', '"he "s" y"']


@pytest.mark.parametrize("seed", range(12))
def test_both_readers_agree_on_stray_quotes(seed: int) -> None:
    """Whatever mixture of quoted, unquoted and badly quoted cells: the same cells under the same numbers."""
    chance = random.Random(seed)
    for _ in range(40):
        width = chance.randint(2, 4)
        lines = [",".join(chance.choice(CELLS) for _ in range(width)) for _ in range(chance.randint(1, 5))]
        text = "\n".join(lines) + "\n"
        found = read_columns(text.encode(), 0, ",", width)
        read = zip(
            found.rows.tolist(), zip(*(column.to_pylist() for column in found.table.columns), strict=True), strict=True
        )
        careful = {record.number: record.cells for record in records(text, ",")}
        assert {number: careful[number] for number in found.rows.tolist() if number in careful} == {
            number: cells for number, cells in read if number in careful
        }


def test_records_of_another_width_come_back_with_number_and_text() -> None:
    """Nothing is dropped."""
    found = read_columns(b"1,2\n\n3\n4,5\n6,7,8\n", 0, ",", 2)
    assert found.rows.tolist() == [1, 4]
    assert [(record.number, record.text) for record in found.odd] == [(3, "3"), (5, "6,7,8")]


def test_too_many_of_them_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is mostly broken is not read row by row."""
    monkeypatch.setattr(parse, "MOST_ODD", 3)
    with pytest.raises(UnreadableFile, match="do not have 2 cells"):
        read_columns(b"1,2\n" + b"3\n" * 4, 0, ",", 2)


def test_a_record_longer_than_a_block_is_read() -> None:
    """A long caption is no reason to refuse."""
    cell = "line\n" * 2_000_000
    found = read_columns(f'1,"{cell}"\n2,b\n'.encode(), 0, ",", 2)
    assert found.table.column(1)[0].as_py() == cell


def test_a_file_of_many_segments_reads_as_one_of_a_single_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read on several cores: same cells, same numbers, same odd records, in order."""
    lines = [f'{n},"caption {n}\nof "two" lines",{n}' if n % 7 else f"{n},short" for n in range(5000)]
    data = "\n\n".join(lines).encode()
    whole = read_columns(data, 0, ",", 3)
    monkeypatch.setattr(quotes, "BLOCK", 2048)
    monkeypatch.setattr(quotes, "SEGMENT", 8192)
    parted = read_columns(data, 0, ",", 3)
    assert parted.table.equals(whole.table)
    assert parted.rows.tolist() == whole.rows.tolist()
    assert parted.odd == whole.odd
    assert [record.number for record in whole.odd[:2]] == [1, 15]


def test_too_many_odd_records_in_all_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where no segment alone has too many."""
    monkeypatch.setattr(parse, "MOST_ODD", 20)
    monkeypatch.setattr(quotes, "BLOCK", 64)
    monkeypatch.setattr(quotes, "SEGMENT", 64)
    with pytest.raises(UnreadableFile, match="do not have 2 cells"):
        read_columns(b"1,2\n3\n" * 500, 0, ",", 2)


@pytest.mark.parametrize(("odd", "read"), [(2, True), (3, True), (4, False)])
def test_just_the_most_odd_records_are_handed_back(odd: int, *, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is refused."""
    monkeypatch.setattr(parse, "MOST_ODD", 3)
    data = b"1,2\n" + b"3\n" * odd
    if read:
        assert len(read_columns(data, 0, ",", 2).odd) == odd
    else:
        with pytest.raises(UnreadableFile, match="do not have 2 cells"):
            read_columns(data, 0, ",", 2)


@pytest.mark.parametrize(("most", "read"), [(5, False), (6, True), (7, True)])
def test_just_the_most_cells_are_read(most: int, *, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three records of two."""
    monkeypatch.setattr(parse, "MOST_CELLS", most)
    if read:
        assert len(read_columns(b"1,2\n3,4\n5,6\n", 0, ",", 2).rows) == 3
    else:
        with pytest.raises(UnreadableFile, match="more than 5 cells"):
            read_columns(b"1,2\n3,4\n5,6\n", 0, ",", 2)
