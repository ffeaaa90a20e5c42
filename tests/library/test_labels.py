"""Labels in a library: a creator's own words on posts, which stay when exports come and go."""

import threading
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from tests.library import made
from worthsaving.library import Library, LibraryError
from worthsaving.library.kept.rekey import rekey

DAILY = ("tiktok", "daily")


def keep_and_label(library):
    library.keep(made.followed(2), now=made.now(1))
    assert library.keep_labels(made.labels(), now=made.now(1)) == 14


@pytest.fixture
def labelled(library):
    """A library of an account with daily posts, of which the first fourteen have a label."""
    return made.once(library, keep_and_label)


def values(library: Library) -> list[str]:
    return library.labels()["value"].tolist()


def test_labels_come_back_as_they_were_given(labelled):
    table = labelled.labels()
    pd.testing.assert_frame_equal(table.drop(columns="given_at"), made.labels())
    assert set(table["given_at"]) == {pd.Timestamp(made.now(1))}
    assert labelled.labels([DAILY]).equals(table)
    assert labelled.labels([("tiktok", "other")]).empty


def test_a_post_has_one_value_of_each_label(labelled):
    """The newer one replaces it; what says the same changes nothing, its moment neither."""
    assert labelled.keep_labels(made.labels(("Rye", "Rolls")), now=made.now(2)) == 7
    assert values(labelled) == ["Rye", "Rolls"] * 7
    moments = labelled.labels().groupby("value")["given_at"].first()
    assert moments.to_dict() == {"Rye": pd.Timestamp(made.now(1)), "Rolls": pd.Timestamp(made.now(2))}
    assert labelled.keep_labels(made.labels(label="Series"), now=made.now(2)) == 14
    assert len(labelled.labels()) == 28


def test_what_a_value_was_before_it_was_renamed_stays(labelled):
    table = labelled.labels()
    table["value"] = table["value"].replace("Oats", "Rye")
    assert labelled.keep_labels(table, now=made.now(2)) == 7
    after = labelled.labels()
    assert set(after["value"]) == {"Rye"}
    assert after["given"].tolist() == ["Rye", "Oats"] * 7


def test_labels_survive_the_next_export_and_an_undone_one(labelled):
    """They are the creator's own, and meet the posts again when these come back."""
    before = labelled.labels()
    labelled.keep(made.followed(1, first=2), now=made.now(2))
    labelled.undo_last()
    labelled.undo_last()
    assert labelled.imports().empty
    assert not labelled.is_empty()
    pd.testing.assert_frame_equal(labelled.labels(), before)
    labelled.keep(made.followed(3), now=made.now(2))
    pd.testing.assert_frame_equal(labelled.labels([DAILY]), before)


def test_labels_are_removed_one_by_one(labelled):
    assert labelled.remove_labels(made.labels().head(5)) == 5
    assert labelled.remove_labels(made.labels().head(5)) == 0
    assert labelled.remove_labels(made.labels(label="Series")) == 0
    assert len(labelled.labels()) == 9


def test_labels_go_with_their_account_and_with_everything(labelled):
    """With the account that the posts have today, whatever it was when they were labelled."""
    labelled.keep_labels(made.labels(label="Series", account="before"), now=made.now(1))
    labelled.keep_labels(made.labels().head(1).assign(post="404", account="other"), now=made.now(1))
    assert labelled.labels(accounts=[("tiktok", "before")]).empty
    labelled.forget_account("tiktok", "before")
    assert len(labelled.labels()) == 29
    labelled.forget_account(*DAILY)
    assert labelled.labels()["post"].tolist() == ["404"]
    labelled.forget_everything()
    assert labelled.is_empty()


def test_labels_on_posts_of_an_account_that_is_no_longer_there_can_be_forgotten(labelled):
    labelled.undo_last()
    labelled.forget_account(*DAILY)
    assert labelled.labels().empty


def test_labels_move_with_a_backup(labelled, tmp_path):
    before = labelled.dump()
    labelled.backup(tmp_path / "backup.sqlite")
    other = Library.open(str(tmp_path / "other.sqlite"))
    other.restore(tmp_path / "backup.sqlite")
    assert other.dump() == before
    labelled.forget_everything()
    labelled.restore(other.backup_bytes())
    assert labelled.dump() == before
    assert '"label"' in before


@pytest.mark.parametrize("name", ["label", "value"])
@pytest.mark.parametrize("text", ["", "x" * 201])
def test_a_label_that_cannot_be_is_refused(labelled, name, text):
    with pytest.raises(ValueError, match="empty or too long"):
        labelled.keep_labels(made.labels().assign(**{name: text}, given=""), now=made.now(2))
    assert len(labelled.labels()) == 14


def test_two_values_at_once_are_refused(labelled):
    both = pd.concat([made.labels(), made.labels(("Rolls",))])
    with pytest.raises(ValueError, match="two values"):
        labelled.keep_labels(both, now=made.now(2))


def test_a_post_that_nothing_names_gets_no_label(labelled):
    assert labelled.keep_labels(made.labels(label="Series").assign(post=""), now=made.now(2)) == 0


def test_a_refused_label_makes_no_library(on_disk):
    with pytest.raises(LibraryError, match="Keep an export first"):
        Library.open(on_disk).keep_labels(made.labels(), now=made.now(1))
    assert not Path(on_disk).exists()


@pytest.mark.parametrize(
    "text", ["=1+1", "<b>x</b>", "'; DROP TABLE kept_label; --", "a\0b", "👩\u200d🍳 [x](http://x)"]
)
def test_any_text_is_a_value(labelled, text):
    """As it is, but for what no engine stores."""
    labelled.keep_labels(made.labels((text,), label="Series"), now=made.now(2))
    stored = set(labelled.labels()["value"]) - {"Rye", "Oats"}
    assert stored == {text.replace("\0", "\ufffd")}
    labelled.restore(labelled.backup_bytes())


def test_labels_given_at_once_are_all_there(labelled):
    """Each program waits for the other."""
    barrier, wrong = threading.Barrier(4), []

    def give(number: int) -> None:
        barrier.wait()
        try:
            Library.open(labelled.where if "://" not in labelled.where else address).keep_labels(
                made.labels((f"Value {number}",), label=f"Label {number}"), now=made.now(2)
            )
        except LibraryError as error:
            wrong.append(error)

    address = labelled._store.location.url.render_as_string(hide_password=False).replace("+psycopg", "")
    threads = [threading.Thread(target=give, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(labelled.labels()) == 14 * 5


def test_labels_follow_a_post_to_its_new_key(library):
    """As a later version may identify posts in another way."""
    log = {"platform": "tiktok", "title": "Knots", "posted_at": made.START, "source": "plain-videos", "account": "tiny"}
    rows = made.frame([{**log, "observed_at": made.now(1), "views": 10}])
    library.keep(made.reading(made.snapshot("log", rows)), now=made.now(1))
    (post,) = library.post_names(rows)
    table = made.labels().head(1).assign(account="tiny")
    library.keep_labels(table.assign(post="row:7:0"), now=made.now(1))
    with library._store.write() as connection:
        connection.execute(sa.text("UPDATE kept_video SET key = 'row:7:0'"))
        rekey(connection)
    assert library.labels()["post"].tolist() == [post]
    newer = pd.concat([table.assign(post="row:7:0", value="Newer"), table.assign(post="row:7:0", label="Series")])
    library.keep_labels(newer, now=made.now(2))
    with library._store.write() as connection:
        connection.execute(sa.text("UPDATE kept_video SET key = 'row:7:0'"))
        rekey(connection)
    found = library.labels()
    assert set(found["post"]) == {post}
    assert dict(zip(found["label"], found["value"], strict=True)) == {"Bread": "Newer", "Series": "Rye"}
