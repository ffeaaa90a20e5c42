"""Reports of several accounts at once."""

import io
import zipfile

import pandas as pd

from tests.report.making import HOSTILE, WHEN, Page
from worthsaving import schema
from worthsaving.reading.result import Reading
from worthsaving.report import several

HANDLES = ("mila", "MILA", "../../etc/passwd", "<b>x</b>")


def reading() -> Reading:
    """A few videos of accounts whose names are alike or mean harm."""
    rows = [
        {
            "platform": "tiktok",
            "account": handle,
            "video_id": f"{place}{number}",
            "title": HOSTILE[number],
            "posted_at": pd.Timestamp("2026-09-01", tz="UTC") + pd.Timedelta(days=number),
            "observed_at": pd.Timestamp("2026-11-09", tz="UTC"),
            "views": 1000 + number,
            "saves": 3 + number,
        }
        for place, handle in enumerate(HANDLES, 1)
        for number in range(9)
    ]
    table = pd.DataFrame(rows)
    for name in ("posted_at", "observed_at"):
        table[name] = table[name].astype(schema.MOMENT)
    return Reading(videos=schema.conform(table, schema.VIDEOS))


def test_each_account_has_its_report_and_there_is_one_over_all():
    """Every file has a name of its own without a folder in it, and tells of its account alone."""
    accounts = [("tiktok", handle) for handle in HANDLES]
    with zipfile.ZipFile(io.BytesIO(several.zipped(reading(), accounts, made_at=WHEN))) as archive:
        names = archive.namelist()
        assert len({name.lower() for name in names}) == len(names) == 5
        assert not [name for name in names if "/" in name or "\\" in name or name.startswith(".")]
        whole, first = (Page(archive.read(names[place]).decode()) for place in (0, 1))
    assert all(f"@{handle}" in whole.said for handle in HANDLES)
    assert "@mila" in first.said
    assert "@MILA" not in first.said
    assert not [attrs for _, attrs in whole.elements if any(name.startswith("on") for name in attrs)]


def test_one_account_has_no_report_over_all():
    """There is nothing to compare."""
    with zipfile.ZipFile(io.BytesIO(several.zipped(reading(), [("tiktok", "mila")], made_at=WHEN))) as archive:
        assert archive.namelist() == ["mila report 2026-11-09.html"]
