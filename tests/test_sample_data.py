"""The sample exports: made by their script to the byte, and in the shapes real exports have."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ROOT
from worthsaving import read_files

SAMPLES = ROOT / "sample_data"
SOURCES = {".gitattributes", "README.md", "account.toml", "draws.py", "kitchen.py", "make.py", "year.py"}
COMMITTED = sorted(p.name for p in SAMPLES.iterdir() if p.is_file() and p.name not in SOURCES)
EXPORTED = datetime(2026, 11, 9, 14, 5, 31, tzinfo=UTC)
STUDIO_HEADERS = {
    "Content.csv": '"Time","Video title","Video link","Post time",'
    '"Total likes","Total comments","Total shares","Total views"',
    "Overview.csv": '"Date","Video Views","Profile Views","Likes","Comments","Shares"',
    "Viewers.csv": '"Date","Total Viewers","New Viewers","Returning Viewers"',
    "FollowerHistory.csv": '"Date","Followers","Difference in followers from previous day"',
    "FollowerActivity.csv": '"Date","Hour","Active followers"',
    "FollowerGender.csv": '"Gender","Distribution"',
    "FollowerTopTerritories.csv": '"Top territories","Distribution"',
}
BUSINESS_HEADER = "Video title,Video link,Post time,Video views,Likes,Comments,Shares,Add to Favorites"
OVERVIEW_HEADER = (
    "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Phone number clicks ,"
    "Leads submission,Net growth,New followers,Lost followers"
)
INSTAGRAM_HEADER = (
    '"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,'
    '"Post type","Data comment",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves'
)


def studio_files() -> dict[str, bytes]:
    """Every CSV in the Studio ZIPs by its name."""
    found = {}
    for path in SAMPLES.glob("*.zip"):
        with zipfile.ZipFile(path) as bundle:
            found |= {entry.filename: bundle.read(entry) for entry in bundle.infolist()}
    return found


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV by header, as text."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def business() -> list[dict[str, str]]:
    return rows((SAMPLES / "tiktok_business_videos.csv").read_bytes())


def id_of(row: dict[str, str]) -> str:
    return row["Video link"].rsplit("/", 1)[1]


def posted(row: dict[str, str]) -> datetime:
    return datetime.strptime(row["Post time"], "%Y/%m/%d %H:%M:%S").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files made anew."""
    folder = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-B", str(SAMPLES / "make.py"), "--into", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.subprocess
@pytest.mark.parametrize("name", [*COMMITTED, "own_sheet/content_plan.csv"])
def test_every_sample_is_what_the_script_makes(name: str, made: Path):
    """Each committed file is reproduced byte for byte."""
    assert (made / name).read_bytes() == (SAMPLES / name).read_bytes()


@pytest.mark.subprocess
def test_no_sample_is_forgotten(made: Path):
    """Every file the script makes is committed."""
    assert sorted(p.name for p in made.iterdir() if p.is_file()) == COMMITTED
    assert [p.name for p in (made / "own_sheet").iterdir()] == [p.name for p in (SAMPLES / "own_sheet").iterdir()]


def test_the_readme_names_every_file():
    """The README tells of each sample and source."""
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [n for n in [*COMMITTED, "account.toml", "kitchen.py", "draws.py", "make.py"] if f"`{n}`" not in text] == []


def test_the_samples_stay_small():
    """All of the folder's files together stay under 200 KB."""
    assert sum(p.stat().st_size for p in SAMPLES.iterdir() if p.is_file()) < 200_000


@pytest.mark.parametrize(
    ("name", "header"),
    [("tiktok_business_videos.csv", BUSINESS_HEADER), ("tiktok_business_overview.csv", OVERVIEW_HEADER)],
)
def test_business_files_have_their_shape(name: str, header: str):
    """A Business export starts with a BOM and the exact header, has LF line ends and no newline at its end."""
    data = (SAMPLES / name).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + header.encode() + b"\n")
    assert b"\r" not in data
    assert not data.endswith(b"\n")


def test_video_ids_hold_the_time_of_upload():
    """A TikTok ID has 19 digits, and its time is 2 to 8 seconds before the post time."""
    ids = [id_of(row) for row in business()]
    assert len(set(ids)) == len(ids)
    for video_id, row in zip(ids, business(), strict=True):
        assert len(video_id) == 19
        assert 2 <= posted(row).timestamp() - (int(video_id) >> 32) <= 8


def test_business_rows_have_no_order():
    """The Business export is not sorted by time, either way."""
    times = [posted(row) for row in business()]
    assert times not in (sorted(times), sorted(times, reverse=True))


def test_counts_are_possible():
    """No video has more saves, likes, comments or shares than views."""
    for row in business():
        counts = [int(row[name]) for name in ("Likes", "Comments", "Shares", "Add to Favorites")]
        assert min(counts) >= 0
        assert max(counts) <= int(row["Video views"])


def test_odd_captions_are_there():
    """Captions are empty, start with "@" or "=", hold quotes, repeat, and are long, as in real exports."""
    titles = [row["Video title"] for row in business()]
    assert "" in titles
    assert {"@", "=", "#"} <= {title[:1] for title in titles}
    assert any('"' in title for title in titles)
    assert len({t for t in titles if t and titles.count(t) > 1}) >= 2
    assert max(map(len, titles)) > 700


def test_the_built_in_change_is_there():
    """From 1 June 2026 the finished videos' pooled and median save rates are about two and a half times as high."""
    old = [row for row in business() if EXPORTED - posted(row) >= timedelta(days=7)]
    change = datetime(2026, 6, 1, tzinfo=UTC)
    halves = [[r for r in old if posted(r) < change], [r for r in old if posted(r) >= change]]
    saves = [[int(r["Add to Favorites"]) for r in half] for half in halves]
    views = [[int(r["Video views"]) for r in half] for half in halves]
    pooled = [sum(s) / sum(v) for s, v in zip(saves, views, strict=True)]
    rates = [sorted(a / b for a, b in zip(s, v, strict=True)) for s, v in zip(saves, views, strict=True)]
    median = [half[len(half) // 2] for half in rates]
    assert 2 < pooled[1] / pooled[0] < 3
    assert 2 < median[1] / median[0] < 3


def test_one_video_holds_a_fifth_of_the_saves_before_the_change():
    """The most-saved video could pass for a trend, and is older than the change."""
    top = max(business(), key=lambda row: int(row["Add to Favorites"]))
    share = int(top["Add to Favorites"]) / sum(int(row["Add to Favorites"]) for row in business())
    assert 0.17 < share < 0.22
    assert posted(top) < datetime(2026, 6, 1, tzinfo=UTC)


def test_a_few_videos_are_unfinished():
    """A handful of videos are younger than 7 days at the export, none is from after it."""
    ages = [EXPORTED - posted(row) for row in business()]
    assert min(ages) > timedelta(0)
    assert 4 <= sum(age < timedelta(days=7) for age in ages) <= 8


def test_the_overview_has_both_marks_for_missing():
    """The Business daily file writes NAN and --, and its days run without a gap."""
    days = rows((SAMPLES / "tiktok_business_overview.csv").read_bytes())
    assert {"NAN", "--"} <= {value for row in days for value in row.values()}
    dates = [datetime.strptime(row["Date"], "%Y/%m/%d") for row in days]
    assert {b - a for a, b in pairwise(dates)} == {timedelta(days=1)}
    assert dates[-1].date() == EXPORTED.date()


def test_studio_zips_are_stored_with_entries_at_the_root():
    """Studio's ZIPs hold uncompressed CSV files in no folder."""
    for path in SAMPLES.glob("*.zip"):
        with zipfile.ZipFile(path) as bundle:
            assert {entry.compress_type for entry in bundle.infolist()} == {zipfile.ZIP_STORED}
            assert not any("/" in entry.filename for entry in bundle.infolist())


@pytest.mark.parametrize("name", STUDIO_HEADERS)
def test_studio_files_have_their_shape(name: str):
    """A Studio CSV has a BOM, its exact header, every field in quotes, LF line ends and no newline at its end."""
    data = studio_files()[name]
    assert data.startswith(b"\xef\xbb\xbf" + STUDIO_HEADERS[name].encode() + b"\n")
    assert b"\r" not in data
    for line in data.decode("utf-8-sig").split("\n"):
        assert line.startswith('"')
        assert line.endswith('"')


def test_no_studio_file_is_unknown():
    """The Studio ZIPs hold exactly the files whose shape is tested."""
    assert set(studio_files()) == set(STUDIO_HEADERS)


def test_studio_content_is_the_same_account():
    """The Content file holds 15 of the Business export's videos, with the same captions and no lower counts."""
    known = {id_of(row): row for row in business()}
    content = rows(studio_files()["Content.csv"])
    assert len(content) == 15
    for row in content:
        other = known[id_of(row)]
        assert row["Time"] == "November 9"
        assert row["Video title"] == other["Video title"]
        for name, same in (
            ("views", "Video views"),
            ("likes", "Likes"),
            ("comments", "Comments"),
            ("shares", "Shares"),
        ):
            assert int(row[f"Total {name}"]) >= int(other[same])


def test_studio_days_are_local():
    """Some of Studio's posting days are the day before the UTC day, none is another day."""
    known = {id_of(row): posted(row) for row in business()}
    late = 0
    for row in rows(studio_files()["Content.csv"]):
        moment = known[id_of(row)]
        near = {f"{day:%B} {day.day}": day for day in (moment, moment - timedelta(days=1))}
        late += near[row["Post time"]] != moment
    assert late > 0


@pytest.mark.parametrize("name", ["Overview.csv", "Viewers.csv", "FollowerHistory.csv"])
def test_studio_years_wrap(name: str):
    """A Studio daily file has 365 different days without a year, from 9 November to 8 November."""
    days = [row["Date"] for row in rows(studio_files()[name])]
    assert len(set(days)) == len(days) == 365
    assert (days[0], days[-1]) == ("November 9", "November 8")


def test_studio_overview_has_undefined_and_a_negative():
    """The Overview has days that aren't known and days on which comments were deleted."""
    days = rows(studio_files()["Overview.csv"])
    assert any(row["Video Views"] == "undefined" for row in days)
    assert any(row["Comments"].startswith("-") for row in days)


def test_daily_views_add_up_with_the_videos():
    """The Studio year's views are within a tenth of the views of the videos posted in it."""
    days = [row["Video Views"] for row in rows(studio_files()["Overview.csv"])]
    daily = sum(int(views) for views in days if views != "undefined")
    start = datetime(2025, 11, 9, 5, tzinfo=UTC)
    videos = sum(int(row["Video views"]) for row in business() if posted(row) >= start)
    assert daily == pytest.approx(videos, rel=0.1)


def test_the_instagram_file_has_its_shape():
    """Meta's export: 40 rows, captions of several lines, "Lifetime", IDs of 17 digits, one collab post, one story."""
    data = next(SAMPLES.glob("Sep-01-2026_Nov-09-2026_*.csv")).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + INSTAGRAM_HEADER.encode() + b"\n")
    posts = rows(data)
    assert len({row["Post ID"] for row in posts}) == len(posts) == 40
    assert {row["Date"] for row in posts} == {"Lifetime"}
    assert {len(row["Post ID"]) for row in posts} == {17}
    assert sum("\n" in row["Description"] for row in posts) == 39
    collab = [row for row in posts if row["Account username"] != "tinykitchen.sample"]
    assert [(row["Saves"], row["Reach"]) for row in collab] == [("0", "")]
    assert [row["Saves"] for row in posts if row["Post type"] == "IG story"] == [""]


@pytest.mark.subprocess
def test_a_year_of_weekly_exports_grows_from_file_to_file(tmp_path: Path):
    """53 files by day, the last of the samples' day; no count falls, and no video is lost."""
    subprocess.run([sys.executable, "-B", SAMPLES / "year.py", "--into", tmp_path], check=True)
    files = [rows(path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    assert len(files) == 53
    assert sorted(path.name for path in tmp_path.iterdir())[-1] == "Business videos 2026-11-09.csv"
    assert list(files[0][0]) == BUSINESS_HEADER.split(",")
    for earlier, later in pairwise(files):
        known = {id_of(row): row for row in later}
        for row in earlier:
            for name in ("Video views", "Likes", "Comments", "Shares", "Add to Favorites"):
                assert int(row[name]) <= int(known[id_of(row)][name])
    assert {id_of(row) for row in files[-1]} == {id_of(row) for row in business()}


def test_the_own_sheet_offers_its_pillars():
    """Of the Business export's videos, each once; six pillars and a yes or no."""
    data = (SAMPLES / "own_sheet" / "content_plan.csv").read_bytes()
    reading = read_files([("content_plan.csv", data)])
    assert {(column.header, len(column.names)) for column in reading.extra} == {("Pillar", 6), ("Sponsored", 2)}
    assert set(reading.videos["video_id"]) == {id_of(row) for row in business()}
    assert not reading.files[0].problems
