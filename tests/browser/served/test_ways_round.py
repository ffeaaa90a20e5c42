"""Ways round the page: a visit that its owner left, names in headers, the interface for programs."""

import base64
import json
import time

import pytest

from tests.browser.served.test_apart import HERS, asked, heard, her_file, path_of, upload, visit_id, words_of_hers


def test_a_visit_that_she_left_is_not_gone_on_with(member, stack):
    """It is kept for her for two minutes after her window closed; he neither sees, loads nor uploads anything of it."""
    anna, ben = member("anna"), member("ben")
    anna.uploads = []
    anna.page.on("request", lambda told: anna.uploads.append(told.url) if "upload_file" in told.url else None)
    anna.drop_bytes(her_file())
    hers, at = visit_id(anna), path_of(stack, anna.uploads[0])
    anna.page.close()
    time.sleep(1)
    for other in (ben, None):
        said = heard(stack, other, hers)
        assert words_of_hers(said.decode("utf-8", "replace")) == []
        assert hers.encode() not in said
        assert upload(stack, other, at, "PUT") == 404
    assert set(words_of_hers(heard(stack, anna, hers).decode("utf-8", "replace"))) == set(HERS)


@pytest.mark.parametrize("header", ["X-Streamlit-User", "X-Forwarded-User", "X-Forwarded-Email", "Remote-User"])
def test_no_header_makes_her_of_anybody(stack, header):
    """Some servers let a proxy name the person; this app believes its own cookie alone."""
    claims = {"iss": stack.provider, "sub": "anna", "exp": time.time() + 99, "is_logged_in": True}
    headers = {header: base64.b64encode(json.dumps(claims).encode()).decode()}
    assert b"Sign in to see your saves" in heard(stack, None, "", **headers)


def test_nothing_without_a_browser_is_offered(member, stack):
    """Streamlit's interface for programs is off, also for somebody who is signed in."""
    ben = member("ben")
    for path in ("interact", "mcp"):
        status, _, body = asked(
            stack, ben, f"/_stcore/agent/{path}", "POST", body=b"{}", Content_Type="application/json"
        )
        assert status in (400, 403)
        assert b"not_available" in body


def test_an_error_of_the_sign_in_is_logged_by_its_code(stack):
    """Anybody can write the rest of that address."""
    assert asked(stack, None, "/oauth2callback?error=access_denied&error_description=Gardenia%1b")[0] == 302
    log = stack.log()
    assert "access_denied" in log
    assert "Gardenia" not in "\n".join(line for line in log.splitlines() if "/oauth2/" not in line)
