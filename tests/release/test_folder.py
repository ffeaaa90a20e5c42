"""The folder to double-click in a Debian without Python: started, driven in Chromium from outside, started twice, killed."""

import os
import re
import subprocess
import sys
import time
import venv
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor, chromium, started  # noqa: F401 - the browser is a fixture
from tests.conftest import ROOT
from tests.release.jail import FOLDER, Jail, missing
from worthsaving import __version__
from worthsaving.desktop import server
from worthsaving.ui.shell import frame

pytestmark = [pytest.mark.subprocess, pytest.mark.long]
BUILT = "WORTHSAVING_DESKTOP"
"""The environment variable with the path of a folder built before; then a system without debootstrap is a failure."""
SAMPLES = FOLDER / "_internal" / "worthsaving" / "_app" / "sample_data"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The folder, built by the one command with a Python of its own, unless it was built before."""
    if os.environ.get(BUILT):
        return Path(os.environ[BUILT])
    home = tmp_path_factory.mktemp("build")
    venv.create(home / "python", with_pip=True)
    python = str(home / "python" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", "requirements-release.txt"], cwd=ROOT, check=True)
    subprocess.run([python, "-m", "release.desktop", str(home / "dist")], cwd=ROOT, check=True)
    return next(path for path in (home / "dist").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def jail(tmp_path_factory, request) -> Jail:
    """The bare Debian with the folder in it, for all tests here."""
    reason = missing()
    if reason and os.environ.get(BUILT):
        pytest.fail(reason, pytrace=False)
    if sys.platform != "linux" or reason:
        pytest.skip(reason or "only on Linux")
    return Jail(tmp_path_factory.mktemp("debian"), request.getfixturevalue("folder"))


@contextmanager
def running(jail: Jail):
    """The start program, running; yields it and the address that it prints."""
    with subprocess.Popen(jail.command("Worth Saving"), stdout=subprocess.PIPE, text=True) as program:
        try:
            yield program, address_of(program)
        finally:
            program.terminate()


def address_of(program) -> str:
    lines = iter(program.stdout.readline, "")
    return next(line for line in lines if line.startswith("http")).strip()


def test_there_is_no_python(jail):
    """Else the rest would show nothing."""
    found = [path for place in ("usr/bin", "usr/local/bin", "bin") for path in (jail.root / place).glob("python*")]
    assert found == []


def test_the_command_line_runs(jail):
    """Reads and sums up a file."""
    assert jail.output("worthsaving", "--version") == f"worthsaving {__version__}\n"
    assert "184 videos" in jail.output("worthsaving", "summary", str(SAMPLES / "tiktok_business_videos.csv"))
    assert "184 of 184 rows kept" in jail.output("worthsaving", "read", str(SAMPLES / "tiktok_business_videos.csv"))


def test_a_creator_uses_every_page(jail, chromium, tmp_path):  # noqa: F811 - the fixture
    """Sample data, every page, a chart, keep into the library, a report: seen in Chromium, from outside."""
    with running(jail) as (_, address):
        visitor = Visitor(chromium, address).open().try_samples()
        bar = visitor.page.get_by_test_id("stSidebar")
        assert "184" in visitor.text()
        for _, places in frame.GROUPS:
            for place in places:
                visitor.go(place.label)
                assert visitor.page.get_by_role("heading", level=1).count() == 1, place.label
                assert visitor.page.get_by_test_id("stException").count() == 0, place.label
                assert "went wrong" not in visitor.text(), place.label
        visitor.go(frame.SAVES_VS.label).wait_charts(1)
        visitor.go(frame.HOME.label)
        library = jail.home / ".local" / "share" / "worthsaving" / "library.sqlite"
        assert not library.exists(), "nothing is written before it was asked for"
        visitor.page.get_by_role("button", name="Keep", exact=True).click()
        visitor.page.wait_for_timeout(1000)
        visitor.settle()
        assert library.exists()
        visitor.go(frame.REPORT.label)
        with visitor.page.expect_download() as begun:
            visitor.page.get_by_role("button", name=re.compile("report", re.I)).first.click()
        begun.value.save_as(tmp_path / "report.html")
        assert "<html" in (tmp_path / "report.html").read_text("utf-8")
        bar.get_by_role("button", name=f"Version {__version__}").click()
        foot = visitor.page.get_by_test_id("stPopoverBody").inner_text()
        assert f"{FOLDER}/Licences.txt" in foot
        assert f"/home/{jail.home.name}/.local/share/worthsaving/library.sqlite" in foot
        assert (visitor.outside, visitor.errors) == ([], [])
        visitor.context.close()
    assert "184 videos" in jail.output("worthsaving", "summary", "--library")


def test_the_licences_of_what_is_inside_lie_in_the_folder(jail):
    """Of the packages, of Python, and of the libraries of the system that it was built on."""
    text = (jail.root / FOLDER.relative_to("/") / "Licences.txt").read_text("utf-8")
    for name in ("Worth Saving", "Python", "streamlit", "pandas", "numpy", "pyarrow", "SQLAlchemy", "libtk8.6"):
        assert re.search(rf"^={{78}}\n{re.escape(name)}\b", text, re.M), name


def test_started_twice_and_killed(jail):
    """The second start opens the running app and ends; when the first is killed its server ends, and the next one starts."""
    with running(jail) as (first, address):
        with subprocess.Popen(jail.command("Worth Saving"), stdout=subprocess.PIPE, text=True) as second:
            assert address_of(second) == address
        first.kill()
        first.wait()
        port = int(address.rpartition(":")[2])
        for _ in range(300):
            if not server.answers(port):
                break
            time.sleep(0.1)
        assert not server.answers(port)
    with running(jail) as (_, address):
        assert address.startswith("http://localhost:")


def test_another_program_has_the_port(jail):
    """Then the app has another one."""
    import socket

    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", server.USUAL_PORT))
        taken.listen()
        with running(jail) as (_, address):
            assert address != server.address(server.USUAL_PORT)
            assert server.answers(int(address.rpartition(":")[2]))
