"""A batch gives what reading each account alone gives, goes on where it was stopped, and ends at no broken file."""

import gzip
import json
import os
import sys

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.batch.conftest import TODAY, Here, batch, digests
from tests.benchmarks import accounts_made as made
from worthsaving.batch import gather, working
from worthsaving.batch.account import account_rows
from worthsaving.batch.columns import RESULT
from worthsaving.errors import WorthSavingError

ACCOUNTS, VIDEOS = 7, 25


def rows_of(output):
    """The result as plain rows, by account."""
    return {row["account"] or row["source"]: row for row in pq.read_table(output).to_pylist()}


def alone(number, name="scrape000.csv"):
    """One account's row, read from a file of its own."""
    (row,) = account_rows([(name, made.csv(number, VIDEOS))], today=TODAY)
    return dict.fromkeys(RESULT.names) | row


def same(one, other):
    """Whether two rows agree in everything but the names of files."""
    return all(one[name] == other[name] for name in RESULT.names if name != "source")


@pytest.mark.parametrize("ending", ["csv", "csv.gz"])
@pytest.mark.parametrize("large", [False, True])
def test_each_account_is_as_it_would_be_alone(tmp_path, request, ending, large):
    """Cut out of a file of many authors, at once or block by block, an account has the numbers of its own file."""
    if large:
        request.getfixturevalue("small_blocks")
    made.of_many(tmp_path / "in", ACCOUNTS, VIDEOS, ending=ending)
    done = batch(tmp_path / "in", tmp_path / "out.parquet")
    found = rows_of(tmp_path / "out.parquet")
    assert (done.accounts, done.files, done.rows) == (ACCOUNTS, 1, ACCOUNTS)
    for number in range(ACCOUNTS):
        assert same(found[f"maker{number}"], alone(number))


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "zip"])
def test_every_kind_of_file_of_many_authors(tmp_path, small_blocks, kind):
    """JSON lines, Parquet and ZIP give the same accounts as CSV."""
    (tmp_path / "in").mkdir()
    table = pd.concat([made.account(number, VIDEOS) for number in range(3)])
    path = tmp_path / "in" / f"scrape000.{kind}"
    if kind == "parquet":
        table.to_parquet(path, index=False)
    elif kind == "zip":
        table.to_csv(path, index=False, compression={"method": "zip", "archive_name": "scrape000.csv"})
    else:
        table.to_json(path, orient="records", lines=True)
    batch(tmp_path / "in", tmp_path / "out.parquet")
    found = rows_of(tmp_path / "out.parquet")
    for number in range(3):
        assert found[f"maker{number}"]["saves"] == alone(number)["saves"]
        assert found[f"maker{number}"]["save_rate_low"] == alone(number)["save_rate_low"]


def test_files_of_one_account_are_joined(tmp_path):
    """Two exports of one account, its handle written in two ways, are one row with each video once."""
    (tmp_path / "in").mkdir()
    table = made.account(1, VIDEOS)
    table.iloc[:20].to_csv(tmp_path / "in" / "a.csv", index=False)
    table.iloc[10:].assign(author="@maker1").to_csv(tmp_path / "in" / "b.csv", index=False)
    batch(tmp_path / "in", tmp_path / "out.parquet")
    (row,) = rows_of(tmp_path / "out.parquet").values()
    assert (row["videos"], row["files"], row["rows"]) == (VIDEOS, 2, 35)


def test_files_that_name_no_account_stay_apart(tmp_path):
    """Nothing says that two such files are one account's, so each is a row, named by its path."""
    (tmp_path / "in").mkdir()
    for name, number in (("a.csv", 1), ("b.csv", 2)):
        table = made.account(number, VIDEOS).drop(columns=["author", "webVideoUrl"])
        table.to_csv(tmp_path / "in" / name, index=False)
    batch(tmp_path / "in", tmp_path / "out.parquet")
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["account"] for row in found] == ["", ""]
    assert [row["source"] for row in found] == [str(tmp_path / "in" / name) for name in ("a.csv", "b.csv")]


def test_a_broken_file_is_a_row_with_its_reason(tmp_path):
    """The run ends well, and each file that could not be read stands in the result and among the sources."""
    made.single_files(tmp_path / "in", 6, 10, broken_every=3)
    (tmp_path / "in" / "notes.txt").write_text("no table here")
    done = batch(tmp_path / "in", tmp_path / "out.parquet")
    assert (done.accounts, done.files_not_read) == (4, 3)
    found = rows_of(tmp_path / "out.parquet")
    row = found[str(tmp_path / "in" / "maker000001.csv")]
    assert row["status"] == "file not read"
    assert "picture" in row["reason"]
    listed = pq.read_table(gather.sources_path(tmp_path / "out.parquet")).to_pylist()
    assert sum(bool(file["reason"]) for file in listed) == 3


def test_a_surprise_in_one_account_is_its_row(tmp_path, monkeypatch):
    """Whatever goes wrong inside one account, the others are there."""
    from worthsaving.batch import account

    whole = account.account_row

    def broken(reading, one, **more):
        if one[1] == "maker2":
            raise ZeroDivisionError
        return whole(reading, one, **more)

    monkeypatch.setattr(account, "account_row", broken)
    made.of_many(tmp_path / "in", 4, 10)
    assert batch(tmp_path / "in", tmp_path / "out.parquet").accounts_not_read == 1
    row = rows_of(tmp_path / "out.parquet")["maker2"]
    assert (row["status"], "ZeroDivisionError" in row["reason"]) == ("account not read", True)


def test_stopped_anywhere_it_goes_on(tmp_path):
    """Stopped before, between and after every task, it does each of them once, and the result is the same bytes."""
    made.single_files(tmp_path / "in", 9, 10, broken_every=4)
    made.of_many(tmp_path / "in" / "more", 5, 10)
    undisturbed = Here()
    batch(tmp_path / "in", tmp_path / "one.parquet", undisturbed)
    calls = 0
    for stop in range(30):
        runner = Here(stop_after=stop % 3)
        try:
            batch(tmp_path / "in", tmp_path / "two.parquet", runner)
            calls += runner.calls
            break
        except KeyboardInterrupt:
            calls += runner.calls
    assert stop > 2
    assert calls == undisturbed.calls
    assert digests(tmp_path / "two.parquet") == digests(tmp_path / "one.parquet")
    assert not working.folder_of(tmp_path / "two.parquet").exists()


def test_half_written_files_are_not_believed(tmp_path):
    """What a kill leaves in the working folder is thrown away."""
    made.of_many(tmp_path / "in", 4, 10)
    batch(tmp_path / "in", tmp_path / "one.parquet")
    with pytest.raises(KeyboardInterrupt):
        batch(tmp_path / "in", tmp_path / "two.parquet", Here(stop_after=1))
    folder = working.folder_of(tmp_path / "two.parquet")
    for name in ("cut/x.123.part", "rows/0001-x.parquet.9.part", "cut/gone-0.arrow"):
        (folder / name).write_bytes(b"half")
    batch(tmp_path / "in", tmp_path / "two.parquet")
    assert digests(tmp_path / "two.parquet") == digests(tmp_path / "one.parquet")


def test_a_source_that_changed_is_read_again(tmp_path):
    """Between two runs a file got another row: nothing of the old one stays."""
    made.single_files(tmp_path / "in", 4, 10)
    with pytest.raises(KeyboardInterrupt):
        batch(tmp_path / "in", tmp_path / "out.parquet", Here(stop_after=2))
    (tmp_path / "in" / "maker000002.csv").write_bytes(made.csv(2, 15))
    batch(tmp_path / "in", tmp_path / "out.parquet")
    assert rows_of(tmp_path / "out.parquet")["maker2"]["videos"] == 15


def test_one_run_at_a_time(tmp_path):
    """Two runs never write one result."""
    made.of_many(tmp_path / "in", 2, 5)
    output = tmp_path / "out.parquet"
    with working.opened(output, 5, TODAY, ""), pytest.raises(WorthSavingError, match="Another run"):
        batch(tmp_path / "in", output)


def test_other_options_do_not_go_on_from_there(tmp_path):
    """Parts made by other rules are never mixed in."""
    made.of_many(tmp_path / "in", 2, 5)
    with pytest.raises(KeyboardInterrupt):
        batch(tmp_path / "in", tmp_path / "out.parquet", Here(stop_after=1))
    with pytest.raises(WorthSavingError, match="other options"):
        batch(tmp_path / "in", tmp_path / "out.parquet", rows_are="days")


def test_sources_are_folders_patterns_and_files(tmp_path):
    """Each file counts once, hidden ones and the result itself are none; a name that leads nowhere is named."""
    made.single_files(tmp_path / "in", 3, 5)
    (tmp_path / "in" / ".hidden.csv").write_bytes(made.csv(9, 5))
    named = [str(tmp_path), str(tmp_path / "in" / "*.csv"), str(tmp_path / "nowhere")]
    done = batch(named, tmp_path / "out.parquet")
    assert (done.files, done.missing) == (3, (named[2],))
    with pytest.raises(WorthSavingError, match="no file"):
        batch([named[2]], tmp_path / "other.parquet")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text there, and there are no pipes among them")
@pytest.mark.parametrize("many", [False, True])
def test_names_that_are_no_text_and_what_is_no_file_end_no_run(tmp_path, many):
    """A name with a byte that is no UTF-8 is written out; a link to nothing and a pipe are no files."""
    here = tmp_path / "in"
    here.mkdir()
    odd = os.fsencode(here) + b"/caf\xe9"
    data = b"".join(made.csv(number, 5).split(b"\n", number)[-1] for number in range(2)) if many else made.csv(0, 5)
    for name, content in ((b".csv", data), (b" broken.csv", b"nothing")):
        with open(odd + name, "wb") as file:
            file.write(content)
    (here / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    os.mkfifo(here / "pipe.csv")
    done = batch(here, tmp_path / "out.parquet")
    assert (done.files, done.accounts, done.files_not_read) == (2, 2 if many else 1, 1)
    assert rows_of(tmp_path / "out.parquet")[f"{here}/caf\\udce9 broken.csv"]["status"] == "file not read"


def test_the_result_knows_its_sources(tmp_path):
    """The digest of all sources stands in the result, each one's beside it; a changed source changes both."""
    made.of_many(tmp_path / "in", 3, 5, files=2)
    batch(tmp_path / "in", tmp_path / "out.parquet")
    facts = json.loads(pq.read_schema(tmp_path / "out.parquet").metadata[gather.KEY])
    listed = pq.read_table(gather.sources_path(tmp_path / "out.parquet")).to_pylist()
    assert [len(file["sha256"]) for file in listed] == [64, 64]
    assert facts["sources"] == gather.digest([{"path": f["path"], "digest": f["sha256"]} for f in listed])


def test_a_large_file_of_nobody_is_refused(tmp_path, small_blocks):
    """Too large to be one account's and without a column that says whose a row is: its reason says so."""
    (tmp_path / "in").mkdir()
    table = made.account(1, 60).drop(columns=["author", "webVideoUrl"])
    table.to_csv(tmp_path / "in" / "a.csv", index=False)
    batch(tmp_path / "in", tmp_path / "out.parquet")
    (row,) = rows_of(tmp_path / "out.parquet").values()
    assert "whose a row is" in row["reason"]


def test_a_large_file_that_breaks_leaves_nothing_behind(tmp_path, small_blocks):
    """Cut off in the middle, a packed file gives its reason, and no account with half of its posts."""
    (tmp_path / "in").mkdir()
    text = pd.concat([made.account(number, 300) for number in range(3)]).to_csv(index=False).encode()
    (tmp_path / "in" / "a.csv.gz").write_bytes(gzip.compress(text)[:-30])
    batch(tmp_path / "in", tmp_path / "out.parquet")
    assert [row["status"] for row in rows_of(tmp_path / "out.parquet").values()] == ["file not read"]


def test_row_numbers_are_those_of_the_file(tmp_path, small_blocks, monkeypatch):
    """A row that is set aside in an account's part is named by its number in the large file."""
    from worthsaving.batch import bucket

    seen = []

    def noted(tables, **more):
        seen.extend((table.rows.tolist(), table.columns.column(0)[0].as_py()) for _, table in tables)
        return account_rows(tables, **more)

    monkeypatch.setattr(bucket, "account_rows", noted)
    made.of_many(tmp_path / "in", 4, 30)
    batch(tmp_path / "in", tmp_path / "out.parquet")
    assert sorted(seen) == [(list(range(2 + 30 * at, 32 + 30 * at)), f"maker{at}") for at in range(4)]
