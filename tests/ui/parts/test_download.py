"""The button that downloads a file: what Streamlit's shared store knows the file by."""

import pytest
import streamlit as st

from tests.conftest import ROOT
from worthsaving.ui.parts.download import download


@pytest.fixture
def types(monkeypatch):
    """The types of the files that were handed to Streamlit."""
    given = []
    monkeypatch.setattr(st, "download_button", lambda *_, mime, **__: given.append(mime))
    return given


@pytest.mark.parametrize("middle", [(b"1", b"2"), ("1", "2")], ids=["bytes", "text"])
def test_large_files_that_differ_in_one_place_are_told_apart(types, middle):
    """One changed byte anywhere gives another type; the same content gives the same one, so that it is stored once."""
    half = middle[0][:0].join([middle[0]] * 2_000_000)
    for content in (half + middle[0] + half, half + middle[1] + half, half + middle[0] + half):
        download("Save", "mine.csv", content)
    assert types[0] == types[2] != types[1]
    assert all(kind.startswith("text/csv; ") for kind in types)


def test_files_made_on_the_click_are_told_apart(types):
    """Each drawing of a button has a mark of its own: its content is not known yet."""
    for _ in range(2):
        download("Save", "mine.csv", lambda: b"")
    assert types[0] != types[1]


def test_no_file_is_handed_out_anywhere_else():
    """Every button goes through `download`, which marks the file."""
    sources = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "worthsaving" / "ui").rglob("*.py")]
    users = [path.name for path in sources if "download_button" in path.read_text("utf-8")]
    assert users == ["download.py"]
