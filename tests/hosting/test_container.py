"""The container: built from a local base without any registry of images, and run as its own user."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.long, pytest.mark.subprocess]
NEEDED = ("buildah", "debootstrap", "git")
BASE, IMAGE = "localhost/worthsaving-base", "localhost/worthsaving"
CHECK = """
import os, pathlib, subprocess, sys, time, urllib.request
assert os.getuid() == 10001, os.getuid()
for place in ("/opt/worthsaving/x", "/srv/worthsaving/x", "/etc/x"):
    try:
        pathlib.Path(place).write_text("x")
    except OSError:
        continue
    sys.exit(f"the app's user may write {place}")
pathlib.Path("/data/x").write_text("x")
app = subprocess.Popen([*ENTRYPOINT, "--server.allowedHosts=saves.example.com"])
for _ in range(240):
    if subprocess.run(HEALTH, capture_output=True).returncode == 0:
        break
    assert app.poll() is None, "the app did not start"
    time.sleep(0.5)
page = urllib.request.Request("http://127.0.0.1:8501/", headers={"Host": "saves.example.com"})
assert b"<title>" in urllib.request.urlopen(page).read()
app.terminate()
app.wait(20)
print("served")
"""


def run(*command: object, **options) -> str:
    """Run a program; its output, or a failure with all that it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """Builds the image; calls buildah with the store that holds it."""
    lacking = [name for name in NEEDED if shutil.which(name) is None] + (["root"] if os.geteuid() else [])
    if lacking:
        why = f"The container cannot be built: {', '.join(lacking)} is missing (Debian: apt-get install buildah debootstrap)."
        pytest.fail(why, pytrace=False) if os.environ.get("CI") == "true" else pytest.skip(why)
    folder = tmp_path_factory.mktemp("container")
    store = ["--storage-driver", "vfs", "--root", folder / "store", "--runroot", folder / "run"]

    def buildah(*arguments: object) -> str:
        return run("buildah", *store, *arguments)

    run("debootstrap", "--variant=minbase", "--include=python3-venv,ca-certificates", "bookworm", folder / "base")
    working = buildah("from", "scratch").strip()
    buildah("add", working, folder / "base", "/")
    buildah("commit", working, BASE)
    context = folder / "context"
    context.mkdir()
    tracked = run("git", "ls-files", "-z", cwd=ROOT).split("\0")
    for name in filter(None, tracked):
        (context / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, context / name)
    wanted = ["-r", context / "hosting" / "requirements.txt", "hatchling==1.33.0"]
    run(sys.executable, "-m", "pip", "download", "-q", "-d", context / "wheels", *wanted)
    build = ["--isolation", "chroot", "--format", "docker", "--build-arg", f"BASE={BASE}"]
    offline = ["--build-arg", "PIP_OPTIONS=--no-index --find-links /src/wheels"]
    buildah("bud", *build, *offline, "-f", context / "hosting" / "Containerfile", "-t", IMAGE, context)
    yield buildah
    shutil.rmtree(folder, ignore_errors=True)


def test_the_image_runs_as_its_own_user(image):
    """It writes nowhere but to its data, is healthy by its own check, and holds no copy of the source or of wheels."""
    told = json.loads(image("inspect", "--type", "image", IMAGE))["Docker"]["config"]
    assert told["User"] == "10001:10001"
    assert list(told["Volumes"]) == ["/data"]
    working = image("from", "--pull-never", IMAGE).strip()
    health = told["Healthcheck"]["Test"][1:]
    script = f"ENTRYPOINT, HEALTH = {told['Entrypoint']!r}, {health!r}\n{CHECK}"
    said = image("run", "--isolation", "chroot", working, "--", "python", "-c", script)
    assert said.strip().endswith("served")
    assert image("run", "--isolation", "chroot", working, "--", "ls", "/").split().count("src") == 0
