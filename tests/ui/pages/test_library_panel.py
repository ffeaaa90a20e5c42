"""Home's library panel: keep what was dropped in, see what is kept."""

import os
import stat

import pytest

from tests.ui import weekly
from tests.ui.library_visit import button_labels, click, open_from_library
from tests.ui.visiting import counts, export, open_page, plain, sample, samples, words
from worthsaving.library import Library
from worthsaving.library.library_errors import LibraryFull

pytestmark = pytest.mark.usefixtures("library_path")


def test_keeping_is_offered_with_its_place(library_path):
    """Once a file was read there is a button, where it would lie, and that nothing is kept before."""
    assert "Keep" not in button_labels(open_page("app.py"))
    at = open_page("app.py", sample("tiktok_business_videos"))
    assert "Keep" in button_labels(at)
    (button,) = [button for button in at.button if button.label == "Keep"]
    told = "Nothing is saved to disk until you press Keep. Your library would lie at"
    assert plain(button.proto.help) == f"{told} {library_path}"


def test_a_file_that_cannot_be_read_is_not_offered():
    """There is nothing to keep of it."""
    assert "Keep" not in button_labels(open_page("app.py", export("x.csv", b"\xff\xd8\xff")))


def test_keeping_says_what_was_added_and_what_was_there(library_path):
    """The first time it counts what is new; the same file again changes nothing and says so."""
    at = open_page("app.py", export(*weekly.file(0)))
    number = len(weekly.truth(0))
    at = click(at, "Keep")
    day = f"{weekly.moment(0):%-d %b %Y}"
    assert f"Kept as of {day}: {number} new videos, {number} new observations." in words(at)
    assert stat.S_IMODE(os.stat(library_path).st_mode) == 0o600
    before = Library.open(str(library_path)).dump()
    assert "Kept before: nothing changed." in words(click(at, "Keep"))
    assert Library.open(str(library_path)).dump() == before


def test_what_it_said_does_not_stay():
    """The sentence stands there once."""
    at = click(open_page("app.py", export(*weekly.file(0))), "Keep")
    assert "Kept as of" not in words(at.run())


def test_sample_data_is_called_so_where_it_can_be_kept(library_path):
    """A made-up account among real ones would be taken for one; it can be kept all the same."""
    at = open_page("app.py", *samples())
    assert "This is sample data, made up; keeping it can be undone." in words(at)
    assert "Kept as of 9 Nov 2026: " in words(click(at, "Keep"))
    mixed = open_page(
        "app.py", sample("tiktok_business_videos"), export("tiny week 0.csv", weekly.file(0, timed=False)[1])
    )
    assert "Sample data is among these files (tiktok_business_videos.csv)" in words(mixed)
    own = export("tiktok_business_videos.csv", weekly.file(0)[1])
    assert "ample data is" not in words(open_page("app.py", own))


def test_a_full_disk_is_a_sentence(monkeypatch):
    """What the library cannot do it says; no traceback, and the page goes on."""

    def full(*_, **__):
        raise LibraryFull

    monkeypatch.setattr(Library, "keep", full)
    at = click(open_page("app.py", export(*weekly.file(0))), "Keep")
    assert not at.exception
    assert "There is no room left" in words(at)
    assert "Kept as of" not in words(at)
    assert at.metric


def test_a_place_that_cannot_be_is_a_sentence(library_path):
    """A file lies where the folder should be: it is said and left alone, and the page goes on."""
    library_path.parent.write_text("in the way")
    at = open_page("app.py", export(*weekly.file(0)))
    assert str(library_path) in words(at)
    assert "Keep" not in button_labels(at)
    assert at.metric
    assert library_path.parent.read_text() == "in the way"


def test_home_says_what_is_kept(four_weeks):
    """Accounts, videos, imports and the newest export stand on Home, without anything dropped in."""
    said = words(open_page("app.py"))
    assert f"1 account · {len(weekly.truth(3))} videos · 4 imports · newest export 23 Mar 2026" in said


def test_the_numbers_are_those_of_the_newest_export(four_weeks):
    """Home from the library shows what Home from the newest file shows."""
    from_file = open_page("app.py", export(*weekly.file(3)))
    from_library = open_from_library()
    assert [m.value for m in from_library.metric] == [m.value for m in from_file.metric]
    assert counts(from_library) == counts(from_file)
    assert "Your library" in from_library.sidebar.caption[3].value


def test_the_way_back_to_dropped_files_is_there_only_with_some(four_weeks):
    """Without any it would lead to an empty page."""
    assert "Back to dropped files" not in button_labels(open_from_library())
    at = click(open_page("app.py", export(*weekly.file(1))), "Open my library")
    assert counts(at)["Videos"] == str(len(weekly.truth(3)))
    back = click(at, "Back to dropped files")
    assert counts(back)["Videos"] == str(len(weekly.truth(1)))
    assert "Open my library" in button_labels(back)


def test_a_drop_shows_the_dropped_files_again(four_weeks):
    """Whoever drops a file wants to see it."""
    at = open_from_library()
    name, data = weekly.file(0)
    at.file_uploader[0].upload(name, data, "text/csv").run()
    assert counts(at)["Videos"] == str(len(weekly.truth(0)))
    assert "Keep" in button_labels(at)


def test_a_file_about_followers_alone_is_kept_and_taken_back(library_path):
    """It has neither videos nor days, and is counted as what it is."""
    data = b"Gender,Distribution\nMale,0.41\nFemale,0.57\nOther,0.02\n"
    at = click(open_page("app.py", export("FollowerGender.csv", data)), "Keep")
    assert "Kept: 3 new follower figures." in words(at)
    assert "0 observations, 0 days, 3 follower figures." in words(at)
    assert len(Library.open(str(library_path)).reading().audience) == 3
