"""Where a library lies: a file on this machine, or a server by its address."""

from __future__ import annotations

import datetime as dt
import glob
import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

ADDRESS = "WORTHSAVING_LIBRARY"
"""The environment variable that names the library: a password in it stays out of the process list."""
OFF = "off"
"""What it says where no library is wanted."""
FILE = "library.sqlite"
SUFFIXES = (".sqlite", ".sqlite3", ".db")
MAGIC = b"SQLite format 3\0"
"""What every SQLite file begins with."""
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite may leave beside a file, and what belongs to it


@dataclass(frozen=True)
class Place:
    """An address and, for a file, its path. As text it is what a user may see: no password."""

    url: URL
    path: Path | None = None

    def __str__(self) -> str:
        """The path, or the address with the password hidden, wherever in the address it stands."""
        if self.path is not None:
            return str(self.path)
        secret = {name: "***" for name in self.url.query if "password" in name.lower()}
        return self.url.update_query_dict(secret).render_as_string(hide_password=True)

    def make_room(self) -> None:
        """Make the file's folder, for this user alone. Raises OSError."""
        if self.path is not None and not self.path.parent.exists():
            self.path.parent.mkdir(parents=True, mode=0o700)
            os.chmod(self.path.parent, 0o700)

    def beside(self, why: str) -> Path:
        """A path beside the file that nothing has yet; for a server one in the default folder, which is made."""
        base = self._base()
        base.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
        path, number = base.with_name(f"{base.stem}.{why}-{stamp}{base.suffix}"), 1
        while path.exists():
            number += 1
            path = base.with_name(f"{base.stem}.{why}-{stamp}-{number}{base.suffix}")
        return path

    def copies(self) -> list[Path]:
        """The files that were set aside beside the library: damaged ones, and copies made before a change."""
        base, whys = self._base(), ("damaged", "before-upgrade", "before-restore")
        stem, end = glob.escape(base.stem), glob.escape(base.suffix)
        return sorted(found for why in whys for found in base.parent.glob(f"{stem}.{why}-*{end}*"))

    def _base(self) -> Path:
        """The file; for a server a name in the default folder that only copies of this database have."""
        if self.path is not None:
            return self.path
        told = f"{self.url.host or self.url.query.get('host', '')}:{self.url.port or ''}/{self.url.database}"
        return default_path().with_name(f"server-{blake2b(told.encode(), digest_size=4).hexdigest()}.sqlite")

    def identity(self) -> tuple[int, int] | None:
        """Which file lies at the path now, whatever its name was before; None for no file and for a server."""
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def may_be_a_library(self) -> bool:
        """Whether the file is a database by its first bytes, or by its name was meant to be one.

        Anything else was named by mistake (an export, a note) and is never moved or written.
        """
        if self.path is None or self.path == default_path() or self.path.suffix.lower() in SUFFIXES:
            return True
        try:
            with self.path.open("rb") as file:
                return file.read(len(MAGIC)) == MAGIC
        except OSError:
            return False

    def set_aside(self, why: str) -> Path | None:
        """Rename the file and what belongs to it; the new path, or None where that is not possible."""
        if self.path is None:
            return None
        new = self.beside(why)
        try:
            self.path.rename(new)
            for tail in _BESIDE:
                old = self.path.with_name(self.path.name + tail)
                if old.exists():
                    old.rename(new.with_name(new.name + tail))
        except OSError:
            return None
        return new


def address_told(named: str | None = None) -> str:
    """The address that was named, else the environment's; OFF where that turns it off, empty where nothing is told.

    Spaces around it are none of it, and spaces alone tell nothing.
    """
    told = (named or "").strip() or os.environ.get(ADDRESS, "").strip()
    return OFF if told.lower() == OFF else told


def default_path() -> Path:
    """The library's file in this user's own data folder."""
    return Path(platformdirs.user_data_dir("worthsaving", appauthor=False)) / FILE


def find(address: str | None = None) -> Place:
    """The place of an address: None for the default file, a path, sqlite:///path, or postgresql://user@host/name.

    Raises ArgumentError for what is none of these.
    """
    if not address:
        return _file(default_path())
    if "://" not in address:
        return _file(Path(address).expanduser())
    url = make_url(address)
    kind = url.drivername.split("+")[0]
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return _file(Path(url.database).expanduser())
    if kind in ("postgresql", "postgres") and url.database:
        return Place(url.set(drivername="postgresql+psycopg"))
    raise ArgumentError(kind)


def _file(path: Path) -> Place:
    path = path.absolute()
    return Place(URL.create("sqlite", database=str(path)), path)
