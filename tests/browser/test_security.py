"""The app as an attacker's web page sees it, in a real browser: by another name, from another port, in a frame."""

import http.server
import re
import shutil
import threading
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import CHROMIUM, PATIENCE, QUIET, Visitor, app_process
from tests.conftest import ROOT
from tests.ui import weekly
from worthsaving.library import Library
from worthsaving.reading import read_files

NAME = "rebound.example"
KNOCK = """url => new Promise(done => {
  const socket = new WebSocket(url, ["streamlit"]);
  socket.onopen = () => done("open");
  socket.onerror = () => done("refused");
})"""


@pytest.fixture
def library(tmp_path):
    """A library with one export in it."""
    path = tmp_path / "library.sqlite"
    Library.open(str(path)).keep(read_files([weekly.file(0)]), now=weekly.moment(0))
    return path


@pytest.fixture
def rebound(chromium):
    """A Chromium for which a foreign name leads to this machine, as after DNS rebinding."""
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*QUIET, rules])
    yield browser
    browser.close()


@pytest.fixture
def other_port(tmp_path):
    """The address of an empty page that another program serves on another port of this machine."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>other</title><body>")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given):
            super().__init__(*given, directory=str(folder))

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def under(address: str, name: str) -> str:
    """The same port under another name."""
    return f"http://{name}:{urlsplit(address).port}"


def test_a_rebound_name_is_refused(rebound, library):
    """With the shipped settings nothing of the app is answered under a name that is not its own."""
    with app_process(WORTHSAVING_LIBRARY=str(library)) as (address, _):
        page = rebound.new_page()
        answer = page.goto(under(address, NAME))
        assert answer.status == 403
        assert "answers only at its own addresses" in page.inner_text("body")
        socket = under(address, NAME).replace("http", "ws", 1) + "/_stcore/stream"
        assert page.evaluate(KNOCK, socket) == "refused"


@pytest.mark.parametrize(("hosts", "answered"), [("*.elsewhere.example,", False), ("", True), (NAME, True)])
def test_no_library_is_shown_under_another_name(rebound, library, tmp_path, hosts, answered):
    """Where the settings let that name in, others reach the app too: without sign-in it has no library, and says so."""
    copy = checkout(tmp_path)
    config = copy / ".streamlit" / "config.toml"
    listed = ", ".join(f'"{host}"' for host in hosts.split(",") if host)
    config.write_text(
        re.sub(r"(?m)^allowedHosts = .*$", f"allowedHosts = [{listed}]", config.read_text("utf-8")), "utf-8"
    )
    with app_process(copy, WORTHSAVING_LIBRARY=str(library), PYTHONPATH=str(ROOT)) as (address, _):
        if not answered:
            assert rebound.new_page().goto(under(address, NAME)).status == 403
            return
        visitor = Visitor(rebound, under(address, NAME)).open()
        assert "Library · " not in visitor.text()
        assert visitor.page.get_by_text("it offers no library").is_visible()


def test_a_page_at_another_port_of_this_machine_cannot_use_the_app(chromium, server, other_port):
    """It can neither open the app's connection, nor read an answer, nor show the app in a frame."""
    page = chromium.new_page()
    page.goto(other_port)
    assert page.evaluate(KNOCK, server.replace("http", "ws", 1) + "/_stcore/stream") == "refused"
    read = "url => fetch(url).then(answer => answer.text(), () => 'refused')"
    assert page.evaluate(read, server + "/_stcore/host-config") == "refused"
    page.evaluate(
        "url => { const f = document.createElement('iframe'); f.src = url; document.body.append(f); }", server
    )
    page.wait_for_timeout(1500)
    assert page.frames[1].url.startswith("chrome-error://")
    page.close()


def test_no_page_of_the_app_breaks_its_own_rules(visit):
    """Every page is drawn under its content security policy (`visit` looks), which lets nothing out."""
    visitor = visit().open().try_samples()
    for label in ("Saves vs", "Save trends", "What gets saved", "Accounts", "Report"):
        visitor.go(label)
    visitor.page.get_by_text("Show all of it").click()
    visitor.page.frame_locator("iframe").locator(".chart[data-drawn]").first.wait_for(timeout=PATIENCE)
    before = len(visitor.console)
    tell = "fetch('https://outside.example/', {mode: 'no-cors'}).then(() => 'sent', () => 'kept')"
    assert visitor.page.evaluate(tell) == "kept"
    assert "Content Security Policy" in "".join(visitor.console[before:])
    del visitor.console[before:]


def checkout(folder, page: str = ""):
    """A copy of the app's own files, with one more page of that code."""
    copy = folder / "copy"
    copy.mkdir()
    shutil.copy(ROOT / "app.py", copy)
    shutil.copytree(ROOT / "pages", copy / "pages")
    shutil.copytree(ROOT / ".streamlit", copy / ".streamlit")
    if page:
        (copy / "pages" / "broken.py").write_text(page, "utf-8")
    return copy


def test_a_surprise_is_our_apology(chromium, tmp_path):
    """An exception nobody expected is shown in our words, without its message, and logged without it."""
    page = "import streamlit as st\nst.title('Broken')\nint(open(__file__).read()[-15:])\n# secret caption\n"
    copy = checkout(tmp_path, page)
    printed = []
    with app_process(copy, fails=printed, PYTHONPATH=str(ROOT)) as (address, _):
        visitor = Visitor(chromium, address).open("broken")
        text = visitor.text()
        visitor.context.close()
    assert "Something went wrong in Worth Saving" in text
    assert "ValueError" in text
    assert "caption" not in text
    assert "Streamlit" not in text
    assert "ValueError" in printed[0]
    assert "secret caption" not in printed[0]
