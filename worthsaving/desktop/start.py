"""The start program: starts the app or opens the one that runs, and stops it when its window is closed."""

import signal
import sys
import time
import webbrowser
from contextlib import suppress

from worthsaving import __version__
from worthsaving.desktop import server, window
from worthsaving.desktop.running import Lock, Running
from worthsaving.desktop.server import Server
from worthsaving.words.desktop import window as words
from worthsaving.words.desktop.window import Message

STARTS = 3  # a port can be taken by another program between the look and the start
PATIENCE = 60.0  # seconds for which a second start waits for the first one's app


def main() -> int:
    """Start the app, or open the one that runs; return 0 if it could be opened.

    Returns when the window is closed, or the process is asked to end.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):  # no system has all of them
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit(0))
    lock = Lock()
    app = App(lock) if lock.take() else AppOfFirstStart(lock)
    try:
        said = window.show(app.look, app.open)
    finally:
        app.stop()
    return int(said.over and not said.brief)


class App:
    """The app while its window is open."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._server: Server | None = None
        self._starts = 0
        self._answered = False
        self._opened = False

    def look(self) -> Message:
        """Start the server where there is none yet, and return what there is to say now. Called again and again."""
        if self._server is None or (self._server.ended() and not self._answered and self._starts < STARTS):
            self._start()
            return words.starting()
        if self._server.ended():
            return words.ended(self._server.last_line())
        if not self._answered and server.answers(self._server.port):
            self._answered = True
            self.open()
        if not self._answered:
            return words.starting()
        usual = self._server.port == server.USUAL_PORT
        return words.running(server.address(self._server.port), opened=self._opened, usual=usual)

    def open(self) -> bool:
        """Open the app in the browser; return whether there is one."""
        self._opened = self._server is not None and open_browser(server.address(self._server.port))
        return self._opened

    def stop(self) -> None:
        """End the server, and give a next start its turn."""
        if self._server is not None:
            self._server.stop()
        self._lock.release()

    def _start(self) -> None:
        if self._server is not None:
            self._server.stop()
        self._server = Server(server.free_port())
        self._starts += 1
        self._lock.note(Running(self._server.port, __version__))


class AppOfFirstStart:
    """The app that an earlier start runs, seen from a second one."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._until = time.monotonic() + PATIENCE

    def look(self) -> Message:
        """Open the app once it answers, and return what there is to say now. Called again and again until it is over."""
        running = self._lock.noted()
        if running and running.version != __version__:
            return words.other_version_runs(running.version, __version__)
        if running and server.answers(running.port):
            return words.runs_already(server.address(running.port), opened=self.open())
        return words.starting() if time.monotonic() < self._until else words.no_answer()

    def open(self) -> bool:
        """Open the app in the browser; return whether there is one."""
        running = self._lock.noted()
        return running is not None and open_browser(server.address(running.port))

    def stop(self) -> None:
        """Leave it running: its own window stops it."""


def open_browser(address: str) -> bool:
    """Open an address in the user's browser; return whether one was found."""
    with suppress(webbrowser.Error, OSError):
        return webbrowser.open(address)
    return False
