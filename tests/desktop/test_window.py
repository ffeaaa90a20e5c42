"""The start program's window: what it shows, and the terminal where there is no screen."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from worthsaving.desktop import window
from worthsaving.words.desktop import window as words

ADDRESS = "http://localhost:8501"


@pytest.fixture
def at_once(monkeypatch):
    """No waiting between two looks."""
    monkeypatch.setattr(window, "_PAUSE", 0.0)


def test_without_a_screen_each_message_is_printed_once(at_once, capsys):
    """With the address on a line of its own and how to stop it; the last one is returned."""
    said = [words.starting()] * 2 + [words.running(ADDRESS, opened=True, usual=True)] * 3 + [words.ended("no room")]
    looks = iter(said)
    assert window.in_terminal(lambda: next(looks)) == said[-1]
    printed = capsys.readouterr().out
    assert printed.count("Worth Saving is starting") == printed.count("Worth Saving is running") == 1
    assert f"\n{ADDRESS}\n{words.STOP_IN_TERMINAL}\n" in printed
    assert "The last it said was: no room" in printed


def test_without_a_screen_nor_a_terminal_the_app_runs(at_once, monkeypatch):
    """Started from a desktop without either, there is nobody to tell."""
    monkeypatch.setattr(sys, "stdout", None)
    looks = iter([words.starting(), words.ended("")])
    assert window.in_terminal(lambda: next(looks)) == words.ended("")


@pytest.mark.skipif(window.tkinter is None, reason="this Python has no tkinter")
@pytest.mark.parametrize("fault", ["no display name and no $DISPLAY", "failed to allocate font"])
def test_where_no_window_can_be_drawn_the_terminal_is_used(at_once, monkeypatch, capsys, fault):
    """Without a screen, and on a screen without fonts, where the half-made window is taken away."""
    gone = []

    class Screen:
        def __init__(self):
            if "DISPLAY" in fault:
                raise window.tkinter.TclError(fault)

        def title(self, text):
            raise window.tkinter.TclError(fault)

        def destroy(self):
            gone.append(fault)

    monkeypatch.setattr(window.tkinter, "Tk", Screen)
    looks = iter([words.starting(), words.ended("")])
    assert window.show(lambda: next(looks), lambda: True) == words.ended("")
    assert "Worth Saving is starting" in capsys.readouterr().out
    assert len(gone) == ("font" in fault)


SHOW = """
import sys
from worthsaving.desktop import window
from worthsaving.words.desktop import window as words
looks = iter([words.starting(), words.running("http://localhost:8501", opened=False, usual=False)])
last = None
def look():
    global last
    last = next(looks, last)
    return last
opened = []
def drive():
    import tkinter
    board = window._window(look, lambda: opened.append(1) or True)
    shown = board._root
    def press():
        board._open.invoke()
        board._copy.invoke()
        print(board._heading["text"], board._lines["text"], board._address.get(), shown.clipboard_get(), board._open["state"], sep="|")
        board._close.invoke()
    shown.after(1500, press)
    board.run()
    print("closed", len(opened))
drive()
"""


@pytest.mark.subprocess
@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb (Debian: apt-get install xvfb)")
def test_the_window_shows_the_address_and_its_buttons_work(tmp_path):
    """Open opens, Copy copies, and closing it ends the loop."""
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1024x768x24"], pass_fds=[write]
    ) as screen:
        os.close(write)
        display = os.read(read, 20).decode().strip()
        settings = {**os.environ, "DISPLAY": f":{display}"}
        done = subprocess.run(
            [sys.executable, "-c", SHOW],
            cwd=ROOT,
            env=settings,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        screen.terminate()
    os.close(read)
    shown = "|".join(
        [
            "Worth Saving is running",
            "\n".join(words.running(ADDRESS, opened=False, usual=False).lines),
            ADDRESS,
            ADDRESS,
            "normal",
        ]
    )
    assert done.stdout == f"{shown}\nclosed 1\n", done.stderr
