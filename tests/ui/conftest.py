"""The library of a test of the app: empty, or with four weekly exports."""

import shutil

import pytest

from tests.ui import weekly
from worthsaving.library import Library
from worthsaving.reading import read_files


@pytest.fixture
def library_path(tmp_path, monkeypatch):
    """The path that the app's library would have; nothing is there yet."""
    path = tmp_path / "data" / "library.sqlite"
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(path))
    return path


@pytest.fixture(scope="session")
def _kept_once(tmp_path_factory):
    """The folder of a library with four weekly exports: kept once, copied for each test."""
    path = tmp_path_factory.mktemp("four_weeks") / "library.sqlite"
    library = Library.open(str(path))
    for week in range(4):
        library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    return path.parent


@pytest.fixture
def four_weeks(library_path, _kept_once):
    """A library with four weekly exports."""
    shutil.copytree(_kept_once, library_path.parent)
    return Library.open(str(library_path))
