"""Home's library panel: undo an import, forget, back up, restore."""

import datetime as dt

import pytest

from tests.ui import weekly
from tests.ui.library_visit import button_labels, click, open_from_library
from tests.ui.visiting import counts, open_page, plain, words
from worthsaving.library import Library, copying
from worthsaving.library.library_errors import LibraryUnreachable
from worthsaving.reading import read_files
from worthsaving.sections.history import History

pytestmark = pytest.mark.usefixtures("library_path")


def test_the_last_import_is_taken_back(four_weeks):
    """The library is what it was before it, on screen and on disk."""
    at = click(open_from_library(), "Take it back")
    assert "Taken back: tiny week 3.csv." in words(at)
    assert counts(at)["Videos"] == str(len(weekly.truth(2)))
    assert len(four_weeks.imports()) == 3


def test_an_import_of_a_clock_that_was_ahead_is_offered_to_be_taken_back(four_weeks):
    """It hides what is kept later, and need not be the last one."""
    assert "clock was ahead" not in words(open_page("app.py"))
    four_weeks.keep(read_files([weekly.file(4)]), now=weekly.moment(4) + dt.timedelta(days=36_500))
    four_weeks.keep(read_files([weekly.file(5)]), now=weekly.moment(5))
    at = open_page("app.py")
    assert "Import 5 (tiny week 4.csv) is dated" in words(at)
    at = click(at, "Take import 5 back")
    assert "Taken back: tiny week 4.csv." in words(at)
    assert four_weeks.imports()["import_id"].tolist() == [6, 4, 3, 2, 1]
    assert "clock was ahead" not in words(at.run())


def test_an_account_is_forgotten(four_weeks):
    """The chosen one goes, the other stays."""
    four_weeks.keep(read_files([weekly.file(3, account="other")]), now=weekly.moment(3))
    at = open_page("app.py")
    (which,) = [box for box in at.selectbox if box.key == "forget_which"]
    assert which.options == ["@other · TikTok", "@tiny · TikTok"]
    at = click(which.select(1).run(), "Forget this account")
    assert "@tiny · TikTok is forgotten" in words(at)
    assert four_weeks.accounts()["account"].tolist() == ["other"]


def test_copies_that_keep_a_forgotten_account_are_named(four_weeks):
    """Taken away for good is only said of the library itself."""
    assert "copies made earlier" not in words(open_page("app.py"))
    copy = four_weeks.restore(four_weeks.backup_bytes())
    said = words(open_page("app.py"))
    assert "They stay in copies made earlier" in said
    assert copy.name in said


def test_everything_is_forgotten(four_weeks):
    """Nothing is left, the pages are as on the first day, and nothing of it stays in the visit."""
    at = click(open_from_library(), "Yes, forget everything")
    assert "Everything that was kept is forgotten." in words(at)
    assert four_weeks.is_empty()
    assert not at.metric
    assert "Your library" not in words(at.run())


def test_a_backup_is_restored(four_weeks, library_path, tmp_path):
    """What a backup holds takes the place of all that is kept; a copy of that is named."""
    backup = tmp_path / "backup.sqlite"
    four_weeks.backup(backup)
    before = four_weeks.dump()
    four_weeks.undo_last()
    at = open_page("app.py")
    restore = next(box for box in at.file_uploader if box.label == "Restore from a backup")
    at = click(restore.upload("backup.sqlite", backup.read_bytes(), "application/octet-stream").run(), "Restore it")
    assert "Restored. What was kept before lies in " in words(at)
    assert four_weeks.dump() == before


def test_a_file_that_is_no_backup_changes_nothing(four_weeks):
    """It is refused in a sentence."""
    before = four_weeks.dump()
    at = open_page("app.py")
    restore = next(box for box in at.file_uploader if box.label == "Restore from a backup")
    at = click(restore.upload("holiday.jpg", b"\xff\xd8\xff" * 50, "image/jpeg").run(), "Restore it")
    assert "no backup" in words(at)
    assert not at.exception
    assert four_weeks.dump() == before


def test_a_backup_restores_into_an_empty_library(four_weeks, library_path, tmp_path):
    """On a new machine the way back stands on Home although nothing is kept yet."""
    backup = tmp_path / "backup.sqlite"
    four_weeks.backup(backup)
    four_weeks.forget_everything()
    at = open_page("app.py")
    restore = next(box for box in at.file_uploader if box.label == "Restore from a backup")
    at = click(restore.upload("b.sqlite", backup.read_bytes(), "application/octet-stream").run(), "Restore it")
    assert "Restored." in words(at)
    assert len(Library.open(str(library_path)).imports()) == 4


def test_a_backup_is_made_then_saved(four_weeks):
    """The second button carries it away; the bytes do not stay in the visit."""
    at = click(open_page("app.py"), "Back up")
    (save,) = [button for button in at.get("download_button") if plain(button.label) == "Save the backup"]
    assert save
    assert "library_backup" not in at.session_state
    assert "Back up" in button_labels(at.run())


def test_a_backup_that_fails_says_so_in_a_sentence(four_weeks, monkeypatch):
    """There is no download then, and no path of this machine but the library's is shown."""

    def full(*_, **__):
        raise OSError(28, "No space left on device", "/tmp/secret")

    at = open_page("app.py")
    monkeypatch.setattr(copying, "copy_into", full)
    at = click(at, "Back up")
    assert "There is no room left on the disk" in words(at)
    assert "secret" not in words(at)
    assert not at.exception


@pytest.mark.parametrize("label", ["Take it back", "Forget this account"])
def test_a_second_click_takes_nothing_more_away(four_weeks, label):
    """The button that stands in the same place afterwards is another one."""
    four_weeks.keep(read_files([weekly.file(3, account="other")]), now=weekly.moment(3))
    (button,) = [button for button in open_from_library().button if button.label == label]
    button.click().run()
    left = four_weeks.dump()
    assert left
    assert not button.click().run().exception
    assert four_weeks.dump() == left


def test_no_other_import_is_taken_back_than_the_one_shown(four_weeks):
    """Another program kept something after the page was drawn."""
    at = open_page("app.py")
    four_weeks.keep(read_files([weekly.file(4)]), now=weekly.moment(4))
    at = click(at, "Take it back")
    assert "Something else was kept meanwhile" in words(at)
    assert len(four_weeks.imports()) == 5


def test_a_library_that_stops_while_the_newest_videos_are_looked_at_is_a_sentence(four_weeks, monkeypatch):
    """It stands where they would, and no apology."""

    def away(*_, **__):
        raise LibraryUnreachable

    monkeypatch.setattr(History, "equal_age", away)
    at = open_page("app.py")
    assert not at.exception
    assert "The library's server cannot be reached" in words(at)
