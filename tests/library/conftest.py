"""Every test of the library runs on both engines, unless it is about one of them."""

import os

import pytest

from tests.library import postgres
from worthsaving.library import Library


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    """No test may touch the user's own library."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WORTHSAVING_LIBRARY", raising=False)


@pytest.fixture(scope="session")
def _server():
    """A PostgreSQL of the tests' own; skipped where there is none, an error where CI promises one."""
    if postgres.programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(postgres.MISSING)
        pytest.skip(postgres.MISSING)
    with postgres.server() as address:
        yield address


@pytest.fixture
def on_server(_server):
    """The address of the server's database, emptied."""
    postgres.empty(_server)
    return _server


@pytest.fixture
def on_disk(tmp_path):
    """The address of a fresh file."""
    return str(tmp_path / "kept" / "library.sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    """The address of a fresh library, on each engine."""
    return request.getfixturevalue("on_disk" if request.param == "sqlite" else "on_server")


@pytest.fixture
def library(address):
    """A fresh library, on each engine."""
    return Library.open(address)
