"""Command `batch`: exit codes, refusals and the words of its progress."""

import pyarrow.parquet as pq
import pytest

from tests.batch.conftest import Here
from tests.benchmarks import accounts_made as made
from worthsaving.cli import batch
from worthsaving.cli.parser import main


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch):
    monkeypatch.setattr(batch, "_spread", lambda options, folder: Here())


def test_what_was_made_is_said(tmp_path, capsys):
    """Exit code 0 where an account could be read, with one line on what was made; progress goes to stderr."""
    made.single_files(tmp_path / "in", 4, 10, broken_every=4)
    assert main(["batch", str(tmp_path / "in"), str(tmp_path / "gone"), "-o", str(tmp_path / "out.parquet")]) == 0
    out, err = capsys.readouterr()
    assert out == "3 accounts of 4 files in out.parquet, 1 file not read; each has its row with the reason.\n"
    assert "gone: there is no such file" in err
    assert "Summarised: 3 accounts, 100 %" in err
    assert len(pq.read_table(tmp_path / "out.parquet")) == 4


def test_nothing_could_be_read(tmp_path, capsys):
    """Exit code 2, and the result has the reasons."""
    made.single_files(tmp_path / "in", 1, 5, broken_every=1)
    assert main(["batch", str(tmp_path / "in"), "-o", str(tmp_path / "out.parquet")]) == 2
    assert "No account could be read" in capsys.readouterr().err
    assert "picture" in pq.read_table(tmp_path / "out.parquet")["reason"][0].as_py()


def test_refusals(tmp_path, capsys):
    """An output that is there, a folder that is not, no source, and no number of jobs."""
    made.single_files(tmp_path / "in", 1, 5)
    (tmp_path / "there.parquet").touch()
    for source, output, said in (
        ("in", "there.parquet", "there already"),
        ("in", "nowhere/out.parquet", "no folder"),
        ("empty", "out.parquet", "no file in"),
    ):
        assert main(["batch", str(tmp_path / source), "-o", str(tmp_path / output)]) == 2
        assert said in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["batch", "in", "-o", "out.parquet", "--jobs", "0"])
    assert "no number of processes" in capsys.readouterr().err


def test_stopped_it_says_how_to_go_on(tmp_path, capsys, monkeypatch):
    """Ctrl+C ends with one line and exit code 2, and the same command goes on."""
    made.single_files(tmp_path / "in", 3, 5)
    monkeypatch.setattr(batch, "_spread", lambda options, folder: Here(stop_after=1))
    command = ["batch", str(tmp_path / "in"), "-o", str(tmp_path / "out.parquet")]
    assert main(command) == 2
    assert "The same command goes on from here." in capsys.readouterr().err
    monkeypatch.setattr(batch, "_spread", lambda options, folder: Here())
    assert main(command) == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("files", 3, 60, 100, 0, 10.0), "Sorted by account: 3 files, 60 %, 0.0 MB a second, 7 s left"),
        (("accounts", 500, 50, 100, 0, 100.0), "Summarised: 500 accounts, 50 %, 5.0 a second, 2 min left"),
        (("accounts", 500, 50, 100, 50, 100.0), "Summarised: 500 accounts, 50 %"),
        (("accounts", 600, 60, 100, 50, 10.0), "Summarised: 600 accounts, 60 %, 10.0 a second, 40 s left"),
        (("accounts", 0, 0, 0, 0, 0.0), "Summarised: 0 accounts, 100 %"),
    ],
)
def test_progress_in_words(told, said):
    """What is done, its rate and the time left, of what this run did itself."""
    assert batch.progress_words(*told).startswith(said)
