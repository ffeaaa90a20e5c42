"""The audience of an account: kept, taken back, forgotten and moved like its videos and days."""

import pandas as pd
import pytest

from tests.library import made
from worthsaving import schema
from worthsaving.library import Library

BY = ["platform", "account", "kind", "key", "day"]


def file(week: int, **what):
    return made.reading(made.snapshot(f"followers {week} {what}", followers=made.audience(week, **what)))


def found(library: Library, *accounts) -> pd.DataFrame:
    return library.reading(accounts=accounts).audience.sort_values(BY, ignore_index=True)


def values(library: Library, *accounts) -> dict:
    table = found(library, *accounts)
    return dict(
        zip(
            zip(table["kind"], table["key"], table["day"].dt.strftime("%m-%d").fillna(""), strict=True),
            table["value"],
            strict=True,
        )
    )


def test_what_was_kept_is_read_again(library):
    kept = library.keep(file(0), now=made.now(0))
    assert (kept.new_audience, kept.new_videos, kept.already) == (5, 0, False)
    pd.testing.assert_frame_equal(found(library), made.audience(0).sort_values(BY, ignore_index=True))
    assert library.accounts()[["account", "videos"]].values.tolist() == [["tiny", 0]]
    assert library.imports()["audience"].tolist() == [5]
    assert library.keep(file(0), now=made.now(1)).already
    assert len(library.changes()) == 0


def test_days_add_up_and_a_newer_file_replaces_shares_as_a_whole(library):
    """A territory that the newest file does not name any more has no share left."""
    for week in (0, 1):
        library.keep(file(week), now=made.now(week))
    assert values(library) == {
        ("hour", "0", "03-02"): 10,
        ("hour", "12", "03-02"): 50,
        ("hour", "20", "03-02"): 90,
        ("hour", "0", "03-09"): 10,
        ("hour", "12", "03-09"): 50,
        ("hour", "20", "03-09"): 91,
        ("territory", "IT", ""): 0.75,
        ("territory", "X1", ""): 0.25,
    }


def test_a_later_file_of_the_same_day_counts(library):
    library.keep(file(0), now=made.now(0))
    kept = library.keep(file(0, more=5), now=made.now(1))
    assert kept.new_audience == 1
    assert values(library)["hour", "0", "03-02"] == 15


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_files_of_one_moment_that_differ_give_the_larger_number_and_no_share(library, order):
    """Whatever their order."""
    changed = made.audience(0, more=5)
    changed["value"] = changed["value"].mask(changed["key"].eq("IT"), 0.5)
    files = [made.snapshot("a", followers=made.audience(0)), made.snapshot("b", followers=changed)]
    library.keep(made.reading(*(files[at] for at in order)), now=made.now(0))
    told = values(library)
    assert told["hour", "0", "03-02"] == 15
    assert pd.isna(told["territory", "IT", ""])
    assert told["territory", "X0", ""] == 0.25


def test_undo_takes_the_audience_back(library):
    library.keep(file(0), now=made.now(0))
    before = library.dump()
    library.keep(file(1), now=made.now(1))
    library.undo_last()
    assert library.dump() == before
    library.undo_last()
    assert library.is_empty()
    assert library.accounts().empty


def test_forgetting_an_account_forgets_its_audience_and_no_other(library):
    library.keep(file(0), now=made.now(0))
    alone = library.dump().splitlines()
    library.keep(file(0, account="other"), now=made.now(0))
    both = pd.concat([made.audience(1), made.audience(1, account="other")], ignore_index=True)
    library.keep(made.reading(made.snapshot("both", followers=both)), now=made.now(1))
    assert library.forget_account("tiktok", "other") == 0
    assert not any('"other"' in line for line in library.dump().splitlines())
    assert set(alone) < set(library.dump().splitlines())
    assert library.imports()["audience"].tolist() == [5, 5]
    assert library.accounts()["account"].tolist() == ["tiny"]


def test_forgetting_everything_forgets_it(library):
    library.keep(file(0), now=made.now(0))
    library.forget_everything()
    assert library.dump() == ""


def test_a_backup_moves_it_to_the_other_engine(on_disk, on_server, tmp_path):
    here, there = Library.open(on_disk), Library.open(on_server)
    here.keep(file(0), now=made.now(0))
    here.backup(tmp_path / "one.sqlite")
    there.restore(tmp_path / "one.sqlite")
    assert there.dump() == here.dump()
    there.backup(tmp_path / "two.sqlite")
    here.forget_everything()
    here.restore(tmp_path / "two.sqlite")
    pd.testing.assert_frame_equal(found(here), found(there))
    assert len(found(here)) == 5


def test_only_the_accounts_asked_for(library):
    library.keep(file(0), now=made.now(0))
    library.keep(file(0, account="other"), now=made.now(0))
    assert set(found(library, ("tiktok", "other"))["account"]) == {"other"}
    assert len(found(library)) == 10


def test_a_file_that_names_no_account_tells_of_the_only_one(library):
    library.keep(file(0), now=made.now(0))
    library.keep(file(1, account=""), now=made.now(1))
    assert set(found(library)["account"]) == {"tiny"}
    assert values(library)["territory", "X1", ""] == 0.25
    assert ("territory", "X0", "") not in values(library)


def test_a_row_without_a_value_is_not_stored(library):
    table = made.audience(0)
    table.loc[0, "value"] = pd.NA
    assert library.keep(made.reading(made.snapshot("a", followers=table)), now=made.now(0)).new_audience == 4


def test_a_library_without_any_has_an_empty_table(library):
    library.keep(made.week(0), now=made.now(0))
    assert list(library.reading().audience) == [column.name for column in schema.AUDIENCE]
    assert library.reading().audience.empty
