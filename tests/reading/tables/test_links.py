"""What links say, read by position or by pattern."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from worthsaving.reading.tables.links import read_links

ID = "7567452107461099521"
USUAL = f"https://www.tiktok.com/@mila.bakes/video/{ID}"


def read(*links: str) -> list[tuple[str, str, str, str]]:
    found = read_links(pa.chunked_array([pa.array(links, pa.string())]))
    return list(zip(found.platform, found.id, found.account, found.media, strict=True))


@pytest.mark.parametrize(
    ("link", "says"),
    [
        (USUAL, ("tiktok", ID, "mila.bakes", "video")),
        (USUAL.replace("video", "photo"), ("tiktok", ID, "mila.bakes", "photo")),
        (f"{USUAL}?is_from_webapp=1", ("tiktok", ID, "mila.bakes", "video")),
        (f"{USUAL}/", ("tiktok", ID, "mila.bakes", "video")),
        (f"HTTPS://WWW.TIKTOK.COM/@Mila/video/{ID}", ("tiktok", ID, "Mila", "video")),
        (f"https://www.tiktokv.com/share/video/{ID}/", ("tiktok", ID, "", "video")),
        ("https://vm.tiktok.com/ZMabc/", ("tiktok", "", "", "")),
        ("https://www.instagram.com/reel/DUoA72hAAAA/", ("instagram", "", "", "video")),
        ("https://youtube.com/shorts/zED8kkYKZj4", ("youtube", "zED8kkYKZj4", "", "video")),
        ("https://youtu.be/zED8kkYKZj4", ("youtube", "zED8kkYKZj4", "", "video")),
        ("https://www.instagram.com/tinykitchen/reels/DUoA72hAAAA/", ("instagram", "", "", "video")),
        ("https://www.instagram.com/p/DWKlef5mCuX/", ("instagram", "", "", "")),
        ("https://example.org/@mila/video/1", ("", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_one_link(link: str, says: tuple[str, str, str, str]) -> None:
    """Platform, id, account and kind, "" for what it does not say; beside a usual link nothing changes."""
    assert read(link) == [says]
    assert read(USUAL, link)[1] == says


def test_the_quick_way_gives_the_numbers_too() -> None:
    """Where all are usual the ids come as numbers, and several accounts stay apart."""
    other = USUAL.replace("mila.bakes", "tom").replace(ID, "7590211998156062722")
    found = read_links(pa.chunked_array([pa.array([USUAL, other])]))
    assert found.numbers is not None
    assert found.numbers.tolist() == [int(ID), 7590211998156062722]
    assert found.account.tolist() == ["mila.bakes", "tom"]


@pytest.mark.parametrize("end", ["9999999999999999999", "756745210746109952x", "0x67452107461099521"])
def test_digits_that_are_no_number_go_the_careful_way(end: str) -> None:
    """More than a number holds, a letter among them: no number is made up."""
    found = read_links(
        pa.chunked_array(
            [pa.array([f"https://www.tiktok.com/@a/video/{ID}", f"https://www.tiktok.com/@a/video/{end}"])]
        )
    )
    assert found.numbers is None
    assert found.id[0] == ID


def test_many_rows_in_several_pieces() -> None:
    """Position and pattern agree on a long column."""
    ids = np.int64(ID) + np.arange(150_000)
    links = pa.chunked_array(
        [
            [f"https://www.tiktok.com/@a/video/{i}" for i in ids[:70_000]],
            [f"https://www.tiktok.com/@a/video/{i}" for i in ids[70_000:]],
        ]
    )
    found = read_links(links)
    assert found.numbers is not None
    assert (found.numbers == ids).all()
    assert found.id.iloc[-1] == str(ids[-1])
    assert len(found.platform) == len(found.account) == 150_000


def test_a_later_part_of_other_text_is_no_crash():
    """Cut 19 bytes from its end, a text of wide letters alone would end in half a letter."""
    good = pa.array(["https://www.tiktok.com/@mila/video/7567452112981069079"] * 2)
    other = pa.array(["сохранитьвидео"] * 3)
    assert read_links(pa.chunked_array([good, other])).id.tolist() == ["7567452112981069079"] * 2 + [""] * 3
