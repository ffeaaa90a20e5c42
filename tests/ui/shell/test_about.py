"""The app's foot: licences, where the data lies, how to remove the app."""

import sys

import pytest
from streamlit.testing.v1 import AppTest

from worthsaving.data import app_files
from worthsaving.ui.shell import library_access


def foot() -> str:
    """All that the foot says on Home, empty where there is none."""
    app = AppTest.from_file(str(app_files.SCRIPT), default_timeout=60).run()
    assert not app.exception
    said = [caption.value.replace("\\", "") for caption in app.sidebar.caption]
    begin = next((number for number, text in enumerate(said) if "MIT licence" in text), len(said))
    return "\n".join(said[begin:])


@pytest.fixture(autouse=True)
def library(monkeypatch, tmp_path):
    """Where this test's library would lie."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", str(tmp_path / "library.sqlite"))
    return tmp_path / "library.sqlite"


def test_the_foot_says_where_the_data_lies_and_how_to_remove_the_app(library):
    """An installed package is uninstalled; what was kept stays."""
    said = foot()
    assert str(library) in said
    assert "uninstall it" in said
    assert not library.exists()


def test_in_the_folder_to_double_click_it_names_the_folder(monkeypatch, tmp_path):
    """With the licences of all that is inside."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "worthsaving"))
    said = foot()
    assert f"are in {tmp_path / 'Licences.txt'}" in said
    assert f"delete the folder {tmp_path}." in said


def test_without_a_library_nothing_is_saved(monkeypatch):
    """It is turned off."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", "off")
    assert "Nothing you drop in here is saved to disk." in foot()


@pytest.mark.parametrize("address", ["postgresql://me:secret@server.example/saves", "postgresql://[broken"])
def test_a_password_is_not_shown(monkeypatch, address):
    """Nor an address that cannot be read."""
    monkeypatch.setenv("WORTHSAVING_LIBRARY", address)
    monkeypatch.setattr(library_access, "open_library", lambda: None)
    said = foot()
    assert "secret" not in said
    assert "broken" not in said


def test_a_visitor_of_somebody_elses_server_sees_none(monkeypatch):
    """There is nothing of theirs to find or to remove."""
    monkeypatch.setattr(library_access, "serves_this_machine_alone", lambda: False)
    assert foot() == ""
