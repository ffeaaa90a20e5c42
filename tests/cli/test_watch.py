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


def test_a_writer_that_pauses_inside_a_line_is_waited_for(tmp_path, monkeypatch):
    """Without a last line end a text must lie still six times as long; other kinds of files have an end of their own."""
    monkeypatch.setattr(watch, "STILL_WITHOUT_END_S", 1e6)
    with Watching(tmp_path) as watching:
        (tmp_path / "text.csv").write_text("link,saves\nx,12")
        (tmp_path / "packed.zip").write_text("whole")
        watching.until(lambda: watching.kept == ["packed.zip whole"])
        time.sleep(0.2)
        assert watching.kept == ["packed.zip whole"]
        (tmp_path / "text.csv").write_text("link,saves\nx,123\n")
        watching.until(lambda: watching.kept[1:] == ["text.csv link,saves\nx,123\n"])


@pytest.mark.parametrize(("looks", "still"), [(4, False), (5, True)])
def test_a_file_lies_still_for_ten_seconds(tmp_path, looks, still):
    """At one look in two seconds; a text without a last line end for a minute."""
    (tmp_path / "whole.csv").write_bytes("a\nb\n".encode("utf-16"))
    (tmp_path / "open.csv").write_text("a\nb")
    assert watch._is_still(tmp_path / "whole.csv", looks) is still
    assert watch._is_still(tmp_path / "open.csv", 6 * looks) is still


def test_what_is_cut_off_is_told_once_and_waits_until_it_changes(tmp_path, capsys):
    """It is not tried again before."""
    tried: list[str] = []

    def keep(path):
        tried.append(path.read_text())
        if path.read_text() == "half\n":
            raise watch.Unfinished("It is cut off.")
        return "kept"

    with Watching(tmp_path, keep) as watching:
        (tmp_path / "new.csv").write_text("half\n")
        watching.until(lambda: tried == ["half\n"])
        time.sleep(0.3)
        assert len(tried) == 1
        (tmp_path / "new.csv").write_text("half\nwhole\n")
        watching.until(lambda: len(tried) > 1)
    assert capsys.readouterr().out.splitlines() == ["new.csv: not kept yet. It is cut off.", "new.csv: kept"]


def watched(monkeypatch, tmp_path, *contents: bytes) -> tuple[list[str], Library]:
    """Run `keep --watch` on a file with one content after the other; its lines without the file's name, and the library."""
    from worthsaving.cli import parser

    where, path, lines = str(tmp_path / "kept.sqlite"), tmp_path / "week.csv", []

    def one_after_the_other(_, keep):
        for content in contents:
            path.write_bytes(content)
            try:
                lines.append(keep(path))
            except WorthSavingError as error:
                lines.append(str(error))

    monkeypatch.setattr(watch, "watch", one_after_the_other)
    assert parser.main(["keep", "--watch", str(tmp_path), "--library", where]) == 0
    return lines, Library.open(where)


def test_half_a_file_is_not_kept(monkeypatch, tmp_path):
    """One that ends inside a row says so and is kept when it is whole."""
    whole = videos_csv(made.truth(0))
    lines, library = watched(monkeypatch, tmp_path, whole[: len(whole) * 7 // 10], whole)
    assert "looks cut off" in lines[0]
    assert "To keep it as it is: worthsaving keep FILE".lower() in lines[0].lower()
    assert lines[1].startswith("Kept as import 1:")
    assert len(library.imports()) == 1


def test_a_file_that_goes_on_after_it_was_kept_is_told_of(monkeypatch, tmp_path):
    """Half of it that ends with a line cannot be known; another export under the same name is none."""
    whole = videos_csv(made.truth(0))
    half = b"".join(whole.splitlines(keepends=True)[:8])
    lines, _ = watched(monkeypatch, tmp_path, half, whole, videos_csv(made.truth(1)) + b"\n")
    assert lines[0].startswith("Kept as import 1:")
    assert lines[1].endswith("If that was half of it, take that back: worthsaving forget --import 1")
    assert "half" not in lines[2]


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
        (folder / "letter.txt").write_text("Dear Eve, nothing to see here.\n")
        second, first = sorted([running.stdout.readline(), running.stdout.readline()])
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
