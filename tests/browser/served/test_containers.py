"""The compose file of the folder `hosting`, started with Docker and used in a browser as docs/hosting.md says."""

import os
import subprocess
import tarfile

import pytest

from tests.browser.served.conftest import Member
from tests.browser.served.stack import COOKIE_SECRET
from tests.hosting import containers
from tests.ui import weekly

pytestmark = [pytest.mark.long, pytest.mark.subprocess]
HERS = "zanzibar"


@pytest.fixture(scope="module")
def served_app(chromium, tmp_path_factory):
    """All containers, started once for these tests, which come one after the other."""
    lacking = containers.missing()
    if lacking:
        pytest.skip(f"The compose file cannot be started: {lacking} is missing.")
    with containers.running(tmp_path_factory.mktemp("containers")) as running:
        yield running


@pytest.fixture(scope="module")
def people(chromium, served_app):
    """Anna, who has kept an export, and Ben, who has kept another."""
    both = {}
    for name, account in (("anna", HERS), ("ben", "bens")):
        person = both[name] = Member(chromium, served_app)
        see(person, "Sign in", exact=True)
        person.sign_in(name)
        person.drop_bytes(weekly.file(3, account=account))
        person.page.get_by_role("button", name="Keep", exact=True).click()
        person.page.get_by_text("Kept as of").wait_for()
        person.settle()
    yield both["anna"], both["ben"]
    for person in both.values():
        person.context.close()


def see(person, text: str, **options) -> None:
    """Load the first page until it shows a text: until then the app may be away."""
    for _ in range(60):
        try:
            person.page.goto(person.address)
            person.page.get_by_text(text, **options).first.wait_for(state="attached", timeout=5_000)
            return
        except Exception as error:  # the proxy's page, or none at all
            last = error
            person.page.wait_for_timeout(1_000)
    raise AssertionError(f"{text} never came: {last}")


def sees(person, account: str) -> bool:
    """Whether the first page, drawn anew, shows an account."""
    person.open()
    return account in person.page.content()


def test_each_sees_their_own(people):
    """Kept in PostgreSQL, in the report as well; signed out, nothing is left on the page."""
    anna, ben = people
    assert (sees(anna, HERS), sees(anna, "bens"), sees(ben, HERS), sees(ben, "bens")) == (True, False, False, True)
    anna.go("Report")
    with anna.page.expect_download() as taken:
        anna.page.get_by_test_id("stDownloadButton").locator("button").first.click()
    assert taken.value.suggested_filename.startswith(f"{HERS} report")
    anna.open().sign_out()
    see(anna, "Sign in", exact=True)
    assert HERS not in anna.page.content()
    anna.sign_in("anna")
    assert HERS in anna.page.content()


def test_the_app_writes_to_its_data_only(people, served_app):
    """As a user of its own without rights, on a file system that is read-only."""
    script = "id -u; grep CapEff /proc/self/status; for at in /opt /srv/worthsaving /etc; do touch $at/x && echo written; done; touch /data/x && rm /data/x"
    said = served_app.compose("exec", "-T", "app", "sh", "-c", script)
    assert said.split() == ["10001", "CapEff:", "0000000000000000"]


def test_no_setting_is_in_the_image(served_app, people, tmp_path):
    """Nor in a layer below, where what was removed still lies."""
    name = "worthsaving-test-app"
    containers.run("docker", "save", "-o", tmp_path / "image.tar", name)
    found = 0
    with tarfile.open(tmp_path / "image.tar") as image:
        for part in image:
            held = image.extractfile(part)
            rest = b""
            while held is not None and (block := held.read(1 << 24)):
                assert COOKIE_SECRET.encode() not in rest + block
                assert containers.APP_PASSWORD.encode() not in rest + block
                found, rest = found or b"worthsaving" in block, block[-100:]
    assert found


def test_a_killed_app_comes_back(people, served_app):
    """Docker starts it again; the library is as it was."""
    anna, _ = people
    process = containers.run("docker", "inspect", "-f", "{{.State.Pid}}", served_app.container("app")).strip()
    os.kill(int(process), 9)
    see(anna, HERS)


def test_the_database_may_be_away(people, served_app):
    """A sentence says so; when it is there again, so is the library."""
    anna, _ = people
    served_app.compose("stop", "db")
    see(anna, "cannot be reached")
    assert HERS not in anna.page.content()
    served_app.compose("start", "db")
    see(anna, HERS)


def test_the_proxy_needs_no_app_to_start(people, served_app):
    """It says that the app is away, and finds it at another address than before."""
    anna, _ = people
    before = served_app.place("app")
    served_app.compose("rm", "-sf", "app")
    served_app.compose("restart", "proxy")
    see(anna, "away for a moment")
    other = served_app.compose("run", "-d", "--no-deps", "--entrypoint", "sleep 600", "proxy").strip().splitlines()[-1]
    served_app.compose("up", "-d", "--no-build", "app")
    after = served_app.place("app")
    see(anna, HERS)
    subprocess.run(["docker", "rm", "-f", other], capture_output=True, check=True)
    assert after != before


def test_one_library_is_restored_alone(people, served_app):
    """From a backup made as the docs say; the other person's stays as it was."""
    anna, ben = people
    served_app.library("anna", "backup", "/data/anna.sqlite")
    schema = containers.people.schema_of(containers.served.Person(served_app.provider, "anna"))
    served_app.sql(f'DROP SCHEMA "{schema}" CASCADE')
    assert not sees(anna, HERS)
    served_app.library("anna", "restore", "/data/anna.sqlite")
    assert (sees(anna, HERS), sees(ben, "bens"), sees(ben, HERS)) == (True, True, False)


def test_down_and_up_again_keeps_everything(people, served_app):
    """The containers are gone and made anew; the volumes stay."""
    anna, _ = people
    served_app.compose("down")
    served_app.compose("up", "-d", "--no-build")
    see(anna, HERS)
