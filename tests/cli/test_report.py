"""The command `report`."""

import argparse
import shutil

import pytest

from tests.report.making import samples
from worthsaving.cli import report
from worthsaving.reading.result import FileReport, Reading


def run(reading: Reading, *arguments: str) -> int:
    """Parse and run it as the command line does, on what was read."""
    parser = argparse.ArgumentParser()
    report.add_parser(parser.add_subparsers())
    options = parser.parse_args(["report", "some.csv", *arguments])
    return options.run(reading, options)


def test_it_writes_one_file(tmp_path, capsys):
    """The report is written, exit code 0; with several accounts one line says whose it is."""
    path = tmp_path / "report.html"
    assert run(samples(), "-o", str(path)) == 0
    assert path.read_bytes().lstrip().startswith(b"<!doctype html>")
    said = capsys.readouterr()
    assert said.out == ""
    assert "the report is about @tinykitchen.sample · TikTok" in said.err


def test_the_tables_and_pictures_too(tmp_path, capsys):
    """Workbook and pictures are written beside it where asked for."""
    paths = {name: tmp_path / f"x.{name}" for name in ("tables", "story", "card")}
    asked = [part for name, path in paths.items() for part in (f"--{name}", str(path))]
    whose = ("--account", "tiktok/@tinykitchen.sample")
    assert run(samples(), "-o", str(tmp_path / "r.html"), "--sections", "headline", *whose, *asked) == 0
    assert paths["tables"].read_bytes()[:2] == b"PK"
    assert all(paths[name].read_bytes().startswith(b"\x89PNG") for name in ("story", "card"))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--account", "tiktok/nobody"), "do not know tiktok/nobody. They know: tiktok/tinykitchen.sample"),
        (("--sections", "headline,weather"), "no section weather. Choose from: headline"),
        (("--from", "2026-05-01", "--to", "2026-04-01"), "is after"),
        (("--from", "2090-01-01"), "was posted from 1 Jan 2090. These files have Sep 2025 – Nov 2026 of it. Choose"),
        (("--to", "2001-01-01"), "was posted until 1 Jan 2001. These files have"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(tmp_path, capsys, arguments, words):
    """An unknown account or section, or dates the wrong way round: one line says what to do, and nothing is written."""
    path = tmp_path / "report.html"
    assert run(samples(), "-o", str(path), *arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not path.exists()


def test_nothing_to_report(tmp_path, capsys):
    """Files without videos and days: exit code 2 and the reasons."""
    files = FileReport("x.csv", problems=("It is empty.",)), FileReport("FollowerGender.csv", format="audience")
    assert run(Reading(files=files), "-o", str(tmp_path / "r.html")) == 2
    said = capsys.readouterr().err
    assert "x.csv: It is empty. FollowerGender.csv: Nothing in it counts videos." in said
    assert said.count("\n") == 1


def test_a_place_that_cannot_be_written(tmp_path, capsys):
    """A folder that is not there: exit code 2, one line, no traceback."""
    shutil.rmtree(tmp_path)
    assert run(samples(), "-o", str(tmp_path / "r.html"), "--sections", "headline") == 2
    assert "Choose another place" in capsys.readouterr().err


def test_a_link_to_an_export_is_not_overwritten(tmp_path, capsys, monkeypatch):
    """A hard link has another name and is the same file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "some.csv").write_text("precious")
    (tmp_path / "hard.html").hardlink_to(tmp_path / "some.csv")
    assert run(samples(), "-o", "hard.html") == 2
    assert "hard.html would be overwritten" in capsys.readouterr().err
    assert (tmp_path / "some.csv").read_text() == "precious"


@pytest.mark.parametrize(
    "outputs", [("-o", "some.csv"), ("-o", "r.html", "--tables", "some.csv"), ("-o", "x", "--card", "x")]
)
def test_no_export_and_no_other_output_is_overwritten(tmp_path, capsys, monkeypatch, outputs):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "some.csv").write_text("precious")
    assert run(samples(), *outputs) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["some.csv"]
    assert (tmp_path / "some.csv").read_text() == "precious"
