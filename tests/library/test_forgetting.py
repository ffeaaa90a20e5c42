"""Taking back leaves exactly what was there before, or would be there without it."""

import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from tests.library import made
from worthsaving.library import Library, LibraryError


def test_undo_takes_back_exactly_the_last_import(library):
    library.keep(made.week(0), now=made.now(0))
    before = library.dump()
    library.keep(made.reading(made.snapshot("next", made.truth(1).assign(title="New"), made.days(1))), now=made.now(1))
    undone = library.undo_last()
    assert undone.files == ("next",)
    assert library.dump() == before
    assert set(library.reading().videos["title"]) == set(made.truth(0)["title"])


def test_undo_leaves_what_another_import_told_too(library):
    library.keep(made.reading(made.snapshot("a", made.truth(0))), now=made.now(0))
    library.keep(made.reading(made.snapshot("b", made.truth(0))), now=made.now(0))
    library.undo_last()
    assert len(library.reading().videos) == 14


def test_an_undone_file_can_be_kept_again(library):
    library.keep(made.week(0), now=made.now(0))
    library.undo_last()
    assert library.is_empty()
    assert not library.keep(made.week(0), now=made.now(0)).already


def test_undo_of_nothing_is_nothing(library):
    assert library.undo_last() is None


def test_forgetting_an_account_leaves_the_others_as_they_were(library):
    library.keep(made.week(0), now=made.now(0))
    alone = set(library.dump().splitlines())
    other = made.snapshot("other", made.truth(0, account="other", first=100, videos=4), made.days(0, account="other"))
    library.keep(made.reading(other), now=made.now(0))
    assert library.forget_account("tiktok", "other") == 6
    assert set(library.dump().splitlines()) == alone
    assert library.imports()["files"].tolist() == [made.week(0).snapshots[0].name]


def test_a_file_of_two_accounts_can_be_kept_again_after_one_was_forgotten(library):
    """What is still there meets itself: the other account gets no second count at a later moment."""
    both = pd.concat([made.truth(0, timed=False), made.truth(0, account="other", first=100, videos=4, timed=False)])
    reading = made.reading(made.snapshot("Export_other.csv", both.reset_index(drop=True)))
    library.keep(reading, now=made.now(0))
    before = library.dump()
    library.forget_account("tiktok", "other")
    assert library.imports()["files"].tolist() == [""]
    kept = library.keep(reading, now=made.now(3))
    assert (kept.new_observations, kept.unchanged) == (6, 14)
    assert library.dump() == before


def test_undo_of_a_file_kept_again_leaves_the_rest_of_it_known(library):
    """Forget one of its accounts, keep it again, take that back: the other account's rows still meet themselves."""
    both = pd.concat([made.truth(0, timed=False), made.truth(0, account="other", first=100, videos=4, timed=False)])
    reading = made.reading(made.snapshot("Export_other.csv", both.reset_index(drop=True)))
    library.keep(reading, now=made.now(0))
    before = library.dump()
    library.forget_account("tiktok", "other")
    library.keep(reading, now=made.now(3))
    library.undo_last()
    assert library.imports()["files"].tolist() == [""]
    assert (library.keep(reading, now=made.now(6)).new_observations, library.dump()) == (6, before)


def test_forgetting_everything_leaves_no_byte_of_it(on_disk, tmp_path):
    library = Library.open(on_disk)
    library.keep(made.week(0), now=made.now(0))
    library.backup(tmp_path / "backup.sqlite")
    library.restore(tmp_path / "backup.sqlite")
    assert any(b"Soup" in path.read_bytes() for path in (tmp_path / "kept").iterdir())
    library.forget_everything()
    assert library.is_empty()
    assert library.dump() == ""
    assert not any(b"Soup" in path.read_bytes() for path in (tmp_path / "kept").iterdir())


def test_forgetting_everything_empties_a_server_too(library):
    library.keep(made.week(0), now=made.now(0))
    library.forget_everything()
    assert library.accounts().empty
    assert library.dump() == ""


@pytest.mark.parametrize("name", ["lib[1].sqlite", "l*.sqlite"])
def test_forgetting_everything_takes_its_own_copies_and_no_others(tmp_path, name):
    """A name may hold what stands for other names."""
    mine, other = Library.open(str(tmp_path / name)), Library.open(str(tmp_path / "loved.sqlite"))
    for library in (mine, other):
        library.keep(made.week(0), now=made.now(0))
        library.backup(tmp_path / "backup")
        library.restore(tmp_path / "backup")
        (tmp_path / "backup").unlink()
    mine.forget_everything()
    left = sorted(path.name for path in tmp_path.glob("*before-restore*"))
    assert left == [path.name for path in other._store.location.copies()]
    assert len(left) == 1


def test_a_servers_copies_go_with_its_own_everything(on_server, monkeypatch, tmp_path):
    """They lie in the user's folder, where the user's own library and its copies lie too."""
    server, own = Library.open(on_server), Library.open()
    for library in (server, own):
        library.keep(made.week(0), now=made.now(0))
        library.restore(library.backup_bytes())
    own.forget_everything()
    assert len(server._store.location.copies()) == 1
    server.forget_everything()
    assert server._store.location.copies() == own._store.location.copies() == []


def test_what_was_undone_is_not_on_the_disk_after_everything_is_forgotten(on_disk):
    """Not even when somebody was reading when it was undone."""
    library, path = Library.open(on_disk, patience_s=0.1), Path(on_disk)
    library.keep(made.week(0), now=made.now(0))
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM kept_video").fetchone()
    library.undo_last()
    reader.rollback()
    library.forget_everything()
    assert not any(b"Soup" in file.read_bytes() for file in path.parent.iterdir())
    reader.close()


def test_an_undo_takes_back_what_the_user_saw_or_nothing(library):
    """Another program may have kept something since the page was drawn."""
    seen = library.keep(made.week(0), now=made.now(0)).import_id
    library.keep(made.week(1), now=made.now(1))
    with pytest.raises(LibraryError, match="kept meanwhile"):
        library.undo_last(seen)
    assert len(library.imports()) == 2
    assert library.undo_last(seen + 1).import_id == seen + 1
