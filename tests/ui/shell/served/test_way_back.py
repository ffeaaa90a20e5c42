"""The way back from the sign-in service: to a page of this app, and never out of it."""

from urllib.parse import quote

import pytest

from worthsaving.ui.shell.served import way_back

HOST = "saves.example.com"


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://saves.example.com/", "/"),
        (
            "https://saves.example.com/save_trends?period=Last+90+days&account=a%26b",
            "/save_trends?period=Last+90+days&account=a%26b",
        ),
        ("https://SAVES.example.com/report", "/report"),
        ("https://elsewhere.example/report", ""),
        ("https://saves.example.com.elsewhere.example/", ""),
        ("https://saves.example.com@elsewhere.example/", ""),
        ("https://saves.example.com//elsewhere.example", ""),
        ("https://saves.example.com/\\elsewhere.example", ""),
        ("https://saves.example.com/auth/logout", ""),
        ("https://saves.example.com/oauth2callback?code=1", ""),
        ("https://saves.example.com/" + "a" * 2_000, ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_only_this_apps_pages_are_remembered(address, page):
    """By the address of the page that led to the sign-in."""
    assert way_back.page_of(address, HOST) == page


@pytest.mark.parametrize(
    "page",
    [
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https://elsewhere.example",
        "elsewhere",
        "/a\r\nSet-Cookie: b=c",
        "/a\tb",
        "/é",
    ],
)
def test_a_cookie_leads_nowhere_else(page):
    """Whoever could set the cookie, by another app below the same name, still sends nobody away."""
    assert way_back.remembered(f"{way_back.COOKIE}={quote(page, safe='')}") == ""


def test_the_cookie_is_found_among_others():
    """And nothing without it, or in a header that is none."""
    assert way_back.remembered(f"a=b; {way_back.COOKIE}=/save_trends%3Faccount%3Da; c=d") == "/save_trends?account=a"
    assert way_back.remembered("a=b") == way_back.remembered("") == way_back.remembered("=;==\0") == ""


def answer(cookie: str, set_now: list[str], query: bytes = b"code=1") -> list[tuple[str, str]]:
    """The headers of the answer after a sign-in."""
    scope = {"type": "http", "scheme": "https", "query_string": query, "headers": [(b"cookie", cookie.encode())]}
    headers = [(b"location", b"/"), *((b"set-cookie", value.encode()) for value in set_now)]
    message = {"type": "http.response.start", "status": 302, "headers": headers}
    way_back.lead_back(scope, message)
    return [(name.decode(), value.decode()) for name, value in message["headers"]]


def test_who_signed_in_is_led_back_once():
    """The cookie is deleted with it."""
    headers = answer(f"{way_back.COOKIE}=/report", ["_streamlit_user=abc; Path=/"])
    assert ("location", "/report") in headers
    assert [value for _, value in headers if value.startswith(f"{way_back.COOKIE}=;") and "Max-Age=0" in value]
    assert not [value for _, value in headers if value.startswith(way_back.FAILED)]


@pytest.mark.parametrize("set_now", [[], ['_streamlit_user=""; Max-Age=0']])
def test_a_sign_in_that_failed_is_said(set_now):
    """The page that asks again says so; after signing out, when there is no code, it does not."""
    assert [value for _, value in answer("", set_now) if value.startswith(f"{way_back.FAILED}=1")]
    assert not [value for _, value in answer("", set_now, b"") if value.startswith(way_back.FAILED)]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (b"code=abc&state=xyz", b"code=abc&state=xyz"),
        (b"error=access_denied&error_description=anna%40example.com+may+not", b"error=access_denied"),
        (b"error=%1b%5b2Jcleared&error_description=x", b"error=unknown"),
        (b"error=" + b"a" * 41, b"error=unknown"),
        (b"error=", b"error="),
        (b"", b""),
    ],
)
def test_an_answers_error_is_its_code_alone(query, left):
    """The rest would stand in the log as anybody wrote it."""
    assert way_back.of_answer(query) == left
