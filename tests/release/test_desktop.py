"""The build of the folder, as far as it goes without building."""

import hashlib
import sys
import tarfile
import zipfile

from release import desktop
from tests.conftest import ROOT


def test_a_python_without_the_builder_is_told(monkeypatch, capsys):
    """What is missing, and where it is described."""
    monkeypatch.setattr(desktop.importlib.util, "find_spec", lambda name: None)
    assert desktop.main([]) == 2
    assert capsys.readouterr().out == "This Python lacks PyInstaller and tkinter and psycopg. See docs/desktop.md.\n"


def a_folder(tmp_path, size=1):
    """A folder as if built, with one program."""
    folder = tmp_path / "WorthSaving-0.1.0-linux-x86_64"
    folder.mkdir()
    program = folder / "Worth Saving"
    program.write_bytes(b"x" * size)
    program.chmod(0o755)
    return folder


def test_the_archive_keeps_programs_and_names_nobody(tmp_path, monkeypatch):
    """On Linux and macOS: executable, owned by nobody, with the digest that `sha256sum -c` reads."""
    monkeypatch.setattr(sys, "platform", "linux")
    archive = desktop.pack(a_folder(tmp_path))
    with tarfile.open(archive) as packed:
        entry = packed.getmember("WorthSaving-0.1.0-linux-x86_64/Worth Saving")
    assert (entry.mode & 0o111, entry.uid, entry.uname) == (0o111, 0, "")
    line = (tmp_path / f"{archive.name}.sha256").read_text()
    assert line == f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n"


def test_on_windows_the_archive_is_a_zip(tmp_path, monkeypatch):
    """Windows opens no other by itself. The folder is in it, not only its files."""
    monkeypatch.setattr(sys, "platform", "win32")
    archive = desktop.pack(a_folder(tmp_path))
    assert archive.suffix == ".zip"
    assert "WorthSaving-0.1.0-linux-x86_64/Worth Saving" in zipfile.ZipFile(archive).namelist()


def test_a_folder_too_large_is_no_release(tmp_path, monkeypatch, capsys):
    """At the limit it is packed, one byte above it is not."""
    folder = a_folder(tmp_path, 10)
    monkeypatch.setattr(desktop.importlib.util, "find_spec", lambda name: True)
    monkeypatch.setattr(desktop, "build", lambda target: folder)
    monkeypatch.setattr(desktop, "MOST_BYTES", 10)
    assert desktop.main([str(tmp_path)]) == 0
    monkeypatch.setattr(desktop, "MOST_BYTES", 9)
    assert desktop.main([str(tmp_path)]) == 1
    assert "release/contents.py" in capsys.readouterr().out


def test_no_package_is_called_like_the_folder():
    """A package of the same name would be imported in its place, or the other way round."""
    from importlib.metadata import packages_distributions

    assert "release" not in packages_distributions()
    assert (ROOT / "release" / "__init__.py").exists()


def test_the_workflow_builds_with_the_documented_command():
    """The same requirements and the same command as in docs/desktop.md, on Windows, both processors of a Mac, and Linux."""
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
    docs = (ROOT / "docs" / "desktop.md").read_text("utf-8")
    for command in ("pip install -q -r requirements-release.txt", "python -m release.desktop"):
        assert command in workflow
        assert command in docs
    assert all(system in workflow for system in ("ubuntu", "macos-15-intel, macos-15", "windows"))
