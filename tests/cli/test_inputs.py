"""What a command is given: files, and accounts."""

from __future__ import annotations

import argparse
import os
import threading
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import SAMPLES
from worthsaving.cli import inputs
from worthsaving.reading.container.archive import MOST_BYTES
from worthsaving.reading.result import FileReport, Reading

BUSINESS = next(path for path in SAMPLES if path.name == "tiktok_business_videos.csv")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")


def refusal(path: Path) -> str:
    """Why the only file is not read."""
    reading = inputs.read([path])
    (file,) = reading.files
    assert file.format is None
    (reason,) = file.problems
    assert inputs.refused(reading) == [f"{path.name}: {reason}"]
    return reason


def test_a_file_larger_than_is_read_at_once_is_not_read(tmp_path, monkeypatch):
    """It is refused by its size alone: not one byte of it is read, however large it is."""
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(60_000_000_000)
    monkeypatch.setattr(inputs, "MOST_BYTES", 0)
    monkeypatch.setattr(inputs, "read_files", lambda files, **_: Reading() if not files else pytest.fail("it was read"))
    assert refusal(path) == (
        "This file has 60,000 MB, and 500 MB is the most that is read at once. Export a shorter period."
    )
    assert MOST_BYTES == 500_000_000


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_is_not_opened():
    """It has no end."""
    assert refusal(Path("/dev/zero")).startswith("It is a device and no file")


@needs_pipes
def test_a_pipe_with_a_name_is_not_opened(tmp_path):
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal(tmp_path / "pipe.csv").startswith("It is a pipe and no file")


def piped(data: bytes) -> Reading:
    """What is read from a pipe that another program writes these bytes to."""
    reading, writing = os.pipe()
    writer = threading.Thread(target=lambda: Path(f"/dev/fd/{writing}").write_bytes(data) and os.close(writing))
    writer.start()
    found = inputs.read([Path(f"/dev/fd/{reading}")])
    writer.join()
    os.close(reading)
    return found


@needs_pipes
def test_a_pipe_is_read_to_its_end():
    """What another program writes, as in `read <(unpack it)`, is read like a file, however long it takes to come."""
    (file,) = piped(b"title,saves\n" + b"Soup,3\n" * 20_000).files
    assert file.rows == 20_000


@needs_pipes
def test_a_pipe_is_read_up_to_the_most_that_is_read(monkeypatch):
    """And one byte further, by which it is known to be too large; whatever comes."""
    taken: list[tuple[str, bytes]] = []
    monkeypatch.setattr(inputs, "MOST_BYTES", 99)
    monkeypatch.setattr(inputs, "read_files", lambda files, **_: taken.extend(files) or Reading())
    piped(b"x" * 1_000)
    assert [data for _, data in taken] == [b"x" * 100]


@pytest.mark.parametrize("kind", ["missing", "a folder", "in a file", "a loop"])
def test_what_cannot_be_opened_is_told_with_the_systems_reason(tmp_path, kind):
    """The path is at fault, so the path is to be checked."""
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    path = {"missing": tmp_path / "x", "a folder": tmp_path, "in a file": tmp_path / "file" / "x"}.get(kind)
    said = refusal(path or tmp_path / "loop")
    assert said.startswith("It cannot be opened (")
    assert said.endswith("). Check the path and try again.")


def test_a_path_that_cannot_be_opened_costs_the_others_nothing(tmp_path):
    """They are read, and it is named after them."""
    reading = inputs.read([tmp_path / "x.csv", BUSINESS])
    assert [(file.name, file.format is None) for file in reading.files] == [(BUSINESS.name, False), ("x.csv", True)]
    assert len(reading.videos) == 184


def test_every_file_has_its_reason():
    """Its problems; else why its rows were set aside, each reason once; else that nothing in it counts."""
    aside = pd.DataFrame({"row": [2, 3], "reason": "no number in views", "text": ""})
    reading = Reading(
        files=(
            FileReport("a.csv", problems=("It is empty.", "Export it again.")),
            FileReport("b.csv", format="x", set_aside=aside),
            FileReport("c.csv", format="x"),
        )
    )
    assert inputs.reasons(reading) == (
        "a.csv: It is empty. Export it again. b.csv: No number in views. c.csv: Nothing in it counts videos."
    )
    assert inputs.refused(reading) == ["a.csv: It is empty. Export it again."]


def test_an_account_is_named_with_its_platform():
    """The handle may have its @."""
    assert inputs.account("TikTok/@name") == ("tiktok", "name")
    assert inputs.account("/a/b") == ("", "a/b")
    with pytest.raises(argparse.ArgumentTypeError, match="is no account"):
        inputs.account("name")


def test_no_file_takes_the_place_of_an_export(tmp_path):
    """Nor two outputs that of one another, however their paths are written."""
    export = tmp_path / "videos.csv"
    assert inputs.overwriting([tmp_path / "x" / ".." / "videos.csv"], [export]) is not None
    assert inputs.overwriting([tmp_path / "a", None, tmp_path / "a"], [export]) == tmp_path / "a"
    assert inputs.overwriting([tmp_path / "a", tmp_path / "b", None], [export]) is None


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_a_link_to_an_export_is_the_export(tmp_path, link):
    """Of either kind, and among two outputs as well."""
    export, other = tmp_path / "videos.csv", tmp_path / "other.csv"
    export.write_text("precious")
    getattr(other, link)(export)
    assert inputs.overwriting([other], [export]) == other
    assert inputs.overwriting([export, other], [tmp_path / "x"]) == other


def test_a_path_that_leads_to_itself_is_no_export(tmp_path):
    """Asking is no fault."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert inputs.overwriting([tmp_path / "x"], [tmp_path / "loop"]) is None


def test_as_says_what_the_rows_of_an_unclear_table_are(tmp_path):
    """Without it such a table is refused, with the flag that decides; a known export is what it is."""
    path = tmp_path / "x.csv"
    path.write_text("Date,Views,Saves,Memo\n2026-01-01,10,1,rain all day\n2026-01-02,20,2,at the sea\n")
    assert "--as days or --as videos" in refusal(path)
    found = {kind: inputs.read([path], kind) for kind in ("days", "videos")}
    assert found["days"].days["saves"].tolist() == [1, 2]
    assert found["videos"].videos["views"].tolist() == [10, 20]
    assert len(inputs.read([BUSINESS], "days").videos) == 184


@pytest.mark.parametrize("text", ["Title,Views\na,5\nb,6\n", "Memo,Place\na,b\n"])
def test_as_does_not_make_days_of_a_table_without_a_day(tmp_path, text):
    """It is refused, and its headers are named."""
    (tmp_path / "x.csv").write_text(text)
    (file,) = inputs.read([tmp_path / "x.csv"], "days").files
    assert file.format is None
    assert file.problems[0].startswith("No export that we know of TikTok")
