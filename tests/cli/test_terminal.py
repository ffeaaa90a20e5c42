"""What is shown and said on a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from worthsaving.cli.terminal import NotWritten, printable, refuse, say, show, show_json

FULL = Path("/dev/full")


@pytest.fixture
def stream(monkeypatch):
    """Puts an open file in the place of a standard stream."""
    opened = []

    def put(name: str, path: Path):
        opened.append(path.open("w", encoding="utf-8"))
        monkeypatch.setattr(sys, name, opened[-1])
        return opened[-1]

    yield put
    for file in opened:
        file.close()


def test_a_file_cannot_steer_the_terminal(capsys):
    """No escape code or line end of a name or title comes through."""
    say("caption\x1b[2J\nof\u202e a file")
    assert capsys.readouterr().err == "caption [2J of  a file\n"
    assert printable("Säge 保存") == "Säge 保存"


def test_answers_and_refusals_go_apart(capsys):
    """What was asked for goes to standard output, why it is not done to standard error, with exit code 2."""
    show("one\ntwo")
    show_json({"title": "保存"})
    assert refuse("No.\nNot so.") == 2
    said = capsys.readouterr()
    assert said.out == 'one\ntwo\n{\n  "title": "\\u4fdd\\u5b58"\n}\n'
    assert said.err == "No. Not so.\n"


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_closed_stream_is_no_other_stream(monkeypatch, capsys, name):
    """What would go to a stream that the caller closed goes nowhere, least of all into the other one."""
    monkeypatch.setattr(sys, name, None)
    (show if name == "stdout" else say)("words")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
def test_an_answer_without_room_is_a_fault_that_is_told_once(stream):
    """The caller hears of it; what is left unwritten is dropped, so that it fails no second time."""
    output = stream("stdout", FULL)
    with pytest.raises(NotWritten, match=r"No space left on device\). Free some space, or write it elsewhere\.$"):
        show("words")
    show("more words")
    output.flush()


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
def test_a_line_without_room_costs_nothing(stream):
    """Nobody can be told that nobody can be told."""
    stream("stderr", FULL)
    say("words")
    assert refuse("more words") == 2


def test_a_reader_who_has_seen_enough_is_no_fault(monkeypatch):
    """A pipe whose reader has gone takes what is shown without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as output:
        monkeypatch.setattr(sys, "stdout", output)
        show("words")
        show("more words")
