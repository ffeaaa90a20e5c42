"""Containers: unpacked within a cap, refused with a sentence."""

from __future__ import annotations

import gzip

import pytest

from tests.reading.made import xlsx, zipped, zipped_names, zipped_twice
from worthsaving.reading.container import archive
from worthsaving.reading.container.archive import unpack


def test_zip_members_get_their_own_name_and_mac_junk_is_passed_over() -> None:
    """A member is named after its archive; __MACOSX, dot files and folders are nobody's export."""
    data = zipped_names({"__MACOSX/._a.csv": b"x", ".DS_Store": b"x", "in/Content.csv": b"a,b\n1,2", "b.csv": b"c"})
    assert [(part.name, part.data) for part in unpack("my.zip", data)] == [
        ("my.zip/in/Content.csv", b"a,b\n1,2"),
        ("my.zip/b.csv", b"c"),
    ]


def test_files_of_one_name_are_told_apart() -> None:
    """The second one has its number behind its name."""
    parts = unpack("my.zip", zipped_twice("a.csv", b"a,b", b"c,d"))
    assert [(part.name, part.data) for part in parts] == [("my.zip/a.csv", b"a,b"), ("my.zip/a.csv (2)", b"c,d")]


def test_a_zip_in_a_zip_is_opened_once() -> None:
    """One level inside is opened; a second one is refused."""
    inner = zipped(a_csv=b"a,b")
    assert [part.data for part in unpack("o.zip", zipped_names({"i.zip": inner}))] == [b"a,b"]
    deep = unpack("o.zip", zipped_names({"i.zip": zipped_names({"j.zip": inner})}))
    assert "Unpack it" in deep[0].refusal


def test_gzip_is_unpacked() -> None:
    """A gzip file is the file in it."""
    assert unpack("a.csv.gz", gzip.compress(b"a,b\n1,2"))[0].data == b"a,b\n1,2"


@pytest.mark.parametrize("bomb", [zipped_names({"a.csv": b"0" * 5_000_000}), gzip.compress(b"0" * 5_000_000)])
def test_more_than_a_hundredfold_is_left_packed(bomb: bytes) -> None:
    """An archive that would unpack to over 100 times its size is refused."""
    parts = unpack("bomb", bomb)
    assert len(parts) == 1
    assert "left packed" in parts[0].refusal


@pytest.mark.parametrize(
    "data",
    [
        zipped(a_csv=b"a,b\n" * 90)[:60],
        gzip.compress(b"a,b\n" * 90)[:20],
        xlsx([["a", "b"], [1, 2]])[:900],
        b"PK\x03\x04nonsense",
    ],
)
def test_damaged_containers_say_download_again(data: bytes) -> None:
    """A cut-off archive is named as that."""
    refusal = unpack("x", data)[0].refusal
    assert "Download it again" in refusal or "Export it again" in refusal


def test_sheets_of_a_workbook_are_separate_files() -> None:
    """One sheet keeps the file's name; several are named after their sheets; cells are text."""
    assert unpack("x.xlsx", xlsx([["a", "b"], [1, 2.5]]))[0].rows == [["a", "b"], ["1", "2.5"]]
    assert [part.name for part in unpack("x.xlsx", xlsx([["a"]], [["b"]]))] == ["x.xlsx/Sheet 1", "x.xlsx/Sheet 2"]


def test_long_numbers_of_a_workbook_are_not_passed_off_as_ids() -> None:
    """A 19-digit number in a sheet has lost digits: it comes in a form that no id has."""
    rows = unpack("x.xlsx", xlsx([["id"], [7527623000473079054]]))[0].rows
    assert rows is not None
    assert rows[1] == ["7.527623e+18"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("me.csv", b"\xff\xd8\xff\xe0" + b"x" * 50, "picture"),
        ("clip.csv", b"\x00\x00\x00\x20ftypisom" + b"\0" * 50, "video or photo"),
        ("a.pdf", b"%PDF-1.7\n", "PDF"),
        ("user_data_tiktok.json", b'{"Post": {}}', "private messages"),
        ("t.zip", zipped_names({"TikTok/Like List.txt": b"Date: x"}), "private messages"),
        ("d.docx", zipped_names({"word/document.xml": b"<a/>"}), "Word document"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    ],
)
def test_other_files_are_named_for_what_they_are(name: str, data: bytes, says: str) -> None:
    """The user hears what the file really is."""
    assert says in unpack(name, data)[0].refusal


@pytest.mark.parametrize(("times", "left_packed"), [(-1, False), (0, False), (1, True)])
def test_exactly_a_hundredfold_is_unpacked(times: int, *, left_packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ZIP member of one byte less, as many and one more than the bound."""
    size = 20_000
    data = zipped_names({"a.csv": b"0" * size})
    monkeypatch.setattr(archive, "MOST_BYTES", size - times)
    monkeypatch.setattr(archive, "TIMES", size)
    assert ("left packed" in unpack("a.zip", data)[0].refusal) is left_packed
    monkeypatch.setattr(archive, "MOST_BYTES", size * size)
    assert "left packed" not in unpack("a.zip", data)[0].refusal


@pytest.mark.parametrize(("byte", "read"), [(-1, False), (0, True), (1, True)])
def test_the_bound_is_a_multiple_of_the_packed_size(byte: int, *, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the size of the ZIP, and a member a byte larger, as large and a byte smaller."""
    data = zipped_names({"a.csv": b"0" * 1000})
    monkeypatch.setattr(archive, "TIMES", (1000 + byte) / len(data))
    assert (unpack("a.zip", data)[0].refusal == "") is read


@pytest.mark.parametrize(("members", "read"), [(299, True), (300, True), (301, False)])
def test_three_hundred_members_are_the_most(members: int, *, read: bool) -> None:
    """Studio's ZIPs have seven at most."""
    parts = unpack("a.zip", zipped_names({f"{at}.csv": b"a,b\n1,2" * 9 for at in range(members)}))
    assert (len(parts) == members) is read


@pytest.mark.parametrize(("size", "refused"), [(9, False), (10, False), (11, True)])
def test_a_file_of_just_the_largest_size_is_read(size: int, *, refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte more is too much."""
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    assert bool(archive.too_large(size)) is refused
