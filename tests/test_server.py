"""The server as it is started: what it answers a stranger, and that it asks nobody anything."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.subprocess
STARTS = {"streamlit run": ("-m", "streamlit", "run", "app.py"), "worthsaving app": ("-m", "worthsaving", "app", "--")}
WATCH = """
import os, sys
def watch(event, given):
    host = {"socket.getaddrinfo": lambda: given[0], "socket.connect": lambda: given[1][0]}.get(event, lambda: None)()
    if isinstance(host, bytes):
        host = host.decode()
    if host not in (None, "", "localhost", "127.0.0.1", "::1") and not host.startswith("/"):
        with open(os.environ["ASKED"], "a") as file:
            print(event, host, file=file)
sys.addaudithook(watch)
"""
"""Put before a program: writes down every other machine that it looks up or connects to."""
KNOCKS = {
    "another site": {"Origin": "https://elsewhere.example"},
    "another name": {"Host": "rebound.example", "Origin": "http://rebound.example"},
    "another port": {"Origin": "http://localhost:9"},
    "no origin": {"Origin": "null"},
}
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@contextmanager
def started(command, folder, *, cwd=ROOT, **environment):
    """The app, started with this command; yields its port and the file that names whom it asked."""
    (folder / "sitecustomize.py").write_text(WATCH)
    asked = folder / "asked"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "ASKED": str(asked), **environment}
    options = ["--server.port", str(port)]
    with subprocess.Popen([sys.executable, *command, *options], cwd=cwd, env=settings) as server:
        try:
            for _ in range(240):
                try:
                    if knock(port, "/_stcore/health") == 200:
                        break
                except OSError:
                    assert server.poll() is None, "the app did not start"
                    time.sleep(0.25)
            yield port, asked
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def knock(port: int, path: str, **headers: str) -> int:
    """Ask the app for a path with these headers; returns the status of its answer."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    asking.putrequest("GET", path, skip_host=True)
    for name, value in {"Host": f"localhost:{port}", **headers}.items():
        asking.putheader(name, value)
    asking.endheaders()
    status = asking.getresponse().status
    asking.close()
    return status


@pytest.mark.parametrize("address", ["localhost", "0.0.0.0"])
@pytest.mark.parametrize("command", STARTS.values(), ids=STARTS)
def test_a_strangers_knock_is_refused_and_nobody_is_asked(tmp_path, command, address):
    """Before the first visit, too: no other machine is looked up or connected to, whoever knocks."""
    with started((*command, "--server.headless", "true", "--server.address", address), tmp_path) as (port, asked):
        for who, headers in KNOCKS.items():
            assert knock(port, "/_stcore/stream", **UPGRADE, **headers) == 403, who
            assert knock(port, "/_stcore/host-config", **headers) == 403, who
        own = {"Origin": f"http://localhost:{port}"}
        assert knock(port, "/_stcore/stream", **UPGRADE, **own) == 101
        assert knock(port, "/_stcore/host-config", **own) == 200
        assert knock(port, "/_stcore/health", Host="10.0.0.7") == 200
        with urlopen(f"http://localhost:{port}/_stcore/host-config") as told:
            assert json.load(told)["allowedOrigins"] == []  # whose messages Streamlit's page would obey
    assert not asked.exists(), asked.read_text()


def test_origins_that_a_host_allows_ask_nobody_either(tmp_path):
    """Streamlit looks for an allowed origin only after it has asked for its own address."""
    allowed = ("--server.headless", "true", "--server.corsAllowedOrigins", "https://saves.example.com")
    with started((*STARTS["streamlit run"], *allowed), tmp_path) as (port, asked):
        assert knock(port, "/_stcore/stream", **UPGRADE, Origin="https://saves.example.com") == 101
    asked_for = asked.read_text() if asked.exists() else ""
    assert "getaddrinfo" not in asked_for, asked_for


@pytest.mark.skipif(sys.platform != "linux", reason="a browser is named by BROWSER there")
def test_the_browser_opens_where_there_is_a_screen(tmp_path):
    """As the README says, and at the app's own address."""
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" > {opened}\n')
    browser.chmod(0o755)
    tools = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    browser.rename(tmp_path / "xdg-open")
    command = (*STARTS["worthsaving app"], "--server.headless", "false")
    with started(command, tmp_path, PATH=tools, BROWSER=str(tmp_path / "xdg-open")) as (port, _):
        for _ in range(100):
            if opened.exists() and opened.read_text():
                break
            time.sleep(0.1)
        assert opened.read_text().strip() == f"http://localhost:{port}"
