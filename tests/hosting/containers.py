"""The compose file started for real, from a copy of what git tracks.

Where the images of PostgreSQL and nginx can't be had from a registry, small ones of Debian's packages stand in for them
(`stand_ins`): they do what those images document, as far as compose.yaml uses it.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.browser.served.stack import COOKIE_SECRET, NAME, free_port
from tests.conftest import ROOT
from worthsaving.library import served
from worthsaving.library.served import people

STAND_INS = Path(__file__).with_name("stand_ins")
BASE = "localhost/worthsaving-test-base"
APP_PASSWORD = "made-up-for-the-app"
TRUST = """
services:
  app:
    environment: {SSL_CERT_FILE: /srv/trusted.pem}
    volumes: ["../trusted.pem:/srv/trusted.pem:ro"]
"""
"""Has the app trust the sign-in service's certificate, as docs/hosting.md says."""


def missing() -> str:
    """What of all this is not on this machine; empty where everything is."""
    lacking = [name for name in ("docker", "debootstrap", "git", "openssl") if shutil.which(name) is None]
    lacking += ["root"] if os.geteuid() else []
    lacking += [] if importlib.util.find_spec("oidc_provider_mock") else ["oidc_provider_mock"]
    if lacking:
        return ", ".join(lacking)
    for command, name in (
        (("docker", "info"), "a running Docker"),
        (("docker", "compose", "version"), "docker compose"),
    ):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return name
    return ""


def run(*command: object, **options) -> str:
    """Run a program; its output, or a failure with all that it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def this_machine() -> str:
    """The address at which a container reaches this machine: where its way out leads (/proc/net/route, low byte first)."""
    routes = run("docker", "run", "--rm", BASE, "cat", "/proc/net/route").splitlines()[1:]
    gateway = next(route.split()[2] for route in routes if route.split()[1] == "00000000")
    return socket.inet_ntoa(bytes.fromhex(gateway)[::-1])


class Containers:
    """The running containers, and the sign-in service beside them. `provider` is that service's address."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hosting = folder, folder / "copy" / "hosting"
        self.port = free_port()
        self.address = f"https://{NAME}:{self.port}"
        self.provider_place = (this_machine(), free_port())
        self.provider = "https://{}:{}".format(*self.provider_place)

    def compose(self, *arguments: object, **options) -> str:
        """Call `docker compose` as the docs do, in the folder `hosting`, under a name of the test's own."""
        named = ("-p", "worthsaving-test", "-f", "compose.yaml", "-f", "trust.yaml")
        return run("docker", "compose", *named, *arguments, cwd=self.hosting, **options)

    def container(self, service: str) -> str:
        return self.compose("ps", "-aq", service).strip()

    def place(self, service: str) -> str:
        """The address of a service's container among the others."""
        form = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"
        return run("docker", "inspect", "-f", form, self.container(service)).strip()

    def library(self, person: str, act: str, file: str) -> str:
        """Back up or restore one person's library alone."""
        schema = people.schema_of(served.Person(self.provider, person))
        return self.compose(
            "exec",
            "-T",
            "app",
            "sh",
            "-c",
            f'worthsaving {act} --library "$WORTHSAVING_LIBRARY?schema={schema}" {file}',
        )

    def sql(self, command: str) -> str:
        return self.compose("exec", "-T", "db", "psql", "-U", "postgres", "-d", "worthsaving", "-Atc", command)

    def write_settings(self) -> None:
        """Fill in what the docs say is to be filled in."""
        texts = {name: (self.hosting / name).read_text("utf-8") for name in ("example.env", "secrets.example.toml")}
        filled = {
            "SERVED_NAME=saves.example.com": f"SERVED_NAME={NAME}",
            "POSTGRES_PASSWORD=": "POSTGRES_PASSWORD=made-up-for-postgres",
            "APP_PASSWORD=": f"APP_PASSWORD={APP_PASSWORD}",
            'cookie_secret = ""': f'cookie_secret = "{COOKIE_SECRET}"',
            'client_id = ""': 'client_id = "worthsaving"',
            'client_secret = ""': 'client_secret = "made-up"',
            'server_metadata_url = ""': f'server_metadata_url = "{self.provider}/.well-known/openid-configuration"',
            "https://saves.example.com/": f"{self.address}/",
        }
        for name, to in (("example.env", ".env"), ("secrets.example.toml", "secrets.toml")):
            for old, new in filled.items():
                texts[name] = texts[name].replace(old, new)
            (self.hosting / to).write_text(texts[name], "utf-8")
        compose = self.hosting / "compose.yaml"
        ports, here = '["80:80", "443:443"]', f'["127.0.0.1:{self.port}:443"]'
        assert ports in compose.read_text("utf-8")
        compose.write_text(compose.read_text("utf-8").replace(ports, here), "utf-8")
        (self.hosting / "trust.yaml").write_text(TRUST, "utf-8")
        tls = self.hosting / "tls"
        tls.mkdir()
        certify(tls / "key.pem", tls / "fullchain.pem", NAME)

    def start_provider(self) -> subprocess.Popen:
        host, port = self.provider_place
        certify(self.folder / "key.pem", self.folder / "cert.pem", host, f"subjectAltName=IP:{host}")
        shutil.copy(self.folder / "cert.pem", self.hosting.parent / "trusted.pem")
        with (self.folder / "provider.log").open("wb") as log:
            command = [sys.executable, "-m", "tests.hosting.sign_in_service", host, str(port), str(self.folder)]
            process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        for _ in range(240):
            with socket.socket() as trying:
                if trying.connect_ex((host, port)) == 0:
                    return process
            assert process.poll() is None, (self.folder / "provider.log").read_text()
            time.sleep(0.25)
        raise AssertionError("the sign-in service never answered")


def certify(key: Path, certificate: Path, name: str, also: str = "") -> None:
    """Make a certificate that vouches for itself."""
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    run(*request, *(["-addext", also] if also else []), "-keyout", key, "-out", certificate)


@contextmanager
def image(name: str, stand_in: Path) -> Iterator[None]:
    """See that there is an image of this name: the true one where it can be had, else a stand-in until the end."""
    inspected = subprocess.run(["docker", "image", "inspect", name], capture_output=True, check=False)
    if (
        inspected.returncode == 0
        or not subprocess.run(["docker", "pull", "-q", name], capture_output=True, check=False).returncode
    ):
        yield
        return
    run("docker", "build", "--build-arg", f"BASE={BASE}", "-t", name, "-f", stand_in / "Containerfile", stand_in)
    try:
        yield
    finally:
        run("docker", "rmi", "-f", name)


@contextmanager
def running(folder: Path) -> Iterator[Containers]:
    """Build and start all of compose.yaml from a copy of what git tracks; at the end nothing of it is left."""
    with ExitStack() as ends:
        run("debootstrap", "--variant=minbase", "--include=python3-venv,ca-certificates", "bookworm", folder / "base")
        with subprocess.Popen(["tar", "-C", folder / "base", "-c", "."], stdout=subprocess.PIPE) as packed:
            run("docker", "import", "-", BASE, stdin=packed.stdout)
        ends.callback(run, "docker", "rmi", "-f", BASE)
        for name, stand_in in (("postgres:17", "postgres"), ("nginx:1.28", "nginx")):
            ends.enter_context(image(f"docker.io/library/{name}", STAND_INS / stand_in))
        copy = folder / "copy"
        for name in filter(None, run("git", "ls-files", "-z", cwd=ROOT).split("\0")):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
        wanted = ["-r", copy / "hosting" / "requirements.txt", "hatchling==1.33.0"]
        run(sys.executable, "-m", "pip", "download", "-q", "-d", copy / "wheels", *wanted)
        served_app = Containers(folder)
        served_app.write_settings()
        provider = served_app.start_provider()
        ends.callback(provider.wait)
        ends.callback(provider.terminate)
        ends.callback(served_app.compose, "down", "-v", "--rmi", "local", "-t", "3")
        offline = ["--build-arg", f"BASE={BASE}", "--build-arg", "PIP_OPTIONS=--no-index --find-links /src/wheels"]
        served_app.compose("build", *offline, "app")
        served_app.compose("up", "-d")
        yield served_app
