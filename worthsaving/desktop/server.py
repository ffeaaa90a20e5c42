"""The app's server as a process of its own: its port, whether it answers, how it ends."""

import http.client
import socket
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path

from worthsaving.data.app_files import desktop_folder

USUAL_PORT = 8501
_OWN_MACHINE = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_GOODBYE = 6.0  # seconds that a server has to end by itself; what it writes to a library is whole at any moment
_OPTIONS = (
    "--server.address=127.0.0.1",  # some systems do not know the name localhost; every browser does
    "--server.headless=true",  # the browser is opened here, once the app answers
    "--server.fileWatcherType=none",
    "--server.runOnSave=false",
)

if sys.platform == "win32":
    _HIDDEN = subprocess.CREATE_NO_WINDOW  # else a second, empty window would open
else:
    _HIDDEN = 0


def free_port(wanted: int = USUAL_PORT) -> int:
    """Return the port `wanted` if nothing listens there, else one that the system says is free."""
    return wanted if _is_free(wanted) else _any_port()


def _is_free(port: int) -> bool:
    """Whether this machine's own addresses are all free at a port: a browser may try either one first."""
    for family, address in _OWN_MACHINE:
        try:
            with socket.socket(family, socket.SOCK_STREAM) as asked:
                if asked.connect_ex((address, port)) == 0:
                    return False
        except OSError:  # this machine has no such addresses
            continue
    try:
        with socket.socket() as tried:
            if sys.platform != "win32":  # there it would share a port that is taken
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


def _any_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def address(port: int) -> str:
    """Return the app's address at a port, as a browser takes it."""
    return f"http://localhost:{port}"


def answers(port: int) -> bool:
    """Whether our app answers at a port: other programs do not send its security headers."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asking.request("GET", "/_stcore/health")
        answer = asking.getresponse()
        return answer.status == 200 and "frame-ancestors 'none'" in (answer.getheader("Content-Security-Policy") or "")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


class Server:
    """The app's server, started at a port.

    It reads from a pipe that this process holds, and ends when the pipe does: also when this process is killed.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self._printed: deque[str] = deque(maxlen=20)
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            [*command(), "app", "--stop-with-input", "--", f"--server.port={port}", *_OPTIONS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            creationflags=_HIDDEN,
            text=True,
            errors="replace",
            start_new_session=True,  # Ctrl+C reaches this process alone, which then ends the server in order
        )
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def ended(self) -> bool:
        """Whether the server has ended."""
        return self._process.poll() is not None

    def last_line(self) -> str:
        """Return the last line that the server printed, empty without any; PyInstaller's own last words tell nothing."""
        self._listening.join(1 if self.ended() else 0)
        return next((line for line in reversed(self._printed) if line and not line.startswith("[PYI-")), "")

    def stop(self) -> None:
        """End the server and wait for it."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listening.join(1)

    def _listen(self) -> None:
        if self._process.stdout:
            with self._process.stdout as lines:
                for line in lines:
                    self._printed.append(line.strip())


def command() -> list[str]:
    """Return the command line's own command: the program that lies in the folder, or this Python with the package."""
    folder = desktop_folder()
    if folder is None:
        return [sys.executable, "-m", "worthsaving"]
    return [str(folder / f"worthsaving{Path(sys.executable).suffix}")]
