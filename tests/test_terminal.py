"""What is said on a terminal."""

from __future__ import annotations

from pathlib import Path

from worthsaving.terminal import printable, say, taken


def test_a_file_cannot_steer_the_terminal(capsys):
    """No escape code or line end of a name or title comes through."""
    say("caption\x1b[2J\nof\u202e a file")
    assert capsys.readouterr().err == "caption [2J of  a file\n"
    assert printable("Säge 保存") == "Säge 保存"


def test_no_file_takes_the_place_of_an_export(tmp_path: Path):
    """Nor two outputs that of one another, however their paths are written."""
    export = tmp_path / "videos.csv"
    assert taken([tmp_path / "x" / ".." / "videos.csv"], [export]) is not None
    assert taken([tmp_path / "a", None, tmp_path / "a"], [export]) == tmp_path / "a"
    assert taken([tmp_path / "a", tmp_path / "b", None], [export]) is None
