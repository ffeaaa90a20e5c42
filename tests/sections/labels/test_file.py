"""Which posts the rows of a file of labels name."""

import pytest

from worthsaving.reading import read_files
from worthsaving.sections.labels import file

WATCH = "https://www.youtube.com/watch?v="
ELSEWHERE = "https://example.com/post.php?story="
TIKTOK = 7_500_000_000_000_000_001


def reading(*links: str):
    """A sheet with a row for each of these links."""
    rows = "".join(f"{link},Soup {number},2026-01-0{number + 1},100,3,1,5\n" for number, link in enumerate(links))
    return read_files([("sheet.csv", f"Link,Caption,Posted,Views,Likes,Comments,Saves\n{rows}".encode())])


def labelled(rows: list[str], known, columns: str = "link,label,value") -> dict[str, str]:
    """The value of each post that these rows name, and how they are called."""
    found, _ = file.read("\n".join([columns, *rows]).encode(), known)
    return dict(zip(found["post"], found["value"], strict=True))


def test_a_link_whose_question_mark_names_the_post_names_no_other():
    """A file of labels may name posts that are not there; the one video of the site is none of them."""
    rows = [f"{WATCH}BBBBBBBBBBB,Mood,sad", f"{WATCH}AAAAAAAAAAA&t=3,Mood,happy"]
    assert labelled(rows, reading(f"{WATCH}AAAAAAAAAAA")) == {"BBBBBBBBBBB": "sad", "AAAAAAAAAAA": "happy"}


def test_a_link_on_an_unknown_site_names_the_post_with_just_that_link():
    known = reading(f"{ELSEWHERE}1", f"https://www.tiktok.com/@tiny/video/{TIKTOK}")
    (value,) = labelled([f"{ELSEWHERE}1#top,Mood,happy", f"{ELSEWHERE}2,Mood,sad"], known).values()
    assert value == "happy"


@pytest.mark.parametrize(
    ("row", "whose"),
    [
        (f"{TIKTOK},,", ("tiktok", "tiny")),
        (f"{TIKTOK},TikTok,", ("tiktok", "tiny")),
        (f"{TIKTOK},douyin,", ("douyin", "")),
        ("1234,,", ("", "")),
    ],
)
def test_an_id_alone_is_that_of_the_account_with_this_post(row, whose):
    """So that the label goes with its account, also from a library."""
    known = reading(f"https://www.tiktok.com/@tiny/video/{TIKTOK}")
    found, _ = file.read(f"id,platform,account,label,value\n{row},Mood,happy\n".encode(), known)
    assert tuple(found[["platform", "account"]].iloc[0]) == whose


def test_a_file_that_is_too_large_says_so(monkeypatch):
    monkeypatch.setattr(file, "MOST_BYTES", 1_000_000)
    with pytest.raises(file.NoLabels, match="may have 1 MB, and this one has 2 MB"):
        file.read(b"id,label,value\n" + b"1,a,b\n" * 400_000, reading(f"{WATCH}AAAAAAAAAAA"))
