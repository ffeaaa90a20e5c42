"""Build the folder to double-click: `python -m release.desktop [FOLDER]` (default: dist).

Needs a Python with requirements-release.txt and tkinter; makes FOLDER/WorthSaving-VERSION-SYSTEM, the archive of it to hand
out, and the archive's SHA-256.
"""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from release import licences
from worthsaving import __version__
from worthsaving.data.app_files import LICENCES

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 400_000_000  # unpacked: what one waits for on a slow line, and finds room for on a full disk
SYSTEMS = {"win32": "windows", "darwin": "macos", "linux": "linux"}
READ_ME = """\
Worth Saving {version}: see what your audience keeps.

Start:      double-click "{program}". It opens in your browser.
Stop:       close its small window.
Your data:  stays on this computer. Nothing is saved until you press Keep; Overview then shows where.
Remove:     stop it and delete this folder. What you kept stays until you delete that, too.
Licences:   {licences}
"""


def main(arguments: list[str]) -> int:
    """Build, and print where the folder and its archive are and how large; return the exit code."""
    missing = [name for name in ("PyInstaller", "tkinter", "psycopg") if importlib.util.find_spec(name) is None]
    if missing:
        print(f"This Python lacks {' and '.join(missing)}. See docs/desktop.md.")
        return 2
    target = Path(arguments[0] if arguments else "dist").resolve()
    folder = build(target)
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    if size > MOST_BYTES:
        print(
            f"{folder} is {size / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}. Look for what release/contents.py could leave out."
        )
        return 1
    archive = pack(folder)
    print(f"{folder}: {size / 1e6:.0f} MB")
    print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")
    return 0


def build(target: Path) -> Path:
    """Make the folder under `target`, in the place of an older one; return its path. Raises NoLicence."""
    folder = target / f"WorthSaving-{__version__}-{SYSTEMS[sys.platform]}-{platform.machine().lower()}"
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        sources = Path(work) / "sources.json"
        command = [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", str(target), "--workpath", work, str(ROOT / "release" / "desktop.spec")),
        ]
        settings = {**os.environ, "WORTHSAVING_SOURCES": str(sources), "WORTHSAVING_FOLDER": folder.name}
        subprocess.run(command, cwd=ROOT, env=settings, check=True)  # noqa: S603 - our own command, no shell
        inside = [source for _, source in json.loads(sources.read_text("utf-8"))]
        found = licences.parts(inside)
    (folder / LICENCES).write_text(licences.text(found), "utf-8")
    program = "Worth Saving.exe" if sys.platform == "win32" else "Worth Saving"
    (folder / "Read me.txt").write_text(
        READ_ME.format(version=__version__, program=program, licences=LICENCES), "utf-8"
    )
    drop_debug_symbols(folder)
    return folder


def drop_debug_symbols(folder: Path) -> None:
    """Take what only debuggers read out of Python's own libraries, on Linux.

    Of nothing else: numpy's and scipy's OpenBLAS break.
    """
    inside = folder / "_internal"
    libraries = [*inside.glob("libpython3*.so*"), *inside.glob("python3*/lib-dynload/*.so")]
    if sys.platform == "linux" and shutil.which("strip"):
        subprocess.run(["strip", "--strip-debug", *map(str, libraries)], check=True)  # noqa: S603, S607


def pack(folder: Path) -> Path:
    """Pack the folder beside itself, as people of its system unpack it, with its SHA-256; return the archive's path."""
    if sys.platform == "win32":
        archive = Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))
    else:  # a ZIP would lose which files are programs
        archive = folder.with_name(f"{folder.name}.tar.gz")
        with tarfile.open(archive, "w:gz", compresslevel=6) as packed:
            packed.add(folder, folder.name, filter=_nobodys)
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    archive.with_name(f"{archive.name}.sha256").write_text(f"{digest}  {archive.name}\n", "ascii")
    return archive


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who built it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
