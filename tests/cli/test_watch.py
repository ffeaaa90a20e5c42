"""Watching a folder: what is kept, when, and how it ends."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from tests.library import made
from worthsaving.cli import watch
from worthsaving.errors import WorthSavingError
from worthsaving.library import Library
from worthsaving.writing.csv import videos_csv


class Watching:
    """A watch in a thread of its own, quick, with what it was given to keep."""

    def __init__(self, folder, keep=None):
        self.kept: list[str] = []
        self.folder, self.stop = folder, threading.Event()
        self.thread = threading.Thread(
            target=watch.watch, args=(folder, keep or self.keep), kwargs={"stop": self.stop, "look_s": 0.02}
        )

    def keep(self, path):
        self.kept.append(f"{path.name} {path.read_bytes().decode()}")
        return "kept"

    def __enter__(self):
        self.thread.start()
        time.sleep(0.1)  # it has looked once
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(10)
        assert not self.thread.is_alive()

    def until(self, there):
        """Wait until something is there, ten seconds at most."""
        end = time.monotonic() + 10
        while not there() and time.monotonic() < end:
            time.sleep(0.02)
        assert there()


def test_what_appears_is_kept_and_what_lay_there_is_not(tmp_path):
    """Files of other kinds and folders are left alone; the same name with other content is another export."""
    (tmp_path / "old.csv").write_text("old")
    with Watching(tmp_path) as watching:
        (tmp_path / "photo.png").write_text("no")
        (tmp_path / "folder.csv").mkdir()
        (tmp_path / "new.csv").write_text("one")
        watching.until(lambda: watching.kept == ["new.csv one"])
        (tmp_path / "new.csv").write_text("another")
        watching.until(lambda: watching.kept == ["new.csv one", "new.csv another"])
    assert len(watching.kept) == 2


@pytest.mark.parametrize("ending", ["jsonl", "parquet", "csv.zst", "CSV"])
def test_every_kind_of_export_counts(tmp_path, ending):
    """Whatever the app reads, by the ending of its name."""
    with Watching(tmp_path) as watching:
        (tmp_path / f"new.{ending}").write_text("one")
        watching.until(lambda: watching.kept == [f"new.{ending} one"])


def test_a_file_is_kept_only_when_it_is_complete(tmp_path):
    """While it grows, or is empty, or has the browser's name for a part, it waits."""
    with Watching(tmp_path) as watching:
        (tmp_path / "empty.csv").touch()
        (tmp_path / "part.csv.crdownload").write_text("half")
        for length in range(1, 40):
            (tmp_path / "slow.csv").write_text("x" * length)
            time.sleep(0.005)
        os.rename(tmp_path / "part.csv.crdownload", tmp_path / "part.csv")
        watching.until(lambda: {"part.csv half", f"slow.csv {'x' * 39}"} <= set(watching.kept))
    assert not [name for name in watching.kept if name.startswith("empty")]
    assert f"slow.csv {'x' * 39}" == watching.kept[-1] or watching.kept.count(f"slow.csv {'x' * 39}") == 1


def test_a_library_that_cannot_be_written_is_tried_again(tmp_path, monkeypatch, capsys):
    """One line when it fails, one when it is kept."""
    monkeypatch.setattr(watch, "AGAIN_S", watch.LOOK_S * 3)
    fails = [WorthSavingError("It is busy.\nTry again."), WorthSavingError("It is busy.\nTry again.")]
    kept = threading.Event()

    def keep(path):
        if fails:
            raise fails.pop()
        kept.set()
        return "kept"

    with Watching(tmp_path, keep) as watching:
        (tmp_path / "new.csv").write_text("one")
        watching.until(kept.is_set)
    assert capsys.readouterr().out.splitlines() == [
        "new.csv: not kept yet, it is tried again. It is busy. Try again.",
        "new.csv: kept",
    ]


def test_a_folder_that_is_away_for_a_while_changes_nothing(tmp_path):
    """What lay there before is not taken for new when the folder is back."""
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "old.csv").write_text("old")
    with Watching(folder) as watching:
        os.rename(folder, tmp_path / "away")
        time.sleep(0.1)
        os.rename(tmp_path / "away", folder)
        (folder / "new.csv").write_text("one")
        watching.until(lambda: watching.kept == ["new.csv one"])


@pytest.mark.subprocess
def test_the_command_keeps_what_appears_and_stops_when_told(tmp_path):
    """One line a file, also for one that cannot be read; SIGTERM ends it with 0 and a whole library."""
    folder, where = tmp_path / "exports", str(tmp_path / "kept.sqlite")
    folder.mkdir()
    command = [sys.executable, "-m", "worthsaving", "keep", "--watch", str(folder), "--library", where]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdout.readline().startswith("Watching")
        time.sleep(0.5)
        (folder / "week.csv").write_bytes(videos_csv(made.truth(0)))
        first = running.stdout.readline()
        (folder / "letter.txt").write_text("Dear Eve, nothing to see here.")
        second = running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
    assert first.startswith("week.csv: Kept as import 1: ")
    assert second.startswith("letter.txt: not kept. ")
    assert len(Library.open(where).reading().videos) == len(made.truth(0))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name the files"),
        (("--watch", "nowhere"), "no folder"),
        (("a.csv", "--watch", "."), "takes a folder alone"),
    ],
)
def test_what_does_not_go_together_is_refused(outcome, tmp_path, arguments, said):
    """One line with what to do."""
    from worthsaving.cli import parser

    code, out, err = outcome(lambda: parser.main(["keep", *arguments, "--library", str(tmp_path / "a.sqlite")]))
    assert (code, out, said in err) == (2, "", True)
