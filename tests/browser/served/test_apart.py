"""Two people at one served app, each signed in: neither reaches anything of the other's, by any way there is.

Anna keeps an export whose words are hers alone; Ben, and somebody without a sign-in, then try to get at them.
"""

import http.client
import re
import ssl
import time
from socket import create_connection
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tests.browser.served import stack as stacks
from tests.browser.served.test_sign_in import ADDRESSES
from tests.ui import weekly

TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE
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


def test_no_page_shows_him_anything_of_hers(member, people):
    """Nor does her whole address, with her account in it; he sees an empty library."""
    other = member("ben")
    for page in ADDRESSES:
        other.open(f"{page}?account=TikTok+@{HERS[0]}")
        assert words_of_hers(other.text()) == []
        assert "Your library" not in other.page.content()


def cookies_of(person) -> dict[str, str]:
    """A person's cookies; those of somebody without a sign-in where there is no person."""
    return {cookie["name"]: cookie["value"] for cookie in person.context.cookies()} if person is not None else {}


def asked(stack, person, path: str, method: str = "GET", *, host: str = "", body: bytes = b"", **headers: str):
    """What a request with a person's cookies gets: status, headers and body. Its path goes as it is."""
    asking = http.client.HTTPSConnection("127.0.0.1", stack.tls_port, timeout=60, context=TRUSTING)
    cookies = "; ".join(f"{name}={value}" for name, value in cookies_of(person).items())
    own = {"Host": host or f"{stacks.NAME}:{stack.tls_port}", **({"Cookie": cookies} if cookies else {})}
    asking.request(
        method, path, body or None, {**own, **{name.replace("_", "-"): text for name, text in headers.items()}}
    )
    answer = asking.getresponse()
    found = answer.status, answer.headers, answer.read()
    asking.close()
    return found


def path_of(stack, url: str) -> str:
    assert url.startswith(stack.address), url
    return url.removeprefix(stack.address)


def test_a_download_is_hers_alone(people, stack):
    """The address of her file, told to Ben or to somebody without a sign-in, leads to nothing."""
    anna, ben = people
    with anna.page.expect_download() as taken:
        anna.page.get_by_test_id("stDownloadButton").locator("button").first.click()
    path = path_of(stack, taken.value.url)
    assert path.startswith("/media/")
    assert asked(stack, anna, path)[0] == 200
    for other in (ben, None):
        for method, headers in (("GET", {}), ("HEAD", {}), ("GET", {"Range": "bytes=0-99"})):
            status, _, body = asked(stack, other, path, method, **headers)
            assert (status, words_of_hers(body.decode("utf-8", "replace"))) == (404, [])


def test_a_picture_on_her_page_is_hers_alone(people, stack):
    """What a page shows has an address, too."""
    anna, ben = people
    anna.page.get_by_text("Show the wide picture").click()
    picture = anna.page.locator("img[alt^='The headline as a wide picture']")
    path = path_of(stack, picture.evaluate("picture => picture.src"))
    assert path.startswith("/media/")
    assert asked(stack, anna, path)[0] == 200
    assert asked(stack, ben, path)[0] == asked(stack, None, path)[0] == 404


def upload(stack, person, path: str, method: str) -> int:
    """The status of an upload there, or of taking one away, with this person's own token."""
    edge = "edge"
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    )
    body = f"{head}a,b\r\n--{edge}--\r\n".encode() if method == "PUT" else b""
    told = {
        "X_Xsrftoken": cookies_of(person).get("_streamlit_xsrf", ""),
        "Content_Type": f"multipart/form-data; boundary={edge}",
    }
    return asked(stack, person, path, method, body=body, **told)[0]


def test_nobody_else_uploads_into_her_visit(people, stack):
    """Nor deletes what she uploads, though he knows the address and has a token of his own."""
    anna, ben = people
    hers, his = (path_of(stack, person.uploads[0]) for person in (anna, ben))
    for other in (ben, None):
        assert [upload(stack, other, hers, method) for method in ("PUT", "DELETE")] == [404, 404]
    assert [upload(stack, ben, his, method) for method in ("PUT", "DELETE")] == [204, 204]


def visit_id(person) -> str:
    return re.search(r"upload_file/([^/]+)/", person.uploads[0])[1]


def socket(stack, person, origin: str, resume: str = "", **headers: str):
    """A socket of the app with this person's cookies and more headers, which asks to go on with a visit."""
    cookies = cookies_of(person)
    return connect(
        f"wss://{stacks.NAME}:{stack.tls_port}/_stcore/stream", sock=create_connection(("127.0.0.1", stack.tls_port)), ssl=TRUSTING,
        additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), **headers}, origin=origin,
        subprotocols=["streamlit", cookies.get("_streamlit_xsrf", "x"), resume or "none"], max_size=None, proxy=None,
    )  # fmt: skip


def heard(stack, person, resume: str, **headers: str) -> bytes:
    """All that the app says to a socket until the page is drawn."""
    said = []
    with socket(stack, person, stack.address, resume, **headers) as listening:
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        listening.send(ask.SerializeToString())
        while not said or ForwardMsg.FromString(said[-1]).WhichOneof("type") != "script_finished":
            said.append(listening.recv(timeout=60))
    return b"".join(said)


def test_a_socket_does_not_go_on_with_her_visit(people, stack):
    """He is given a visit of his own; somebody without a sign-in is asked to sign in. Hers stays hers."""
    anna, ben = people
    hers = visit_id(anna)
    for other, drawn in ((ben, b"See what your audience keeps"), (None, b"Sign in to see your saves")):
        said = heard(stack, other, hers)
        assert drawn in said
        assert words_of_hers(said.decode("utf-8", "replace")) == []
        assert hers.encode() not in said
    anna.go("Report")
    assert set(words_of_hers(anna.page.content())) == set(HERS)


def test_a_cookie_cannot_be_made(people, stack):
    """Nor changed: without the app's secret nobody is anybody."""
    anna, _ = people
    (value,) = [text for name, text in cookies_of(anna).items() if name == "_streamlit_user"]
    other = stacks.signed({"iss": stack.provider, "sub": "anna", "exp": time.time() + 99}, stack, secret="another" * 9)
    for cookie in (value[:-2], value.replace(".", "..", 1), other):
        stranger = SimpleNamespace(
            context=SimpleNamespace(cookies=lambda cookie=cookie: [{"name": "_streamlit_user", "value": cookie}])
        )
        assert b"Sign in to see your saves" in heard(stack, stranger, visit_id(anna))


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/%6detrics",
        "//_stcore/metrics",
        "/_stcore/x/../metrics",
        "/_stcore//metrics",
    ],
)
def test_figures_of_the_server_are_the_operators(stack, path):
    """The proxy keeps them back, however the address is written."""
    status, _, body = asked(stack, None, path)
    assert status in (400, 404)
    assert b"# TYPE" not in body


def test_answers_carry_the_headers(stack):
    """The app's own and the proxy's; every cookie goes over TLS alone, and scripts go compressed."""
    _, headers, body = asked(stack, None, "/")
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    _, health, _ = asked(stack, None, "/_stcore/health")
    cookies = [*headers.get_all("Set-Cookie", []), *health.get_all("Set-Cookie", [])]
    assert cookies
    assert all("secure" in cookie.lower() for cookie in cookies)
    script = re.findall(r'src="\.?(/static/js/[^"]+\.js)"', body.decode())[0]
    assert asked(stack, None, script, Accept_Encoding="gzip")[1]["Content-Encoding"] == "gzip"


def test_another_name_is_not_answered(stack):
    """Not even with a refusal: the proxy closes the connection."""
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        asked(stack, None, "/", host="elsewhere.example")


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


def test_a_socket_from_elsewhere_is_refused(people, stack):
    """Another site's page gets no socket, also with her cookies."""
    for person in (people[0], None):
        with pytest.raises(WebSocketException, match="403"):
            socket(stack, person, "https://elsewhere.example")
