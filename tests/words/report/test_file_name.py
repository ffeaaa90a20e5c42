"""Names of the files that are handed out."""

import datetime as dt

import pytest

from worthsaving.words.report.file_name import LONGEST, file_name

DAY = dt.date(2026, 11, 9)


@pytest.mark.parametrize(
    ("accounts", "name"),
    [
        ((("tiktok", "tiny.kitchen"),), "tiny.kitchen report 2026-11-09.html"),
        ((("tiktok", "a"), ("instagram", "b")), "2 accounts report 2026-11-09.html"),
        ((), "account report 2026-11-09.html"),
        ((("tiktok", ""),), "account report 2026-11-09.html"),
        ((("tiktok", "../../etc/passwd"),), "etc-passwd report 2026-11-09.html"),
        ((("tiktok", "<script>"),), "script report 2026-11-09.html"),
        ((("douyin", "猫的厨房"),), "猫的厨房 report 2026-11-09.html"),
    ],
)
def test_account_and_day_stand_in_it(accounts, name):
    """A handle is text from a file: nothing of it can lead elsewhere."""
    assert file_name("report", "html", accounts=accounts, day=DAY) == name


def test_no_day_and_a_long_handle():
    """Where no day is known none is named; a handle is cut."""
    assert file_name("videos", "csv", accounts=(("x", "y"),), day=None) == "y videos.csv"
    assert len(file_name("videos", "csv", accounts=(("x", "y" * 900),), day=DAY)) < LONGEST + 30
