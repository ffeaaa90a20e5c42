"""Our own export dropped in again, as it was and as somebody else may have changed it."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.reading.made import TODAY, table
from worthsaving import read_files, schema

HEADER = [column.name for column in schema.VIDEOS]
PICTURE = "![m](https://evil.example/m.png)"


def own(*rows: dict[str, object]) -> bytes:
    """An export of ours with these values; what is not given is blank."""
    plain = {"video_id": "", "views": 100, "saves": 1, "title": "Soup", "source": "plain-videos"}
    return table(HEADER, *[[{**plain, **row}.get(name, "") for name in HEADER] for row in rows]).encode()


def read(*rows: dict[str, object]) -> pd.DataFrame:
    """The videos of such an export."""
    reading = read_files([("videos.csv", own(*rows))], today=TODAY)
    assert [file.format for file in reading.files] == ["worthsaving-videos"]
    return reading.videos


def test_every_word_of_ours_stays() -> None:
    """All platforms and kinds that there are read back as they were written."""
    pairs = [
        (platform, media) for platform in ("", "tiktok", "x", "a network of 2031") for media in ("", *schema.MEDIA)
    ]
    videos = read(*({"platform": p, "media": m, "title": f"{p} {m}"} for p, m in pairs))
    assert sorted(zip(videos["platform"], videos["media"], strict=True)) == sorted(pairs)


@pytest.mark.parametrize("column", ["platform", "media"])
@pytest.mark.parametrize(
    "hostile",
    [
        PICTURE,
        "=tiktok",
        "'=1+1",
        "<b>tiktok</b>",
        "TikTok ",
        "video, photo",
        ":red[video]",
        "x" * 5000,
        "\u202etiktok",
    ],
)
def test_a_word_that_is_none_of_ours_goes(column: str, hostile: str) -> None:
    """Anything but the closed vocabularies becomes empty; the video itself stays, with its counts."""
    known = {"platform": "tiktok", "media": "video"}[column]
    videos = read({column: hostile}, {column: known, "title": "Bread"})
    assert videos.set_index("title")[column].to_dict() == {"Soup": "", "Bread": known}
    assert videos["saves"].tolist() == [1, 1]
    assert videos[column].dtype == "str"


def faults(*rows: tuple[int, int]) -> list[str]:
    """The problems of a sheet whose rows have these views and saves; its second row is a total, set aside."""
    sheet = table(["Title", "Views", "Saves"], ["t0", *rows[0]], ["Total", 99, 99], *(["t", *row] for row in rows[1:]))
    return list(read_files([("x.csv", sheet.encode())], today=TODAY).files[0].problems)


@pytest.mark.parametrize(("saves", "named"), [(4, False), (5, False), (6, True)])
def test_only_more_saves_than_views_cannot_be_right(saves: int, *, named: bool) -> None:
    """As many are possible."""
    assert any("more saves than views" in text for text in faults((5, saves))) is named


def test_the_rows_with_more_saves_than_views_are_named_as_the_file_numbers_them() -> None:
    """The header is row 1, and a row that was set aside counts."""
    (one,) = faults((5, 1), (5, 6), (5, 1))
    assert one.startswith("A video has more saves than views (row 4)")
    (several,) = faults((5, 6), (5, 1), (5, 7))
    assert several.startswith("2 videos have more saves than views (rows 2 and 5)")
