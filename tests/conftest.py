"""What several tests need: the sample files, readings made from them, and small tables in the canonical shape."""

import gc
import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unittest import mock

import pandas as pd
import pytest

from worthsaving import schema
from worthsaving.reading import read_files

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(p for p in (ROOT / "sample_data").iterdir() if p.suffix in {".csv", ".zip", ".xlsx"})

APART = ("browser", "postgres", "simulation", "subprocess")
"""The kinds of tests that `python -m tests --quick` leaves out."""


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="run the long forms, too")


@pytest.hookimpl(tryfirst=True)  # before -m chooses among the markers
def pytest_collection_modifyitems(config, items):
    """Mark the tests of each kind; leave the long ones out unless they are asked for."""
    for item in items:
        for kind in _kinds(item):
            item.add_marker(kind)
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


def pytest_collection_finish():
    """Ten thousand tests are no garbage: leave them out of every later collection."""
    gc.collect()
    gc.freeze()


def _kinds(item) -> set[str]:
    """The kinds that a test's place and fixtures show."""
    values = item.callspec.params if hasattr(item, "callspec") else {}
    shown = {
        "browser": "browser" in item.path.parts,
        "postgres": "_server" in item.fixturenames or values.get("address") == "postgresql",
        "simulation": item.path.name == "test_simulated.py",
    }
    return {kind for kind, is_one in shown.items() if is_one}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """A test that starts a program must be marked, so that --quick can leave it out."""
    if any(item.get_closest_marker(kind) for kind in APART):
        return (yield)
    with mock.patch.object(subprocess.Popen, "__init__", _refuse_to_start):
        return (yield)


def _refuse_to_start(_, command, *args, **options):
    pytest.fail(f"{command} would be started: mark this test with @pytest.mark.subprocess")


@cache
def _reading(names: tuple[str, ...]):
    return read_files([(name, (ROOT / "sample_data" / name).read_bytes()) for name in names])


@pytest.fixture(scope="session", autouse=True)
def _no_library_of_the_users(tmp_path_factory):
    """No test may touch the library of whoever runs it: without its own a test's library is a fresh temporary file."""
    before = os.environ.get("WORTHSAVING_LIBRARY")
    os.environ["WORTHSAVING_LIBRARY"] = str(tmp_path_factory.mktemp("library") / "library.sqlite")
    yield
    os.environ.pop("WORTHSAVING_LIBRARY")
    if before is not None:
        os.environ["WORTHSAVING_LIBRARY"] = before


@pytest.fixture
def samples():
    """The reading of all sample files."""
    return _reading(tuple(path.name for path in SAMPLES))


@pytest.fixture
def make_videos():
    """Builds a canonical videos table from columns of equal length; what is not given is missing."""

    def make(**columns) -> pd.DataFrame:
        frame = pd.DataFrame(columns)
        for name in ("posted_at", "observed_at"):
            if name in frame:
                frame[name] = pd.to_datetime(frame[name], utc=True)
        return schema.conform(frame, schema.VIDEOS)

    return make


@pytest.fixture
def outcome(capsys):
    """Calls a command in this process: (exit code, stdout, stderr)."""

    def called(command: Callable[[], int]) -> tuple[int, str, str]:
        try:
            code = command()
        except SystemExit as left:
            code = left.code
        out = capsys.readouterr()
        return code, out.out, out.err

    return called


def pytest_make_parametrize_id(val, argname):
    """Bytes name a case by their argument: their content (a ZIP's time stamp, say) would differ between workers."""
    return argname if isinstance(val, bytes) else None
