"""The licences of what is inside the folder: each file's owner is found, and one without an owner is a failure."""

import sys
import sysconfig
from importlib import metadata
from pathlib import Path

import pytest

from release import licences
from tests.conftest import ROOT


def file_of(name: str, end: str = ".py") -> str:
    """A file that pip installed with a distribution."""
    return next(str(file.locate()) for file in metadata.distribution(name).files if str(file).endswith(end))


@pytest.fixture
def pyinstaller(monkeypatch):
    """The builder counts as installed: its own licence is always among the parts."""
    real = licences._distribution
    made = licences.Part("pyinstaller", "6.22.3", "GPL-2.0-or-later with an exception", ["its text"])
    monkeypatch.setattr(licences, "_distribution", lambda name: made if name == "pyinstaller" else real(name))


@pytest.mark.skipif(
    not (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt").exists(), reason="this Python came without its licence"
)
def test_each_file_leads_to_a_licence(pyinstaller):
    """A package's, Python's and our own; the texts are those that lie with them."""
    sources = [
        file_of("pandas"),
        file_of("numpy", ".so" if sys.platform != "win32" else ".pyd"),
        sysconfig.get_path("stdlib") + "/json/__init__.py",
    ]
    parts = {part.name: part for part in licences.parts([*sources, str(ROOT / "app.py"), "-", ""])}
    assert set(parts) == {"Worth Saving", "Python", "pandas", "numpy", "pyinstaller"}
    assert parts["pandas"].version == metadata.version("pandas")
    assert "BSD 3-Clause License" in parts["pandas"].texts[0]
    assert any("OpenBLAS" in text for text in parts["numpy"].texts)
    assert "SIL OPEN FONT LICENSE" in parts["Worth Saving"].texts[1]


def test_a_file_of_nobody_is_a_failure(tmp_path, monkeypatch):
    """Its licence would be missing in silence."""
    monkeypatch.setattr(licences, "_debian_package", lambda source: "")
    stray = tmp_path / "stray.so"
    stray.write_text("")
    with pytest.raises(licences.NoLicence, match=r"stray\.so"):
        licences.parts([str(stray)])


def test_a_package_without_a_text_is_a_failure(monkeypatch):
    """Unless a note says where the text stands, as for Streamlit."""
    monkeypatch.setattr(licences, "_TEXTS", licences.re.compile("never"))
    with pytest.raises(licences.NoLicence, match="pandas"):
        licences._distribution("pandas")
    assert licences._distribution("streamlit").texts == []


@pytest.mark.subprocess
@pytest.mark.skipif(not Path("/usr/bin/dpkg").exists(), reason="not a Debian")
def test_a_library_of_the_system_leads_to_its_notice():
    """By the package that it belongs to, whatever the name of its folder."""
    library = next(path for path in Path("/usr/lib").rglob("libz.so.1*") if path.is_file())
    package = licences._debian_package(library.resolve())
    assert package == "zlib1g"
    assert "zlib" in licences._of_debian(package).texts[0]


def test_the_file_lists_the_parts_and_then_their_texts():
    """One line each, then a heading each."""
    text = licences.text([licences.Part("a", "1", "MIT", ["text of a"]), licences.Part("streamlit", "2", "", [])])
    assert "\na 1: MIT\nstreamlit 2\n" in text
    assert f"{'=' * 78}\na 1\n\ntext of a\n" in text
    assert "github.com/streamlit/streamlit" in text
