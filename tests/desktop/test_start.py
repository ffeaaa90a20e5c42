"""The start program: starts the app or opens the one that runs, says what goes wrong, stops the app with its window."""

import subprocess
import sys
import time
import webbrowser
from typing import ClassVar

import pytest

from tests.conftest import ROOT
from worthsaving import __version__
from worthsaving.desktop import server, start
from worthsaving.desktop.running import Lock, Running
from worthsaving.words.desktop import window as words


class Told:
    """A server that starts, answers and ends when a test says so."""

    started: ClassVar[list["Told"]] = []

    def __init__(self, port):
        self.port, self.over = port, False
        Told.started.append(self)

    def ended(self):
        return self.over

    def last_line(self):
        return "address already in use"

    def stop(self):
        self.over = True


@pytest.fixture
def told(monkeypatch):
    """Servers and browser of the test's own; yields (those that answer, the addresses that were opened)."""
    ports, opened = set(), []
    monkeypatch.setattr(Told, "started", [])
    monkeypatch.setattr(start, "Server", Told)
    monkeypatch.setattr(server, "free_port", lambda: 8501 + len(Told.started))
    monkeypatch.setattr(server, "answers", ports.__contains__)
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    return ports, opened


def test_the_browser_opens_once_the_app_answers(told, tmp_path):
    """Not before, and once only; the second start finds it."""
    answering, opened = told
    app = start.App(Lock(tmp_path))
    assert app.look() == app.look() == words.starting()
    assert opened == []
    answering.add(8501)
    assert app.look() == app.look() == words.running("http://localhost:8501", opened=True, usual=True)
    assert opened == ["http://localhost:8501"]
    assert Lock(tmp_path).noted() == Running(8501, __version__)
    app.stop()
    assert Told.started[0].over


def test_without_a_browser_the_address_is_said(told, tmp_path, monkeypatch):
    """Whether none is found or the system fails at it."""

    def none(address):
        raise webbrowser.Error("no browser")

    told[0].add(8501)
    monkeypatch.setattr(webbrowser, "open", none)
    app = start.App(Lock(tmp_path))
    app.look()
    said = app.look()
    assert words.NO_BROWSER in said.lines
    assert said.address == "http://localhost:8501"


def test_a_port_that_was_taken_meanwhile_is_tried_anew(told, tmp_path):
    """The window says that the address is not the usual one; so does the note for a second start."""
    app = start.App(Lock(tmp_path))
    app.look()
    Told.started[0].over = True
    assert app.look() == words.starting()
    told[0].add(8502)
    assert app.look() == words.running("http://localhost:8502", opened=True, usual=False)
    assert Lock(tmp_path).noted().port == 8502


def test_an_app_that_never_starts_is_given_up(told, tmp_path):
    """After three starts its last line is said."""
    app = start.App(Lock(tmp_path))
    for _ in range(start.STARTS):
        assert app.look() == words.starting()
        Told.started[-1].over = True
    assert app.look() == words.ended("address already in use")
    assert len(Told.started) == start.STARTS


def test_an_app_that_ends_later_is_not_started_again(told, tmp_path):
    """Whoever worked in it must know that it is gone."""
    told[0].add(8501)
    app = start.App(Lock(tmp_path))
    app.look()
    app.look()
    Told.started[0].over = True
    assert app.look() == words.ended("address already in use")
    assert len(Told.started) == 1


def test_a_second_start_opens_the_running_app(told, tmp_path):
    """As soon as it answers, and leaves it running."""
    lock = Lock(tmp_path)
    lock.take()
    lock.note(Running(8501, __version__))
    second = start.AppOfFirstStart(Lock(tmp_path))
    assert second.look() == words.starting()
    told[0].add(8501)
    assert second.look() == words.runs_already("http://localhost:8501", opened=True)
    second.stop()
    assert lock.noted() == Running(8501, __version__)


def test_another_version_that_runs_is_named(told, tmp_path):
    """The running one would be taken for the new one."""
    lock = Lock(tmp_path)
    lock.note(Running(8501, "0.0.9"))
    told[0].add(8501)
    said = start.AppOfFirstStart(lock).look()
    assert said == words.other_version_runs("0.0.9", __version__)
    assert told[1] == []


def test_a_running_app_that_does_not_answer_is_given_up(told, tmp_path, monkeypatch):
    """After a minute."""
    monkeypatch.setattr(start, "PATIENCE", 0.0)
    assert start.AppOfFirstStart(Lock(tmp_path)).look() == words.no_answer()


@pytest.fixture
def starting(tmp_path):
    """Starts the real program in a terminal, with a cache folder and a browser of its own; a list of those started."""
    running = []

    def begin():
        settings = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "BROWSER": f"/bin/sh -c 'echo %s >> {tmp_path}/opened'",
            "PYTHONUNBUFFERED": "1",
        }
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "worthsaving.desktop"], cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True
            )
        )
        return running[-1]

    yield begin
    for program in running:
        program.kill()
        program.communicate()


def address_of(program):
    """What it prints as its address; the lines before are read."""
    return next(line for line in iter(program.stdout.readline, "") if line.startswith("http")).strip()


def until_gone(address):
    """Wait until nothing answers at an address."""
    port = int(address.rpartition(":")[2])
    for _ in range(300):
        if not server.answers(port):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.subprocess
@pytest.mark.skipif(sys.platform != "linux", reason="a browser is named by BROWSER, and there is no screen, only there")
@pytest.mark.parametrize("end", ["terminate", "kill"])
def test_the_real_program_started_twice_and_ended(starting, tmp_path, end):
    """The second start opens the first one's app. With the first program the server ends, also where it is killed."""
    first = starting()
    address = address_of(first)
    second = starting()
    assert address_of(second) == address
    assert second.wait(60) == 0
    assert (tmp_path / "opened").read_text().split() == [address, address]
    getattr(first, end)()
    first.wait(60)
    assert until_gone(address)
    third = starting()
    assert address_of(third).startswith("http://localhost:")
