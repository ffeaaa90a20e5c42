"""The command `app`: starts Streamlit with the app's script and the options it is given."""

import pytest

from tests.conftest import ROOT
from worthsaving.cli import app, parser
from worthsaving.data import app_files


@pytest.fixture
def streamlit(monkeypatch):
    """Records what Streamlit would be started with."""
    from streamlit.web import cli

    given = []
    monkeypatch.setattr(cli, "main", lambda arguments, **_: given.append(arguments))
    return given


def test_the_app_is_started_with_its_own_options(streamlit):
    """What follows the two dashes goes to Streamlit as it is."""
    assert parser.main(["app", "--", "--server.port", "8600"]) == 0
    assert streamlit == [["run", str(ROOT / "app.py"), "--server.port", "8600"]]


def test_the_app_needs_no_options(streamlit):
    """Alone it starts with the settings beside its script."""
    assert app.start([]) == 0
    assert streamlit == [["run", str(app_files.SCRIPT)]]


def test_the_version_is_printed(outcome):
    """--version names the package and its version, and ends well."""
    from worthsaving import __version__

    assert outcome(lambda: parser.main(["--version"])) == (0, f"worthsaving {__version__}\n", "")
