"""The library in the app: off until asked, kept, shown on every page, taken back, carried away."""

import datetime as dt
import io
import os
import sqlite3
import stat
import tempfile
import zipfile
from contextlib import closing
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.caching.cache_resource_api import clear_session_cache
from streamlit.runtime.context import StreamlitHeaders

from tests.library import made
from tests.ui import weekly
from tests.ui.visiting import PAGES, SAVES_VS, chart, export, headings, open_page, plain, sample, samples, trace, words
from worthsaving.analysis import growth
from worthsaving.library import Library
from worthsaving.library.library_errors import LibraryFull
from worthsaving.reading import read_files
from worthsaving.ui.shell import library_access, session_cache
from worthsaving.writing.csv import videos_csv

CHANGED = "pages/what_changed.py"
ACCOUNTS = "pages/accounts.py"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Where this test's library would lie; nothing is there yet."""
    path = tmp_path / "data" / "library.sqlite"
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(path))
    return path


@pytest.fixture
def four(place):
    """A library with four weekly exports."""
    library = Library.open(str(place))
    for week in range(4):
        library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    return library


def click(at, label: str):
    """Click the one button of that label."""
    (button,) = [button for button in at.button if plain(button.label) == label]
    return button.click().run()


def labels(at) -> list[str]:
    return [plain(button.label) for button in at.button]


def shown_from_library(page: str = "app.py", picked: int | None = None):
    """A page of a visit that has clicked "Show what is kept"."""
    at = click(open_page("app.py"), "Show what is kept")
    if picked is not None:
        at.session_state["video"] = picked
    return at if page == "app.py" else at.switch_page(page).run()


# --- off until asked ---


@pytest.mark.parametrize("page", PAGES)
def test_looking_makes_no_file(place, page):
    """Neither an empty page nor one with data writes anything where the library would lie."""
    for files in ((), samples()):
        assert not open_page(page, *files).exception
    assert not place.parent.exists()


def test_keeping_is_offered_with_its_place(place):
    """Once a file was read there is a button, where it would lie, and that nothing is kept before."""
    assert "Keep in my library" not in labels(open_page("app.py"))
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert "Keep in my library" in labels(at)
    assert f"Nothing is kept until you ask. Your library would lie at {place}" in words(at)


def test_a_file_that_cannot_be_read_is_not_offered():
    """There is nothing to keep of it."""
    assert "Keep in my library" not in labels(open_page("app.py", export("x.csv", b"\xff\xd8\xff")))


def test_off_means_off(monkeypatch):
    """With the word "off" no library is spoken of, except where the page is about it."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "off")
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert "Keep in my library" not in labels(at)
    assert "library" not in words(at).lower()
    assert "no library is set up" in words(open_page(CHANGED))


@pytest.mark.parametrize(
    ("told", "address", "offered"),
    [
        ("", "localhost", True),
        ("", "127.0.0.1", True),
        ("", "0.0.0.0", False),
        ("", None, False),
        ("off", "localhost", False),
        ("OFF", "localhost", False),
        ("/data/mine.sqlite", "0.0.0.0", True),
    ],
)
def test_a_library_is_offered_on_ones_own_machine_or_where_it_was_named(monkeypatch, told, address, offered):
    """A hosted app without a named library offers none: its default file would be everybody's."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", told)
    monkeypatch.setattr(st, "get_option", {"server.address": address}.get)
    assert (library_access.configured() is not None) == offered


@pytest.mark.parametrize(
    ("settings", "headers", "offered"),
    [
        ({}, {"Host": "localhost:8501", "Origin": "http://localhost:8501"}, True),
        ({"browser.serverAddress": "localhost"}, {"host": "[::1]:8501"}, True),
        ({"browser.serverAddress": "saves.example.com"}, {"Host": "localhost:8501"}, False),
        ({}, {"Host": "saves.example.com"}, False),
        ({}, {"Host": "[localhost"}, False),
        ({}, {"Host": "localhost:8501", "Origin": "https://saves.example.com"}, False),
        ({}, {"Host": "localhost:8501", "X-Forwarded-For": "203.0.113.9"}, False),
    ],
)
def test_behind_a_proxy_the_owners_library_is_nobodys(monkeypatch, settings, headers, offered):
    """The app listens to this machine alone, and what reaches it from elsewhere comes through a proxy that can be seen."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "")
    monkeypatch.setattr(st, "get_option", {"server.address": "localhost", **settings}.get)
    context = type("Context", (), {"headers": StreamlitHeaders(headers.items())})()
    monkeypatch.setattr(st, "context", context)
    assert (library_access.configured() is not None) == offered


def test_a_wrong_address_is_a_sentence(monkeypatch):
    """An address that is none is said in words, and dropped files work as ever."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "mysql://somewhere/else")
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert "A library's address is a file's path" in words(at)
    assert "Keep in my library" not in labels(at)
    assert at.metric


# --- keep ---


def test_keeping_says_what_was_added_and_what_was_there(place):
    """The first time it counts what is new; the same file again changes nothing and says so."""
    at = open_page("app.py", export(*weekly.file(0)))
    number = len(weekly.truth(0))
    at = click(at, "Keep in my library")
    assert f"Kept: {number} new videos, {number} new observations." in words(at)
    assert stat.S_IMODE(os.stat(place).st_mode) == 0o600
    before = Library.open(str(place)).dump()
    assert "Kept before: nothing changed." in words(click(at, "Keep in my library"))
    assert Library.open(str(place)).dump() == before


def test_what_it_said_does_not_stay():
    """The sentence stands there once."""
    at = click(open_page("app.py", export(*weekly.file(0))), "Keep in my library")
    assert "Kept: " not in words(at.run())


def test_an_older_export_can_name_its_day(place):
    """Where the file does not say when it was made, the user can; a file that says is not asked about."""
    assert not open_page("app.py", export(*weekly.file(0))).date_input
    at = open_page("app.py", export(*weekly.file(0, timed=False)))
    assert at.date_input[0].value == dt.date.today()
    at.date_input[0].set_value(dt.date(2026, 3, 2)).run()
    click(at, "Keep in my library")
    assert Library.open(str(place)).imports()["taken_to"].iloc[0].date() == dt.date(2026, 3, 2)


def undated(*weeks: int, name: str = "tiny week {}.csv"):
    """Weekly exports that do not say when they were made."""
    return [export(name.format(week), weekly.file(week, timed=False)[1]) for week in weeks]


def boxes(at) -> dict[str, dt.date]:
    return {plain(box.label): box.value for box in at.date_input}


def keep_button(at):
    (button,) = [button for button in at.button if button.label == "Keep in my library"]
    return button


def test_several_exports_that_do_not_say_when_they_were_made_need_different_days(place):
    """Each has its box; while two have one day the page says so and keeps nothing, afterwards the history is there."""
    at = open_page("app.py", *undated(0, 1, 2))
    today = dt.date.today()
    assert boxes(at) == {f"tiny week {week}.csv": today for week in range(3)}
    assert "“tiny week 0.csv”, “tiny week 1.csv” and “tiny week 2.csv” count the same videos" in words(at)
    assert "They need different days before they can be kept." in words(at)
    assert keep_button(at).disabled
    assert not place.exists()
    for week in range(2):
        at.date_input[week].set_value(weekly.moment(week).date()).run()
    assert not keep_button(at).disabled
    assert "different days" not in words(at)
    click(at, "Keep in my library")
    library = Library.open(str(place))
    days = library.history("tiktok", "tiny", "7500000000000000000")["observed_at"].dt.date.tolist()
    assert days[:2] == [weekly.moment(0).date(), weekly.moment(1).date()]
    assert days[2] >= today
    assert "saves since 9 Mar 2026" in headings(open_page(CHANGED))[0]


def test_a_day_in_a_files_name_is_filled_in():
    """The last one in it; without one, or with one to come, it is today."""
    names = ["TIKTOK_VIDEOS 2026-03-02.csv", "Mar-01-2026_Mar-09-2026_1.csv", "old.csv", "new 2999-01-01.csv"]
    files = [export(name, weekly.file(week, timed=False)[1]) for week, name in enumerate(names)]
    today = dt.date.today()
    found = [dt.date(2026, 3, 2), dt.date(2026, 3, 9), today, today]
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


def test_a_file_that_was_kept_is_not_asked_about_again(place):
    """Next week's beside it has the one box, and the same day is no reason to refuse it."""
    at = click(open_page("app.py", *undated(0)), "Keep in my library")
    assert not at.date_input
    at = open_page("app.py", *undated(0, 1))
    assert list(boxes(at)) == ["Exported on"]
    assert "Kept: " in words(click(at, "Keep in my library"))


def test_a_daily_file_is_of_the_day_told_for_the_videos(place):
    """It has no box of its own, as it counts whole days; Studio's has its moment in its name."""
    overview, told = sample("tiktok_business_overview"), sample("Overview")
    at = open_page("app.py", *undated(0), overview, told)
    assert list(boxes(at)) == ["Exported on"]
    at.date_input[0].set_value(dt.date(2026, 11, 1)).run()
    click(at, "Keep in my library")
    with closing(sqlite3.connect(place)) as connection:
        found = dict(connection.execute("select source, max(observed_at) from kept_day group by source").fetchall())
    days = {source: dt.datetime.fromtimestamp(at / 1e6, dt.UTC).date() for source, at in found.items()}
    assert days == {"tiktok-business-overview": dt.date(2026, 11, 1), "tiktok-studio-overview": dt.date(2026, 11, 9)}


def test_sample_data_is_called_so_where_it_can_be_kept(place):
    """A made-up account among real ones would be taken for one; it can be kept all the same."""
    at = open_page("app.py", *samples())
    assert "This is sample data: a made-up account." in words(at)
    assert "Kept: " in words(click(at, "Keep in my library"))
    mixed = open_page("app.py", sample("tiktok_business_videos"), *undated(0))
    assert "Sample data is among these files (tiktok_business_videos.csv)" in words(mixed)
    own = export("tiktok_business_videos.csv", weekly.file(0)[1])
    assert "ample data is" not in words(open_page("app.py", own))


def test_a_full_disk_is_a_sentence(monkeypatch):
    """What the library cannot do it says; no traceback, and the page goes on."""

    def full(*_, **__):
        raise LibraryFull

    monkeypatch.setattr(Library, "keep", full)
    at = click(open_page("app.py", export(*weekly.file(0))), "Keep in my library")
    assert not at.exception
    assert "There is no room left" in words(at)
    assert "Kept: " not in words(at)
    assert at.metric


def test_a_place_that_cannot_be_is_a_sentence(place):
    """A file lies where the folder should be: it is said and left alone, and the page goes on."""
    place.parent.write_text("in the way")
    at = open_page("app.py", export(*weekly.file(0)))
    assert str(place) in words(at)
    assert "Keep in my library" not in labels(at)
    assert at.metric
    assert place.parent.read_text() == "in the way"


def test_a_damaged_library_is_set_aside_and_named(four, place):
    """Its sentence stands on the page that was to show it, which goes on without it."""
    at = shown_from_library()
    for tail in ("-wal", "-shm"):
        place.with_name(place.name + tail).unlink(missing_ok=True)
    place.write_bytes(b"not a library" * 1000)
    at = at.switch_page(SAVES_VS).run()
    assert not at.exception
    assert "was set aside" in words(at)
    assert "Drop in an export" in words(at)


# --- as a source ---


def test_home_says_what_is_kept(four):
    """Accounts, videos, imports and the newest export stand on Home, without anything dropped in."""
    said = words(open_page("app.py"))
    assert f"1 account · {len(weekly.truth(3))} videos · 4 imports · newest export 23 Mar 2026" in said


def test_the_numbers_are_those_of_the_newest_export(four):
    """Home from the library shows what Home from the newest file shows."""
    from_file = open_page("app.py", export(*weekly.file(3)))
    from_library = shown_from_library()
    assert [m.value for m in from_library.metric] == [m.value for m in from_file.metric]
    assert "Your library" in from_library.sidebar.caption[3].value


def test_the_way_back_to_dropped_files_is_there_only_with_some(four):
    """Without any it would lead to an empty page."""
    assert "Back to dropped files" not in labels(shown_from_library())
    at = click(open_page("app.py", export(*weekly.file(1))), "Show what is kept")
    assert at.metric[0].value == str(len(weekly.truth(3)))
    back = click(at, "Back to dropped files")
    assert back.metric[0].value == str(len(weekly.truth(1)))
    assert "Show what is kept" in labels(back)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_works_from_the_library(four, page):
    """No page fails or shows itself empty."""
    at = shown_from_library(page)
    assert not at.exception
    assert not at.error
    assert "Drop in an export first" not in words(at)


@pytest.mark.parametrize("page", [SAVES_VS, "pages/save_trends.py"])
def test_a_library_without_saves_is_a_named_state(place, page):
    """What is kept of a Studio file has no saves; the page says so, and asks for no filling in."""
    file = sample("Content")
    Library.open(str(place)).keep(read_files([(file.name, file.data)]), now=weekly.moment(0))
    at = shown_from_library(page)
    assert "None of your 15 videos has a saves count" in words(at)
    assert "What is kept" in words(at)
    assert "What you dropped in" not in words(at)


def test_a_drop_shows_the_dropped_files_again(four):
    """Whoever drops a file wants to see it."""
    at = shown_from_library()
    name, data = weekly.file(0)
    at.file_uploader[0].upload(name, data, "text/csv").run()
    assert at.metric[0].value == str(len(weekly.truth(0)))
    assert "Keep in my library" in labels(at)


def test_what_another_program_keeps_shows_at_once(four):
    """The cache goes by what the library holds, not by what this visit did."""
    at = shown_from_library()
    before = at.metric[0].value
    four.keep(read_files([weekly.file(4)]), now=weekly.moment(4))
    assert at.run().metric[0].value == str(len(weekly.truth(4))) != before


# --- take back, forget, carry away ---


def test_the_last_import_is_taken_back(four):
    """The library is what it was before it, on screen and on disk."""
    at = click(shown_from_library(), "Take it back")
    assert "Taken back: tiny week 3.csv." in words(at)
    assert at.metric[0].value == str(len(weekly.truth(2)))
    assert len(four.imports()) == 3


def test_an_account_is_forgotten(four):
    """The chosen one goes, the other stays."""
    four.keep(read_files([weekly.file(3, account="other")]), now=weekly.moment(3))
    at = open_page("app.py")
    (which,) = [box for box in at.selectbox if box.key == "forget_which"]
    assert which.options == ["@other · TikTok", "@tiny · TikTok"]
    at = click(which.select(1).run(), "Forget this account")
    assert "@tiny · TikTok is forgotten" in words(at)
    assert four.accounts()["account"].tolist() == ["other"]


@pytest.mark.parametrize(
    "button", ["Take it back", "Forget this account", "Yes, forget everything", "Keep in my library"]
)
def test_what_is_taken_away_leaves_the_visit_too(four, monkeypatch, button):
    """Nothing that was worked out from it stays in the caches; after a keep they may stay as they are."""
    at = shown_from_library()
    if button == "Keep in my library":
        name, data = weekly.file(4)
        at = at.file_uploader[0].upload(name, data, "text/csv").run()
    cleared = []
    kept = SimpleNamespace(clear=lambda: cleared.append(button))
    monkeypatch.setattr(session_cache, "_functions", [*session_cache._functions, kept])
    assert not click(at, button).exception
    assert cleared == ([] if button == "Keep in my library" else [button])


def test_copies_that_keep_a_forgotten_account_are_named(four):
    """Taken away for good is only said of the library itself."""
    assert "copies made earlier" not in words(open_page("app.py"))
    copy = four.restore(four.backup_bytes())
    said = words(open_page("app.py"))
    assert "They stay in copies made earlier" in said
    assert copy.name in said


def test_everything_is_forgotten(four):
    """Nothing is left, the pages are as on the first day, and nothing of it stays in the visit."""
    at = click(shown_from_library(), "Yes, forget everything")
    assert "Everything that was kept is forgotten." in words(at)
    assert four.is_empty()
    assert not at.metric
    assert "Your library" not in words(at.run())


def test_a_backup_is_restored(four, place, tmp_path):
    """What a backup holds takes the place of all that is kept; a copy of that is named."""
    backup = tmp_path / "backup.sqlite"
    four.backup(backup)
    before = four.dump()
    four.undo_last()
    at = open_page("app.py")
    restore = next(box for box in at.file_uploader if box.label == "Restore from a backup")
    at = click(restore.upload("backup.sqlite", backup.read_bytes(), "application/octet-stream").run(), "Restore it")
    assert "Restored. What was kept before lies in " in words(at)
    assert four.dump() == before


def test_a_file_that_is_no_backup_changes_nothing(four):
    """It is refused in a sentence."""
    before = four.dump()
    at = open_page("app.py")
    restore = next(box for box in at.file_uploader if box.label == "Restore from a backup")
    at = click(restore.upload("holiday.jpg", b"\xff\xd8\xff" * 50, "image/jpeg").run(), "Restore it")
    assert "no backup" in words(at)
    assert not at.exception
    assert four.dump() == before


def test_a_backup_restores_into_an_empty_library(four, place, tmp_path):
    """On a new machine the way back stands on Home although nothing is kept yet."""
    backup = tmp_path / "backup.sqlite"
    four.backup(backup)
    four.forget_everything()
    at = open_page("app.py")
    restore = next(box for box in at.file_uploader if box.label == "Restore from a backup")
    at = click(restore.upload("b.sqlite", backup.read_bytes(), "application/octet-stream").run(), "Restore it")
    assert "Restored." in words(at)
    assert len(Library.open(str(place)).imports()) == 4


def test_a_backup_is_made_then_saved(four):
    """The second button carries it away; the bytes do not stay in the visit."""
    at = click(open_page("app.py"), "Back up")
    (save,) = [button for button in at.get("download_button") if plain(button.label) == "Save the backup"]
    assert save
    assert "library_backup" not in at.session_state
    assert "Back up" in labels(at.run())


def test_a_backup_that_fails_says_so_in_a_sentence(four, monkeypatch):
    """With nowhere to put it for a moment there is no download, and no path is shown."""

    def full(*_, **__):
        raise OSError(28, "No space left on device", "/tmp/secret")

    at = open_page("app.py")
    monkeypatch.setattr(tempfile, "mkdtemp", full)
    at = click(at, "Back up")
    assert "There is no room for a copy" in words(at)
    assert "secret" not in words(at)
    assert not at.exception


@pytest.mark.parametrize("label", ["Take it back", "Forget this account"])
def test_a_second_click_takes_nothing_more_away(four, label):
    """The button that stands in the same place afterwards is another one."""
    four.keep(read_files([weekly.file(3, account="other")]), now=weekly.moment(3))
    (button,) = [button for button in shown_from_library().button if button.label == label]
    button.click().run()
    left = four.dump()
    assert left
    assert not button.click().run().exception
    assert four.dump() == left


def test_no_other_import_is_taken_back_than_the_one_shown(four):
    """Another program kept something after the page was drawn."""
    at = open_page("app.py")
    four.keep(read_files([weekly.file(4)]), now=weekly.moment(4))
    at = click(at, "Take it back")
    assert "Something else was kept meanwhile" in words(at)
    assert len(four.imports()) == 5


# --- what changed ---


def test_what_changed_since_the_export_before(four):
    """The heading, the figures, the bars and the table are those of the simulated account."""
    at = open_page(CHANGED)
    gained = weekly.gained(2, 3)
    total = sum(gained.values())
    assert headings(at)[0].startswith(f"+{total:,} saves since 16 Mar 2026, on ")
    figures = {metric.label: metric.value for metric in at.metric}
    for label, count in (("Saves", "saves"), ("Likes", "likes"), ("Comments", "comments"), ("Views", "views")):
        assert figures[f"{label} gained"] == f"+{sum(weekly.gained(2, 3, count).values()):,}"
    table = at.dataframe[0].value
    assert table["Saves gained"].tolist() == sorted(gained.values(), reverse=True)
    assert (table["What happened"] == "new").sum() == len(set(weekly.truth(3)) - set(weekly.truth(2)))
    bars = trace(chart(at, "what_changed"), "saves gained")
    assert len(bars["text"]) == 12
    assert bars["text"][-1] == f"+{max(gained.values()):,}"


def test_what_changed_since_an_earlier_export(four):
    """Any earlier import can be chosen; the gains are those since then."""
    at = open_page(CHANGED)
    (since,) = [box for box in at.selectbox if box.key == "since"]
    assert len(since.options) == 4
    at = since.select(since.options[-1]).run()
    assert headings(at)[0].startswith(f"+{sum(weekly.gained(0, 3).values()):,} saves since 2 Mar 2026")


def test_each_account_has_its_own_earlier_exports(four):
    """The account with more videos comes first, and only its own exports can be compared with; or all together."""
    four.keep(read_files([weekly.file(0, account="other")]), now=weekly.moment(3))
    at = open_page(CHANGED)
    which, since = (next(box for box in at.selectbox if box.key == key) for key in ("account", "since"))
    assert which.options == ["@tiny · TikTok", "@other · TikTok", "All accounts"]
    assert which.value == "@tiny · TikTok"
    assert [option.split(" · ")[1] for option in since.options[1:]] == [f"tiny week {week}.csv" for week in (2, 1, 0)]
    at = which.select("@other · TikTok").run()
    assert "Nothing to compare yet" in words(at)
    at = at.selectbox[0].select("All accounts").run()
    assert headings(at)[0].startswith(f"+{sum(weekly.gained(2, 3).values()):,} saves")


def test_what_changed_says_whose_numbers_these_are(four):
    """The account and the library are named, also where other files are dropped in; of several, how many."""
    assert "From your library: @tiny · TikTok" in words(open_page(CHANGED))
    assert "From your library, not from the files you dropped in: @tiny · TikTok" in words(
        open_page(CHANGED, sample("Content"))
    )
    four.keep(read_files([weekly.file(0, account="other")]), now=weekly.moment(3))
    at = open_page(CHANGED)
    assert "From your library: @tiny · TikTok" in words(at)
    assert "From your library: all 2 accounts" in words(at.selectbox[0].select("All accounts").run())


def test_an_account_with_a_comma_in_its_name_has_its_earlier_exports(four):
    """A name is never taken apart: what a Page is called may hold a comma."""
    for week in (0, 1):
        rows = [
            {**row, "account": "Smith, Jane", "video_id": f"9{number}"} for number, row in weekly.truth(week).items()
        ]
        name, data = f"jane {week}.csv", videos_csv(made.frame(rows))
        four.keep(read_files([(name, data)]), now=weekly.moment(week))
    at = open_page(CHANGED)
    (which,) = [box for box in at.selectbox if box.key == "account"]
    at = which.select("@Smith, Jane · TikTok").run()
    (since,) = [box for box in at.selectbox if box.key == "since"]
    assert [option.split(" · ")[-1] for option in since.options] == ["The export before", "jane 0.csv"]


def test_a_link_that_leads_elsewhere_cannot_be_clicked(place):
    """The table links to the platforms' own sites only, whatever a file has as a link."""
    library = Library.open(str(place))
    for week in (0, 1):
        rows = list(weekly.truth(week).values())
        rows[0]["link"], rows[1]["link"] = "javascript:alert(1)", "https://tiktok.com.evil.example/"
        library.keep(read_files([(f"{week}.csv", videos_csv(made.frame(rows)))]), now=weekly.moment(week))
    assert {"javascript:alert(1)", "https://tiktok.com.evil.example/"} <= set(library.reading().videos["link"])
    links = open_page(CHANGED).dataframe[0].value["Link"].dropna()
    assert len(links) == len(weekly.truth(1)) - 2
    assert links.str.startswith("https://www.tiktok.com/").all()


def test_one_export_has_nothing_to_compare(place):
    """The page says from when on it shows something."""
    Library.open(str(place)).keep(read_files([weekly.file(0)]), now=weekly.moment(0))
    said = words(open_page(CHANGED))
    assert "Nothing to compare yet" in said
    assert "from an account's second export on" in said


def test_without_anything_kept_the_page_says_how():
    """A way to begin, and no chart."""
    at = open_page(CHANGED)
    assert "Nothing is kept yet" in words(at)
    assert not at.get("plotly_chart")


# --- growth ---


def video_at(number: int) -> int:
    """The index label of a video in the library's reading."""
    videos = library_access.open_library().reading().videos
    return int(videos.index[videos["title"] == f"Soup {number}"][0])


def test_a_card_shows_how_the_video_grew(four):
    """The points are the exports; gains a day and the comparison at equal age are those of the simulated account."""
    at = shown_from_library(SAVES_VS, picked=video_at(weekly.STAR))
    saves = trace(chart(at, "growth"), "Saves")
    weeks = [week for week in range(4) if weekly.STAR in weekly.truth(week)]
    assert [row[0] for row in saves["customdata"]] == [
        f"{weekly.truth(week)[weekly.STAR]['saves']:,}" for week in weeks
    ]
    said = words(at)
    last = weekly.gained(2, 3)[weekly.STAR]
    assert f"Between 16 Mar 2026 and 23 Mar 2026 it gained {last} saves" in said
    assert "At 7 days it had" in said
    # Those seen once before they were 7 days old and once after; the video itself is not among its others.
    born = {number: 7 * number / weekly.PER_WEEK - weekly.BEFORE for number in weekly.truth(3)}
    others = [number for number, day in born.items() if number != weekly.STAR and -7 <= day <= 14]
    assert f"8 in 10 of {len(others)} other videos" in said
    assert "more than usual" in said
    assert "of its saves came after its first week" in said


def test_a_usual_video_is_about_usual(four):
    """The verdict is not always the same."""
    said = words(shown_from_library(SAVES_VS, picked=video_at(21)))
    assert "about usual" in said


def test_a_card_compares_a_video_once_a_visit(four, monkeypatch):
    """A rerun says the same without working it out again."""
    compared = []

    def counting(*asked):
        compared.append(asked)
        return growth.equal_age(*asked)

    monkeypatch.setattr(growth, "equal_age", counting)
    clear_session_cache("test session id")  # AppTest gives every visit this id: another test's answer is still there
    at = shown_from_library(SAVES_VS, picked=video_at(weekly.STAR))
    assert "At 7 days it had" in words(at)
    assert "At 7 days it had" in words(at.run())
    assert len(compared) == 1


def test_a_video_too_old_for_the_comparison_says_so(four):
    """Of a video first seen weeks after posting nobody knows how it stood at 7 days."""
    said = words(shown_from_library(SAVES_VS, picked=video_at(0)))
    assert "How it stood at 7 days can't be told" in said
    assert "times your usual" not in said


def test_growth_shows_for_a_dropped_file_too(four):
    """The library is asked although the page shows a dropped file."""
    at = open_page(SAVES_VS, export(*weekly.file(3)), picked=weekly.STAR)
    assert trace(chart(at, "growth"), "Likes")


def test_one_observation_is_no_growth(place):
    """With a single export there is no curve, and no word about one."""
    Library.open(str(place)).keep(read_files([weekly.file(0)]), now=weekly.moment(0))
    assert "How it grew" not in words(shown_from_library(SAVES_VS, picked=0))


# --- accounts ---


def test_accounts_stand_side_by_side():
    """Each has its rate with its range, highest first; one without a rate stands last and has no dot."""
    at = open_page(ACCOUNTS, *samples())
    table = at.dataframe[0].value
    rated = table.dropna(subset=["Per 1,000 views"])
    assert len(table) >= len(rated) > 1
    assert rated["Per 1,000 views"].is_monotonic_decreasing
    assert rated["Likely"].str.contains(" – ").all()
    assert len(trace(chart(at, "accounts"), "rate")["customdata"]) == len(rated)


def test_accounts_from_the_library(four):
    """The page works from what is kept, and with one account says what is missing."""
    said = words(shown_from_library(ACCOUNTS))
    assert "@tiny · TikTok: " in said
    assert "One account so far" in said


def test_accounts_without_saves_have_no_rate():
    """No rate column, no chart, and the file that has saves is named."""
    at = open_page(ACCOUNTS, sample("Content"))
    assert "No account here has a save rate yet" in words(at)
    assert "Per 1,000 views" not in at.dataframe[0].value.columns
    assert not at.get("plotly_chart")


def test_an_older_export_that_was_kept_last_can_be_compared_with(place):
    """The choice is by when the exports were made; the newest is the one that is left out."""
    library = Library.open(str(place))
    for week in (1, 3, 0):
        library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    at = open_page(CHANGED)
    (since,) = [box for box in at.selectbox if box.key == "since"]
    assert [name.split(" · ")[-1] for name in since.options] == [
        "The export before",
        "tiny week 1.csv",
        "tiny week 0.csv",
    ]
