"""The date boxes for exports that do not say when they were made."""

import datetime as dt
import io
import sqlite3
import zipfile
from contextlib import closing

import pytest

from tests.ui import weekly
from tests.ui.library_visit import CHANGED, click
from tests.ui.visiting import export, headings, open_page, plain, sample, words
from worthsaving.library import Library

pytestmark = pytest.mark.usefixtures("library_path")


def test_an_older_export_can_name_its_day(library_path):
    """Where the file does not say when it was made, the user can; a file that says is not asked about."""
    assert not open_page("app.py", export(*weekly.file(0))).date_input
    at = open_page("app.py", export(*weekly.file(0, timed=False)))
    assert at.date_input[0].value == dt.date(2026, 3, 2), "its newest video's day, which lies back"
    at.date_input[0].set_value(dt.date(2026, 3, 2)).run()
    click(at, "Keep")
    assert Library.open(str(library_path)).imports()["taken_to"].iloc[0].date() == dt.date(2026, 3, 2)


def undated(*weeks: int, name: str = "tiny week {}.csv"):
    """Weekly exports that do not say when they were made."""
    return [export(name.format(week), weekly.file(week, timed=False)[1]) for week in weeks]


def newest(week: int) -> dt.date:
    """The day of the newest video in a week's export."""
    return max(row["posted_at"] for row in weekly.truth(week).values()).date()


def boxes(at) -> dict[str, dt.date]:
    return {plain(box.label): box.value for box in at.date_input}


def keep_button(at):
    (button,) = [button for button in at.button if button.label == "Keep"]
    return button


def test_several_exports_that_do_not_say_when_they_were_made_need_different_days(library_path):
    """Each has its box; while two have one day the page says so and keeps nothing, afterwards the history is there."""
    at = open_page("app.py", *undated(0, 1, 2))
    proposed = {f"tiny week {week}.csv": newest(week) for week in range(3)}
    assert boxes(at) == proposed
    assert not keep_button(at).disabled
    for week in range(3):
        at.date_input[week].set_value(dt.date(2026, 4, 1)).run()
    assert "“tiny week 0.csv”, “tiny week 1.csv” and “tiny week 2.csv” count the same videos" in words(at)
    assert "They need different days before they can be kept." in words(at)
    assert keep_button(at).disabled
    assert not library_path.exists()
    for week in range(2):
        at.date_input[week].set_value(weekly.moment(week).date()).run()
    assert not keep_button(at).disabled
    assert "different days" not in words(at)
    click(at, "Keep")
    library = Library.open(str(library_path))
    days = library.history("tiktok", "tiny", "7500000000000000000")["observed_at"].dt.date.tolist()
    assert days[:2] == [weekly.moment(0).date(), weekly.moment(1).date()]
    assert days[2] == dt.date(2026, 4, 1)
    assert "saves since 9 Mar 2026" in headings(open_page(CHANGED))[0]


def test_a_day_in_a_files_name_is_filled_in():
    """The last one in it; without one, or with one to come, it is that of the newest video, which lies back."""
    names = ["TIKTOK_VIDEOS 2026-03-02.csv", "Mar-01-2026_Mar-09-2026_1.csv", "old.csv", "new 2999-01-01.csv"]
    files = [export(name, weekly.file(week, timed=False)[1]) for week, name in enumerate(names)]
    found = [dt.date(2026, 3, 2), dt.date(2026, 3, 9), newest(2), newest(3)]
    assert boxes(open_page("app.py", *files)) == dict(zip(names, found, strict=True))
    assert boxes(open_page("app.py", files[0])) == {"Exported on": found[0]}


def test_two_files_of_one_name_have_boxes_that_can_be_told_apart():
    """As from two folders."""
    assert list(boxes(open_page("app.py", *undated(0, 1, name="videos.csv")))) == ["videos.csv", "videos.csv (2)"]


def test_a_zip_of_several_exports_is_to_be_unpacked():
    """There can be no day for each file in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for week in range(2):
            archive.writestr(*weekly.file(week, timed=False))
    at = open_page("app.py", export("weeks.zip", packed.getvalue()))
    assert "“weeks.zip” holds several exports of the same videos, and none says when it was made." in words(at)
    assert "Unpack it first." in words(at)
    assert "different days" not in words(at)
    assert keep_button(at).disabled


def test_a_file_that_was_kept_is_not_asked_about_again(library_path):
    """Next week's beside it has the one box, and the same day is no reason to refuse it."""
    at = click(open_page("app.py", *undated(0)), "Keep")
    assert not at.date_input
    at = open_page("app.py", *undated(0, 1))
    assert list(boxes(at)) == ["Exported on"]
    assert "Kept as of " in words(click(at, "Keep"))


def test_a_daily_file_is_of_the_day_told_for_the_videos(library_path):
    """It has no box of its own, as it counts whole days; Studio's has its moment in its name."""
    overview, told = sample("tiktok_business_overview"), sample("Overview")
    at = open_page("app.py", *undated(0), overview, told)
    assert list(boxes(at)) == ["Exported on"]
    at.date_input[0].set_value(dt.date(2026, 11, 1)).run()
    click(at, "Keep")
    with closing(sqlite3.connect(library_path)) as connection:
        found = dict(connection.execute("select source, max(observed_at) from kept_day group by source").fetchall())
    days = {source: dt.datetime.fromtimestamp(at / 1e6, dt.UTC).date() for source, at in found.items()}
    assert days == {"tiktok-business-overview": dt.date(2026, 11, 1), "tiktok-studio-overview": dt.date(2026, 11, 9)}


@pytest.mark.parametrize(("days", "proposed"), [(6, 0), (7, 7), (8, 8)])
def test_the_day_of_the_newest_video_is_proposed_where_it_lies_back(days, proposed):
    """From a week without a new video on; before that the export is taken to be of today."""
    today = dt.date.today()
    posted = today - dt.timedelta(days=days)
    rows = "".join(f"Soup {n},{posted:%Y-%m-%d},{1000 * n},{n}\n" for n in range(1, 4))
    at = open_page("app.py", export("mine.csv", f"title,date,views,saves\n{rows}".encode()))
    assert boxes(at) == {"Exported on": today - dt.timedelta(days=proposed)}


def test_files_of_several_accounts_and_one_day_have_one_box(library_path):
    """One question for all files; both are kept as of the answer."""
    other = export("other.csv", weekly.file(0, account="other", timed=False)[1])
    at = open_page("app.py", *undated(0), other)
    assert list(boxes(at)) == ["Exported on"]
    at.date_input[0].set_value(dt.date(2026, 3, 4)).run()
    assert "Kept as of 4 Mar 2026: " in words(click(at, "Keep"))
    assert Library.open(str(library_path)).reading().videos["observed_at"].dt.date.unique().tolist() == [
        dt.date(2026, 3, 4)
    ]
