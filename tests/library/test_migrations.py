"""A library of version 1 becomes one of this version: whole or not at all, after a copy, however it is interrupted."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import ROOT
from tests.library import made, postgres, version_1, version_2, version_3, version_4
from worthsaving import schema
from worthsaving.analysis.labels.rules import Rule
from worthsaving.library import Library, NewTest, copying, database_tables, library_errors, migrations

OLDER = {1: version_1, 2: version_2, 3: version_3, 4: version_4}


@pytest.fixture
def older(address):
    """The address of a library of version 1, on each engine."""
    version_1.put_at(address)
    return address


@pytest.fixture(params=sorted(OLDER))
def any_older(request, address):
    """The address of a library of each older version, on each engine."""
    OLDER[request.param].put_at(address)
    return address


def described(connection) -> dict:
    """Every table of a library: columns with type and default, keys, indexes."""
    found = sa.inspect(connection)
    return {
        name: (
            {c["name"]: (str(c["type"]), c["nullable"], str(c["default"]).strip("'")) for c in found.get_columns(name)},
            found.get_pk_constraint(name)["constrained_columns"],
            sorted(tuple(u["column_names"]) for u in found.get_unique_constraints(name)),
            sorted((i["name"], tuple(i["column_names"])) for i in found.get_indexes(name) if not i["unique"]),
        )
        for name in sorted(found.get_table_names())
        if name.startswith("kept_")
    }


def test_every_version_has_its_step():
    assert sorted(migrations.STEPS) == list(range(1, database_tables.VERSION))


def test_every_count_of_the_schema_is_stored():
    """In a fixed order: its place is a bit of `present`."""
    assert set(database_tables.COUNTS) == set(schema.COUNTS)
    assert database_tables.COUNTS[:6] == ("views", "likes", "comments", "shares", "saves", "downloads")


def test_every_older_version_is_tested():
    assert sorted(OLDER) == sorted(migrations.STEPS)


def test_an_upgraded_library_has_the_tables_of_a_new_one(any_older, tmp_path):
    older = any_older
    library = Library.open(older)
    library.dump()
    with library._store.read() as connection:
        upgraded = described(connection)
    if "://" in older:
        postgres.empty(older)
        new = Library.open(older)
    else:
        new = Library.open(str(tmp_path / "new.sqlite"))
    new.keep(made.week(0), now=made.now(0))
    with new._store.read() as connection:
        assert upgraded == described(connection)


def test_an_upgraded_library_holds_what_it_held(any_older):
    older = any_older
    library = Library.open(older)
    observed = [line for line in library.dump().splitlines() if line.startswith('["observation"')]
    assert len(observed) == 176
    assert all(line.endswith(", null, null]") for line in observed)
    assert version_1.version_of(older) == database_tables.VERSION
    assert library.accounts()[["account", "videos"]].to_dict("list") == {
        "account": ["other", "tiny", "tinykitchen.sample"],
        "videos": [36, 36, 0],
    }
    assert library.imports()["observations"].tolist() == [0, 36, 36, 31, 26, 26, 21]


def test_the_next_export_joins_the_histories_of_version_1(older):
    """Its rows have the keys and hashes that they had: the same counts at the same moment are there already."""
    library = Library.open(older)
    videos = library.reading(accounts=[("tiktok", "tiny")]).videos
    again = library.keep(made.reading(made.snapshot("again", videos)), now=made.now(9))
    assert (again.new_videos, again.new_observations, again.unchanged) == (0, 0, len(videos))
    later = videos.assign(observed_at=videos["observed_at"] + made.WEEK, reach=7)
    kept = library.keep(made.reading(made.snapshot("later", later)), now=made.now(9))
    assert (kept.new_videos, kept.new_observations) == (0, len(videos))
    history = library.history("tiktok", "tiny", videos["video_id"][0])
    assert history["reach"].isna().tolist() == [True] * (len(history) - 1) + [False]
    assert len(history) > 1


def test_an_upgraded_library_takes_labels_and_marks(any_older):
    """On posts that it held before, too."""
    library = Library.open(any_older)
    assert library.labels().empty
    assert library.marks().empty
    videos = library.reading(accounts=[("tiktok", "tiny")]).videos
    table = videos[["platform", "account"]].assign(post=videos["video_id"], label="Pillar", value="Soup")
    assert library.keep_labels(table, now=made.now(9)) == len(videos)
    library.add_mark(made.mark(account="tiny"), now=made.now(9))
    assert (len(library.labels()), len(library.marks())) == (len(videos), 1)


def test_a_backup_of_version_3_restores_with_its_bets_and_tests(library):
    """All of it, as the program of version 3 wrote it."""
    library.restore(version_3.BACKUP)
    assert library.bets()["state"].value_counts().to_dict() == {"open": 25, "inside": 11, "outside": 2}
    assert library.tests()["state"].tolist() == ["open", "judged"]
    assert len(library.dump().splitlines()) == 435
    library.keep_labels(made.labels(), now=made.now(10))
    library.add_mark(made.mark(), now=made.now(10))
    before = library.dump()
    library.restore(library.backup_bytes())
    assert library.dump() == before


def test_a_backup_of_version_4_restores_with_its_labels_and_marks(library):
    """All of it, renamed values with the names they were given; then rules and groups have their place."""
    library.restore(version_4.BACKUP)
    assert len(library.dump().splitlines()) == 450
    kept = library.labels()
    assert kept["value"].value_counts().to_dict() == {"Rye": 9, "Oats": 5}
    assert kept["given"].value_counts().to_dict() == {"Rye": 7, "Oats": 7}
    assert library.marks()["text"].tolist() == ["New hook", "Featured"]
    assert (library.rules(), library.groups()) == ((), {})
    library.keep_rules(made.rules(), now=made.now(10))
    library.keep_group("Bakers", [("tiktok", "daily")], now=made.now(10))
    before = library.dump()
    library.restore(library.backup_bytes())
    assert library.dump() == before


def test_an_upgraded_library_takes_rules_and_groups(any_older):
    """The rules label posts that it held before, too."""
    library = Library.open(any_older)
    assert (library.rules(), library.groups()) == ((), {})
    videos = library.reading(accounts=[("tiktok", "tiny")]).videos
    text = videos["title"].iloc[0][:4]
    assert library.keep_rules([Rule("Pillar", "Soup", "begins with", text)], now=made.now(9)) == 1
    assert "Soup" in set(library.reading().videos["label:Pillar"])
    library.keep_group("Both", [("tiktok", "tiny"), ("tiktok", "other")], now=made.now(9))
    assert library.groups() == {"Both": (("tiktok", "other"), ("tiktok", "tiny"))}


def test_an_upgraded_library_takes_bets_and_tests(any_older):
    """Its tables for them are empty, and are written to like those of a new one."""
    library = Library.open(any_older)
    assert library.bets().empty
    assert library.tests().empty
    assert library.keep(made.followed(8), now=made.now(7)).new_bets > 15
    library.plan_test(NewTest(("tiktok", "daily"), "Rye?", "hashtag", "#rye", 6), now=made.now(7))
    assert library.keep(made.followed(1, first=8), now=made.now(8)).settled_bets > 0
    assert len(library.tests()) == 1


def copies(address: str) -> list[Path]:
    """The copies that an upgrade left."""
    return Library.open(address)._store.location.copies()


@pytest.mark.parametrize("version", sorted(OLDER))
def test_a_file_is_upgraded_after_one_copy_of_it(on_disk, version):
    """The copy is the whole library of its version, and stays one."""
    OLDER[version].put_at(on_disk)
    library = Library.open(on_disk)
    library.accounts()
    library.keep(made.week(9), now=made.now(9))
    (copy,) = copies(on_disk)
    assert "before-upgrade" in copy.name
    assert version_1.version_of(str(copy)) == version
    with sqlite3.connect(copy) as old:
        assert old.execute("SELECT count(*) FROM kept_observation").fetchone() == (176,)
    old.close()


def test_a_server_is_upgraded_without_a_copy(on_server):
    version_1.put_at(on_server)
    Library.open(on_server).accounts()
    assert version_1.version_of(on_server) == database_tables.VERSION
    assert copies(on_server) == []


def test_a_copy_that_was_cut_short_is_never_taken_for_one(on_disk, monkeypatch):
    """It has another name until it is whole, and the next copy deletes it."""
    version_1.put_at(on_disk)
    monkeypatch.setattr(copying, "MOST_IN_MEMORY", 0)
    really, left = copying.rename_to_new, []

    def killed(new, path):
        left.append(new.with_name(new.name.replace(".sqlite.", ".sqlite.killed.")))
        new.rename(left[0])
        raise KeyboardInterrupt

    monkeypatch.setattr(copying, "rename_to_new", killed)
    with pytest.raises(KeyboardInterrupt):
        Library.open(on_disk).accounts()
    assert version_1.version_of(on_disk) == 1
    assert [path.suffix for path in left] == [copying.PARTIAL]
    monkeypatch.setattr(copying, "rename_to_new", really)
    Library.open(on_disk).accounts()
    assert [path.suffix for path in copies(on_disk)] == [".sqlite"]


def test_what_is_cut_short_is_forgotten_with_everything(on_disk):
    version_1.put_at(on_disk)
    library = Library.open(on_disk)
    partial = library._store.location.new_copy_path("before-upgrade")
    partial = partial.with_name(partial.name + copying.PARTIAL)
    partial.write_bytes(b"Soup")
    library._store.location.new_copy_path("before-restore").write_bytes(b"Soup")
    library.forget_everything()
    assert [path.name for path in Path(on_disk).parent.iterdir()] == ["library.sqlite"]


def test_two_programs_that_open_it_at_once_upgrade_it_once(older):
    """Both get their answer; a file gets one copy."""
    barrier, answers = threading.Barrier(2), []

    def ask():
        library = Library.open(older)
        barrier.wait()
        answers.append(len(library.imports()))

    both = [threading.Thread(target=ask) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert answers == [7, 7]
    assert len(copies(older)) == ("://" not in older)


def test_what_another_program_kept_before_the_upgrade_is_upgraded_too(older, monkeypatch):
    """A program of version 1 may keep something until the moment the upgrade holds the lock."""
    library = Library.open(older)
    really = migrations.lock_version

    def late(connection):
        monkeypatch.setattr(migrations, "lock_version", really)
        found = really(connection)
        connection.exec_driver_sql("INSERT INTO kept_import (id, kept_at, observations, days) VALUES (99, 0, 0, 0)")
        return found

    monkeypatch.setattr(migrations, "lock_version", late)
    assert 99 in set(library.imports()["import_id"])


@pytest.mark.parametrize("version", [0, -1, "2", "two"])
def test_a_version_that_was_never_written_is_refused(on_disk, version):
    version_1.put_at(on_disk)
    with sqlite3.connect(on_disk) as other:
        other.execute("DROP TABLE kept_version")
        other.execute("CREATE TABLE kept_version (version)")
        other.execute("INSERT INTO kept_version VALUES (?)", (version,))
    other.close()
    with pytest.raises(library_errors.NoVersion, match="choose another place"):
        Library.open(on_disk).accounts()


def test_a_backup_of_version_1_restores(address, tmp_path, monkeypatch):
    """As it was: the copy for the restore is upgraded, without one more copy of it, and the backup is not touched."""
    library, expected = Library.open(address), Library.open(str(tmp_path / "expected" / "library.sqlite"))
    version_1.put_at(expected.where)
    expected.dump()
    data = version_1.BACKUP.read_bytes()
    path = Path(shutil.copy(version_1.BACKUP, tmp_path))
    with monkeypatch.context() as patched:
        patched.setattr(copying, "copy_next_to", lambda *_: pytest.fail("a copy of a copy"))
        assert library.restore(path) is None
    assert library.dump() == expected.dump()
    assert path.read_bytes() == data
    library.keep(made.week(9), now=made.now(9))
    assert library.restore(data) is not None
    assert library.dump() == expected.dump()
    assert version_1.BACKUP.read_bytes() == data


def test_a_backup_of_version_1_that_lacks_a_table_is_no_backup(library, tmp_path):
    path = Path(shutil.copy(version_1.BACKUP, tmp_path))
    with sqlite3.connect(path) as torn:
        torn.execute("DROP TABLE kept_observation")
    torn.close()
    library.keep(made.week(0), now=made.now(0))
    before = library.dump()
    with pytest.raises(library_errors.BadBackup):
        library.restore(path)
    assert library.dump() == before


def test_no_room_for_the_copy_is_said_and_leaves_version_1(on_disk, monkeypatch):
    version_1.put_at(on_disk)

    def full(*_):
        broken = sqlite3.OperationalError("database or disk is full")
        broken.sqlite_errorname = "SQLITE_FULL"
        raise sa.exc.OperationalError("VACUUM", {}, broken)

    monkeypatch.setattr(copying, "copy_to_file", full)
    with pytest.raises(library_errors.NoRoomToUpgrade, match="Free some space") as told:
        Library.open(on_disk).accounts()
    assert on_disk in str(told.value)
    assert version_1.version_of(on_disk) == 1


def test_an_older_library_on_a_server_that_only_reads_is_refused(on_server):
    version_1.put_at(on_server)
    library = Library.open(on_server)

    def only_read(connection, _):
        connection.execute("SET default_transaction_read_only = on")
        connection.commit()

    sa.event.listen(library._store.engine, "connect", only_read)
    with pytest.raises(library_errors.LibraryNotUpgraded, match="must be upgraded"):
        library.accounts()
    assert version_1.version_of(on_server) == 1


@pytest.fixture
def open_folder():
    """A folder that everybody may look into: other runs of pytest shut that of `tmp_path`."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.subprocess
def test_an_older_file_that_may_not_be_written_is_refused_and_left(tmp_path, open_folder):
    """Root may write anywhere, so this runs as somebody else then."""
    folder = open_folder / "shut"
    folder.mkdir()
    path = folder / "library.sqlite"
    shutil.copy(version_1.BACKUP, path)  # without a log: it can be opened where nothing may be written
    path.chmod(0o400)
    if os.geteuid() == 0:
        for each in (folder, path):
            shutil.chown(each, "nobody")
    folder.chmod(0o500)
    # All is imported before root becomes somebody else, who may not read the interpreter's own folders
    code = f"""
import os, pwd
from tests.library import made
from worthsaving.library import Library, library_errors
warm = Library.open({str(tmp_path / "warm" / "up.sqlite")!r})
warm.keep(made.week(0), now=made.now(0))
if os.geteuid() == 0:
    os.setuid(pwd.getpwnam("nobody").pw_uid)
for act in (lambda library: library.accounts(), lambda library: library.keep(made.week(1), now=made.now(1))):
    try:
        act(Library.open({str(path)!r}))
    except library_errors.LibraryNotUpgraded as error:
        print(error)
"""
    try:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        folder.chmod(0o700)
    assert done.stdout.count("must be upgraded, but may not be written to") == 2, done.stderr
    assert done.stdout.count(str(path)) == 2
    assert path.read_bytes() == version_1.BACKUP.read_bytes()
    assert [each.name for each in folder.iterdir()] == ["library.sqlite"]


def kill(address, kills, *more) -> dict:
    command = [sys.executable, "-m", "tests.library.killing_upgrades", address, str(kills), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.subprocess
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.long)])
def test_no_kill_leaves_half_an_upgrade(address, kills):
    """Nor a copy cut short under the name of a whole one."""
    found = kill(address, kills)
    assert found["before"] + found["after"] == found["kills"] == kills
    assert (found["half"], found["partial"]) == (0, 0)


@pytest.mark.subprocess
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked child")
def test_without_the_transaction_the_kills_do_leave_half(address):
    """So the test above has teeth."""
    assert kill(address, 40, "--torn", "--seed", "1")["half"] > 0


def test_a_file_that_version_1_kept_is_kept_again_where_it_holds_more(older):
    """Version 1 stored no audience, reach and follows. Any other file is known, and its moment stays."""
    library = Library.open(older)
    week = made.truth(1, account="other", first=500)
    same = made.snapshot("other week 1.csv", week)
    digest = "a5e02e552a0a527c6b852907ecb22d218665b6f6e78b713bf001f295d5d2a458"
    known = [replace(same, known=digest), replace(same, known=digest, videos=week.assign(reach=7))]
    assert library.keep(made.reading(known[0]), now=made.now(9)).already
    kept = library.keep(made.reading(known[1]), now=made.now(9))
    assert kept.new_observations == len(week)
    assert library.keep(made.reading(known[1]), now=made.now(10)).already
    zip_digest = "2f0b38fbc88d9d5a360e9d341638f33ecbc72e92a3e15c91cee444fe34391d3b"
    followers = made.snapshot("Overview.zip", followers=made.audience(0))
    kept = library.keep(made.reading(replace(followers, known=zip_digest)), now=made.now(9))
    assert kept.new_audience == 5
    with library._store.read() as connection:
        moments = connection.exec_driver_sql("SELECT DISTINCT observed_at FROM kept_audience").scalars().all()
    assert moments == [1794268800000000]
    library.undo_last()
    assert library.reading().audience.empty
    assert library.keep(made.reading(replace(followers, known=zip_digest)), now=made.now(11)).new_audience == 5
