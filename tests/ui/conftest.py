"""The library of a test of the app: empty, or with four weekly exports."""

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


@pytest.fixture
def four_weeks(library_path):
    """A library with four weekly exports."""
    library = Library.open(str(library_path))
    for week in range(4):
        library.keep(read_files([weekly.file(week)]), now=weekly.moment(week))
    return library
