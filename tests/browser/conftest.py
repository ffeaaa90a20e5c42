"""Starts the real app and a real Chromium; records every request that would leave the machine."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from worthsaving.ui.shell import frame

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NARROW = 768  # pixels: up to there a phone's bar is shown
PATIENCE = 180_000  # milliseconds: these machines are noisy, and waiting is not what is tested


@contextmanager
def app_server(cwd: Path = ROOT):
    """The app on a free port of this machine; yields its address. Fails when it prints a traceback."""
    with app_process(cwd) as (address, _):
        yield address


@contextmanager
def app_process(cwd: Path = ROOT, *, options: tuple[str, ...] = (), fails: list[str] | None = None, **environment: str):
    """The same with these options and variables in its environment; yields its address and the id of its process.

    A process that fails prints tracebacks; all that it printed is appended to `fails`.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        *options,
    ]
    settings = {**os.environ, **environment}
    # Into a file: a pipe that nobody reads is full after 64 KB, and then every page waits for what is printed.
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        subprocess.Popen(command, cwd=cwd, env=settings, stdout=out, stderr=subprocess.STDOUT) as server,
    ):
        address = f"http://localhost:{port}"
        try:
            for _ in range(720):
                try:
                    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                        break
                except OSError:
                    assert server.poll() is None, "the app did not start"
                    time.sleep(0.25)
            yield address, server.pid
        finally:
            server.terminate()
            server.wait(timeout=20)
            out.seek(0)
            printed = out.read()
    if fails is not None:
        fails.append(printed)
    assert ("Traceback" in printed) == (fails is not None), printed


@pytest.fixture(scope="session")
def server():
    """One running app for all tests that do not need a fresh one."""
    with app_server() as address:
        yield address


@pytest.fixture(scope="session")
def started():
    """One headless Chromium for the whole run, and why there is none: (browser or None, reason or empty)."""
    with ExitStack() as stack:
        try:
            yield _start(stack), ""
        except NoBrowser as none:
            yield None, str(none)


class NoBrowser(Exception):
    """Chromium, or the driver that steers it, cannot be started."""


def _start(stack: ExitStack):
    if CHROMIUM is None:
        raise NoBrowser("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    try:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    except Exception as error:  # whatever it is, it is the same for every test
        why = str(error).strip().splitlines() or [type(error).__name__]
        raise NoBrowser(f"Playwright cannot start {CHROMIUM}: {why[0]} (Debian: apt-get install libatomic1)") from error
    stack.callback(browser.close)
    return browser


@pytest.fixture(scope="session")
def chromium(started):
    """The browser; without one every browser test is skipped for one reason, and test_start.py fails on CI."""
    browser, reason = started
    if browser is None:
        pytest.skip(reason)
    return browser


class Visitor:
    """Somebody with a browser window: opens pages, drops files, clicks; every outside request is remembered."""

    def __init__(
        self, browser, address: str, *, width: int = 1280, height: int = 900, dark: bool = False, sharp: int = 1
    ):
        self.address = address
        options = {
            "viewport": {"width": width, "height": height},
            "device_scale_factor": sharp,
            "color_scheme": "dark" if dark else "light",
            "accept_downloads": True,
            "service_workers": "block",
        }
        self.context = self.make_context(browser, options)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.console: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", self._remember)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.console.append(said.text) if said.type == "error" else None)
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def make_context(self, browser, options: dict):
        """The browser's window, with nothing of anybody else's in it."""
        return browser.new_context(**options)

    def _remember(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob", "about"} and parts.hostname not in {"localhost", "127.0.0.1"}:
            self.outside.append(request.url)

    def open(self, path: str = "") -> "Visitor":
        self.page.goto(f"{self.address}/{path}")
        return self.settle()

    def settle(self) -> "Visitor":
        """Wait until the script has run to its end and stays there."""
        quiet = 0
        for _ in range(1800):
            self.page.wait_for_selector(DONE, state="attached")
            quiet = (
                quiet + 1
                if self.page.locator(DONE).count() and not self.page.locator('[data-stale="true"]').count()
                else 0
            )
            if quiet >= 4:
                return self
            self.page.wait_for_timeout(100)
        raise AssertionError("the page never came to rest")

    def zone(self) -> str:
        """The selector of the place where files are dropped, which stands on the page then: with data it is behind "Add files"."""
        place = (
            '[data-testid="stFileUploader"]:has-text("Drop your exports") [data-testid="stFileUploaderDropzoneInput"]'
        )
        if not self.page.locator(place).count():
            self.menu()
            self.page.get_by_role("button", name="Add files").click()
            self.page.wait_for_selector(place, state="attached")
        return place

    def menu(self) -> "Visitor":
        """Open the menu that holds the overview's controls on a phone; nothing where they stand in sight."""
        button = self.page.get_by_role("button", name="Files", exact=True)
        if button.is_visible() and button.get_attribute("aria-expanded") == "false":
            button.click()
        return self

    def drop(self, *paths: Path) -> "Visitor":
        self.page.set_input_files(self.zone(), [str(p) for p in paths])
        self.page.wait_for_timeout(600)
        return self.settle()

    def drop_bytes(self, *files: tuple[str, bytes]) -> "Visitor":
        payload = [{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files]
        self.page.set_input_files(self.zone(), payload)
        self.page.wait_for_timeout(600)
        return self.settle()

    def go(self, label: str) -> "Visitor":
        """Follow a link of the sidebar; on a phone one of the bar at the foot, or of what its last button opens."""
        named = re.compile(re.escape(label))
        if self.page.viewport_size["width"] > NARROW:
            self.page.get_by_test_id("stSidebar").get_by_role("link", name=named).click()
        else:
            short = next((short for place, short in frame.ON_PHONES if named.search(place.label)), None)
            bar = self.page.get_by_test_id("stBottom")
            if short is None:
                bar.get_by_role("button", name="More").click()
                self.page.get_by_test_id("stPopoverBody").get_by_role("link", name=named).click()
            else:
                bar.get_by_role("link", name=short).click()
        self.page.wait_for_timeout(500)
        return self.settle()

    def try_samples(self) -> "Visitor":
        self.page.get_by_role("button", name="Try it with sample data").click()
        self.page.wait_for_timeout(800)
        return self.settle()

    def wait_charts(self, count: int = 1) -> "Visitor":
        """Wait until that many charts are drawn."""
        self.page.locator(".js-plotly-plot .main-svg").nth(count - 1).wait_for(state="attached")
        self.page.wait_for_timeout(400)
        return self

    def text(self) -> str:
        return self.page.get_by_test_id("stMain").inner_text()

    def sideways(self) -> int:
        """How many pixels of the page stick out to the right."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def shot(self, path: Path) -> None:
        """A picture of the whole page, however long it is."""
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(height + 20, 6000))})
        self.page.wait_for_timeout(700)
        self.page.screenshot(path=str(path))
        self.page.set_viewport_size(size)


@pytest.fixture
def visit(chromium, server):
    """Makes visitors; afterwards none of them may have asked for anything outside, nor seen a script error."""
    visitors = []

    def make(**options) -> Visitor:
        visitors.append(Visitor(chromium, server, **options))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()
    assert [url for v in visitors for url in v.outside] == []
    assert [error for v in visitors for error in v.errors] == []
    assert [text for v in visitors for text in v.dialogs] == []
    assert [text for v in visitors for text in v.console if "Content Security Policy" in text] == []


@pytest.fixture
def place(tmp_path):
    """Where this test's library lies; nothing is there yet."""
    return tmp_path / "data" / "library.sqlite"


@pytest.fixture
def visitor(chromium, place):
    """Somebody at an app with this library; afterwards nothing was asked for outside and no script failed."""
    with app_process(WORTHSAVING_LIBRARY=str(place)) as (address, _):
        somebody = Visitor(chromium, address)
        yield somebody
        somebody.context.close()
        assert (somebody.outside, somebody.errors, somebody.dialogs) == ([], [], [])
