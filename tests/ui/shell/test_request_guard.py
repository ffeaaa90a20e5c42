"""The guard before Streamlit's server: which hosts and origins are answered, and what every answer says."""

import pytest
import streamlit as st

from tests.ui.apart import run_apart
from worthsaving.ui.shell import request_guard

OWN = ["localhost", "127.0.0.1", "::1"]
HERE, THERE = "http://localhost:8501", "https://saves.example.com"


@pytest.fixture
def settings(monkeypatch):
    """The settings of the app: those that are shipped, to be changed by a test."""
    now = {"server.allowedHosts": OWN, "server.enableCORS": True, "server.corsAllowedOrigins": []}
    monkeypatch.setattr(st, "get_option", now.get)
    return now


def answered(
    host: str,
    origin: str | None = None,
    *,
    kind: str = "websocket",
    path: str = "/_stcore/stream",
    more: tuple[tuple[bytes, bytes], ...] = (),
) -> list:
    """What the guard sends for a request, or that it hands it on."""
    headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin is not None else []), *more]
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"SAMEORIGIN")]})

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "method": "GET", "headers": headers}
    run_apart(request_guard.RequestGuard(app)(scope, None, send))
    return sent


def passes(*given, **named) -> bool:
    return answered(*given, **named)[0].get("status") == 200


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    ("host", "origin", "passed"),
    [
        ("localhost:8501", None, True),
        ("localhost:8501", HERE, True),
        ("LOCALHOST:8501", HERE, True),
        ("localhost.:8501", "http://localhost.:8501", True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("[::1]:8501", "http://[::1]:8501", True),
        ("localhost:8501", "http://localhost:8502", False),
        ("localhost:8501", "http://127.0.0.1:8501", False),
        ("localhost:8501", THERE, False),
        ("localhost:8501", "null", False),
        ("localhost:8501", "", False),
        ("saves.example.com", None, False),
        ("saves.example.com", THERE, False),
        ("localhost.example.com:8501", None, False),
        ("localhost@example.com", None, False),
        ("[localhost", None, False),
        ("localhost:port", None, False),
        ("localhost..:8501", None, False),
        ("http://localhost:8501", None, False),
        ("[::1]saves.example.com", None, False),
        ("localhost, saves.example.com", None, False),
        ("", None, False),
        ("localhost:8501", "https://localhost:8501", True),
        ("localhost:8501", "//localhost:8501", False),
        ("localhost:8501", "app://localhost:8501", False),
        ("localhost:8501", "http://localhost:8501/page", False),
        ("localhost:8501", "http://saves.example.com@localhost:8501", False),
    ],
)
def test_only_own_pages_under_own_names_are_answered(settings, kind, host, origin, passed):
    """Another name is what DNS rebinding shows; another port of this machine is somebody else's page."""
    assert passes(host, origin, kind=kind) == passed


@pytest.mark.parametrize(
    ("changed", "host", "origin", "passed"),
    [
        ({"server.allowedHosts": ["saves.example.com"]}, "saves.example.com", THERE, True),
        ({"server.allowedHosts": ["saves.example.com"]}, "localhost:8501", HERE, False),
        ({"server.allowedHosts": ["Saves.Example.com."]}, "saves.example.com:443", None, True),
        ({"server.allowedHosts": ["*.example.com"]}, "saves.example.com", THERE, True),
        ({"server.allowedHosts": ["*.example.com"]}, "example.com", None, False),
        ({"server.allowedHosts": ["*.example.com"]}, "badexample.com", None, False),
        ({"server.allowedHosts": ["*"]}, "anything", None, True),
        ({"server.allowedHosts": ["*"]}, "", None, False),
        ({"server.allowedHosts": []}, "anything", "http://anything", True),
        ({"server.allowedHosts": []}, "anything", THERE, False),
        ({"server.corsAllowedOrigins": [THERE]}, "localhost:8501", THERE, True),
        ({"browser.serverAddress": "saves.example.com"}, "localhost:8501", THERE, True),
        ({"browser.serverAddress": "saves.example.com"}, "localhost:8501", "https://saves.example.com:9443", False),
        (
            {"browser.serverAddress": "saves.example.com", "browser.serverPort": 9443},
            "localhost:8501",
            "https://saves.example.com:9443",
            True,
        ),
        ({"browser.serverAddress": "localhost"}, "localhost:8501", "http://localhost:9", False),
        ({"server.enableCORS": False}, "localhost:8501", THERE, True),
        ({"server.enableCORS": False}, "saves.example.com", THERE, False),
    ],
)
def test_a_host_names_its_own(settings, changed, host, origin, passed):
    """Whoever serves the app to others says under which name, or which other origins may talk to it."""
    settings.update(changed)
    assert passes(host, origin) == passed


def test_a_health_check_needs_no_name(settings):
    """A machine that watches the app asks by its number, over HTTP only."""
    assert passes("10.0.0.7:8501", kind="http", path="/_stcore/health")
    assert not passes("10.0.0.7:8501", path="/_stcore/health")
    assert not passes("10.0.0.7:8501", kind="http", path="/media/_stcore/health")
    settings["server.baseUrlPath"] = "saves/"
    assert passes("10.0.0.7:8501", kind="http", path="/saves/_stcore/health")


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "more",
    [
        ((b"host", b"localhost:8501"),),
        ((b"host", b"saves.example.com"),),
        ((b"origin", HERE.encode()),),
        ((b"content-length", b"5"), (b"transfer-encoding", b"chunked")),
        ((b"content-length", b"5"), (b"content-length", b"6")),
    ],
    ids=["two hosts", "two names", "two origins", "length and chunks", "two lengths"],
)
def test_what_a_proxy_may_read_otherwise_is_refused(settings, kind, more):
    """A proxy that took the other host, or another end of the body, would have let something else through.

    The connection is closed: what follows may be a request that the proxy has not seen.
    """
    start = answered("localhost:8501", HERE, kind=kind, more=more)[0]
    assert start.get("status") == 403 or start["type"] == "websocket.close"
    assert kind == "websocket" or dict(start["headers"])[b"connection"] == b"close"


@pytest.mark.parametrize("host", ["localhost:8501", "saves.example.com"])
def test_every_answer_has_the_headers(settings, host):
    """Also a refusal; a header that Streamlit sets itself is replaced, not doubled."""
    start = answered(host, kind="http")[0]
    names = [name.decode() for name, _ in start["headers"]]
    assert {name.lower() for name in request_guard.HEADERS} <= set(names)
    assert len(names) == len(set(names))
    assert dict(start["headers"])[b"x-frame-options"] == b"DENY"


@pytest.mark.parametrize(
    ("path", "stored"), [("/media/a5919d", False), ("/saves/media/a5919d", False), ("/static/js/main.js", True)]
)
def test_no_download_stays_in_a_browsers_or_a_proxys_store(settings, path, stored):
    """It holds somebody's numbers; Streamlit's own scripts may stay."""
    settings["server.baseUrlPath"] = "saves" if path.startswith("/saves") else ""
    start = answered("localhost:8501", kind="http", path=path)[0]
    assert (dict(start["headers"]).get(b"cache-control") == b"no-store") == (not stored)
