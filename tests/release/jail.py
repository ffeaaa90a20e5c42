"""A bare Debian without Python, in which the folder to double-click is run as an ordinary user with an empty environment."""

import os
import shutil
import subprocess
from pathlib import Path

BARE_DEBIAN = "WORTHSAVING_BARE_DEBIAN"
"""The environment variable with the path of a `debootstrap --variant=minbase` made before, which takes two minutes."""
USER = "creator"
FOLDER = Path("/opt/Worth Saving")  # root's, so nobody who runs it can write there


def missing() -> str:
    """Why no such Debian can be made here; empty where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root may change the root folder"
    if not os.environ.get(BARE_DEBIAN) and shutil.which("debootstrap") is None:
        return "debootstrap is not installed (Debian: apt-get install debootstrap)"
    return ""


class Jail:
    """The bare Debian, with the folder in it."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        made_before = os.environ.get(BARE_DEBIAN)
        if made_before:
            subprocess.run(["cp", "-a", f"{made_before}/.", str(root)], check=True)
        else:
            subprocess.run(
                ["debootstrap", "--variant=minbase", "stable", str(root)], check=True, stdout=subprocess.DEVNULL
            )
        root.chmod(0o755)  # an ordinary user's / too
        if USER not in (root / "etc" / "passwd").read_text():
            subprocess.run(["chroot", str(root), "useradd", "--create-home", USER], check=True)
        (root / FOLDER.relative_to("/")).parent.mkdir(exist_ok=True)
        subprocess.run(
            ["cp", "-a", "--no-preserve=ownership", str(folder), str(root / FOLDER.relative_to("/"))], check=True
        )

    @property
    def home(self) -> Path:
        """The user's home, seen from outside."""
        return self.root / "home" / USER

    def command(self, program: str, *arguments: str) -> list[str]:
        """A program of the folder, run by the user with nothing in the environment."""
        return [
            "chroot",
            f"--userspec={USER}:{USER}",
            str(self.root),
            "/usr/bin/env",
            "-i",
            str(FOLDER / program),
            *arguments,
        ]

    def output(self, program: str, *arguments: str) -> str:
        """What it prints; fails where it fails."""
        done = subprocess.run(self.command(program, *arguments), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout
