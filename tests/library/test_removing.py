"""Taking back leaves exactly what was there before, or would be there without it."""

import pandas as pd

from tests.library import made
from worthsaving.library import Library


def test_undo_takes_back_exactly_the_last_import(library):
    library.keep(made.week(0), now=made.now(0))
    before = library.dump()
    library.keep(made.reading(made.snapshot("next", made.truth(1).assign(title="New"), made.days(1))), now=made.now(1))
    undone = library.undo_last()
    assert undone.files == ("next",)
    assert (undone.observations, undone.days) == (16, 10)
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
