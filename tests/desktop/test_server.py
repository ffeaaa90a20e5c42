"""The server's process: a free port, whether it is our app that answers, and its end."""

import http.server
import socket
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager

import pytest

from worthsaving.data import app_files
from worthsaving.desktop import server
from worthsaving.ui.shell.request_guard import HEADERS


@contextmanager
def listening(family=socket.AF_INET, address="127.0.0.1"):
    """A port of this machine on which somebody listens."""
    with socket.socket(family) as taken:
        taken.bind((address, 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_the_wanted_port_is_taken_where_it_is_free():
    """The same address every day, so that a bookmark holds."""
    with listening() as port:
        pass
    assert server.free_port(port) == port


def test_a_port_in_use_is_left_alone():
    """Another one is found, on which nobody listens."""
    with listening() as port:
        other = server.free_port(port)
        assert other != port
        assert server.free_port(other) == other


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_a_port_in_use_at_the_other_address_is_left_alone():
    """A browser that is told localhost may try ::1 first."""
    try:
        with listening(socket.AF_INET6, "::1") as port:
            assert server.free_port(port) != port
    except OSError:
        pytest.skip("this machine has no ::1")


@pytest.mark.parametrize(("headers", "ours"), [({}, False), (HEADERS, True)], ids=["another", "ours"])
def test_only_our_own_app_counts_as_an_answer(headers, ours):
    """Another program can have taken the port: Streamlit's health address is the same in each of its apps."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        assert server.answers(other.server_port) is ours
        other.shutdown()


def test_where_nobody_listens_nobody_answers():
    """No error: it is asked again and again while the app starts."""
    with listening() as port:
        pass
    assert not server.answers(port)


@pytest.mark.subprocess
def test_the_server_answers_and_ends():
    """Started as the start program does, it answers, and ends when it is told."""
    started = server.Server(server.free_port())
    try:
        until = time.monotonic() + 120
        while not server.answers(started.port) and time.monotonic() < until:
            assert not started.ended(), started.last_line()
            time.sleep(0.1)
        with urllib.request.urlopen(server.address(started.port)) as page:
            assert b"<html" in page.read()
        assert not started.ended()
    finally:
        started.stop()
    assert started.ended()
    assert not server.answers(started.port)


@pytest.mark.subprocess
def test_a_server_that_cannot_start_leaves_its_reason(monkeypatch):
    """The last line that it printed, for the window to show."""
    monkeypatch.setattr(
        server,
        "command",
        lambda: [sys.executable, "-c", "print('out of luck'); print(); print('[PYI-5:ERROR] Failed')"],
    )
    started = server.Server(1)
    started.stop()
    assert started.ended()
    assert started.last_line() == "out of luck"


@pytest.mark.parametrize(
    ("program", "beside"), [("Worth Saving", "worthsaving"), ("Worth Saving.exe", "worthsaving.exe")]
)
def test_in_the_folder_the_command_lies_beside_the_program(monkeypatch, tmp_path, program, beside):
    """There is no Python to start there."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / program))
    assert server.command() == [str(tmp_path / beside)]
    assert app_files.desktop_folder() == tmp_path
