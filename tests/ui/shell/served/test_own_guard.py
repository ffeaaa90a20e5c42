"""Uploads at the guard: only what says how long it is, and what is on its way counts."""

import pytest

from tests.ui.apart import run_apart
from worthsaving.ui.shell.served import limits, own_guard, settings
from worthsaving.ui.shell.served.settings import Limits

MB = 1024 * 1024
LIMITS = Limits(visits=1, files=1, held_mb=1)


def answered(length: str | None, *, method: str = "PUT", meanwhile=lambda: None) -> int:
    """The status of the answer to an upload; `meanwhile` is called while the app takes it."""
    sent = []

    async def app(scope, receive, send):
        meanwhile()
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message):
        sent.append(message)

    headers = [] if length is None else [(b"content-length", length.encode())]
    scope = {"type": "http", "path": "/_stcore/upload_file/visit/file", "method": method, "headers": headers}
    run_apart(own_guard.OwnGuard(app, lambda route: f"/{route}")(scope, None, send))
    return sent[0]["status"]


@pytest.fixture
def limited(monkeypatch):
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, LIMITS)])


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize(
    ("length", "status"),
    [(str(4 * MB), 204), (str(4 * MB + 1), 413), (None, 411), ("", 411), ("-1", 411), ("1e3", 411), ("٣", 411)],
)
def test_an_upload_says_how_long_it_is(length, status):
    """One in chunks would count nothing, however much comes."""
    assert answered(length) == status


@pytest.mark.usefixtures("limited")
def test_what_is_on_its_way_counts():
    """Uploads at the same time have room together only, and each frees its room at its end."""
    room = []

    def ask() -> None:
        room.extend(limits.has_room_for_upload("visit", size) for size in (MB, MB + 1))

    assert answered(str(3 * MB), meanwhile=ask) == 204
    assert room == [True, False]
    assert answered(str(4 * MB)) == 204
    assert limits._coming == {}


@pytest.mark.usefixtures("limited")
def test_taking_an_upload_away_needs_no_length():
    """A browser sends none with it."""
    assert answered(None, method="DELETE") == 204


def test_nothing_is_limited_on_ones_own_machine(monkeypatch):
    """An upload without a length is taken there."""
    monkeypatch.setattr(settings, "_once", [settings.Settings({}, None, None)])
    assert answered(None) == 204
