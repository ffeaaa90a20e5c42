"""A small disk of its own, to be filled up: in memory, so that a full one is full for one test alone."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def disk(folder: Path, size: str = "2m") -> Iterator[Path]:
    """Mount a disk of that size at a folder, made for it; the test is skipped where this machine lets nobody mount one."""
    folder.mkdir()
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    owned = f"size={size},mode=755,uid={os.geteuid()},gid={os.getegid()}"
    if before and shutil.which("sudo") is None:
        pytest.skip("a small disk cannot be mounted here: that needs root or sudo")
    mount = [*before, "mount", "-t", "tmpfs", "-o", owned, "tmpfs", folder]
    done = subprocess.run(mount, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        # Lazily: what still holds a file on it, such as a server that is about to end, must not keep it there
        subprocess.run([*before, "umount", "-l", folder], check=True)


def fill(folder: Path) -> None:
    """Leave no room on the disk; deleting the file `full` frees it."""
    with (folder / "full").open("ab", buffering=0) as file:
        for size in (2**20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * size)
