"""Which video a row is: platform, id, account and kind."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.reading.made import TODAY, business, link, studio, table, video_id
from worthsaving import read_files

REEL = "https://www.instagram.com/reel/DUoA72hAAAA/"


def read(data: bytes | str, name: str = "x.csv") -> pd.DataFrame:
    """The videos of one file."""
    return read_files([(name, data.encode() if isinstance(data, str) else data)], today=TODAY).videos


def plain(header: list[str], *rows: list[object]) -> pd.DataFrame:
    """The videos of a hand-made sheet that has views."""
    return read(table([*header, "Views"], *[[*row, at] for at, row in enumerate(rows, start=1)]))


def test_the_id_in_a_link_goes_before_the_id_column() -> None:
    """A spreadsheet rounds a number and leaves a link alone."""
    row = plain(["Video ID", "Link"], ["7.52762E+18", link(TODAY)], ["123", link(TODAY, 2)]).sort_values("views")
    assert row["video_id"].tolist() == [video_id(TODAY), video_id(TODAY, 2)]


@pytest.mark.parametrize("cell", ["undefined", "", "--", "7.52762E+18"])
def test_what_is_no_id_is_no_id(cell: str) -> None:
    """Words for no data, blanks and rounded numbers leave it empty."""
    assert plain(["Title", "Video ID"], ["a", cell])["video_id"].tolist() == [""]


def test_an_apostrophe_before_an_id_goes() -> None:
    """People put one there so that a spreadsheet keeps the digits."""
    assert plain(["Title", "Video ID"], ["a", f"'{video_id(TODAY)}"])["video_id"].tolist() == [video_id(TODAY)]


def test_a_platform_comes_from_the_link_the_column_or_the_ids_shape() -> None:
    """In this order; a network that we know nothing about keeps its name, a text that is no name is none."""
    rows = plain(
        ["Link", "Platform", "Video ID"],
        [REEL, "TikTok", ""],
        ["", " TikTok ", "a"],
        ["", "MySpace", "b"],
        ["", "n/a", "c"],
        ["", "=1+1", "d"],
        ["", "", video_id(TODAY)],
    ).sort_values("views")  # fmt: skip
    assert rows["platform"].tolist() == ["instagram", "tiktok", "myspace", "", "", "tiktok"]


def test_rows_without_an_account_are_of_the_only_one_in_the_file() -> None:
    """A short link tells no account, but the file is one account's."""
    rows = [
        [title, where, "2025/10/31 18:19:10", 9, 8, 7, 6, 5]
        for title, where in (("a", link(TODAY)), ("b", "https://vm.tiktok.com/ZM/"))
    ]
    assert set(read(business(*rows))["account"]) == {"mila.bakes"}


def test_of_two_accounts_none_is_given_to_a_row_without() -> None:
    """It could be either's."""
    rows = [
        ["a", where, "2025/10/31 18:19:10", at, 8, 7, 6, 5]
        for at, where in enumerate((link(TODAY), link(TODAY, 2, "other"), "https://vm.tiktok.com/ZM/"))
    ]
    assert read(business(*rows)).sort_values("views")["account"].tolist() == ["mila.bakes", "other", ""]


def test_the_files_name_gives_the_account_where_nothing_else_does() -> None:
    """Studio names its ZIPs after the account."""
    data = studio(["May 2", "a", "https://vm.tiktok.com/ZM/", "April 3", 1, 1, 1, 1])
    assert read(data, "Content_2026-02-10_1772000000_mila.csv")["account"].tolist() == ["mila"]


def test_an_account_has_no_at_sign() -> None:
    """Written either way it is one account."""
    assert plain(["Title", "Account"], ["a", "@mila"], ["b", " mila "])["account"].tolist() == ["mila", "mila"]


@pytest.mark.parametrize(
    ("said", "where", "kind"),
    [
        ("IG carousel", REEL, "carousel"),
        ("Reels", "", "video"),
        ("poem", link(TODAY), "video"),
        ("", "", ""),
        ("Text", "", "text"),
        ("TEXT_POST", "https://www.threads.com/@a/post/DAbCdEfGhIj", "text"),
        ("文字", "", "text"),
        ("CAROUSEL_ALBUM", "", "carousel"),
        ("Text with link", "", ""),
    ],
)
def test_a_kind_comes_from_the_column_or_the_link(said: str, where: str, kind: str) -> None:
    """What the platform calls it, in any case; a word that is no kind leaves it to the link."""
    assert plain(["Title", "Link", "Post type"], ["a", where, said])["media"].tolist() == [kind]


def test_a_rounded_id_is_told_only_where_the_link_has_none() -> None:
    """With a whole link nothing is lost."""

    def noted(where: str) -> bool:
        data = table(["Video ID", "Link", "Views"], ["7.52762E+18", where, 5]).encode()
        return any("rounded" in text for text in read_files([("x.csv", data)], today=TODAY).files[0].problems)

    assert noted("")
    assert not noted(link(TODAY))


def test_in_a_sheet_of_anybodys_videos_no_account_is_filled_in() -> None:
    """Only an export is known to be of one account."""
    rows = plain(["Title", "Account"], ["a", "mila"], ["b", ""]).sort_values("title")
    assert rows["account"].tolist() == ["mila", ""]


def test_only_a_tiktok_id_tells_when_it_was_given_out() -> None:
    """Nineteen digits of another platform are no moment."""
    rows = plain(
        ["Title", "Platform", "Video ID"], ["a", "tiktok", video_id(TODAY)], ["b", "instagram", video_id(TODAY, 2)]
    )
    assert rows.sort_values("title")["posted_at"].isna().tolist() == [False, True]
