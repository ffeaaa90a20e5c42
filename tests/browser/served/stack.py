"""The whole of a served app on this machine: sign-in service, PostgreSQL, app processes, and nginx with TLS in front."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.conftest import ROOT
from tests.library import postgres
from worthsaving.library import Library, served
from worthsaving.library.served import people

HOSTING = ROOT / "hosting"
NAME = "saves.localhost"  # a browser leads every name below localhost to this machine
COOKIE_SECRET = "0123456789abcdef0123456789abcdef0123"
PEOPLE = {
    "anna": {"name": "Anna", "email": "anna@example.com", "email_verified": True},
    "ben": {"name": "Ben", "email": "ben@example.com", "email_verified": True},
    "carla": {"name": "Carla"},
    "dan": {"name": "Dan"},
    # Says that she is Anna, and nobody vouches for it:
    "eve": {"name": "Anna", "email": "anna@example.com", "email_verified": False},
}
SHARED = """
[hosting.shared.acme]
members = ["anna@example.com"]
writers = ["sub:ben"]
"""


def missing() -> str:
    """What of all this is not on this machine; empty where everything is."""
    lacking = []
    if shutil.which("nginx") is None and not Path("/usr/sbin/nginx").exists():
        lacking.append("nginx (Debian: apt-get install nginx-light)")
    if shutil.which("openssl") is None:
        lacking.append("openssl")
    if postgres.programs() is None:
        lacking.append("PostgreSQL (Debian: apt-get install postgresql)")
    lacking += [
        f"{package} (pip install -r requirements-dev.txt)"
        for package in ("oidc_provider_mock", "authlib")
        if importlib.util.find_spec(package) is None
    ]
    return ", ".join(lacking)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait(address: str, process: subprocess.Popen, seconds: float = 180) -> None:
    """Wait until something answers there."""
    for _ in range(int(seconds * 4)):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            assert process.poll() is None, f"{process.args} did not start"
            time.sleep(0.25)
    raise AssertionError(f"{address} never answered")


class Stack:
    """The running parts; each can be stopped and started again. `log` is all that any of them printed."""

    def __init__(self, folder: Path, database: str, *, apps: int = 1, limits: str = "") -> None:
        self.folder, self.database, self.limits = folder, database, limits
        self.provider_port, self.tls_port = free_port(), free_port()
        self.app_ports = [free_port() for _ in range(apps)]
        self.address = f"https://{NAME}:{self.tls_port}"
        self.log_file = folder / "log"
        self.data, self.temporary = folder / "data", folder / "temporary"
        for made in (self.data, self.temporary):
            made.mkdir(exist_ok=True)
            made.chmod(0o755)
        self.running: dict[str, subprocess.Popen] = {}

    def start(self, part: str, command: list[str], ready: str, **environment: str) -> None:
        with self.log_file.open("ab") as log:
            settings = {**os.environ, **environment}
            self.running[part] = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT, env=settings)
        if ready:
            wait(ready, self.running[part])

    def stop(self, part: str) -> None:
        process = self.running.pop(part)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def start_provider(self, token_s: int = 3600) -> None:
        people = [f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in PEOPLE.items()]
        command = [
            sys.executable,
            "-m",
            "oidc_provider_mock",
            "-p",
            str(self.provider_port),
            "-e",
            str(token_s),
            *people,
        ]
        self.start("provider", command, f"{self.provider}/.well-known/openid-configuration")

    @property
    def provider(self) -> str:
        return f"http://localhost:{self.provider_port}"

    def secrets(self) -> Path:
        path = self.folder / "secrets.toml"
        path.write_text(
            f"""[auth]
redirect_uri = "{self.address}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "worthsaving"
client_secret = "made-up"
server_metadata_url = "{self.provider}/.well-known/openid-configuration"
{self.limits}
{"" if self.database == "off" else SHARED}"""
        )
        return path

    def start_app(self, number: int = 0) -> None:
        port = self.app_ports[number]
        options = [
            f"--server.port={port}",
            "--server.headless=true",
            f"--server.allowedHosts={NAME}",
            f"--browser.serverAddress={NAME}",
            f"--secrets.files={self.secrets()}",
        ]
        self.start(
            f"app{number}",
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            f"http://127.0.0.1:{port}/_stcore/health",
            WORTHSAVING_LIBRARY=self.database,
            XDG_DATA_HOME=str(self.data),
            TMPDIR=str(self.temporary),
        )

    def start_proxy(self) -> None:
        """Start nginx with the file of the folder `hosting`, at ports that anybody may open."""
        tls, away = self.folder / "tls", self.folder / "away"
        for made in (tls, away):
            made.mkdir(exist_ok=True)
            made.chmod(0o755)
        shutil.copy(HOSTING / "worthsaving-away.html", away)
        certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
        files = ["-keyout", str(tls / "key.pem"), "-out", str(tls / "fullchain.pem")]
        subprocess.run([*certificate, *files], check=True, capture_output=True)
        text = (HOSTING / "nginx.conf.template").read_text("utf-8")
        servers = " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in self.app_ports)
        for old, new in (
            ("${SERVED_NAME}", NAME),
            ("resolver ${NGINX_LOCAL_RESOLVERS} valid=5s;", ""),
            ("server app:8501 resolve max_fails=0;", servers),
            ("listen 443", f"listen 127.0.0.1:{self.tls_port}"),
            ("listen 80", f"listen 127.0.0.1:{free_port()}"),
            ("/etc/nginx/tls", str(tls)),
            ("/etc/nginx/worthsaving", str(away)),
            ("access_log /dev/stdout", f"access_log {self.folder}/nginx-access.log"),
            ("error_log /dev/stderr", f"error_log {self.folder}/nginx-error.log"),
        ):
            assert old in text, old
            text = text.replace(old, new)
        temporary = "".join(
            f"{kind}_temp_path {self.temporary}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.geteuid() == 0 else ""
        mime = "include /etc/nginx/mime.types;"
        (self.folder / "nginx.conf").write_text(
            f"{user} pid {self.folder}/nginx.pid; daemon off; events {{}} http {{ {temporary} {mime} {text} }}"
        )
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.start("proxy", [nginx, "-e", f"{self.folder}/nginx-error.log", "-c", f"{self.folder}/nginx.conf"], "")
        for _ in range(100):
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", self.tls_port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError((self.folder / "nginx-error.log").read_text())

    def log(self) -> str:
        """All that any part printed or logged, PostgreSQL left out."""
        files = [self.log_file, *self.folder.glob("nginx-*.log")]
        return "".join(file.read_text("utf-8", "replace") for file in files if file.exists())


def library_of(stack: Stack, who: str) -> Library:
    """Somebody's library, as the app opens it."""
    return served.open_library(served.Right("", schema_of(stack, who), True), served.Rules(stack.database))


def schema_of(stack: Stack, who: str) -> str:
    """The schema of somebody's library."""
    return people.schema_of(served.Person(stack.provider, who))


def signed(claims: dict, stack: Stack, *, secret: str = COOKIE_SECRET) -> str:
    """The cookie of a sign-in with these claims, made without the sign-in service."""
    whole = {**claims, "origin": stack.address, "is_logged_in": True, "provider": "default"}
    return create_signed_value(secret, "_streamlit_user", json.dumps(whole)).decode()


def own_role(address: str) -> str:
    """Make the app's role and database with the script of the folder `hosting`; return its address."""
    host = address.split("host=")[1]
    environment = {**os.environ, "PGHOST": host, "POSTGRES_USER": "keeper", "APP_PASSWORD": "it's made-up"}
    subprocess.run(["sh", HOSTING / "role.sh"], check=True, env=environment, capture_output=True)
    return f"postgresql://worthsaving@/worthsaving?host={host}"


@contextmanager
def running(
    folder: Path, *, apps: int = 1, limits: str = "", library: str = "", disk: Path | None = None
) -> Iterator[Stack]:
    """Start all parts, and stop them at the end; PostgreSQL, on that `disk`, only where no other `library` is named."""
    with ExitStack() as ends:
        database = library or own_role(ends.enter_context(postgres.server(place=disk)))
        stack = Stack(folder, database, apps=apps, limits=limits)
        ends.callback(lambda: [stack.stop(part) for part in list(stack.running)])
        stack.start_provider()
        for number in range(apps):
            stack.start_app(number)
        stack.start_proxy()
        yield stack
