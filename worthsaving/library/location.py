"""The location of a library: a file on this machine, or a PostgreSQL server by its URL."""

import datetime as dt
import glob
import os
import re
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

ADDRESS = "WORTHSAVING_LIBRARY"
"""The environment variable that holds the library's address: a password in it stays out of the process list."""
OFF = "off"
"""The value of `ADDRESS` that disables the library."""
FILE = "library.sqlite"
SUFFIXES = (".sqlite", ".sqlite3", ".db")
MAGIC = b"SQLite format 3\0"
"""The first bytes of every SQLite file."""
SCHEMA = "schema"
"""The part of a server's address that names the schema of a library: `postgresql://host/name?schema=NAME`."""
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SIDE_FILES = ("-wal", "-shm", "-journal")  # suffixes of the files that SQLite may keep next to a database


@dataclass(frozen=True)
class Location:
    """A library's URL and, for a file, its path. As text it may be shown to a user: no password.

    On a server: `schema` holds its tables ("" for the server's default), `shown_as` stands for its address, and
    `read_only` has the server refuse every change.
    """

    url: URL
    path: Path | None = None
    schema: str = ""
    shown_as: str = ""
    read_only: bool = False

    def __str__(self) -> str:
        """Return what it is shown as, the path, or the URL with every password in it hidden."""
        if self.shown_as:
            return self.shown_as
        if self.path is not None:
            return str(self.path)
        secret = {name: "***" for name in self.url.query if "password" in name.lower()}
        return self.url.update_query_dict(secret).render_as_string(hide_password=True)

    def make_folder(self) -> None:
        """Create the file's folder where it is missing, with mode 0700. Raises OSError."""
        if self.path is not None and not self.path.parent.exists():
            self.path.parent.mkdir(parents=True, mode=0o700)
            os.chmod(self.path.parent, 0o700)

    def new_copy_path(self, purpose: str) -> Path:
        """Return an unused path with `purpose` and the UTC time, next to the file (server: in the default folder)."""
        base = self._base()
        base.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
        path, number = base.with_name(f"{base.stem}.{purpose}-{stamp}{base.suffix}"), 1
        while path.exists():
            number += 1
            path = base.with_name(f"{base.stem}.{purpose}-{stamp}-{number}{base.suffix}")
        return path

    def copies(self) -> list[Path]:
        """List the copies next to the library: damaged files set aside, and copies made before a change."""
        base, purposes = self._base(), ("damaged", "before-upgrade", "before-restore")
        stem, end = glob.escape(base.stem), glob.escape(base.suffix)
        return sorted(found for each in purposes for found in base.parent.glob(f"{stem}.{each}-*{end}*"))

    def copies_folder(self) -> Path:
        """Return the folder of the copies: the library's own, for a server the default folder on this machine."""
        return self._base().parent

    def copies_shown(self) -> str:
        """Return where the copies lie, as it may be shown to a user."""
        return "on this server" if self.shown_as else f"in {self.copies_folder()} on this machine"

    def _base(self) -> Path:
        """Return the file; for a server a name in the default folder that only copies of this database have."""
        if self.path is not None:
            return self.path
        server = f"{self.url.host or self.url.query.get('host', '')}:{self.url.port or ''}/{self.url.database}"
        if self.schema:  # of many people's: their copies must never be taken for one another's
            return default_path().with_name(f"server-{self.schema}-{_digest(server, 16)}.sqlite")
        return default_path().with_name(f"server-{_digest(server, 4)}.sqlite")

    def identity(self) -> tuple[int, int] | None:
        """Return (device, inode) of the file at the path now; None where there is no file, and for a server."""
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def may_be_a_library(self) -> bool:
        """Whether bytes or name are a database's; any other file was named by mistake and is never touched."""
        if self.path is None or self.path == default_path() or self.path.suffix.lower() in SUFFIXES:
            return True
        try:
            with self.path.open("rb") as file:
                return file.read(len(MAGIC)) == MAGIC
        except OSError:
            return False

    def set_aside(self, purpose: str) -> Path | None:
        """Rename the file and SQLite's files next to it; return the new path, None where that is not possible."""
        if self.path is None:
            return None
        new = self.new_copy_path(purpose)
        try:
            self.path.rename(new)
            for suffix in _SIDE_FILES:
                old = self.path.with_name(self.path.name + suffix)
                if old.exists():
                    old.rename(new.with_name(new.name + suffix))
        except OSError:
            return None
        return new


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode(), digest_size=size).hexdigest()


def configured_address(named: str | None = None) -> str:
    """Return the address `named`, else that in the environment, trimmed; `OFF` where disabled, empty without any."""
    address = (named or "").strip() or os.environ.get(ADDRESS, "").strip()
    return OFF if address.lower() == OFF else address


def default_path() -> Path:
    """Return the path of the library's file in this user's own data folder."""
    return Path(platformdirs.user_data_dir("worthsaving", appauthor=False)) / FILE


def parse_address(address: str | None = None) -> Location:
    """Parse None (default file), a path, sqlite:///path or postgresql://user@host/name[?schema=NAME]. Raises ArgumentError."""
    if not address:
        return _file(default_path())
    if "://" not in address:
        return _file(Path(address).expanduser())
    url = make_url(address)
    kind = url.drivername.split("+")[0]
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return _file(Path(url.database).expanduser())
    if kind in ("postgresql", "postgres") and url.database:
        return _on_server(url)
    raise ArgumentError(kind)


def is_server(address: str) -> bool:
    """Whether the address is one of a PostgreSQL server."""
    try:
        return parse_address(address).path is None
    except (ArgumentError, ValueError, RuntimeError):
        return False


def on_server(address: str, schema: str, *, shown_as: str, read_only: bool) -> Location:
    """Return the location of one schema at a server's address. Raises ArgumentError for a schema's name that is none."""
    url = make_url(address).update_query_dict({SCHEMA: schema})
    return replace(_on_server(url), shown_as=shown_as, read_only=read_only)


def _on_server(url: URL) -> Location:
    schema = url.query.get(SCHEMA, "")
    if SCHEMA in url.query and not (isinstance(schema, str) and _SCHEMA_NAME.fullmatch(schema)):
        raise ArgumentError(SCHEMA)
    plain = url.set(drivername="postgresql+psycopg").difference_update_query([SCHEMA])
    return Location(plain, schema=str(schema))


def shown(address: str) -> str:
    """Return an address as a user may see it, without a password; where it cannot be parsed, only which variable holds it."""
    try:
        return str(parse_address(address))
    except ArgumentError:
        return f"the address in {ADDRESS}"


def _file(path: Path) -> Location:
    path = path.absolute()
    return Location(URL.create("sqlite", database=str(path)), path)
