"""The package as it is installed: what the wheel holds, and that it runs from another folder."""

import os
import subprocess
import sys
import zipfile

import pytest

from tests.conftest import ROOT
from tests.test_server import knock, started
from worthsaving import __version__

pytestmark = pytest.mark.subprocess
BUSINESS = ROOT / "sample_data" / "tiktok_business_videos.csv"


def tracked(*places: str) -> set[str]:
    """The files of the repository at these places, those not yet committed included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *places],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return set(listed.stdout.splitlines())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The built wheel, opened."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory):
    """The folder that the wheel is unpacked in."""
    folder = tmp_path_factory.mktemp("site")
    wheel.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def installed(site, tmp_path_factory):
    """Runs a command of the unpacked wheel in a folder that has nothing of the repository."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(*command: str) -> str:
        settings = {**os.environ, "PYTHONPATH": str(site)}
        done = subprocess.run(
            [sys.executable, *command], cwd=elsewhere, env=settings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_wheel_holds_all_that_runs(wheel):
    """Every file of the package and of the app is in it, and nothing else but its description."""
    app = {f"worthsaving/_app/{name}" for name in tracked("app.py", "pages", ".streamlit/config.toml", "sample_data")}
    described = {name for name in wheel.namelist() if name.startswith(f"worthsaving-{__version__}.dist-info/")}
    assert set(wheel.namelist()) - described == tracked("worthsaving") | app
    assert "worthsaving/py.typed" in wheel.namelist()


def test_the_wheel_brings_the_command(wheel):
    """Installing it makes the command `worthsaving`."""
    points = wheel.read(f"worthsaving-{__version__}.dist-info/entry_points.txt").decode()
    assert "worthsaving = worthsaving.__main__:main" in points


def test_the_installed_command_reads_and_sums_up(installed):
    """It finds its own data files wherever it is called."""
    assert installed("-m", "worthsaving", "--version") == f"worthsaving {__version__}\n"
    assert "184 of 184 rows kept" in installed("-m", "worthsaving", "read", str(BUSINESS))
    assert "people save" in installed("-m", "worthsaving", "summary", str(BUSINESS))


def test_the_installed_app_finds_its_pages_and_samples(installed):
    """Home and every page, with the sample data loaded, run without an error from inside the package."""
    code = """
from streamlit.testing.v1 import AppTest
from worthsaving.data.app_files import ROOT, SCRIPT
assert "_app" in ROOT.parts, ROOT
app = AppTest.from_file(SCRIPT, default_timeout=120).run()
next(button for button in app.button if "sample data" in button.label).click().run()
for page in [None, *sorted((ROOT / "pages").glob("*.py"))]:
    if page:
        app.switch_page(f"pages/{page.name}").run()
    assert not app.exception, app.exception
    print(page.stem if page else "home", len(app.get("plotly_chart")))
"""
    shown = dict(line.split() for line in installed("-c", code).splitlines())
    assert set(shown) == {"home", *(path.stem for path in (ROOT / "pages").glob("*.py"))}
    assert int(shown["saves_vs_likes_and_comments"]) > 0


def test_the_installed_app_starts_with_its_guard(site, tmp_path):
    """The command `worthsaving app` serves the package's own copy of the app, from any folder, and refuses strangers."""
    command = ("-m", "worthsaving", "app", "--", "--server.headless", "true")
    with started(command, tmp_path, cwd=tmp_path, PYTHONPATH=str(site)) as (port, _):
        assert knock(port, "/") == 200
        assert knock(port, "/", Host="rebound.example") == 403
