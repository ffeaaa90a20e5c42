"""JSON files, through read_files: recognised by content, flattened, read by the formats of the CSV."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.reading.json_cases import ID, as_json, web_post
from tests.reading.made import TODAY, zipped_names
from worthsaving import Reading, read_files

POSTS = {"itemList": [web_post(0), web_post(1)]}


def read(content: Any, name: str = "x.txt") -> Reading:
    return read_files([(name, content if isinstance(content, bytes) else as_json(content))], today=TODAY)


def row(reading: Reading, at: int = 0) -> dict[str, Any]:
    return {name: None if value is None else value for name, value in reading.videos.iloc[at].items()}


@pytest.mark.parametrize(
    "data",
    [
        as_json(POSTS),
        b"\xef\xbb\xbf" + as_json(POSTS),
        b" \n\r\n\t" * 40 + as_json(POSTS),
        json.dumps(POSTS).encode("utf-16"),
        json.dumps(POSTS).encode("utf-16-le"),
        json.dumps(POSTS, indent=4).encode(),
        as_json(POSTS["itemList"]),
        b"\n".join(map(as_json, POSTS["itemList"])),
        b"\r\n\r\n".join(map(as_json, POSTS["itemList"])) + b"\r\n",
        as_json([{"itemList": [post]} for post in POSTS["itemList"]]),
        as_json({"data": POSTS}),
    ],
    ids=[
        "plain", "mark", "blanks", "UTF-16", "UTF-16 without mark", "indented", "list", "lines", "Windows lines", "answers", "inside",
    ],
)  # fmt: skip
def test_the_same_posts_in_any_writing(data: bytes) -> None:
    """Whatever the encoding, the blanks and the objects around the posts."""
    (report,) = (reading := read(data)).files
    assert (report.format, report.rows, report.kept, report.problems) == ("tiktok-web-data", 2, 2, ())
    assert row(reading)["saves"] == 889
    assert list(reading.videos["views"]) == [90_233, 90_234]


def test_a_csv_and_a_json_of_the_same_posts_are_the_same_videos() -> None:
    """One declaration serves both, and the counts join into one row a video."""
    header = (
        "id,desc,createTime,stats/playCount,stats/diggCount,stats/commentCount,stats/shareCount,stats/collectCount\n"
    )
    cells = f"{ID},hello 0,1761934745,90233,3051,42,12,889\n"
    reading = read_files([("a.csv", (header + cells).encode()), ("b.json", as_json([web_post()]))], today=TODAY)
    assert [file.format for file in reading.files] == ["tiktok-web-data"] * 2
    assert len(reading.videos) == 1


def test_json_inside_a_zip_is_read() -> None:
    """Its name says where it was."""
    (report,) = (reading := read(zipped_names({"a/b.json": as_json(POSTS)}), "x.zip")).files
    assert (report.name, report.kept, len(reading.videos)) == ("x.zip/a/b.json", 2, 2)


def test_two_lists_of_posts_are_two_tables() -> None:
    """Each under the file's name and its own."""
    reading = read({**POSTS, "aweme_list": [{"aweme_id": "7574509692395752449", "statistics": {"play_count": 5}}]})
    assert [(file.name, file.format) for file in reading.files] == [
        ("x.txt/itemList", "tiktok-web-data"),
        ("x.txt/aweme_list", "tiktok-app-data"),
    ]
    assert len(reading.videos) == 3


@pytest.mark.parametrize(
    ("value", "views"),
    [(7, 7), ("7", 7), (7.0, 7), (None, None), ("", None), (12_345_678_901, 12_345_678_901), ("1,234", 1234)],
)
def test_a_count_may_be_a_number_or_a_text(value: object, views: int | None) -> None:
    """Null is unknown, never zero."""
    reading = read([web_post(stats={"playCount": value, "collectCount": 1})])
    assert [
        None if v is None or v != v else v
        for v in reading.videos["views"].astype(object).where(lambda s: s.notna(), None)
    ] == [views]


@pytest.mark.parametrize("value", [True, 1e400, 10**30, {"count": 7}, [7, 8], "many"])
def test_a_count_that_is_none_is_no_number(value: object) -> None:
    """Nothing else is taken for a count."""
    reading = read([web_post(stats={"playCount": value, "collectCount": 1}), web_post(1)])
    assert ID not in reading.videos.loc[reading.videos["views"].notna(), "video_id"].astype("int64").tolist()


def test_a_nested_list_is_one_cell() -> None:
    """Hashtags stand in one column, whatever their number."""
    (report,) = read([web_post(tags=["a", "b"], marks=[{"name": "x"}, {"name": "y"}])]).files
    assert {"tags", "marks.name"} <= set(report.ignored)


def test_records_are_numbered_from_one() -> None:
    """A row number names the record in its list."""
    (report,) = read([web_post(), {"id": "", "stats": {"playCount": "soon"}}]).files
    assert list(report.set_aside["row"]) == [2]


def test_what_is_cut_off_is_read_up_to_there_and_said() -> None:
    """Every whole record counts, and the one that is cut does not."""
    data = as_json({"itemList": [web_post(at) for at in range(9)]})
    for size in range(len(data) // 2, len(data) - 1, 37):
        (report,) = (reading := read(data[:size])).files
        assert report.kept == len(reading.videos) == data[:size].count(b'"collectCount": 889}}')
        assert "ends in the middle" in report.problems[0]


def test_comments_are_not_posts() -> None:
    """A list of texts with likes is read only where its place says that it holds posts."""
    (report,) = (reading := read({"comments": [{"text": "nice", "like_count": 3}], "id": "1"})).files
    assert (report.format, len(reading.videos)) == (None, 0)


def test_unknown_fields_are_asked_about() -> None:
    """A list of records whose fields nobody knows can be mapped by hand, as a table can."""
    (report,) = read([{"foo": "x", "bar": 3}]).files
    assert (report.asks, report.header) == (("columns",), ("foo", "bar"))


def test_an_account_takeout_is_refused_wherever_its_words_stand() -> None:
    """Also far behind the beginning, and under another name."""
    (report,) = read({"x": "y" * 100_000, "Direct Messages": {"a": 1}, **POSTS}).files
    assert "private messages" in report.problems[0]
    assert read([web_post(desc='a "Like List"')]).files[0].kept == 1


def test_python_s_nan_is_unknown() -> None:
    """JSON has no such number, but Python writes it; a text that names it stays as it is."""
    titles = ['say "NaN, NaN": NaN, x', "back\\", "NaN"]
    data = json.dumps([{"title": title, "views": float("nan"), "saves": 5} for title in titles]).encode()
    reading = read(data.replace(b"5}", b"-Infinity}", 1))
    assert not len(reading.files[0].set_aside)
    assert list(reading.videos["title"]) == titles
    assert reading.videos["views"].isna().all()
    assert list(reading.videos["saves"].fillna(-1)) == [-1, 5, 5]


@pytest.mark.parametrize(("size", "refused"), [(198, False), (199, False), (200, True)])
def test_a_text_without_end_is_not_read(size: int, *, refused: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes several times its size in memory; at the bound, one less and one more, wherever it stands."""
    monkeypatch.setattr("worthsaving.reading.json.tables.LONGEST_TEXT", 200)
    for posts in ([web_post(desc="x" * size)], [web_post(0), web_post(1, desc="x" * size)]):
        (report,) = read(posts).files
        assert ("One text or list of this JSON" in "".join(report.problems)) is refused
