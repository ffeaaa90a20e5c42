"""A real PostgreSQL of one's own: from Debian's packages, in a temporary folder, on a socket only."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL's programs are not here (Debian: apt-get install postgresql): its tests are skipped."


def programs() -> Path | None:
    """The folder with initdb and postgres; None where there is none."""
    found = [p.parent for p in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)]
    on_path = shutil.which("initdb")
    found += [Path(on_path).resolve().parent] if on_path else []
    return next((folder for folder in found if (folder / "postgres").exists()), None)


@contextmanager
def server(
    *, durable: bool = False, settings: dict[str, str] | None = None, place: Path | None = None
) -> Iterator[str]:
    """Start a server and give the address of its database; stops it and removes its folder at the end.

    PostgreSQL refuses to run as root: then it runs as the user "postgres" of Debian's package, else "nobody".
    `durable` leaves its writes to disk as they are by default; without it they are quicker.
    `place` is where its folder is made, by default among the temporary ones.
    """
    folder_of = programs()
    assert folder_of is not None, MISSING
    home = Path(tempfile.mkdtemp(prefix="worthsaving-pg-", dir=place))
    other = {}
    if os.geteuid() == 0:
        name = "postgres" if _is_user("postgres") else "nobody"
        other = {"user": name, "group": _group(name), "extra_groups": []}
        shutil.chown(home, name)
    wanted = {"listen_addresses": "", "unix_socket_directories": str(home), "max_connections": "40"}
    if not durable:
        wanted |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    wanted |= settings or {}
    process = None
    try:
        init = [folder_of / "initdb", "-D", home / "data", "-U", "keeper", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(init, check=True, cwd=home, capture_output=True, **other)
        options = [part for name, value in wanted.items() for part in ("-c", f"{name}={value}")]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(
                [folder_of / "postgres", "-D", home / "data", *options], cwd=home, stdout=log, stderr=log, **other
            )
        ready = [folder_of / "pg_isready", "-q", "-h", home, "-U", "keeper", "-d", "postgres"]
        for _ in range(200):
            if subprocess.run(ready, check=False).returncode == 0:
                break
            assert process.poll() is None, (home / "log").read_text()
            subprocess.run(["sleep", "0.05"], check=True)
        yield f"postgresql://keeper@/postgres?host={home}"
    finally:
        if process is not None:
            # Nothing of it is needed any more: no last checkpoint
            process.send_signal(signal.SIGQUIT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(home, ignore_errors=True)


def _is_user(name: str) -> bool:
    import pwd

    return any(user.pw_name == name for user in pwd.getpwall())


def _group(name: str) -> int:
    import pwd

    return pwd.getpwnam(name).pw_gid


def fresh(address: str, name: str) -> str:
    """The address of a new database on the server at `address`."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.replace("/postgres?", f"/{name}?")


def empty(address: str) -> None:
    """Take everything out of the database at `address`: much quicker than a new one for each test."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        named = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)'"
        for (schema,) in connection.execute(named).fetchall():
            connection.execute(f'DROP SCHEMA "{schema}" CASCADE')
        connection.execute("CREATE SCHEMA public")
