"""Files that are whole SQLite databases but no whole libraries: refused with a sentence, the library as it was."""

import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.library import made, version_1, version_2
from tests.spoken import is_help
from worthsaving.library import Library, NewTest, database_tables, library_errors

CASES = sorted((version_1.FIXTURES / "hostile").glob("*.sqlite"))
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


_HELD: list[tuple] = []


def keep_first_week(library: Library) -> None:
    library.keep(made.week(0), now=made.now(0))


def held(library: Library) -> tuple:
    return library.dump(), library.imports().to_dict()


def refuse(library: Library, source: Path | bytes) -> str:
    """The sentence by which the library refuses this backup; what was kept is there as before. An endless view never ends."""
    fresh = "://" not in library.where and not Path(library.where).exists()
    made.once(library, keep_first_week)
    if fresh and not _HELD:
        _HELD.append(held(library))
    before = _HELD[0] if fresh else held(library)  # what is in a copied file is known
    with pytest.raises(library_errors.LibraryError) as refusal:
        library.restore(source)
    assert held(library) == before
    assert library.copies() == []
    text = str(refusal.value)
    assert is_help(text)
    assert len(text) < 400
    return text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("as_bytes", [False, True], ids=["path", "bytes"])
def test_a_hostile_backup_is_refused(library, path, as_bytes):
    refuse(library, path.read_bytes() if as_bytes else path)


@pytest.fixture(scope="session")
def newest_backup(tmp_path_factory) -> Path:
    """A good backup of this version, made once: open and settled bets, an open test and a judged one, labels, marks."""
    folder = tmp_path_factory.mktemp("newest")
    library = Library.open(str(folder / "library.sqlite"))
    weeks = [made.snapshot(str(n), made.truth(n), made.days(n), made.audience(n)) for n in range(3)]
    for week, snapshot in enumerate(weeks):
        library.keep(made.reading(snapshot), now=made.now(week))
    library.keep(made.followed(7), now=made.now(6))
    for planned in (4, 40):
        test = NewTest(("tiktok", "daily"), "Rye?", "hashtag", "#rye" if planned == 4 else "#oats", planned)
        library.plan_test(test, now=made.now(6))
    library.keep(made.followed(3, first=7), now=made.now(9))
    library.keep_labels(made.labels(), now=made.now(9))
    for length in (1, 5):
        library.add_mark(made.mark(length=length), now=made.now(9))
    library.keep_rules(made.rules(), now=made.now(9))
    library.keep_group("Bakers", [("tiktok", "daily")], now=made.now(9))
    library.backup(folder / "backup.sqlite")
    return folder / "backup.sqlite"


@pytest.fixture(scope="session")
def backup_2(tmp_path_factory) -> Path:
    """A good backup of version 2, made once."""
    path = tmp_path_factory.mktemp("backup_2") / "backup.sqlite"
    version_2.put_at(str(path))
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    database.close()
    return path


@pytest.fixture(params=[1, 2, database_tables.VERSION])
def backup(request, tmp_path, backup_2, newest_backup) -> Path:
    """A good backup of the first two versions and of the newest, to be spoilt."""
    good = {1: version_1.BACKUP, 2: backup_2}.get(request.param, newest_backup)
    return Path(shutil.copy(good, tmp_path / "backup.sqlite"))


@pytest.fixture
def with_own_words(tmp_path, newest_backup) -> Path:
    """A good backup that holds bets, tests, labels and marks, to be spoilt."""
    return Path(shutil.copy(newest_backup, tmp_path / "backup.sqlite"))


def spoil(path: Path, *statements: str) -> Path:
    """Change a backup with SQL, its schema too."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            database.execute(statement)
    database.close()
    return path


def rewritten(table: str, old: str, new: str) -> str:
    """A statement that changes the declaration of a table."""
    return f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'"


VALUES = {
    "text as likes": "UPDATE kept_observation SET likes = 'many' WHERE likes > 0",
    "bytes as saves": "UPDATE kept_observation SET saves = x'00ff'",
    "a fraction as views": "UPDATE kept_observation SET views = 1.5",
    "fewer than none": "UPDATE kept_observation SET shares = -5",
    "more than can be": "UPDATE kept_observation SET views = 9223372036854775807",
    "just too many": "UPDATE kept_observation SET views = 1000000000000001",
    "endless duration": "UPDATE kept_strand SET duration_s = 9e999",
    "text as a duration": "UPDATE kept_strand SET duration_s = 'long'",
    "a number as a day": "UPDATE kept_day SET observed_at = observed_at * 1000",
    "text as a day": "UPDATE kept_day SET day = 'Monday' || day",
    "counted before 1900": "UPDATE kept_observation SET observed_at = -9000000000000000 - observed_at",
    "kept in the year 9999": "UPDATE kept_import SET kept_at = 253402300799000000",
    "stated twice": "UPDATE kept_observation SET stated = 2",
    "a NUL in a name": "UPDATE kept_account SET account = 'a' || char(0) || account",
    "a number as a title": "UPDATE kept_strand SET title = x'4142'",
    "no UTF-8": "UPDATE kept_strand SET title = CAST(x'ff41' AS TEXT)",
    "a surrogate": "UPDATE kept_strand SET title = CAST(x'eda080' AS TEXT)",
    "a book as a title": "UPDATE kept_strand SET title = hex(zeroblob(600000)) WHERE id = 1",
    "more than SQLite may read": "UPDATE kept_strand SET title = hex(zeroblob(6000000)) WHERE id = 1",
    "bits of no count": "UPDATE kept_strand SET present = 1024",
    "an id below one": "UPDATE kept_file SET import_id = 0",
    "an import without its rows": "DELETE FROM kept_observation WHERE import_id = 2",
    "an import with other rows": "UPDATE kept_import SET days = days + 1",
    "no import": "DELETE FROM kept_import WHERE id = 1",
    "a video of nobody": "UPDATE kept_video SET account_id = 999",
    "counts of no video": "DELETE FROM kept_strand",
    "a series of no video": "DELETE FROM kept_video WHERE id = 1",
    "days of nobody": "UPDATE kept_day SET account_id = 999",
    "version 0": "UPDATE kept_version SET version = 0",
    "version below 0": "UPDATE kept_version SET version = -1",
    "version in words": "UPDATE kept_version SET version = 'two'",
    "version as a fraction": "UPDATE kept_version SET version = 1.5",
    "no version": "DELETE FROM kept_version",
    "two versions": "INSERT INTO kept_version VALUES (1)",
    "version 999": "UPDATE kept_version SET version = 999",
    "a version too large": "UPDATE kept_version SET version = 9223372036854775807",
}


OWN_WORDS = {
    "text as a range": "UPDATE kept_bet SET low = 'few'",
    "a range upside down": "UPDATE kept_bet SET low = high + 1",
    "fewer saves than none": "UPDATE kept_bet SET saves = -1 WHERE saves IS NOT NULL",
    "a bet that nobody settled": "UPDATE kept_bet SET settled_by = NULL WHERE saves IS NOT NULL",
    "a bet settled without saves": "UPDATE kept_bet SET saves = NULL WHERE saves IS NOT NULL",
    "a bet settled at no time": "UPDATE kept_bet SET settled_at = NULL WHERE saves IS NOT NULL",
    "settled in the year 9999": "UPDATE kept_bet SET settled_at = 253402300799000000 WHERE saves IS NOT NULL",
    "a bet on no day": "UPDATE kept_bet SET horizon_days = 0",
    "a bet on no video": "UPDATE kept_bet SET video_id = video_id + 100000",
    "a bet of no import": "UPDATE kept_bet SET import_id = 999",
    "settled by no import": "UPDATE kept_bet SET settled_by = 999 WHERE saves IS NOT NULL",
    "judged by no import": "UPDATE kept_test SET judged_by = 999 WHERE verdict IS NOT NULL",
    "a verdict of its own": "UPDATE kept_test SET verdict = 'everything' WHERE verdict IS NOT NULL",
    "a verdict at no time": "UPDATE kept_test SET judged_at = NULL WHERE verdict IS NOT NULL",
    "a ratio outside of its range": "UPDATE kept_test SET ratio = high * 2 WHERE verdict IS NOT NULL",
    "a ratio without a verdict": "UPDATE kept_test SET ratio = 1.0, low = 0.5, high = 2.0 WHERE verdict IS NULL",
    "half a range": "UPDATE kept_test SET low = NULL WHERE verdict IS NOT NULL",
    "a ratio below none": "UPDATE kept_test SET low = -1.0 WHERE verdict IS NOT NULL",
    "a test of nothing": "UPDATE kept_test SET planned = 0",
    "a number as a question": "UPDATE kept_test SET question = x'4142'",
    "a label without a name": "UPDATE kept_label SET label = ''",
    "an empty value": "UPDATE kept_label SET value = ''",
    "no value before": "UPDATE kept_label SET given = ''",
    "a caption as a value": "UPDATE kept_label SET value = hex(zeroblob(101))",
    "a caption as a label": "UPDATE kept_label SET label = hex(zeroblob(41))",
    "a number as a value": "UPDATE kept_label SET value = x'4142'",
    "a NUL in a value": "UPDATE kept_label SET value = 'a' || char(0)",
    "a label on no post": "UPDATE kept_label SET key = substr(key, 4)",
    "given in the year 9999": "UPDATE kept_label SET given_at = 253402300799000000",
    "a label given in words": "UPDATE kept_label SET given_at = 'today'",
    "a mark without a text": "UPDATE kept_mark SET text = ''",
    "a book as a mark": "UPDATE kept_mark SET text = hex(zeroblob(251))",
    "no UTF-8 as a mark": "UPDATE kept_mark SET text = CAST(x'ff41' AS TEXT)",
    "a mark in the middle of a day": "UPDATE kept_mark SET day = day + 1",
    "a mark on a day in words": "UPDATE kept_mark SET day = 'Monday'",
    "a mark in the year 9999": "UPDATE kept_mark SET until = 253402300800000000 WHERE until IS NOT NULL",
    "a span that ends before it begins": "UPDATE kept_mark SET until = day - 86400000000 WHERE until IS NOT NULL",
    "a span of one day": "UPDATE kept_mark SET until = day",
    "a mark of number 0": "UPDATE kept_mark SET id = 0 WHERE id = 1",
    "a rule without a label": "UPDATE kept_rule SET label = ''",
    "a rule that gives nothing": "UPDATE kept_rule SET value = ''",
    "a rule that gave nothing": "UPDATE kept_rule SET given = ''",
    "a rule that looks for nothing": "UPDATE kept_rule SET text = '' WHERE text = 'rye'",
    "a book to look for": "UPDATE kept_rule SET text = hex(zeroblob(101))",
    "a rule of another kind": "UPDATE kept_rule SET how = 'ends with'",
    "a NUL to look for": "UPDATE kept_rule SET text = 'a' || char(0) || text",
    "a rule of the year 9999": "UPDATE kept_rule SET made_at = 253402300799000000",
    "a group without a name": "UPDATE kept_group SET name = ''",
    "a book as a group": "UPDATE kept_group SET name = hex(zeroblob(41))",
    "no UTF-8 as a group": "UPDATE kept_group SET name = CAST(x'ff41' AS TEXT)",
    "a group made in words": "UPDATE kept_group SET made_at = 'today'",
}


@pytest.mark.parametrize("what", OWN_WORDS)
def test_own_words_that_cannot_be_are_refused(on_disk, with_own_words, what):
    refuse(Library.open(on_disk), spoil(with_own_words, OWN_WORDS[what]))


@pytest.mark.parametrize("what", VALUES)
def test_what_cannot_be_kept_is_refused(library, backup, what):
    """On each engine, in each version: wrong types, values that cannot be, rows without what they belong to."""
    said = refuse(library, spoil(backup, VALUES[what]))
    assert ("newer Worth Saving" in said) == (what in {"version 999", "a version too large"})
    assert "kept_" not in said


@pytest.mark.parametrize("key", ["ß", "", "24", "-1", "1.5", "07", "1234567890123456789012"])
def test_an_hour_that_is_none_is_refused(library, newest_backup, tmp_path, key):
    """The pages calculate with it."""
    path = Path(shutil.copy(newest_backup, tmp_path / "backup.sqlite"))
    said = refuse(library, spoil(path, f"UPDATE kept_audience SET key = '{key}' WHERE kind = 'hour' AND key = '12'"))
    assert "an hour" in said


TABLES = {
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON kept_day BEGIN DELETE FROM kept_day; END",),
    "a view": (f"CREATE VIEW more AS {ENDLESS}",),
    "a table more": ("CREATE TABLE more (a)",),
    "statistics": ("ANALYZE",),
    "an index that computes": ("CREATE INDEX i ON kept_video (hex(zeroblob(100)))",),
    "an index of a part": ("CREATE INDEX i ON kept_video (key) WHERE platform <> 'x'",),
    "a virtual table": ("CREATE VIRTUAL TABLE more USING fts5(a)",),
    "an endless view as the version": ("DROP TABLE kept_version", f"CREATE VIEW kept_version AS {ENDLESS}"),
    "an endless view as a table": ("DROP TABLE kept_coverage", f"CREATE VIEW kept_coverage AS {ENDLESS}"),
    "a virtual table in place of one": ("DROP TABLE kept_coverage", "CREATE VIRTUAL TABLE kept_coverage USING fts5(a)"),
    "a column more": ("ALTER TABLE kept_video ADD COLUMN more TEXT",),
    "a column less": ("ALTER TABLE kept_observation DROP COLUMN saves",),
    "a column renamed": ("ALTER TABLE kept_observation RENAME COLUMN saves TO kept",),
    "a computed column": ("ALTER TABLE kept_video ADD COLUMN more AS (hex(zeroblob(100)))",),
    "a column computed": (rewritten("kept_observation", "saves BIGINT", "saves AS (views)"),),
    "a check": (rewritten("kept_video", "account_id INTEGER NOT NULL", "account_id INTEGER NOT NULL CHECK (1)"),),
    "a circle of keys": (
        rewritten(
            "kept_video", "account_id INTEGER NOT NULL", "account_id INTEGER NOT NULL REFERENCES kept_account(id)"
        ),
        rewritten("kept_account", "account TEXT NOT NULL", "account TEXT NOT NULL REFERENCES kept_video(key)"),
    ),
    "an order of its own": (rewritten("kept_account", "account TEXT", "account TEXT COLLATE NOCASE"),),
    "values that may be missing": (rewritten("kept_strand", "title TEXT NOT NULL", "title TEXT"),),
    "with other rows": (rewritten("kept_observation", "WITHOUT ROWID", ""),),
    "a name in quotes": (rewritten("kept_version", "version INTEGER NOT NULL", '"version INTEGER NOT NULL"'),),
    "a table of another schema": (rewritten("kept_day", "kept_day", "main.kept_day"),),
    "a table missing": ("DROP TABLE kept_coverage",),
    "an index missing": ("DROP INDEX kept_day_import",),
    "a table twice": ("INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = 'kept_day'",),
    "two tables in one place": (
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'kept_strand') "
        "WHERE name = 'kept_coverage'",
    ),
}


@pytest.mark.parametrize("what", TABLES)
def test_what_is_no_table_of_a_library_is_refused(library, backup, what):
    refuse(library, spoil(backup, *TABLES[what]))


def test_a_row_that_is_there_twice_is_refused(library, backup):
    """Written while its key was not declared, which then was again: SQLite's own check finds it."""
    with sqlite3.connect(backup) as database:
        (text,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'kept_strand'").fetchone()
        loose = re.sub(r",\s*UNIQUE \(video_id, digest\)", "", text)
        index = "name = 'sqlite_autoindex_kept_strand_1'"
        root = database.execute(f"SELECT rootpage FROM sqlite_master WHERE {index}").fetchone()
        database.execute("PRAGMA writable_schema=ON")
        database.execute("UPDATE sqlite_master SET sql = ? WHERE sql = ?", (loose, text))
        database.execute(f"DELETE FROM sqlite_master WHERE {index}")
    database.close()
    with sqlite3.connect(backup) as database:
        names = "video_id, digest, account, title, link, media, source, present"
        database.execute(f"INSERT INTO kept_strand ({names}) SELECT {names} FROM kept_strand WHERE id = 1")
        database.execute("PRAGMA writable_schema=ON")
        database.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'kept_strand'", (text,))
        add = "INSERT INTO sqlite_master VALUES ('index', 'sqlite_autoindex_kept_strand_1', 'kept_strand', ?, NULL)"
        database.execute(add, root)
    database.close()
    refuse(library, backup)


def bytes_changed(path: Path, at: int, new: bytes) -> Path:
    data = bytearray(path.read_bytes())
    data[at : at + len(new)] = new
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("as_bytes", [False, True], ids=["path", "bytes"])
@pytest.mark.parametrize(
    "what",
    ["nothing", "the first bytes", "the header", "half", "a page less", "page size 512", "page size 3", "more pages"],
)
def test_a_file_that_is_not_whole_is_refused(library, backup, what, as_bytes):
    data = backup.read_bytes()
    cut = {
        "nothing": 0,
        "the first bytes": 16,
        "the header": 100,
        "half": len(data) // 2,
        "a page less": len(data) - 4096,
    }
    if what in cut:
        backup.write_bytes(data[: cut[what]])
    elif what.startswith("page size"):
        bytes_changed(backup, 16, int(what.split()[-1]).to_bytes(2, "big"))
    else:
        bytes_changed(backup, 28, (10**9).to_bytes(4, "big"))
    refuse(library, backup.read_bytes() if as_bytes else backup)


def test_a_list_of_tables_that_fills_the_memory_is_not_read(library, tmp_path):
    path = tmp_path / "backup.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("BEGIN")  # each by itself would wait for the disk
        for number in range(300):
            database.execute(f"CREATE TABLE t{number} (a /* {'x' * 3000} */)")
    database.close()
    assert "list of tables" in refuse(library, path)


@pytest.mark.parametrize("path", [Path("/dev/zero"), Path("/dev/null")], ids=str)
def test_a_device_is_refused(library, path):
    assert "no file" in refuse(library, path)


def test_a_pipe_is_refused(library, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "no file" in refuse(library, tmp_path / "pipe")


def test_a_folder_is_refused(library, tmp_path):
    assert "folder" in refuse(library, tmp_path)


def test_a_library_whose_log_is_beside_it_is_not_restored_in_part(library, tmp_path):
    """Its newest imports are in the log: the file alone would be an older state."""
    other = Library.open(str(tmp_path / "other.sqlite"))
    other.keep(made.week(1), now=made.now(1))
    with other._store.read():
        other.keep(made.week(2), now=made.now(2))
        assert "in use" in refuse(library, tmp_path / "other.sqlite")


def test_a_closed_library_restores_like_a_backup(library, tmp_path):
    """Its header says that a log belongs to it, but there is none."""
    path = tmp_path / "other" / "library.sqlite"
    other = Library.open(str(path))
    other.keep(made.week(1), now=made.now(1))
    for source in (path, path.read_bytes()):
        library.restore(source)
        assert library.dump() == other.dump()


def test_a_hidden_count_of_version_1_is_unknown(library, tmp_path):
    """Some programs write -1 for a count that is hidden, and version 1 kept that."""
    path = Path(shutil.copy(version_1.BACKUP, tmp_path))
    library.restore(spoil(path, "UPDATE kept_observation SET comments = -1"))
    assert library.reading().videos["comments"].isna().all()


def test_a_backup_of_version_2_is_checked_by_its_own_rules(library, tmp_path):
    """As it is, it restores; what cannot be, or came later, is refused."""
    path = tmp_path / "backup.sqlite"
    version_2.put_at(str(path))
    for spoilt in (VALUES["text as likes"], "CREATE TABLE kept_bet (video_id INTEGER NOT NULL)"):
        refuse(library, spoil(Path(shutil.copy(path, tmp_path / "spoilt.sqlite")), spoilt))
    library.restore(path)
    assert len(library.reading().videos) == 72


def test_a_good_backup_restores(library, backup):
    """What the other tests spoil is good before."""
    assert library.restore(backup) is None
    assert len(library.reading().videos)
