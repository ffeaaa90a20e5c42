"""Two people at one served app, each signed in: neither reaches anything of the other's, by any way there is.

Anna keeps an export whose words are hers alone; Ben, and somebody without a sign-in, then try to get at them.
"""

import re
import ssl
import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tests.browser.served.test_sign_in import ADDRESSES
from tests.ui import weekly

HERS = ("zanzibar", "Quetzal")  # her account, and a word of every caption of hers


def her_file(week: int = 3) -> tuple[str, bytes]:
    name, data = weekly.file(week, account=HERS[0])
    return name, data.replace(b"Soup", HERS[1].encode())


def words_of_hers(text: str) -> list[str]:
    return [word for word in HERS if word.lower() in text.lower()]


@pytest.fixture(scope="module")
def people(chromium, stack):
    """Anna, who has kept her export and stands on her report, and Ben, who has nothing; the ids of their visits."""
    from tests.browser.served.conftest import Member

    anna, ben = Member(chromium, stack), Member(chromium, stack)
    for person, name in ((anna, "anna"), (ben, "ben")):
        person.uploads = []
        person.page.on(
            "request",
            lambda request, to=person.uploads: to.append(request.url) if "upload_file" in request.url else None,
        )
        person.open().sign_in(name)
    anna.drop_bytes(her_file())
    anna.page.get_by_role("button", name="Keep", exact=True).click()
    anna.page.get_by_text("Kept as of").wait_for()
    anna.settle().go("Report")
    ben.drop_bytes(weekly.file(2))
    yield anna, ben
    for person in (anna, ben):
        person.context.close()


def test_she_sees_her_own(people):
    """Else the tests below would hold for an app that shows nothing at all."""
    anna, ben = people
    assert set(words_of_hers(anna.page.content())) == set(HERS)
    assert len(anna.uploads) == len(ben.uploads) == 1


@pytest.mark.parametrize("page", ADDRESSES)
def test_no_page_shows_him_anything_of_hers(member, page, people):
    """Nor does her whole address, with her account in it; he sees an empty library."""
    other = member("ben", at=f"{page}?account=TikTok+@{HERS[0]}")
    assert words_of_hers(other.text()) == []
    assert "Your library" not in other.page.content()


def status(person, url: str, method: str = "GET", **options) -> tuple[int, bytes]:
    """What a request with this person's cookies gets."""
    answer = person.context.request.fetch(url, method=method, **options)
    return answer.status, answer.body()


def test_a_download_is_hers_alone(people, member):
    """The address of her file, told to Ben or to somebody without a sign-in, leads to nothing."""
    anna, ben = people
    with anna.page.expect_download() as taken:
        anna.page.get_by_role("button", name=re.compile("Download the report|Report \\(HTML\\)|HTML")).first.click()
    url = taken.value.url
    assert "/media/" in url
    assert status(anna, url)[0] == 200
    for other in (ben, member()):
        found, body = status(other, url)
        assert (found, words_of_hers(body.decode("utf-8", "replace"))) == (404, [])
        assert status(other, url, "HEAD")[0] == 404
        assert status(other, url, headers={"Range": "bytes=0-99"})[0] == 404


def test_a_picture_on_her_page_is_hers_alone(people, member):
    """What a page shows has an address, too."""
    anna, ben = people
    pictures = anna.page.locator("img[src*='/media/']")
    url = pictures.first.evaluate("picture => picture.src")
    assert status(anna, url)[0] == 200
    assert status(ben, url)[0] == status(member(), url)[0] == 404


def test_nobody_else_uploads_into_her_visit(people, member):
    """Nor deletes what she uploads, though he knows the address and has a token of his own."""
    anna, ben = people
    (url,) = anna.uploads
    for other in (ben, member()):
        cookies = {cookie["name"]: cookie["value"] for cookie in other.context.cookies()}
        token = {"X-Xsrftoken": cookies.get("_streamlit_xsrf", "")}
        file = {"file": {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b"}}
        assert status(other, url, "PUT", headers=token, multipart=file)[0] == 404
        assert status(other, url, "DELETE", headers=token)[0] == 404
    (own,) = ben.uploads
    cookies = {cookie["name"]: cookie["value"] for cookie in ben.context.cookies()}
    token = {"X-Xsrftoken": cookies["_streamlit_xsrf"]}
    file = {"file": {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b"}}
    assert status(ben, own, "PUT", headers=token, multipart=file)[0] == 204


def visit_id(person) -> str:
    return re.search(r"upload_file/([^/]+)/", person.uploads[0])[1]


def heard(stack, cookies: dict[str, str], resume: str) -> bytes:
    """All that the app says in ten seconds to a socket that asks to go on with a visit."""
    header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    protocols = ["streamlit", cookies.get("_streamlit_xsrf", "x"), resume]
    socket = connect(
        f"wss://127.0.0.1:{stack.tls_port}/_stcore/stream", ssl=trusting, server_hostname="saves.localhost",
        additional_headers={**header, "Host": f"saves.localhost:{stack.tls_port}"}, origin=stack.address,
        subprotocols=protocols, max_size=None, proxy=None,
    )  # fmt: skip
    said, end = b"", time.monotonic() + 10
    with socket:
        message = BackMsg()
        message.rerun_script.query_string = ""
        socket.send(message.SerializeToString())
        while time.monotonic() < end:
            try:
                said += socket.recv(timeout=1)
            except TimeoutError:
                if said:
                    break
    return said


def test_a_socket_does_not_go_on_with_her_visit(people, stack, member):
    """He is given a visit of his own; somebody without a sign-in is asked to sign in. Hers stays hers."""
    anna, ben = people
    hers = visit_id(anna)
    for other in (ben, member()):
        cookies = {cookie["name"]: cookie["value"] for cookie in other.context.cookies()}
        said = heard(stack, cookies, hers)
        assert said, "the app said something"
        assert words_of_hers(said.decode("utf-8", "replace")) == []
        assert hers.encode() not in said
    anna.go("Report")
    assert set(words_of_hers(anna.page.content())) == set(HERS)


@pytest.mark.parametrize(
    "path",
    ["_stcore/metrics", "_stcore/metrics/", "_stcore/%6detrics", "//_stcore/metrics", "_stcore/../_stcore/metrics"],
)
def test_figures_of_the_server_are_the_operators(stack, member, path):
    """The proxy keeps them back, however the address is written."""
    found, body = status(member(), f"{stack.address}/{path}")
    assert found in (400, 404) or b"<!doctype html" in body.lower()
    assert b"streamlit_" not in body
    assert b"# TYPE" not in body


def test_answers_carry_the_headers(stack, member):
    """The app's own and the proxy's; every cookie goes over TLS alone."""
    answer = member().context.request.get(stack.address)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    cookies = [header["value"] for header in answer.headers_array if header["name"].lower() == "set-cookie"]
    assert all("secure" in cookie.lower() for cookie in cookies)
    script = next(iter(re.findall(r'src="(\./static/js/[^"]+\.js)"', answer.text())))
    compressed = member().context.request.get(f"{stack.address}/{script}", headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["content-encoding"] == "gzip"


def test_another_name_is_not_answered(stack, member):
    """Nor is the app's own port under the served name's stranger."""
    with pytest.raises(Exception, match=r"socket hang up|ECONNRESET|empty|closed"):
        member().context.request.get(f"https://localhost:{stack.tls_port}/")


def test_a_shared_library_is_its_members(people, member):
    """Ben writes, Anna reads; whoever only says that she is Anna sees nothing of it."""
    _, ben = people
    ben.open()
    choose(ben, "acme")
    ben.drop_bytes(weekly.file(1))
    ben.page.get_by_role("button", name="Keep", exact=True).click()
    ben.page.get_by_text("Kept as of").wait_for()
    anna = member("anna")
    assert set(words_of_hers(anna.page.content())) == set(HERS)
    choose(anna, "acme")
    assert "Soup" in anna.page.content()
    assert words_of_hers(anna.text()) == []
    assert "You can see this library, and not change it." in anna.page.get_by_test_id("stSidebar").inner_text()
    anna.page.get_by_text("Manage library").click()
    anna.page.get_by_role("button", name="Back up").wait_for()
    assert anna.page.get_by_role("button", name="Forget everything").count() == 0
    anna.drop_bytes(weekly.file(2))
    assert anna.page.get_by_role("button", name="Keep", exact=True).count() == 0
    eve = member("eve")
    assert "Library" not in eve.page.get_by_test_id("stSidebar").inner_text()


def choose(person, name: str) -> None:
    """Choose a library in the sidebar."""
    person.page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").locator("input").click()
    person.page.get_by_role("option", name=name).click()
    person.page.wait_for_timeout(500)
    person.settle()


def test_the_log_holds_nothing_of_anybodys(stack, people):
    """Neither the app's nor the proxy's: no account, no caption, no address with a filter, nobody's name."""
    log = stack.log()
    assert "a visit began" in log
    for word in (*HERS, "Soup", 'example.com"', "account=", "code=", "person_"):
        assert word not in "\n".join(
            line for line in log.splitlines() if "oidc" not in line and "/oauth2/" not in line
        ), word


def test_a_socket_from_elsewhere_is_refused(stack):
    """Another site's page gets no socket, with or without cookies."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with pytest.raises(WebSocketException, match="403"):
        connect(
            f"wss://127.0.0.1:{stack.tls_port}/_stcore/stream", ssl=trusting, server_hostname="saves.localhost",
            additional_headers={"Host": f"saves.localhost:{stack.tls_port}"}, origin="https://elsewhere.example", proxy=None,
        )  # fmt: skip
