"""The end of a sign-in: signed out, or the token over; and the parts that stop and come back."""

import os
import signal
import subprocess
import time

import pytest

from tests.browser.served import stack as stacks
from tests.ui import weekly

TOKEN_S = 40  # long enough to draw a page on a machine with much else to do


@pytest.fixture(scope="module")
def short(whole, tmp_path_factory):
    """A served app of its own, whose parts are stopped."""
    folder = tmp_path_factory.mktemp("ends")
    folder.chmod(0o755)
    with stacks.running(folder, limits="[hosting.limits]\nvisits = 2\nfiles = 1\nheld_mb = 1") as running:
        yield running


def see_soup(person) -> None:
    """Wait until a video of what was dropped in stands on the page."""
    person.page.get_by_text("Soup").first.wait_for(state="attached")


def test_out_is_out(member):
    """In every window of the browser, and at the service as well."""
    anna = member("anna")
    anna.drop_bytes(weekly.file(2))
    other = anna.context.new_page()
    other.goto(anna.page.url)
    other.get_by_role("button", name="Signed in as Anna").wait_for()
    anna.sign_out()
    assert "oauth2/end_session" in anna.page.url
    other.get_by_role("button", name="Sign in", exact=True).wait_for()
    anna.page.goto(anna.address)
    anna.page.get_by_role("button", name="Sign in", exact=True).wait_for()
    assert "Soup" not in anna.page.content()


def test_a_visit_ends_with_its_token(member, short):
    """The page asks again by itself, and nothing stays on it; a new window asks, too, though the cookie is still there."""
    anna = member(stack=short)
    claims = {"iss": short.provider, "sub": "anna", "name": "Anna", "exp": time.time() + TOKEN_S}
    cookie = {"name": "_streamlit_user", "value": stacks.signed(claims, short), "url": short.address}
    anna.context.add_cookies([cookie])
    anna.page.goto(short.address)
    anna.page.get_by_role("button", name="Signed in as Anna").wait_for()
    anna.page.get_by_text("Your sign-in has ended").wait_for(timeout=2_000 * TOKEN_S)
    assert anna.page.get_by_role("button", name="Signed in as Anna").count() == 0
    other = anna.context.new_page()
    other.goto(anna.address)
    other.get_by_text("Your sign-in has ended").wait_for()
    anna.sign_in("anna")
    assert anna.page.get_by_role("button", name="Signed in as Anna").count() == 1


def test_a_visit_holds_so_much(member, short):
    """A second file has no room: it is named, and the first one stays."""
    anna = member("anna", stack=short)
    anna.drop_bytes(weekly.file(2), ("second.csv", weekly.file(1)[1]))
    anna.page.get_by_text("Not taken: second.csv. Here a visit holds at most 1 file and 1 MB.").wait_for()
    see_soup(anna)


def test_a_full_app_says_so(member, short):
    """Whoever comes third is told kindly, and is let in when somebody has left."""
    one, two = member("anna", stack=short), member("ben", stack=short)
    three = member("eve", stack=short)
    assert "This app is full just now" in three.text()
    assert "a visit was turned away" in short.log()
    two.context.close()
    one.settle()
    time.sleep(1)
    three.open()
    assert "See what your audience keeps" in three.text()


def test_the_service_stops(member, short):
    """Whoever is signed in goes on; others read a sentence; signing in works when it is back."""
    anna, ben = member("anna", stack=short), member(stack=short)
    short.stop("provider")
    anna.drop_bytes(weekly.file(2))
    see_soup(anna)
    ben.page.get_by_role("button", name="Sign in").click()
    ben.page.get_by_text("the sign-in service does not answer").wait_for()
    short.start_provider()
    ben.open().sign_in("ben")
    assert ben.page.get_by_role("button", name="Signed in as Ben").count() == 1


def test_postgresql_stops(member, short):
    """The page says that the library's server cannot be reached, without its address; the next click finds it again."""
    anna = member("anna", stack=short)
    anna.drop_bytes(weekly.file(2))
    anna.page.get_by_role("button", name="Keep", exact=True).click()
    anna.page.get_by_text("Kept as of").wait_for()
    with stopped(short):
        anna.open()
        anna.page.get_by_text("The library's server cannot be reached").wait_for()
        assert "worthsaving-pg" not in anna.page.content()
        anna.drop_bytes(weekly.file(2))
        see_soup(anna)
    anna.open()
    anna.page.get_by_text("Manage library").wait_for()
    assert "Soup" in anna.page.content()


class stopped:  # noqa: N801 - read as a phrase: with stopped(...)
    """Stops a served app's PostgreSQL, and starts it again as it was; the app's end stops it for good."""

    def __init__(self, stack: stacks.Stack) -> None:
        self.stack, self.home = stack, stack.database.split("host=")[1]

    def __enter__(self) -> None:
        with open(f"{self.home}/data/postmaster.pid") as file:
            number = int(file.readline())
        with open(f"/proc/{number}/cmdline", "rb") as file:
            self.command = file.read().split(b"\0")[:-1]
        self.owner = os.stat(f"{self.home}/data")
        os.kill(number, signal.SIGINT)
        for _ in range(100):
            if not os.path.exists(f"{self.home}/data/postmaster.pid"):
                return
            time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        owner = {"user": self.owner.st_uid, "group": self.owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        self.stack.running["postgresql"] = subprocess.Popen(
            self.command, cwd=self.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **owner
        )
        for _ in range(100):
            if os.path.exists(f"{self.home}/.s.PGSQL.5432"):
                break
            time.sleep(0.1)
        time.sleep(1)


def test_the_app_stops(member, short):
    """The proxy says that it is away for a moment; a new one has the library, and the sign-in still holds."""
    anna = member("anna", stack=short)
    short.stop("app0")
    anna.page.goto(anna.address)
    anna.page.get_by_text("Worth Saving is away for a moment").wait_for()
    short.start_app()
    anna.open()
    assert anna.page.get_by_role("button", name="Signed in as Anna").count() == 1
    assert "Soup" in anna.page.content()
